// What is known of communes and of their intercommunal bodies.

#include <sne/communes.hpp>

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "csv_rows.hpp"

namespace sne {
namespace {

Commune on(std::string_view code, Date day) { return current_commune(Commune::parse(code).value(), day).value(); }

TEST(Communes, Record) {
  const CommuneRecord lille = find_commune("59350"_commune).value();
  EXPECT_EQ(lille, (CommuneRecord{"59350"_commune, "Lille", earliest_day, latest_day, Commune(), "200093201"}));
  const CommuneRecord pierrefitte = find_commune("93059"_commune).value();
  EXPECT_EQ(pierrefitte.name, "Pierrefitte-sur-Seine");
  EXPECT_EQ(pierrefitte.to, "2024-12-31"_date);
  EXPECT_EQ(pierrefitte.successor, "93066"_commune);
  EXPECT_EQ(pierrefitte.epci, "");
  EXPECT_EQ(find_commune("2A004"_commune)->name, "Ajaccio");
  EXPECT_EQ(find_commune("75113"_commune)->successor, "75056"_commune);
  EXPECT_EQ(find_commune("97801"_commune)->epci, "");
  EXPECT_FALSE(find_commune(Commune()));
}

TEST(Communes, FollowsMergers) {
  EXPECT_EQ(on("93059", "2024-12-31"_date), "93059"_commune);
  EXPECT_EQ(on("93059", "2025-01-01"_date), "93066"_commune);
  EXPECT_EQ(on("59355", "2000-02-26"_date), "59355"_commune);  // Lomme joined Lille on 2000-02-27
  EXPECT_EQ(on("59355", "2000-02-27"_date), "59350"_commune);
  EXPECT_EQ(on("75113", "2010-01-01"_date), "75056"_commune);
  EXPECT_EQ(on("50649", "2020-01-01"_date), "50592"_commune);  // Pont-Farcy, delegated
  EXPECT_EQ(on("2A004", "2020-01-01"_date), "2A004"_commune);
}

TEST(Communes, ACodeThatServedTwice) {
  EXPECT_EQ(on("14666", "2016-12-31"_date), "14666"_commune);  // Sannerville merged, then came back
  EXPECT_EQ(on("14666", "2018-06-01"_date), "14712"_commune);
  EXPECT_EQ(on("14666", "2021-01-01"_date), "14666"_commune);
  EXPECT_EQ(on("27676", "2020-12-31"_date), "27676"_commune);  // Les Trois Lacs changed its seat twice
  EXPECT_EQ(on("27676", "2022-06-01"_date), "27058"_commune);
  EXPECT_EQ(on("27058", "2023-01-01"_date), "27676"_commune);
}

TEST(Communes, NotYet) {
  EXPECT_EQ(current_commune("55138"_commune, "2013-12-31"_date).error().code, Errc::unknown_commune);  // Culey came back in 2014
  EXPECT_EQ(on("55138", "2014-01-01"_date), "55138"_commune);
  EXPECT_EQ(current_commune(Commune(), "2020-01-01"_date).error().code, Errc::unknown_commune);
}

TEST(Communes, EveryCodeIsFoundAndLeadsToACommuneOfToday) {
  const auto rows = csv_rows(SNE_SOURCE_DIR "/lib/law/communes.csv");
  std::set<std::string> codes;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Commune commune = Commune::parse(rows[i][0]).value();
    codes.insert(rows[i][0]);
    const std::optional<CommuneRecord> record = find_commune(commune);
    ASSERT_TRUE(record) << commune.code();
    const Result<Commune> today = current_commune(commune, "2026-11-24"_date);
    ASSERT_TRUE(today) << commune.code();
    EXPECT_EQ(find_commune(*today)->to, latest_day) << commune.code();
    EXPECT_EQ(find_commune(*today)->successor, Commune()) << commune.code();
    if (record->to == latest_day) {
      EXPECT_TRUE(record->epci.empty() || find_epci(record->epci)) << commune.code();
    } else {
      EXPECT_TRUE(current_commune(commune, record->to + 1)) << commune.code();
    }
  }
  EXPECT_EQ(codes.size(), 37455U);
}

TEST(Communes, Region) {
  EXPECT_EQ(region_of("59350"_commune, "2015-12-31"_date)->code, "R31");
  EXPECT_EQ(region_of("59350"_commune, "2016-01-01"_date)->code, "R32");
  EXPECT_EQ(region_of("2B033"_commune, "2020-01-01"_date)->code, "R94");
  EXPECT_EQ(region_of("75113"_commune, "2020-01-01"_date)->code, "R11");
  EXPECT_EQ(region_of("97411"_commune, "2020-01-01"_date)->code, "R04");
  EXPECT_FALSE(region_of("97801"_commune, "2020-01-01"_date));
  EXPECT_FALSE(region_of("98818"_commune, "2020-01-01"_date));
}

TEST(Epci, Found) {
  EXPECT_EQ(find_epci("200093201").value(), (Epci{"200093201", "Métropole Européenne de Lille", "METRO"}));
  EXPECT_EQ(find_epci("200057867")->kind, "EPT");
  EXPECT_EQ(find_epci("").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(find_epci("20009320").error(), (Fault{Errc::bad_length, 8}));
  EXPECT_EQ(find_epci("2000932012").error(), (Fault{Errc::bad_length, 9}));
  EXPECT_EQ(find_epci("20009320a").error(), (Fault{Errc::bad_character, 8}));
  EXPECT_EQ(find_epci("200093202").error(), (Fault{Errc::unknown_epci, 0}));
  EXPECT_EQ(find_epci("999999999").error(), (Fault{Errc::unknown_epci, 0}));
}

TEST(Epci, OfACommune) {
  EXPECT_EQ(epci_of("59350"_commune)->siren, "200093201");
  EXPECT_EQ(epci_of("59355"_commune)->siren, "200093201");
  EXPECT_EQ(epci_of("93059"_commune)->name, "Plaine Commune");
  EXPECT_EQ(epci_of("75113"_commune)->name, "Métropole du Grand Paris");
  EXPECT_FALSE(epci_of("97801"_commune));
  EXPECT_FALSE(epci_of(Commune()));
}

}  // namespace
}  // namespace sne
