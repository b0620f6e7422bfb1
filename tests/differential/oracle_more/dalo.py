"""Grounds of the mediation commission: docs/priority.md 4, EP-70, LC-29."""

from __future__ import annotations

from .common import add_months, both, check, either, in_period, read_day, shift, truth
from .occupancy import minimum

START, HOTELS, ASCENDANTS, UNADAPTED = "2007-11-30", "2010-04-25", "2014-02-14", "2022-02-23"
HOUSING = (
    "none hosted_by_ascendants hosted_by_family hosted_by_others shelter residence_hotel transition_dwelling hostel_dwelling dwelling"
).split()
COMMON = {
    "good_faith": "NOT_IN_GOOD_FAITH",
    "access_conditions": "ACCESS_CONDITIONS",
    "regular_stay": "NO_REGULAR_STAY",
    "no_own_means": "OWN_MEANS",
}
FLAGS = "delay_passed suitable_proposal suited_dwelling unfit other_rehousing_right eviction_decision disabled minor_child unadapted risk"


def said(outcome, *reasons, missing=(), first=None):
    return {"outcome": outcome, "reasons": list(reasons), "missing": list(missing), "from": first}


def unknown(*missing):
    return said("UNKNOWN", missing=missing)


def long_wait(facts, day):
    proposal, passed = facts["suitable_proposal"], facts["delay_passed"]
    if proposal:
        return said("NO_CASE", "SUITABLE_PROPOSAL")
    if passed is False:
        return said("NO_CASE", "TOO_EARLY")
    if None in (proposal, passed):
        return unknown(*(name for name in ("delay_passed", "suitable_proposal") if facts[name] is None))
    return said("PARTIAL", "SUITED_DWELLING") if facts["suited_dwelling"] else said("MEETS")


def no_dwelling(facts, day):
    housing = facts["housing"]
    if housing is None:
        return unknown("housing")
    if housing == "none":
        return said("MEETS")
    if housing == "hosted_by_others":
        return said("PARTIAL", "TO_APPRECIATE")
    if housing in ("hosted_by_ascendants", "hosted_by_family"):
        after = "HOSTED_BY_ASCENDANTS" if housing == "hosted_by_ascendants" else "TO_APPRECIATE"
        return said("PARTIAL", after if day >= ASCENDANTS else "MAINTENANCE_DUTY")
    return said("NO_CASE", "NOT_IN_SITUATION")


def unfit(facts, day):
    if facts["housing"] == "none" or facts["unfit"] is False:
        return said("NO_CASE", "NOT_IN_SITUATION")
    if facts["unfit"] is None:
        return unknown("unfit")
    return said("PARTIAL", "OTHER_REHOUSING_RIGHT") if facts["other_rehousing_right"] else said("MEETS")


def eviction(facts, day):
    if facts["eviction_decision"] is None:
        return unknown("eviction_decision")
    return said("MEETS") if facts["eviction_decision"] else said("NO_CASE", "NO_DECISION")


def stay_longer_than(months, always, later):
    """More than so many months in a kind of place; a second kind since 2010."""

    def one(facts, day):
        housing, since = facts["housing"], facts["since"]
        if housing is None:
            return unknown("housing")
        if housing == later and day < HOTELS:
            return said("NO_CASE", "NOT_IN_FORCE")
        if housing not in (always, later):
            return said("NO_CASE", "NOT_IN_SITUATION")
        if not since:
            return unknown("since")
        first = shift(add_months(since, months), 1)
        return said("MEETS", first=first) if day >= first else said("NO_CASE", "TOO_EARLY", first=first)

    return one


def indecent(facts, day):
    if facts["housing"] == "none":
        return said("NO_CASE", "NOT_IN_SITUATION")
    items, surface, persons = facts["lacking_items"], facts["surface_dm2"], facts["persons"]
    small = None if None in (surface, persons) else surface < minimum(persons) * 100
    who = either(facts["disabled"], facts["minor_child"])
    how = either(facts["risk"], None if items is None else items >= 2, small)
    whole = both(who, how)
    if whole is False:
        return said("NO_CASE", "NOT_IN_SITUATION")
    if whole:
        return said("MEETS")
    names = ["disabled", "minor_child"] if who is None else []
    names += ["risk", "lacking_items", "surface_dm2", "persons"] if how is None else []
    return unknown(*(name for name in names if facts[name] is None))


def unadapted(facts, day):
    if day < UNADAPTED:
        return said("NO_CASE", "NOT_IN_FORCE")
    whole = both(facts["disabled"], facts["unadapted"])
    if facts["housing"] == "none" or whole is False:
        return said("NO_CASE", "NOT_IN_SITUATION")
    if whole is None:
        return unknown(*(name for name in ("disabled", "unadapted") if facts[name] is None))
    return said("MEETS")


GROUNDS = {
    "D_LONG_WAIT": long_wait,
    "D_NO_DWELLING": no_dwelling,
    "D_UNFIT": unfit,
    "D_EVICTION": eviction,
    "D_SHELTER": stay_longer_than(6, "shelter", "residence_hotel"),
    "D_TRANSITION": stay_longer_than(18, "transition_dwelling", "hostel_dwelling"),
    "D_INDECENT_OVERCROWDED": indecent,
    "D_DISABLED_UNADAPTED": unadapted,
}


def with_common(told, facts, day):
    if told["reasons"] == ["NOT_IN_FORCE"]:
        return told
    barred = [reason for name, reason in COMMON.items() if facts[name] is False]
    if barred:
        return said("NO_CASE", *barred)
    if told["outcome"] == "NO_CASE":
        return told
    lacking = [name for name in COMMON if facts[name] is None]
    if lacking:
        return {**told, "outcome": "UNKNOWN", "reasons": [], "missing": told["missing"] + lacking}
    if told["outcome"] in ("MEETS", "PARTIAL") and facts["previous_steps"] is False and day >= HOTELS:
        return {**told, "outcome": "PARTIAL", "reasons": told["reasons"] + ["NO_PREVIOUS_STEPS"]}
    return told


def dalo_grounds(case):
    day, given = read_day(case["day"]), case["facts"]
    facts = {name: truth(given.get(name)) for name in FLAGS.split() + list(COMMON) + ["previous_steps"]}
    for name, low, high in (("lacking_items", 0, 100), ("surface_dm2", 0, 10**9), ("persons", 1, 100)):
        facts[name] = given.get(name)
        check(facts[name] is None or low <= facts[name] <= high, "BAD_NUMBER")
    facts["housing"] = given.get("housing") or None
    check(facts["housing"] in (None, *HOUSING), "UNKNOWN_CODE")
    facts["since"] = read_day(given["since"]) if given.get("since") else None
    if day < START:
        return {"grounds": {name: said("NO_CASE", "NOT_IN_FORCE") for name in GROUNDS}}
    return {"grounds": {name: with_common(one(facts, day), facts, day) for name, one in GROUNDS.items()}}


def departement(code):
    if code in ("02A", "02B"):
        return True
    if not (len(code) == 3 and code.isdigit()):
        return False
    return (1 <= int(code) <= 95 and code != "020") or 971 <= int(code) <= 976


def check_delays(rows):
    for at, row in enumerate(rows):
        start, end = row["from"], row.get("to") or "9999-12-31"
        check(departement(row["territory"]), "UNKNOWN_TERRITORY", at=at)
        check(1 <= row["months"] <= 240, "BAD_NUMBER", at=at)
        check(start <= end, "IMPOSSIBLE_DATE", at=at)
        check(row["citation"], "PACK_UNCITED", at=at)
        for other in rows[:at]:
            same = (other["territory"], other["typology"]) == (row["territory"], row["typology"])
            check(not same or other["from"] > end or start > (other.get("to") or "9999-12-31"), "PACK_OVERLAP", at=at)


def abnormal_delay_passed(case):
    day, rows = read_day(case["day"]), case["delays"]
    since = read_day(case["since"]) if case.get("since") else None
    check_delays(rows)
    here = [row for row in rows if row["territory"] == case["territory"] and in_period(day, row["from"], row.get("to"))]
    exact = [row for row in here if row["typology"] and row["typology"] == case["typology"]]
    chosen = (exact or [row for row in here if not row["typology"]] or [None])[0]
    if chosen is None or since is None:
        return {"passed": None, "from": None, "citation": chosen and chosen["citation"]}
    first = add_months(since, chosen["months"])
    first = max(shift(first, 1) if case.get("reading") == "strict" else first, "2006-07-16")
    return {"passed": day >= first, "from": first, "citation": chosen["citation"]}


OPERATIONS = {"dalo_grounds": dalo_grounds, "abnormal_delay_passed": abnormal_delay_passed}
