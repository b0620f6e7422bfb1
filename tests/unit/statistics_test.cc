#include <sne/statistics.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sne::statistics {
namespace {

constexpr LawBook law_book = LawBook::builtin();

/// Stays written one by one.
struct Written {
  std::vector<std::uint32_t> demand{};
  std::vector<Date> from{}, until{};
  std::vector<StayEntry> entry{};
  std::vector<StayExit> exit{};

  Written& add(std::uint32_t of, Date first, Date last = no_day, StayExit out = StayExit::none, StayEntry in = StayEntry::first) {
    demand.push_back(of);
    from.push_back(first);
    until.push_back(last);
    exit.push_back(out);
    entry.push_back(in);
    return *this;
  }
  Written& add(std::uint32_t times, std::uint32_t& next, Date first, Date last, StayExit out) {
    for (std::uint32_t i = 0; i < times; ++i) add(next++, first, last, out);
    return *this;
  }
  [[nodiscard]] StayColumns columns() const { return {demand, from, {until, {}}, entry, exit}; }
};

CheckedStays checked(const Written& stays, std::uint32_t demands) {
  CheckedStays made;
  EXPECT_FALSE(CheckedStays::check(stays.columns(), demands, made));
  return made;
}

Axis axis(std::string_view name, const std::vector<std::uint8_t>& codes, std::uint32_t size) {
  return {name, std::span<const std::uint8_t>(codes), {}, size, {}, AxisOf::demands};
}

StockAndFlow flow(const CheckedStays& stays, const Criteria& criteria, Period period, PeriodCut by = PeriodCut::whole,
                  Population population = Population::persons, RevivalCounting revivals = RevivalCounting::counted) {
  StockAndFlow made;
  EXPECT_FALSE(stock_and_flow(stays, criteria, population, cut(period, by), revivals, made));
  return made;
}

constexpr Period year_2014{"2013-10-01"_date, "2014-09-30"_date};

/// A row of the plenary of 2014-11-05: motives are printed in the order abandon b, attribution a, irrecevabilité d, non-renouvellement e, non
/// réponse c.
struct Printed {
  std::string_view territory;
  std::uint32_t start, entered, radiated, b, a, d, e, c, end;
};
constexpr std::array<Printed, 3> printed{{
    {"059", 90584, 62683, 64324, 938, 27369, 34, 35974, 9, 88943},
    {"062", 36996, 35133, 33204, 820, 14636, 4, 17737, 7, 38925},
    {"R31", 127580, 97816, 97528, 1758, 42005, 38, 53711, 16, 127868},
}};

FlowLine line_of(const Printed& row) { return {row.start, row.entered, 0, {row.a, row.b, row.c, row.d, row.e, 0}, 0, row.end}; }

TEST(PublishedTable, ClosesAndItsLevelsAddUp) {
  for (const Printed& row : printed) {
    EXPECT_EQ(line_of(row).gap(), 0) << row.territory;
    EXPECT_EQ(line_of(row).radiated_total(), row.radiated) << row.territory;
  }
  FlowLine sum = line_of(printed[0]);
  sum += line_of(printed[1]);
  EXPECT_EQ(sum, line_of(printed[2]));
}

TEST(PublishedTable, IsFoundAgainFromStays) {
  Written stays;
  std::vector<std::uint8_t> territory;
  std::uint32_t next = 0;
  for (std::size_t at = 0; at < 2; ++at) {
    const Printed& row = printed[at];
    // Those radiated were in stock at the start as far as there are any, the others are new.
    const std::array<std::uint32_t, 5> by_motive{row.a, row.b, row.c, row.d, row.e};
    std::uint32_t left = 0;
    for (std::size_t motive = 0; motive < by_motive.size(); ++motive) {
      stays.add(by_motive[motive], next, year_2014.from - 100, year_2014.from + static_cast<std::int32_t>(motive * 70), static_cast<StayExit>(motive + 1));
      left += by_motive[motive];
    }
    stays.add(row.start - left, next, year_2014.from - 1, no_day, StayExit::none);
    stays.add(row.entered, next, year_2014.to, no_day, StayExit::none);
    stays.add(7, next, year_2014.to + 1, no_day, StayExit::none);
    stays.add(7, next, year_2014.from - 9, year_2014.from - 1, StayExit::b);
    territory.resize(next, static_cast<std::uint8_t>(at));
  }
  const CheckedStays all = checked(stays, next);
  const std::array axes{axis("territory", territory, 2)};
  const StockAndFlow table = flow(all, {axes, {}}, year_2014);
  EXPECT_EQ(table.at(0, 0), line_of(printed[0]));
  EXPECT_EQ(table.at(0, 1), line_of(printed[1]));
  EXPECT_EQ(table.at(0, 2), FlowLine{}) << "nobody without a territory";
  EXPECT_EQ(table.total(0), line_of(printed[2]));

  const std::vector<Territory> territories{"059"_territory, "062"_territory};
  const Level regions = region_level(territories, year_2014.to);
  EXPECT_EQ(regions.code, std::vector<std::string>{"R31"});
  Axis by_region = axes[0];
  by_region.size = 1;
  by_region.level = regions.of;
  EXPECT_EQ(flow(all, {{&by_region, 1}, {}}, year_2014).at(0, 0), line_of(printed[2]));
}

TEST(StockAndFlowTable, CountsADayOnBothSidesOfAPeriod) {
  Written stays;
  stays.add(0, "2024-01-01"_date, "2024-03-01"_date, StayExit::e);
  stays.add(0, "2024-03-31"_date, no_day, StayExit::none, StayEntry::revived);
  stays.add(1, "2024-02-29"_date, "2024-04-01"_date, StayExit::a);
  stays.add(2, "2024-02-10"_date, "2024-02-10"_date, StayExit::b);  // registered and radiated on one day
  stays.add(3, "2023-12-31"_date, "2024-03-15"_date, StayExit::erased);
  const StockAndFlow table = flow(checked(stays, 4), {}, {"2024-01-01"_date, "2024-03-31"_date}, PeriodCut::month);
  ASSERT_EQ(table.periods.size(), 3U);
  EXPECT_EQ(table.at(0, 0), (FlowLine{1, 1, 0, {}, 0, 2}));
  EXPECT_EQ(table.at(1, 0), (FlowLine{2, 2, 0, {0, 1, 0, 0, 0, 0}, 0, 3}));
  EXPECT_EQ(table.at(2, 0), (FlowLine{3, 0, 1, {0, 0, 0, 0, 1, 0}, 1, 2}));
  for (std::size_t month = 0; month < 3; ++month) EXPECT_EQ(table.at(month, 0).gap(), 0);
}

TEST(StockAndFlowTable, NetsARadiationUndoneInsideThePeriodOfALine) {
  Written stays;
  stays.add(0, "2023-01-01"_date, "2024-03-10"_date, StayExit::e);
  stays.add(0, "2024-03-20"_date, "2024-05-02"_date, StayExit::c, StayEntry::revived);
  stays.add(0, "2024-06-02"_date, no_day, StayExit::none, StayEntry::revived);
  const CheckedStays all = checked(stays, 1);
  const Period half{"2024-01-01"_date, "2024-06-30"_date};
  const auto netted = RevivalCounting::netted;
  EXPECT_EQ(flow(all, {}, half).at(0, 0), (FlowLine{1, 0, 2, {0, 0, 1, 0, 1, 0}, 0, 1}));
  EXPECT_EQ(flow(all, {}, half, PeriodCut::whole, Population::persons, netted).at(0, 0), (FlowLine{1, 0, 0, {}, 0, 1}));
  const StockAndFlow months = flow(all, {}, half, PeriodCut::month, Population::persons, netted);
  EXPECT_EQ(months.at(2, 0), (FlowLine{1, 0, 0, {}, 0, 1})) << "both in March";
  EXPECT_EQ(months.at(4, 0), (FlowLine{1, 0, 0, {0, 0, 1, 0, 0, 0}, 0, 0})) << "May keeps what June undoes";
  EXPECT_EQ(months.at(5, 0), (FlowLine{0, 0, 1, {}, 0, 1}));
}

TEST(StockAndFlowTable, PersonsAndAssociationsAreNeverAddedSilently) {
  Written stays;
  for (std::uint32_t i = 0; i < 5; ++i) stays.add(i, "2024-01-10"_date);
  const CheckedStays all = checked(stays, 5);
  const std::vector<std::uint8_t> legal{0, 1, 0, 1, 0};
  const std::uint8_t known = 0b11101;  // the second is not known
  const Period month{"2024-01-01"_date, "2024-01-31"_date};
  const auto entered = [&](const Column<std::uint8_t>& column, Population population, std::size_t line = 0) {
    return flow(all, {{}, column}, month, PeriodCut::whole, population).at(0, 0, line).entered;
  };
  EXPECT_EQ(entered({legal, {}}, Population::persons), 3U);
  EXPECT_EQ(entered({legal, {}}, Population::associations), 2U);
  EXPECT_EQ(entered({legal, {}}, Population::both, 0), 3U);
  EXPECT_EQ(entered({legal, {}}, Population::both, 1), 2U);
  EXPECT_EQ(entered({legal, {}}, Population::both, 2), 5U);
  const StockAndFlow holed = flow(all, {{}, {legal, Validity(&known)}}, month, PeriodCut::whole, Population::both);
  EXPECT_EQ(holed.layout.populations, (std::vector{Population::persons, Population::associations, Population::both}));
  EXPECT_EQ(holed.at(0, 0, 2).entered, 4U);
  EXPECT_EQ(holed.coverage.faults, (std::vector<RowFault>{{1, Errc::missing_value, "legal_person"}}));
  EXPECT_EQ(holed.coverage.counted, 4U);
  EXPECT_EQ(flow(all, {{}, {legal, {}}}, month).coverage.other_population, 2U);
  StockAndFlow refused;
  EXPECT_EQ(stock_and_flow(all, {}, Population::both, cut(month, PeriodCut::whole), RevivalCounting::counted, refused),
            (ColumnFault{Errc::missing_column, "legal_person", 5, 0}));
}

TEST(Faults, OfStaysAreFoundAndCounted) {
  Written stays;
  stays.add(0, "2024-01-10"_date, "2024-01-09"_date, StayExit::a);                     // ends before it begins
  stays.add(1, "2024-01-10"_date, "2024-02-10"_date, StayExit::a);                     //
  stays.add(1, "2024-02-09"_date, no_day, StayExit::none, StayEntry::revived);         // begins before the first has ended
  stays.add(1, "2024-02-10"_date, no_day, StayExit::none, StayEntry::revived);         // the day it ended is soon enough
  stays.add(9, "2024-01-10"_date);                                                     // no such demand
  stays.add(2, no_day);                                                                //
  stays.add(2, "2024-01-10"_date, no_day, StayExit::b);                                //
  stays.add(2, "2024-01-10"_date, "2024-01-11"_date);                                  //
  stays.add(2, "2024-01-10"_date, no_day, static_cast<StayExit>(8));                   //
  stays.add(2, "2024-01-10"_date, no_day, StayExit::none, static_cast<StayEntry>(2));  //
  stays.add(2, Date::from_days(3'000'000));                                            //
  const CheckedStays all = checked(stays, 3);
  const std::vector<RowFault> expected{
      {0, Errc::out_of_order, "until"},  {2, Errc::out_of_order, "from"},  {4, Errc::bad_index, "demand"},
      {5, Errc::missing_value, "from"},  {6, Errc::missing_value, "until"}, {7, Errc::missing_value, "exit"},
      {8, Errc::unknown_code, "exit"},   {9, Errc::unknown_code, "entry"}, {10, Errc::date_out_of_range, "from"}};
  EXPECT_EQ(std::vector(all.faults().begin(), all.faults().end()), expected);
  const StockAndFlow table = flow(all, {}, {"2024-01-01"_date, "2024-12-31"_date});
  EXPECT_EQ(table.at(0, 0), (FlowLine{0, 1, 1, {1, 0, 0, 0, 0, 0}, 0, 1}));
  EXPECT_EQ(table.coverage.counted, 2U);
  EXPECT_EQ(table.coverage.at_fault, 9U);
  EXPECT_TRUE(table.coverage.faults.empty()) << "those of the check are said there";
}

TEST(Faults, OfCriteriaAreFoundAndCounted) {
  Written stays;
  for (std::uint32_t i = 0; i < 3; ++i) stays.add(i, "2024-01-10"_date);
  const CheckedStays all = checked(stays, 3);
  const std::vector<std::uint8_t> codes{0, 3, 2};
  const std::array axes{axis("typology", codes, 2)};
  Counts counts;
  ASSERT_FALSE(stock(all, {axes, {}}, Population::persons, "2024-02-01"_date, counts));
  EXPECT_EQ(counts.count, (std::vector<std::uint64_t>{1, 0, 1})) << "the size of the list is the code of unknown";
  EXPECT_EQ(counts.coverage.faults, (std::vector<RowFault>{{1, Errc::bad_index, "typology"}}));
  EXPECT_EQ(counts.coverage.at_fault, 1U);
}

TEST(Faults, OfColumnsAreSaidBeforeAnythingIsCounted) {
  Written stays;
  stays.add(0, "2024-01-10"_date);
  CheckedStays all;
  StayColumns short_one = stays.columns();
  short_one.exit = {};
  EXPECT_EQ(CheckedStays::check(short_one, 1, all), (ColumnFault{Errc::wrong_length, "exit", 1, 0}));
  all = checked(stays, 1);
  const std::vector<std::uint8_t> codes{0, 1};
  const std::array axes{axis("typology", codes, 2)};
  Counts counts;
  EXPECT_EQ(stock(all, {axes, {}}, Population::persons, "2024-02-01"_date, counts), (ColumnFault{Errc::wrong_length, "typology", 1, 2}));
  const std::array<Period, 2> apart{{{"2024-01-01"_date, "2024-01-31"_date}, {"2024-02-02"_date, "2024-02-28"_date}}};
  StockAndFlow table;
  EXPECT_EQ(stock_and_flow(all, {}, Population::persons, apart, RevivalCounting::counted, table)->code, Errc::out_of_order);
  const std::vector<std::uint8_t> one{0};
  const std::array wide{axis("commune", one, 40000), axis("motive", one, 40000)};
  EXPECT_EQ(stock(all, {wide, {}}, Population::persons, "2024-02-01"_date, counts)->code, Errc::too_large);
}

TEST(Criteria, CrossInTheirOrder) {
  Written stays;
  for (std::uint32_t i = 0; i < 4; ++i) stays.add(i, "2024-01-10"_date, i == 3 ? "2024-02-01"_date : no_day, i == 3 ? StayExit::a : StayExit::none);
  const CheckedStays all = checked(stays, 4);
  const std::vector<std::uint8_t> territory{0, 1, 1, 0};
  const std::vector<std::uint8_t> size{2, 0, 1, 2};
  const std::uint8_t valid = 0b1011;  // the third has no size
  std::array axes{axis("territory", territory, 2), axis("size", size, 3)};
  axes[1].valid = Validity(&valid);
  Counts counts;
  ASSERT_FALSE(stock(all, {axes, {}}, Population::persons, "2024-01-31"_date, counts));
  EXPECT_EQ(counts.layout.groups, 12U);
  EXPECT_EQ(counts.at(2), 2U);
  EXPECT_EQ(counts.at(4), 1U);
  EXPECT_EQ(counts.at(7), 1U);
  EXPECT_EQ(counts.layout.code(7, 0), 1U);
  EXPECT_EQ(counts.layout.code(7, 1), 3U) << "unknown";
  EXPECT_EQ(counts.total(), 4U);
  ASSERT_FALSE(stock(all, {axes, {}}, Population::persons, "2024-02-01"_date, counts));
  EXPECT_EQ(counts.total(), 3U) << "out of stock on the day it left";
  ASSERT_FALSE(satisfied(all, {axes, {}}, Population::persons, {"2024-02-01"_date, "2024-02-01"_date}, counts));
  EXPECT_EQ(counts.at(2), 1U);
  EXPECT_EQ(counts.total(), 1U);
}

TEST(ActiveOneDay, CountsADemandOnceAndADemandFiledAgainTwice) {
  Written stays;
  stays.add(0, "2023-06-01"_date, "2024-03-01"_date, StayExit::e).add(0, "2024-04-01"_date, no_day, StayExit::none, StayEntry::revived);
  stays.add(1, "2023-06-01"_date, "2024-01-01"_date, StayExit::e);  // out on the first day
  stays.add(2, "2024-02-01"_date, "2024-02-01"_date, StayExit::b);  // on no day in stock
  stays.add(3, "2024-01-01"_date, "2024-02-01"_date, StayExit::e);
  stays.add(4, "2024-12-31"_date);  // the demand 3 filed again
  Counts counts;
  const CheckedStays all = checked(stays, 5);
  const Period year{"2024-01-01"_date, "2024-12-31"_date};
  ASSERT_FALSE(active_one_day(all, {}, Population::persons, year, counts));
  EXPECT_EQ(counts.total(), 3U);
  // Start + new + revived, less what is counted twice or on no day.
  const FlowLine line = flow(all, {}, year).at(0, 0);
  EXPECT_EQ(line.start + line.entered + line.revived, 6U);
}

TEST(AbnormalDelay, IsCountedByThePrefectsMonths) {
  Written stays;
  for (std::uint32_t i = 0; i < 5; ++i) stays.add(i, "2016-01-10"_date);
  const CheckedStays all = checked(stays, 5);
  const std::vector<std::uint8_t> territory{0, 0, 1, 0, 2};
  const std::array axes{axis("territory", territory, 2)};
  const std::vector<Date> seniority{"2015-05-31"_date, "2015-06-01"_date, "2015-05-31"_date, no_day, "2015-05-31"_date};
  const std::vector<std::int16_t> months{108, 36};
  const std::uint8_t given = 0b10111;
  AbnormalDelays made;
  ASSERT_FALSE(abnormal_delays(all, {axes, {}}, Population::persons, "2024-05-31"_date, {seniority, Validity(&given)}, {months, {}}, law_book,
                               DelayReached::inclusive, made));
  EXPECT_EQ(made.pending.count, (std::vector<std::uint64_t>{3, 1, 1}));
  EXPECT_EQ(made.beyond.count, (std::vector<std::uint64_t>{1, 1, 0}));
  EXPECT_EQ(made.unknown.count, (std::vector<std::uint64_t>{1, 0, 1})) << "without a date, without an order";
  ASSERT_FALSE(abnormal_delays(all, {axes, {}}, Population::persons, "2024-05-31"_date, {seniority, Validity(&given)}, {months, {}}, law_book,
                               DelayReached::strict, made));
  EXPECT_EQ(made.beyond.count, (std::vector<std::uint64_t>{0, 1, 0}));
  EXPECT_EQ(abnormal_delays(all, {axes, {}}, Population::persons, "2024-05-31"_date, {seniority, {}}, {}, law_book, DelayReached::strict, made),
            (ColumnFault{Errc::wrong_length, "months", 2, 0}));
}

TEST(Bands, AreThoseOfWholeMonths) {
  constexpr std::array<std::string_view, 5> names{"<1", "1-2", "2-3", "3-5", ">=5"};
  for (std::size_t band = 0; band < names.size(); ++band) EXPECT_EQ(band_name(drihl_bands, band), names[band]);
  const std::array<std::int32_t, 2> months{6, 18};
  EXPECT_EQ(band_name(months, 1), "6-18 months");
  for (const Date day : {"2024-02-29"_date, "2023-02-28"_date, "2024-03-31"_date, "2024-12-01"_date}) {
    std::vector<Date> since;
    for (std::int32_t back = -3; back < 2200; ++back) since.push_back(day - back);
    std::vector<std::uint8_t> band(since.size());
    ASSERT_FALSE(band_codes({since, {}}, day, drihl_bands, band));
    for (std::size_t row = 0; row < since.size(); ++row) {
      const std::int32_t passed = whole_months_between(since[row], day);
      const int expected = since[row] > day ? 5 : passed < 12 ? 0 : passed < 24 ? 1 : passed < 36 ? 2 : passed < 60 ? 3 : 4;
      EXPECT_EQ(band[row], expected) << row;
    }
  }
  const std::array<std::int32_t, 2> falling{12, 12};
  std::vector<std::uint8_t> none;
  EXPECT_EQ(band_codes({}, "2024-02-29"_date, falling, none)->code, Errc::out_of_order);
}

TEST(Bands, OfTheDelayOfAttributionRunFromTheRegistrationToTheLease) {
  Written stays;
  stays.add(0, "2020-02-29"_date, "2021-02-28"_date, StayExit::a);
  stays.add(1, "2020-03-01"_date, "2021-02-28"_date, StayExit::a);
  stays.add(2, "2020-02-29"_date, "2021-02-28"_date, StayExit::b);
  const std::vector<Date> registered{stays.from};
  std::vector<std::uint8_t> band(3);
  ASSERT_FALSE(delay_codes(checked(stays, 3), {registered, {}}, drihl_bands, band));
  EXPECT_EQ(band, (std::vector<std::uint8_t>{1, 0, 5}));
}

TEST(Levels, AreMadeFromTheListsOfTheLibrary) {
  const std::vector<Territory> territories{"075"_territory, "111"_territory, "059"_territory, Territory{}};
  const Level registers = registration_level(territories, "2024-01-01"_date);
  EXPECT_EQ(registers.code, (std::vector<std::string>{"059", "111"}));
  EXPECT_EQ(registers.of, (std::vector<std::uint32_t>{1, 1, 0, 2}));
  const Level regions = region_level(territories, "2016-01-01"_date);
  EXPECT_EQ(regions.name, (std::vector<std::string>{"Île-de-France", "Hauts-de-France"}));
  const std::vector<Commune> communes{"59350"_commune, "59355"_commune, "75113"_commune, "97411"_commune};
  EXPECT_EQ(departement_level(communes).code, (std::vector<std::string>{"59", "75", "974"}));
  EXPECT_EQ(epci_level(communes).of[0], epci_level(communes).of[1]);
  EXPECT_EQ(commune_level(communes, "2026-01-01"_date).code, (std::vector<std::string>{"59350", "75056", "97411"}));
  EXPECT_EQ(region_level(communes, "2015-12-31"_date).code, (std::vector<std::string>{"R04", "R11", "R31"}));
}

TEST(Periods, AreCutByTheCalendar) {
  EXPECT_EQ(cut(year_2014, PeriodCut::whole), std::vector{year_2014});
  const std::vector<Period> months = cut({"2024-01-15"_date, "2024-03-02"_date}, PeriodCut::month);
  EXPECT_EQ(months, (std::vector<Period>{{"2024-01-15"_date, "2024-01-31"_date}, {"2024-02-01"_date, "2024-02-29"_date}, {"2024-03-01"_date, "2024-03-02"_date}}));
  EXPECT_EQ(cut(year_2014, PeriodCut::quarter).size(), 4U);
  EXPECT_EQ(cut(year_2014, PeriodCut::year), (std::vector<Period>{{year_2014.from, "2013-12-31"_date}, {"2014-01-01"_date, year_2014.to}}));
}

TEST(Measures, AreExactAndNotCompared) {
  EXPECT_EQ(pressure(127868, 42005), (Measured{Measure::pending_per_attribution, {127868, 42005}}));
  EXPECT_TRUE(compare(pressure(127868, 42005).value, {3, 1}) > 0);
  EXPECT_TRUE(compare(pressure(127868, 42005).value, {31, 10}) < 0);
  EXPECT_EQ(satisfied_share(42005, 127580, 97816).value, (Fraction{42005, 225396}));
  EXPECT_TRUE(compare(Fraction{1, 3}, Fraction{2, 6}) == 0);
  EXPECT_FALSE(pressure(12, 0).value.defined());
  EXPECT_TRUE(compare(pressure(12, 0), pressure(1, 1)) == std::partial_ordering::unordered);
  EXPECT_TRUE(compare(satisfied_share(1, 1, 1), attribution_rate(1, 2)) == std::partial_ordering::unordered);
  EXPECT_TRUE(compare(Fraction{UINT64_MAX, UINT64_MAX - 1}, Fraction{UINT64_MAX - 1, UINT64_MAX - 2}) < 0);
  EXPECT_EQ(typology_imbalance({30, 5}, {100, 20}).value, (Fraction{600, 500}));
  EXPECT_FALSE(typology_imbalance({0, 0}, {100, 20}).value.defined());
  EXPECT_EQ(under_sru_threshold(199, 100), Fact::yes);
  EXPECT_EQ(under_sru_threshold(200, 100), Fact::no);
  EXPECT_EQ(under_sru_threshold(0, 0), Fact::unknown);
  for (const Definition& one : definitions) EXPECT_EQ(&definition(one.measure), &one);
}

TEST(Measures, TargetTypologyIsThatOfTheHousehold) {
  EXPECT_EQ(target_typology(1, Fact::unknown), TargetTypology::T1_T2);
  EXPECT_EQ(target_typology(2, Fact::no), TargetTypology::T2);
  EXPECT_EQ(target_typology(2, Fact::yes), TargetTypology::T3);
  EXPECT_EQ(target_typology(2, Fact::unknown), TargetTypology::unknown);
  EXPECT_EQ(target_typology(3, Fact::unknown), TargetTypology::T3);
  EXPECT_EQ(target_typology(5, Fact::no), TargetTypology::T5);
  EXPECT_EQ(target_typology(9, Fact::no), TargetTypology::T6P);
  EXPECT_EQ(target_typology(0, Fact::no), TargetTypology::unknown);
}

}  // namespace
}  // namespace sne::statistics
