// The quarter of reserving parties, and the two targets of the first quartile.

#include <sne/quotas.hpp>

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date year_end = "2025-12-31"_date;

ReservedQuarter quarter(std::int32_t total, std::int32_t counted) { return reserved_quarter(total, counted, year_end, book).value(); }

std::vector<CountedLease> outside_qpv(std::int32_t first, std::int32_t others) {
  std::vector<CountedLease> leases(static_cast<std::size_t>(first), {DwellingPlace::outside, LeaseQuartile::first, LeaseKind::ordinary, Fact::no});
  leases.insert(leases.end(), static_cast<std::size_t>(others), {DwellingPlace::outside, LeaseQuartile::second, LeaseKind::ordinary, Fact::no});
  return leases;
}

QuartileCounting count(const std::vector<CountedLease>& leases) { return quartile_counting(leases, year_end, book).value(); }

TEST(Quotas, AQuarterInIntegers) {
  EXPECT_EQ(quarter(10, 3).needed, 3);
  EXPECT_EQ(quarter(10, 3).outcome, TargetOutcome::met);
  EXPECT_EQ(quarter(10, 2).outcome, TargetOutcome::missed);
  EXPECT_EQ(quarter(1, 0).needed, 1);
  EXPECT_EQ(quarter(4, 1).outcome, TargetOutcome::met);
  EXPECT_EQ(quarter(5, 1).outcome, TargetOutcome::missed);
  EXPECT_EQ(quarter(2147483647, 0).needed, 536870912);
}

TEST(Quotas, NothingAllocatedIsNotApplicable) {
  EXPECT_EQ(quarter(0, 0).outcome, TargetOutcome::not_applicable);
  EXPECT_EQ(quarter(0, 0).needed, 0);
  EXPECT_EQ(reserved_quarter(10, 0, "2017-01-28"_date, book)->outcome, TargetOutcome::not_applicable);
  EXPECT_EQ(reserved_quarter(10, 0, "2017-01-29"_date, book)->outcome, TargetOutcome::missed);
}

TEST(Quotas, QuarterRefusesImpossibleCounts) {
  for (const auto& [total, counted] : {std::pair{-1, 0}, {3, -1}, {3, 4}})
    EXPECT_EQ(reserved_quarter(total, counted, year_end, book).error().code, Errc::bad_number);
}

TEST(Quotas, QuarterIsTheSmallestIntegerThatReachesIt) {
  for (std::int32_t n = 1; n < 500; ++n) {
    EXPECT_GE(4 * quarter(n, 0).needed, n) << n;
    EXPECT_LT(4 * (quarter(n, 0).needed - 1), n) << n;
  }
}

TEST(Quotas, Trap34AQuarterOnPaperOnly) {
  const QuartileCounting counting = count(outside_qpv(124, 373));
  EXPECT_EQ(counting.outside, (QuartileShare{124, 497, TargetOutcome::missed}));
  EXPECT_EQ(count(outside_qpv(125, 372)).outside.outcome, TargetOutcome::met);
  EXPECT_EQ(count(outside_qpv(24, 75)).outside.outcome, TargetOutcome::missed);
  EXPECT_EQ(count(outside_qpv(25, 75)).outside.outcome, TargetOutcome::met);
}

TEST(Quotas, Trap35NothingOutsideIsNotApplicable) {
  const QuartileCounting counting = count({});
  EXPECT_EQ(counting.outside, QuartileShare{});
  EXPECT_EQ(counting.inside.outcome, TargetOutcome::not_applicable);
}

TEST(Quotas, Trap33RenewalRelocationCountsOutsideOnly) {
  const CountedLease moved{DwellingPlace::outside, LeaseQuartile::third, LeaseKind::ordinary, Fact::yes};
  EXPECT_EQ(count({moved}).outside, (QuartileShare{1, 1, TargetOutcome::met}));
  CountedLease inside = moved;
  inside.place = DwellingPlace::inside;
  inside.quartile = LeaseQuartile::first;
  EXPECT_EQ(count({inside}).inside, (QuartileShare{0, 1, TargetOutcome::missed}));
  CountedLease both = moved;
  both.quartile = LeaseQuartile::first;
  EXPECT_EQ(count({both}).outside.numerator, 1) << "once, with two titles";
  CountedLease unsaid = moved;
  unsaid.renewal = Fact::unknown;
  EXPECT_EQ(count({unsaid}).outside.numerator, 0);
}

TEST(Quotas, Trap29UnknownResourcesWeighInTheDenominatorOnly) {
  const std::vector<CountedLease> leases{{DwellingPlace::outside, LeaseQuartile::unknown, LeaseKind::ordinary, Fact::no},
                                         {DwellingPlace::inside, LeaseQuartile::unknown, LeaseKind::ordinary, Fact::no}};
  EXPECT_EQ(count(leases).outside, (QuartileShare{0, 1, TargetOutcome::missed}));
  EXPECT_EQ(count(leases).inside, (QuartileShare{0, 1, TargetOutcome::missed}));
}

TEST(Quotas, Trap31NotConcernedIsNoThresholdOfZero) {
  const QuartileCounting counting = count({{DwellingPlace::outside, LeaseQuartile::not_concerned, LeaseKind::ordinary, Fact::no}});
  EXPECT_EQ(counting.not_concerned, 1);
  EXPECT_EQ(counting.outside.outcome, TargetOutcome::not_applicable);
}

TEST(Quotas, CaseBFirstQuartileInAPriorityDistrictDoesNotHelp) {
  const std::vector<CountedLease> leases{{DwellingPlace::inside, LeaseQuartile::first, LeaseKind::ordinary, Fact::no},
                                         {DwellingPlace::inside, LeaseQuartile::fourth, LeaseKind::ordinary, Fact::no}};
  EXPECT_EQ(count(leases).inside, (QuartileShare{1, 2, TargetOutcome::met}));
}

TEST(Quotas, WhatIsLeftOutIsCounted) {
  const std::vector<CountedLease> leases{{DwellingPlace::unknown, LeaseQuartile::first, LeaseKind::ordinary, Fact::no},
                                         {DwellingPlace::outside, LeaseQuartile::first, LeaseKind::student_lease, Fact::no},
                                         {DwellingPlace::inside, LeaseQuartile::unknown, LeaseKind::legal_person, Fact::no}};
  const QuartileCounting counting = count(leases);
  EXPECT_EQ(counting.unknown_place, 1);
  EXPECT_EQ(counting.excluded, 2);
  EXPECT_EQ(counting.outside.denominator + counting.inside.denominator, 0);
}

TEST(Quotas, TargetsOfTheTerritory) {
  const std::vector<CountedLease> leases = outside_qpv(19, 81);
  EXPECT_EQ(quartile_counting(leases, year_end, book, {.outside = 19})->outside.outcome, TargetOutcome::met);
  EXPECT_EQ(quartile_counting(leases, year_end, book, {.outside = 20})->outside.outcome, TargetOutcome::missed);
  EXPECT_EQ(quartile_counting(leases, year_end, book, {.outside = 0}).error().code, Errc::bad_number);
  EXPECT_EQ(quartile_counting(leases, year_end, book, {.inside = 101}).error().code, Errc::bad_number);
  const QuartileCounting before = quartile_counting(leases, "2016-12-31"_date, book).value();
  EXPECT_EQ(before.outside, (QuartileShare{19, 100, TargetOutcome::not_applicable})) << "counted, with no target yet";
}

TEST(Quotas, EveryLeaseIsSomewhereOnce) {
  std::mt19937 draw(20261124);
  for (int round = 0; round < 200; ++round) {
    std::vector<CountedLease> leases(draw() % 60);
    for (CountedLease& lease : leases) {
      lease = {static_cast<DwellingPlace>(draw() % 3), static_cast<LeaseQuartile>(draw() % 6), static_cast<LeaseKind>(draw() % 3),
               static_cast<Fact>(draw() % 3)};
    }
    const QuartileCounting all = count(leases);
    const std::int32_t held = all.outside.denominator + all.inside.denominator + all.unknown_place + all.not_concerned + all.excluded;
    EXPECT_EQ(static_cast<std::size_t>(held), leases.size());
    EXPECT_LE(all.outside.numerator, all.outside.denominator);
    EXPECT_LE(all.inside.numerator, all.inside.denominator);
    EXPECT_EQ(all.outside.outcome == TargetOutcome::met, all.outside.denominator > 0 && 4 * all.outside.numerator >= all.outside.denominator);
    EXPECT_EQ(all.inside.outcome == TargetOutcome::met, all.inside.denominator > 0 && 2 * all.inside.numerator >= all.inside.denominator);
  }
}

}  // namespace
}  // namespace sne
