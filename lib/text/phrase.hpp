#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>

#include <sne/explain.hpp>

#include <text/message.hpp>

/// What every explanation is written with.
namespace sne::wording {

/// A message that the bundles must hold.
inline std::string phrase(Language language, std::string_view table, std::string_view key, const Arguments& arguments = {}) {
  std::optional<std::string> made = wording::format(language, table, key, arguments);
  assert(made.has_value());
  return made ? *std::move(made) : std::string(key);
}

inline std::string capitalised(std::string sentence) {
  constexpr std::string_view small_e_acute = "é";
  if (sentence.starts_with(small_e_acute)) return "É" + sentence.substr(small_e_acute.size());
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

/// A title of the law's data as a page prints it: curved apostrophes and, in French, narrow no-break spaces.
inline std::string typeset(std::string_view title, Language language) {
  std::string made;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const bool before_high_mark = i + 1 < title.size() && std::string_view(";:!?").find(title[i + 1]) != std::string_view::npos;
    if (title[i] == '\'') {
      made += "’";
    } else if (title[i] == ' ' && before_high_mark && language == Language::fr) {
      made += "\u202f";
    } else {
      made += title[i];
    }
  }
  return made;
}

/// The title of a rule, and the version of its article as a reader cites it.
inline std::string title_of(Rule rule, Language language) {
  const RuleInfo& info = law::rules[static_cast<std::size_t>(rule)];
  return typeset(language == Language::fr ? info.title_fr : info.title_en, language);
}

inline std::string reference_of(const Citation& citation, Language language) {
  if (citation.mark == Mark::convention) return phrase(language, "reference", "convention");
  const Arguments arguments{{"article", typeset(citation.article, Language::fr)},
                            {"title", typeset(citation.title, Language::fr)},
                            {"from", citation.from},
                            {"to", citation.to}};
  return phrase(language, "reference", citation.to == "9999-12-31"_date ? "open" : "closed", arguments);
}

inline LegalGround ground_of(Rule rule, const Citation& citation, Language language) {
  LegalGround ground;
  ground.rule = rule;
  ground.title = title_of(rule, language);
  ground.citation = &citation;
  ground.text = reference_of(citation, language);
  ground.mark = in_words(citation.mark, language);
  return ground;
}

}  // namespace sne::wording
