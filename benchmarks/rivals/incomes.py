"""Ceilings and the rule of three incomes on a column of households, and the same joined with the deadlines of their demands.

Ceiling PLUS of 12 March 2026 by zone and category; the income of n-2, or the lower of n-1 and the last twelve months when it is lower by at least a
tenth; eligible when it does not exceed the ceiling. Half of the households have no income of n-1, three quarters none of twelve months. Rivals
take the ceilings from the library once and give outcome, basis, ceiling, income and margin; where a sum is missing they hold a very large one.
"""

from __future__ import annotations

from typing import Any

import deadlines
import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK, JOINED = "judge_incomes", "judge_demands"
DAY = deadlines.AS_OF
ZONES = ("paris_communes_limitrophes", "ile_de_france", "autres_regions")
MISSING = 10**15  # ten times it still counts in 64 bits
SUMS = ("n_2", "n_1", "months")


def households(rows: int, seed: int = 11) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    made = {"zone": random.integers(1, 4, rows, dtype=np.uint8), "category": random.integers(1, 7, rows, dtype=np.uint8)}
    for name, given in zip(SUMS, (1.0, 0.5, 0.25), strict=True):
        made[name] = np.where(random.random(rows) < given, random.integers(0, 6_000_000, rows), MISSING)
    return made


def ceilings(product: str, day: Any) -> Any:
    """Euros by number of zone and category."""
    import sne

    table = np.zeros((len(ZONES) + 1, 7), np.int32)
    for zone, name in enumerate(ZONES, start=1):
        for category in range(1, 7):
            table[zone, category] = sne.ceiling(product, name, category, 0, day).euros
    return table


def by_numpy(homes: dict[str, Any], euros: Any) -> dict[str, Any]:
    later = np.minimum(homes["n_1"], homes["months"])
    dropped = 10 * later <= 9 * homes["n_2"]
    income = np.where(dropped, later, homes["n_2"])
    ceiling = euros.ravel()[homes["zone"] * np.uint8(7) + homes["category"]]
    margin = ceiling * np.int64(100) - income
    basis = np.where(dropped, np.where(homes["months"] < homes["n_1"], np.uint8(3), np.uint8(2)), np.uint8(1))
    return {"eligible": margin >= 0, "basis": basis, "ceiling": ceiling, "income": income, "margin": margin}


def by_blocks(homes: dict[str, Any], euros: Any) -> dict[str, Any]:
    """The same block by block, so that what lies between stays in the cache."""
    rows = len(homes["zone"])
    kinds = {"eligible": bool, "basis": np.uint8, "ceiling": np.int32, "income": np.int64, "margin": np.int64}
    found = {name: np.empty(rows, kind) for name, kind in kinds.items()}
    for cut in measure.blocks(rows):
        for name, values in by_numpy({column: values[cut] for column, values in homes.items()}, euros).items():
            found[name][cut] = values
    return found


def by_pandas(frame: Any, table: Any) -> Any:
    judged = frame.join(table, on=["zone", "category"])
    later = judged[["n_1", "months"]].min(axis=1)
    dropped = 10 * later <= 9 * judged["n_2"]
    income = judged["n_2"].where(~dropped, later)
    margin = judged["ceiling"] * 100 - income
    basis = dropped.astype("uint8") + 1 + (dropped & (judged["months"] < judged["n_1"].fillna(MISSING)))
    return judged.assign(income=income, margin=margin, basis=basis, eligible=margin >= 0)[["eligible", "basis", "ceiling", "income", "margin"]]


def by_polars(frame: Any, table: Any) -> Any:
    import polars as pl

    n_2, n_1, months = (pl.col(name) for name in SUMS)
    later = pl.min_horizontal(n_1, months)
    dropped = (10 * later <= 9 * n_2).fill_null(False)
    income = pl.when(dropped).then(later).otherwise(n_2)
    months_lower = (months < n_1).fill_null(n_1.is_null())
    basis = pl.when(~dropped).then(1).when(months_lower).then(3).otherwise(2).cast(pl.UInt8)
    return (
        frame.join(table, on=["zone", "category"], how="left", maintain_order="left")
        .with_columns(income=income, basis=basis)
        .select(
            eligible=pl.col("ceiling") * 100 >= pl.col("income"),
            basis="basis",
            ceiling="ceiling",
            income="income",
            margin=pl.col("ceiling").cast(pl.Int64) * 100 - pl.col("income"),
        )
    )


def by_python(rows: list[tuple[int, int, int, int | None, int | None]], euros: list[list[int]]) -> list[Any]:
    found = []
    for zone, category, n_2, n_1, months in rows:
        income, basis = n_2, 1
        later, of_later = n_1, 2
        if months is not None and (later is None or months < later):
            later, of_later = months, 3
        if later is not None and 10 * later <= 9 * n_2:
            income, basis = later, of_later
        ceiling = euros[zone][category]
        margin = ceiling * 100 - income
        found.append((margin >= 0, basis, ceiling, income, margin))
    return found


def main() -> None:
    given = measure.arguments(__doc__, 3_000_000)
    race = measure.Race("incomes", given.rounds, ["numpy", "pandas", "polars", "pyarrow"])
    import pyarrow as pa
    from sne import columns

    rows, homes, euros = given.rows, households(given.rows), ceilings("PLUS", DAY)
    base = deadlines.bases(rows)
    masked = {name: (homes[name], homes[name] == MISSING) for name in SUMS}
    arrow = {name: pa.array(homes[name]) for name in ("zone", "category")} | {name: pa.array(v, mask=m) for name, (v, m) in masked.items()}
    arrow_base = pa.array(base)
    fewer = max(rows // 10, 1000)

    def joined_by_numpy() -> dict[str, Any]:
        return deadlines.by_numpy(base) | by_numpy(homes, euros)

    race.add(TASK, measure.US, rows, lambda: columns.judge_incomes(**arrow, product="PLUS", day=DAY, threads=1), "from Python, Arrow, every column written")
    race.add(TASK, "numpy", rows, lambda: by_numpy(homes, euros))
    race.add(TASK, "numpy, by blocks", rows, lambda: by_blocks(homes, euros))
    race.add(JOINED, measure.US, rows, lambda: columns.judge_demands(base=arrow_base, as_of=DAY, **arrow, product="PLUS", threads=1), "from Python, Arrow, one pass")
    race.add(JOINED, "numpy", rows, joined_by_numpy)

    def pandas_way() -> None:
        import pandas as pd

        frame = pd.DataFrame({name: homes[name] for name in ("zone", "category")} | {n: pd.Series(v).mask(m) for n, (v, m) in masked.items()})
        index = pd.MultiIndex.from_product([range(1, 4), range(1, 7)], names=["zone", "category"])
        table = pd.DataFrame({"ceiling": euros[1:, 1:].ravel()}, index=index)
        race.add(TASK, "pandas", rows, lambda: by_pandas(frame, table), "join of the ceilings; missing sums as NaN")

    def polars_way() -> None:
        import polars as pl

        frame = pl.DataFrame({name: pl.Series(column) for name, column in arrow.items()})
        zone, category = np.meshgrid(np.arange(1, 4, dtype=np.uint8), np.arange(1, 7, dtype=np.uint8), indexing="ij")
        table = pl.DataFrame({"zone": zone.ravel(), "category": category.ravel(), "ceiling": euros[1:, 1:].ravel()})
        race.add(TASK, "polars", rows, lambda: by_polars(frame, table), "join of the ceilings")

    def python_way() -> None:
        listed = [arrow[name].slice(0, fewer).to_pylist() for name in ("zone", "category", *SUMS)]
        few, plain = list(zip(*listed, strict=True)), euros.tolist()
        race.add(TASK, "python", fewer, lambda: by_python(few, plain))

    for who, way in (("pandas", pandas_way), ("polars", polars_way), ("python", python_way)):
        race.attempt(TASK, who, way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender]) -> None:
    ours = done[f"{TASK}/{measure.US}"].answer
    basis = {"n-2": 1, "n-1": 2, "12m": 3}
    right = {
        "eligible": measure.values(ours, "outcome") == "eligible",
        "basis": np.array([basis.get(name, 0) for name in measure.values(ours, "basis")]),
        **{name: measure.values(ours, name) for name in ("ceiling", "income", "margin")},
    }

    def differing(answer: Any) -> tuple[int, int]:
        rows = len(answer["eligible"])
        wrong = np.zeros(rows, bool)
        for name, values in right.items():
            wrong |= np.asarray(answer[name]) != values[:rows]
        return rows, int(wrong.sum())

    for who in ("numpy", "numpy, by blocks", "pandas", "polars", "python"):
        if f"{TASK}/{who}" not in done:
            continue
        answer = done[f"{TASK}/{who}"].answer
        if who == "python":
            answer = dict(zip(("eligible", "basis", "ceiling", "income", "margin"), map(np.array, zip(*answer, strict=True)), strict=True))
        race.agree(TASK, who, *differing(answer))
    if f"{JOINED}/{measure.US}" in done and f"{JOINED}/numpy" in done:
        fused, theirs = done[f"{JOINED}/{measure.US}"].answer, done[f"{JOINED}/numpy"].answer
        wrong = np.zeros(len(theirs["margin"]), bool)
        for name in ("margin", "last_valid", "notice_latest", "radiation"):
            wrong |= measure.values(fused, name) != theirs[name]
        race.agree(JOINED, "numpy", len(wrong), wrong.sum(), "compared: margin and days")


if __name__ == "__main__":
    main()
