#pragma once

#include <array>
#include <cassert>
#include <compare>
#include <cstdint>
#include <string_view>

#include <sne/result.hpp>

/// Civil dates and the arithmetic of legal delays.  (fr: date civile, computation des délais)
///
/// A `Date` is a day of the proleptic Gregorian calendar in the territory's own time: never an instant, never a time zone.
/// Delays are counted from an anchor, once: 2024-02-29 + 13 months is 2025-03-29, while adding 12 months and then 1 gives
/// 2025-03-28. The rule that settles a missing day is an argument of every addition.
/// @rule dates.month-end
namespace sne {

/// The parts of a day. Not validated: `Date::of` is the door.
struct CivilDay {
  std::int32_t year;
  std::int32_t month;  ///< 1..12
  std::int32_t day;    ///< 1..31

  friend constexpr bool operator==(const CivilDay&, const CivilDay&) = default;
};

constexpr bool is_leap(std::int32_t year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// Days of a month: `days_in_month(2024, 2) == 29`. Precondition: month in 1..12.
constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) noexcept {
  constexpr std::array<std::int8_t, 12> length{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  assert(month >= 1 && month <= 12);
  return month == 2 && is_leap(year) ? 29 : length[static_cast<std::size_t>(month - 1)];
}

namespace detail {

// Eras of 400 years and years that start in March put the leap day last, so that month lengths follow one linear formula.
constexpr std::int32_t days_from_civil(CivilDay d) noexcept {
  const std::int32_t year = d.month <= 2 ? d.year - 1 : d.year;
  const std::int32_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int32_t year_of_era = year - era * 400;
  const std::int32_t month_from_march = d.month > 2 ? d.month - 3 : d.month + 9;
  const std::int32_t day_of_year = (153 * month_from_march + 2) / 5 + d.day - 1;
  const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

constexpr CivilDay civil_from_days(std::int32_t days) noexcept {
  const std::int32_t shifted = days + 719468;
  const std::int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int32_t day_of_era = shifted - era * 146097;
  const std::int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int32_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

}  // namespace detail

/// A civil day in four bytes. Every date read from outside lies in 0001-01-01 .. 9999-12-31.
class Date {
 public:
  /// 1970-01-01; a value to overwrite, never a "missing" mark.
  constexpr Date() noexcept = default;

  /// The day with these parts, or `impossible_date` / `date_out_of_range`: 2023-02-29 is refused, never moved to March.
  [[nodiscard]] static constexpr Result<Date> of(std::int32_t year, std::int32_t month, std::int32_t day) noexcept {
    if (year < 1 || year > 9999) return Errc::date_out_of_range;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return Errc::impossible_date;
    return Date(detail::days_from_civil({year, month, day}));
  }

  /// Reads exactly `YYYY-MM-DD`; the fault gives the offset of the first wrong character.
  [[nodiscard]] static constexpr Result<Date> parse(std::string_view iso) noexcept {
    if (iso.empty()) return Errc::empty_input;
    std::array<std::int32_t, 3> part{};
    std::size_t field = 0;
    for (std::size_t i = 0; i < 10; ++i) {
      if (i == iso.size()) return {Errc::bad_date_form, static_cast<std::uint32_t>(i)};
      const char c = iso[i];
      if (i == 4 || i == 7) {
        if (c != '-') return {Errc::bad_date_form, static_cast<std::uint32_t>(i)};
        ++field;
        continue;
      }
      if (c < '0' || c > '9') return {Errc::bad_date_form, static_cast<std::uint32_t>(i)};
      part[field] = part[field] * 10 + (c - '0');
    }
    if (iso.size() > 10) return {Errc::bad_date_form, 10};
    return of(part[0], part[1], part[2]);
  }

  /// Days since 1970-01-01, as NumPy `datetime64[D]`, Arrow `date32` and the C API count them.
  [[nodiscard]] static constexpr Date from_days(std::int32_t days) noexcept { return Date(days); }
  [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }

  [[nodiscard]] constexpr CivilDay civil() const noexcept { return detail::civil_from_days(days_); }
  [[nodiscard]] constexpr bool in_calendar() const noexcept {
    return days_ >= detail::days_from_civil({1, 1, 1}) && days_ <= detail::days_from_civil({9999, 12, 31});
  }

  friend constexpr auto operator<=>(Date, Date) noexcept = default;
  friend constexpr Date operator+(Date d, std::int32_t days) noexcept { return Date(d.days_ + days); }
  friend constexpr Date operator-(Date d, std::int32_t days) noexcept { return Date(d.days_ - days); }
  friend constexpr std::int32_t operator-(Date a, Date b) noexcept { return a.days_ - b.days_; }

 private:
  constexpr explicit Date(std::int32_t days) noexcept : days_(days) {}

  std::int32_t days_ = 0;
};

static_assert(sizeof(Date) == 4);

inline namespace literals {

/// `"2024-02-29"_date`; a date that does not exist does not compile.
consteval Date operator""_date(const char* iso, std::size_t length) {
  const Result<Date> read = Date::parse({iso, length});
  return read.value();
}

}  // namespace literals

/// What an addition of months does when the target month lacks the day.
enum class MonthEnd : std::uint8_t {
  clamp,  ///< its last day: 2024-01-31 + 1 month = 2024-02-29. The rule of every delay of this library.
  spill,  ///< the days in excess run into the next month: 2024-01-31 + 1 month = 2024-03-02. Named to be compared with.
};

namespace detail {

// Shared by every delay of one anchor: the parts are taken once, each target is composed once.
constexpr Date months_after(CivilDay anchor, std::int32_t months, MonthEnd rule) noexcept {
  assert(months >= -120000 && months <= 120000);
  const std::int32_t index = anchor.year * 12 + (anchor.month - 1) + months;
  const std::int32_t year = (index >= 0 ? index : index - 11) / 12;
  const std::int32_t month = index - year * 12 + 1;
  const std::int32_t length = days_in_month(year, month);
  const std::int32_t excess = anchor.day > length ? anchor.day - length : 0;
  const Date in_month = Date::from_days(days_from_civil({year, month, anchor.day - excess}));
  return rule == MonthEnd::clamp ? in_month : in_month + excess;
}

}  // namespace detail

/// The same day number `months` later (earlier when negative), from the anchor `from`, with the rule for a missing day.
/// `add_months("2023-01-31"_date, 13, MonthEnd::clamp) == "2024-02-29"_date`. Precondition: |months| <= 120000.
/// @rule dates.month-end
constexpr Date add_months(Date from, std::int32_t months, MonthEnd rule) noexcept {
  return detail::months_after(from.civil(), months, rule);
}

/// `add_years("2024-02-29"_date, 1, MonthEnd::clamp) == "2025-02-28"_date`. Precondition: |years| <= 10000.
constexpr Date add_years(Date from, std::int32_t years, MonthEnd rule) noexcept {
  return add_months(from, years * 12, rule);
}

/// Whole months elapsed: the largest n such that from + n months (clamped) is not after `to`; negative when `to` is earlier.
/// 2018-03-15 to 2024-03-14 is 71, to 2024-03-15 is 72.
constexpr std::int32_t whole_months_between(Date from, Date to) noexcept {
  const CivilDay a = from.civil();
  const CivilDay b = to.civil();
  const std::int32_t guess = (b.year - a.year) * 12 + (b.month - a.month);
  return detail::months_after(a, guess, MonthEnd::clamp) <= to ? guess : guess - 1;
}

/// `YYYY-MM-DD` in a fixed buffer. A year outside 0..9999 prints its last four digits: check `in_calendar` first.
constexpr std::array<char, 10> iso_text(Date date) noexcept {
  const CivilDay d = date.civil();
  const auto digit = [](std::int32_t value, std::int32_t scale) {
    return static_cast<char>('0' + (value < 0 ? -value : value) / scale % 10);
  };
  return {digit(d.year, 1000), digit(d.year, 100), digit(d.year, 10),  digit(d.year, 1), '-',
          digit(d.month, 10),  digit(d.month, 1),  '-',                digit(d.day, 10), digit(d.day, 1)};
}

}  // namespace sne
