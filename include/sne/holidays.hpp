#pragma once

#include <cstdint>
#include <string_view>

#include <sne/date.hpp>
#include <sne/result.hpp>
#include <sne/territory.hpp>

/// French public holidays and working days.  (fr: jours fériés, jours ouvrables)
///
/// No period of the register is extended to the next working day: validity, radiation and reactivation run in calendar days. This
/// header serves the caller who chooses otherwise for a step made at a physical counter, such as a renewal that falls due on a
/// Sunday. That choice is a convention of the caller, off unless he calls `next_working_day`.
///
/// Years 2000 to 9999, by the texts now in force. Customary local days (Mayotte's, the Caribbean's) and days decided by
/// prefects are not known here.
/// @rule dates.working-day (convention)   @law code du travail L3133-1, L3134-13, L3422-2; code de procédure civile, art. 642
namespace sne {

/// Whose list of holidays applies.  (fr: régime des jours fériés)
enum class HolidayRegion : std::uint8_t {
  metropolitan,                   ///< the eleven legal holidays; also Saint-Pierre-et-Miquelon
  alsace_moselle,                 ///< and Good Friday, 26 December
  alsace_moselle_no_good_friday,  ///< and 26 December: communes with neither Protestant temple nor mixed church
  guadeloupe,                     ///< and 27 May
  martinique,                     ///< and 22 May
  guyane,                         ///< and 10 June
  reunion,                        ///< and 20 December
  mayotte,                        ///< and 27 April
};

/// The holidays.  (fr: jours fériés)
enum class Holiday : std::uint8_t {
  none,
  new_year,             ///< 1 January
  good_friday,          ///< Easter - 2
  easter_monday,        ///< Easter + 1
  labour_day,           ///< 1 May
  victory_1945,         ///< 8 May
  ascension,            ///< Easter + 39
  whit_monday,          ///< Easter + 50, a holiday even where it is worked as the day of solidarity
  national_day,         ///< 14 July
  assumption,           ///< 15 August
  all_saints,           ///< 1 November
  armistice_1918,       ///< 11 November
  christmas,            ///< 25 December
  second_christmas_day, ///< 26 December
  abolition_of_slavery, ///< its day differs from one territory to the next
};

/// French name: `text(Holiday::whit_monday) == "lundi de Pentecôte"`; empty for `none`.
std::string_view text(Holiday holiday) noexcept;

/// The list that applies in a territory: Moselle, Bas-Rhin and Haut-Rhin follow `alsace_moselle`.  (fr: régime du territoire)
constexpr HolidayRegion holiday_region(const Territory& territory) noexcept {
  const std::string_view code = territory.code();
  if (code == "057" || code == "067" || code == "068") return HolidayRegion::alsace_moselle;
  if (code == "971") return HolidayRegion::guadeloupe;
  if (code == "972") return HolidayRegion::martinique;
  if (code == "973") return HolidayRegion::guyane;
  if (code == "974") return HolidayRegion::reunion;
  if (code == "976") return HolidayRegion::mayotte;
  return HolidayRegion::metropolitan;
}

/// Easter Sunday of a year, 2000..9999, else `date_out_of_range`: 2024-03-31.  (fr: dimanche de Pâques)
Result<Date> easter_sunday(std::int32_t year);

/// The holiday of a day, `none` on other days; `date_out_of_range` outside the years 2000..9999.  (fr: jour férié)
/// 2024-05-09 is `ascension`. When two fall together the movable one is given: 2008-05-01 is `ascension`.
/// @law code du travail L3133-1, L3134-13, L3422-2
Result<Holiday> holiday_on(Date day, HolidayRegion region);

/// Whether a day is neither Saturday, Sunday nor holiday; `date_out_of_range` outside the years 2000..9999.  (fr: jour ouvrable)
/// Saturday is left out as in the civil procedure, on which the convention is modelled.
/// @rule dates.working-day (convention)   @law code de procédure civile, art. 642
Result<bool> is_working_day(Date day, HolidayRegion region);

/// The day itself when it is worked, else the first working day after it.  (fr: report au premier jour ouvrable suivant)
/// 2024-03-29, Good Friday: itself in Nord; 2024-04-02 in Moselle, past the week-end and Easter Monday.
/// @rule dates.working-day (convention)   @law code de procédure civile, art. 642
Result<Date> next_working_day(Date day, HolidayRegion region);

}  // namespace sne
