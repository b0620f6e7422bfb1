// Priority publics of L441-1, their proofs, former child protection, essential workers.

#include <sne/priority.hpp>

#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Policy policy = Policy::sne();
constexpr Date today = "2026-11-24"_date;

PriorityAnswer judged(const std::vector<GroundClaim>& claims, Date day, DaloStatus dalo = DaloStatus::unknown) {
  return priority_publics(claims, day, policy, book, dalo).value();
}

GroundAnswer one(const GroundClaim& claim, Date day) {
  const PriorityAnswer answer = judged({claim}, day);
  return answer.grounds.all()[0];
}

GroundClaim proved(PriorityPublic subject, Proof proof, Date day) { return {.subject = subject, .proof = proof, .proof_date = day}; }

TEST(Priority, Trap18LetterBMoves) {
  EXPECT_EQ(public_of("b", "2015-06-01"_date), PublicSet(PriorityPublic::poor_housing));
  EXPECT_EQ(public_of("b", "2020-06-01"_date), PublicSet(PriorityPublic::act_exit));
  EXPECT_EQ(letter_of(PriorityPublic::poor_housing, "2020-06-01"_date), "c");
}

TEST(Priority, Trap19LetterGMovesAndNamesTwo) {
  EXPECT_EQ(public_of("g", "2016-06-01"_date), PublicSet(PriorityPublic::trafficking));
  EXPECT_EQ(public_of("g", "2018-06-01"_date), PublicSet(PriorityPublic::couple_violence, PriorityPublic::forced_marriage));
  EXPECT_EQ(public_of("g bis", "2018-11-24"_date), PublicSet());
  EXPECT_EQ(public_of("g bis", "2018-11-25"_date), PublicSet(PriorityPublic::rape));
}

TEST(Priority, LettersOfEveryVersion) {
  struct Column {
    Date day;
    std::array<std::string_view, public_count> letters;
  };
  const std::array<Column, 6> columns{{
      {"2009-03-27"_date, {}},
      {"2009-03-28"_date, {"a", "", "b", "c", "d", "b", "e"}},
      {"2016-04-15"_date, {"a", "", "b", "c", "d", "b", "e", "", "", "f", "g"}},
      {"2017-01-29"_date, {"a", "b", "c", "d", "e", "f", "g", "g", "", "h", "i", "j", "k", "l"}},
      {"2018-11-25"_date, {"a", "b", "c", "d", "e", "f", "g", "g", "g bis", "h", "i", "j", "k", "l"}},
      {"2022-02-09"_date, {"a", "b", "c", "d", "e", "f", "g", "g", "g bis", "h", "i", "j", "k", "l", "m"}},
  }};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t i = 0; i < public_count; ++i) {
      const auto subject = static_cast<PriorityPublic>(i);
      EXPECT_EQ(letter_of(subject, columns[c].day), columns[c].letters[i]) << iso_text(columns[c].day).view() << ' ' << text(subject);
      if (c == 0) continue;
      EXPECT_EQ(letter_of(subject, columns[c].day - 1), columns[c - 1].letters[i]) << "the day before, " << text(subject);
    }
  }
}

TEST(Priority, ALetterNamesThePublicThatBearsItUnlessInsideAnother) {
  for (Date day = "2008-01-01"_date; day <= "2026-12-31"_date; day = day + 31) {
    for (std::size_t i = 0; i < public_count; ++i) {
      const auto subject = static_cast<PriorityPublic>(i);
      const std::string_view letter = letter_of(subject, day);
      if (letter.empty()) continue;
      const bool inside = subject == PriorityPublic::unfit && day < "2017-01-29"_date;
      EXPECT_EQ(public_of(letter, day).holds(subject), !inside) << text(subject);
    }
  }
  EXPECT_EQ(public_of("", today), PublicSet());
  EXPECT_EQ(public_of("B", today), PublicSet());
}

TEST(Priority, UnfitHousingWasInsidePoorHousing) {
  const GroundAnswer old = one(proved(PriorityPublic::unfit, Proof::unfit_order, "2015-02-01"_date), "2015-06-01"_date);
  EXPECT_EQ(old.status, GroundStatus::verified);
  EXPECT_EQ(old.letter, "b");
  EXPECT_EQ(old.mark, Mark::convention);
}

TEST(Priority, Trap20BackToWorkBefore2017NeedsBadHousing) {
  GroundClaim claim = proved(PriorityPublic::back_to_work, Proof::contract_and_history, "2015-05-01"_date);
  claim.unemployed_months = 14;
  claim.badly_housed = Fact::no;
  EXPECT_EQ(one(claim, "2015-06-01"_date).status, GroundStatus::not_met);
  EXPECT_EQ(one(claim, "2017-01-28"_date).status, GroundStatus::not_met);
  EXPECT_EQ(one(claim, "2017-01-29"_date).status, GroundStatus::verified);
  claim.badly_housed = Fact::yes;
  EXPECT_EQ(one(claim, "2015-06-01"_date).status, GroundStatus::verified);
  claim.badly_housed = Fact::unknown;
  const GroundAnswer open = one(claim, "2015-06-01"_date);
  EXPECT_EQ(open.status, GroundStatus::claimed);
  EXPECT_EQ(open.missing, CodeSet<PriorityFact>(PriorityFact::badly_housed));
}

TEST(Priority, LongUnemploymentIsTwelveMonthsUnlessTheTerritorySaysOtherwise) {
  GroundClaim claim = proved(PriorityPublic::back_to_work, Proof::contract_and_history, "2026-05-01"_date);
  EXPECT_EQ(one(claim, today).missing, CodeSet<PriorityFact>(PriorityFact::long_unemployment));
  claim.unemployed_months = 11;
  EXPECT_EQ(one(claim, today).status, GroundStatus::not_met);
  claim.unemployed_months = 12;
  EXPECT_EQ(one(claim, today).status, GroundStatus::verified);
  claim.long_unemployment = Fact::no;
  EXPECT_EQ(one(claim, today).status, GroundStatus::not_met);
}

TEST(Priority, Trap21AComplaintReceiptIsNotEnough) {
  for (const Date day : {"2009-06-01"_date, "2012-06-01"_date, "2018-06-01"_date, today}) {
    const GroundAnswer answer = one(proved(PriorityPublic::couple_violence, Proof::complaint_receipt, day - 30), day);
    EXPECT_EQ(answer.status, GroundStatus::claimed) << iso_text(day).view();
    EXPECT_TRUE(answer.reasons.holds(PriorityReason::proof_not_admitted));
  }
}

TEST(Priority, ProofsOfCoupleViolenceByVersion) {
  struct Case {
    Proof proof;
    std::string_view day;
    bool verified;
  };
  constexpr std::array<Case, 14> cases{{
      {Proof::civil_257, "2009-03-28", true},
      {Proof::civil_220_1, "2010-09-30", true},
      {Proof::civil_220_1, "2010-10-01", false},
      {Proof::protection_order, "2010-09-30", false},
      {Proof::protection_order, "2010-10-01", true},
      {Proof::judge_decision, "2017-01-28", false},
      {Proof::judge_decision, "2017-01-29", true},
      {Proof::civil_220_1, "2017-01-29", true},
      {Proof::criminal_conviction, "2018-06-01", true},
      {Proof::criminal_proceedings, "2018-11-24", false},
      {Proof::criminal_proceedings, "2018-11-25", true},
      {Proof::criminal_alternative, "2019-01-01", true},
      {Proof::other, "2026-11-24", false},
      {Proof::civil_257, "2026-11-24", true},
  }};
  for (const Case& row : cases) {
    const Date day = Date::parse(row.day).value();
    const GroundAnswer answer = one(proved(PriorityPublic::couple_violence, row.proof, day), day);
    EXPECT_EQ(answer.status == GroundStatus::verified, row.verified) << text(row.proof) << ' ' << row.day;
  }
  EXPECT_EQ(one(proved(PriorityPublic::couple_violence, Proof::criminal_proceedings, today), today).mark, Mark::unverified);
  EXPECT_EQ(one(proved(PriorityPublic::couple_violence, Proof::protection_order, "2012-01-01"_date), "2012-06-01"_date).mark, Mark::text);
}

TEST(Priority, CaseCTheOrderVerifiesAndTheReceiptDoesNot) {
  const std::vector<GroundClaim> claims{proved(PriorityPublic::couple_violence, Proof::complaint_receipt, "2026-10-01"_date),
                                        proved(PriorityPublic::couple_violence, Proof::protection_order, "2026-10-20"_date)};
  EXPECT_EQ(judged(claims, "2026-10-10"_date).claimed, PublicSet(PriorityPublic::couple_violence));
  EXPECT_TRUE(judged(claims, "2026-10-10"_date).verified.empty());
  EXPECT_EQ(judged(claims, today).verified, PublicSet(PriorityPublic::couple_violence));
  EXPECT_TRUE(judged(claims, today).claimed.empty());
  EXPECT_EQ(judged(claims, today).grounds.size(), 1U) << "two proofs, one ground";
}

TEST(Priority, AProofNeedsItsDay) {
  GroundClaim claim{.subject = PriorityPublic::rape, .proof = Proof::contact_ban};
  const GroundAnswer undated = one(claim, today);
  EXPECT_EQ(undated.status, GroundStatus::claimed);
  EXPECT_EQ(undated.reasons, CodeSet<PriorityReason>(PriorityReason::proof_undated));
  EXPECT_EQ(undated.missing, CodeSet<PriorityFact>(PriorityFact::proof_date));
  claim.proof_date = today + 1;
  EXPECT_TRUE(one(claim, today).reasons.holds(PriorityReason::proof_after_day));
  claim.proof_date = today;
  EXPECT_EQ(one(claim, today).status, GroundStatus::verified);
  EXPECT_EQ(one(claim, "2018-06-01"_date).status, GroundStatus::not_listed);
}

TEST(Priority, TheCoupleMarriedAgainstTheirWillNeedsAnOrder) {
  EXPECT_EQ(one(proved(PriorityPublic::forced_marriage, Proof::judge_decision, today), today).status, GroundStatus::claimed);
  EXPECT_EQ(one(proved(PriorityPublic::forced_marriage, Proof::protection_order, today), today).status, GroundStatus::verified);
  EXPECT_EQ(one(proved(PriorityPublic::forced_marriage, Proof::protection_order, "2016-01-01"_date), "2016-06-01"_date).status, GroundStatus::not_listed);
}

TEST(Priority, MinorChildAndABadDwelling) {
  GroundClaim claim = proved(PriorityPublic::child_overcrowded, Proof::family_book_and_surface, "2026-05-01"_date);
  claim.minor_child = Fact::yes;
  EXPECT_EQ(one(claim, today).missing, CodeSet<PriorityFact>(PriorityFact::overcrowded, PriorityFact::indecent));
  claim.overcrowded = Fact::yes;
  EXPECT_EQ(one(claim, today).status, GroundStatus::verified);
  claim.overcrowded = Fact::no;
  EXPECT_EQ(one(claim, today).missing, CodeSet<PriorityFact>(PriorityFact::indecent));
  claim.indecent = Fact::no;
  EXPECT_EQ(one(claim, today).status, GroundStatus::not_met);
  claim.indecent = Fact::yes;
  claim.minor_child = Fact::no;
  EXPECT_EQ(one(claim, today).status, GroundStatus::not_met);
}

Fact open_on(Date ended, Date born, Date day, const Policy& under = policy) {
  return child_protection_window(ended, born, day, under, book.with_horizon("2040-12-31"_date)).value().open;
}

TEST(Priority, Trap22FormerChildProtectionBeforeTheLaw) {
  EXPECT_EQ(open_on("2021-01-10"_date, "2002-03-03"_date, "2022-02-01"_date), Fact::no);
  EXPECT_EQ(open_on("2021-01-10"_date, "2002-03-03"_date, "2022-02-08"_date), Fact::no);
  EXPECT_EQ(open_on("2021-01-10"_date, "2002-03-03"_date, "2022-02-09"_date), Fact::yes);
}

TEST(Priority, Trap23TheWindowIsOver) {
  EXPECT_EQ(open_on("2023-06-30"_date, "2004-09-01"_date, today), Fact::no);
  EXPECT_EQ(open_on("2023-06-30"_date, "2004-09-01"_date, "2026-06-30"_date), Fact::yes);
  EXPECT_EQ(open_on("2023-06-30"_date, "2004-09-01"_date, "2026-07-01"_date), Fact::no);
  GroundClaim claim = proved(PriorityPublic::ase, Proof::care_end_attestation, "2023-06-30"_date);
  claim.care_ended = "2023-06-30"_date;
  claim.born = "2004-09-01"_date;
  const GroundAnswer answer = one(claim, today);
  EXPECT_EQ(answer.status, GroundStatus::not_met);
  EXPECT_EQ(answer.reasons, CodeSet<PriorityReason>(PriorityReason::window_over));
  EXPECT_EQ(answer.last_day, "2026-06-30"_date);
  EXPECT_EQ(answer.rule, Rule::priority_child_protection);
}

TEST(Priority, Ep43AMinorIsEmancipatedOrHasNoSuchPriority) {
  const auto open = [](Date born, Fact emancipated, Date day = today) {
    return child_protection_window("2026-03-31"_date, born, day, policy, book, emancipated).value();
  };
  EXPECT_EQ(open("2008-11-25"_date, Fact::no).open, Fact::no) << "eighteen tomorrow";
  EXPECT_EQ(open("2008-11-25"_date, Fact::yes).open, Fact::yes);
  EXPECT_EQ(open("2008-11-25"_date, Fact::unknown).open, Fact::unknown);
  EXPECT_EQ(open("2008-11-25"_date, Fact::unknown).missing, CodeSet<PriorityFact>(PriorityFact::emancipated));
  EXPECT_EQ(open("2008-11-24"_date, Fact::unknown).open, Fact::yes) << "eighteen today: nothing more is asked";
  EXPECT_EQ(open("2008-11-24"_date, Fact::no).open, Fact::yes);
  GroundClaim claim = proved(PriorityPublic::ase, Proof::care_end_attestation, "2026-04-02"_date);
  claim.care_ended = "2026-03-31"_date;
  claim.born = "2009-05-02"_date;
  EXPECT_EQ(one(claim, today).status, GroundStatus::claimed);
  claim.emancipated = Fact::no;
  EXPECT_EQ(one(claim, today).status, GroundStatus::not_met);
  EXPECT_EQ(one(claim, today).reasons, CodeSet<PriorityReason>(PriorityReason::condition_not_met));
  claim.emancipated = Fact::yes;
  EXPECT_EQ(one(claim, today).status, GroundStatus::verified);
}

TEST(Priority, Ep43SomebodyStillInCareIsNoFormerYouth) {
  EXPECT_EQ(open_on(today + 1, "2007-05-02"_date, today), Fact::no);
  EXPECT_EQ(open_on(today, "2007-05-02"_date, today), Fact::yes) << "the last day of care";
}

TEST(Priority, WindowOfALeapDayAndAgeAtTheEnd) {
  EXPECT_EQ(child_protection_window("2024-02-29"_date, "2005-05-05"_date, today, policy, book)->last_day, "2027-02-28"_date);
  EXPECT_EQ(open_on("2024-02-29"_date, "2005-05-05"_date, "2027-02-28"_date), Fact::yes);
  EXPECT_EQ(open_on("2024-02-29"_date, "2005-05-05"_date, "2027-03-01"_date), Fact::no);
  EXPECT_EQ(open_on("2025-05-01"_date, "2004-05-02"_date, today), Fact::yes) << "the eve of the 21st birthday";
  EXPECT_EQ(open_on("2025-05-02"_date, "2004-05-02"_date, today), Fact::no);
  EXPECT_EQ(open_on("2025-02-28"_date, "2004-02-29"_date, today), Fact::yes) << "21 on 1 March";
  EXPECT_EQ(open_on("2025-03-01"_date, "2004-02-29"_date, today), Fact::no);
}

TEST(Priority, TheOtherReadingCountsFromTheBirthday) {
  Policy birthday = policy;
  birthday.readings.child_protection_window = ChildProtectionWindow::birthday_21;
  EXPECT_EQ(child_protection_window("2023-06-30"_date, "2004-09-01"_date, today, birthday, book)->last_day, "2028-09-01"_date);
  EXPECT_EQ(open_on("2023-06-30"_date, "2004-09-01"_date, today, birthday), Fact::yes);
  EXPECT_FALSE(child_protection_window("2023-06-30"_date, std::nullopt, today, birthday, book)->last_day.has_value());
}

TEST(Priority, UnknownDatesOfCareAreAsked) {
  const ChildProtectionAnswer nothing = child_protection_window({}, {}, today, policy, book).value();
  EXPECT_EQ(nothing.open, Fact::unknown);
  EXPECT_EQ(nothing.missing, CodeSet<PriorityFact>(PriorityFact::care_ended, PriorityFact::born));
  EXPECT_EQ(child_protection_window("2023-06-30"_date, {}, today, policy, book)->open, Fact::no) << "over, whatever the age";
  EXPECT_EQ(child_protection_window("2026-03-31"_date, {}, today, policy, book)->missing, CodeSet<PriorityFact>(PriorityFact::born));
  EXPECT_EQ(child_protection_window("2026-03-31"_date, today + 1, today, policy, book).error().code, Errc::born_after);
  EXPECT_EQ(child_protection_window("2001-03-31"_date, "2001-04-01"_date, today, policy, book).error().code, Errc::born_after);
}

TEST(Priority, CaseEFormerYouthWithoutADwelling) {
  GroundClaim care = proved(PriorityPublic::ase, Proof::care_end_attestation, "2026-04-02"_date);
  care.care_ended = "2026-03-31"_date;
  care.born = "2006-05-02"_date;
  const PriorityAnswer answer = judged({care, {.subject = PriorityPublic::no_dwelling}}, today);
  EXPECT_EQ(answer.verified, PublicSet(PriorityPublic::ase));
  EXPECT_EQ(answer.claimed, PublicSet(PriorityPublic::no_dwelling));
  EXPECT_EQ(answer.grounds.all()[1].last_day, "2029-03-31"_date);
  EXPECT_EQ(answer.grounds.all()[1].mark, Mark::unverified);
  EXPECT_EQ(counts_for_quarter(answer), Fact::yes);
}

TEST(Priority, CaseBDaloComesFirstAndApart) {
  const PriorityAnswer answer = judged({{.subject = PriorityPublic::no_dwelling}}, today, DaloStatus::active);
  EXPECT_EQ(answer.dalo, Fact::yes);
  EXPECT_TRUE(answer.dalo_first);
  EXPECT_EQ(answer.claimed, PublicSet(PriorityPublic::no_dwelling));
  EXPECT_EQ(counts_for_quarter(answer), Fact::yes);
  EXPECT_FALSE(judged({}, "2016-06-01"_date, DaloStatus::active).dalo_first);
  EXPECT_EQ(judged({}, today, DaloStatus::rehoused).dalo, Fact::no);
  EXPECT_EQ(judged({}, today, DaloStatus::lapsed).dalo, Fact::no);
}

TEST(Priority, Trap24EssentialWorkIsAnObjectiveOnly) {
  constexpr std::array<EssentialJob, 2> local{{{"431B", {"2023-01-01"_date, "2026-12-31"_date}}, {"526A", {"2023-01-01"_date, "2024-12-31"_date}}}};
  EXPECT_EQ(essential_worker("431B", local, today, book).objective, Fact::yes);
  EXPECT_EQ(essential_worker("526A", local, today, book).objective, Fact::no);
  EXPECT_EQ(essential_worker("526A", local, "2024-12-31"_date, book).objective, Fact::yes);
  EXPECT_EQ(essential_worker("", local, today, book).objective, Fact::unknown);
  EXPECT_EQ(essential_worker("431B", {}, today, book).objective, Fact::unknown);
  EXPECT_EQ(essential_worker("431B", local, "2022-06-01"_date, book).objective, Fact::unknown) << "no list yet";
  EXPECT_EQ(essential_worker("431B", local, "2022-02-22"_date, book).objective, Fact::no);
  EXPECT_EQ(essential_worker("431B", local, today, book).rule, Rule::priority_essential_worker);
}

TEST(Priority, CaseAAndTrap24NothingClaimedCountsNowhere) {
  const PriorityAnswer none = judged({}, today, DaloStatus::none);
  EXPECT_TRUE(none.claimed.empty() && none.verified.empty() && none.grounds.empty());
  EXPECT_EQ(counts_for_quarter(none), Fact::no);
  EXPECT_EQ(counts_for_quarter(judged({}, today)), Fact::unknown) << "nobody said whether there is a decision";
  EXPECT_EQ(counts_for_quarter(judged({{.subject = PriorityPublic::handicap}}, today, DaloStatus::none)), Fact::no) << "claimed is not proved";
}

TEST(Priority, Trap37AThreatOfEvictionIsAPriorityGround) {
  EXPECT_EQ(one(proved(PriorityPublic::eviction, Proof::eviction_notice, "2026-10-01"_date), today).status, GroundStatus::verified);
}

TEST(Priority, TheListWasOpenBefore2017) {
  EXPECT_TRUE(judged({}, "2017-01-28"_date).open_list);
  EXPECT_FALSE(judged({}, "2017-01-29"_date).open_list);
  const GroundAnswer early = one({.subject = PriorityPublic::no_dwelling}, "2015-06-01"_date);
  EXPECT_EQ(early.status, GroundStatus::not_listed);
  EXPECT_TRUE(early.letter.empty());
  EXPECT_TRUE(early.missing.empty());
}

TEST(Priority, FaultsNameTheRow) {
  const std::vector<GroundClaim> claims{{.subject = PriorityPublic::handicap},
                                        {.subject = PriorityPublic::back_to_work, .unemployed_months = std::int16_t{-1}}};
  EXPECT_EQ(priority_publics(claims, today, policy, book).error(), (Fault{Errc::bad_number, 1}));
  EXPECT_EQ(priority_publics({}, "2009-03-27"_date, policy, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(priority_publics({}, "2027-01-01"_date, policy, book).error().code, Errc::beyond_horizon);
  Policy provisional = policy;
  provisional.horizon = BeyondHorizon::provisional;
  EXPECT_TRUE(priority_publics({}, "2027-01-01"_date, provisional, book).has_value());
}

TEST(Priority, EveryAnswerIsCitedInTheVersionOfItsDay) {
  EXPECT_EQ(one({.subject = PriorityPublic::handicap}, "2010-09-30"_date).citation->id, "l441-1-list@2009");
  EXPECT_EQ(one({.subject = PriorityPublic::handicap}, "2010-10-01"_date).citation->id, "l441-1-list@2010");
  EXPECT_EQ(one({.subject = PriorityPublic::rape}, "2016-06-01"_date).citation->id, "l441-1-list@2016");
  EXPECT_EQ(one({.subject = PriorityPublic::ase}, today).citation->id, "l441-1-list@2022-02-23");
}

GroundClaim any_claim(std::mt19937& draw) {
  GroundClaim claim{.subject = static_cast<PriorityPublic>(draw() % public_count), .proof = static_cast<Proof>(draw() % law::proof_ids.size())};
  if (draw() % 3 != 0) claim.proof_date = "2008-01-01"_date + static_cast<std::int32_t>(draw() % 7000);
  claim.badly_housed = static_cast<Fact>(draw() % 3);
  claim.long_unemployment = static_cast<Fact>(draw() % 3);
  claim.minor_child = static_cast<Fact>(draw() % 3);
  claim.overcrowded = static_cast<Fact>(draw() % 3);
  claim.indecent = static_cast<Fact>(draw() % 3);
  if (draw() % 2 == 0) claim.born = "1990-01-01"_date + static_cast<std::int32_t>(draw() % 5000);
  claim.emancipated = static_cast<Fact>(draw() % 3);
  if (draw() % 2 == 0) claim.care_ended = "2010-01-01"_date + static_cast<std::int32_t>(draw() % 6000);
  return claim;
}

TEST(Priority, SetsNeverMeetAndMoreProofNeverHarms) {
  std::mt19937 draw(441);
  for (int round = 0; round < 4000; ++round) {
    const Date day = "2009-03-28"_date + static_cast<std::int32_t>(draw() % 6400);
    std::vector<GroundClaim> claims;
    for (std::size_t n = draw() % 6; n > 0; --n) claims.push_back(any_claim(draw));
    const Result<PriorityAnswer> few = priority_publics(claims, day, policy, book);
    claims.push_back(any_claim(draw));
    const Result<PriorityAnswer> more = priority_publics(claims, day, policy, book);
    if (!few || !more) continue;
    for (const GroundAnswer& ground : more->grounds.all()) {
      const bool verified = more->verified.holds(ground.subject);
      EXPECT_FALSE(verified && more->claimed.holds(ground.subject));
      EXPECT_EQ(verified, ground.status == GroundStatus::verified && ground.reasons.empty() && ground.missing.empty());
      EXPECT_EQ(ground.status == GroundStatus::not_listed, letter_of(ground.subject, day).empty());
      EXPECT_TRUE(verified || !few->verified.holds(ground.subject));
      EXPECT_NE(ground.citation, nullptr);
    }
  }
}

}  // namespace
}  // namespace sne
