#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <sne/citation.hpp>
#include <sne/date.hpp>
#include <sne/inline_text.hpp>

/// What a year of income ceilings is made of, without the years themselves: a law book may hold further ones.  (fr: plafonds de ressources)
namespace sne {

/// The stored tables, product by zone; the PLS amounts are derived from PLUS and, overseas, from LLS.  (fr: annexes des arrêtés)
enum class CeilingSeries : std::uint8_t {
  plai_paris,
  plai_ile_de_france,
  plai_other_regions,
  plus_paris,
  plus_ile_de_france,
  plus_other_regions,
  llts_overseas,
  lls_overseas,
};
inline constexpr std::size_t ceiling_series_count = 8;
/// Cells of a table: categories 1 to 6, then the extra person.
inline constexpr std::size_t ceiling_cell_count = 7;

/// An amount as read: euros a year, 0 where no text was seen; its mark; where it was read, as an index into `ceiling_sources`.
struct CeilingCell {
  std::int32_t euros = 0;
  Mark mark = Mark::unverified;
  std::uint8_t source = 0;

  friend constexpr bool operator==(const CeilingCell&, const CeilingCell&) = default;
};

/// A table with the order that wrote it, as an index into `ceiling_orders`.
struct CeilingTable {
  std::array<CeilingCell, ceiling_cell_count> cells{};
  std::uint8_t order = 0;

  friend constexpr bool operator==(const CeilingTable&, const CeilingTable&) = default;
};

/// The tables in force during a period.  (fr: millésime)
struct CeilingVintage {
  Date from, to;
  std::array<CeilingTable, ceiling_series_count> tables{};

  friend constexpr bool operator==(const CeilingVintage&, const CeilingVintage&) = default;
};

/// An order that sets amounts. It may be signed after it takes effect.  (fr: arrêté annuel)
struct CeilingOrder {
  Citation citation;
  std::optional<Date> dated, published;
  std::string_view note;
};

/// An order that came with a law pack, its texts held in place.
struct AddedOrder {
  InlineText<40> id{};
  InlineText<80> article{};
  InlineText<120> title{};
  InlineText<40> source{};  ///< where it was read
  Date from{}, to{};
  Mark mark = Mark::unverified;
  std::optional<Date> dated{}, published{};

  /// The order as the built-in ones are given; the views live as long as this object.
  [[nodiscard]] constexpr CeilingOrder view() const noexcept {
    return {{id.view(), article.view(), title.view(), from, to, mark, source.view()}, dated, published, {}};
  }
  friend constexpr bool operator==(const AddedOrder&, const AddedOrder&) = default;
};

}  // namespace sne
