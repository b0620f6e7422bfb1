// Day arithmetic against Boost and the standard library, on every day that matters and on samples of the whole calendar.
// Boost judges days only: the month ends, where it follows another rule, are counted below.

#include <sne/date.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <sne/adapt/boost_date.hpp>
#include <sne/adapt/chrono.hpp>

namespace sne {
namespace {

namespace greg = boost::gregorian;

constexpr Date first_day = "0001-01-01"_date;
constexpr Date last_day = "9999-12-31"_date;

// Every day of 1999 to 2030, one day in 97 of the whole calendar (97 shares no factor with a week, a year or an era), both ends.
std::vector<Date> days_of_interest() {
  std::vector<Date> days;
  for (Date day = "1999-01-01"_date; day <= "2030-12-31"_date; day = day + 1) days.push_back(day);
  for (Date day = first_day; day <= last_day; day = day + 97) days.push_back(day);
  for (std::int32_t i = 0; i < 800; ++i) {
    days.push_back(first_day + i);
    days.push_back(last_day - i);
  }
  return days;
}

std::string iso(Date date) {
  const auto text = iso_text(date);
  return {text.data(), text.size()};
}

TEST(DateProperty, ParseOfFormatIsTheDate) {
  for (const Date day : days_of_interest()) {
    const auto text = iso_text(day);
    ASSERT_EQ(Date::parse(std::string_view(text.data(), text.size())).value(), day);
  }
}

TEST(DateProperty, PartsMakeTheDate) {
  for (const Date day : days_of_interest()) {
    const CivilDay parts = day.civil();
    ASSERT_EQ(Date::of(parts.year, parts.month, parts.day).value(), day);
  }
}

TEST(DateProperty, TextOrderIsDateOrder) {
  std::vector<Date> days = days_of_interest();
  std::sort(days.begin(), days.end());
  for (std::size_t i = 1; i < days.size(); ++i)
    ASSERT_EQ(days[i - 1] < days[i], iso(days[i - 1]) < iso(days[i]));
}

TEST(DateProperty, ConsecutiveDaysThroughTheWholeCalendar) {
  CivilDay expected{1, 1, 1};
  for (Date day = first_day; day <= last_day; day = day + 1) {
    ASSERT_EQ(day.civil(), expected) << day.days();
    if (++expected.day > days_in_month(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
  }
}

TEST(DateProperty, BoostAgreesOnDays) {
  for (const Date day : days_of_interest()) {
    const auto theirs = adapt::to_boost(day);
    if (day < "1400-01-01"_date) {
      ASSERT_EQ(theirs.error().code, Errc::date_out_of_range);
      continue;
    }
    const greg::date::ymd_type parts = theirs->year_month_day();
    ASSERT_EQ(day.civil(), (CivilDay{parts.year, parts.month.as_number(), parts.day.as_number()}));
    ASSERT_EQ(adapt::from_boost(*theirs).value(), day);
    ASSERT_EQ(days_in_month(parts.year, parts.month.as_number()),
              greg::gregorian_calendar::end_of_month_day(parts.year, parts.month));
    ASSERT_EQ(is_leap(parts.year), greg::gregorian_calendar::is_leap_year(parts.year));
    if (day <= last_day - 500) {
      ASSERT_EQ(adapt::from_boost(*theirs + greg::days(437)).value(), day + 437);
    }
  }
}

TEST(DateProperty, StandardLibraryAgreesOnDays) {
  for (const Date day : days_of_interest()) {
    const auto theirs = adapt::to_year_month_day(day);
    const CivilDay parts = day.civil();
    ASSERT_EQ(static_cast<int>(theirs->year()), parts.year);
    ASSERT_EQ(static_cast<unsigned>(theirs->month()), static_cast<unsigned>(parts.month));
    ASSERT_EQ(static_cast<unsigned>(theirs->day()), static_cast<unsigned>(parts.day));
    ASSERT_EQ(adapt::from_year_month_day(*theirs).value(), day);
    ASSERT_EQ(adapt::from_sys_days(adapt::to_sys_days(day)).value(), day);
  }
}

// Independent of our own arithmetic: the standard library adds to year and month, the missing day is then its last one.
Date clamped_by_chrono(Date day, std::int32_t months) {
  const auto shifted = adapt::to_year_month_day(day).value() + std::chrono::months{months};
  const auto kept = shifted.ok() ? shifted : std::chrono::year_month_day{shifted.year() / shifted.month() / std::chrono::last};
  return adapt::from_year_month_day(kept).value();
}

TEST(DateProperty, ClampedMonthsAgreeWithTheStandardLibrary) {
  for (Date day = "1999-01-01"_date; day <= "2030-12-31"_date; day = day + 1)
    for (const std::int32_t months : {-24, -13, -1, 0, 1, 2, 10, 11, 12, 13, 18, 24, 48, 60})
      ASSERT_EQ(add_months(day, months, MonthEnd::clamp), clamped_by_chrono(day, months)) << iso(day) << " + " << months;
}

TEST(DateProperty, ClampedMonthsAreMonotone) {
  for (Date day = "1999-01-01"_date; day < "2030-12-31"_date; day = day + 1)
    for (std::int32_t months = -25; months <= 25; ++months) {
      const Date shifted = add_months(day, months, MonthEnd::clamp);
      ASSERT_LE(shifted, add_months(day + 1, months, MonthEnd::clamp)) << iso(day);
      ASSERT_LT(shifted, add_months(day, months + 1, MonthEnd::clamp)) << iso(day);
      ASSERT_LE(shifted, add_months(day, months, MonthEnd::spill)) << iso(day);
    }
}

TEST(DateProperty, WholeMonthsIsTheLargestThatFits) {
  std::mt19937 random(2014);
  std::uniform_int_distribution<std::int32_t> pick("1999-01-01"_date.days(), "2030-12-31"_date.days());
  for (int i = 0; i < 200'000; ++i) {
    const Date from = Date::from_days(pick(random));
    const Date to = Date::from_days(pick(random));
    const std::int32_t months = whole_months_between(from, to);
    ASSERT_LE(add_months(from, months, MonthEnd::clamp), to) << iso(from) << ' ' << iso(to);
    ASSERT_GT(add_months(from, months + 1, MonthEnd::clamp), to) << iso(from) << ' ' << iso(to);
  }
}

// Why Boost decides no deadline: of 40,000 days from 1970-01-01, its "one year later" differs from the rule on 28, every
// 28 February before a leap year, which it moves to 29 February because it was the last of its month.
TEST(DateProperty, BoostMovesTwentyEightMonthEnds) {
  int different = 0;
  for (std::int32_t i = 0; i < 40'000; ++i) {
    const Date day = Date::from_days(i);
    const Date ours = add_years(day, 1, MonthEnd::clamp);
    const Date theirs = adapt::from_boost(adapt::to_boost(day).value() + greg::years(1)).value();
    if (ours == theirs) continue;
    ++different;
    const CivilDay parts = day.civil();
    EXPECT_EQ(parts.month, 2);
    EXPECT_EQ(parts.day, 28);
    EXPECT_TRUE(is_leap(parts.year + 1));
    EXPECT_EQ(theirs, ours + 1);
  }
  EXPECT_EQ(different, 28);
}

TEST(DateProperty, RandomTextIsReadOrRefusedWithItsPlace) {
  std::mt19937 random(441);
  const std::string_view alphabet = "0123456789-0123456789-/ T\xC3";
  std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
  std::uniform_int_distribution<std::size_t> length(0, 12);
  for (int i = 0; i < 300'000; ++i) {
    std::string text(length(random), ' ');
    for (char& c : text) c = alphabet[letter(random)];
    const auto read = Date::parse(text);
    if (read) {
      ASSERT_EQ(iso(*read), text);
    } else {
      ASSERT_LE(read.error().at, text.size()) << text;
    }
  }
}

}  // namespace
}  // namespace sne
