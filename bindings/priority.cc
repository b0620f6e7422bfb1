#include <array>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include <sne/dalo.hpp>
#include <sne/occupancy.hpp>
#include <sne/owner.hpp>
#include <sne/priority.hpp>
#include <sne/quotas.hpp>

#include <fact_members.hpp>

#include "answers.hpp"
#include "module.hpp"

/// Doors of priority: publics, mediation grounds, occupancy, owners, quotas. The fields are those of docs/priority.md.
namespace sne::python {

template <>
struct Members<CountedLease> {
  static void each(auto& self, auto visit) {
    visit("place", self.place);
    visit("quartile", self.quartile);
    visit("kind", self.kind);
    visit("renewal", self.renewal);
  }
};

namespace {

constexpr const char* reached_names[] = {"inclusive", "strict"};
constexpr const char* window_names[] = {"end_of_care", "birthday_21"};

}  // namespace

template <>
struct Shown<GroundAnswer> {
  static void each(const GroundAnswer& self, auto visit) {
    visit("public", self.subject);
    visit("status", self.status);
    visit("letter", self.letter);
    visit("reasons", self.reasons);
    visit("missing", self.missing);
    visit("last_day", self.last_day);
    visit("rule", self.rule);
    visit("mark", self.mark);
    visit("citation", self.citation);
  }
};
template <>
struct Shown<PriorityAnswer> {
  static void each(const PriorityAnswer& self, auto visit) {
    visit("grounds", self.grounds);
    visit("claimed", self.claimed);
    visit("verified", self.verified);
    visit("open_list", self.open_list);
    visit("dalo", self.dalo);
    visit("dalo_first", self.dalo_first);
    visit("counts_for_quarter", counts_for_quarter(self));
  }
};
template <>
struct Shown<ChildProtectionAnswer> {
  static void each(const ChildProtectionAnswer& self, auto visit) {
    visit("open", self.open);
    visit("last_day", self.last_day);
    visit("missing", self.missing);
  }
};
template <>
struct Shown<EssentialAnswer> {
  static void each(const EssentialAnswer& self, auto visit) { visit("objective", self.objective); }
};
template <>
struct Shown<OwnershipAnswer> {
  static void each(const OwnershipAnswer& self, auto visit) { visit("ground", self.ground); }
};
template <>
struct Shown<DaloGroundAnswer> {
  static void each(const DaloGroundAnswer& self, auto visit) {
    visit("ground", self.ground);
    visit("outcome", self.outcome);
    visit("reasons", self.reasons);
    visit("missing", self.missing);
    visit("from_day", self.from);
    visit("rule", self.rule);
    visit("mark", self.mark);
    visit("citation", self.citation);
  }
};
template <>
struct Shown<UnderOccupation> {
  static void each(const UnderOccupation& self, auto visit) {
    visit("under_occupied", self.under_occupied);
    visit("rooms_allowed", self.rooms_allowed);
    visit("persons_counted", self.persons_counted);
  }
};
template <>
struct Shown<RightToRemain> {
  static void each(const RightToRemain& self, auto visit) {
    visit("kept", self.kept);
    visit("reasons", self.reasons);
    visit("missing", self.missing);
    visit("rule", self.rule);
    visit("mark", self.mark);
    visit("citation", self.citation);
  }
};
template <>
struct Shown<ReservedQuarter> {
  static void each(const ReservedQuarter& self, auto visit) {
    visit("total", self.total);
    visit("counted", self.counted);
    visit("needed", self.needed);
    visit("outcome", self.outcome);
  }
};
template <>
struct Shown<QuartileShare> {
  static void each(const QuartileShare& self, auto visit) {
    visit("numerator", self.numerator);
    visit("denominator", self.denominator);
    visit("outcome", self.outcome);
  }
};
template <>
struct Shown<QuartileCounting> {
  static void each(const QuartileCounting& self, auto visit) {
    visit("outside", self.outside);
    visit("inside", self.inside);
    visit("unknown_place", self.unknown_place);
    visit("not_concerned", self.not_concerned);
    visit("excluded", self.excluded);
  }
};

/// The answer on a wait, with the words of the order: the rows given do not outlive the call.
struct AbnormalWait {
  Fact passed = Fact::unknown;
  std::optional<Date> from{};
  std::string order{};
  Rule rule = Rule::priority_abnormal_delay;
  Mark mark = Mark::convention;
};
template <>
struct Shown<AbnormalWait> {
  static void each(const AbnormalWait& self, auto visit) {
    visit("passed", self.passed);
    visit("from_day", self.from);
    visit("order", self.order);
  }
};

namespace {

using Rows = std::vector<py::dict>;

GroundClaim to_claim(const py::dict& row) {
  if (!row.contains("public")) raise_format_error(Errc::missing_value, "public", list_of<PriorityPublic>());
  GroundClaim claim;
  assign_members(claim, row);
  return claim;
}

PriorityAnswer publics_of(const Rows& rows, Date day, const py::object& dalo, const LawBook& law, const Policy& policy) {
  std::vector<GroundClaim> claims;
  claims.reserve(rows.size());
  for (const py::dict& row : rows) claims.push_back(to_claim(row));
  const Result<PriorityAnswer> answer = priority_publics(claims, day, policy, law, to_code<DaloStatus>(dalo, "dalo"));
  if (!answer && (answer.error().code == Errc::born_after || answer.error().code == Errc::bad_number)) raise_row_fault(answer.error(), "claims");
  return read(answer, "day");
}

py::tuple names_of(const PublicSet& set) { return shown(set); }

Cited<ChildProtectionAnswer> window_of(std::optional<Date> care_ended, std::optional<Date> born, Date day, const std::string& reading,
                                       const py::object& emancipated, const LawBook& law, Policy policy) {
  policy.readings.child_protection_window = to_option<ChildProtectionWindow>(reading, window_names, "reading");
  const Fact freed = to_code<Fact>(emancipated, "emancipated");
  return cited(read(child_protection_window(care_ended, born, day, policy, law, freed), "born"), day, law);
}

/// A row of a local list of trades.
struct TradeRow {
  std::string occupation;
  Period held;
};

py::object needed(const py::dict& row, const char* name) {
  if (!row.contains(name)) raise_format_error(Errc::missing_value, name);
  return row[name];
}

Period held_in(const py::dict& row) { return {to_date(needed(row, "from"), "from"), to_date(needed(row, "to"), "to")}; }

Cited<EssentialAnswer> essential(const std::string& occupation, const Rows& rows, Date day, const LawBook& law) {
  std::vector<TradeRow> held;
  held.reserve(rows.size());
  for (const py::dict& row : rows) held.push_back({needed(row, "occupation").cast<std::string>(), held_in(row)});
  std::vector<EssentialJob> jobs;
  jobs.reserve(held.size());
  for (const TradeRow& row : held) jobs.push_back({row.occupation, row.held});
  return cited(essential_worker(occupation, jobs, day, law), day, law);
}

py::tuple grounds_of(Date day, const LawBook& law, const py::kwargs& facts) {
  DaloSituation situation;
  assign_members(situation, facts);
  py::list answers;
  for (const DaloGroundAnswer& answer : read(dalo_grounds(situation, day, law), "day")) answers.append(py::cast(answer));
  return py::tuple(answers);
}

/// Orders of prefects as rows; the words of their citations live in `words`.
std::vector<AbnormalDelay> orders_of(const Rows& rows, std::vector<std::string>& words) {
  words.reserve(rows.size());
  std::vector<AbnormalDelay> orders;
  orders.reserve(rows.size());
  for (const py::dict& row : rows) {
    AbnormalDelay order;
    assign(order.territory, needed(row, "territory"), "territory");
    if (row.contains("typology")) order.typology = to_code<Typology>(row["typology"], "typology");
    assign(order.months, needed(row, "months"), "months");
    order.from = to_date(needed(row, "from"), "from");
    order.to = to_date(needed(row, "to"), "to");
    words.push_back(needed(row, "citation").cast<std::string>());
    order.citation = words.back();
    orders.push_back(order);
  }
  if (const std::optional<Fault> fault = find_fault(orders)) raise_row_fault(*fault, "delays");
  return orders;
}

Cited<AbnormalWait> wait_of(std::optional<Date> since, const std::string& territory, const py::object& typology, Date day, const Rows& rows,
                            const LawBook& law, const std::string& reading) {
  std::vector<std::string> words;
  const std::vector<AbnormalDelay> orders = orders_of(rows, words);
  const Wait wait{since, read(Territory::parse(territory), "territory"), to_code<Typology>(typology, "typology")};
  const AbnormalDelayAnswer answer = abnormal_delay_passed(wait, day, orders, law, to_option<DelayReached>(reading, reached_names, "reading"));
  return cited(AbnormalWait{answer.passed, answer.from, std::string(answer.order == nullptr ? "" : answer.order->citation)}, day, law);
}

RightToRemain remain(const py::object& over_65, const py::object& disabled, const py::object& in_qpv, const py::object& tense_area) {
  return right_to_remain({to_code<Fact>(over_65, "over_65"), to_code<Fact>(disabled, "disabled"), to_code<Fact>(in_qpv, "in_qpv"),
                          to_code<Fact>(tense_area, "tense_area")});
}

Cited<QuartileCounting> counted(const Rows& rows, Date day, std::int32_t outside, std::int32_t inside, const LawBook& law) {
  std::vector<CountedLease> leases(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) assign_members(leases[i], rows[i]);
  return cited(read(quartile_counting(leases, day, law, {outside, inside}), "targets"), day, law);
}

void bind_answers(py::module_& core) {
  bind_answer<GroundAnswer>(core, "PriorityGround", "One public of L441-1, judged (public prioritaire).");
  bind_answer<PriorityAnswer>(core, "PriorityPublics", "The publics claimed and verified; the decision of the mediation commission beside them.");
  bind_answer<Cited<ChildProtectionAnswer>>(core, "ChildProtection", "Whether former child-protection youth are within their time (sortie de l'ASE).");
  bind_answer<Cited<EssentialAnswer>>(core, "EssentialWorker", "Whether somebody is in the objective of essential workers (travailleur essentiel).");
  bind_answer<Cited<OwnershipAnswer>>(core, "Ownership", "Whether what is owned may ground a refusal (propriété d'un logement).");
  bind_answer<DaloGroundAnswer>(core, "DaloGround", "One ground of the mediation commission, judged (cas de saisine).");
  bind_answer<Cited<AbnormalWait>>(core, "AbnormalWait", "Whether a wait is abnormally long under the orders given (délai anormalement long).");
  bind_answer<Cited<UnderOccupation>>(core, "UnderOccupation", "Whether a dwelling has too many rooms (sous-occupation).");
  bind_answer<RightToRemain>(core, "RightToRemain", "Whether refused offers leave the right to remain (maintien dans les lieux).");
  bind_answer<Cited<ReservedQuarter>>(core, "ReservedQuarter", "The quarter of a reserving party (quart réservé).");
  bind_answer<QuartileShare>(core, "QuartileShare", "Two integers and whether the target is met.");
  bind_answer<Cited<QuartileCounting>>(core, "QuartileCounting", "A year's leases against the targets of the first quartile.");
}

void bind_publics(py::module_& core) {
  core.def("priority_publics", &publics_of, py::arg("claims"), py::arg("day"), py::kw_only(), py::arg("dalo") = py::none(),
           py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "Who is priority under L441-1 on a day (publics prioritaires). A claim is a dict: 'public', 'proof', 'proof_date' and the facts of docs/priority.md.");
  core.def(
      "public_letter", [](const py::object& subject, Date day) { return shown(letter_of(to_code<PriorityPublic>(subject, "public"), day)); },
      py::arg("public"), py::arg("day"), "The letter of a public in the list of a day; None when it is not there. 'PP_TRAFFICKING' in 2016: 'g'.");
  core.def(
      "letter_publics", [](const std::string& letter, Date day) { return names_of(public_of(letter, day)); }, py::arg("letter"), py::arg("day"),
      "The publics that a letter names on a day. 'b' in 2015: PP_POOR_HOUSING; in 2020: PP_ACT_EXIT.");
  core.def("child_protection_window", &window_of, py::arg("care_ended"), py::arg("born"), py::arg("day"), py::kw_only(),
           py::arg("reading") = "end_of_care", py::arg("emancipated") = py::none(), py::arg("law") = LawBook::builtin(),
           py::arg("policy") = Policy::sne(),
           "Whether former child-protection youth are within their three years. Care ended 2023-06-30: until 2026-06-30.");
  core.def("essential_worker", &essential, py::arg("occupation"), py::arg("jobs"), py::arg("day"), py::arg("law") = LawBook::builtin(),
           "Whether a trade is in a territory's list on a day. A row is a dict: 'occupation', 'from', 'to'.");
  core.def(
      "ownership_ground",
      [](const py::object& owned, Date day, std::optional<Date> protection_order, const LawBook& law) {
        return cited(ownership_ground(to_code<Owned>(owned, "owned"), protection_order, day, law), day, law);
      },
      py::arg("owned"), py::arg("day"), py::kw_only(), py::arg("protection_order") = py::none(), py::arg("law") = LawBook::builtin(),
      "Whether what a member of the household owns may ground a refusal. 'suited' in 2026: 'POSSIBLE'.");
}

void bind_grounds(py::module_& core) {
  core.def("dalo_grounds", &grounds_of, py::arg("day"), py::arg("law") = LawBook::builtin(),
           "Every ground of the mediation commission on a day (cas de saisine). The facts are keywords: docs/priority.md, section 4.");
  core.def("abnormal_delay_passed", &wait_of, py::arg("since"), py::arg("territory"), py::arg("typology"), py::arg("day"), py::arg("delays"),
           py::arg("law") = LawBook::builtin(), py::kw_only(), py::arg("reading") = "inclusive",
           "Whether a wait is abnormally long under orders of prefects, dicts: 'territory', 'typology', 'months', 'from', 'to', 'citation'.");
}

void bind_occupancy(py::module_& core) {
  core.def(
      "minimum_surface", [](std::int32_t persons) { return read(minimum_surface(persons), "persons"); }, py::arg("persons"),
      "Square metres under which a dwelling is overcrowded (surface minimale). 4 persons: 34.");
  core.def(
      "below_minimum_surface",
      [](std::int32_t surface_dm2, std::int32_t persons) { return read(below_minimum_surface(surface_dm2, persons), "surface_dm2"); },
      py::arg("surface_dm2"), py::arg("persons"), "Whether a surface, in square decimetres, is strictly lower. 3400 for 4 persons: False.");
  core.def(
      "under_occupied",
      [](std::int32_t rooms, std::int32_t persons, Date day, std::int32_t visiting_children, const LawBook& law) {
        const Result<UnderOccupation> answer = under_occupied({rooms, persons, visiting_children}, day, law);
        return cited(read(answer, !answer && answer.error().code == Errc::bad_number ? "rooms" : "day"), day, law);
      },
      py::arg("rooms"), py::arg("persons"), py::arg("day"), py::kw_only(), py::arg("visiting_children") = 0, py::arg("law") = LawBook::builtin(),
      "Whether a dwelling is under-occupied on a day (sous-occupation). 3 rooms, 1 person: no in 2016, yes in 2018.");
  core.def("right_to_remain", &remain, py::kw_only(), py::arg("over_65") = py::none(), py::arg("disabled") = py::none(),
           py::arg("in_qpv") = py::none(), py::arg("tense_area") = py::none(), "Whether three refused offers leave the right to remain.");
}

void bind_quotas(py::module_& core) {
  core.def(
      "reserved_quarter",
      [](std::int32_t total, std::int32_t counted_ones, Date day, const LawBook& law) {
        return cited(read(reserved_quarter(total, counted_ones, day, law), "counted"), day, law);
      },
      py::arg("total"), py::arg("counted"), py::arg("day"), py::arg("law") = LawBook::builtin(),
      "The quarter of a reserving party (quart réservé). 10 allocations need 3.");
  core.def("quartile_counting", &counted, py::arg("leases"), py::arg("day"), py::kw_only(), py::arg("outside") = 25, py::arg("inside") = 50,
           py::arg("law") = LawBook::builtin(),
           "A year's leases against the targets of the first quartile. A lease is a dict: 'place', 'quartile', 'kind', 'renewal'.");
}

}  // namespace

void bind_priority(py::module_& core) {
  bind_answers(core);
  bind_publics(core);
  bind_grounds(core);
  bind_occupancy(core);
  bind_quotas(core);
}

}  // namespace sne::python
