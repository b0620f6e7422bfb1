#include <sne/holidays.hpp>

#include <array>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <sne/adapt/boost_date.hpp>

namespace sne {

namespace {

namespace greg = boost::gregorian;

constexpr std::int32_t first_year = 2000;
constexpr std::int32_t last_year = 9999;

bool covered(Date day) noexcept { return day >= "2000-01-01"_date && day <= "9999-12-31"_date; }

// Easter is the Sunday after the paschal full moon, which the epact of the year sets back from 19 April.
greg::date easter(std::int32_t year) {
  const std::int32_t golden = year % 19;
  const std::int32_t century = year / 100 + 1;
  const std::int32_t epact = (14 + 11 * golden - 3 * century / 4 + (5 + 8 * century) / 25 + 30 * century) % 30;
  // Two full moons of one 19-year cycle never share a day.
  const bool moved = epact == 0 || (epact == 1 && golden > 10);
  const greg::date moon = greg::date(static_cast<greg::greg_year>(static_cast<unsigned short>(year)), 4, 19) -
                          greg::days(moved ? epact + 1 : epact);
  return greg::first_day_of_the_week_after(greg::Sunday).get_date(moon);
}

struct FixedHoliday {
  std::int32_t month;
  std::int32_t day;
  Holiday holiday;
};

constexpr std::array<FixedHoliday, 8> legal{{
    {1, 1, Holiday::new_year},
    {5, 1, Holiday::labour_day},
    {5, 8, Holiday::victory_1945},
    {7, 14, Holiday::national_day},
    {8, 15, Holiday::assumption},
    {11, 1, Holiday::all_saints},
    {11, 11, Holiday::armistice_1918},
    {12, 25, Holiday::christmas},
}};

constexpr FixedHoliday second_christmas{12, 26, Holiday::second_christmas_day};

constexpr FixedHoliday abolition(std::int32_t month, std::int32_t day) noexcept {
  return {month, day, Holiday::abolition_of_slavery};
}

constexpr FixedHoliday regional(HolidayRegion region) noexcept {
  switch (region) {
    case HolidayRegion::metropolitan: return {0, 0, Holiday::none};
    case HolidayRegion::alsace_moselle:
    case HolidayRegion::alsace_moselle_no_good_friday: return second_christmas;
    case HolidayRegion::guadeloupe: return abolition(5, 27);
    case HolidayRegion::martinique: return abolition(5, 22);
    case HolidayRegion::guyane: return abolition(6, 10);
    case HolidayRegion::reunion: return abolition(12, 20);
    case HolidayRegion::mayotte: return abolition(4, 27);
  }
  return {0, 0, Holiday::none};
}

Holiday movable(const greg::date& day, HolidayRegion region) {
  switch ((day - easter(day.year())).days()) {
    case -2: return region == HolidayRegion::alsace_moselle ? Holiday::good_friday : Holiday::none;
    case 1: return Holiday::easter_monday;
    case 39: return Holiday::ascension;
    case 50: return Holiday::whit_monday;
    default: return Holiday::none;
  }
}

Holiday holiday_of(const greg::date& day, HolidayRegion region) {
  const Holiday of_easter = movable(day, region);
  if (of_easter != Holiday::none) return of_easter;
  const auto falls = [&](const FixedHoliday& fixed) {
    return day.month().as_number() == fixed.month && day.day().as_number() == fixed.day;
  };
  for (const FixedHoliday& fixed : legal)
    if (falls(fixed)) return fixed.holiday;
  const FixedHoliday local = regional(region);
  return falls(local) ? local.holiday : Holiday::none;
}

bool works(const greg::date& day, HolidayRegion region) {
  const auto week_day = day.day_of_week().as_enum();
  return week_day != greg::Saturday && week_day != greg::Sunday && holiday_of(day, region) == Holiday::none;
}

}  // namespace

std::string_view text(Holiday holiday) noexcept {
  switch (holiday) {
    case Holiday::none: return "";
    case Holiday::new_year: return "jour de l'An";
    case Holiday::good_friday: return "Vendredi saint";
    case Holiday::easter_monday: return "lundi de Pâques";
    case Holiday::labour_day: return "fête du Travail";
    case Holiday::victory_1945: return "victoire de 1945";
    case Holiday::ascension: return "Ascension";
    case Holiday::whit_monday: return "lundi de Pentecôte";
    case Holiday::national_day: return "fête nationale";
    case Holiday::assumption: return "Assomption";
    case Holiday::all_saints: return "Toussaint";
    case Holiday::armistice_1918: return "armistice de 1918";
    case Holiday::christmas: return "Noël";
    case Holiday::second_christmas_day: return "second jour de Noël";
    case Holiday::abolition_of_slavery: return "abolition de l'esclavage";
  }
  return "";
}

Result<Date> easter_sunday(std::int32_t year) {
  if (year < first_year || year > last_year) return Errc::date_out_of_range;
  return adapt::from_boost(easter(year));
}

Result<Holiday> holiday_on(Date day, HolidayRegion region) {
  if (!covered(day)) return Errc::date_out_of_range;
  return holiday_of(adapt::to_boost(day).value(), region);
}

Result<bool> is_working_day(Date day, HolidayRegion region) {
  if (!covered(day)) return Errc::date_out_of_range;
  return works(adapt::to_boost(day).value(), region);
}

Result<Date> next_working_day(Date day, HolidayRegion region) {
  if (!covered(day)) return Errc::date_out_of_range;
  greg::date next = adapt::to_boost(day).value();
  while (!works(next, region)) next += greg::days(1);  // 9999-12-31 is a Friday and worked everywhere
  return adapt::from_boost(next);
}

}  // namespace sne
