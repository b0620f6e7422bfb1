"""First quartile, shares of an operation, calendar of scoring: QT-01 to QT-03, EP-61, docs/scoring.md 1."""

from __future__ import annotations


from .common import HORIZON, check, read_day


def units(case):
    """One for the holder, a half for whoever is fourteen, three tenths for a younger one; nobody unborn."""
    day = read_day(case["day"])
    tenths = 10
    for born in map(read_day, case["births"]):
        check(born <= day, "BORN_AFTER")
        age = int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])
        tenths += 5 if age >= 14 else 3
    return {"tenths": tenths}


def quartile(case):
    """cents x 12 x 10 against threshold x 100 x tenths: strictly lower, unless told otherwise."""
    monthly, threshold, readings = case["monthly_cents"], case["threshold"], case.get("readings", {})
    benefit, alimony = case.get("housing_benefit") or 0, case.get("alimony_paid") or 0
    check(monthly is None or monthly >= 0, "BAD_AMOUNT")
    check(monthly is None or benefit <= monthly, "BAD_AMOUNT")
    if threshold is None:
        return {"answer": "not_concerned"}
    if monthly is None:
        return {"answer": "unknown"}
    resources = monthly - benefit
    if readings.get("alimony_paid") == "deducted":
        resources = max(0, resources - alimony)
    left, right = resources * 120, threshold * 100 * case["tenths"]
    first = left <= right if readings.get("quartile_comparison") == "inclusive" else left < right
    return {"answer": "first" if first else "above"}


def scoring_due(case):
    day = read_day(case["day"])
    check(day <= HORIZON, "DATE_OUT_OF_RANGE")
    duty, due = "none", None
    for start, word, last in (
        ("2014-03-27", "possible", None),
        ("2018-11-25", "pending", None),
        ("2019-12-19", "required", "2021-09-01"),
        ("2022-02-23", "required", "2023-12-31"),
    ):
        if start <= day:
            duty, due = word, last
    return {"duty": duty, "due": due, "overdue": bool(due) and day >= due}


OPERATIONS = {"units": units, "quartile": quartile, "scoring_due": scoring_due}
