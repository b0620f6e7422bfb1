#pragma once

#include <optional>

#include <sne/household.hpp>
#include <sne/law/lawbook.hpp>

/// The shares of an operation financed with PLUS and the State's subsidy: how many households at 60 % of the ceiling it owes, how many
/// above the ceiling it may house.  (fr: opération financée en PLUS)
///
/// A household counts in a share by its own amounts and never makes the operation's balance: somebody must count the leases.
namespace sne {

/// A number of dwellings, the rule that gives it and its mark: weaker where the rounding is ours.
struct PlusShare {
  std::int32_t dwellings;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const PlusShare&, const PlusShare&) = default;
};

struct PlusShares {
  PlusShare at_60;   ///< least number of households at 60 % of the ceiling or under
  PlusShare at_120;  ///< largest number of households above the ceiling, up to 120 % of it

  friend constexpr bool operator==(const PlusShares&, const PlusShares&) = default;
};

namespace plus {

inline constexpr std::int32_t largest_operation = 100'000;
inline constexpr std::int32_t rounded_under = 10;  // dwellings

enum class Bound : std::uint8_t { minimum, maximum };

// The text rounds under ten dwellings to the nearest unit. Elsewhere a minimum is rounded up and a maximum down, so that the share of the
// text is never missed: that, and a half rounded up, are conventions.
constexpr PlusShare share(std::int32_t dwellings, std::int32_t tenths, Bound bound, Rule rule, Date day, const LawBook& law) noexcept {
  const std::int32_t whole = dwellings * tenths / 10;
  const std::int32_t rest = dwellings * tenths % 10;
  const bool nearest = dwellings < rounded_under && law.in_force(Provision::plus_shares_rounded, day);
  const bool up = nearest ? rest >= 5 : rest > 0 && bound == Bound::minimum;
  const bool ours = nearest ? rest == 5 : rest > 0;
  const Mark cited = law.citation(rule, day).mark;
  return {whole + (up ? 1 : 0), rule, ours ? weaker(cited, Mark::convention) : cited};
}

}  // namespace plus

/// The shares of an operation of so many dwellings on a day.  (fr: quotas de 30 % et de 10 %)
/// Three in ten at 60 % at least, none for a single dwelling from 2001-04-19; one in ten up to 120 % at most. The second is counted on all
/// the operations of one owner: for an owner of several, ask with their total and read `at_120` alone. Faults: `bad_number` outside 1 to
/// 100 000 dwellings; `date_out_of_range` before 1999-09-15; `beyond_horizon`.
///
/// 9 dwellings in 2026: 3 and 1. 5: 2 and 1. 25: 8 and 2. One: none and none; one in 2000: 1 and none.
/// @rule ceiling.share-at-60   @rule ceiling.share-at-120   @law CCH R331-12, D331-12
constexpr Result<PlusShares> plus_operation_shares(std::int32_t dwellings, Date day, const LawBook& law) noexcept {
  if (dwellings < 1 || dwellings > plus::largest_operation) return Errc::bad_number;
  if (day > law.horizon()) return Errc::beyond_horizon;
  if (!law.in_force(Provision::plus_shares, day)) return Errc::date_out_of_range;
  PlusShares shares{plus::share(dwellings, 3, plus::Bound::minimum, Rule::ceiling_share_at_60, day, law),
                    plus::share(dwellings, 1, plus::Bound::maximum, Rule::ceiling_share_at_120, day, law)};
  if (dwellings == 1 && law.in_force(Provision::plus_shares_rounded, day)) {
    shares.at_60 = {0, Rule::ceiling_share_at_60, law.citation(Rule::ceiling_share_at_60, day).mark};
  }
  return shares;
}

/// Whether a household is in a share; unknown when its income is.
struct PlusShareAnswer {
  Fact counts;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const PlusShareAnswer&, const PlusShareAnswer&) = default;
};

/// Whether a household counts in the 30 % of an operation: an income, in cents, of at most 60 % of its PLUS ceiling, in euros. The bound is
/// not rounded and is not the PLAI ceiling. `bad_amount` for an amount below zero or beyond ten billion euros, or a ceiling not above zero.
///
/// Paris 2026, two persons, 24 140 with 40 233 of PLUS: 241 400 is over 241 398, no, though PLAI admits 24 140.
/// @rule ceiling.share-at-60   @law CCH R331-12, D331-12
constexpr Result<PlusShareAnswer> counts_at_60(std::optional<std::int64_t> income_cents, std::int32_t plus_ceiling, Date day,
                                               const LawBook& law) noexcept {
  if (plus_ceiling <= 0 || (income_cents && !household::amount_in_range(*income_cents))) return Errc::bad_amount;
  const Rule rule = Rule::ceiling_share_at_60;
  const Mark mark = weaker(law.citation(rule, day).mark, Mark::convention);
  if (!income_cents) return PlusShareAnswer{Fact::unknown, rule, mark};
  const bool under = 10 * *income_cents <= std::int64_t{6} * 100 * plus_ceiling;
  return PlusShareAnswer{under ? Fact::yes : Fact::no, rule, mark};
}

}  // namespace sne
