#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sne/event_log.hpp>
#include <sne/stock_stays.hpp>
#include <sne/timeline.hpp>
#include <sne/unique_number.hpp>

/// The replay of a log: every demand folded through the rules, then questions on the register.  (fr: rejeu du journal)
///
/// Rows are taken in folding order over the whole log, whatever their order in it: by day of entry, and on one day as `docs/events.md`
/// orders the events of each demand. So what one demand knows of the others is what was known on the day of entry.
/// @rule dates.same-day-order   @rule registration.uniqueness
namespace sne {

/// What became of a row.
enum class RowStatus : std::uint8_t { accepted, refused, incomplete, fault };

constexpr std::string_view text(RowStatus status) noexcept {
  switch (status) {
    case RowStatus::accepted: return "accepted";
    case RowStatus::refused: return "refused";
    case RowStatus::incomplete: return "incomplete";
    case RowStatus::fault: return "fault";
  }
  return "fault";
}

/// What a finding is: a reason of refusal, a warning, an input that is missing, or a remark on the unique number.
enum class FindingKind : std::uint8_t { reason, warning, missing, number };

constexpr std::string_view text(FindingKind kind) noexcept {
  switch (kind) {
    case FindingKind::reason: return "reason";
    case FindingKind::warning: return "warning";
    case FindingKind::missing: return "missing";
    case FindingKind::number: return "number";
  }
  return "reason";
}

/// Something to say of a row. The article: `law().citation(rule, judged_on)`.
struct Finding {
  FindingKind kind = FindingKind::reason;
  ReasonCode code{};                  ///< of a reason or a warning
  NumberIssueCode number{};           ///< of a remark on the number
  Rule rule{};                        ///< for a missing input, the rule of the transition
  Field field{};                      ///< field at fault, missing, or `number`
  std::optional<Date> earliest{};     ///< first day on which a reason passes

  /// `TOO_EARLY`, `BAD_MONTH`, or the name of the missing field.
  [[nodiscard]] std::string_view name() const noexcept {
    if (kind == FindingKind::missing) return sne::text(field);
    return kind == FindingKind::number ? sne::text(number) : sne::text(code);
  }
};

/// Rows that were not plainly accepted: refused, incomplete, or accepted with a warning or a remark. One entry a row, in the order of
/// the log. Findings of entry i: `findings[first_finding[i]]` up to `findings[first_finding[i + 1]]`.
struct JudgedRows {
  std::vector<RowIndex> row;
  std::vector<std::uint64_t> line;
  std::vector<DemandIndex> demand;
  std::vector<EventKind> event;
  std::vector<Motive> motive;
  std::vector<Outcome> outcome;
  std::vector<Date> judged_on;
  std::vector<Rule> rule;  ///< rule of the transition
  std::vector<std::uint32_t> first_finding;  ///< one more than rows
  std::vector<Finding> findings;

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
  [[nodiscard]] std::span<const Finding> of(std::size_t entry) const noexcept {
    return std::span(findings).subspan(first_finding[entry], first_finding[entry + 1] - first_finding[entry]);
  }
};

/// Counts of one line of a stock-and-flow table.  (fr: tableau des flux)
struct FlowCounts {
  std::uint64_t start = 0;                    ///< in stock on the eve of the first day
  std::uint64_t entered = 0;                  ///< initial date within the period (fr: nouvelles demandes)
  std::uint64_t revived = 0;                  ///< reactivated within the period
  std::array<std::uint64_t, 6> radiated{};    ///< by motive, a to f
  std::uint64_t end = 0;                      ///< in stock on the last day
  std::uint64_t breaking = 0;                 ///< demands whose own account does not close

  [[nodiscard]] std::uint64_t radiated_total() const noexcept;
  /// end - (start + entered + revived - radiated).
  [[nodiscard]] std::int64_t gap() const noexcept;
  /// Whether every demand of the line closes, hence the line.
  [[nodiscard]] bool closes() const noexcept { return breaking == 0; }
};

/// One line: a territory of registration (`059`, `111`), a region (`R31`), or `total`. Demands registered without a known territory
/// stand under `000`.
struct FlowLine {
  std::string code;
  std::string name;  ///< of a region; else empty
  FlowCounts counts{};
};

/// The table of a period, both days included.  (fr: tableau des stocks et des flux)
struct Flow {
  Period period;
  Population population = Population::persons;
  std::vector<FlowLine> territories;  ///< in the order of the codes; Île-de-France is `111` when the period ends on 2011-03-28 or later
  std::vector<FlowLine> regions;      ///< regions as they are on the last day of the period
  FlowLine total;
  std::vector<DemandIndex> breaking;  ///< demands that do not close
  std::vector<std::int32_t> gap;      ///< by how much, each
};

enum class StockBy : std::uint8_t { territory, typology, seniority };

/// Demands in stock on a day, by one criterion. Labels: codes of territory; `C` `T1` .. `T6P` and `unknown`;
/// `<1` `1-2` `2-3` `3-5` `>=5` years, all listed, by the whole months since the seniority date.
struct Stock {
  Date day;
  StockBy by = StockBy::territory;
  Population population = Population::persons;
  std::vector<std::string> label;
  std::vector<std::uint64_t> count;
  std::uint64_t total = 0;
};

/// The situation of every demand on a day, by index.  (fr: état du registre)
struct RegisterState {
  Date day;
  std::vector<State> state;
  std::vector<Motive> motive;                ///< when radiated
  std::array<std::uint64_t, 7> count{};      ///< demands by `State`
};

enum class DueKind : std::uint8_t { notice, renewal };

constexpr std::string_view text(DueKind kind) noexcept { return kind == DueKind::notice ? "notice" : "renewal"; }

/// What falls due, in the order of the days; on one day notices come first, then the order of the demands.  (fr: échéancier)
struct Due {
  std::vector<DemandIndex> demand;
  std::vector<DueKind> kind;
  std::vector<Date> day;  ///< `notice_latest` of a notice not yet sent, `last_valid` of a renewal

  [[nodiscard]] std::size_t size() const noexcept { return demand.size(); }
};

/// The file of a demand as it was known on a day, and its situation on that day.
struct Snapshot {
  Demand demand{};
  Situation situation{};
  std::optional<Date> base{};        ///< base that counts on the day; this and the rest once registered, until erased
  std::optional<Date> last_valid{};
  std::optional<std::int32_t> seniority_months{};
};

/// The facts of the demands at the end of the log, one entry a demand, by index.
struct DemandTable {
  std::vector<std::string_view> key;  ///< valid as long as the replay
  std::vector<Stored> stored;
  std::vector<std::optional<Territory>> territory;  ///< as registered; none once erased
  std::vector<std::optional<Date>> initial, seniority, base, last_valid;  ///< none when never registered, or erased
  std::vector<Motive> motive;         ///< of the standing radiation
  std::vector<bool> legal_person;
  std::vector<Typology> typology;
};

/// A log folded through the rules. Immutable: every question may be asked from any thread.
///
/// Beyond `decide`, on each row in folding order:
/// - the same cells twice: fault `duplicate_event`, the later row is not applied;
/// - `file` and `validate` with a `number` (or a demand key that is a unique number) already held by another demand: fault
///   `number_in_use`, not applied. A number is held from the first accepted `file` or `validate` that bears it, for good;
/// - otherwise the number is checked, with the day of entry and the initial date: its issues are findings, never a refusal;
/// - `file`, `validate` and `reactivate` with an empty `duplicate`: when the person is known (this row's `person`, else the one the demand
///   was filed for), the search is made: a demand of the same person, of the same registration territory on the effective day,
///   registered and not radiated when the row is entered, gives `same_territory`; a match with or of a co-holder gives `co_holder`;
///   nothing found gives `none`.
class Replay {
 public:
  /// Folds a log. Progress in rows.
  Replay(std::shared_ptr<const EventLog> log, const LawBook& law, const Policy& policy, const Progress& progress = {});
  ~Replay();
  Replay(Replay&&) noexcept;
  Replay& operator=(Replay&&) noexcept;
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  [[nodiscard]] const EventLog& log() const noexcept;
  [[nodiscard]] const LawBook& law() const noexcept;
  [[nodiscard]] const Policy& policy() const noexcept;

  // Rows.
  /// Rows by `RowStatus`.
  [[nodiscard]] std::array<std::uint64_t, 4> counts() const noexcept;
  [[nodiscard]] RowStatus status(RowIndex row) const;
  [[nodiscard]] const JudgedRows& judged() const noexcept;
  /// Every fault, those of the decoding included, in the order of the rows.
  [[nodiscard]] const FaultTable& faults() const noexcept;
  /// The whole decision on a row, found again from the events before it; none for a row at fault.
  [[nodiscard]] std::optional<Decision> decision(RowIndex row) const;
  /// The result of the search for a duplicate made for a row; `unknown` when none was made.
  [[nodiscard]] Duplicate duplicate_found(RowIndex row) const;

  // Demands.
  [[nodiscard]] std::size_t demands() const noexcept;
  [[nodiscard]] std::optional<DemandIndex> find(std::string_view key) const;
  [[nodiscard]] std::string_view key(DemandIndex demand) const noexcept;
  /// The demand once every row is folded.
  [[nodiscard]] const Demand& demand(DemandIndex demand) const noexcept;
  [[nodiscard]] const Timeline& timeline(DemandIndex demand) const noexcept;
  /// Rows of a demand in folding order, those at fault left out.
  [[nodiscard]] std::vector<RowIndex> rows_of(DemandIndex demand) const;
  [[nodiscard]] DemandTable table() const;
  /// The situation on a day, with all that the log knows, or with what was recorded until `known`.
  [[nodiscard]] Situation situation(DemandIndex demand, Date on) const;
  [[nodiscard]] Situation situation(DemandIndex demand, Date on, Date known) const;
  /// The file as known on a day: the events recorded on it or before.
  [[nodiscard]] Snapshot snapshot(DemandIndex demand, Date on) const;

  // The register. Days and periods are asked with all that the log knows.
  [[nodiscard]] RegisterState state(Date on) const;
  [[nodiscard]] Stock stock(Date on, StockBy by, Population population = Population::persons) const;
  /// The flow of a period. Precondition: `period.from <= period.to`.
  [[nodiscard]] Flow flow(Period period, Population population = Population::persons) const;
  /// The flows of the calendar months of a period, the first and the last cut to it. Precondition: as `flow`.
  [[nodiscard]] std::vector<Flow> monthly(Period period, Population population = Population::persons) const;
  /// Notices and renewals due from `on` to the same day `months` later, both included, for the demands in stock on `on`. A notice
  /// already given for the running year is not due, nor one to an applicant known to be dead. Precondition: 0 <= months <= 1200.
  [[nodiscard]] Due due(Date on, std::int32_t months, Population population = Population::persons) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace sne
