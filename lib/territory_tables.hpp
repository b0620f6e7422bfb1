#pragma once

#include <cstddef>
#include <cstdint>

#include <sne/citation.hpp>

/// Arrays made at build time by lib/law/communes.py out of communes.csv, epci.csv, quartiles.csv and quartile_orders.csv. Texts lie end
/// to end in pieces of `piece_rows` rows, each up to its own end in its piece; rows are named by their place.
namespace sne::tables {

inline constexpr std::uint16_t no_row = 0xffff;

/// Days since 1970-01-01.
struct Days {
  std::int32_t from, to;
};

struct Thresholds {
  std::uint16_t epci;
  std::int32_t q1, q2, q3;
};

struct QuartileOrder {
  std::int16_t year;
  Days days;
  Mark mark;
  std::uint16_t first, count;  ///< of its thresholds, in the order of the bodies
};

// Communes, in the order of their codes and days. Periods are few: a row holds the place of its own.
extern const std::size_t commune_count;
extern const std::size_t piece_rows;
extern const char* const commune_codes[];
extern const char* const commune_names[];
extern const std::uint16_t commune_name_ends[];
extern const std::uint8_t commune_periods[];
extern const Days periods[];
extern const std::uint16_t commune_successors[];
extern const std::uint16_t commune_epci[];

// Intercommunal bodies, in the order of their SIREN.
extern const std::size_t epci_count;
extern const char epci_sirens[];
extern const char* const epci_names[];
extern const std::uint16_t epci_name_ends[];
extern const std::uint8_t epci_kinds[];
extern const char* const epci_kind_names[];

extern const std::size_t order_count;
extern const QuartileOrder orders[];
extern const Thresholds thresholds[];

}  // namespace sne::tables
