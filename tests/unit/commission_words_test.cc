// Every code of the commission has words, in both languages.

#include <sne/commission_words.hpp>

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace sne {
namespace {

/// No code without words, no two codes of a list with the same, none that shows its code. The empty code is no code to show.
template <ClosedList Code>
void expect_words() {
  for (const Language language : {Language::fr, Language::en}) {
    std::set<std::string> said;
    for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
      const auto code = static_cast<Code>(i);
      if (text(code).empty()) continue;
      const std::string words = in_words(code, language);
      EXPECT_FALSE(words.empty()) << text(code);
      EXPECT_EQ(words.find('_'), std::string::npos) << words;
      EXPECT_TRUE(said.insert(words).second) << words;
    }
  }
}

TEST(CommissionWords, EveryCodeHasWordsOfItsOwn) {
  expect_words<FewerCandidates>();
  expect_words<DecisionStanding>();
  expect_words<ConditionMeaning>();
  expect_words<CommissionGround>();
  expect_words<CommissionIssue>();
  expect_words<OfferStanding>();
  expect_words<RefusalEffect>();
  expect_words<SocialLease>();
}

TEST(CommissionWords, AsAReaderSeesThem) {
  EXPECT_EQ(in_words(SocialLease::transfer, Language::fr), "mutation");
  EXPECT_EQ(in_words(OfferStanding::refused_by_silence, Language::en), "refused by silence");
  EXPECT_EQ(in_words(CommissionIssue::tie, Language::fr), "Deux candidats ont le même rang.");
}

}  // namespace
}  // namespace sne
