"""`sne demo`: a year of two départements, made, replayed, and set beside the published table (démonstration)."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import sne
from sne.demo import result as demo_result
from sne.demo.result import COLUMNS, REGION, TERRITORIES, Result
from sne.log import Log, Replay

from . import shown
from .wording import Words


class Answers:
    """A replay as the demo asks it."""

    def __init__(self, replayed: Replay) -> None:
        self._replay = replayed

    @property
    def refused(self) -> Mapping[str, Sequence[Any]]:
        """The first reason of each refused row, and its article."""
        found = self._replay.refused
        columns = (found[name].to_pylist() for name in ("row", "code", "article"))
        first: dict[int, tuple[str, str]] = {}
        for row, code, article in zip(*columns, strict=True):
            first.setdefault(row, (code, article))
        return {"reasons": [code for code, _ in first.values()], "article": [article for _, article in first.values()]}

    def flow(self, start: date, end: date) -> Iterable[Mapping[str, Any]]:
        """One row per territory of the demo, of zeros where nothing was filed."""
        names = ("start", "new", "revived", "radiated", "end", "closes")
        found = {line.code: line for line in self._replay.flow(start, end).territories}
        for code in TERRITORIES:
            line = found.get(code)
            held = {name: getattr(line, name) for name in names} if line else {**dict.fromkeys(names, 0), "radiated": {}, "closes": True}
            yield {"territory": code, **held}

    def stock(self, on: date, by: str) -> Mapping[str, int]:
        """Demands in stock on a day."""
        return self._replay.stock(on, by)

    def due(self, on: date, within_months: int) -> Mapping[str, Sequence[Any]]:
        """What falls due after a day."""
        found = self._replay.due(on, within_months)
        return {"kind": found["kind"].to_pylist(), "day": found["day"].to_pylist()}


def compare(log: Log, policy: sne.Policy, seed: int, scale: float, started: float, progress: Any = None) -> Result:
    """Replay a log and set the table beside its targets."""
    from sne.demo import targets

    replayed = sne.replay(log, policy=policy, progress=progress)
    facts = {"seed": seed, "scale": scale, "rows": len(log), "seconds": round(time.monotonic() - started, 1)}
    return demo_result.build(Answers(replayed), targets.targets(scale), facts, lambda code: sne.in_words("reason", code, "fr"))


def run(folder: Path, scale: float, seed: int | None, pictures: bool, words: Words, quiet: bool) -> tuple[Result, list[Path]]:
    """Make the log, write it, read it back, replay it, write the page."""
    from sne.demo import generator, page

    started = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    drawn = generator.SEED if seed is None else seed
    with shown.progress(words["generating"], quiet) as done:
        done(0, 2)
        made = generator.generate(drawn, scale)
        done(1, 2)
        written = [generator.write(folder / "events.parquet", made)]
    with shown.progress(words["reading"], quiet) as done:
        log = sne.read_log(written[0], done)
    with shown.progress(words["replaying"], quiet) as done:
        result = compare(log, sne.Policy.sne(), drawn, scale, started, done)
    with shown.progress(words["writing"], quiet) as done:
        done(0, 2)
        written.append(page.write(result, folder / "index.html"))
        done(1, 2)
        if pictures:
            written += _pictures(result, folder)
    return result, written


def _pictures(result: Result, folder: Path) -> list[Path]:
    from sne.demo import pictures

    if importlib.util.find_spec("matplotlib") is None:
        return []
    return pictures.write(result, folder / "pictures")


def show(result: Result, written: list[Path], words: Words) -> None:
    """The published table beside the recomputed one, counts then shares."""
    goal = "published" if result["log"]["scale"] == 1 else "target"
    sides = ((goal, result["published"]), ("recomputed", result["recomputed"]))
    counts = [
        (territory, words[name], *(shown.grouped(side["rows"][territory][column]) for column in COLUMNS))
        for territory in (*TERRITORIES, REGION)
        for name, side in sides
    ]
    heads = ("", "", *(words[c] if len(c) > 1 else c for c in COLUMNS))
    shown.table(words["table"], heads, counts, range(2, 2 + len(COLUMNS)))
    shares = [
        (f"{territory} %", words[name], *(side["shares"][territory][column] for column in COLUMNS))
        for territory in TERRITORIES
        for name, side in sides
    ]
    shown.table("", heads, shares, range(2, 2 + len(COLUMNS)))
    kinds = list(result["published"]["typology"])
    rows = [(words[name], *(side["typology"].get(kind, "0") for kind in kinds)) for name, side in sides]
    shown.table(words["typology"], ("", *kinds), rows, range(1, 1 + len(kinds)))
    shown.out.print(words.say("matches" if goal == "published" else "matches_target", **result["cells"]))
    if all(result["closes"].values()):
        shown.out.print(words["closes"])
    else:
        codes = ", ".join(code for code, closes in result["closes"].items() if not closes)
        shown.out.print(words.say("open", count="?", codes=codes))
    for path in written:
        shown.out.print(words.say("written", path=path), markup=False, soft_wrap=True)
