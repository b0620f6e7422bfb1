// The published vectors of zones, ceilings, households, incomes, eligibility and quartile, replayed in C++.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sne/commune.hpp>
#include <sne/household_reader.hpp>
#include <sne/quartile.hpp>
#include <sne/quartile_thresholds.hpp>
#include <sne/reading_names.hpp>

namespace sne {
namespace {

using Json = nlohmann::json;

const LawBook& law() {
  static const LawBook book = LawBook::builtin();
  return book;
}

Json fault(Fault said) { return {{"fault", std::string(text(said.code))}}; }

Date day_of(const Json& given) { return Date::parse(given.at("day").get<std::string>()).value(); }

template <ClosedList Code>
Code code(const Json& given, const char* key) {
  return parse_code<Code>(given.at(key).get<std::string>()).value();
}

Policy policy_of(const Json& readings) {
  Policy policy = Policy::sne();
  for (const auto& [key, value] : readings.items()) EXPECT_FALSE(set_reading(policy.readings, key, value.get<std::string>())) << key;
  return policy;
}

Policy policy_with(const Json& given) { return policy_of(given.value("readings", Json::object())); }

Json zone(const Json& given) {
  const Result<Commune> dwelling = Commune::parse(given.at("commune").get<std::string>());
  if (!dwelling) return fault(dwelling.error());
  const Policy policy = given.contains("pierrefitte") ? policy_of({{"pierrefitte", given.at("pierrefitte")}}) : Policy::sne();
  return {{"zone", std::string(text(ceiling_zone(dwelling->whole_city(), day_of(given), policy.readings.pierrefitte).zone))}};
}

Json amount(const CeilingAmount& found) {
  return {{"euros", found.known() ? Json(found.euros) : Json(nullptr)}, {"mark", std::string(text(found.mark))}};
}

Json ceiling_of(const Json& given) {
  const HouseholdCategory household{given.at("category").get<std::uint8_t>(), given.at("extra").get<std::uint8_t>()};
  const auto found = ceiling(code<Product>(given, "product"), code<CeilingZone>(given, "zone"), household, day_of(given), law(), policy_with(given));
  return found ? amount(*found) : fault(found.error());
}

Json intermediate(const Json& given) { return amount(pli_ceiling(code<PliZone>(given, "zone"), code<PliRow>(given, "row"), day_of(given))); }

Json category(const Json& given) {
  const HouseholdCount count{given.at("persons"), given.at("dependants"), given.at("young_couple") == "yes", given.at("disabled") == "yes"};
  const bool dependants = given.value("lone_parent_extra", "persons") == "dependants";
  const auto found = household_category(count, dependants ? LoneParentExtra::dependants : LoneParentExtra::persons);
  if (!found) return fault(found.error());
  return {{"category", found->category.category}, {"extra", found->category.extra}, {"rule", std::string(text(found->basis))}};
}

Json evaluated(const Json& given) {
  const Json verdicts = Json::parse(evaluate_json(given.at("question").dump(), law(), Policy::sne()));
  Json found = verdicts.front();
  for (const char* list : {"reasons", "warnings", "missing"}) {
    if (!found.contains(list)) found[list] = Json::array();
  }
  found["verdicts"] = verdicts;
  return found;
}

Json size(const Json& given) {
  const QuestionResult asked = read_question(given.at("question").dump());
  return {{"persons", persons_to_house(std::get<EligibilityQuestion>(asked).household())}};
}

Json units(const Json& given) {
  std::vector<Date> births;
  for (const Json& born : given.at("births")) births.push_back(Date::parse(born.get<std::string>()).value());
  const auto found = consumption_units(births, day_of(given));
  return found ? Json{{"tenths", found->tenths()}} : fault(found.error());
}

Json threshold(const Json& given) {
  const auto found = threshold_on(given.at("siren").get<std::string>(), day_of(given), policy_of({{"quartile_year", given.at("quartile_year")}}).readings.quartile_year);
  if (!found) return fault(found.error());
  return {{"euros", found->first() ? Json(*found->first()) : Json(nullptr)}};
}

Json quartile_said(const Json& given) {
  const Readings readings = policy_with(given).readings;
  MonthlyResources month;
  if (!given.at("monthly_cents").is_null()) month.cents = given.at("monthly_cents").get<std::int64_t>();
  month.housing_benefit = given.value("housing_benefit", std::int64_t{0});
  month.alimony_paid = given.value("alimony_paid", std::int64_t{0});
  const auto resources = quartile_resources(month, readings.alimony_paid);
  if (!resources) return fault(resources.error());
  // 10 for the holder, then as many halves as fit, then 0.3 each: any way to reach the tenths will do.
  const std::int32_t others = given.at("tenths").get<std::int32_t>() - 10;
  std::int32_t small = 0;
  while ((others - 3 * small) % 5 != 0) ++small;
  const auto bound = given.at("threshold").is_null() ? std::nullopt : std::optional(given.at("threshold").get<std::int32_t>());
  const auto found = first_quartile(*resources, ConsumptionUnits((others - 3 * small) / 5, small), bound, readings.quartile_comparison);
  if (!found) return fault(found.error());
  const std::string_view said = text(found->answer);
  return {{"answer", said.empty() ? "unknown" : std::string(said)}};
}

/// Only what is expected is compared; a list of codes is a set.
bool alike(const Json& expected, const Json& found) {
  if (expected.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      if (!found.contains(key) ? !value.is_null() : !alike(value, found.at(key))) return false;
    }
    return true;
  }
  if (!expected.is_array() || !found.is_array() || expected.size() != found.size()) return expected == found;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const bool code = expected[i].is_string();
    const bool held = code ? std::find(found.begin(), found.end(), expected[i]) != found.end() : alike(expected[i], found[i]);
    if (!held) return false;
  }
  return true;
}

const std::map<std::string, std::function<Json(const Json&)>> operations{
    {"zone", zone},         {"ceiling", ceiling_of},   {"intermediate", intermediate}, {"category", category},
    {"evaluate", evaluated}, {"units", units},         {"threshold", threshold},       {"quartile", quartile_said},
    {"size", size},
};

class EligibilityVectors : public testing::TestWithParam<const char*> {};

TEST_P(EligibilityVectors, Hold) {
  std::ifstream file(std::filesystem::path(SNE_SOURCE_DIR) / "tests" / "conformance" / "vectors" / (std::string(GetParam()) + ".json"));
  const Json topic = Json::parse(file);
  for (const Json& group : topic.at("groups")) {
    const auto run = operations.find(group.at("operation").get<std::string>());
    if (run == operations.end()) continue;  // replayed through Python
    for (const Json& one : group.at("cases")) {
      const Json found = run->second(one.at("in"));
      EXPECT_TRUE(alike(one.at("out"), found)) << one.at("id") << ' ' << one.at("title") << "\n expected " << one.at("out") << "\n found " << found;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, EligibilityVectors, testing::Values("territory", "ceiling", "household", "income", "eligibility", "quartile"));

}  // namespace
}  // namespace sne
