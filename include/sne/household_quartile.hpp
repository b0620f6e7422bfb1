#pragma once

#include <array>
#include <optional>

#include <sne/composition.hpp>
#include <sne/quartile.hpp>

/// The first quartile of a household as a demand tells it.  (fr: premier quartile d'un ménage)
namespace sne {

/// The units of the persons who live in the home on a day: those of the ceiling, children in custody counted whole (convention). None while it
/// is not known who lives there. Faults: those of the household.
/// @rule quartile.units
constexpr Result<std::optional<ConsumptionUnits>> household_units(const Household& home, Date day, const LawBook& law, const Readings& readings,
                                                                  CompositionAsked asked = {}) noexcept {
  if (const auto fault = find_fault(home, day)) return Fault{fault->code, fault->row};
  const Composition composed = compose(home, day, law, readings, asked);
  std::array<Date, Household::max_persons> births{};
  std::size_t others = 0;
  for (std::size_t row = 0; row < home.persons.size(); ++row) {
    if (composed.counted[row] == Fact::unknown) return std::optional<ConsumptionUnits>();
    if (composed.counted[row] == Fact::yes && home.persons[row].tie != Tie::applicant) births[others++] = home.persons[row].born;
  }
  const Result<ConsumptionUnits> units = consumption_units(std::span<const Date>(births).first(others), day);
  if (!units) return units.error();
  return std::optional<ConsumptionUnits>(*units);
}

/// Whether a household is of the first quartile on a day, by its declared resources of a month. Not known while the resources, or who lives in the
/// home, are not. No threshold: the territory is not concerned.
///
/// Lille 2026, 9456: a couple and a child of 13 with 1,418.39 a month: first; 1,418.40: above, and first under the inclusive reading.
/// @rule quartile.comparison   @law CCH L441-1
constexpr Result<QuartileVerdict> household_quartile(const Household& home, Date day, std::optional<std::int32_t> threshold_euros, const LawBook& law,
                                                     const Policy& policy, CompositionAsked asked = {}) noexcept {
  const Result<std::optional<ConsumptionUnits>> units = household_units(home, day, law, policy.readings, asked);
  if (!units) return units.error();
  const Result<std::optional<std::int64_t>> month = quartile_resources(home.monthly, policy.readings.alimony_paid);
  if (!month) return month.error();
  const std::optional<std::int64_t> known = *units ? *month : std::nullopt;
  return first_quartile(known, units->value_or(ConsumptionUnits()), threshold_euros, policy.readings.quartile_comparison);
}

}  // namespace sne
