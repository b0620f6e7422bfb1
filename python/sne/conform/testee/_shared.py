"""What the families share: days as texts, faults as answers, the law and the policy of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sne

Case = dict[str, Any]
Operation = Callable[[Case], Case]

#: Columns of an event that say whose it is: the demand folded is already chosen.
_KEYS = frozenset(("demand", "person", "co_holder", "number"))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def or_fault(run: Operation, row: str = "at") -> Operation:
    """What the operation says, or the fault that it raises, with the row of a list."""

    def guarded(case: Case) -> Case:
        try:
            return run(case)
        except sne.FormatError as error:
            fault: Case = {"fault": error.code}
            return fault if error.row is None else fault | {row: error.row}

    return guarded


def shown(answer: Any, *keys: str) -> Case:
    """Some members of an answer, its tuples as lists."""
    return {key: list(value) if isinstance(value := getattr(answer, key), tuple) else value for key in keys}


def rules_of(policy: Case) -> tuple[sne.LawBook, sne.Policy]:
    """The law book, with the two amendments a case may make to it, and the policy."""
    options = dict(policy)
    law = sne.LawBook.builtin()
    start, pauses = options.pop("national_number_start", None), options.pop("suspensions", ())
    if start:
        law = law.with_national_number_start(start)
    for first, last in pauses:
        law = law.with_suspension(first, last)
    make = sne.Policy.law if options.pop("name") == "law" else sne.Policy.sne
    return law, make(**options)


def event_of(row: dict[str, str]) -> sne.Event:
    facts: Case = {name: value for name, value in row.items() if value and name not in _KEYS}
    if "sources" in facts:
        facts["sources"] = int(facts["sources"])
    return sne.Event(facts.pop("event"), **facts)
