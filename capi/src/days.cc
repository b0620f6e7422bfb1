#include <sne/holidays.hpp>

#include "door.hpp"

/// Days and months.

using namespace sne::door;

namespace {

constexpr std::size_t regions = 8;
constexpr std::int32_t most_months = 120'000;

}  // namespace

extern "C" {

int32_t sne_date_read(const char* iso, int64_t iso_size, int32_t* day, sne_fault* fault) {
  return guarded(fault, [&] { given(day, "day") = read(sne::Date::parse(text_in(iso, iso_size, "iso")), "iso").days(); });
}

int32_t sne_date_write(int32_t day, char* iso, int64_t capacity, int64_t* size, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::IsoText written = iso_text(day_in(day, "day"));
    write_chars(written.view(), iso, capacity, size, "iso");
  });
}

int32_t sne_add_months(int32_t from, int32_t months, int32_t month_end, int32_t* day, sne_fault* fault) {
  return guarded(fault, [&] {
    if (months < -most_months || months > most_months) fail(sne::Errc::bad_number, "months");
    const sne::Date made = add_months(day_in(from, "from"), months, code_in<sne::MonthEnd>(month_end, 2, "month_end"));
    given(day, "day") = day_in(made.days(), "months").days();
  });
}

int32_t sne_months_between(int32_t from, int32_t to, int32_t* months, sne_fault* fault) {
  return guarded(fault, [&] { given(months, "months") = whole_months_between(day_in(from, "from"), day_in(to, "to")); });
}

int32_t sne_is_working_day(int32_t day, int32_t region, int32_t* working, sne_fault* fault) {
  return guarded(fault, [&] {
    given(working, "working") = read(is_working_day(day_in(day, "day"), code_in<sne::HolidayRegion>(region, regions, "region")), "day") ? 1 : 0;
  });
}

int32_t sne_next_working_day(int32_t day, int32_t region, int32_t* next, sne_fault* fault) {
  return guarded(fault, [&] {
    given(next, "next") = read(next_working_day(day_in(day, "day"), code_in<sne::HolidayRegion>(region, regions, "region")), "day").days();
  });
}

}  // extern "C"
