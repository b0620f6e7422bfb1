// One year added to a day, the end of the month kept: this library and the calendars at hand. Boost answers otherwise on the last day of February (it
// keeps to the end of the month), and std::chrono and absl leave the 29th to be clamped by the caller.
#include <benchmark/benchmark.h>

#include <absl/time/civil_time.h>

#include <algorithm>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <chrono>
#include <vector>

#include <sne/date.hpp>

namespace {

using namespace sne;

constexpr std::size_t sample = 4096;

std::vector<std::int32_t> days() {
  std::vector<std::int32_t> made;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(sample); ++i) made.push_back("2000-11-08"_date.days() + (i * 7919) % 9000);
  return made;
}

std::int32_t with_sne(std::int32_t day) { return add_years(Date::from_days(day), 1, MonthEnd::clamp).days(); }

/// Gives days since 1970 to `add`, one a call. `differs`: the days of the sample on which it answers otherwise than this library.
template <class Add>
void each_day(benchmark::State& state, Add add) {
  const std::vector<std::int32_t> all = days();
  state.counters["differs"] = static_cast<double>(std::count_if(all.begin(), all.end(), [&](std::int32_t day) { return add(day) != with_sne(day); }));
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(add(all[i++ % sample]));
}

std::int32_t with_chrono(std::int32_t day) {
  using namespace std::chrono;
  const year_month_day next = year_month_day(sys_days(std::chrono::days(day))) + years(1);
  const sys_days clamped = next.ok() ? sys_days(next) : sys_days(next.year() / next.month() / last);
  return static_cast<std::int32_t>(clamped.time_since_epoch().count());
}

std::int32_t with_boost(std::int32_t day) {
  using namespace boost::gregorian;
  static const date epoch(1970, 1, 1);
  return static_cast<std::int32_t>((epoch + date_duration(day) + years(1) - epoch).days());
}

std::int32_t with_absl(std::int32_t day) {
  const absl::CivilDay from = absl::CivilDay(1970, 1, 1) + day;
  const absl::CivilMonth month = absl::CivilMonth(from) + 12;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  const absl::CivilDay same(month.year(), month.month(), from.day());
  return static_cast<std::int32_t>(std::min(same, last) - absl::CivilDay(1970, 1, 1));
}

void add_year(benchmark::State& state) { each_day(state, with_sne); }
void add_year_with_chrono(benchmark::State& state) { each_day(state, with_chrono); }
void add_year_with_boost(benchmark::State& state) { each_day(state, with_boost); }
void add_year_with_absl(benchmark::State& state) { each_day(state, with_absl); }

BENCHMARK(add_year);
BENCHMARK(add_year_with_chrono);
BENCHMARK(add_year_with_boost);
BENCHMARK(add_year_with_absl);

}  // namespace
