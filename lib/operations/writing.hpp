#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reading.hpp"

#include <sne/law/lawbook.hpp>

/// The `out` of an operation, value by value.
namespace sne::answering {

inline Json shown(std::string_view text) { return std::string(text); }
/// A name, or `null` for the empty one of a list, which is not known.
inline Json shown_name(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }
inline Json shown(Date day) {
  if (!day.in_calendar()) refuse(Errc::date_out_of_range, {});
  return std::string(iso_text(day).view());
}
inline Json shown(const std::optional<Date>& day) { return day ? shown(*day) : Json(nullptr); }
inline Json shown(Fact fact) { return fact == Fact::unknown ? Json(nullptr) : Json(fact == Fact::yes); }
inline Json shown(Rule rule) { return std::string(id_of(rule)); }
inline Json shown(Mark mark) { return std::string(text(mark)); }
inline Json shown(const Citation& citation) { return std::string(citation.id); }
template <class Number>
  requires std::integral<Number>
Json shown(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}
template <ClosedList Code>
  requires(!std::same_as<Code, Fact>)
Json shown(Code code) {
  return shown_name(text(code));
}
template <ClosedList Code>
Json shown(CodeSet<Code> set) {
  Json names = Json::array();
  for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
    if (set.holds(static_cast<Code>(i))) names.push_back(std::string(CodeNames<Code>::list[i]));
  }
  return names;
}
inline Json yes_no(bool value) { return value ? "yes" : "no"; }

/// An answer with its rule, its mark and the article of its day.
template <class Answer>
Json grounded(Json out, const Answer& answer, Date day, const LawBook& law) {
  out["rule"] = shown(answer.rule);
  out["mark"] = shown(answer.mark);
  out["citation"] = shown(law.citation(answer.rule, day));
  return out;
}

}  // namespace sne::answering
