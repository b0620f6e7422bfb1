#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/policy.hpp>

/// Readings and the horizon by their names, for doors that take them as text.
namespace sne {

template <>
struct CodeNames<BeyondHorizon> {
  static constexpr std::array<std::string_view, 2> list{"refuse", "provisional"};
};
template <>
struct CodeNames<LoneParentExtra> {
  static constexpr std::array<std::string_view, 2> list{"persons", "dependants"};
};
template <>
struct CodeNames<OverseasPls> {
  static constexpr std::array<std::string_view, 2> list{"lls", "plus"};
};
template <>
struct CodeNames<VisitingChild> {
  static constexpr std::array<std::string_view, 2> list{"person", "dependant"};
};
template <>
struct CodeNames<UnbornChild> {
  static constexpr std::array<std::string_view, 2> list{"not_counted", "counted"};
};
template <>
struct CodeNames<Pierrefitte> {
  static constexpr std::array<std::string_view, 2> list{"with_saint_denis", "as_before"};
};
template <>
struct CodeNames<DisabilityBefore2019> {
  static constexpr std::array<std::string_view, 3> list{"none", "dependant_only", "any_card"};
};
template <>
struct CodeNames<AttachedStudent> {
  static constexpr std::array<std::string_view, 2> list{"own_only", "parents"};
};
template <>
struct CodeNames<WorkAllowance> {
  static constexpr std::array<std::string_view, 2> list{"not_applied", "applied"};
};
template <>
struct CodeNames<Ascendants> {
  static constexpr std::array<std::string_view, 2> list{"card_only", "from_65"};
};
template <>
struct CodeNames<Amounts> {
  static constexpr std::array<std::string_view, 2> list{"all", "printed_only"};
};
template <>
struct CodeNames<QuartileComparison> {
  static constexpr std::array<std::string_view, 2> list{"strict", "inclusive"};
};
template <>
struct CodeNames<QuartileYear> {
  static constexpr std::array<std::string_view, 2> list{"in_force", "calendar_year"};
};
template <>
struct CodeNames<AlimonyPaid> {
  static constexpr std::array<std::string_view, 2> list{"not_deducted", "deducted"};
};
template <>
struct CodeNames<ChildProtectionWindow> {
  static constexpr std::array<std::string_view, 2> list{"end_of_care", "birthday_21"};
};

/// Calls `visit(name, reading)` for every reading, in the order of `Readings`.
template <class AnyReadings, class Visit>
constexpr void each_reading(AnyReadings& readings, Visit visit) {
  visit("lone_parent_extra", readings.lone_parent_extra);
  visit("overseas_pls", readings.overseas_pls);
  visit("visiting_child", readings.visiting_child);
  visit("unborn_child", readings.unborn_child);
  visit("pierrefitte", readings.pierrefitte);
  visit("disability_before_2019", readings.disability_before_2019);
  visit("attached_student", readings.attached_student);
  visit("work_allowance", readings.work_allowance);
  visit("ascendants", readings.ascendants);
  visit("amounts", readings.amounts);
  visit("quartile_comparison", readings.quartile_comparison);
  visit("quartile_year", readings.quartile_year);
  visit("alimony_paid", readings.alimony_paid);
  visit("child_protection_window", readings.child_protection_window);
}

/// Sets one reading by its names, as in `set_reading(readings, "overseas_pls", "plus")`. Faults: `unknown_key` for no reading of that name,
/// `unknown_code` for no value of it.
constexpr std::optional<Errc> set_reading(Readings& readings, std::string_view name, std::string_view value) noexcept {
  std::optional<Errc> fault = Errc::unknown_key;
  each_reading(readings, [&]<class Reading>(std::string_view known, Reading& reading) {
    if (known != name) return;
    const Result<Reading> read = parse_code<Reading>(value);
    if (read) reading = *read;
    fault = read ? std::nullopt : std::optional<Errc>(Errc::unknown_code);
  });
  return fault;
}

}  // namespace sne
