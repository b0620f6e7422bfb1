"""The unique number: reading, comparing, issuing; territories; numbers of before; merging into a national number."""

from __future__ import annotations

import sne
from sne import number
from sne.conform.testee._shared import Case, Operation, iso, or_fault, rules_of


def read(case: Case) -> Case:
    """The parts are null when the text cannot be read; the place of an issue is in bytes."""
    text = case["text"]
    issues = number.check(text, case.get("reference"), case.get("deposit"), case.get("origin", "received"))
    said: Case = {"issues": [{"code": i.code, "severity": i.severity, "at": len(text[: i.at].encode())} for i in issues]}
    try:
        held = number.parse(text)
    except sne.FormatError:
        return said
    parts = {"territory": held.territory, "kind": held.territory_kind, "month": held.month, "year": held.year4}
    return said | parts | {"sequence": held.sequence, "registrar": held.registrar}


def issue(case: Case) -> Case:
    series = sne.NumberSequence(case["last"])
    return {"number": number.issue(series, case["territory"], case["deposit"], case["registrar"]).text}


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
        trigger=case["trigger"], law=law, policy=policy,
    )  # fmt: skip
    assert national is not None
    return {
        "seniorities": {code: iso(since) for code, since in national.seniorities.items()},
        "base": iso(national.life.base),
        "last_valid": iso(national.life.last_valid(law)),
        "aliases": [alias.text for alias in national.aliases],
    }


OPERATIONS: dict[str, Operation] = {
    "number": or_fault(read),
    "same_number": or_fault(lambda c: {"same": number.parse(c["a"]) == number.parse(c["b"])}),
    "issue_number": or_fault(issue),
    "legacy_number": or_fault(lambda c: {"kept": sne.LegacyNumber(c["text"]).text}),
    "territory": or_fault(territory),
    "merge": merge,
}
