// Dwellings too small or too large.

#include <sne/occupancy.hpp>

#include <array>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();

bool under(std::int32_t rooms, std::int32_t persons, std::int32_t visiting, Date day) {
  return under_occupied({rooms, persons, visiting}, day, book).value().under_occupied;
}

TEST(Occupancy, MinimumSurfaceOfEverySize) {
  constexpr std::array<std::int32_t, 9> expected{9, 16, 25, 34, 43, 52, 61, 70, 70};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(minimum_surface(static_cast<std::int32_t>(i) + 1).value(), expected[i]) << i;
  EXPECT_EQ(minimum_surface(30).value(), 70);
  EXPECT_EQ(minimum_surface(0).error().code, Errc::bad_number);
  EXPECT_EQ(minimum_surface(-1).error().code, Errc::bad_number);
}

TEST(Occupancy, OvercrowdedIsStrictlyLower) {
  EXPECT_TRUE(below_minimum_surface(3000, 4).value());
  EXPECT_TRUE(below_minimum_surface(3399, 4).value());
  EXPECT_FALSE(below_minimum_surface(3400, 4).value());
  EXPECT_TRUE(below_minimum_surface(850, 1).value());
  EXPECT_FALSE(below_minimum_surface(900, 1).value());
  EXPECT_TRUE(below_minimum_surface(0, 1).value());
  EXPECT_EQ(below_minimum_surface(-1, 1).error().code, Errc::bad_number);
  EXPECT_EQ(below_minimum_surface(900, 0).error().code, Errc::bad_number);
}

TEST(Occupancy, OnePersonMoreNeverNeedsLess) {
  for (std::int32_t n = 1; n < 40; ++n) EXPECT_LE(minimum_surface(n).value(), minimum_surface(n + 1).value()) << n;
}

TEST(Occupancy, Trap15OnePersonInAT3Before2017) { EXPECT_FALSE(under(3, 1, 0, "2016-12-01"_date)); }
TEST(Occupancy, Trap16OnePersonInAT3After2017) { EXPECT_TRUE(under(3, 1, 0, "2018-12-01"_date)); }

TEST(Occupancy, TheRuleChangesOnTheDay) {
  EXPECT_FALSE(under(3, 1, 0, "2017-01-28"_date));
  EXPECT_TRUE(under(3, 1, 0, "2017-01-29"_date));
  const UnderOccupation before = under_occupied({3, 1, 0}, "2017-01-28"_date, book).value();
  EXPECT_EQ(before.rooms_allowed, 3);
  EXPECT_EQ(before.mark, Mark::text);
  EXPECT_EQ(under_occupied({3, 1, 0}, "2017-01-29"_date, book)->rooms_allowed, 2);
  EXPECT_EQ(book.citation(before.rule, "2017-01-28"_date).id, "r641-4@1999");
}

TEST(Occupancy, Trap17VisitingChildrenCount) {
  EXPECT_FALSE(under(4, 1, 2, "2018-12-01"_date));
  EXPECT_EQ(under_occupied({4, 1, 2}, "2018-12-01"_date, book)->persons_counted, 3);
  EXPECT_TRUE(under(4, 1, 2, "2018-11-24"_date)) << "the day before they count";
  EXPECT_TRUE(under(4, 1, 1, "2018-12-01"_date));
  EXPECT_FALSE(under(3, 1, 1, "2018-12-01"_date));
}

TEST(Occupancy, CaseBFourPersonsInAT4) { EXPECT_FALSE(under(4, 4, 0, "2026-11-24"_date)); }

TEST(Occupancy, CaseDAloneInAT4AndOver65) {
  EXPECT_TRUE(under(4, 1, 0, "2026-11-24"_date));
  const RightToRemain right = right_to_remain({.over_65 = Fact::yes});
  EXPECT_EQ(right.kept, Fact::yes);
  EXPECT_EQ(right.reasons, CodeSet<RemainReason>(RemainReason::over_65));
  EXPECT_TRUE(right.missing.empty());
  EXPECT_EQ(right.citation->article, "CCH L442-3-1");
}

TEST(Occupancy, RightToRemainIsThreeValued) {
  EXPECT_EQ(right_to_remain({Fact::no, Fact::no, Fact::no, Fact::yes}).kept, Fact::no);
  EXPECT_EQ(right_to_remain({Fact::no, Fact::no, Fact::no, Fact::no}).kept, Fact::yes) << "not a tense area";
  EXPECT_EQ(right_to_remain({Fact::no, Fact::yes, Fact::yes, Fact::yes}).reasons, CodeSet<RemainReason>(RemainReason::disabled, RemainReason::in_qpv));
  const RightToRemain open = right_to_remain({Fact::no, Fact::unknown, Fact::no, Fact::yes});
  EXPECT_EQ(open.kept, Fact::unknown);
  EXPECT_EQ(open.missing, CodeSet<RemainReason>(RemainReason::disabled));
}

TEST(Occupancy, FaultsNameNoOne) {
  const Date day = "2026-11-24"_date;
  EXPECT_EQ(under_occupied({0, 1, 0}, day, book).error().code, Errc::bad_number);
  EXPECT_EQ(under_occupied({3, 0, 0}, day, book).error().code, Errc::bad_number);
  EXPECT_EQ(under_occupied({3, 1, -1}, day, book).error().code, Errc::bad_number);
  EXPECT_EQ(under_occupied({101, 1, 0}, day, book).error().code, Errc::bad_number);
  EXPECT_EQ(under_occupied({3, 1, 0}, "1999-05-04"_date, book).error().code, Errc::date_out_of_range);
  EXPECT_TRUE(under_occupied({3, 1, 0}, "1999-05-05"_date, book).has_value());
  EXPECT_EQ(under_occupied({3, 1, 0}, "2027-01-01"_date, book).error().code, Errc::beyond_horizon);
}

TEST(Occupancy, MorePersonsNeverMakeUnderOccupation) {
  for (const Date day : {"2005-01-01"_date, "2017-06-01"_date, "2026-01-01"_date}) {
    for (std::int32_t rooms = 1; rooms < 9; ++rooms) {
      for (std::int32_t persons = 1; persons < 9; ++persons) EXPECT_LE(under(rooms, persons + 1, 0, day), under(rooms, persons, 0, day));
    }
  }
}

}  // namespace
}  // namespace sne
