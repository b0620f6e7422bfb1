"""Shares of a PLUS operation, small delays, numbers issued, days read: IC-X3, LC-30, SPEC.md 6.1 and 6.2."""

from __future__ import annotations

import math
import re

from .common import add_months, check, read_day

IDF = {"075", "077", "078", "091", "092", "093", "094", "095"}
REGIONAL, SYSTEM = "2011-03-28", "2000-11-08"


def plus_shares(case):
    day, n = read_day(case["day"]), case["dwellings"]
    check(n >= 1, "BAD_NUMBER")
    check(day >= "1999-09-15", "DATE_OUT_OF_RANGE")
    if day >= "2001-04-19" and n < 10:
        low, high = (3 * n + 5) // 10, (n + 5) // 10
        return {"at_60": 0 if n == 1 else low, "at_120": high}
    return {"at_60": math.ceil(3 * n / 10), "at_120": n // 10}


def counts_at_60(case):
    read_day(case["day"])
    check(case["income"] is None or case["income"] >= 0, "BAD_AMOUNT")
    return {"counts": None if case["income"] is None else 10 * case["income"] <= 6 * case["plus"] * 100}


def without_commission(case):
    return {"day": add_months(read_day(case["received"]), 3)}


def judge(case):
    return {"day": add_months(read_day(case["seized"]), 2)}


def court_open(case):
    return {"open": read_day(case["day"]) >= "2012-01-01"}


def territory(case):
    day, code = read_day(case["day"]), case["departement"]
    return {"territory": "111" if code in IDF and day >= REGIONAL else code}


def issue_number(case):
    day = read_day(case["deposit"])
    check(day >= SYSTEM, "DATE_OUT_OF_RANGE")
    check(not (case["territory"] in IDF and day >= REGIONAL), "WRONG_TERRITORY")
    check(case["last"] < 999999, "SEQUENCE_EXHAUSTED")
    return {"number": f"{case['territory']}{day[5:7]}{day[2:4]}{case['last'] + 1:06d}{case['registrar']}"}


def legacy_number(case):
    return {"kept": case["text"]}


def read_date(case):
    check(case["text"] != "", "EMPTY_INPUT")
    check(not re.fullmatch(r"0000-\d{2}-\d{2}", case["text"]), "DATE_OUT_OF_RANGE")
    return {"date": read_day(case["text"])}


def merge(case):
    """LC-18, Q3: a seniority for each territory, the earliest; the day of the renewal, in a batch the latest last renewal."""
    sources = case["sources"]
    seniorities = {}
    for source in sources:
        known = seniorities.get(source["territory"], "9999-12-31")
        seniorities[source["territory"]] = min(known, source["initial"])
    base = read_day(case["effective"]) if case["trigger"] == "renewal" else max(source["last_presented"] for source in sources)
    return {
        "seniorities": seniorities,
        "base": base,
        "last_valid": add_months(base, 12),
        "aliases": [source["number"] for source in sources],
    }


OPERATIONS = {
    one.__name__: one
    for one in (
        plus_shares, counts_at_60, without_commission, judge, court_open, territory, issue_number, legacy_number, read_date, merge,
    )
}  # fmt: skip
