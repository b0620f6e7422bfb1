"""Malformed questions: the first fault, in the order of the contract."""

from __future__ import annotations

import re
from typing import Any

from .amounts import HORIZON, products_of, zone_of
from .days import age, anniversary

FIRST_DAY = "2008-01-01"
PARTNERS = frozenset(("spouse", "pacs", "cohabitant"))
FRENCH = frozenset(("notice", "asdir", "own_lines", "joint", "nil", "pay_12_months"))
FOREIGN = frozenset(("foreign_notice", "foreign_attestation", "employer_attestation"))
OF_NO_YEAR = frozenset(("pay_12_months", "nil", "employer_attestation", "statement"))
MOST_CENTS = 10**12
OLDEST = 130
SIX_YEARS_FROM = "2023-12-31"

#: The postal codes of Paris, often given for the codes 75101 to 75120.
_POSTAL_CODE = re.compile("750(0[1-9]|1[0-9]|20)")

Question = dict[str, Any]
Fault = dict[str, Any]


def _fault(code: str, field: str, row: int | None = None) -> Fault:
    return {"fault": code, "field": field} if row is None else {"fault": code, "field": field, "row": row}


def _ties(persons: list[Question]) -> Fault | None:
    applicant = partner = False
    for row, p in enumerate(persons):
        if p["tie"] == "applicant":
            if applicant:
                return _fault("TWO_APPLICANTS", "tie", row)
            applicant = True
        elif p["tie"] in PARTNERS:
            if partner:
                return _fault("TWO_PARTNERS", "tie", row)
            partner = True
    return None if applicant else _fault("NO_APPLICANT", "persons")


def _person(p: Question, row: int, day: str, papers: dict[tuple[int | None, int], tuple[int, str]]) -> Fault | None:
    """`papers` holds what the rows before said of each notice."""
    if p["born"] > day:
        return _fault("BORN_AFTER", "born", row)
    years = age(p["born"], day)
    if years > OLDEST:
        return _fault("DATE_OUT_OF_RANGE", "born", row)
    holder = p["tie"] in PARTNERS or p["tie"] in ("applicant", "co_tenant") or p.get("signs") == "yes"
    if holder and years < 16:
        return _fault("HOLDER_AGE", "born", row)
    if p.get("custody") and (p["tie"] != "child" or years >= 18):
        return _fault("BAD_CUSTODY", "custody", row)
    incomes = p.get("incomes", ())
    for income in incomes:
        if not 0 <= income["cents"] <= MOST_CENTS or (income["kind"] == "nil" and income["cents"]):
            return _fault("BAD_AMOUNT", "income", row)
    seen = set()
    for income in incomes:
        kind, year, notice = income["kind"], income.get("year"), income.get("notice")
        misplaced = kind == "pay_12_months" if year is not None else kind not in OF_NO_YEAR
        group = "french" if kind in FRENCH else "foreign" if kind in FOREIGN else None
        if misplaced or (group and (year, group) in seen):
            return _fault("CONFLICTING_INCOME", "income", row)
        seen.add((year, group))
        said = (income["cents"], kind)
        if notice and papers.setdefault((year, notice), said) != said:
            return _fault("CONFLICTING_INCOME", "income", row)
    return None


def _persons(persons: list[Question], day: str) -> Fault | None:
    papers: dict[tuple[int | None, int], tuple[int, str]] = {}
    for row, p in enumerate(persons):
        fault = _person(p, row, day, papers)
        if fault:
            return fault
    return None


def _other_amounts(question: Question) -> Fault | None:
    periods = set()
    for cost in question.get("care_home", {}).get("costs", ()):
        if not 0 <= cost["cents"] <= MOST_CENTS:
            return _fault("BAD_AMOUNT", "care_home")
        if cost.get("year") in periods:
            return _fault("CONFLICTING_INCOME", "care_home")
        periods.add(cost.get("year"))
    for field in ("monthly_resources", "housing_benefit", "alimony_paid"):
        if not 0 <= question.get(field, 0) <= MOST_CENTS:
            return _fault("BAD_AMOUNT", field)
    if question.get("housing_benefit", 0) > question.get("monthly_resources", MOST_CENTS):
        return _fault("BAD_AMOUNT", "housing_benefit")
    return None


def _order(order: Question) -> Fault | None:
    start, end, delegated = order["from"], order["to"], order["kind"] == "delegated"
    if "euros" in order:
        out_of_bounds = order["euros"] < 1
    else:
        out_of_bounds = not 1 <= order["percent"] <= (130 if delegated else 1000)
    too_long = not delegated and start >= SIX_YEARS_FROM and end > anniversary(start, 6)
    return _fault("BAD_ORDER", "local_order") if end < start or out_of_bounds or too_long else None


def find_fault(question: Question) -> Fault | None:
    day, persons, policy = question["as_of"], question["persons"], question.get("policy", {})
    if _POSTAL_CODE.fullmatch(question.get("commune", "")):
        return _fault("POSTAL_CODE", "commune")
    if len(persons) > 30:
        return _fault("TOO_MANY_PERSONS", "persons")
    fault = _ties(persons) or _persons(persons, day) or _other_amounts(question)
    if not fault and question.get("local_order"):
        fault = _order(question["local_order"])
    if fault:
        return fault
    if day < FIRST_DAY:
        return _fault("DATE_OUT_OF_RANGE", "as_of")
    if day > HORIZON and policy.get("horizon", "refuse") == "refuse":
        return _fault("BEYOND_HORIZON", "as_of")
    if question.get("product") and question["product"] not in products_of(zone_asked(question)):
        return _fault("PRODUCT_NOT_IN_ZONE", "product")
    return None


def zone_asked(question: Question) -> str | None:
    pierrefitte = question.get("policy", {}).get("readings", {}).get("pierrefitte", "with_saint_denis")
    commune = question.get("commune")
    return zone_of(commune, question["as_of"], pierrefitte) if commune else question["zone"]
