#include <chrono>
#include <cstdint>
#include <type_traits>

#include <gtest/gtest.h>

#include "events.hpp"
#include "worked_delays.hpp"

namespace sne::testing {
namespace {

using enum ReasonCode;

// One test for each mistake that an implementation of the lifecycle makes; those named `Convention` rest on our reading.

TEST(LifecycleTrap, T01_Convention_LeapDayExpiresOnTheTwentyEighth) { EXPECT_EQ(last_valid("2024-02-29"_date, law_book), "2025-02-28"_date); }

TEST(LifecycleTrap, T02_Convention_ThirteenMonthsFromTheThirtyFirst) {
  const auto calendar = RenewalCalendar::from("2023-01-31"_date, law_book);
  EXPECT_EQ(calendar->day_of(Deadline::radiation_practice), "2024-02-29"_date);
}

TEST(LifecycleTrap, T03_Convention_ThirteenMonthsAreNotChained) {
  const auto calendar = RenewalCalendar::from("2024-02-29"_date, law_book);
  EXPECT_EQ(calendar->day_of(Deadline::radiation_practice), "2025-03-29"_date);
  EXPECT_EQ(add_months("2025-02-28"_date, 1, MonthEnd::clamp), "2025-03-28"_date);
}

TEST(LifecycleTrap, T04_Convention_NoticeIsCountedInMonths) { EXPECT_EQ(notice_latest("2023-03-31"_date, law_book), "2024-02-29"_date); }

TEST(LifecycleTrap, T05_Convention_AttestationIsNotThirtyDaysNorMovedByAHoliday) {
  const auto calendar = RenewalCalendar::from("2023-10-01"_date, law_book);
  EXPECT_EQ(calendar->day_of(Deadline::attestation_due), "2023-11-01"_date);
}

TEST(LifecycleTrap, T06_LastDayIsValid) {
  const Life life = filed("2023-10-01"_date);
  EXPECT_EQ(life.on("2024-10-01"_date), State::active);
  EXPECT_EQ(life.on("2024-10-02"_date), State::expired);
}

TEST(LifecycleTrap, T07_Convention_EarlyRenewalBringsTheDeadlineForward) {
  Life life = filed("2023-10-01"_date);
  life.then(renewal("2024-06-01"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.last.warns_of(early_renewal));
  EXPECT_EQ(life.valid_until(), "2025-06-01"_date);
}

TEST(LifecycleTrap, T08_UpdateDoesNotProlong) {
  Life life = filed("2023-10-01"_date);
  Event update = event(EventKind::update, "2024-05-02"_date, lessor);
  update.origin = Origin::applicant;
  life.then(update);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.valid_until(), "2024-10-01"_date);
}

TEST(LifecycleTrap, T09_RenewalsKeepTheSeniority) {
  Life life = filed("2018-03-15"_date);
  for (const Date day : {"2019-03-10"_date, "2020-03-10"_date, "2021-03-10"_date}) life.then(renewal(day));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.seniority, "2018-03-15"_date);
  EXPECT_EQ(seniority_months(life.demand, "2024-03-14"_date), 71);
  EXPECT_EQ(seniority_months(life.demand, "2024-03-15"_date), 72);
}

TEST(LifecycleTrap, T10_Convention_ExpiredDemandMayBeRenewed) {
  Life life = filed("2023-10-01"_date);
  life.then(renewal("2024-10-20"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.last.warns_of(late));
  EXPECT_EQ(life.valid_until(), "2025-10-20"_date);
}

TEST(LifecycleTrap, T11_Convention_RenewalPresentedBeforeTheRadiationUndoesIt) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  ASSERT_EQ(life.on("2024-11-02"_date), State::radiated);
  life.then(entered(renewal("2024-09-20"_date), "2024-12-01"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.last.warns_of(radiation_in_error));
  EXPECT_EQ(life.valid_until(), "2025-09-20"_date);
}

TEST(LifecycleTrap, T12_ReactivationOnTheLastDay) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(reactivation("2025-04-01"_date, manager));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.seniority, "2023-10-01"_date);
  EXPECT_EQ(life.valid_until(), "2026-04-01"_date);
}

TEST(LifecycleTrap, T13_ReactivationOneDayLate) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(reactivation("2025-04-02"_date, manager));
  EXPECT_TRUE(life.last.refused_for(window_closed));
}

TEST(LifecycleTrap, T14_NoNoticeNoRadiation) {
  EXPECT_TRUE(filed("2023-10-01"_date).judge(non_renewal("2024-11-01"_date)).refused_for(no_notice));
}

TEST(LifecycleTrap, T15_OnlyTheManagerUsesMotiveE) {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  EXPECT_TRUE(life.judge(non_renewal("2024-11-01"_date, commune)).refused_for(not_manager));
}

TEST(LifecycleTrap, T16_ToleranceRunsUntilTheThirteenthMonth) {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  const Decision decision = life.judge(non_renewal("2024-10-02"_date));
  EXPECT_TRUE(decision.refused_for(tolerance_running));
  EXPECT_EQ(decision.earliest(), "2024-11-01"_date);
  life.policy = Policy::law();
  EXPECT_TRUE(life.judge(non_renewal("2024-10-02"_date)).accepted());
  EXPECT_TRUE(life.judge(non_renewal("2024-10-01"_date)).refused_for(not_expired));
}

TEST(LifecycleTrap, T17_Convention_AMonthAfterTheWarningIsClamped) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2023-11-20"_date)).then(warning("2024-01-31"_date, Motive::c));
  const Decision early = life.judge(radiation_c("2024-02-28"_date));
  EXPECT_TRUE(early.refused_for(too_early));
  EXPECT_EQ(early.earliest(), "2024-02-29"_date);
  EXPECT_TRUE(life.judge(radiation_c("2024-02-29"_date)).accepted());
}

TEST(LifecycleTrap, T18_OnlyTheSenderUsesMotiveC) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2023-11-20"_date, commune)).then(warning("2024-01-31"_date, Motive::c, commune));
  EXPECT_TRUE(life.judge(radiation_c("2024-03-31"_date, lessor)).refused_for(not_sender));
}

TEST(LifecycleTrap, T19_WarningWithoutProof) {
  for (const Motive motive : {Motive::c, Motive::d}) {
    Life life = filed("2023-10-01"_date);
    life.then(inquiry("2023-11-20"_date)).then(irrecevable("2023-11-20"_date, Ground::income));
    Event unproven = warning("2024-01-31"_date, motive);
    unproven.channel = Channel::email;
    unproven.proof = Fact::no;
    life.then(unproven);
    EXPECT_TRUE(life.last.warns_of(no_proof));
    EXPECT_TRUE(life.judge(event(EventKind::radiate, "2024-04-30"_date, lessor, motive)).refused_for(no_proof));
  }
}

TEST(LifecycleTrap, T20_Convention_AnswerOfTheDayWins) {
  std::vector<Event> log{filing("2023-10-01"_date), inquiry("2023-11-20"_date), warning("2024-01-31"_date, Motive::c),
                         radiation_c("2024-02-29"_date), answer("2024-02-29"_date, Motive::c)};
  put_in_order(log);
  const auto folded = fold(log, law_book, Policy::sne());
  EXPECT_EQ(state_on(*folded, "2024-03-01"_date, law_book), State::active);
}

TEST(LifecycleTrap, T21_OnlyIncomeOrStayAreGrounds) {
  Life life = filed("2023-10-01"_date);
  life.then(irrecevable("2024-05-14"_date, Ground::other)).then(warning("2024-05-21"_date, Motive::d));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-21"_date)).refused_for(bad_ground));
}

TEST(LifecycleTrap, T22_OnlyTheLessorUsesMotiveD) {
  Life life = filed("2023-10-01"_date);
  life.then(irrecevable("2024-05-14"_date, Ground::income)).then(warning("2024-05-21"_date, Motive::d));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-21"_date, commune)).refused_for(not_lessor));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-21"_date, other_lessor)).refused_for(not_deciding_lessor));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-20"_date)).refused_for(too_early));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-21"_date)).accepted());
}

TEST(LifecycleTrap, T23_RenunciationWaitsForNothing) {
  EXPECT_TRUE(filed("2023-10-01"_date).judge(renunciation("2024-04-10"_date)).accepted());
}

TEST(LifecycleTrap, T24_ThreeRefusedOffersDoNotRadiate) {
  Life life = filed("2023-10-01"_date);
  Event refusal = event(EventKind::offer, "2024-02-01"_date, lessor);
  refusal.response = OfferResponse::refused;
  life.then(refusal).then(refusal).then(refusal);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.on("2024-02-02"_date), State::active);
}

TEST(LifecycleTrap, T25_AnAcceptedOfferIsNotALease) {
  Life life = filed("2023-10-01"_date);
  life.then(allocation("2024-05-14"_date));
  Event unsigned_lease = lease("2024-06-03"_date);
  unsigned_lease.lease = Fact::no;
  EXPECT_TRUE(life.judge(unsigned_lease).refused_for(no_lease));
}

TEST(LifecycleTrap, T26_Convention_LateEntryKeepsTheDayOfTheLease) {
  Life life = filed("2023-07-01"_date);
  life.then(allocation("2024-05-14"_date)).then(renewal("2024-06-20"_date)).then(entered(lease("2024-06-03"_date), "2024-07-10"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.last.warns_of(late_entry));
  EXPECT_TRUE(life.last.warns_of(after_effective_radiation));
  EXPECT_EQ(life.demand.radiation.effective, "2024-06-03"_date);
  EXPECT_EQ(life.demand.radiation.recorded - life.demand.radiation.effective, 37);
}

TEST(LifecycleTrap, T27_NoPriorNoticeForAnAllocation) {
  EXPECT_TRUE(filed("2014-04-01"_date).judge(lease("2015-01-15"_date)).accepted());
  Event old = event(EventKind::radiate, "2008-06-02"_date, lessor, Motive::a);
  old.written = Fact::yes;
  old.informed = Fact::no;
  EXPECT_TRUE(filed("2008-01-15"_date).judge(old).refused_for(not_informed));
}

TEST(LifecycleTrap, T28_IdentifierOfNinePositions) {
  Event nine = lease("2024-06-03"_date);
  nine.rpls = DwellingId::of("590001234").value();
  EXPECT_TRUE(filed("2023-10-01"_date).judge(nine).refused_for(no_rpls));
}

TEST(LifecycleTrap, T29_DescriptionReplacesTheIdentifierUntilTheEndOf2015) {
  Event described = lease("2015-12-31"_date);
  described.rpls = {};
  described.described = Fact::yes;
  EXPECT_TRUE(filed("2015-10-01"_date).judge(described).accepted());
  described.effective = described.recorded = "2016-01-01"_date;
  EXPECT_TRUE(filed("2015-10-01"_date).judge(described).refused_for(no_rpls));
}

TEST(LifecycleTrap, T30_NoIdentifierBeforeTheArticleExisted) {
  Event early = lease("2012-05-08"_date);
  early.rpls = {};
  early.described = Fact::no;
  EXPECT_TRUE(filed("2011-10-01"_date).judge(early).accepted());
  early.effective = early.recorded = "2012-05-09"_date;
  EXPECT_TRUE(filed("2011-10-01"_date).judge(early).refused_for(no_rpls));
}

TEST(LifecycleTrap, T31_MergingDidNotExistBefore2017) {
  EXPECT_TRUE(filed("2015-10-01"_date).judge(event(EventKind::radiate, "2016-05-01"_date, batch, Motive::f)).refused_for(no_such_motive));
}

TEST(LifecycleTrap, T32_MergingIsNotInOperation) {
  Event merging = event(EventKind::radiate, "2026-11-24"_date, batch, Motive::f);
  merging.national = Fact::yes;
  merging.sources = std::int16_t{2};
  EXPECT_TRUE(filed("2026-10-01"_date).judge(merging).refused_for(no_national_number));
}

std::vector<MergeSource> two_sources() {
  Life nord = filed("2019-05-31"_date);
  Event pas_de_calais = filing("2022-03-15"_date);
  pas_de_calais.territory = Territory::parse("062").value();
  Life other;
  other.then(pas_de_calais);
  for (const Date day : {"2020-05-20"_date, "2021-05-20"_date, "2022-05-20"_date, "2023-05-20"_date, "2024-05-20"_date, "2025-05-20"_date,
                         "2026-05-20"_date}) {
    nord.then(renewal(day));
  }
  for (const Date day : {"2023-03-10"_date, "2024-03-10"_date, "2025-03-10"_date, "2026-03-10"_date}) other.then(renewal(day));
  return {{UniqueNumber::parse("0590519000001G1104").value(), nord.demand}, {UniqueNumber::parse("0620322000002G1104").value(), other.demand}};
}

MergeRequest merging_on(Date day, const Actor& actor = batch) {
  return {NationalNumber::keep("N0000001").value(), day, day, actor, MergeTrigger::renewal};
}

TEST(LifecycleTrap, T33_Convention_MergingKeepsTheSeniorityOfEachTerritory) {
  const std::vector<MergeSource> sources = two_sources();
  const LawBook law = law_book.with_horizon("2027-12-31"_date).with_national_number_start("2027-01-01"_date);
  const MergeOutcome made = merge(sources, merging_on("2027-09-01"_date), law, Policy::sne());
  ASSERT_TRUE(made.decision.accepted());
  EXPECT_EQ(made.national->seniority_in(Territory::parse("059").value()), "2019-05-31"_date);
  EXPECT_EQ(made.national->seniority_in(Territory::parse("062").value()), "2022-03-15"_date);
  EXPECT_EQ(last_valid(made.national->life.base, law), "2028-09-01"_date);
  EXPECT_TRUE(keeps_every_seniority(*made.national, sources));
  for (const MergeSource& source : made.sources) {
    EXPECT_EQ(source.demand.radiation.motive, Motive::f);
    EXPECT_EQ(source.demand.radiation.effective, "2027-09-01"_date);
  }
}

TEST(LifecycleTrap, T36_ExPartnerKeepsTheSeniority) {
  Event own = filing("2024-03-01"_date);
  own.separation = {"2024-02-10"_date, "2019-05-31"_date, Fact::yes, Couple::married, Fact::yes};
  Life life;
  life.then(own);
  EXPECT_EQ(life.demand.initial, "2024-03-01"_date);
  EXPECT_EQ(life.demand.seniority, "2019-05-31"_date);
  EXPECT_EQ(life.valid_until(), "2025-03-01"_date);
  EXPECT_EQ(seniority_months(life.demand, "2024-03-01"_date), 57);
}

TEST(LifecycleTrap, T37_NoTransferBeforeTheRule) {
  Event own = filing("2013-11-05"_date);
  own.separation = {"2013-11-05"_date, "2010-05-31"_date, Fact::yes, Couple::married, Fact::yes};
  Life life;
  life.then(own);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.last.warns_of(before_separation_rule));
  EXPECT_EQ(life.demand.seniority, "2013-11-05"_date);
}

TEST(LifecycleTrap, T38_T41_FormAndIdentityAreAllThatIsAsked) {
  // No tax notice, no address in the commune, no income: the contract has no field by which they could be asked.
  Event bare{.kind = EventKind::file, .effective = "2024-06-10"_date, .recorded = "2024-06-10"_date, .actor = lessor};
  bare.territory = Territory::parse("059").value();
  bare.channel = Channel::counter;
  bare.form = Fact::yes;
  bare.identity = Identity::identity;
  bare.nationality = Nationality::eu;
  bare.duplicate = Duplicate::none;
  EXPECT_TRUE(Life{}.judge(bare).accepted());
}

TEST(LifecycleTrap, T39_NoIdentityNoRegistration) {
  Event bare = filing("2024-06-10"_date);
  bare.identity = Identity::none;
  EXPECT_TRUE(Life{}.judge(bare).refused_for(missing_id));
}

TEST(LifecycleTrap, T40_PassportAloneOutsideTheUnion) {
  Event passport = filing("2024-06-10"_date);
  passport.nationality = Nationality::other;
  EXPECT_TRUE(Life{}.judge(passport).refused_for(missing_id));
  passport.identity = Identity::stay;
  EXPECT_TRUE(Life{}.judge(passport).accepted());
}

TEST(LifecycleTrap, T42_PrefectIsSeizedAfterTheMonth) {
  Event seizure = event(EventKind::seize_prefect, "2024-02-29"_date, applicant);
  seizure.ground = Ground::attestation;
  Life life = filed("2024-01-31"_date);
  const Decision early = life.judge(seizure);
  EXPECT_TRUE(early.refused_for(too_early));
  EXPECT_EQ(early.earliest(), "2024-03-01"_date);
  seizure.effective = seizure.recorded = "2024-03-01"_date;
  EXPECT_TRUE(life.judge(seizure).accepted());
}

Event ex_officio(Date deposit, Date seized, Date registered) {
  Event made = entered(filing(deposit), registered);
  made.channel = Channel::ex_officio;
  made.reference = seized;
  return made;
}

TEST(LifecycleTrap, T43_Convention_ExOfficioKeepsTheDeposit) {
  Life life;
  life.then(ex_officio("2024-01-31"_date, "2024-03-01"_date, "2024-03-20"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.initial, "2024-01-31"_date);
  EXPECT_EQ(life.valid_until(), "2025-01-31"_date);
}

TEST(LifecycleTrap, T44_FormalNoticeBefore2014) {
  Event without = ex_officio("2012-01-31"_date, "2012-03-01"_date, "2012-03-20"_date);
  without.formal_notice = Fact::no;
  EXPECT_TRUE(Life{}.judge(without).refused_for(no_formal_notice));
}

Life online_user(Date renewed) {
  Life life = filed(add_months(renewed, -11, MonthEnd::clamp));
  Event online = renewal(renewed, applicant);
  online.channel = Channel::online;
  life.then(online);
  return life;
}

TEST(LifecycleTrap, T45_OnlineUsersGetAnEmailOnly) {
  const Life life = online_user("2023-10-01"_date);
  const NoticeChannels due = notice_channels(life.demand, "2024-08-28"_date, law_book);
  EXPECT_FALSE(due.post);
  EXPECT_TRUE(due.email);
  EXPECT_TRUE(life.judge(notice("2024-08-28"_date, Channel::email)).accepted());
}

TEST(LifecycleTrap, T46_NeverOnlineGetsALetterAndAnEmail) {
  Life life = filed("2023-10-01"_date);
  life.demand.email_known = true;
  const NoticeChannels due = notice_channels(life.demand, "2024-08-28"_date, law_book);
  EXPECT_TRUE(due.post);
  EXPECT_TRUE(due.email);
  EXPECT_TRUE(life.judge(notice("2024-08-28"_date, Channel::email)).refused_for(wrong_channel));
  EXPECT_TRUE(life.judge(notice("2024-08-28"_date, Channel::post)).warns_of(email_also_due));
}

TEST(LifecycleTrap, T47_PostOnRequestStartsIn2018) {
  Life life = online_user("2017-06-15"_date);
  life.demand.wants_post = true;
  EXPECT_TRUE(life.judge(notice("2018-05-02"_date, Channel::email)).accepted());
  EXPECT_TRUE(life.judge(notice("2018-06-30"_date, Channel::email)).refused_for(wrong_channel));
  EXPECT_TRUE(life.judge(notice("2018-06-30"_date, Channel::post_email)).accepted());
}

TEST(LifecycleTrap, T48_EmailMustHaveBeenAccepted) {
  Life life = filed("2013-10-01"_date);
  EXPECT_TRUE(life.judge(notice("2014-08-28"_date, Channel::email)).refused_for(wrong_channel));
  life.demand.accepts_email = true;
  EXPECT_TRUE(life.judge(notice("2014-08-28"_date, Channel::email)).accepted());
}

TEST(LifecycleTrap, T49_ExpiredIsNotErased) {
  EXPECT_TRUE(filed("2023-10-01"_date).judge(event(EventKind::erase, "2026-01-15"_date, batch)).refused_for(not_radiated));
}

TEST(LifecycleTrap, T50_Convention_KeptAWholeYear) {
  const Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  EXPECT_TRUE(life.judge(event(EventKind::erase, "2025-11-01"_date, batch)).refused_for(too_early));
  EXPECT_TRUE(life.judge(event(EventKind::erase, "2025-11-02"_date, batch)).accepted());
}

TEST(LifecycleTrap, T51_Convention_MotiveStaysUntilTheManagerChangesIt) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(entered(lease("2024-09-15"_date), "2024-12-05"_date));
  EXPECT_TRUE(life.last.warns_of(motive_kept));
  EXPECT_EQ(life.demand.radiation.motive, Motive::e);
  EXPECT_TRUE(life.judge(with_reason(EventKind::requalify, "2024-12-10"_date, commune, Motive::a)).refused_for(not_manager));
  life.then(with_reason(EventKind::requalify, "2024-12-10"_date, manager, Motive::a));
  EXPECT_EQ(life.demand.radiation.motive, Motive::a);
  EXPECT_EQ(life.demand.radiation.former_motive, Motive::e);
  EXPECT_EQ(life.demand.radiation.effective, "2024-09-15"_date);
}

TEST(LifecycleTrap, T52_PastStockIgnoresLaterExpiry) {
  const Timeline timeline = timeline_of({filing("2023-10-01"_date)});
  EXPECT_EQ(timeline.on("2023-12-31"_date, law_book).state, State::active);
  EXPECT_TRUE(timeline.in_stock("2023-12-31"_date));
}

TEST(LifecycleTrap, T53_SeniorityIsNotReadInTheNumber) {
  Event own = filing("2024-03-01"_date);
  own.separation = {"2024-02-10"_date, "2019-05-31"_date, Fact::yes, Couple::married, Fact::yes};
  Life life;
  life.then(own);
  NumberSequence sequence;
  const UniqueNumber number =
      UniqueNumber::generate(*life.demand.territory, life.demand.initial, RegistrarCode::parse("G1104").value(), sequence).value();
  EXPECT_EQ(number.month(), 3);
  EXPECT_EQ(life.demand.seniority.civil().month, 5);
  EXPECT_EQ(seniority_months(life.demand, "2024-03-01"_date), 57);
}

TEST(LifecycleTrap, T54_AfterTheWindowANewDemand) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  EXPECT_TRUE(life.judge(filing("2025-04-02"_date)).refused_for(radiated));
  const Life again = filed("2025-04-02"_date);
  EXPECT_EQ(again.demand.seniority, "2025-04-02"_date);
}

TEST(LifecycleTrap, T55_Convention_RefiledDemandWaitsAgainButAReactivatedOneDoesNot) {
  Life life = filed("2015-05-31"_date);
  for (const Date day : {"2016-05-20"_date, "2017-05-20"_date, "2018-05-20"_date, "2019-05-20"_date}) life.then(renewal(day));
  life.then(notice("2020-04-10"_date)).then(non_renewal("2020-07-01"_date));
  ASSERT_EQ(life.on("2020-07-02"_date), State::radiated);
  const auto admissible = [](const Demand& demand) { return abnormal_delay_from(demand.seniority, 108, law_book)->day; };
  EXPECT_EQ(admissible(filed("2020-09-15"_date).demand), "2029-09-15"_date);
  life.then(reactivation("2020-09-15"_date, manager));
  ASSERT_TRUE(life.last.accepted());
  EXPECT_EQ(admissible(life.demand), "2024-05-31"_date);
  EXPECT_EQ(abnormal_delay_from("2000-11-10"_date, 12, law_book).error().code, Errc::date_out_of_range);
}

TEST(LifecycleTrap, T56_Convention_MediationDelayByDayOfReceipt) {
  EXPECT_EQ(mediation_decision_due("2014-12-31"_date, MediationArea::ile_de_france, law_book)->day, "2015-06-30"_date);
  EXPECT_EQ(mediation_decision_due("2015-01-01"_date, MediationArea::ile_de_france, law_book)->day, "2015-04-01"_date);
}

TEST(LifecycleTrap, T57_AnInstantIsNotADay) {
  // 00:30 in Paris on 2024-03-01 is 23:30 UTC the day before: only the territory's own civil day makes a date.
  static_assert(!std::is_constructible_v<Date, std::chrono::system_clock::time_point>);
  static_assert(!std::is_constructible_v<Date, std::int64_t>);
  Life life = filed("2024-03-01"_date);
  EXPECT_EQ(life.demand.initial, "2024-03-01"_date);
  EXPECT_EQ(life.valid_until(), "2025-03-01"_date);
}

TEST(LifecycleTrap, T58_DelegatedRegistrationDoesNotRadiate) {
  Life life;
  life.then(filing("2023-10-01"_date, commune)).then(allocation("2024-05-14"_date));
  EXPECT_TRUE(life.judge(lease("2024-06-03"_date, commune)).refused_for(not_allocating_body));
  EXPECT_TRUE(life.judge(lease("2024-06-03"_date)).accepted());
}

TEST(LifecycleTrap, T59_CollectorsServeContributingFirms) {
  Event made = filing("2024-03-04"_date, body(ActorKind::action_logement, "AL059"));
  made.employment = Employment::none;
  EXPECT_TRUE(Life{}.judge(made).refused_for(not_registrar));
  made.employment = Employment::contributing;
  EXPECT_TRUE(Life{}.judge(made).accepted());
}

TEST(LifecycleTrap, T60_Convention_DeathIsNotAMotive) {
  Life life = filed("2023-10-01"_date);
  life.then(event(EventKind::report_death, "2024-02-01"_date, commune));
  EXPECT_EQ(life.on("2024-02-02"_date), State::active);
  EXPECT_TRUE(life.judge(notice("2024-08-28"_date)).warns_of(applicant_deceased));
  Event substitution = event(EventKind::substitute, "2024-03-01"_date, lessor);
  substitution.cause = Cause::death;
  substitution.substitute = Substitute::co_holder;
  life.then(substitution);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.seniority, "2023-10-01"_date);
}

TEST(Lifecycle, CommuneWithoutTitleOrientsTheApplicant) {
  Event made = filing("2024-03-04"_date, commune);
  made.authorised = Fact::no;
  const Decision now = Life{}.judge(made);
  EXPECT_TRUE(now.refused_for(not_registrar));
  EXPECT_TRUE(now.warns_of(orient));
  made.effective = made.recorded = "2009-03-04"_date;
  EXPECT_TRUE(Life{}.judge(made).warns_of(forward));
}

TEST(Lifecycle, LateNoticePostponesTheRadiation) {
  Life life = filed("2023-10-01"_date);
  life.policy = Policy::law();
  life.then(notice("2024-09-20"_date));
  EXPECT_TRUE(life.last.warns_of(late_notice));
  EXPECT_EQ(life.judge(non_renewal("2024-10-02"_date)).earliest(), "2024-10-20"_date);
  life.policy = Policy::sne();
  EXPECT_EQ(life.judge(non_renewal("2024-10-02"_date)).earliest(), "2024-11-01"_date);
}

TEST(Lifecycle, NoAnswerToleranceIsAWarning) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2023-11-20"_date)).then(warning("2024-01-31"_date, Motive::c));
  EXPECT_TRUE(life.judge(radiation_c("2024-03-30"_date)).warns_of(tolerance_running));
  EXPECT_FALSE(life.judge(radiation_c("2024-03-31"_date)).warns_of(tolerance_running));
  life.then(radiation_c("2024-03-31"_date));
  EXPECT_TRUE(life.judge(reactivation("2024-08-31"_date, lessor)).accepted());
  EXPECT_TRUE(life.judge(reactivation("2024-09-01"_date, lessor)).refused_for(window_closed));
  life.policy = Policy::law();
  EXPECT_TRUE(life.judge(reactivation("2024-08-31"_date, lessor)).refused_for(no_tolerance));
}

TEST(Lifecycle, DemandOfTheOldCentreCrosses2010) {
  Life life = filed("2009-11-12"_date);
  EXPECT_EQ(life.valid_until(), "2010-11-12"_date);
  Event letter = notice("2010-10-12"_date, Channel::registered);
  letter.actor = lessor;
  life.then(letter);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_FALSE(life.last.warns_of(late_notice));
  life.then(renewal("2010-11-05"_date));
  EXPECT_EQ(life.valid_until(), "2011-11-05"_date);
  life.then(renewal("2011-11-05"_date, other_lessor));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.initial, "2009-11-12"_date);
}

TEST(Lifecycle, MissingInputsAreNamed) {
  Event unknown = renunciation("2024-04-10"_date);
  unknown.written = Fact::unknown;
  Life life = filed("2023-10-01"_date);
  const Decision asked = life.judge(unknown);
  EXPECT_EQ(asked.outcome, Outcome::incomplete);
  EXPECT_TRUE(asked.missing.holds(Field::written));
  life.policy.unknown = UnknownFacts::presume_met;
  const Decision taken = life.judge(unknown);
  EXPECT_TRUE(taken.accepted());
  EXPECT_TRUE(taken.warns_of(presumed));
}

TEST(Lifecycle, BeyondTheHorizonNothingIsExtrapolated) {
  Life life = filed("2026-10-01"_date);
  EXPECT_TRUE(life.judge(renewal("2027-01-01"_date)).refused_for(beyond_horizon));
  life.policy.horizon = BeyondHorizon::provisional;
  EXPECT_TRUE(life.judge(renewal("2027-01-01"_date)).warns_of(provisional));
  EXPECT_TRUE(life.judge(filing("2000-11-07"_date)).refused_for(before_law));
}

TEST(Lifecycle, OnlineFilingKeepsItsDeposit) {
  Event draft = filing("2024-01-31"_date, applicant);
  draft.channel = Channel::online;
  Life life;
  life.then(draft);
  EXPECT_EQ(life.on("2024-02-01"_date), State::draft);
  Event validation = event(EventKind::validate, "2024-02-05"_date, body(ActorKind::public_counter, "GDPUB"));
  validation.duplicate = Duplicate::none;
  life.then(validation);
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.demand.initial, "2024-01-31"_date);
}

TEST(Lifecycle, AnniversaryIsANamedPolicy) {
  Life life = filed("2023-10-01"_date);
  life.policy.renewal_base = RenewalBase::anniversary;
  life.then(renewal("2024-09-15"_date));
  EXPECT_EQ(life.valid_until(), "2025-10-01"_date);
}

TEST(Lifecycle, OpenEventsSayWhyTheOthersAreClosed) {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  bool found = false;
  for (const Opening& opening : open_events(life.demand, "2024-10-02"_date, law_book, Policy::sne())) {
    if (opening.event == EventKind::renew) {
      EXPECT_TRUE(opening.decision.accepted());
    }
    if (opening.event != EventKind::radiate || opening.motive != Motive::e) continue;
    found = true;
    EXPECT_TRUE(opening.decision.refused_for(tolerance_running));
    EXPECT_EQ(opening.decision.earliest(), "2024-11-01"_date);
  }
  EXPECT_TRUE(found);
}

// What a review against the texts found, each with the case that showed it.

TEST(Lifecycle, ALaterDecisionDoesNotUndoTheAllocationOfTheLease) {
  Life life = filed("2023-10-01"_date);
  life.then(allocation("2024-05-14"_date)).then(allocation("2024-06-20"_date));
  EXPECT_TRUE(life.judge(entered(lease("2024-06-03"_date), "2024-07-10"_date)).accepted());
  life.then(allocation("2024-05-20"_date, other_lessor));
  EXPECT_TRUE(life.judge(lease("2024-07-03"_date)).accepted());
  EXPECT_TRUE(life.judge(lease("2024-05-13"_date)).refused_for(lease_before_commission));
  EXPECT_TRUE(life.judge(lease("2024-07-03"_date, body(ActorKind::lessor, "G9999"))).refused_for(not_allocating_body));
}

TEST(Lifecycle, AnAllocationClosesTheIrrecevabilityOfTheSameLessor) {
  Life life = filed("2023-10-01"_date);
  life.then(irrecevable("2024-05-14"_date, Ground::income)).then(warning("2024-05-21"_date, Motive::d)).then(allocation("2024-06-10"_date));
  EXPECT_TRUE(life.judge(irrecevability("2024-06-21"_date)).refused_for(no_cal));
}

TEST(Lifecycle, AnAnswerOlderThanTheLetterAnswersNothing) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2023-11-20"_date)).then(warning("2024-01-31"_date, Motive::c)).then(radiation_c("2024-04-02"_date));
  EXPECT_TRUE(life.judge(entered(answer("2023-10-05"_date, Motive::c), "2024-05-01"_date)).refused_for(radiated));
  EXPECT_TRUE(life.judge(entered(answer("2024-03-05"_date, Motive::c), "2024-05-01"_date)).warns_of(radiation_in_error));
}

TEST(Lifecycle, WhoRenewsIsNotSilent) {
  Life life = filed("2023-10-01"_date);
  life.then(inquiry("2023-11-20"_date)).then(warning("2024-01-31"_date, Motive::c)).then(renewal("2024-09-01"_date));
  EXPECT_TRUE(life.judge(radiation_c("2024-10-01"_date)).refused_for(answered));
}

TEST(Lifecycle, NoticeOfTheOldServiceComesFromIt) {
  Event letter = notice("2008-12-01"_date);
  letter.actor = commune;
  EXPECT_TRUE(filed("2008-01-15"_date).judge(letter).refused_for(wrong_sender));
  letter.actor = lessor;
  EXPECT_TRUE(filed("2008-01-15"_date).judge(letter).accepted());
}

TEST(Lifecycle, TitlesOfRegistrarsFollowTheirArticle) {
  const auto refused = [](Date day, ActorKind kind, Fact authorised, Employment employment) {
    Event made = filing(day, body(kind, "X0001"));
    made.authorised = authorised;
    made.employment = employment;
    return Life{}.judge(made).refused_for(not_registrar);
  };
  EXPECT_TRUE(refused("2011-06-01"_date, ActorKind::siao, Fact::yes, Employment::unknown));
  EXPECT_FALSE(refused("2015-06-01"_date, ActorKind::siao, Fact::yes, Employment::unknown));
  EXPECT_FALSE(refused("2024-06-03"_date, ActorKind::particular_system, Fact::yes, Employment::unknown));
  EXPECT_FALSE(refused("2024-06-03"_date, ActorKind::reservation_body, Fact::yes, Employment::none));
  EXPECT_TRUE(refused("2024-06-03"_date, ActorKind::employer, Fact::yes, Employment::none));
  EXPECT_TRUE(refused("2011-06-01"_date, ActorKind::action_logement, Fact::no, Employment::contributing));
  EXPECT_FALSE(refused("2015-06-01"_date, ActorKind::action_logement, Fact::no, Employment::contributing));
}

TEST(Lifecycle, IleDeFranceIsOneTerritoryFromTheDayItsSystemOpened) {
  const auto refused = [](Date day, std::string_view territory) {
    Event made = filing(day);
    made.territory = Territory::parse(territory).value();
    return Life{}.judge(made).refused_for(wrong_territory);
  };
  EXPECT_FALSE(refused("2011-03-27"_date, "075"));
  EXPECT_TRUE(refused("2011-03-28"_date, "075"));
  EXPECT_FALSE(refused("2011-03-28"_date, "111"));
  EXPECT_TRUE(refused("2005-03-28"_date, "111"));
}

TEST(Lifecycle, TheBaseNeverGoesBack) {
  Life life = filed("2023-10-01"_date);
  life.policy.renewal_base = RenewalBase::anniversary;
  life.then(renewal("2024-09-15"_date));
  EXPECT_TRUE(life.judge(renewal("2024-09-20"_date)).refused_for(before_base));
  Life old;
  old.then(entered(filing("2005-02-01"_date), "2005-03-01"_date));
  EXPECT_TRUE(old.judge(renewal("2005-02-15"_date)).refused_for(before_base));
}

TEST(Lifecycle, AttestationOfAFormerYearIsNotThatOfTheNewOne) {
  Life life = filed("2022-03-15"_date);
  life.then(event(EventKind::attest, "2022-03-20"_date, lessor)).then(renewal("2023-02-20"_date));
  Event seizure = event(EventKind::seize_prefect, "2023-02-21"_date, applicant);
  seizure.ground = Ground::attestation;
  EXPECT_EQ(life.judge(seizure).earliest(), "2023-03-21"_date);
  life.then(entered(event(EventKind::attest, "2022-04-01"_date, lessor), "2023-02-25"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_FALSE(life.demand.attested);
}

TEST(Lifecycle, ACorrectionStaysAfterTheRadiationItCorrects) {
  std::vector<Event> log{filing("2023-10-01"_date), renunciation("2024-04-10"_date), with_reason(EventKind::cancel_radiation, "2024-04-10"_date, manager),
                         event(EventKind::report_death, "2024-04-10"_date, commune)};
  put_in_order(log);
  const Demand demand = fold(log, law_book, Policy::sne()).value();
  EXPECT_EQ(demand.stored, Stored::registered);
  EXPECT_TRUE(demand.deceased);
}

TEST(Lifecycle, ACancelledProcedureDoesNotStrikeAgain) {
  Life life = filed("2023-10-01"_date);
  life.then(irrecevable("2024-05-14"_date, Ground::income)).then(warning("2024-05-21"_date, Motive::d)).then(irrecevability("2024-06-21"_date));
  life.then(with_reason(EventKind::cancel_radiation, "2024-07-01"_date, manager));
  ASSERT_TRUE(life.last.accepted());
  EXPECT_TRUE(life.judge(irrecevability("2024-07-02"_date)).refused_for(answered));
}

TEST(Lifecycle, ALeaseIsForgottenWhenTheDemandComesBack) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(entered(lease("2024-09-15"_date), "2024-12-05"_date)).then(reactivation("2025-03-01"_date, manager));
  EXPECT_TRUE(life.last.warns_of(lease_on_record));
  life.then(renunciation("2025-12-01"_date));
  EXPECT_TRUE(life.judge(with_reason(EventKind::requalify, "2026-01-10"_date, manager, Motive::a)).refused_for(no_lease));
}

TEST(Lifecycle, OnlineRenewalsAreTheApplicantsOwn) {
  Event made = renewal("2024-09-01"_date);
  made.channel = Channel::online;
  EXPECT_TRUE(filed("2023-10-01"_date).judge(made).refused_for(wrong_channel));
}

TEST(Lifecycle, AMotiveIsAlwaysAskedFor) {
  const Life life = filed("2023-10-01"_date);
  for (const EventKind kind : {EventKind::radiate, EventKind::warn, EventKind::answer}) {
    const Decision decision = life.judge(event(kind, "2024-02-01"_date, lessor));
    EXPECT_TRUE(decision.refused_for(no_such_motive));
    EXPECT_EQ(decision.reasons.all().size(), 1U);
  }
}

TEST(Lifecycle, NothingButTheRadiationOutlivesAnErasure) {
  Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  life.then(event(EventKind::erase, "2025-11-02"_date, batch));
  EXPECT_TRUE(life.demand.registrar.id.empty());
  EXPECT_EQ(life.demand.radiation.motive, Motive::e);
}

TEST(Lifecycle, EverySeparateWarningFits) {
  Event made = entered(filing("2013-11-05"_date, commune), "2013-11-20"_date);
  made.authorised = Fact::no;
  made.form = Fact::unknown;
  made.duplicate = Duplicate::co_holder;
  made.separation = {"2013-12-01"_date, "2014-01-01"_date, Fact::no, Couple::co_tenant, Fact::no};
  Policy policy = Policy::sne();
  policy.unknown = UnknownFacts::presume_met;
  policy.horizon = BeyondHorizon::provisional;
  const Decision decision = decide(Demand{}, made, law_book.with_horizon("2012-12-31"_date), policy);
  EXPECT_GE(decision.warnings.all().size(), 11U);
  EXPECT_TRUE(decision.warns_of(presumed));
}

TEST(Lifecycle, TheLastYearOfTheCalendarIsAnAnswerToo) {
  Life life;
  life.policy = {.horizon = BeyondHorizon::provisional, .renewal_base = RenewalBase::anniversary};
  life.then(filing("9999-01-15"_date)).then(renewal("9999-12-31"_date));
  EXPECT_TRUE(life.last.accepted());
  EXPECT_EQ(life.on("9999-12-31"_date), State::active);
  EXPECT_EQ(last_valid("1999-05-01"_date, law_book), "2000-05-01"_date);
}

TEST(Lifecycle, TolerancesAreTheTerritorysToSet) {
  Life life = filed("2023-10-01"_date);
  life.policy.tolerances.lapse = std::int16_t{15};
  life.then(notice("2024-08-28"_date));
  EXPECT_EQ(life.judge(non_renewal("2024-11-01"_date)).earliest(), "2025-01-01"_date);
}

TEST(Lifecycle, AStandingDemandNeedsNoEvents) {
  const Demand demand =
      standing_demand({.initial = "2018-03-15"_date, .last_renewal = "2023-10-01"_date, .registrar = lessor, .notice = "2024-08-28"_date}, law_book)
          .value();
  EXPECT_TRUE(decide(demand, non_renewal("2024-11-01"_date), law_book, Policy::sne()).accepted());
  EXPECT_EQ(seniority_months(demand, "2024-03-15"_date), 72);
  EXPECT_EQ(standing_demand({.initial = "1999-03-15"_date}, law_book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(standing_demand({.initial = "2018-03-15"_date, .last_renewal = "2018-03-14"_date}, law_book).error().code, Errc::impossible_date);
}

TEST(Lifecycle, AToleranceIsCitedAsPractice) {
  Life life = filed("2023-10-01"_date);
  life.then(notice("2024-08-28"_date));
  const Decision decision = life.judge(non_renewal("2024-10-02"_date));
  const Citation& cited = law_book.citation(decision.reasons.find(tolerance_running)->rule, decision.judged_on);
  EXPECT_EQ(cited.id, "cdc2015-6");
  EXPECT_EQ(cited.mark, Mark::practice);
  EXPECT_EQ(decision.law, law_book.digest());
}

TEST(Merging, RefusesWhatTheMotiveForbids) {
  const std::vector<MergeSource> sources = two_sources();
  const LawBook law = law_book.with_horizon("2027-12-31"_date).with_national_number_start("2027-01-01"_date);
  EXPECT_TRUE(merge(sources, merging_on("2026-11-24"_date), law_book, Policy::sne()).decision.refused_for(no_national_number));
  EXPECT_TRUE(merge(sources, merging_on("2026-12-31"_date), law, Policy::sne()).decision.refused_for(no_national_number));
  EXPECT_TRUE(merge(std::span(sources).first(1), merging_on("2027-09-01"_date), law, Policy::sne()).decision.refused_for(single_source));
  EXPECT_TRUE(merge(sources, merging_on("2027-09-01"_date, lessor), law, Policy::sne()).decision.refused_for(not_manager));

  const std::vector<MergeSource> twice{sources[0], sources[0]};
  EXPECT_TRUE(merge(twice, merging_on("2027-09-01"_date), law, Policy::sne()).decision.refused_for(duplicate));
  EXPECT_TRUE(merge(sources, merging_on("2026-05-19"_date), law.with_national_number_start("2026-01-01"_date), Policy::sne())
                  .decision.refused_for(before_base));

  std::vector<MergeSource> one_gone = sources;
  Life gone{.law = law, .demand = one_gone[0].demand};
  one_gone[0].demand = gone.then(renunciation("2026-06-01"_date)).demand;
  const MergeOutcome refused = merge(one_gone, merging_on("2027-09-01"_date), law, Policy::sne());
  EXPECT_TRUE(refused.decision.refused_for(source_not_active));
  EXPECT_EQ(refused.sources[1].demand, one_gone[1].demand);
}

TEST(Merging, Convention_BatchKeepsTheLatestPresentation) {
  const std::vector<MergeSource> sources = two_sources();
  const LawBook law = law_book.with_horizon("2027-12-31"_date).with_national_number_start("2027-01-01"_date);
  MergeRequest request = merging_on("2027-02-01"_date);
  request.trigger = MergeTrigger::batch;
  MergeOutcome made = merge(sources, request, law, Policy::sne());
  ASSERT_TRUE(made.decision.accepted());
  EXPECT_EQ(last_valid(made.national->life.base, law), "2027-05-20"_date);
  made.national->ask_for(Territory::parse("080").value(), "2027-03-01"_date);
  EXPECT_EQ(made.national->seniority_in(Territory::parse("080").value()), "2027-03-01"_date);
}

TEST(Timeline, LeaseEnteredLate) {
  std::vector<Event> log{filing("2023-10-01"_date), allocation("2024-05-14"_date), entered(lease("2024-06-03"_date), "2024-07-10"_date)};
  put_in_order(log);
  const auto as_known = [&log](Date day) { return Timeline::of(known_on(log, day), law_book, Policy::sne()).value(); };
  EXPECT_EQ(as_known("2024-06-30"_date).on("2024-06-10"_date, law_book).state, State::active);
  const Situation later = as_known("2024-07-31"_date).on("2024-06-10"_date, law_book);
  EXPECT_EQ(later.state, State::radiated);
  EXPECT_EQ(later.motive, Motive::a);
}

TEST(Mediation, WorkedValues) {
  using A = MediationArea;
  EXPECT_EQ(mediation_decision_due("2024-01-31"_date, A::elsewhere, law_book)->day, "2024-04-30"_date);
  EXPECT_EQ(mediation_decision_due("2024-01-31"_date, A::overseas, law_book)->day, "2024-07-31"_date);
  EXPECT_EQ(mediation_decision_due("2013-12-31"_date, A::large_agglomeration, law_book)->day, "2014-06-30"_date);
  EXPECT_EQ(mediation_decision_due("2014-01-01"_date, A::large_agglomeration, law_book)->day, "2014-04-01"_date);
  const auto printed = mediation_decision_due("2018-01-31"_date, A::ile_de_france, law_book, 0, IleDeFranceDelay::printed_sheets);
  EXPECT_EQ(printed->day, "2018-07-31"_date);
  EXPECT_EQ(printed->mark, Mark::unverified);
  EXPECT_EQ(court_action_from("2024-04-30"_date, A::elsewhere, law_book)->day, "2024-07-31"_date);
  EXPECT_EQ(court_action_from("2024-04-30"_date, A::overseas, law_book)->day, "2024-10-31"_date);
  EXPECT_EQ(court_action_from("2020-04-30"_date, A::large_agglomeration, law_book)->day, "2020-10-31"_date);
  EXPECT_EQ(shelter_decision_due("2024-03-01"_date, law_book)->day, "2024-04-12"_date);
  EXPECT_EQ(shelter_offer_due("2024-04-12"_date, Shelter::place, law_book)->day, "2024-05-24"_date);
  EXPECT_EQ(shelter_offer_due("2024-04-12"_date, Shelter::transition_dwelling, law_book)->day, "2024-07-12"_date);
  EXPECT_EQ(mediation_decision_due("2007-01-01"_date, A::elsewhere, law_book).error().code, Errc::date_out_of_range);
  EXPECT_FALSE(court_open_for_abnormal_delay("2011-12-31"_date, law_book));
  EXPECT_TRUE(court_open_for_abnormal_delay("2012-01-01"_date, law_book));
}

TEST(Information, ReadersStayInTheirTerritoryAndPurpose) {
  const auto asks = [](Reader reader, Fact own_territory) {
    return may_read({reader, "2024-03-04"_date, own_territory, Fact::yes}, law_book);
  };
  EXPECT_TRUE(asks(Reader::local_authority, Fact::yes).accepted());
  EXPECT_TRUE(asks(Reader::local_authority, Fact::no).refused_for(no_right_of_access));
  EXPECT_TRUE(asks(Reader::reservation_holder, Fact::yes).refused_for(no_right_of_access));
  EXPECT_TRUE(asks(Reader::applicant, Fact::unknown).accepted());
  EXPECT_TRUE(asks(Reader::manager, Fact::unknown).missing.holds(Field::territory));
  EXPECT_EQ(reception_due("2024-01-31"_date, ReceptionZone::elsewhere, law_book)->day, "2024-02-29"_date);
  EXPECT_EQ(reception_due("2024-01-31"_date, ReceptionZone::over_50000, law_book)->day, "2024-03-31"_date);
  EXPECT_EQ(reception_due("2014-03-26"_date, ReceptionZone::elsewhere, law_book).error().code, Errc::date_out_of_range);
}

TEST(RenewalCalendar, WorkedTable) {
  const auto day = [](std::string_view iso) { return Date::parse(iso).value(); };
  for (const Delays& row : worked_delays) {
    const auto calendar = RenewalCalendar::from(day(row.base), law_book);
    ASSERT_TRUE(calendar) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::renewal_opens), day(row.opens)) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::notice_latest), day(row.notice)) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::last_valid), day(row.last_valid)) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::radiation_law), day(row.last_valid) + 1) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::radiation_practice), day(row.radiation)) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::reactivation_until), day(row.reactivable)) << row.base;
    EXPECT_EQ(calendar->day_of(Deadline::kept_until), day(row.erasable)) << row.base;
  }
}

TEST(RenewalCalendar, RadiatedDemandKeepsItsWindowAndItsRetention) {
  const Life life = lapsed("2023-10-01"_date, "2024-08-28"_date, "2024-11-01"_date);
  const auto calendar = RenewalCalendar::of(life.demand, law_book);
  EXPECT_EQ(calendar->day_of(Deadline::reactivation_until), "2025-04-01"_date);
  EXPECT_EQ(calendar->day_of(Deadline::kept_until), "2025-11-01"_date);
  EXPECT_EQ(calendar->day_of(Deadline::last_valid), std::nullopt);
}

TEST(RenewalCalendar, RefusesWhatNoTextCovers) {
  EXPECT_EQ(RenewalCalendar::from("2000-11-07"_date, law_book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(RenewalCalendar::of(Demand{}, law_book).error().code, Errc::missing_value);
  EXPECT_EQ(RenewalCalendar::from("2027-01-01"_date, law_book).error().code, Errc::date_out_of_range);
}

TEST(LawBook, CitesTheVersionOfTheDay) {
  EXPECT_EQ(law_book.citation(Rule::renewal_notice_latest, "2017-05-07"_date).id, "r441-2-7@2015");
  EXPECT_EQ(law_book.citation(Rule::renewal_notice_latest, "2017-05-08"_date).id, "r441-2-7@2017");
  EXPECT_EQ(law_book.citation(Rule::dates_month_end, "2024-01-01"_date).mark, Mark::convention);
  EXPECT_EQ(law_book.version_at("2010-05-02"_date)->code, "P0");
  EXPECT_EQ(law_book.version_at("2000-11-07"_date), nullptr);
}

TEST(LawBook, AmendmentsChangeTheIdentity) {
  const LawBook amended = law_book.with_national_number_start("2027-01-01"_date);
  EXPECT_NE(amended.id(), law_book.id());
  EXPECT_EQ(amended.id(), law_book.with_national_number_start("2027-01-01"_date).id());
  EXPECT_EQ(amended.with_horizon("2030-12-31"_date).with_horizon(law_book.horizon()), amended);
  EXPECT_TRUE(law_book.with_suspension({"2020-03-12"_date, "2020-06-23"_date})->suspended("2020-04-01"_date));
}

TEST(LawBook, SuspensionStopsMotiveE) {
  Life life = filed("2019-03-01"_date);
  life.law = law_book.with_suspension({"2020-03-12"_date, "2020-06-23"_date}).value();
  life.then(notice("2020-01-20"_date));
  EXPECT_EQ(life.judge(non_renewal("2020-04-01"_date)).earliest(), "2020-06-24"_date);
  EXPECT_EQ(RenewalCalendar::of(life.demand, life.law)->day_of(Deadline::radiation_practice), "2020-06-24"_date);
  EXPECT_TRUE(life.judge(non_renewal("2020-06-24"_date)).accepted());
}

}  // namespace
}  // namespace sne::testing
