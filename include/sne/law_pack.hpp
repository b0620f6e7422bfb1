#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sne/ceiling.hpp>

/// Law packs: the ceilings of a coming year as one JSON file, added to a law book without a rebuild.  (fr: mise à jour annuelle du droit)
///
/// The format is documented in docs/law_packs.md, its schema is docs/law_pack.schema.json. A pack is refused whole or taken whole.
namespace sne {

inline constexpr std::int32_t law_pack_format = 1;
inline constexpr std::size_t law_pack_size_limit = 4U << 20U;  ///< bytes; beyond, `too_large`
inline constexpr std::size_t law_pack_depth_limit = 8;         ///< nested objects and arrays; beyond, `too_deep`
inline constexpr std::int32_t law_pack_amount_limit = 1'000'000;  ///< euros a year of one cell; from there on, `bad_amount`

inline constexpr std::size_t law_pack_fault_limit = 200;          ///< faults of a report; the rest is not listed

/// What is wrong in a pack, and where.
struct LawPackFault {
  Errc code{};
  std::string path{};                ///< JSON pointer: `/tables/3/euros/0`
  std::optional<std::size_t> row{};  ///< table or citation, counted from 0
  std::uint32_t at = 0;              ///< offset in bytes: in the pack when the path is empty, else in the value
  std::string expected{};            ///< what was expected there, when one can say it

  friend bool operator==(const LawPackFault&, const LawPackFault&) = default;
};

/// One table of a pack.
struct LawPackTable {
  Product product = Product::plus;  ///< PLAI, PLUS, LLTS or LLS; the PLS amounts are derived
  CeilingZone zone = CeilingZone::none;
  Date from{}, to{};
  std::array<std::int32_t, ceiling_cell_count> euros{};  ///< categories 1 to 6, extra person
  Mark mark = Mark::text;
  std::string citation{};  ///< id of a citation of the pack or of the law book

  friend bool operator==(const LawPackTable&, const LawPackTable&) = default;
};

/// The content of a pack.
struct LawPack {
  std::string id{};
  Date published{};
  std::vector<std::string> needs{};  ///< rules that the reader must know, key `requires`
  Date horizon{};                    ///< last day covered
  std::int32_t slack = 0;            ///< euros by which the cells of a year may leave their common rate: 0 or 1
  std::vector<AddedOrder> citations{};
  std::vector<LawPackTable> tables{};

  friend bool operator==(const LawPack&, const LawPack&) = default;
};

/// Every fault of a pack, or the book with its tables.
struct LawPackReport {
  std::vector<LawPackFault> faults{};
  std::optional<LawPack> pack{};  ///< when it could be read as one
  std::optional<LawBook> law{};   ///< when there is no fault
};

/// Reads and checks a pack: JSON, schema, digest, periods, amounts. All the faults of one stage are listed; the next stage is only tried
/// on what the former left whole.  (fr: contrôle d'une mise à jour)
/// @rule ceiling.amount
LawPackReport check_law_pack(std::string_view bytes, const LawBook& onto = LawBook::builtin());

/// The pack as a JSON file, with its digest.  (fr: écriture d'une mise à jour)
std::string write_law_pack(const LawPack& pack);

}  // namespace sne
