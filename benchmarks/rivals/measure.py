"""One race: this library and what would be written instead, on the same rows, in one process, taken in turns.

Each contender runs once before anything is timed; then round after round, everybody once a round, so that a busy moment of the machine falls on
all of them. Times are processor time of the process. A contender that fails is reported as failed and the others go on.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import json
import os
import pathlib
import platform
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

US = "sne"


def require_one_thread() -> None:
    """Libraries read these when they are imported."""
    for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "NUMEXPR_MAX_THREADS", "ARROW_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@dataclass
class Contender:
    task: str
    who: str
    work: Callable[..., Any]
    rows: int
    note: str
    prepare: Callable[[], Any] | None = None
    times: list[float] = field(default_factory=list)
    answer: Any = None

    def run(self) -> tuple[Any, float]:
        """The answer and the seconds it took; what is prepared anew for every run is not counted."""
        made = () if self.prepare is None else (self.prepare(),)
        gc.collect()
        start = time.process_time()
        answer = self.work(*made)
        return answer, time.process_time() - start


@dataclass
class Race:
    """Collects contenders and agreements, then runs and writes them."""

    source: str
    rounds: int = 5
    versions: list[str] = field(default_factory=list)
    contenders: list[Contender] = field(default_factory=list)
    measures: list[dict[str, Any]] = field(default_factory=list)
    agreements: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)

    def add(self, task: str, who: str, rows: int, work: Callable[..., Any], note: str = "", prepare: Callable[[], Any] | None = None) -> None:
        """`prepare` runs, untimed, before each run of `work`, which is given what it made."""
        self.contenders.append(Contender(task, who, work, rows, note, prepare))

    def attempt(self, task: str, who: str, prepare: Callable[[], Any]) -> Any:
        """The answer of a preparation, or None after a failure, which is reported."""
        try:
            return prepare()
        except Exception as error:  # noqa: BLE001 - one rival that fails must not lose the rest
            self.fail(task, who, error)
            return None

    def fail(self, task: str, who: str, error: Exception) -> None:
        traceback.print_exc(file=sys.stderr)
        self.failures.append({"task": task, "who": who, "error": f"{type(error).__name__}: {error}".splitlines()[0][:300]})

    def fact(self, task: str, who: str, value: float, unit: str, note: str = "") -> None:
        """A figure that is not a time of a contender: bytes, seconds of a load."""
        self.measures.append(measure(task, who, [value], unit, note=note))

    def agree(self, task: str, who: str, rows: int, differ: int, why: str = "") -> None:
        self.agreements.append({"task": task, "who": who, "rows": int(rows), "differ": int(differ), "why": why})

    def run(self) -> dict[str, Contender]:
        """Runs everybody; the contenders by "task/who", each with its answer of the first run."""
        standing = []
        for contender in self.contenders:
            try:
                contender.answer, _ = contender.run()
                standing.append(contender)
            except Exception as error:  # noqa: BLE001
                self.fail(contender.task, contender.who, error)
        for _ in range(self.rounds):
            for contender in standing:
                contender.times.append(contender.run()[1])
        for contender in standing:
            per_row = [seconds * 1e9 / contender.rows for seconds in contender.times]
            self.measures.append(measure(contender.task, contender.who, per_row, "ns", contender.rows, contender.note))
        return {f"{contender.task}/{contender.who}": contender for contender in standing}

    def write(self, path: pathlib.Path | None) -> None:
        found = {
            "source": self.source,
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in self.versions},
            "measures": self.measures,
            "agreements": self.agreements,
            "failures": self.failures,
        }
        if path is not None:
            path.write_text(json.dumps(found, indent=1), encoding="utf-8")
        for one in self.measures:
            print(f"{one['task']:24} {one['who']:28} {one['median']:14,.2f} {one['unit']:6} ({one['low']:,.2f} to {one['high']:,.2f})")
        for one in self.agreements:
            print(f"{one['task']:24} {one['who']:28} differs on {one['differ']:,} of {one['rows']:,} rows{'; ' if one['why'] else ''}{one['why']}")
        for one in self.failures:
            print(f"{one['task']:24} {one['who']:28} FAILED: {one['error']}")


def blocks(rows: int, size: int = 16_384) -> list[slice]:
    """Cuts of a column that stay in the cache."""
    return [slice(start, min(start + size, rows)) for start in range(0, rows, size)]


def measure(task: str, who: str, values: list[float], unit: str, rows: int | None = None, note: str = "") -> dict[str, Any]:
    return {
        "task": task, "who": who, "unit": unit, "median": statistics.median(values), "low": min(values), "high": max(values),
        "repetitions": len(values), "rows": rows, "note": note,
    }  # fmt: skip


def version_of(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def values(table: Any, name: str) -> Any:
    """A column of one of our tables as NumPy holds it: days, numbers with 0 where there is none, or the names of codes."""
    import pyarrow as pa

    column = table.to_arrow()[name]
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    if pa.types.is_integer(column.type):
        column = column.fill_null(0)
    found = column.to_numpy()
    return found.astype("datetime64[D]") if pa.types.is_date(column.type) else found


def arguments(description: str | None, rows: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rows", type=int, default=rows)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    return parser.parse_args()
