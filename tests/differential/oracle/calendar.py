"""Civil days, month arithmetic and the deadlines of one demand.

A day is an int: the number of days since 0000-12-31 in the proleptic Gregorian
calendar (0001-01-01 is 1). Months are added from an anchor and clamped to the end
of the target month; additions are never chained.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def from_civil(year: int, month: int, dom: int) -> int:
    """Day number of a civil date: whole years before, whole months before, day."""
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    return days + sum(days_in_month(year, m) for m in range(1, month)) + dom


def to_civil(number: int) -> tuple[int, int, int]:
    """(year, month, day of month) of a day number."""
    year = number // 366 + 1
    while from_civil(year + 1, 1, 1) <= number:
        year += 1
    rest = number - from_civil(year, 1, 1) + 1
    month = 1
    while rest > days_in_month(year, month):
        rest -= days_in_month(year, month)
        month += 1
    return year, month, rest


@lru_cache(maxsize=1 << 18)
def parse(text: str) -> int:
    """Day number of an ISO date."""
    year, month, dom = text.split("-")
    return from_civil(int(year), int(month), int(dom))


@lru_cache(maxsize=1 << 18)
def iso(number: int) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*to_civil(number))


@lru_cache(maxsize=1 << 18)
def add_months(number: int, months: int) -> int:
    """Same day of the month, `months` later, clamped to the end of that month (section 2)."""
    year, month, dom = to_civil(number)
    index = year * 12 + (month - 1) + months
    year, month = index // 12, index % 12 + 1
    return from_civil(year, month, min(dom, days_in_month(year, month)))


def last_valid(base: int) -> int:
    """LC-08: last day of validity, inclusive."""
    return add_months(base, 12)


def window_opens(base: int) -> int:
    """LC-10: a renewal before this day is early."""
    return add_months(base, 10)


def notice_latest(base: int) -> int:
    """LC-09: one month back from the expiry, not eleven months from the base."""
    return add_months(last_valid(base), -1)


def first_legal_radiation(base: int) -> int:
    """LC-17: the law lets the manager radiate from the day after expiry."""
    return last_valid(base) + 1


def lapse_radiation(base: int) -> int:
    """LC-17: the SNE waits thirteen months from the base."""
    return add_months(base, 13)


def reactivable_until(base: int) -> int:
    """LC-21: last day on which a demand radiated for non-renewal comes back."""
    return add_months(base, 18)


def attestation_due(presented: int) -> int:
    """LC-05: last day to send the attestation of a filing or of a renewal."""
    return add_months(presented, 1)


def retention_until(radiation_recorded: int) -> int:
    """LC-28: last day on which the data of a radiated demand are kept."""
    return add_months(radiation_recorded, 12)


def seniority_months(initial: int, on: int) -> int:
    """LC-22: whole clamped months between the initial date and a day; 0 before it."""
    if on < initial:
        return 0
    start_year, start_month, _ = to_civil(initial)
    end_year, end_month, _ = to_civil(on)
    months = (end_year - start_year) * 12 + end_month - start_month
    return months if add_months(initial, months) <= on else months - 1


@dataclass(frozen=True)
class Deadlines:
    """The dates that follow from one base (LC-05, LC-08, LC-09, LC-10, LC-17, LC-21, LC-28)."""

    attestation_due: int
    window_opens: int
    notice_latest: int
    last_valid: int
    radiation_law: int
    radiation_sne: int
    reactivable_until: int
    retention_until: int | None


def deadlines(presented: int, base: int | None = None, radiation_recorded: int | None = None) -> Deadlines:
    """Deadlines of a demand last presented on a day; its base is that day unless given."""
    base = presented if base is None else base
    return Deadlines(
        attestation_due=attestation_due(presented),
        window_opens=window_opens(base),
        notice_latest=notice_latest(base),
        last_valid=last_valid(base),
        radiation_law=first_legal_radiation(base),
        radiation_sne=lapse_radiation(base),
        reactivable_until=reactivable_until(base),
        retention_until=None if radiation_recorded is None else retention_until(radiation_recorded),
    )


# Mediation commission (LC-29, LC-30).

LARGE_SIX_MONTHS_END = parse("2014-01-01")
IDF_SIX_MONTHS_END = parse("2015-01-01")
COURT_ACTION_START = parse("2008-12-01")
COURT_ACTION_ABNORMAL_DELAY_START = parse("2012-01-01")


@dataclass(frozen=True)
class Place:
    """What the mediation delays ask of a département.

    `large`: an agglomeration of over 300 000 inhabitants, or part of one.
    """

    overseas: bool = False
    large: bool = False
    idf: bool = False


def housing_decision_months(complete_file: int, place: Place) -> int:
    """LC-30, K7: months of R441-15, judged on the receipt of the complete file."""
    if place.overseas:
        return 6
    if place.idf and complete_file < IDF_SIX_MONTHS_END:
        return 6
    if place.large and complete_file < LARGE_SIX_MONTHS_END:
        return 6
    return 3


def housing_decision_due(complete_file: int, place: Place) -> int:
    """LC-30: last day for the commission to decide on a housing claim."""
    return add_months(complete_file, housing_decision_months(complete_file, place))


def offer_months(place: Place) -> int:
    """LC-30, K6: months of R441-16-1; the end date of 2017-01-01 never took effect."""
    return 6 if place.overseas or place.large or place.idf else 3


def court_action_from(decision: int, place: Place, abnormal_delay: bool = False) -> int:
    """LC-29, LC-30: first day on which the applicant without an offer may sue."""
    opened = COURT_ACTION_ABNORMAL_DELAY_START if abnormal_delay else COURT_ACTION_START
    return max(add_months(decision, offer_months(place)) + 1, opened)


def shelter_decision_due(complete_file: int) -> int:
    """LC-30: six weeks for the commission to decide on a shelter claim."""
    return complete_file + 42


def shelter_offer_due(decision: int, transition: bool = False) -> int:
    """LC-30: six weeks for the prefect, three months for a transition dwelling or a hall."""
    return add_months(decision, 3) if transition else decision + 42


def abnormal_delay_from(deposit: int, delay_months: int, strict: bool = False) -> int:
    """LC-29: first day on which the commission may be seized for an abnormal delay."""
    return add_months(deposit, delay_months) + (1 if strict else 0)
