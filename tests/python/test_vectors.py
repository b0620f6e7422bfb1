"""The published vectors, through the Python door."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commission_vectors import OPERATIONS as OPERATIONS_OF_COMMISSION
from eligibility_vectors import ELIGIBILITY, OPERATIONS_OF_CPP
from scoring_cases import OPERATIONS as SCORING
from priority_vectors import OPERATIONS as OPERATIONS_OF_PRIORITY
from test_doors import event_of

import sne
from sne import _core, number

FOLDER = Path(__file__).parents[1] / "conformance" / "vectors"
Case = dict[str, Any]


def rules_of(policy: Case) -> tuple[sne.LawBook, sne.Policy]:
    options = dict(policy)
    law = sne.LawBook.builtin()
    start, pauses = options.pop("national_number_start", None), options.pop("suspensions", ())
    if start:
        law = law.with_national_number_start(start)
    for first, last in pauses:
        law = law.with_suspension(first, last)
    make = sne.Policy.law if options.pop("name") == "law" else sne.Policy.sne
    return law, make(**options)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def read_date(case: Case) -> Case:
    try:
        return {"date": iso(_core.read_date(case["text"]))}
    except sne.FormatError as error:
        return {"fault": error.code}


def calendar(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    days: Case = dict.fromkeys(("radiation_practice", "reactivation_until"))
    days |= {entry.deadline: iso(entry.day) for entry in sne.calendar_of(case["base"], law)}
    if policy.name == "law":
        days |= {"radiation_practice": None, "reactivation_until": None}
        radiation = days["radiation_law"]
        days["kept_until"] = iso(_core.add_months(radiation, 12))
    return days


def decide(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    *history, last = map(event_of, case["events"])
    demand, decisions = sne.fold(history, law, policy)
    assert all(decision.accepted for decision in decisions), decisions
    decision = sne.decide(demand, last, law, policy)
    noted = (*decision.reasons, *decision.warnings)
    return {
        "outcome": decision.outcome,
        "reasons": {reason.code for reason in decision.reasons},
        "warnings": {warning.code for warning in decision.warnings},
        "missing": set(decision.missing),
        "earliest": {reason.code: iso(reason.earliest) for reason in noted if reason.earliest},
    }


def fold(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    demand = sne.fold(map_events(case), law, policy).demand
    radiation = demand.radiation
    known = {
        "state": demand.state_on(case["on"], law),
        "motive": radiation.motive if radiation else None,
        "last_valid": iso(demand.last_valid(law)),
        "radiated_effective": iso(radiation.effective) if radiation else None,
        "radiated_recorded": iso(radiation.recorded) if radiation else None,
        "notice_on": iso(demand.notice),
        "deposit": iso(demand.initial) if demand.stored in ("draft", "invalid") else None,
    }
    for name in ("initial", "seniority", "base"):
        known[name] = iso(getattr(demand, name)) if demand.base else None
    for name in ("attested", "online_user", "ex_officio", "legal_person", "deceased", "wants_post", "accepts_email", "email_known"):
        known[name] = "yes" if getattr(demand, name) else "no"
    return known


def map_events(case: Case) -> list[sne.Event]:
    return [event_of(row) for row in case["events"]]


def situation(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    found = sne.Timeline.of(map_events(case), law, policy, known_on=case["known"]).on(case["on"])
    return {"state": found.state, "motive": found.motive}


def read_number(case: Case) -> Case:
    text = case["text"]
    issues = number.check(text, case.get("reference"), case.get("deposit"), case.get("origin", "received"))
    said: Case = {"issues": [{"code": i.code, "severity": i.severity, "at": len(text[: i.at].encode())} for i in issues]}
    try:
        read = number.parse(text)
    except sne.FormatError:
        return said
    parts = {"territory": read.territory, "kind": read.territory_kind, "month": read.month, "year": read.year4}
    return said | parts | {"sequence": read.sequence, "registrar": read.registrar}


def issue_number(case: Case) -> Case:
    try:
        series = sne.NumberSequence(case["last"])
        return {"number": number.issue(series, case["territory"], case["deposit"], case["registrar"]).text}
    except sne.FormatError as error:
        return {"fault": error.code}


def territory(case: Case) -> Case:
    code = case["departement"]
    held = sne.Territory(code) if len(code) == 3 else sne.Territory.from_departement(code)
    return {"territory": held.registered_as(case["day"]).code}


def merge(case: Case) -> Case:
    law, policy = rules_of(case["policy"])
    law = law.with_horizon("2099-12-31")
    sources = []
    for source in case["sources"]:
        facts = {name: value for name, value in source.items() if name != "number" and value is not None}
        sources.append((sne.UniqueNumber(source["number"]), sne.Demand(stored="registered", **facts)))
    day = case["effective"]
    _, national, _ = sne.merge(
        sources, sne.NationalNumber("N1"), effective=day, recorded=day, actor=sne.Actor("manager"),
        trigger=case.get("trigger", "renewal"), law=law, policy=policy,
    )  # fmt: skip
    assert national is not None
    return {
        "seniorities": {code: iso(day) for code, day in national.seniorities.items()},
        "base": iso(national.life.base),
        "last_valid": iso(national.life.last_valid(law)),
        "aliases": [alias.text for alias in national.aliases],
    }


def shelter(case: Case) -> Case:
    if case["step"] == "decision":
        return {"day": iso(sne.shelter_decision_due(case["from"]).day)}
    return {"day": iso(sne.shelter_offer_due(case["from"], case["kind"]).day)}


def mediation(case: Case) -> Case:
    options = {name: case[name] for name in ("stopped_days", "reading") if name in case}
    return {"day": iso(sne.mediation_decision_due(case["received"], case["area"], **options).day)}


def may_read(case: Case) -> Case:
    facts = {name: case[name] == "yes" for name in ("own_territory", "for_allocation") if name in case}
    outcome, reasons, missing = sne.may_read(case["reader"], case["day"], **facts)
    return {"outcome": outcome, "reasons": set(reasons), "missing": set(missing)}


def working_day(case: Case) -> Case:
    region = case["region"]
    return {"working": sne.is_working_day(case["day"], region), "next": iso(sne.next_working_day(case["day"], region))}


OPERATIONS = {
    "may_read": may_read,
    "working_day": working_day,
    "without_commission": lambda c: {"day": iso(sne.answer_due_without_commission(c["received"]).day)},
    "judge": lambda c: {"day": iso(sne.judge_decision_due(c["seized"]).day)},
    "court_open": lambda c: {"open": sne.court_open_for_abnormal_delay(c["day"])},
    "reception": lambda c: {"day": iso(sne.reception_due(c["asked"], c["zone"]).day)},
    "national_number": lambda c: {"kept": sne.NationalNumber(c["text"]).text},
    "add_months": lambda c: {"date": iso(_core.add_months(c["date"], c["months"], c.get("month_end", "clamp")))},
    "read_date": read_date,
    "calendar": calendar,
    "seniority": lambda c: {"months": _core.months_between(c["since"], c["on"])},
    "decide": decide,
    "fold": fold,
    "situation": situation,
    "number": read_number,
    "same_number": lambda c: {"same": number.parse(c["a"]) == number.parse(c["b"])},
    "issue_number": issue_number,
    "legacy_number": lambda c: {"kept": sne.LegacyNumber(c["text"]).text},
    "territory": territory,
    "merge": merge,
    "abnormal_delay": lambda c: {"day": iso(sne.abnormal_delay_from(c["since"], c["months"], reading=c["reached"]).day)},
    "mediation_decision": mediation,
    "court_action": lambda c: {"day": iso(sne.court_action_from(c["decided"], c["area"]).day)},
    "shelter": shelter,
}
OPERATIONS |= SCORING | ELIGIBILITY


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8"))["groups"]:
            if group["operation"] in OPERATIONS_OF_PRIORITY:
                continue  # test_priority.py
            if group["operation"] in OPERATIONS_OF_COMMISSION:
                continue  # test_commission.py
            if group["operation"] in OPERATIONS_OF_CPP:
                continue  # tests/unit/eligibility_vectors_test.cc
            found += [pytest.param(group["operation"], case, id=case["id"]) for case in group["cases"]]
    return found


def _comparable(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return set(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


@pytest.mark.parametrize(("operation", "case"), _cases())
def test_vector(operation: str, case: Case) -> None:
    got = OPERATIONS[operation](case["in"])
    for key, expected in case["out"].items():
        found = got.get(key)
        if key == "issues":
            found = [{name: issue[name] for name in wanted} for issue, wanted in zip(found, expected, strict=False)] + found[len(expected) :]
        assert _comparable(found) == _comparable(expected), f"{case['title']}: {key}"
