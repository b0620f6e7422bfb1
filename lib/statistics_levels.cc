#include <algorithm>
#include <map>

#include <sne/statistics.hpp>

/// What tables are cut by: bands of months, levels of territory; and the comparison of measures.
namespace sne::statistics {

// Bands

namespace {

constexpr std::int32_t longest_band = 1200;

std::optional<ColumnFault> fault_of(std::span<const std::int32_t> limits) noexcept {
  if (limits.size() > 254) return ColumnFault{Errc::too_large, "limits", 254, limits.size()};
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (limits[i] < 1 || limits[i] > longest_band) return ColumnFault{Errc::bad_number, "limits", longest_band, i};
    if (i > 0 && limits[i] <= limits[i - 1]) return ColumnFault{Errc::out_of_order, "limits", limits.size(), i};
  }
  return std::nullopt;
}

std::uint8_t band_of(std::int32_t months, std::span<const std::int32_t> limits) noexcept {
  return static_cast<std::uint8_t>(std::upper_bound(limits.begin(), limits.end(), months) - limits.begin());
}

/// The latest day from which `months` whole months have passed on a day. `whole_months_between` never grows with its first day.
Date latest_since(Date day, std::int32_t months) noexcept {
  Date since = add_months(day, -months, MonthEnd::clamp);
  while (whole_months_between(since + 1, day) >= months) since = since + 1;
  return since;
}

bool has_day(const Column<Date>& dates, std::size_t row) noexcept { return dates.valid[row] && dates.values[row] != no_day; }

}  // namespace

std::string band_name(std::span<const std::int32_t> limits, std::size_t band) {
  const bool years = std::all_of(limits.begin(), limits.end(), [](std::int32_t months) { return months % 12 == 0; });
  const auto number = [&](std::size_t limit) { return std::to_string(years ? limits[limit] / 12 : limits[limit]); };
  if (limits.empty()) return ">=0";
  std::string name(band == 0 ? "<" : band == limits.size() ? ">=" : "");
  name.append(number(band == 0 ? 0 : band - 1));
  if (band != 0 && band != limits.size()) name.append("-").append(number(band));
  if (!years) name.append(" months");
  return name;
}

std::optional<ColumnFault> band_codes(const Column<Date>& since, Date day, std::span<const std::int32_t> limits, std::span<std::uint8_t> out) {
  if (const auto fault = fault_of(limits)) return fault;
  if (out.size() != since.size()) return ColumnFault{Errc::wrong_length, "codes", since.size(), out.size()};
  std::vector<Date> latest;
  for (const std::int32_t months : limits) latest.push_back(latest_since(day, months));
  const auto unknown = static_cast<std::uint8_t>(limits.size() + 1);
  for (std::size_t row = 0; row < since.size(); ++row) {
    const Date from = since.values[row];
    std::uint8_t band = 0;
    for (const Date bound : latest) band = static_cast<std::uint8_t>(band + (from <= bound ? 1 : 0));
    out[row] = has_day(since, row) && from <= day ? band : unknown;
  }
  return std::nullopt;
}

std::optional<ColumnFault> delay_codes(const CheckedStays& stays, const Column<Date>& registered, std::span<const std::int32_t> limits,
                                       std::span<std::uint8_t> out) {
  if (const auto fault = fault_of(limits)) return fault;
  if (registered.size() != stays.demands()) return ColumnFault{Errc::wrong_length, "registered", stays.demands(), registered.size()};
  if (out.size() != stays.rows()) return ColumnFault{Errc::wrong_length, "codes", stays.rows(), out.size()};
  const auto unknown = static_cast<std::uint8_t>(limits.size() + 1);
  for (std::size_t row = 0; row < stays.rows(); ++row) {
    const std::uint32_t demand = stays.columns().demand[row];
    out[row] = unknown;
    if (!stays.counts(row) || stays.columns().exit[row] != StayExit::a || !has_day(registered, demand)) continue;
    const Date from = registered.values[demand];
    const Date lease = stays.until(row);
    if (from.in_calendar() && from <= lease) out[row] = band_of(whole_months_between(from, lease), limits);
  }
  return std::nullopt;
}

// Levels

namespace {

/// A level from the code, and the name, that each row has in it; an empty code is none.
template <class Row, class Place>
Level level_of(std::span<const Row> rows, Place&& place) {
  std::map<std::string, std::string, std::less<>> names;
  std::vector<std::string> codes;
  codes.reserve(rows.size());
  for (const Row& row : rows) {
    const auto [code, name] = place(row);
    codes.emplace_back(code);
    if (!code.empty()) names.emplace(code, name);
  }
  Level made;
  std::map<std::string_view, std::uint32_t> rank;
  for (const auto& [code, name] : names) {
    rank.emplace(code, static_cast<std::uint32_t>(rank.size()));
    made.code.push_back(code);
    made.name.push_back(name);
  }
  for (const std::string& code : codes) made.of.push_back(code.empty() ? static_cast<std::uint32_t>(names.size()) : rank.at(code));
  return made;
}

struct CodeAndName {
  std::string_view code{}, name{};
};

CodeAndName region_place(const std::optional<Region>& region) noexcept { return region ? CodeAndName{region->code, region->name} : CodeAndName{}; }

}  // namespace

Level registration_level(std::span<const Territory> territories, Date day) {
  return level_of(territories, [day](const Territory& territory) {
    const Territory registers = registration_territory(territory, day);
    struct Owned {
      std::string code;
      std::string_view name;
    };
    return Owned{territory.kind() == TerritoryKind::unknown ? std::string() : std::string(registers.code()), {}};
  });
}

Level region_level(std::span<const Territory> territories, Date day) {
  return level_of(territories, [day](const Territory& territory) { return region_place(region_of(territory, day)); });
}

Level region_level(std::span<const Commune> communes, Date day) {
  return level_of(communes, [day](const Commune& commune) { return region_place(region_of(commune, day)); });
}

Level departement_level(std::span<const Commune> communes) {
  return level_of(communes, [](const Commune& commune) { return CodeAndName{commune.departement(), {}}; });
}

Level epci_level(std::span<const Commune> communes) {
  return level_of(communes, [](const Commune& commune) {
    const std::optional<Epci> body = epci_of(commune);
    return body ? CodeAndName{body->siren, body->name} : CodeAndName{};
  });
}

Level commune_level(std::span<const Commune> communes, Date day) {
  return level_of(communes, [day](const Commune& commune) {
    struct Owned {
      std::string code;
      std::string_view name;
    };
    const Result<Commune> there = current_commune(commune, day);
    if (!there) return Owned{};
    const std::optional<CommuneRecord> record = find_commune(*there);
    return Owned{std::string(there->code()), record ? record->name : std::string_view()};
  });
}

// Measures

namespace {

struct Product {
  std::uint64_t high = 0, low = 0;
  friend constexpr auto operator<=>(const Product&, const Product&) = default;
};

/// The 128 bits of a product.
constexpr Product product(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t half = UINT32_MAX;
  const std::uint64_t low = (a & half) * (b & half);
  const std::uint64_t cross = (a >> 32U) * (b & half) + (low >> 32U);
  const std::uint64_t other = (a & half) * (b >> 32U) + (cross & half);
  return {(a >> 32U) * (b >> 32U) + (cross >> 32U) + (other >> 32U), (other << 32U) | (low & half)};
}

static_assert(product(UINT64_MAX, UINT64_MAX) == Product{UINT64_MAX - 1, 1});

}  // namespace

std::partial_ordering compare(Fraction a, Fraction b) noexcept {
  if (!a.defined() || !b.defined()) return std::partial_ordering::unordered;
  return product(a.numerator, b.denominator) <=> product(b.numerator, a.denominator);
}

std::partial_ordering compare(const Measured& a, const Measured& b) noexcept {
  return a.measure == b.measure ? compare(a.value, b.value) : std::partial_ordering::unordered;
}

}  // namespace sne::statistics
