// Communes by their code, and the zone of a dwelling. IC-Zn: eligibility_ceilings.md; EL-n: traps of eligibility.md section 15.

#include <sne/commune.hpp>

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "csv_rows.hpp"

namespace sne {
namespace {

constexpr Date in_2026 = "2026-11-24"_date;

CeilingZone zone_of(std::string_view code, Date day = in_2026, Pierrefitte reading = Pierrefitte::with_saint_denis) {
  return ceiling_zone(Commune::parse(code).value(), day, reading).zone;
}

TEST(Commune, ReadsFiveCharacters) {
  for (const char* code : {"01004", "59350", "2A004", "2B033", "75056", "75113", "69381", "13216", "97411", "97611", "97801", "98818"})
    EXPECT_EQ(Commune::parse(code)->code(), code);
  EXPECT_EQ(Commune().code(), "");
  EXPECT_EQ(Commune().departement(), "");
  EXPECT_LT("2A004"_commune, "2B033"_commune);
  EXPECT_LT("01004"_commune, "59350"_commune);
}

TEST(Commune, RefusesAndSaysWhere) {
  EXPECT_EQ(Commune::parse("").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(Commune::parse("1004").error(), (Fault{Errc::bad_length, 4}));
  EXPECT_EQ(Commune::parse("593500").error(), (Fault{Errc::bad_length, 5}));
  EXPECT_EQ(Commune::parse("5935x").error(), (Fault{Errc::bad_character, 4}));
  EXPECT_EQ(Commune::parse("2C004").error(), (Fault{Errc::bad_character, 1}));
  EXPECT_EQ(Commune::parse("2a004").error(), (Fault{Errc::bad_character, 1}));
  EXPECT_EQ(Commune::parse("1A004").error(), (Fault{Errc::bad_character, 1}));
  EXPECT_EQ(Commune::parse("59A50").error(), (Fault{Errc::bad_character, 2}));
  for (const char* code : {"00000", "20004", "59999", "75055", "75121", "96033", "99999", "75000", "97001", "2A999", "69390"})
    EXPECT_EQ(Commune::parse(code).error(), (Fault{Errc::unknown_commune, 0})) << code;
}

TEST(Commune, IcZ3PostalCodeOfParisIsSaidToBeOne) {
  for (int i = 1; i <= 20; ++i) {
    const std::string end = (i < 10 ? "0" : "") + std::to_string(i);
    EXPECT_EQ(Commune::parse("750" + end).error(), (Fault{Errc::postal_code, 0}));
    EXPECT_EQ(Commune::parse("751" + end)->whole_city(), "75056"_commune);
  }
}

TEST(Commune, OfOldEndedAndDelegated) {
  EXPECT_TRUE(Commune::parse("93059"));  // ended 2024-12-31
  EXPECT_TRUE(Commune::parse("59298"));  // Hellemmes, associated with Lille since 1977: keeps its code
  EXPECT_TRUE(Commune::parse("50649"));  // a delegated commune that never was a commune under this code
  EXPECT_EQ(Commune::parse("60696").error().code, Errc::unknown_commune);  // Voisinlieu ended in 1943
}

TEST(Commune, DepartementAndWholeCity) {
  EXPECT_EQ("59350"_commune.departement(), "59");
  EXPECT_EQ("2A004"_commune.departement(), "2A");
  EXPECT_EQ("97411"_commune.departement(), "974");
  EXPECT_EQ("98818"_commune.departement(), "988");
  EXPECT_EQ("69381"_commune.whole_city(), "69123"_commune);
  EXPECT_EQ("69389"_commune.whole_city(), "69123"_commune);
  EXPECT_EQ("13201"_commune.whole_city(), "13055"_commune);
  EXPECT_EQ("13216"_commune.whole_city(), "13055"_commune);
  EXPECT_EQ("59350"_commune.whole_city(), "59350"_commune);
  EXPECT_EQ(Commune().whole_city(), Commune());
}

TEST(CeilingZone, Names) {
  EXPECT_EQ(text(CeilingZone::paris_and_adjoining), "paris_communes_limitrophes");
  EXPECT_EQ(text(CeilingZone::overseas), "dom");
  EXPECT_EQ(parse_code<CeilingZone>("autres_regions").value(), CeilingZone::other_regions);
  EXPECT_EQ(parse_code<CeilingZone>("elsewhere").error().code, Errc::unknown_code);
}

TEST(CeilingZone, EveryCodeOfTheDataHasItsZone) {
  const auto rows = csv_rows(SNE_SOURCE_DIR "/lib/law/zones.csv");
  ASSERT_EQ(rows.front()[1], "code");
  std::size_t communes = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string& code = rows[i][1];
    if (code.size() != 5) continue;
    ++communes;
    const Date from = Date::parse(rows[i][4]).value();
    const ZoneAnswer answer = ceiling_zone(Commune::parse(code).value(), from);
    EXPECT_EQ(text(answer.zone), rows[i][0]) << code;
    EXPECT_EQ(text(answer.mark), rows[i][6]) << code;
    EXPECT_EQ(answer.rule, Rule::ceiling_zone);
  }
  EXPECT_EQ(communes, 30U + 20U + 2U);
}

TEST(CeilingZone, EveryKnownCodeHasTheZoneOfItsDepartement) {
  const auto rows = csv_rows(SNE_SOURCE_DIR "/lib/law/communes.csv");
  std::map<CeilingZone, int> living;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Result<Commune> commune = Commune::parse(rows[i][0]);
    ASSERT_TRUE(commune) << rows[i][0];
    EXPECT_EQ(commune->code(), rows[i][0]);
    if (rows[i][3].empty() && rows[i][4].empty()) ++living[ceiling_zone(*commune, in_2026).zone];
  }
  EXPECT_EQ(living[CeilingZone::paris_and_adjoining], 30);
  EXPECT_EQ(living[CeilingZone::ile_de_france], 1266 - 30);
  EXPECT_EQ(living[CeilingZone::overseas], 32 + 34 + 22 + 24 + 17 + 1);
  EXPECT_EQ(living[CeilingZone::none], 94 - 1);
  EXPECT_EQ(living[CeilingZone::other_regions], 34969 - 1266 - 130 - 93);
}

TEST(CeilingZone, El1AndEl2ParisAndItsNeighbours) {
  EXPECT_EQ(zone_of("92012"), CeilingZone::paris_and_adjoining);  // EL-1, Z-a
  EXPECT_EQ(zone_of("93006"), CeilingZone::paris_and_adjoining);  // EL-1
  EXPECT_EQ(zone_of("93001"), CeilingZone::paris_and_adjoining);  // EL-1
  EXPECT_EQ(zone_of("75113"), CeilingZone::paris_and_adjoining);  // EL-2, Z-c
  EXPECT_EQ(zone_of("75056"), CeilingZone::paris_and_adjoining);
  EXPECT_EQ(zone_of("93066"), CeilingZone::paris_and_adjoining);  // Z-d
}

TEST(CeilingZone, IcZ2NotInTheList) {
  for (const char* code : {"92026", "94076", "93008", "94002", "94046", "94003", "92020", "78646", "77288", "91228", "95127"})
    EXPECT_EQ(zone_of(code), CeilingZone::ile_de_france) << code;  // 92026: Z-b
}

TEST(CeilingZone, IcZ5AndIcZ6OtherRegionsAndOverseas) {
  for (const char* code : {"59350", "2A004", "2B033", "13201", "69123", "60057"}) EXPECT_EQ(zone_of(code), CeilingZone::other_regions) << code;
  for (const char* code : {"97105", "97209", "97302", "97411", "97611", "97801"}) EXPECT_EQ(zone_of(code), CeilingZone::overseas) << code;
  for (const char* code : {"97502", "97701", "98613", "98735", "98818"}) EXPECT_EQ(zone_of(code), CeilingZone::none) << code;
  EXPECT_EQ(ceiling_zone(Commune(), in_2026), ZoneAnswer{});
}

TEST(CeilingZone, IcZ7Pierrefitte) {
  EXPECT_EQ(zone_of("93059", "2024-12-31"_date), CeilingZone::ile_de_france);
  EXPECT_EQ(zone_of("93059", "2025-01-01"_date), CeilingZone::paris_and_adjoining);
  EXPECT_EQ(zone_of("93059", "2025-01-01"_date, Pierrefitte::as_before), CeilingZone::ile_de_france);
  EXPECT_EQ(zone_of("93066", "2025-01-01"_date, Pierrefitte::as_before), CeilingZone::paris_and_adjoining);
  EXPECT_EQ(ceiling_zone("93059"_commune, "2025-01-01"_date, Pierrefitte::as_before).mark, Mark::convention);
}

TEST(CeilingZone, NoneBeforeTheOrderOf1987) {
  EXPECT_EQ(zone_of("59350", "1987-08-18"_date), CeilingZone::none);
  EXPECT_EQ(zone_of("59350", "1987-08-19"_date), CeilingZone::other_regions);
  EXPECT_EQ(zone_of("75056", "1987-08-18"_date), CeilingZone::none);
}

}  // namespace
}  // namespace sne
