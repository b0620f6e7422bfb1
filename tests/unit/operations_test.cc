// Every published vector through the one entry, compared as the protocol compares: typed, exact, lists of codes as sets.

#include <sne/operations.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sne/law/ceiling_years.hpp>

namespace sne {
namespace {

using Json = nlohmann::json;

/// Only what is expected is compared; the order of a list says nothing.
bool alike(const Json& expected, const Json& found) {
  if (expected.is_object() && expected.contains("any_of")) {  // of a case of level `may`
    const Json& answers = expected.at("any_of");
    return std::any_of(answers.begin(), answers.end(), [&found](const Json& one) { return alike(one, found); });
  }
  if (expected.is_object() && found.is_object()) {
    return std::all_of(expected.items().begin(), expected.items().end(), [&found](const auto& item) {
      const Json said = found.value(item.key(), Json(nullptr));
      return alike(item.value(), said);
    });
  }
  if (!expected.is_array() || !found.is_array()) return expected == found;
  // Each expected element has one of its own, in any order: greedy, since no list of the vectors holds one element twice.
  std::vector<Json> left(found.begin(), found.end());
  for (const Json& wanted : expected) {
    const auto one = std::find_if(left.begin(), left.end(), [&wanted](const Json& value) { return alike(wanted, value); });
    if (one == left.end()) return false;
    left.erase(one);
  }
  return left.empty();
}

std::vector<std::filesystem::path> topics() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(SNE_SOURCE_DIR) / "tests/conformance/vectors")) {
    if (file.path().extension() == ".json") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Operations : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Operations, AnswerTheVectors) {
  std::ifstream file(GetParam());
  const Json topic = Json::parse(file);
  for (const Json& group : topic.at("groups")) {
    const std::string operation = group.at("operation");
    for (const Json& one : group.at("cases")) {
      const OperationAnswer answered = answer(operation, one.at("in").dump());
      const Json found = Json::parse(answered.out);
      EXPECT_TRUE(alike(one.at("out"), found)) << one.at("id") << ' ' << one.at("title") << "\n expected " << one.at("out") << "\n found " << found;
      EXPECT_EQ(answered.fault.has_value(), found.contains("fault")) << one.at("id");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, Operations, testing::ValuesIn(topics()),
                         [](const auto& topic) { return topic.param.stem().string(); });

TEST(OperationFaults, NameTheValueAndNeverShowIt) {
  const auto said = [](std::string_view operation, std::string_view in) { return answer(operation, in).out; };
  EXPECT_EQ(said("no_such", "{}"), R"({"fault":"UNKNOWN_CODE","path":"operation"})");
  EXPECT_EQ(said("seniority", ""), R"({"fault":"EMPTY_INPUT","path":""})");
  EXPECT_EQ(said("seniority", "[]"), R"({"fault":"WRONG_TYPE","path":""})");
  EXPECT_EQ(said("seniority", R"({"since": "2018-03-15"})"), R"({"fault":"MISSING_VALUE","path":"/on"})");
  EXPECT_EQ(said("seniority", R"({"since": "2018-02-30", "on": "2024-01-01"})"), R"({"fault":"IMPOSSIBLE_DATE","path":"/since"})");
  EXPECT_EQ(said("seniority", R"({"since": "2018-03-15", "on": "2024-01-01", "Mme Durand": 1})"), R"({"fault":"UNKNOWN_KEY","path":""})");
  EXPECT_EQ(said("category", R"({"persons": 12345678901})"), R"({"fault":"BAD_NUMBER","path":"/persons"})");
  EXPECT_EQ(said("category", R"({"persons": 2.5})"), R"({"fault":"WRONG_TYPE","path":"/persons"})");
  EXPECT_EQ(said("decide", R"({"events": [{"event": "renew", "effective": "2024-01-01", "recorded": "2024-01-01"}]})"),
            R"({"fault":"MISSING_VALUE","path":"/events/0/actor"})");
  EXPECT_EQ(said("decide", R"({"events": [{"event": "file", "effective": "2024-01-01", "recorded": "2024-02-30", "actor": "lessor"}]})"),
            R"({"fault":"IMPOSSIBLE_DATE","path":"/events/0/recorded"})");
  EXPECT_EQ(said("mediation_decision", R"({"received": "2024-01-31", "stopped_days": 2147483647})"), R"({"fault":"BAD_NUMBER","path":"/stopped_days"})");
  EXPECT_EQ(said("add_months", R"({"date": "9999-12-31", "months": 12})"), R"({"fault":"DATE_OUT_OF_RANGE","path":""})");
}

TEST(Operations, AreNamedOnceAndKnowTheirKeys) {
  std::set<std::string_view> names;
  for (const OperationInfo& one : operations()) EXPECT_TRUE(names.insert(one.name).second) << one.name;
  EXPECT_GE(names.size(), 75U);
}

TEST(Operations, AnswerByTheLawGiven) {
  const LawBook later = LawBook::builtin().with_horizon(Date::parse("2030-12-31").value());
  EXPECT_NE(answer("law", "{}").out, answer("law", "{}", later).out);
  EXPECT_TRUE(answer("law", R"({"policy": {"suspensions": [["2024-10-15", "2024-12-15"]]}})").out.find("2024-10-15") != std::string::npos);
}

}  // namespace
}  // namespace sne
