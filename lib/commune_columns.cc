#include <sne/commune_columns.hpp>

#include <array>
#include <charconv>

#include "columns_block.hpp"

namespace sne {

namespace {

template <class Number>
Number number_in(std::string_view digits) noexcept {
  Number read = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), read);
  return read;
}

// Calls `found(commune)` for each code that was ever borne.
template <class Found>
void each_commune(Found found) {
  std::array<char, 5> code{};
  const auto try_code = [&code, &found](std::uint32_t digits, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, digits /= 10) code[4 - i] = static_cast<char>('0' + digits % 10);
    if (const Result<Commune> commune = Commune::parse({code.data(), code.size()})) found(*commune);
  };
  for (std::uint32_t number = 0; number < 100'000; ++number) try_code(number, 5);
  for (const char island : {'A', 'B'}) {
    code[0] = '2';
    code[1] = island;
    for (std::uint32_t number = 0; number < 1000; ++number) try_code(number, 3);
  }
}

}  // namespace

CommuneTable::Row CommuneTable::row_of(Commune commune, Date day, const Policy& policy) noexcept {
  const Result<Commune> current = current_commune(commune, day);
  if (!current) return {.status = status_of(current.error().code)};
  Row row{.status = row_read, .zone = ceiling_zone(commune, day, policy.readings.pierrefitte).zone};
  if (const Result<Territory> departement = Territory::from_departement(current->departement())) {
    row.territory = registration_territory(*departement, day);
  }
  if (const std::optional<Region> region = region_of(commune, day)) row.region = number_in<std::uint8_t>(region->code.substr(1));
  if (const std::optional<Epci> body = epci_of(commune)) row.epci = number_in<std::uint32_t>(body->siren);
  return row;
}

CommuneTable::CommuneTable(Date day, const Policy& policy) : rows_(Commune::places) {
  each_commune([&](Commune commune) { rows_[commune.place()] = row_of(commune, day, policy); });
}

std::optional<LengthFault> CommuneTable::places(const TextColumn& codes, const CommuneColumns& out) const noexcept {
  const std::size_t rows = codes.size();
  const columns::Lengths lengths = columns::Lengths(rows)
                                       .same_or_empty("status", out.status)
                                       .same_or_empty("zone", out.zone)
                                       .same_or_empty("territory", out.territory)
                                       .same_or_empty("region", out.region)
                                       .same_or_empty("epci", out.epci);
  if (lengths.fault()) return lengths.fault();
  for (std::size_t row = 0; row < rows; ++row) {
    const Result<std::string_view> text = codes.read(row);
    const Result<Commune> read = text ? Commune::parse(*text) : Result<Commune>(text.error());
    const Row place = read ? rows_[read->place()] : Row{.status = status_of(read.error().code)};
    columns::put(out.status, row, place.status);
    columns::put(out.zone, row, place.zone);
    columns::put(out.territory, row, place.territory);
    columns::put(out.region, row, place.region);
    columns::put(out.epci, row, place.epci);
  }
  return std::nullopt;
}

}  // namespace sne
