"""Occupancy and quotas: docs/priority.md 5 and 7, EP-21, EP-22, EP-50, EP-60, EP-62."""

from __future__ import annotations

from .common import check, read_day, truth

V17 = "2017-01-29"


def minimum(persons):
    """9 m2 for one, 16 for two, nine more for each, 70 from eight."""
    check(persons >= 1, "BAD_NUMBER")
    return 9 if persons == 1 else min(70, 16 + 9 * (persons - 2)) if persons < 8 else 70


def minimum_surface(case):
    return {"surface": minimum(case["persons"])}


def below_minimum_surface(case):
    check(case["surface_dm2"] >= 0, "BAD_NUMBER")
    return {"below": case["surface_dm2"] < 100 * minimum(case["persons"])}


def under_occupied(case):
    day = read_day(case["day"])
    rooms, persons, visiting = case["rooms"], case["persons"], case["visiting_children"]
    check(1 <= rooms <= 100 and 1 <= persons <= 100 and 0 <= visiting <= 100, "BAD_NUMBER")
    check(day >= "1999-05-05", "DATE_OUT_OF_RANGE")
    counted = persons + (visiting if day >= "2018-11-25" else 0)
    allowed = counted + (1 if day >= V17 else 2)
    return {"under_occupied": rooms > allowed, "rooms_allowed": allowed, "persons_counted": counted}


def right_to_remain(case):
    over, disabled, qpv, tense = (truth(case.get(name)) for name in ("over_65", "disabled", "in_qpv", "tense_area"))
    reasons = [word for word, holds in (("OVER_65", over), ("DISABLED", disabled), ("IN_QPV", qpv)) if holds]
    reasons += ["NOT_TENSE_AREA"] if tense is False else []
    if reasons:
        return {"kept": True, "reasons": reasons, "missing": []}
    missing = [name for name in ("over_65", "disabled", "in_qpv", "tense_area") if truth(case.get(name)) is None]
    return {"kept": None if missing else False, "reasons": [], "missing": missing}


def reserved_quarter(case):
    day, total, counted = read_day(case["day"]), case["total"], case["counted"]
    check(total >= 0 and 0 <= counted <= total, "BAD_NUMBER")
    if not total or day < V17:
        return {"needed": 0, "outcome": "NOT_APPLICABLE"}
    needed = (total + 3) // 4
    return {"needed": needed, "outcome": "MET" if counted >= needed else "MISSED"}


def quartile_counting(case):
    day, targets = read_day(case["day"]), {"outside": 25, "inside": 50, **(case.get("targets") or {})}
    check(all(1 <= percent <= 100 for percent in targets.values()), "BAD_NUMBER")
    aside = {"unknown_place": 0, "not_concerned": 0, "excluded": 0}
    places = {"outside": [0, 0], "inside": [0, 0]}
    for lease in case["leases"]:
        n, quartile = lease.get("n", 1), lease.get("quartile") or ""
        if lease.get("kind", "ordinary") != "ordinary":
            aside["excluded"] += n
        elif quartile == "NOT_CONCERNED":
            aside["not_concerned"] += n
        elif not lease.get("place"):
            aside["unknown_place"] += n
        else:
            inside = lease["place"] == "inside"
            good = quartile in ("Q2", "Q3", "Q4") if inside else quartile == "Q1" or truth(lease.get("renewal")) is True
            places[lease["place"]][0] += n * good
            places[lease["place"]][1] += n
    out = dict(aside)
    for name, (numerator, denominator) in places.items():
        outcome = "MET" if 100 * numerator >= targets[name] * denominator else "MISSED"
        if not denominator or day < V17:
            outcome = "NOT_APPLICABLE"
        out[name] = {"numerator": numerator, "denominator": denominator, "outcome": outcome}
    return out


OPERATIONS = {
    one.__name__: one
    for one in (minimum_surface, below_minimum_surface, under_occupied, right_to_remain, reserved_quarter, quartile_counting)
}
