#pragma once

#include <sne/codes.hpp>

/// Three-valued logic on facts: what is not known stays so unless the answer does not depend on it.  (fr: logique à trois valeurs)
namespace sne {

constexpr Fact fact(bool known) noexcept { return known ? Fact::yes : Fact::no; }

/// Yes as soon as one side is yes: `either(Fact::yes, Fact::unknown) == Fact::yes`.
constexpr Fact either(Fact a, Fact b) noexcept {
  if (a == Fact::yes || b == Fact::yes) return Fact::yes;
  return a == Fact::no && b == Fact::no ? Fact::no : Fact::unknown;
}

constexpr Fact negation(Fact a) noexcept {
  if (a == Fact::unknown) return Fact::unknown;
  return fact(a == Fact::no);
}

/// No as soon as one side is no: `both(Fact::no, Fact::unknown) == Fact::no`.
constexpr Fact both(Fact a, Fact b) noexcept { return negation(either(negation(a), negation(b))); }

}  // namespace sne
