"""The life of a demand: one decision, the demand after all its events, its situation on the two time axes; who may read it."""

from __future__ import annotations

import sne
from sne.conform.testee._shared import Case, Operation, event_of, iso, or_fault, rules_of, yes_or_no


def decide(case: Case) -> Case:
    """The decision on the last event; those before it are to be accepted."""
    law, policy = rules_of(case["policy"])
    *history, last = map(event_of, case["events"])
    demand, decisions = sne.fold(history, law, policy)
    if not all(decision.accepted for decision in decisions):
        raise ValueError("an event before the last is not accepted")
    decision = sne.decide(demand, last, law, policy)
    noted = (*decision.reasons, *decision.warnings)
    return {
        "outcome": decision.outcome,
        "reasons": [reason.code for reason in decision.reasons],
        "warnings": [warning.code for warning in decision.warnings],
        "missing": list(decision.missing),
        "earliest": {reason.code: iso(reason.earliest) for reason in noted if reason.earliest},
    }


def fold(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    demand = sne.fold([event_of(row) for row in case["events"]], law, policy).demand
    radiation = demand.radiation
    known: Case = {
        "state": demand.state_on(case["on"], law),
        "motive": radiation.motive if radiation else None,
        "last_valid": iso(demand.last_valid(law)),
        "radiated_effective": iso(radiation.effective) if radiation else None,
        "radiated_recorded": iso(radiation.recorded) if radiation else None,
        "deposit": iso(demand.initial) if demand.stored in ("draft", "invalid") else None,
    }
    for name in ("initial", "seniority", "base"):
        known[name] = iso(getattr(demand, name)) if demand.base else None
    for name in ("attested", "online_user", "ex_officio", "legal_person", "deceased", "wants_post", "accepts_email", "email_known"):
        known[name] = yes_or_no(getattr(demand, name))
    return known


def situation(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    found = sne.Timeline.of([event_of(row) for row in case["events"]], law, policy, known_on=case["known"]).on(case["on"])
    return {"state": found.state, "motive": found.motive}


def may_read(case: Case) -> Case:
    facts = {name: case[name] == "yes" for name in ("own_territory", "for_allocation") if name in case}
    outcome, reasons, missing = sne.may_read(case["reader"], case["day"], **facts)
    return {"outcome": outcome, "reasons": list(reasons), "missing": list(missing)}


OPERATIONS: dict[str, Operation] = {
    "decide": or_fault(decide),
    "fold": or_fault(fold),
    "situation": or_fault(situation),
    "may_read": or_fault(may_read),
}
