#include "module.hpp"
#include "values.hpp"

namespace sne {

template <>
struct CodeNames<Stored> {
  static constexpr std::array<std::string_view, 6> list{"none", "draft", "invalid", "registered", "radiated", "erased"};
};
template <>
struct CodeNames<Procedure::Stage> {
  static constexpr std::array<std::string_view, 3> list{"closed", "running", "answered"};
};

}  // namespace sne

namespace sne::python {

template <>
struct Members<SeparationClaim> {
  static void each(auto& self, auto visit) {
    visit("separated", self.separated);
    visit("first_initial", self.first_initial);
    visit("mentioned", self.mentioned);
    visit("couple", self.couple);
    visit("first_live", self.first_live);
  }
};
template <>
struct Members<Procedure> {
  static void each(auto& self, auto visit) {
    visit("stage", self.stage);
    visit("opened", self.opened);
    visit("sender", self.sender);
    visit("ground", self.ground);
    visit("delivered", self.delivered);
    visit("proof", self.proof);
  }
};
template <>
struct Members<Allocation> {
  static void each(auto& self, auto visit) {
    visit("day", self.day);
    visit("lessor", self.lessor);
  }
};
py::object to_python(const Allocations& allocations) {
  py::list held;
  for (const Allocation& one : allocations.all()) held.append(py::cast(one));
  return py::tuple(held);
}
void assign(Allocations& member, py::handle value, const char* field) {
  member = {};
  for (const py::handle one : value) {
    Allocation made;
    assign(made, one, field);
    member.decide(made.day, made.lessor);
  }
}

template <>
struct Members<Radiation> {
  static void each(auto& self, auto visit) {
    visit("motive", self.motive);
    visit("effective", self.effective);
    visit("recorded", self.recorded);
    visit("former_motive", self.former_motive);
  }
};
template <>
struct Members<Demand> {
  static void each(auto& self, auto visit) {
    visit("stored", self.stored);
    visit("territory", self.territory);
    visit("initial", self.initial);
    visit("seniority", self.seniority);
    visit("base", self.base);
    visit("last_presented", self.last_presented);
    visit("attested_from", self.attested_from);
    visit("last_effective", self.last_effective);
    visit("registrar", self.registrar);
    visit("radiation", self.radiation);
    visit("notice", self.notice);
    visit("no_answer", self.no_answer);
    visit("irrecevability", self.irrecevability);
    visit("allocations", self.allocations);
    visit("late_lease", self.late_lease);
    visit("online_user", self.online_user);
    visit("wants_post", self.wants_post);
    visit("accepts_email", self.accepts_email);
    visit("email_known", self.email_known);
    visit("legal_person", self.legal_person);
    visit("ex_officio", self.ex_officio);
    visit("attested", self.attested);
    visit("deceased", self.deceased);
    visit("substituted", self.substituted);
    visit("reactivated", self.reactivated);
    visit("draft_identity", self.draft_identity);
    visit("draft_nationality", self.draft_nationality);
    visit("draft_claim", self.draft_claim);
    visit("typology", self.typology);
  }
};

namespace {

bool ever_registered(const Demand& demand) {
  return demand.stored == Stored::registered || demand.stored == Stored::radiated || demand.stored == Stored::erased;
}

// Every day that a rule counts from must be one that the law knows.
void check_days(const Demand& demand) {
  const Date first = LawBook::builtin().first_day();
  const auto check = [first](Date day, const char* field) {
    if (day < first) raise_format_error(Errc::date_out_of_range, field);
  };
  if (demand.stored == Stored::none) return;
  check(demand.initial, "initial");
  if (!ever_registered(demand)) return;
  check(demand.seniority, "seniority");
  check(demand.base, "base");
  check(demand.last_presented, "last_presented");
  check(demand.attested_from, "attested_from");
  if (demand.notice) check(*demand.notice, "notice");
  if (demand.stored == Stored::registered) return;
  check(demand.radiation.effective, "radiation");
  check(demand.radiation.recorded, "radiation");
  if (demand.radiation.motive == Motive::none) raise_format_error(Errc::missing_value, "radiation");
}

// A demand as its owner holds it. The days left out are those of a demand filed on `initial` and renewed, if ever,
// on the base date or the last presentation given.
Demand make_demand(const py::kwargs& facts) {
  Demand demand;
  assign_members(demand, facts);
  if (demand.stored == Stored::none) return demand;
  if (!facts.contains("initial")) raise_format_error(Errc::missing_value, "initial");
  const auto left_out = [&facts](const char* name) { return !facts.contains(name); };
  if (left_out("seniority")) demand.seniority = demand.initial;
  if (left_out("last_presented")) demand.last_presented = left_out("base") ? demand.initial : demand.base;
  if (left_out("base")) demand.base = demand.last_presented;
  if (left_out("attested_from")) demand.attested_from = demand.last_presented;
  if (left_out("last_effective")) demand.last_effective = demand.last_presented;
  check_days(demand);
  return demand;
}

using Day = Date Demand::*;

// A day that the demand has only from its registration on.
void bind_day(py::class_<Demand>& type, const char* name, Day day, const char* doc) {
  type.def_property_readonly(
      name, [day](const Demand& self) { return ever_registered(self) ? from_date(self.*day) : py::object(py::none()); }, doc);
}

void bind_procedure_member(py::class_<Demand>& type, const char* name, Procedure Demand::* member, const char* doc) {
  type.def_property_readonly(
      name,
      [member](const Demand& self) {
        const Procedure& procedure = self.*member;
        return procedure.stage == Procedure::Stage::closed ? py::object(py::none()) : py::cast(procedure);
      },
      doc);
}

template <Value T>
void bind_pickling(py::class_<T>& type) {
  type.def(py::pickle([](const T& self) { return members_of(self); },
                      [](const py::dict& state) {
                        T made;
                        assign_members(made, state);
                        return made;
                      }));
}

template <Value T>
py::class_<T> bind_part(py::module_& core, const char* name, const char* doc) {
  py::class_<T> type = bind_value<T>(core, name, doc);
  type.def(py::init([](const py::kwargs& facts) {
    T made;
    assign_members(made, facts);
    return made;
  }));
  bind_pickling(type);
  return type;
}

void bind_parts(py::module_& core) {
  auto procedure = bind_part<Procedure>(core, "Procedure", "A procedure of motive c or d (procédure), from its opening to the answer or the radiation.");
  bind_member(procedure, "stage", &Procedure::stage, "'running' or 'answered'.");
  bind_member(procedure, "opened", &Procedure::opened, "Day of the letter (c) or of the commission's decision (d).");
  bind_member(procedure, "sender", &Procedure::sender, "Sender of the letter, or deciding lessor.");
  bind_member(procedure, "ground", &Procedure::ground, "Ground of the irrecevability, when known.");
  bind_member(procedure, "delivered", &Procedure::delivered, "Delivery of the warning; None before it.");
  bind_member(procedure, "proof", &Procedure::proof, "Whether there is a proof of that delivery; None when not known.");

  auto allocation = bind_part<Allocation>(core, "Allocation", "A favourable decision of a commission, or a lease recorded after a radiation.");
  bind_member(allocation, "day", &Allocation::day, "Day of the decision or of the lease.");
  bind_member(allocation, "lessor", &Allocation::lessor, "Who decided or signed.");

  auto radiation = bind_part<Radiation>(core, "Radiation", "A radiation (radiation): motive and days.");
  bind_member(radiation, "motive", &Radiation::motive, "'a' to 'f'.");
  bind_member(radiation, "effective", &Radiation::effective, "Day from which it holds.");
  bind_member(radiation, "recorded", &Radiation::recorded, "Day of its entry.");
  bind_member(radiation, "former_motive", &Radiation::former_motive, "Motive before a requalification; None otherwise.");

  auto claim = bind_part<SeparationClaim>(core, "SeparationClaim", "What an ex-partner says when filing (reprise d'ancienneté).");
  bind_member(claim, "separated", &SeparationClaim::separated, "Day of the separation.");
  bind_member(claim, "first_initial", &SeparationClaim::first_initial, "Initial date of the demand that named the person.");
  bind_member(claim, "mentioned", &SeparationClaim::mentioned, "Whether that demand named the person.");
  bind_member(claim, "couple", &SeparationClaim::couple, "'married', 'pacs', 'cohabiting' or 'co_tenant'.");
  bind_member(claim, "first_live", &SeparationClaim::first_live, "Whether that demand was live on the day of the separation.");
}

void bind_dates(py::class_<Demand>& type) {
  type.def_property_readonly(
      "initial", [](const Demand& self) { return self.stored == Stored::none ? py::object(py::none()) : from_date(self.initial); },
      "Day of receipt (date de la demande initiale); of a draft, of its deposit. Never moves.");
  bind_day(type, "seniority", &Demand::seniority, "Day from which seniority runs (ancienneté).");
  bind_day(type, "base", &Demand::base, "Start of the running year.");
  bind_day(type, "last_presented", &Demand::last_presented, "Last presentation by the applicant: filing, then renewals.");
  bind_day(type, "attested_from", &Demand::attested_from, "Day from which the month of the attestation runs.");
  bind_day(type, "last_effective", &Demand::last_effective, "Latest effective day among the accepted events.");
  type.def(
          "last_valid", [](const Demand& self, const LawBook& law) { return ever_registered(self) ? from_date(last_valid(self.base, law)) : py::object(py::none()); },
          py::arg("law"), "Last day of validity, included (dernier jour de validité).")
      .def(
          "state_on", [](const Demand& self, Date day, const LawBook& law) { return to_str(text(state_on(self, day, law))); },
          py::arg("day"), py::arg("law"), "'none', 'draft', 'invalid', 'active', 'expired', 'radiated' or 'erased', as folded so far.")
      .def(
          "seniority_months",
          [](const Demand& self, Date day) { return ever_registered(self) ? py::object(py::int_(seniority_months(self, day))) : py::object(py::none()); },
          py::arg("day"), "Whole months of seniority on a day: from 2018-03-15 to 2024-03-14 is 71.");
}

void bind_flags(py::class_<Demand>& type) {
  bind_member(type, "online_user", &Demand::online_user, "Filed or renewed online at least once.");
  bind_member(type, "wants_post", &Demand::wants_post, "Wishes letters by post.");
  bind_member(type, "accepts_email", &Demand::accepts_email, "Accepts letters by e-mail.");
  bind_member(type, "email_known", &Demand::email_known, "An e-mail address is known.");
  bind_member(type, "legal_person", &Demand::legal_person, "The applicant is a body.");
  bind_member(type, "ex_officio", &Demand::ex_officio, "Registered by order of the prefect.");
  bind_member(type, "attested", &Demand::attested, "The attestation was sent.");
  bind_member(type, "deceased", &Demand::deceased, "The applicant's death was reported.");
  bind_member(type, "substituted", &Demand::substituted, "Somebody took the applicant's place.");
  bind_member(type, "reactivated", &Demand::reactivated, "Came back after a radiation.");
  bind_member(type, "typology", &Demand::typology, "Dwelling wanted: 'C', 'T1' to 'T5', 'T6P'.");
}

}  // namespace

void bind_demand(py::module_& core) {
  bind_parts(core);
  auto type = bind_value<Demand>(core, "Demand",
                                 "A demand on its territory (demande de logement social): what is left of its events once folded.\n\n"
                                 "`Demand()` has no event yet. The keywords are the properties, for an owner who holds the state rather than the log; "
                                 "days left out are those of a demand never renewed.\n\n"
                                 ">>> Demand(stored='registered', territory='059', initial='2023-10-01').base\ndatetime.date(2023, 10, 1)");
  type.def(py::init(&make_demand));
  type.def(py::pickle([](const Demand& self) { return members_of(self); },
                      [](const py::dict& state) {
                        Demand made;
                        assign_members(made, state);
                        check_days(made);
                        return made;
                      }));
  bind_member(type, "stored", &Demand::stored, "'none', 'draft', 'invalid', 'registered', 'radiated' or 'erased'; see state_on for a day.");
  bind_member(type, "territory", &Demand::territory, "Code of the territory of registration.");
  bind_dates(type);
  type.def_property_readonly(
      "registrar", [](const Demand& self) { return ever_registered(self) ? py::cast(self.registrar) : py::object(py::none()); },
      "The body that registered.");
  type.def_property_readonly(
      "radiation",
      [](const Demand& self) {
        const bool out = self.stored == Stored::radiated || self.stored == Stored::erased;
        return out ? py::cast(self.radiation) : py::object(py::none());
      },
      "The standing radiation; None while there is none.");
  bind_member(type, "notice", &Demand::notice, "Day of the first notice sent for the running year (préavis).");
  bind_procedure_member(type, "no_answer", &Demand::no_answer, "Procedure of motive c.");
  bind_procedure_member(type, "irrecevability", &Demand::irrecevability, "Procedure of motive d.");
  bind_member(type, "allocations", &Demand::allocations, "Favourable decisions of commissions: the first of each of the last four lessors.");
  bind_member(type, "late_lease", &Demand::late_lease, "Lease recorded since the standing radiation.");
  bind_flags(type);
}

}  // namespace sne::python
