"""Logs read from CSV, Parquet and Arrow: the same rows whatever the door, and every bad input said and set apart."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from logs import FILED, LIFE, NOTIFIED, RADIATED, as_csv

import sne
from sne import _core


def replay_of(tmp_path: Path, text: str | bytes, **options: object) -> sne.Replay:
    path = tmp_path / "events.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return sne.replay(path, **options)


def rejects_of(replay: sne.Replay) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(replay.rejects.decode("utf-8", "replace"))))


def test_a_log_is_folded(tmp_path: Path) -> None:
    replay = replay_of(tmp_path, as_csv(LIFE))
    assert replay.counts() == {"accepted": 3, "refused": 1, "incomplete": 0, "fault": 0}
    (refused,) = replay.refused.to_pylist()
    assert (refused["row"], refused["line"], refused["code"], refused["earliest"]) == (2, 4, "TOLERANCE_RUNNING", date(2024, 11, 1))
    assert refused["article"] and refused["rule"] == "radiation.non-renewal-tolerance"
    assert replay.demand("D1").radiation.motive == "e"
    assert str(replay.situation("D1", "2024-10-31")) == "expired"
    assert replay.decision(2).outcome == "refused" and "TOLERANCE_RUNNING" in replay.decision(2).explain("en")
    assert not rejects_of(replay) and replay.last_recorded == date(2024, 11, 1)


def typed(rows: tuple[dict[str, str], ...]) -> pa.Table:
    """The same log as an analyst would hold it: dates, booleans, dictionaries."""
    table = pa.Table.from_pylist([{name: row.get(name) for name in sne.log_columns} for row in rows])
    kinds = {name: pa.date32() for name in ("effective", "recorded", "reference", "separated", "first_initial", "delivered")}
    fields = []
    for name in table.column_names:
        column = table[name].cast(pa.string())
        if name in kinds:
            column = column.cast(pa.date32())
        elif name in ("form", "content", "complete"):
            column = pa.array([None if v is None else v == "yes" for v in column.to_pylist()])
        elif name == "sources":
            column = column.cast(pa.int64())
        elif name in ("event", "actor", "channel"):
            column = column.dictionary_encode()
        fields.append(column)
    return pa.table(fields, names=table.column_names)


@pytest.mark.parametrize("door", ["csv", "parquet", "parquet of texts", "table", "table of texts"])
def test_every_door_reads_the_same_rows(tmp_path: Path, door: str) -> None:
    texts = pa.Table.from_pylist([{name: row.get(name) for name in sne.log_columns} for row in LIFE]).cast(
        pa.schema([(name, pa.string()) for name in sne.log_columns])
    )
    path = tmp_path / "events.parquet"
    if door == "csv":
        path.write_text(as_csv(LIFE))
    elif door.startswith("parquet"):
        pq.write_table(texts if "texts" in door else typed(LIFE), path)
    source = {"table": typed(LIFE), "table of texts": texts}.get(door, path)
    replay = sne.replay(source)
    expected = sne.replay(texts)
    assert replay.counts() == expected.counts() == {"accepted": 3, "refused": 1, "incomplete": 0, "fault": 0}
    assert replay.demand("D1") == expected.demand("D1")


def test_bad_rows_are_set_apart_with_their_place_and_nothing_is_lost(tmp_path: Path) -> None:
    rows = [
        FILED,
        {**NOTIFIED, "actor": "mayor"},
        {**NOTIFIED, "effective": "2024-02-30"},
        {**NOTIFIED, "effective": "10000-01-01"},
        {**NOTIFIED, "demand": ""},
        {**NOTIFIED, "demand": "D" * 64},
        {**RADIATED, "motive": ""},
        {**FILED, "demand": "D2", "territory": "999"},
    ]
    rejects = tmp_path / "rejects.csv"
    replay = replay_of(tmp_path, as_csv(rows), rejects=rejects)
    assert replay.counts()["fault"] == 7
    found = rejects_of(replay)
    assert [(r["row"], r["line"], r["field"], r["code"]) for r in found] == [
        ("1", "3", "actor", "UNKNOWN_CODE"),
        ("2", "4", "effective", "IMPOSSIBLE_DATE"),
        ("3", "5", "effective", "BAD_DATE_FORM"),
        ("4", "6", "demand", "MISSING_VALUE"),
        ("5", "7", "demand", "BAD_IDENTIFIER"),
        ("6", "8", "motive", "MISSING_VALUE"),
        ("7", "9", "territory", "UNKNOWN_TERRITORY"),
    ]
    assert "mayor" in found[0]["raw"]
    assert rejects.read_bytes() == replay.rejects


def test_bad_rows_of_a_table_keep_their_cells() -> None:
    table = pa.Table.from_pylist([FILED, {**NOTIFIED, "actor": "mayor"}])
    found = rejects_of(sne.replay(table))
    assert [(r["row"], r["line"], r["field"], r["code"]) for r in found] == [("1", "0", "actor", "UNKNOWN_CODE")]
    assert "mayor" in found[0]["raw"] and "2024-08-28" in found[0]["raw"]


def test_a_truncated_log_keeps_its_whole_rows(tmp_path: Path) -> None:
    replay = replay_of(tmp_path, as_csv(LIFE)[:-40])
    assert replay.counts()["accepted"] == 2 and replay.counts()["fault"] == 1


def test_the_same_event_twice_counts_once(tmp_path: Path) -> None:
    replay = replay_of(tmp_path, as_csv([FILED, FILED, NOTIFIED]))
    assert [(r["row"], r["code"]) for r in rejects_of(replay)] == [("1", "DUPLICATE_EVENT")]


def test_an_event_before_the_filing_is_refused(tmp_path: Path) -> None:
    early = {**NOTIFIED, "effective": "2023-09-01"}
    assert replay_of(tmp_path, as_csv([FILED, early])).refused["code"].to_pylist() == ["BEFORE_FILING"]
    unknown = replay_of(tmp_path, as_csv([NOTIFIED]))
    assert unknown.refused["code"].to_pylist() == ["NOT_REGISTERED"]


def test_two_demands_with_one_number(tmp_path: Path) -> None:
    number = "0591023000001AAAAA"
    twice = [{**FILED, "number": number}, {**FILED, "demand": "D2", "number": number}]
    replay = replay_of(tmp_path, as_csv(twice))
    assert [(r["row"], r["field"], r["code"]) for r in rejects_of(replay)] == [("1", "number", "NUMBER_IN_USE")]
    assert replay.demand("D2").stored == "none"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("policy", [sne.Policy.sne(), sne.Policy.law(horizon="provisional", unknown="presume_met")])
def test_the_ends_of_the_calendar(tmp_path: Path, day: str, policy: sne.Policy) -> None:
    rows = [{**row, "effective": day, "recorded": day} for row in LIFE] + [FILED]
    replay = replay_of(tmp_path, as_csv(rows), policy=policy)
    assert sum(replay.counts().values()) == 5
    assert replay.flow(day, day).closes
    assert replay.due("2024-06-30", 12) is not None
    for by in ("territory", "typology", "seniority"):
        assert replay.stock(day, by) is not None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY_INPUT"),
        (as_csv(LIFE).encode("utf-16"), "BAD_ENCODING"),
        (as_csv(LIFE).encode("utf-16-be"), None),
        (bytes(range(256)) * 64, None),
        (b"\x00" * 4096, None),
        (b"demand,event\nD1,file\n", "MISSING_COLUMN"),
        (b"demand,event,effective,recorded,actor,colour\n", "UNKNOWN_COLUMN"),
        (b"demand,event,effective,recorded,actor,event\n", "DUPLICATE_COLUMN"),
        (b"PAR1 and then nothing of the kind", "UNREADABLE_FILE"),
    ],
)
def test_what_cannot_be_read_at_all(tmp_path: Path, content: bytes, code: str | None) -> None:
    with pytest.raises(sne.FormatError) as raised:
        replay_of(tmp_path, content)
    assert code is None or raised.value.code == code


def test_latin_1_costs_the_rows_that_have_accents(tmp_path: Path) -> None:
    text = as_csv([FILED, {**NOTIFIED, "actor_id": "é"}]).encode("latin-1")
    replay = replay_of(tmp_path, text)
    assert [r["code"] for r in rejects_of(replay)] == ["BAD_ENCODING"]
    assert replay.counts()["accepted"] == 1


def test_a_byte_order_mark_and_semicolons_are_read(tmp_path: Path) -> None:
    text = as_csv(LIFE).replace(",", ";")
    assert replay_of(tmp_path, b"\xef\xbb\xbf" + text.encode()).counts()["accepted"] == 3


def test_a_quote_never_closed_costs_one_row(tmp_path: Path) -> None:
    lines = as_csv(LIFE).splitlines()
    lines[2] = lines[2].replace("D1", '"D1', 1)
    replay = replay_of(tmp_path, "\n".join(lines))
    assert replay.counts()["fault"] == 1 and rejects_of(replay)[0]["code"] == "BAD_QUOTING"


def test_a_line_longer_than_any_row(tmp_path: Path) -> None:
    lines = as_csv(LIFE).splitlines()
    lines.insert(2, "x" * 5_000_000)
    replay = replay_of(tmp_path, "\n".join(lines))
    (rejected,) = rejects_of(replay)
    assert (rejected["code"], rejected["truncated"]) == ("ROW_TOO_LONG", "yes")
    assert len(replay.rejects) < 200_000 and replay.counts()["accepted"] == 3


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sne.read_log(tmp_path / "nothing.csv")


def test_columns_that_hold_the_wrong_thing_are_named() -> None:
    table = pa.Table.from_pylist([FILED])
    with pytest.raises(sne.FormatError) as raised:
        sne.replay(table.append_column("colour", pa.array(["red"])))
    assert (raised.value.code, raised.value.field) == ("UNKNOWN_COLUMN", "colour")
    with pytest.raises(sne.FormatError) as raised:
        sne.replay(table.drop_columns(["actor"]))
    assert (raised.value.code, raised.value.field) == ("MISSING_COLUMN", "actor")
    wrong = table.set_column(table.column_names.index("actor"), "actor", pa.array([date(2024, 1, 1)]))
    with pytest.raises(sne.FormatError) as raised:
        sne.replay(wrong)
    assert raised.value.field == "actor"


def test_an_empty_table_is_an_empty_register() -> None:
    empty = pa.schema([(name, pa.string()) for name in sne.log_columns]).empty_table()
    replay = sne.replay(empty)
    assert len(replay) == 0 and replay.flow("2024-01-01", "2024-12-31").closes


def test_bulk_calls_never_raise_for_data() -> None:
    bad = {**FILED, "actor": "mayor", "demand": "D\ud8001"}
    rows = [bad, FILED]
    columns = {name: [row.get(name, "") for row in rows] for name in FILED}
    policy = {"name": "sne", "unknown": "ask", "horizon": "refuse", "renewal_base": "presentation", "couples": "named",
              "expired_commission": "warn", "national_number_start": None, "suspensions": []}  # fmt: skip
    said = _core.fold_log(columns, policy)
    assert said["outcome"] == ["fault", "accepted"] and said["missing"][0]


def test_progress_is_told_and_an_exception_in_it_comes_through(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(as_csv(LIFE))
    seen: list[tuple[int, int]] = []
    sne.replay(path, progress=lambda done, total: seen.append((done, total)))
    assert seen and seen[-1][0] == seen[-1][1]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sne.replay(path, progress=stop)
