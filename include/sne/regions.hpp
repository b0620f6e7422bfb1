#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <sne/territory.hpp>

/// The region of a territory, before and after the merger of regions on 2016-01-01.  (fr: région)
///
/// The rows are those of `lib/law/regions.csv`, with their sources; a test compares them. A code is `R` and the INSEE code of the
/// region, so that it is never taken for a département: `R32` is Hauts-de-France, `032` is Gers.
/// @law loi 2015-29 du 16 janvier 2015, art. 1
namespace sne {

struct Region {
  std::string_view code;  ///< `R31`
  std::string_view name;  ///< `Nord-Pas-de-Calais`

  friend constexpr bool operator==(const Region&, const Region&) = default;
};

namespace law {

/// A region, its days, and its territories of registration as codes of three characters set end to end.
struct RegionRow {
  Region region;
  Date from, to;
  std::string_view territories;
};

inline constexpr auto regions = std::to_array<RegionRow>({
    {{"R01", "Guadeloupe"}, "2000-11-08"_date, "9999-12-31"_date, "971"},
    {{"R02", "Martinique"}, "2000-11-08"_date, "9999-12-31"_date, "972"},
    {{"R03", "Guyane"}, "2000-11-08"_date, "9999-12-31"_date, "973"},
    {{"R04", "La Réunion"}, "2000-11-08"_date, "9999-12-31"_date, "974"},
    {{"R06", "Mayotte"}, "2000-11-08"_date, "9999-12-31"_date, "976"},
    {{"R11", "Île-de-France"}, "2000-11-08"_date, "9999-12-31"_date, "075077078091092093094095111"},
    {{"R21", "Champagne-Ardenne"}, "2000-11-08"_date, "2015-12-31"_date, "008010051052"},
    {{"R22", "Picardie"}, "2000-11-08"_date, "2015-12-31"_date, "002060080"},
    {{"R23", "Haute-Normandie"}, "2000-11-08"_date, "2015-12-31"_date, "027076"},
    {{"R24", "Centre-Val de Loire"}, "2000-11-08"_date, "9999-12-31"_date, "018028036037041045"},
    {{"R25", "Basse-Normandie"}, "2000-11-08"_date, "2015-12-31"_date, "014050061"},
    {{"R26", "Bourgogne"}, "2000-11-08"_date, "2015-12-31"_date, "021058071089"},
    {{"R31", "Nord-Pas-de-Calais"}, "2000-11-08"_date, "2015-12-31"_date, "059062"},
    {{"R41", "Lorraine"}, "2000-11-08"_date, "2015-12-31"_date, "054055057088"},
    {{"R42", "Alsace"}, "2000-11-08"_date, "2015-12-31"_date, "067068"},
    {{"R43", "Franche-Comté"}, "2000-11-08"_date, "2015-12-31"_date, "025039070090"},
    {{"R52", "Pays de la Loire"}, "2000-11-08"_date, "9999-12-31"_date, "044049053072085"},
    {{"R53", "Bretagne"}, "2000-11-08"_date, "9999-12-31"_date, "022029035056"},
    {{"R54", "Poitou-Charentes"}, "2000-11-08"_date, "2015-12-31"_date, "016017079086"},
    {{"R72", "Aquitaine"}, "2000-11-08"_date, "2015-12-31"_date, "024033040047064"},
    {{"R73", "Midi-Pyrénées"}, "2000-11-08"_date, "2015-12-31"_date, "009012031032046065081082"},
    {{"R74", "Limousin"}, "2000-11-08"_date, "2015-12-31"_date, "019023087"},
    {{"R82", "Rhône-Alpes"}, "2000-11-08"_date, "2015-12-31"_date, "001007026038042069073074"},
    {{"R83", "Auvergne"}, "2000-11-08"_date, "2015-12-31"_date, "003015043063"},
    {{"R91", "Languedoc-Roussillon"}, "2000-11-08"_date, "2015-12-31"_date, "011030034048066"},
    {{"R93", "Provence-Alpes-Côte d'Azur"}, "2000-11-08"_date, "9999-12-31"_date, "004005006013083084"},
    {{"R94", "Corse"}, "2000-11-08"_date, "9999-12-31"_date, "02A02B"},
    {{"R27", "Bourgogne-Franche-Comté"}, "2016-01-01"_date, "9999-12-31"_date, "021025039058070071089090"},
    {{"R28", "Normandie"}, "2016-01-01"_date, "9999-12-31"_date, "014027050061076"},
    {{"R32", "Hauts-de-France"}, "2016-01-01"_date, "9999-12-31"_date, "002059060062080"},
    {{"R44", "Grand Est"}, "2016-01-01"_date, "9999-12-31"_date, "008010051052054055057067068088"},
    {{"R75", "Nouvelle-Aquitaine"}, "2016-01-01"_date, "9999-12-31"_date, "016017019023024033040047064079086087"},
    {{"R76", "Occitanie"}, "2016-01-01"_date, "9999-12-31"_date, "009011012030031032034046048065066081082"},
    {{"R84", "Auvergne-Rhône-Alpes"}, "2016-01-01"_date, "9999-12-31"_date, "001003007015026038042043063069073074"},
});

}  // namespace law

/// The region of a territory on a day; none for a territory of no known class and for Saint-Pierre-et-Miquelon.
/// `059` is in `R31` until 2015-12-31 and in `R32` after; `111` is `R11`.
constexpr std::optional<Region> region_of(const Territory& territory, Date day) noexcept {
  for (const law::RegionRow& row : law::regions) {
    if (day < row.from || day > row.to) continue;
    for (std::size_t i = 0; i < row.territories.size(); i += 3) {
      if (row.territories.substr(i, 3) == territory.code()) return row.region;
    }
  }
  return std::nullopt;
}

}  // namespace sne
