// Conversions to and from the dates and statuses of other libraries.

#include <chrono>
#include <memory>

#include <gtest/gtest.h>

#include <sne/adapt/absl.hpp>
#include <sne/adapt/boost_date.hpp>
#include <sne/adapt/chrono.hpp>
#include <sne/unique_number.hpp>

namespace sne::adapt {
namespace {

namespace greg = boost::gregorian;
using namespace std::chrono_literals;

TEST(AdaptChrono, BothWays) {
  EXPECT_EQ(to_sys_days("2024-02-29"_date), std::chrono::sys_days{2024y / 2 / 29});
  EXPECT_EQ(from_sys_days(std::chrono::sys_days{2024y / 2 / 29}).value(), "2024-02-29"_date);
  EXPECT_EQ(to_year_month_day("2024-02-29"_date).value(), 2024y / 2 / 29);
  EXPECT_EQ(from_year_month_day(2024y / 2 / 29).value(), "2024-02-29"_date);
}

TEST(AdaptChrono, FaultsAtTheEdges) {
  EXPECT_EQ(from_year_month_day(2023y / 2 / 29).error().code, Errc::impossible_date);
  EXPECT_EQ(from_year_month_day(std::chrono::year{0} / 1 / 1).error().code, Errc::date_out_of_range);
  EXPECT_EQ(from_year_month_day(std::chrono::year{10000} / 1 / 1).error().code, Errc::date_out_of_range);
  EXPECT_EQ(from_sys_days(to_sys_days("9999-12-31"_date)).value(), "9999-12-31"_date);
  EXPECT_EQ(from_sys_days(to_sys_days("0001-01-01"_date)).value(), "0001-01-01"_date);
  EXPECT_EQ(from_sys_days(to_sys_days("9999-12-31"_date + 1)).error().code, Errc::date_out_of_range);
  EXPECT_EQ(from_sys_days(to_sys_days("0001-01-01"_date - 1)).error().code, Errc::date_out_of_range);
  EXPECT_EQ(to_year_month_day("9999-12-31"_date + 1).error().code, Errc::date_out_of_range);
}

TEST(AdaptBoost, BothWays) {
  EXPECT_EQ(to_boost("2024-02-29"_date).value(), greg::date(2024, 2, 29));
  EXPECT_EQ(from_boost(greg::date(2024, 2, 29)).value(), "2024-02-29"_date);
  EXPECT_EQ(to_boost("1400-01-01"_date).value(), greg::date(greg::min_date_time));
  EXPECT_EQ(to_boost("9999-12-31"_date).value(), greg::date(greg::max_date_time));
  EXPECT_EQ(from_boost(greg::date(greg::min_date_time)).value(), "1400-01-01"_date);
  EXPECT_EQ(from_boost(greg::date(greg::max_date_time)).value(), "9999-12-31"_date);
}

TEST(AdaptBoost, SpecialValuesAreFaults) {
  EXPECT_EQ(from_boost(greg::date(greg::not_a_date_time)).error().code, Errc::impossible_date);
  EXPECT_EQ(from_boost(greg::date(greg::pos_infin)).error().code, Errc::date_out_of_range);
  EXPECT_EQ(from_boost(greg::date(greg::neg_infin)).error().code, Errc::date_out_of_range);
  EXPECT_EQ(to_boost("1400-01-01"_date - 1).error().code, Errc::date_out_of_range);
  EXPECT_EQ(to_boost("9999-12-31"_date + 1).error().code, Errc::date_out_of_range);
}

TEST(AdaptAbsl, ValueOrStatus) {
  const absl::StatusOr<UniqueNumber> read = to_statusor(UniqueNumber::parse("111 0318 016982 G1104"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->sequence(), 16982U);
  const absl::StatusOr<UniqueNumber> refused = to_statusor(UniqueNumber::parse("1111323016982G1104"));
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(refused.status().message(), "BAD_MONTH at 3");
}

TEST(AdaptAbsl, KindsOfStatus) {
  EXPECT_EQ(status_code(Errc::date_out_of_range), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(status_code(Errc::number_in_use), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(status_code(Errc::sequence_exhausted), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status_code(Errc::unreadable_file), absl::StatusCode::kNotFound);
  EXPECT_EQ(status_code(Errc::impossible_date), absl::StatusCode::kInvalidArgument);
}

TEST(AdaptAbsl, MovesTheValue) {
  Result<std::unique_ptr<int>> held = std::make_unique<int>(7);
  EXPECT_EQ(**to_statusor(std::move(held)), 7);
}

}  // namespace
}  // namespace sne::adapt
