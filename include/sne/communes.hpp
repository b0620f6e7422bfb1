#pragma once

#include <optional>
#include <string_view>

#include <sne/commune.hpp>
#include <sne/regions.hpp>

/// What is known of a commune: its name, its days, what it went into, its intercommunal body.  (fr: référentiel des communes)
///
/// The list is that of 1 January `law::commune_vintage`, with every commune that ended since 2000-01-01, the delegated and associated
/// communes that keep a code, and the municipal arrondissements. Intercommunal bodies are those of 2025, for every day; in the Greater
/// Paris they are its territories (EPT), and for Paris the metropolis. Source, licence and what is missing: `docs/sources.md`.
/// Every view lives as long as the library.
namespace sne {

/// First and last day of what has no known bound.
inline constexpr Date earliest_day = "0001-01-01"_date;
inline constexpr Date latest_day = "9999-12-31"_date;

/// A commune, or a part of one. A change since 2020 counts from 1 January of its year.
struct CommuneRecord {
  Commune code;
  std::string_view name;        ///< the last one it bore
  Date from = earliest_day;     ///< first day as a commune; `earliest_day` when before 2000
  Date to = latest_day;         ///< last day as a commune
  Commune successor;            ///< what it went into; the city of an arrondissement; none for a commune of today
  std::string_view epci;        ///< SIREN; empty for an ended commune and where there is no body

  friend constexpr bool operator==(const CommuneRecord&, const CommuneRecord&) = default;
};

/// An intercommunal body: its SIREN, its name, and `CC`, `CA`, `CU`, `METRO`, `MET69` or `EPT`.  (fr: EPCI à fiscalité propre, EPT)
struct Epci {
  std::string_view siren, name, kind;

  friend constexpr bool operator==(const Epci&, const Epci&) = default;
};

/// The record of a code, the last where one code served twice; none for a default commune.
/// `93059` is Pierrefitte-sur-Seine, until 2024-12-31, then `93066`.
/// @rule territory.commune
[[nodiscard]] std::optional<CommuneRecord> find_commune(Commune commune) noexcept;

/// The commune that a code stands for on a day: itself, or what it had gone into by then; the city of an arrondissement.
/// `93059` is itself on 2024-12-31 and `93066` on 2025-01-01; `75113` is `75056`. Fault: `unknown_commune` before the code existed.
/// @rule territory.commune
[[nodiscard]] Result<Commune> current_commune(Commune commune, Date day) noexcept;

/// The region of a commune on a day; none overseas outside the five regions, and before the code existed.  `59350` is in `R31` on
/// 2015-12-31 and in `R32` on 2016-01-01.
/// @rule territory.commune
[[nodiscard]] std::optional<Region> region_of(Commune commune, Date day) noexcept;

/// The body of a SIREN, or `unknown_epci`; `bad_length` and `bad_character` for what is not nine digits. `200093201` is Lille's.
[[nodiscard]] Result<Epci> find_epci(std::string_view siren) noexcept;

/// The body of the commune that a code stands for today; none for the few that have none. `59355` (Lomme, part of Lille): Lille's.
[[nodiscard]] std::optional<Epci> epci_of(Commune commune) noexcept;

}  // namespace sne
