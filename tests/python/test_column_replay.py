"""The replay of columns: what `sne.replay` answers, through streams, threads and parts; bad rows are marked, bad columns named."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from logs import FILED, LIFE, NOTIFIED, RADIATED

import sne
from sne import columns, statistics

REFUSED = 1001
UNKNOWN_DEMAND = 74
FIRST = date(2022, 1, 1)

OTHERS = (
    {"event": "renew", "actor": "lessor", "actor_id": "L1", "channel": "counter", "by": "applicant", "complete": "yes"},
    {**NOTIFIED, "channel": "post_email", "proof": "yes"},
    {"event": "radiate", "actor": "lessor", "actor_id": "L1", "motive": "a", "lease": "yes", "rpls": "5900012345"},
    {"event": "radiate", "actor": "lessor", "actor_id": "L1", "motive": "b", "written": "yes", "by": "applicant"},
    {"event": "reactivate", "actor": "manager", "motive": "e", "received": "yes", "duplicate": "none"},
    {"event": "update", "actor": "applicant", "typology": "T3"},
    {"event": "cancel_radiation", "actor": "manager", "reason": "yes"},
    RADIATED,
    FILED,
)


def random_log(demands: int, seed: int) -> sne.Log:
    """Lives of demands, good and bad, as an Arrow table read by the library."""
    chosen = random.Random(seed)
    rows = []
    for key in range(demands):
        day = FIRST + timedelta(chosen.randrange(200))
        filed = {**FILED, "territory": chosen.choice(("059", "062", "111")), "legal_person": chosen.choice(("yes", "no", "no", "no"))}
        if chosen.random() < 0.1:
            del filed["form"]
        for act in (filed, *chosen.choices(OTHERS, k=chosen.randrange(6))):
            recorded = day + timedelta(chosen.choice((0, 0, 0, 3)))
            rows.append({**act, "demand": f"D{key}", "effective": day.isoformat(), "recorded": recorded.isoformat()})
            day += timedelta(chosen.choice((0, 20, 200, 330)))
    names = [name for name in sne.log_columns if any(name in row for row in rows)]
    return sne.read_log(pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}))


@pytest.fixture(scope="module")
def log() -> sne.Log:
    return random_log(800, seed=4)


@pytest.fixture(scope="module")
def whole(log: sne.Log) -> sne.Replay:
    return sne.log.Replay(log, sne.LawBook.builtin(), sne.Policy.sne())


@pytest.fixture(scope="module")
def held(whole: sne.Replay) -> columns.ActColumns:
    return columns.columns_of(whole)


def replayed(held: columns.ActColumns, log: Any = None, **options: Any) -> columns.ColumnReplay:
    return columns.replay(held.rows if log is None else log, held.acts, demands=held.demands, **options)


def fault(status: Any) -> list[str | None]:
    return [columns.fault_names.get(int(one)) for one in np.asarray(status)]


# Equal to the replay of whole events


def test_every_row_and_demand_is_that_of_the_replay(held: columns.ActColumns, whole: sne.Replay) -> None:
    done = replayed(held)
    outcomes = {0: "accepted", REFUSED: "refused", REFUSED + 1: "incomplete"}
    seen = set()
    for row, status in zip(np.asarray(held.rows["row"]).tolist(), np.asarray(done.status).tolist(), strict=True):
        decision = whole.decision(row)
        assert decision is not None
        if status == UNKNOWN_DEMAND:  # an event that folds before the filing of its demand
            assert [reason.code for reason in decision.reasons] == ["NOT_REGISTERED"]
            continue
        assert outcomes[status] == decision.outcome
        seen.add(decision.outcome)
    assert seen == set(outcomes.values())
    assert [done.demand(i) for i in range(held.demands)] == [whole.demand(key) for key in held.keys]
    ours, theirs = done.demands.to_arrow(), whole.demands
    assert theirs["demand"].to_pylist() == held.keys
    for name in ("stored", "initial", "base", "last_valid", "motive"):
        for at, (one, other) in enumerate(zip(ours[name].to_pylist(), theirs[name].to_pylist(), strict=True)):
            assert one == other or (name == "initial" and other is None), (name, at)


def test_findings_are_those_of_the_replay(held: columns.ActColumns, whole: sne.Replay) -> None:
    names = ("row", "outcome", "judged_on", "kind", "code", "field", "earliest", "rule", "article", "mark")
    place = np.asarray(held.rows["row"]).tolist()
    done = replayed(held)
    unknown = {row for row, status in zip(place, np.asarray(done.status).tolist(), strict=True) if status == UNKNOWN_DEMAND}
    ours = [{**line, "row": place[line["row"]]} for line in done.refused.to_arrow().select(names).to_pylist()]
    theirs = [line for line in whole.findings.select(names).to_pylist() if line["outcome"] != "accepted" and line["kind"] != "number" and line["row"] not in unknown]
    assert ours and sorted(ours, key=str) == sorted(theirs, key=str)


def test_stays_make_the_flows_of_the_replay(held: columns.ActColumns, whole: sne.Replay) -> None:
    done = replayed(held)
    table = statistics.stock_and_flow(done.stays, done.demands, population="persons", first_day="2022-01-01", last_day="2024-12-31", cut="month").to_arrow().to_pylist()
    flows = whole.monthly("2022-01-01", "2024-12-31")
    assert [(row["start"], row["new"], row["revived"], row["end"]) for row in table] == [(f.total.start, f.total.new, f.total.revived, f.total.end) for f in flows]
    assert any(row["radiated_e"] for row in table) and not any(row["gap"] for row in table)


def shape(done: columns.ColumnReplay) -> list[Any]:
    tables = [getattr(done, name).to_arrow().to_pylist() for name in ("demands", "stays", "refused", "months")]
    return [np.asarray(done.status).tolist(), done.counts, *tables]


@pytest.mark.parametrize("options", [{"threads": 1}, {"threads": 3}, {"parts": 1}, {"parts": 7, "threads": 2}], ids=str)
def test_threads_and_parts_change_nothing(held: columns.ActColumns, options: dict[str, Any], tmp_path: Path) -> None:
    where = {"directory": tmp_path} if "parts" in options else {}
    done = replayed(held, **options, **where)
    assert shape(done) == shape(replayed(held)) and not done.stopped
    assert [done.demand(i) for i in range(5)] == [replayed(held).demand(i) for i in range(5)]
    assert not list(tmp_path.iterdir())


def chunks(table: pa.Table, taken: list[int]) -> Iterator[pa.RecordBatch]:
    for batch in table.to_batches(max_chunksize=97):
        taken.append(batch.num_rows)
        yield batch


def test_a_stream_is_read_chunk_by_chunk_and_any_library_is_a_table(held: columns.ActColumns) -> None:
    table = held.rows.to_arrow().select(["demand", "act", "effective", "recorded"])
    wanted = shape(replayed(held))
    taken: list[int] = []
    stream = pa.RecordBatchReader.from_batches(table.schema, chunks(table, taken))
    done = replayed(held, stream)
    assert shape(done) == wanted and len(taken) > 10
    with pytest.raises(TypeError, match="stream"):
        done.explain(0)
    assert done.explain(0, log=table) == replayed(held).explain(0)
    named = {name: table[name].to_numpy() for name in table.column_names}
    for other in (table, named, table.to_batches()[0], table.combine_chunks()):
        assert shape(replayed(held, other)) == wanted


def test_a_row_is_explained_by_the_scalar_decision(held: columns.ActColumns, whole: sne.Replay) -> None:
    for done in (replayed(held), replayed(held, parts=2)):
        for at in random.Random(1).sample(range(len(done)), 40):
            found, wanted = done.decision(at), whole.decision(held.rows["row"]._stored()[at])
            if np.asarray(done.status)[at] == UNKNOWN_DEMAND:
                assert found is None and done.explain(at)
                continue
            assert found is not None and wanted is not None and (found.outcome, found.reasons, found.missing) == (wanted.outcome, wanted.reasons, wanted.missing)
            assert done.explain(at) == found.explain("fr")
    with pytest.raises(IndexError):
        replayed(held).explain(len(held.rows))


def test_columns_of_a_log_before_its_replay(log: sne.Log) -> None:
    found = columns.columns_of(log)
    assert len(found.rows) == len(log) and found.demands == log.events.demands == len(found.keys) and len(found.acts) < len(log)
    assert columns.columns_of(log.events).acts == found.acts
    with pytest.raises(TypeError, match="log"):
        columns.columns_of("events.csv")  # type: ignore[arg-type]


# Acts


ACTS = [sne.Event(**{k: v for k, v in row.items() if k != "demand"}) for row in LIFE]  # type: ignore[arg-type]


def test_acts_from_a_table_of_the_columns_of_events() -> None:
    rows = [{name: row.get(name) for name in sne.log_columns} for row in LIFE]
    given = {name: [None if row[name] is None or name in ("effective", "recorded") else row[name] for row in rows] for name in sne.log_columns if name not in ("effective", "recorded")}
    log = {"demand": [0, 0, 0], "act": [0, 1, 3], "effective": [row["effective"] for row in (FILED, NOTIFIED, RADIATED)]}
    log["effective"] = [date.fromisoformat(day) for day in log["effective"]]  # type: ignore[arg-type]
    table = pa.table({name: pa.array(values, pa.string()) for name, values in given.items()})
    assert shape(columns.replay(log, table, demands=1)) == shape(columns.replay(log, ACTS, demands=1))
    for bad, code, field in (({"colour": ["red"]}, "UNKNOWN_COLUMN", "colour"), ({"actor": ["lessor"]}, "MISSING_COLUMN", "event")):
        with pytest.raises(sne.FormatError) as raised:
            columns.replay(log, pa.table(bad), demands=1)
        assert (raised.value.code, raised.value.field) == (code, field)
    with pytest.raises(sne.FormatError) as raised:
        columns.replay(log, pa.table({"event": ["erase", "fly"], "actor": ["system", "system"]}), demands=1)
    assert (raised.value.code, raised.value.field, raised.value.row) == ("UNKNOWN_CODE", "event", 1)
    with pytest.raises(TypeError, match="acts"):
        columns.replay(log, [1], demands=1)


# Bad rows


def test_bad_rows_are_marked_and_leave_no_trace() -> None:
    on = date(2023, 10, 1)
    rows: list[tuple[int | None, int | None, date | None, str | None]] = [
        (0, 0, on, None), (9, 0, on, "BAD_INDEX"), (0, 9, on, "BAD_INDEX"), (-1, 0, on, "BAD_INDEX"), (0, -1, on, "BAD_INDEX"), (None, 0, on, "MISSING_VALUE"),
        (0, None, on, "MISSING_VALUE"), (0, 1, None, "MISSING_VALUE"), (1, 1, on, "UNKNOWN_DEMAND"), (0, 1, on - timedelta(1), "OUT_OF_ORDER"), (1 << 40, 0, on, "BAD_INDEX"),
        (1, 0, on, None),
    ]  # fmt: skip
    log = {"demand": [row[0] for row in rows], "act": [row[1] for row in rows], "effective": [row[2] for row in rows]}
    for options in ({}, {"parts": 3}):
        done = columns.replay(log, ACTS, demands=2, **options)  # type: ignore[arg-type]
        assert fault(done.status) == [row[3] for row in rows]
        assert done.counts == {"accepted": 2, "refused": 0, "incomplete": 0, "fault": 10} and len(done.stays) == 2
        assert done.decision(1) is None and done.explain(1, "en")


def test_two_filings_of_one_demand_and_a_gap_in_time() -> None:
    log = {"demand": [0, 0, 1], "act": [0, 0, 0], "effective": [date(2023, 10, 1), date(2023, 10, 5), date(2024, 1, 3)]}
    done = columns.replay(log, ACTS, demands=2)
    assert np.asarray(done.status).tolist() == [0, REFUSED, 0]
    line = done.refused.to_arrow().to_pylist()[0]
    assert line["row"] == 1 and line["kind"] == "reason" and line["rule"] and line["article"] and line["mark"]
    assert done.months.to_arrow().to_pylist() == [{"month": date(2023, m, 1), "rows": n} for m, n in ((10, 2), (11, 0), (12, 0))] + [{"month": date(2024, 1, 1), "rows": 1}]
    few = columns.replay(log, ACTS, demands=2, refused_limit=0)
    assert len(few.refused) == 0 and few.counts == done.counts


def test_one_number_filed_under_two_demands_is_set_apart_by_the_replay() -> None:
    number = "059102312345611104"
    rows = [{**FILED, "demand": key, "number": number} for key in ("D1", "D2")]
    names = [name for name in sne.log_columns if any(name in row for row in rows)]
    whole = sne.replay(pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}))
    held = columns.columns_of(whole)
    assert len(held.rows) == whole.counts()["accepted"] + whole.counts()["refused"] + whole.counts()["incomplete"]
    assert replayed(held).counts["accepted"] == whole.counts()["accepted"]


# Bad columns


DAY = [date(2023, 10, 1)]
GOOD = {"demand": [0], "act": [0], "effective": DAY}


@pytest.mark.parametrize(
    ("log", "code", "field"),
    [
        ({**GOOD, "act": [0, 0]}, "WRONG_LENGTH", "act"),
        ({**GOOD, "recorded": []}, "WRONG_LENGTH", "recorded"),
        ({"demand": [0], "effective": DAY}, "MISSING_COLUMN", "act"),
        (pa.table({"demand": [0], "act": [0]}), "MISSING_COLUMN", "effective"),
        ({**GOOD, "demand": ["0"]}, "WRONG_TYPE", "demand"),
        ({**GOOD, "effective": pa.array([0], pa.timestamp("s"))}, "WRONG_TYPE", "effective"),
        ({**GOOD, "act": np.array([0.0])}, "WRONG_TYPE", "act"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_bad_columns_are_named(log: Any, code: str, field: str) -> None:
    with pytest.raises(sne.FormatError) as raised:
        columns.replay(log, ACTS, demands=1)
    assert (raised.value.code, raised.value.field) == (code, field)


@pytest.mark.parametrize(("option", "value"), [("demands", -1), ("demands", 1 << 32), ("threads", 0), ("parts", 0), ("refused_limit", -1)])
def test_bad_options_are_named(option: str, value: int) -> None:
    with pytest.raises(sne.FormatError) as raised:
        columns.replay(GOOD, ACTS, **{"demands": 1, option: value})
    assert (raised.value.code, raised.value.field) == ("BAD_NUMBER", option)


def test_other_misuse(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="parts"):
        columns.replay(GOOD, ACTS, demands=1, directory=tmp_path)
    with pytest.raises(sne.FormatError) as raised:
        columns.replay(GOOD, ACTS, demands=1, parts=2, directory=tmp_path / "absent")
    assert (raised.value.code, raised.value.field) == ("UNREADABLE_FILE", "directory")
    with pytest.raises(TypeError, match="log"):
        columns.replay(3, ACTS, demands=1)
    with pytest.raises(IndexError):
        columns.replay(GOOD, ACTS, demands=1).demand(1)
    empty = columns.replay({"demand": [], "act": [], "effective": []}, [], demands=0)
    assert len(empty) == len(empty.demands) == len(empty.stays) == len(empty.months) == 0


def test_progress_is_told_may_stop_and_its_exceptions_come_through(held: columns.ActColumns) -> None:
    told: list[tuple[int, int]] = []
    replayed(held, progress=lambda done, total: told.append((done, total)))
    assert told and all(done <= total == len(held.rows) for done, total in told)
    assert replayed(held, progress=lambda done, total: False).stopped

    def broken(done: int, total: int) -> None:
        raise RuntimeError("enough")

    for options in ({"threads": 1}, {"threads": 2}, {"parts": 2}):
        with pytest.raises(RuntimeError, match="enough"):
            replayed(held, progress=broken, **options)
