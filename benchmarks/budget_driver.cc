// Fixed work, one region a task, counted in instructions by callgrind: scripts/check_budget runs it and holds the counts to budget.csv. Prints, for each
// task, how many operations or rows the region does. Columns take the portable path, so that the processor has no say.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <valgrind/callgrind.h>

#include <sne/column_replay.hpp>
#include <sne/statistics.hpp>

#include "../tests/unit/households.hpp"
#include "national_data.hpp"

namespace {

using namespace sne;
using namespace sne::bench;
namespace make = sne::testing;

constexpr std::uint32_t rows = 16'384;
constexpr std::uint32_t calls = 1'024;

/// Keeps an answer that nobody reads.
template <class Value>
void keep(const Value& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// Runs once for what is made at first use, then once counted.
template <class Work>
void task(const char* name, std::uint64_t units, Work work) {
  work();
  CALLGRIND_ZERO_STATS;
  CALLGRIND_TOGGLE_COLLECT;
  work();
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_DUMP_STATS_AT(name);
  std::printf("%s %llu\n", name, static_cast<unsigned long long>(units));
}

void scalars(const Register& all) {
  task("parse_one_number", calls, [&] {
    const TextColumn texts = all.texts(0, calls);
    for (std::uint32_t i = 0; i < calls; ++i) keep(UniqueNumber::parse(texts[i]));
  });
  task("calendar", calls, [&] {
    for (std::uint32_t i = 0; i < calls; ++i) keep(RenewalCalendar::from(all.bases[i], bench::law_book));
  });
}

void decisions() {
  make::Life life = make::filed("2023-10-01"_date);
  life.then(make::notice("2024-08-28"_date));
  const Event in_time = make::non_renewal("2024-11-01"_date);
  const Event too_soon = make::non_renewal("2024-10-02"_date);
  const auto judged = [&life](const Event& event) {
    for (std::uint32_t i = 0; i < calls; ++i) {
      keep(event);
      keep(decide(life.demand, event, bench::law_book, life.policy));
    }
  };
  task("decide_accepted", calls, [&] { judged(in_time); });
  task("decide_refused", calls, [&] { judged(too_soon); });

  std::vector<Event> log{make::filing("2018-10-01"_date)};
  for (const Date day : {"2019-09-10"_date, "2020-09-10"_date, "2021-09-10"_date, "2022-09-10"_date}) {
    log.push_back(make::notice(day - 40));
    log.push_back(make::renewal(day));
  }
  log.push_back(make::lease("2023-02-01"_date));
  put_in_order(log);
  task("fold", std::uint64_t{calls} * log.size(), [&] {
    for (std::uint32_t i = 0; i < calls; ++i) keep(fold(log, bench::law_book, Policy::sne()));
  });
}

void households() {
  Person applicant = make::earning(make::person(Tie::applicant, "1985-05-01"_date), 2024, 50000);
  Person spouse = make::person(Tie::spouse, "1987-08-15"_date);
  spouse.on_notice = Fact::yes;
  const make::Asked home = make::asked("92012", "2026-03-12", {applicant, spouse, make::person(Tie::child, "2017-02-03"_date)});
  const Household view = home.household();
  task("evaluate_one_product", calls, [&] {
    for (std::uint32_t i = 0; i < calls; ++i) {
      keep(view);
      keep(evaluate(view, Product::plus, home.letting, home.on, make::law_of_today, home.policy));
    }
  });
}

void whole_columns(const Register& all) {
  std::vector<ColumnStatus> status(rows);
  std::vector<Territory> territory(rows);
  std::vector<std::int32_t> month(rows);
  task("parse_column", rows, [&] {
    parse_numbers(all.texts(0, rows), {.status = status, .territory = territory, .month = month}, KernelPath::portable);
  });
  std::vector<Date> last_valid(rows), notice(rows);
  std::vector<RenewalStatus> standing(rows);
  const RenewalTable table(bench::law_book, Policy::sne(), today);
  task("deadlines_column", rows, [&] {
    table.calendars(all.base(0, rows), {.last_valid = last_valid, .notice_latest = notice, .standing = standing});
  });
  std::vector<Eligibility> outcome(rows);
  std::vector<IncomeBasis> basis(rows);
  std::vector<std::int64_t> margin(rows);
  const CeilingLookup lookup = CeilingLookup::of(Product::plus, today, bench::law_book, Policy::law()).value();
  task("three_incomes_column", rows, [&] {
    lookup.judge(all.incomes(0, rows), {.outcome = outcome, .basis = basis, .margin = margin}, KernelPath::portable);
  });
}

void registers(const Register& all) {
  Log log(rows);
  Stays stays;
  const auto replayed = [&log, &stays] {
    ColumnReplay replay(log.demands, log.acts, bench::law_book, Policy::sne());
    replay.feed(log.columns());
    stays = replay.stays();
  };
  task("replay_grouped", log.size(), replayed);
  log.sort_by_day();
  task("replay_by_time", log.size(), replayed);
  const std::vector<Period> months = statistics::cut({"2023-10-01"_date, "2024-09-30"_date}, statistics::PeriodCut::month);
  const std::array axes{statistics::Axis{.name = "territory", .code = std::span<const std::uint8_t>(all.territory), .size = territories}};
  task("stock_and_flow", rows, [&] {
    statistics::CheckedStays checked;
    statistics::CheckedStays::check(stays.columns(), log.demands, checked);
    statistics::StockAndFlow table;
    statistics::stock_and_flow(checked, {axes, {}}, Population::persons, months, statistics::RevivalCounting::counted, table);
    keep(table);
  });
}

}  // namespace

int main() {
#ifdef __clang__
  std::printf("compiler clang++ %d\n", __clang_major__);
#else
  std::printf("compiler g++ %d\n", __GNUC__);
#endif
  const Register all(rows);
  scalars(all);
  decisions();
  households();
  whole_columns(all);
  registers(all);
  return 0;
}
