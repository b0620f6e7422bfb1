"""Commission, offers, refusals: EP-02, EP-15, EP-25, EP-30 to EP-32. No page lists the words of the answers: they are those of the vectors."""

from __future__ import annotations

from .common import check, read_day, shift, truth

LISTED, V17, SWITCH = "2015-05-14", "2017-01-29", "2017-05-08"
#: Stay and ceiling are the conditions of R441-1: before the switch, decision c waits for one of them.
CONDITIONS_OF_ACCESS = ("condition_of_access", "income_above_ceiling", "stay")
LETTERS = {"allocation": "a", "ranked": "b", "conditional": "c", "non_allocation": "d", "irrecevability": "e"}


def minimum_candidates(case):
    """Three, or one where an exception is met; a fact not known is asked for, and three stand until then."""
    day, facts = read_day(case["day"]), {name: truth(value) for name, value in case["facts"].items()}
    if day < "2007-11-30":
        return {"minimum": 1, "because": "BEFORE_THE_RULE", "missing": []}
    because, missing = [], []
    for name, start, word in (("dalo_designated", "2010-04-25", "DALO_DESIGNATED"), ("special_subsidy", "2016-01-01", "SPECIAL_SUBSIDY")):
        if day >= start:
            because += [word] if facts.get(name) else []
            missing += [name] if facts.get(name) is None else []
    if facts.get("shortage") is None:
        missing.append("shortage")
    elif facts["shortage"] and facts.get("shortage_recorded") is None:
        missing.append("shortage_recorded")
    elif facts["shortage"] and facts["shortage_recorded"]:
        because.append("SHORTAGE")
    return {"minimum": 1 if because else 3, "because": because[0] if because else None, "missing": [] if because else missing}


def decision_kind(case):
    day, decision = read_day(case["day"]), case["decision"]
    check(decision in LETTERS, "UNKNOWN_CODE")
    if day >= LISTED:
        waits = ("missing_piece" if day >= SWITCH else "condition_of_access") if decision == "conditional" else None
        return {"letter": LETTERS[decision], "standing": "LISTED", "waits_for": waits}
    possible = decision == "ranked" and day >= "2011-02-17"
    return {"letter": None, "standing": "POSSIBLE" if possible else "PRACTICE", "waits_for": None}


def sole(grounds, day):
    """Whether the one ground is the lack of a local link; without any ground nobody knows."""
    if day < V17:
        return False
    return set(grounds) == {"no_local_link"} if grounds else None


def check_decision(case):
    day, decision, grounds, ranks = read_day(case["day"]), case.get("decision"), case.get("grounds") or [], case.get("ranks")
    if decision is None:
        return {"issues": [], "warnings": [], "missing": ["decision"]}
    check(decision in LETTERS, "UNKNOWN_CODE")
    issues, warnings, missing = [], [], []
    if decision == "conditional":
        deadline = truth(case.get("deadline"))
        issues += ["NO_DEADLINE"] if deadline is False else []
        missing += ["deadline"] if deadline is None else []
        waited = ("missing_piece",) if day >= SWITCH else CONDITIONS_OF_ACCESS
        issues += ["BAD_KIND"] if any(ground not in waited for ground in grounds) else []
    elif decision == "ranked":
        for at, rank in enumerate(ranks or []):
            check(rank >= 1, "BAD_NUMBER", at=at)
        if not ranks:
            missing.append("ranks")
        elif len(ranks) == 1:
            warnings.append("SINGLE_RANKED")
        elif len(set(ranks)) < len(ranks):
            issues.append("TIE")
    elif decision == "irrecevability":
        issues += ["BAD_GROUND"] if any(ground not in ("stay", "income_above_ceiling") for ground in grounds) else []
    elif decision == "non_allocation":
        reasoned = truth(case.get("reasoned"))
        if not grounds and reasoned is not True:
            (missing if reasoned is None else issues).append("reasoned" if reasoned is None else "NO_REASON")
        issues += ["FORBIDDEN_SOLE_GROUND"] if sole(grounds, day) else []
    return {"issues": issues, "warnings": warnings, "missing": missing}


def sole_ground(case):
    return {"forbidden": sole(case["grounds"], read_day(case["day"]))}


def offer_standing(case):
    """At least ten days; silence is a refusal from the day after the last one, but not under a delay too short."""
    received, day, days, response = read_day(case["received"]), read_day(case["day"]), case["days"], case["response"]
    check(response in ("accepted", "refused", "silent"), "UNKNOWN_CODE")
    check(received <= day, "DATE_OUT_OF_RANGE")
    last = None if days is None else shift(received, days)
    enough = None if days is None else days >= 10
    standing, missing = None, []
    if response == "refused":
        standing = "REFUSED"
    elif days is None:
        missing = ["days"]
    elif day <= last or not enough:
        standing = "ACCEPTED" if response == "accepted" else "OPEN" if day <= last else "DELAY_TOO_SHORT"
    else:
        standing = "REFUSED_BY_SILENCE"
    return {"standing": standing, "last_day": last, "delay_enough": enough, "missing": missing}


def holder_of_ranking(case):
    """The first in rank who has not refused."""
    for place, standing in enumerate(case["standings"]):
        if standing not in ("REFUSED", "REFUSED_BY_SILENCE"):
            return {"holder": place}
    return {"holder": None}


def refusal_effects(case):
    read_day(case["day"])
    facts = case["facts"]
    kind, suitable, counts, warned = facts["kind"], *(truth(facts.get(name)) for name in ("suitable", "plan_counts", "dalo_warning"))
    check(kind in ("ordinary", "dalo", "sitting_tenant", "condition_not_met"), "UNKNOWN_CODE")
    if kind in ("sitting_tenant", "condition_not_met"):
        return {"effects": ["RIGHT_TO_REMAIN" if kind == "sitting_tenant" else "ALLOCATION_LAPSES"], "missing": []}
    effects, missing = [], []
    asked = {"SCORING": {"suitable": suitable, "plan_counts": counts}}
    if kind == "dalo":
        asked["DALO_BENEFIT"] = {"suitable": suitable, "dalo_warning": warned}
    for effect, conditions in asked.items():
        if False in conditions.values():
            continue
        unknown = [name for name, fact in conditions.items() if fact is None]
        missing += unknown
        effects += [] if unknown else [effect]
    return {"effects": effects, "missing": missing}


def social_lease(case):
    held, kept = truth(case.get("held")), truth(case.get("kept"))
    if held is False:
        return {"lease": "FIRST_LEASE", "missing": []}
    missing = [name for name, fact in (("held", held), ("kept", kept)) if fact is None]
    return {"lease": None if missing else "DOUBLE_LEASE" if kept else "TRANSFER", "missing": missing}


OPERATIONS = {
    one.__name__: one
    for one in (
        minimum_candidates, decision_kind, check_decision, sole_ground, offer_standing,
        holder_of_ranking, refusal_effects, social_lease,
    )
}  # fmt: skip
