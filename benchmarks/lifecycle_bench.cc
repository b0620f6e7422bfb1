// One demand judged, one calendar, one fold: what a vendor calls in a request.
#include <benchmark/benchmark.h>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <vector>

#include "../tests/unit/events.hpp"

namespace {

using namespace sne;
using namespace sne::testing;

std::vector<Date> bases() {
  std::vector<Date> days;
  for (std::int32_t i = 0; i < 4096; ++i) days.push_back("2018-01-01"_date + (i * 37) % 2900);
  return days;
}

void FullCalendar(benchmark::State& state) {
  const std::vector<Date> days = bases();
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(RenewalCalendar::from(days[i++ % days.size()], law_book));
}
BENCHMARK(FullCalendar);

void FullCalendarWithBoostMonths(benchmark::State& state) {
  using namespace boost::gregorian;
  const std::vector<Date> days = bases();
  const date epoch(1970, 1, 1);
  std::size_t i = 0;
  for (auto _ : state) {
    const date base = epoch + date_duration(days[i++ % days.size()].days());
    const date expiry = base + months(12);
    const date practised = base + months(13);
    benchmark::DoNotOptimize(base + months(1));
    benchmark::DoNotOptimize(base + months(10));
    benchmark::DoNotOptimize(expiry - months(1));
    benchmark::DoNotOptimize(base + months(18));
    benchmark::DoNotOptimize(practised + months(12));
  }
}
BENCHMARK(FullCalendarWithBoostMonths);

void DecideNonRenewal(benchmark::State& state) {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  Event event = non_renewal("2024-11-01"_date);
  for (auto _ : state) {
    benchmark::DoNotOptimize(event);
    benchmark::DoNotOptimize(decide(life.demand, event, law_book, life.policy));
  }
}
BENCHMARK(DecideNonRenewal);

void DecideRefusedAttribution(benchmark::State& state) {
  Life life = filed("2023-10-01"_date);
  life.then(allocation("2024-05-14"_date));
  Event event = lease("2024-05-01"_date, other_lessor);
  event.rpls = {};
  event.described = Fact::no;
  for (auto _ : state) {
    benchmark::DoNotOptimize(event);
    benchmark::DoNotOptimize(decide(life.demand, event, law_book, life.policy));
  }
}
BENCHMARK(DecideRefusedAttribution);

void FoldTenEvents(benchmark::State& state) {
  std::vector<Event> log{filing("2018-10-01"_date)};
  for (const Date day : {"2019-09-10"_date, "2020-09-10"_date, "2021-09-10"_date, "2022-09-10"_date}) {
    log.push_back(notice(day - 40));
    log.push_back(renewal(day));
  }
  log.push_back(lease("2023-02-01"_date));
  put_in_order(log);
  for (auto _ : state) benchmark::DoNotOptimize(fold(log, law_book, Policy::sne()));
}
BENCHMARK(FoldTenEvents);

void OpenEventsOfADay(benchmark::State& state) {
  const Life life = filed("2023-10-01"_date);
  for (auto _ : state) benchmark::DoNotOptimize(open_events(life.demand, "2024-10-02"_date, law_book, life.policy));
}
BENCHMARK(OpenEventsOfADay);

}  // namespace
