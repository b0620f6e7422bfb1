#pragma once

#include <sne/commune.hpp>
#include <sne/law/ceiling_years.hpp>

/// Income ceilings: product, zone, category, day.  (fr: plafonds de ressources)
///
/// Amounts are whole euros a year. Where no text was seen the amount is unknown, never zero and never "no ceiling".
namespace sne {

/// The financing of the dwelling, from the lowest ceiling to the highest; LLTS and LLS are overseas only.  (fr: type de financement)
enum class Product : std::uint8_t { plai, plus, pls, llts, lls };

template <>
struct CodeNames<Product> {
  static constexpr std::array<std::string_view, 5> list{"PLAI", "PLUS", "PLS", "LLTS", "LLS"};
};

/// The category of a household, 1 to 6, and how many persons an amount is added for above the sixth.  (fr: catégorie de ménage)
struct HouseholdCategory {
  std::uint8_t category = 1;
  std::uint8_t extra = 0;

  friend constexpr bool operator==(const HouseholdCategory&, const HouseholdCategory&) = default;
};

/// A ceiling with the rule that gives it, its mark and its order (`ceiling_citation`). Euros are 0 where no text was seen.
struct CeilingAmount {
  std::int32_t euros = 0;
  Mark mark = Mark::unverified;
  Rule rule = Rule::ceiling_amount;
  std::uint8_t order = 0;   ///< index of `LawBook::ceiling_order`
  std::uint8_t source = 0;  ///< index of `law::ceiling_sources`, 0 when the order says where it was read

  [[nodiscard]] constexpr bool known() const noexcept { return euros != 0; }
  friend constexpr bool operator==(const CeilingAmount&, const CeilingAmount&) = default;
};

namespace detail {

/// `amount` times `per_mille` / 1000, half up. In integers: 1.3 x 39 885 is 51 850.5 and gives 51 851.
constexpr std::int32_t share_half_up(std::int32_t amount, std::int32_t per_mille) noexcept {
  return static_cast<std::int32_t>((std::int64_t{amount} * per_mille + 500) / 1000);
}

/// The table to read, what its cells are multiplied by, and the weight that the answer cannot exceed.
struct CeilingBasis {
  CeilingSeries series;
  Rule rule;
  std::int32_t per_mille = 1000;
  Mark least = Mark::text;
};

constexpr CeilingSeries in_zone(CeilingSeries paris, CeilingZone zone) noexcept {
  const auto step = static_cast<std::uint8_t>(zone) - static_cast<std::uint8_t>(CeilingZone::paris_and_adjoining);
  return static_cast<CeilingSeries>(static_cast<std::uint8_t>(paris) + step);
}

/// @rule ceiling.pls   @rule ceiling.overseas
constexpr Result<CeilingBasis> ceiling_basis(Product product, CeilingZone zone, OverseasPls reading) noexcept {
  const bool overseas = zone == CeilingZone::overseas;
  switch (product) {
    case Product::plai:
      if (overseas) break;
      return CeilingBasis{in_zone(CeilingSeries::plai_paris, zone), Rule::ceiling_amount};
    case Product::plus:
      if (overseas) break;
      return CeilingBasis{in_zone(CeilingSeries::plus_paris, zone), Rule::ceiling_amount};
    case Product::pls:
      if (!overseas) return CeilingBasis{in_zone(CeilingSeries::plus_paris, zone), Rule::ceiling_pls, 1300};
      if (reading == OverseasPls::lls) return CeilingBasis{CeilingSeries::lls_overseas, Rule::ceiling_overseas, 1300};
      return CeilingBasis{CeilingSeries::plus_other_regions, Rule::ceiling_overseas, 1300, Mark::convention};
    case Product::llts:
      if (!overseas) break;
      return CeilingBasis{CeilingSeries::llts_overseas, Rule::ceiling_overseas};
    case Product::lls:
      if (!overseas) break;
      return CeilingBasis{CeilingSeries::lls_overseas, Rule::ceiling_overseas};
  }
  return Errc::product_not_in_zone;
}

/// The same for every product, zone and reading, so that a look-up branches on none of them.
inline constexpr auto ceiling_bases = [] {
  std::array<std::array<std::array<std::optional<CeilingBasis>, 5>, 5>, 2> bases{};
  for (std::size_t reading = 0; reading < 2; ++reading) {
    for (std::size_t product = 0; product < 5; ++product) {
      for (std::size_t zone = 1; zone < 5; ++zone) {
        const auto basis = ceiling_basis(static_cast<Product>(product), static_cast<CeilingZone>(zone), static_cast<OverseasPls>(reading));
        if (basis) bases[reading][product][zone] = *basis;
      }
    }
  }
  return bases;
}();

}  // namespace detail

/// One cell of a table, derived for PLS: `cell` 0 to 5 for the categories 1 to 6, 6 for the extra person. Faults as for `ceiling`.
/// @rule ceiling.amount
constexpr Result<CeilingAmount> ceiling_cell(Product product, CeilingZone zone, std::size_t cell, Date day, const LawBook& law,
                                             const Policy& policy) noexcept {
  if (cell >= ceiling_cell_count) return Errc::bad_category;
  if (day < law::ceiling_vintages.front().from) return Errc::date_out_of_range;
  const CeilingVintage* vintage = law.ceilings_at(day);
  const bool beyond = vintage == nullptr || day > law.horizon();
  if (beyond && policy.horizon == BeyondHorizon::refuse) return Errc::beyond_horizon;
  if (zone == CeilingZone::none) return CeilingAmount{};
  const auto reading = static_cast<std::size_t>(policy.readings.overseas_pls);
  const auto& basis = detail::ceiling_bases[reading][static_cast<std::size_t>(product)][static_cast<std::size_t>(zone)];
  if (!basis) return Errc::product_not_in_zone;
  const CeilingTable& table = (vintage == nullptr ? law.last_ceilings() : *vintage).tables[static_cast<std::size_t>(basis->series)];
  const CeilingCell& stored = table.cells[cell];
  const Mark mark = beyond ? weaker(stored.mark, Mark::convention) : weaker(stored.mark, basis->least);
  const bool refused = policy.readings.amounts == Amounts::printed_only && mark >= Mark::convention;
  if (stored.euros == 0 || refused) return CeilingAmount{};
  return CeilingAmount{detail::share_half_up(stored.euros, basis->per_mille), mark, basis->rule, table.order, stored.source};
}

/// The ceiling of a household for a product in the zone of the dwelling on a day.  (fr: plafond de ressources applicable)
///
/// PLUS, Paris, category 1, 2026: 26 920. PLS, Paris, category 2, 2025: 51 851. PLS overseas, category 1, 2026: 27 382. PLS, Paris, eight
/// persons, 2026: 109 595 + 2 x 12 212 = 134 019. Unknown in the zone `none`, for PLAI before 2009-06-01, overseas but in 2018 and since
/// 2023. Faults: `bad_category` for a category outside 1..6 or an extra person below the sixth, `product_not_in_zone`, `date_out_of_range`
/// before 2008-01-01, `beyond_horizon` after the last ceilings held or reviewed; under `BeyondHorizon::provisional` the last ones hold on,
/// as a convention. `Amounts::printed_only` leaves unknown what was computed and never read. A sum weighs as its weaker cell.
/// @rule ceiling.amount   @rule ceiling.extra-person   @law Arrêté du 29 juillet 1987
constexpr Result<CeilingAmount> ceiling(Product product, CeilingZone zone, HouseholdCategory household, Date day, const LawBook& law,
                                        const Policy& policy) noexcept {
  if (household.category < 1 || household.category > 6 || (household.extra != 0 && household.category != 6)) return Errc::bad_category;
  const Result<CeilingAmount> base = ceiling_cell(product, zone, household.category - 1U, day, law, policy);
  if (!base || household.extra == 0 || !base->known()) return base;
  const CeilingAmount extra = *ceiling_cell(product, zone, ceiling_cell_count - 1, day, law, policy);
  if (!extra.known()) return CeilingAmount{};
  CeilingAmount sum = *base;
  sum.euros += household.extra * extra.euros;
  sum.mark = weaker(base->mark, extra.mark);
  if (product == Product::pls) sum.mark = weaker(sum.mark, Mark::convention);  // no text adds rounded amounts of PLS
  if (policy.readings.amounts == Amounts::printed_only && sum.mark >= Mark::convention) return CeilingAmount{};
  sum.rule = Rule::ceiling_extra_person;
  return sum;
}

/// Whether resources do not exceed a ceiling, both in the same unit: equality is under it. Precondition: the ceiling is known.
/// 23 403 against 23 403 is yes, 23 404 is no.  (fr: ressources n'excédant pas le plafond)
/// @rule ceiling.comparison   @law CCH R441-1
constexpr bool within_ceiling(std::int64_t resources, std::int64_t ceiling) noexcept { return resources <= ceiling; }

/// The order that an amount comes from, in the form of every citation; the views live as long as the book.
constexpr Citation ceiling_citation(const CeilingAmount& amount, const LawBook& law) noexcept {
  return amount.known() ? law.ceiling_order(amount.order).citation : law::citations[law::convention_citation];
}
Citation ceiling_citation(const CeilingAmount& amount, LawBook&& law) = delete;

/// Where an amount was read: `"OF-PARAM; PRESS-2026"`, `"chain 145.77/144.51"`.  (fr: source de lecture)
constexpr std::string_view ceiling_source(const CeilingAmount& amount, const LawBook& law) noexcept {
  if (!amount.known()) return {};
  return amount.source != 0 ? law::ceiling_sources[amount.source] : law.ceiling_order(amount.order).citation.source;
}
std::string_view ceiling_source(const CeilingAmount& amount, LawBook&& law) = delete;

/// Zones of intermediate dwellings, not those of social housing.  (fr: zones du logement intermédiaire)
enum class PliZone : std::uint8_t { a_bis, a, b1, b2_c, overseas };
/// Households of intermediate dwellings: the rows count dependants, whether of one adult or of two.
enum class PliRow : std::uint8_t { alone, couple, one_dependant, two_dependants, three_dependants, four_dependants, extra };

template <>
struct CodeNames<PliZone> {
  static constexpr std::array<std::string_view, 5> list{"a_bis", "a", "b1", "b2_c", "dom"};
};
template <>
struct CodeNames<PliRow> {
  static constexpr std::array<std::string_view, 7> list{"alone",           "couple", "one_dependant", "two_dependants", "three_dependants",
                                                        "four_dependants", "extra"};
};

/// The ceiling of an intermediate dwelling, outside the test of social housing; unknown but for 2019, a part of 2020 and 2024.
/// A bis, alone, 2019: 38 236.  (fr: plafond du logement intermédiaire)
/// @rule ceiling.intermediate   @law CGI annexe III art. 2 terdecies D
constexpr CeilingAmount pli_ceiling(PliZone zone, PliRow row, Date day) noexcept {
  for (const IntermediateVintage& vintage : law::intermediate_vintages) {
    if (day < vintage.from || vintage.to < day) continue;
    const CeilingTable& table = vintage.tables[static_cast<std::size_t>(zone)];
    const CeilingCell& cell = table.cells[static_cast<std::size_t>(row)];
    if (cell.euros != 0) return {cell.euros, cell.mark, Rule::ceiling_intermediate, table.order, cell.source};
  }
  return {};
}

}  // namespace sne
