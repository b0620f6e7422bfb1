"""The operations of the vectors on priority, mediation grounds, occupancy and quotas, through the Python door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sne

Case = dict[str, Any]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _or_fault(run: Callable[[Case], Case]) -> Callable[[Case], Case]:
    """What the operation says, or the fault it raises with its row."""

    def guarded(case: Case) -> Case:
        try:
            return run(case)
        except sne.FormatError as error:
            return {"fault": error.code, "at": error.row}

    return guarded


def ground(judged: Any, keys: tuple[str, ...]) -> Case:
    said = {key: getattr(judged, key) for key in keys}
    return said | {"reasons": set(judged.reasons), "missing": set(judged.missing)}


def priority_publics(case: Case) -> Case:
    answer = sne.priority_publics(case["claims"], case["day"], dalo=case.get("dalo"))
    grounds = {one.public: ground(one, ("status", "letter")) | {"last_day": iso(one.last_day)} for one in answer.grounds}
    said = {key: getattr(answer, key) for key in ("open_list", "dalo", "dalo_first", "counts_for_quarter")}
    return said | {"claimed": set(answer.claimed), "verified": set(answer.verified), "grounds": grounds}


def child_protection(case: Case) -> Case:
    reading = case.get("reading", "end_of_care")
    answer = sne.child_protection_window(
        case.get("care_ended"), case.get("born"), case["day"], reading=reading, emancipated=case.get("emancipated")
    )
    return {"open": answer.open, "last_day": iso(answer.last_day), "missing": set(answer.missing)}


def dalo_grounds(case: Case) -> Case:
    answers = sne.dalo_grounds(case["day"], **case["facts"])
    return {"grounds": {one.ground: ground(one, ("outcome",)) | {"from": iso(one.from_day)} for one in answers}}


def abnormal_delay_passed(case: Case) -> Case:
    answer = sne.abnormal_delay_passed(
        case["since"], case["territory"], case["typology"], case["day"], case["delays"], reading=case.get("reading", "inclusive")
    )
    return {"passed": answer.passed, "from": iso(answer.from_day), "citation": answer.order}


def under_occupied(case: Case) -> Case:
    answer = sne.under_occupied(case["rooms"], case["persons"], case["day"], visiting_children=case["visiting_children"])
    return {key: getattr(answer, key) for key in ("under_occupied", "rooms_allowed", "persons_counted")}


def right_to_remain(case: Case) -> Case:
    answer = sne.right_to_remain(**case)
    return {"kept": answer.kept, "reasons": set(answer.reasons), "missing": set(answer.missing)}


def reserved_quarter(case: Case) -> Case:
    answer = sne.reserved_quarter(case["total"], case["counted"], case["day"])
    return {"needed": answer.needed, "outcome": answer.outcome}


def quartile_counting(case: Case) -> Case:
    leases = [{key: value for key, value in lease.items() if key != "n"} for lease in case["leases"] for _ in range(lease["n"])]
    answer = sne.quartile_counting(leases, case["day"], **case.get("targets", {}))
    shares = {
        name: {key: getattr(share, key) for key in ("numerator", "denominator", "outcome")}
        for name, share in (("outside", answer.outside), ("inside", answer.inside))
    }
    return shares | {key: getattr(answer, key) for key in ("unknown_place", "not_concerned", "excluded")}


OPERATIONS: dict[str, Callable[[Case], Case]] = {
    "priority_letter": lambda c: {"letter": sne.public_letter(c["public"], c["day"])},
    "letter_publics": lambda c: {"publics": set(sne.letter_publics(c["letter"], c["day"]))},
    "priority_publics": _or_fault(priority_publics),
    "child_protection": _or_fault(child_protection),
    "essential_worker": lambda c: {"objective": sne.essential_worker(c["occupation"], c["jobs"], c["day"]).objective},
    "ownership_ground": lambda c: {
        "ground": sne.ownership_ground(c["owned"], c["day"], protection_order=c.get("protection_order")).ground
    },
    "dalo_grounds": _or_fault(dalo_grounds),
    "abnormal_delay_passed": _or_fault(abnormal_delay_passed),
    "minimum_surface": _or_fault(lambda c: {"surface": sne.minimum_surface(c["persons"])}),
    "below_minimum_surface": _or_fault(lambda c: {"below": sne.below_minimum_surface(c["surface_dm2"], c["persons"])}),
    "under_occupied": _or_fault(under_occupied),
    "right_to_remain": right_to_remain,
    "reserved_quarter": _or_fault(reserved_quarter),
    "quartile_counting": _or_fault(quartile_counting),
}
