// The cases of the independent oracle, through the JSON door: every key that a case states.

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sne/household_reader.hpp>

namespace sne {
namespace {

TEST(EligibilityCases, AreAnsweredAsStated) {
  std::ifstream file(SNE_SOURCE_DIR "/tests/differential/eligibility/cases.json");
  const auto cases = nlohmann::json::parse(file);
  ASSERT_GT(cases.size(), 200U);
  for (const auto& one : cases) {
    const auto said = nlohmann::json::parse(evaluate_json(one["question"].dump(), LawBook::builtin(), Policy::sne()));
    for (const auto& expected : one["expected"]) {
      const auto* verdict = &said.front();
      for (const auto& candidate : said) {
        if (candidate.value("product", "") == expected.value("product", "")) verdict = &candidate;
      }
      for (const auto& [key, value] : expected.items()) EXPECT_EQ(verdict->value(key, nlohmann::json()), value) << one["id"] << ' ' << key;
    }
  }
}

}  // namespace
}  // namespace sne
