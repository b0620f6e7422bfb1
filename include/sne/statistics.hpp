#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <sne/communes.hpp>
#include <sne/mediation.hpp>
#include <sne/stock_stays.hpp>

/// The tables that public bodies plan with: stock and flow, stock by criteria, satisfied demands, measures of pressure.
/// (fr: statistiques de la demande de logement social)
///
/// Every table is a count of stays, so it closes: start + new + revived - radiated - erased = end. Natural persons and associations are never
/// added silently: each call says whose demands it counts. Definitions, sources and misuses: `docs/statistics.md`.
///
/// Stays are checked once, then counted by any number of tables, from any thread. A table allocates its lines, and nothing by row.
namespace sne::statistics {

/// A column that cannot be used: `wrong_length` with both lengths, `missing_column`, `out_of_order` for periods, `too_large` for criteria
/// whose crossing has more cells than `max_cells`.
struct ColumnFault {
  Errc code{};
  std::string_view column{};
  std::size_t expected = 0, found = 0;

  friend constexpr bool operator==(const ColumnFault&, const ColumnFault&) = default;
};

/// A stay that is not counted, and why. The column is that of the stays, the name of a criterion, or `legal_person`.
struct RowFault {
  std::uint32_t row = 0;
  Errc code{};
  std::string_view column{};

  friend constexpr bool operator==(const RowFault&, const RowFault&) = default;
};

/// Later than every day of the calendar.
inline constexpr Date never = Date::from_days(INT32_MAX);

/// Stays read and found fit to be counted, but for those that are at fault. The columns stay the caller's, and must outlive this object.
///
/// Faults of a row: `bad_index` for a demand outside the list; `missing_value` for a stay without `from`, left by an exit without `until`, or
/// ended without an exit; `date_out_of_range`; `unknown_code` for an entry or an exit outside its list; `out_of_order` in `until` when the stay
/// ends before it begins, and in `from` when it begins before the stay of the same demand that precedes it has ended. Rows may come in any
/// order; by demand and by day is the fast one, and allocates nothing; the order of time alone takes four bytes a demand while it is checked.  (fr: contrôle des présences en stock)
class CheckedStays {
 public:
  CheckedStays() = default;
  /// Checks stays of demands numbered from 0 to `demands - 1`. Gives the first column of another length, having changed nothing, or none.
  static std::optional<ColumnFault> check(const StayColumns& stays, std::uint32_t demands, CheckedStays& out);

  [[nodiscard]] const StayColumns& columns() const noexcept { return columns_; }
  [[nodiscard]] std::uint32_t demands() const noexcept { return demands_; }
  [[nodiscard]] std::size_t rows() const noexcept { return columns_.size(); }
  /// By row.
  [[nodiscard]] std::span<const RowFault> faults() const noexcept { return faults_; }
  [[nodiscard]] bool counts(std::size_t row) const noexcept { return at_fault_.empty() || at_fault_[row] == 0; }
  /// Whether `rows` rows from `first` on all count.
  [[nodiscard]] bool counts_all(std::size_t first, std::size_t rows) const noexcept;
  /// First day out of stock; `never` while the stay goes on.
  [[nodiscard]] Date until(std::size_t row) const noexcept {
    const Date given = columns_.until.values[row];
    return given != no_day && columns_.until.valid[row] ? given : never;
  }
  /// The last day in stock of rows from `first` on, as days since 1970-01-01; later than every day while the stay goes on.
  void last_days(std::size_t first, std::span<std::int32_t> out) const noexcept;
  /// Rows that count, those of each demand by day, when they do not come so; else empty.
  [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }

 private:
  [[nodiscard]] std::optional<RowFault> fault_of(std::uint32_t row) const noexcept;
  struct Look {
    bool fit;      // no row is at fault by itself
    bool grouped;  // rows come by demand and day
  };
  [[nodiscard]] Look look() const noexcept;
  [[nodiscard]] bool by_day_in_each_demand() const;
  void sort_and_judge();

  StayColumns columns_{};
  std::uint32_t demands_ = 0;
  std::vector<RowFault> faults_;
  std::vector<std::uint8_t> at_fault_;  // empty: none
  std::vector<std::uint32_t> order_;    // empty: each demand by day as they come
};

// Criteria

/// A column of codes, of one to four bytes each.
using Codes = std::variant<std::span<const std::uint8_t>, std::span<const std::uint16_t>, std::span<const std::uint32_t>>;

enum class AxisOf : std::uint8_t { demands, stays };

/// A criterion: a code from 0 for each demand, or for each stay. A missing value and the code `size` are `unknown`, the last line of the
/// criterion; a code beyond is `bad_index`.  (fr: critère)
struct Axis {
  std::string_view name{};
  Codes code{};
  Validity valid{};
  std::uint32_t size = 0;
  /// Another level: the code of the criterion for each code of the column, such as the region of each territory; `size` where there is none.
  std::span<const std::uint32_t> level{};
  AxisOf of = AxisOf::demands;

  /// Lines of the criterion, that of `unknown` included.
  [[nodiscard]] constexpr std::uint32_t lines() const noexcept { return size + 1; }
};

/// What is known of the demands counted. Without a column of legal persons every demand is of the population asked for, and `both` is
/// `missing_column`; a missing value of that column is a fault of the stay, never a natural person.
struct Criteria {
  std::span<const Axis> axes{};
  Column<std::uint8_t> legal_person{};  ///< 1: an association
};

/// Cells that a table may have before it is refused as `too_large`; a table of stock and flow has one for each period and motive.
inline constexpr std::uint64_t max_cells = std::uint64_t{1} << 27U;

/// How the lines of a table are laid: criteria crossed in their order, the last one moving fastest, then the populations.
struct Layout {
  std::vector<std::uint32_t> lines;      ///< of each criterion, `unknown` included
  std::vector<Population> populations;   ///< one, or `persons`, `associations` and their sum `both`
  std::uint32_t groups = 1;              ///< product of `lines`

  /// The code of a group for a criterion.
  [[nodiscard]] std::uint32_t code(std::uint32_t group, std::size_t axis) const noexcept;
};

/// Every stay is counted, at fault, or of the other population.
struct Coverage {
  std::uint64_t counted = 0;
  std::uint64_t other_population = 0;
  std::uint64_t at_fault = 0;     ///< those of `CheckedStays::faults` and of `faults`
  std::vector<RowFault> faults;   ///< stays whose criteria cannot be read, by row; the first fault of each
};

// Stock and flow

/// A table is asked for a whole period, or for each part of it, the first and the last cut to it.  (fr: pas du tableau)
enum class PeriodCut : std::uint8_t { whole, month, quarter, year };

/// The parts of a period, in order. Precondition: `period.from <= period.to`, both within the calendar.
/// 2013-10-01 to 2014-09-30 by month: twelve; by year: 2013-10-01 to 2013-12-31, then 2014-01-01 to 2014-09-30.
[[nodiscard]] std::vector<Period> cut(Period period, PeriodCut by);

/// How a radiation followed by a revival inside the period of a line is counted: as one and the other, or, by rule C3 of the quality
/// indicators (our convention), as neither. Netted months do not add up to a netted year.  (fr: radiation annulée dans la période)
enum class RevivalCounting : std::uint8_t { counted, netted };

/// One line of the table.  (fr: ligne du tableau des stocks et des flux)
struct FlowLine {
  std::uint64_t start = 0;                  ///< in stock on the eve of the first day
  std::uint64_t entered = 0;                ///< first stays that begin in the period (fr: nouvelles demandes)
  std::uint64_t revived = 0;                ///< stays after a reactivation that begin in it (fr: demandes réactivées)
  std::array<std::uint64_t, 6> radiated{};  ///< by motive, a to f (fr: radiations par motif)
  std::uint64_t erased = 0;                 ///< erased while in stock
  std::uint64_t end = 0;                    ///< in stock on the last day

  [[nodiscard]] std::uint64_t radiated_total() const noexcept;
  /// end - (start + entered + revived - radiated - erased): 0 for every count of stays. A printed table may say otherwise.
  /// Nord, 2013-10-01 to 2014-09-30: 88,943 - (90,584 + 62,683 - 64,324) = 0.
  [[nodiscard]] std::int64_t gap() const noexcept;
  FlowLine& operator+=(const FlowLine& other) noexcept;
  friend bool operator==(const FlowLine&, const FlowLine&) = default;
};

/// The table: lines by period, then group, then population.  (fr: tableau des stocks et des flux)
struct StockAndFlow {
  std::vector<Period> periods;
  RevivalCounting revivals = RevivalCounting::counted;
  Layout layout;
  std::vector<FlowLine> lines;
  Coverage coverage;

  [[nodiscard]] const FlowLine& at(std::size_t period, std::uint32_t group, std::size_t population = 0) const noexcept {
    return lines[(period * layout.groups + group) * layout.populations.size() + population];
  }
  /// All groups of a period and a population.
  [[nodiscard]] FlowLine total(std::size_t period, std::size_t population = 0) const noexcept;
};

/// Stock, entries, radiations by motive and stock again, by the criteria and for each period, both days included. Periods follow each other
/// without a gap. A radiation on the first day of a period is of that period.  (fr: évolution du stock, TAB01-01, TAB01-02)
std::optional<ColumnFault> stock_and_flow(const CheckedStays& stays, const Criteria& criteria, Population population, std::span<const Period> periods,
                                          RevivalCounting revivals, StockAndFlow& out);

// Counts

/// A count by criteria: by group, then population.
struct Counts {
  Layout layout;
  std::vector<std::uint64_t> count;
  Coverage coverage;

  [[nodiscard]] std::uint64_t at(std::uint32_t group, std::size_t population = 0) const noexcept {
    return count[group * layout.populations.size() + population];
  }
  [[nodiscard]] std::uint64_t total(std::size_t population = 0) const noexcept;
};

/// Demands in stock on a day.  (fr: demandes en stock, demandes actives à une date, TAB03)
std::optional<ColumnFault> stock(const CheckedStays& stays, const Criteria& criteria, Population population, Date day, Counts& out);

/// Demands radiated by motive a within a period.  (fr: demandes satisfaites, attributions, TAB04)
std::optional<ColumnFault> satisfied(const CheckedStays& stays, const Criteria& criteria, Population population, Period period, Counts& out);

/// Demands in stock on one day of the period at least, each once whatever its stays; one that lapsed and was filed again is two demands. A stay
/// ended on its first day is on no day in stock. With criteria of stays, the demand is counted at its first stay of the period.
/// (fr: demandes actives au moins un jour)
std::optional<ColumnFault> active_one_day(const CheckedStays& stays, const Criteria& criteria, Population population, Period period, Counts& out);

/// Demands in stock beyond the delay of their prefect, by group and population.  (fr: demandes en délai anormalement long)
struct AbnormalDelays {
  Counts pending;
  Counts beyond;   ///< whose delay is passed on the day
  Counts unknown;  ///< without a seniority date or without a delay for their group, or reached before the law
};

/// Counts the demands whose delay is passed on a day, as `abnormal_delay_from` says for one. `months` gives the delay of each group of the
/// criteria (a département, or a département and a typology), without those of `unknown`: for two criteria of sizes m and n, m x n values.
/// @rule delay.abnormal
std::optional<ColumnFault> abnormal_delays(const CheckedStays& stays, const Criteria& criteria, Population population, Date day,
                                           const Column<Date>& seniority, const Column<std::int16_t>& months, const LawBook& law,
                                           DelayReached reading, AbnormalDelays& out);

// Bands

/// Bands of seniority that DRIHL publishes, in months: under 1 year, 1 to 2, 2 to 3, 3 to 5, 5 and more.  (fr: tranches d'ancienneté)
inline constexpr std::array<std::int32_t, 4> drihl_bands{12, 24, 36, 60};

/// The name of a band: `<1`, `1-2`, `>=5` in years when every limit is whole years, else `<6 months`, `6-18 months`.
/// Precondition: `band <= limits.size()`.
[[nodiscard]] std::string band_name(std::span<const std::int32_t> limits, std::size_t band);

/// The band of each demand by the whole months from its date to a day; `limits.size() + 1`, which is `unknown`, for a missing date or one
/// after the day. Limits ascend, from 1 to 1200 months; at most 254 of them; else `out_of_order` or `bad_number`. 2023-02-28 to 2024-02-28: `1-2`.
/// (fr: ancienneté)
std::optional<ColumnFault> band_codes(const Column<Date>& since, Date day, std::span<const std::int32_t> limits, std::span<std::uint8_t> out);

/// The band of each stay that ended with motive a, by the whole months from the registration of the demand to the lease; `unknown` for the
/// others. (fr: délai d'attribution)
std::optional<ColumnFault> delay_codes(const CheckedStays& stays, const Column<Date>& registered, std::span<const std::int32_t> limits,
                                       std::span<std::uint8_t> out);

// Levels of territory

/// Another level of a list of codes: its codes in order, their names, and the place of each code of the list; `code.size()` where none.
struct Level {
  std::vector<std::string> code, name;
  std::vector<std::uint32_t> of;
};

/// The territories that register on a day: the eight départements of Île-de-France are `111`.  (fr: territoire d'enregistrement)
/// @rule number.territory
[[nodiscard]] Level registration_level(std::span<const Territory> territories, Date day);
/// The regions of a day.  (fr: région)
[[nodiscard]] Level region_level(std::span<const Territory> territories, Date day);
[[nodiscard]] Level region_level(std::span<const Commune> communes, Date day);
/// The départements of communes, as INSEE writes them.  (fr: département)
[[nodiscard]] Level departement_level(std::span<const Commune> communes);
/// The intercommunal bodies of communes, those of the list of the library.  (fr: EPCI à fiscalité propre)
[[nodiscard]] Level epci_level(std::span<const Commune> communes);
/// The communes themselves on a day: a commune that went into another, or an arrondissement, is counted there.
/// @rule territory.commune
[[nodiscard]] Level commune_level(std::span<const Commune> communes, Date day);

// Measures

/// A measure as its publishers define it. Two of them are never compared, even where both are called *tension*.
enum class Measure : std::uint8_t {
  pending_per_attribution,  ///< pending demands / attributions of the year
  satisfied_share,          ///< attributions / (stock at start + new)
  attribution_rate,         ///< attributions / demands active at least one day
  typology_imbalance,       ///< pressure of a typology / pressure of all
  sru_ratio,                ///< pending demands / attributions, held against 2
};

/// A definition with its French name, its formula, who uses it, its mark and what it must not be used for.
struct Definition {
  Measure measure{};
  std::string_view id, french, formula, source;
  Mark mark{};
  std::string_view misuse;
};

inline constexpr std::array<Definition, 5> definitions{{
    {Measure::pending_per_attribution, "pending_per_attribution", "pression de la demande", "pending / attributions",
     "DRIHL, observatoire de Haute-Savoie, ARMOS", Mark::practice,
     "the day of the pending stock is not stated by the publishers; ARMOS prints 7.6 and 5.6 for one year"},
    {Measure::satisfied_share, "satisfied_share", "part des demandes satisfaites", "attributions / (start + new)", "Insee regional notes", Mark::practice,
     "not the inverse of the pressure: the base is the year, not a day"},
    {Measure::attribution_rate, "attribution_rate", "taux d'attribution", "attributions / active at least one day", "Ancols", Mark::practice,
     "a demand that lapsed and was filed again counts twice in the base"},
    {Measure::typology_imbalance, "typology_imbalance", "indice de déséquilibre par typologie",
     "(pending of the type / attributions of the type) / (pending / attributions)", "DRIHL, target typology", Mark::practice,
     "by target typology, not by the typology asked for"},
    {Measure::sru_ratio, "sru_ratio", "seuil d'exemption SRU", "pending / attributions < 2", "décret of 27 June 2019", Mark::text,
     "one condition of an exemption that a decree pronounces; never an exemption by itself"},
}};

[[nodiscard]] constexpr const Definition& definition(Measure measure) noexcept { return definitions[static_cast<std::size_t>(measure)]; }

/// An exact quotient. Over a denominator of zero it is not defined, which is not zero.
struct Fraction {
  std::uint64_t numerator = 0, denominator = 0;

  [[nodiscard]] constexpr bool defined() const noexcept { return denominator != 0; }
  friend constexpr bool operator==(const Fraction&, const Fraction&) = default;
};

/// The order of two quotients, by whole numbers; unordered when one is not defined. 127868/42005 against 3: greater.
[[nodiscard]] std::partial_ordering compare(Fraction a, Fraction b) noexcept;

/// A quotient and what it measures.
struct Measured {
  Measure measure{};
  Fraction value{};

  friend constexpr bool operator==(const Measured&, const Measured&) = default;
};

/// As for fractions, and unordered when they do not measure the same.
[[nodiscard]] std::partial_ordering compare(const Measured& a, const Measured& b) noexcept;

/// Pending demands for one attribution of the year. Nord-Pas-de-Calais, year to 2014-09-30: 127,868 / 42,005.  (fr: pression)
[[nodiscard]] constexpr Measured pressure(std::uint64_t pending, std::uint64_t attributions) noexcept {
  return {Measure::pending_per_attribution, {pending, attributions}};
}
/// Attributions on the demands of the year: 42,005 / (127,580 + 97,816).  (fr: part satisfaite des demandes actives de l'année)
[[nodiscard]] constexpr Measured satisfied_share(std::uint64_t attributions, std::uint64_t start, std::uint64_t entered) noexcept {
  return {Measure::satisfied_share, {attributions, start + entered}};
}
/// Attributions on the demands active at least one day of the year, as `active_one_day` counts them.  (fr: taux d'attribution)
[[nodiscard]] constexpr Measured attribution_rate(std::uint64_t attributions, std::uint64_t active) noexcept {
  return {Measure::attribution_rate, {attributions, active}};
}

/// Pending demands and attributions of a typology, or of all.
struct PressureParts {
  std::uint64_t pending = 0, attributions = 0;
};
/// The pressure of a typology over that of all: 30 pending for 5 among 100 for 20 is 600/500. Not defined when the typology has no
/// attribution or nobody is pending. Precondition: counts under 2^32.  (fr: déséquilibre)
[[nodiscard]] constexpr Measured typology_imbalance(PressureParts type, PressureParts all) noexcept {
  return {Measure::typology_imbalance, {type.pending * all.attributions, type.attributions * all.pending}};
}

/// Whether the ratio is under a threshold, 2 in the decree; `unknown` without attributions.  199 for 100 is, 200 for 100 is not.
/// (fr: taux de tension du dispositif SRU)
[[nodiscard]] constexpr Fact under_sru_threshold(std::uint64_t pending, std::uint64_t attributions, std::uint64_t threshold = 2) noexcept {
  if (attributions == 0) return Fact::unknown;
  return pending < threshold * attributions ? Fact::yes : Fact::no;
}

/// Rooms of the dwelling that suits a household, for DRIHL: one person T1 or T2, a lone parent with one child T3, else as many rooms as
/// persons, six or more together.  (fr: typologie cible)
enum class TargetTypology : std::uint8_t { unknown, T1_T2, T2, T3, T4, T5, T6P };

/// The target of a household. `unknown` for no person, or when it is not known whether two persons are a lone parent and a child.
/// The classes are those of the practice; that a couple has a class of its own, T2, is our convention.
[[nodiscard]] constexpr TargetTypology target_typology(std::uint32_t persons, Fact lone_parent) noexcept {
  if (persons == 0) return TargetTypology::unknown;
  if (persons == 1) return TargetTypology::T1_T2;
  if (persons == 2) {
    if (lone_parent == Fact::unknown) return TargetTypology::unknown;
    return lone_parent == Fact::yes ? TargetTypology::T3 : TargetTypology::T2;
  }
  return persons >= 6 ? TargetTypology::T6P : static_cast<TargetTypology>(persons);
}

// Reports

/// A report of the national statistics and the call that makes it. `seen` titles are practice; those proposed here are convention.
struct Report {
  std::string_view code, title, french;
  std::string_view call;  ///< `stock_and_flow`, `stock`, `satisfied`
  std::string_view by;    ///< criterion; empty for the whole
  Mark mark{};
};

/// TAB01-01 to TAB03-09 are in the reading guide of February 2020; those after were not seen.  (fr: rapports de l'infocentre)
inline constexpr std::array<Report, 26> reports{{
    {"TAB01-01", "evolution of the stock", "évolution du stock", "stock_and_flow", "", Mark::practice},
    {"TAB01-02", "evolution of the stock of associations", "évolution du stock des associations", "stock_and_flow", "", Mark::practice},
    {"TAB02-01", "active stock, last four quarters", "stock actif, quatre derniers trimestres", "stock_and_flow", "", Mark::practice},
    {"TAB02-02", "active stock, last three years", "stock actif, trois dernières années", "stock_and_flow", "", Mark::practice},
    {"TAB02-03", "active stock, last twelve months", "stock actif, douze derniers mois", "stock_and_flow", "", Mark::practice},
    {"TAB03-01", "pending by seniority", "demandes en attente par ancienneté", "stock", "seniority", Mark::practice},
    {"TAB03-02", "pending by age of the applicant", "demandes en attente par âge", "stock", "age", Mark::practice},
    {"TAB03-03", "pending by nationality", "demandes en attente par nationalité", "stock", "nationality", Mark::practice},
    {"TAB03-04", "pending by household size", "demandes en attente par taille du ménage", "stock", "household_size", Mark::practice},
    {"TAB03-05", "pending by family composition", "demandes en attente par composition familiale", "stock", "composition", Mark::practice},
    {"TAB03-06", "pending by professional situation", "demandes en attente par situation professionnelle", "stock", "profession", Mark::practice},
    {"TAB03-07", "pending by family situation", "demandes en attente par situation familiale", "stock", "family_situation", Mark::practice},
    {"TAB03-08", "pending by monthly income", "demandes en attente par revenu mensuel", "stock", "income", Mark::practice},
    {"TAB03-09", "pending against the ceilings", "demandes en attente par rapport aux plafonds", "stock", "ceiling", Mark::practice},
    {"TAB03-10", "pending by current housing", "demandes en attente par logement actuel", "stock", "housing", Mark::convention},
    {"TAB04-01", "satisfied by seniority", "demandes satisfaites par ancienneté", "satisfied", "seniority", Mark::convention},
    {"TAB04-02", "satisfied by age of the applicant", "demandes satisfaites par âge", "satisfied", "age", Mark::convention},
    {"TAB04-03", "satisfied by nationality", "demandes satisfaites par nationalité", "satisfied", "nationality", Mark::convention},
    {"TAB04-04", "satisfied by household size", "demandes satisfaites par taille du ménage", "satisfied", "household_size", Mark::convention},
    {"TAB04-05", "satisfied by family composition", "demandes satisfaites par composition familiale", "satisfied", "composition", Mark::convention},
    {"TAB04-06", "satisfied by professional situation", "demandes satisfaites par situation professionnelle", "satisfied", "profession", Mark::convention},
    {"TAB04-07", "satisfied by family situation", "demandes satisfaites par situation familiale", "satisfied", "family_situation", Mark::convention},
    {"TAB04-08", "satisfied by monthly income", "demandes satisfaites par revenu mensuel", "satisfied", "income", Mark::convention},
    {"TAB04-09", "satisfied against the ceilings", "demandes satisfaites par rapport aux plafonds", "satisfied", "ceiling", Mark::convention},
    {"TAB04-10", "satisfied by reserving party", "demandes satisfaites par réservataire", "satisfied", "reservation", Mark::convention},
    {"TAB04-11", "satisfied by delay of attribution", "demandes satisfaites par délai d'attribution", "satisfied", "delay", Mark::convention},
}};

}  // namespace sne::statistics
