#include <sne/demand.hpp>
#include <sne/holidays.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Days and months.
namespace sne::answering {

namespace {

constexpr std::array<std::string_view, 2> month_end_names{"clamp", "spill"};
constexpr std::array<std::string_view, 8> region_names{"metropolitan", "alsace_moselle", "alsace_moselle_no_good_friday", "guadeloupe", "martinique",
                                                       "guyane",       "reunion",        "mayotte"};
constexpr std::int32_t most_months = 120'000;

Json months_added(const In& in, const LawBook& /*law*/) {
  const auto months = in.number<std::int32_t>("months");
  if (months < -most_months || months > most_months) refuse(Errc::bad_number, in.path("months"));
  return {{"date", shown(add_months(in.day("date"), months, in.option<MonthEnd>("month_end", month_end_names)))}};
}

Json date_read(const In& in, const LawBook& /*law*/) { return {{"date", shown(in.day("text"))}}; }

Json seniority(const In& in, const LawBook& /*law*/) { return {{"months", whole_months_between(in.day("since"), in.day("on"))}}; }

Json working_day(const In& in, const LawBook& /*law*/) {
  const Date day = in.day("day");
  const auto region = in.option<HolidayRegion>("region", region_names);
  return {{"working", read(is_working_day(day, region), "day")},
          {"next", shown(read(next_working_day(day, region), "day"))},
          {"holiday", shown_name(text(read(holiday_on(day, region), "day")))}};
}

constexpr std::array list{
    Operation{{"add_months", "*date *months month_end"}, months_added},
    Operation{{"read_date", "*text"}, date_read},
    Operation{{"seniority", "*since *on"}, seniority},
    Operation{{"working_day", "*day region"}, working_day},
};

}  // namespace

constinit const std::span<const Operation> of_dates = list;

}  // namespace sne::answering
