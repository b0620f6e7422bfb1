// Supporting pieces and versions of the form.

#include <sne/pieces.hpp>

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date in_2020 = "2020-06-01"_date;

constexpr PiecesQuestion nothing_else(Nationality nationality) {
  PiecesQuestion question;
  question.nationality = nationality;
  question.circumstances.fill(Fact::no);
  question.motives = DemandMotives{};
  return question;
}

std::string ids(const PiecesQuestion& question, Date day = in_2020) {
  const PieceList list = pieces(question, day, book).value();
  std::string made;
  for (const AskedPiece& one : list.all()) made += std::string(one.id()) + (one.asked == Fact::yes ? " " : "? ");
  return made;
}

std::string documents(const PiecesQuestion& question, std::string_view id) {
  const PieceList list = pieces(question, in_2020, book).value();
  const AskedPiece* piece = list.find(id);
  std::string made;
  if (piece == nullptr) return made;
  for (const PieceDocumentRow& one : piece->one_of()) made += std::string(one.id) + (one.renewal_receipt ? "* " : " ");
  return made;
}

TEST(Pieces, OneIdentityOrStayPaperIsEnoughToRegister) {
  EXPECT_EQ(ids(nothing_else(Nationality::french)), "ID AVIS PATR ");
  EXPECT_EQ(ids(nothing_else(Nationality::eu)), "ID AVIS PATR ");
  EXPECT_EQ(ids(nothing_else(Nationality::other)), "STAY AVIS PATR ");
  EXPECT_EQ(ids(nothing_else(Nationality::unknown)), "ID? STAY? AVIS PATR ");
  EXPECT_EQ(documents(nothing_else(Nationality::french), "ID"), "identity_card passport ");
  EXPECT_EQ(documents(nothing_else(Nationality::other), "STAY"),
            "resident_card* permanent_card* long_term_eu_card* multi_year_card* talent_card* temporary_card* algerian_certificate* "
            "refugee_receipt andorran_paper monegasque_passport long_stay_visa provisional_permit ");
  const PieceList list = pieces(nothing_else(Nationality::french), in_2020, book).value();
  for (const AskedPiece& one : list.all()) EXPECT_EQ(one.stage() == PieceStage::registration, one.id() == "ID") << one.id();
}

TEST(Pieces, EachCircumstanceAsksForItsPiece) {
  const PiecesQuestion french = nothing_else(Nationality::french);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < law::circumstances.size(); ++i) {
    const auto one = static_cast<Circumstance>(i);
    const std::string said = ids(french.with(one, Fact::yes));
    EXPECT_EQ(said.substr(0, 13), "ID AVIS PATR ");
    EXPECT_TRUE(seen.insert(said.substr(13)).second) << said;
    EXPECT_EQ(said.find('?'), std::string::npos);
    const std::string perhaps = ids(french.with(one, Fact::unknown));
    EXPECT_EQ(perhaps.substr(13), said.substr(13, said.size() - 14) + "? ") << text(one);
  }
  EXPECT_EQ(seen.size(), 22u);
  EXPECT_EQ(documents(french.with(Circumstance::employee, Fact::yes), "RESS_EMPLOYEE"), "three_payslips employer_attestation ");
  EXPECT_EQ(documents(french.with(Circumstance::divorcing, Fact::yes), "DIVORCING"),
            "non_conciliation_order judge_referral lawyer_letter protection_order ");
}

TEST(Pieces, MotivesAskForAProofOrForNone) {
  PiecesQuestion question = nothing_else(Nationality::french);
  std::string silent;
  for (int motive = 1; motive <= 23; ++motive) {
    const std::string code{static_cast<char>('0' + motive / 10), static_cast<char>('0' + motive % 10)};
    question.motives = DemandMotives{}.with(code).value();
    const std::string said = ids(question).substr(13);
    if (said.empty()) {
      silent += code + ' ';
    } else {
      EXPECT_EQ(said, "MOTIF_" + code + ' ');
    }
  }
  EXPECT_EQ(silent, "02 10 12 13 14 17 20 21 23 ");
  question.motives = DemandMotives{}.with("01")->with("05").value();
  EXPECT_EQ(ids(question).substr(13), "MOTIF_01 MOTIF_05 ");
  EXPECT_EQ(documents(question, "MOTIF_05"), "payment_order summons judgment order_to_leave ");
  question.motives = std::nullopt;
  EXPECT_NE(ids(question).find("MOTIF_22? "), std::string::npos);
}

TEST(Pieces, MotivesAreWrittenWithTwoDigits) {
  EXPECT_EQ(DemandMotives{}.with("5").error(), (Fault{Errc::bad_length, 1}));
  EXPECT_EQ(DemandMotives{}.with("0a").error(), (Fault{Errc::bad_character, 1}));
  EXPECT_EQ(DemandMotives{}.with("00").error().code, Errc::unknown_code);
  EXPECT_EQ(DemandMotives{}.with("24").error().code, Errc::unknown_code);
  EXPECT_TRUE(DemandMotives{}.with("23")->holds(23));
  EXPECT_FALSE(DemandMotives{}.with("23")->holds(255));
}

TEST(Pieces, WhatIsNotSaidMayBeAsked) {
  const std::string all = ids(PiecesQuestion{});
  EXPECT_EQ(pieces(PiecesQuestion{}, in_2020, book)->all().size(), law::pieces.size());
  EXPECT_NE(all.find("AVIS PATR "), std::string::npos);
  EXPECT_NE(all.find("RESS_GRANT? "), std::string::npos);
}

TEST(Pieces, TheMarkIsThatOfTheListOfTheDay) {
  const PiecesQuestion french = nothing_else(Nationality::french).with(Circumstance::spouse_in_care_home, Fact::yes);
  const auto mark = [](const PiecesQuestion& question, std::string_view id, Date day) {
    const PieceList list = pieces(question, day, book).value();
    return list.find(id)->mark;
  };
  EXPECT_EQ(mark(french, "ID", in_2020), Mark::text);
  EXPECT_EQ(mark(french, "ID", "2026-11-24"_date), Mark::text);
  EXPECT_EQ(mark(french, "AVIS", in_2020), Mark::practice);
  EXPECT_EQ(mark(french, "CARE_HOME", in_2020), Mark::convention);
  EXPECT_EQ(mark(french, "AVIS", "2018-09-09"_date), Mark::unverified);
  EXPECT_EQ(mark(french, "AVIS", "2021-01-31"_date), Mark::practice);
  EXPECT_EQ(mark(french, "AVIS", "2021-02-01"_date), Mark::unverified);
  EXPECT_EQ(mark(nothing_else(Nationality::other), "STAY", "2010-05-03"_date), Mark::unverified);
}

TEST(Pieces, NoTextNamesAPieceBefore2010) {
  EXPECT_EQ(pieces(PiecesQuestion{}, "2010-05-02"_date, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(ids(nothing_else(Nationality::french), "2010-05-03"_date), "ID ");
  EXPECT_EQ(ids(nothing_else(Nationality::french), "2010-09-30"_date), "ID ");
  EXPECT_EQ(ids(nothing_else(Nationality::french), "2010-10-01"_date), "ID AVIS PATR ");
  EXPECT_EQ(pieces(PiecesQuestion{}, book.horizon() + 1, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(pieces(PiecesQuestion{}, "2010-05-03"_date, book)->form(), nullptr);
}

TEST(FormVersions, OneIsInForceAndTheOldOneMayBeAccepted) {
  const auto in_force = [](Date day) { return std::string(form_version(day, book)->row->form); };
  const auto accepted = [](Date day) {
    std::string made;
    for (const FormVersionRow& row : law::form_versions) made += form_accepted(row, day) ? std::string(row.form) + ' ' : "";
    return made;
  };
  EXPECT_EQ(form_version("2010-09-30"_date, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(in_force("2010-10-01"_date), "14069*01");
  EXPECT_EQ(in_force("2013-07-24"_date), "14069*02");
  EXPECT_EQ(in_force("2018-09-09"_date), "14069*02");
  EXPECT_EQ(in_force("2018-09-10"_date), "14069*03");
  EXPECT_EQ(accepted("2019-09-10"_date), "14069*02 14069*03 ");
  EXPECT_EQ(accepted("2019-09-11"_date), "14069*03 ");
  EXPECT_EQ(in_force("2021-02-01"_date), "14069*04");
  EXPECT_EQ(in_force("2022-04-20"_date), "14069*05");
  EXPECT_EQ(form_version("2018-09-10"_date, book)->mark, Mark::text);
  EXPECT_EQ(form_version("2010-10-01"_date, book)->mark, Mark::text);
  EXPECT_EQ(form_version("2013-07-24"_date, book)->mark, Mark::unverified);
  EXPECT_EQ(form_version("2021-02-01"_date, book)->mark, Mark::text);
  EXPECT_EQ(form_version("2022-04-20"_date, book)->mark, Mark::unverified);
  EXPECT_EQ(form_version(book.horizon() + 1, book).error().code, Errc::date_out_of_range);
}

static_assert(pieces(nothing_else(Nationality::french), in_2020, book)->form()->form == "14069*03");

}  // namespace
}  // namespace sne
