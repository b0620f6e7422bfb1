#pragma once

#include <map>
#include <set>
#include <string>

#include <sne/law/lawbook.hpp>

#include "observed.hpp"

/// The pages made from the law's data and from the engine.
namespace sne::docs {

inline constexpr std::string_view opening_mark = "<!-- generated -->\n";
inline constexpr std::string_view closing_mark = "<!-- /generated -->\n";

/// Whether a code refuses, warns or does either: the third column of lib/law/reasons.csv.
using Kinds = std::map<std::string, std::string, std::less<>>;

/// docs/lifecycle.md: for each version of the law, the diagram and the table of its first day, then the rows that later days bring.
std::string lifecycle_page(const LawBook& law);

/// docs/error-codes.md: reasons, faults and issues of numbers, with their sentences.
std::string error_codes_page(const Kinds& kinds, const std::set<Given>& given);

/// What stands between the marks at the head of the page of a rule.
std::string rule_head(Rule rule, const LawBook& law, const std::set<Given>& given);

}  // namespace sne::docs
