#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/columns.hpp>

/// Stays in stock: what a table of stock and flow counts.  (fr: présences en stock)
///
/// A stay is an uninterrupted time during which a demand is in stock: from its initial day, or its reactivation, to its radiation. A
/// radiation made in error never weighed: its stay goes on. The contract is section 5 of `docs/columns.md`.
namespace sne {

/// Whose demands are counted. Bodies are never added silently to persons.  (fr: personnes physiques, associations)
enum class Population : std::uint8_t {
  persons,       ///< natural persons
  associations,  ///< legal persons
  both,
};

/// How a demand came into stock.  (fr: entrée en stock)
enum class StayEntry : std::uint8_t {
  first,    ///< on its initial day, or without a break after it (fr: nouvelle demande)
  revived,  ///< on a reactivation
};

/// How it left: still there, radiated by a motive, or erased while in stock.  (fr: sortie du stock)
enum class StayExit : std::uint8_t { none, a, b, c, d, e, f, erased };

template <>
struct CodeNames<Population> {
  static constexpr std::array<std::string_view, 3> list{"persons", "associations", "both"};
};
template <>
struct CodeNames<StayEntry> {
  static constexpr std::array<std::string_view, 2> list{"new", "revived"};
};
template <>
struct CodeNames<StayExit> {
  static constexpr std::array<std::string_view, 8> list{"none", "a", "b", "c", "d", "e", "f", "erased"};
};

/// Stays, one a row.
struct StayColumns {
  std::span<const std::uint32_t> demand{};  ///< index of the demand
  std::span<const Date> from{};             ///< first day in stock
  Column<Date> until{};                     ///< first day out of stock; missing, or `no_day`, while in stock
  std::span<const StayEntry> entry{};
  std::span<const StayExit> exit{};

  [[nodiscard]] constexpr std::size_t size() const noexcept { return demand.size(); }
};

}  // namespace sne
