#pragma once

#include <cstdint>
#include <string_view>

#include <sne/date.hpp>

/// Where an answer comes from: the article, its version, and how sure the statement is.  (fr: référence)
namespace sne {

/// How much a statement weighs.
enum class Mark : std::uint8_t {
  text,        ///< the law or decree says it
  practice,    ///< documented practice of the SNE
  convention,  ///< the texts are silent; argued in the page of the rule
  unverified,  ///< reported but not read again at its source
};

constexpr std::string_view text(Mark mark) noexcept {
  switch (mark) {
    case Mark::text: return "text";
    case Mark::practice: return "practice";
    case Mark::convention: return "convention";
    case Mark::unverified: return "unverified";
  }
  return "unverified";
}

/// The weaker of two marks: an answer weighs as its weakest ground.
constexpr Mark weaker(Mark a, Mark b) noexcept { return a < b ? b : a; }

/// One version of one article. `to` is 9999-12-31 while the version is in force.
struct Citation {
  std::string_view id;       ///< stable key, such as `r441-2-7@2017`
  std::string_view article;  ///< `CCH R441-2-7`
  std::string_view title;    ///< the text that wrote this version
  Date from, to;
  Mark mark;
  std::string_view source;  ///< where this version was read

  [[nodiscard]] constexpr bool in_force(Date day) const noexcept { return from <= day && day <= to; }
};

}  // namespace sne
