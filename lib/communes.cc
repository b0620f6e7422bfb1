#include <sne/communes.hpp>

#include <sne/law/lawbook.hpp>

#include <territory_tables.hpp>

namespace sne {

namespace {

using tables::no_row;

std::string_view code_at(std::size_t row) noexcept {
  return {tables::commune_codes[row / tables::piece_rows] + 5 * (row % tables::piece_rows), 5};
}
std::string_view siren_at(std::size_t row) noexcept { return {tables::epci_sirens + 9 * row, 9}; }
Commune commune_at(std::size_t row) noexcept { return Commune::parse(code_at(row)).value(); }
Period days_at(std::size_t row) noexcept {
  const tables::Days days = tables::periods[tables::commune_periods[row]];
  return {Date::from_days(days.from), Date::from_days(days.to)};
}

std::string_view text_at(const char* const* pieces, const std::uint16_t* ends, std::size_t row) noexcept {
  const std::size_t start = row % tables::piece_rows == 0 ? 0 : ends[row - 1];
  return {pieces[row / tables::piece_rows] + start, ends[row] - start};
}

// The first of `count` sorted texts that is not before `wanted`.
template <class TextAt>
std::size_t first_not_before(std::size_t count, std::string_view wanted, TextAt at) noexcept {
  std::size_t low = 0;
  while (count > 0) {
    const std::size_t half = count / 2;
    if (at(low + half) < wanted) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low;
}

// The rows of one code: more than one where it served twice.
struct Rows {
  std::size_t first, end;
};

Rows rows_of(Commune commune) noexcept {
  const std::size_t first = first_not_before(tables::commune_count, commune.code(), code_at);
  std::size_t end = first;
  while (end < tables::commune_count && code_at(end) == commune.code()) ++end;
  return {first, end};
}

// The row of what stands for a row's commune on a day, itself or what it went into; none before the code existed.
std::size_t row_on(std::size_t row, Date day) noexcept {
  while (row != no_row) {
    const Rows own = rows_of(commune_at(row));
    if (day < days_at(own.first).from) return no_row;
    row = own.first;
    while (row + 1 < own.end && days_at(row + 1).from <= day) ++row;
    const bool ended = days_at(row).to < day;
    const bool part = days_at(row).to == latest_day && tables::commune_successors[row] != no_row;
    if (!ended && !part) return row;
    row = tables::commune_successors[row];
  }
  return no_row;
}

Epci epci_at(std::size_t row) noexcept {
  return {siren_at(row), text_at(tables::epci_names, tables::epci_name_ends, row), tables::epci_kind_names[tables::epci_kinds[row]]};
}

}  // namespace

std::optional<CommuneRecord> find_commune(Commune commune) noexcept {
  const Rows own = rows_of(commune);
  if (own.first == own.end) return std::nullopt;
  const std::size_t row = own.end - 1;
  const std::uint16_t successor = tables::commune_successors[row];
  const std::uint16_t epci = tables::commune_epci[row];
  return CommuneRecord{.code = commune,
                       .name = text_at(tables::commune_names, tables::commune_name_ends, row),
                       .from = days_at(row).from,
                       .to = days_at(row).to,
                       .successor = successor == no_row ? Commune() : commune_at(successor),
                       .epci = epci == no_row ? std::string_view() : siren_at(epci)};
}

Result<Commune> current_commune(Commune commune, Date day) noexcept {
  const Rows own = rows_of(commune);
  const std::size_t row = own.first == own.end ? no_row : row_on(own.first, day);
  if (row == no_row) return Errc::unknown_commune;
  return commune_at(row);
}

std::optional<Region> region_of(Commune commune, Date day) noexcept {
  const Result<Commune> current = current_commune(commune, day);
  if (!current) return std::nullopt;
  const Result<Territory> territory = Territory::from_departement(current->departement());
  if (!territory) return std::nullopt;
  return region_of(*territory, day);
}

Result<Epci> find_epci(std::string_view siren) noexcept {
  if (siren.empty()) return Errc::empty_input;
  if (siren.size() != 9) return {Errc::bad_length, static_cast<std::uint32_t>(siren.size() < 9 ? siren.size() : 9)};
  for (std::uint32_t i = 0; i < 9; ++i) {
    if (!detail::is_digit(siren[i])) return {Errc::bad_character, i};
  }
  const std::size_t row = first_not_before(tables::epci_count, siren, siren_at);
  if (row == tables::epci_count || siren_at(row) != siren) return Errc::unknown_epci;
  return epci_at(row);
}

std::optional<Epci> epci_of(Commune commune) noexcept {
  const Rows own = rows_of(commune);
  const std::size_t row = own.first == own.end ? no_row : row_on(own.first, latest_day - 1);
  if (row == no_row || tables::commune_epci[row] == no_row) return std::nullopt;
  return epci_at(tables::commune_epci[row]);
}

}  // namespace sne
