// Grounds of the mediation commission, and the prefects' delays.

#include <sne/dalo.hpp>

#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date today = "2026-11-24"_date;

/// Somebody of whom the common conditions are known to be met.
constexpr DaloSituation candidate{
    .good_faith = Fact::yes, .access_conditions = Fact::yes, .regular_stay = Fact::yes, .no_own_means = Fact::yes};

DaloGroundAnswer judged(const DaloSituation& situation, DaloGround ground, Date day = today) {
  return dalo_grounds(situation, day, book).value()[static_cast<std::size_t>(ground)];
}

DaloSituation housed(DaloHousing housing, std::optional<Date> since = {}) {
  DaloSituation situation = candidate;
  situation.housing = housing;
  situation.since = since;
  return situation;
}

TEST(Dalo, Trap36ExactlySixMonthsIsNotMore) {
  const DaloSituation sheltered = housed(DaloHousing::shelter, "2026-05-24"_date);
  const DaloGroundAnswer eve = judged(sheltered, DaloGround::shelter, "2026-11-24"_date);
  EXPECT_EQ(eve.outcome, DaloOutcome::no_case);
  EXPECT_EQ(eve.reasons, CodeSet<DaloReason>(DaloReason::too_early));
  EXPECT_EQ(eve.from, "2026-11-25"_date);
  EXPECT_EQ(judged(sheltered, DaloGround::shelter, "2026-11-25"_date).outcome, DaloOutcome::meets);
  EXPECT_EQ(judged(housed(DaloHousing::shelter, "2026-03-31"_date), DaloGround::shelter, "2026-09-30"_date).outcome, DaloOutcome::no_case);
  EXPECT_EQ(judged(housed(DaloHousing::shelter, "2026-03-31"_date), DaloGround::shelter, "2026-10-01"_date).outcome, DaloOutcome::meets);
}

TEST(Dalo, EighteenMonthsInATransitionDwelling) {
  const DaloSituation moved_in = housed(DaloHousing::transition_dwelling, "2025-05-24"_date);
  EXPECT_EQ(judged(moved_in, DaloGround::transition, "2026-11-24"_date).outcome, DaloOutcome::no_case);
  EXPECT_EQ(judged(moved_in, DaloGround::transition, "2026-11-25"_date).outcome, DaloOutcome::meets);
  EXPECT_EQ(judged(moved_in, DaloGround::shelter, "2026-11-25"_date).reasons, CodeSet<DaloReason>(DaloReason::not_in_situation));
}

TEST(Dalo, ResidencesAndHostelsSince2010) {
  const DaloSituation hotel = housed(DaloHousing::residence_hotel, "2008-01-01"_date);
  EXPECT_EQ(judged(hotel, DaloGround::shelter, "2010-04-24"_date).reasons, CodeSet<DaloReason>(DaloReason::not_in_force));
  EXPECT_EQ(judged(hotel, DaloGround::shelter, "2010-04-25"_date).outcome, DaloOutcome::meets);
  const DaloSituation hostel = housed(DaloHousing::hostel_dwelling, "2008-01-01"_date);
  EXPECT_EQ(judged(hostel, DaloGround::transition, "2010-04-24"_date).outcome, DaloOutcome::no_case);
  EXPECT_EQ(judged(hostel, DaloGround::transition, "2010-04-25"_date).outcome, DaloOutcome::meets);
}

TEST(Dalo, Trap37AThreatIsNoDecision) {
  DaloSituation threatened = candidate;
  EXPECT_EQ(judged(threatened, DaloGround::eviction).missing, CodeSet<DaloFact>(DaloFact::eviction_decision));
  threatened.eviction_decision = Fact::no;
  EXPECT_EQ(judged(threatened, DaloGround::eviction).outcome, DaloOutcome::no_case);
  threatened.eviction_decision = Fact::yes;
  EXPECT_EQ(judged(threatened, DaloGround::eviction).outcome, DaloOutcome::meets);
}

TEST(Dalo, Trap38OvercrowdedCoupleWithoutChildOrDisability) {
  DaloSituation couple = housed(DaloHousing::dwelling);
  couple.disabled = Fact::no;
  couple.minor_child = Fact::no;
  couple.surface_dm2 = 1200;
  couple.persons = 2;
  EXPECT_EQ(judged(couple, DaloGround::indecent_overcrowded).outcome, DaloOutcome::no_case);
  couple.minor_child = Fact::yes;
  couple.persons = 3;
  EXPECT_EQ(judged(couple, DaloGround::indecent_overcrowded).outcome, DaloOutcome::meets);
}

TEST(Dalo, SurfaceIsStrictAndTwoItemsAreEnough) {
  DaloSituation alone = housed(DaloHousing::dwelling);
  alone.disabled = Fact::yes;
  alone.persons = 1;
  alone.surface_dm2 = 850;
  EXPECT_EQ(judged(alone, DaloGround::indecent_overcrowded).outcome, DaloOutcome::meets);
  alone.surface_dm2 = 900;
  EXPECT_EQ(judged(alone, DaloGround::indecent_overcrowded).outcome, DaloOutcome::unknown);
  EXPECT_EQ(judged(alone, DaloGround::indecent_overcrowded).missing, CodeSet<DaloFact>(DaloFact::risk, DaloFact::lacking_items));
  alone.risk = Fact::no;
  alone.lacking_items = 1;
  EXPECT_EQ(judged(alone, DaloGround::indecent_overcrowded).outcome, DaloOutcome::no_case);
  alone.lacking_items = 2;
  EXPECT_EQ(judged(alone, DaloGround::indecent_overcrowded).outcome, DaloOutcome::meets);
}

TEST(Dalo, Trap39UnadaptedDwelling) {
  DaloSituation disabled = housed(DaloHousing::dwelling);
  disabled.disabled = Fact::yes;
  disabled.unadapted = Fact::yes;
  EXPECT_EQ(judged(disabled, DaloGround::disabled_unadapted, "2021-12-01"_date).outcome, DaloOutcome::no_case);
  EXPECT_EQ(judged(disabled, DaloGround::disabled_unadapted, "2022-02-22"_date).reasons, CodeSet<DaloReason>(DaloReason::not_in_force));
  const DaloGroundAnswer now = judged(disabled, DaloGround::disabled_unadapted, "2022-02-23"_date);
  EXPECT_EQ(now.outcome, DaloOutcome::meets);
  EXPECT_EQ(now.mark, Mark::practice);
  EXPECT_EQ(now.citation->id, "3ds-91");
  disabled.unadapted = Fact::no;
  EXPECT_EQ(judged(disabled, DaloGround::disabled_unadapted).outcome, DaloOutcome::no_case) << "a disability alone is a priority, no ground";
}

TEST(Dalo, Trap40PartlyMetIsNotNo) {
  const DaloGroundAnswer friends = judged(housed(DaloHousing::hosted_by_others), DaloGround::no_dwelling);
  EXPECT_EQ(friends.outcome, DaloOutcome::partial);
  EXPECT_EQ(friends.reasons, CodeSet<DaloReason>(DaloReason::to_appreciate));
  DaloSituation homeless = housed(DaloHousing::none);
  EXPECT_EQ(judged(homeless, DaloGround::no_dwelling).outcome, DaloOutcome::meets);
  homeless.previous_steps = Fact::no;
  EXPECT_EQ(judged(homeless, DaloGround::no_dwelling).outcome, DaloOutcome::partial);
  EXPECT_EQ(judged(homeless, DaloGround::no_dwelling).reasons, CodeSet<DaloReason>(DaloReason::no_previous_steps));
  EXPECT_EQ(judged(homeless, DaloGround::no_dwelling, "2010-04-24"_date).outcome, DaloOutcome::meets) << "the commission did not look at steps yet";
}

TEST(Dalo, HostedByTheFamilyByVersion) {
  const DaloSituation parents = housed(DaloHousing::hosted_by_ascendants);
  const DaloSituation brother = housed(DaloHousing::hosted_by_family);
  EXPECT_EQ(judged(parents, DaloGround::no_dwelling, "2014-02-13"_date).reasons, CodeSet<DaloReason>(DaloReason::maintenance_duty));
  EXPECT_EQ(judged(parents, DaloGround::no_dwelling, "2014-02-14"_date).reasons, CodeSet<DaloReason>(DaloReason::hosted_by_ascendants));
  EXPECT_EQ(judged(brother, DaloGround::no_dwelling, "2014-02-13"_date).reasons, CodeSet<DaloReason>(DaloReason::maintenance_duty));
  EXPECT_EQ(judged(brother, DaloGround::no_dwelling, "2014-02-14"_date).reasons, CodeSet<DaloReason>(DaloReason::to_appreciate));
}

TEST(Dalo, UnfitPremisesAndOtherRights) {
  DaloSituation unfit = housed(DaloHousing::dwelling);
  EXPECT_EQ(judged(unfit, DaloGround::unfit).outcome, DaloOutcome::unknown);
  unfit.unfit = Fact::yes;
  EXPECT_EQ(judged(unfit, DaloGround::unfit).outcome, DaloOutcome::meets);
  unfit.other_rehousing_right = Fact::yes;
  EXPECT_EQ(judged(unfit, DaloGround::unfit).outcome, DaloOutcome::partial);
  unfit.housing = DaloHousing::none;
  EXPECT_EQ(judged(unfit, DaloGround::unfit).outcome, DaloOutcome::no_case);
}

TEST(Dalo, LongWait) {
  DaloSituation waiting = candidate;
  EXPECT_EQ(judged(waiting, DaloGround::long_wait).missing, CodeSet<DaloFact>(DaloFact::suitable_proposal, DaloFact::delay_passed));
  waiting.delay_passed = Fact::no;
  EXPECT_EQ(judged(waiting, DaloGround::long_wait).reasons, CodeSet<DaloReason>(DaloReason::too_early));
  waiting.delay_passed = Fact::yes;
  waiting.suitable_proposal = Fact::no;
  EXPECT_EQ(judged(waiting, DaloGround::long_wait).outcome, DaloOutcome::meets);
  waiting.suited_dwelling = Fact::yes;
  EXPECT_EQ(judged(waiting, DaloGround::long_wait).outcome, DaloOutcome::partial);
  waiting.suitable_proposal = Fact::yes;
  EXPECT_EQ(judged(waiting, DaloGround::long_wait).outcome, DaloOutcome::no_case);
}

TEST(Dalo, CommonConditions) {
  DaloSituation homeless = housed(DaloHousing::none);
  homeless.regular_stay = Fact::unknown;
  const DaloGroundAnswer open = judged(homeless, DaloGround::no_dwelling);
  EXPECT_EQ(open.outcome, DaloOutcome::unknown);
  EXPECT_EQ(open.missing, CodeSet<DaloFact>(DaloFact::regular_stay));
  homeless.good_faith = Fact::no;
  homeless.access_conditions = Fact::no;
  const DaloGroundAnswer shut = judged(homeless, DaloGround::no_dwelling);
  EXPECT_EQ(shut.outcome, DaloOutcome::no_case);
  EXPECT_EQ(shut.reasons, CodeSet<DaloReason>(DaloReason::not_in_good_faith, DaloReason::access_conditions));
  EXPECT_TRUE(shut.missing.empty());
}

TEST(Dalo, NothingKnownIsUnknownAndNeverNo) {
  const DaloAnswers answers = dalo_grounds({}, today, book).value();
  for (const DaloGroundAnswer& answer : answers) {
    EXPECT_EQ(answer.outcome, DaloOutcome::unknown) << text(answer.ground);
    EXPECT_FALSE(answer.missing.empty());
    EXPECT_TRUE(answer.reasons.empty());
  }
}

TEST(Dalo, BeforeTheDecreeAndBeyondTheHorizon) {
  for (const DaloGroundAnswer& answer : dalo_grounds(housed(DaloHousing::none), "2007-11-29"_date, book).value())
    EXPECT_EQ(answer.reasons, CodeSet<DaloReason>(DaloReason::not_in_force));
  EXPECT_EQ(judged(housed(DaloHousing::none), DaloGround::no_dwelling, "2007-11-30"_date).outcome, DaloOutcome::meets);
  EXPECT_EQ(dalo_grounds(candidate, "2027-01-01"_date, book).error().code, Errc::beyond_horizon);
  DaloSituation odd = candidate;
  odd.persons = 0;
  EXPECT_EQ(dalo_grounds(odd, today, book).error().code, Errc::bad_number);
}

TEST(Dalo, MarksFollowWhatWasRead) {
  EXPECT_EQ(judged(candidate, DaloGround::eviction, "2015-06-01"_date).mark, Mark::text);
  EXPECT_EQ(judged(candidate, DaloGround::eviction, "2015-06-01"_date).citation->id, "r441-14-1@2014");
  EXPECT_EQ(judged(candidate, DaloGround::eviction).mark, Mark::unverified);
}

constexpr std::array<AbnormalDelay, 5> orders{{
    {"075"_territory, Typology::T1, 72, "2010-01-01"_date, "2030-12-31"_date, "ADIL 75"},
    {"075"_territory, Typology::T2, 108, "2010-01-01"_date, "2030-12-31"_date, "ADIL 75"},
    {"075"_territory, Typology::T3, 108, "2010-01-01"_date, "2030-12-31"_date, "ADIL 75"},
    {"059"_territory, Typology::unknown, 24, "2010-01-01"_date, "2020-12-31"_date, "order A"},
    {"059"_territory, Typology::unknown, 30, "2021-01-01"_date, "2030-12-31"_date, "order B"},
}};

TEST(Dalo, AbnormalDelayOfParis) {
  const Wait wait{"2015-05-31"_date, "075"_territory, Typology::T2};
  EXPECT_EQ(abnormal_delay_passed(wait, "2024-05-30"_date, orders, book).passed, Fact::no);
  EXPECT_EQ(abnormal_delay_passed(wait, "2024-05-31"_date, orders, book).passed, Fact::yes);
  EXPECT_EQ(abnormal_delay_passed(wait, "2024-05-31"_date, orders, book, DelayReached::strict).passed, Fact::no);
  EXPECT_EQ(abnormal_delay_passed(wait, "2024-05-31"_date, orders, book).order->citation, "ADIL 75");
  EXPECT_EQ(abnormal_delay_passed({wait.since, wait.departement, Typology::T5}, today, orders, book).passed, Fact::unknown);
  EXPECT_EQ(abnormal_delay_passed({wait.since, wait.departement, Typology::unknown}, today, orders, book).passed, Fact::unknown);
  EXPECT_EQ(abnormal_delay_passed({{}, wait.departement, Typology::T2}, today, orders, book).passed, Fact::unknown);
  EXPECT_EQ(abnormal_delay_passed({wait.since, "013"_territory, Typology::T2}, today, orders, book).passed, Fact::unknown);
}

TEST(Dalo, TheOrderIsThatOfTheDayAsked) {
  const Wait wait{"2019-01-15"_date, "059"_territory, Typology::T3};
  EXPECT_EQ(abnormal_delay_passed(wait, "2020-12-31"_date, orders, book).from, "2021-01-15"_date);
  EXPECT_EQ(abnormal_delay_passed(wait, "2021-01-15"_date, orders, book).from, "2021-07-15"_date);
  EXPECT_EQ(abnormal_delay_passed(wait, "2021-01-15"_date, orders, book).passed, Fact::no);
  constexpr std::array<AbnormalDelay, 2> mixed{{
      {"059"_territory, Typology::unknown, 24, "2010-01-01"_date, "2030-12-31"_date, "every size"},
      {"059"_territory, Typology::T3, 48, "2010-01-01"_date, "2030-12-31"_date, "three rooms"},
  }};
  EXPECT_EQ(find_fault(mixed), std::nullopt);
  EXPECT_EQ(abnormal_delay_passed(wait, today, mixed, book).order->citation, "three rooms");
  EXPECT_EQ(abnormal_delay_passed({wait.since, wait.departement, Typology::T1}, today, mixed, book).order->citation, "every size");
}

TEST(Dalo, AWaitOlderThanTheArticle) {
  constexpr std::array<AbnormalDelay, 1> early{{{"059"_territory, Typology::unknown, 12, "2000-01-01"_date, "2030-12-31"_date, "order"}}};
  const Wait wait{"2001-01-01"_date, "059"_territory, Typology::T3};
  EXPECT_EQ(abnormal_delay_passed(wait, "2006-07-15"_date, early, book).passed, Fact::no);
  EXPECT_EQ(abnormal_delay_passed(wait, "2006-07-16"_date, early, book).passed, Fact::yes);
}

TEST(Dalo, OrdersAreChecked) {
  EXPECT_EQ(find_fault(orders), std::nullopt);
  const auto fault_of = [](AbnormalDelay changed) {
    std::vector<AbnormalDelay> rows{orders[3], changed};
    return find_fault(rows);
  };
  AbnormalDelay row = orders[4];
  row.from = "2020-12-31"_date;
  EXPECT_EQ(fault_of(row), (Fault{Errc::pack_overlap, 1}));
  row = orders[4];
  row.to = "2020-01-01"_date;
  EXPECT_EQ(fault_of(row), (Fault{Errc::impossible_date, 1}));
  for (const std::int16_t months : {std::int16_t{0}, std::int16_t{-6}, std::int16_t{241}}) {
    row = orders[4];
    row.months = months;
    EXPECT_EQ(fault_of(row), (Fault{Errc::bad_number, 1}));
  }
  row = orders[4];
  row.territory = ile_de_france;
  EXPECT_EQ(fault_of(row), (Fault{Errc::unknown_territory, 1}));
  row.territory = Territory::parse_any("099").value();
  EXPECT_EQ(fault_of(row), (Fault{Errc::unknown_territory, 1}));
  row = orders[4];
  row.citation = {};
  EXPECT_EQ(fault_of(row), (Fault{Errc::pack_uncited, 1}));
}

TEST(Dalo, LearningAFactNeverTurnsYesIntoUnknown) {
  std::mt19937 draw(300);
  const auto fact_of = [&draw] { return static_cast<Fact>(draw() % 3); };
  for (int round = 0; round < 5000; ++round) {
    DaloSituation situation{fact_of(), fact_of(), fact_of(), fact_of(), fact_of(), fact_of(), fact_of(), fact_of()};
    situation.housing = static_cast<DaloHousing>(draw() % 10);
    if (draw() % 2 == 0) situation.since = today - static_cast<std::int32_t>(draw() % 900);
    situation.unfit = fact_of();
    situation.eviction_decision = fact_of();
    situation.disabled = fact_of();
    situation.minor_child = fact_of();
    situation.risk = fact_of();
    situation.unadapted = fact_of();
    if (draw() % 2 == 0) situation.lacking_items = static_cast<std::int16_t>(draw() % 4);
    const DaloAnswers answers = dalo_grounds(situation, today, book).value();
    for (const DaloGroundAnswer& answer : answers) {
      EXPECT_EQ(answer.outcome == DaloOutcome::unknown, !answer.missing.empty());
      EXPECT_EQ(answer.outcome == DaloOutcome::no_case || answer.outcome == DaloOutcome::partial, !answer.reasons.empty());
    }
    DaloSituation more = situation;
    if (more.good_faith == Fact::unknown) more.good_faith = Fact::yes;
    if (more.minor_child == Fact::unknown) more.minor_child = Fact::no;
    const DaloAnswers learned = dalo_grounds(more, today, book).value();
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_TRUE(answers[i].outcome == DaloOutcome::unknown || learned[i].outcome == answers[i].outcome);
    }
  }
}

}  // namespace
}  // namespace sne
