#include <sne/statistics.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <sne/replay.hpp>

#include "unit/events.hpp"

namespace sne::statistics {
namespace {

// Small registers of random stays, crowded on few days so that stays meet, overlap, and are at fault; and the same tables counted day by day.

constexpr unsigned registers = 300;
constexpr Date first_day = "2022-11-20"_date;
constexpr std::int32_t days = 500;
constexpr std::uint32_t demands = 40;
constexpr std::uint8_t sizes = 3;

struct Stay {
  std::uint32_t demand;
  Date from, until;  // `never` while in stock
  StayEntry entry;
  StayExit exit;
};

struct Random {
  std::mt19937 engine;
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(engine() % end); }
};

struct Register {
  std::vector<Stay> stays;
  std::vector<std::uint8_t> territory, typology, legal;

  explicit Register(Random& random) {
    for (std::uint32_t demand = 0; demand < demands; ++demand) {
      territory.push_back(static_cast<std::uint8_t>(random.below(sizes + 1)));
      typology.push_back(static_cast<std::uint8_t>(random.below(sizes + 1)));
      legal.push_back(random.below(5) == 0 ? 1 : 0);
      Date from = first_day + static_cast<std::int32_t>(random.below(days));
      for (std::uint32_t left = random.below(4), i = 0; i <= left; ++i) {
        const bool goes_on = i == left && random.below(2) == 0;
        const Date until = goes_on ? never : from + static_cast<std::int32_t>(random.below(120));
        const auto exit = goes_on ? StayExit::none : static_cast<StayExit>(1 + random.below(7));
        stays.push_back({demand, from, until, i == 0 ? StayEntry::first : StayEntry::revived, exit});
        from = until + static_cast<std::int32_t>(goes_on ? 0 : random.below(60));
      }
    }
  }
};

/// The columns of stays; a stay that goes on is missing in one of the two ways that it may be written.
struct Columns {
  std::vector<std::uint32_t> demand;
  std::vector<Date> from, until;
  std::vector<StayEntry> entry;
  std::vector<StayExit> exit;
  std::vector<std::uint8_t> valid;

  Columns(const std::vector<Stay>& stays, Random& random) : valid(stays.size() / 8 + 2) {
    for (const Stay& stay : stays) {
      const bool as_null = random.below(2) == 0;
      const std::size_t bit = demand.size() + 1;
      if (stay.until != never || !as_null) valid[bit / 8] |= static_cast<std::uint8_t>(1U << bit % 8);
      demand.push_back(stay.demand);
      from.push_back(stay.from);
      until.push_back(stay.until != never ? stay.until : as_null ? first_day - 5 : no_day);
      entry.push_back(stay.entry);
      exit.push_back(stay.exit);
    }
  }
  [[nodiscard]] StayColumns columns() const { return {demand, from, {until, Validity(valid.data(), 1)}, entry, exit}; }
};

struct Asked {
  std::array<Axis, 2> axes;
  Criteria criteria;

  explicit Asked(const Register& all)
      : axes{{{"territory", std::span<const std::uint8_t>(all.territory), {}, sizes, {}, AxisOf::demands},
              {"typology", std::span<const std::uint8_t>(all.typology), {}, sizes, {}, AxisOf::demands}}},
        criteria{axes, {all.legal, {}}} {}
};

StockAndFlow flow(const CheckedStays& stays, const Criteria& criteria, std::span<const Period> periods, RevivalCounting revivals = RevivalCounting::counted) {
  StockAndFlow made;
  EXPECT_FALSE(stock_and_flow(stays, criteria, Population::both, periods, revivals, made));
  return made;
}

/// The flow of a group and a population, one stay and one day at a time.
FlowLine counted_by_hand(const Register& all, Period period, const std::vector<Stay>& stays, std::uint8_t territory, std::uint8_t typology, std::uint8_t legal) {
  FlowLine line;
  for (const Stay& stay : stays) {
    if (all.territory[stay.demand] != territory || all.typology[stay.demand] != typology || all.legal[stay.demand] != legal) continue;
    const auto in_stock = [&](Date day) { return stay.from <= day && day < stay.until; };
    line.start += in_stock(period.from - 1) ? 1U : 0U;
    line.end += in_stock(period.to) ? 1U : 0U;
    for (Date day = period.from; day <= period.to; day = day + 1) {
      if (stay.from == day) ++(stay.entry == StayEntry::first ? line.entered : line.revived);
      if (stay.until == day) ++(stay.exit == StayExit::erased ? line.erased : line.radiated[static_cast<std::size_t>(stay.exit) - 1]);
    }
  }
  return line;
}

template <class Property>
void for_each_register(Property&& property) {
  for (unsigned seed = 0; seed < registers; ++seed) {
    Random random{std::mt19937(seed)};
    const Register all(random);
    property(random, all);
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << "seed " << seed;
      return;
    }
  }
}

Period any_period(Random& random) {
  const Date from = first_day + static_cast<std::int32_t>(random.below(days));
  return {from, from + static_cast<std::int32_t>(random.below(200))};
}

CheckedStays checked(const Columns& columns) {
  CheckedStays made;
  EXPECT_FALSE(CheckedStays::check(columns.columns(), demands, made));
  return made;
}

TEST(StatisticsProperty, TablesAreThoseCountedDayByDay) {
  for_each_register([](Random& random, const Register& all) {
    const Columns columns(all.stays, random);
    const CheckedStays stays = checked(columns);
    const Asked asked(all);
    const Period period = any_period(random);
    const std::vector<Period> months = cut(period, PeriodCut::month);
    const StockAndFlow table = flow(stays, asked.criteria, months);
    Counts stock_of_day;
    Counts left;
    ASSERT_FALSE(stock(stays, asked.criteria, Population::both, period.to, stock_of_day));
    ASSERT_FALSE(satisfied(stays, asked.criteria, Population::both, period, left));
    ASSERT_TRUE(stays.faults().empty());
    for (std::uint32_t group = 0; group < table.layout.groups; ++group) {
      const auto territory = static_cast<std::uint8_t>(table.layout.code(group, 0));
      const auto typology = static_cast<std::uint8_t>(table.layout.code(group, 1));
      for (std::uint8_t legal = 0; legal < 2; ++legal) {
        std::uint64_t attributions = 0;
        for (std::size_t month = 0; month < months.size(); ++month) {
          const FlowLine expected = counted_by_hand(all, months[month], all.stays, territory, typology, legal);
          EXPECT_EQ(table.at(month, group, legal), expected);
          attributions += expected.radiated[0];
        }
        EXPECT_EQ(stock_of_day.at(group, legal), table.at(months.size() - 1, group, legal).end);
        EXPECT_EQ(left.at(group, legal), attributions);
      }
    }
  });
}

TEST(StatisticsProperty, LinesCloseAndAddUp) {
  for_each_register([](Random& random, const Register& all) {
    const Columns columns(all.stays, random);
    const CheckedStays stays = checked(columns);
    const Asked asked(all);
    const Period period = any_period(random);
    const std::array<Period, 1> at_once{period};
    const StockAndFlow whole = flow(stays, asked.criteria, at_once);
    const StockAndFlow months = flow(stays, asked.criteria, cut(period, PeriodCut::month));
    const StockAndFlow nothing_crossed = flow(stays, {{}, asked.criteria.legal_person}, at_once);
    for (std::uint32_t group = 0; group < whole.layout.groups; ++group) {
      for (std::size_t population = 0; population < 3; ++population) {
        EXPECT_EQ(whole.at(0, group, population).gap(), 0);
        FlowLine sum = months.at(0, group, population);
        for (std::size_t month = 1; month < months.periods.size(); ++month) {
          const FlowLine& line = months.at(month, group, population);
          EXPECT_EQ(line.start, sum.end);
          const std::uint64_t start = sum.start;
          sum += line;
          sum.start = start;
          sum.end = line.end;
        }
        EXPECT_EQ(sum, whole.at(0, group, population));
      }
    }
    for (std::size_t population = 0; population < 3; ++population) EXPECT_EQ(whole.total(0, population), nothing_crossed.at(0, 0, population));
    FlowLine persons_and_bodies = whole.total(0, 0);
    persons_and_bodies += whole.total(0, 1);
    EXPECT_EQ(persons_and_bodies, whole.total(0, 2));
  });
}

TEST(StatisticsProperty, NettingTakesTheSameOffBothSides) {
  for_each_register([](Random& random, const Register& all) {
    const Columns columns(all.stays, random);
    const CheckedStays stays = checked(columns);
    const std::array<Period, 1> period{any_period(random)};
    const Asked asked(all);
    const StockAndFlow counted = flow(stays, asked.criteria, period);
    const StockAndFlow netted = flow(stays, asked.criteria, period, RevivalCounting::netted);
    std::uint64_t undone = 0;
    for (std::size_t i = 1; i < all.stays.size(); ++i) {
      const Stay& before = all.stays[i - 1];
      const Stay& stay = all.stays[i];
      undone += before.demand == stay.demand && before.exit != StayExit::erased && period[0].holds(before.until) && period[0].holds(stay.from) ? 1U : 0U;
    }
    const FlowLine with = counted.total(0, 2);
    const FlowLine without = netted.total(0, 2);
    EXPECT_EQ(with.revived - without.revived, undone);
    EXPECT_EQ(with.radiated_total() - without.radiated_total(), undone);
    EXPECT_EQ(without.gap(), 0);
    EXPECT_EQ(with.end, without.end);
  });
}

/// Stays of which some are at fault, in any order.
std::vector<Stay> spoiled(Random& random, const Register& all) {
  std::vector<Stay> stays = all.stays;
  for (std::uint32_t i = 0; i < 12; ++i) {
    Stay stay = stays[random.below(static_cast<std::uint32_t>(stays.size()))];
    switch (random.below(5)) {
      case 0: stay.demand = demands + random.below(3); break;
      case 1: stay.until = stay.from - 1; break;
      case 2: stay.from = stay.from + static_cast<std::int32_t>(random.below(3)); break;
      case 3: stay.exit = static_cast<StayExit>(8 + random.below(200)); break;
      default: break;  // the same stay twice
    }
    stays.push_back(stay);
  }
  return stays;
}

TEST(StatisticsProperty, TheOrderOfRowsDoesNotMatter) {
  for_each_register([](Random& random, const Register& all) {
    std::vector<Stay> rows = spoiled(random, all);
    const Columns columns(rows, random);
    std::shuffle(rows.begin(), rows.end(), random.engine);
    const Columns shuffled(rows, random);
    const CheckedStays a = checked(columns);
    const CheckedStays b = checked(shuffled);
    EXPECT_EQ(a.faults().size(), b.faults().size());
    const Asked asked(all);
    const std::vector<Period> months = cut(any_period(random), PeriodCut::month);
    for (const RevivalCounting revivals : {RevivalCounting::counted, RevivalCounting::netted}) {
      const StockAndFlow one = flow(a, asked.criteria, months, revivals);
      const StockAndFlow other = flow(b, asked.criteria, months, revivals);
      EXPECT_EQ(one.lines, other.lines);
      EXPECT_EQ(one.coverage.counted, other.coverage.counted);
    }
    Counts active;
    Counts active_too;
    ASSERT_FALSE(active_one_day(a, asked.criteria, Population::both, months.front(), active));
    ASSERT_FALSE(active_one_day(b, asked.criteria, Population::both, months.front(), active_too));
    EXPECT_EQ(active.count, active_too.count);
  });
}

TEST(StatisticsProperty, TheOrderOfTimeIsAsGoodAsThatOfDemands) {
  for_each_register([](Random& random, const Register& all) {
    std::vector<Stay> rows = all.stays;
    std::stable_sort(rows.begin(), rows.end(), [](const Stay& a, const Stay& b) { return a.from < b.from; });
    const Columns by_demand(all.stays, random);
    const Columns by_time(rows, random);
    const CheckedStays a = checked(by_demand);
    const CheckedStays b = checked(by_time);
    EXPECT_TRUE(a.order().empty() && b.order().empty() && b.faults().empty());
    const Asked asked(all);
    const std::vector<Period> months = cut(any_period(random), PeriodCut::month);
    for (const RevivalCounting revivals : {RevivalCounting::counted, RevivalCounting::netted}) {
      EXPECT_EQ(flow(a, asked.criteria, months, revivals).lines, flow(b, asked.criteria, months, revivals).lines);
    }
    Counts one;
    Counts other;
    ASSERT_FALSE(active_one_day(a, asked.criteria, Population::both, months.back(), one));
    ASSERT_FALSE(active_one_day(b, asked.criteria, Population::both, months.back(), other));
    EXPECT_EQ(one.count, other.count);
  });
}

TEST(StatisticsProperty, EveryStayIsCountedAtFaultOrElsewhere) {
  for_each_register([](Random& random, const Register& all) {
    const std::vector<Stay> rows = spoiled(random, all);
    const Columns columns(rows, random);
    const CheckedStays stays = checked(columns);
    Register holed = all;
    holed.legal[random.below(demands)] = 2;
    holed.territory[random.below(demands)] = sizes + 1;
    const Asked asked(holed);
    std::vector<Stay> kept;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (stays.counts(row)) kept.push_back(rows[row]);
    }
    EXPECT_EQ(kept.size() + stays.faults().size(), rows.size());
    for (const Population population : {Population::persons, Population::associations, Population::both}) {
      Counts counts;
      ASSERT_FALSE(stock(stays, asked.criteria, population, first_day + days / 2, counts));
      EXPECT_EQ(counts.coverage.counted + counts.coverage.at_fault + counts.coverage.other_population, rows.size());
      EXPECT_EQ(counts.coverage.at_fault, stays.faults().size() + counts.coverage.faults.size());
      std::uint64_t unreadable = 0;
      for (const Stay& stay : kept) unreadable += holed.legal[stay.demand] > 1 || holed.territory[stay.demand] > sizes ? 1U : 0U;
      EXPECT_EQ(counts.coverage.faults.size(), unreadable);
    }
  });
}

TEST(StatisticsProperty, PartsByDemandAddUp) {
  for_each_register([](Random& random, const Register& all) {
    const Asked asked(all);
    const std::array<Period, 1> period{any_period(random)};
    std::vector<FlowLine> sum;
    const std::uint32_t cut_at = random.below(demands);
    for (const bool low : {true, false}) {
      std::vector<Stay> part;
      std::copy_if(all.stays.begin(), all.stays.end(), std::back_inserter(part), [&](const Stay& stay) { return (stay.demand < cut_at) == low; });
      const Columns columns(part, random);
      const StockAndFlow table = flow(checked(columns), asked.criteria, period);
      sum.resize(table.lines.size());
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += table.lines[i];
    }
    const Columns columns(all.stays, random);
    EXPECT_EQ(sum, flow(checked(columns), asked.criteria, period).lines);
  });
}

TEST(StatisticsProperty, ActiveDemandsAreThoseSeenOnSomeDay) {
  for_each_register([](Random& random, const Register& all) {
    const Period period = any_period(random);
    std::set<std::uint32_t> seen;
    for (const Stay& stay : all.stays) {
      for (Date day = period.from; day <= period.to; day = day + 1) {
        if (stay.from <= day && day < stay.until) seen.insert(stay.demand);
      }
    }
    const Columns columns(all.stays, random);
    Counts active;
    ASSERT_FALSE(active_one_day(checked(columns), {}, Population::persons, period, active));
    EXPECT_EQ(active.total(), seen.size());
  });
}

// The same questions asked of a replay. Its demands may tell a story that does not close (a lease entered late over a return), which no
// count of stays tells: registers with one are left out.

std::optional<std::vector<Stay>> stays_of(const Timeline& line, std::uint32_t demand) {
  std::vector<Stay> stays;
  if (!line.initial()) return stays;
  Stay running{demand, *line.initial(), never, StayEntry::first, StayExit::none};
  bool gone = false;
  for (const RadiatedSpan& span : line.radiations()) {
    if (span.voided) continue;
    if (gone || span.from < running.from || (span.until && *span.until < span.from)) return std::nullopt;
    stays.push_back({demand, running.from, span.from, running.entry, static_cast<StayExit>(span.motive)});
    gone = !span.until;
    if (span.until) running = {demand, *span.until, never, StayEntry::revived, StayExit::none};
  }
  if (!gone) stays.push_back(running);
  return stays;
}

Replay random_replay(Random& random) {
  using namespace ::sne::testing;
  auto log = std::make_shared<EventLog>();
  for (int demand = 0; demand < 8; ++demand) {
    const Date base = first_day - 700 + static_cast<std::int32_t>(random.below(600));
    const auto add = [&](const Event& event) { log->add({event, "D" + std::to_string(demand), {}, {}, {}}); };
    Event filed = filing(base);
    filed.territory = std::array{"059"_territory, "062"_territory, "111"_territory, "075"_territory}[random.below(4)];
    filed.legal_person = random.below(4) == 0 ? Fact::yes : Fact::no;
    add(filed);
    switch (random.below(5)) {
      case 0: add(lease(base + 200 + static_cast<std::int32_t>(random.below(100)))); break;
      case 1: add(renunciation(base + static_cast<std::int32_t>(random.below(300)))); break;
      case 2: add(renewal(base + 330)); break;
      default: {
        add(notice(base + 320));
        add(non_renewal(base + 400 + static_cast<std::int32_t>(random.below(20))));
        if (random.below(4) != 0) add(reactivation(base + 440 + static_cast<std::int32_t>(random.below(100)), manager));
        if (random.below(3) == 0) add(entered(lease(base + 500 + static_cast<std::int32_t>(random.below(60))), base + 600));
      }
    }
  }
  return {std::move(log), law_book, Policy::sne()};
}

TEST(StatisticsProperty, TablesOfAReplayAreThoseOfItsStays) {
  int compared = 0;
  std::uint64_t revived = 0;
  for (unsigned seed = 0; seed < registers; ++seed) {
    Random random{std::mt19937(seed)};
    const Replay made = random_replay(random);
    std::vector<Stay> stays;
    bool orderly = true;
    for (DemandIndex demand = 0; demand < made.demands() && orderly; ++demand) {
      const auto own = stays_of(made.timeline(demand), demand);
      orderly = own.has_value();
      if (own) stays.insert(stays.end(), own->begin(), own->end());
    }
    if (!orderly) continue;
    ++compared;
    const DemandTable facts = made.table();
    std::vector<std::uint8_t> legal;
    std::vector<Territory> territories;
    std::vector<Date> seniority;
    std::vector<std::uint16_t> place;
    for (DemandIndex demand = 0; demand < made.demands(); ++demand) {
      legal.push_back(facts.legal_person[demand] ? 1 : 0);
      territories.push_back(facts.territory[demand].value_or(Territory{}));
      seniority.push_back(facts.seniority[demand].value_or(no_day));
      place.push_back(static_cast<std::uint16_t>(demand));
    }
    const Columns columns(stays, random);
    CheckedStays all;
    ASSERT_FALSE(CheckedStays::check(columns.columns(), static_cast<std::uint32_t>(made.demands()), all));
    ASSERT_TRUE(all.faults().empty());
    const Period period = any_period(random);
    const std::vector<Period> months = cut(period, PeriodCut::month);
    const std::vector<sne::Flow> expected = made.monthly(period, Population::both);
    ASSERT_EQ(months.size(), expected.size());
    for (std::size_t month = 0; month < months.size(); ++month) {
      const Level level = registration_level(territories, months[month].to);
      const std::array axes{Axis{"territory", std::span<const std::uint16_t>(place), {}, static_cast<std::uint32_t>(level.code.size()), level.of, AxisOf::demands}};
      const StockAndFlow table = flow(all, {axes, {legal, {}}}, std::span(months).subspan(month, 1));
      const auto same = [](const FlowLine& line, const FlowCounts& counts) {
        return line.start == counts.start && line.entered == counts.entered && line.revived == counts.revived && line.radiated == counts.radiated &&
               line.end == counts.end;
      };
      for (const sne::FlowLine& line : expected[month].territories) {
        const auto at = static_cast<std::uint32_t>(std::find(level.code.begin(), level.code.end(), line.code) - level.code.begin());
        EXPECT_TRUE(same(table.at(0, at, 2), line.counts)) << line.code;
      }
      EXPECT_TRUE(same(table.total(0, 2), expected[month].total.counts));
      revived += table.total(0, 2).revived;
    }
    std::vector<std::uint8_t> band(made.demands());
    ASSERT_FALSE(band_codes({seniority, {}}, period.to, drihl_bands, band));
    const std::array axes{Axis{"seniority", std::span<const std::uint8_t>(band), {}, 5, {}, AxisOf::demands}};
    Counts counts;
    ASSERT_FALSE(stock(all, {axes, {legal, {}}}, Population::persons, period.to, counts));
    counts.count.pop_back();
    EXPECT_EQ(counts.count, made.stock(period.to, StockBy::seniority, Population::persons).count);
  }
  EXPECT_GT(compared, static_cast<int>(registers / 2));
  EXPECT_GT(revived, 20U);
}

}  // namespace
}  // namespace sne::statistics
