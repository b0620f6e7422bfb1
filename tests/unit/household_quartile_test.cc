#include <gtest/gtest.h>

#include <sne/household_quartile.hpp>

#include "households.hpp"

namespace sne::testing {
namespace {

Asked family(std::string_view day) {
  Asked made = asked("59350", day, {person(Tie::applicant, "1985-01-01"_date), person(Tie::spouse, "1986-01-01"_date), person(Tie::child, "2012-11-25"_date)});
  made.home.monthly.cents = 141'840;
  return made;
}

QuartileAnswer answer(const Asked& home, std::int32_t threshold, QuartileComparison comparison = QuartileComparison::strict) {
  Policy policy = home.policy;
  policy.readings.quartile_comparison = comparison;
  return household_quartile(home.household(), home.on, threshold, law_of_today, policy)->answer;
}

TEST(HouseholdQuartile, CoupleAndAChildOf13) {
  const Asked home = family("2026-11-24");
  EXPECT_EQ((*household_units(home.household(), home.on, law_of_today, home.policy.readings))->tenths(), 18);
  EXPECT_EQ(answer(home, 9456), QuartileAnswer::above) << "trap 25 by the strict comparison of the law";
  EXPECT_EQ(answer(home, 9456, QuartileComparison::inclusive), QuartileAnswer::first);
  EXPECT_EQ(answer(home, 9457), QuartileAnswer::first);
}
TEST(HouseholdQuartile, OnTheFourteenthBirthday) {
  Asked home = family("2026-11-25");
  home.home.monthly.cents = 150'000;
  EXPECT_EQ((*household_units(home.household(), home.on, law_of_today, home.policy.readings))->tenths(), 20);
  EXPECT_EQ(answer(home, 9456), QuartileAnswer::first) << "trap 26";
}
TEST(HouseholdQuartile, W08OfTheFirstRulebook) {
  Asked home = asked("75056", "2024-06-01",
                     {person(Tie::applicant, "1980-01-01"_date), person(Tie::spouse, "1980-01-01"_date), person(Tie::child, "2009-01-01"_date),
                      person(Tie::child, "2014-01-01"_date)});
  home.home.monthly.cents = 190'000;
  EXPECT_EQ((*household_units(home.household(), home.on, law_of_today, home.policy.readings))->tenths(), 23);
  EXPECT_EQ(answer(home, 11615), QuartileAnswer::first);
}
TEST(HouseholdQuartile, HousingBenefitIsTakenOff) {
  Asked single = asked("59350", "2026-11-24", {person(Tie::applicant, "1985-01-01"_date)});
  single.home.monthly = {90'000, 20'000, 0};
  EXPECT_EQ(answer(single, 9456), QuartileAnswer::first) << "trap 28";
}
TEST(HouseholdQuartile, WhatIsNotKnown) {
  Asked home = family("2026-11-24");
  home.home.monthly.cents.reset();
  EXPECT_EQ(answer(home, 9456), QuartileAnswer::unknown) << "trap 29";
  home.home.monthly.cents = 0;
  EXPECT_EQ(answer(home, 9456), QuartileAnswer::first) << "trap 30";
  Person guest = person(Tie::other, "1990-01-01"_date);
  home.persons.push_back(guest);
  EXPECT_EQ(answer(home, 9456), QuartileAnswer::unknown) << "whether the guest lives there is not known";
  EXPECT_EQ(household_quartile(home.household(), home.on, std::nullopt, law_of_today, home.policy)->answer, QuartileAnswer::not_concerned) << "trap 31";
}

}  // namespace
}  // namespace sne::testing
