#!/usr/bin/env python3
"""The national run: 3,000,000 demands and 20 million events, from columns in memory to the table of stock and flow, by one thread and by two.

    benchmarks/national.py [--binary build/release/benchmarks/national_run] [--rows 3000000] [--rounds 3] [--json FILE]

Each run is a process of its own. One thread is counted in processor time, two in time on the clock; memory is the highest that the process held above its
inputs, at any phase.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import statistics
import subprocess
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]


def measure(task: str, who: str, values: list[float], unit: str, rows: int) -> dict[str, Any]:
    return {"task": task, "who": who, "unit": unit, "median": statistics.median(values), "low": min(values), "high": max(values),
            "repetitions": len(values), "rows": rows, "note": ""}  # fmt: skip


def run(binary: pathlib.Path, threads: int, asked: argparse.Namespace) -> dict[str, Any]:
    command = [str(binary), "--demands", str(asked.rows), "--threads", str(threads), "--repeat", str(asked.rounds)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "build/release/benchmarks/national_run")
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=pathlib.Path)
    asked = parser.parse_args()

    one, two = run(asked.binary, 1, asked), run(asked.binary, 2, asked)
    answers = ("events", "numbers", "lapsed", "eligible", "accepted", "refused", "incomplete", "fault", "in_stock")
    wrong = [name for name in answers if one[name] != two[name]]
    total = lambda found, clock: [sum(phase[clock] for phase in phases.values()) for phases in found["runs"]]  # noqa: E731
    rows = asked.rows
    measures = [
        measure("national", "sne", total(one, "processor"), "s", rows),
        measure("national_two", "sne", total(two, "wall"), "s", rows),
        measure("national_two", "one thread", total(one, "wall"), "s", rows),
        measure("national_bytes", "sne", [max(phase["peak"] for phase in one["runs"][0].values()) / rows], "bytes", rows),
        measure("national_bytes", "sne, two threads", [max(phase["peak"] for phase in two["runs"][0].values()) / rows], "bytes", rows),
    ]
    for name in one["runs"][0]:
        measures.append(measure(f"national_{name}", "sne", [phases[name]["processor"] for phases in one["runs"]], "s", rows))
    agreements = [{"task": "national", "who": "two threads", "rows": len(answers), "differ": len(wrong), "why": "counts of the run" + "".join(f", {name}" for name in wrong)}]
    if asked.json:
        asked.json.write_text(json.dumps({"source": "national", "measures": measures, "agreements": agreements, "failures": []}, indent=1), encoding="utf-8")
    print(", ".join(f"{name} {one[name]:,}" for name in answers))
    for found in measures:
        print(f"{found['task']:24} {found['who']:18} {found['median']:12.4f} {found['unit']}")


if __name__ == "__main__":
    main()
