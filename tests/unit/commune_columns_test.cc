#include <sne/commune_columns.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace sne {
namespace {

struct Read {
  std::vector<ColumnStatus> status;
  std::vector<CeilingZone> zone;
  std::vector<Territory> territory;
  std::vector<std::uint8_t> region;
  std::vector<std::uint32_t> epci;
};

Read places(const std::vector<std::string_view>& codes, Date day, const Policy& policy = Policy::sne(), Validity valid = {}) {
  Read read{std::vector<ColumnStatus>(codes.size()), std::vector<CeilingZone>(codes.size()), std::vector<Territory>(codes.size()),
            std::vector<std::uint8_t>(codes.size()), std::vector<std::uint32_t>(codes.size())};
  const auto fault =
      CommuneTable(day, policy).places(TextColumn(codes, valid), {read.status, read.zone, read.territory, read.region, read.epci});
  EXPECT_FALSE(fault);
  return read;
}

TEST(CommuneTable, WorkedValues) {
  const Read before = places({"59350", "93059", "75113", "2A004", "97411"}, "2024-12-31"_date);
  EXPECT_EQ(before.zone, (std::vector{CeilingZone::other_regions, CeilingZone::ile_de_france, CeilingZone::paris_and_adjoining,
                                      CeilingZone::other_regions, CeilingZone::overseas}));
  EXPECT_EQ(before.region, (std::vector<std::uint8_t>{32, 11, 11, 94, 4}));
  EXPECT_EQ(before.territory, (std::vector{"059"_territory, "111"_territory, "111"_territory, "02A"_territory, "974"_territory}));
  EXPECT_EQ(before.epci[0], 200'093'201U);
  EXPECT_EQ(places({"93059"}, "2025-01-01"_date).zone[0], CeilingZone::paris_and_adjoining);
  EXPECT_EQ(places({"59350"}, "2015-12-31"_date).region[0], 31);
  EXPECT_EQ(places({"75056"}, "2011-03-27"_date).territory[0], "075"_territory);
}

TEST(CommuneTable, FaultsAreThoseOfTheScalar) {
  const std::string zeros("59\0" "50", 5);
  const Read read = places({"75013", "99999", "5935", "59A50", "", zeros, "59350"}, "2026-01-01"_date);
  const auto number = [](Errc code) { return status_of(code); };
  EXPECT_EQ(read.status, (std::vector{number(Errc::postal_code), number(Errc::unknown_commune), number(Errc::bad_length),
                                      number(Errc::bad_character), number(Errc::empty_input), number(Errc::bad_character), row_read}));
  EXPECT_EQ(read.zone[0], CeilingZone::none);
  EXPECT_EQ(read.territory[1], Territory{});
}

TEST(CommuneTable, AMissingCodeIsMissing) {
  const std::uint8_t bits = 0b10;
  const Read read = places({"59350", "59350"}, "2026-01-01"_date, Policy::sne(), Validity(&bits));
  EXPECT_EQ(read.status, (std::vector<ColumnStatus>{status_of(Errc::missing_value), row_read}));
  EXPECT_EQ(read.region, (std::vector<std::uint8_t>{0, 32}));
}

TEST(CommuneTable, ALengthIsSaidAndNothingIsWritten) {
  std::vector<CeilingZone> zone(1, CeilingZone::overseas);
  const std::vector<std::string_view> codes{"59350", "62041"};
  EXPECT_EQ(CommuneTable("2026-01-01"_date, Policy::sne()).places(TextColumn(codes), {.zone = zone}), (LengthFault{"zone", 2, 1}));
  EXPECT_EQ(zone[0], CeilingZone::overseas);
}

// Every code that could be written, on days before and after changes of zones, regions and communes.
TEST(CommuneTable, EveryCodeAsTheScalarFunctionsSay) {
  std::vector<std::string> texts;
  const auto add = [&texts](const char* form, int count) {
    std::array<char, 8> text{};
    for (int i = 0; i < count; ++i) {
      std::snprintf(text.data(), text.size(), form, i);
      texts.emplace_back(text.data());
    }
  };
  add("%05d", 100'000);
  add("2A%03d", 1000);
  add("2B%03d", 1000);
  const std::vector<std::string_view> codes(texts.begin(), texts.end());
  for (const Date day : {"2009-06-01"_date, "2025-01-01"_date}) {
    Policy policy = Policy::sne();
    policy.readings.pierrefitte = Pierrefitte::as_before;
    const Read read = places(codes, day, policy);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const Result<Commune> commune = Commune::parse(codes[i]);
      const Result<Commune> current = commune ? current_commune(*commune, day) : commune;
      ASSERT_EQ(read.status[i], current ? row_read : status_of(current.error().code)) << codes[i];
      if (!current) continue;
      ASSERT_EQ(read.zone[i], ceiling_zone(*commune, day, Pierrefitte::as_before).zone) << codes[i];
      const auto region = region_of(*commune, day);
      ASSERT_EQ(read.region[i], region ? std::stoi(std::string(region->code.substr(1))) : 0) << codes[i];
      const auto body = epci_of(*commune);
      ASSERT_EQ(read.epci[i], body ? std::stoul(std::string(body->siren)) : 0) << codes[i];
      const auto departement = Territory::from_departement(current->departement());
      ASSERT_EQ(read.territory[i], departement ? registration_territory(*departement, day) : Territory{}) << codes[i];
    }
  }
}

}  // namespace
}  // namespace sne
