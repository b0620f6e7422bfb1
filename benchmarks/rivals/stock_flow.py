"""Stock and flow of twelve months by département and motive, of stays in stock.

A stay goes from its first day in stock to its first day out of it, or has no end yet. For every month and département: stock on the eve, entries, radiations
by motive, stock on the last day. Days are spread over four years around the twelve months counted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK = "stock_flow"
FROM, TO = date(2023, 10, 1), date(2024, 9, 30)
TERRITORIES, MOTIVES = 101, 6
STARTS = np.arange(np.datetime64(FROM, "M"), np.datetime64(FROM, "M") + 13).astype("datetime64[D]")


def stays(demands: int, seed: int = 17) -> dict[str, Any]:
    """One stay a demand; six in ten ended, by a motive from a (1) to f (6)."""
    random = np.random.default_rng(seed)
    first = np.datetime64(FROM) - 1200 + random.integers(0, 1500, demands)
    last = first + 30 + random.integers(0, 900, demands)
    gone = (last <= np.datetime64(TO)) & (random.integers(0, 3, demands) != 0)
    return {
        "from": first,
        "until": np.where(gone, last, np.datetime64("NaT")),
        "exit": np.where(gone, random.integers(1, 1 + MOTIVES, demands), 0).astype(np.uint8),
        "territory": random.integers(0, TERRITORIES, demands, dtype=np.uint8),
    }


def by_numpy(held: dict[str, Any]) -> Any:
    """Twelve months by territory: stock on the eve, entries, radiations a to f, stock at the end. The days become months by a table, the months and
    territories one key counted once."""
    first = held["from"].min()
    width = int((STARTS[-1] - first).astype(int)) + 1
    slot_of_day = np.searchsorted(STARTS, first + np.arange(width), side="right").astype(np.int32)
    limit = np.int32(width - 1)
    territory, cells = held["territory"].astype(np.int32), TERRITORIES * 14

    def slots(days: Any) -> Any:
        """0 before the twelve months, then 1 to 12, then 13."""
        return slot_of_day[np.minimum((days - first).astype(np.int32), limit)]

    entered = np.bincount(slots(held["from"]) * TERRITORIES + territory, minlength=cells).reshape(14, TERRITORIES)
    out = np.flatnonzero(held["exit"])
    key = (slots(held["until"][out]) * TERRITORIES + territory[out]) * (MOTIVES + 1) + held["exit"][out]
    left = np.bincount(key, minlength=cells * (MOTIVES + 1)).reshape(14, TERRITORIES, MOTIVES + 1)
    return table_of(entered, left)


def table_of(entered: Any, left: Any) -> Any:
    """12 by territory by (start, new, a to f, end), from entries and exits by slot and territory."""
    stock = np.cumsum(entered - left.sum(2), axis=0)
    return np.concatenate([stock[:12, :, None], entered[1:13, :, None], left[1:13, :, 1:], stock[1:13, :, None]], axis=2)


def by_pandas(frame: Any) -> Any:
    """Two group-bys, of the entries and of the exits."""
    import pandas as pd

    bins = [frame["from"].min() - pd.Timedelta(days=1), *(pd.Timestamp(day) - pd.Timedelta(days=1) for day in STARTS), pd.Timestamp("2100-01-01")]
    slot = pd.cut(frame["from"], bins, labels=False)
    entered = frame.groupby([slot, frame["territory"]]).size().unstack(fill_value=0).reindex(index=range(14), columns=range(TERRITORIES), fill_value=0)
    out = frame[frame["exit"] > 0]
    gone = out.groupby([pd.cut(out["until"], bins, labels=False), out["territory"], out["exit"]]).size()
    index = pd.MultiIndex.from_product([range(14), range(TERRITORIES), range(MOTIVES + 1)])
    return table_of(entered.to_numpy(), gone.reindex(index, fill_value=0).to_numpy().reshape(14, TERRITORIES, MOTIVES + 1))


def by_polars(frame: Any) -> Any:
    import polars as pl

    def slot(column: str) -> Any:
        month = pl.col(column).dt.year().cast(pl.Int32) * 12 + pl.col(column).dt.month() - (FROM.year * 12 + FROM.month) + 1
        return month.clip(0, 13).alias("slot")

    entered = np.zeros((14, TERRITORIES), np.int64)
    counted = frame.group_by(slot("from"), "territory").len()
    entered[counted["slot"].to_numpy(), counted["territory"].to_numpy()] = counted["len"].to_numpy()
    left = np.zeros((14, TERRITORIES, MOTIVES + 1), np.int64)
    gone = frame.filter(pl.col("exit") > 0).group_by(slot("until"), "territory", "exit").len()
    left[gone["slot"].to_numpy(), gone["territory"].to_numpy(), gone["exit"].to_numpy()] = gone["len"].to_numpy()
    return table_of(entered, left)


def by_python(rows: list[tuple[date, date | None, int, int]]) -> Any:
    entered = [[0] * TERRITORIES for _ in range(14)]
    left = [[[0] * (MOTIVES + 1) for _ in range(TERRITORIES)] for _ in range(14)]
    origin = FROM.year * 12 + FROM.month - 1
    for first, last, code, territory in rows:
        entered[min(max(first.year * 12 + first.month - origin, 0), 13)][territory] += 1
        if last is not None:
            left[min(max(last.year * 12 + last.month - origin, 0), 13)][territory][code] += 1
    return table_of(np.array(entered), np.array(left))


def main() -> None:
    given = measure.arguments(__doc__, 3_000_000)
    race = measure.Race("stock_flow", given.rounds, ["numpy", "pandas", "polars", "pyarrow"])
    import pyarrow as pa

    held, rows = stays(given.rows), given.rows
    race.add(TASK, "numpy", rows, lambda: by_numpy(held), "days to months by a table, one count of one key")

    def our_way() -> None:
        from sne import statistics

        present = {
            "demand": pa.array(np.arange(rows, dtype=np.uint32)),
            "from": pa.array(held["from"]),
            "until": pa.array(held["until"]),
            "entry": pa.array(np.zeros(rows, np.uint8)),
            "exit": pa.array(held["exit"]),
        }
        demands = {"territory": pa.DictionaryArray.from_arrays(pa.array(held["territory"]), [f"{code:03}" for code in range(TERRITORIES)])}
        asked = {"population": "persons", "first_day": FROM, "last_day": TO, "by": ["territory"], "cut": "month"}
        race.add(TASK, measure.US, rows, lambda: statistics.stock_and_flow(present, demands, **asked), "from Python, the check of the stays included")

    def pandas_way() -> None:
        import pandas as pd

        frame = pd.DataFrame(held)
        race.add(TASK, "pandas", rows, lambda: by_pandas(frame), "cut and group-by")

    def polars_way() -> None:
        import polars as pl

        frame = pl.DataFrame({name: pl.Series(values) for name, values in held.items()})
        race.add(TASK, "polars", rows, lambda: by_polars(frame), "group_by")

    def python_way() -> None:
        few = {name: values[: max(rows // 10, 1000)].tolist() for name, values in held.items()}
        listed = list(zip(few["from"], few["until"], few["exit"], few["territory"], strict=True))
        race.add(TASK, "python", len(listed), lambda: by_python(listed))

    for who, way in ((measure.US, our_way), ("pandas", pandas_way), ("polars", polars_way), ("python", python_way)):
        race.attempt(TASK, who, way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done, held))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender], held: dict[str, Any]) -> None:
    right = done[f"{TASK}/numpy"].answer
    if f"{TASK}/{measure.US}" in done:
        race.agree(TASK, "numpy", right.size, (cells(done[f"{TASK}/{measure.US}"].answer) != right).sum(), "compared: cells")
    for who in ("pandas", "polars"):
        if f"{TASK}/{who}" in done:
            race.agree(TASK, who, right.size, (done[f"{TASK}/{who}"].answer != right).sum(), "compared: cells, with those of NumPy")
    if f"{TASK}/python" in done:
        few = by_numpy({name: values[: max(len(held["from"]) // 10, 1000)] for name, values in held.items()})
        race.agree(TASK, "python", right.size, (done[f"{TASK}/python"].answer != few).sum(), "compared: cells, with those of NumPy on the same rows")


def cells(table: Any) -> Any:
    """Our table laid as those of the rivals: it leaves out the lines where nothing is counted."""
    month = (measure.values(table, "first_day").astype("datetime64[M]") - np.datetime64(FROM, "M")).astype(int)
    territory = measure.values(table, "territory").astype(int)
    laid = np.zeros((12, TERRITORIES, MOTIVES + 3), np.int64)
    for at, name in enumerate(("start", "new", *(f"radiated_{motive}" for motive in "abcdef"), "end")):
        laid[month, territory, at] = measure.values(table, name)
    return laid


if __name__ == "__main__":
    main()
