#include <algorithm>
#include <numeric>
#include <vector>

#include <pybind11/stl.h>

#include <sne/explain.hpp>

#include "module.hpp"
#include "values.hpp"

namespace sne::python {

namespace {

/// A reason inside its decision, which gives its article.
struct CitedReason {
  Answer answer;
  bool warning = false;
  std::size_t place = 0;

  [[nodiscard]] const Reason& reason() const {
    const Decision& decision = answer.decision;
    return (warning ? decision.warnings : decision.reasons).all()[place];
  }
};

struct Folded {
  Demand demand;
  py::tuple decisions;
};

struct CitedOpening {
  EventKind event;
  Motive motive;
  Answer answer;
};

py::tuple cite(const Answer& answer, bool warnings) {
  const std::size_t count = (warnings ? answer.decision.warnings : answer.decision.reasons).all().size();
  py::tuple cited(count);
  for (std::size_t i = 0; i < count; ++i) cited[i] = CitedReason{answer, warnings, i};
  return cited;
}

py::tuple missing_of(const Decision& decision) {
  py::list names;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (decision.missing.holds(static_cast<Field>(i))) names.append(to_str(text(static_cast<Field>(i))));
  }
  return py::tuple(names);
}

bool same_reasons(std::span<const Reason> a, std::span<const Reason> b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

bool same(const Answer& a, const Answer& b) {
  const Decision& one = a.decision;
  const Decision& two = b.decision;
  return one.outcome == two.outcome && one.rule == two.rule && one.judged_on == two.judged_on && one.missing == two.missing && *a.law == *b.law &&
         same_reasons(one.reasons.all(), two.reasons.all()) && same_reasons(one.warnings.all(), two.warnings.all());
}

py::list names_of(std::span<const Reason> reasons) {
  py::list names;
  for (const Reason& reason : reasons) names.append(to_str(text(reason.code)));
  return names;
}

py::str decision_repr(const Answer& self) {
  const Decision& decision = self.decision;
  py::list parts;
  parts.append(to_str(text(decision.outcome)));
  if (!decision.reasons.empty()) parts.append(py::str(", ").attr("join")(names_of(decision.reasons.all())));
  if (!decision.missing.empty()) parts.append(py::str("missing {}").format(py::str(", ").attr("join")(missing_of(decision))));
  if (!decision.warnings.empty()) parts.append(py::str("warnings {}").format(py::str(", ").attr("join")(names_of(decision.warnings.all()))));
  if (decision.earliest()) parts.append(py::str("from {}").format(from_date(decision.earliest()).attr("isoformat")()));
  return py::str("<sne.Decision {}>").format(py::str("; ").attr("join")(parts));
}

// Pickled as numbers: the codes are frozen, and so are the identifiers of the rules.
py::tuple reason_state(const Reason& reason) {
  return py::make_tuple(static_cast<int>(reason.code), to_str(id_of(reason.rule)), to_str(text(reason.field)), from_date(reason.earliest));
}

Rule rule_named(std::string_view id) {
  for (std::size_t i = 0; i < law::rules.size(); ++i) {
    if (law::rules[i].id == id) return static_cast<Rule>(i);
  }
  raise_format_error(Errc::unknown_code, "rule");
}

Reason reason_from(const py::tuple& state) {
  const auto code = static_cast<ReasonCode>(state[0].cast<int>());
  Reason reason{code, rule_named(state[1].cast<std::string>()), to_code<Field>(state[2], "field"), std::nullopt};
  if (!state[3].is_none()) reason.earliest = to_date(state[3]);
  return reason;
}

py::list reasons_state(std::span<const Reason> reasons) {
  py::list states;
  for (const Reason& reason : reasons) states.append(reason_state(reason));
  return states;
}

void read_reasons(ReasonList<16>& reasons, const py::handle& states) {
  if (py::len(states) > 16) raise_format_error(Errc::bad_length, "reasons");
  for (const py::handle one : states) reasons.add(reason_from(one.cast<py::tuple>()));
}

py::tuple answer_state(const Answer& self) {
  const Decision& decision = self.decision;
  return py::make_tuple(to_str(text(decision.outcome)), to_str(id_of(decision.rule)), from_date(decision.judged_on),
                        reasons_state(decision.reasons.all()), reasons_state(decision.warnings.all()), missing_of(decision), self.law, self.event,
                        self.before);
}

Answer answer_from(const py::tuple& state) {
  Answer made{{}, state[6].cast<SharedLaw>(), state[7].cast<Event>(), state[8].cast<std::optional<Demand>>()};
  made.decision.outcome = to_code<Outcome>(state[0], "outcome");
  made.decision.rule = rule_named(state[1].cast<std::string>());
  made.decision.judged_on = to_date(state[2]);
  read_reasons(made.decision.reasons, state[3]);
  read_reasons(made.decision.warnings, state[4]);
  for (const py::handle field : state[5]) made.decision.missing.add(to_code<Field>(field, "missing"));
  return made;
}

Answer decide_one(const Demand& demand, const Event& event, const SharedLaw& law, const Policy& policy) {
  return {decide(demand, event, *law, policy), law, event, demand};
}

Explanation explanation_of(const Answer& self, const std::string& language) {
  const auto in = to_code<Language>(to_str(language), "language");
  if (self.before) return explain(self.decision, self.event, *self.before, *self.law, in);
  return explain(self.decision, self.event, *self.law, in);
}

// Folds in the order of the contract, whatever the order given; each decision stands at the place of its event.
Folded fold_events(const std::vector<Event>& events, const SharedLaw& law, const Policy& policy, const Demand& start) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  put_in_order(std::span(order), [&events](std::size_t place) -> const Event& { return events[place]; });
  Demand demand = start;
  py::list decisions(events.size());
  for (const std::size_t i : order) {
    const Demand before = demand;
    decisions[i] = Answer{advance(demand, events[i], *law, policy), law, events[i], before};
  }
  return {demand, py::tuple(decisions)};
}

py::list openings_of(const Demand& demand, Date day, const SharedLaw& law, const Policy& policy) {
  py::list openings;
  for (const Opening& one : open_events(demand, day, *law, policy)) {
    Event event;
    event.kind = one.event;
    event.motive = one.motive;
    event.effective = event.recorded = day;
    openings.append(CitedOpening{one.event, one.motive, {one.decision, law, event, demand}});
  }
  return openings;
}

Citation citation_of(const CitedReason& self) {
  const Explanation said = explanation_of(self.answer, "fr");
  return *(self.warning ? said.warnings : said.reasons)[self.place].ground.citation;
}

void bind_reason(py::module_& core) {
  py::class_<CitedReason>(core, "Reason", "One reason of a refusal, or one warning (motif).")
      .def_property_readonly("code", [](const CitedReason& self) { return to_str(text(self.reason().code)); }, "Stable name: 'NO_NOTICE'.")
      .def_property_readonly("number", [](const CitedReason& self) { return static_cast<int>(self.reason().code); }, "Frozen number of the code.")
      .def_property_readonly("rule", [](const CitedReason& self) { return to_str(id_of(self.reason().rule)); }, "Rule of the library.")
      .def_property_readonly("field", [](const CitedReason& self) { return to_str(text(self.reason().field)); }, "Column at fault.")
      .def_property_readonly("earliest", [](const CitedReason& self) { return from_date(self.reason().earliest); },
                             "First day on which this check passes, when a day settles it.")
      .def_property_readonly("citation", &citation_of, "The article, in its version of the day judged.")
      .def("__eq__",
           [](const CitedReason& a, const CitedReason& b) {
             return a.reason() == b.reason() && a.answer.decision.judged_on == b.answer.decision.judged_on;
           },
           py::is_operator())
      .def("__hash__", [](const CitedReason& self) { return py::hash(reason_state(self.reason())); })
      .def("__repr__",
           [](const CitedReason& self) {
             return py::str("<sne.Reason {}: {} ({})>")
                 .format(to_str(text(self.reason().code)), to_str(text(self.reason().field)), to_str(citation_of(self).article));
           })
      .def(py::pickle([](const CitedReason& self) { return py::make_tuple(self.answer, self.warning, self.place); },
                      [](const py::tuple& state) {
                        CitedReason made{state[0].cast<Answer>(), state[1].cast<bool>(), state[2].cast<std::size_t>()};
                        if (made.place >= cite(made.answer, made.warning).size()) raise_format_error(Errc::bad_number, "reason");
                        return made;
                      }));
}

void bind_answer(py::module_& core) {
  py::class_<Answer>(core, "Decision", "What the law answers to an event (décision): a value, never an exception.")
      .def_property_readonly("outcome", [](const Answer& self) { return to_str(text(self.decision.outcome)); }, "'accepted', 'refused' or 'incomplete'.")
      .def_property_readonly("accepted", [](const Answer& self) { return self.decision.accepted(); }, "Whether the event may happen.")
      .def_property_readonly("reasons", [](const Answer& self) { return cite(self, false); }, "Why not: at least one when refused.")
      .def_property_readonly("warnings", [](const Answer& self) { return cite(self, true); }, "What deserves a look.")
      .def_property_readonly("missing", [](const Answer& self) { return missing_of(self.decision); }, "Columns that would settle an incomplete decision.")
      .def_property_readonly("earliest", [](const Answer& self) { return from_date(self.decision.earliest()); },
                             "First day on which every reason that a day settles has passed.")
      .def_property_readonly("judged_on", [](const Answer& self) { return from_date(self.decision.judged_on); }, "Day whose law was applied.")
      .def_property_readonly("rule", [](const Answer& self) { return to_str(id_of(self.decision.rule)); }, "Rule of the transition judged.")
      .def_property_readonly("citation", [](const Answer& self) { return self.law->citation(self.decision.rule, self.decision.judged_on); },
                             "Article of that rule on that day.")
      .def_property_readonly("law_id", [](const Answer& self) { return to_str(self.law->id().view()); }, "Digest of the law book: it allows a replay years later.")
      .def(
          "explain", [](const Answer& self, const std::string& language) { return to_text(explanation_of(self, language)); },
          py::arg("language") = "fr", "The decision in words, 'fr' or 'en': outcome, rule, article and version, dates used.")
      .def(
          "to_json", [](const Answer& self, const std::string& language) { return to_json(explanation_of(self, language)); },
          py::arg("language") = "fr", "The same as JSON on one line, codes and ISO dates beside every text.")
      .def("__eq__", &same, py::is_operator())
      .def("__hash__", [](const Answer& self) {
        return py::hash(py::make_tuple(to_str(text(self.decision.outcome)), from_date(self.decision.judged_on), py::tuple(names_of(self.decision.reasons.all()))));
      })
      .def("__repr__", &decision_repr)
      .def(py::pickle(&answer_state, &answer_from));
}

}  // namespace

void bind_decision(py::module_& core) {
  bind_reason(core);
  bind_answer(core);
  py::class_<CitedOpening>(core, "Opening", "One kind of event, with the answer it would get from a competent actor who holds every document.")
      .def_property_readonly("event", [](const CitedOpening& self) { return from_code(self.event); }, "Kind of event.")
      .def_property_readonly("motive", [](const CitedOpening& self) { return from_code(self.motive); }, "Motive, where the kind has one.")
      .def_property_readonly("open", [](const CitedOpening& self) { return self.answer.decision.accepted(); }, "Whether it may happen.")
      .def_property_readonly("decision", [](const CitedOpening& self) { return self.answer; }, "The whole answer.")
      .def("__repr__", [](const CitedOpening& self) {
        return py::str("<sne.Opening {} {}: {}>").format(to_str(text(self.event)), to_str(text(self.motive)), decision_repr(self.answer));
      });
  py::class_<Folded>(core, "Folded", "A demand after its events, and the decision on each at the place of its event. Unpacks into the two.")
      .def_readonly("demand", &Folded::demand, "The demand.")
      .def_readonly("decisions", &Folded::decisions, "One decision for each event, in the order given.")
      .def("__iter__", [](const Folded& self) { return py::iter(py::make_tuple(self.demand, self.decisions)); })
      .def("__repr__", [](const Folded& self) {
        return py::str("<sne.Folded {} after {} events>").format(py::cast(self.demand).attr("stored"), self.decisions.size());
      });
  core.def("decide", &decide_one, py::arg("demand"), py::arg("event"), py::arg("law").none(false) = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "May this event happen to this demand, and if not, why? Nothing is read but the arguments (décider).");
  core.def("fold", &fold_events, py::arg("events"), py::arg("law").none(false) = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           py::arg("start") = Demand{}, "The demand after its events, and a decision for each.");
  core.def("open_events", &openings_of, py::arg("demand"), py::arg("on"), py::arg("law").none(false) = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "Every kind of event, open or closed on a day, with the reasons of the closed ones.");
}

}  // namespace sne::python
