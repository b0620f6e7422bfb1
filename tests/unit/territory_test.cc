// Territories of registration.

#include <sne/territory.hpp>

#include <array>
#include <cstdio>
#include <string>

#include <gtest/gtest.h>

namespace sne {
namespace {

TerritoryKind kind_of(std::string_view code) { return Territory::parse_any(code).value().kind(); }

TEST(Territory, KindsOfEveryCode) {
  EXPECT_EQ(kind_of("111"), TerritoryKind::ile_de_france);
  EXPECT_EQ(kind_of("059"), TerritoryKind::metropolitan);
  EXPECT_EQ(kind_of("02A"), TerritoryKind::corsica);
  EXPECT_EQ(kind_of("02B"), TerritoryKind::corsica);
  EXPECT_EQ(kind_of("974"), TerritoryKind::overseas);
  int known = 0;
  for (int code = 0; code <= 999; ++code) {
    std::array<char, 4> text{};
    std::snprintf(text.data(), text.size(), "%03d", code);
    const TerritoryKind kind = kind_of(text.data());
    const bool metropolitan = code >= 1 && code <= 95 && code != 20;
    EXPECT_EQ(kind == TerritoryKind::metropolitan, metropolitan) << code;
    EXPECT_EQ(kind == TerritoryKind::overseas, code >= 971 && code <= 976) << code;
    known += kind == TerritoryKind::unknown ? 0 : 1;
  }
  EXPECT_EQ(known, 94 + 6 + 1);
  for (const char* code : {"01A", "12B", "97A", "00A", "11A"}) EXPECT_EQ(kind_of(code), TerritoryKind::unknown) << code;
}

TEST(Territory, ParseRefusesUnknownCodesAndSaysWhere) {
  EXPECT_EQ(Territory::parse("059")->code(), "059");
  EXPECT_EQ(Territory::parse("").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(Territory::parse("59").error(), (Fault{Errc::bad_length, 2}));
  EXPECT_EQ(Territory::parse("0590").error(), (Fault{Errc::bad_length, 3}));
  EXPECT_EQ(Territory::parse("0x9").error(), (Fault{Errc::bad_character, 1}));
  EXPECT_EQ(Territory::parse("02C").error(), (Fault{Errc::bad_character, 2}));
  EXPECT_EQ(Territory::parse("02a").error(), (Fault{Errc::bad_character, 2}));
  for (const char* code : {"000", "020", "096", "097", "098", "099", "970", "977", "110", "112", "01A"})
    EXPECT_EQ(Territory::parse(code).error(), (Fault{Errc::unknown_territory, 0})) << code;
}

TEST(Territory, ReadsDepartementsAsInseeWritesThem) {
  EXPECT_EQ(Territory::from_departement("59").value(), "059"_territory);
  EXPECT_EQ(Territory::from_departement("2A").value(), "02A"_territory);
  EXPECT_EQ(Territory::from_departement("976").value(), "976"_territory);
  EXPECT_EQ(Territory::from_departement("").error().code, Errc::empty_input);
  EXPECT_EQ(Territory::from_departement("5").error().code, Errc::bad_length);
  EXPECT_EQ(Territory::from_departement("5x").error(), (Fault{Errc::bad_character, 1}));
  for (const char* code : {"20", "96", "00", "111", "059", "977"})
    EXPECT_EQ(Territory::from_departement(code).error().code, Errc::unknown_territory) << code;
}

TEST(Territory, IleDeFranceIsEightDepartements) {
  int inside = 0;
  for (int code = 1; code <= 95; ++code) {
    if (code == 20) continue;
    std::array<char, 4> text{};
    std::snprintf(text.data(), text.size(), "%03d", code);
    const bool expected = code == 75 || code == 77 || code == 78 || code >= 91;
    EXPECT_EQ(in_ile_de_france(Territory::parse(text.data()).value()), expected) << code;
    inside += expected ? 1 : 0;
  }
  EXPECT_EQ(inside, 8);
  EXPECT_TRUE(in_ile_de_france("111"_territory));
  EXPECT_FALSE(in_ile_de_france("974"_territory));
  EXPECT_FALSE(in_ile_de_france(Territory()));
}

TEST(Territory, RegionalFromTheDayTheSystemOpened) {
  EXPECT_EQ(registration_territory("075"_territory, "2011-03-27"_date), "075"_territory);
  EXPECT_EQ(registration_territory("075"_territory, "2011-03-28"_date), "111"_territory);
  EXPECT_EQ(registration_territory("059"_territory, "2024-01-01"_date), "059"_territory);
  EXPECT_EQ(registration_territory("02B"_territory, "2024-01-01"_date), "02B"_territory);
  EXPECT_EQ(registration_territory("111"_territory, "2011-03-27"_date), "111"_territory);
}

TEST(Territory, ParisAndBobignyAreOneTerritorySince2011) {
  EXPECT_TRUE(same_territory("075"_territory, "093"_territory, "2024-02-01"_date));
  EXPECT_TRUE(same_territory("111"_territory, "093"_territory, "2024-02-01"_date));
  EXPECT_FALSE(same_territory("075"_territory, "093"_territory, "2011-03-27"_date));
  EXPECT_FALSE(same_territory("075"_territory, "059"_territory, "2024-02-01"_date));
  EXPECT_FALSE(same_territory("02A"_territory, "02B"_territory, "2024-02-01"_date));
  EXPECT_TRUE(same_territory("059"_territory, "059"_territory, "2024-02-01"_date));
}

TEST(Territory, OrderedByCode) {
  EXPECT_LT("02A"_territory, "02B"_territory);
  EXPECT_LT("059"_territory, "111"_territory);
  EXPECT_LT("029"_territory, "02A"_territory);
  EXPECT_EQ(text("974"_territory.kind()), "overseas");
}

}  // namespace
}  // namespace sne
