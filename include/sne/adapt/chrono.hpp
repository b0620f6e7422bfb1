#pragma once

#include <chrono>
#include <cstdint>

#include <sne/date.hpp>
#include <sne/result.hpp>

/// Dates of the standard library, both ways.  (fr: dates de la bibliothèque standard)
/// A leaf: no other header of the library includes `<chrono>`.
namespace sne::adapt {

/// `to_sys_days("2024-02-29"_date)` is `std::chrono::sys_days{2024y / 2 / 29}`. Every date has one.
constexpr std::chrono::sys_days to_sys_days(Date date) noexcept {
  return std::chrono::sys_days{std::chrono::days{date.days()}};
}

/// The date of a day, or `date_out_of_range` outside 0001-01-01 .. 9999-12-31.
constexpr Result<Date> from_sys_days(std::chrono::sys_days day) noexcept {
  const std::chrono::days since_1970 = day.time_since_epoch();
  if (since_1970 < std::chrono::days{"0001-01-01"_date.days()} || since_1970 > std::chrono::days{"9999-12-31"_date.days()})
    return Errc::date_out_of_range;
  return Date::from_days(static_cast<std::int32_t>(since_1970.count()));
}

/// The parts of a date, or `date_out_of_range` outside 0001-01-01 .. 9999-12-31.
constexpr Result<std::chrono::year_month_day> to_year_month_day(Date date) noexcept {
  if (!date.in_calendar()) return Errc::date_out_of_range;
  return std::chrono::year_month_day{to_sys_days(date)};
}

/// The date with these parts: 2023-02-29 is `impossible_date`, never moved; a year outside 1..9999 is `date_out_of_range`.
constexpr Result<Date> from_year_month_day(std::chrono::year_month_day parts) noexcept {
  return Date::of(static_cast<int>(parts.year()), static_cast<std::int32_t>(static_cast<unsigned>(parts.month())),
                  static_cast<std::int32_t>(static_cast<unsigned>(parts.day())));
}

}  // namespace sne::adapt
