#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <span>

#include <sne/codes.hpp>
#include <sne/household.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/policy.hpp>

/// First quartile of resources by unit of consumption.  (fr: premier quartile des demandeurs)
///
/// A quarter of the allocations outside the priority districts goes to the applicants whose resources, by unit of consumption, are under
/// a threshold that an order sets each year for each intercommunal body. The thresholds: `sne/quartile_thresholds.hpp`. What is counted
/// here is in whole numbers: cents, tenths of a unit, euros; 1418.40 x 12 / 1.8 is 9456.000000000002 in floating point.
namespace sne {

/// Units of consumption of a household, in tenths: 10 for the holder alone, 15 with another adult.  (fr: unités de consommation)
class ConsumptionUnits {
 public:
  /// One unit: a person alone.
  constexpr ConsumptionUnits() noexcept = default;

  /// The holder, `from_14` other persons of fourteen or more, `under_14` younger ones. Precondition: fewer than a thousand of each.
  constexpr ConsumptionUnits(std::int32_t from_14, std::int32_t under_14) noexcept : tenths_(10 + 5 * from_14 + 3 * under_14) {
    assert(from_14 >= 0 && from_14 < 1000 && under_14 >= 0 && under_14 < 1000);
  }

  [[nodiscard]] constexpr std::int32_t tenths() const noexcept { return tenths_; }
  friend constexpr auto operator<=>(ConsumptionUnits, ConsumptionUnits) noexcept = default;

 private:
  std::int32_t tenths_ = 10;
};

namespace quartile {

inline constexpr std::int32_t grown_from = 14;  // completed years
// The article on the first quartile was read in what the ministry and the calculator say of it.
inline constexpr Mark cited = law::citation_of("l441-1-quartile@2017").mark;

// Resources of a year against an amount by unit, both multiplied by what makes them whole: cents x 12 x 10, euros x 100 x tenths.
constexpr bool below(std::int64_t monthly_cents, ConsumptionUnits units, std::int32_t euros, QuartileComparison reading) noexcept {
  const std::int64_t resources = monthly_cents * 12 * 10;
  const std::int64_t bound = std::int64_t{euros} * 100 * units.tenths();
  return resources < bound || (reading == QuartileComparison::inclusive && resources == bound);
}

}  // namespace quartile

/// The units of a household on a day: one for the holder, half for each other person of fourteen completed years or more, 0.3 under
/// fourteen. An unborn child is not listed; a child in alternate custody counts whole (convention).
/// Faults, with the place of the person: `born_after`; `too_many_persons` beyond `Household::max_persons`, the holder included.
/// A couple with a child of 13: 18 tenths; on the child's fourteenth birthday: 20.
/// @rule quartile.units
constexpr Result<ConsumptionUnits> consumption_units(std::span<const Date> births_of_others, Date day) noexcept {
  if (births_of_others.size() >= Household::max_persons) return {Errc::too_many_persons, static_cast<std::uint32_t>(Household::max_persons - 1)};
  const CivilDay on = day.civil();
  std::int32_t grown = 0;
  for (std::size_t i = 0; i < births_of_others.size(); ++i) {
    if (births_of_others[i] > day) return {Errc::born_after, static_cast<std::uint32_t>(i)};
    if (completed_years(births_of_others[i], on) >= quartile::grown_from) ++grown;
  }
  return ConsumptionUnits(grown, static_cast<std::int32_t>(births_of_others.size()) - grown);
}

/// The resources of a month that the quartile looks at: without the housing benefit, and without the alimony paid where it is read so,
/// never below zero; none where nothing was declared. `bad_amount` when one is negative or beyond ten billion euros, or when the benefit
/// exceeds what was declared.  900.00 of which 200.00 of APL: 700.00.
/// @rule quartile.comparison
constexpr Result<std::optional<std::int64_t>> quartile_resources(const MonthlyResources& month,
                                                                 AlimonyPaid reading = AlimonyPaid::not_deducted) noexcept {
  using Resources = std::optional<std::int64_t>;
  if (!household::amount_in_range(month.housing_benefit) || !household::amount_in_range(month.alimony_paid)) return Errc::bad_amount;
  if (!month.cents) return Resources{};
  if (!household::amount_in_range(*month.cents) || month.housing_benefit > *month.cents) return Errc::bad_amount;
  const std::int64_t kept = *month.cents - month.housing_benefit;
  if (reading == AlimonyPaid::not_deducted) return Resources{kept};
  return Resources{kept > month.alimony_paid ? kept - month.alimony_paid : 0};
}

/// Highest amounts of the first three quarters of the applicants of a territory, in euros for a unit and a year.  (fr: seuils)
struct QuartileBounds {
  std::int32_t q1, q2, q3;

  friend constexpr bool operator==(const QuartileBounds&, const QuartileBounds&) = default;
};

/// Where a household stands. `unknown`: its resources are not known, which is neither zero nor a no; `not_concerned`: no order lists
/// the territory.
enum class QuartileAnswer : std::uint8_t { unknown, first, above, not_concerned };

template <>
struct CodeNames<QuartileAnswer> {
  static constexpr std::array<std::string_view, 4> list{"", "first", "above", "not_concerned"};
};

/// An answer, the rule that gives it and its mark. The article: `law.citation(rule, day)`.
struct QuartileVerdict {
  QuartileAnswer answer = QuartileAnswer::unknown;
  Rule rule = Rule::quartile_comparison;
  Mark mark = Mark::practice;

  friend constexpr bool operator==(const QuartileVerdict&, const QuartileVerdict&) = default;
};

/// Whether a household is of the first quartile: resources of a year by unit strictly lower than the threshold, or equal to it under the
/// inclusive reading of the public calculator. No threshold: `not_concerned`, whatever the resources; no resources: `unknown`; zero is
/// an amount. `bad_amount` for a negative amount or one beyond ten billion euros, and for a threshold that is not above zero.
///
/// Lille 2026, 9456 for a unit: 788.00 a month alone is `above`, and `first` under `inclusive`; 787.99 is `first`.
/// @rule quartile.comparison   @law CCH L441-1
constexpr Result<QuartileVerdict> first_quartile(std::optional<std::int64_t> monthly_cents, ConsumptionUnits units,
                                                 std::optional<std::int32_t> threshold_euros,
                                                 QuartileComparison reading = QuartileComparison::strict) noexcept {
  if (monthly_cents && !household::amount_in_range(*monthly_cents)) return Errc::bad_amount;
  if (threshold_euros && *threshold_euros <= 0) return Errc::bad_amount;
  if (!threshold_euros) return QuartileVerdict{QuartileAnswer::not_concerned, Rule::quartile_threshold, quartile::cited};
  const Mark mark = reading == QuartileComparison::strict ? quartile::cited : Mark::convention;
  if (!monthly_cents) return QuartileVerdict{QuartileAnswer::unknown, Rule::quartile_comparison, mark};
  const bool first = quartile::below(*monthly_cents, units, *threshold_euros, reading);
  return QuartileVerdict{first ? QuartileAnswer::first : QuartileAnswer::above, Rule::quartile_comparison, mark};
}

/// Which quarter, 1 to 4, by the same comparison. `bad_amount` as above.  Lille 2026: 788.00 alone is 2, under `inclusive` 1.
/// @rule quartile.comparison
constexpr Result<std::uint8_t> quartile_of(std::int64_t monthly_cents, ConsumptionUnits units, const QuartileBounds& bounds,
                                           QuartileComparison reading = QuartileComparison::strict) noexcept {
  if (!household::amount_in_range(monthly_cents) || bounds.q1 <= 0 || bounds.q2 < bounds.q1 || bounds.q3 < bounds.q2) return Errc::bad_amount;
  if (quartile::below(monthly_cents, units, bounds.q1, reading)) return std::uint8_t{1};
  if (quartile::below(monthly_cents, units, bounds.q2, reading)) return std::uint8_t{2};
  if (quartile::below(monthly_cents, units, bounds.q3, reading)) return std::uint8_t{3};
  return std::uint8_t{4};
}

}  // namespace sne
