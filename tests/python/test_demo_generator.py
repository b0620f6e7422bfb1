"""The demo's log: the published table comes out of the events alone, and out of the rules."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

import pyarrow.parquet as pq  # noqa: E402

from sne.demo import log as demo_log  # noqa: E402
from sne.demo.generator import SEED, generate, manifest, targets, write  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1] / "differential"))

from oracle import lifecycle as oracle  # noqa: E402

SCALE = 0.01
SNE = oracle.Policy(name="sne")
START, END = date(2013, 10, 1), date(2014, 9, 30)
NUMBER = re.compile(r"(059|062)(0[1-9]|1[0-2])\d{2}\d{6}[A-Z0-9]{5}")

Row = dict[str, Any]


@dataclass
class Folded:
    """A log, its rows by demand, and what the oracle makes of them."""

    table: Any
    rows: dict[str, list[Row]]
    demands: dict[str, Any] = field(default_factory=dict)
    refused: list[tuple[Row, frozenset[str]]] = field(default_factory=list)
    incomplete: list[tuple[Row, frozenset[str]]] = field(default_factory=list)


def by_demand(table: Any) -> dict[str, list[Row]]:
    columns = [table.column(name).to_pylist() for name in table.column_names]
    rows: dict[str, list[Row]] = defaultdict(list)
    for values in zip(*columns, strict=True):
        row = {n: v for n, v in zip(table.column_names, values, strict=True) if v is not None}
        rows[row["demand"]].append(row)
    return rows


def fold(rows: Mapping[str, list[Row]], into: Folded) -> Folded:
    for key, events in rows.items():
        into.demands[key], decisions = oracle.fold(events, SNE)
        for row, decision in zip(events, decisions, strict=True):
            if decision.outcome == "refused":
                into.refused.append((row, decision.reasons))
            elif decision.outcome == "incomplete":
                into.incomplete.append((row, decision.missing))
    return into


@pytest.fixture(scope="module")
def folded() -> Folded:
    table = generate(scale=SCALE)
    rows = by_demand(table)
    return fold(rows, Folded(table, rows))


def in_stock(demand: Any, on: date) -> bool:
    return oracle.situation_of(demand, on.toordinal()) in ("active", "expired")


def flow(demands: Iterator[Any]) -> tuple[int, int, dict[str, int], int, int]:
    """Start, new, radiated by motive, revived, end."""
    first, last = START.toordinal(), END.toordinal()
    start = new = revived = end = 0
    radiated: Counter[str] = Counter()
    for demand in demands:
        if demand.initial is None:
            continue
        start += in_stock(demand, date.fromordinal(first - 1))
        new += first <= demand.initial <= last
        end += in_stock(demand, END)
        for radiation in demand.radiations:
            if not radiation.voided:
                radiated[radiation.motive] += first <= radiation.effective <= last
                revived += radiation.ended is not None and first <= radiation.ended <= last
    return start, new, dict(+radiated), revived, end


@pytest.mark.parametrize("territory", ["059", "062"])
def test_the_oracle_finds_the_targets(folded: Folded, territory: str) -> None:
    want = targets(SCALE)["territories"][territory]
    here = (d for d in folded.demands.values() if d.territory == territory)
    assert flow(here) == (want["start"], want["new"], want["radiated"], 0, want["end"])


def test_the_oracle_finds_the_typologies(folded: Folded) -> None:
    wanted = Counter(d.typology for d in folded.demands.values() if in_stock(d, END))
    assert dict(wanted) == {k: n for k, n in targets(SCALE)["typology"].items() if n}


def test_nothing_is_incomplete(folded: Folded) -> None:
    assert folded.incomplete == []


def test_what_is_refused_is_the_manifest_and_nothing_else(folded: Folded) -> None:
    expected: Counter[tuple[str, frozenset[str]]] = Counter()
    for kind in manifest(folded.table).values():
        expected[kind["event"], frozenset({kind["reason"]})] += kind["rows"]
    assert Counter((row["event"], reasons) for row, reasons in folded.refused) == expected


def blind(reason: str) -> type[Any]:
    """Checks that do not see one reason."""

    class Blind(oracle.Checks):  # type: ignore[misc, name-defined]
        __slots__ = ()

        def fail(self, code: str) -> None:
            if code != reason:
                super().fail(code)

        def fail_until(self, code: str, first: int) -> None:
            if code != reason:
                super().fail_until(code, first)

    return Blind


KINDS = manifest(generate(scale=SCALE))
#: Reasons of the state of a demand: an engine that ignores them has no state to go on from.
OF_STATE = {"NOT_REGISTERED", "RADIATED", "ALREADY_REGISTERED", "NOT_RADIATED", "NOT_REACTIVABLE"}
#: Kinds that a second rule stops (no national number), or that have no effect to give in the contract.
STOPPED_ANYWAY = {"merge_in_2014", "requalify_without_lease", "update_initial_date"}


def breakable(name: str) -> bool:
    kind = KINDS[name]
    return kind["moves"] != "none" and kind["reason"] not in OF_STATE and name not in STOPPED_ANYWAY


@pytest.mark.parametrize("name", [name for name in KINDS if breakable(name)])
def test_a_rule_that_is_not_applied_breaks_the_table(
    folded: Folded, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = KINDS[name]
    touched = {
        row["demand"]: folded.rows[row["demand"]]
        for row, reasons in folded.refused
        if row["event"] == kind["event"] and kind["reason"] in reasons
    }
    monkeypatch.setattr(oracle, "Checks", blind(kind["reason"]))
    broken = fold(touched, Folded(folded.table, touched)).demands
    right = [folded.demands[key] for key in touched]
    if kind["moves"] == "typology":
        assert [d.typology for d in broken.values()] != [d.typology for d in right]
    else:
        assert flow(iter(broken.values())) != flow(iter(right))


def digest(table: Any) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def test_same_seed_same_log(folded: Folded) -> None:
    assert digest(generate(SEED, SCALE)) == digest(folded.table)
    assert digest(generate(SEED + 1, SCALE)) != digest(folded.table)


def test_another_seed_meets_the_targets_too() -> None:
    rows = by_demand(generate(7, SCALE))
    demands = fold(rows, Folded(None, rows)).demands.values()
    region = targets(SCALE)["region"]
    found = flow(iter(demands))
    assert found == (region["start"], region["new"], region["radiated"], 0, region["end"])


def test_columns_and_words_are_those_of_the_contract(folded: Folded) -> None:
    assert folded.table.schema.equals(demo_log.SCHEMA)
    assert folded.table.column_names == list(oracle.COLUMNS)
    for name in ("demand", "event", "effective", "recorded", "actor"):
        assert folded.table.column(name).null_count == 0


def test_every_kind_of_event_is_met(folded: Folded) -> None:
    met = set(folded.table.column("event").unique().to_pylist())
    assert met == set(demo_log.VOCABULARY["event"])


def test_rows_arrive_in_the_order_of_their_entry_but_for_a_few(folded: Folded) -> None:
    recorded = folded.table.column("recorded").to_pylist()
    backward = sum(a > b for a, b in pairwise(recorded))
    assert 0 < backward < len(recorded) / 40
    effective = folded.table.column("effective").to_pylist()
    assert any(a < b for a, b in zip(effective, recorded, strict=True))


def test_numbers_are_unique_and_carry_territory_and_month_of_deposit(folded: Folded) -> None:
    numbered = [
        (key, folded.rows[key], demand)
        for key, demand in folded.demands.items()
        if demand.initial is not None
    ]
    seen = set()
    for _, rows, demand in numbered:
        number = next(row["number"] for row in rows if "number" in row)
        first = date.fromordinal(demand.initial)
        assert NUMBER.fullmatch(number)
        assert number[:7] == f"{demand.territory}{first:%m%y}"
        seen.add(number)
    assert len(seen) == len(numbered)


def test_nobody_has_two_demands_in_a_territory_at_once(folded: Folded) -> None:
    held: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for key, demand in folded.demands.items():
        if demand.initial is not None:
            filed = next(row for row in folded.rows[key] if row["event"] == "file")
            held[filed["person"], demand.territory].append(demand)
    several = [demands for demands in held.values() if len(demands) > 1]
    assert several
    for demands in several:
        for month in range(1, 13):
            on = date(2014 if month < 10 else 2013, month, 28)
            assert sum(in_stock(demand, on) for demand in demands) <= 1


def test_full_scale_targets_are_the_published_figures() -> None:
    full = targets()
    assert full["territories"]["059"]["radiated"] == {
        "a": 27369, "b": 938, "c": 9, "d": 34, "e": 35974,
    }
    region = full["region"]
    assert (region["start"], region["new"], region["end"]) == (127_580, 97_816, 127_868)
    assert sum(region["radiated"].values()) == 97_528
    assert sum(full["typology"].values()) == region["end"]


def test_parquet_keeps_everything(folded: Folded, tmp_path: Path) -> None:
    path = write(tmp_path / "events.parquet", folded.table)
    back = pq.read_table(path)
    assert manifest(back) == manifest(folded.table)
    assert by_demand(back) == folded.rows


@pytest.mark.parametrize("scale", [0.0, 0.005, 1.5])
def test_scales_that_leave_no_room_are_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        generate(scale=scale)
