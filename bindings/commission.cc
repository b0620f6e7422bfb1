#include <sne/commission.hpp>
#include <sne/plus_operation.hpp>

#include <vector>

#include <pybind11/stl.h>

#include <fact_members.hpp>

#include "answers.hpp"
#include "module.hpp"

/// Doors of the allocation commission, of offers and of the shares of a PLUS operation.
namespace sne::python {

template <>
struct Shown<MinimumCandidates> {
  static void each(const MinimumCandidates& self, auto visit) {
    visit("minimum", self.minimum);
    visit("because", self.because);
    visit("missing", self.missing);
  }
};
template <>
struct Shown<DecisionKind> {
  static void each(const DecisionKind& self, auto visit) {
    visit("letter", self.letter == '\0' ? std::string() : std::string(1, self.letter));
    visit("standing", self.standing);
    visit("waits_for", self.waits_for);
  }
};
template <>
struct Shown<CommissionFinding> {
  static void each(const CommissionFinding& self, auto visit) {
    visit("issue", self.issue);
    visit("rule", self.rule);
    visit("mark", self.mark);
  }
};
template <>
struct Shown<DecisionCheck> {
  static void each(const DecisionCheck& self, auto visit) {
    visit("issues", self.issues);
    visit("warnings", self.warnings);
    visit("missing", self.missing);
  }
};
template <>
struct Shown<SoleGround> {
  static void each(const SoleGround& self, auto visit) { visit("forbidden", self.forbidden); }
};
template <>
struct Shown<OfferAnswer> {
  static void each(const OfferAnswer& self, auto visit) {
    visit("standing", self.standing);
    visit("last_day", self.last_day);
    visit("delay_enough", self.delay_enough);
    visit("missing", self.missing);
  }
};
template <>
struct Shown<RefusalEffects> {
  static void each(const RefusalEffects& self, auto visit) {
    visit("effects", self.effects);
    visit("missing", self.missing);
  }
};
template <>
struct Shown<SocialLeaseAnswer> {
  static void each(const SocialLeaseAnswer& self, auto visit) {
    visit("lease", self.lease);
    visit("missing", self.missing);
    visit("rule", self.rule);
    visit("mark", self.mark);
  }
};
template <>
struct Shown<PlusShare> {
  static void each(const PlusShare& self, auto visit) {
    visit("dwellings", self.dwellings);
    visit("rule", self.rule);
    visit("mark", self.mark);
  }
};
template <>
struct Shown<PlusShares> {
  static void each(const PlusShares& self, auto visit) {
    visit("at_60", self.at_60);
    visit("at_120", self.at_120);
  }
};
template <>
struct Shown<PlusShareAnswer> {
  static void each(const PlusShareAnswer& self, auto visit) { visit("counts", self.counts); }
};

namespace {

CommissionGrounds to_grounds(const std::vector<py::object>& names) {
  CommissionGrounds grounds;
  for (const py::object& name : names) grounds = grounds | to_code<CommissionGround>(name, "grounds");
  return grounds;
}

Cited<DecisionCheck> checked(const py::object& decision, Date day, const std::vector<py::object>& grounds, const py::object& reasoned,
                             const py::object& deadline, const std::vector<std::int32_t>& ranks, const LawBook& law) {
  const CommissionRecord record{.decision = to_code<CommissionDecision>(decision, "decision"),
                                .grounds = to_grounds(grounds),
                                .reasoned = to_code<Fact>(reasoned, "reasoned"),
                                .deadline = to_code<Fact>(deadline, "deadline"),
                                .ranks = ranks};
  const Result<DecisionCheck> check = check_decision(record, day, law);
  if (!check) raise_row_fault(check.error(), "ranks");
  return cited(*check, day, law);
}

Cited<DecisionKind> kind_of(const py::object& decision, Date day, const LawBook& law) {
  const CommissionDecision kind = to_code<CommissionDecision>(decision, "decision");
  if (kind == CommissionDecision::unknown) raise_format_error(Errc::missing_value, "decision", list_of<CommissionDecision>());
  return cited(decision_kind(kind, day, law), day, law);
}

Cited<OfferAnswer> offered(Date received, std::optional<std::int32_t> days, const py::object& response, Date day, const LawBook& law) {
  const Result<OfferAnswer> answer = offer_standing({received, days, to_code<OfferResponse>(response, "response")}, day, law);
  return cited(read(answer, !answer && answer.error().code == Errc::bad_number ? "days" : "received"), day, law);
}

py::object holder(const std::vector<py::object>& standings) {
  std::vector<OfferStanding> by_rank;
  by_rank.reserve(standings.size());
  for (const py::object& standing : standings) by_rank.push_back(to_code<OfferStanding>(standing, "standings"));
  const std::optional<std::size_t> found = holder_of_ranking(by_rank);
  return found ? py::object(py::int_(*found)) : py::object(py::none());
}

void bind_commission_answers(py::module_& core) {
  bind_answer<Cited<MinimumCandidates>>(core, "MinimumCandidates", "How many demands are examined for a dwelling, and why fewer.");
  bind_answer<Cited<DecisionKind>>(core, "DecisionKind", "A kind of decision in the text of a day (nature de la décision).");
  bind_answer<CommissionFinding>(core, "CommissionFinding", "One defect or warning of a decision.");
  bind_answer<Cited<DecisionCheck>>(core, "DecisionCheck", "What a decision lacks or mistakes (contrôle d'une décision).");
  bind_answer<Cited<SoleGround>>(core, "SoleGround", "Whether a refusal rests on a ground that is never enough alone.");
  bind_answer<Cited<OfferAnswer>>(core, "OfferAnswer", "Where an offer stands on a day (état de l'offre).");
  bind_answer<Cited<RefusalEffects>>(core, "RefusalEffects", "What a refused offer does; the demand is never radiated (effets du refus).");
  bind_answer<SocialLeaseAnswer>(core, "SocialLease", "Whether a new lease is a transfer or a second one (mutation, double bail).");
  bind_answer<PlusShare>(core, "PlusShare", "A number of dwellings, its rule and its mark.");
  bind_answer<PlusShares>(core, "PlusShares", "The shares of a PLUS operation at 60 % and at 120 % of the ceiling.");
  bind_answer<Cited<PlusShareAnswer>>(core, "PlusShareAnswer", "Whether a household counts in the share at 60 %.");
}

void bind_decisions(py::module_& core) {
  core.def(
      "minimum_candidates",
      [](Date day, const LawBook& law, const py::kwargs& facts) {
        VacantDwelling dwelling;
        assign_members(dwelling, facts);
        return cited(minimum_candidates(dwelling, day, law), day, law);
      },
      py::arg("day"), py::arg("law") = LawBook::builtin(),
      "How many demands the commission examines: 3, or 1 for a reason. The facts are keywords: 'dalo_designated', 'special_subsidy', 'shortage', 'shortage_recorded'.");
  core.def("decision_kind", &kind_of, py::arg("decision"), py::arg("day"), py::arg("law") = LawBook::builtin(),
           "A kind of decision on a day: letter, standing, what a condition waits for. 'conditional' in 2020: 'c', 'missing_piece'.");
  core.def("check_decision", &checked, py::arg("decision"), py::arg("day"), py::kw_only(), py::arg("grounds") = py::tuple(),
           py::arg("reasoned") = py::none(), py::arg("deadline") = py::none(), py::arg("ranks") = py::tuple(), py::arg("law") = LawBook::builtin(),
           "What a decision of the commission lacks or mistakes. 'conditional' for 'income_above_ceiling' in 2020: BAD_KIND.");
  core.def(
      "sole_ground",
      [](const std::vector<py::object>& grounds, Date day, const LawBook& law) { return cited(sole_ground(to_grounds(grounds), day, law), day, law); },
      py::arg("grounds"), py::arg("day"), py::arg("law") = LawBook::builtin(),
      "Whether a refusal comes down to the absence of a link with the commune: ['no_local_link'] from 2017-01-29.");
}

void bind_offers(py::module_& core) {
  core.def("offer_standing", &offered, py::arg("received"), py::arg("days"), py::arg("response"), py::arg("day"), py::arg("law") = LawBook::builtin(),
           "Where an offer stands. Received 2026-11-02, 10 days, 'silent', on 2026-11-13: REFUSED_BY_SILENCE.");
  core.def("holder_of_ranking", &holder, py::arg("standings"),
           "Place of the candidate who holds the dwelling, the standings of their offers being given by rank. ['REFUSED', 'OPEN']: 1.");
  core.def(
      "refusal_effects",
      [](Date day, const LawBook& law, const py::kwargs& facts) {
        RefusedOffer offer;
        assign_members(offer, facts);
        return cited(refusal_effects(offer, day, law), day, law);
      },
      py::arg("day"), py::arg("law") = LawBook::builtin(),
      "What a refused offer does. The facts are keywords: 'kind', 'suitable', 'plan_counts', 'dalo_warning'. A DALO offer without the warning: nothing.");
  core.def(
      "social_lease",
      [](const py::object& held, const py::object& kept) { return social_lease({to_code<Fact>(held, "held"), to_code<Fact>(kept, "kept")}); },
      py::kw_only(), py::arg("held") = py::none(), py::arg("kept") = py::none(),
      "Whether a new lease is a first one, a transfer or a second one: held and kept is DOUBLE_LEASE.");
}

void bind_plus(py::module_& core) {
  core.def(
      "plus_operation_shares",
      [](std::int32_t dwellings, Date day, const LawBook& law) {
        const Result<PlusShares> shares = plus_operation_shares(dwellings, day, law);
        return read(shares, !shares && shares.error().code == Errc::bad_number ? "dwellings" : "day");
      },
      py::arg("dwellings"), py::arg("day"), py::arg("law") = LawBook::builtin(),
      "The shares of a PLUS operation. 9 dwellings in 2026: 3 at 60 % at least, 1 up to 120 % at most.");
  core.def(
      "counts_at_60",
      [](std::optional<std::int64_t> income_cents, std::int32_t plus_ceiling, Date day, const LawBook& law) {
        return cited(read(counts_at_60(income_cents, plus_ceiling, day, law), "income_cents"), day, law);
      },
      py::arg("income_cents"), py::arg("plus_ceiling"), py::arg("day"), py::arg("law") = LawBook::builtin(),
      "Whether an income, in cents, is at most 60 % of a PLUS ceiling, in euros. 2414000 and 40233: False.");
}

}  // namespace

void bind_commission(py::module_& core) {
  bind_commission_answers(core);
  bind_decisions(core);
  bind_offers(core);
  bind_plus(core);
}

}  // namespace sne::python
