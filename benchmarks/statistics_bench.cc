// Tables over 3,000,000 demands: what a public body asks every month. Times are those of the whole call, on one thread; the check of the
// stays, made once for any number of tables, is apart.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include <sne/statistics.hpp>

namespace {

using namespace sne;
using namespace sne::statistics;

constexpr std::uint32_t demands = 3'000'000;
constexpr Period year{"2023-10-01"_date, "2024-09-30"_date};

struct Register {
  std::vector<std::uint32_t> demand;
  std::vector<Date> from, until, seniority;
  std::vector<StayEntry> entry;
  std::vector<StayExit> exit;
  std::vector<std::uint16_t> territory, commune;
  std::vector<std::uint8_t> typology, legal_person;

  explicit Register(bool by_time) {
    std::mt19937 engine(11);
    const auto below = [&engine](std::uint32_t limit) { return engine() % limit; };
    for (std::uint32_t i = 0; i < demands; ++i) {
      const Date initial = year.from - 1200 + static_cast<std::int32_t>(below(1500));
      const Date left = initial + static_cast<std::int32_t>(30 + below(900));
      const bool gone = left <= year.to && below(3) != 0;
      add(i, initial, gone ? left : no_day, StayEntry::first, gone ? static_cast<StayExit>(1 + below(6)) : StayExit::none);
      if (gone && below(20) == 0) add(i, left + static_cast<std::int32_t>(below(150)), no_day, StayEntry::revived, StayExit::none);
      seniority.push_back(initial);
      territory.push_back(static_cast<std::uint16_t>(below(101)));
      commune.push_back(static_cast<std::uint16_t>(below(34'900)));
      typology.push_back(static_cast<std::uint8_t>(below(7)));
      legal_person.push_back(below(100) == 0 ? 1 : 0);
    }
    if (by_time) sort_by_day();
  }

  [[nodiscard]] StayColumns stays() const { return {demand, from, {until, {}}, entry, exit}; }
  [[nodiscard]] CheckedStays checked() const {
    CheckedStays made;
    CheckedStays::check(stays(), demands, made);
    return made;
  }
  [[nodiscard]] Axis by_territory() const { return {"territory", std::span<const std::uint16_t>(territory), {}, 101, {}, AxisOf::demands}; }
  [[nodiscard]] Axis by_commune() const { return {"commune", std::span<const std::uint16_t>(commune), {}, 34'900, {}, AxisOf::demands}; }
  [[nodiscard]] Axis by_typology() const { return {"typology", std::span<const std::uint8_t>(typology), {}, 7, {}, AxisOf::demands}; }

 private:
  void add(std::uint32_t of, Date first, Date last, StayEntry in, StayExit out) {
    demand.push_back(of);
    from.push_back(first);
    until.push_back(last);
    entry.push_back(in);
    exit.push_back(out);
  }
  template <class Value>
  static void take(std::vector<Value>& column, const std::vector<std::uint32_t>& order) {
    std::vector<Value> taken;
    for (const std::uint32_t row : order) taken.push_back(column[row]);
    column = std::move(taken);
  }
  void sort_by_day() {
    std::vector<std::uint32_t> order(demand.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return from[a] < from[b]; });
    take(demand, order);
    take(from, order);
    take(until, order);
    take(entry, order);
    take(exit, order);
  }
};

const Register& by_demand() {
  static const Register made(false);
  return made;
}
const Register& by_time() {
  static const Register made(true);
  return made;
}

void check(benchmark::State& state, const Register& all) {
  for (auto _ : state) {
    CheckedStays made = all.checked();
    benchmark::DoNotOptimize(made);
  }
}
BENCHMARK_CAPTURE(check, by_demand, by_demand())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check, by_time, by_time())->Unit(benchmark::kMillisecond);

/// The bar: twelve months by territory and motive, the check of the stays included.
void twelve_months(benchmark::State& state, const Register& all, Population population, RevivalCounting revivals) {
  const std::vector<Period> months = cut(year, PeriodCut::month);
  const std::array axes{all.by_territory()};
  const Criteria criteria{axes, {all.legal_person, {}}};
  for (auto _ : state) {
    const CheckedStays stays = all.checked();
    StockAndFlow table;
    stock_and_flow(stays, criteria, population, months, revivals, table);
    benchmark::DoNotOptimize(table);
  }
}
BENCHMARK_CAPTURE(twelve_months, persons, by_demand(), Population::persons, RevivalCounting::counted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(twelve_months, both, by_demand(), Population::both, RevivalCounting::counted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(twelve_months, netted, by_demand(), Population::persons, RevivalCounting::netted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(twelve_months, by_time, by_time(), Population::persons, RevivalCounting::counted)->Unit(benchmark::kMillisecond);

void twelve_months_by_commune(benchmark::State& state) {
  const Register& all = by_demand();
  const std::vector<Period> months = cut(year, PeriodCut::month);
  const std::array axes{all.by_commune()};
  const CheckedStays stays = all.checked();
  for (auto _ : state) {
    StockAndFlow table;
    stock_and_flow(stays, {axes, {}}, Population::persons, months, RevivalCounting::counted, table);
    benchmark::DoNotOptimize(table);
  }
}
BENCHMARK(twelve_months_by_commune)->Unit(benchmark::kMillisecond);

void stock_by_territory_typology_and_seniority(benchmark::State& state) {
  const Register& all = by_demand();
  const CheckedStays stays = all.checked();
  std::vector<std::uint8_t> band(demands);
  for (auto _ : state) {
    band_codes({all.seniority, {}}, year.to, drihl_bands, band);
    const std::array axes{all.by_territory(), all.by_typology(), Axis{"seniority", std::span<const std::uint8_t>(band), {}, 5, {}, AxisOf::demands}};
    Counts counts;
    stock(stays, {axes, {all.legal_person, {}}}, Population::persons, year.to, counts);
    benchmark::DoNotOptimize(counts);
  }
}
BENCHMARK(stock_by_territory_typology_and_seniority)->Unit(benchmark::kMillisecond);

}  // namespace
