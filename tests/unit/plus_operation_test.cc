// The shares of a PLUS operation: the table of R331-12, its three periods, the 60 % test in whole numbers.

#include <sne/ceiling.hpp>
#include <sne/plus_operation.hpp>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date today = "2026-11-24"_date;

struct Pair {
  std::int32_t at_60, at_120;
  friend constexpr bool operator==(const Pair&, const Pair&) = default;
};

Pair shares(std::int32_t dwellings, Date day = today) {
  const PlusShares found = plus_operation_shares(dwellings, day, book).value();
  return {found.at_60.dwellings, found.at_120.dwellings};
}

Fact under(std::int64_t euros, std::int32_t ceiling) { return counts_at_60(euros * 100, ceiling, today, book)->counts; }

TEST(PlusOperation, IcX3TheTableOfAnOwnerWithOneOperation) {
  EXPECT_EQ(shares(2), (Pair{1, 0}));
  EXPECT_EQ(shares(4), (Pair{1, 0}));
  EXPECT_EQ(shares(5), (Pair{2, 1}));
  EXPECT_EQ(shares(9), (Pair{3, 1})) << "W-10";
  EXPECT_EQ(shares(10), (Pair{3, 1}));
  EXPECT_EQ(shares(11), (Pair{4, 1}));
  EXPECT_EQ(shares(25), (Pair{8, 2}));
}

TEST(PlusOperation, Trap53OneDwellingOwesNothing) {
  EXPECT_EQ(shares(1), (Pair{0, 0}));
  EXPECT_EQ(plus_operation_shares(1, "2016-06-01"_date, book)->at_60, (PlusShare{0, Rule::ceiling_share_at_60, Mark::text}));
}

TEST(PlusOperation, ThreePeriods) {
  EXPECT_EQ(plus_operation_shares(9, "1999-09-14"_date, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(shares(1, "1999-09-15"_date), (Pair{1, 0})) << "no exception for one dwelling yet, no rounding in the text";
  EXPECT_EQ(shares(4, "2001-04-18"_date), (Pair{2, 0})) << "1.2 is a minimum: two";
  EXPECT_EQ(shares(9, "2001-04-18"_date), (Pair{3, 0}));
  EXPECT_EQ(shares(1, "2001-04-19"_date), (Pair{0, 0}));
  EXPECT_EQ(shares(4, "2001-04-19"_date), (Pair{1, 0}));
  EXPECT_EQ(shares(9, "2001-04-19"_date), (Pair{3, 1}));
  EXPECT_EQ(shares(9, "2011-09-29"_date), (Pair{3, 1}));
  EXPECT_EQ(book.citation(Rule::ceiling_share_at_60, "2011-09-28"_date).id, "r331-12@2001");
  EXPECT_EQ(book.citation(Rule::ceiling_share_at_60, "2011-09-29"_date).id, "r331-12@2011");
  EXPECT_EQ(plus_operation_shares(9, book.horizon() + 1, book).error().code, Errc::beyond_horizon);
}

TEST(PlusOperation, ARoundingOfOursWeighsAsAConvention) {
  const Date read = "2016-06-01"_date;
  const auto marks = [read](std::int32_t n) { return plus_operation_shares(n, read, book).value(); };
  EXPECT_EQ(marks(4).at_60.mark, Mark::text) << "1.2 to the nearest unit";
  EXPECT_EQ(marks(5).at_60.mark, Mark::convention) << "1.5";
  EXPECT_EQ(marks(5).at_120.mark, Mark::convention) << "0.5";
  EXPECT_EQ(marks(10).at_60.mark, Mark::text);
  EXPECT_EQ(marks(11).at_60.mark, Mark::convention);
  EXPECT_EQ(marks(11).at_120.mark, Mark::convention);
  EXPECT_EQ(marks(20).at_120.mark, Mark::text);
  EXPECT_EQ(plus_operation_shares(20, today, book)->at_60.mark, Mark::unverified) << "the present D331-12 was not read";
  EXPECT_EQ(marks(20).at_120.rule, Rule::ceiling_share_at_120);
}

TEST(PlusOperation, TheTextIsNeverMissedFromTenDwellings) {
  for (std::int32_t n = 10; n <= 500; ++n) {
    const Pair found = shares(n);
    EXPECT_GE(10 * found.at_60, 3 * n);
    EXPECT_LT(10 * (found.at_60 - 1), 3 * n);
    EXPECT_LE(10 * found.at_120, n);
    EXPECT_GT(10 * (found.at_120 + 1), n);
  }
}

TEST(PlusOperation, Trap12AndW14PlaiIsNotSixtyPercent) {
  const std::int32_t plus = ceiling(Product::plus, CeilingZone::paris_and_adjoining, {.category = 2}, today, book, Policy::law())->euros;
  EXPECT_EQ(under(24'140, plus), Fact::no);
  EXPECT_EQ(under(24'139, plus), Fact::yes);
  EXPECT_LE(24'140, ceiling(Product::plai, CeilingZone::paris_and_adjoining, {.category = 2}, today, book, Policy::law())->euros);
}

TEST(PlusOperation, W05OnePersonInParis) {
  EXPECT_EQ(under(15'500, 26'920), Fact::yes) << "over PLAI, 14 811, and within 16 152";
  EXPECT_EQ(under(16'152, 26'920), Fact::yes) << "equality";
  EXPECT_EQ(counts_at_60(1'615'201, 26'920, today, book)->counts, Fact::no) << "by a cent";
}

TEST(PlusOperation, AMissingIncomeIsNotZero) {
  EXPECT_EQ(counts_at_60(std::nullopt, 26'920, today, book)->counts, Fact::unknown);
  EXPECT_EQ(under(0, 26'920), Fact::yes);
}

TEST(PlusOperation, Faults) {
  EXPECT_EQ(plus_operation_shares(0, today, book).error().code, Errc::bad_number);
  EXPECT_EQ(plus_operation_shares(-3, today, book).error().code, Errc::bad_number);
  EXPECT_EQ(plus_operation_shares(100'001, today, book).error().code, Errc::bad_number);
  EXPECT_EQ(counts_at_60(-1, 26'920, today, book).error().code, Errc::bad_amount);
  EXPECT_EQ(counts_at_60(1, 0, today, book).error().code, Errc::bad_amount);
}

static_assert(plus_operation_shares(9, today, book)->at_60.dwellings == 3);

}  // namespace
}  // namespace sne
