"""Random histories through the oracle and the engine; every difference is an error.

    python run_differential.py --histories 20000 --seed 1 --jobs 1 --chunk 200

Each chunk draws its own policy from the seed and the index of the chunk, so a chunk
replays alone with --first. Exit status: 0 no difference, 1 some.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pool
from typing import Any

from engine import Answer, Engine, answer_of, load_core, snapshot_of
from histories import Row, generate, random_days, random_policy
from oracle import lifecycle
from oracle.lifecycle import COLUMNS, Decision, Demand, Policy

DAYS_PER_HISTORY = 2
BARE_STATES = frozenset({"none", "draft", "invalid", "erased"})
SNAPSHOT_KEYS = frozenset(
    """state motive initial seniority base last_valid radiated_effective radiated_recorded notice_on
    online_user""".split()
)


@dataclass
class History:
    """The rows of one demand and what the oracle says of them."""

    rows: list[Row]
    demand: Demand
    decisions: list[Decision]

    @property
    def key(self) -> str:
        return self.rows[0]["demand"]


@dataclass
class Report:
    histories: int = 0
    events: int = 0
    differences: list[str] = field(default_factory=list)


def as_csv(rows: Sequence[Row]) -> str:
    """The rows as a log, without the columns that none of them fills."""
    used = [column for column in COLUMNS if any(row[column] for row in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, used, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def draw(rng: random.Random, policy: Policy, prefix: str, count: int) -> list[History]:
    histories = []
    for index in range(count):
        rows = generate(rng, policy, f"{prefix}-{index}")
        histories.append(History(rows, *lifecycle.fold(rows, policy)))
    return histories


def _describe(history: History, policy: Policy, where: str, oracle: Any, engine: Any) -> str:
    return f"{where}\n  policy: {policy}\n  oracle: {oracle}\n  engine: {engine}\n{as_csv(history.rows)}"


def _show(answer: Answer) -> str:
    parts = (f"{name}={'|'.join(sorted(codes))}" for name, codes in answer._asdict().items() if name != "outcome")
    return " ".join((answer.outcome, *parts))


def decision_differences(histories: Sequence[History], policy: Policy, engine: Engine) -> Iterator[str]:
    answers = engine.decisions()
    expected = [(h, i, answer_of(d)) for h in histories for i, d in enumerate(h.decisions)]
    for (history, index, ours), theirs in zip(expected, answers, strict=True):
        if ours != theirs:
            where = f"decision on row {index + 1} ({history.rows[index]['event']}) of {history.key}"
            yield _describe(history, policy, where, _show(ours), _show(theirs))


def compared_keys(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """The state alone where nothing else applies, else the fixed keys and any other in common."""
    if ours["state"] in BARE_STATES:
        return ["state"]
    return [key for key in ours if key in SNAPSHOT_KEYS or key in theirs]


def snapshot_differences(
    histories: Sequence[History], policy: Policy, engine: Engine, rng: random.Random
) -> Iterator[str]:
    queries = [(h, day) for h in histories for day in random_days(rng, h.rows, DAYS_PER_HISTORY)]
    answers = engine.snapshots([(h.key, day) for h, day in queries])
    for (history, day), theirs in zip(queries, answers, strict=True):
        ours = snapshot_of(lifecycle.snapshot(history.demand, day))
        unlike = [key for key in compared_keys(ours, theirs) if ours[key] != theirs.get(key)]
        if unlike:
            where = f"snapshot of {history.key} on {day}: {', '.join(unlike)}"
            yield _describe(history, policy, where, ours, theirs)


def situation_differences(
    histories: Sequence[History], policy: Policy, engine: Engine, rng: random.Random
) -> Iterator[str]:
    queries = []
    for history in histories:
        days = random_days(rng, history.rows, 2 * DAYS_PER_HISTORY)
        queries += [(history, on, known) for on, known in zip(days[::2], days[1::2], strict=True)]
    answers = engine.situations([(h.key, on, known) for h, on, known in queries])
    for (history, on, known), theirs in zip(queries, answers, strict=True):
        ours = lifecycle.situation(history.rows, on, known, policy)
        if ours != theirs:
            where = f"situation of {history.key} on {on}, known on {known}"
            yield _describe(history, policy, where, ours, theirs)


def run_chunk(seed: int, count: int, index: int, core: Any = None) -> Report:
    """One chunk: one policy, `count` histories, every comparison."""
    rng = random.Random(f"{seed}/{index}")
    policy = random_policy(rng)
    histories = draw(rng, policy, f"{seed}-{index}", count)
    rows = [row for history in histories for row in history.rows]
    engine = Engine(core or load_core(), rows, policy)
    differences = [
        *decision_differences(histories, policy, engine),
        *snapshot_differences(histories, policy, engine, rng),
        *situation_differences(histories, policy, engine, rng),
    ]
    return Report(len(histories), len(rows), [f"chunk {index}: {text}" for text in differences])


def _reports(options: argparse.Namespace) -> Iterator[Report]:
    chunks = -(-options.histories // options.chunk)
    indexes = range(options.first, options.first + chunks)
    work = partial(run_chunk, options.seed, options.chunk)
    if options.jobs == 1:
        yield from map(work, indexes)
        return
    with Pool(options.jobs) as pool:
        yield from pool.imap(work, indexes)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare the engine with the oracle on random histories.")
    parser.add_argument("--histories", type=int, default=20000, help="rounded up to whole chunks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=200, help="histories that share a policy and a call")
    parser.add_argument("--first", type=int, default=0, help="index of the first chunk, to replay one")
    parser.add_argument("--show", type=int, default=3, help="differences printed in full")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    histories = events = found = 0
    for report in _reports(options):
        histories += report.histories
        events += report.events
        for text in report.differences[: max(0, options.show - found)]:
            print(text)
        found += len(report.differences)
    print(f"{histories} histories, {events} events, {found} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
