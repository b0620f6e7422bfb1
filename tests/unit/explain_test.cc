#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include <sne/explain.hpp>

#include "events.hpp"

namespace sne::testing {
namespace {

constexpr std::array languages{Language::fr, Language::en};

/// The last event put to a demand, with what it was judged on.
Explanation explained(const Life& life, const Event& event, Language language) {
  return explain(life.judge(event), event, life.demand, life.law, language);
}

Life notified() {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  return life;
}

// --- sentences -----------------------------------------------------------------------------------------------------------------------

TEST(Explain, RadiationDuringTheToleranceInFrench) {
  const Explanation made = explained(notified(), non_renewal("2024-10-02"_date), Language::fr);
  EXPECT_EQ(made.outcome, Outcome::refused);
  EXPECT_EQ(made.sentence, "Radiation pour non-renouvellement (motif e) au 2 octobre 2024\u202f: refusée.");
  ASSERT_EQ(made.reasons.size(), 1U);
  const ExplainedReason& reason = made.reasons.front();
  EXPECT_EQ(reason.code, ReasonCode::tolerance_running);
  EXPECT_EQ(reason.sentence,
            "La demande est expirée, mais la tolérance du SNE n’est pas écoulée. Date de base\u202f: 1er octobre 2023\u202f; radiation "
            "pratiquée à partir du 1er novembre 2024, soit 13 mois après.");
  EXPECT_EQ(reason.earliest, "2024-11-01"_date);
  EXPECT_EQ(reason.ground.title, "Le SNE radie à partir du treizième mois");
}

TEST(Explain, RadiationDuringTheToleranceInEnglish) {
  const Explanation made = explained(notified(), non_renewal("2024-10-02"_date), Language::en);
  EXPECT_EQ(made.sentence, "Radiation for non-renewal (motive e) on 2 October 2024: refused.");
  EXPECT_EQ(made.reasons.front().sentence,
            "The demand is expired, but the tolerance of the SNE has not run out. Base date: 1 October 2023; radiation in practice from "
            "1 November 2024, 13 months after it.");
}

TEST(Explain, AToleranceIsCitedAsAPracticeAndNotAsLaw) {
  const Explanation made = explained(notified(), non_renewal("2024-10-02"_date), Language::fr);
  EXPECT_EQ(made.ground.citation->mark, Mark::text);
  EXPECT_EQ(made.reasons.front().ground.citation->mark, Mark::practice);
  EXPECT_EQ(made.reasons.front().ground.mark, "pratique du SNE");
  EXPECT_EQ(made.reasons.front().ground.text,
            "Arrêté du 23 mars 2015 §6, cahier des charges\u202f: radiation et tolérances, en vigueur depuis le 23 mars 2015");
}

TEST(Explain, AVersionThatEndedGivesBothItsDates) {
  Life life = filed("2013-10-01"_date);
  const Explanation made = explained(life, renewal("2014-09-01"_date), Language::fr);
  EXPECT_EQ(made.version, "P2");
  EXPECT_EQ(made.ground.text, "CCH R441-2-7, décret 2011-2057, en vigueur du 1er janvier 2012 au 13 mai 2015");
}

TEST(Explain, WithoutTheDemandTheSentencesAreShorter) {
  const Event event = non_renewal("2024-10-02"_date);
  const Explanation made = explain(notified().judge(event), event, law_book, Language::fr);
  EXPECT_EQ(made.reasons.front().sentence,
            "La demande est expirée, mais la tolérance du SNE n’est pas écoulée. Radiation pratiquée à partir du 1er novembre 2024, soit 30 "
            "jours plus tard.");
}

TEST(Explain, AllReasonsOfARefusalAreGiven) {
  const Explanation made = explained(filed("2023-10-01"_date), non_renewal("2024-10-01"_date, commune), Language::fr);
  ASSERT_EQ(made.reasons.size(), 3U);
  EXPECT_EQ(made.reasons[0].sentence, "La radiation pour non-renouvellement revient au gestionnaire, jamais à un service enregistreur.");
  EXPECT_EQ(made.reasons[1].sentence, "La demande est encore valable. Dernier jour de validité\u202f: 1er octobre 2024.");
  EXPECT_EQ(made.reasons[2].sentence,
            "Aucun préavis de renouvellement n’a été envoyé pour cette année de validité. Il était attendu au plus tard le 1er septembre 2024.");
}

TEST(Explain, OutcomesAgreeWithTheEvent) {
  EXPECT_EQ(explained(notified(), renewal("2024-09-15"_date), Language::fr).sentence, "Renouvellement au 15 septembre 2024\u202f: accepté.");
  EXPECT_EQ(explained(notified(), renewal("2024-10-20"_date), Language::fr).sentence,
            "Renouvellement au 20 octobre 2024\u202f: accepté, avec un point à signaler.");
  EXPECT_EQ(explained(notified(), renewal("2024-10-20"_date), Language::en).sentence,
            "Renewal on 20 October 2024: accepted, with one point to note.");
  EXPECT_EQ(explained(notified(), renunciation("2024-09-15"_date), Language::fr).sentence,
            "Radiation pour renonciation (motif b) au 15 septembre 2024\u202f: acceptée.");
}

TEST(Explain, PluralsCountDays) {
  const auto detail = [](Date day) { return explained(notified(), renewal(day), Language::en).warnings.front().sentence; };
  EXPECT_EQ(detail("2024-10-02"_date),
            "The renewal comes after the end of validity; the seniority is kept. Last valid day: 1 October 2024, 1 day earlier.");
  EXPECT_EQ(detail("2024-10-03"_date),
            "The renewal comes after the end of validity; the seniority is kept. Last valid day: 1 October 2024, 2 days earlier.");
}

TEST(Explain, MissingInputsAreQuestions) {
  Event event = renewal("2024-09-15"_date);
  event.by = ActBy::unknown;
  event.complete = Fact::unknown;
  const Explanation made = explained(notified(), event, Language::fr);
  EXPECT_EQ(made.outcome, Outcome::incomplete);
  EXPECT_EQ(made.sentence, "Renouvellement au 15 septembre 2024\u202f: il manque 2 informations pour décider.");
  ASSERT_EQ(made.missing.size(), 2U);
  EXPECT_EQ(made.missing[0].field, Field::by);
  EXPECT_EQ(made.missing[0].sentence, "De qui vient l’acte\u202f: demandeur, cotitulaire, personne mandatée ou tiers\u202f?");
  EXPECT_EQ(made.missing[1].sentence, "Les informations demandées sont-elles complètes\u202f?");
}

TEST(Explain, ProcedureDatesAreUsed) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2024-01-10"_date)).then(warning("2024-01-31"_date, Motive::c));
  const Explanation made = explained(life, radiation_c("2024-02-28"_date), Language::fr);
  EXPECT_EQ(made.reasons.front().sentence,
            "Le demandeur a un mois pour répondre à l’avertissement, et ce mois n’est pas écoulé. Avertissement remis le 31 janvier 2024\u202f; "
            "radiation possible à partir du 29 février 2024.");
  const auto warned = std::find_if(made.dates.begin(), made.dates.end(), [](const ExplainedDate& date) { return date.key == "warned"; });
  ASSERT_NE(warned, made.dates.end());
  EXPECT_EQ(warned->day, "2024-01-31"_date);
}

TEST(Explain, AClosedWindowRestsOnAPractice) {
  const Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  const Explanation made = explained(life, reactivation("2025-04-02"_date, manager), Language::en);
  EXPECT_EQ(made.reasons.front().sentence, "The time for reactivation is over. The person may file a new demand. Radiation on 1 November 2024.");
  EXPECT_EQ(made.reasons.front().ground.citation->mark, Mark::practice);
}

TEST(Explain, AnErasedDemandKeepsItsRadiationOnly) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(event(EventKind::erase, "2025-11-02"_date, batch));
  ASSERT_TRUE(life.last.accepted());
  const Explanation made = explained(life, renewal("2025-12-01"_date), Language::fr);
  EXPECT_EQ(made.reasons.front().sentence, "Les données de la demande ont été effacées.");
  ASSERT_EQ(made.dates.size(), 2U);
  EXPECT_EQ(made.dates[1].key, "radiated");
}

TEST(Explain, TheCommissionOfTheActingLessorIsGiven) {
  Life life = filed("2023-10-01"_date);
  life.then(allocation("2024-02-01"_date, other_lessor)).then(allocation("2024-06-10"_date, lessor));
  const Explanation made = explained(life, lease("2024-06-03"_date), Language::fr);
  EXPECT_EQ(made.reasons.front().sentence, "Le bail précède la décision de la commission. Commission du 10 juin 2024.");
}

TEST(Explain, DaysOutsideTheLawAreExplainedToo) {
  for (const Date day : {"0001-01-01"_date, "1999-12-31"_date, "2027-01-01"_date, "9999-12-31"_date}) {
    for (const Language language : languages) {
      const Explanation made = explained(Life{}, filing(day), language);
      EXPECT_EQ(made.outcome, Outcome::refused);
      EXPECT_FALSE(to_text(made).empty());
    }
  }
}

TEST(Explain, Text) {
  EXPECT_EQ(to_text(explained(filed("2024-02-29"_date), renewal("2024-03-30"_date), Language::en)),
            "Renewal on 30 March 2024: accepted, with one point to note.\n"
            "To note:\n"
            "  - The renewal comes before the last two months: the next deadline is brought forward by as much. Renewal opened on 29 December "
            "2024. [EARLY_RENEWAL]\n"
            "    renewal.window\u00a0— A renewal made before the tenth month brings the deadline forward\n"
            "    Service-public F32880, renouveler sa demande, in force since 30 June 2018 (practice of the SNE)\n"
            "Rule:\n"
            "    renewal.accepted\u00a0— Who renews and how; a late renewal keeps the seniority\n"
            "    CCH R441-2-7, décret 2017-834, in force since 8 May 2017 (text of law)\n"
            "Dates used:\n"
            "  - effective date\u00a0— 30 March 2024\n"
            "  - initial date\u00a0— 29 February 2024\n"
            "  - base date\u00a0— 29 February 2024\n"
            "  - last valid day\u00a0— 28 February 2025\n"
            "Law applied: version P4, law book " +
                std::string(law_book.id().view()) + ".\n");
}

TEST(Explain, Json) {
  const Event offer = event(EventKind::offer, "2024-03-30"_date, lessor);
  EXPECT_EQ(to_json(explained(filed("2024-02-29"_date), offer, Language::en)),
            R"({"outcome":"incomplete","event":"offer","motive":"","language":"en",)"
            R"("subject":"Response to an offer of a dwelling",)"
            R"("sentence":"Response to an offer of a dwelling on 30 March 2024: one piece of information is missing to decide.",)"
            R"("rule":"offer.refusal","title":"Refusing an offer never radiates","article":"CCH R441-10","citation":"r441-10@2017",)"
            R"("from":"2017-01-21","to":"9999-12-31","mark":"text",)"
            R"("source":"CCH R441-10, dix jours au moins, le silence vaut refus, in force since 21 January 2017","version":"P4","law_id":")" +
                std::string(law_book.id().view()) +
                R"(","reasons":[],"warnings":[],)"
                R"("missing":[{"field":"response","name":"response to the offer",)"
                R"("sentence":"Was the offer accepted or refused, or did it stay unanswered?"}],)"
                R"("dates":[{"key":"effective","name":"effective date","day":"2024-03-30","text":"30 March 2024"},)"
                R"({"key":"initial","name":"initial date","day":"2024-02-29","text":"29 February 2024"},)"
                R"({"key":"base","name":"base date","day":"2024-02-29","text":"29 February 2024"},)"
                R"({"key":"last_valid","name":"last valid day","day":"2025-02-28","text":"28 February 2025"}]})");
}

TEST(Explain, Calendar) {
  const auto lines = explain(*RenewalCalendar::from("2024-02-29"_date, law_book), law_book, Language::fr);
  ASSERT_EQ(lines.size(), 8U);
  EXPECT_EQ(lines[0].name, "attestation au plus tard");
  EXPECT_EQ(lines[3].name, "dernier jour de validité");
  EXPECT_EQ(lines[3].text, "28 février 2025");
  EXPECT_EQ(lines[4].text, "1er mars 2025");
  EXPECT_EQ(lines[4].ground.mark, "texte");
  EXPECT_EQ(lines[5].text, "29 mars 2025");
  EXPECT_EQ(lines[5].ground.citation->id, "cdc2015-6");
}

// --- every code has its words --------------------------------------------------------------------------------------------------------

void expect_words(const std::string& words) {
  EXPECT_FALSE(words.empty());
  EXPECT_EQ(words.find_first_of("{}#'"), std::string::npos) << words;
}

template <ClosedList Code>
void expect_every_word(std::size_t first = 0) {
  for (const Language language : languages) {
    for (std::size_t i = first; i < CodeNames<Code>::list.size(); ++i) {
      SCOPED_TRACE(CodeNames<Code>::list[i]);
      expect_words(in_words(static_cast<Code>(i), language));
    }
  }
}

TEST(Words, EveryListIsNamedInBothLanguages) {
  expect_every_word<Outcome>();
  expect_every_word<EventKind>();
  expect_every_word<ActorKind>();
  expect_every_word<Motive>(1);
  expect_every_word<State>();
  expect_every_word<Field>();
  expect_every_word<Deadline>();
  for (const Language language : languages) {
    EXPECT_EQ(in_words(Motive::none, language), "");
    for (const Mark mark : {Mark::text, Mark::practice, Mark::convention, Mark::unverified}) expect_words(in_words(mark, language));
  }
}

TEST(Words, EveryReasonHasASentenceInBothLanguages) {
  for (const ReasonRow& row : law::reasons) {
    SCOPED_TRACE(row.name);
    const std::string fr = in_words(row.code, Language::fr);
    const std::string en = in_words(row.code, Language::en);
    expect_words(fr);
    expect_words(en);
    EXPECT_NE(fr, en);
    EXPECT_TRUE(fr.ends_with('.')) << fr;
    EXPECT_TRUE(en.ends_with('.')) << en;
  }
}

TEST(Words, EveryFaultHasASentenceInBothLanguages) {
  for (std::uint16_t number = 1; text(static_cast<Errc>(number)) != "UNKNOWN_FAULT"; ++number) {
    for (const Language language : languages) {
      SCOPED_TRACE(text(static_cast<Errc>(number)));
      const std::string alone = explain(static_cast<Errc>(number), {}, language);
      expect_words(alone);
      EXPECT_NE(alone, text(static_cast<Errc>(number)));
      expect_words(explain(static_cast<Errc>(number), {7, Field::effective, 3}, language));
    }
  }
}

TEST(Words, AFaultSaysWhereAndWhatWasExpected) {
  EXPECT_EQ(explain(Errc::bad_date_form, {12345, Field::effective, std::nullopt}, Language::fr),
            "Ligne 12345, colonne «\u202feffective\u202f» (date d’effet). Une date s’écrit AAAA-MM-JJ, comme 2024-02-29.");
  EXPECT_EQ(explain(Errc::missing_value, {std::nullopt, Field::actor, std::nullopt}, Language::en), "Column “actor” (actor). A value is required.");
  EXPECT_EQ(explain(Errc::bad_quoting, {3, std::nullopt, 0}, Language::en),
            "Row 3. An opened quote must be closed, then followed by a separator or the end of the row. Character at position 1.");
}

TEST(Words, EveryIssueOfANumberHasASentence) {
  for (std::uint8_t number = 1; number <= 10; ++number) {
    const NumberIssue issue{static_cast<NumberIssueCode>(number), IssueSeverity::error, 4};
    for (const Language language : languages) {
      SCOPED_TRACE(text(issue));
      const std::string sentence = explain(issue, language);
      expect_words(sentence);
      EXPECT_FALSE(sentence.starts_with(text(issue)));
    }
  }
}

TEST(Words, TheFirstOfTheMonthIsAnOrdinalInFrenchOnly) {
  EXPECT_EQ(in_words("2024-11-01"_date, Language::fr), "1er novembre 2024");
  EXPECT_EQ(in_words("2024-11-02"_date, Language::fr), "2 novembre 2024");
  EXPECT_EQ(in_words("2024-11-01"_date, Language::en), "1 November 2024");
  EXPECT_EQ(in_words("1582-10-10"_date, Language::en), "10 October 1582");
}

TEST(Words, LanguagesAreAClosedList) {
  EXPECT_EQ(*parse_code<Language>("fr"), Language::fr);
  EXPECT_EQ(parse_code<Language>("de").error().code, Errc::unknown_code);
}

// --- names ---------------------------------------------------------------------------------------------------------------------------

TEST(FoldName, AsciiNamesNeedNoIcu) {
  EXPECT_EQ(*fold_name("  LE  GOFF-Smith. "), "le goff smith");
  EXPECT_EQ(*fold_name("d'Artagnan"), "d artagnan");
  EXPECT_EQ(*fold_name(""), "");
}

TEST(FoldName, MalformedBytesAreRefusedWithTheirPlace) {
  const Result<std::string> key = fold_name("Le\xff");
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().at, 2U);
}

TEST(FoldName, AccentsAndLigaturesOrAFault) {
  const Result<std::string> key = fold_name("Éloïse  d’Ængström");
  if (!key) {
    EXPECT_EQ(key.error(), (Fault{Errc::bad_character, 0}));
    GTEST_SKIP() << "built without ICU";
  }
  EXPECT_EQ(*key, "eloise d aengstrom");
  EXPECT_EQ(*key, *fold_name("ELOISE D'AENGSTROM"));
  EXPECT_EQ(*key, *fold_name("E\u0301loi\u0308se d\u02bc\u00c6ngstro\u0308m"));
  EXPECT_EQ(*fold_name("Łukasz-Œuvré Straße"), "lukasz oeuvre strasse");
  EXPECT_EQ(*fold_name("Nguyễn Thị"), "nguyen thi");
  EXPECT_EQ(fold_name(std::string_view("a\0b", 3)).error(), (Fault{Errc::binary_input, 1}));
}

TEST(SortKey, FrenchOrder) {
  if (!sort_key("é")) GTEST_SKIP() << "built without ICU";
  const std::array ordered{"cote", "coté", "côte", "côté", "Côté", "œuf", "Zoé"};
  for (std::size_t i = 1; i < ordered.size(); ++i) EXPECT_LT(*sort_key(ordered[i - 1]), *sort_key(ordered[i])) << ordered[i];
}

}  // namespace
}  // namespace sne::testing
