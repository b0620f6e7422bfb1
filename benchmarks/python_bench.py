#!/usr/bin/env python3
"""What the Python face costs: import, scalar questions, a log read and replayed.

    python benchmarks/python_bench.py [--scale 0.1] [--rounds 5] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable
from typing import Any

IMPORTS = 15


def _children() -> float:
    """Seconds of processor time of the programs started so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def import_costs(runs: int) -> list[float]:
    """Milliseconds of processor time of `import sne` over a bare interpreter, each started right after the other."""
    costs = []
    for _ in range(runs):
        taken = []
        for code in ("pass", "import sne"):
            start = _children()
            subprocess.run([sys.executable, "-c", code], check=True)
            taken.append(_children() - start)
        costs.append((taken[1] - taken[0]) * 1e3)
    return costs


def per_call(work: Callable[[], object], rounds: int) -> list[float]:
    """Nanoseconds of a call, in each round."""
    timer = timeit.Timer(work)
    count, _ = timer.autorange()
    return [seconds / count * 1e9 for seconds in timer.repeat(rounds, count)]


def per_row(work: Callable[[], object], rows: int, rounds: int) -> list[float]:
    return [seconds / rows * 1e9 for seconds in timeit.repeat(work, number=1, repeat=rounds)]


def measure(task: str, values: list[float], unit: str, rows: int | None = None) -> dict[str, Any]:
    return {"task": task, "who": "sne", "unit": unit, "median": statistics.median(values), "low": min(values), "high": max(values),
            "repetitions": len(values), "rows": rows, "note": ""}  # fmt: skip


def household() -> Any:
    """A couple and a child."""
    from sne import Household, Income, Person

    return Household((
        Person("applicant", "1985-05-01", nationality="french", card="none", incomes=(Income("notice", 5_000_000, year=2024),)),
        Person("spouse", "1987-08-15", nationality="french", card="none", on_notice=True),
        Person("child", "2017-02-03", card="none"),
    ))  # fmt: skip


def scalars() -> dict[str, Callable[[], object]]:
    import sne
    from sne import number

    held = sne.Demand(stored="registered", territory="059", initial="2023-10-01", notice="2024-08-28")
    facts = {"motive": "e", "effective": "2024-10-02", "recorded": "2024-10-02", "actor": "manager"}
    event = sne.Event("radiate", **facts)
    refused = sne.decide(held, event)
    home = household()
    return {
        "python_check": lambda: number.check("1110318016982G1104"),
        "python_parse": lambda: number.parse("1110318016982G1104"),
        "python_evaluate": lambda: sne.evaluate(home, "PLUS", as_of="2026-03-12", commune="92012"),
        "python_event": lambda: sne.Event("radiate", **facts),
        "python_decide": lambda: sne.decide(held, event),
        "python_explain": refused.explain,
        "python_calendar": lambda: sne.calendar_of("2024-02-29"),
        "python_open_events": lambda: sne.open_events(held, "2024-10-02"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=0.1, help="size of the replayed region")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    asked = parser.parse_args()

    measures = [measure("import_sne", import_costs(min(IMPORTS, asked.rounds * 3)), "ms")]
    import sne
    from sne.demo import generator

    for task, work in scalars().items():
        measures.append(measure(task, per_call(work, asked.rounds), "ns"))
    table = generator.generate(scale=asked.scale)
    log = sne.read_log(table)
    for task, work in (("python_read_log", lambda: sne.read_log(table)), ("python_replay", lambda: sne.replay(log))):
        measures.append(measure(task, per_row(work, table.num_rows, min(asked.rounds, 3)), "ns", table.num_rows))

    if asked.json:
        asked.json.write_text(json.dumps({"source": "python_bench", "measures": measures}, indent=1), encoding="utf-8")
    for one in measures:
        print(f"{one['task']:20} {one['median']:12,.2f} {one['unit']}")


if __name__ == "__main__":
    main()
