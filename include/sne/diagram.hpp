#pragma once

#include <string>

#include <sne/lifecycle.hpp>
#include <sne/text.hpp>

/// The transition table made visible: the same rows that decide, drawn and listed.  (fr: diagramme du cycle de vie)
namespace sne {

/// A Mermaid state diagram of the rows in force on a day, one arrow for the events that lead from one state to another; the rule and the
/// article of each row stand beside it as comments. Empty before the first day of the law book.  (fr: diagramme d'états)
[[nodiscard]] std::string to_mermaid(const LawBook& law, Date day, Language language);

/// A Markdown table of the rows in force on a day: states, event, who may, refusals, rule, and the article in force with its mark.
/// Empty before the first day of the law book.  (fr: table des transitions)
[[nodiscard]] std::string to_markdown(const LawBook& law, Date day, Language language);

}  // namespace sne
