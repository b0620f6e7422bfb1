#pragma once

#include "columns_block.hpp"

namespace sne::columns {

/// A place in `CeilingCells`.
using Cell = std::uint16_t;
static_assert(no_cell <= UINT16_MAX);

/// Rows of the columns that say which ceiling a household has. Without further persons `extra` is a block of zeros.
struct CellRows {
  const std::uint8_t* zone;
  const std::uint8_t* category;
  const std::uint8_t* extra;
};

/// What the ceilings of a block are found in.
struct CellScratch {
  Block<std::uint8_t> given, part;
  Block<Cell> cells;
};

/// Zone 1, category 3 is the third cell of the second zone, 263. Category 5 with a further person has no cell.
SNE_INLINE Cell cell_of(std::uint8_t zone, std::uint8_t category, std::uint8_t extra) noexcept {
  const auto before = static_cast<std::uint8_t>(category - 1);
  const bool exists = (zone < zones) & (before < 6) & ((extra == 0) | (category == 6));
  return exists ? static_cast<Cell>(zone * cells + before + extra) : static_cast<Cell>(no_cell);
}

/// The cells of a block, `no_cell` for a row with a fault.
SNE_INLINE void find_cells(CellRows from, const std::uint8_t* given, std::size_t rows, Cell* found) noexcept {
  SNE_INDEPENDENT_ROWS
  for (std::size_t row = 0; row < rows; ++row) {
    const Cell cell = cell_of(from.zone[row], from.category[row], from.extra[row]);
    found[row] = given[row] != 0 ? cell : static_cast<Cell>(no_cell);
  }
}

/// Euros by row, `not_in_zone` for a row with a fault.
inline void look_up(const CeilingCells& euros, const Block<Cell>& cells, std::size_t rows, std::int32_t* found) noexcept {
  SNE_EIGHT_AT_ONCE
  for (std::size_t row = 0; row < rows; ++row) found[row] = euros[cells[row]];
}

/// The rows of a block of the columns, which are given in `scratch`.
CellRows cell_rows(const HouseholdColumns& households, std::size_t from, std::size_t rows, CellScratch& scratch) noexcept;

/// Why a row has no ceiling.
ColumnStatus fault_of(CellRows cells, std::size_t row, bool given) noexcept;

}  // namespace sne::columns
