#include <array>

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <sne/law/lawbook.hpp>
#include <sne/reading_names.hpp>

#include "convert.hpp"
#include "law_pack.hpp"
#include "module.hpp"

namespace sne::python {

namespace {

LawBook with_suspension(const LawBook& law, Date from, Date to) {
  return read(law.with_suspension({from, to}), "suspensions");
}

py::tuple suspensions(const LawBook& law) {
  py::tuple periods(law.suspensions().size());
  for (std::size_t i = 0; i < periods.size(); ++i) {
    periods[i] = py::make_tuple(from_date(law.suspensions()[i].from), from_date(law.suspensions()[i].to));
  }
  return periods;
}

// What tells a book from the built-in one.
py::tuple amendments(const LawBook& law) {
  return py::make_tuple(from_date(law.horizon()), from_date(law.national_number_start()), suspensions(law), added_ceilings_state(law));
}

LawBook amended(const py::tuple& state) {
  LawBook law = LawBook::builtin().with_horizon(to_date(state[0]));
  if (!state[1].is_none()) law = law.with_national_number_start(to_date(state[1]));
  for (const py::handle period : state[2].cast<py::tuple>()) {
    const auto days = period.cast<py::tuple>();
    law = with_suspension(law, to_date(days[0]), to_date(days[1]));
  }
  return with_added_ceilings(law, state[3]).with_horizon(to_date(state[0]));
}

Rule rule_named(const std::string& id) {
  for (std::size_t i = 0; i < law::rules.size(); ++i) {
    if (law::rules[i].id == id) return static_cast<Rule>(i);
  }
  raise_format_error(Errc::unknown_code, "rule");
}

py::tuple rule_ids() {
  py::tuple ids(law::rules.size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = to_str(law::rules[i].id);
  return ids;
}

void bind_citation(py::module_& core) {
  py::class_<Citation>(core, "Citation", "One version of one article (référence): where an answer comes from.")
      .def_property_readonly("id", [](const Citation& self) { return to_str(self.id); }, "Stable key: 'r441-2-7@2017'.")
      .def_property_readonly("article", [](const Citation& self) { return to_str(self.article); }, "'CCH R441-2-7'.")
      .def_property_readonly("title", [](const Citation& self) { return to_str(self.title); }, "The text that wrote this version.")
      .def_property_readonly("in_force_from", [](const Citation& self) { return from_date(self.from); }, "First day in force.")
      .def_property_readonly("in_force_to", [](const Citation& self) { return from_date(self.to); }, "Last day in force; 9999-12-31 while it is.")
      .def_property_readonly("mark", [](const Citation& self) { return to_str(text(self.mark)); },
                             "'text', 'practice', 'convention' or 'unverified'.")
      .def_property_readonly("source", [](const Citation& self) { return to_str(self.source); }, "Where this version was read.")
      .def("__eq__", [](const Citation& self, const Citation& other) { return self.id == other.id; }, py::is_operator())
      .def("__hash__", [](const Citation& self) { return py::hash(to_str(self.id)); })
      .def("__repr__", [](const Citation& self) { return py::str("<sne.Citation {}: {}>").format(to_str(self.id), to_str(self.article)); })
      .def(py::pickle([](const Citation& self) { return py::make_tuple(to_str(self.id)); },
                      [](const py::tuple& state) {
                        const auto id = state[0].cast<std::string>();
                        for (const Citation& one : law::citations) {
                          if (one.id == id) return one;
                        }
                        raise_format_error(Errc::unknown_code, "citation");
                      }));
}

void bind_lawbook(py::module_& core) {
  py::class_<LawBook, SharedLaw>(core, "LawBook",
                      "The law as data (recueil du droit): a value; amend a copy, pass it along.\n\n"
                      ">>> LawBook.builtin().horizon\ndatetime.date(2026, 12, 31)")
      .def_static("builtin", &LawBook::builtin, "The book shipped with the library: 2000-11-08 to 2026-12-31, no national number, no suspension.")
      .def("with_national_number_start", &LawBook::with_national_number_start, py::arg("first_day"),
           "A copy in which national numbers exist from this day (numéro unique national).")
      .def("with_horizon", &LawBook::with_horizon, py::arg("last_reviewed"), "A copy with another last day reviewed.")
      .def("with_suspension", &with_suspension, py::arg("first_day"), py::arg("last_day"),
           "A copy in which motive e is suspended on these days, both included; at most eight.")
      .def_property_readonly("first_day", [](const LawBook& self) { return from_date(self.first_day()); }, "First day covered: 2000-11-08.")
      .def_property_readonly("horizon", [](const LawBook& self) { return from_date(self.horizon()); }, "Last day for which the rows were reviewed.")
      .def_property_readonly("national_number_start", [](const LawBook& self) { return from_date(self.national_number_start()); },
                             "First day of national numbers; None while they are not in operation.")
      .def_property_readonly("suspensions", &suspensions, "Periods during which motive e is suspended: pairs of days.")
      .def_property_readonly("id", [](const LawBook& self) { return to_str(self.id().view()); },
                             "Digest of the rows and of the amendments: two books with the same id give the same answers.")
      .def("version_on",
           [](const LawBook& self, Date day) -> py::object {
             const Version* version = self.version_at(day);
             return version == nullptr ? py::object(py::none()) : py::object(to_str(version->code));
           },
           py::arg("day"), "Code of the version in force, 'P0' to 'P4'; None before 2000-11-08.")
      .def("citation", [](const LawBook& self, const std::string& rule, Date day) { return self.citation(rule_named(rule), day); },
           py::arg("rule"), py::arg("day"), "The article that a rule rests on, in its version of a day.")
      .def(py::self == py::self)
      .def("__hash__", [](const LawBook& self) { return py::hash(to_str(self.id().view())); })
      .def("__repr__", [](const LawBook& self) { return py::str("<sne.LawBook {}>").format(to_str(self.id().view())); })
      .def(py::pickle(&amendments, &amended));
}

using Months = std::optional<std::int16_t>;

// Months that a territory sets in place of the dated rows of the law book.
struct OwnMonths {
  Months lapse, no_answer, reactivation_e, reactivation_c;
};

Tolerances tolerances_of(const OwnMonths& own) {
  for (const Months& months : {own.lapse, own.no_answer, own.reactivation_e, own.reactivation_c}) {
    if (months && (*months < 0 || *months > 1200)) raise_format_error(Errc::bad_number, "months");
  }
  return {own.lapse, own.no_answer, own.reactivation_e, own.reactivation_c};
}

Policy make_policy(Policy policy, const std::string& unknown, const std::string& horizon, const std::string& renewal_base,
                   const std::string& couples, const std::string& expired_commission, const OwnMonths& own) {
  policy.tolerances = tolerances_of(own);
  policy.unknown = to_option<UnknownFacts>(unknown, unknown_facts_names, "unknown");
  policy.horizon = to_option<BeyondHorizon>(horizon, beyond_horizon_names, "horizon");
  policy.renewal_base = to_option<RenewalBase>(renewal_base, renewal_base_names, "renewal_base");
  policy.couples = to_option<Couples>(couples, couples_names, "couples");
  policy.expired_commission = to_option<ExpiredCommission>(expired_commission, expired_commission_names, "expired_commission");
  return policy;
}

py::dict readings_of(const Policy& policy) {
  py::dict said;
  each_reading(policy.readings, [&said](const char* name, auto reading) { said[name] = to_str(text(reading)); });
  return said;
}

Policy with_readings(Policy policy, const py::kwargs& readings) {
  for (const auto& [name, value] : readings) {
    const auto key = name.cast<std::string>();
    if (!py::isinstance<py::str>(value)) throw py::type_error(key + ": a str is expected");
    if (const auto fault = set_reading(policy.readings, key, value.cast<std::string>())) raise_format_error(*fault, key);
  }
  return policy;
}

template <class Option, std::size_t N>
const char* option_name(Option option, const char* const (&names)[N]) {
  return names[static_cast<std::size_t>(option)];
}

py::tuple options(const Policy& policy) {
  return py::make_tuple(to_str(policy.name()), option_name(policy.unknown, unknown_facts_names), option_name(policy.horizon, beyond_horizon_names),
                        option_name(policy.renewal_base, renewal_base_names), option_name(policy.couples, couples_names),
                        option_name(policy.expired_commission, expired_commission_names), policy.tolerances.lapse, policy.tolerances.no_answer,
                        policy.tolerances.reactivation_e, policy.tolerances.reactivation_c,
                        py::tuple(readings_of(policy).attr("items")()));
}

/// `name='choice'` for what differs from the usual policy.
py::str changes(const py::list& names, const py::tuple& ours, const py::tuple& usual) {
  py::list said;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!ours[i].equal(usual[i])) said.append(py::str("{}={!r}").format(names[i], ours[i]));
  }
  return py::str(", ").attr("join")(said);
}

py::str policy_repr(const Policy& self) {
  constexpr std::array names{"unknown", "horizon", "renewal_base", "couples", "expired_commission", "lapse", "no_answer", "reactivation_e", "reactivation_c"};
  const auto inner = [&names](const Policy& policy) { return py::tuple(options(policy)[py::slice(1, names.size() + 1, 1)]); };
  py::str made = py::str("sne.Policy.{}({})").format(to_str(self.name()), changes(py::cast(names), inner(self), inner(Policy::sne())));
  if (self.readings == Readings{}) return made;
  const py::dict ours = readings_of(self);
  const py::dict usual = readings_of(Policy::sne());
  const py::str read = changes(py::list(ours), py::tuple(ours.attr("values")()), py::tuple(usual.attr("values")()));
  return py::str("{}.with_readings({})").format(made, read);
}

template <class Class>
void bind_policy_maker(Class& type, const char* name, Policy (*start)() noexcept, const char* doc) {
  type.def_static(
      name,
      [start](const std::string& unknown, const std::string& horizon, const std::string& renewal_base, const std::string& couples,
              const std::string& expired_commission, Months lapse, Months no_answer, Months reactivation_e, Months reactivation_c) {
        const OwnMonths own{lapse, no_answer, reactivation_e, reactivation_c};
        return make_policy(start(), unknown, horizon, renewal_base, couples, expired_commission, own);
      },
      py::kw_only(), py::arg("unknown") = "ask", py::arg("horizon") = "refuse", py::arg("renewal_base") = "presentation",
      py::arg("couples") = "named", py::arg("expired_commission") = "warn", py::arg("lapse") = py::none(), py::arg("no_answer") = py::none(),
      py::arg("reactivation_e") = py::none(), py::arg("reactivation_c") = py::none(), doc);
}

void bind_policy(py::module_& core) {
  auto type = py::class_<Policy>(core, "Policy",
                                 "How the law is applied where it leaves a choice (politique d'application).\n\n"
                                 "Options: unknown='ask'|'presume_met', horizon='refuse'|'provisional', renewal_base='presentation'|'anniversary', "
                                 "couples='named'|'all', expired_commission='warn'|'refuse'. Months that a territory sets in place of the dated rows: lapse, "
                                 "no_answer, reactivation_e, reactivation_c.\n\n"
                                 ">>> Policy.sne(unknown='presume_met').name\n'sne'");
  bind_policy_maker(type, "law", &Policy::law, "The texts alone.");
  bind_policy_maker(type, "sne", &Policy::sne, "The texts and the documented tolerances of the national system.");
  type.def("with_readings", &with_readings,
           "A copy that reads otherwise what the texts leave open (lectures); each choice is argued in the page of its rule.\n\n"
           ">>> Policy.sne().with_readings(overseas_pls='plus').readings['overseas_pls']\n'plus'")
      .def_property_readonly("readings", &readings_of, "How the open questions of the texts are read: name and choice.");
  type.def_property_readonly("name", [](const Policy& self) { return to_str(self.name()); }, "'law' or 'sne'.")
      .def_property_readonly("unknown", [](const Policy& self) { return option_name(self.unknown, unknown_facts_names); },
                             "What becomes of a fact that nobody gave.")
      .def_property_readonly("horizon", [](const Policy& self) { return option_name(self.horizon, beyond_horizon_names); },
                             "What becomes of an event after the horizon of the law book.")
      .def_property_readonly("renewal_base", [](const Policy& self) { return option_name(self.renewal_base, renewal_base_names); },
                             "From which day a renewal opens the new year.")
      .def_property_readonly("couples", [](const Policy& self) { return option_name(self.couples, couples_names); },
                             "Which couples keep the seniority on separation.")
      .def_property_readonly("expired_commission", [](const Policy& self) { return option_name(self.expired_commission, expired_commission_names); },
                             "Whether a commission may examine an expired demand.")
      .def_property_readonly("lapse", [](const Policy& self) { return self.tolerances.lapse; }, "Months from the base to the radiation e, when set.")
      .def_property_readonly("no_answer", [](const Policy& self) { return self.tolerances.no_answer; }, "Months from the warning to the radiation c, when set.")
      .def_property_readonly("reactivation_e", [](const Policy& self) { return self.tolerances.reactivation_e; }, "Months from the base, when set.")
      .def_property_readonly("reactivation_c", [](const Policy& self) { return self.tolerances.reactivation_c; }, "Months from the radiation, when set.")
      .def(py::self == py::self)
      .def("__hash__", [](const Policy& self) { return py::hash(options(self)); })
      .def("__repr__", &policy_repr)
      .def(py::pickle(&options, [](const py::tuple& state) {
        const auto at = [&state](std::size_t i) { return state[i].cast<std::string>(); };
        const auto months = [&state](std::size_t i) { return state[i].cast<Months>(); };
        const OwnMonths own{months(6), months(7), months(8), months(9)};
        const Policy policy = make_policy(at(0) == "law" ? Policy::law() : Policy::sne(), at(1), at(2), at(3), at(4), at(5), own);
        return with_readings(policy, py::kwargs(py::dict(state[10])));
      }));
}

}  // namespace

void bind_law(py::module_& core) {
  bind_citation(core);
  bind_lawbook(core);
  bind_policy(core);
  core.def("rule_ids", &rule_ids);
}

}  // namespace sne::python
