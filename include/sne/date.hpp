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
  assert(month >= 1 && month <= 12);
  if (month == 2) return is_leap(year) ? 29 : 28;
  return 30 | (month ^ (month >> 3));  // 31 for odd months until July, then for even ones
}

namespace detail {

// Years start in March, so that the leap day comes last and month lengths follow one linear formula; an offset of whole cycles of
// 400 years keeps every intermediate value positive, which spares the corrections of signed division. The constants are the fixed-point
// fractions of C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms" (2022).
inline constexpr std::int64_t offset_cycles = 14700;
inline constexpr std::int64_t offset_years = 400 * offset_cycles;
inline constexpr std::int64_t offset_days = 719468 + 146097 * offset_cycles;  // from 0000-03-01, less the cycles, to 1970-01-01

constexpr std::int32_t days_from_civil(CivilDay d) noexcept {
  const bool early = d.month <= 2;
  const auto year = static_cast<std::uint64_t>(d.year + offset_years - (early ? 1 : 0));
  const auto month = static_cast<std::uint64_t>(early ? d.month + 12 : d.month);
  const std::uint64_t century = year / 100;
  const std::uint64_t before_year = 1461 * year / 4 - century + century / 4;
  const std::uint64_t before_month = (979 * month - 2919) / 32;
  return static_cast<std::int32_t>(static_cast<std::int64_t>(before_year + before_month) + d.day - 1 - offset_days);
}

constexpr CivilDay civil_from_days(std::int32_t days) noexcept {
  const auto quarters = 4 * static_cast<std::uint64_t>(days + offset_days) + 3;
  const std::uint64_t century = quarters / 146097;
  const std::uint64_t in_century = quarters % 146097 | 3;
  const std::uint64_t year_of_century = in_century / 1461;
  const std::uint64_t day_of_year = in_century % 1461 / 4;
  const std::uint64_t scaled = 2141 * day_of_year + 197913;
  const bool early = day_of_year >= 306;  // January and February belong to the next civil year
  const std::int64_t year = static_cast<std::int64_t>(100 * century + year_of_century) - offset_years + (early ? 1 : 0);
  const std::uint64_t month = scaled / 65536 - (early ? 12 : 0);
  return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month), static_cast<std::int32_t>(scaled % 65536 / 2141 + 1)};
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

constexpr Date earlier(Date a, Date b) noexcept { return b < a ? b : a; }
constexpr Date later(Date a, Date b) noexcept { return a < b ? b : a; }

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

// The parts of the clamped target: a delay counted from it needs no other decomposition.
constexpr CivilDay clamped_months_after(CivilDay anchor, std::int32_t months) noexcept {
  assert(months >= -120000 && months <= 120000);
  const std::int32_t index = anchor.year * 12 + (anchor.month - 1) + months;
  const std::int32_t year = (index >= 0 ? index : index - 11) / 12;
  const std::int32_t month = index - year * 12 + 1;
  const std::int32_t length = days_in_month(year, month);
  return {year, month, anchor.day > length ? length : anchor.day};
}

// Shared by every delay of one anchor: the parts are taken once, each target is composed once.
constexpr Date months_after(CivilDay anchor, std::int32_t months, MonthEnd rule) noexcept {
  const CivilDay in_month = clamped_months_after(anchor, months);
  const std::int32_t excess = rule == MonthEnd::clamp ? 0 : anchor.day - in_month.day;
  return Date::from_days(days_from_civil(in_month) + excess);
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

/// The ten characters of a date, readable wherever a `std::string_view` is: `std::cout << iso_text(day).view()`.
class IsoText {
 public:
  constexpr explicit IsoText(std::array<char, 10> text) noexcept : text_(text) {}

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_.data(), text_.size()}; }
  [[nodiscard]] constexpr const char* data() const noexcept { return text_.data(); }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return text_.size(); }

 private:
  std::array<char, 10> text_;
};

/// `YYYY-MM-DD`. A year outside 0..9999 prints its last four digits: check `in_calendar` first.
constexpr IsoText iso_text(Date date) noexcept {
  const CivilDay d = date.civil();
  const auto digit = [](std::int32_t value, std::int32_t scale) {
    return static_cast<char>('0' + (value < 0 ? -value : value) / scale % 10);
  };
  return IsoText({digit(d.year, 1000), digit(d.year, 100), digit(d.year, 10), digit(d.year, 1), '-', digit(d.month, 10), digit(d.month, 1),
                  '-', digit(d.day, 10), digit(d.day, 1)});
}

}  // namespace sne
