"""Questions asked of a replay: flows, stocks, what is due, and the tables they come in."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from logs import FILED, LIFE, NOTIFIED, RADIATED

import sne
from sne import frames

PARIS = {**FILED, "demand": "P1", "territory": "111", "effective": "2023-05-10", "recorded": "2023-05-10"}
BODY = {**FILED, "demand": "B1", "territory": "062", "legal_person": "yes"}


@pytest.fixture(scope="module")
def replay() -> sne.Replay:
    columns = sorted({name for row in (*LIFE, BODY) for name in row})
    rows = [{name: row.get(name) for name in columns} for row in (*LIFE, PARIS, BODY)]
    schema = pa.schema([(name, pa.string()) for name in columns])
    return sne.replay(pa.Table.from_pylist(rows, schema))


def test_the_flow_closes_by_territory_and_region(replay: sne.Replay) -> None:
    flow = replay.flow("2023-10-01", "2024-12-31")
    assert flow.closes and not flow.breaking
    lines = {line.code: line for line in (*flow.territories, *flow.regions, flow.total)}
    nord = lines["059"]
    assert (nord.start, nord.new, nord.revived, nord.radiated["e"], nord.end, nord.gap) == (0, 1, 0, 1, 0, 0)
    assert (lines["111"].start, lines["111"].end) == (1, 1)
    assert lines["R32"].name == "Hauts-de-France" and lines["R32"].new == 1
    assert lines["total"].new == 1 and "062" not in lines


def test_bodies_are_counted_apart(replay: sne.Replay) -> None:
    assert replay.flow("2023-10-01", "2024-12-31", "associations").total.new == 1
    assert replay.flow("2023-10-01", "2024-12-31", "both").total.new == 2
    with pytest.raises(sne.FormatError, match="population"):
        replay.flow("2023-10-01", "2024-12-31", "everybody")  # type: ignore[arg-type]


def test_months_add_up_to_the_year(replay: sne.Replay) -> None:
    months = replay.monthly("2023-10-01", "2024-12-31")
    assert len(months) == 15 and all(month.closes for month in months)
    assert sum(month.total.new for month in months) == replay.flow("2023-10-01", "2024-12-31").total.new
    for before, after in zip(months, months[1:], strict=False):
        assert before.total.end == after.total.start


def test_state_and_stock(replay: sne.Replay) -> None:
    assert replay.state("2024-01-01")["active"] == 3
    assert replay.state("2024-11-01")["radiated"] == 1
    assert replay.stock("2024-01-01") == {"059": 1, "111": 1}
    assert replay.stock("2024-01-01", "typology")["T2"] == 2
    assert sum(replay.stock("2024-01-01", "seniority").values()) == 2
    with pytest.raises(sne.FormatError, match="by"):
        replay.stock("2024-01-01", "colour")


def test_what_is_due(replay: sne.Replay) -> None:
    due = replay.due("2024-04-01", 2).to_pylist()
    assert [(d["demand"], d["kind"], d["day"]) for d in due] == [
        ("P1", "notice", date(2024, 4, 10)),
        ("P1", "renewal", date(2024, 5, 10)),
    ]
    with pytest.raises(sne.FormatError, match="months"):
        replay.due("2024-04-01", -1)


def test_periods_and_keys_that_do_not_exist(replay: sne.Replay) -> None:
    with pytest.raises(sne.FormatError):
        replay.flow("2024-12-31", "2023-10-01")
    with pytest.raises(KeyError):
        replay.demand("D9")
    with pytest.raises(KeyError):
        replay.situation("D9", "2024-01-01")
    assert replay.decision(10_000) is None


def test_the_two_time_axes(replay: sne.Replay) -> None:
    assert str(replay.situation("D1", "2024-11-02")) == "radiated:e"
    assert str(replay.situation("D1", "2024-11-02", known="2024-10-31")) == "expired"


def test_tables_have_the_types_of_what_they_hold(replay: sne.Replay) -> None:
    demands = replay.demands
    assert demands.num_rows == len(replay) == 3
    assert demands.schema.field("initial").type == pa.date32()
    assert demands.filter(pa.compute.equal(demands["demand"], "D1")).to_pylist()[0]["motive"] == "e"
    assert replay.findings.schema.field("earliest").type == pa.date32()
    flow = frames.flow_table(replay.monthly("2023-10-01", "2024-12-31"))
    assert set(flow["level"].to_pylist()) == {"territory", "region", "total"}
    assert sum(n for n, level in zip(flow["radiated_e"].to_pylist(), flow["level"].to_pylist(), strict=True) if level == "total") == 1
    assert frames.stock_table(replay.stock("2024-01-01")).to_pylist() == [{"label": "059", "count": 1}, {"label": "111", "count": 1}]


def test_the_policy_changes_the_answer() -> None:
    rows = [{name: row.get(name) for name in {**FILED, **NOTIFIED, **RADIATED}} for row in LIFE]
    table = pa.Table.from_pylist(rows)
    assert sne.replay(table).demand("D1").radiation.effective == date(2024, 11, 1)
    assert sne.replay(table, policy=sne.Policy.law()).demand("D1").radiation.effective == date(2024, 10, 2)
    suspended = sne.LawBook.builtin().with_suspension("2024-10-01", "2024-12-31")
    assert sne.replay(table, suspended).refused["code"].to_pylist().count("SUSPENDED") == 2


def test_presumed_facts_are_warned_of() -> None:
    table = pa.Table.from_pylist([{k: v for k, v in FILED.items() if k != "form"}])
    assert sne.replay(table).counts()["incomplete"] == 1
    presumed = sne.replay(table, policy=sne.Policy.sne(unknown="presume_met"))
    assert presumed.counts()["accepted"] == 1 and presumed.findings["code"].to_pylist() == ["PRESUMED"]
