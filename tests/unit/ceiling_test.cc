// Income ceilings: every cell of the control files, every worked amount of the rulebook, every trap of amounts.

#include <sne/ceiling.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook law = LawBook::builtin();
constexpr Policy policy = Policy::sne();
constexpr auto paris = CeilingZone::paris_and_adjoining;
constexpr auto suburbs = CeilingZone::ile_de_france;
constexpr auto regions = CeilingZone::other_regions;
constexpr auto overseas = CeilingZone::overseas;

constexpr CeilingAmount amount_of(Product product, CeilingZone zone, int category, Date day, int extra = 0, const Policy& how = policy) {
  return ceiling(product, zone, {static_cast<std::uint8_t>(category), static_cast<std::uint8_t>(extra)}, day, law, how).value();
}
constexpr std::int32_t euros(Product product, CeilingZone zone, int category, Date day, int extra = 0, const Policy& how = policy) {
  return amount_of(product, zone, category, day, extra, how).euros;
}
constexpr Fault fault(Product product, CeilingZone zone, HouseholdCategory household, Date day, const Policy& how = policy, const LawBook& book = law) {
  return ceiling(product, zone, household, day, book, how).error();
}

constexpr Date mid(int year) { return Date::of(year, 7, 1).value(); }

// The control file.

/// The cells of a line of CSV, quotes undone.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<std::vector<std::string>> read(const std::string& name) {
  std::ifstream file(std::string(SNE_SOURCE_DIR) + "/tests/data/" + name);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) rows.push_back(cells_of(line));
  return rows;
}

Date day_of(const std::string& iso, const char* otherwise) { return Date::parse(iso.empty() ? otherwise : iso).value(); }

TEST(Ceilings, EveryCellOfTheControlFileOnItsFirstAndLastDay) {
  std::size_t checked = 0;
  for (const auto& row : read("ceilings.csv")) {
    if (row[0] == "PLI") continue;
    const auto product = parse_code<Product>(row[0]).value();
    const auto zone = parse_code<CeilingZone>(row[1]).value();
    const std::size_t cell = row[2] == "extra" ? 6 : static_cast<std::size_t>(row[2][0] - '1');
    const Mark mark = row[7].starts_with("[seen") ? Mark::text : Mark::convention;
    for (const Date day : {day_of(row[4], ""), day_of(row[5], "2026-12-31")}) {
      const CeilingAmount amount = ceiling_cell(product, zone, cell, day, law, policy).value();
      EXPECT_EQ(amount.euros, std::stoi(row[6])) << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[4];
      EXPECT_EQ(amount.mark, mark) << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[4];
      EXPECT_TRUE(ceiling_citation(amount, law).in_force(day)) << row[0] << ' ' << row[1] << ' ' << row[4];
      EXPECT_FALSE(ceiling_source(amount, law).empty());
      if (cell < 6) {
        EXPECT_EQ(ceiling(product, zone, {static_cast<std::uint8_t>(cell + 1), 0}, day, law, policy).value(), amount);
      }
    }
    ++checked;
  }
  EXPECT_EQ(checked, 1323U);
}

TEST(Ceilings, EveryPrintedPlsCellOf2020) {
  const std::map<std::string, CeilingZone> zones{{"paris", paris}, {"idf", suburbs}, {"other", regions}};
  for (const auto& row : read("ceilings_pls_2020_printed.csv")) {
    const std::size_t cell = row[1] == "extra_person" ? 6 : static_cast<std::size_t>(row[1][0] - '1');
    EXPECT_EQ(ceiling_cell(Product::pls, zones.at(row[0]), cell, mid(2020), law, policy)->euros, std::stoi(row[2])) << row[0] << ' ' << row[1];
  }
}

TEST(Ceilings, EveryIntermediateCellOfTheControlFile) {
  std::size_t checked = 0;
  const std::map<std::string, PliRow> rows{{"1_alone", PliRow::alone}, {"couple", PliRow::couple}, {"1_dependant", PliRow::one_dependant},
                                           {"2_dependants", PliRow::two_dependants}, {"3_dependants", PliRow::three_dependants},
                                           {"4_dependants", PliRow::four_dependants}, {"extra", PliRow::extra}};
  for (const auto& row : read("ceilings.csv")) {
    if (row[0] != "PLI") continue;
    const CeilingAmount amount = pli_ceiling(parse_code<PliZone>(row[1]).value(), rows.at(row[2]), day_of(row[4], ""));
    EXPECT_EQ(amount.euros, std::stoi(row[6])) << row[1] << ' ' << row[2] << ' ' << row[4];
    EXPECT_EQ(amount.rule, Rule::ceiling_intermediate);
    EXPECT_TRUE(ceiling_citation(amount, law).in_force(day_of(row[4], "")));
    ++checked;
  }
  EXPECT_EQ(checked, 73U);
  EXPECT_FALSE(pli_ceiling(PliZone::a, PliRow::couple, mid(2020)).known());
  EXPECT_FALSE(pli_ceiling(PliZone::a, PliRow::alone, mid(2022)).known());
  EXPECT_FALSE(pli_ceiling(PliZone::overseas, PliRow::alone, mid(2019)).known());
}

TEST(Ceilings, ThePlaiAmountsOf2026AsTheRulebookPrintsThem) {
  constexpr std::array<std::array<std::int32_t, 3>, 7> plai{
      {{14811, 14811, 12870}, {24140, 24140, 18753}, {31643, 29018, 22551}, {34637, 31860, 25092}, {41203, 37719, 29359}, {46369, 42444, 33086}, {5166, 4727, 3689}}};
  for (std::size_t cell = 0; cell < plai.size(); ++cell) {
    for (std::size_t zone = 0; zone < 3; ++zone) {
      EXPECT_EQ(ceiling_cell(Product::plai, static_cast<CeilingZone>(zone + 1), cell, mid(2026), law, policy)->euros, plai[cell][zone]);
    }
  }
}

// The worked examples and traps of the rulebook, by their names there.

TEST(CeilingTraps, WorkedExamples) {
  EXPECT_EQ(euros(Product::plus, paris, 3, "2026-03-12"_date), 52740);                                    // W1, trap 1
  EXPECT_EQ(euros(Product::plai, paris, 3, "2026-03-12"_date), 31643);                                    // W1, W13
  EXPECT_EQ(amount_of(Product::plai, paris, 3, "2026-03-12"_date).mark, Mark::convention);                // W13
  EXPECT_EQ(euros(Product::plus, suburbs, 3, "2026-03-12"_date), 48362);                                  // W2
  EXPECT_EQ(euros(Product::pls, suburbs, 3, "2026-03-12"_date), 62871);                                   // W2
  EXPECT_EQ(euros(Product::plus, regions, 3, mid(2026)), 37584);                                          // W3, W9, W10
  EXPECT_EQ(euros(Product::plus, regions, 2, mid(2026)), 31254);                                          // W4, W5, W12
  EXPECT_EQ(euros(Product::pls, regions, 2, mid(2026)), 40630);                                           // W4
  EXPECT_EQ(euros(Product::plus, regions, 1, mid(2026)), 23403);                                          // W5
  EXPECT_EQ(euros(Product::plus, regions, 1, "2018-12-20"_date), 20304);                                  // W6
  EXPECT_EQ(euros(Product::plus, regions, 2, "2019-01-02"_date), 27540);                                  // W6
  EXPECT_EQ(euros(Product::plus, paris, 6, mid(2026)), 84304);                                            // W7
  EXPECT_EQ(euros(Product::plus, paris, 6, mid(2026), 1), 93698);                                         // W7
  EXPECT_EQ(euros(Product::pls, regions, 3, mid(2026)), 48859);                                           // W10
  EXPECT_EQ(euros(Product::lls, overseas, 1, mid(2026)), 21063);                                          // W11
  EXPECT_EQ(euros(Product::llts, overseas, 1, mid(2026)), 15797);                                         // section 12
  EXPECT_EQ(euros(Product::plai, paris, 2, mid(2026)), 24140);                                            // W14, trap 12
}

TEST(CeilingTraps, PlsOfEightPersonsIsASumOfRoundedAmounts) {  // W8, trap 13
  EXPECT_EQ(euros(Product::pls, paris, 6, mid(2026)), 109595);
  EXPECT_EQ(euros(Product::pls, paris, 6, mid(2026), 2), 134019);
  EXPECT_EQ(amount_of(Product::pls, paris, 6, mid(2026), 2).rule, Rule::ceiling_extra_person);
  EXPECT_EQ(amount_of(Product::pls, paris, 6, mid(2026)).rule, Rule::ceiling_pls);
}

TEST(CeilingTraps, CategoriesOneAndTwoAreEqualInBothZonesOfIleDeFranceAndNoOther) {  // IC-Z8
  for (int year = 2010; year <= 2026; ++year) {
    for (const Product product : {Product::plai, Product::plus, Product::pls}) {
      for (int category = 1; category <= 6; ++category) {
        EXPECT_EQ(euros(product, paris, category, mid(year)) == euros(product, suburbs, category, mid(year)), category <= 2) << year << ' ' << category;
      }
    }
  }
}

TEST(CeilingTraps, PlaiIsNotAShareOfPlus) {
  EXPECT_EQ(euros(Product::plai, paris, 1, mid(2026)), 14811);    // trap 8: 60 % gives 16 152
  EXPECT_EQ(euros(Product::plai, regions, 4, mid(2026)), 25092);  // trap 9: 55 % gives 24 956
  EXPECT_EQ(euros(Product::plai, regions, 1, mid(2024)), 12452);  // trap 10: the ratio of 2022 gives 12 453
  EXPECT_GT(10 * euros(Product::plai, paris, 2, mid(2026)), 6 * euros(Product::plus, paris, 2, mid(2026)));  // trap 12
}

TEST(CeilingTraps, PlsIsRoundedHalfUp) {
  EXPECT_EQ(euros(Product::plus, paris, 2, mid(2025)), 39885);
  EXPECT_EQ(euros(Product::pls, paris, 2, mid(2025)), 51851);  // trap 11: half to even gives 51 850
  EXPECT_EQ(euros(Product::plus, paris, 6, mid(2025)), 83575);
  EXPECT_EQ(euros(Product::pls, paris, 6, mid(2025)), 108648);
  EXPECT_EQ(euros(Product::pls, regions, 3, mid(2023)), 45676);
}

TEST(CeilingTraps, PublicTablesThatAreWrong) {
  EXPECT_EQ(euros(Product::plai, paris, 2, mid(2022)), 21805);  // trap 14: a public model says 218 805
  EXPECT_EQ(euros(Product::plai, paris, 5, mid(2018)), 35746);  // the same says 35 749
  EXPECT_EQ(euros(Product::plai, paris, 5, mid(2019)), 36307);
  EXPECT_EQ(euros(Product::plus, paris, 1, mid(2021)), 24116);  // trap 51: printed under the title 2023
  EXPECT_EQ(euros(Product::plus, paris, 1, mid(2023)), 25165);
  EXPECT_EQ(euros(Product::plus, paris, 1, mid(2025)), 26687);  // a page titled 2026
  EXPECT_EQ(euros(Product::plus, regions, 4, mid(2025)), 44982);
  EXPECT_EQ(euros(Product::plus, regions, 5, mid(2025)), 52915);
  EXPECT_EQ(euros(Product::plus, regions, 6, mid(2025)), 59636);
}

TEST(CeilingTraps, OverseasPlsRaisesLls) {  // trap 50
  EXPECT_EQ(euros(Product::pls, overseas, 1, mid(2026)), 27382);
  Policy by_plus = policy;
  by_plus.readings.overseas_pls = OverseasPls::plus;
  EXPECT_EQ(euros(Product::pls, overseas, 1, mid(2026), 0, by_plus), 30424);
  EXPECT_EQ(amount_of(Product::pls, overseas, 1, mid(2018), 0, by_plus).mark, Mark::convention);
  EXPECT_EQ(amount_of(Product::pls, overseas, 1, mid(2018)).mark, Mark::text);
  EXPECT_EQ(amount_of(Product::pls, overseas, 1, mid(2018)).rule, Rule::ceiling_overseas);
}

TEST(CeilingTraps, TheOrderOf2010IsRetroactive) {  // trap 52
  const CeilingAmount amount = amount_of(Product::plus, regions, 1, "2010-03-15"_date);
  EXPECT_EQ(amount.euros, euros(Product::plus, regions, 1, "2010-12-31"_date));
  EXPECT_NE(amount.euros, euros(Product::plus, regions, 1, "2009-12-31"_date));
  const CeilingOrder order = law.ceiling_order(amount.order);
  EXPECT_EQ(order.dated, "2010-04-30"_date);
  EXPECT_LT(order.citation.from, *order.dated);
}

TEST(CeilingTraps, TheCutOfJune2009) {
  EXPECT_GT(euros(Product::plus, paris, 1, "2009-05-31"_date), euros(Product::plus, paris, 1, "2009-06-01"_date));
  EXPECT_EQ(amount_of(Product::plus, paris, 1, "2009-05-31"_date).mark, Mark::convention);
}

TEST(CeilingTraps, TheTurnOfTheYear) {  // trap 33
  EXPECT_EQ(euros(Product::plus, regions, 1, "2025-12-31"_date), euros(Product::plus, regions, 1, "2025-01-01"_date));
  EXPECT_EQ(euros(Product::plus, regions, 1, "2026-01-01"_date), 23403);
  EXPECT_EQ(ceiling_citation(amount_of(Product::plus, regions, 1, "2026-01-01"_date), law).id, "arr2025-12-19");
  EXPECT_EQ(law.ceiling_order(amount_of(Product::plus, regions, 1, "2026-01-01"_date).order).published, "2025-12-24"_date);
}

TEST(CeilingTraps, EqualityIsUnderTheCeiling) {  // trap 39
  EXPECT_TRUE(within_ceiling(23403, 23403));
  EXPECT_FALSE(within_ceiling(23404, 23403));
}

// What is unknown, and what is a fault.

TEST(Ceilings, WhereNoTextWasSeenTheAmountIsUnknown) {
  EXPECT_FALSE(amount_of(Product::plus, CeilingZone::none, 1, mid(2026)).known());
  EXPECT_FALSE(amount_of(Product::plai, paris, 1, "2009-05-31"_date).known());
  EXPECT_FALSE(amount_of(Product::lls, overseas, 1, mid(2020)).known());
  EXPECT_FALSE(amount_of(Product::pls, overseas, 6, mid(2017), 2).known());
  EXPECT_EQ(ceiling_citation({}, law).id, "convention");
  EXPECT_TRUE(ceiling_source({}, law).empty());
}

TEST(Ceilings, PrintedOnlyLeavesComputedAmountsUnknown) {
  Policy printed = policy;
  printed.readings.amounts = Amounts::printed_only;
  EXPECT_FALSE(amount_of(Product::plai, paris, 1, mid(2026), 0, printed).known());
  EXPECT_TRUE(amount_of(Product::plus, paris, 1, mid(2026), 0, printed).known());
  EXPECT_TRUE(amount_of(Product::plai, suburbs, 4, mid(2025), 0, printed).known());
  EXPECT_FALSE(amount_of(Product::plai, suburbs, 5, mid(2025), 0, printed).known());
  EXPECT_FALSE(amount_of(Product::lls, overseas, 1, mid(2026), 0, printed).known());
  EXPECT_TRUE(amount_of(Product::lls, overseas, 1, mid(2018), 0, printed).known());
}

TEST(Ceilings, ASumWeighsAsItsWeakerCell) {
  EXPECT_EQ(amount_of(Product::plai, regions, 6, mid(2025), 1).mark, Mark::text);
  EXPECT_EQ(amount_of(Product::plai, suburbs, 6, mid(2025), 1).mark, Mark::convention);
}

TEST(Ceilings, Faults) {
  const Date day = mid(2026);
  EXPECT_EQ(fault(Product::plus, paris, {0, 0}, day).code, Errc::bad_category);
  EXPECT_EQ(fault(Product::plus, paris, {7, 0}, day).code, Errc::bad_category);
  EXPECT_EQ(fault(Product::plus, paris, {5, 1}, day).code, Errc::bad_category);
  EXPECT_EQ(ceiling_cell(Product::plus, paris, 7, day, law, policy).error().code, Errc::bad_category);
  for (const Product product : {Product::plai, Product::plus}) EXPECT_EQ(fault(product, overseas, {1, 0}, day).code, Errc::product_not_in_zone);
  for (const Product product : {Product::lls, Product::llts}) EXPECT_EQ(fault(product, regions, {1, 0}, day).code, Errc::product_not_in_zone);
  EXPECT_EQ(fault(Product::plus, paris, {1, 0}, "2007-12-31"_date).code, Errc::date_out_of_range);
  EXPECT_EQ(fault(Product::plus, paris, {1, 0}, "2027-01-01"_date).code, Errc::beyond_horizon);
  EXPECT_EQ(fault(Product::plus, paris, {1, 0}, "2027-01-01"_date, policy, law.with_horizon("2030-12-31"_date)).code, Errc::beyond_horizon);
  EXPECT_EQ(fault(Product::plus, paris, {1, 0}, "2020-01-02"_date, policy, law.with_horizon("2020-01-01"_date)).code, Errc::beyond_horizon);
}

TEST(Ceilings, BeyondTheHorizonTheLastAmountsAreAConvention) {
  Policy provisional = policy;
  provisional.horizon = BeyondHorizon::provisional;
  const CeilingAmount amount = amount_of(Product::plus, paris, 1, "2027-01-01"_date, 0, provisional);
  EXPECT_EQ(amount.euros, 26920);
  EXPECT_EQ(amount.mark, Mark::convention);
  EXPECT_EQ(amount_of(Product::plus, paris, 1, "2026-12-31"_date, 0, provisional).mark, Mark::text);
  provisional.readings.amounts = Amounts::printed_only;
  EXPECT_FALSE(amount_of(Product::plus, paris, 1, "2027-01-01"_date, 0, provisional).known());
}

TEST(Ceilings, ProductsAreOrderedBelowOneAnother) {  // IC-P10
  for (int year = 2010; year <= 2026; ++year) {
    for (const CeilingZone zone : {paris, suburbs, regions}) {
      for (int category = 1; category <= 6; ++category) {
        EXPECT_LT(euros(Product::plai, zone, category, mid(year)), euros(Product::plus, zone, category, mid(year)));
        EXPECT_LT(euros(Product::plus, zone, category, mid(year)), euros(Product::pls, zone, category, mid(year)));
      }
    }
  }
}

}  // namespace
}  // namespace sne
