"""Priority publics, mediation grounds, occupancy, owners, quotas."""

from __future__ import annotations

from typing import Any

import sne
from sne.conform.testee._shared import Case, Operation, iso, or_fault, shown


def _ground(judged: Any, *keys: str) -> Case:
    return shown(judged, *keys, "reasons", "missing")


def priority_publics(case: Case) -> Case:
    answer = sne.priority_publics(case["claims"], case["day"], dalo=case.get("dalo"))
    said = shown(answer, "open_list", "dalo", "dalo_first", "counts_for_quarter", "claimed", "verified")
    said["grounds"] = {one.public: _ground(one, "status", "letter") | {"last_day": iso(one.last_day)} for one in answer.grounds}
    return said


def child_protection(case: Case) -> Case:
    answer = sne.child_protection_window(
        case.get("care_ended"), case.get("born"), case["day"],
        reading=case.get("reading", "end_of_care"), emancipated=case.get("emancipated"),
    )  # fmt: skip
    return {"open": answer.open, "last_day": iso(answer.last_day), "missing": list(answer.missing)}


def dalo_grounds(case: Case) -> Case:
    answers = sne.dalo_grounds(case["day"], **case["facts"])
    return {"grounds": {one.ground: _ground(one, "outcome") | {"from": iso(one.from_day)} for one in answers}}


def abnormal_delay_passed(case: Case) -> Case:
    answer = sne.abnormal_delay_passed(
        case["since"], case["territory"], case["typology"], case["day"], case["delays"], reading=case.get("reading", "inclusive")
    )
    return {"passed": answer.passed, "from": iso(answer.from_day), "citation": answer.order}


def under_occupied(case: Case) -> Case:
    answer = sne.under_occupied(case["rooms"], case["persons"], case["day"], visiting_children=case["visiting_children"])
    return shown(answer, "under_occupied", "rooms_allowed", "persons_counted")


def quartile_counting(case: Case) -> Case:
    leases = [{key: value for key, value in lease.items() if key != "n"} for lease in case["leases"] for _ in range(lease["n"])]
    answer = sne.quartile_counting(leases, case["day"], **case.get("targets", {}))
    said = shown(answer, "unknown_place", "not_concerned", "excluded")
    for name, share in (("outside", answer.outside), ("inside", answer.inside)):
        said[name] = shown(share, "numerator", "denominator", "outcome")
    return said


OPERATIONS: dict[str, Operation] = {
    "priority_letter": or_fault(lambda c: {"letter": sne.public_letter(c["public"], c["day"])}),
    "letter_publics": or_fault(lambda c: {"publics": list(sne.letter_publics(c["letter"], c["day"]))}),
    "priority_publics": or_fault(priority_publics),
    "child_protection": or_fault(child_protection),
    "essential_worker": or_fault(lambda c: {"objective": sne.essential_worker(c["occupation"], c["jobs"], c["day"]).objective}),
    "ownership_ground": or_fault(
        lambda c: {"ground": sne.ownership_ground(c["owned"], c["day"], protection_order=c.get("protection_order")).ground}
    ),
    "dalo_grounds": or_fault(dalo_grounds),
    "abnormal_delay_passed": or_fault(abnormal_delay_passed),
    "minimum_surface": or_fault(lambda c: {"surface": sne.minimum_surface(c["persons"])}),
    "below_minimum_surface": or_fault(lambda c: {"below": sne.below_minimum_surface(c["surface_dm2"], c["persons"])}),
    "under_occupied": or_fault(under_occupied),
    "right_to_remain": or_fault(lambda c: shown(sne.right_to_remain(**c), "kept", "reasons", "missing")),
    "reserved_quarter": or_fault(lambda c: shown(sne.reserved_quarter(c["total"], c["counted"], c["day"]), "needed", "outcome")),
    "quartile_counting": or_fault(quartile_counting),
}
