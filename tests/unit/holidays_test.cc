// Holidays and working days.

#include <sne/holidays.hpp>

#include <array>
#include <utility>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr std::array regions{HolidayRegion::metropolitan, HolidayRegion::alsace_moselle,
                             HolidayRegion::alsace_moselle_no_good_friday, HolidayRegion::guadeloupe,
                             HolidayRegion::martinique, HolidayRegion::guyane, HolidayRegion::reunion,
                             HolidayRegion::mayotte};

int holidays_of(std::int32_t year, HolidayRegion region) {
  int count = 0;
  for (Date day = Date::of(year, 1, 1).value(); day.civil().year == year; day = day + 1)
    count += holiday_on(day, region).value() == Holiday::none ? 0 : 1;
  return count;
}

TEST(Holidays, EasterOfKnownYears) {
  for (const Date sunday : {"2000-04-23"_date, "2008-03-23"_date, "2011-04-24"_date, "2019-04-21"_date, "2024-03-31"_date,
                            "2025-04-20"_date, "2026-04-05"_date, "2038-04-25"_date, "2049-04-18"_date, "2076-04-19"_date,
                            "2285-03-22"_date})
    EXPECT_EQ(easter_sunday(sunday.civil().year).value(), sunday);
}

TEST(Holidays, TheElevenOf2024) {
  constexpr std::array<std::pair<Date, Holiday>, 11> days{{
      {"2024-01-01"_date, Holiday::new_year},
      {"2024-04-01"_date, Holiday::easter_monday},
      {"2024-05-01"_date, Holiday::labour_day},
      {"2024-05-08"_date, Holiday::victory_1945},
      {"2024-05-09"_date, Holiday::ascension},
      {"2024-05-20"_date, Holiday::whit_monday},
      {"2024-07-14"_date, Holiday::national_day},
      {"2024-08-15"_date, Holiday::assumption},
      {"2024-11-01"_date, Holiday::all_saints},
      {"2024-11-11"_date, Holiday::armistice_1918},
      {"2024-12-25"_date, Holiday::christmas},
  }};
  for (const auto& [day, holiday] : days)
    for (const HolidayRegion region : regions) EXPECT_EQ(holiday_on(day, region).value(), holiday);
  EXPECT_EQ(holidays_of(2024, HolidayRegion::metropolitan), 11);
}

TEST(Holidays, RegionsAddTheirOwn) {
  EXPECT_EQ(holiday_on("2024-03-29"_date, HolidayRegion::alsace_moselle).value(), Holiday::good_friday);
  EXPECT_EQ(holiday_on("2024-03-29"_date, HolidayRegion::alsace_moselle_no_good_friday).value(), Holiday::none);
  EXPECT_EQ(holiday_on("2024-03-29"_date, HolidayRegion::metropolitan).value(), Holiday::none);
  EXPECT_EQ(holiday_on("2024-12-26"_date, HolidayRegion::alsace_moselle_no_good_friday).value(), Holiday::second_christmas_day);
  EXPECT_EQ(holiday_on("2024-05-27"_date, HolidayRegion::guadeloupe).value(), Holiday::abolition_of_slavery);
  EXPECT_EQ(holiday_on("2024-05-22"_date, HolidayRegion::martinique).value(), Holiday::abolition_of_slavery);
  EXPECT_EQ(holiday_on("2024-06-10"_date, HolidayRegion::guyane).value(), Holiday::abolition_of_slavery);
  EXPECT_EQ(holiday_on("2024-12-20"_date, HolidayRegion::reunion).value(), Holiday::abolition_of_slavery);
  EXPECT_EQ(holiday_on("2024-04-27"_date, HolidayRegion::mayotte).value(), Holiday::abolition_of_slavery);
  EXPECT_EQ(holidays_of(2024, HolidayRegion::alsace_moselle), 13);
  EXPECT_EQ(holidays_of(2024, HolidayRegion::reunion), 12);
}

TEST(Holidays, RegionOfATerritory) {
  EXPECT_EQ(holiday_region("057"_territory), HolidayRegion::alsace_moselle);
  EXPECT_EQ(holiday_region("068"_territory), HolidayRegion::alsace_moselle);
  EXPECT_EQ(holiday_region("054"_territory), HolidayRegion::metropolitan);
  EXPECT_EQ(holiday_region("111"_territory), HolidayRegion::metropolitan);
  EXPECT_EQ(holiday_region("975"_territory), HolidayRegion::metropolitan);
  EXPECT_EQ(holiday_region("971"_territory), HolidayRegion::guadeloupe);
  EXPECT_EQ(holiday_region("976"_territory), HolidayRegion::mayotte);
}

TEST(Holidays, AscensionOnTheFirstOfMay) {
  EXPECT_EQ(holiday_on("2008-05-01"_date, HolidayRegion::metropolitan).value(), Holiday::ascension);
  EXPECT_EQ(holidays_of(2008, HolidayRegion::metropolitan), 10);
}

// Convention: the rulebook extends no period; this is the option for a step at a counter.
TEST(WorkingDayConvention, RenewalDueOnASunday) {
  EXPECT_FALSE(is_working_day("2023-10-01"_date, HolidayRegion::metropolitan).value());
  EXPECT_EQ(next_working_day("2023-10-01"_date, HolidayRegion::metropolitan).value(), "2023-10-02"_date);
}

TEST(WorkingDayConvention, AttestationDueOnAllSaints) {
  EXPECT_FALSE(is_working_day("2023-11-01"_date, HolidayRegion::metropolitan).value());
  EXPECT_EQ(next_working_day("2023-11-01"_date, HolidayRegion::metropolitan).value(), "2023-11-02"_date);
}

TEST(WorkingDayConvention, LongWeekEnds) {
  EXPECT_EQ(next_working_day("2024-03-29"_date, HolidayRegion::metropolitan).value(), "2024-03-29"_date);
  EXPECT_EQ(next_working_day("2024-03-29"_date, HolidayRegion::alsace_moselle).value(), "2024-04-02"_date);
  EXPECT_EQ(next_working_day("2020-12-25"_date, HolidayRegion::alsace_moselle).value(), "2020-12-28"_date);
  EXPECT_EQ(next_working_day("2024-05-08"_date, HolidayRegion::metropolitan).value(), "2024-05-10"_date);
  EXPECT_EQ(next_working_day("2025-12-20"_date, HolidayRegion::reunion).value(), "2025-12-22"_date);
}

TEST(Holidays, YearsOutsideAreRefused) {
  EXPECT_EQ(holiday_on("1999-12-31"_date, HolidayRegion::metropolitan).error().code, Errc::date_out_of_range);
  EXPECT_EQ(is_working_day("0001-01-01"_date, HolidayRegion::metropolitan).error().code, Errc::date_out_of_range);
  EXPECT_EQ(next_working_day("9999-12-31"_date + 1, HolidayRegion::metropolitan).error().code, Errc::date_out_of_range);
  EXPECT_EQ(easter_sunday(1999).error().code, Errc::date_out_of_range);
  EXPECT_EQ(easter_sunday(10000).error().code, Errc::date_out_of_range);
  EXPECT_TRUE(holiday_on("2000-01-01"_date, HolidayRegion::metropolitan));
  for (const HolidayRegion region : regions)
    EXPECT_EQ(next_working_day("9999-12-31"_date, region).value(), "9999-12-31"_date);
}

TEST(Holidays, EveryHolidayHasAFrenchName) {
  EXPECT_EQ(text(Holiday::none), "");
  for (int i = 1; i <= static_cast<int>(Holiday::abolition_of_slavery); ++i) EXPECT_FALSE(text(static_cast<Holiday>(i)).empty());
  EXPECT_EQ(text(Holiday::whit_monday), "lundi de Pentecôte");
}

}  // namespace
}  // namespace sne
