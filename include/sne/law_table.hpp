#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sne/ceiling.hpp>

/// The ceilings of a day as a table, each amount with its citation, its mark and where it was read.  (fr: tableau des plafonds)
namespace sne {

/// One cell of the table.
struct CeilingLine {
  Product product{};
  CeilingZone zone{};
  std::size_t cell = 0;  ///< 0 to 5 for the categories 1 to 6, 6 for the extra person
  CeilingAmount amount{};
  Citation citation{};        ///< its views live as long as the book
  std::string_view source{};  ///< where it was read
};

enum class TableForm : std::uint8_t { text, json, csv };

template <>
struct CodeNames<TableForm> {
  static constexpr std::array<std::string_view, 3> list{"text", "json", "csv"};
};

/// Every cell of a day, or of one product, unknown ones included. Faults: `date_out_of_range` and `beyond_horizon`, as `ceiling`.
/// 2026-01-01: 84 lines, 21 for each of PLAI and PLUS, 28 for PLS, 7 for each of LLTS and LLS.  (fr: plafonds d'un jour)
/// @rule ceiling.amount
Result<std::vector<CeilingLine>> ceiling_lines(Date day, const LawBook& law, const Policy& policy, std::optional<Product> product = std::nullopt);

/// The same as text for people, as JSON or as CSV.
Result<std::string> law_table(Date day, const LawBook& law, const Policy& policy, TableForm form, std::optional<Product> product = std::nullopt);

}  // namespace sne
