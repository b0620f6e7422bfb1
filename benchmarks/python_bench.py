#!/usr/bin/env python3
"""What the Python face costs: import, scalar decisions, bulk folds, a replay. Prints medians on this machine.

    python benchmarks/python_bench.py [--scale 0.1]
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable

IMPORTS = 15


def _children() -> float:
    """Seconds of processor time of the programs started so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def import_cost() -> float:
    """Milliseconds of processor time of `import sne` over a bare interpreter: medians of runs taken in turns."""
    taken: dict[str, list[float]] = {"pass": [], "import sne": []}
    for _ in range(IMPORTS):
        for code, times in taken.items():
            start = _children()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(_children() - start)
    bare, ours = (statistics.median(times) for times in taken.values())
    return (ours - bare) * 1e3


def per_call(work: Callable[[], object]) -> float:
    """Nanoseconds of one call: best of five rounds."""
    timer = timeit.Timer(work)
    count, _ = timer.autorange()
    return min(timer.repeat(5, count)) / count * 1e9


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one run: median of three."""
    return statistics.median(timeit.repeat(work, number=1, repeat=3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1, help="size of the replayed region")
    scale = parser.parse_args().scale

    rows = [("import sne, over a bare interpreter", f"{import_cost():.1f} ms")]

    import sne
    from sne import _core, number
    from sne.demo import generator

    held = sne.Demand(stored="registered", territory="059", initial="2023-10-01", notice="2024-08-28")
    facts = {"motive": "e", "effective": "2024-10-02", "recorded": "2024-10-02", "actor": "manager"}
    event = sne.Event("radiate", **facts)
    refused = sne.decide(held, event)
    for name, work in (
        ("number.parse", lambda: number.parse("1110318016982G1104")),
        ("sne.Event(...)", lambda: sne.Event("radiate", **facts)),
        ("sne.decide", lambda: sne.decide(held, event)),
        ("decision.explain", refused.explain),
        ("calendar_of", lambda: sne.calendar_of("2024-02-29")),
        ("open_events", lambda: sne.open_events(held, "2024-10-02")),
    ):
        rows.append((name, f"{per_call(work):,.0f} ns"))

    table = generator.generate(scale=scale)
    events = table.num_rows
    texts = {name: ["" if v is None else str(v) for v in table[name].to_pylist()] for name in table.column_names}
    policy = {"name": "sne", "unknown": "ask", "horizon": "refuse", "renewal_base": "presentation", "couples": "named",
              "expired_commission": "warn", "national_number_start": None, "suspensions": []}  # fmt: skip
    log = sne.read_log(table)
    replay = sne.replay(log)
    for name, work in (
        ("fold_log, columns of str", lambda: _core.fold_log(texts, policy)),
        ("read_log, Arrow table", lambda: sne.read_log(table)),
        ("replay of a log read", lambda: sne.replay(log)),
        ("flow of twelve months", lambda: replay.flow("2013-10-01", "2014-09-30")),
        ("findings as a table", lambda: replay.findings),
    ):
        taken = seconds(work)
        rows.append((f"{name} ({events:,} events)", f"{taken * 1e3:,.1f} ms, {taken / events * 1e9:,.0f} ns per event"))

    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    width = max(len(name) for name, _ in rows)
    for name, figure in rows:
        print(f"{name:<{width}}  {figure}")


if __name__ == "__main__":
    main()
