#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include <pybind11/stl.h>

#include <sne/event_log.hpp>
#include <sne/timeline.hpp>

#include "log.hpp"
#include "module.hpp"
#include "values.hpp"

/// A log given as columns of texts, folded in one call without the interpreter's lock.
namespace sne::python {

namespace {

using Texts = std::vector<std::string_view>;

/// The rows of a log by demand: events in folding order, and where each stood.
struct Log {
  struct File {
    std::vector<Event> events;
    std::vector<std::size_t> rows;
  };
  std::vector<File> files;
  std::unordered_map<std::string_view, std::size_t> file_of;
  std::vector<std::pair<std::size_t, RowFault>> faults;
  std::size_t rows = 0;
};

struct Rules {
  LawBook law = LawBook::builtin();
  Policy policy;
};

/// The columns given, as texts that live as long as `held`.
struct Columns {
  std::vector<std::string> names;
  std::vector<Texts> texts;
  std::vector<py::object> held;
};

Columns columns_of(const py::dict& given) {
  Columns columns;
  for (const auto item : given) {
    columns.names.push_back(item.first.cast<std::string>());
    columns.texts.push_back(texts_of(item.second, columns.held));
    if (columns.texts.back().size() != columns.texts.front().size()) raise_format_error(Errc::wrong_field_count, columns.names.back());
  }
  return columns;
}

ColumnMap map_of(const Columns& columns) {
  const std::vector<std::string_view> header(columns.names.begin(), columns.names.end());
  return read(ColumnMap::of(header), "columns");
}

void put_in_order(Log::File& file) {
  std::vector<std::size_t> order(file.events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  sne::put_in_order(std::span(order), [&file](std::size_t place) -> const Event& { return file.events[place]; });
  Log::File sorted;
  for (const std::size_t place : order) {
    sorted.events.push_back(file.events[place]);
    sorted.rows.push_back(file.rows[place]);
  }
  file = std::move(sorted);
}

Log read_log(const Columns& columns, const ColumnMap& map) {
  Log log;
  log.rows = columns.texts.empty() ? 0 : columns.texts.front().size();
  std::vector<std::string_view> cells(columns.texts.size());
  LoggedEvent row;
  for (std::size_t i = 0; i < log.rows; ++i) {
    for (std::size_t column = 0; column < cells.size(); ++column) cells[column] = columns.texts[column][i];
    if (const std::optional<RowFault> fault = decode_row(map, cells, row)) {
      log.faults.emplace_back(i, *fault);
      continue;
    }
    const auto [at, added] = log.file_of.try_emplace(row.demand, log.files.size());
    if (added) log.files.emplace_back();
    log.files[at->second].events.push_back(row.event);
    log.files[at->second].rows.push_back(i);
  }
  for (Log::File& file : log.files) put_in_order(file);
  return log;
}

Rules rules_of(const py::dict& given) {
  Rules rules;
  const auto text_of = [&given](const char* name) {
    const py::object value = given.attr("get")(name);
    return value.is_none() ? std::string() : value.cast<std::string>();
  };
  rules.policy = text_of("name") == "law" ? Policy::law() : Policy::sne();
  rules.policy.unknown = to_option<UnknownFacts>(text_of("unknown"), unknown_facts_names, "unknown");
  rules.policy.horizon = to_option<BeyondHorizon>(text_of("horizon"), beyond_horizon_names, "horizon");
  rules.policy.renewal_base = to_option<RenewalBase>(text_of("renewal_base"), renewal_base_names, "renewal_base");
  rules.policy.couples = to_option<Couples>(text_of("couples"), couples_names, "couples");
  rules.policy.expired_commission = to_option<ExpiredCommission>(text_of("expired_commission"), expired_commission_names, "expired_commission");
  const std::string start = text_of("national_number_start");
  if (!start.empty()) rules.law = rules.law.with_national_number_start(read(Date::parse(start), "national_number_start"));
  for (const py::handle period : given["suspensions"]) {
    const auto days = period.cast<std::pair<std::string, std::string>>();
    const Period pause{read(Date::parse(days.first), "suspensions"), read(Date::parse(days.second), "suspensions")};
    rules.law = read(rules.law.with_suspension(pause), "suspensions");
  }
  return rules;
}

std::string joined(std::span<const Reason> reasons) {
  std::string text_of_all;
  for (const Reason& reason : reasons) {
    if (!text_of_all.empty()) text_of_all += '|';
    text_of_all += text(reason.code);
  }
  return text_of_all;
}

std::string joined_missing(const FieldSet& missing) {
  std::string names;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (!missing.holds(static_cast<Field>(i))) continue;
    if (!names.empty()) names += '|';
    names += text(static_cast<Field>(i));
  }
  return names;
}

std::string joined_earliest(const Decision& decision) {
  std::string days;
  for (const ReasonList<16>* list : {&decision.reasons, &decision.warnings}) {
    for (const Reason& reason : list->all()) {
      if (!reason.earliest) continue;
      if (!days.empty()) days += '|';
      days += text(reason.code);
      days += '=';
      const auto iso = iso_text(*reason.earliest);
      days.append(iso.data(), iso.size());
    }
  }
  return days;
}

py::dict fold_log(const py::dict& given, const py::dict& policy) {
  const Columns columns = columns_of(given);
  const ColumnMap map = map_of(columns);
  const Rules rules = rules_of(policy);
  std::vector<Decision> decisions;
  std::vector<std::pair<std::size_t, RowFault>> faults;
  {
    const py::gil_scoped_release unlocked;
    Log log = read_log(columns, map);
    faults = std::move(log.faults);
    decisions.resize(log.rows);
    for (const Log::File& file : log.files) {
      Demand demand;
      for (std::size_t i = 0; i < file.events.size(); ++i) decisions[file.rows[i]] = advance(demand, file.events[i], rules.law, rules.policy);
    }
  }
  py::list outcome(decisions.size()), reasons(decisions.size()), warnings(decisions.size()), missing(decisions.size()), earliest(decisions.size());
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    outcome[i] = to_str(text(decisions[i].outcome));
    reasons[i] = joined(decisions[i].reasons.all());
    warnings[i] = joined(decisions[i].warnings.all());
    missing[i] = joined_missing(decisions[i].missing);
    earliest[i] = joined_earliest(decisions[i]);
  }
  for (const auto& [row, fault] : faults) {
    outcome[row] = "fault";
    reasons[row] = to_str(text(fault.code));
    missing[row] = fault.field ? to_str(text(*fault.field)) : py::str();
  }
  py::dict out;
  out["outcome"] = outcome;
  out["reasons"] = reasons;
  out["warnings"] = warnings;
  out["missing"] = missing;
  out["earliest"] = earliest;
  return out;
}

py::list situations(const py::dict& given, const py::dict& policy, const std::vector<std::string>& demands, const std::vector<std::string>& on,
                    const std::vector<std::string>& known) {
  const Columns columns = columns_of(given);
  const Rules rules = rules_of(policy);
  const Log log = read_log(columns, map_of(columns));
  py::list out;
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const auto found = log.file_of.find(demands[i]);
    if (found == log.file_of.end()) {
      out.append("none");
      continue;
    }
    const std::span<const Event> events = known_on(log.files[found->second].events, read(Date::parse(known[i]), "known"));
    const Situation situation = read(Timeline::of(events, rules.law, rules.policy)).on(read(Date::parse(on[i]), "on"), rules.law);
    out.append(py::str(py::cast(situation)));
  }
  return out;
}

py::dict snapshot(const Demand& demand, Date day, const LawBook& law) {
  py::dict values;
  const State state = state_on(demand, day, law);
  values["state"] = to_str(text(state));
  const bool registered = state == State::active || state == State::expired || state == State::radiated || state == State::erased;
  const bool out = state == State::radiated || state == State::erased;
  const auto day_or_none = [](bool known, Date value) { return known ? from_date(value) : py::object(py::none()); };
  values["motive"] = out ? from_code(demand.radiation.motive) : py::object(py::none());
  values["initial"] = day_or_none(registered, demand.initial);
  values["seniority"] = day_or_none(registered, demand.seniority);
  values["base"] = day_or_none(registered, demand.base);
  values["last_valid"] = registered ? from_date(last_valid(demand.base, law)) : py::object(py::none());
  values["radiated_effective"] = day_or_none(out, demand.radiation.effective);
  values["radiated_recorded"] = day_or_none(out, demand.radiation.recorded);
  values["notice_on"] = from_date(demand.notice);
  values["attested"] = demand.attested;
  values["online_user"] = demand.online_user;
  values["ex_officio"] = demand.ex_officio;
  values["legal_person"] = demand.legal_person;
  values["deceased"] = demand.deceased;
  values["wants_post"] = demand.wants_post;
  values["accepts_email"] = demand.accepts_email;
  values["email_known"] = demand.email_known;
  return values;
}

py::list snapshots(const py::dict& given, const py::dict& policy, const std::vector<std::string>& demands, const std::vector<std::string>& on) {
  const Columns columns = columns_of(given);
  const Rules rules = rules_of(policy);
  const Log log = read_log(columns, map_of(columns));
  py::list out;
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const auto found = log.file_of.find(demands[i]);
    Demand demand;
    if (found != log.file_of.end()) demand = read(fold(log.files[found->second].events, rules.law, rules.policy));
    out.append(snapshot(demand, read(Date::parse(on[i]), "on"), rules.law));
  }
  return out;
}

}  // namespace

void bind_columns(py::module_& core) {
  core.def("fold_log", &fold_log, py::arg("columns"), py::arg("policy"),
           "Decisions on a log given as columns of texts, row by row: outcome, and codes joined by '|'. A row that cannot be read has the "
           "outcome 'fault', its code in `reasons` and its column in `missing`.");
  core.def("situations", &situations, py::arg("columns"), py::arg("policy"), py::arg("demands"), py::arg("on"), py::arg("known"),
           "Situation of each demand on a day, as known on another: 'active', 'radiated:e'...");
  core.def("snapshots", &snapshots, py::arg("columns"), py::arg("policy"), py::arg("demands"), py::arg("on"),
           "Each demand as folded, with its state on a day.");
}

}  // namespace sne::python
