#include <gtest/gtest.h>

#include <algorithm>

#include <sne/diagram.hpp>

#include "events.hpp"

namespace sne::testing {
namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

TEST(Diagram, StatesAndArrowsOfTheLawInForce) {
  const std::string drawn = to_mermaid(law_book, "2024-01-01"_date, Language::en);
  EXPECT_TRUE(drawn.starts_with("stateDiagram-v2\n"));
  EXPECT_TRUE(holds(drawn, "  [*] --> draft : filing of the demand, online\n"));
  EXPECT_TRUE(holds(drawn, "  registered --> radiated : radiation (a, b, c, d, e, f)\n"));
  EXPECT_TRUE(holds(drawn, "reactivation (c, e)"));
  EXPECT_TRUE(holds(drawn, "  %% radiate e: radiation.non-renewal, CCH R441-2-8, décret 2017-834\n"));
}

TEST(Diagram, OnlyTheRowsInForceAreDrawn) {
  const std::string first = to_mermaid(law_book, "2005-01-01"_date, Language::en);
  EXPECT_TRUE(holds(first, "registered --> radiated : radiation (a, b, d, e)\n"));
  EXPECT_FALSE(holds(first, "draft"));
  EXPECT_FALSE(holds(first, "warning"));
  EXPECT_TRUE(holds(first, "CCH R441-2-6, décret 2000-1079"));
  EXPECT_TRUE(holds(to_mermaid(law_book, "2010-05-03"_date, Language::en), "radiation (a, b, c, d, e)\n"));
  EXPECT_FALSE(holds(to_mermaid(law_book, "2014-03-26"_date, Language::en), "online"));
  EXPECT_TRUE(holds(to_mermaid(law_book, "2014-03-27"_date, Language::en), "online"));
}

TEST(Diagram, OnlyARenewalMakesAnExpiredDemandActive) {
  for (const Version& version : law::versions) {
    EXPECT_TRUE(holds(to_mermaid(law_book, version.from, Language::en), "    expired --> active : renewal\n  }\n")) << version.code;
  }
}

TEST(Diagram, ALabelHoldsNoSignOfTheGrammar) {
  for (const Version& version : law::versions) {
    for (const Language language : {Language::fr, Language::en}) {
      const std::string drawn = to_mermaid(law_book, version.from, language);
      EXPECT_EQ(drawn.find_first_of(";#"), std::string::npos);
    }
  }
}

TEST(Diagram, TheTableHasARowForEachTransitionInForce) {
  for (const Version& version : law::versions) {
    std::size_t rows = 0;
    for (const Transition& row : transitions) {
      const bool of_drafts = row.from.holds(State::draft) || row.event == EventKind::file;
      if (row.in_force.holds(version.from) && !of_drafts) ++rows;
    }
    const bool online = law_book.in_force(Provision::online_filing, version.from);
    const std::size_t filings = online ? 5 : 2;  // counter, ex officio; then online, validated, refused
    EXPECT_EQ(lines_of(to_markdown(law_book, version.from, Language::fr)), rows + filings + 2) << version.code;
  }
}

TEST(Diagram, TheTableCitesTheArticleAndItsMark) {
  const std::string table = to_markdown(law_book, "2024-01-01"_date, Language::fr);
  EXPECT_TRUE(holds(table, "| De | Événement | Acteurs | Vers | Refus | Règle | Article en vigueur |\n"));
  EXPECT_TRUE(holds(table, "| radiée (b, c, e) | radiation (a) `radiate` | bailleur, gestionnaire territorial | radiée |"));
  EXPECT_TRUE(holds(table, "`renewal.accepted` | CCH R441-2-7, décret 2017-834 (texte) |"));
  EXPECT_TRUE(holds(table, "`radiation.requalification` | convention |"));
}

TEST(Diagram, NothingBeforeTheLaw) {
  EXPECT_EQ(to_mermaid(law_book, "2000-11-07"_date, Language::fr), "");
  EXPECT_EQ(to_markdown(law_book, "2000-11-07"_date, Language::fr), "");
}

}  // namespace
}  // namespace sne::testing
