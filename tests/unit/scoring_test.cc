// Scoring grids: reading, validation, score, explanation. Traps 44, 48 to 51 and the worked example of the contract.

#include <sne/scoring.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#ifndef SNE_SOURCE_DIR
#define SNE_SOURCE_DIR "."
#endif

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date today = "2026-11-24"_date;

std::string file(const std::string& name) {
  std::ifstream in(std::string(SNE_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string with(std::string text, std::string_view before, std::string_view after) {
  const std::size_t at = text.find(before);
  EXPECT_NE(at, std::string::npos) << before;
  return at == std::string::npos ? text : text.replace(at, before.size(), after);
}

ScoringGrid grid_of(const std::string& json) {
  const auto read = ScoringGrid::read(json);
  const auto* fault = std::get_if<DocumentFault>(&read);
  EXPECT_EQ(fault, nullptr) << text(fault->code) << ' ' << fault->path;
  return fault == nullptr ? std::get<ScoringGrid>(read) : ScoringGrid{};
}
ScoringGrid example() { return grid_of(file("scoring_grid.json")); }
ScoringFacts example_facts() { return std::get<ScoringFacts>(ScoringFacts::read(file("scoring_facts.json"))); }

DocumentFault grid_fault(const std::string& json) {
  const auto read = ScoringGrid::read(json);
  const auto* fault = std::get_if<DocumentFault>(&read);
  return fault == nullptr ? DocumentFault{} : *fault;
}

std::string said(const std::vector<GridIssue>& issues) {
  std::string made;
  for (const GridIssue& one : issues) {
    made += std::string(text(one.code)) + ':' + std::string(text(one.severity)) + ':' + one.criterion + ':' + one.subject + ' ';
  }
  return made;
}
std::string said(const ScoringGrid& grid, Date day = today) { return said(validate_grid(grid, day, book)); }

ScoreExplanation scored(const ScoringGrid& grid, const ScoringFacts& facts, Date day = today) {
  return score(grid, facts, day, book, Language::en).value();
}

TEST(ScoringDue, CompulsoryOnTheDatesOfTheTexts) {
  const auto duty = [](Date day) { return scoring_due(day, book).value(); };
  EXPECT_EQ(duty("2014-03-26"_date).duty, ScoringDuty::none);
  EXPECT_EQ(duty("2014-03-27"_date).duty, ScoringDuty::possible);
  EXPECT_EQ(duty("2018-11-24"_date).duty, ScoringDuty::possible);
  EXPECT_EQ(duty("2018-11-25"_date).duty, ScoringDuty::pending);
  EXPECT_FALSE(duty("2018-11-25"_date).due.has_value());
  EXPECT_EQ(duty("2019-12-19"_date).due, "2021-09-01"_date);
  // Trap 51.
  EXPECT_EQ(duty("2022-01-15"_date).due, "2021-09-01"_date);
  EXPECT_TRUE(duty("2022-01-15"_date).overdue("2022-01-15"_date));
  EXPECT_EQ(duty("2022-06-01"_date).due, "2023-12-31"_date);
  EXPECT_FALSE(duty("2022-06-01"_date).overdue("2022-06-01"_date));
  EXPECT_TRUE(duty("2021-09-01"_date).overdue("2021-09-01"_date));
  EXPECT_FALSE(duty("2021-08-31"_date).overdue("2021-08-31"_date));
  EXPECT_TRUE(duty("2023-12-31"_date).overdue("2023-12-31"_date));
  EXPECT_EQ(scoring_due(book.horizon() + 1, book).error().code, Errc::date_out_of_range);
}

TEST(ScoringGridDocument, TheExampleIsReadAndIsLawful) {
  const ScoringGrid grid = example();
  EXPECT_EQ(grid.version, "V2026-1");
  EXPECT_EQ(grid.criteria.size(), 3u);
  EXPECT_EQ(said(grid), "");
}

TEST(ScoringGridDocument, EachFaultHasItsCodeAndItsPath) {
  const std::string good = file("scoring_grid.json");
  const auto faulty = [&good](std::string_view before, std::string_view after) { return grid_fault(with(good, before, after)); };
  EXPECT_EQ(grid_fault("").code, Errc::empty_input);
  EXPECT_EQ(grid_fault("{").code, Errc::bad_json);
  EXPECT_EQ(grid_fault("[] x"), (DocumentFault{Errc::bad_json, "", 3}));
  EXPECT_EQ(grid_fault("[]"), (DocumentFault{Errc::wrong_type, "", 0}));
  EXPECT_EQ(grid_fault(std::string("{\0}", 3)), (DocumentFault{Errc::binary_input, "", 1}));
  EXPECT_EQ(grid_fault("{\"a\": \"\xff\"}"), (DocumentFault{Errc::bad_encoding, "", 7}));
  EXPECT_EQ(grid_fault(std::string(17, '[')).code, Errc::too_deep);
  EXPECT_EQ(grid_fault(std::string((1u << 20) + 1, ' ')).code, Errc::too_large);
  EXPECT_EQ(faulty("\"points\": 100", "\"points\": 100.5"), (DocumentFault{Errc::wrong_type, "/criteria/0/points", 0}));
  EXPECT_EQ(faulty("\"points\": 100", "\"points\": 1000001"), (DocumentFault{Errc::bad_number, "/criteria/0/points", 0}));
  EXPECT_EQ(faulty("\"points\": 100", "\"points\": 100, \"points\": 1"), (DocumentFault{Errc::duplicate_key, "/criteria/0/points", 0}));
  EXPECT_EQ(faulty("\"points\": 100", "\"weight\": 100"), (DocumentFault{Errc::unknown_key, "/criteria/0/weight", 0}));
  EXPECT_EQ(faulty("\"points\": 100", "\"p ts\": 100"), (DocumentFault{Errc::unknown_key, "/criteria/0", 0}));
  EXPECT_EQ(faulty("\"measure\": \"years\"", "\"measure\": \"days\""), (DocumentFault{Errc::unknown_code, "/criteria/2/measure", 0}));
  EXPECT_EQ(faulty("\"id\": \"PP\"", "\"id\": \"DALO\""), (DocumentFault{Errc::duplicate_key, "/criteria/1", 0}));
  EXPECT_EQ(faulty("\"id\": \"PP\"", "\"id\": \"P P\""), (DocumentFault{Errc::bad_identifier, "/criteria/1/id", 0}));
  EXPECT_EQ(faulty("2026-01-01", "2026-02-29"), (DocumentFault{Errc::impossible_date, "/valid_from", 0}));
  EXPECT_EQ(faulty("sne-scoring-grid/1", "sne-scoring-grid/2"), (DocumentFault{Errc::unknown_code, "/format", 0}));
  EXPECT_EQ(faulty("\"version\": \"V2026-1\",", ""), (DocumentFault{Errc::missing_value, "/version", 0}));
  EXPECT_EQ(faulty("\"valid_from\"", "\"valid_to\": \"2025-12-31\", \"valid_from\""), (DocumentFault{Errc::bad_grid, "", 0}));
  EXPECT_EQ(faulty("\"points\": 10,", ""), (DocumentFault{Errc::bad_grid, "/refusal", 0}));
  EXPECT_EQ(faulty("\"points\": 1,", "\"points\": 1, \"steps\": [{\"from\": 1, \"points\": 2}],"), (DocumentFault{Errc::bad_grid, "/criteria/2", 0}));
  EXPECT_EQ(explain(DocumentFault{Errc::wrong_type, "/criteria/0/points", 0}, Language::en), "/criteria/0/points. The schema gives another type to this value.");
  EXPECT_EQ(explain(grid_fault("[]"), Language::en), "The schema gives another type to this value.");
}

TEST(ScoringGridDocument, WhatNoJsonOfOursHolds) {
  const std::string good = file("scoring_grid.json");
  const auto points = [&good](std::string_view given) { return grid_fault(with(good, "\"points\": 100", "\"points\": " + std::string(given))); };
  for (const char* beyond : {"9223372036854775808", "18446744073709551616", "-9223372036854775809", "1e999"}) {
    EXPECT_EQ(points(beyond), (DocumentFault{Errc::bad_number, "/criteria/0/points", 0})) << beyond;
  }
  EXPECT_EQ(points("9223372036854775807").code, Errc::bad_number);
  EXPECT_EQ(points("1e2").code, Errc::wrong_type);
  EXPECT_EQ(grid_fault(with(good, "\"V2026-1\"", "\"V\\u0000\"")), (DocumentFault{Errc::binary_input, "/version", 0}));
  EXPECT_EQ(grid_fault(R"({"cap": {"min": 1, "m\u0000": 1}})"), (DocumentFault{Errc::binary_input, "/cap", 0}));
  std::string keys;
  for (int i = 0; i < 1000; ++i) keys += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
  EXPECT_EQ(grid_fault("{" + keys + "}").code, Errc::unknown_key);
  EXPECT_EQ(grid_fault("{\"cap\": {" + keys + ",\"max\":1}}"), (DocumentFault{Errc::too_large, "/cap", 0}));
  EXPECT_EQ(grid_fault(R"({"a/b~c": 1, "a/b~c": 2})"), (DocumentFault{Errc::duplicate_key, "", 0}));
}

TEST(ScoringGridDocument, AFaultOfFactsNamesNothingThatWasRead) {
  const auto read = ScoringFacts::read(R"({"format": "sne-scoring-facts/1", "facts": [{"id": "DALO", "status": "CLAIMED", "value": true, "Dupont": 1}]})");
  EXPECT_EQ(std::get<DocumentFault>(read), (DocumentFault{Errc::unknown_key, "/facts/0", 0}));
  const auto twice = ScoringFacts::read(R"({"format": "sne-scoring-facts/1", "Dupont": 1, "Dupont": 2})");
  EXPECT_EQ(std::get<DocumentFault>(twice), (DocumentFault{Errc::duplicate_key, "", 0}));
  // A key made of digits is no place of a list: it may be the number of somebody.
  const auto number = ScoringFacts::read(R"({"facts": [{"287027511600108": 1, "287027511600108": 2}]})");
  EXPECT_EQ(std::get<DocumentFault>(number), (DocumentFault{Errc::duplicate_key, "/facts/0", 0}));
  const auto known = ScoringFacts::read(R"({"facts": [{"id": "DALO"}, {"Dupont": {"value": 1, "value": 2}}]})");
  EXPECT_EQ(std::get<DocumentFault>(known), (DocumentFault{Errc::duplicate_key, "/facts/1", 0}));
  const auto shown = ScoringFacts::read(R"({"facts": [{"id": "DALO"}, {"value": 1, "value": 2}]})");
  EXPECT_EQ(std::get<DocumentFault>(shown), (DocumentFault{Errc::duplicate_key, "/facts/1/value", 0}));
}

TEST(ValidateGrid, MandatoryContentIsStated) {
  ScoringGrid grid = example();
  grid.valid_from.reset();
  grid.refusal.reset();
  grid.evaluation_months.reset();
  grid.public_information.clear();
  grid.applicant_information.clear();
  grid.criteria[2].points.reset();
  EXPECT_EQ(said(grid), "NO_VALIDITY:error:: MISSING_WEIGHT:error:SENIORITY: NO_REFUSAL_RULE:error:: NO_EVALUATION:error:: "
                        "NO_INFORMATION:error::public NO_INFORMATION:error::applicants ");
  EXPECT_EQ(said(example(), "2025-12-31"_date), "OUT_OF_VALIDITY:warning:: ");
}

TEST(ValidateGrid, EveryPriorityOfTheDayIsImplemented) {
  ScoringGrid grid = example();
  std::erase(grid.criteria[1].inputs, "PP_ASE");
  std::erase(grid.criteria[1].inputs, "PP_RAPE");
  grid.valid_from = "2020-01-01"_date;
  EXPECT_EQ(said(grid), "PRIORITY_NOT_IMPLEMENTED:error::PP_RAPE PRIORITY_NOT_IMPLEMENTED:error::PP_ASE ");
  EXPECT_EQ(said(grid, "2022-02-08"_date), "PRIORITY_NOT_IMPLEMENTED:error::PP_RAPE ");  // letter m is of 2022-02-09
  grid.criteria[2].implements = {"PP_ASE", "PP_RAPE"};
  EXPECT_EQ(said(grid), "");
  grid.criteria[0].points.reset();  // a criterion without weight implements nothing
  EXPECT_EQ(said(grid), "MISSING_WEIGHT:error:DALO: PRIORITY_NOT_IMPLEMENTED:error::DALO ");
}

TEST(ValidateGrid, Trap48ForbiddenInputs) {
  const auto issue = [](std::string_view input) {
    ScoringGrid grid = example();
    Criterion one;
    one.id = "X";
    one.inputs = {std::string(input)};
    one.points = 20;
    grid.criteria.push_back(one);
    return said(grid);
  };
  for (const char* name : {"NATIONALITY", "nationalite", "LOCAL_FRENCH_NATIONALITY", "LOCAL_FRANCAIS"}) {
    EXPECT_EQ(issue(name), "FORBIDDEN_INPUT:error:X:NATIONALITY ") << name;
  }
  EXPECT_EQ(issue("sexe"), "FORBIDDEN_INPUT:error:X:SEX ");
  EXPECT_EQ(issue("LOCAL_PRENOM"), "FORBIDDEN_INPUT:error:X:NAME ");
  EXPECT_EQ(issue("lieu-naissance"), "FORBIDDEN_INPUT:error:X:BIRTHPLACE ");
  EXPECT_EQ(issue("RESIDENCE_COMMUNE"), "FORBIDDEN_INPUT:warning:X:RESIDENCE_COMMUNE ");
  EXPECT_EQ(issue("LOCAL_AGE"), "SUITABILITY_ONLY:warning:X:AGE ");
  EXPECT_EQ(issue("LOCAL_SEXTUPLETS"), "");
  EXPECT_EQ(issue("PP_HANDICP"), "UNKNOWN_INPUT:error:X:PP_HANDICP ");
  EXPECT_EQ(issue("SENIORITY"), "WRONG_MEASURE:error:X:SENIORITY ");
  ScoringGrid grid = example();
  grid.criteria[1].inputs.push_back("nationalite");
  EXPECT_EQ(score(grid, {}, today, book, Language::fr).error().code, Errc::bad_grid);
}

TEST(ValidateGrid, Trap49AndTrap50Uniformity) {
  ScoringGrid grid = example();
  grid.criteria[2].by_landlord = {{"A", 2}, {"B", 1}};
  EXPECT_EQ(said(grid), "NOT_UNIFORM:error:SENIORITY:A ");
  ScoringGrid transfers = example();
  transfers.scope = GridScope::transfers;
  EXPECT_EQ(said(transfers), "NOT_UNIFORM:error::scope ");
  transfers.plan_provides_transfers = true;
  EXPECT_EQ(said(transfers), "");
  std::erase(transfers.criteria[1].inputs, "PP_NO_DWELLING");
  EXPECT_EQ(said(transfers), "PRIORITY_NOT_IMPLEMENTED:warning::PP_NO_DWELLING ");
  transfers.scope = GridScope::commune;
  EXPECT_TRUE(said(transfers).find("NOT_UNIFORM:error::scope") != std::string::npos);
}

TEST(ValidateGrid, AnAidAndItsOrder) {
  ScoringGrid grid = example();
  grid.criteria[2].effect = CriterionEffect::eliminate;
  grid.minimum_score = 10;
  grid.binding = true;
  EXPECT_EQ(said(grid), "NOT_AN_AID:error:SENIORITY:effect NOT_AN_AID:error::minimum_score NOT_AN_AID:error::binding ");
  grid = example();
  grid.refusal->counts = CountedRefusals::all;
  EXPECT_EQ(said(grid), "REFUSAL_WITHOUT_SUITABILITY:error:: ");
  grid = example();
  Criterion local;
  local.id = "L";
  local.inputs = {"LOCAL_A"};
  local.points = 100;
  local.optional = true;
  grid.criteria.push_back(local);
  EXPECT_EQ(said(grid), "");  // equality overtakes nothing
  local.id = "M";
  local.points = 1;
  grid.criteria.push_back(local);
  EXPECT_EQ(said(grid), "OPTIONAL_OVERTAKES:warning:: ");
  grid.criteria[3].group = grid.criteria[4].group = "G";
  EXPECT_EQ(said(grid), "");
  grid.criteria[2].optional = true;
  grid.criteria[2].max.reset();
  EXPECT_EQ(said(grid), "OPTIONAL_OVERTAKES:warning:: ");
  grid = example();
  grid.criteria[1].points = 101;
  EXPECT_EQ(said(grid), "DALO_NOT_FIRST:warning:PP: ");
}

TEST(ValidateGrid, OlderGridsAreCriticisedAndNotRefused) {
  ScoringGrid grid = example();
  grid.evaluation_months.reset();
  grid.valid_from = "2018-01-01"_date;
  EXPECT_EQ(said(grid, "2019-12-18"_date), "NO_EVALUATION:warning:: ");
  EXPECT_EQ(said(grid, "2021-08-31"_date), "NO_EVALUATION:warning:: ");
  EXPECT_EQ(said(grid, "2021-09-01"_date), "NO_EVALUATION:error:: ");
  grid.valid_from = "2020-01-01"_date;
  EXPECT_EQ(said(grid, "2021-08-31"_date), "NO_EVALUATION:error:: ");
}

TEST(Score, TheWorkedExample) {
  const ScoreExplanation made = scored(example(), example_facts());
  EXPECT_EQ(made.total, 35);  // naive: 25
  EXPECT_EQ(made.caveats, (std::vector{ScoreCaveat::priority_not_verified, ScoreCaveat::refusal_not_counted}));
  ASSERT_EQ(made.lines.size(), 4u);
  const auto line = [&made](std::size_t i) {
    const ScoreLine& one = made.lines[i];
    return one.criterion_id + ' ' + one.input_fact + ' ' + std::string(text(one.status)) + ' ' + std::to_string(one.points);
  };
  EXPECT_EQ(line(0), "DALO DALO MISSING 0");
  EXPECT_EQ(line(1), "PP PP_NO_DWELLING CLAIMED 30");
  EXPECT_EQ(line(2), "SENIORITY SENIORITY VERIFIED 5");
  EXPECT_EQ(line(3), "REFUSED_OFFER REFUSED_OFFER MISSING 0");
  EXPECT_EQ(made.lines[0].settled_by, "decision of the mediation commission");
  EXPECT_EQ(made.lines[2].max, 10);
  EXPECT_EQ(made.lines[1].source, "CCH L441-1");
  EXPECT_EQ(made.lines[2].source, "local");
}

TEST(Score, Trap44OnlyARefusalOfASuitedDwellingWeighs) {
  ScoringGrid grid = example();
  ScoringFacts facts = example_facts();
  facts.refused_offers = {{Fact::no}};
  EXPECT_EQ(scored(grid, facts).total, 35);
  EXPECT_EQ(scored(grid, facts).lines[3].status, FactStatus::verified);
  facts.refused_offers = {{Fact::yes}, {Fact::no}, {Fact::unknown}, {Fact::yes}};
  EXPECT_EQ(scored(grid, facts).total, 15);
  grid.refusal->max = 10;
  EXPECT_EQ(scored(grid, facts).total, 25);
  EXPECT_EQ(scored(grid, facts).lines[3].max, -10);
}

TEST(Score, LinesSumToTheTotalBeforeTheCap) {
  ScoringGrid grid = example();
  grid.cap_max = 20;
  const ScoreExplanation made = scored(grid, example_facts());
  std::int64_t sum = 0;
  for (const ScoreLine& line : made.lines) sum += line.points;
  EXPECT_EQ(sum, made.total_before_cap);
  EXPECT_EQ(made.total_before_cap, 35);
  EXPECT_EQ(made.total, 20);
  EXPECT_TRUE(made.cap_applied);
  grid.cap_max.reset();
  grid.cap_min = 40;
  EXPECT_EQ(scored(grid, example_facts()).total, 40);
  grid.cap_min = 35;
  EXPECT_FALSE(scored(grid, example_facts()).cap_applied);
}

TEST(Score, YearsAreWholeAndClamped) {
  const ScoringGrid grid = example();
  const auto years = [&grid](Date since, Date day) {
    ScoringFacts facts;
    facts.facts = {{"SENIORITY", since, FactStatus::verified}};
    return scored(grid, facts, day).total;
  };
  EXPECT_EQ(years("2021-11-24"_date, "2026-11-24"_date), 5);
  EXPECT_EQ(years("2021-11-25"_date, "2026-11-24"_date), 4);
  EXPECT_EQ(years("2024-02-29"_date, "2026-02-28"_date), 2);
  EXPECT_EQ(years("2010-01-01"_date, "2026-11-24"_date), 10);
  ScoringFacts later;
  later.facts = {{"DALO", true, FactStatus::verified}, {"SENIORITY", "2026-11-25"_date, FactStatus::claimed}};
  EXPECT_EQ(score(grid, later, today, book, Language::fr).error(), (Fault{Errc::future_date, 1}));
}

TEST(Score, StepsCountsAndGroups) {
  ScoringGrid grid = example();
  Criterion share;
  share.id = "SHARE";
  share.inputs = {"RENT_SHARE"};
  share.measure = Measure::count;
  share.steps = {{30, 5}, {40, 8}};
  share.group = "G";
  Criterion local;
  local.id = "LOCAL";
  local.inputs = {"LOCAL_X"};
  local.points = 7;
  local.group = "G";
  grid.criteria.push_back(share);
  grid.criteria.push_back(local);
  const auto total = [&grid](std::int64_t per_cent) {
    ScoringFacts facts;
    facts.facts = {{"RENT_SHARE", per_cent, FactStatus::verified}, {"LOCAL_X", true, FactStatus::verified}};
    return scored(grid, facts);
  };
  EXPECT_EQ(total(29).total, 7);
  EXPECT_EQ(total(39).lines[3].superseded_by, "LOCAL");
  EXPECT_EQ(total(40).total, 8);
  EXPECT_EQ(total(40).lines[4].superseded_by, "SHARE");
  EXPECT_EQ(total(40).lines[4].points, 0);
}

TEST(Score, AVerifiedFactGoesBeforeAClaimedOneAndANoIsNotMissing) {
  ScoringGrid grid = example();
  ScoringFacts facts;
  facts.facts = {{"PP_HANDICAP", true, FactStatus::claimed}, {"PP_EVICTION", true, FactStatus::verified}, {"DALO", false, FactStatus::claimed}};
  ScoreExplanation made = scored(grid, facts);
  EXPECT_EQ(made.lines[1].input_fact, "PP_EVICTION");
  EXPECT_EQ(made.lines[0].status, FactStatus::claimed);
  EXPECT_TRUE(made.caveats.empty());
  grid.criteria[0].counts = CountedFacts::verified;
  EXPECT_TRUE(scored(grid, facts).caveats.empty());
  facts.facts[2].value = true;
  made = scored(grid, facts);
  EXPECT_EQ(made.lines[0].points, 0);
  EXPECT_EQ(made.caveats, (std::vector{ScoreCaveat::claimed_not_counted}));
}

TEST(Score, FactsAreCheckedAndOthersIgnored) {
  const auto fault = [](std::vector<ScoringFact> list) {
    ScoringFacts facts;
    facts.facts = std::move(list);
    return score(example(), facts, today, book, Language::fr).error();
  };
  EXPECT_EQ(fault({{"DALO", true, FactStatus::claimed}, {"DALO", true, FactStatus::claimed}}), (Fault{Errc::duplicate_key, 1}));
  EXPECT_EQ(fault({{"SENIORITY", true, FactStatus::claimed}}), (Fault{Errc::wrong_type, 0}));
  EXPECT_EQ(score(example(), {}, "2025-12-31"_date, book, Language::fr).error().code, Errc::date_out_of_range);
  EXPECT_EQ(score(example(), {}, book.horizon() + 1, book, Language::fr).error().code, Errc::date_out_of_range);
  ScoringFacts other;
  other.facts = {{"NATIONALITY", true, FactStatus::verified}};
  EXPECT_EQ(scored(example(), other).total, 0);
}

TEST(Score, PositionAmongComparableDemands) {
  ScoringFacts facts = example_facts();
  facts.comparable = ComparableDemands{"T3", "Lille", {35, 35, 40, 50, 1, 2, 3, 4, 5, 6}};
  ScoreExplanation made = scored(example(), facts);
  EXPECT_EQ(made.comparable->n, 11);
  EXPECT_EQ(made.comparable->rank_low, 3);
  EXPECT_EQ(made.comparable->rank_high, 5);
  EXPECT_EQ(made.comparable->percentile, 54);  // 6 of 11
  facts.comparable->scores.pop_back();
  made = scored(example(), facts);
  EXPECT_EQ(made.comparable->n, 10);
  EXPECT_FALSE(made.comparable->rank_low || made.comparable->rank_high || made.comparable->percentile);
  EXPECT_EQ(made.caveats.back(), ScoreCaveat::position_withheld);
}

TEST(Score, TheSameInputsGiveTheSameText) {
  ScoringFacts facts = example_facts();
  facts.wait = ObservedWait{WaitMeasure::median, 25, 140, "2025"};
  for (const Language language : {Language::fr, Language::en}) {
    const auto once = score(example(), facts, today, book, language).value();
    const auto twice = score(example(), facts, today, book, language).value();
    EXPECT_EQ(to_text(once), to_text(twice));
    EXPECT_EQ(to_json(once), to_json(twice));
  }
  const std::string page = to_text(score(example(), facts, today, book, Language::fr).value());
  EXPECT_NE(page.find("Cotation au 24 novembre 2026\u202f: 35 (grille example, version V2026-1)."), std::string::npos) << page;
  const std::string json = to_json(scored(example(), facts));
  EXPECT_NE(json.find(R"("total":35)"), std::string::npos);
  EXPECT_NE(json.find(R"("caveats":["PP_NOT_VERIFIED","REFUSAL_NOT_COUNTED"])"), std::string::npos);
}

TEST(Words, EveryIssueAndCaveatHasItsSentence) {
  for (const Language language : {Language::fr, Language::en}) {
    for (std::size_t i = 1; i < CodeNames<GridIssueCode>::list.size(); ++i) {
      const GridIssue issue{static_cast<GridIssueCode>(i), GridSeverity::error, "C", "SUBJECT"};
      EXPECT_GT(explain(issue, language).size(), 20u) << i;
    }
    for (std::size_t i = 0; i < CodeNames<ScoreCaveat>::list.size(); ++i) EXPECT_GT(in_words(static_cast<ScoreCaveat>(i), language).size(), 20u);
  }
}

}  // namespace
}  // namespace sne
