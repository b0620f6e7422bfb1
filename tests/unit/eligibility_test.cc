#include <gtest/gtest.h>

#include "households.hpp"

namespace sne::testing {
namespace {

using enum Eligibility;

constexpr std::string_view lyon = "69123";
constexpr std::string_view lille = "59350";
constexpr std::string_view paris = "75056";

Date born(int year, int month = 1, int day = 1) { return Date::of(year, month, day).value(); }
Person applicant(int age, int on_year, std::int64_t euros) {
  return earning(person(Tie::applicant, born(on_year - age)), static_cast<IncomePeriod>(on_year - 2), euros);
}
Person on_notice(Person somebody) {
  somebody.on_notice = Fact::yes;
  return somebody;
}
Person child(int birth_year) { return person(Tie::child, born(birth_year)); }
Person with_card(Person somebody, Card card = Card::invalidity) {
  somebody.card = card;
  return somebody;
}

// Section 13 of the rulebook of ceilings, by number.
TEST(WorkedEligibility, W1CoupleAndChildInBoulogne) {
  const Asked boulogne = asked("92012", "2026-03-12", {applicant(40, 2026, 50000), on_notice(person(Tie::spouse, born(1988))), child(2017)});
  EXPECT_EQ(boulogne.verdict(Product::plus)->ceiling.euros, 52740);
  EXPECT_EQ(boulogne.outcome(Product::plus), eligible);
  EXPECT_EQ(boulogne.outcome(Product::plai), not_eligible);
  EXPECT_EQ(boulogne.verdict(Product::plus)->margin(), 274000);
}
TEST(WorkedEligibility, W2SameInCourbevoie) {
  const Asked courbevoie = asked("92026", "2026-03-12", {applicant(40, 2026, 50000), on_notice(person(Tie::spouse, born(1988))), child(2017)});
  EXPECT_EQ(courbevoie.outcome(Product::plus), not_eligible);
  EXPECT_EQ(courbevoie.outcome(Product::pls), eligible);
}
TEST(WorkedEligibility, W3AndW4YoungCoupleUnderAPacs) {
  Person partner = earning(person(Tie::pacs, born(1997)), 2024, 17000);
  partner.signs = Fact::yes;
  const Asked young = asked(lyon, "2026-06-01", {applicant(26, 2026, 20000), partner});
  EXPECT_EQ(young.category(), 3);
  EXPECT_EQ(young.outcome(Product::plus), eligible);
  const Asked older = asked(lyon, "2026-06-01", {applicant(27, 2026, 20000), partner});
  EXPECT_EQ(older.category(), 2);
  EXPECT_EQ(older.outcome(Product::plus), not_eligible);
  EXPECT_EQ(older.outcome(Product::pls), eligible);
}
TEST(WorkedEligibility, W5AndW6CardSince2019) {
  EXPECT_EQ(asked(lyon, "2026-06-01", {with_card(applicant(40, 2026, 30000))}).outcome(Product::plus), eligible);
  EXPECT_EQ(asked(lyon, "2026-06-01", {applicant(40, 2026, 30000)}).outcome(Product::plus), not_eligible);
  EXPECT_EQ(asked(lyon, "2018-12-20", {with_card(applicant(40, 2018, 25000))}).outcome(Product::plus), not_eligible);
  EXPECT_EQ(asked(lyon, "2019-01-02", {with_card(applicant(40, 2019, 25000))}).verdict(Product::plus)->ceiling.euros, 27540);
}
TEST(WorkedEligibility, W7LoneParentOfFiveByBothReadings) {
  Asked mother = asked(paris, "2026-06-01", {applicant(40, 2026, 90000), child(2012), child(2013), child(2014), child(2015), child(2016)});
  EXPECT_EQ(mother.verdict(Product::plus)->ceiling.euros, 84304);
  EXPECT_EQ(mother.outcome(Product::plus), not_eligible);
  mother.policy.readings.lone_parent_extra = LoneParentExtra::dependants;
  EXPECT_EQ(mother.verdict(Product::plus)->ceiling.euros, 93698);
  EXPECT_EQ(mother.outcome(Product::plus), eligible);
}
TEST(WorkedEligibility, W8EightPersonsOneEuroAbove) {
  std::vector<Person> eight{applicant(40, 2026, 134020), on_notice(person(Tie::spouse, born(1986)))};
  for (int year = 2010; year < 2016; ++year) eight.push_back(child(year));
  const Result<Verdict> verdict = asked(paris, "2026-06-01", eight).verdict(Product::pls);
  EXPECT_EQ(verdict->ceiling.euros, 134019);
  EXPECT_EQ(verdict->outcome, not_eligible);
}
TEST(WorkedEligibility, W9VisitingChildrenArePersonsOnly) {
  Person visiting = child(2015);
  visiting.custody = Custody::visiting;
  Asked father = asked(lille, "2026-06-01", {applicant(40, 2026, 37000), visiting, visiting});
  EXPECT_EQ(father.category(), 3);
  EXPECT_EQ(father.outcome(Product::plus), eligible);
  father.policy.readings.visiting_child = VisitingChild::dependant;
  EXPECT_EQ(father.category(), 4);
}
TEST(WorkedEligibility, W10WorkingChildBringsAnIncome) {
  Person working = earning(person(Tie::child, born(2006)), 2024, 12000);
  working.attached = Fact::no;
  working.signs = Fact::yes;
  const Asked family = asked(lille, "2026-06-01", {applicant(45, 2026, 28000), on_notice(person(Tie::spouse, born(1982))), working});
  EXPECT_EQ(family.category(), 3);
  EXPECT_EQ(family.composition().dependants_high, 0);
  EXPECT_EQ(family.outcome(Product::plus), not_eligible);
  EXPECT_EQ(family.verdict(Product::pls)->income, 4000000);
}
TEST(WorkedEligibility, W11Overseas) {
  const Asked reunion = asked("97411", "2026-06-01", {applicant(40, 2026, 22000)});
  EXPECT_EQ(reunion.verdict(Product::lls)->ceiling.euros, 21063);
  EXPECT_EQ(reunion.outcome(Product::lls), not_eligible);
  EXPECT_EQ(reunion.verdict(Product::pls)->ceiling.euros, 27382);
  EXPECT_EQ(reunion.outcome(Product::pls), eligible);
  EXPECT_EQ(reunion.verdict(Product::plus).error().code, Errc::product_not_in_zone);
}
TEST(WorkedEligibility, W12CareHomeIsCapped) {
  Asked couple = asked(lyon, "2026-06-01", {applicant(80, 2026, 41000), on_notice(person(Tie::spouse, born(1944)))});
  couple.home.care_home.of = CareHomeOf::partner;
  couple.home.care_home.costs.add({2024, 1800000});
  EXPECT_EQ(couple.verdict(Product::plus)->income, 3100000);
  EXPECT_EQ(couple.verdict(Product::plus)->deduction, 1000000);
  EXPECT_EQ(couple.outcome(Product::plus), eligible);
  couple.home.care_home.of = CareHomeOf::other;
  EXPECT_EQ(couple.outcome(Product::plus), not_eligible) << "trap 43: the home of the applicant's mother";
}
TEST(WorkedEligibility, W13EqualityIsUnderTheCeiling) {
  Person partner = on_notice(person(Tie::spouse, born(2001)));
  const Result<Verdict> verdict = asked(paris, "2026-06-01", {applicant(25, 2026, 31643), partner}).verdict(Product::plai);
  EXPECT_EQ(verdict->outcome, eligible);
  EXPECT_EQ(verdict->margin(), 0);
  EXPECT_NE(verdict->warnings.find(ReasonCode::inferred_amount), nullptr);
}

TEST(IncomeDrop, ExactlyATenthIsEnough) {
  const auto with = [](std::int64_t base, std::int64_t recent) { return asked(lyon, "2026-06-01", {earning(applicant(40, 2026, base), 2025, recent)}); };
  EXPECT_EQ(with(26000, 23400).outcome(Product::plus), eligible) << "trap 34";
  EXPECT_EQ(with(26000, 23400).verdict(Product::plus)->basis, IncomeBasis::n_1);
  EXPECT_EQ(with(26000, 23401).outcome(Product::plus), not_eligible) << "trap 35";
  EXPECT_EQ(with(26010, 23409).verdict(Product::plus)->income, 2340900) << "trap 36";
  EXPECT_EQ(with(20000, 22000).verdict(Product::plus)->income, 2000000) << "trap 37: a rise is never used";
  EXPECT_NE(with(26000, 23401).verdict(Product::plus)->warnings.find(ReasonCode::drop_too_small), nullptr);
}
TEST(IncomeDrop, ASwornStatementProvesNothing) {
  const Asked sworn = asked(lyon, "2026-06-01", {earning(applicant(40, 2026, 26000), 2025, 10000, IncomeKind::statement)});
  EXPECT_EQ(sworn.outcome(Product::plus), not_eligible);
  EXPECT_NE(sworn.verdict(Product::plus)->warnings.find(ReasonCode::sworn_statement), nullptr);
}
TEST(IncomeMissing, IsUnknownAndAsksForIt) {
  const Result<Verdict> verdict = asked(lyon, "2026-06-01", {person(Tie::applicant, born(1980))}).verdict(Product::plus);
  EXPECT_EQ(verdict->outcome, unknown) << "trap 40";
  ASSERT_EQ(verdict->missing.list().size(), 1u);
  EXPECT_TRUE(verdict->missing.holds({Input::income, 0}));
}
TEST(IncomeMissing, ALaterIncomeLowEnoughSettlesIt) {
  const Asked newcomer = asked(lyon, "2026-06-01", {earning(person(Tie::applicant, born(1980)), 2025, 15000)});
  EXPECT_EQ(newcomer.outcome(Product::plus), eligible) << "every base either is under the ceiling or is replaced by 15,000";
  EXPECT_EQ(newcomer.outcome(Product::plai), unknown);
}
TEST(IncomeNotice, OnePaperCountsOnce) {
  Person one = person(Tie::applicant, born(1980));
  Person other = person(Tie::spouse, born(1982));
  one.incomes.add({2024, IncomeKind::notice, 1, 3000000});
  other.incomes.add({2024, IncomeKind::notice, 1, 3000000});
  EXPECT_EQ(asked(lyon, "2026-06-01", {one, other}).verdict(Product::plus)->income, 3000000) << "trap 41";
}
TEST(IncomeDeparted, AJointNoticeIsOnlyAnUpperBound) {
  const auto widow = [](std::int64_t joint) { return asked(lyon, "2026-06-01", {earning(person(Tie::applicant, born(1950)), 2024, joint, IncomeKind::joint)}); };
  EXPECT_EQ(widow(60000).outcome(Product::plus), unknown) << "trap 47";
  EXPECT_EQ(widow(22000).outcome(Product::plus), eligible) << "trap 48";
}

TEST(SeparationCases, OwnResourcesOnly) {
  Person her = person(Tie::applicant, born(1985));
  her.incomes.add({2024, IncomeKind::own_lines, 0, 1800000});
  Asked mother = asked(lyon, "2026-06-01", {her, earning(person(Tie::spouse, born(1983)), 2024, 34000), child(2017)});
  EXPECT_EQ(mother.outcome(Product::plus), not_eligible);
  mother.home.separation = {SeparationCase::petition, "2026-02-10"_date, Couple::married};
  EXPECT_EQ(mother.category(), 3) << "composed without the separation";
  EXPECT_EQ(mother.outcome(Product::plai), eligible);
  EXPECT_EQ(mother.verdict(Product::plai)->persons, 2);
  EXPECT_EQ(mother.verdict(Product::plai)->whose, Whose::applicant);
}
TEST(SeparationCases, ViolenceBetweenCohabiteesSinceMarch2009) {
  Asked woman = asked(lyon, "2009-02-01", {earning(person(Tie::applicant, born(1975)), 2007, 15000), earning(person(Tie::cohabitant, born(1970)), 2007, 60000)});
  woman.home.separation = {SeparationCase::complaint, "2009-01-01"_date, Couple::cohabiting};
  EXPECT_EQ(woman.outcome(Product::plus), not_eligible) << "trap 46";
  woman.on = "2009-04-01"_date;
  EXPECT_EQ(woman.outcome(Product::plus), eligible);
}

TEST(CategoryTraps, AlternativesDoNotAddUp) {
  const auto category = [](int n, int d, bool young, bool disabled) { return household_category({n, d, young, disabled})->category.category; };
  EXPECT_EQ(category(2, 1, false, true), 3) << "trap 20: lone parent and disabled child";
  EXPECT_EQ(category(2, 0, true, true), 3) << "trap 19";
  EXPECT_EQ(category(3, 1, true, false), 3) << "trap 17: young couple with a child";
  EXPECT_EQ(category(6, 0, false, true), 6) << "trap 24";
  EXPECT_EQ(household_category({6, 5, false, false})->category.extra, 0);
  EXPECT_EQ(household_category({6, 5, false, false}, LoneParentExtra::dependants)->category.extra, 1);
  EXPECT_EQ(household_category({0, 0, false, false}).error().code, Errc::bad_category);
  EXPECT_EQ(household_category({2, 2, false, false}).error().code, Errc::bad_category);
}
TEST(CategoryTraps, AgesOfAYoungCouple) {
  const auto category = [](Date first, Date second, Tie tie) {
    Person partner = person(tie, second);
    partner.signs = Fact::yes;
    return asked(lyon, "2026-06-01", {person(Tie::applicant, first), partner}).category();
  };
  EXPECT_EQ(category(born(1999), born(1998), Tie::spouse), 3) << "trap 15: 27 and 28";
  EXPECT_EQ(category(born(1998, 7, 1), born(1997, 7, 1), Tie::spouse), 3) << "trap 16: 27.9 and 28.9";
  EXPECT_EQ(category(born(1998), born(1998), Tie::spouse), 2) << "28 and 28";
  EXPECT_EQ(category(born(2006), born(2004), Tie::relative), 2) << "trap 18: brother and sister";
}
TEST(CategoryTraps, Custody) {
  Person visiting = child(2012);
  visiting.custody = Custody::visiting;
  EXPECT_EQ(asked(lyon, "2018-11-24", {applicant(40, 2018, 0), visiting}).category(), 1) << "trap 26";
  EXPECT_EQ(asked(lyon, "2018-11-25", {applicant(40, 2018, 0), visiting}).category(), 2);
  visiting.custody = Custody::alternate;
  EXPECT_EQ(asked(lyon, "2018-11-24", {applicant(40, 2018, 0), visiting}).category(), 3) << "trap 25";
  visiting.custody = Custody::visit_only;
  EXPECT_EQ(asked(lyon, "2026-06-01", {applicant(40, 2026, 0), visiting}).category(), 1) << "trap 27";
}
TEST(CategoryTraps, Cards) {
  const auto category = [](Card card, std::string_view day) { return asked(lyon, day, {with_card(applicant(40, 2026, 0), card)}).category(); };
  EXPECT_EQ(category(Card::priority, "2026-06-01"), 1) << "trap 22";
  EXPECT_EQ(category(Card::invalidity, "2018-12-31"), 1) << "trap 23";
  EXPECT_EQ(category(Card::old_invalidity, "2026-12-31"), 2);
  EXPECT_EQ(household_category({2, 0, false, true})->category.category, 3) << "trap 21: both of a couple";
}

TEST(StayTraps, PapersByList) {
  const auto stay_on = [](StayPaper paper, std::string_view day) {
    Person holder = person(Tie::applicant, born(1980));
    holder.nationality = Nationality::other;
    holder.stay = paper;
    return stay_of(holder, Date::parse(day).value()).regular;
  };
  EXPECT_EQ(stay_on(StayPaper::diplomatic, "2023-01-01"), Fact::no) << "trap 7";
  EXPECT_EQ(stay_on(StayPaper::diplomatic, "2019-06-15"), Fact::unknown);
  EXPECT_EQ(stay_on(StayPaper::temporary_excluded, "2011-06-01"), Fact::no) << "trap 9";
  EXPECT_EQ(stay_on(StayPaper::temporary_excluded, "2023-01-01"), Fact::unknown);
  EXPECT_EQ(stay_on(StayPaper::protected_receipt, "2022-05-02"), Fact::yes);
  EXPECT_EQ(stay_on(StayPaper::asylum, "2022-05-02"), Fact::no);
}
TEST(StayTraps, ExpiredCardWithReceipt) {
  Person holder = person(Tie::applicant, born(1980));
  holder.nationality = Nationality::other;
  holder.stay = StayPaper::temporary;
  holder.stay_until = "2026-10-01"_date;
  EXPECT_EQ(stay_of(holder, "2026-11-24"_date).code, ReasonCode::stay_expired);
  holder.renewal_receipt_until = "2027-01-01"_date;
  EXPECT_EQ(stay_of(holder, "2026-11-24"_date).regular, Fact::yes) << "trap 8";
}
TEST(StayTraps, SpouseWithoutPapersIsForTheCommission) {
  Person spouse = on_notice(person(Tie::spouse, born(1982)));
  spouse.nationality = Nationality::other;
  spouse.stay = StayPaper::none;
  const Result<Verdict> verdict = asked(lyon, "2026-06-01", {applicant(40, 2026, 20000), spouse, child(2015), child(2016)}).verdict(Product::plus);
  EXPECT_EQ(verdict->outcome, unknown) << "trap 10";
  EXPECT_NE(verdict->reasons.find(ReasonCode::spouse_stay), nullptr);
  EXPECT_EQ(verdict->persons, 4) << "trap 11: children are counted";
}

TEST(Conditions, MajorityOnTheDay) {
  const auto minor = [](std::string_view day) { return asked(lyon, day, {earning(person(Tie::applicant, born(2008, 12, 1)), 2024, 0)}); };
  const Result<Verdict> before = minor("2026-11-30").verdict(Product::plus);
  EXPECT_EQ(before->outcome, not_eligible);
  EXPECT_NE(before->reasons.find(ReasonCode::holder_minor), nullptr);
  EXPECT_EQ(before->earliest, "2026-12-01"_date);
  EXPECT_EQ(minor("2026-12-05").outcome(Product::plus), eligible);
}
TEST(Conditions, LeaseWithoutCeiling) {
  const auto lease = [](Date birth, std::string_view day, bool student) {
    Person holder = person(Tie::applicant, birth);
    holder.student = student;
    Asked made = asked(lyon, day, {holder});
    made.letting.route = Route::young_lease;
    return made.outcome(Product::plus);
  };
  EXPECT_EQ(lease(born(1996, 11, 25), "2026-11-24", false), eligible);
  EXPECT_EQ(lease(born(1996, 11, 25), "2026-11-25", false), not_eligible) << "trap 12: turns thirty on the day";
  EXPECT_EQ(lease(born(1992), "2026-11-25", true), eligible) << "trap 13: a student of 34";
}
TEST(Conditions, ShareOfTheOperation) {
  Asked above = asked(lyon, "2026-06-01", {applicant(40, 2026, 26900)});
  EXPECT_EQ(above.outcome(Product::plus), not_eligible);
  above.letting.share_at_120_open = true;
  EXPECT_EQ(above.outcome(Product::plus), over_within_share) << "trap 54";
}
TEST(Conditions, LocalOrders) {
  Asked lens = asked(lyon, "2026-06-01", {applicant(40, 2026, 30000)});
  lens.letting.local_order = LocalOrder{"2024-01-01"_date, "2030-01-01"_date, 130, OrderKind::prefect};
  EXPECT_EQ(lens.outcome(Product::plus), eligible);
  lens.letting.local_order->to = "2031-12-31"_date;
  EXPECT_EQ(lens.verdict(Product::plus).error().code, Errc::bad_order) << "trap 55: eight years";
  lens.letting.local_order->kind = OrderKind::delegated;
  EXPECT_EQ(lens.outcome(Product::plus), eligible) << "a delegation lasts as long as its agreement";
  lens.letting.local_order->percent = 131;
  EXPECT_EQ(lens.verdict(Product::plus).error().code, Errc::bad_order);
  lens.letting.local_order = LocalOrder{"2024-01-01"_date, "2026-12-31"_date, 100, OrderKind::prefect, 25000};
  EXPECT_EQ(lens.verdict(Product::plus)->margin(), -500000) << "an amount in place of the percent";
  lens.letting.local_order = LocalOrder{"2024-01-01"_date, "2024-12-31"_date, 130, OrderKind::prefect};
  EXPECT_NE(lens.verdict(Product::plus)->warnings.find(ReasonCode::local_order_not_in_force), nullptr);
}
TEST(Conditions, FlatSharersAreJudgedAlone) {
  Person sharer = earning(person(Tie::co_tenant, born(1990)), 2024, 30000);
  Asked flat = asked(lyon, "2026-06-01", {applicant(30, 2026, 20000), sharer, sharer});
  EXPECT_EQ(flat.outcome(Product::plus), not_eligible);
  flat.letting.route = Route::flat_share;
  EXPECT_EQ(flat.verdict(Product::plus)->category->category.category, 1) << "trap 39 of the first rulebook";
  EXPECT_EQ(flat.outcome(Product::plus), eligible);
}

TEST(Conditions, FlatSharesSinceNovember2018) {
  Asked flat = asked(lyon, "2018-11-24", {applicant(30, 2018, 10000), earning(person(Tie::co_tenant, born(1985)), 2016, 50000)});
  flat.letting.route = Route::flat_share;
  EXPECT_EQ(flat.outcome(Product::plus), not_eligible);
  EXPECT_NE(flat.verdict(Product::plus)->warnings.find(ReasonCode::route_not_in_force), nullptr);
  flat.on = "2018-11-25"_date;
  EXPECT_EQ(flat.outcome(Product::plus), eligible);
}
TEST(Conditions, EveryHolderIsOfAge) {
  Asked pair = asked(lyon, "2026-06-01", {applicant(20, 2026, 10000), earning(person(Tie::co_tenant, born(2009)), 2024, 0)});
  EXPECT_EQ(pair.verdict(Product::plus)->reasons.find(ReasonCode::holder_minor)->row, 1);
  pair.persons[1].emancipated = true;
  EXPECT_EQ(pair.outcome(Product::plus), eligible);
}
TEST(Conditions, OfAgeAtTheLease) {
  Asked minor = asked(lyon, "2026-11-24", {earning(person(Tie::applicant, born(2008, 12, 1)), 2024, 0)});
  minor.letting.stage = Stage::commission;
  const Result<Verdict> verdict = minor.verdict(Product::plus);
  EXPECT_EQ(verdict->outcome, unknown) << "the lease may come after the birthday";
  EXPECT_EQ(verdict->earliest, "2026-12-01"_date);
  EXPECT_TRUE(verdict->missing.holds({Input::as_of, no_row}));
}
TEST(Conditions, AnEmancipatedApplicantIsTested) {
  Person applicant_of_17 = earning(person(Tie::applicant, born(2009)), 2024, 0);
  applicant_of_17.emancipated = true;
  applicant_of_17.nationality = Nationality::other;
  applicant_of_17.stay = StayPaper::asylum;
  EXPECT_EQ(asked(lyon, "2026-06-01", {applicant_of_17}).outcome(Product::plus), not_eligible);
}
TEST(Conditions, ProtectionIsThatOfTheOwner) {
  Asked home = asked(lyon, "2026-06-01", {applicant(50, 2026, 10000), earning(person(Tie::co_tenant, born(2000)), 2024, 5000)});
  home.persons[0].owns = Owned::suited;
  home.persons[0].protection_order = "2020-01-01"_date;
  EXPECT_EQ(home.verdict(Product::plus)->warnings.find(ReasonCode::ownership_possible), nullptr);
  home.persons[1].owns = Owned::suited;
  EXPECT_EQ(home.verdict(Product::plus)->warnings.find(ReasonCode::ownership_possible)->row, 1);
}
TEST(Conditions, EntryInAnotherYear) {
  Asked late = asked(lyon, "2025-12-20", {applicant(40, 2025, 10000)});
  late.letting.entry = "2026-01-05"_date;
  EXPECT_NE(late.verdict(Product::plus)->warnings.find(ReasonCode::entry_in_another_year), nullptr);
}

TEST(WhatIsMissing, IsNotReadAsZero) {
  Person spouse = on_notice(person(Tie::spouse, born(1982)));
  Asked own_lines = asked(lyon, "2026-06-01", {earning(person(Tie::applicant, born(1980)), 2024, 15000, IncomeKind::own_lines), spouse});
  EXPECT_EQ(own_lines.outcome(Product::plus), unknown) << "own lines hold nobody else's";
  EXPECT_TRUE(own_lines.verdict(Product::plus)->missing.holds({Input::income, 1}));
}
TEST(WhatIsMissing, ALaterPeriodComparesTheSameIncomes) {
  Person child_with_income = earning(child(2009), 2024, 6000);
  child_with_income.on_notice = Fact::no;
  Asked lone = asked(lyon, "2026-06-01", {earning(applicant(40, 2026, 34000), 2025, 34000), child_with_income});
  EXPECT_EQ(lone.verdict(Product::plus)->income, 4000000);
  Person two_papers = earning(earning(person(Tie::applicant, born(1980)), 2024, 10000), 2024, 25000, IncomeKind::foreign_notice);
  EXPECT_EQ(asked(lyon, "2026-06-01", {earning(two_papers, 2025, 12000)}).verdict(Product::plus)->income, 3500000);
}
TEST(WhatIsMissing, TheCostOfTheCareHome) {
  Asked couple = asked(lyon, "2026-06-01", {applicant(80, 2026, 41000), on_notice(person(Tie::spouse, born(1944)))});
  couple.home.care_home.of = CareHomeOf::partner;
  EXPECT_EQ(couple.outcome(Product::plus), unknown);
  EXPECT_TRUE(couple.verdict(Product::plus)->missing.holds({Input::care_home, no_row}));
  EXPECT_EQ(couple.outcome(Product::pls), unknown) << "41,000 is above 40,630, 31,000 is not";
}
TEST(WhatIsMissing, AnUpperBoundLowEnoughDecides) {
  const Asked parted = asked(lyon, "2026-06-01", {earning(earning(person(Tie::applicant, born(1980)), 2024, 30000, IncomeKind::own_lines), 2025, 22000, IncomeKind::joint)});
  EXPECT_EQ(parted.outcome(Product::plus), eligible) << "any part of 22,000 is a drop of a tenth, and under 23,403";
}

TEST(SeparationCases, ANoticeHeldWithThePartnerIsAnUpperBound) {
  Asked hers = asked(lyon, "2026-06-01", {applicant(40, 2026, 52000), on_notice(person(Tie::spouse, born(1983)))});
  hers.home.separation = {SeparationCase::petition, "2026-02-01"_date, Couple::unknown};
  EXPECT_EQ(hers.outcome(Product::plus), unknown);
  EXPECT_NE(hers.verdict(Product::plus)->warnings.find(ReasonCode::joint_notice), nullptr);
}
TEST(SeparationCases, AreForTheCouplesOfTheText) {
  for (const SeparationCase kind : {SeparationCase::non_conciliation, SeparationCase::petition, SeparationCase::lawyer_certificate, SeparationCase::pacs_end}) {
    Asked pair = asked(lyon, "2026-06-01", {applicant(40, 2026, 18000), earning(person(Tie::cohabitant, born(1983)), 2024, 34000)});
    pair.home.separation = {kind, "2026-02-01"_date, Couple::unknown};
    EXPECT_EQ(pair.outcome(Product::plus), not_eligible);
    EXPECT_NE(pair.verdict(Product::plus)->warnings.find(ReasonCode::separation_not_admitted), nullptr);
  }
}
TEST(SeparationCases, CountForTheSizeToo) {
  const Asked pair = asked(lyon, "2026-06-01", {applicant(40, 2026, 18000), person(Tie::spouse, born(1983))});
  EXPECT_EQ(persons_to_house(pair.household()), 2);
  EXPECT_EQ(persons_to_house(pair.household(), PartnerStanding::set_aside), 1);
}

TEST(StayTraps, AReceiptIsWorthThePaper) {
  Person holder = person(Tie::applicant, born(1980));
  holder.nationality = Nationality::other;
  holder.stay = StayPaper::multi_year;
  holder.stay_until = "2012-05-01"_date;
  holder.renewal_receipt_until = "2012-12-31"_date;
  EXPECT_EQ(stay_of(holder, "2012-06-01"_date).regular, Fact::unknown);
  holder.stay = StayPaper::temporary_excluded;
  holder.stay_until = "2023-05-01"_date;
  holder.renewal_receipt_until = "2023-12-31"_date;
  EXPECT_EQ(stay_of(holder, "2023-06-01"_date).regular, Fact::unknown);
}

TEST(Marks, AVerdictWeighsAsItsWeakestGround) {
  EXPECT_EQ(asked(lyon, "2024-06-01", {applicant(40, 2024, 10000)}).verdict(Product::plus)->mark, Mark::text);
  EXPECT_EQ(asked(lyon, "2026-06-01", {applicant(40, 2026, 10000)}).verdict(Product::plai)->mark, Mark::convention) << "computed amounts";
  const Asked lone = asked(lyon, "2024-06-01", {applicant(40, 2024, 10000), child(2012), child(2013), child(2014), child(2015), child(2016)});
  EXPECT_EQ(lone.verdict(Product::plus)->mark, Mark::convention) << "both readings of the further persons";
}

TEST(Faults, NameTheFieldAndTheRow) {
  const auto fault = [](std::vector<Person> persons, std::string_view day = "2026-06-01") {
    const Asked made = asked(lyon, day, std::move(persons));
    return find_fault(made.household(), made.letting, made.on, law_of_today, made.policy);
  };
  const Person holder = applicant(40, 2026, 20000);
  EXPECT_EQ(fault({holder}), std::nullopt);
  EXPECT_EQ(fault({}), (HouseholdFault{Errc::no_applicant, Input::persons, no_row}));
  EXPECT_EQ(fault({holder, holder}), (HouseholdFault{Errc::two_applicants, Input::tie, 1}));
  EXPECT_EQ(fault({holder, person(Tie::spouse, born(1980)), person(Tie::pacs, born(1980))}), (HouseholdFault{Errc::two_partners, Input::tie, 2}));
  EXPECT_EQ(fault({holder, child(2027)}), (HouseholdFault{Errc::born_after, Input::born, 1}));
  EXPECT_EQ(fault({person(Tie::applicant, born(2012))}), (HouseholdFault{Errc::holder_age, Input::born, 0})) << "a holder of 14";
  Person grown = child(2000);
  grown.custody = Custody::alternate;
  EXPECT_EQ(fault({holder, grown}), (HouseholdFault{Errc::bad_custody, Input::custody, 1}));
  EXPECT_EQ(fault({earning(holder, 2023, -1)}), (HouseholdFault{Errc::bad_amount, Input::income, 0}));
  EXPECT_EQ(fault({earning(holder, 2024, 10)}), (HouseholdFault{Errc::conflicting_income, Input::income, 0}));
  EXPECT_EQ(fault({holder}, "2007-12-31").value().code, Errc::date_out_of_range);
  EXPECT_EQ(fault({holder}, "2027-01-01").value().code, Errc::beyond_horizon);
  EXPECT_EQ(fault(std::vector<Person>(31, child(2015))).value().code, Errc::too_many_persons);
}
TEST(Faults, BeyondTheHorizonOnRequest) {
  Asked later = asked(lyon, "2027-02-01", {applicant(40, 2027, 20000)});
  later.policy.horizon = BeyondHorizon::provisional;
  const Result<Verdict> verdict = later.verdict(Product::plus);
  EXPECT_TRUE(verdict->provisional);
  EXPECT_NE(verdict->warnings.find(ReasonCode::provisional), nullptr);
}

TEST(Size, CountsOtherPersonsThanTheCeiling) {
  Asked woman = asked(lyon, "2026-06-01", {applicant(30, 2026, 20000)});
  woman.home.unborn = 1;
  EXPECT_EQ(persons_to_house(woman.household()), 1);
  woman.home.pregnancy_certificate = Fact::yes;
  EXPECT_EQ(persons_to_house(woman.household()), 2);
  EXPECT_EQ(woman.category(), 1) << "trap 28";
  woman.policy.readings.unborn_child = UnbornChild::counted;
  EXPECT_EQ(woman.category(), 3);
}

static_assert(completed_years(Date::parse("2008-02-29").value(), Date::parse("2026-02-28").value()) == 17);
static_assert(completed_years(Date::parse("2008-02-29").value(), Date::parse("2026-03-01").value()) == 18);

}  // namespace
}  // namespace sne::testing
