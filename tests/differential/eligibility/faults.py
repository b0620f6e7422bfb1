"""Malformed questions: the first fault, in the order of the contract."""

from __future__ import annotations

from typing import Any

from .amounts import products_of, zone_of
from .days import age, shift, years_later

HORIZON = "2026-12-31"
FIRST_DAY = "2008-01-01"
PARTNERS = frozenset(("spouse", "pacs", "cohabitant"))
FRENCH = frozenset(("notice", "asdir", "own_lines", "joint", "nil", "pay_12_months"))
FOREIGN = frozenset(("foreign_notice", "foreign_attestation", "employer_attestation"))
OF_NO_YEAR = frozenset(("pay_12_months", "nil", "employer_attestation", "statement"))
MOST_CENTS = 10**12
SIX_YEARS_FROM = "2023-12-31"

Question = dict[str, Any]
Fault = dict[str, Any]


def _fault(code: str, field: str, row: int | None = None) -> Fault:
    return {"fault": code, "field": field} if row is None else {"fault": code, "field": field, "row": row}


def _ties(persons: list[Question]) -> Fault | None:
    applicants = [i for i, p in enumerate(persons) if p["tie"] == "applicant"]
    partners = [i for i, p in enumerate(persons) if p["tie"] in PARTNERS]
    if not applicants:
        return _fault("NO_APPLICANT", "tie")
    if len(applicants) > 1:
        return _fault("TWO_APPLICANTS", "tie", applicants[1])
    return _fault("TWO_PARTNERS", "tie", partners[1]) if len(partners) > 1 else None


def _born(persons: list[Question], day: str) -> Fault | None:
    for row, p in enumerate(persons):
        if day > years_later(p["born"], 130):
            return _fault("DATE_OUT_OF_RANGE", "born", row)
    for row, p in enumerate(persons):
        if p["born"] > day:
            return _fault("BORN_AFTER", "born", row)
    for row, p in enumerate(persons):
        holder = p["tie"] in PARTNERS or p["tie"] in ("applicant", "co_tenant") or p.get("signs") == "yes"
        if holder and age(p["born"], day) < 16:
            return _fault("HOLDER_AGE", "born", row)
    for row, p in enumerate(persons):
        if p.get("custody") and (p["tie"] != "child" or age(p["born"], day) >= 18):
            return _fault("BAD_CUSTODY", "custody", row)
    return None


def _amounts(persons: list[Question]) -> Fault | None:
    for row, p in enumerate(persons):
        for income in p.get("incomes", ()):
            cents = income["cents"]
            if not 0 <= cents <= MOST_CENTS or (income["kind"] == "nil" and cents):
                return _fault("BAD_AMOUNT", "cents", row)
    return None


def _conflicts(persons: list[Question]) -> Fault | None:
    papers: dict[tuple[int | None, int], int] = {}
    for row, p in enumerate(persons):
        seen = set()
        for income in p.get("incomes", ()):
            kind, year, notice = income["kind"], income.get("year"), income.get("notice")
            misplaced = kind == "pay_12_months" if year is not None else kind not in OF_NO_YEAR
            group = "french" if kind in FRENCH else "foreign" if kind in FOREIGN else None
            if misplaced or (group and (year, group) in seen):
                return _fault("CONFLICTING_INCOME", "incomes", row)
            seen.add((year, group))
            if notice and papers.setdefault((year, notice), income["cents"]) != income["cents"]:
                return _fault("CONFLICTING_INCOME", "incomes", row)
    return None


def _order(order: Question) -> Fault | None:
    start, end, percent = order["from"], order["to"], order["percent"]
    if end < start:
        return _fault("BAD_ORDER", "local_order")
    if not 1 <= percent <= 1000 or (order["kind"] == "delegated" and percent > 130):
        return _fault("BAD_ORDER", "local_order")
    too_long = start >= SIX_YEARS_FROM and end > shift(years_later(start, 6), -1)
    return _fault("BAD_ORDER", "local_order") if too_long else None


def find_fault(question: Question) -> Fault | None:
    day, persons, policy = question["as_of"], question["persons"], question.get("policy", {})
    if len(persons) > 30:
        return _fault("TOO_MANY_PERSONS", "persons")
    fault = _ties(persons) or _born(persons, day) or _amounts(persons) or _conflicts(persons)
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
