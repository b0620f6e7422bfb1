"""What all the modules share: days, yes/no/not known, faults."""

from __future__ import annotations

import re
from datetime import date, timedelta

HORIZON = "2026-12-31"


class Fault(Exception):
    """A malformed input: its word, and further members of the answer."""

    def __init__(self, word, **more):
        super().__init__(word)
        self.answer = {"fault": word, **more}


def check(holds, word, **more):
    if not holds:
        raise Fault(word, **more)


def read_day(text):
    """The day itself, as text: ISO days compare as texts do."""
    check(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text), "BAD_DATE_FORM")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Fault("IMPOSSIBLE_DATE") from None
    return text


def shift(day, days):
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def add_months(day, months):
    """One addition from the anchor, clamped to the end of the month."""
    year, month, rest = (int(part) for part in day.split("-"))
    index = year * 12 + month - 1 + months
    for last in range(rest, 27, -1):
        try:
            return date(index // 12, index % 12 + 1, last).isoformat()
        except ValueError:
            continue
    return date(index // 12, index % 12 + 1, rest).isoformat()


def whole_months(since, day):
    months = 0
    while add_months(since, months + 1) <= day:
        months += 1
    return months


def truth(value):
    """yes, no, true, false, empty: True, False or None."""
    if value in (None, ""):
        return None
    if value in (True, "yes"):
        return True
    if value in (False, "no"):
        return False
    raise Fault("UNKNOWN_CODE")


def both(*facts):
    return False if False in facts else None if None in facts else True


def either(*facts):
    return True if True in facts else None if None in facts else False


def in_period(day, start, end):
    return start <= day and (not end or day <= end)
