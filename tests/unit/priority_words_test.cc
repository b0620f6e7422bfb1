// Every code of priority has words, in both languages.

#include <sne/priority_words.hpp>

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace sne {
namespace {

/// No code without words, no two codes of a list with the same, none that shows its code.
template <ClosedList Code>
void expect_words() {
  for (const Language language : {Language::fr, Language::en}) {
    std::set<std::string> said;
    for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
      const auto code = static_cast<Code>(i);
      const std::string words = in_words(code, language);
      EXPECT_FALSE(words.empty()) << text(code);
      EXPECT_EQ(words.find('_'), std::string::npos) << words;
      EXPECT_TRUE(said.insert(words).second) << words;
    }
  }
}

TEST(PriorityWords, EveryCodeHasWordsOfItsOwn) {
  expect_words<PriorityPublic>();
  expect_words<GroundStatus>();
  expect_words<PriorityReason>();
  expect_words<DaloGround>();
  expect_words<DaloOutcome>();
  expect_words<DaloReason>();
  expect_words<RemainReason>();
  expect_words<OwnershipGround>();
  expect_words<TargetOutcome>();
}

TEST(PriorityWords, AsAReaderSeesThem) {
  EXPECT_EQ(in_words(PriorityPublic::ase, Language::en), "formerly in child protection");
  EXPECT_EQ(in_words(PriorityPublic::no_dwelling, Language::fr), "personne dépourvue de logement, y compris hébergée par un tiers");
  EXPECT_EQ(in_words(DaloOutcome::partial, Language::fr), "rempli en partie, à l’appréciation de la commission");
}

}  // namespace
}  // namespace sne
