// Dates and delays: every value worked out in the rulebook, and the days that do not exist.

#include <sne/date.hpp>

#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "worked_delays.hpp"

namespace sne {
namespace {

std::string iso(Date date) {
  const auto text = iso_text(date);
  return {text.data(), text.size()};
}

Date clamped(Date from, std::int32_t months) { return add_months(from, months, MonthEnd::clamp); }

TEST(DateWorked, WholeTableOfDelays) {
  for (const testing::Delays& row : testing::worked_delays) {
    SCOPED_TRACE(row.base);
    const Date base = Date::parse(row.base).value();
    const Date last_valid = clamped(base, 12);
    const Date radiation = clamped(base, 13);
    EXPECT_EQ(iso(clamped(base, 10)), row.opens);
    EXPECT_EQ(iso(clamped(last_valid, -1)), row.notice);
    EXPECT_EQ(iso(last_valid), row.last_valid);
    EXPECT_EQ(iso(radiation), row.radiation);
    EXPECT_EQ(iso(clamped(base, 18)), row.reactivable);
    EXPECT_EQ(iso(add_years(radiation, 1, MonthEnd::clamp)), row.erasable);
  }
}

TEST(DateWorked, AnchoredDelaysAreNotChained) {
  EXPECT_EQ(clamped("2024-02-29"_date, 13), "2025-03-29"_date);
  EXPECT_EQ(clamped(clamped("2024-02-29"_date, 12), 1), "2025-03-28"_date);
}

TEST(DateWorked, ClampedAdditionIsNotInvertible) {
  EXPECT_EQ(clamped("2025-02-28"_date, -1), "2025-01-28"_date);
  EXPECT_EQ(clamped("2025-01-31"_date, 1), "2025-02-28"_date);
}

TEST(DateWorked, EndOfFebruaryIsADayNotAMonthEnd) {
  EXPECT_EQ(add_years("2024-02-29"_date, 1, MonthEnd::clamp), "2025-02-28"_date);
  EXPECT_EQ(add_years("2023-02-28"_date, 1, MonthEnd::clamp), "2024-02-28"_date);
}

TEST(DateWorked, SeniorityCountsWholeMonths) {
  EXPECT_EQ(whole_months_between("2018-03-15"_date, "2024-03-14"_date), 71);
  EXPECT_EQ(whole_months_between("2018-03-15"_date, "2024-03-15"_date), 72);
  EXPECT_EQ(whole_months_between("2024-01-31"_date, "2024-02-28"_date), 0);
  EXPECT_EQ(whole_months_between("2024-01-31"_date, "2024-02-29"_date), 1);
  EXPECT_EQ(whole_months_between("2024-03-15"_date, "2024-03-14"_date), -1);
}

TEST(DateWorked, FifteenDaysAreCalendarDays) { EXPECT_EQ("2024-06-10"_date + 15, "2024-06-25"_date); }

TEST(DateWorked, AttestationIsDueOneMonthAfterDeposit) {
  EXPECT_EQ(clamped("2024-01-31"_date, 1), "2024-02-29"_date);
  EXPECT_EQ(clamped("2023-10-01"_date, 1), "2023-11-01"_date);
  EXPECT_EQ("2023-12-18"_date - "2023-11-01"_date, 47);
}

TEST(Date, SpillRunsIntoTheNextMonth) {
  EXPECT_EQ(add_months("2024-01-31"_date, 1, MonthEnd::spill), "2024-03-02"_date);
  EXPECT_EQ(add_months("2023-01-31"_date, 13, MonthEnd::spill), "2024-03-02"_date);
  EXPECT_EQ(add_months("2024-03-31"_date, -1, MonthEnd::spill), "2024-03-02"_date);
  EXPECT_EQ(add_months("2024-01-15"_date, 1, MonthEnd::spill), "2024-02-15"_date);
}

TEST(Date, MonthsCrossYearsBothWays) {
  EXPECT_EQ(clamped("2024-01-31"_date, -1), "2023-12-31"_date);
  EXPECT_EQ(clamped("2023-12-31"_date, 2), "2024-02-29"_date);
  EXPECT_EQ(clamped("2024-03-31"_date, -13), "2023-02-28"_date);
  EXPECT_EQ(clamped("2024-02-29"_date, 0), "2024-02-29"_date);
}

TEST(Date, ImpossibleDaysAreRefusedNeverMoved) {
  for (const std::string_view text : {"2023-02-29", "1900-02-29", "2024-02-30", "2023-04-31", "2023-06-31", "2023-09-31",
                                      "2023-11-31", "2023-01-32", "2023-00-10", "2023-13-10", "2023-05-00"}) {
    SCOPED_TRACE(text);
    const auto read = Date::parse(text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error(), (Fault{Errc::impossible_date, 0}));
  }
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_FALSE(Date::of(2023, -1, 1));
  EXPECT_FALSE(Date::of(2023, 1, -1));
}

TEST(Date, CalendarEndsAtYears1And9999) {
  EXPECT_EQ(Date::parse("0000-12-31").error().code, Errc::date_out_of_range);
  EXPECT_EQ(Date::of(10000, 1, 1).error().code, Errc::date_out_of_range);
  EXPECT_EQ(Date::of(-1, 1, 1).error().code, Errc::date_out_of_range);
  const Date first = "0001-01-01"_date;
  const Date last = "9999-12-31"_date;
  EXPECT_EQ(first.days(), -719162);
  EXPECT_EQ(last.days(), 2932896);
  EXPECT_EQ(iso(first), "0001-01-01");
  EXPECT_EQ(iso(last), "9999-12-31");
  EXPECT_TRUE(first.in_calendar());
  EXPECT_TRUE(last.in_calendar());
  EXPECT_FALSE((first - 1).in_calendar());
  EXPECT_FALSE((last + 1).in_calendar());
  EXPECT_EQ((last + 1).civil(), (CivilDay{10000, 1, 1}));
  EXPECT_EQ((first - 1).civil(), (CivilDay{0, 12, 31}));
  EXPECT_EQ(clamped(last, 12).civil(), (CivilDay{10000, 12, 31}));
  EXPECT_EQ(clamped(first, -12).civil(), (CivilDay{0, 1, 1}));
}

TEST(Date, FaultGivesTheFirstWrongCharacter) {
  struct Case {
    std::string_view text;
    Fault fault;
  };
  for (const Case& c : {Case{"", {Errc::empty_input, 0}}, Case{"2024", {Errc::bad_date_form, 4}},
                        Case{"2024-2-29", {Errc::bad_date_form, 6}}, Case{"2024/02/29", {Errc::bad_date_form, 4}},
                        Case{"29/02/2024", {Errc::bad_date_form, 2}}, Case{"2024-02-29T", {Errc::bad_date_form, 10}},
                        Case{" 2024-02-29", {Errc::bad_date_form, 0}}, Case{"2024-02-2x", {Errc::bad_date_form, 9}},
                        Case{"2024-02-2", {Errc::bad_date_form, 9}}, Case{"+024-02-29", {Errc::bad_date_form, 0}},
                        Case{std::string_view("2024\0", 5), {Errc::bad_date_form, 4}}}) {
    SCOPED_TRACE(c.text);
    const auto read = Date::parse(c.text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error(), c.fault);
  }
}

TEST(Date, DefaultIsTheEpoch) {
  EXPECT_EQ(Date(), "1970-01-01"_date);
  EXPECT_EQ(Date().days(), 0);
}

TEST(Date, EverythingWorksWhileCompiling) {
  static_assert(add_months("2023-01-31"_date, 13, MonthEnd::clamp) == "2024-02-29"_date);
  static_assert(whole_months_between("2018-03-15"_date, "2024-03-15"_date) == 72);
  static_assert(Date::parse("2023-02-29").error().code == Errc::impossible_date);
  static_assert("2024-02-28"_date < "2024-02-29"_date);
}

}  // namespace
}  // namespace sne
