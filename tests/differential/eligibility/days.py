"""Ages and anniversaries on ISO dates, which compare as text."""

from __future__ import annotations

from datetime import date, timedelta


def age(born: str, day: str) -> int:
    """Completed years. Who was born on 29 February completes a year on 1 March of a common year."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


def years_later(day: str, years: int) -> str:
    """The birthday: 1 March where there is no 29 February."""
    moved = f"{int(day[:4]) + years:04d}{day[4:]}"
    try:
        date.fromisoformat(moved)
    except ValueError:
        return f"{moved[:4]}-03-01"
    return moved


def anniversary(day: str, years: int) -> str:
    """The same day of a later year, for a lapse of time: 28 February where there is no 29 February."""
    moved = years_later(day, years)
    return shift(moved, -1) if day[5:] == "02-29" and moved[5:] == "03-01" else moved


def shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
