#pragma once

#include <optional>
#include <span>
#include <vector>

#include <sne/columns.hpp>
#include <sne/communes.hpp>

/// Where the communes of a column lie: for the ceilings, for the registration and for statistics.  (fr: colonne de communes)
namespace sne {

/// What is asked of a column of INSEE codes; on a fault the row is empty: `CeilingZone::none`, a default territory, 0.
struct CommuneColumns {
  std::span<ColumnStatus> status{};    ///< the fault of `TextColumn::read`, that of `Commune::parse`, or `unknown_commune` for a code that is still to come
  std::span<CeilingZone> zone{};
  std::span<Territory> territory{};    ///< of registration: `111` for Paris from 2011-03-28
  std::span<std::uint8_t> region{};    ///< INSEE number of the region, 32 for `R32`; 0 where there is none
  std::span<std::uint32_t> epci{};     ///< SIREN of the intercommunal body of today; 0 where there is none
};

/// The communes as they are on a day, ready to be looked up. Built once for a day and a policy (about 1.2 MB); shared freely between threads.
///
/// On 2024-12-31 and 2025-01-01 `59350` is in zone `autres_regions`, territory `059`, region 32, body 200,093,201; `93059` passes from the
/// second zone to the first.  (fr: table des communes)
/// @rule territory.commune   @rule ceiling.zone
class CommuneTable {
 public:
  CommuneTable(Date day, const Policy& policy);

  /// Reads a column of INSEE codes: each row as `Commune::parse`, `current_commune`, `ceiling_zone`, `registration_territory`, `region_of` and
  /// `epci_of` give it. Gives the first column of another length, having written nothing, or none.
  std::optional<LengthFault> places(const TextColumn& codes, const CommuneColumns& out) const noexcept;

 private:
  struct Row {
    ColumnStatus status = status_of(Errc::unknown_commune);
    CeilingZone zone = CeilingZone::none;
    std::uint8_t region = 0;
    Territory territory{};
    std::uint32_t epci = 0;
  };
  static Row row_of(Commune commune, Date day, const Policy& policy) noexcept;

  std::vector<Row> rows_;
};

}  // namespace sne
