"""Random households through the oracle and the engine; every difference is an error.

    python run_eligibility.py --households 20000 --seed 1 --jobs 2

The engine is the Python package: `sne.evaluate_json(line)` takes one question as a JSON line and gives one JSON list,
of verdicts or of one fault. With --engine COMMAND it is a command that reads one question a line and writes one list a line. Each household is drawn from the seed and its own index: --first replays one alone.
With --cases the literal cases are compared as well. Exit status: 0 no difference, 1 some.
"""

from __future__ import annotations

import argparse
import importlib
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eligibility.households import households  # noqa: E402
from eligibility.oracle import judge  # noqa: E402

Question = dict[str, Any]
Answer = list[dict[str, Any]]
#: Takes questions, a JSON line each, and gives as many lists.
Engine = Callable[[list[str]], list[str]]
#: The law book of the engine, its grounds, and where in the text of the question its reader stands.
NOT_COMPARED = frozenset(("law_id", "path", "at", "because"))
CHUNK = 500


class Difference(NamedTuple):
    where: str
    question: Question
    keys: list[str]


class Report(NamedTuple):
    households: int
    verdicts: int
    different: int
    shown: list[Difference]


def compare(oracle: Answer, engine: Answer) -> list[str]:
    """What differs, key by key; a key that one side leaves out differs too."""
    if len(oracle) != len(engine):
        return [f"{len(oracle)} answers from the oracle, {len(engine)} from the engine: {engine}"]
    unlike = []
    for ours, theirs in zip(oracle, engine, strict=True):
        for key in sorted((ours.keys() | theirs.keys()) - NOT_COMPARED):
            if ours.get(key) != theirs.get(key) or (key in ours) != (key in theirs):
                name = ours.get("product") or ours.get("fault")
                unlike.append(f"{name}.{key}: oracle {ours.get(key)!r}, engine {theirs.get(key)!r}")
    return unlike


def differences(questions: Iterator[tuple[str, Question]], evaluate: Engine, shown: int) -> Report:
    asked = list(questions)
    lines = [json.dumps(question, ensure_ascii=False, separators=(",", ":")) for _, question in asked]
    answers = evaluate(lines)
    if len(answers) != len(asked):
        raise RuntimeError(f"{len(answers)} answers of the engine to {len(asked)} questions")
    verdicts = different = 0
    first: list[Difference] = []
    for (where, question), theirs in zip(asked, answers, strict=True):
        ours = judge(question)
        verdicts += len(ours)
        unlike = compare(ours, json.loads(theirs))
        if unlike:
            different += 1
            if len(first) < shown:
                first.append(Difference(where, question, unlike))
    return Report(len(asked), verdicts, different, first)


def load_engine(command: str | None) -> Engine:
    if command is None:
        evaluate = importlib.import_module("sne").evaluate_json
        return lambda lines: [evaluate(line) for line in lines]
    words = shlex.split(command)

    def ask(lines: list[str]) -> list[str]:
        text = "".join(f"{line}\n" for line in lines)
        return subprocess.run(words, input=text, capture_output=True, text=True, check=True).stdout.splitlines()

    return ask


def drawn(seed: int, first: int, count: int) -> Iterator[tuple[str, Question]]:
    for index, question in enumerate(households(seed, first, count), first):
        yield f"household {index} of seed {seed}", question


def cases() -> Iterator[tuple[str, Question]]:
    text = Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
    for case in json.loads(text):
        yield f"case {case['id']}", case["question"]


def run_chunk(first: int, *, seed: int, last: int, shown: int, engine: str | None) -> Report:
    return differences(drawn(seed, first, min(CHUNK, last - first)), load_engine(engine), shown)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--households", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--shown", type=int, default=5, help="differences printed in full")
    parser.add_argument("--cases", action="store_true", help="compare the literal cases as well")
    parser.add_argument("--engine", help="a command in place of the Python package")
    args = parser.parse_args()
    last = args.first + args.households
    work = partial(run_chunk, seed=args.seed, last=last, shown=args.shown, engine=args.engine)
    starts = range(args.first, last, CHUNK)
    reports = [differences(cases(), load_engine(args.engine), args.shown)] if args.cases else []
    if args.jobs > 1:
        with Pool(args.jobs) as pool:
            reports += pool.map(work, starts, chunksize=1)
    else:
        reports += map(work, starts)
    for difference in [d for report in reports for d in report.shown][: args.shown]:
        print(difference.where)
        print(*(f"  {line}" for line in difference.keys), sep="\n")
        print(f"  {json.dumps(difference.question, ensure_ascii=False)}\n")
    different = sum(r.different for r in reports)
    print(
        f"{sum(r.households for r in reports)} households, {sum(r.verdicts for r in reports)} verdicts, "
        f"seed {args.seed}: {different} different"
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
