#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <sne/date.hpp>
#include <sne/result.hpp>

/// Dates of Boost.Date_Time, both ways.  (fr: dates de Boost)
/// Only the day is carried over. Delays stay with `add_months`: Boost moves a month's end to a month's end, so that its 2023-02-28
/// plus a year is 2024-02-29, where the rule says 2024-02-28.
namespace sne::adapt {

/// The date as Boost holds it, or `date_out_of_range` outside its calendar, 1400-01-01 .. 9999-12-31.
inline Result<boost::gregorian::date> to_boost(Date date) {
  if (date < "1400-01-01"_date || date > "9999-12-31"_date) return Errc::date_out_of_range;
  return boost::gregorian::date(1970, 1, 1) + boost::gregorian::days(date.days());
}

/// The date of a Boost day. `not_a_date_time` is `impossible_date`, an infinity is `date_out_of_range`.
inline Result<Date> from_boost(const boost::gregorian::date& day) {
  if (day.is_not_a_date()) return Errc::impossible_date;
  if (day.is_infinity()) return Errc::date_out_of_range;
  return Date::from_days(static_cast<std::int32_t>((day - boost::gregorian::date(1970, 1, 1)).days()));
}

}  // namespace sne::adapt
