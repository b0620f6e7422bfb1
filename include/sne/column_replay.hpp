#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <sne/columns.hpp>
#include <sne/replay.hpp>
#include <sne/stock_stays.hpp>

/// Replay of tens of millions of events held in columns.  (fr: rejeu d'un journal en colonnes)
///
/// Every row is judged by the rules of `decide` and every accepted row changes its demand as `advance` does: the functions are the same. What
/// differs is the room: a demand takes 64 bytes, and an event is an *act*, which a log of millions of rows has few of, with two days. The contract
/// is section 5 of `docs/columns.md`. Not made here: the search for duplicates over persons and the check of numbers, which are those of
/// `Replay`; an act says what is known of its duplicates.
/// @rule dates.same-day-order
namespace sne {

/// Status of a row: accepted (perhaps with warnings), refused, incomplete; any other value is the number of the fault of the row.
inline constexpr ColumnStatus row_accepted = row_read;
inline constexpr ColumnStatus row_refused = 1001;
inline constexpr ColumnStatus row_incomplete = 1002;

/// A log, or a piece of one. Rows of one demand stand in folding order (`folds_before`); demands may be interleaved.
struct EventColumns {
  Column<std::uint32_t> demand{};  ///< index of the demand, from 0
  Column<std::uint32_t> act{};     ///< index in the list of acts
  Column<Date> effective{};        ///< day of the fact in law
  Column<Date> recorded{};         ///< day of entry; no column: the effective day

  [[nodiscard]] std::size_t size() const noexcept { return demand.size(); }
};

/// Rows done and rows of the call; false stops it.
using RowProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// How a replay is made. Nothing here changes an answer.
struct ReplayOptions {
  unsigned threads = 1;                 ///< threads, each of which takes its share of the demands
  std::size_t refused_limit = 1000000;  ///< refused rows kept with their reasons: the first of the log; all are counted
  RowProgress progress{};               ///< called from the calling thread, now and then
};

/// Rows by what became of them.
struct RowCounts {
  std::uint64_t accepted = 0, refused = 0, incomplete = 0, fault = 0;

  friend constexpr bool operator==(const RowCounts&, const RowCounts&) = default;
};

/// Rows entered in a calendar month, to see the gaps of a log.  (fr: événements par mois de saisie)
struct MonthRows {
  Date month;  ///< its first day
  std::uint64_t rows = 0;

  friend constexpr bool operator==(const MonthRows&, const MonthRows&) = default;
};

/// What is asked of the demands, by index; an empty span is not asked. A day that a demand does not have is `no_day`.
struct StateColumns {
  std::span<Stored> stored{};
  std::span<Date> initial{};     ///< of a demand registered once; kept for counts when it is erased, as the next four
  std::span<Date> seniority{};
  std::span<Territory> territory{};            ///< `000` when not known
  std::span<std::uint8_t> legal_person{};
  std::span<Typology> typology{};
  std::span<Date> base{};        ///< this and the next: registered or radiated
  std::span<Date> last_valid{};
  std::span<Motive> motive{};    ///< of the standing radiation; this and the next: radiated or erased
  std::span<Date> radiated{};    ///< its effective day
};

/// Stays in stock, by demand and then by day.
struct Stays {
  std::vector<std::uint32_t> demand{};
  std::vector<Date> from{};
  std::vector<Date> until{};  ///< `no_day` while in stock
  std::vector<StayEntry> entry{};
  std::vector<StayExit> exit{};

  [[nodiscard]] std::size_t size() const noexcept { return demand.size(); }
  /// The stays as the tables of stock and flow read them, as long as this lives.
  [[nodiscard]] StayColumns columns() const noexcept { return {demand, from, {until, {}}, entry, exit}; }
};

/// Rows refused or incomplete, in the order of the log. Findings of entry i: `findings[first_finding[i]]` up to
/// `findings[first_finding[i + 1]]`: its reasons, warnings and missing inputs.
struct RefusedRows {
  std::vector<std::uint64_t> row{};  ///< place in the log, from 0
  std::vector<std::uint32_t> demand{};
  std::vector<std::uint32_t> act{};
  std::vector<Outcome> outcome{};
  std::vector<Date> judged_on{};
  std::vector<Rule> rule{};  ///< rule of the transition
  std::vector<std::uint32_t> first_finding{};  ///< one more than rows
  std::vector<Finding> findings{};

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
  [[nodiscard]] std::span<const Finding> of(std::size_t entry) const noexcept {
    return std::span(findings).subspan(first_finding[entry], first_finding[entry + 1] - first_finding[entry]);
  }
};

/// The demands of a log, fed piece by piece. 64 bytes a demand, besides the few that have more to tell.
///
/// A row with a fault leaves no trace:
/// - `bad_index`: a demand or an act outside its list; `missing_value`; `date_out_of_range`: a day outside 0001..9999;
/// - `out_of_order`: a row that folds before the last good row of its demand;
/// - `unknown_demand`: an event other than `file` of a demand that no row has filed so far. `decide` would answer `NOT_REGISTERED` to it; in a
///   log it tells of a wrong index or of a log cut too late, not of the law. After a filing, refused or not, the answer is that of `decide`.
class ColumnReplay {
 public:
  /// Of `demands` demands. The acts are copied; their days are not read.
  ColumnReplay(std::uint32_t demands, std::span<const Event> acts, const LawBook& law, const Policy& policy, const ReplayOptions& options = {});
  ~ColumnReplay();
  ColumnReplay(ColumnReplay&&) noexcept;
  ColumnReplay& operator=(ColumnReplay&&) noexcept;
  ColumnReplay(const ColumnReplay&) = delete;
  ColumnReplay& operator=(const ColumnReplay&) = delete;

  /// The next rows, and the status of each when asked. A column of another length than `demand` is a fault and nothing is read.
  std::optional<LengthFault> feed(const EventColumns& rows, std::span<ColumnStatus> status = {});
  /// Whether the progress callback stopped a call: what is answered then stands for the rows done, which are not the same for all demands.
  [[nodiscard]] bool stopped() const noexcept;

  // With the rows fed so far; more may be fed after.
  [[nodiscard]] std::uint64_t rows() const noexcept;
  [[nodiscard]] RowCounts counts() const noexcept;
  /// Rows without a fault by month of entry, from the first month with rows to the last; a month without rows counts 0.
  [[nodiscard]] std::vector<MonthRows> months() const;
  [[nodiscard]] std::uint32_t demands() const noexcept;
  /// The whole state of a demand. Precondition: demand < demands().
  [[nodiscard]] Demand demand(std::uint32_t demand) const;
  /// Writes what is asked of every demand.
  std::optional<LengthFault> write(const StateColumns& out) const;
  [[nodiscard]] Stays stays() const;
  [[nodiscard]] RefusedRows refused() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A log as columns: what a replay of columns needs, made from an `EventLog`.
struct LogColumns {
  std::vector<std::uint32_t> demand{};
  std::vector<std::uint32_t> act{};
  std::vector<Date> effective{};
  std::vector<Date> recorded{};
  std::vector<RowIndex> row{};  ///< place in the log
  std::vector<Event> acts{};
  std::uint32_t demands = 0;

  /// The columns, as long as this lives.
  [[nodiscard]] EventColumns columns() const noexcept { return {{demand, {}}, {act, {}}, {effective, {}}, {recorded, {}}}; }
};

/// The good rows of a log in folding order over all demands, with the acts they share. Two rows share an act when their events differ by the days,
/// the number, the persons and the identifier of the dwelling only; of the last an act keeps whether it is one (`0000000000`) or not (`?`).
LogColumns columns_of(const EventLog& log);
/// The same for the rows that a replay judged: acts say what its search for duplicates found; rows at fault (repeated, number in use) are left out.
/// `ColumnReplay` gives them the states and statuses of the replay, but for `unknown_demand`.
LogColumns columns_of(const Replay& replay);

/// What a replay in parts gives: as `ColumnReplay`.
struct PartedResult {
  RowCounts counts{};
  std::vector<MonthRows> months{};
  Stays stays{};
  RefusedRows refused{};
  bool stopped = false;
};

/// Replay of a log that does not fit in memory: rows are put aside on disk by demand, 24 bytes a row, into parts replayed one after the other.
/// The answers are those of `ColumnReplay`, whatever the number of parts. The files have no name once opened: nothing is left of them, however
/// the program ends.
class PartedReplay {
 public:
  /// Parts are files in `directory`, which must exist. Fault: `unreadable_file` when one cannot be made. Precondition: parts > 0.
  [[nodiscard]] static Result<PartedReplay> in(const std::string& directory, std::uint32_t parts, std::uint32_t demands,
                                               std::span<const Event> acts, const LawBook& law, const Policy& policy,
                                               const ReplayOptions& options = {});
  ~PartedReplay();
  PartedReplay(PartedReplay&&) noexcept;
  PartedReplay& operator=(PartedReplay&&) noexcept;
  PartedReplay(const PartedReplay&) = delete;
  PartedReplay& operator=(const PartedReplay&) = delete;

  /// Puts the next rows aside.
  std::optional<LengthFault> feed(const EventColumns& rows);
  [[nodiscard]] std::uint64_t rows() const noexcept;
  /// Replays the parts. `status` is empty or has a place for every row fed. Faults: `unreadable_file` with the number of the part that could not be
  /// written (disk full) or read; `wrong_length` for an output of another length.
  [[nodiscard]] Result<PartedResult> finish(const StateColumns& out = {}, std::span<ColumnStatus> status = {}) &&;

 private:
  struct Impl;
  explicit PartedReplay(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sne
