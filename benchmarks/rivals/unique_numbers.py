"""Numbers read and validated: territory, month, sequence and registrar of a column of 18-character texts, or why not.

What the rivals read is narrower than what the library reads: compact capitals only, no separators, no folding of letters or full-width forms, and
they say *that* a row is not a number, not where. The rows hold nothing else, so that the answers must be the same.
"""

from __future__ import annotations

from typing import Any

import measure

measure.require_one_thread()

import numpy as np  # noqa: E402

TASK = "parse_numbers"
PATTERN = r"^(\d{2}[0-9AB])(0[1-9]|1[0-2])(\d{2})(\d{6})([0-9A-Z]{5})$"


def texts(rows: int, seed: int = 7) -> Any:
    """18 bytes a row, fixed width; two rows in a hundred are not numbers: a month 13, a letter in the sequence, a space in the registrar."""
    random = np.random.default_rng(seed)
    made = np.empty((rows, 18), np.uint8)
    territories = np.frombuffer(b"11105906202A974033", np.uint8).reshape(6, 3)
    made[:, :3] = territories[random.integers(0, 6, rows)]
    month, year = random.integers(1, 13, rows), random.integers(1, 26, rows)
    made[:, 3], made[:, 4] = 48 + month // 10, 48 + month % 10
    made[:, 5], made[:, 6] = 48 + year // 10, 48 + year % 10
    made[:, 7:13] = random.integers(48, 58, (rows, 6), dtype=np.uint8)
    registrars = np.frombuffer(b"G1104GDPUB59900G0021", np.uint8).reshape(4, 5)
    made[:, 13:] = registrars[random.integers(0, 4, rows)]
    spoilt = np.flatnonzero(random.random(rows) < 0.02)
    kind = spoilt % 3
    made[spoilt[kind == 0], 3:5] = (49, 51)
    made[spoilt[kind == 1], 9] = ord("X")
    made[spoilt[kind == 2], 15] = ord("_")
    return made


def by_numpy(fixed: Any) -> dict[str, Any]:
    """Views of the bytes as columns, one comparison for all digits, two-digit numbers by one multiplication."""
    digits = fixed[:, :13] - np.uint8(48)
    is_digit = digits <= 9
    corsican = (fixed[:, 2] == 65) | (fixed[:, 2] == 66)
    registrar = fixed[:, 13:]
    plain = (registrar - np.uint8(48) <= 9) | (registrar - np.uint8(65) <= 25)
    month = digits[:, 3] * np.uint8(10) + digits[:, 4]
    good = is_digit[:, 3:].all(1) & is_digit[:, 0] & is_digit[:, 1] & (is_digit[:, 2] | corsican) & plain.all(1) & (month - np.uint8(1) < 12)
    year = digits[:, 5] * np.uint8(10) + digits[:, 6]
    wide = digits[:, 7:].astype(np.uint32)
    sequence = ((((wide[:, 0] * 10 + wide[:, 1]) * 10 + wide[:, 2]) * 10 + wide[:, 3]) * 10 + wide[:, 4]) * 10 + wide[:, 5]
    months = (year.astype(np.int32) + 30) * 12 + month - 1
    return {
        "good": good,
        "territory": np.ascontiguousarray(fixed[:, :3]).view("S3").ravel(),
        "month": months.astype("datetime64[M]").astype("datetime64[D]"),
        "sequence": np.where(good, sequence, 0),
        "registrar": np.ascontiguousarray(registrar).view("S5").ravel(),
    }


# First day by year of two digits and month of two digits, some of which are no month.
FIRST_DAYS = (np.datetime64("2000-01", "M") + (np.arange(100) * 12)[:, None] + np.arange(100)[None, :] - 1).astype("datetime64[D]").ravel()


def by_tuned_numpy(fixed: Any) -> dict[str, Any]:
    """Block by block, each turned so that a character of all its rows lies together; the first days looked up."""
    rows = len(fixed)
    good, sequence = np.empty(rows, bool), np.empty(rows, np.uint32)
    month = np.empty(rows, "datetime64[D]")
    for cut in measure.blocks(rows):
        turned = np.ascontiguousarray(fixed[cut].T)
        digits = turned[:13] - np.uint8(48)
        third = turned[2]
        worst = np.maximum.reduce(digits[[0, 1, *range(3, 13)]])
        fine = (worst <= 9) & ((digits[2] <= 9) | (third == 65) | (third == 66))
        letters = turned[13:]
        for letter in letters:
            fine &= (letter - np.uint8(48) <= 9) | (letter - np.uint8(65) <= 25)
        months = digits[3] * np.uint8(10) + digits[4]
        fine &= months - np.uint8(1) < 12
        pairs = digits[[7, 9, 11]] * np.uint8(10) + digits[[8, 10, 12]]
        number = (pairs[0] * np.uint32(100) + pairs[1]) * np.uint32(100) + pairs[2]
        good[cut] = fine
        sequence[cut] = number * fine
        years = digits[5] * np.uint16(10) + digits[6]
        month[cut] = FIRST_DAYS[np.where(fine, years * np.uint16(100) + months, np.uint16(1))]
    return {
        "good": good,
        "territory": np.ascontiguousarray(fixed[:, :3]).view("S3").ravel(),
        "month": month,
        "sequence": sequence,
        "registrar": np.ascontiguousarray(fixed[:, 13:]).view("S5").ravel(),
    }


def by_pandas(column: Any) -> Any:
    return column.str.extract(PATTERN)


def by_polars(column: Any) -> Any:
    import polars as pl

    text = pl.col("number")
    good = text.str.contains(PATTERN)
    return pl.DataFrame({"number": column}).select(
        good.alias("good"),
        pl.when(good).then(text.str.slice(0, 3)).alias("territory"),
        pl.when(good).then(pl.date(2000 + text.str.slice(5, 2).cast(pl.Int32, strict=False), text.str.slice(3, 2).cast(pl.Int8, strict=False), 1)).alias("month"),
        pl.when(good).then(text.str.slice(7, 6).cast(pl.UInt32, strict=False)).alias("sequence"),
        pl.when(good).then(text.str.slice(13, 5)).alias("registrar"),
    )


def by_python(column: list[str]) -> list[Any]:
    import re
    from datetime import date

    match = re.compile(PATTERN, re.ASCII).fullmatch
    found: list[Any] = []
    for text in column:
        parts = match(text)
        if parts is None:
            found.append(None)
            continue
        territory, month, year, sequence, registrar = parts.groups()
        found.append((territory, date(2000 + int(year), int(month), 1), int(sequence), registrar))
    return found


def main() -> None:
    given = measure.arguments(__doc__, 3_000_000)
    race = measure.Race("unique_numbers", given.rounds, ["numpy", "pandas", "polars", "pyarrow"])
    import pyarrow as pa
    from sne import columns

    fixed = texts(given.rows)
    rows = len(fixed)
    offsets = np.arange(rows + 1, dtype=np.int32) * 18
    arrow = pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(fixed.reshape(-1)))
    fewer = max(rows // 10, 1000)
    few = arrow.slice(0, fewer).to_pylist()

    race.add(TASK, measure.US, rows, lambda: columns.parse_numbers(arrow, threads=1), "Arrow texts, every column written")
    race.add(TASK, "sne, list of str", fewer, lambda: columns.parse_numbers(few, threads=1))
    race.add(TASK, "numpy", rows, lambda: by_tuned_numpy(fixed), "bytes of fixed width, already cut; tuned, by blocks")
    race.add(TASK, "numpy, whole columns", rows, lambda: by_numpy(fixed), "bytes of fixed width, already cut")
    race.add(TASK, "python", fewer, lambda: by_python(few), "compiled regular expression")

    def pandas_way() -> None:
        import pandas as pd

        column = pd.Series(few, dtype=object)
        race.add(TASK, "pandas", fewer, lambda: by_pandas(column), "str.extract; fields left as texts")

    def polars_way() -> None:
        import polars as pl

        column = pl.Series("number", arrow)
        race.add(TASK, "polars", rows, lambda: by_polars(column))

    race.attempt(TASK, "pandas", pandas_way)
    race.attempt(TASK, "polars", polars_way)
    done = race.run()
    race.attempt(TASK, "agreement", lambda: compare(race, done))
    race.write(given.json)


def compare(race: measure.Race, done: dict[str, measure.Contender]) -> None:
    ours = done[f"{TASK}/{measure.US}"].answer
    good = measure.values(ours, "status") == 0
    right = {name: measure.values(ours, name) for name in ("territory", "month", "sequence", "registrar")}
    for who in ("numpy", "numpy, whole columns"):
        theirs = done[f"{TASK}/{who}"].answer
        differ = good != theirs["good"]
        both = np.flatnonzero(good & theirs["good"])
        wrong = np.zeros(len(both), bool)
        for name, values in right.items():
            kind = theirs[name].dtype
            wrong |= values[both].astype(kind) != theirs[name][both]
        differ[both] |= wrong
        race.agree(TASK, who, len(good), differ.sum())
    for who, read in (("polars", lambda a: a["good"].to_numpy()), ("pandas", lambda a: a[0].notna().to_numpy()),
                      ("python", lambda a: np.array([row is not None for row in a]))):  # fmt: skip
        if f"{TASK}/{who}" in done:
            answer = read(done[f"{TASK}/{who}"].answer)
            race.agree(TASK, who, len(answer), (answer != good[: len(answer)]).sum(), "compared: which rows are numbers")


if __name__ == "__main__":
    main()
