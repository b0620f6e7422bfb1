#!/usr/bin/env python3
"""What one include costs a translation unit: each set against <chrono>, compiled in turns, user time of many runs.

    benchmarks/include_cost.py [COMPILER] [--rounds 15] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import pathlib
import resource
import subprocess
import tempfile
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
CHRONO = "chrono"
HEADERS = {"include_number": "sne/unique_number.hpp", "include_lifecycle": "sne/lifecycle.hpp", "include_sne": "sne/sne.hpp",
           "include_eligibility": "sne/eligibility.hpp", "include_housing": "sne/housing.hpp"}  # fmt: skip


def user_seconds(compiler: str, source: pathlib.Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", str(source)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def taken(compiler: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every run by header."""
    times: dict[str, list[float]] = {header: [] for header in (CHRONO, *HEADERS.values())}
    with tempfile.TemporaryDirectory() as folder:
        sources = {}
        for index, header in enumerate(times):
            sources[header] = pathlib.Path(folder) / f"{index}.cc"
            sources[header].write_text(f"#include <{header}>\n", encoding="utf-8")
        for _ in range(rounds):
            for header, source in sources.items():
                times[header].append(user_seconds(compiler, source) * 1000)
    return times


def measure(task: str, who: str, values: list[float]) -> dict[str, Any]:
    """The best run: a compiler does the same work every time, and whatever else runs only adds to it."""
    return {"task": task, "who": who, "unit": "ms", "median": min(values), "low": min(values), "high": max(values), "repetitions": len(values),
            "rows": None, "note": "best run"}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("compiler", nargs="?", default="g++")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=pathlib.Path)
    asked = parser.parse_args()
    times = taken(asked.compiler, asked.rounds)
    measures = []
    for task, header in HEADERS.items():
        measures += [measure(task, "sne", times[header]), measure(task, "<chrono>", times[CHRONO])]
    if asked.json:
        asked.json.write_text(json.dumps({"source": "include_cost", "measures": measures}, indent=1), encoding="utf-8")
    for header, values in times.items():
        print(f"{header:24} {min(values):6.0f} ms  {min(values) / min(times[CHRONO]):5.2f} x chrono")


if __name__ == "__main__":
    main()
