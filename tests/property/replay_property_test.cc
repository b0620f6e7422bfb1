#include <sne/replay.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "unit/events.hpp"

namespace sne::testing {
namespace {

// Small registers of a few persons and demands, crowded on few days so that rows meet: same days, late entries, radiations and their
// undoing, wrong bodies. What must hold, holds of each.

constexpr int registers = 400;
constexpr Date first_day = "2016-01-01"_date;
constexpr std::int32_t days = 900;

struct Row {
  std::string demand;
  Event event;
  std::string person, co_holder, number;
};

std::string numbered(std::string_view letter, int number) {
  std::string name(letter);
  name.append(std::to_string(number));
  return name;
}

class Deck {
 public:
  explicit Deck(unsigned seed) : random_(seed) {}

  std::vector<Row> rows() {
    std::vector<Row> made = lapse_and_return();
    const int size = 20 + below(80);
    for (int i = 0; i < size; ++i) {
      Row row;
      row.demand = numbered("D", below(4) == 0 ? below(6) : 1 + below(5));
      row.event = event();
      if (below(3) != 0) row.person = numbered("p", below(4));
      if (below(4) == 0) row.co_holder = numbered("p", below(4));
      if (below(4) == 0) row.number = numbered("059011600000", below(6)) + "G1104";
      made.push_back(row);
      if (below(20) == 0) made.push_back(row);
    }
    return made;
  }
  /// A demand that lapses and comes back, so that deep states are met; the lease entered late may run over the return.
  std::vector<Row> lapse_and_return() {
    const Date base = first_day + below(days / 3);
    std::vector<Row> made;
    const auto add = [&](const Event& event) { made.push_back({"D0", event, "p0", "", ""}); };
    add(filing(base));
    add(notice(base + 320));
    add(non_renewal(base + 400 + below(20)));
    add(reactivation(base + 440 + below(120), manager));
    if (below(3) == 0) add(entered(lease(base + 420 + below(60)), base + 600));
    return made;
  }
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  std::mt19937& random() { return random_; }

 private:
  Event event() {
    const Date day = first_day + below(days / 15) * 15;
    const Motive motive = below(2) == 0 ? Motive::c : Motive::d;
    Event made = draw(day, motive);
    made.recorded = day + (below(3) == 0 ? below(120) : 0);
    if (below(12) == 0) made.actor = other_lessor;
    if (made.kind == EventKind::file) {
      if (below(3) != 0) made.duplicate = Duplicate::unknown;
      made.territory = below(2) == 0 ? "059"_territory : below(2) == 0 ? "111"_territory : "062"_territory;
      made.typology = static_cast<Typology>(below(8));
      made.legal_person = below(6) == 0 ? Fact::yes : Fact::no;
    }
    return made;
  }
  Event draw(Date day, Motive motive) {
    switch (below(20)) {
      case 0:
      case 1:
      case 2:
      case 3: return filing(day);
      case 4: {
        Event online = filing(day, applicant);
        online.channel = Channel::online;
        return online;
      }
      case 5: return ::sne::testing::event(EventKind::validate, day, lessor);
      case 6:
      case 7: return renewal(day);
      case 8:
      case 9: return notice(day);
      case 10:
      case 11: return non_renewal(day);
      case 12: return reactivation(day, manager);
      case 13: return lease(day);
      case 14: return with_reason(EventKind::requalify, day, manager, Motive::a);
      case 15: return with_reason(EventKind::cancel_radiation, day, manager);
      case 16: return below(2) == 0 ? inquiry(day) : irrecevable(day, Ground::income);
      case 17: return below(2) == 0 ? warning(day, motive) : answer(day, motive);
      case 18: return below(2) == 0 ? radiation_c(day) : irrecevability(day);
      default: return below(3) == 0 ? ::sne::testing::event(EventKind::erase, day, batch) : renunciation(day);
    }
  }

  std::mt19937 random_;
};

Replay replay(const std::vector<Row>& rows) {
  auto log = std::make_shared<EventLog>();
  for (const Row& row : rows) log->add({row.event, row.demand, row.person, row.co_holder, row.number});
  return {std::move(log), law_book, Policy::sne()};
}

template <class Property>
void for_each_register(Property&& property) {
  for (unsigned seed = 0; seed < registers; ++seed) {
    Deck deck(seed);
    property(deck, deck.rows());
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << "seed " << seed;
      return;
    }
  }
}

/// The same demands, on paper and on the days.
void expect_same(const Replay& a, const Replay& b) {
  for (DemandIndex index = 0; index < a.demands(); ++index) {
    const auto other = b.find(a.key(index));
    if (!other) {
      EXPECT_EQ(a.demand(index), Demand{}) << a.key(index);
      continue;
    }
    EXPECT_EQ(a.demand(index), b.demand(*other)) << a.key(index);
    for (std::int32_t day = 0; day < days + 200; day += 13) {
      EXPECT_EQ(a.situation(index, first_day + day), b.situation(*other, first_day + day)) << a.key(index) << " on day " << day;
    }
  }
}

TEST(ReplayProperty, RegistersAreLively) {
  std::map<State, int> states;
  std::array<std::uint64_t, 4> counts{};
  std::uint64_t revived = 0;
  std::uint64_t breaking = 0;
  std::uint64_t found = 0;
  for_each_register([&](Deck&, const std::vector<Row>& rows) {
    const Replay made = replay(rows);
    for (const State state : made.state(first_day + days).state) ++states[state];
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += made.counts()[i];
    for (const Flow& month : made.monthly({first_day, first_day + days}, Population::both)) {
      revived += month.total.counts.revived;
      breaking += month.breaking.size();
    }
    for (RowIndex row = 0; row < rows.size(); ++row) found += made.duplicate_found(row) == Duplicate::same_territory ? 1U : 0U;
  });
  for (const State state : {State::active, State::expired, State::radiated}) EXPECT_GT(states[state], 20) << text(state);
  for (const std::uint64_t count : counts) EXPECT_GT(count, 100U);
  EXPECT_GT(revived, 20U);
  EXPECT_GT(breaking, 3U);
  EXPECT_GT(found, 100U);
}

TEST(ReplayProperty, OnlyTheOrderOfRowsOfOneDayAndRankMatters) {
  for_each_register([](Deck& deck, const std::vector<Row>& rows) {
    std::set<Date> placed;
    for (const Row& row : rows) {
      if (bears_on_radiation(row.event.kind)) placed.insert(row.event.recorded);
    }
    const auto group_of = [&](std::size_t i) {
      const Event& event = rows[i].event;
      return std::pair(event.recorded, placed.count(event.recorded) != 0 ? -1 : same_day_rank(event));
    };
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), deck.random());
    // Rows of one day and rank take the places that they hold together, in their first order.
    std::map<std::pair<Date, int>, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < rows.size(); ++i) groups[group_of(i)].push_back(i);
    std::map<std::pair<Date, int>, std::size_t> taken;
    std::vector<Row> shuffled;
    for (std::size_t& i : order) {
      const auto key = group_of(i);
      i = groups[key][taken[key]++];
      shuffled.push_back(rows[i]);
    }
    const Replay a = replay(rows);
    const Replay b = replay(shuffled);
    expect_same(a, b);
    for (std::size_t place = 0; place < order.size(); ++place) {
      EXPECT_EQ(b.status(static_cast<RowIndex>(place)), a.status(static_cast<RowIndex>(order[place])));
    }
  });
}

TEST(ReplayProperty, EachDemandIsFoldedInItsOwnOrder) {
  for_each_register([](Deck&, const std::vector<Row>& rows) {
    const Replay made = replay(rows);
    for (DemandIndex index = 0; index < made.demands(); ++index) {
      std::vector<Event> own;
      for (RowIndex row = 0; row < rows.size(); ++row) {
        if (rows[row].demand == made.key(index) && made.status(row) != RowStatus::fault) own.push_back(rows[row].event);
      }
      put_in_order(std::span(own));
      std::vector<Event> folded;
      for (const RowIndex row : made.rows_of(index)) folded.push_back(rows[row].event);
      EXPECT_TRUE(folded == own) << made.key(index);
    }
  });
}

TEST(ReplayProperty, TheFileKnownOnADayIsTheReplayOfWhatWasRecorded) {
  for_each_register([](Deck& deck, const std::vector<Row>& rows) {
    const Date known = first_day + deck.below(days);
    std::vector<Row> recorded;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(recorded), [known](const Row& row) { return row.event.recorded <= known; });
    const Replay whole = replay(rows);
    const Replay part = replay(recorded);
    for (DemandIndex index = 0; index < part.demands(); ++index) {
      const DemandIndex same = whole.find(part.key(index)).value();
      EXPECT_EQ(whole.snapshot(same, known).demand, part.demand(index));
      for (std::int32_t day = 0; day < days; day += 29) {
        EXPECT_EQ(whole.situation(same, first_day + day, known), part.situation(index, first_day + day));
      }
    }
  });
}

TEST(ReplayProperty, RefusedEventsChangeNothing) {
  for_each_register([](Deck&, const std::vector<Row>& rows) {
    const Replay whole = replay(rows);
    std::vector<Row> kept;
    for (RowIndex row = 0; row < rows.size(); ++row) {
      // Refused or not, what bears on a radiation cuts the day in two.
      if (whole.status(row) == RowStatus::accepted || bears_on_radiation(rows[row].event.kind)) kept.push_back(rows[row]);
    }
    const Replay alone = replay(kept);
    EXPECT_EQ(alone.counts()[0], whole.counts()[0]);
    expect_same(whole, alone);
  });
}

TEST(ReplayProperty, DecisionsFoundAgainAreThoseOfTheFold) {
  for_each_register([](Deck&, const std::vector<Row>& rows) {
    const Replay made = replay(rows);
    const JudgedRows& judged = made.judged();
    std::size_t entry = 0;
    for (RowIndex row = 0; row < rows.size(); ++row) {
      const std::optional<Decision> decision = made.decision(row);
      EXPECT_EQ(decision.has_value(), made.status(row) != RowStatus::fault);
      if (!decision) continue;
      EXPECT_EQ(text(decision->outcome), text(made.status(row)));
      std::vector<ReasonCode> codes;
      if (entry < judged.size() && judged.row[entry] == row) {
        for (const Finding& finding : judged.of(entry)) {
          if (finding.kind == FindingKind::reason || finding.kind == FindingKind::warning) codes.push_back(finding.code);
        }
        ++entry;
      }
      std::vector<ReasonCode> again;
      for (const Reason& reason : decision->reasons.all()) again.push_back(reason.code);
      for (const Reason& reason : decision->warnings.all()) again.push_back(reason.code);
      EXPECT_EQ(codes, again);
    }
    EXPECT_EQ(entry, judged.size());
  });
}

void expect_account(const Flow& flow) {
  std::int64_t gap = 0;
  for (const std::int32_t one : flow.gap) gap += one;
  EXPECT_EQ(flow.total.counts.gap(), gap);
  EXPECT_EQ(flow.total.counts.breaking, flow.breaking.size());
  EXPECT_EQ(flow.total.counts.closes(), flow.breaking.empty());
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  for (const FlowLine& line : flow.territories) {
    start += line.counts.start;
    end += line.counts.end;
    EXPECT_TRUE(!line.counts.closes() || line.counts.gap() == 0);
  }
  EXPECT_EQ(start, flow.total.counts.start);
  EXPECT_EQ(end, flow.total.counts.end);
}

TEST(ReplayProperty, ATableClosesOrSaysByHowMuchAndWhere) {
  for_each_register([](Deck& deck, const std::vector<Row>& rows) {
    const Replay made = replay(rows);
    const Date from = first_day + deck.below(days);
    const Period period{from, from + deck.below(400)};
    std::array<std::uint64_t, 3> ends{};
    for (const Population population : {Population::persons, Population::associations, Population::both}) {
      const Flow flow = made.flow(period, population);
      expect_account(flow);
      ends[static_cast<std::size_t>(population)] = flow.total.counts.end;
      for (const StockBy by : {StockBy::territory, StockBy::typology, StockBy::seniority}) {
        EXPECT_EQ(made.stock(period.to, by, population).total, flow.total.counts.end);
      }
    }
    EXPECT_EQ(ends[0] + ends[1], ends[2]);
    const RegisterState state = made.state(period.to);
    EXPECT_EQ(state.count[static_cast<std::size_t>(State::active)] + state.count[static_cast<std::size_t>(State::expired)], ends[2]);
  });
}

TEST(ReplayProperty, TheMonthsAddUpToThePeriod) {
  for_each_register([](Deck& deck, const std::vector<Row>& rows) {
    const Replay made = replay(rows);
    const Date from = first_day + deck.below(days);
    const Period period{from, from + 1 + deck.below(400)};
    const Flow whole = made.flow(period, Population::both);
    const std::vector<Flow> months = made.monthly(period, Population::both);
    EXPECT_EQ(months.front().period.from, period.from);
    EXPECT_EQ(months.back().period.to, period.to);
    FlowCounts sum;
    for (std::size_t i = 0; i < months.size(); ++i) {
      const FlowCounts& month = months[i].total.counts;
      expect_account(months[i]);
      EXPECT_EQ(month.start, i == 0 ? whole.total.counts.start : months[i - 1].total.counts.end);
      sum.entered += month.entered;
      sum.revived += month.revived;
      for (std::size_t motive = 0; motive < 6; ++motive) sum.radiated[motive] += month.radiated[motive];
    }
    EXPECT_EQ(sum.entered, whole.total.counts.entered);
    EXPECT_EQ(sum.revived, whole.total.counts.revived);
    EXPECT_EQ(sum.radiated, whole.total.counts.radiated);
  });
}

TEST(ReplayProperty, NoPersonIsRegisteredTwiceWhereEverySearchIsMade) {
  for_each_register([](Deck&, std::vector<Row> rows) {
    // Two demands for each of three persons.
    const auto person_of = [](std::string_view demand) { return numbered("p", (demand.back() - '0') / 2); };
    for (Row& row : rows) {
      row.event.duplicate = Duplicate::unknown;
      row.co_holder.clear();
      row.person = person_of(row.demand);
    }
    const Replay made = replay(rows);
    std::map<std::pair<std::string, std::string_view>, int> live;
    for (DemandIndex index = 0; index < made.demands(); ++index) {
      const Demand& demand = made.demand(index);
      if (demand.stored != Stored::registered) continue;
      if (!made.timeline(index).radiations().empty()) continue;  // a radiation made in error is undone without a search
      const int count = ++live[{person_of(made.key(index)), in_ile_de_france(*demand.territory) ? "111" : demand.territory->code()}];
      EXPECT_EQ(count, 1) << made.key(index);
    }
  });
}

}  // namespace
}  // namespace sne::testing
