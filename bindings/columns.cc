#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include <pybind11/stl.h>

#include <sne/timeline.hpp>

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
  std::size_t rows = 0;
};

struct Rules {
  LawBook law = LawBook::builtin();
  Policy policy;
};

// Texts of a column; `held` keeps them alive while the lock is released.
Texts texts_of(const py::handle& column, std::vector<py::object>& held) {
  const auto cells = py::reinterpret_steal<py::tuple>(PySequence_Tuple(column.ptr()));
  if (!cells) throw py::error_already_set();
  Texts texts;
  texts.reserve(cells.size());
  for (const py::handle cell : cells) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(cell.ptr(), &size);
    if (bytes == nullptr) throw py::error_already_set();
    texts.emplace_back(bytes, static_cast<std::size_t>(size));
  }
  held.push_back(cells);
  return texts;
}

template <ClosedList Code>
void read_cell(Code& member, std::string_view text) {
  member = parse_code<Code>(text).value_or(Code{});
}
void read_cell(Date& member, std::string_view text) { member = Date::parse(text).value_or(Date{}); }
void read_cell(Territory& member, std::string_view text) { member = Territory::parse(text).value_or(Territory{}); }
void read_cell(std::int16_t& member, std::string_view text) {
  member = 0;
  for (const char c : text) member = static_cast<std::int16_t>(member * 10 + (c - '0'));
}
template <std::size_t N>
void read_cell(InlineText<N>& member, std::string_view text) {
  member = InlineText<N>::of(text).value_or(InlineText<N>{});
}
template <class T>
void read_cell(std::optional<T>& member, std::string_view text) {
  if (text.empty()) return;
  T made{};
  read_cell(made, text);
  member = made;
}

Log read_log(const std::map<std::string, Texts>& columns) {
  Log log;
  const Texts& demands = columns.at("demand");
  log.rows = demands.size();
  std::vector<const Texts*> places;
  constexpr Event shape;
  Members<Event>::each(shape, [&](const char* name, const auto&) {
    const auto found = columns.find(name);
    places.push_back(found == columns.end() ? nullptr : &found->second);
  });
  for (std::size_t row = 0; row < log.rows; ++row) {
    const auto [at, added] = log.file_of.try_emplace(demands[row], log.files.size());
    if (added) log.files.emplace_back();
    Event event;
    std::size_t i = 0;
    Members<Event>::each(event, [&](const char*, auto& member) {
      const Texts* column = places[i++];
      if (column != nullptr) read_cell(member, (*column)[row]);
    });
    log.files[at->second].events.push_back(event);
    log.files[at->second].rows.push_back(row);
  }
  for (Log::File& file : log.files) {
    std::vector<std::size_t> order(file.events.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return folds_before(file.events[a], file.events[b]); });
    Log::File sorted;
    for (const std::size_t k : order) {
      sorted.events.push_back(file.events[k]);
      sorted.rows.push_back(file.rows[k]);
    }
    file = std::move(sorted);
  }
  return log;
}

Rules rules_of(const py::dict& given) {
  Rules rules;
  const auto text_of = [&given](const char* name) {
    const py::object value = given.contains(name) ? py::object(given[name]) : py::object(py::none());
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
    rules.law = rules.law.with_suspension({read(Date::parse(days.first), "suspensions"), read(Date::parse(days.second), "suspensions")});
  }
  return rules;
}

std::map<std::string, Texts> columns_of(const py::dict& given, std::vector<py::object>& held) {
  std::map<std::string, Texts> columns;
  for (const auto item : given) columns.emplace(item.first.cast<std::string>(), texts_of(item.second, held));
  return columns;
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

std::string joined_earliest(std::span<const Reason> reasons) {
  std::string days;
  for (const Reason& reason : reasons) {
    if (!reason.earliest) continue;
    if (!days.empty()) days += '|';
    days += text(reason.code);
    days += '=';
    const auto iso = iso_text(*reason.earliest);
    days.append(iso.data(), iso.size());
  }
  return days;
}

py::dict fold_log(const py::dict& given, const py::dict& policy) {
  std::vector<py::object> held;
  const std::map<std::string, Texts> columns = columns_of(given, held);
  const Rules rules = rules_of(policy);
  std::vector<Decision> decisions;
  {
    const py::gil_scoped_release unlocked;
    const Log log = read_log(columns);
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
    earliest[i] = joined_earliest(decisions[i].reasons.all());
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
  std::vector<py::object> held;
  const std::map<std::string, Texts> columns = columns_of(given, held);
  const Rules rules = rules_of(policy);
  const Log log = read_log(columns);
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
  std::vector<py::object> held;
  const std::map<std::string, Texts> columns = columns_of(given, held);
  const Rules rules = rules_of(policy);
  const Log log = read_log(columns);
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
           "Decisions on a log given as columns of texts, row by row: outcome, and codes joined by '|'.");
  core.def("situations", &situations, py::arg("columns"), py::arg("policy"), py::arg("demands"), py::arg("on"), py::arg("known"),
           "Situation of each demand on a day, as known on another: 'active', 'radiated:e'...");
  core.def("snapshots", &snapshots, py::arg("columns"), py::arg("policy"), py::arg("demands"), py::arg("on"),
           "Each demand as folded, with its state on a day.");
}

}  // namespace sne::python
