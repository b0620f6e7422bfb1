#include <sne/household_files.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr std::string_view boulogne =
    R"({"id":"W1","as_of":"2026-03-12","commune":"92012","persons":[)"
    R"({"tie":"applicant","born":"1986-01-01","nationality":"french","card":"none","incomes":[{"year":2024,"kind":"notice","cents":5000000,"notice":1}]},)"
    R"({"tie":"spouse","born":"1988-01-01","nationality":"french","card":"none","on_notice":"yes"},)"
    R"({"tie":"child","born":"2017-01-01","card":"none"}]})";

/// A question of one applicant, with more keys of the question and of the person.
std::string one(std::string_view of_question, std::string_view of_person = "") {
  return R"({"as_of":"2026-03-12","commune":"59350",)" + std::string(of_question) + R"("persons":[{"tie":"applicant","born":"1986-01-01")" +
         std::string(of_person) + "}]}";
}

EligibilityQuestion question(std::string_view json) {
  const QuestionResult read = read_question(json);
  const auto* fault = std::get_if<QuestionFault>(&read);
  if (fault != nullptr) ADD_FAILURE() << text(fault->code) << " at " << fault->path;
  return fault == nullptr ? std::get<EligibilityQuestion>(read) : EligibilityQuestion{};
}

QuestionFault fault(std::string_view json) {
  const QuestionResult read = read_question(json);
  EXPECT_TRUE(std::holds_alternative<QuestionFault>(read)) << json;
  return std::holds_alternative<QuestionFault>(read) ? std::get<QuestionFault>(read) : QuestionFault{};
}

std::string evaluated(std::string_view json) { return evaluate_json(json, LawBook::builtin(), Policy::sne()); }

// --------------------------------------------------------------------------------------------------------------- one question

TEST(HouseholdJson, ReadsEveryPartOfTheContract) {
  const EligibilityQuestion asked = question(R"({"id":"k","as_of":"2026-03-12","stage":"inquiry","entry":"2026-04-01","zone":"dom","product":"LLS","route":"flat_share",
    "share_at_120_open":true,"local_order":{"from":"2026-01-01","to":"2026-12-31","percent":120,"kind":"prefect"},"body":"ccas","main_residence":"no",
    "unborn":2,"pregnancy_certificate":"yes","separation":{"case":"petition","since":"2025-02-01","couple":"married"},
    "care_home":{"of":"partner","costs":[{"year":2024,"cents":100},{"cents":200}]},"monthly_resources":150000,
    "housing_benefit":20000,"alimony_paid":5000,"policy":{"horizon":"provisional","readings":{"overseas_pls":"plus","ascendants":"from_65"}},
    "persons":[{"tie":"applicant","born":"1980-05-06","nationality":"other","stay":"talent","stay_until":"2027-01-01","renewal_receipt_until":"2027-02-01",
    "signs":"yes","on_notice":true,"own_return":"yes","attached":false,"student":true,"apprentice":true,"infirm":true,"own_family":true,"emancipated":"yes",
    "card":"invalidity","card_until":"2030-01-01","owns":"suited","protection_order":"2025-01-01","incomes":[{"kind":"pay_12_months","cents":1}]},
    {"tie":"child","born":"2015-01-01","custody":"visiting"}]})");
  EXPECT_EQ(asked.id, "k");
  EXPECT_EQ(asked.letting.zone, CeilingZone::overseas);
  EXPECT_EQ(asked.product, Product::lls);
  EXPECT_EQ(asked.letting.local_order->percent, 120);
  EXPECT_EQ(asked.facts.unborn, 2);
  EXPECT_EQ(asked.facts.separation.couple, Couple::married);
  EXPECT_EQ(asked.facts.care_home.costs.all()[1].period, last_twelve_months);
  EXPECT_EQ(asked.facts.monthly.cents, 150000);
  EXPECT_EQ(asked.policy.horizon, BeyondHorizon::provisional);
  EXPECT_EQ(asked.policy.readings.overseas_pls, OverseasPls::plus);
  ASSERT_EQ(asked.persons.size(), 2U);
  EXPECT_EQ(asked.persons[0].on_notice, Fact::yes);
  EXPECT_EQ(asked.persons[0].attached, Fact::no);
  EXPECT_TRUE(asked.persons[0].student);
  EXPECT_EQ(asked.persons[0].protection_order, Date::parse("2025-01-01").value());
  EXPECT_EQ(asked.persons[0].incomes.all()[0].kind, IncomeKind::pay_12_months);
  EXPECT_EQ(asked.persons[1].custody, Custody::visiting);
  EXPECT_EQ(to_json(question(to_json(asked))), to_json(asked));
}

TEST(HouseholdJson, EmptyIsNotKnownAndNotClaimed) {
  const EligibilityQuestion asked = question(one(R"("stage":null,"product":"",)", R"(,"signs":"","student":null,"card":"","incomes":null)"));
  EXPECT_EQ(asked.letting.stage, Stage::lease);
  EXPECT_FALSE(asked.product);
  EXPECT_EQ(asked.persons[0].signs, Fact::unknown);
  EXPECT_FALSE(asked.persons[0].student);
  EXPECT_EQ(asked.persons[0].card, Card::unknown);
}

TEST(HouseholdJson, VerdictsOfTheContract) {
  const std::string said = evaluated(boulogne);
  EXPECT_NE(said.find(R"({"product":"PLUS","outcome":"eligible","zone":"paris_communes_limitrophes","category":3,"category_rule":"by_number","persons":3,)"
                      R"("dependants":1,"extra":0,"ceiling":52740,"income":5000000,"income_basis":"n-2","income_year":2024,"deduction":0,"whose":"household",)"
                      R"("margin":274000,"provisional":false,"reasons":[],"warnings":[],"missing":[],"mark":"text","law_id":")"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find(R"("outcome":"not_eligible")"), std::string::npos);
}

TEST(HouseholdJson, EveryReasonHasItsArticle) {
  const std::string young = R"({"as_of":"2026-03-12","zone":"autres_regions","product":"PLUS","persons":[{"tie":"applicant","born":"2008-12-01","nationality":"french","card":"none"}]})";
  const std::string said = evaluated(young);
  EXPECT_NE(said.find(R"("reasons":["HOLDER_MINOR"])"), std::string::npos) << said;
  EXPECT_NE(said.find(R"("earliest":"2026-12-01","mark":)"), std::string::npos) << said;
  EXPECT_NE(said.find(R"("because":[{"code":"HOLDER_MINOR","rule":"eligibility.majority","citation":")"), std::string::npos) << said;
  EXPECT_NE(said.find(R"("row":0}])"), std::string::npos) << said;
}

TEST(HouseholdJson, TheCallerSaysWhatTheDocumentDoesNot) {
  QuestionDefaults defaults{.as_of = Date::parse("2026-03-12").value(), .commune = Commune::parse("75113").value(), .product = Product::pls};
  const QuestionResult read = read_question(R"({"persons":[{"tie":"applicant","born":"1986-01-01"}]})", defaults);
  ASSERT_TRUE(std::holds_alternative<EligibilityQuestion>(read));
  EXPECT_EQ(std::get<EligibilityQuestion>(read).letting.zone, CeilingZone::paris_and_adjoining);
  EXPECT_EQ(std::get<EligibilityQuestion>(read).product, Product::pls);
  const QuestionResult own = read_question(boulogne, {.as_of = Date::parse("2020-01-01").value()});
  EXPECT_EQ(std::get<EligibilityQuestion>(own).as_of, Date::parse("2026-03-12").value());
}

TEST(HouseholdJson, WholeParisAndItsArrondissements) {
  for (const std::string_view code : {"75056", "75113", "75120"}) {
    const auto asked = question(R"({"as_of":"2026-03-12","commune":")" + std::string(code) + R"(","persons":[{"tie":"applicant","born":"1986-01-01"}]})");
    EXPECT_EQ(asked.letting.zone, CeilingZone::paris_and_adjoining) << code;
  }
}

struct BadInput {
  std::string json;
  Errc code;
  std::string path;
  std::optional<Input> input = std::nullopt;
  std::uint8_t row = no_row;
};

TEST(HouseholdJson, RefusesWhatItCannotRead) {
  const std::string name = "Dupont";
  const std::vector<BadInput> cases{
      {"", Errc::empty_input, ""},
      {"{", Errc::bad_json, ""},
      {"[]", Errc::wrong_type, ""},
      {"{} {}", Errc::bad_json, ""},
      {"NaN", Errc::bad_json, ""},
      {"{\"as_of\":\"\xFF\"}", Errc::bad_encoding, ""},
      {std::string("{\0}", 3), Errc::binary_input, ""},
      {"\xFF\xFE{", Errc::bad_encoding, ""},
      {one("\"" + name + "\":1,"), Errc::unknown_key, ""},
      {one(R"("287027511600108":1,"287027511600108":2,)"), Errc::duplicate_key, ""},  // a number may be that of somebody
      {one(R"("287027511600108":null,)"), Errc::unknown_key, ""},
      {one(R"("product":"PL\u0000",)"), Errc::binary_input, "/product", Input::product},
      {one(R"("tie":"child",)"), Errc::unknown_key, "", std::nullopt},
      {one(R"("stage":"lease","stage":"lease",)"), Errc::duplicate_key, "/stage", Input::stage},
      {one("", R"(,"born":"1987-01-01")"), Errc::duplicate_key, "/persons/0/born", Input::born, 0},
      {one("", ",\"" + name + "\":1"), Errc::unknown_key, "/persons/0", Input::persons, 0},
      {one(R"("commune":"59350",)"), Errc::duplicate_key, "/commune", Input::commune},
      {one(R"("zone":"dom",)"), Errc::duplicate_key, "/zone", Input::zone},
      {one(R"("product":"PLX",)"), Errc::unknown_code, "/product", Input::product},
      {one(R"("unborn":10,)"), Errc::bad_number, "/unborn", Input::unborn},
      {one(R"("unborn":"1",)"), Errc::wrong_type, "/unborn", Input::unborn},
      {one(R"("unborn":1.5,)"), Errc::bad_number, "/unborn", Input::unborn},
      {one(R"("separation":{"since":"2025-01-01"},)"), Errc::missing_value, "/separation/case", Input::separation},
      {one(R"("separation":{"case":"petition","since":"2025-02-30"},)"), Errc::impossible_date, "/separation/since", Input::separation_since},
      {one(R"("separation":{"case":"petition","couple":"co_tenant"},)"), Errc::unknown_code, "/separation/couple", Input::separation_couple},
      {one(R"("care_home":{"costs":[]},)"), Errc::missing_value, "/care_home/of", Input::care_home},
      {one(R"("care_home":{"of":"partner","costs":[{"year":2024}]},)"), Errc::missing_value, "/care_home/costs/0/cents", Input::care_home},
      {one(R"("local_order":{"from":"2026-01-01"},)"), Errc::missing_value, "/local_order/to", Input::local_order},
      {one(R"("local_order":{"from":"2026-01-01","to":"2026-02-01","kind":"prefect"},)"), Errc::missing_value, "/local_order/percent", Input::local_order},
      {one(R"("local_order":{"from":"2026-01-01","to":"2026-02-01","kind":"prefect","percent":1,"euros":1},)"), Errc::duplicate_key, "/local_order", Input::local_order},
      {one(R"("policy":{"readings":{"x":"y"}},)"), Errc::unknown_key, "/policy/readings", Input::policy},
      {one(R"("policy":{"readings":{"overseas_pls":"y"}},)"), Errc::unknown_code, "/policy/readings", Input::policy},
      {one(R"("persons":[],)"), Errc::duplicate_key, "/persons", Input::persons},
      {one("", R"(,"signs":"oui")"), Errc::unknown_code, "/persons/0/signs", Input::signs, 0},
      {one("", R"(,"signs":1)"), Errc::wrong_type, "/persons/0/signs", Input::signs, 0},
      {one("", R"(,"card_until":"12/03/2026")"), Errc::bad_date_form, "/persons/0/card_until", Input::card_until, 0},
      {one("", R"(,"incomes":[{"year":2024,"cents":1}])"), Errc::missing_value, "/persons/0/incomes/0/kind", Input::income, 0},
      {one("", R"(,"incomes":[{"year":2024,"kind":"notice"}])"), Errc::missing_value, "/persons/0/incomes/0/cents", Input::income, 0},
      {one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":1.5}])"), Errc::bad_number, "/persons/0/incomes/0/cents", Input::income, 0},
      {one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":1e3}])"), Errc::bad_number, "/persons/0/incomes/0/cents", Input::income, 0},
      {one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":18446744073709551615}])"), Errc::bad_number, "/persons/0/incomes/0/cents", Input::income, 0},
      {one("", R"(,"incomes":[{"year":0,"kind":"notice","cents":1}])"), Errc::bad_number, "/persons/0/incomes/0/year", Input::income, 0},
      {one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":1,"notice":256}])"), Errc::bad_number, "/persons/0/incomes/0/notice", Input::income, 0},
      {one("", R"(,"incomes":[{},{},{},{},{},{},{}])"), Errc::too_large, "/persons/0/incomes", Input::income, 0},
      {one("", R"(,"incomes":{"year":2024})"), Errc::wrong_type, "/persons/0/incomes", Input::income, 0},
      {one("", R"(,"card":[[[[[[["x"]]]]]]])"), Errc::too_deep, "/persons/0/card/0/0/0/0/0", Input::card, 0},
      {R"({"as_of":"2026-03-12","commune":"59350"})", Errc::missing_value, "/persons", Input::persons},
      {R"({"commune":"59350","persons":[{"tie":"applicant","born":"1986-01-01"}]})", Errc::missing_value, "/as_of", Input::as_of},
      {R"({"as_of":"2026-03-12","persons":[{"tie":"applicant","born":"1986-01-01"}]})", Errc::missing_value, "/commune", Input::commune},
      {R"({"as_of":"2026-03-12","commune":"75013","persons":[{"tie":"applicant","born":"1986-01-01"}]})", Errc::postal_code, "/commune", Input::commune},
      {R"({"as_of":"2026-03-12","commune":"93999","persons":[{"tie":"applicant","born":"1986-01-01"}]})", Errc::unknown_commune, "/commune", Input::commune},
      {R"({"as_of":"2026-03-12","commune":"59350","persons":[{"born":"1986-01-01"}]})", Errc::missing_value, "/persons/0/tie", Input::tie, 0},
      {R"({"as_of":"2026-03-12","commune":"59350","persons":[{"tie":"applicant"}]})", Errc::missing_value, "/persons/0/born", Input::born, 0},
      {R"({"id":")" + std::string(65, 'a') + R"(","persons":[]})", Errc::bad_identifier, "/id"},
  };
  for (const BadInput& one : cases) {
    const QuestionFault said = fault(one.json);
    EXPECT_EQ(text(said.code), text(one.code)) << one.json;
    EXPECT_EQ(said.path, one.path) << one.json;
    EXPECT_EQ(one.input ? said.input : one.input, one.input) << one.json;
    EXPECT_EQ(said.row, one.row) << one.json;
    EXPECT_EQ(evaluated(one.json).find(name), std::string::npos);
  }
}

TEST(HouseholdJson, KnowsItsLimits) {
  EXPECT_EQ(fault(std::string(question_limit + 1, ' ')).code, Errc::too_large);
  EXPECT_EQ(fault(std::string(100000, '[')).code, Errc::too_deep);
  std::string crowd = R"({"as_of":"2026-03-12","commune":"59350","persons":[{"tie":"applicant","born":"1986-01-01"})";
  for (int i = 0; i < 30; ++i) crowd += R"(,{"tie":"other","born":"1986-01-01"})";
  EXPECT_EQ(fault(crowd + "]}").code, Errc::too_many_persons);
  std::string keys = "{";
  for (int i = 0; i < 80000; ++i) keys += '"' + std::to_string(i) + "\":0,";
  EXPECT_EQ(fault(keys + "\"x\":0}").code, Errc::too_large);
}

// What a household may not be: said with the field and the row, by the same answer.
TEST(HouseholdJson, RefusesAbsurdHouseholds) {
  const auto said = [](std::string_view json) { return evaluated(json); };
  EXPECT_EQ(said(one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":-1}])")), R"([{"fault":"BAD_AMOUNT","field":"income","row":0}])");
  EXPECT_EQ(said(one("", R"(,"incomes":[{"year":2024,"kind":"notice","cents":1000000000001}])")), R"([{"fault":"BAD_AMOUNT","field":"income","row":0}])");
  EXPECT_EQ(said(R"({"as_of":"2026-03-12","commune":"59350","persons":[{"tie":"applicant","born":"2026-03-13"}]})"),
            R"([{"fault":"BORN_AFTER","field":"born","row":0}])");
  EXPECT_EQ(said(R"({"as_of":"2026-03-12","commune":"59350","persons":[{"tie":"applicant","born":"2012-01-01"}]})"),
            R"([{"fault":"HOLDER_AGE","field":"born","row":0}])");
  const std::string couple = R"({"as_of":"2026-03-12","commune":"59350","persons":[{"tie":"applicant","born":"1986-01-01"},{"tie":"spouse","born":"1986-01-01"},)";
  EXPECT_EQ(said(couple + R"({"tie":"spouse","born":"1986-01-01"}]})"), R"([{"fault":"TWO_PARTNERS","field":"tie","row":2}])");
  EXPECT_EQ(said(couple + R"({"tie":"child","born":"2026-06-01","custody":"alternate"}]})"), R"([{"fault":"BORN_AFTER","field":"born","row":2}])");
  EXPECT_EQ(said(couple + R"({"tie":"child","born":"2000-06-01","custody":"alternate"}]})"), R"([{"fault":"BAD_CUSTODY","field":"custody","row":2}])");
  const std::string late = R"({"as_of":"2027-06-01","commune":"59350",)";
  const std::string alone = R"("persons":[{"tie":"applicant","born":"1986-01-01"}]})";
  EXPECT_EQ(said(late + alone), R"([{"fault":"BEYOND_HORIZON","field":"as_of"}])");
  EXPECT_NE(said(late + R"("policy":{"horizon":"provisional"},)" + alone).find(R"("provisional":true)"), std::string::npos);
  EXPECT_NE(said(late + R"("policy":{"horizon":"provisional"},)" + alone).find("PROVISIONAL"), std::string::npos);
  EXPECT_EQ(said(R"({"as_of":"2026-03-12","commune":"97411","product":"PLAI",)" + alone), R"([{"fault":"PRODUCT_NOT_IN_ZONE","field":"product"}])");
  // Codes of the département of Seine, gone in 1968.
  EXPECT_EQ(said(R"({"as_of":"2026-03-12","commune":"75050",)" + alone), R"([{"fault":"UNKNOWN_COMMUNE","field":"commune","path":"/commune"}])");
  EXPECT_EQ(said(R"({"as_of":"2026-03-12","commune":"75012",)" + alone), R"([{"fault":"POSTAL_CODE","field":"commune","path":"/commune"}])");
}

// ---------------------------------------------------------------------------------------------------------- files of households

struct FileSaid {
  std::vector<HouseholdEntry> entries;
  std::optional<QuestionFault> fault;

  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> made;
    for (const HouseholdEntry& entry : entries) {
      const auto* fault = std::get_if<QuestionFault>(&entry.question);
      made.push_back(fault == nullptr ? "" : std::string(text(fault->code)));
    }
    return made;
  }
};

FileSaid read_text(HouseholdFormat format, std::string_view text, std::size_t chunk = std::string_view::npos, const QuestionDefaults& defaults = {}) {
  FileSaid said;
  HouseholdReader reader(format, defaults, [&said](const HouseholdEntry& entry) { said.entries.push_back(entry); });
  while (!text.empty() && reader.feed(text.substr(0, chunk))) text.remove_prefix(std::min(chunk, text.size()));
  reader.finish();
  said.fault = reader.fault();
  return said;
}

using Strings = std::vector<std::string>;

TEST(HouseholdLines, KeepTheirOrderAndLoseNothing) {
  const std::string lines = std::string(boulogne) + "\r\n\n{\"id\":\"two\",\"as_of\":1}\nnot json\n" + one("") + "\n" + std::string(boulogne);
  for (const std::size_t chunk : {std::string_view::npos, std::size_t{1}, std::size_t{7}}) {
    const FileSaid said = read_text(HouseholdFormat::json_lines, lines, chunk);
    EXPECT_FALSE(said.fault);
    EXPECT_EQ(said.faults(), (Strings{"", "WRONG_TYPE", "BAD_JSON", "", ""}));
    ASSERT_EQ(said.entries.size(), 5U);
    EXPECT_EQ(said.entries[0].line, 1U);
    EXPECT_EQ(said.entries[1].line, 3U);
    EXPECT_EQ(said.entries[1].id, "two");
    EXPECT_EQ(said.entries[4].line, 6U);
    EXPECT_EQ(said.entries[4].id, "W1");
    EXPECT_EQ(said.entries[4].index, 4U);
  }
}

TEST(HouseholdLines, ALineTooLongIsOneFault) {
  const std::string lines = '"' + std::string(question_limit + 10, 'a') + "\"\n" + std::string(boulogne) + '\n';
  const FileSaid said = read_text(HouseholdFormat::json_lines, lines, 100000);
  EXPECT_EQ(said.faults(), (Strings{"TOO_LARGE", ""}));
  EXPECT_EQ(said.entries[1].line, 2U);
}

TEST(HouseholdLines, OtherEncodingsAreRefused) {
  EXPECT_EQ(read_text(HouseholdFormat::json_lines, "\xFF\xFE{\0}\0\n").fault->code, Errc::bad_encoding);
  EXPECT_EQ(read_text(HouseholdFormat::json, "\xFE\xFF").fault->code, Errc::bad_encoding);
  EXPECT_EQ(read_text(HouseholdFormat::csv, "\xFF\xFEh").fault->code, Errc::bad_encoding);
  EXPECT_EQ(read_text(HouseholdFormat::json_lines, "\xEF\xBB\xBF" + std::string(boulogne)).faults(), Strings{""});
  EXPECT_EQ(read_text(HouseholdFormat::json_lines, "").fault->code, Errc::empty_input);
  EXPECT_EQ(read_text(HouseholdFormat::json, " \n").fault->code, Errc::empty_input);
}

TEST(HouseholdList, GivesItsItems) {
  const std::string list = "[\n" + std::string(boulogne) + ",\n {\"as_of\":\"],{\\\"\"} , 3]\n";
  const FileSaid said = read_text(HouseholdFormat::json, list, 5);
  EXPECT_FALSE(said.fault);
  EXPECT_EQ(said.faults(), (Strings{"", "BAD_DATE_FORM", "WRONG_TYPE"}));
  EXPECT_EQ(said.entries[1].line, 3U);
  EXPECT_EQ(read_text(HouseholdFormat::json, boulogne).faults(), Strings{""});
  EXPECT_EQ(read_text(HouseholdFormat::json, "[]").fault->code, Errc::empty_input);
}

TEST(HouseholdList, SaysWhereItBreaks) {
  for (const std::string_view end : {"", ",", ",]", ", {", "] x"}) {
    const FileSaid said = read_text(HouseholdFormat::json, "[" + std::string(boulogne) + std::string(end));
    ASSERT_TRUE(said.fault) << end;
    EXPECT_EQ(said.fault->code, Errc::bad_json) << end;
    EXPECT_LE(said.entries.size(), 1U) << end;
  }
  HouseholdReader reader(HouseholdFormat::json, {}, [](const HouseholdEntry&) {});
  const std::string blanks(std::size_t{1} << 20, ' ');
  int fed = 0;
  while (reader.feed(blanks) && fed < 100) ++fed;
  reader.finish();
  EXPECT_EQ(fed, 64);
  EXPECT_EQ(reader.fault()->code, Errc::too_large);
}

TEST(HouseholdCsv, OnePersonARow) {
  const std::string csv =
      "household;as_of;commune;product;tie;born;nationality;card;on_notice;income_n2;income_n2_notice;income_12m\n"
      "a;2026-03-12;92012;PLUS;applicant;1986-01-01;french;none;;5000000;1;\n"
      "a;;;;spouse;1988-01-01;french;none;yes;;;\n"
      "a;2026-03-12;92012;PLUS;child;2017-01-01;;none;;;;\n"
      "b;2026-03-12;59350;;applicant;1986-01-01;french;none;;;;120000\n";
  for (const std::size_t chunk : {std::string_view::npos, std::size_t{3}}) {
    const FileSaid said = read_text(HouseholdFormat::csv, csv, chunk);
    EXPECT_FALSE(said.fault);
    ASSERT_EQ(said.faults(), (Strings{"", ""}));
    EXPECT_EQ(said.entries[1].line, 5U);
    EXPECT_EQ(said.entries[1].id, "b");
    const auto& a = std::get<EligibilityQuestion>(said.entries[0].question);
    EXPECT_EQ(a.persons.size(), 3U);
    EXPECT_EQ(a.persons[0].incomes.all()[0], (Income{2024, IncomeKind::notice, 1, 5000000}));
    EXPECT_EQ(evaluate(a, LawBook::builtin()).verdicts.at(0).margin(), 274000);
    const auto& b = std::get<EligibilityQuestion>(said.entries[1].question);
    EXPECT_EQ(b.persons[0].incomes.all()[0], (Income{last_twelve_months, IncomeKind::pay_12_months, 0, 120000}));
  }
}

TEST(HouseholdCsv, ReadsTheFieldsOfTheHousehold) {
  const std::string csv =
      "household,as_of,zone,order_from,order_to,order_percent,order_kind,care_home,care_home_n2,care_home_12m,separation,separation_since,horizon,unborn,"
      "tie,born,income_n1,income_n1_kind\n"
      "a,2026-03-12,dom,2026-01-01,2026-12-31,110,delegated,partner,1000,2000,petition,2025-01-01,provisional,1,applicant,1980-01-01,5,asdir\n";
  const FileSaid said = read_text(HouseholdFormat::csv, csv);
  ASSERT_EQ(said.faults(), Strings{""});
  const auto& asked = std::get<EligibilityQuestion>(said.entries[0].question);
  EXPECT_EQ(asked.letting.local_order->kind, OrderKind::delegated);
  EXPECT_EQ(asked.facts.care_home.costs.all()[0], (CareHomeCost{2024, 1000}));
  EXPECT_EQ(asked.facts.care_home.costs.all()[1], (CareHomeCost{last_twelve_months, 2000}));
  EXPECT_EQ(asked.policy.horizon, BeyondHorizon::provisional);
  EXPECT_EQ(asked.persons[0].incomes.all()[0], (Income{2025, IncomeKind::asdir, 0, 5}));
}

TEST(HouseholdCsv, FaultsStayWithTheirHousehold) {
  const std::string csv =
      "household,as_of,commune,tie,born,income_n2,income_n2_kind\n"
      "a,2026-03-12,59350,applicant,1986-01-01,1,\n"
      "a,2026-03-13,59350,other,1986-01-01,,\n"  // another day
      "b,2026-03-12,59350,applicant,1986-01-01,,notice\n"
      "c,2026-03-12,59350,applicant,1986-02-30,,\n"
      "c,,,child,2010-01-01,,\n"
      "d,2026-03-12,59350,applicant,1986-01-01,,\n"
      "d,,,child\n"  // too few cells: it may have been a child of d, or not
      "d,,,child,2010-01-01,,\n"
      ",2026-03-12,59350,applicant,1986-01-01,,\n"
      "a,2026-03-12,59350,applicant,1986-01-01,,\n"  // seen before
      "e,2026-03-12,,applicant,1986-01-01,,\n"
      "f,2026-03-12,59350,,1986-01-01,,\n"
      "g,,59350,applicant,1986-01-01,12,\n"
      "h,2026-03-12,59350,applicant,1986-01-01,1.5,\n"
      "i,2026-03-12,59350,applicant,1986-01-01,1,\n";
  const FileSaid said = read_text(HouseholdFormat::csv, csv);
  EXPECT_FALSE(said.fault);
  EXPECT_EQ(said.faults(), (Strings{"DUPLICATE_KEY", "MISSING_VALUE", "IMPOSSIBLE_DATE", "WRONG_FIELD_COUNT", "WRONG_FIELD_COUNT", "MISSING_VALUE",
                                    "DUPLICATE_KEY", "MISSING_VALUE", "MISSING_VALUE", "MISSING_VALUE", "BAD_NUMBER", ""}));
  const auto& born = std::get<QuestionFault>(said.entries[2].question);
  EXPECT_EQ(born.path, "born");
  EXPECT_EQ(born.input, Input::born);
  EXPECT_EQ(born.row, 0);
  EXPECT_EQ(said.entries[3].id, "d");
  EXPECT_EQ(said.entries[3].line, 7U);
  EXPECT_EQ(said.entries[4].line, 8U);
}

TEST(HouseholdCsv, TheHeaderIsJudged) {
  EXPECT_EQ(read_text(HouseholdFormat::csv, "household,tie,born,name\n").fault->code, Errc::unknown_column);
  EXPECT_EQ(read_text(HouseholdFormat::csv, "household,tie,born,tie\n").fault->code, Errc::duplicate_column);
  const FileSaid said = read_text(HouseholdFormat::csv, "household,tie\n");
  EXPECT_EQ(said.fault->code, Errc::missing_column);
  EXPECT_EQ(said.fault->path, "born");
  EXPECT_EQ(read_text(HouseholdFormat::csv, "household,tie,born\n").fault->code, Errc::empty_input);
}

TEST(HouseholdFiles, TheFormatIsGuessed) {
  EXPECT_EQ(guess_format("a.csv", "{"), HouseholdFormat::csv);
  EXPECT_EQ(guess_format("a.jsonl", ""), HouseholdFormat::json_lines);
  EXPECT_EQ(guess_format("a.xml", ""), HouseholdFormat::interface_xml);
  EXPECT_EQ(guess_format("a", "\xEF\xBB\xBF <?xml"), HouseholdFormat::interface_xml);
  EXPECT_EQ(guess_format("a.json", " [1"), HouseholdFormat::json);
  EXPECT_EQ(guess_format("a.json", "{\"a\":1}\n{\"a\":2}\n"), HouseholdFormat::json_lines);
  EXPECT_EQ(guess_format("a.json", "{\"a\":1}\n"), HouseholdFormat::json);
  EXPECT_EQ(guess_format("a", "{\n"), HouseholdFormat::json);
  EXPECT_EQ(guess_format("a", "household,tie"), HouseholdFormat::csv);
}

TEST(HouseholdFiles, AreReadByChunks) {
  const std::string path = (std::filesystem::temp_directory_path() / ("sne_households_" + std::to_string(::getpid()) + ".jsonl")).string();
  {
    std::ofstream file(path, std::ios::binary);
    for (int i = 0; i < 2000; ++i) file << boulogne << '\n';
  }
  std::size_t households = 0;
  std::uint64_t bytes = 0;
  const auto fault = read_household_file(path, std::nullopt, {}, [&](const HouseholdEntry& entry) { households += answer_of(entry.question, LawBook::builtin()).verdicts.size() == 3; },
                                         [&](std::uint64_t done) { bytes = done; });
  EXPECT_FALSE(fault);
  EXPECT_EQ(households, 2000U);
  EXPECT_EQ(bytes, 2000 * (boulogne.size() + 1));
  std::filesystem::remove(path);
  EXPECT_EQ(read_household_file(path, std::nullopt, {}, [](const HouseholdEntry&) {})->code, Errc::unreadable_file);
}

TEST(HouseholdFiles, AnAnswerIsOneLine) {
  const FileSaid said = read_text(HouseholdFormat::json_lines, "{\"id\":\"\\u0001\\\"\\\\\"}\n" + std::string(boulogne));
  EXPECT_EQ(answer_line(said.entries[0], LawBook::builtin()),
            R"({"household":0,"line":1,"id":"\u0001\"\\","fault":{"fault":"MISSING_VALUE","field":"persons","path":"/persons"}})");
  const std::string good = answer_line(said.entries[1], LawBook::builtin());
  EXPECT_EQ(good.find(R"({"household":1,"line":2,"id":"W1","verdicts":[{"product":"PLAI")"), 0U) << good;
}

}  // namespace
}  // namespace sne
