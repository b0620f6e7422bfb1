#include <sne/column_replay.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "events.hpp"

namespace sne::testing {
namespace {

/// A log under construction; each event is an act of its own.
struct Log {
  std::vector<Event> acts;
  std::vector<std::uint32_t> demand, act;
  std::vector<Date> effective, recorded;
  std::vector<ColumnStatus> status;

  Log& add(std::uint32_t one, const Event& event) {
    demand.push_back(one);
    act.push_back(static_cast<std::uint32_t>(acts.size()));
    effective.push_back(event.effective);
    recorded.push_back(event.recorded);
    acts.push_back(event);
    return *this;
  }
  [[nodiscard]] EventColumns columns() const { return {{demand, {}}, {act, {}}, {effective, {}}, {recorded, {}}}; }
  ColumnReplay replay(std::uint32_t demands = 1, const ReplayOptions& options = {}) {
    ColumnReplay made(demands, acts, law_book, Policy::sne(), options);
    status.assign(demand.size(), 9999);
    EXPECT_FALSE(made.feed(columns(), status));
    return made;
  }
  /// The stays of demand 0, as `from..until entry exit`.
  std::vector<std::string> stays() {
    std::vector<std::string> lines;
    const Stays made = replay().stays();
    for (std::size_t i = 0; i < made.size(); ++i) {
      const std::string until = made.until[i] == no_day ? std::string() : std::string(iso_text(made.until[i]).view());
      lines.push_back(std::string(iso_text(made.from[i]).view()) + ".." + until + " " + std::string(text(made.entry[i])) + " " + std::string(text(made.exit[i])));
    }
    return lines;
  }
};

using Lines = std::vector<std::string>;
using Statuses = std::vector<ColumnStatus>;

Log lapsed_log() {
  return Log().add(0, filing("2023-01-10"_date)).add(0, notice("2023-12-01"_date)).add(0, non_renewal("2024-02-20"_date));
}

// Stays.

TEST(ColumnStays, RunFromTheInitialDayToTheRadiation) {
  EXPECT_EQ(Log().add(0, filing("2023-01-10"_date)).stays(), Lines{"2023-01-10.. new none"});
  EXPECT_EQ(lapsed_log().stays(), Lines{"2023-01-10..2024-02-20 new e"});
  EXPECT_EQ(Log().add(0, filing("2023-01-10"_date)).add(0, renunciation("2023-01-10"_date)).stays(), Lines{"2023-01-10..2023-01-10 new b"});
}

TEST(ColumnStays, GoOnAfterARadiationMadeInError) {
  Log cancelled = lapsed_log();
  cancelled.add(0, with_reason(EventKind::cancel_radiation, "2024-03-01"_date, manager));
  EXPECT_EQ(cancelled.stays(), Lines{"2023-01-10.. new none"});
  Log renewed = lapsed_log();  // a renewal of January, entered in March: the radiation was in error
  renewed.add(0, entered(renewal("2024-01-05"_date), "2024-03-01"_date));
  EXPECT_EQ(renewed.stays(), Lines{"2023-01-10.. new none"});
}

TEST(ColumnStays, BeginAgainWithAReactivation) {
  Log log = lapsed_log();
  log.add(0, reactivation("2024-03-15"_date, manager));
  EXPECT_EQ(log.stays(), (Lines{"2023-01-10..2024-02-20 new e", "2024-03-15.. revived none"}));
  log.add(0, renunciation("2024-05-02"_date));
  EXPECT_EQ(log.stays(), (Lines{"2023-01-10..2024-02-20 new e", "2024-03-15..2024-05-02 revived b"}));
  Log same_day = lapsed_log();
  EXPECT_EQ(same_day.add(0, reactivation("2024-02-20"_date, manager)).stays(), Lines{"2023-01-10.. new none"});
}

TEST(ColumnStays, EndOnTheDayOfTheLeaseOnceRequalified) {
  Log log = lapsed_log();
  log.add(0, entered(lease("2024-02-01"_date), "2024-03-01"_date));
  EXPECT_EQ(log.stays(), Lines{"2023-01-10..2024-02-20 new e"});
  log.add(0, with_reason(EventKind::requalify, "2024-03-10"_date, manager, Motive::a));
  EXPECT_EQ(log.stays(), Lines{"2023-01-10..2024-02-01 new a"});
}

TEST(ColumnStays, AreCutByARadiationEnteredLate) {
  Log log = lapsed_log();
  log.add(0, reactivation("2024-03-15"_date, manager));
  log.add(0, entered(renunciation("2023-06-01"_date), "2024-04-01"_date));  // before the radiation that was undone
  EXPECT_EQ(log.stays(), Lines{"2023-01-10..2023-06-01 new b"});
  Log between = lapsed_log();
  between.add(0, reactivation("2024-03-15"_date, manager));
  between.add(0, entered(renunciation("2024-03-01"_date), "2024-04-01"_date));  // while it was radiated: it never came back
  EXPECT_EQ(between.stays(), Lines{"2023-01-10..2024-02-20 new e"});
}

TEST(ColumnStays, OfAnErasedDemandRemain) {
  Log log = lapsed_log();
  log.add(0, event(EventKind::erase, "2025-03-01"_date, batch));
  const ColumnReplay replay = log.replay();
  EXPECT_EQ(replay.demand(0).stored, Stored::erased);
  EXPECT_FALSE(replay.demand(0).territory);
  EXPECT_EQ(log.stays(), Lines{"2023-01-10..2024-02-20 new e"});
  std::vector<Territory> territory(1);
  std::vector<Date> initial(1), base(1), radiated(1);
  ASSERT_FALSE(replay.write({.initial = initial, .territory = territory, .base = base, .radiated = radiated}));
  EXPECT_EQ(territory[0], "059"_territory);  // a count of 2023 still asks for it
  EXPECT_EQ(initial[0], "2023-01-10"_date);
  EXPECT_EQ(base[0], no_day);
  EXPECT_EQ(radiated[0], "2024-02-20"_date);
}

TEST(ColumnStays, OfADraftBeginWhenItIsValidated) {
  Event online = filing("2023-01-10"_date, applicant);
  online.channel = Channel::online;
  Event refused = event(EventKind::refuse_draft, "2023-02-01"_date, lessor);
  refused.ground = Ground::identity;
  EXPECT_EQ(Log().add(0, online).stays(), Lines{});
  EXPECT_EQ(Log().add(0, online).add(0, refused).stays(), Lines{});
  Event validated = event(EventKind::validate, "2023-02-01"_date, lessor);
  validated.duplicate = Duplicate::none;
  EXPECT_EQ(Log().add(0, online).add(0, validated).stays(), Lines{"2023-01-10.. new none"});
}

// Rows.

TEST(ColumnReplay, SaysTheFaultOfEachRowAndGoesOn) {
  Log log;
  log.add(1, renewal("2023-01-01"_date));                       // never filed
  log.add(0, filing("2023-01-10"_date));
  log.add(0, notice("2023-01-09"_date));                        // entered before the row above
  log.add(2, filing("2023-01-10"_date));                        // no such demand
  log.add(0, filing("2023-03-01"_date));                        // filed already: the law's refusal
  log.add(0, entered(renewal("2023-12-01"_date), "2400-01-01"_date));
  log.add(0, notice("2023-12-01"_date));                        // entered before it
  log.act[3] = 0;
  const ColumnReplay replay = log.replay(2);
  EXPECT_EQ(log.status, (Statuses{status_of(Errc::unknown_demand), row_accepted, status_of(Errc::out_of_order), status_of(Errc::bad_index), row_refused,
                                  row_accepted, status_of(Errc::out_of_order)}));
  EXPECT_EQ(replay.counts(), (RowCounts{2, 1, 0, 4}));
  EXPECT_EQ(replay.demand(0).base, "2023-12-01"_date);
  log.act[0] = 99;
  log.effective[1] = Date::from_days(INT32_MAX);
  log.replay(2);
  EXPECT_EQ(log.status[0], status_of(Errc::bad_index));
  EXPECT_EQ(log.status[1], status_of(Errc::date_out_of_range));
  EXPECT_EQ(log.status[4], row_accepted);  // the first good filing
}

TEST(ColumnReplay, ADemandWhoseFilingWasRefusedIsNotRegistered) {
  Event anyone = filing("2023-01-10"_date, applicant);
  Log log = Log().add(0, anyone).add(0, renewal("2023-02-01"_date));
  const RefusedRows refused = log.replay().refused();
  EXPECT_EQ(log.status, (Statuses{row_refused, row_refused}));
  ASSERT_EQ(refused.size(), 2U);
  EXPECT_EQ(refused.of(1)[0].code, ReasonCode::not_registered);
}

TEST(ColumnReplay, OnOneDayTheRanksSayTheOrder) {
  Log right = Log().add(0, filing("2023-01-10"_date)).add(0, renewal("2023-12-05"_date)).add(0, notice("2023-12-05"_date));
  right.replay();
  EXPECT_EQ(right.status[2], row_refused);  // before the new base: the law, not the order
  Log wrong = Log().add(0, filing("2023-01-10"_date)).add(0, notice("2023-12-05"_date)).add(0, renewal("2023-12-05"_date));
  wrong.replay();
  EXPECT_EQ(wrong.status[2], status_of(Errc::out_of_order));
}

TEST(ColumnReplay, MissingValuesAndAnAbsentDayOfEntry) {
  Log log = Log().add(0, filing("2023-01-10"_date)).add(0, notice("2023-12-01"_date)).add(0, renewal("2023-12-20"_date));
  ColumnReplay replay(1, log.acts, law_book, Policy::sne());
  const std::uint8_t bits = 0b101;
  std::vector<ColumnStatus> status(3);
  ASSERT_FALSE(replay.feed({{log.demand, {}}, {log.act, {}}, {log.effective, Validity(&bits)}, {}}, status));
  EXPECT_EQ(status, (Statuses{row_accepted, status_of(Errc::missing_value), row_accepted}));
  EXPECT_EQ(replay.months(), (std::vector<MonthRows>{{"2023-01-01"_date, 1}, {"2023-02-01"_date, 0}, {"2023-03-01"_date, 0}, {"2023-04-01"_date, 0},
                                                     {"2023-05-01"_date, 0}, {"2023-06-01"_date, 0}, {"2023-07-01"_date, 0}, {"2023-08-01"_date, 0},
                                                     {"2023-09-01"_date, 0}, {"2023-10-01"_date, 0}, {"2023-11-01"_date, 0}, {"2023-12-01"_date, 1}}));
}

TEST(ColumnReplay, AColumnOfAnotherLengthIsAFault) {
  Log log = Log().add(0, filing("2023-01-10"_date));
  ColumnReplay replay(1, log.acts, law_book, Policy::sne());
  std::vector<ColumnStatus> status(2);
  EXPECT_EQ(replay.feed(log.columns(), status), (LengthFault{"status", 1, 2}));
  EXPECT_EQ(replay.feed({{log.demand, {}}, {}, {log.effective, {}}, {}}), (LengthFault{"act", 1, 0}));
  EXPECT_EQ(replay.rows(), 0U);
  std::vector<Stored> stored(3);
  EXPECT_EQ(replay.write({.stored = stored}), (LengthFault{"stored", 1, 3}));
}

TEST(ColumnReplay, NothingIsRowsToo) {
  ColumnReplay none(0, {}, law_book, Policy::sne());
  EXPECT_FALSE(none.feed({}));
  EXPECT_EQ(none.stays().size(), 0U);
  EXPECT_TRUE(none.months().empty());
  EXPECT_EQ(none.refused().first_finding, std::vector<std::uint32_t>{0});
  ColumnReplay one(1, {}, law_book, Policy::sne(), {.threads = 4});
  EXPECT_FALSE(one.feed({}));
  EXPECT_EQ(one.demand(0), Demand{});
  EXPECT_EQ(one.stays().size(), 0U);
}

TEST(ColumnReplay, FedRowByRowIsFedAtOnce) {
  Log log = lapsed_log();
  log.add(0, reactivation("2024-03-15"_date, manager)).add(0, lease("2024-05-02"_date));
  const ColumnReplay whole = log.replay();
  ColumnReplay pieces(1, log.acts, law_book, Policy::sne());
  for (std::size_t row = 0; row < log.demand.size(); ++row) {
    const std::span<const Date> none;
    ASSERT_FALSE(pieces.feed({{std::span(log.demand).subspan(row, 1), {}}, {std::span(log.act).subspan(row, 1), {}},
                              {std::span(log.effective).subspan(row, 1), {}}, {none, {}}}));
  }
  EXPECT_EQ(pieces.demand(0), whole.demand(0));
  EXPECT_EQ(pieces.stays().from, whole.stays().from);
  EXPECT_EQ(pieces.counts(), whole.counts());
}

TEST(ColumnReplay, WhatDoesNotFitInSixtyFourBytesIsHeldAside) {
  Log log;
  log.add(0, filing("2023-01-10"_date));
  Demand scalar;
  for (const std::string_view id : {"G1", "G2", "G3", "G4", "G5"}) log.add(0, allocation("2023-05-01"_date, body(ActorKind::lessor, id)));
  log.add(0, renewal("2023-12-20"_date, applicant));
  log.acts.back().channel = Channel::online;
  for (const Event& one : log.acts) advance(scalar, one, law_book, Policy::sne());
  EXPECT_EQ(scalar.allocations.all().size(), 4U);
  EXPECT_EQ(log.replay().demand(0), scalar);
  EXPECT_EQ(std::count(log.status.begin(), log.status.end(), row_accepted), 7);

  Event online = filing("2023-01-10"_date, applicant);  // a claim that a draft keeps
  online.channel = Channel::online;
  online.separation = {"2022-02-01"_date, "1966-05-01"_date, Fact::yes, Couple::married, Fact::yes};
  Event validated = event(EventKind::validate, "2023-02-01"_date, lessor);
  validated.duplicate = Duplicate::none;
  const ColumnReplay replay = Log().add(0, online).add(0, validated).replay();
  EXPECT_EQ(replay.demand(0).seniority, "1966-05-01"_date);
}

TEST(ColumnReplay, KeepsTheFirstRefusedRowsOnly) {
  Log log;
  for (std::uint32_t i = 0; i < 5; ++i) log.add(i, filing("2023-01-10"_date, applicant));
  const ColumnReplay replay = log.replay(5, {.threads = 2, .refused_limit = 3});
  EXPECT_EQ(replay.counts().refused, 5U);
  EXPECT_EQ(replay.refused().row, (std::vector<std::uint64_t>{0, 1, 2}));
  EXPECT_EQ(log.replay(5, {.refused_limit = 0}).refused().size(), 0U);
}

TEST(ColumnReplay, TheCallerMayStopIt) {
  Log log;
  log.acts.push_back(filing({}));
  log.demand.assign(1000000, 0);
  log.act.assign(1000000, 0);
  log.effective.assign(1000000, "2023-01-10"_date);
  log.recorded = log.effective;
  for (const unsigned threads : {1U, 2U}) {
    std::uint64_t calls = 0;
    const auto stop = [&calls](std::uint64_t, std::uint64_t total) {
      EXPECT_EQ(total, 1000000U);
      return ++calls < 2;
    };
    const ColumnReplay replay = log.replay(1, {.threads = threads, .refused_limit = 0, .progress = stop});
    EXPECT_TRUE(replay.stopped());
    EXPECT_EQ(calls, 2U);
    EXPECT_LT(replay.counts().refused, 999999U);
  }
}

// Parts on disk.

TEST(PartedReplay, LeavesNothingBehind) {
  const std::filesystem::path directory = std::filesystem::path(::testing::TempDir()) / "sne_parts";
  std::filesystem::create_directories(directory);
  Log log = lapsed_log();
  Result<PartedReplay> parted = PartedReplay::in(directory.string(), 4, 1, log.acts, law_book, Policy::sne());
  ASSERT_TRUE(parted);
  PartedReplay taken = std::move(parted).value();
  ASSERT_FALSE(taken.feed(log.columns()));
  EXPECT_TRUE(std::filesystem::is_empty(directory));
  const Result<PartedResult> result = std::move(taken).finish();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->counts, (RowCounts{3, 0, 0, 0}));
  EXPECT_EQ(result->stays.exit, std::vector<StayExit>{StayExit::e});
  std::filesystem::remove(directory);
}

TEST(PartedReplay, SaysWhatItCannotDo) {
  Log log = lapsed_log();
  const Result<PartedReplay> nowhere = PartedReplay::in("/nonexistent/folder", 2, 1, log.acts, law_book, Policy::sne());
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Errc::unreadable_file);
  PartedReplay parted = PartedReplay::in(::testing::TempDir(), 2, 1, log.acts, law_book, Policy::sne()).value();
  parted.feed(log.columns());
  std::vector<ColumnStatus> status(2);
  const Result<PartedResult> result = std::move(parted).finish({}, status);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::wrong_length);
}

TEST(PartedReplay, AMissingValueKeepsItsRow) {
  Log log = lapsed_log();
  PartedReplay parted = PartedReplay::in(::testing::TempDir(), 3, 1, log.acts, law_book, Policy::sne()).value();
  const std::uint8_t bits = 0b101;
  parted.feed({{log.demand, {}}, {log.act, Validity(&bits)}, {log.effective, {}}, {log.recorded, {}}});
  std::vector<ColumnStatus> status(3);
  const Result<PartedResult> result = std::move(parted).finish({}, status);
  ASSERT_TRUE(result);
  EXPECT_EQ(status, (Statuses{row_accepted, status_of(Errc::missing_value), row_refused}));
  EXPECT_EQ(result->refused.row, std::vector<std::uint64_t>{2});
}

// From a log.

TEST(LogColumns, ShareTheActsThatDifferByTheirDaysOnly) {
  EventLog log;
  Event one = lease("2023-06-01"_date);
  Event other = lease("2023-07-01"_date);
  other.rpls = DwellingId::of("7500054321").value();
  Event wrong = other;
  wrong.rpls = DwellingId::of("short").value();
  log.add({filing("2023-01-10"_date), "A", {}, {}, {}});
  log.add({filing("2023-02-10"_date), "B", {}, {}, {}});
  log.add({one, "A", {}, {}, {}});
  log.add({other, "B", {}, {}, {}});
  log.add({wrong, "B", {}, {}, {}});
  const LogColumns columns = columns_of(log);
  EXPECT_EQ(columns.demands, 2U);
  EXPECT_EQ(columns.acts.size(), 3U);
  EXPECT_EQ(columns.row, (std::vector<RowIndex>{0, 2, 1, 3, 4}));
  EXPECT_EQ(columns.act, (std::vector<std::uint32_t>{0, 1, 0, 1, 2}));
}

}  // namespace
}  // namespace sne::testing
