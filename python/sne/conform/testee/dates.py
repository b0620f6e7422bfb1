"""Civil dates, month arithmetic, the calendar of a base."""

from __future__ import annotations

import sne
from sne import _core
from sne.conform.testee._shared import Case, Operation, iso, or_fault, rules_of


def add_months(case: Case) -> Case:
    return {"date": iso(_core.add_months(case["date"], case["months"], case.get("month_end", "clamp")))}


def calendar(case: Case) -> Case:
    """A deadline that the policy does not know is null; the law keeps a radiated demand from the first lawful day."""
    law, policy = rules_of(case["policy"])
    days: Case = dict.fromkeys(("radiation_practice", "reactivation_until"))
    days |= {str(entry.deadline): iso(entry.day) for entry in sne.calendar_of(case["base"], law)}
    if policy.name == "law":
        days |= {"radiation_practice": None, "reactivation_until": None}
        days["kept_until"] = iso(_core.add_months(days["radiation_law"], 12))
    return days


def working_day(case: Case) -> Case:
    region = case["region"]
    return {"working": sne.is_working_day(case["day"], region), "next": iso(sne.next_working_day(case["day"], region))}


OPERATIONS: dict[str, Operation] = {
    "add_months": or_fault(add_months),
    "read_date": or_fault(lambda c: {"date": iso(_core.read_date(c["text"]))}),
    "calendar": or_fault(calendar),
    "working_day": or_fault(working_day),
    "seniority": or_fault(lambda c: {"months": _core.months_between(c["since"], c["on"])}),
}
