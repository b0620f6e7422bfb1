"""The benchmarks run and count right: what their report makes of recorded figures, and each race once on few rows. Nothing looks at a clock."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"


def load(name: str, path: Path) -> ModuleType:
    loader = SourceFileLoader(name, str(path))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    return module


report = load("bench_report", BENCHMARKS / "report.py")
budget = load("check_budget", ROOT / "scripts" / "check_budget")


def google(name: str, *nanoseconds: float, **counters: float) -> list[dict[str, Any]]:
    """Repetitions as Google Benchmark writes them, and the aggregate that must not count as one."""
    entries = [{"name": name, "run_type": "iteration", "cpu_time": time, "time_unit": "ns", **counters} for time in nanoseconds]
    return [*entries, {"name": f"{name}_mean", "run_type": "aggregate", "cpu_time": 1e9, "time_unit": "ns"}]


def program(source: str, *measures: tuple[str, str, float]) -> dict[str, Any]:
    listed = [{"task": task, "who": who, "median": value, "low": value, "high": value, "repetitions": 1, "rows": 10, "note": ""} for task, who, value in measures]
    return {"source": source, "measures": listed, "agreements": [{"task": "parse_numbers", "who": "numpy", "rows": 10, "differ": 1, "why": "<said>"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    results = tmp_path / "results"
    results.mkdir()
    numbers = [*google("parse_compact", 13, 11, 10, heap=0), *google("rival_c_loop", 22, 22, 22), *google("rival_std_regex", 220), *google("possible", 5)]
    written = {
        "unique_number_bench": {"benchmarks": numbers},
        "unique_numbers": program("unique_numbers", ("parse_numbers", "sne", 10), ("parse_numbers", "sne, list of str", 12), ("parse_numbers", "numpy", 31)),
        "elsewhere": program("elsewhere", ("parse_numbers", "python", 900)),
        "run": {"machine": {"processor": "a <machine>"}, "failures": [{"task": "replay", "who": "program", "error": "ended with 1"}], "started": 0},
    }
    for name, found in written.items():
        (results / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
    return tmp_path


def row(folder: Path, task: str) -> Any:
    return next(one for one in report.rows_of(report.read_tasks(), report.read_run(folder)) if one.task.name == task)


def test_medians_of_the_repetitions(folder: Path) -> None:
    found = row(folder, "number_parse")
    assert (found.ours.median, found.ours.low, found.ours.high, found.ours.repetitions) == (11, 10, 13, 3)
    assert [(one.who, ratio) for one, ratio in found.rivals] == [("C loop, yes or no", 2.0), ("std::regex", 20.0)]
    assert found.verdicts == [("at most 12.0 ns", True)]
    assert row(folder, "number_heap").verdicts == [("at most 0", True)]


def test_a_ratio_is_of_one_process(folder: Path) -> None:
    found = row(folder, "parse_numbers")
    assert {one.who: ratio for one, ratio in found.rivals} == {"numpy": 3.1, "python": None}
    assert found.verdicts == [("at least 3 times numpy", True), ("at least 45 times python", None)]
    assert [one.who for one in found.also] == ["sne, list of str"]


def test_a_bar_without_a_figure_is_said(folder: Path) -> None:
    assert row(folder, "calendar").verdicts == [("at most 60.0 ns", None)]
    assert "not measured" in report.markdown(report.rows_of(report.read_tasks(), report.read_run(folder)), report.read_run(folder))


def test_a_quick_run_meets_no_bar(folder: Path) -> None:
    path = folder / "results" / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"quick": True}), encoding="utf-8")
    assert row(folder, "number_parse").verdicts == [("at most 12.0 ns", None)]


def test_figures_of_an_earlier_run_are_named(folder: Path) -> None:
    path = folder / "results" / "run.json"
    path.write_text(json.dumps({"started": 1e12}), encoding="utf-8")
    assert report.read_run(folder).earlier == ["elsewhere", "unique_number_bench", "unique_numbers"]


def test_report_files(folder: Path) -> None:
    page = folder / "page.md"
    page.write_text("before\n<!-- bench: One demand in C++ -->\nold\n<!-- /bench -->\nafter\n", encoding="utf-8")
    said = report.write_all(folder, page)
    assert said.endswith("failed") and "bars met" in said
    text = (folder / "report.md").read_text(encoding="utf-8")
    assert "1 of 10 differ: <said>" in text and "ended with 1" in text and "possible: 5.00 ns" in text
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "a &lt;machine&gt;" in html and "&lt;said&gt;" in html and "prefers-color-scheme:dark" in html
    assert not re.search(r"https?:|src=|@import|url\(", html)
    once = page.read_text(encoding="utf-8")
    assert once.startswith("before\n") and once.endswith("after\n") and "old" not in once and "11.0 ns" in once
    report.write_all(folder, page)
    assert page.read_text(encoding="utf-8") == once


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(6.789, "ns", "6.79 ns"), (98.76, "ns/row", "98.8 ns/row"), (1234.5, "ns", "1,234 ns"), (2_500_000, "ns/row", "2.50 ms/row"), (0.65, "s", "0.650 s"), (0, "", "0"),
     (9.999, "ns", "10.00 ns"), (1000, "bytes", "1,000 bytes")],
)  # fmt: skip
def test_figures(value: float, unit: str, text: str) -> None:
    assert report.figure(value, unit) == text


def test_rules_of_the_bars() -> None:
    chrono = report.Versus.read("<chrono><=1.5")
    assert (chrono.rival, chrono.met(1.5, 1.0), chrono.met(1.6, 1.0)) == ("<chrono>", True, False)
    numpy = report.Versus.read("numpy>=3")
    assert (numpy.met(1.0, 3.0), numpy.met(1.0, 2.9)) == (True, False)
    with pytest.raises(ValueError, match="tasks.csv"):
        report.Versus.read("numpy")


def test_every_figure_of_cpp_has_a_task() -> None:
    names = [task.name for task in report.read_tasks()]
    assert len(names) == len(set(names))
    with (BENCHMARKS / "cpp.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {one["task"] for one in rows} <= set(names)
    assert all((BENCHMARKS / f"{one['binary']}.cc").exists() for one in rows)


def test_sections_of_the_page_are_those_of_the_tasks() -> None:
    marks = set(re.findall(r"<!-- bench: (.+?) -->", (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")))
    assert {task.section for task in report.read_tasks()} | {"about", "agreements"} == marks


def test_budget_verdicts() -> None:
    found = budget.verdicts({"a": 103.0, "b": 104.0, "c": 90.0, "d": 1.0}, {"a": (100.0, 3.0), "b": (100.0, 3.0), "c": (100.0, 3.0), "gone": (1.0, 3.0)})
    assert [wrong for _, wrong in found] == ["", "over its budget by more than 3 %", "", "has no budget", "has a budget and is not counted"]
    assert found[2][0].endswith("the budget can be lowered")


def test_every_task_of_the_driver_has_a_budget() -> None:
    driver = (BENCHMARKS / "budget_driver.cc").read_text(encoding="utf-8")
    assert set(re.findall(r'\btask\("(\w+)"', driver)) == set(budget.budgets())


ABSENT = re.compile(r"ModuleNotFoundError|ImportError")


@pytest.mark.parametrize("name", ["unique_numbers", "deadlines", "incomes", "stock_flow", "replay"])
def test_races_on_few_rows(name: str, tmp_path: Path) -> None:
    """Whoever runs gives our answers; only a rival that is not installed may fail."""
    out = tmp_path / "out.json"
    command = [sys.executable, str(BENCHMARKS / "rivals" / f"{name}.py"), "--rows", "1500", "--rounds", "1", "--json", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(out.read_text(encoding="utf-8"))
    failed = [one for one in found["failures"] if not ABSENT.search(one["error"])]
    assert not failed
    assert {"sne", "numpy", "python"} <= {one["who"] for one in found["measures"]}
    assert found["agreements"]
    assert not [one for one in found["agreements"] if one["differ"]]
