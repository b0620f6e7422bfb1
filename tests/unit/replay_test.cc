#include <sne/replay.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <sne/regions.hpp>

#include "events.hpp"

namespace sne::testing {
namespace {

/// The keys beside an event; an empty one is not known.
struct Keys {
  std::string_view person{};
  std::string_view co_holder{};
  std::string_view number{};
};

/// A log under construction.
class Register {
 public:
  Register& add(std::string_view demand, const Event& event, const Keys& keys = {}) {
    log_->add({event, demand, keys.person, keys.co_holder, keys.number});
    return *this;
  }
  [[nodiscard]] Replay replay(const Policy& policy = Policy::sne()) const { return {log_, law_book, policy}; }

 private:
  std::shared_ptr<EventLog> log_ = std::make_shared<EventLog>();
};

Event filed_in(std::string_view territory, Date day) {
  Event made = filing(day);
  made.territory = Territory::parse(territory).value();
  return made;
}

/// A filing that leaves the search for a duplicate to the replay.
Event unsearched(std::string_view territory, Date day) {
  Event made = filed_in(territory, day);
  made.duplicate = Duplicate::unknown;
  return made;
}

DemandIndex at(const Replay& replay, std::string_view key) { return replay.find(key).value(); }

std::vector<std::string> findings(const Replay& replay, RowIndex row) {
  std::vector<std::string> names;
  const JudgedRows& judged = replay.judged();
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged.row[i] != row) continue;
    for (const Finding& finding : judged.of(i)) names.push_back(std::string(text(finding.kind)) + " " + std::string(finding.name()));
  }
  return names;
}

using Names = std::vector<std::string>;

/// start + new + revived - radiated -> end, as text.
std::string account(const FlowCounts& counts) {
  return std::to_string(counts.start) + "+" + std::to_string(counts.entered) + "+" + std::to_string(counts.revived) + "-" +
         std::to_string(counts.radiated_total()) + "=" + std::to_string(counts.end);
}

constexpr Period year_2024{"2024-01-01"_date, "2024-12-31"_date};

// Rows.

TEST(Replay, FoldsTheRowsOfADemandInFoldingOrderWhateverTheirPlace) {
  const Replay replay = Register()
                            .add("A", non_renewal("2025-03-01"_date))
                            .add("A", notice("2024-12-01"_date))
                            .add("A", filing("2024-01-31"_date))
                            .replay();
  EXPECT_EQ(replay.counts(), (std::array<std::uint64_t, 4>{3, 0, 0, 0}));
  EXPECT_EQ(replay.rows_of(0), (std::vector<RowIndex>{2, 1, 0}));
  EXPECT_EQ(replay.demand(0).stored, Stored::radiated);
  EXPECT_EQ(replay.demand(0).radiation.motive, Motive::e);
}

TEST(Replay, TellsWhyARowIsRefusedAndByWhichArticle) {
  const Replay replay = Register()
                            .add("A", filing("2023-10-01"_date))
                            .add("A", notice("2024-08-28"_date))
                            .add("A", non_renewal("2024-10-02"_date))
                            .add("A", non_renewal("2024-11-01"_date))
                            .replay();
  EXPECT_EQ(replay.status(2), RowStatus::refused);
  EXPECT_EQ(replay.status(3), RowStatus::accepted);
  const JudgedRows& judged = replay.judged();
  ASSERT_EQ(judged.size(), 1U);
  EXPECT_EQ(judged.row[0], 2U);
  EXPECT_EQ(judged.outcome[0], Outcome::refused);
  EXPECT_EQ(judged.event[0], EventKind::radiate);
  EXPECT_EQ(judged.motive[0], Motive::e);
  ASSERT_EQ(judged.of(0).size(), 1U);
  const Finding& why = judged.of(0)[0];
  EXPECT_EQ(why.code, ReasonCode::tolerance_running);
  EXPECT_EQ(why.earliest, "2024-11-01"_date);
  EXPECT_FALSE(replay.law().citation(why.rule, judged.judged_on[0]).article.empty());
  EXPECT_TRUE(replay.decision(2)->refused_for(ReasonCode::tolerance_running));
  EXPECT_EQ(replay.decision(2)->earliest(), "2024-11-01"_date);
  EXPECT_TRUE(replay.decision(3)->accepted());
}

TEST(Replay, JudgedRowsFollowTheLogNotTheFold) {
  const Replay replay = Register()
                            .add("A", entered(filing("2024-02-01"_date), "2024-03-01"_date))
                            .add("B", entered(filing("2024-01-01"_date), "2024-01-10"_date))
                            .replay();
  EXPECT_EQ(replay.judged().row, (std::vector<RowIndex>{0, 1}));
  EXPECT_EQ(findings(replay, 0), Names{"warning LATE_ENTRY"});
  EXPECT_EQ(findings(replay, 1), Names{"warning LATE_ENTRY"});
}

TEST(Replay, NamesTheMissingInputs) {
  Event filing_by_commune = filing("2024-01-01"_date, commune);
  filing_by_commune.authorised = Fact::unknown;
  filing_by_commune.form = Fact::unknown;
  const Replay replay = Register().add("A", filing_by_commune).replay();
  EXPECT_EQ(replay.status(0), RowStatus::incomplete);
  EXPECT_EQ(findings(replay, 0), (Names{"missing form", "missing authorised"}));
}

TEST(Replay, BadInput_EventsBeforeTheFilingAndOfNoDemand) {
  const Replay replay = Register()
                            .add("A", renewal("2024-01-01"_date))
                            .add("B", filing("2024-02-01"_date))
                            .add("B", entered(renunciation("2024-01-15"_date), "2024-02-02"_date))
                            .replay();
  EXPECT_EQ(findings(replay, 0), Names{"reason NOT_REGISTERED"});
  EXPECT_EQ(findings(replay, 2), Names{"reason BEFORE_FILING"});
  EXPECT_EQ(replay.demand(at(replay, "A")).stored, Stored::none);
  EXPECT_EQ(replay.state("2024-06-01"_date).count, (std::array<std::uint64_t, 7>{1, 0, 0, 1, 0, 0, 0}));
}

TEST(Replay, BadInput_TheSameEventTwice) {
  Register log;
  log.add("A", filing("2024-01-01"_date), {.person = "p"}).add("B", filing("2024-01-01"_date));
  log.add("A", filing("2024-01-01"_date), {.person = "p"});
  log.add("A", filing("2024-01-01"_date), {.person = "q"});
  log.add("A", renewal("2024-11-01"_date)).add("A", renewal("2024-11-02"_date)).add("A", renewal("2024-11-01"_date));
  const Replay replay = log.replay();
  EXPECT_EQ(replay.faults().row, (std::vector<RowIndex>{2, 6}));
  EXPECT_EQ(replay.faults().fault[0], (RowFault{Errc::duplicate_event, std::nullopt, 0}));
  EXPECT_EQ(replay.status(2), RowStatus::fault);
  EXPECT_EQ(replay.decision(2), std::nullopt);
  EXPECT_EQ(findings(replay, 3), Names{"reason ALREADY_REGISTERED"}) << "another person: another row";
  EXPECT_EQ(replay.counts()[static_cast<std::size_t>(RowStatus::fault)], 2U);
}

TEST(Replay, BadInput_ManyRepeatsOfOneDay) {
  Register log;
  log.add("A", filing("2024-01-01"_date));
  for (int i = 0; i < 40; ++i) log.add("A", renewal("2024-11-01"_date, i % 2 == 0 ? lessor : other_lessor));
  EXPECT_EQ(log.replay().counts(), (std::array<std::uint64_t, 4>{3, 0, 0, 38}));
}

TEST(Replay, ARowRepeatedDoesNotCutTheDay) {
  const Date day = "2024-11-01"_date;
  const Event undone = with_reason(EventKind::cancel_radiation, day, manager);  // nothing to cancel: refused, and it keeps its place
  Register log;
  log.add("A", filing("2024-01-01"_date)).add("A", undone).add("A", notice(day)).add("A", undone).add("A", renewal(day));
  EXPECT_EQ(log.replay().rows_of(0), (std::vector<RowIndex>{0, 1, 4, 2}));
}

TEST(Replay, DecodingFaultsStandWithTheOthersInTheOrderOfTheLog) {
  auto log = std::make_shared<EventLog>();
  const LogReading reading = read_csv_text(
      "demand,event,effective,recorded,actor,channel,form,authorised,identity,nationality,territory,duplicate\n"
      "A,file,2024-01-01,2024-01-01,lessor,counter,yes,,identity,french,059,none\n"
      "A,file,2024-01-01,2024-01-01,lessor,counter,yes,,identity,french,059,none\n"
      "A,renouveler,2024-01-01,2024-01-01,lessor,,,,,,,\n"
      "A,attest,2024-01-20,2024-01-20,system,,,,,,,\n",
      *log);
  EXPECT_EQ(reading.fault, std::nullopt);
  const Replay replay(log, law_book, Policy::sne());
  EXPECT_EQ(replay.faults().row, (std::vector<RowIndex>{1, 2}));
  EXPECT_EQ(replay.faults().line, (std::vector<std::uint64_t>{3, 4}));
  EXPECT_EQ(replay.faults().fault[0].code, Errc::duplicate_event);
  EXPECT_EQ(replay.faults().fault[1], (RowFault{Errc::unknown_code, Field::event, 0}));
  EXPECT_EQ(replay.counts(), (std::array<std::uint64_t, 4>{2, 0, 0, 2}));
}

TEST(Replay, BadInput_DatesAtTheEndsOfTheCalendar) {
  Policy provisional = Policy::sne();
  provisional.horizon = BeyondHorizon::provisional;
  Register log;
  log.add("A", filing("0001-01-01"_date)).add("B", filing("9999-06-01"_date)).add("B", notice("9999-12-30"_date));
  const Replay refused = log.replay();
  EXPECT_EQ(findings(refused, 0), Names{"reason BEFORE_LAW"});
  EXPECT_EQ(findings(refused, 1), Names{"reason BEYOND_HORIZON"});
  const Replay judged = log.replay(provisional);
  EXPECT_EQ(findings(judged, 1), Names{"warning PROVISIONAL"});
  EXPECT_EQ(judged.situation(at(judged, "B"), "9999-12-31"_date).state, State::active);
  EXPECT_EQ(judged.due("9999-12-31"_date, 12).size(), 1U);
  EXPECT_EQ(judged.flow({"0001-01-01"_date, "9999-12-31"_date}).total.counts.end, 1U);
}

TEST(Replay, ReportsItsProgress) {
  auto log = std::make_shared<EventLog>();
  for (int i = 0; i < 3; ++i) log->add({filing("2024-01-01"_date), std::to_string(i), {}, {}, {}});
  std::vector<std::pair<std::uint64_t, std::uint64_t>> steps;
  const Replay replay(log, law_book, Policy::sne(), [&steps](std::uint64_t done, std::uint64_t total) { steps.emplace_back(done, total); });
  EXPECT_EQ(steps.front(), std::pair(std::uint64_t{0}, std::uint64_t{3}));
  EXPECT_EQ(steps.back(), std::pair(std::uint64_t{3}, std::uint64_t{3}));
  EXPECT_EQ(Replay(std::make_shared<EventLog>(), law_book, Policy::sne()).flow(year_2024).total.counts.end, 0U);
}

// The search for duplicates.

TEST(Duplicates, ASecondDemandOfOnePersonInOneTerritoryIsRefused) {
  const Replay replay = Register()
                            .add("A", unsearched("059", "2024-01-10"_date), {.person = "p"})
                            .add("B", unsearched("059", "2024-02-10"_date), {.person = "p"})
                            .add("C", unsearched("062", "2024-02-10"_date), {.person = "p"})
                            .add("D", unsearched("059", "2024-02-10"_date), {.person = "q"})
                            .replay();
  EXPECT_EQ(replay.status(0), RowStatus::accepted);
  EXPECT_EQ(findings(replay, 1), Names{"reason DUPLICATE"});
  EXPECT_EQ(replay.status(2), RowStatus::accepted) << "another territory";
  EXPECT_EQ(replay.status(3), RowStatus::accepted) << "another person";
  EXPECT_EQ(replay.duplicate_found(0), Duplicate::none);
  EXPECT_EQ(replay.duplicate_found(1), Duplicate::same_territory);
  EXPECT_TRUE(replay.decision(1)->refused_for(ReasonCode::duplicate));
}

TEST(Duplicates, TheCellPrevailsAndWithoutAPersonNothingIsSearched) {
  const Replay replay = Register()
                            .add("A", unsearched("059", "2024-01-10"_date), {.person = "p"})
                            .add("B", filed_in("059", "2024-02-10"_date), {.person = "p"})
                            .add("C", unsearched("059", "2024-02-10"_date))
                            .replay();
  EXPECT_EQ(replay.status(1), RowStatus::accepted);
  EXPECT_EQ(replay.duplicate_found(1), Duplicate::unknown);
  EXPECT_EQ(findings(replay, 2), Names{"missing duplicate"});
}

TEST(LifecycleTrap, T34_T35_AnApplicantOfParisIsADuplicateInBobignyAndNotInLille) {
  const Replay replay = Register()
                            .add("Paris", unsearched("111", "2024-01-10"_date), {.person = "p"})
                            .add("Bobigny", unsearched("111", "2024-02-01"_date), {.person = "p"})
                            .add("Lille", unsearched("059", "2024-02-01"_date), {.person = "p"})
                            .replay();
  EXPECT_TRUE(replay.decision(1)->refused_for(ReasonCode::duplicate));
  EXPECT_EQ(replay.status(2), RowStatus::accepted);
}

TEST(Duplicates, IleDeFranceIsOneTerritoryFromItsRegionalNumber) {
  const Replay replay = Register()
                            .add("A", unsearched("075", "2011-03-10"_date), {.person = "p"})
                            .add("B", unsearched("093", "2011-03-20"_date), {.person = "p"})
                            .add("C", unsearched("077", "2011-03-28"_date), {.person = "p"})
                            .add("D", unsearched("111", "2012-05-01"_date), {.person = "p"})
                            .add("E", unsearched("060", "2012-05-01"_date), {.person = "p"})
                            .replay();
  EXPECT_EQ(replay.duplicate_found(1), Duplicate::none) << "two départements until 2011-03-27";
  EXPECT_EQ(replay.duplicate_found(2), Duplicate::same_territory);
  EXPECT_EQ(replay.duplicate_found(3), Duplicate::same_territory);
  EXPECT_EQ(replay.duplicate_found(4), Duplicate::none) << "Oise is not in the region";
  EXPECT_EQ(replay.stock("2012-06-01"_date, StockBy::territory).label, (Names{"060", "111"}));
  EXPECT_EQ(replay.stock("2011-03-25"_date, StockBy::territory).label, (Names{"075", "093"}));
}

TEST(Duplicates, TheRegionIsNotYetOneTerritoryOnTheDayOfAnOlderFiling) {
  const Replay replay = Register()
                            .add("A", unsearched("075", "2011-03-10"_date), {.person = "p"})
                            .add("B", entered(unsearched("111", "2011-03-27"_date), "2011-03-30"_date), {.person = "p"})
                            .replay();
  EXPECT_EQ(replay.duplicate_found(1), Duplicate::none);
}

TEST(Duplicates, ARadiatedDemandDoesNotCountAnExpiredOneDoes) {
  Register log;
  log.add("A", unsearched("059", "2022-01-10"_date), {.person = "p"});
  log.add("B", unsearched("059", "2023-01-20"_date), {.person = "p"});  // A expired on 2023-01-10 and is not radiated
  log.add("A", renunciation("2023-02-01"_date));
  log.add("C", unsearched("059", "2023-02-10"_date), {.person = "p"});
  const Replay replay = log.replay();
  EXPECT_EQ(replay.duplicate_found(1), Duplicate::same_territory);
  EXPECT_EQ(replay.duplicate_found(3), Duplicate::none);
  EXPECT_EQ(replay.status(3), RowStatus::accepted);
}

TEST(Duplicates, Convention_CoHoldersWarnAndDoNotBar) {
  Register log;
  log.add("A", unsearched("059", "2024-01-10"_date), {.person = "p", .co_holder = "c"});
  log.add("B", unsearched("059", "2024-02-10"_date), {.person = "c"});
  log.add("C", unsearched("059", "2024-03-10"_date), {.person = "q", .co_holder = "p"});
  log.add("D", unsearched("059", "2024-04-10"_date), {.person = "r", .co_holder = "s"});
  const Replay replay = log.replay();
  for (const RowIndex row : {1U, 2U}) {
    EXPECT_EQ(replay.duplicate_found(row), Duplicate::co_holder);
    EXPECT_EQ(findings(replay, row), Names{"warning CO_HOLDER_DUPLICATE"});
  }
  EXPECT_EQ(replay.duplicate_found(3), Duplicate::none);
}

TEST(Duplicates, AReactivationAndAValidationAreSearchedForThePersonOfTheFiling) {
  Register log;
  log.add("A", unsearched("059", "2022-01-10"_date), {.person = "p"});
  log.add("A", notice("2022-11-01"_date)).add("A", non_renewal("2023-02-15"_date));
  log.add("B", unsearched("059", "2023-03-01"_date), {.person = "p"});
  Event back = reactivation("2023-04-01"_date, manager);
  back.duplicate = Duplicate::unknown;
  log.add("A", back);
  Event online = unsearched("059", "2023-05-01"_date);
  online.channel = Channel::online;
  online.actor = applicant;
  Event validation = event(EventKind::validate, "2023-05-10"_date, lessor);
  log.add("W", online, {.person = "p"}).add("W", validation);
  const Replay replay = log.replay();
  EXPECT_EQ(findings(replay, 4), Names{"reason DUPLICATE"});
  EXPECT_EQ(replay.status(5), RowStatus::accepted) << "an online filing is a draft";
  EXPECT_EQ(findings(replay, 6), Names{"reason DUPLICATE"});
}

// Unique numbers.

TEST(Numbers, BadInput_TwoDemandsWithOneNumber) {
  Register log;
  log.add("A", filing("2024-01-10"_date), {.number = "0590124000001G1104"});
  log.add("B", filing("2024-01-11"_date), {.number = "059 0124 000001 g1104"});
  log.add("0590124000001G1104", filing("2024-01-12"_date));
  log.add("C", filing("2024-01-12"_date), {.number = "059X"});
  log.add("D", filing("2024-01-12"_date), {.number = "059X"});
  const Replay replay = log.replay();
  EXPECT_EQ(replay.faults().row, (std::vector<RowIndex>{1, 2, 4}));
  EXPECT_EQ(replay.faults().fault[0], (RowFault{Errc::number_in_use, Field::number, 0}));
  EXPECT_EQ(replay.faults().fault[1], (RowFault{Errc::number_in_use, Field::demand, 0}));
  EXPECT_EQ(replay.demand(at(replay, "B")).stored, Stored::none) << "not applied";
}

TEST(Numbers, ARefusedFilingHoldsNoNumberAndAValidationRepeatsItsOwn) {
  Event incomplete = filing("2024-01-10"_date);
  incomplete.form = Fact::no;
  Event online = filing("2024-01-11"_date, applicant);
  online.channel = Channel::online;
  const Keys number{.number = "0590124000001G1104"};
  const Replay replay = Register()
                            .add("A", incomplete, number)
                            .add("B", online, number)
                            .add("B", event(EventKind::validate, "2024-01-20"_date, lessor), number)
                            .replay();
  EXPECT_EQ(replay.faults().size(), 0U);
  EXPECT_EQ(replay.status(1), RowStatus::accepted);
  EXPECT_EQ(replay.demand(at(replay, "B")).stored, Stored::draft) << "the search was not made and nobody is named";
  EXPECT_EQ(findings(replay, 2), Names{"missing duplicate"});
}

TEST(Numbers, OnlyAFilingOrAValidationBearsANumber) {
  const Replay replay = Register()
                            .add("A", filing("2024-01-10"_date))
                            .add("A", renewal("2024-11-20"_date), {.number = "0591124000001G1104"})
                            .add("B", filing("2024-11-21"_date), {.number = "0591124000001G1104"})
                            .replay();
  EXPECT_EQ(replay.counts()[0], 3U);
}

TEST(Numbers, IssuesAreRemarksAndNeverRefuse) {
  const Replay replay = Register()
                            .add("A", filing("2024-01-10"_date), {.number = "0590224000001G1104"})
                            .add("B", filing("2024-01-10"_date), {.number = "0590124000002G1104"})
                            .add("C", filing("2024-01-10"_date), {.number = "17"})
                            .replay();
  EXPECT_EQ(replay.counts()[0], 3U);
  EXPECT_EQ(findings(replay, 0), (Names{"number FUTURE_DATE", "number DEPOSIT_MISMATCH"}));
  EXPECT_EQ(findings(replay, 1), Names{});
  EXPECT_EQ(findings(replay, 2), Names{"number BAD_LENGTH"});
  EXPECT_EQ(replay.judged().of(0)[1].rule, Rule::number_month_of_deposit);
}

// The two time axes.

TEST(TimeAxes, ALeaseEnteredLateIsKnownLate) {
  const Replay replay = Register()
                            .add("A", filing("2024-01-10"_date))
                            .add("A", entered(lease("2024-06-03"_date), "2024-07-10"_date))
                            .replay();
  const Date on = "2024-06-10"_date;
  EXPECT_EQ(replay.situation(0, on), (Situation{State::radiated, Motive::a}));
  EXPECT_EQ(replay.situation(0, on, "2024-06-30"_date), (Situation{State::active, Motive::none}));
  EXPECT_EQ(replay.situation(0, on, "2024-07-31"_date), (Situation{State::radiated, Motive::a}));
  const Snapshot before = replay.snapshot(0, "2024-06-30"_date);
  EXPECT_EQ(before.demand.stored, Stored::registered);
  EXPECT_EQ(before.situation.state, State::active);
  EXPECT_EQ(before.last_valid, "2025-01-10"_date);
  EXPECT_EQ(before.seniority_months, 5);
  EXPECT_EQ(replay.snapshot(0, "2024-07-10"_date).situation, (Situation{State::radiated, Motive::a}));
  EXPECT_EQ(replay.snapshot(0, "2024-01-09"_date).base, std::nullopt);
}

// Stock and flow.

TEST(Flow, ARegisterThatCloses) {
  Register log;
  log.add("old", filed_in("059", "2023-06-01"_date));
  log.add("new", filed_in("059", "2024-03-01"_date));
  log.add("left", filed_in("059", "2023-07-01"_date)).add("left", renunciation("2024-05-01"_date));
  log.add("housed", filed_in("062", "2024-02-01"_date)).add("housed", lease("2024-09-01"_date));
  log.add("next", filed_in("062", "2025-01-01"_date));
  const Flow flow = log.replay().flow(year_2024);
  ASSERT_EQ(flow.territories.size(), 2U);
  EXPECT_EQ(flow.territories[0].code, "059");
  EXPECT_EQ(account(flow.territories[0].counts), "2+1+0-1=2");
  EXPECT_EQ(flow.territories[1].code, "062");
  EXPECT_EQ(account(flow.territories[1].counts), "0+1+0-1=0");
  ASSERT_EQ(flow.regions.size(), 1U);
  EXPECT_EQ(flow.regions[0].code, "R32");
  EXPECT_EQ(flow.regions[0].name, "Hauts-de-France");
  EXPECT_EQ(account(flow.regions[0].counts), "2+2+0-2=2");
  EXPECT_EQ(account(flow.total.counts), "2+2+0-2=2");
  EXPECT_EQ(flow.total.counts.radiated, (std::array<std::uint64_t, 6>{1, 1, 0, 0, 0, 0}));
  EXPECT_TRUE(flow.total.counts.closes());
  EXPECT_TRUE(flow.breaking.empty());
}

TEST(Flow, RadiationsOnTheEdgesOfThePeriod) {
  const Replay replay = Register()
                            .add("first", filing("2023-06-01"_date))
                            .add("first", renunciation("2024-01-01"_date))
                            .add("eve", filing("2023-06-01"_date))
                            .add("eve", renunciation("2023-12-31"_date))
                            .add("last", filing("2024-12-31"_date))
                            .add("same day", filing("2024-12-31"_date))
                            .add("same day", renunciation("2024-12-31"_date))
                            .replay();
  EXPECT_EQ(account(replay.flow(year_2024).total.counts), "1+2+0-2=1");
}

TEST(Flow, ARevivalBringsBackWhatNonRenewalTook) {
  Register log;
  log.add("A", filing("2023-01-15"_date)).add("A", notice("2023-12-01"_date));
  log.add("A", non_renewal("2024-02-20"_date)).add("A", reactivation("2024-05-02"_date, manager));
  const Replay replay = log.replay();
  EXPECT_EQ(account(replay.flow(year_2024).total.counts), "1+0+1-1=1");
  EXPECT_EQ(account(replay.flow({"2024-01-01"_date, "2024-03-31"_date}).total.counts), "1+0+0-1=0");
  EXPECT_EQ(account(replay.flow({"2024-04-01"_date, "2024-12-31"_date}).total.counts), "0+0+1-0=1");
  EXPECT_EQ(replay.situation(0, "2024-05-01"_date), (Situation{State::radiated, Motive::e}));
  EXPECT_EQ(replay.situation(0, "2024-05-02"_date).state, State::active);
}

TEST(Flow, AVoidedRadiationNeverWeighed) {
  Register log;
  log.add("A", filing("2023-01-15"_date)).add("A", notice("2023-12-01"_date)).add("A", non_renewal("2024-02-20"_date));
  log.add("A", entered(renewal("2024-01-10"_date), "2024-03-01"_date));
  log.add("B", filing("2023-01-15"_date)).add("B", renunciation("2023-09-01"_date));
  log.add("B", with_reason(EventKind::cancel_radiation, "2024-03-01"_date, manager));
  const Replay replay = log.replay();
  EXPECT_EQ(replay.status(3), RowStatus::accepted);
  EXPECT_EQ(replay.status(6), RowStatus::accepted);
  EXPECT_EQ(account(replay.flow(year_2024).total.counts), "2+0+0-0=2");
  EXPECT_EQ(replay.situation(at(replay, "A"), "2024-02-25"_date).state, State::active);
}

TEST(Flow, ALateLeaseKeepsTheMotiveUntilItIsRequalified) {
  Register log;
  log.add("A", filing("2023-01-15"_date)).add("A", notice("2023-12-01"_date)).add("A", non_renewal("2024-02-20"_date));
  log.add("A", entered(lease("2023-12-20"_date), "2024-03-01"_date));
  const Replay kept = log.replay();
  EXPECT_TRUE(kept.decision(3)->warns_of(ReasonCode::motive_kept));
  EXPECT_EQ(kept.flow(year_2024).total.counts.radiated, (std::array<std::uint64_t, 6>{0, 0, 0, 0, 1, 0}));
  log.add("A", with_reason(EventKind::requalify, "2024-03-02"_date, manager, Motive::a));
  const Replay moved = log.replay();
  EXPECT_EQ(account(moved.flow(year_2024).total.counts), "0+0+0-0=0") << "radiated a on the day of the lease, in 2023";
  EXPECT_EQ(moved.flow({"2023-01-01"_date, "2023-12-31"_date}).total.counts.radiated, (std::array<std::uint64_t, 6>{1, 0, 0, 0, 0, 0}));
}

TEST(Flow, AnErasedDemandLeftWhenItWasRadiated) {
  Register log;
  Event one_room = filing("2022-01-10"_date);
  one_room.typology = Typology::T1;
  log.add("A", one_room).add("A", renunciation("2022-06-01"_date));
  log.add("A", event(EventKind::erase, "2023-06-02"_date, batch));
  const Replay replay = log.replay();
  EXPECT_EQ(account(replay.flow({"2022-01-01"_date, "2022-12-31"_date}).total.counts), "0+1+0-1=0");
  EXPECT_EQ(account(replay.flow({"2023-01-01"_date, "2023-12-31"_date}).total.counts), "0+0+0-0=0");
  EXPECT_EQ(replay.situation(0, "2023-07-01"_date).state, State::erased);
  EXPECT_EQ(replay.flow({"2022-01-01"_date, "2022-12-31"_date}).territories[0].code, "059") << "the past is counted where it took place";
  EXPECT_EQ(replay.stock("2022-03-01"_date, StockBy::seniority).count, (std::vector<std::uint64_t>{1, 0, 0, 0, 0}));
  EXPECT_EQ(replay.stock("2022-03-01"_date, StockBy::typology).count, (std::vector<std::uint64_t>{0, 1, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(replay.table().initial[0], std::nullopt);
  EXPECT_EQ(replay.table().motive[0], Motive::b);
  EXPECT_EQ(replay.snapshot(0, "2023-07-01"_date).base, std::nullopt);
}

TEST(Flow, ATableThatDoesNotCloseSaysWhere) {
  // Radiated e, revived on 2024-05-02, then found to have been housed from 2024-03-01: the span of the lease runs over the revival,
  // so that the demand leaves twice and comes back once, from one stay.
  Register log;
  log.add("A", filing("2023-01-15"_date)).add("A", notice("2023-12-01"_date)).add("A", non_renewal("2024-02-20"_date));
  log.add("A", reactivation("2024-05-02"_date, manager));
  log.add("A", entered(lease("2024-03-01"_date), "2024-06-01"_date));
  log.add("B", filing("2023-06-01"_date));
  const Replay replay = log.replay();
  ASSERT_EQ(replay.status(4), RowStatus::accepted);
  const Flow spring = replay.flow({"2024-04-01"_date, "2024-12-31"_date});
  EXPECT_EQ(account(spring.total.counts), "1+0+1-0=1");
  EXPECT_EQ(spring.total.counts.gap(), -1);
  EXPECT_FALSE(spring.total.counts.closes());
  EXPECT_EQ(spring.breaking, std::vector<DemandIndex>{at(replay, "A")});
  EXPECT_EQ(spring.gap, std::vector<std::int32_t>{-1});
  EXPECT_TRUE(replay.flow(year_2024).total.counts.closes());
}

TEST(Flow, BodiesAreNeverAddedSilentlyToPersons) {
  Event association = filing("2024-02-01"_date);
  association.legal_person = Fact::yes;
  const Replay replay = Register().add("A", filing("2024-02-01"_date)).add("B", association).replay();
  EXPECT_EQ(replay.flow(year_2024).total.counts.entered, 1U);
  EXPECT_EQ(replay.flow(year_2024, Population::associations).total.counts.entered, 1U);
  EXPECT_EQ(replay.flow(year_2024, Population::both).total.counts.entered, 2U);
  EXPECT_EQ(replay.stock("2024-12-31"_date, StockBy::territory).total, 1U);
  EXPECT_EQ(replay.stock("2024-12-31"_date, StockBy::territory, Population::both).total, 2U);
  EXPECT_EQ(replay.due("2024-12-31"_date, 12).size(), 2U) << "a notice and a renewal of one demand";
}

TEST(Flow, RegionsAreThoseOfTheLastDay) {
  const Replay replay = Register().add("A", filed_in("059", "2015-06-01"_date)).replay();
  EXPECT_EQ(replay.flow({"2015-01-01"_date, "2015-12-31"_date}).regions[0].code, "R31");
  EXPECT_EQ(replay.flow({"2015-01-01"_date, "2016-01-01"_date}).regions[0].code, "R32");
}

TEST(Flow, MonthsFollowOneAnother) {
  Register log;
  log.add("A", filing("2024-01-15"_date)).add("B", filing("2024-02-29"_date)).add("A", renunciation("2024-03-10"_date));
  const std::vector<Flow> months = log.replay().monthly({"2024-01-10"_date, "2024-03-15"_date});
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(months[0].period, (Period{"2024-01-10"_date, "2024-01-31"_date}));
  EXPECT_EQ(months[1].period, (Period{"2024-02-01"_date, "2024-02-29"_date}));
  EXPECT_EQ(months[2].period, (Period{"2024-03-01"_date, "2024-03-15"_date}));
  EXPECT_EQ(account(months[0].total.counts), "0+1+0-0=1");
  EXPECT_EQ(account(months[1].total.counts), "1+1+0-0=2");
  EXPECT_EQ(account(months[2].total.counts), "2+0+0-1=1");
}

TEST(Stock, BandsOfSeniorityAreCountedInWholeMonths) {
  Register log;
  for (const Date day : {"2023-03-02"_date, "2023-03-01"_date, "2022-03-01"_date, "2021-03-02"_date, "2021-03-01"_date, "2019-03-02"_date,
                         "2019-03-01"_date}) {
    const auto iso = iso_text(day);
    log.add(std::string_view(iso.data(), iso.size()), filing(day));
  }
  const Stock stock = log.replay().stock("2024-03-01"_date, StockBy::seniority);
  EXPECT_EQ(stock.label, (Names{"<1", "1-2", "2-3", "3-5", ">=5"}));
  EXPECT_EQ(stock.count, (std::vector<std::uint64_t>{1, 1, 2, 2, 1}));
  EXPECT_EQ(stock.total, 7U);
}

TEST(Stock, TypologyIsThatOfTheDay) {
  Event two_rooms = filing("2024-01-10"_date);
  two_rooms.typology = Typology::T2;
  Event more = event(EventKind::update, "2024-06-01"_date, applicant);
  more.typology = Typology::T4;
  const Replay replay = Register().add("A", two_rooms).add("A", more).add("B", filing("2024-01-10"_date)).replay();
  const auto count = [](const Stock& stock) {
    std::map<std::string, std::uint64_t> counts;
    for (std::size_t i = 0; i < stock.label.size(); ++i) {
      if (stock.count[i] != 0) counts[stock.label[i]] = stock.count[i];
    }
    return counts;
  };
  using Counts = std::map<std::string, std::uint64_t>;
  EXPECT_EQ(count(replay.stock("2024-05-31"_date, StockBy::typology)), (Counts{{"T2", 1}, {"unknown", 1}}));
  EXPECT_EQ(count(replay.stock("2024-06-01"_date, StockBy::typology)), (Counts{{"T4", 1}, {"unknown", 1}}));
}

TEST(Due, NoticesNotYetGivenAndRenewals) {
  Register log;
  log.add("A", filing("2023-03-31"_date));                                          // notice 2024-02-29, valid until 2024-03-31
  log.add("B", filing("2023-03-31"_date)).add("B", notice("2024-02-01"_date));      // notice given
  log.add("C", filing("2023-03-31"_date)).add("C", event(EventKind::report_death, "2024-01-20"_date, applicant));
  log.add("D", filing("2023-03-31"_date)).add("D", renewal("2024-02-10"_date));     // not due before 2025
  log.add("E", filing("2023-03-31"_date)).add("E", renunciation("2024-01-01"_date));
  const Replay replay = log.replay();
  const Due due = replay.due("2024-02-15"_date, 2);
  ASSERT_EQ(due.size(), 4U);
  EXPECT_EQ(due.kind, (std::vector<DueKind>{DueKind::notice, DueKind::renewal, DueKind::renewal, DueKind::renewal}));
  EXPECT_EQ(due.day[0], "2024-02-29"_date);
  EXPECT_EQ(due.day[1], "2024-03-31"_date);
  EXPECT_EQ(due.demand, (std::vector<DemandIndex>{0, 0, 1, 2}));
  const Due earlier = replay.due("2024-01-25"_date, 1);
  EXPECT_EQ(earlier.size(), 0U) << "2024-02-29 is past 2024-02-25";
  EXPECT_EQ(replay.due("2024-01-29"_date, 1).size(), 3U) << "the notice of B was still to come, and D had not renewed";
}

TEST(Due, ANoticeOfTheYearThatEndedIsNotThatOfTheNext) {
  Register log;
  log.add("A", filing("2023-03-31"_date)).add("A", notice("2024-02-10"_date));
  log.add("A", entered(renewal("2024-02-10"_date), "2024-02-12"_date));  // valid until 2025-02-10
  const Due due = log.replay().due("2024-12-20"_date, 1);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.kind[0], DueKind::notice);
  EXPECT_EQ(due.day[0], "2025-01-10"_date);
}

TEST(DemandTable, GivesTheFactsOfTheDemands) {
  Event two_rooms = filing("2024-01-10"_date);
  two_rooms.typology = Typology::T2;
  const Replay replay = Register().add("A", two_rooms).add("A", renunciation("2024-02-01"_date)).add("B", renewal("2024-02-01"_date)).replay();
  const DemandTable table = replay.table();
  EXPECT_EQ(table.key, (std::vector<std::string_view>{"A", "B"}));
  EXPECT_EQ(table.initial[0], "2024-01-10"_date);
  EXPECT_EQ(table.last_valid[0], "2025-01-10"_date);
  EXPECT_EQ(table.motive[0], Motive::b);
  EXPECT_EQ(table.typology[0], Typology::T2);
  EXPECT_EQ(table.initial[1], std::nullopt);
  EXPECT_EQ(table.stored[1], Stored::none);
}

// Regions.

TEST(Regions, TheTableIsTheOneOfTheLawData) {
  std::ifstream file(std::string(SNE_SOURCE_DIR) + "/lib/law/regions.csv");
  ASSERT_TRUE(file);
  std::string line;
  std::getline(file, line);
  std::size_t rows = 0;
  for (; std::getline(file, line); ++rows) {
    std::vector<std::string> cells;
    std::istringstream cut(line);
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 7U) << line;
    ASSERT_LT(rows, law::regions.size());
    const law::RegionRow& row = law::regions[rows];
    EXPECT_EQ(row.region.code, cells[0]);
    EXPECT_EQ(row.region.name, cells[1]);
    EXPECT_EQ(row.from, Date::parse(cells[2]).value());
    EXPECT_EQ(row.to, cells[3].empty() ? "9999-12-31"_date : Date::parse(cells[3]).value());
    std::string codes;
    std::istringstream territories(cells[4]);
    for (std::string code; territories >> code;) {
      EXPECT_TRUE(Territory::parse(code)) << code;
      codes += code;
    }
    EXPECT_EQ(row.territories, codes);
  }
  EXPECT_EQ(rows, law::regions.size());
}

TEST(Regions, EveryTerritoryHasOneRegionOnEachDay) {
  for (int code = 1; code <= 976; ++code) {
    const std::string digits = std::to_string(code);
    const Result<Territory> territory = Territory::parse(std::string(3 - digits.size(), '0') + digits);
    if (!territory) continue;
    for (const Date day : {"2015-12-31"_date, "2016-01-01"_date}) {
      std::size_t regions = 0;
      for (const law::RegionRow& row : law::regions) {
        if (day < row.from || day > row.to) continue;
        for (std::size_t i = 0; i < row.territories.size(); i += 3) regions += row.territories.substr(i, 3) == territory->code() ? 1U : 0U;
      }
      EXPECT_EQ(regions, code == 975 ? 0U : 1U) << code;
      EXPECT_EQ(region_of(*territory, day).has_value(), code != 975) << code;
    }
  }
  EXPECT_EQ(region_of("02B"_territory, "2016-01-01"_date)->name, "Corse");
  EXPECT_EQ(region_of("111"_territory, "2016-01-01"_date)->code, "R11");
  EXPECT_EQ(region_of("062"_territory, "2015-12-31"_date)->name, "Nord-Pas-de-Calais");
}

}  // namespace
}  // namespace sne::testing
