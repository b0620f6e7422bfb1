"""Deadline, notice and standing of a column of base dates on one day.

The rivals know today's rule alone (bases from 2015 on): last valid day twelve months after the base, notice a month before it, radiation in practice
thirteen months after it, window from the tenth month, reactivation until the eighteenth; every addition clamps to the end of the month.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK = "deadlines"
AS_OF = date(2026, 3, 12)
STANDINGS = ("not_yet", "active", "renewable", "last_month", "expired", "lapsed", "closed")


def bases(rows: int, seed: int = 7) -> Any:
    """Days spread over the 2,000 before the day of the question."""
    return np.datetime64(AS_OF) - np.random.default_rng(seed).integers(0, 2000, rows).astype("timedelta64[D]")


def months_after(month: Any, in_month: Any, count: int) -> Any:
    """Months added, clamped to the end of the month, to days already cut into their month and their place in it, from 0."""
    first = (month + count).astype("datetime64[D]")
    length = (month + (count + 1)).astype("datetime64[D]") - first
    return first + np.minimum(in_month, length - 1)


def by_numpy(base: Any) -> dict[str, Any]:
    month = base.astype("datetime64[M]")
    in_month = base - month.astype("datetime64[D]")
    last_valid = months_after(month, in_month, 12)
    expiry_month = month + 12
    notice = months_after(expiry_month, last_valid - expiry_month.astype("datetime64[D]"), -1)
    radiation = months_after(month, in_month, 13)
    day = np.datetime64(AS_OF)
    # Every limit passed is one standing further: the sum of the comparisons is the code.
    standing = (day >= base).astype(np.uint8)
    for passed in (months_after(month, in_month, 10) <= day, notice < day, last_valid < day, radiation <= day,
                   months_after(month, in_month, 18) < day):  # fmt: skip
        standing += passed
    return {"last_valid": last_valid, "notice_latest": notice, "radiation": radiation, "standing": standing}


def by_table_of_days(base: Any) -> dict[str, Any]:
    """Every day between the first base and the last one answered once, then looked up: what the library does, in NumPy."""
    first = base.min()
    table = by_numpy(np.arange(first, base.max() + 1))
    place = (base - first).astype(np.int32)
    return {name: values[place] for name, values in table.items()}


def by_pandas(base: Any) -> Any:
    import pandas as pd

    day = pd.Timestamp(AS_OF)
    last_valid = base + pd.DateOffset(months=12)
    notice = last_valid - pd.DateOffset(months=1)
    radiation = base + pd.DateOffset(months=13)
    standing = (base <= day).astype("uint8")
    for passed in (base + pd.DateOffset(months=10) <= day, notice < day, last_valid < day, radiation <= day, base + pd.DateOffset(months=18) < day):
        standing += passed
    return pd.DataFrame({"last_valid": last_valid, "notice_latest": notice, "radiation": radiation, "standing": standing})


def by_polars(frame: Any) -> Any:
    import polars as pl

    base, day = pl.col("base"), pl.lit(AS_OF)
    last_valid = base.dt.offset_by("12mo")
    notice = last_valid.dt.offset_by("-1mo")
    radiation = base.dt.offset_by("13mo")
    limits = [base <= day, base.dt.offset_by("10mo") <= day, notice < day, last_valid < day, radiation <= day, base.dt.offset_by("18mo") < day]
    standing = sum((limit.cast(pl.UInt8) for limit in limits[1:]), limits[0].cast(pl.UInt8))
    return frame.select(last_valid.alias("last_valid"), notice.alias("notice_latest"), radiation.alias("radiation"), standing.alias("standing"))


def standing_of(base: date, opens: date, notice: date, last_valid: date, radiation: date, window: date) -> int:
    if base > AS_OF:
        return 0
    if opens > AS_OF:
        return 1
    if notice >= AS_OF:
        return 2
    if last_valid >= AS_OF:
        return 3
    if radiation > AS_OF:
        return 4
    return 5 if window >= AS_OF else 6


def by_dateutil(column: list[date]) -> list[Any]:
    from dateutil.relativedelta import relativedelta

    month, ten, twelve, thirteen, eighteen = (relativedelta(months=count) for count in (1, 10, 12, 13, 18))
    found = []
    for base in column:
        last_valid, radiation = base + twelve, base + thirteen
        notice = last_valid - month
        found.append((last_valid, notice, radiation, standing_of(base, base + ten, notice, last_valid, radiation, base + eighteen)))
    return found


LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def clamped(year: int, months: int, day: int) -> date:
    """A day of the month that comes `months` after January of a year; no base here lies in a century without its leap year."""
    year, month = year + months // 12, months % 12
    length = 29 if month == 1 and year % 4 == 0 else LENGTHS[month]
    return date(year, month + 1, day if day < length else length)


def by_python(column: list[date]) -> list[Any]:
    found = []
    for base in column:
        year, month, day = base.year, base.month - 1, base.day
        last_valid, radiation = clamped(year, month + 12, day), clamped(year, month + 13, day)
        notice = clamped(year, month + 11, last_valid.day)
        standing = standing_of(base, clamped(year, month + 10, day), notice, last_valid, radiation, clamped(year, month + 18, day))
        found.append((last_valid, notice, radiation, standing))
    return found


def main() -> None:
    given = measure.arguments(__doc__, 3_000_000)
    race = measure.Race("deadlines", given.rounds, ["numpy", "pandas", "polars", "pyarrow", "python-dateutil"])
    import pyarrow as pa
    from sne import columns

    base = bases(given.rows)
    rows = len(base)
    arrow = pa.array(base)
    fewest = max(rows // 100, 1000)
    few = base[:fewest].tolist()
    race.add(TASK, measure.US, rows, lambda: columns.deadlines(arrow, AS_OF, threads=1), "from Python, Arrow days")
    race.add(TASK, "sne, NumPy days", rows, lambda: columns.deadlines(base, AS_OF, threads=1))
    race.add(TASK, "numpy", rows, lambda: by_numpy(base), "datetime64[D]")
    race.add(TASK, "numpy, table of days", rows, lambda: by_table_of_days(base), "what the library does, in NumPy")
    race.add(TASK, "python", fewest, lambda: by_python(few), "datetime, clamped by hand")
    race.add(TASK, "python, dateutil", fewest, lambda: by_dateutil(few), "relativedelta")

    def pandas_way() -> None:
        import pandas as pd

        column = pd.Series(base)
        race.add(TASK, "pandas", rows, lambda: by_pandas(column), "DateOffset")

    def polars_way() -> None:
        import polars as pl

        frame = pl.DataFrame({"base": pl.Series(base)})
        race.add(TASK, "polars", rows, lambda: by_polars(frame), "dt.offset_by")

    race.attempt(TASK, "pandas", pandas_way)
    race.attempt(TASK, "polars", polars_way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender]) -> None:
    ours = done[f"{TASK}/{measure.US}"].answer
    days = ("last_valid", "notice_latest", "radiation")
    right = {name: measure.values(ours, name) for name in days}
    standing = np.array([STANDINGS.index(name) for name in measure.values(ours, "standing")])

    def differing(answer: Any) -> Any:
        rows = len(answer["standing"])
        wrong = np.asarray(answer["standing"]) != standing[:rows]
        for name in days:
            wrong |= np.asarray(answer[name]).astype("datetime64[D]") != right[name][:rows]
        return rows, wrong.sum()

    for who in ("numpy", "numpy, table of days", "pandas", "polars", "python", "python, dateutil"):
        if f"{TASK}/{who}" not in done:
            continue
        answer = done[f"{TASK}/{who}"].answer
        if who.startswith("python"):
            answer = dict(zip((*days, "standing"), map(np.array, zip(*answer, strict=True)), strict=True))
        race.agree(TASK, who, *differing(answer))


if __name__ == "__main__":
    main()
