#include <memory>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include <sne/replay.hpp>

#include "log.hpp"
#include "module.hpp"
#include "values.hpp"

/// The replay of a log, and its results as columns.
namespace sne::python {

namespace {

constexpr const char* population_names[] = {"persons", "associations", "both"};
constexpr const char* stock_by_names[] = {"territory", "typology", "seniority"};

Population population_named(const std::string& name) { return to_option<Population>(name, population_names, "population"); }

Period period_of(Date from, Date to) {
  if (to < from) raise_format_error(Errc::out_of_order, "to");
  return {from, to};
}

DemandIndex index_of(const Replay& replay, const std::string& key) {
  const std::optional<DemandIndex> found = replay.find(key);
  if (!found) throw py::key_error("no demand of the log has this key");
  return *found;
}

// A column of codes: places into a list of names, as Arrow dictionaries are made.
class Coded {
 public:
  void add(std::string_view name) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i] == name) {
        places_.push_back(static_cast<std::int32_t>(i));
        return;
      }
    }
    names_.push_back(name);
    places_.push_back(static_cast<std::int32_t>(names_.size() - 1));
  }
  [[nodiscard]] py::tuple column() const {
    py::list names;
    for (const std::string_view name : names_) names.append(to_str(name));
    return py::make_tuple(array_of(places_), names);
  }

 private:
  std::vector<std::string_view> names_;
  std::vector<std::int32_t> places_;
};

constexpr std::int32_t no_day = INT32_MIN;
std::int32_t days_of(const std::optional<Date>& day) { return day ? day->days() : no_day; }

py::list keys_of(const Replay& replay, const std::vector<DemandIndex>& demands) {
  py::list keys(demands.size());
  for (std::size_t i = 0; i < demands.size(); ++i) keys[i] = to_str(replay.key(demands[i]));
  return keys;
}

// One line for each finding of each row that was not plainly accepted.
py::dict findings_of(const Replay& replay) {
  const JudgedRows& judged = replay.judged();
  std::vector<RowIndex> row;
  std::vector<std::uint64_t> line;
  std::vector<DemandIndex> demand;
  std::vector<std::int32_t> judged_on, earliest;
  Coded event, motive, outcome, kind, code, rule, field, article, mark;
  {
    const py::gil_scoped_release unlocked;
    for (std::size_t i = 0; i < judged.size(); ++i) {
      for (const Finding& finding : judged.of(i)) {
        const Citation& citation = replay.law().citation(finding.rule, judged.judged_on[i]);
        row.push_back(judged.row[i]);
        line.push_back(judged.line[i]);
        demand.push_back(judged.demand[i]);
        judged_on.push_back(judged.judged_on[i].days());
        earliest.push_back(days_of(finding.earliest));
        event.add(text(judged.event[i]));
        motive.add(text(judged.motive[i]));
        outcome.add(text(judged.outcome[i]));
        kind.add(text(finding.kind));
        code.add(finding.name());
        rule.add(id_of(finding.rule));
        field.add(text(finding.field));
        article.add(citation.article);
        mark.add(text(citation.mark));
      }
    }
  }
  py::dict columns;
  columns["row"] = array_of(row);
  columns["line"] = array_of(line);
  columns["demand"] = keys_of(replay, demand);
  columns["event"] = event.column();
  columns["motive"] = motive.column();
  columns["outcome"] = outcome.column();
  columns["judged_on"] = array_of(judged_on);
  columns["kind"] = kind.column();
  columns["code"] = code.column();
  columns["field"] = field.column();
  columns["earliest"] = array_of(earliest);
  columns["rule"] = rule.column();
  columns["article"] = article.column();
  columns["mark"] = mark.column();
  return columns;
}

py::dict table_of(const Replay& replay) {
  DemandTable table;
  std::vector<std::int32_t> initial, seniority, base, last_valid;
  Coded stored, territory, motive, typology;
  std::vector<bool> legal_person;
  {
    const py::gil_scoped_release unlocked;
    table = replay.table();
    for (std::size_t i = 0; i < table.key.size(); ++i) {
      initial.push_back(days_of(table.initial[i]));
      seniority.push_back(days_of(table.seniority[i]));
      base.push_back(days_of(table.base[i]));
      last_valid.push_back(days_of(table.last_valid[i]));
      motive.add(text(table.motive[i]));
      typology.add(text(table.typology[i]));
    }
  }
  py::list keys, stored_names, territories;
  constexpr const char* stored_text[] = {"none", "draft", "invalid", "registered", "radiated", "erased"};
  for (std::size_t i = 0; i < table.key.size(); ++i) {
    keys.append(to_str(table.key[i]));
    stored_names.append(stored_text[static_cast<std::size_t>(table.stored[i])]);
    territories.append(to_python(table.territory[i]));
  }
  py::dict columns;
  columns["demand"] = keys;
  columns["stored"] = stored_names;
  columns["territory"] = territories;
  columns["initial"] = array_of(initial);
  columns["seniority"] = array_of(seniority);
  columns["base"] = array_of(base);
  columns["last_valid"] = array_of(last_valid);
  columns["motive"] = motive.column();
  columns["typology"] = typology.column();
  columns["legal_person"] = py::cast(table.legal_person);
  return columns;
}

py::dict due_of(const Replay& replay, Date on, std::int32_t months, const std::string& population) {
  if (months < 0 || months > 1200) raise_format_error(Errc::bad_number, "months");
  Due due;
  std::vector<std::int32_t> day;
  Coded kind;
  {
    const Population whose = population_named(population);
    const py::gil_scoped_release unlocked;
    due = replay.due(on, months, whose);
    for (std::size_t i = 0; i < due.size(); ++i) {
      day.push_back(due.day[i].days());
      kind.add(text(due.kind[i]));
    }
  }
  py::dict columns;
  columns["demand"] = keys_of(replay, due.demand);
  columns["kind"] = kind.column();
  columns["day"] = array_of(day);
  return columns;
}

py::dict state_of(const Replay& replay, Date on) {
  RegisterState state;
  {
    const py::gil_scoped_release unlocked;
    state = replay.state(on);
  }
  py::dict count;
  for (std::size_t i = 0; i < state.count.size(); ++i) count[to_str(text(static_cast<State>(i)))] = state.count[i];
  return count;
}

py::dict stock_of(const Replay& replay, Date on, const std::string& by, const std::string& population) {
  const auto criterion = to_option<StockBy>(by, stock_by_names, "by");
  const Population whose = population_named(population);
  Stock stock;
  {
    const py::gil_scoped_release unlocked;
    stock = replay.stock(on, criterion, whose);
  }
  py::dict count;
  for (std::size_t i = 0; i < stock.label.size(); ++i) count[to_str(stock.label[i])] = stock.count[i];
  return count;
}

py::dict counts_by_motive(const FlowCounts& counts) {
  py::dict radiated;
  for (std::size_t i = 0; i < counts.radiated.size(); ++i) radiated[to_str(text(static_cast<Motive>(i + 1)))] = counts.radiated[i];
  return radiated;
}

template <class Read>
auto count_property(Read read_count) {
  return [read_count](const FlowLine& self) { return read_count(self.counts); };
}

void bind_flow(py::module_& core) {
  py::class_<FlowLine>(core, "FlowLine", "One line of a stock-and-flow table: a territory, a region, or the total.")
      .def_readonly("code", &FlowLine::code, "'059', '111', 'R31' or 'total'; '000' without a known territory.")
      .def_readonly("name", &FlowLine::name, "Name of a region; else empty.")
      .def_property_readonly("start", count_property([](const FlowCounts& c) { return c.start; }), "In stock on the eve of the first day.")
      .def_property_readonly("new", count_property([](const FlowCounts& c) { return c.entered; }), "Initial date within the period (nouvelles demandes).")
      .def_property_readonly("revived", count_property([](const FlowCounts& c) { return c.revived; }), "Reactivated within the period.")
      .def_property_readonly("radiated", count_property(&counts_by_motive), "Radiated within the period, by motive.")
      .def_property_readonly("end", count_property([](const FlowCounts& c) { return c.end; }), "In stock on the last day.")
      .def_property_readonly("breaking", count_property([](const FlowCounts& c) { return c.breaking; }), "Demands whose own account does not close.")
      .def_property_readonly("gap", count_property([](const FlowCounts& c) { return c.gap(); }), "end - (start + new + revived - radiated).")
      .def_property_readonly("closes", count_property([](const FlowCounts& c) { return c.closes(); }), "Whether every demand of the line closes.")
      .def("__repr__", [](const FlowLine& self) {
        return py::str("<sne.FlowLine {}: {} + {} + {} - {} = {}>")
            .format(self.code, self.counts.start, self.counts.entered, self.counts.revived, self.counts.radiated_total(), self.counts.end);
      });
  py::class_<Flow>(core, "Flow", "The table of a period, both days included (tableau des stocks et des flux).")
      .def_property_readonly("first_day", [](const Flow& self) { return from_date(self.period.from); }, "First day of the period.")
      .def_property_readonly("last_day", [](const Flow& self) { return from_date(self.period.to); }, "Last day of the period.")
      .def_property_readonly("territories", [](const Flow& self) { return py::tuple(py::cast(self.territories)); }, "Lines by territory of registration.")
      .def_property_readonly("regions", [](const Flow& self) { return py::tuple(py::cast(self.regions)); }, "Lines by region, as they are on the last day.")
      .def_readonly("total", &Flow::total, "The line of everything.")
      .def_property_readonly("closes", [](const Flow& self) { return self.total.counts.closes(); }, "Whether start + new + revived - radiated = end for every demand.")
      .def_property_readonly("breaking", [](const Flow& self) { return py::tuple(py::cast(self.breaking)); }, "Places of the demands that do not close.")
      .def("__repr__", [](const Flow& self) {
        return py::str("<sne.Flow {} to {}: {}>")
            .format(from_date(self.period.from).attr("isoformat")(), from_date(self.period.to).attr("isoformat")(),
                    self.total.counts.closes() ? "closes" : "does not close");
      });
}

Replay make_replay(const std::shared_ptr<EventLog>& log, const LawBook& law, const Policy& policy, const py::object& report) {
  const py::gil_scoped_release unlocked;
  return Replay(log, law, policy, progress_of(report));
}

Flow flow_of(const Replay& replay, Date from, Date to, const std::string& population) {
  const Period period = period_of(from, to);
  const Population whose = population_named(population);
  const py::gil_scoped_release unlocked;
  return replay.flow(period, whose);
}

std::vector<Flow> monthly_of(const Replay& replay, Date from, Date to, const std::string& population) {
  const Period period = period_of(from, to);
  const Population whose = population_named(population);
  const py::gil_scoped_release unlocked;
  return replay.monthly(period, whose);
}

py::object decision_on(const Replay& replay, RowIndex row) {
  const std::optional<Decision> decision = replay.decision(row);
  const std::optional<LoggedEvent> held = replay.log().at(row);
  if (!decision || !held) return py::none();
  return py::cast(Answer{*decision, std::make_shared<LawBook>(replay.law()), held->event, std::nullopt});
}

}  // namespace

void bind_replay(py::module_& core) {
  bind_flow(core);
  py::class_<Replay>(core, "Replay", "A log folded through the rules (rejeu du journal): immutable; days and periods are asked of it.")
      .def(py::init(&make_replay), py::arg("log"), py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(), py::arg("progress") = py::none())
      .def_property_readonly("law", &Replay::law, "The book applied.")
      .def_property_readonly("policy", &Replay::policy, "The policy applied.")
      .def("counts",
           [](const Replay& self) {
             const auto counts = self.counts();
             py::dict said;
             for (std::size_t i = 0; i < counts.size(); ++i) said[to_str(text(static_cast<RowStatus>(i)))] = counts[i];
             return said;
           },
           "Rows by what became of them: accepted, refused, incomplete, fault.")
      .def("findings", &findings_of, "Reasons, warnings, missing inputs and remarks on numbers, as columns, one line each.")
      .def("faults", [](const Replay& self) { return faults_of(self.faults()); }, "Every fault, those of the reading included, as columns.")
      .def("decision", &decision_on, py::arg("row"), "The whole decision on a row; None for a row at fault.")
      .def("table", &table_of, "The demands at the end of the log, as columns.")
      .def("__len__", &Replay::demands)
      .def("__contains__", [](const Replay& self, const std::string& key) { return self.find(key).has_value(); })
      .def("demand", [](const Replay& self, const std::string& key) { return self.demand(index_of(self, key)); }, py::arg("key"),
           "A demand once every row is folded. KeyError when the log has none of this key.")
      .def("situation",
           [](const Replay& self, const std::string& key, Date on, const std::optional<Date>& known) {
             const DemandIndex demand = index_of(self, key);
             return known ? self.situation(demand, on, *known) : self.situation(demand, on);
           },
           py::arg("key"), py::arg("on"), py::arg("known") = py::none(), "The situation on a day, as known at the end or on a day.")
      .def("state", &state_of, py::arg("on"), "Demands by state on a day.")
      .def("stock", &stock_of, py::arg("on"), py::arg("by") = "territory", py::arg("population") = "persons", "Demands in stock on a day, by one criterion.")
      .def("flow", &flow_of, py::arg("first_day"), py::arg("last_day"), py::arg("population") = "persons", "The stock-and-flow table of a period.")
      .def("monthly", &monthly_of, py::arg("first_day"), py::arg("last_day"), py::arg("population") = "persons", "The tables of the calendar months of a period.")
      .def("due", &due_of, py::arg("on"), py::arg("months") = 1, py::arg("population") = "persons", "Notices and renewals due, as columns, in the order of the days.")
      .def("__repr__", [](const Replay& self) { return py::str("<sne.Replay of {} demands>").format(self.demands()); });
}

}  // namespace sne::python
