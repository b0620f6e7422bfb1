#!/usr/bin/env python3
"""What one include costs a translation unit: each set against <chrono>, compiled alternately, user time of the best of many runs.

Usage: benchmarks/include_cost.py [compiler]     The bars, with g++ 12: sne/sne.hpp at most 1.5 times <chrono>, sne/housing.hpp 2.5.
"""

from __future__ import annotations

import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEADERS = ("chrono", "sne/date.hpp", "sne/unique_number.hpp", "sne/lifecycle.hpp", "sne/timeline.hpp", "sne/sne.hpp", "sne/ceiling.hpp",
           "sne/eligibility.hpp", "sne/housing.hpp")
RUNS = 15


def user_seconds(compiler: str, source: pathlib.Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", str(source)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> None:
    compiler = sys.argv[1] if len(sys.argv) > 1 else "g++"
    best = dict.fromkeys(HEADERS, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        sources = {}
        for index, header in enumerate(HEADERS):
            sources[header] = pathlib.Path(folder) / f"{index}.cc"
            sources[header].write_text(f"#include <{header}>\n", encoding="utf-8")
        for _ in range(RUNS):
            for header, source in sources.items():
                best[header] = min(best[header], user_seconds(compiler, source))
    for header, seconds in best.items():
        print(f"{header:24} {seconds * 1000:6.0f} ms  {seconds / best['chrono']:5.2f} x chrono")


if __name__ == "__main__":
    main()
