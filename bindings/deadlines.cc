#include <array>

#include <pybind11/stl.h>

#include <sne/information.hpp>
#include <sne/mediation.hpp>
#include <sne/merging.hpp>
#include <sne/renewal.hpp>

#include "module.hpp"
#include "values.hpp"

namespace sne::python {

namespace {

constexpr const char* area_names[] = {"elsewhere", "large_agglomeration", "ile_de_france", "overseas"};
constexpr const char* reading_names[] = {"article", "printed_sheets"};
constexpr const char* shelter_names[] = {"place", "transition_dwelling"};
constexpr const char* reached_names[] = {"inclusive", "strict"};
constexpr const char* zone_names[] = {"elsewhere", "over_50000"};
constexpr const char* trigger_names[] = {"renewal", "batch"};

/// A day that the law gives, with what it rests on: an entry of a calendar, or a delay.
struct DatedRule {
  std::optional<Deadline> deadline;
  Date day;
  Rule rule;
  Mark mark;
  Citation citation;
};

DatedRule dated(const Result<DatedAnswer>& answer, const LawBook& law) {
  const DatedAnswer given = read(answer, "day");
  return {std::nullopt, given.day, given.rule, given.mark, law.citation(given.rule, given.day)};
}

py::list entries_of(const RenewalCalendar& calendar, const LawBook& law) {
  py::list entries;
  for (const CalendarEntry& entry : calendar.entries()) {
    entries.append(DatedRule{entry.deadline, entry.day, entry.rule, entry.mark, entry.citation(law)});
  }
  return entries;
}

py::list calendar_of_demand(const Demand& demand, const LawBook& law) {
  return entries_of(read(RenewalCalendar::of(demand, law), "stored"), law);
}

py::list calendar_of_base(Date base, const LawBook& law) { return entries_of(read(RenewalCalendar::from(base, law), "base"), law); }

py::tuple merge_demands(const std::vector<std::pair<UniqueNumber, Demand>>& sources, const NationalNumber& number, Date effective, Date recorded,
                        const Actor& actor, const std::string& trigger, const SharedLaw& law, const Policy& policy) {
  std::vector<MergeSource> held;
  held.reserve(sources.size());
  for (const auto& [text, demand] : sources) held.push_back({text, demand});
  const MergeRequest request{number, effective, recorded, actor, to_option<MergeTrigger>(trigger, trigger_names, "trigger")};
  const MergeOutcome outcome = merge(held, request, *law, policy);
  py::list after;
  for (const MergeSource& source : outcome.sources) after.append(py::make_tuple(source.number, source.demand));
  return py::make_tuple(Answer{outcome.decision, law, lifecycle::merging_event(request, held.size()), std::nullopt}, outcome.national, after);
}

void bind_dated_rule(py::module_& core) {
  py::class_<DatedRule>(core, "DatedRule", "A day that the law gives (échéance), with the rule and the article that produce it.")
      .def_property_readonly("deadline", [](const DatedRule& self) { return to_python(self.deadline); },
                             "What the day is, in a calendar: 'attestation_due', 'renewal_opens', 'notice_latest', 'last_valid', 'radiation_law', "
                             "'radiation_practice', 'reactivation_until', 'kept_until'.")
      .def_property_readonly("day", [](const DatedRule& self) { return from_date(self.day); }, "The day.")
      .def_property_readonly("rule", [](const DatedRule& self) { return to_str(id_of(self.rule)); }, "Rule of the library.")
      .def_property_readonly("mark", [](const DatedRule& self) { return to_str(text(self.mark)); }, "How sure the length of the delay is.")
      .def_property_readonly("citation", [](const DatedRule& self) { return self.citation; }, "The article, in its version of the day counted from.")
      .def("__eq__",
           [](const DatedRule& a, const DatedRule& b) {
             return a.deadline == b.deadline && a.day == b.day && a.rule == b.rule && a.mark == b.mark && a.citation.id == b.citation.id;
           },
           py::is_operator())
      .def("__hash__", [](const DatedRule& self) { return py::hash(py::make_tuple(to_python(self.deadline), from_date(self.day), to_str(id_of(self.rule)))); })
      .def("__repr__", [](const DatedRule& self) {
        const std::string_view what = self.deadline ? text(*self.deadline) : id_of(self.rule);
        return py::str("<sne.DatedRule {} {}>").format(to_str(what), from_date(self.day).attr("isoformat")());
      });
}

void bind_mediation(py::module_& core) {
  core.def(
      "mediation_decision_due",
      [](Date received, const std::string& area, const LawBook& law, std::int32_t stopped_days, const std::string& reading) {
        const auto where = to_option<MediationArea>(area, area_names, "area");
        const auto read_as = to_option<IleDeFranceDelay>(reading, reading_names, "reading");
        return dated(mediation_decision_due(received, where, law, stopped_days, read_as), law);
      },
      py::arg("received"), py::arg("area") = "elsewhere", py::arg("law") = LawBook::builtin(), py::kw_only(), py::arg("stopped_days") = 0,
      py::arg("reading") = "article", "Last day for the mediation commission to decide (délai d'instruction). 2024-01-31 elsewhere: 2024-04-30.");
  core.def(
      "court_action_from",
      [](Date decided, const std::string& area, const LawBook& law) {
        return dated(court_action_from(decided, to_option<MediationArea>(area, area_names, "area"), law), law);
      },
      py::arg("decided"), py::arg("area") = "elsewhere", py::arg("law") = LawBook::builtin(),
      "First day on which the court may be seized (recours contentieux). 2024-04-30 elsewhere: 2024-07-31.");
  core.def(
      "shelter_decision_due", [](Date received, const LawBook& law) { return dated(shelter_decision_due(received, law), law); },
      py::arg("received"), py::arg("law") = LawBook::builtin(), "Last day to decide on a shelter file (hébergement). 2024-03-01: 2024-04-12.");
  core.def(
      "shelter_offer_due",
      [](Date decided, const std::string& kind, const LawBook& law) {
        return dated(shelter_offer_due(decided, to_option<Shelter>(kind, shelter_names, "kind"), law), law);
      },
      py::arg("decided"), py::arg("kind") = "place", py::arg("law") = LawBook::builtin(),
      "Last day for the prefect's offer. 2024-04-12: 2024-05-24 (place) or 2024-07-12 (transition_dwelling).");
  core.def(
      "reception_due",
      [](Date asked, const std::string& zone, const LawBook& law) {
        return dated(reception_due(asked, to_option<ReceptionZone>(zone, zone_names, "zone"), law), law);
      },
      py::arg("asked"), py::arg("zone") = "elsewhere", py::arg("law") = LawBook::builtin(),
      "Last day to receive an applicant who asks for it (réception). 2024-01-31: 2024-02-29, or 2024-03-31 in a zone 'over_50000'.");
  core.def(
      "judge_decision_due", [](Date seized, const LawBook& law) { return dated(judge_decision_due(seized, law), law); }, py::arg("seized"),
      py::arg("law") = LawBook::builtin(), "Last day for the judge to decide (délai du juge). 2024-08-01: 2024-10-01.");
  core.def(
      "answer_due_without_commission", [](Date received, const LawBook& law) { return dated(answer_due_without_commission(received, law), law); },
      py::arg("received"), py::arg("law") = LawBook::builtin(), "Last day for the answer where no commission exists. 2024-01-31: 2024-04-30.");
  core.def("court_open_for_abnormal_delay", &court_open_for_abnormal_delay, py::arg("day"), py::arg("law") = LawBook::builtin(),
           "Whether the court is open to an applicant whose ground is the abnormally long wait: from 2012-01-01.");
  core.def(
      "abnormal_delay_from",
      [](Date seniority, std::int16_t months, const LawBook& law, const std::string& reading) {
        return dated(abnormal_delay_from(seniority, months, law, to_option<DelayReached>(reading, reached_names, "reading")), law);
      },
      py::arg("seniority"), py::arg("months"), py::arg("law") = LawBook::builtin(), py::kw_only(), py::arg("reading") = "inclusive",
      "First day on which an abnormally long wait opens the commission (délai anormalement long). 2015-05-31 and 108 months: 2024-05-31.");
}

void bind_merging(py::module_& core) {
  py::class_<NationalDemand>(core, "NationalDemand", "A demand with a national number (demande nationale): one life, a seniority per territory, old numbers kept.")
      .def_readonly("number", &NationalDemand::number, "The national number.")
      .def_readonly("life", &NationalDemand::life, "Dates and state.")
      .def_property_readonly(
          "seniorities",
          [](const NationalDemand& self) {
            py::dict since;
            for (const TerritorySeniority& one : self.seniorities) since[to_str(one.territory.code())] = from_date(one.since);
            return since;
          },
          "Day from which seniority runs, by territory.")
      .def_property_readonly("aliases", [](const NationalDemand& self) { return py::tuple(py::cast(self.aliases)); }, "Numbers absorbed.")
      .def("__repr__", [](const NationalDemand& self) { return py::str("<sne.NationalDemand {}>").format(to_str(self.number.text())); });
  core.def("merge", &merge_demands, py::arg("sources"), py::arg("number"), py::kw_only(), py::arg("effective"), py::arg("recorded"), py::arg("actor"),
           py::arg("trigger") = "renewal", py::arg("law").none(false) = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "Merges demands into a national one (fusion, motif f): the decision, the national demand when accepted, the sources after it.");
}

}  // namespace

void bind_deadlines(py::module_& core) {
  bind_dated_rule(core);
  core.def("calendar_of", &calendar_of_demand, py::arg("demand"), py::arg("law") = LawBook::builtin(),
           "Every coming date of a demand, in the order of the calendar (calendrier). A draft has none: FormatError.");
  core.def("calendar_of", &calendar_of_base, py::arg("base"), py::arg("law") = LawBook::builtin(),
           "The calendar of a base date, as for a demand filed that day. 2024-02-29 is last valid on 2025-02-28.");
  bind_mediation(core);
  bind_merging(core);
}

}  // namespace sne::python
