"""Civil days as integers (days since 1970-01-01), month arithmetic and French working days."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_YEAR, _LAST_YEAR = 2000, 2016


def day(iso: str) -> int:
    """The number of an ISO date."""
    return date.fromisoformat(iso).toordinal() - _EPOCH


def add_months(days: npt.ArrayLike, months: int) -> Ints:
    """Same day some months later, clamped to the end of the month (quantième borné)."""
    dates = np.asarray(days, dtype=np.int64).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    target = month + months
    day_of_month = dates - month.astype("datetime64[D]")
    last = (target + 1).astype("datetime64[D]") - 1
    shifted: Ints = np.minimum(target.astype("datetime64[D]") + day_of_month, last).astype(np.int32)
    return shifted


def month_year(days: Ints) -> tuple[Ints, Ints]:
    """Month (1 to 12) and year of each day."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months % 12 + 1).astype(np.int32), (months // 12 + 1970).astype(np.int32)


def _easter(year: int) -> int:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, rest = divmod(h + offset - 7 * m + 114, 31)
    return date(year, month, rest + 1).toordinal() - _EPOCH


def _holidays(year: int) -> list[int]:
    fixed = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")
    easter = _easter(year)
    return [day(f"{year}-{d}") for d in fixed] + [easter + 1, easter + 39, easter + 50]


@cache
def _calendar() -> tuple[int, Mask, Ints]:
    first, last = day(f"{_FIRST_YEAR}-01-01"), day(f"{_LAST_YEAR}-12-31")
    days = np.arange(first, last + 1)
    is_open = (days + 3) % 7 < 5
    for year in range(_FIRST_YEAR, _LAST_YEAR + 1):
        is_open[np.array(_holidays(year)) - first] = False
    following = np.where(is_open, days, last)
    following = np.minimum.accumulate(following[::-1])[::-1]
    return first, is_open, following.astype(np.int32)


def is_working(days: Ints) -> Mask:
    """Whether each day is a working day (jour ouvré): Monday to Friday, no public holiday."""
    first, is_open, _ = _calendar()
    found: Mask = is_open[days - first]
    return found


def next_working(days: npt.ArrayLike) -> Ints:
    """The day itself when it is a working day, else the next one."""
    first, _, following = _calendar()
    found: Ints = following[np.asarray(days, dtype=np.int64) - first]
    return found


_MONTH_WEIGHT = np.array([1.12, 1.0, 1.05, 1.0, 0.95, 1.08, 0.98, 0.72, 1.18, 1.15, 0.97, 0.78])
_WEEKDAY_WEIGHT = np.array([1.25, 1.1, 0.95, 1.0, 0.8, 0.0, 0.0])


def season(days: Ints) -> Floats:
    """Relative activity of the counters: busy autumns and Mondays, quiet August and December."""
    month, _ = month_year(days)
    weight: Floats = _MONTH_WEIGHT[month - 1] * _WEEKDAY_WEIGHT[(days + 3) % 7]
    return weight * is_working(days)


def draw_days(rng: np.random.Generator, days: Ints, count: int, tilt: float = 0.0) -> Ints:
    """`count` working days among `days`, with seasonality; `tilt` > 0 favours the last ones."""
    weight = season(days) * np.exp(tilt * np.linspace(0.0, 1.0, len(days)))
    return rng.choice(days, size=count, p=weight / weight.sum()).astype(np.int32)
