// First quartile. Traps: P-n of eligibility_priority.md section 11, EL-33 of eligibility.md section 15.

#include <sne/quartile.hpp>
#include <sne/quartile_thresholds.hpp>

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <sne/communes.hpp>
#include "csv_rows.hpp"

namespace sne {
namespace {

constexpr std::string_view lille = "200093201";
constexpr std::int32_t lille_2026 = 9456;
constexpr Date day = "2026-11-24"_date;

QuartileAnswer answer(std::optional<std::int64_t> cents, ConsumptionUnits units, std::optional<std::int32_t> threshold = lille_2026,
                      QuartileComparison reading = QuartileComparison::strict) {
  return first_quartile(cents, units, threshold, reading)->answer;
}

ConsumptionUnits units(std::vector<Date> others, Date on = day) { return consumption_units(others, on).value(); }

TEST(ConsumptionUnits, Tenths) {
  EXPECT_EQ(units({}).tenths(), 10);
  EXPECT_EQ(units({"1990-01-01"_date}).tenths(), 15);
  EXPECT_EQ(units({"2014-01-01"_date}).tenths(), 13);
  EXPECT_EQ(units({"1990-01-01"_date, "2018-01-01"_date, "2023-01-01"_date}).tenths(), 21);
  EXPECT_EQ(ConsumptionUnits(1, 2), units({"1990-01-01"_date, "2018-01-01"_date, "2023-01-01"_date}));
}

TEST(ConsumptionUnits, FourteenthBirthdayCounts) {
  EXPECT_EQ(units({"1990-01-01"_date, "2012-11-25"_date}).tenths(), 18);
  EXPECT_EQ(units({"1990-01-01"_date, "2012-11-24"_date}).tenths(), 20);
  EXPECT_EQ(units({"2012-02-29"_date}, "2026-02-28"_date).tenths(), 13);
  EXPECT_EQ(units({"2012-02-29"_date}, "2026-03-01"_date).tenths(), 15);
  EXPECT_EQ(units({day}).tenths(), 13);
}

TEST(ConsumptionUnits, Faults) {
  const std::vector<Date> unborn{"1990-01-01"_date, day + 1};
  EXPECT_EQ(consumption_units(unborn, day).error(), (Fault{Errc::born_after, 1}));
  EXPECT_TRUE(consumption_units(std::vector<Date>(29, day), day));
  EXPECT_EQ(consumption_units(std::vector<Date>(30, day), day).error(), (Fault{Errc::too_many_persons, 29}));
}

// Lille 2026: the highest monthly income is that of the threshold. Strictly lower is the law, equal is the calculator.
TEST(Quartile, Ep61WorkedValues) {
  struct Case {
    std::int32_t from_14, under_14;
    std::int64_t cents;
  };
  for (const Case& c : {Case{0, 0, 78800}, {1, 0, 118200}, {0, 1, 102440}, {1, 1, 141840}, {2, 0, 157600}, {1, 2, 165480}}) {
    const ConsumptionUnits own(c.from_14, c.under_14);
    EXPECT_EQ(answer(c.cents - 1, own), QuartileAnswer::first) << c.cents;
    EXPECT_EQ(answer(c.cents, own), QuartileAnswer::above) << c.cents;
    EXPECT_EQ(answer(c.cents, own, lille_2026, QuartileComparison::inclusive), QuartileAnswer::first) << c.cents;
    EXPECT_EQ(answer(c.cents + 1, own, lille_2026, QuartileComparison::inclusive), QuartileAnswer::above) << c.cents;
  }
}

TEST(Quartile, P25ExactWhereFloatingPointIsNot) {
  EXPECT_GT(1418.40 * 12 / 1.8, 9456.0);
  EXPECT_EQ(answer(141840, units({"1990-01-01"_date, "2013-01-01"_date}), lille_2026, QuartileComparison::inclusive), QuartileAnswer::first);
}

TEST(Quartile, P26ChildTurnsFourteenToday) {
  EXPECT_EQ(answer(150000, units({"1990-01-01"_date, "2012-11-24"_date})), QuartileAnswer::first);
  EXPECT_EQ(answer(150000, units({"1990-01-01"_date, "2012-11-25"_date})), QuartileAnswer::above);
}

TEST(Quartile, P27TwoAdultsAreAUnitAndAHalf) { EXPECT_EQ(answer(150000, units({"1990-01-01"_date})), QuartileAnswer::above); }

TEST(Quartile, P28HousingBenefitIsSetAside) {
  const MonthlyResources month{.cents = 90000, .housing_benefit = 20000, .alimony_paid = 80000};
  EXPECT_EQ(quartile_resources(month).value(), 70000);
  EXPECT_EQ(answer(*quartile_resources(month), {}), QuartileAnswer::first);
  EXPECT_EQ(answer(90000, {}), QuartileAnswer::above);
  EXPECT_EQ(quartile_resources(month, AlimonyPaid::deducted).value(), 0);
  EXPECT_EQ(quartile_resources({.cents = 90000, .alimony_paid = 15000}, AlimonyPaid::deducted).value(), 75000);
  EXPECT_EQ(quartile_resources({}).value(), std::nullopt);
  EXPECT_EQ(quartile_resources({.cents = 100, .housing_benefit = 101}).error().code, Errc::bad_amount);
  EXPECT_EQ(quartile_resources({.cents = -1}).error().code, Errc::bad_amount);
  EXPECT_EQ(quartile_resources({.cents = 1, .alimony_paid = -1}).error().code, Errc::bad_amount);
}

TEST(Quartile, P29MissingIsNotZero) {
  const QuartileVerdict missing = first_quartile(std::nullopt, {}, lille_2026).value();
  EXPECT_EQ(missing, (QuartileVerdict{QuartileAnswer::unknown, Rule::quartile_comparison, Mark::practice}));
}

TEST(Quartile, P30ZeroIsAnAmount) { EXPECT_EQ(answer(0, {}), QuartileAnswer::first); }

TEST(Quartile, P31NotListedIsNotAThresholdOfZero) {
  const QuartileVerdict verdict = first_quartile(50000, {}, std::nullopt).value();
  EXPECT_EQ(verdict, (QuartileVerdict{QuartileAnswer::not_concerned, Rule::quartile_threshold, Mark::practice}));
  EXPECT_EQ(answer(std::nullopt, {}, std::nullopt), QuartileAnswer::not_concerned);  // case E
}

TEST(Quartile, CasesAAndB) {
  EXPECT_EQ(answer(78000, {}), QuartileAnswer::first);
  EXPECT_EQ(answer(170000, ConsumptionUnits(2, 1)), QuartileAnswer::first);  // 1 930.00 less 230.00, 2.3 units
}

TEST(Quartile, El33EqualityIsNotTheFirstQuartile) { EXPECT_EQ(answer(78800, {}), QuartileAnswer::above); }

TEST(Quartile, Amounts) {
  EXPECT_EQ(first_quartile(-1, {}, lille_2026).error().code, Errc::bad_amount);
  EXPECT_EQ(first_quartile(1'000'000'000'001, {}, lille_2026).error().code, Errc::bad_amount);
  EXPECT_EQ(answer(1'000'000'000'000, ConsumptionUnits(29, 0)), QuartileAnswer::above);
  EXPECT_EQ(first_quartile(1, {}, 0).error().code, Errc::bad_amount);
  EXPECT_EQ(first_quartile(78800, {}, lille_2026, QuartileComparison::inclusive)->mark, Mark::convention);
}

TEST(Quartile, WhichQuarter) {
  constexpr QuartileBounds bounds{12000, 18000, 24000};
  EXPECT_EQ(quartile_of(99999, {}, bounds).value(), 1);
  EXPECT_EQ(quartile_of(100000, {}, bounds).value(), 2);
  EXPECT_EQ(quartile_of(100000, {}, bounds, QuartileComparison::inclusive).value(), 1);
  EXPECT_EQ(quartile_of(150000, {}, bounds).value(), 3);
  EXPECT_EQ(quartile_of(200000, {}, bounds).value(), 4);
  EXPECT_EQ(quartile_of(200000, {}, bounds, QuartileComparison::inclusive).value(), 3);
  EXPECT_EQ(quartile_of(-1, {}, bounds).error().code, Errc::bad_amount);
  EXPECT_EQ(quartile_of(1, {}, {2, 1, 3}).error().code, Errc::bad_amount);
}

TEST(Quartile, Names) {
  EXPECT_EQ(text(QuartileAnswer::unknown), "");
  EXPECT_EQ(text(QuartileAnswer::not_concerned), "not_concerned");
}

TEST(Thresholds, P32TheOrderInForceOrThatOfTheYear) {
  const QuartileThreshold in_force = threshold_on(lille, "2026-03-10"_date).value();
  EXPECT_EQ(in_force.year, 2025);
  EXPECT_EQ(in_force.first(), 9427);
  EXPECT_EQ(in_force.rule, Rule::quartile_threshold);
  EXPECT_EQ(answer(78700, {}, in_force.first()), QuartileAnswer::above);
  const QuartileThreshold calendar = threshold_on(lille, "2026-03-10"_date, QuartileYear::calendar_year).value();
  EXPECT_EQ(calendar.first(), lille_2026);
  EXPECT_EQ(answer(78700, {}, calendar.first()), QuartileAnswer::first);
}

TEST(Thresholds, DaysOfTheOrders) {
  EXPECT_EQ(threshold_on(lille, "2024-05-13"_date).error().code, Errc::date_out_of_range);
  EXPECT_EQ(threshold_on(lille, "2024-05-14"_date)->year, 2024);
  EXPECT_EQ(threshold_on(lille, "2025-05-13"_date)->year, 2024);
  EXPECT_EQ(threshold_on(lille, "2025-05-14"_date)->year, 2025);
  EXPECT_EQ(threshold_on(lille, "2025-05-14"_date)->mark, Mark::convention);
  EXPECT_EQ(threshold_on(lille, "2026-05-02"_date)->year, 2025);
  EXPECT_EQ(threshold_on(lille, "2026-05-03"_date)->mark, Mark::text);
  EXPECT_EQ(threshold_on(lille, "2026-12-31"_date)->year, 2026);
  EXPECT_EQ(threshold_on(lille, "2027-01-01"_date).error().code, Errc::date_out_of_range);
  EXPECT_EQ(threshold_on(lille, "2024-01-01"_date, QuartileYear::calendar_year)->year, 2024);
  EXPECT_EQ(threshold_on(lille, "2023-12-31"_date, QuartileYear::calendar_year).error().code, Errc::date_out_of_range);
  EXPECT_EQ(threshold_on(lille, "2027-01-01"_date, QuartileYear::calendar_year).error().code, Errc::date_out_of_range);
}

TEST(Thresholds, TerritoryNotListedOrUnknown) {
  const QuartileThreshold none = threshold_on("200000800", day).value();  // CC Cœur de Sologne
  EXPECT_FALSE(none.bounds);
  EXPECT_EQ(none.first(), std::nullopt);
  EXPECT_EQ(threshold_on("200093202", day).error().code, Errc::unknown_epci);
  EXPECT_EQ(threshold_on("x", day).error().code, Errc::bad_length);
}

TEST(Thresholds, QT02IleDeFranceHasOneValue) {
  for (const char* code : {"75113", "93066", "77288", "95127", "78646", "92012"}) {
    const Epci body = epci_of(Commune::parse(code).value()).value();
    EXPECT_EQ(threshold_on(body.siren, day)->first(), 12083) << code;
    EXPECT_EQ(threshold_on(body.siren, "2024-12-31"_date)->first(), 11615) << code;
  }
}

TEST(Thresholds, MergedBodiesBearTheValueOfTheNewOne) {
  for (const char* former : {"245701222", "245701362"}) EXPECT_EQ(threshold_on(former, day)->first(), 10620);  // Thionville Fensch
  EXPECT_EQ(threshold_on("245701222", "2025-12-31"_date)->first(), 9944);
  EXPECT_EQ(threshold_on("245701362", "2025-12-31"_date)->first(), 10188);
}

TEST(Thresholds, EveryLineOfTheOrdersIsAnswered) {
  const auto rows = csv_rows(SNE_SOURCE_DIR "/lib/law/quartiles.csv");
  std::set<std::string> listed;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string>& cells = rows[i];
    ASSERT_EQ(cells.size(), 8U) << i;
    const Date in_year = Date::of(std::stoi(cells[0]), 7, 1).value();
    for (std::size_t at = 0; at < cells[4].size(); at += 10) {
      const std::string siren = cells[4].substr(at, 9);
      const QuartileThreshold threshold = threshold_on(siren, in_year, QuartileYear::calendar_year).value();
      EXPECT_EQ(threshold.bounds, (QuartileBounds{std::stoi(cells[5]), std::stoi(cells[6]), std::stoi(cells[7])})) << cells[2];
      listed.insert(cells[0] + siren);
    }
  }
  EXPECT_EQ(listed.size(), 3U * 425U);
}

}  // namespace
}  // namespace sne
