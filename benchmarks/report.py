#!/usr/bin/env python3
"""The report of a run of the benchmarks: figures, rivals of the same run, bars of the design and whether they are met.

    benchmarks/report.py build/bench [--page docs/performance.md]

Reads what benchmarks/run left in the folder (JSON of Google Benchmark and of the Python programs) and writes report.json, report.md and report.html. A
ratio is only taken between figures of one process. `--page` also puts the tables between the marks `<!-- bench: SECTION -->` and `<!-- /bench -->`.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import math
import pathlib
import re
import statistics
from dataclasses import dataclass, field
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
US = "sne"
TIME_UNITS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}
RULE = re.compile(r"(?P<rival>.+?)(?P<sign><=|>=)(?P<factor>[0-9.]+)$")


@dataclass(frozen=True)
class Versus:
    """`numpy>=3`: the rival takes at least three times ours. `<chrono><=1.5`: ours takes at most 1.5 times the rival."""

    rival: str
    sign: str
    factor: float

    @staticmethod
    def read(text: str) -> Versus:
        found = RULE.match(text)
        if found is None:
            raise ValueError(f"tasks.csv: {text!r} is no rule such as numpy>=3")
        return Versus(found["rival"], found["sign"], float(found["factor"]))

    def met(self, ours: float, theirs: float) -> bool:
        return theirs >= self.factor * ours if self.sign == ">=" else ours <= self.factor * theirs

    def __str__(self) -> str:
        return f"at least {self.factor:g} times {self.rival}" if self.sign == ">=" else f"at most {self.factor:g} times {self.rival}"


@dataclass(frozen=True)
class Task:
    name: str
    section: str
    title: str
    unit: str
    bar: float | None
    versus: tuple[Versus, ...]


@dataclass(frozen=True)
class Measure:
    """One figure of one process. `source` is that process."""

    task: str
    who: str
    source: str
    median: float
    low: float
    high: float
    repetitions: int = 1
    rows: int | None = None
    note: str = ""


@dataclass
class Row:
    """A task with what was found of it."""

    task: Task
    ours: Measure | None
    rivals: list[tuple[Measure, float | None]]  # with the ratio rival / ours, when both come from one process
    verdicts: list[tuple[str, bool | None]]  # the bars; None: not measured
    also: list[Measure] = field(default_factory=list)  # other ways to ask this library


@dataclass
class Run:
    """What the programs of one run wrote."""

    measures: list[Measure] = field(default_factory=list)
    agreements: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str, str]] = field(default_factory=list)  # binary, benchmark, figure: those that no task names
    about: dict[str, Any] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)  # programs whose figures are those of an earlier run


def read_tasks(path: pathlib.Path = HERE / "tasks.csv") -> list[Task]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Task(row["task"], row["section"], row["title"], row["unit"], float(row["bar"]) if row["bar"] else None,
                 tuple(Versus.read(text) for text in row["versus"].split(";") if text))
            for row in csv.DictReader(file)
        ]  # fmt: skip


def read_google(binary: str, found: dict[str, Any], mapping: list[dict[str, str]], run: Run) -> None:
    """The repetitions of each benchmark of one binary, as measures of the tasks that name it."""
    repeated: dict[str, list[dict[str, Any]]] = {}
    for entry in found["benchmarks"]:
        if entry.get("error_occurred"):
            run.failures.append({"task": binary, "who": entry["name"], "error": str(entry.get("error_message", ""))})
        elif entry.get("run_type") != "aggregate":
            repeated.setdefault(entry["name"], []).append(entry)
    named = set()
    for row in mapping:
        if row["binary"] != binary:
            continue
        entries = repeated.get(row["benchmark"])
        if entries is None:
            run.failures.append({"task": row["task"], "who": row["who"], "error": f"{binary} has no benchmark {row['benchmark']}"})
            continue
        named.add(row["benchmark"])
        divide = float(row["divide"] or 1)
        values = [value_of(entry, row["counter"]) / divide for entry in entries]
        run.measures.append(measure(row["task"], row["who"], binary, values))
    for name, entries in repeated.items():
        if name not in named:
            run.others.append((binary, name, figure(statistics.median(value_of(entry, "") for entry in entries), "ns")))


def value_of(entry: dict[str, Any], counter: str) -> float:
    """A counter, or the processor time in nanoseconds."""
    return float(entry[counter]) if counter else float(entry["cpu_time"]) * TIME_UNITS[entry["time_unit"]]


def measure(task: str, who: str, source: str, values: list[float]) -> Measure:
    return Measure(task, who, source, statistics.median(values), min(values), max(values), len(values))


def read_program(found: dict[str, Any], run: Run) -> None:
    for one in found["measures"]:
        run.measures.append(Measure(one["task"], one["who"], found["source"], one["median"], one["low"], one["high"], one["repetitions"], one["rows"], one["note"]))
    run.agreements += found.get("agreements", [])
    run.failures += found.get("failures", [])
    run.versions |= found.get("versions", {})


def read_run(folder: pathlib.Path) -> Run:
    run = Run()
    with (HERE / "cpp.csv").open(encoding="utf-8", newline="") as file:
        mapping = list(csv.DictReader(file))
    about = folder / "results" / "run.json"
    run.about = json.loads(about.read_text(encoding="utf-8")) if about.exists() else {}
    run.failures += run.about.get("failures", [])
    for path in sorted((folder / "results").glob("*.json")):
        if path == about:
            continue
        found = json.loads(path.read_text(encoding="utf-8"))
        if path.stat().st_mtime < run.about.get("started", 0):
            run.earlier.append(path.stem)
        if "benchmarks" in found:
            read_google(path.stem, found, mapping, run)
        else:
            read_program(found, run)
    return run


def rows_of(tasks: list[Task], run: Run) -> list[Row]:
    rows = []
    for task in tasks:
        found = [one for one in run.measures if one.task == task.name]
        ours = next((one for one in found if one.who == US), None)
        also = [one for one in found if one.who.startswith(f"{US}, ")]
        rivals = []
        for one in found:
            if one.who != US and one not in also:
                ratio = one.median / ours.median if ours and ours.median and one.source == ours.source else None
                rivals.append((one, ratio))
        if found or task.bar is not None or task.versus:
            verdicts = verdicts_of(task, ours, rivals)
            if run.about.get("quick"):  # nothing is met by a few rows
                verdicts = [(bar, None) for bar, _ in verdicts]
            rows.append(Row(task, ours, rivals, verdicts, also))
    return rows


def verdicts_of(task: Task, ours: Measure | None, rivals: list[tuple[Measure, float | None]]) -> list[tuple[str, bool | None]]:
    verdicts: list[tuple[str, bool | None]] = []
    if task.bar is not None:
        verdicts.append((f"at most {figure(task.bar, task.unit)}", None if ours is None else ours.median <= task.bar))
    for rule in task.versus:
        rival = next((one for one, ratio in rivals if one.who == rule.rival and ratio is not None), None)
        verdicts.append((str(rule), None if ours is None or rival is None else rule.met(ours.median, rival.median)))
    return verdicts


# Writing


def figure(value: float, unit: str) -> str:
    """Three figures that count, with the unit; nanoseconds in a larger unit when there are many."""
    prefix, _, per = unit.partition("/")
    if prefix == "ns" and abs(value) >= 10_000:
        for larger, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
            if abs(value) >= size:
                value, prefix = value / size, larger
                break
    digits = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value)) + 1e-9))
    return f"{value:,.{digits}f} {prefix}{'/' + per if per else ''}".strip()


def spread(one: Measure) -> str:
    if one.repetitions < 2 or not one.median:
        return ""
    return f"{(one.low / one.median - 1) * 100:+.0f} to {(one.high / one.median - 1) * 100:+.0f} %"


def times(ratio: float | None) -> str:
    return "another process" if ratio is None else f"{ratio:,.{1 if ratio < 100 else 0}f}x"


def verdict_words(verdicts: list[tuple[str, bool | None]]) -> str:
    words = {True: "met", False: "**not met**", None: "not measured"}
    return "; ".join(f"{bar}: {words[met]}" for bar, met in verdicts)


def cells_of(row: Row) -> list[str]:
    unit = row.task.unit
    ours = "not measured" if row.ours is None else figure(row.ours.median, unit)
    if row.ours is None and row.rivals and not row.verdicts:
        ours = ""
    ours += "".join(f"; {one.who.removeprefix(US + ', ')}: {figure(one.median, unit)}" for one in row.also)
    rivals = "; ".join(f"{one.who}: {figure(one.median, unit)}{'' if row.ours is None else f' ({times(ratio)})'}" for one, ratio in row.rivals)
    return [row.task.title, ours, "" if row.ours is None else spread(row.ours), rivals, verdict_words(row.verdicts)]


HEADER = ["task", "this library", "spread", "rivals of the same run", "bar"]


def table(rows: list[Row]) -> str:
    lines = ["| " + " | ".join(HEADER) + " |", "|" + "---|" * len(HEADER)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells_of(row)) + " |" for row in rows]
    return "\n".join(lines)


def sections(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.task.section, []).append(row)
    return found


def agreement_lines(run: Run) -> list[str]:
    lines = []
    for one in run.agreements:
        why = f": {one['why']}" if one["why"] else ""
        lines.append(f"{one['task']}, {one['who']}: {one['differ']:,} of {one['rows']:,} differ{why}")
    return lines


def about_lines(run: Run) -> list[str]:
    about = run.about
    lines = [f"{name}: {value}" for name, value in about.get("machine", {}).items()]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(run.versions.items()))
    if versions:
        lines.append(f"rivals: {versions}")
    if about.get("command"):
        lines.append(f"command: `{about['command']}`")
    if run.earlier:
        lines.append(f"**kept from an earlier run: {', '.join(run.earlier)}**")
    if about.get("quick"):
        lines.append("**quick run, small sizes: no figure of it is to be quoted**")
    return lines


def summary(rows: list[Row]) -> str:
    verdicts = [met for row in rows for _, met in row.verdicts]
    return f"{verdicts.count(True)} bars met, {verdicts.count(False)} not met, {verdicts.count(None)} not measured"


def markdown(rows: list[Row], run: Run) -> str:
    parts = ["# Benchmarks", "", summary(rows) + ".", "", *(f"- {line}" for line in about_lines(run)), ""]
    for section, held in sections(rows).items():
        parts += [f"## {section}", "", table(held), ""]
    if run.agreements:
        parts += ["## Do the rivals answer the same", "", *(f"- {line}" for line in agreement_lines(run)), ""]
    if run.failures:
        parts += ["## What failed", "", *(f"- {one['task']}, {one['who']}: {one['error']}" for one in run.failures), ""]
    if run.others:
        parts += ["## Other benchmarks of the binaries", "", *(f"- {binary}, {name}: {value}" for binary, name, value in run.others), ""]
    return "\n".join(parts)


STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#5b6470;--paper:#fff;--line:#d8dde3;--ours:#1f6fb2;--rival:#a8b3bf;--good:#1a7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa4b0;--paper:#14171b;--line:#333a43;--ours:#63a9e8;--rival:#59636f;--good:#5cc08b;--bad:#f28b82}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.4rem 0 .2rem}
.bar{display:grid;grid-template-columns:15rem 1fr 14rem;gap:.6rem;align-items:center;font-size:.9rem}
.bar i{display:block;height:.8rem;border-radius:2px;background:var(--rival);min-width:2px}.bar.ours i{background:var(--ours)}
.bar span:last-child{font-variant-numeric:tabular-nums}.soft,li,.verdict{color:var(--soft);font-size:.9rem}
.alone{margin:.2rem 0}
.met{color:var(--good)}.missed{color:var(--bad);font-weight:600}
@media(max-width:40rem){.bar{grid-template-columns:1fr}}
"""


def bars(row: Row) -> str:
    """Lengths by the logarithm: ten times is one step, whatever the size."""
    shown = ([(row.ours, 1.0)] if row.ours else []) + [(one, None) for one in row.also] + list(row.rivals)
    values = [one.median for one, _ in shown if one.median > 0]
    if len(shown) == 1 or not values:
        return "".join(f'<p class="alone">{html.escape(figure(one.median, row.task.unit))} <span class="soft">{spread(one)}</span></p>' for one, _ in shown)
    least = min(values) / 2
    most = math.log10(max(values) / least)
    lines = []
    for one, ratio in shown:
        width = 0 if one.median <= 0 else 100 * math.log10(one.median / least) / most
        kind = "bar ours" if one.who == US or one in row.also else "bar"
        text = figure(one.median, row.task.unit) + (f", {times(ratio)}" if ratio is not None and one.who != US else f", {spread(one)}" if one.who == US and spread(one) else "")
        note = f' title="{html.escape(one.note)}"' if one.note else ""
        lines.append(f'<div class="{kind}"{note}><span>{html.escape(one.who)}</span><span><i style="width:{width:.1f}%"></i></span><span>{html.escape(text)}</span></div>')
    return "\n".join(lines)


def verdict_html(verdicts: list[tuple[str, bool | None]]) -> str:
    words = {True: '<span class="met">met</span>', False: '<span class="missed">not met</span>', None: "not measured"}
    return "; ".join(f"{html.escape(bar)}: {words[met]}" for bar, met in verdicts)


def listed(lines: list[str]) -> str:
    text = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return "<ul>" + re.sub(r"`([^`]*)`", r"<code>\1</code>", text).replace("**", "") + "</ul>"


def page(rows: list[Row], run: Run) -> str:
    legend = "Lengths are by the logarithm. A ratio is how many times ours a rival of the same process takes; a spread is that of the repetitions."
    parts = [f"<h1>Benchmarks</h1><p>{summary(rows)}.</p>", listed(about_lines(run)), f'<p class="soft">{legend}</p>']
    for section, held in sections(rows).items():
        parts.append(f"<h2>{html.escape(section)}</h2>")
        for row in held:
            title = re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(row.task.title))
            parts.append(f'<h3>{title}</h3>{bars(row)}<p class="verdict">{verdict_html(row.verdicts)}</p>')
    for title, lines in (
        ("Do the rivals answer the same", agreement_lines(run)),
        ("What failed", [f"{one['task']}, {one['who']}: {one['error']}" for one in run.failures]),
        ("Other benchmarks of the binaries", [f"{binary}, {name}: {value}" for binary, name, value in run.others]),
    ):
        if lines:
            parts.append(f"<h2>{title}</h2>{listed(lines)}")
    body = "\n".join(parts)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Benchmarks</title>'
    return f'<!doctype html>\n<html lang="en"><head>{head}<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n'


def as_json(rows: list[Row], run: Run) -> dict[str, Any]:
    return {
        "about": run.about,
        "versions": run.versions,
        "tasks": [
            {
                "task": row.task.name, "unit": row.task.unit, "median": row.ours.median if row.ours else None,
                "rivals": {one.who: {"median": one.median, "ratio": ratio} for one, ratio in row.rivals},
                "bars": [{"bar": bar, "met": met} for bar, met in row.verdicts],
            }
            for row in rows
        ],
        "agreements": run.agreements,
        "failures": run.failures,
    }  # fmt: skip


def fill(text: str, rows: list[Row], run: Run) -> str:
    """The page with the tables of the run between its marks."""
    held = sections(rows)

    def put(found: re.Match[str]) -> str:
        name = found[1]
        if name == "about":
            made = "\n".join(f"- {line}" for line in about_lines(run))
        elif name == "agreements":
            made = "\n".join(f"- {line}" for line in agreement_lines(run))
        else:
            made = table(held.get(name, []))
        return f"<!-- bench: {name} -->\n\n{made}\n\n<!-- /bench -->"

    return re.sub(r"<!-- bench: ([^\n]+?) -->.*?<!-- /bench -->", put, text, flags=re.DOTALL)


def write_all(folder: pathlib.Path, to_page: pathlib.Path | None = None) -> str:
    run = read_run(folder)
    rows = rows_of(read_tasks(), run)
    (folder / "report.json").write_text(json.dumps(as_json(rows, run), indent=1), encoding="utf-8")
    (folder / "report.md").write_text(markdown(rows, run), encoding="utf-8")
    (folder / "report.html").write_text(page(rows, run), encoding="utf-8")
    if to_page is not None:
        to_page.write_text(fill(to_page.read_text(encoding="utf-8"), rows, run), encoding="utf-8")
    return summary(rows) + (f", {len(run.failures)} failed" if run.failures else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    asked = parser.parse_args()
    print(write_all(asked.folder, asked.page))


if __name__ == "__main__":
    main()
