// Replay of a log in columns: about 20,000,000 events of 3,000,000 demands over twelve years, in time order and grouped by demand, with every check.
// Rivals: the scalar fold (`advance` on whole demands), and as a floor a hand-written state machine that checks nothing. Times are per event.

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include <sne/column_replay.hpp>

#include "../tests/unit/events.hpp"

namespace {

using namespace sne;
using sne::testing::law_book;

constexpr std::uint32_t demands = 3000000;
constexpr int lessors = 60;
constexpr Date opening = "2013-01-01"_date;
constexpr Date closing = "2024-12-31"_date;

/// A log and its acts.
struct Log {
  std::vector<std::uint32_t> demand, act;
  std::vector<Date> effective, recorded;

  [[nodiscard]] std::size_t size() const { return demand.size(); }
  [[nodiscard]] EventColumns columns() const { return {{demand, {}}, {act, {}}, {effective, {}}, {recorded, {}}}; }
  void add(std::uint32_t one, std::uint32_t its, Date day, Date entered) {
    demand.push_back(one);
    act.push_back(its);
    effective.push_back(day);
    recorded.push_back(entered);
  }
};

enum ActGroup : std::uint32_t { file, renew_counter, commission, lease, inquire, warn, radiation_c, others };
enum OtherAct : std::uint32_t { attest, update, notice, renew_online, lapse, renounce, reactivate, cancel };

std::uint32_t act_of(ActGroup group, std::uint32_t which) { return group * lessors + which; }

const std::vector<Event>& acts() {
  static const std::vector<Event> made = [] {
    using namespace sne::testing;
    std::vector<Event> list;
    std::array<Actor, lessors> actors;
    for (int i = 0; i < lessors; ++i) actors[static_cast<std::size_t>(i)] = body(ActorKind::lessor, std::to_string(1000 + i));
    for (const Actor& actor : actors) list.push_back(filing({}, actor));
    for (const Actor& actor : actors) list.push_back(renewal({}, actor));
    for (const Actor& actor : actors) list.push_back(allocation({}, actor));
    for (const Actor& actor : actors) list.push_back(sne::testing::lease({}, actor));
    for (const Actor& actor : actors) list.push_back(inquiry({}, actor));
    for (const Actor& actor : actors) {
      list.push_back(warning({}, Motive::c, actor));
      list.back().delivered = "2018-03-05"_date;  // of one day: mostly refused
    }
    for (const Actor& actor : actors) list.push_back(sne::testing::radiation_c({}, actor));
    list.push_back(event(EventKind::attest, {}, manager));
    list.push_back(event(EventKind::update, {}, applicant));
    list.push_back(sne::testing::notice({}));
    list.push_back(renewal({}, applicant));
    list.back().channel = Channel::online;
    list.push_back(non_renewal({}));
    list.push_back(renunciation({}));
    list.push_back(reactivation({}, manager));
    list.push_back(with_reason(EventKind::cancel_radiation, {}, manager));
    return list;
  }();
  return made;
}

/// The life of one demand: attested, updated, notified and renewed each year until it ends by a lease, a lapse or a renunciation.
void live(Log& log, std::uint32_t index, std::mt19937& random) {
  const auto below = [&random](std::uint32_t end) { return static_cast<std::int32_t>(random() % end); };
  const auto lessor = static_cast<std::uint32_t>(below(lessors));
  const auto add = [&](std::uint32_t act, Date day, std::int32_t late = 0) {
    if (day + late <= closing) log.add(index, act, day, day + late);
  };
  Date base = opening + below(4200);
  add(act_of(file, lessor), base, below(8) == 0 ? below(20) : 0);
  add(act_of(others, attest), base + 25);
  if (below(4) == 0) add(act_of(others, update), base + 40 + below(100));
  for (int year = 0; year < 12; ++year) {
    const std::int32_t fate = below(100);
    if (fate < 14) {
      const Date day = base + 150 + below(150);
      add(act_of(commission, lessor), day - 40);
      if (below(3) == 0) add(act_of(commission, (lessor + 1) % lessors), day - 20);
      add(act_of(lease, lessor), day, below(10));
      return;
    }
    if (fate < 18) return add(act_of(others, renounce), base + 100 + below(200));
    add(act_of(others, notice), base + 310 + below(20));
    if (fate < 28) {
      add(act_of(others, lapse), base + 400 + below(20));
      if (below(8) != 0) return;
      base = base + 425 + below(100);
      add(act_of(others, reactivate), base);
    } else {
      base = base + 335 + below(30);
      add(below(2) == 0 ? act_of(others, renew_online) : act_of(renew_counter, lessor), base);
    }
    if (below(20) == 0) add(act_of(inquire, lessor), base + 3);
  }
}

/// The rows of a log put in the order of a key below `keys`, those of one key staying as they are.
template <class Key>
Log ordered(const Log& from, std::size_t keys, Key&& key) {
  std::vector<std::uint32_t> start(keys + 1);
  for (std::size_t row = 0; row < from.size(); ++row) ++start[key(row) + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  Log made{std::vector<std::uint32_t>(from.size()), std::vector<std::uint32_t>(from.size()), std::vector<Date>(from.size()),
           std::vector<Date>(from.size())};
  for (std::size_t row = 0; row < from.size(); ++row) {
    const std::size_t at = start[key(row)]++;
    made.demand[at] = from.demand[row];
    made.act[at] = from.act[row];
    made.effective[at] = from.effective[row];
    made.recorded[at] = from.recorded[row];
  }
  return made;
}

const Log& by_time() {
  static const Log log = [] {
    Log lives;
    std::mt19937 random(20260101);
    for (std::uint32_t index = 0; index < demands; ++index) live(lives, index, random);
    return ordered(lives, static_cast<std::size_t>(closing - opening) + 1,
                   [&](std::size_t row) { return static_cast<std::size_t>(lives.recorded[row] - opening); });
  }();
  return log;
}
const Log& grouped() {
  static const Log log = ordered(by_time(), demands, [](std::size_t row) { return std::size_t{by_time().demand[row]}; });
  return log;
}

void per_event(benchmark::State& state, std::size_t events) {
  const auto total = static_cast<double>(events) * static_cast<double>(state.iterations());
  state.counters["s_per_event"] = benchmark::Counter(total, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["events"] = static_cast<double>(events);
}

void columns(benchmark::State& state, const Log& log) {
  std::vector<ColumnStatus> status(log.size());
  double accepted = 0;
  for (auto _ : state) {
    ColumnReplay replay(demands, acts(), law_book, Policy::sne(), {.threads = static_cast<unsigned>(state.range(0))});
    replay.feed(log.columns(), status);
    accepted = static_cast<double>(replay.counts().accepted);
    benchmark::DoNotOptimize(status.data());
  }
  per_event(state, log.size());
  state.counters["accepted"] = accepted / static_cast<double>(log.size());
}
void columns_by_time(benchmark::State& state) { columns(state, by_time()); }
void columns_grouped(benchmark::State& state) { columns(state, grouped()); }

void stays_and_states(benchmark::State& state) {
  static const ColumnReplay replay = [] {
    ColumnReplay made(demands, acts(), law_book, Policy::sne());
    made.feed(by_time().columns());
    return made;
  }();
  std::vector<Stored> stored(demands);
  std::vector<Date> base(demands), last_valid(demands);
  std::size_t stays = 0;
  for (auto _ : state) {
    stays = replay.stays().size();
    replay.write({.stored = stored, .base = base, .last_valid = last_valid});
    benchmark::DoNotOptimize(stored.data());
  }
  state.counters["stays"] = static_cast<double>(stays);
}

// Rivals, on a tenth of the demands where whole demands would take a gigabyte.

/// One demand in six bytes and no check: the least that a replay may cost.
struct Floor {
  std::uint16_t base = 0;
  std::uint16_t radiated = 0;
  std::uint8_t stored = 0;
  std::uint8_t motive = 0;
};

void floor_of(benchmark::State& state, const Log& log) {
  std::vector<std::uint8_t> kind, motive;
  for (const Event& act : acts()) {
    kind.push_back(static_cast<std::uint8_t>(act.kind));
    motive.push_back(static_cast<std::uint8_t>(act.motive));
  }
  for (auto _ : state) {
    std::vector<Floor> held(demands);
    for (std::size_t row = 0; row < log.size(); ++row) {
      __builtin_prefetch(&held[log.demand[std::min(row + 24, log.size() - 1)]], 1);
      Floor& one = held[log.demand[row]];
      const std::uint32_t act = log.act[row];
      const auto day = static_cast<std::uint16_t>(log.effective[row].days());
      switch (static_cast<EventKind>(kind[act])) {
        case EventKind::file:
        case EventKind::renew:
        case EventKind::reactivate:
          one.stored = static_cast<std::uint8_t>(Stored::registered);
          one.base = day;
          break;
        case EventKind::radiate:
          one.stored = static_cast<std::uint8_t>(Stored::radiated);
          one.motive = motive[act];
          one.radiated = day;
          break;
        case EventKind::cancel_radiation: one.stored = static_cast<std::uint8_t>(Stored::registered); break;
        default: break;
      }
    }
    benchmark::DoNotOptimize(held.data());
  }
  per_event(state, log.size());
}
void floor_by_time(benchmark::State& state) { floor_of(state, by_time()); }
void floor_grouped(benchmark::State& state) { floor_of(state, grouped()); }

void scalar_fold(benchmark::State& state, const Log& log, std::uint32_t few) {
  std::size_t events = 0;
  for (auto _ : state) {
    std::vector<Demand> held(few);
    std::vector<Event> list = acts();
    events = 0;
    for (std::size_t row = 0; row < log.size(); ++row) {
      if (log.demand[row] >= few) continue;
      Event& event = list[log.act[row]];
      event.effective = log.effective[row];
      event.recorded = log.recorded[row];
      const Decision decision = advance(held[log.demand[row]], event, law_book, Policy::sne());
      benchmark::DoNotOptimize(decision.outcome);
      ++events;
    }
  }
  per_event(state, events);
}
void scalar_by_time(benchmark::State& state) { scalar_fold(state, by_time(), demands / 10); }
void scalar_grouped(benchmark::State& state) { scalar_fold(state, grouped(), demands / 10); }

BENCHMARK(columns_by_time)->Unit(benchmark::kMillisecond)->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(columns_grouped)->Unit(benchmark::kMillisecond)->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(stays_and_states)->Unit(benchmark::kMillisecond);
BENCHMARK(floor_by_time)->Unit(benchmark::kMillisecond);
BENCHMARK(floor_grouped)->Unit(benchmark::kMillisecond);
BENCHMARK(scalar_by_time)->Unit(benchmark::kMillisecond);
BENCHMARK(scalar_grouped)->Unit(benchmark::kMillisecond);

}  // namespace
