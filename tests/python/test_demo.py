"""The demo end to end at a small scale: the table is found again, and a rule broken breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from test_cli import run

import sne
from sne.cli.demonstration import compare
from sne.demo import generator

SCALE = 0.02


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return generator.generate(scale=SCALE)


def result_of(table: pa.Table, policy: sne.Policy | None = None) -> dict[str, object]:
    return dict(compare(sne.read_log(table), policy or sne.Policy.sne(), generator.SEED, SCALE, 0.0))


def equal(result: dict[str, object]) -> bool:
    cells = result["cells"]
    assert isinstance(cells, dict)
    return bool(cells["equal"] == cells["total"])


def without(table: pa.Table, event: str, motive: str | None = None) -> pa.Table:
    """The log with a family of events forgotten."""
    gone = pc.equal(table["event"].cast(pa.string()), event)
    if motive:
        gone = pc.and_(gone, pc.fill_null(pc.equal(table["motive"].cast(pa.string()), motive), False))
    return table.filter(pc.invert(gone))


def told(table: pa.Table, column: str, value: str) -> pa.Table:
    """The log with a fact told to be the same everywhere."""
    place = table.column_names.index(column)
    return table.set_column(place, column, pa.array([value] * table.num_rows, pa.string()))


def test_the_table_is_found_again(table: pa.Table) -> None:
    result = result_of(table)
    assert result["cells"] == {"total": 52, "equal": 52}
    assert all(result["closes"].values())  # type: ignore[attr-defined]


def test_every_refused_row_is_refused_for_the_reason_it_was_made_for(table: pa.Table) -> None:
    refused = sne.replay(table).refused
    expected: dict[str, int] = {}
    for kind in generator.manifest(table).values():
        expected[kind["reason"]] = expected.get(kind["reason"], 0) + kind["rows"]
    found: dict[str, int] = {}
    for code in refused["code"].to_pylist():
        found[code] = found.get(code, 0) + 1
    assert found == expected


def test_the_texts_alone_give_another_table(table: pa.Table) -> None:
    assert not equal(result_of(table, sne.Policy.law()))


@pytest.mark.parametrize("event", ["file", "validate", "notice", "renew", "warn", "commission", "radiate", "cancel_radiation"])
def test_forgetting_a_family_of_events_breaks_the_table(table: pa.Table, event: str) -> None:
    assert not equal(result_of(without(table, event)))


@pytest.mark.parametrize(
    ("column", "value"),
    [("content", "yes"), ("proof", "yes"), ("written", "yes"), ("complete", "yes"), ("lease", "yes"), ("duplicate", "none"), ("authorised", "yes")],
)
def test_blindness_to_a_fact_breaks_the_table(table: pa.Table, column: str, value: str) -> None:
    assert not equal(result_of(told(table, column, value)))


def test_the_command_writes_the_log_the_page_and_the_table(tmp_path: Path) -> None:
    done = run("demo", "--scale", str(SCALE), "--out", tmp_path, "--no-pictures", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["cells"]["equal"] == said["cells"]["total"] == 52
    assert (tmp_path / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    again = sne.replay(tmp_path / "events.parquet")
    assert again.flow("2013-10-01", "2014-09-30").total.end == sum(said["published"]["rows"][t]["end"] for t in ("059", "062"))
