#include <sne/column_replay.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "unit/events.hpp"

namespace sne::testing {
namespace {

// Lives are drawn step by step, each step by what the demand calls for or against it, and folded as they are drawn by `advance` and `Timeline`.
// The replay of columns must give the same outcome to each row, the same demands, and stays that say the same stock on every day that matters.

constexpr std::uint32_t blocks = 50;
constexpr std::uint32_t demands_of_a_block = 20000;

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}

  std::int32_t below(std::int32_t end) { return static_cast<std::int32_t>(engine_() % static_cast<std::uint32_t>(end)); }
  bool once_in(std::int32_t times) { return below(times) == 0; }
  template <class Item>
  const Item& of(const std::vector<Item>& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int32_t>(list.size())))];
  }

 private:
  std::minstd_rand engine_;
};

/// A few hundred acts, by what they are for.
struct Acts {
  std::vector<Event> all;
  std::vector<std::uint32_t> opening, draft, keeping, ending, after;

  explicit Acts(unsigned seed) {
    Chance chance(seed);
    const std::vector<Actor> lessors{lessor, other_lessor, body(ActorKind::lessor, "G1"), body(ActorKind::lessor, "G2"), body(ActorKind::lessor, "G3")};
    for (int i = 0; i < 60; ++i) {
      const Actor& who = chance.of(lessors);
      add(opening, opened(chance, who));
      add(draft, event(chance.once_in(4) ? EventKind::refuse_draft : EventKind::validate, {}, who));
      all.back().duplicate = Duplicate::none;
      all.back().ground = Ground::identity;
      all.back().identity = Identity::stay;
      all.back().reference = chance.once_in(2) ? std::nullopt : std::optional("2015-06-01"_date + chance.below(2000));
      for (const Event& one : {notice({}), renewal({}, who), renewal({}, who), allocation({}, who), irrecevable({}, Ground::income, who), inquiry({}, who),
                               warning({}, Motive::c, who), warning({}, Motive::d, who), answer({}, chance.once_in(2) ? Motive::c : Motive::d),
                               event(EventKind::update, {}, applicant), event(EventKind::attest, {}, manager), event(EventKind::report_death, {}, batch)}) {
        add(keeping, one);
        if (one.kind == EventKind::warn) all.back().delivered = chance.once_in(2) ? std::nullopt : std::optional("2015-06-01"_date + chance.below(2000));
        if (chance.once_in(6)) all.back().channel = Channel::online;
      }
      for (const Event& one : {lease({}, who), renunciation({}, who), radiation_c({}, who), irrecevability({}, who), non_renewal({}), non_renewal({}, manager)}) {
        add(ending, one);
      }
      for (const Event& one : {reactivation({}, manager), reactivation({}, who), with_reason(EventKind::cancel_radiation, {}, manager),
                               with_reason(EventKind::requalify, {}, manager, Motive::a), lease({}, who), event(EventKind::erase, {}, batch), renewal({}, who),
                               answer({}, Motive::c)}) {
        add(after, one);
      }
    }
    for (Event& act : all) spoil(act, chance);
  }

 private:
  void add(std::vector<std::uint32_t>& group, const Event& act) {
    group.push_back(static_cast<std::uint32_t>(all.size()));
    all.push_back(act);
  }
  static Event opened(Chance& chance, const Actor& who) {
    Event made = filing({}, who);
    made.typology = static_cast<Typology>(chance.below(8));
    made.legal_person = chance.once_in(6) ? Fact::yes : Fact::no;
    made.choices.wants_post = static_cast<Fact>(chance.below(3));
    if (chance.once_in(5)) made.separation = {"2015-02-01"_date, "1968-03-01"_date + chance.below(16000), Fact::yes, Couple::married, Fact::yes};
    if (chance.once_in(6)) {
      made.channel = Channel::online;
      made.actor = applicant;
    }
    return made;
  }
  static void spoil(Event& act, Chance& chance) {
    if (chance.once_in(12)) act.actor = {static_cast<ActorKind>(chance.below(15)), {}};
    if (chance.once_in(15)) act.duplicate = Duplicate::unknown;
    if (chance.once_in(15)) act.complete = act.reason = act.received = Fact::unknown;
    if (chance.once_in(25)) act.lease = act.content = act.written = Fact::no;
    if (chance.once_in(40)) act.territory.reset();
    if (chance.once_in(40)) act.delivered = "2300-01-01"_date;
  }
};

/// What the scalar functions say of a row.
struct Expected {
  ColumnStatus status = row_accepted;
  ReasonCode first{};
  std::uint8_t reasons = 0;
};

struct Log {
  std::vector<std::uint32_t> demand, act;
  std::vector<Date> effective, recorded;
  std::vector<Expected> expected;

  [[nodiscard]] std::size_t size() const { return demand.size(); }
  [[nodiscard]] EventColumns columns(std::size_t from, std::size_t to) const {
    return {{std::span(demand).subspan(from, to - from), {}},
            {std::span(act).subspan(from, to - from), {}},
            {std::span(effective).subspan(from, to - from), {}},
            {std::span(recorded).subspan(from, to - from), {}}};
  }
  void add(std::uint32_t one, std::uint32_t its, Date day, Date entered, const Expected& said) {
    demand.push_back(one);
    act.push_back(its);
    effective.push_back(day);
    recorded.push_back(entered);
    expected.push_back(said);
  }
};

struct Block {
  Log log;
  std::vector<Demand> demands;
  std::vector<Timeline> lines;
};

/// One life, folded as it is drawn.
void draw_life(Block& block, std::uint32_t index, const Acts& acts, const Policy& policy, Chance& chance) {
  Demand demand;
  Timeline line;
  Date day = "2009-01-01"_date + chance.below(5200);
  Date last_recorded = day;
  bool filed = false;
  Event last;
  const std::int32_t steps = 4 + chance.below(14);
  for (std::int32_t step = 0; step < steps; ++step) {
    const auto& group = demand.stored == Stored::none ? acts.opening
                        : demand.stored == Stored::draft ? acts.draft
                        : demand.stored == Stored::registered ? (chance.once_in(3) ? acts.ending : acts.keeping)
                                                              : acts.after;
    constexpr std::array<std::int32_t, 12> gaps{0, 0, 1, 20, 31, 60, 90, 150, 200, 320, 395, 400};
    day = day + gaps[static_cast<std::size_t>(chance.below(12))];
    std::uint32_t act = chance.once_in(30) ? static_cast<std::uint32_t>(chance.below(static_cast<std::int32_t>(acts.all.size()))) : chance.of(group);
    if (step == 0 && !chance.once_in(50)) act = chance.of(acts.opening);
    Event event = acts.all[act];
    event.effective = chance.once_in(8) ? day - chance.below(150) : day;
    event.recorded = later(last_recorded, event.effective + (chance.once_in(5) ? chance.below(60) : 0));
    if (chance.once_in(60)) event.recorded = last_recorded - chance.below(40);
    if (chance.once_in(2000)) event.effective = "1960-01-01"_date;
    if (chance.once_in(5000)) event.effective = event.recorded = "2400-01-01"_date;
    Expected expected;
    if (!filed && event.kind != EventKind::file) {
      expected.status = status_of(Errc::unknown_demand);
    } else if (filed && folds_before(event, last)) {
      expected.status = status_of(Errc::out_of_order);
    } else {
      const Demand before = demand;
      const Decision decision = advance(demand, event, law_book, policy);
      if (decision.accepted()) line.record(before, event, demand);
      if (!decision.accepted()) expected.status = decision.outcome == Outcome::refused ? row_refused : row_incomplete;
      expected.reasons = static_cast<std::uint8_t>(decision.reasons.size());
      if (expected.reasons > 0) expected.first = decision.reasons.all()[0].code;
      filed = true;
      last = event;
      last_recorded = event.recorded;
    }
    block.log.add(index, act, event.effective, event.recorded, expected);
  }
  block.demands.push_back(demand);
  block.lines.push_back(std::move(line));
}

/// The rows with the demands interleaved, those of each demand in their order.
Log interleaved(const Log& from, Chance& chance) {
  std::vector<std::pair<std::int32_t, std::uint32_t>> place;
  std::int32_t start = 0;
  for (std::uint32_t row = 0; row < from.size(); ++row) {
    start = row > 0 && from.demand[row] == from.demand[row - 1] ? start + 1 : chance.below(40);
    place.push_back({start, row});
  }
  std::sort(place.begin(), place.end());
  Log made;
  for (const auto& [turn, row] : place) made.add(from.demand[row], from.act[row], from.effective[row], from.recorded[row], from.expected[row]);
  return made;
}

void expect_rows(const Log& log, const std::vector<ColumnStatus>& status) {
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < log.size() && wrong < 5; ++row) {
    if (status[row] == log.expected[row].status) continue;
    ++wrong;
    ADD_FAILURE() << "row " << row << ": " << status[row] << " for " << log.expected[row].status;
  }
}

void expect_refused(const Log& log, const RefusedRows& refused) {
  std::size_t entry = 0;
  for (std::size_t row = 0; row < log.size(); ++row) {
    const Expected& said = log.expected[row];
    if (said.status != row_refused && said.status != row_incomplete) continue;
    ASSERT_LT(entry, refused.size());
    ASSERT_EQ(refused.row[entry], row);
    std::vector<ReasonCode> codes;
    for (const Finding& finding : refused.of(entry)) {
      if (finding.kind == FindingKind::reason) codes.push_back(finding.code);
    }
    ASSERT_EQ(codes.size(), said.reasons);
    if (!codes.empty()) {
      ASSERT_EQ(codes[0], said.first);
    }
    ++entry;
  }
  EXPECT_EQ(entry, refused.size());
}

/// The stays of one demand, checked on every day on which something begins or ends.
void expect_stays(const Stays& stays, std::size_t from, std::size_t to, const Timeline& line, std::uint32_t demand) {
  std::vector<Date> days;
  const auto around = [&days](Date day) {
    for (const std::int32_t by : {-1, 0, 1}) days.push_back(day + by);
  };
  for (const RadiatedSpan& span : line.radiations()) {
    around(span.from);
    if (span.until) around(*span.until);
  }
  if (line.initial()) around(*line.initial());
  for (std::size_t i = from; i < to; ++i) {
    EXPECT_TRUE(i == from || stays.from[i] > stays.until[i - 1]) << demand;
    EXPECT_TRUE(stays.until[i] == no_day || stays.until[i] >= stays.from[i]) << demand;
    EXPECT_EQ(stays.until[i] == no_day, stays.exit[i] == StayExit::none) << demand;
    around(stays.from[i]);
    if (stays.until[i] == no_day) continue;
    around(stays.until[i]);
    const auto holds = [&](const RadiatedSpan& span) { return span.holds(stays.until[i]); };
    const auto radiations = line.radiations();
    if (std::count_if(radiations.begin(), radiations.end(), holds) == 1) {
      EXPECT_EQ(static_cast<Motive>(stays.exit[i]), std::find_if(radiations.begin(), radiations.end(), holds)->motive) << demand;
    }
  }
  EXPECT_TRUE(to == from || stays.from[from] != *line.initial() || stays.entry[from] == StayEntry::first) << demand;
  for (const Date day : days) {
    bool in = false;
    for (std::size_t i = from; i < to; ++i) in = in || (stays.from[i] <= day && (stays.until[i] == no_day || day < stays.until[i]));
    EXPECT_EQ(in, line.in_stock(day)) << demand << " on " << iso_text(day).view();
  }
}

void expect_block(const Block& block, const ColumnReplay& replay) {
  const Stays stays = replay.stays();
  std::size_t at = 0;
  for (std::uint32_t index = 0; index < block.demands.size() && !::testing::Test::HasFailure(); ++index) {
    EXPECT_EQ(replay.demand(index), block.demands[index]) << index;
    std::size_t to = at;
    while (to < stays.size() && stays.demand[to] == index) ++to;
    expect_stays(stays, at, to, block.lines[index], index);
    at = to;
  }
  EXPECT_EQ(at, stays.size());
}

Policy policy_of(unsigned seed) {
  Policy policy = seed % 3 == 0 ? Policy::law() : Policy::sne();
  if (seed % 4 == 1) policy.unknown = UnknownFacts::presume_met;
  if (seed % 5 == 1) policy.horizon = BeyondHorizon::provisional;
  if (seed % 4 == 2) policy.renewal_base = RenewalBase::anniversary;
  if (seed % 7 == 3) policy.expired_commission = ExpiredCommission::refuse;
  return policy;
}

TEST(ColumnReplayProperty, GivesWhatTheScalarFoldGives) {
  std::size_t rows = 0;
  std::array<std::size_t, 6> met{};  // states by `Stored`
  for (unsigned seed = 0; seed < blocks && !HasFailure(); ++seed) {
    Chance chance(seed + 1);
    const Acts acts(seed);
    const Policy policy = policy_of(seed);
    Block block;
    for (std::uint32_t index = 0; index < demands_of_a_block; ++index) draw_life(block, index, acts, policy, chance);
    for (const Demand& demand : block.demands) ++met[static_cast<std::size_t>(demand.stored)];
    if (seed % 2 == 0) block.log = interleaved(block.log, chance);
    const Log& log = block.log;
    ColumnReplay replay(demands_of_a_block, acts.all, law_book, policy, {.threads = 1 + seed % 3});
    std::vector<ColumnStatus> status(log.size());
    for (std::size_t from = 0; from < log.size();) {
      const std::size_t to = std::min(log.size(), from + static_cast<std::size_t>(chance.below(seed % 4 == 0 ? 300000 : 90000)));
      ASSERT_FALSE(replay.feed(log.columns(from, to), std::span(status).subspan(from, to - from)));
      from = to;
    }
    expect_rows(log, status);
    expect_refused(log, replay.refused());
    expect_block(block, replay);
    rows += log.size();
    if (HasFailure()) ADD_FAILURE() << "block " << seed;
  }
  EXPECT_GT(rows, 10000000U);
  for (std::size_t stored = 0; stored < met.size(); ++stored) EXPECT_GT(met[stored], 200U) << stored;
}

TEST(ColumnReplayProperty, PartsAndThreadsChangeNothing) {
  Chance chance(7);
  const Acts acts(7);
  Block block;
  for (std::uint32_t index = 0; index < demands_of_a_block; ++index) draw_life(block, index, acts, Policy::sne(), chance);
  const Log log = interleaved(block.log, chance);
  ColumnReplay whole(demands_of_a_block, acts.all, law_book, Policy::sne(), {.refused_limit = 500});
  whole.feed(log.columns(0, log.size()));
  std::vector<Stored> stored(demands_of_a_block);
  std::vector<Date> base(demands_of_a_block);
  ASSERT_FALSE(whole.write({.stored = stored, .base = base}));
  for (const std::uint32_t parts : {1U, 3U, 16U}) {
    Result<PartedReplay> made = PartedReplay::in(::testing::TempDir(), parts, demands_of_a_block, acts.all, law_book, Policy::sne(),
                                                 {.threads = 1 + parts % 2, .refused_limit = 500});
    ASSERT_TRUE(made);
    PartedReplay parted = std::move(made).value();
    parted.feed(log.columns(0, 12345));
    parted.feed(log.columns(12345, log.size()));
    std::vector<ColumnStatus> status(log.size());
    std::vector<Stored> stored_in_parts(demands_of_a_block);
    std::vector<Date> base_in_parts(demands_of_a_block);
    const Result<PartedResult> result = std::move(parted).finish({.stored = stored_in_parts, .base = base_in_parts}, status);
    ASSERT_TRUE(result);
    expect_rows(log, status);
    EXPECT_EQ(stored, stored_in_parts);
    EXPECT_EQ(base, base_in_parts);
    EXPECT_EQ(whole.counts(), result->counts);
    EXPECT_EQ(whole.months(), result->months);
    EXPECT_EQ(whole.stays().demand, result->stays.demand);
    EXPECT_EQ(whole.stays().from, result->stays.from);
    EXPECT_EQ(whole.stays().until, result->stays.until);
    EXPECT_EQ(whole.stays().exit, result->stays.exit);
    EXPECT_EQ(whole.refused().row, result->refused.row);
    EXPECT_EQ(whole.refused().demand, result->refused.demand);
    EXPECT_EQ(whole.refused().first_finding, result->refused.first_finding);
  }
}

/// A log with persons, for the search that a replay makes.
std::shared_ptr<EventLog> log_of_persons(unsigned seed) {
  Chance chance(seed);
  const Acts acts(seed);
  Block block;
  for (std::uint32_t index = 0; index < 40; ++index) draw_life(block, index, acts, Policy::sne(), chance);
  auto log = std::make_shared<EventLog>();
  for (std::size_t row = 0; row < block.log.size(); ++row) {
    Event event = acts.all[block.log.act[row]];
    event.effective = block.log.effective[row];
    event.recorded = block.log.recorded[row];
    if (chance.once_in(2)) event.duplicate = Duplicate::unknown;
    const std::string demand = "D" + std::to_string(block.log.demand[row]);
    const std::string person = "p" + std::to_string(block.log.demand[row] / 2);
    log->add({event, demand, person, {}, {}});
    if (chance.once_in(40)) log->add({event, demand, person, {}, {}});
  }
  return log;
}

/// Whether the radiations of each demand stand apart and each takes a day at least: only then does a table that counts radiations count stays.
bool apart(const Replay& replay) {
  for (DemandIndex index = 0; index < replay.demands(); ++index) {
    std::optional<Date> end;
    for (const RadiatedSpan& span : replay.timeline(index).radiations()) {
      if (span.voided) continue;
      if ((end && span.from < *end) || span.until == span.from) return false;
      end = span.until;
    }
  }
  return true;
}

TEST(ColumnReplayProperty, GivesWhatReplayGivesOnceItsDuplicatesAreTold) {
  std::size_t closing = 0;
  for (unsigned seed = 100; seed < 400 && !HasFailure(); ++seed) {
    const Replay replay(log_of_persons(seed), law_book, Policy::sne());
    const LogColumns columns = columns_of(replay);
    ColumnReplay by_columns(columns.demands, columns.acts, law_book, Policy::sne());
    std::vector<ColumnStatus> status(columns.row.size());
    ASSERT_FALSE(by_columns.feed(columns.columns(), status));
    for (std::size_t i = 0; i < status.size(); ++i) {
      const RowStatus said = replay.status(columns.row[i]);
      if (status[i] == status_of(Errc::unknown_demand)) {
        EXPECT_EQ(said, RowStatus::refused);
      } else {
        EXPECT_EQ(status[i] == row_accepted, said == RowStatus::accepted);
        EXPECT_EQ(status[i] == row_refused, said == RowStatus::refused);
      }
    }
    const Stays stays = by_columns.stays();
    for (std::uint32_t index = 0; index < columns.demands; ++index) EXPECT_EQ(by_columns.demand(index), replay.demand(index)) << index;
    const Period period{"2012-01-01"_date + static_cast<std::int32_t>(seed), "2015-06-30"_date};
    const Flow flow = replay.flow(period, Population::both);
    FlowCounts counts;
    for (std::size_t i = 0; i < stays.size(); ++i) {
      const auto in = [&](Date day) { return stays.from[i] <= day && (stays.until[i] == no_day || day < stays.until[i]); };
      if (in(period.from - 1)) ++counts.start;
      if (in(period.to)) ++counts.end;
      if (period.holds(stays.from[i])) ++(stays.entry[i] == StayEntry::first ? counts.entered : counts.revived);
      if (stays.until[i] != no_day && period.holds(stays.until[i])) ++counts.radiated[static_cast<std::size_t>(stays.exit[i]) - 1];
    }
    EXPECT_EQ(counts.start, flow.total.counts.start);
    EXPECT_EQ(counts.end, flow.total.counts.end);
    EXPECT_EQ(counts.gap(), 0);
    EXPECT_EQ(counts.entered, flow.total.counts.entered);
    if (!flow.total.counts.closes() || !apart(replay)) continue;
    ++closing;
    EXPECT_EQ(counts.revived, flow.total.counts.revived);
    EXPECT_EQ(counts.radiated, flow.total.counts.radiated);
  }
  EXPECT_GT(closing, 20U);
}

TEST(ColumnReplayProperty, ALogOfEventsBecomesColumnsInFoldingOrder) {
  for (unsigned seed = 500; seed < 520; ++seed) {
    const auto log = log_of_persons(seed);
    const LogColumns columns = columns_of(*log);
    ASSERT_EQ(columns.row.size(), log->rows());
    ColumnReplay replay(columns.demands, columns.acts, law_book, Policy::sne());
    std::vector<ColumnStatus> status(columns.row.size());
    replay.feed(columns.columns(), status);
    EXPECT_EQ(std::count(status.begin(), status.end(), status_of(Errc::out_of_order)), 0);
    for (std::size_t i = 0; i < columns.row.size(); ++i) {
      const Event event = log->at(columns.row[i])->event;
      EXPECT_EQ(columns.effective[i], event.effective);
      EXPECT_EQ(columns.acts[columns.act[i]].kind, event.kind);
      EXPECT_EQ(columns.acts[columns.act[i]].actor, event.actor);
    }
  }
}

}  // namespace
}  // namespace sne::testing
