#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <pybind11/stl.h>

#include <sne/column_replay.hpp>

#include "arrow.hpp"
#include "module.hpp"

/// The replay of columns seen from Python: pieces of a log in, tables out.
namespace sne::python {

namespace {

constexpr std::size_t piece_rows = std::size_t{1} << 20U;  // rows read at once: enough to be shared among threads

using Count = std::optional<std::int64_t>;

/// A number of an argument within its bounds; none is `usual`.
std::int64_t bounded(const Count& given, std::int64_t usual, std::int64_t least, std::int64_t most, const char* field) {
  const std::int64_t value = given.value_or(usual);
  if (value < least || value > most) raise_format_error(Errc::bad_number, field, py::str("{} to {}").format(least, most));
  return value;
}

/// Names as they are met, and the place of each: how Arrow writes a column of few texts.
class Dictionary {
 public:
  void add(std::string_view name) {
    const auto [found, fresh] = place_.try_emplace(name, static_cast<std::int32_t>(names_.size()));
    if (fresh) names_.push_back(name);
    rows_.push_back(found->second);
  }
  void put(TableDraft& out, const std::string& column) const {
    const std::span<std::int32_t> places = out.named<std::int32_t>(column, names_);
    std::copy(rows_.begin(), rows_.end(), places.begin());
  }

 private:
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::int32_t> place_;
  std::vector<std::int32_t> rows_;
};

// Results

OutputTable stays_table(Stays stays) {
  TableDraft out(stays.size());
  out.adopt("demand", std::move(stays.demand));
  out.adopt("from", std::move(stays.from));
  out.adopt("until", std::move(stays.until));
  const std::span<StayEntry> entry = out.codes<StayEntry>("entry");
  std::copy(stays.entry.begin(), stays.entry.end(), entry.begin());
  const std::span<StayExit> exit = out.codes<StayExit>("exit");
  std::copy(stays.exit.begin(), stays.exit.end(), exit.begin());
  return out.finish();
}

OutputTable months_table(const std::vector<MonthRows>& months) {
  TableDraft out(months.size());
  const std::span<Date> month = out.days("month");
  const std::span<std::uint64_t> rows = out.numbers<std::uint64_t>("rows");
  for (std::size_t i = 0; i < months.size(); ++i) {
    month[i] = months[i].month;
    rows[i] = months[i].rows;
  }
  return out.finish();
}

/// A line for each finding of each row refused or incomplete.
OutputTable refused_table(const RefusedRows& refused, const LawBook& law) {
  TableDraft out(refused.findings.size());
  const std::span<std::uint64_t> row = out.numbers<std::uint64_t>("row");
  const std::span<std::uint32_t> demand = out.numbers<std::uint32_t>("demand");
  const std::span<std::uint32_t> act = out.numbers<std::uint32_t>("act");
  const std::span<Outcome> outcome = out.codes<Outcome>("outcome");
  const std::span<Date> judged_on = out.days("judged_on");
  Dictionary kind, code, field, rule, article, mark;
  std::vector<Date> earliest;
  for (std::size_t i = 0; i < refused.size(); ++i) {
    for (const Finding& finding : refused.of(i)) {
      const std::size_t line = earliest.size();
      row[line] = refused.row[i];
      demand[line] = refused.demand[i];
      act[line] = refused.act[i];
      outcome[line] = refused.outcome[i];
      judged_on[line] = refused.judged_on[i];
      const Citation& citation = law.citation(finding.rule, refused.judged_on[i]);
      kind.add(text(finding.kind));
      code.add(finding.name());
      field.add(text(finding.field));
      rule.add(id_of(finding.rule));
      article.add(citation.article);
      mark.add(text(citation.mark));
      earliest.push_back(finding.earliest.value_or(no_day));
    }
  }
  kind.put(out, "kind");
  code.put(out, "code");
  field.put(out, "field");
  out.adopt("earliest", std::move(earliest));
  rule.put(out, "rule");
  article.put(out, "article");
  mark.put(out, "mark");
  return out.finish();
}

/// The columns of the demands, and the memory into which the engine writes them.
class DemandsDraft {
 public:
  explicit DemandsDraft(std::uint32_t demands) : out_(demands), territories_(demands) {
    columns_.stored = {reinterpret_cast<Stored*>(out_.named<std::uint8_t>("stored", stored_names()).data()), demands};
    columns_.territory = territories_;
    text_ = out_.texts<std::array<char, 3>>("territory");
    columns_.initial = out_.days("initial");
    columns_.seniority = out_.days("seniority");
    columns_.base = out_.days("base");
    columns_.last_valid = out_.days("last_valid");
    columns_.motive = out_.codes<Motive>("motive");
    columns_.radiated = out_.days("radiated");
    columns_.typology = out_.codes<Typology>("typology");
    columns_.legal_person = out_.yes_no("legal_person");
  }
  [[nodiscard]] const StateColumns& columns() const noexcept { return columns_; }
  [[nodiscard]] OutputTable finish() {
    const std::span<std::uint8_t> unknown = out_.missing("territory");
    for (std::size_t i = 0; i < territories_.size(); ++i) {
      const std::string_view code = territories_[i].code();
      std::copy(code.begin(), code.end(), text_[i].begin());
      unknown[i] = territories_[i] == Territory{} ? 1 : 0;
    }
    return out_.finish();
  }

 private:
  static std::vector<std::string_view> stored_names() { return {"none", "draft", "invalid", "registered", "radiated", "erased"}; }

  TableDraft out_;
  std::vector<Territory> territories_;
  std::span<std::array<char, 3>> text_;
  StateColumns columns_;
};

/// All that a replay answers.
struct Results {
  OutputTable status, months, demands, stays, refused;
  RowCounts counts;
  bool stopped = false;

  [[nodiscard]] py::dict given() const {
    py::dict all;
    all["status"] = to_table(status);
    all["months"] = to_table(months);
    all["demands"] = to_table(demands);
    all["stays"] = to_table(stays);
    all["refused"] = to_table(refused);
    py::dict by;
    by["accepted"] = counts.accepted;
    by["refused"] = counts.refused;
    by["incomplete"] = counts.incomplete;
    by["fault"] = counts.fault;
    all["counts"] = by;
    all["stopped"] = stopped;
    return all;
  }
};

OutputTable status_table(std::vector<ColumnStatus> status) {
  TableDraft out(status.size());
  out.adopt("status", std::move(status), MissingWhen::never);
  return out.finish();
}

// Pieces

/// The inputs of a piece, and the memory of a block of it.
struct PieceInputs {
  ArrowInput demand, act, effective, recorded;
  ColumnBlock<std::uint32_t> demands{}, acts{};
  ColumnBlock<Date> effectives{}, recordeds{};

  PieceInputs(const py::object& demand_column, const py::object& act_column, const py::object& effective_column, const py::object& recorded_column)
      : demand(demand_column, {"demand", Asked::whole}),
        act(act_column, {"act", Asked::whole}),
        effective(effective_column, {"effective", Asked::day}),
        recorded(ArrowInput::if_given(recorded_column, {"recorded", Asked::day})) {}

  [[nodiscard]] std::vector<RowRange> blocks() const { return blocks_of({&demand, &act, &effective, &recorded}, piece_rows); }
  [[nodiscard]] EventColumns read(RowRange rows) {
    demand.read(rows, demands);
    act.read(rows, acts);
    effective.read(rows, effectives);
    recorded.read(rows, recordeds);
    // A number that no index can be is one outside its list.
    for (CellFault& fault : demands.faults) fault.code = Errc::bad_index;
    for (CellFault& fault : acts.faults) fault.code = Errc::bad_index;
    return {demands.column, acts.column, effectives.column, recordeds.column};
  }
};

/// A piece of a log as its engine reads it, to be looked up: a cell that cannot be read is missing.
py::object event_columns(const py::object& demand, const py::object& act, const py::object& effective, const py::object& recorded) {
  PieceInputs inputs(demand, act, effective, recorded);
  TableDraft out(inputs.demand.size());
  const std::span<std::uint32_t> demands = out.numbers<std::uint32_t>("demand");
  const std::span<std::uint32_t> acts = out.numbers<std::uint32_t>("act");
  const std::span<Date> effectives = out.days("effective");
  const std::span<Date> recordeds = out.days("recorded");
  for (const RowRange rows : inputs.blocks()) {
    const EventColumns read = inputs.read(rows);
    const Column<Date>& entered = inputs.recorded.absent() ? read.effective : read.recorded;
    std::copy_n(read.demand.values.begin(), rows.count, cut(demands, rows).begin());
    std::copy_n(read.act.values.begin(), rows.count, cut(acts, rows).begin());
    std::copy_n(read.effective.values.begin(), rows.count, cut(effectives, rows).begin());
    std::copy_n(entered.values.begin(), rows.count, cut(recordeds, rows).begin());
  }
  return to_table(out.finish());
}

struct Asking {
  std::uint32_t demands = 0;
  std::vector<Event> acts;
  LawBook law;
  Policy policy;
  std::uint32_t parts = 0;  ///< 0: in memory
  std::string directory;
  std::uint64_t total = 0;  ///< rows of the log, when it is known
};

/// A replay being fed.
class Feed {
 public:
  Feed(Asking asking, unsigned threads, std::size_t refused_limit, py::object report)
      : asking_(std::move(asking)), report_(std::move(report)), engine_(made(threads, refused_limit)) {
    status_.reserve(asking_.total);
  }
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;
  Feed(Feed&&) = delete;
  Feed& operator=(Feed&&) = delete;
  ~Feed() = default;

  void feed(const py::object& demand, const py::object& act, const py::object& effective, const py::object& recorded) {
    PieceInputs inputs(demand, act, effective, recorded);
    const std::vector<RowRange> blocks = inputs.blocks();
    const py::gil_scoped_release unlocked;
    for (const RowRange rows : blocks) {
      if (stopped()) return;
      add(inputs.read(rows), inputs);
    }
  }
  [[nodiscard]] bool stopped() const noexcept {
    const auto* const held = std::get_if<ColumnReplay>(&engine_);
    return stopped_ || (held != nullptr && held->stopped());
  }
  [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

  [[nodiscard]] Results finish() {
    const py::gil_scoped_release unlocked;
    return std::holds_alternative<ColumnReplay>(engine_) ? of_memory() : of_parts();
  }
  [[nodiscard]] std::optional<Demand> demand(std::uint32_t index) const {
    const auto* const held = std::get_if<ColumnReplay>(&engine_);
    if (held == nullptr) return std::nullopt;
    return held->demand(index);
  }

 private:
  using Engine = std::variant<ColumnReplay, PartedReplay>;

  [[nodiscard]] Engine made(unsigned threads, std::size_t refused_limit) {
    ReplayOptions options{threads, refused_limit, [this](std::uint64_t done, std::uint64_t total) { return goes_on(done, total); }};
    if (asking_.parts == 0) return ColumnReplay(asking_.demands, asking_.acts, asking_.law, asking_.policy, options);
    Result<PartedReplay> parted =
        PartedReplay::in(asking_.directory, asking_.parts, asking_.demands, asking_.acts, asking_.law, asking_.policy, options);
    if (!parted) raise_format_error(parted.error().code, "directory");
    return *std::move(parted);
  }
  /// Tells where the replay is: rows of the whole log, as far as they are known.
  [[nodiscard]] bool goes_on(std::uint64_t done, std::uint64_t total) const {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (report_.is_none()) return true;
    const std::uint64_t before = asking_.parts == 0 ? rows_ : 0;
    const py::object answer = report_(before + done, std::max(asking_.total, before + total));
    return !answer.is(py::bool_(false));
  }
  void add(const EventColumns& rows, const PieceInputs& inputs) {
    if (auto* const parted = std::get_if<PartedReplay>(&engine_)) {
      parted->feed(rows);  // blocks have one length
    } else {
      status_.resize(rows_ + rows.size());
      std::get<ColumnReplay>(engine_).feed(rows, std::span(status_).subspan(rows_));
    }
    // Of several faults of a row, that of the first column says which.
    note(inputs.recordeds.faults);
    note(inputs.effectives.faults);
    note(inputs.acts.faults);
    note(inputs.demands.faults);
    rows_ += rows.size();
    stopped_ = stopped_ || (asking_.parts == 0 && !goes_on(0, 0));
  }
  void note(const std::vector<CellFault>& faults) {
    for (const CellFault& fault : faults) faults_.emplace_back(rows_ + fault.row, fault.code);
  }
  [[nodiscard]] OutputTable take_status() {
    for (const auto& [row, code] : faults_) status_[row] = status_of(code);
    return status_table(std::move(status_));
  }
  [[nodiscard]] Results of_memory() {
    const auto& replay = std::get<ColumnReplay>(engine_);
    DemandsDraft demands(replay.demands());
    replay.write(demands.columns());
    return {take_status(),         months_table(replay.months()), demands.finish(), stays_table(replay.stays()), refused_table(replay.refused(), asking_.law),
            replay.counts(), stopped()};
  }
  [[nodiscard]] Results of_parts() {
    status_.resize(rows_);
    DemandsDraft demands(asking_.demands);
    Result<PartedResult> done = std::move(std::get<PartedReplay>(engine_)).finish(demands.columns(), status_);
    if (!done) {
      const py::gil_scoped_acquire locked;
      raise_format_error(done.error().code, "directory");
    }
    return {take_status(), months_table(done->months), demands.finish(), stays_table(done->stays), refused_table(done->refused, asking_.law),
            done->counts,  done->stopped};
  }

  Asking asking_;
  py::object report_;
  std::uint64_t rows_ = 0;
  bool stopped_ = false;
  std::vector<ColumnStatus> status_;
  std::vector<std::pair<std::uint64_t, Errc>> faults_;
  Engine engine_;
};

std::unique_ptr<Feed> make_feed(const Count& demands, std::vector<Event> acts, const LawBook& law, const Policy& policy, const Count& threads,
                                const Count& refused_limit, const py::object& progress, const Count& parts, const std::string& directory,
                                std::uint64_t total) {
  constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  Asking asking{static_cast<std::uint32_t>(bounded(demands, -1, 0, most, "demands")), std::move(acts), law, policy, 0, directory, total};
  if (parts) asking.parts = static_cast<std::uint32_t>(bounded(parts, 1, 1, 4096, "parts"));
  const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
  const auto by = static_cast<unsigned>(bounded(threads, cores, 1, 1024, "threads"));
  const auto limit = static_cast<std::size_t>(bounded(refused_limit, 0, 0, std::numeric_limits<std::int64_t>::max(), "refused_limit"));
  return std::make_unique<Feed>(std::move(asking), by, limit, progress);
}

// From logs of whole events

py::tuple columns_given(LogColumns columns) {
  TableDraft out(columns.demand.size());
  out.adopt("demand", std::move(columns.demand));
  out.adopt("act", std::move(columns.act));
  out.adopt("effective", std::move(columns.effective));
  out.adopt("recorded", std::move(columns.recorded));
  out.adopt("row", std::move(columns.row));
  return py::make_tuple(to_table(out.finish()), py::cast(columns.acts), columns.demands);
}

template <class Log>
py::tuple columns_from(const Log& log) {
  LogColumns columns;
  {
    const py::gil_scoped_release unlocked;
    columns = columns_of(log);
  }
  return columns_given(std::move(columns));
}

template <class Log>
py::list keys_from(const Log& log, std::string_view (Log::*key)(DemandIndex) const noexcept) {
  py::list keys(log.demands());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = to_str((log.*key)(static_cast<DemandIndex>(i)));
  return keys;
}

}  // namespace

void bind_column_replay(py::module_& core) {
  py::class_<Feed>(core, "ColumnFeed", "A replay of columns being fed (rejeu par colonnes).")
      .def(py::init(&make_feed), py::arg("demands"), py::arg("acts"), py::arg("law"), py::arg("policy"), py::kw_only(), py::arg("threads"),
           py::arg("refused_limit"), py::arg("progress"), py::arg("parts"), py::arg("directory"), py::arg("total"))
      .def("feed", &Feed::feed, py::arg("demand"), py::arg("act"), py::arg("effective"), py::arg("recorded"), "The next rows.")
      .def("finish", [](Feed& self) { return self.finish().given(); }, "All the answers; nothing may be fed after.")
      .def("demand", &Feed::demand, py::arg("demand"), "The whole state of a demand; None when the replay was in parts.")
      .def("__len__", &Feed::rows)
      .def_property_readonly("stopped", &Feed::stopped, "Whether the progress asked to stop.");
  core.def("event_columns", &event_columns, py::arg("demand"), py::arg("act"), py::arg("effective"), py::arg("recorded"));
  core.def("columns_of_log", &columns_from<EventLog>, py::arg("log"));
  core.def("columns_of_replay", &columns_from<Replay>, py::arg("replay"));
  core.def("keys_of_log", [](const EventLog& log) { return keys_from(log, &EventLog::demand_key); }, py::arg("log"));
  core.def("keys_of_replay", [](const Replay& replay) { return keys_from(replay, &Replay::key); }, py::arg("replay"));
}

}  // namespace sne::python
