#!/usr/bin/env python3
"""Run the vectors through the pure-Python oracle of tests/differential.

    run_oracle.py [-v] [FILE.json...]     without a file: every file of vectors/

The oracle and the vectors were written from the same contract, apart from each other: a difference
is a wrong vector or a wrong reading. DIFFERENCES names the ones that are known, with the reason; a
known one that no longer shows is a failure too. Operations that the oracle does not have are counted
as skipped.
"""

import json
import pathlib
import re
import sys
from datetime import date

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE / "vectors"
sys.path[:0] = [str(HERE), str(HERE.parent / "differential")]

import sne_conform  # noqa: E402
from eligibility import amounts, faults  # noqa: E402
from eligibility.home import Counts, categorise  # noqa: E402
from eligibility.oracle import judge  # noqa: E402
from oracle import calendar, number  # noqa: E402
from oracle.calendar import Place, iso, parse  # noqa: E402
from oracle.lifecycle import Demand, Policy, decide, fold, situation, snapshot  # noqa: E402
from oracle_more import FURTHER  # noqa: E402

SKIPPED = object()
KINDS = {"idf": "ile_de_france", "departement": "metropolitan"}
AREAS = {
    "elsewhere": Place(),
    "large_agglomeration": Place(large=True),
    "ile_de_france": Place(large=True, idf=True),
    "overseas": Place(overseas=True),
}

DIFFERENCES = {
    "territory-005": "the oracle has no list of communes: any code of a metropolitan département is one",
    "number-036": "a number we issue ourselves is beyond doubt: the oracle keeps a warning where the law page asks for an error",
    "occupancy-037": "the contract names the facts of right_to_remain in small letters, the vector in capitals",
    "number-044": "the warning of the year 99 has no agreed name outside the library: the oracle files it under BEFORE_SYSTEM",
}


def policy_of(given):
    return Policy(**given)


def add_months(case):
    return SKIPPED if case["month_end"] == "spill" else {"date": iso(calendar.add_months(parse(case["date"]), case["months"]))}


def seniority(case):
    return {"months": calendar.seniority_months(parse(case["since"]), parse(case["on"]))}


def calendar_of(case):
    """The oracle's deadlines, the tolerances left out where the policy does not know them."""
    base, policy = parse(case["base"]), policy_of(case["policy"])
    dates = calendar.deadlines(base)
    tolerant = policy.tolerant(dates.last_valid)
    radiated = policy.first_lapse_day(base, dates.last_valid)
    return {
        "attestation_due": iso(dates.attestation_due),
        "renewal_opens": iso(dates.window_opens),
        "notice_latest": iso(dates.notice_latest),
        "last_valid": iso(dates.last_valid),
        "radiation_law": iso(dates.radiation_law),
        "radiation_practice": iso(dates.radiation_sne) if tolerant else None,
        "reactivation_until": iso(dates.reactivable_until) if policy.tolerant(dates.reactivable_until) else None,
        "kept_until": iso(calendar.retention_until(radiated)),
    }


def decided(case):
    """The decision on the last event; the events before it must all be accepted."""
    policy = policy_of(case["policy"])
    *history, last = case["events"]
    demand, decisions = fold(history, policy) if history else (Demand(), [])
    for event, decision in zip(history, decisions):
        if not decision.accepted:
            return {"history": f"{event['event']} of {event['effective']}: {sorted(decision.reasons | decision.missing)}"}
    decision = decide(demand, last, policy)
    return {
        "outcome": decision.outcome,
        "reasons": sorted(decision.reasons),
        "warnings": sorted(decision.warnings),
        "missing": sorted(decision.missing),
        "earliest": {code: day.isoformat() for code, day in decision.earliest.items()},
    }


def folded(case):
    demand, _ = fold(case["events"], policy_of(case["policy"]))
    out = {}
    for key, value in snapshot(demand, case["on"]).items():
        out[key] = value.isoformat() if isinstance(value, date) else ("no", "yes")[value] if isinstance(value, bool) else value
    return out


def situated(case):
    state, _, motive = situation(case["events"], case["on"], case["known"], policy_of(case["policy"])).partition(":")
    return {"state": state, "motive": motive or None}


def read_number(case):
    reference, deposit = (case.get(key) and parse(case[key]) for key in ("reference", "deposit"))
    read = number.decode(case["text"], reference, deposit, issuing=case.get("origin") == "issued")
    return {
        "territory": read.territory_raw,
        "kind": KINDS.get(read.territory_kind, read.territory_kind),
        "month": read.month,
        "year": read.year4,
        "sequence": int(read.sequence) if read.sequence and read.sequence.isdigit() else None,
        "registrar": read.registrar,
        "issues": [{"code": issue.code, "severity": issue.severity} for issue in read.issues],
    }


def same_number(case):
    return {"same": number.normalise(case["a"]) == number.normalise(case["b"])}


def abnormal_delay(case):
    return {"day": iso(calendar.abnormal_delay_from(parse(case["since"]), case["months"], case["reached"] == "strict"))}


def mediation_decision(case):
    if case.get("reading"):
        return SKIPPED
    return {"day": iso(calendar.housing_decision_due(parse(case["received"]), AREAS[case["area"]]) + case.get("stopped_days", 0))}


def court_action(case):
    return {"day": iso(calendar.court_action_from(parse(case["decided"]), AREAS[case["area"]]))}


def shelter(case):
    start = parse(case["from"])
    if case["step"] == "decision":
        return {"day": iso(calendar.shelter_decision_due(start))}
    return {"day": iso(calendar.shelter_offer_due(start, case["kind"] == "transition_dwelling"))}


def evaluated(case):
    """The verdict on one product, or the verdicts of all; a list that the oracle leaves out is empty."""
    verdicts = judge(case["question"])
    if "fault" in verdicts[0]:
        return verdicts[0]
    empty = {"reasons": [], "warnings": [], "missing": []}
    return (empty | verdicts[0] if len(verdicts) == 1 else {}) | {"verdicts": verdicts}


def zone(case):
    if faults._POSTAL_CODE.fullmatch(case["commune"]):
        return {"fault": "POSTAL_CODE"}
    found = amounts.zone_of(case["commune"], case["day"], case.get("pierrefitte", "with_saint_denis"))
    return {"zone": found} if found else SKIPPED


def ceiling(case):
    """Faults are not the oracle's matter here."""
    fits = 1 <= case["category"] <= 6 and (case["category"] == 6 or not case["extra"])
    if not fits or case["product"] not in amounts.products_of(case["zone"]) or not "2008" < case["day"] < "2027":
        return SKIPPED
    readings = case.get("readings", {})
    found = amounts.ceiling(case["product"], case["zone"], case["category"], case["extra"], case["day"], readings)
    return {"euros": found.euros, "mark": "convention" if found.convention else "text"} if found else {"euros": None}


def category(case):
    if not 0 < case["persons"] >= case["dependants"]:
        return SKIPPED
    counts = Counts(case["persons"], case["dependants"], case["young_couple"] == "yes", case["disabled"] == "yes")
    found = categorise(counts, case.get("lone_parent_extra", "persons"))
    return {"category": found.category, "extra": found.extra, "rule": found.rule}


DAYS_OF_CASE = frozenset("asked base date day decided deposit effective from known on received reference seized since".split())
DAYS_OF_EVENT = frozenset(("effective", "recorded", "reference", "separated", "first_initial", "delivered"))


def unreadable(case):
    """The fault of the first malformed day of a case, or of its events; None where every day can be read."""
    days = [case[name] for name in case if name in DAYS_OF_CASE]
    days += [event[name] for event in case.get("events", ()) for name in event if name in DAYS_OF_EVENT]
    for day in filter(None, days):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            return {"fault": "BAD_DATE_FORM"}
        try:
            date.fromisoformat(day)
        except ValueError:
            return {"fault": "IMPOSSIBLE_DATE"}
    return None


def reading(operation):
    """An operation behind a reader of days."""
    return lambda case: unreadable(case) or operation(case)


OPERATIONS = {
    "evaluate": evaluated, "zone": zone, "ceiling": ceiling, "category": category,
    "add_months": add_months, "seniority": seniority, "calendar": calendar_of, "decide": decided, "fold": folded,
    "situation": situated, "number": read_number, "same_number": same_number, "abnormal_delay": abnormal_delay,
    "mediation_decision": mediation_decision, "court_action": court_action, "shelter": shelter,
}  # fmt: skip
OPERATIONS = {name: reading(operation) for name, operation in OPERATIONS.items()}
#: Lists of words and ranges of numbers are not the matter of these: of malformed inputs they read the days.
#: Those of oracle_more know their words.
READS_DAYS_ALONE = frozenset(OPERATIONS)
OPERATIONS |= FURTHER
DAY_FAULTS = ("BAD_DATE_FORM", "IMPOSSIBLE_DATE")


def without_places(expected):
    """The offset of an issue is not the oracle's matter."""
    if "any_of" in expected:
        return {"any_of": [without_places(one) for one in expected["any_of"]]}
    if not any(isinstance(issue, dict) for issue in expected.get("issues", ())):
        return expected
    return {**expected, "issues": [{k: v for k, v in issue.items() if k != "at"} for issue in expected["issues"]]}


def main(arguments):
    verbose = "-v" in arguments
    files = [pathlib.Path(name) for name in arguments if name != "-v"] or sorted(VECTORS.glob("*.json"))
    passed = failed = skipped = known = 0
    for path in files:
        for group in json.loads(path.read_text(encoding="utf-8"))["groups"]:
            run = OPERATIONS.get(group["operation"])
            for case in group["cases"]:
                if "withdrawn" in case:
                    continue
                malformed = path.stem == "malformed" and group["operation"] in READS_DAYS_ALONE
                words = malformed and (case["out"]["fault"] not in DAY_FAULTS or group["operation"] == "evaluate")
                got = run(case["in"]) if run and not words else SKIPPED
                if got is SKIPPED:
                    skipped += 1
                    continue
                wrong = sne_conform.difference(without_places(case["out"]), got)
                if bool(wrong) == (case["id"] in DIFFERENCES):
                    known += bool(wrong)
                    passed += not wrong
                    if wrong and verbose:
                        print(f"{case['id']} known: {DIFFERENCES[case['id']]}")
                    continue
                failed += 1
                print(f"{case['id']} {case['title']}")
                print(f"  {wrong or 'no difference any more: take it out of DIFFERENCES'}")
    print(f"oracle: {passed} passed, {known} known differences, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
