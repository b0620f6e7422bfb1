"""The operations of the vectors on the commission, on offers and on PLUS operations, through the Python door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sne

Case = dict[str, Any]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _or_fault(run: Callable[[Case], Case]) -> Callable[[Case], Case]:
    """What the operation says, or the fault it raises with its row."""

    def guarded(case: Case) -> Case:
        try:
            return run(case)
        except sne.FormatError as error:
            return {"fault": error.code, "at": error.row}

    return guarded


def _shown(answer: Any, *keys: str) -> Case:
    return {key: list(value) if isinstance(value := getattr(answer, key), tuple) else value for key in keys}


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
    return _shown(answer, "standing", "delay_enough", "missing") | {"last_day": _iso(answer.last_day)}


def plus_shares(case: Case) -> Case:
    shares = sne.plus_operation_shares(case["dwellings"], case["day"])
    return {"at_60": shares.at_60.dwellings, "at_120": shares.at_120.dwellings}


OPERATIONS: dict[str, Callable[[Case], Case]] = {
    "minimum_candidates": lambda c: _shown(sne.minimum_candidates(c["day"], **c["facts"]), "minimum", "because", "missing"),
    "decision_kind": lambda c: _shown(sne.decision_kind(c["decision"], c["day"]), "letter", "standing", "waits_for"),
    "check_decision": _or_fault(check_decision),
    "sole_ground": lambda c: _shown(sne.sole_ground(c["grounds"], c["day"]), "forbidden"),
    "offer_standing": _or_fault(offer_standing),
    "holder_of_ranking": lambda c: {"holder": sne.holder_of_ranking(c["standings"])},
    "refusal_effects": lambda c: _shown(sne.refusal_effects(c["day"], **c["facts"]), "effects", "missing"),
    "social_lease": lambda c: _shown(sne.social_lease(**c), "lease", "missing"),
    "plus_shares": _or_fault(plus_shares),
    "counts_at_60": lambda c: _shown(sne.counts_at_60(c["income"], c["plus"], c["day"]), "counts"),
}
