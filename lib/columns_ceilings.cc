#include "columns_cells.hpp"

namespace sne {

namespace columns {

namespace {

constexpr Block<std::uint8_t> no_extra{};

/// Keeps those that another column gives too.
void keep_given(Validity valid, std::size_t rows, CellScratch& scratch) noexcept {
  if (valid.all()) return;
  spread(valid, rows, scratch.part);
  for (std::size_t row = 0; row < rows; ++row) scratch.given[row] &= scratch.part[row];
}

}  // namespace

CellRows cell_rows(const HouseholdColumns& households, std::size_t from, std::size_t rows, CellScratch& scratch) noexcept {
  const bool further = households.extra.size() != 0;
  spread(households.zone.valid.from(from), rows, scratch.given);
  keep_given(households.category.valid.from(from), rows, scratch);
  if (further) keep_given(households.extra.valid.from(from), rows, scratch);
  return {households.zone.values.data() + from, households.category.values.data() + from,
          further ? households.extra.values.data() + from : no_extra.data()};
}

ColumnStatus fault_of(CellRows cells, std::size_t row, bool given) noexcept {
  if (!given) return status_of(Errc::missing_value);
  if (cells.zone[row] >= zones) return status_of(Errc::unknown_code);
  const bool exists = cell_of(cells.zone[row], cells.category[row], cells.extra[row]) != no_cell;
  return status_of(exists ? Errc::product_not_in_zone : Errc::bad_category);
}

}  // namespace columns

using namespace columns;

Result<CeilingLookup> CeilingLookup::of(Product product, Date day, const LawBook& law, const Policy& policy) noexcept {
  CeilingLookup made;
  made.euros_[no_cell] = not_in_zone;
  for (std::size_t zone = 0; zone < zones; ++zone) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const HouseholdCategory household{static_cast<std::uint8_t>(std::min<std::size_t>(cell + 1, 6)), static_cast<std::uint8_t>(cell < 6 ? 0 : cell - 5)};
      const Result<CeilingAmount> amount = ceiling(product, static_cast<CeilingZone>(zone), household, day, law, policy);
      if (!amount && amount.error().code != Errc::product_not_in_zone) return amount.error();
      made.euros_[zone * cells + cell] = amount ? amount->euros : not_in_zone;
    }
  }
  return made;
}

Result<std::int32_t> CeilingLookup::operator()(CeilingZone zone, HouseholdCategory household) const noexcept {
  const Cell cell = cell_of(static_cast<std::uint8_t>(zone), household.category, household.extra);
  if (cell == no_cell) return Errc::bad_category;
  if (euros_[cell] == not_in_zone) return Errc::product_not_in_zone;
  return euros_[cell];
}

std::optional<LengthFault> CeilingLookup::ceilings(const HouseholdColumns& households, const CeilingColumns& out, KernelPath path) const noexcept {
  const std::size_t all = households.category.size();
  const Lengths lengths = Lengths(all)
                              .same("zone", households.zone)
                              .same_or_empty("extra", households.extra)
                              .same_or_empty("status", out.status)
                              .same_or_empty("ceiling", out.ceiling);
  if (lengths.fault()) return lengths.fault();
  CellScratch scratch;
  Block<std::int32_t> spare;
  each_block(all, [&](std::size_t from, std::size_t rows) {
    const CellRows cells = cell_rows(households, from, rows, scratch);
    run<find_cells>(path, cells, scratch.given.data(), rows, scratch.cells.data());
    std::int32_t* euros = place_of(out.ceiling, from, spare);
    look_up(euros_, scratch.cells, rows, euros);
    for (std::size_t row = 0; row < rows; ++row) {
      const bool known = euros[row] != not_in_zone;
      put(out.status, from + row, known ? row_read : fault_of(cells, row, scratch.given[row] != 0));
      if (!known) euros[row] = 0;
    }
  });
  return std::nullopt;
}

}  // namespace sne
