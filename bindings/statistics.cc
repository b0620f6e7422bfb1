#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include <sne/statistics.hpp>

#include "arrow.hpp"
#include "module.hpp"

/// Tables of stock and flow seen from Python: columns in, a table out.
namespace sne::python {

namespace {

using statistics::Counts;
using statistics::Coverage;
using statistics::FlowLine;
using statistics::Layout;
using statistics::Level;
using statistics::Measured;
using statistics::StockAndFlow;

constexpr const char* cut_names[] = {"whole", "month", "quarter", "year"};
constexpr const char* revival_names[] = {"counted", "netted"};
constexpr const char* reading_names[] = {"inclusive", "strict"};

void raise_if(const std::optional<statistics::ColumnFault>& fault) {
  if (!fault) return;
  const bool length = fault->code == Errc::wrong_length || fault->code == Errc::missing_column;
  raise_format_error(fault->code, fault->column, length ? py::object(py::str("{} rows").format(fault->expected)) : py::none());
}

Period period_of(Date from, Date to) {
  if (to < from) raise_format_error(Errc::out_of_order, "last_day");
  return {from, to};
}

// Columns

/// A column in one piece, with a value of its own for a missing row and for a cell that cannot be read: where it is when it came in one chunk
/// without any, else copied.
template <class Value>
class Whole {
 public:
  Whole(const ArrowInput& input, Value missing, Value unreadable) : kept_(input) {
    const std::vector<RowRange> chunks = blocks_of({&input}, std::max<std::size_t>(input.size(), 1));
    if (chunks.size() == 1) {
      input.read(chunks[0], block_);
      if (block_.column.valid.all() && block_.faults.empty()) {
        values_ = block_.column.values;
        return;
      }
    }
    copied_.resize(input.size());
    for (const RowRange& rows : chunks) {
      if (chunks.size() != 1) input.read(rows, block_);
      Value* const to = copied_.data() + rows.from;
      const Value* const from = block_.column.values.data();
      for (std::size_t i = 0; i < rows.count; ++i) to[i] = block_.column.valid[i] ? from[i] : missing;
      for (const CellFault& fault : block_.faults) to[fault.row] = unreadable;
    }
    values_ = copied_;
  }
  Whole(const Whole&) = delete;
  Whole& operator=(const Whole&) = delete;
  Whole(Whole&&) noexcept = default;  // vectors keep their memory
  Whole& operator=(Whole&&) noexcept = default;
  ~Whole() = default;

  [[nodiscard]] std::span<const Value> values() const noexcept { return values_; }

 private:
  ArrowInput kept_;  // of which the values may be
  ColumnBlock<Value> block_;
  std::vector<Value> copied_;
  std::span<const Value> values_;
};

constexpr Date no_such_day = Date::from_days(INT32_MIN + 1);  // which no calendar has, and which is not missing
constexpr std::uint8_t no_code = 255;

/// The codes of a closed list; what cannot be read is no code of it, and becomes a fault of its row.
template <ClosedList Code>
std::span<const Code> codes_of(const Whole<std::uint8_t>& column) {
  return {reinterpret_cast<const Code*>(column.values().data()), column.values().size()};
}

/// Stays with the columns that they were read from.
class Stays {
 public:
  Stays(const py::object& demand, const py::object& from, const py::object& until, const py::object& entry, const py::object& exit, std::uint32_t demands,
        bool days)
      : demand_(ArrowInput(demand, {"demand", Asked::whole}), UINT32_MAX, UINT32_MAX),
        from_(ArrowInput(from, {"from", days ? Asked::day_count : Asked::day}), no_day, no_such_day),
        until_(ArrowInput(until, {"until", days ? Asked::day_count : Asked::day}), no_day, no_such_day),
        entry_(ArrowInput(entry, ColumnAsked::code<StayEntry>("entry")), no_code, no_code),
        exit_(ArrowInput(exit, ColumnAsked::code<StayExit>("exit")), 0, no_code) {
    const StayColumns columns{demand_.values(), from_.values(), {until_.values(), {}}, codes_of<StayEntry>(entry_), codes_of<StayExit>(exit_)};
    std::optional<statistics::ColumnFault> fault;
    {
      const py::gil_scoped_release unlocked;
      fault = statistics::CheckedStays::check(columns, demands, checked_);
    }
    raise_if(fault);
  }
  Stays(const Stays&) = delete;
  Stays& operator=(const Stays&) = delete;
  Stays(Stays&&) = delete;
  Stays& operator=(Stays&&) = delete;
  ~Stays() = default;

  [[nodiscard]] const statistics::CheckedStays& checked() const noexcept { return checked_; }

 private:
  Whole<std::uint32_t> demand_;
  Whole<Date> from_, until_;
  Whole<std::uint8_t> entry_, exit_;
  statistics::CheckedStays checked_;
};

/// A criterion as Python gives it: name, codes, names of the codes, level or None, and whether it is of stays.
using GivenAxis = std::tuple<std::string, py::object, std::vector<std::string>, std::optional<std::vector<std::uint32_t>>, bool>;

/// Criteria with the columns that they were read from.
class AskedCriteria {
 public:
  AskedCriteria(const std::vector<GivenAxis>& given, const py::object& legal_person) {
    names_.reserve(given.size());
    for (const auto& [name, codes, labels, level, of_stays] : given) {
      const std::uint32_t known = static_cast<std::uint32_t>(level ? level->size() : labels.size());
      names_.push_back({name, labels, level.value_or(std::vector<std::uint32_t>{})});
      columns_.emplace_back(ArrowInput(codes, {name, Asked::whole}), known, UINT32_MAX);
      axes_.push_back({names_.back().name, columns_.back().values(), {}, static_cast<std::uint32_t>(labels.size()), names_.back().level,
                       of_stays ? statistics::AxisOf::stays : statistics::AxisOf::demands});
    }
    if (!legal_person.is_none()) {
      legal_.emplace(ArrowInput(legal_person, {"legal_person", Asked::yes_no}), std::uint8_t{no_code}, std::uint8_t{no_code});
      std::size_t missing = 0;
      for (const std::uint8_t value : legal_->values()) missing += value == no_code ? 1U : 0U;
      if (missing != 0) set_valid();
    }
  }

  [[nodiscard]] statistics::Criteria criteria() const noexcept {
    if (!legal_) return {axes_, {}};
    return {axes_, {legal_->values(), valid_.empty() ? Validity() : Validity(valid_.data())}};
  }
  /// Adds the columns of the criteria to a table whose rows are these groups.
  void put(TableDraft& out, const Layout& layout, std::span<const std::uint32_t> group) const {
    for (std::size_t axis = 0; axis < names_.size(); ++axis) {
      std::vector<std::string_view> labels(names_[axis].labels.begin(), names_[axis].labels.end());
      labels.emplace_back();  // unknown: a missing value
      const std::span<std::int32_t> place = out.named<std::int32_t>(names_[axis].name, labels);
      for (std::size_t row = 0; row < group.size(); ++row) place[row] = static_cast<std::int32_t>(layout.code(group[row], axis));
    }
  }

 private:
  struct Named {
    std::string name;
    std::vector<std::string> labels;
    std::vector<std::uint32_t> level;
  };

  void set_valid() {
    valid_.assign(legal_->values().size() / 8 + 1, 0);
    for (std::size_t row = 0; row < legal_->values().size(); ++row) {
      if (legal_->values()[row] != no_code) valid_[row / 8] = static_cast<std::uint8_t>(valid_[row / 8] | 1U << row % 8);
    }
  }

  std::vector<Named> names_;
  std::vector<Whole<std::uint32_t>> columns_;
  std::vector<statistics::Axis> axes_;
  std::optional<Whole<std::uint8_t>> legal_;
  std::vector<std::uint8_t> valid_;
};

// Tables

py::object faults_table(std::span<const statistics::RowFault> faults) {
  TableDraft out(faults.size());
  const std::span<std::uint32_t> row = out.numbers<std::uint32_t>("row");
  const std::span<std::uint16_t> code = out.numbers<std::uint16_t>("code");
  std::vector<std::string_view> names, columns;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    row[i] = faults[i].row;
    code[i] = status_of(faults[i].code);
    names.push_back(text(faults[i].code));
    columns.push_back(faults[i].column);
  }
  out.add_texts("fault", names);
  out.add_texts("column", columns);
  return to_table(out.finish());
}

/// Lines that say something: all of them where nothing is crossed.
struct Kept {
  std::vector<std::size_t> line;
  std::vector<std::uint32_t> group;
  std::vector<std::uint8_t> population;  // place in the layout
};

template <class Empty>
Kept keep(const Layout& layout, std::size_t lines, Empty&& empty) {
  Kept kept;
  const std::size_t populations = layout.populations.size();
  for (std::size_t line = 0; line < lines; ++line) {
    if (layout.groups > 1 && empty(line)) continue;
    kept.line.push_back(line);
    kept.group.push_back(static_cast<std::uint32_t>(line / populations % layout.groups));
    kept.population.push_back(static_cast<std::uint8_t>(line % populations));
  }
  return kept;
}

void put_population(TableDraft& out, const Layout& layout, const Kept& kept) {
  const std::span<Population> population = out.codes<Population>("population");
  for (std::size_t row = 0; row < kept.line.size(); ++row) population[row] = layout.populations[kept.population[row]];
}

void put_coverage(TableDraft& out, const Coverage& coverage) {
  const std::span<std::uint64_t> at_fault = out.numbers<std::uint64_t>("at_fault");
  std::fill(at_fault.begin(), at_fault.end(), coverage.at_fault);
}

py::object flow_table(const StockAndFlow& table, const AskedCriteria& asked) {
  const Kept kept = keep(table.layout, table.lines.size(), [&](std::size_t line) { return table.lines[line] == FlowLine{}; });
  TableDraft out(kept.line.size());
  const std::span<Date> first = out.days("first_day");
  const std::span<Date> last = out.days("last_day");
  asked.put(out, table.layout, kept.group);
  put_population(out, table.layout, kept);
  const auto put = [&](const std::string& name, auto read) {
    const std::span<std::uint64_t> column = out.numbers<std::uint64_t>(name);
    for (std::size_t row = 0; row < column.size(); ++row) column[row] = read(table.lines[kept.line[row]]);
  };
  put("start", [](const FlowLine& line) { return line.start; });
  put("new", [](const FlowLine& line) { return line.entered; });
  put("revived", [](const FlowLine& line) { return line.revived; });
  for (std::size_t motive = 0; motive < 6; ++motive) {
    put("radiated_" + std::string(text(static_cast<Motive>(motive + 1))), [motive](const FlowLine& line) { return line.radiated[motive]; });
  }
  put("erased", [](const FlowLine& line) { return line.erased; });
  put("end", [](const FlowLine& line) { return line.end; });
  const std::span<std::int64_t> gap = out.numbers<std::int64_t>("gap");
  const std::size_t lines_of_period = table.lines.size() / table.periods.size();
  for (std::size_t row = 0; row < gap.size(); ++row) {
    gap[row] = table.lines[kept.line[row]].gap();
    first[row] = table.periods[kept.line[row] / lines_of_period].from;
    last[row] = table.periods[kept.line[row] / lines_of_period].to;
  }
  put_coverage(out, table.coverage);
  return to_table(out.finish());
}

/// A table of counts of the same layout, by the names of its columns; a line is left out when the first has none.
py::object count_table(std::initializer_list<std::pair<const char*, const Counts*>> counts, const AskedCriteria& asked) {
  const Counts& first = *counts.begin()->second;
  const Kept kept = keep(first.layout, first.count.size(), [&](std::size_t line) { return first.count[line] == 0; });
  TableDraft out(kept.line.size());
  asked.put(out, first.layout, kept.group);
  put_population(out, first.layout, kept);
  for (const auto& [name, counted] : counts) {
    const std::span<std::uint64_t> column = out.numbers<std::uint64_t>(name);
    for (std::size_t row = 0; row < column.size(); ++row) column[row] = counted->count[kept.line[row]];
  }
  put_coverage(out, first.coverage);
  return to_table(out.finish());
}

/// What every call is asked.
struct Question {
  const Stays& stays;
  AskedCriteria asked;
  Population population;

  Question(const Stays& given, const std::vector<GivenAxis>& axes, const py::object& legal_person, const std::string& whose)
      : stays(given), asked(axes, legal_person), population(to_code<Population>(to_str(whose), "population")) {}

  /// Counts without the lock. `count(stays, criteria, population)`.
  template <class Count>
  void ask(Count&& count) const {
    std::optional<statistics::ColumnFault> fault;
    {
      const py::gil_scoped_release unlocked;
      fault = count(stays.checked(), asked.criteria(), population);
    }
    raise_if(fault);
  }
};

using Axes = std::vector<GivenAxis>;

py::object flow_rows(const Stays& stays, const Axes& axes, const py::object& legal_person, const std::string& population, Date first, Date last,
                     const std::string& by, const std::string& revivals) {
  const Question question(stays, axes, legal_person, population);
  const auto cut_by = to_option<statistics::PeriodCut>(by, cut_names, "cut");
  const auto counting = to_option<statistics::RevivalCounting>(revivals, revival_names, "revivals");
  const std::vector<Period> periods = statistics::cut(period_of(first, last), cut_by);
  StockAndFlow table;
  question.ask([&](const auto& checked, const auto& criteria, Population whose) {
    return statistics::stock_and_flow(checked, criteria, whose, periods, counting, table);
  });
  return flow_table(table, question.asked);
}

py::object stock_rows(const Stays& stays, const Axes& axes, const py::object& legal_person, const std::string& population, Date on) {
  const Question question(stays, axes, legal_person, population);
  Counts counts;
  question.ask([&](const auto& checked, const auto& criteria, Population whose) { return statistics::stock(checked, criteria, whose, on, counts); });
  return count_table({{"count", &counts}}, question.asked);
}

template <auto count>
py::object period_rows(const Stays& stays, const Axes& axes, const py::object& legal_person, const std::string& population, Date first, Date last) {
  const Question question(stays, axes, legal_person, population);
  const Period period = period_of(first, last);
  Counts counts;
  question.ask([&](const auto& checked, const auto& criteria, Population whose) { return count(checked, criteria, whose, period, counts); });
  return count_table({{"count", &counts}}, question.asked);
}

py::object abnormal_rows(const Stays& stays, const Axes& axes, const py::object& legal_person, const std::string& population, Date on,
                         const py::object& seniority, const std::vector<std::optional<std::int16_t>>& months, const LawBook& law, const std::string& reading) {
  const Question question(stays, axes, legal_person, population);
  const Whole<Date> since(ArrowInput(seniority, {"seniority", Asked::day}), no_day, no_such_day);
  const auto reached = to_option<DelayReached>(reading, reading_names, "reading");
  std::vector<std::int16_t> given;
  std::vector<std::uint8_t> valid(months.size() / 8 + 1);
  for (const std::optional<std::int16_t>& one : months) {
    if (one) valid[given.size() / 8] = static_cast<std::uint8_t>(valid[given.size() / 8] | 1U << given.size() % 8);
    given.push_back(one.value_or(std::int16_t{0}));
  }
  statistics::AbnormalDelays delays;
  question.ask([&](const auto& checked, const auto& criteria, Population whose) {
    return statistics::abnormal_delays(checked, criteria, whose, on, {since.values(), {}}, {given, Validity(valid.data())}, law, reached, delays);
  });
  return count_table({{"pending", &delays.pending}, {"beyond", &delays.beyond}, {"unknown", &delays.unknown}}, question.asked);
}

/// Stays whose criteria cannot be read.
py::object criteria_faults(const Stays& stays, const Axes& axes, const py::object& legal_person, const std::string& population) {
  const Question question(stays, axes, legal_person, population);
  Counts counts;
  question.ask([&](const auto& checked, const auto& criteria, Population whose) { return statistics::stock(checked, criteria, whose, Date{}, counts); });
  return faults_table(counts.coverage.faults);
}

// Bands and levels

py::object bands_table(const char* name, std::span<const std::int32_t> limits, std::size_t rows, auto&& write) {
  std::vector<std::string> names;
  for (std::size_t band = 0; band <= limits.size(); ++band) names.push_back(statistics::band_name(limits, band));
  std::vector<std::string_view> labels(names.begin(), names.end());
  labels.emplace_back();
  TableDraft out(rows);
  raise_if(write(out.named<std::uint8_t>(name, labels)));
  return to_table(out.finish());
}

py::object seniority_rows(const py::object& since, Date on, const std::vector<std::int32_t>& limits) {
  const Whole<Date> dates(ArrowInput(since, {"seniority", Asked::day}), no_day, no_day);
  return bands_table("seniority", limits, dates.values().size(),
                     [&](std::span<std::uint8_t> codes) { return statistics::band_codes({dates.values(), {}}, on, limits, codes); });
}

py::object delay_rows(const Stays& stays, const py::object& registered, const std::vector<std::int32_t>& limits) {
  const Whole<Date> dates(ArrowInput(registered, {"registered", Asked::day}), no_day, no_day);
  return bands_table("delay", limits, stays.checked().rows(),
                     [&](std::span<std::uint8_t> codes) { return statistics::delay_codes(stays.checked(), {dates.values(), {}}, limits, codes); });
}

py::tuple level_of(const std::string& kind, const std::vector<std::string>& codes, Date day) {
  constexpr const char* kinds[] = {"registration", "region", "departement", "epci", "commune"};
  enum class Kind : std::uint8_t { registration, region, departement, epci, commune };
  const auto asked = to_option<Kind>(kind, kinds, "level");
  const bool of_territories = asked == Kind::registration || (asked == Kind::region && !codes.empty() && codes.front().size() == 3);
  std::vector<Territory> territories;
  std::vector<Commune> communes;
  for (const std::string& code : codes) {
    // What is no code has no place in the level: it is counted as unknown, and seen in the table.
    if (of_territories) {
      const Result<Territory> read = Territory::parse(code);
      territories.push_back(read ? *read : Territory{});
    } else {
      const Result<Commune> read = Commune::parse(code);
      communes.push_back(read ? *read : Commune{});
    }
  }
  const auto level = [&]() -> Level {
    switch (asked) {
      case Kind::registration: return statistics::registration_level(territories, day);
      case Kind::region: return of_territories ? statistics::region_level(territories, day) : statistics::region_level(communes, day);
      case Kind::departement: return statistics::departement_level(communes);
      case Kind::epci: return statistics::epci_level(communes);
      case Kind::commune: return statistics::commune_level(communes, day);
    }
    return {};
  };
  const Level made = level();
  return py::make_tuple(made.code, made.name, made.of);
}

// Measures

constexpr const char* measure_name(statistics::Measure measure) { return statistics::definition(measure).id.data(); }

py::object order_of(const Measured& a, const Measured& b) {
  const std::partial_ordering order = compare(a, b);
  if (order == std::partial_ordering::unordered) return py::none();
  return py::int_(order < 0 ? -1 : order > 0 ? 1 : 0);
}

void bind_measures(py::module_& core) {
  py::class_<Measured>(core, "Measured", "A measure of pressure: an exact quotient and what it measures (mesure de pression).")
      .def_property_readonly("measure", [](const Measured& self) { return measure_name(self.measure); }, "Its definition, by name.")
      .def_property_readonly("numerator", [](const Measured& self) { return self.value.numerator; })
      .def_property_readonly("denominator", [](const Measured& self) { return self.value.denominator; })
      .def_property_readonly("defined", [](const Measured& self) { return self.value.defined(); }, "False over a denominator of zero, which is not zero.")
      .def_property_readonly(
          "fraction",
          [](const Measured& self) -> py::object {
            if (!self.value.defined()) return py::none();
            return py::module_::import("fractions").attr("Fraction")(self.value.numerator, self.value.denominator);
          },
          "fractions.Fraction, or None.")
      .def("compare", &order_of, py::arg("other"), "-1, 0 or 1 by exact numbers; None when one is not defined, or they do not measure the same.")
      .def("__eq__", [](const Measured& self, const Measured& other) { return self == other; }, py::arg("other"), py::is_operator())
      .def("__repr__", [](const Measured& self) {
        return py::str("<sne.Measured {}: {}/{}>").format(measure_name(self.measure), self.value.numerator, self.value.denominator);
      });
  core.def("measure_pressure", &statistics::pressure, py::arg("pending"), py::arg("attributions"));
  core.def("measure_satisfied_share", &statistics::satisfied_share, py::arg("attributions"), py::arg("start"), py::arg("new"));
  core.def("measure_attribution_rate", &statistics::attribution_rate, py::arg("attributions"), py::arg("active"));
  core.def(
      "measure_typology_imbalance",
      [](std::uint32_t pending, std::uint32_t attributions, std::uint32_t all_pending, std::uint32_t all_attributions) {
        return statistics::typology_imbalance({pending, attributions}, {all_pending, all_attributions});
      },
      py::arg("pending"), py::arg("attributions"), py::arg("all_pending"), py::arg("all_attributions"));
  core.def(
      "under_sru_threshold",
      [](std::uint32_t pending, std::uint32_t attributions, std::uint32_t threshold) {
        return from_fact(statistics::under_sru_threshold(pending, attributions, threshold));
      },
      py::arg("pending"), py::arg("attributions"), py::arg("threshold") = 2);
  core.def(
      "target_typology",
      [](std::uint32_t persons, const std::optional<bool>& lone_parent) -> py::object {
        constexpr std::array<const char*, 7> names{"", "T1_T2", "T2", "T3", "T4", "T5", "T6P"};
        const Fact fact = lone_parent ? *lone_parent ? Fact::yes : Fact::no : Fact::unknown;
        const auto target = static_cast<std::size_t>(statistics::target_typology(persons, fact));
        if (target == 0) return py::none();
        return py::str(names[target]);
      },
      py::arg("persons"), py::arg("lone_parent") = py::none());
  core.def("measure_definitions", [] {
    py::list rows;
    for (const statistics::Definition& one : statistics::definitions) {
      rows.append(py::make_tuple(to_str(one.id), to_str(one.french), to_str(one.formula), to_str(one.source), to_str(text(one.mark)), to_str(one.misuse)));
    }
    return rows;
  });
  core.def("statistics_reports", [] {
    py::list rows;
    for (const statistics::Report& one : statistics::reports) {
      rows.append(py::make_tuple(to_str(one.code), to_str(one.title), to_str(one.french), to_str(one.call), to_str(one.by), to_str(text(one.mark))));
    }
    return rows;
  });
}

}  // namespace

void bind_statistics(py::module_& core) {
  py::class_<Stays>(core, "CheckedStays", "Stays in stock, read and checked (présences en stock): counted by any number of tables.")
      .def(py::init<const py::object&, const py::object&, const py::object&, const py::object&, const py::object&, std::uint32_t, bool>(), py::arg("demand"),
           py::arg("from_day"), py::arg("until"), py::arg("entry"), py::arg("exit"), py::kw_only(), py::arg("demands"), py::arg("days") = false)
      .def_property_readonly("demands", [](const Stays& self) { return self.checked().demands(); }, "Demands that the stays are of.")
      .def_property_readonly("faults", [](const Stays& self) { return faults_table(self.checked().faults()); },
                             "Stays that are not counted: `row`, `code`, `fault`, `column`.")
      .def("__len__", [](const Stays& self) { return self.checked().rows(); })
      .def("__repr__", [](const Stays& self) {
        return py::str("<sne.CheckedStays: {} stays of {} demands, {} at fault>")
            .format(self.checked().rows(), self.checked().demands(), self.checked().faults().size());
      });
  const auto asked = [&core](const char* name, auto function, auto&&... more) {
    core.def(name, function, py::arg("stays"), py::arg("axes"), py::arg("legal_person"), py::arg("population"), more...);
  };
  asked("flow_rows", &flow_rows, py::arg("first_day"), py::arg("last_day"), py::arg("cut"), py::arg("revivals"));
  asked("stock_rows", &stock_rows, py::arg("on"));
  asked("satisfied_rows", &period_rows<&statistics::satisfied>, py::arg("first_day"), py::arg("last_day"));
  asked("active_rows", &period_rows<&statistics::active_one_day>, py::arg("first_day"), py::arg("last_day"));
  asked("abnormal_rows", &abnormal_rows, py::arg("on"), py::arg("seniority"), py::arg("months"), py::arg("law"), py::arg("reading"));
  asked("criteria_faults", &criteria_faults);
  core.def("seniority_rows", &seniority_rows, py::arg("since"), py::arg("on"), py::arg("limits"));
  core.def("delay_rows", &delay_rows, py::arg("stays"), py::arg("registered"), py::arg("limits"));
  core.def("statistics_level", &level_of, py::arg("level"), py::arg("codes"), py::arg("day"));
  core.attr("drihl_bands") = py::tuple(py::cast(std::vector<std::int32_t>(statistics::drihl_bands.begin(), statistics::drihl_bands.end())));
  bind_measures(core);
}

}  // namespace sne::python
