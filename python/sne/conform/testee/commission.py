"""The allocation commission, offers, refusals, and the shares of a PLUS operation."""

from __future__ import annotations

import sne
from sne.conform.testee._shared import Case, Operation, iso, or_fault, shown


def check_decision(case: Case) -> Case:
    given = {key: case[key] for key in ("grounds", "reasoned", "deadline", "ranks") if key in case}
    check = sne.check_decision(case["decision"], case["day"], **given)
    return {
        "issues": [finding.issue for finding in check.issues],
        "warnings": [finding.issue for finding in check.warnings],
        "missing": list(check.missing),
    }


def offer_standing(case: Case) -> Case:
    answer = sne.offer_standing(case["received"], case["days"], case["response"], case["day"])
    return shown(answer, "standing", "delay_enough", "missing") | {"last_day": iso(answer.last_day)}


def plus_shares(case: Case) -> Case:
    shares = sne.plus_operation_shares(case["dwellings"], case["day"])
    return {"at_60": shares.at_60.dwellings, "at_120": shares.at_120.dwellings}


OPERATIONS: dict[str, Operation] = {
    "minimum_candidates": or_fault(lambda c: shown(sne.minimum_candidates(c["day"], **c["facts"]), "minimum", "because", "missing")),
    "decision_kind": or_fault(lambda c: shown(sne.decision_kind(c["decision"], c["day"]), "letter", "standing", "waits_for")),
    "check_decision": or_fault(check_decision),
    "sole_ground": or_fault(lambda c: shown(sne.sole_ground(c["grounds"], c["day"]), "forbidden")),
    "offer_standing": or_fault(offer_standing),
    "holder_of_ranking": or_fault(lambda c: {"holder": sne.holder_of_ranking(c["standings"])}),
    "refusal_effects": or_fault(lambda c: shown(sne.refusal_effects(c["day"], **c["facts"]), "effects", "missing")),
    "social_lease": or_fault(lambda c: shown(sne.social_lease(**c), "lease", "missing")),
    "plus_shares": or_fault(plus_shares),
    "counts_at_60": or_fault(lambda c: shown(sne.counts_at_60(c["income"], c["plus"], c["day"]), "counts")),
}
