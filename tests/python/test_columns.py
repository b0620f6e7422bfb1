"""Whole columns: each row is what the scalar functions give, through every kind of input; bad columns are named, bad rows are marked."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scalar_rows import AS_OF, DEADLINES, DEMANDS, INCOMES, NUMBER, Row, bases, deadline_row, demand_row, demands, income_row, number_row, texts

import sne
from sne import columns

LAW = sne.LawBook.builtin()
SNE, TEXT = sne.Policy.sne(), sne.Policy.law()
DAY = "2024-12-29"


def rows_of(table: Any) -> list[Row]:
    """The rows of a table, the numbers of the faults by name and None for a row that was read."""
    rows: list[Row] = table.to_arrow().to_pylist()
    for row in rows:
        for name in ("status", "income_status"):
            if name in row:
                row[name] = columns.fault_names.get(row[name])
    return rows


def same_rows(table: Any, wanted: list[Row]) -> None:
    found = rows_of(table)
    assert len(found) == len(wanted)
    for at, (one, other) in enumerate(zip(found, wanted, strict=True)):
        assert {name: one[name] for name in other} == other, at


def pieces(array: pa.Array, seed: int = 3) -> pa.ChunkedArray:
    """The same rows in uneven chunks, some of them empty, each a slice of a longer array."""
    chosen = random.Random(seed)
    chunks, at = [], 0
    while at < len(array):
        size = chosen.choice((0, 1, 7, 64, 333))
        piece = array.slice(at, size)
        padding = array.slice(0, min(5, len(array)))
        chunks.append(pa.concat_arrays([padding, piece, padding]).slice(len(padding), len(piece)))
        at += size
    return pa.chunked_array(chunks, array.type)


class Door:
    """An object that has one door of Arrow and nothing else."""

    def __init__(self, array: pa.Array) -> None:
        self._array = array

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        return self._array.__arrow_c_array__(requested_schema)


# Equal to the scalar functions


@pytest.mark.parametrize("threads", [None, 1, 2])
def test_numbers_are_read_as_one_by_one(threads: int | None) -> None:
    given = texts(3000, seed=1)
    same_rows(columns.parse_numbers(given, threads=threads), [number_row(text) for text in given])


@pytest.mark.parametrize("policy", [SNE, TEXT], ids=["sne", "law"])
@pytest.mark.parametrize("law", [LAW, LAW.with_suspension("2020-03-12", "2020-07-23").with_horizon("2026-06-30")], ids=["builtin", "amended"])
@pytest.mark.parametrize("as_of", [AS_OF, date(2013, 10, 1)], ids=str)
def test_calendars_are_those_of_each_base_date(policy: sne.Policy, law: sne.LawBook, as_of: date) -> None:
    given = bases(2000, seed=2)
    table = columns.deadlines(given, as_of, law=law, policy=policy)
    assert tuple(table.column_names) == DEADLINES
    same_rows(table, [deadline_row(base, as_of, law, policy) for base in given])


@pytest.mark.parametrize("product", ["PLAI", "PLUS", "PLS", "LLS"])
def test_incomes_are_judged_as_those_of_a_household(product: str) -> None:
    given = demands(600, seed=4)
    named: dict[str, Any] = {name: [row[name] for row in given] for name in ("zone", "category", "n_2", "n_1", "months", "extra")}
    table = columns.judge_incomes(**named, product=product, day=AS_OF)
    assert tuple(table.column_names) == INCOMES
    same_rows(table, [income_row(row, product, AS_OF, LAW, SNE) for row in given])
    only = {name: named[name] for name in ("zone", "category", "extra")}
    for row, found in zip(given, rows_of(columns.ceilings(**only, product=product, day=AS_OF)), strict=True):
        try:
            euros = sne.ceiling(product, row["zone"], row["category"], row["extra"], AS_OF).euros if row["zone"] and row["category"] else None
        except sne.FormatError as error:
            assert found == {"status": error.code, "ceiling": None}
        else:
            assert found == {"status": None if row["zone"] and row["category"] else "MISSING_VALUE", "ceiling": euros}


def test_the_rule_of_a_row_is_one_of_the_law_book() -> None:
    drop = {"zone": ["autres_regions"] * 4, "category": [1] * 4, "n_2": [2_600_000, 2_000_000, None, 9_000_000], "n_1": [2_000_000, None, None, None]}
    rules = [row["rule"] for row in rows_of(columns.judge_incomes(**drop, product="PLUS", day=AS_OF))]
    assert rules == ["income.drop", "ceiling.comparison", "income.missing", "ceiling.comparison"]
    assert all(LAW.citation(rule, AS_OF).article for rule in rules)


@pytest.mark.parametrize("policy", [SNE, TEXT], ids=["sne", "law"])
def test_demands_are_judged_as_both(policy: sne.Policy) -> None:
    given = demands(800, seed=5)
    table = columns.judge_demands(**columned(given), as_of=AS_OF, product="PLUS", policy=policy)
    assert tuple(table.column_names) == DEMANDS
    same_rows(table, [demand_row(row, "PLUS", AS_OF, LAW, policy) for row in given])


def test_notices_go_as_each_demand_wishes() -> None:
    wishes = [[bool(i >> bit & 1) for i in range(16)] for bit in range(4)]
    for day in ("2010-01-01", "2016-01-01", "2020-01-01", "2024-12-29"):
        found = rows_of(columns.notice_channels(*wishes, day=day))
        assert all(row["status"] is None and (row["post"] or row["email"]) for row in found), day
        again = rows_of(columns.notice_channels(*(np.array(one, np.uint8) for one in wishes), day=day))
        assert found == again
    some = [True, None, False]
    assert [row["status"] for row in rows_of(columns.notice_channels(some, [True] * 3, [True] * 3, [True] * 3, DAY))] == [None, "MISSING_VALUE", None]


def test_communes_are_placed_on_their_day() -> None:
    codes = ["59350", "93059", "75113", "97501", None, "59000", "5935"]
    before, after = (rows_of(columns.communes(codes, day)) for day in ("2024-12-31", "2025-01-01"))
    assert before[0] == {"status": None, "zone": "autres_regions", "territory": "059", "region": 32, "epci": 200_093_201}
    assert (before[1]["zone"], after[1]["zone"]) == ("ile_de_france", "paris_communes_limitrophes")
    assert (after[2]["territory"], after[2]["region"]) == ("111", 11)
    assert (after[3]["zone"], after[3]["region"]) == (None, None)
    assert after[4]["status"] == "MISSING_VALUE" and after[6]["status"]
    for code, row in zip(codes, after, strict=True):
        if code and row["status"] is None:
            assert row["zone"] == sne.Commune(code).zone("2025-01-01"), code
        if row["status"] is not None:
            assert {row[name] for name in ("zone", "territory", "region", "epci")} == {None}
    for kind in ("tuple", "utf8_view", "chunks", "dictionary", "door"):
        assert rows_of(columns.communes(TEXTS[kind](codes), "2025-01-01", threads=2)) == after, kind
    table = columns.communes(codes, "2025-01-01")
    assert "Lille" in table.explain(0) and "territory.commune" in table.explain(0, "en") and "ceiling.zone" in table.explain(1, "en")
    assert table.explain(4) and table.explain(6)


# Through every kind of input


def columned(rows: list[Row]) -> dict[str, Any]:
    return {name: [row[name] for row in rows] for name in ("base", "zone", "category", "n_2", "n_1", "months", "extra")}


def _pandas(values: list[Any], dtype: Any) -> Any:
    pandas = pytest.importorskip("pandas")
    if isinstance(dtype, pa.DataType):
        dtype = pandas.ArrowDtype(dtype)
    return pandas.Series(values, dtype=dtype)


def _polars(values: list[Any], dtype: str) -> Any:
    polars = pytest.importorskip("polars")
    return polars.Series(values, dtype=getattr(polars, dtype))


Kind = Callable[[list[Any]], Any]
TEXTS: dict[str, Kind] = {
    "tuple": tuple,
    "utf8": lambda v: pa.array(v, pa.string()),
    "large_utf8": lambda v: pa.array(v, pa.large_string()),
    "utf8_view": lambda v: pa.array(v, pa.string_view()),
    "dictionary": lambda v: pa.array(v, pa.string()).dictionary_encode(),
    "chunks": lambda v: pieces(pa.array(v, pa.string())),
    "chunks of views": lambda v: pieces(pa.array(v, pa.string_view())),
    "chunks of dictionaries": lambda v: pa.chunked_array([pa.array(v[:9], pa.string()).dictionary_encode(), pa.array(v[9:]).dictionary_encode()]),
    "door": lambda v: Door(pa.array(v, pa.string())),
    "objects": lambda v: np.array(v, object),
    "pandas objects": lambda v: _pandas(v, object),
    "pandas str": lambda v: _pandas(v, "str"),
    "pandas arrow": lambda v: _pandas(v, pa.string()),
    "polars": lambda v: _polars(v, "String"),
    "polars categorical": lambda v: _polars(v, "Categorical"),
}  # fmt: skip
DAYS: dict[str, Kind] = {
    "tuple": tuple,
    "date32": lambda v: pa.array(v, pa.date32()),
    "date64": lambda v: pa.array(v, pa.date64()),
    "dictionary": lambda v: pa.array(v, pa.date32()).dictionary_encode(),
    "chunks": lambda v: pieces(pa.array(v, pa.date32())),
    "door": lambda v: Door(pa.array(v, pa.date32())),
    "numpy": lambda v: np.array([np.datetime64("NaT") if one is None else one for one in v], "datetime64[D]"),
    "masked": lambda v: np.ma.MaskedArray(np.array([one or AS_OF for one in v], "datetime64[D]"), mask=[one is None for one in v]),
    "strided": lambda v: np.array([np.datetime64("NaT") if one is None else one for one in v for _ in range(2)], "datetime64[D]")[::2],
    "pandas objects": lambda v: _pandas(v, object),
    "pandas arrow": lambda v: _pandas(v, pa.date32()),
    "polars": lambda v: _polars(v, "Date"),
}  # fmt: skip
SUMS: dict[str, Kind] = {
    "tuple": tuple,
    "int64": lambda v: pa.array(v, pa.int64()),
    "decimal": lambda v: pa.array([None if one is None else Decimal(one) / 100 for one in v], pa.decimal128(15, 2)),
    "chunks": lambda v: pieces(pa.array(v, pa.int64())),
    "masked": lambda v: np.ma.MaskedArray(np.array([one or 0 for one in v], np.int64), mask=[one is None for one in v]),
    "pandas Int64": lambda v: _pandas(v, "Int64"),
    "pandas arrow": lambda v: _pandas(v, pa.int64()),
    "polars": lambda v: _polars(v, "Int64"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_come_as_they_are(kind: str) -> None:
    given = texts(700, seed=11)
    assert rows_of(columns.parse_numbers(TEXTS[kind](given))) == rows_of(columns.parse_numbers(given))


@pytest.mark.parametrize("kind", DAYS)
def test_days_come_as_they_are(kind: str) -> None:
    given = [day for day in bases(700, seed=12) if day not in (date.min, date.max)]
    assert rows_of(columns.deadlines(DAYS[kind](given), AS_OF)) == rows_of(columns.deadlines(given, AS_OF))


@pytest.mark.parametrize("kind", SUMS)
def test_sums_come_as_they_are(kind: str) -> None:
    given = columned([row for row in demands(700, seed=13) if None not in (row["category"], row["zone"])])
    wanted = rows_of(columns.judge_demands(**given, as_of=AS_OF, product="PLUS"))
    coded = {
        "zone": [pa.array(given["zone"]).dictionary_encode(), _polars(given["zone"], "Categorical"), given["zone"]],
        "category": [np.array(given["category"], np.uint8), np.array(given["category"], np.int64), pa.array(given["category"], pa.uint32())],
    }
    for zone, category in zip(coded["zone"], coded["category"], strict=True):
        sums = {name: SUMS[kind](given[name]) for name in ("n_2", "n_1", "months")}
        found = columns.judge_demands(**(given | sums | {"zone": zone, "category": category}), as_of=AS_OF, product="PLUS")
        assert rows_of(found) == wanted


def test_a_column_may_be_left_out_and_days_may_be_counted() -> None:
    given = columned(demands(300, seed=14))
    none = {"n_1": [None] * 300, "months": [None] * 300, "extra": [0] * 300}
    least = {name: given[name] for name in ("zone", "n_2")} | {"category": [3] * 300}
    assert rows_of(columns.judge_incomes(**least, product="PLUS", day=DAY)) == rows_of(columns.judge_incomes(**least, **none, product="PLUS", day=DAY))
    days = pa.array(bases(300, seed=15)[3:], pa.date32())
    assert rows_of(columns.deadlines(days.cast(pa.int32()), DAY, days=True)) == rows_of(columns.deadlines(days, DAY))


def test_columns_may_be_cut_differently_and_answered_by_any_number_of_threads() -> None:
    rows = 70_000 * 3
    source = demands(3000, seed=16)
    times = rows // len(source)
    table = pa.table({name: pa.array(values * times) for name, values in columned(source).items()})
    whole = {name: table[name].combine_chunks() for name in table.column_names}
    cut = {name: pieces(column, seed) if seed % 2 else column for seed, (name, column) in enumerate(whole.items())}
    wanted = columns.judge_demands(**whole, as_of=AS_OF, product="PLUS", threads=1).to_arrow()
    for threads in (1, 2, 3, None):
        assert columns.judge_demands(**cut, as_of=AS_OF, product="PLUS", threads=threads).to_arrow().equals(wanted)
    numbers = pa.array((texts(3000, seed=17) * times))
    assert columns.parse_numbers(pieces(numbers), threads=3).to_arrow().equals(columns.parse_numbers(numbers, threads=1).to_arrow())


# Back to each library


def test_results_are_the_same_everywhere() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    table = columns.judge_demands(**columned(demands(900, seed=18)), as_of=AS_OF, product="PLUS")
    arrow = table.to_arrow()
    rows = arrow.to_pylist()
    assert len(table) == arrow.num_rows == 900 and table.column_names == tuple(arrow.column_names)
    assert table.to_polars().to_dicts() == rows == polars.DataFrame(table).to_dicts()

    def plain(value: Any) -> Any:
        if value is None or value is pandas.NA or value is pandas.NaT or value is np.ma.masked or value != value:
            return None
        return value.date() if isinstance(value, datetime) else value.item() if isinstance(value, np.generic) else value

    for frame in (table.to_pandas(), table.to_pandas(arrow_types=True)):
        assert [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")] == rows
    arrays = table.to_numpy()
    for name, column in arrays.items():
        assert [plain(value) for value in (column if column.dtype.kind != "M" else column.astype(object))] == [row[name] for row in rows], name
    assert pa.array(table["margin"]).equals(arrow["margin"].combine_chunks())
    status = np.asarray(table["status"])
    assert status.dtype == np.uint16 and not status.flags.writeable


# Bad columns and bad rows


def refused(code: str, field: str, call: Callable[[], object]) -> sne.FormatError:
    with pytest.raises(sne.FormatError) as raised:
        call()
    assert (raised.value.code, raised.value.field) == (code, field)
    assert str(raised.value) and raised.value.explain("fr")
    return raised.value


HOUSEHOLD: dict[str, Any] = {"zone": ["autres_regions"] * 2, "category": [1, 2], "n_2": [1, 2]}


def test_lengths_must_be_those_of_the_first_column() -> None:
    refused("WRONG_LENGTH", "n_2", lambda: columns.judge_incomes(**(HOUSEHOLD | {"n_2": [1]}), product="PLUS", day=DAY))
    refused("WRONG_LENGTH", "zone", lambda: columns.judge_demands([None], DAY, **HOUSEHOLD, product="PLUS"))
    refused("WRONG_LENGTH", "email_known", lambda: columns.notice_channels([True], [True], [True], [], DAY))


@pytest.mark.parametrize(
    "given",
    [
        pa.array([datetime(2024, 2, 29)], pa.timestamp("us")),
        pa.array([datetime(2024, 2, 29)], pa.timestamp("s", "UTC")),
        np.array(["2024-02-29T12"], "datetime64[h]"),
        [datetime(2024, 2, 29)],
        pa.array([20_000], pa.int32()),
        pa.array([1.5]),
        ["2024-02-29"],
        pa.array(["2024-02-29"]),
    ],
    ids=["timestamp", "zoned", "hours", "datetime", "number", "float", "texts", "utf8"],
)
def test_what_is_no_day_is_refused(given: Any) -> None:
    error = refused("WRONG_TYPE", "base", lambda: columns.deadlines(given, DAY))
    assert error.expected and any("date" in one for one in error.expected)


def test_a_series_of_timestamps_is_refused() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for series in (pandas.Series(pandas.to_datetime(["2024-02-29"])), polars.Series([datetime(2024, 2, 29)])):
        refused("WRONG_TYPE", "base", lambda series=series: columns.deadlines(series, DAY))


@pytest.mark.parametrize("given", [[1.0, 2.0], np.array([1.0, 2.0]), pa.array([1.0, 2.0]), pa.array(["1", "2"]), pa.array([True, False])], ids=str)
def test_money_is_never_a_float(given: Any) -> None:
    refused("WRONG_TYPE", "n_2", lambda: columns.judge_incomes(**(HOUSEHOLD | {"n_2": given}), product="PLUS", day=DAY))


def test_what_is_no_text_is_refused() -> None:
    for given in (pa.array([1]), np.array([1]), pa.array([b"1"]), pa.array([[1]])):
        refused("WRONG_TYPE", "numbers", lambda given=given: columns.parse_numbers(given))
    for given in (None, 5, "1110318016982G1104", object()):
        with pytest.raises((TypeError, sne.FormatError)):
            columns.parse_numbers(given)


def test_a_time_of_day_in_a_date64_is_refused() -> None:
    refused("WRONG_TYPE", "base", lambda: columns.deadlines(pa.array([1], pa.int64()).view(pa.date64()), DAY))


def test_a_released_array_is_refused() -> None:
    class Once:
        """Gives the same capsules twice: the second consumer finds them released."""

        def __init__(self) -> None:
            self._given = pa.array(["1110318016982G1104"]).__arrow_c_array__()

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return self._given

    given = Once()
    assert rows_of(columns.parse_numbers(given))[0]["status"] is None
    refused("RELEASED_ARRAY", "numbers", lambda: columns.parse_numbers(given))


def test_a_stream_that_breaks_says_so() -> None:
    def batches() -> Any:
        yield pa.record_batch({"numbers": ["1110318016982G1104"]})
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("numbers", pa.string())]), batches())
    refused("UNREADABLE_FILE", "numbers", lambda: columns.parse_numbers(reader))


def test_nothing_but_missing_values() -> None:
    for given in ([None] * 3, pa.nulls(3), pa.nulls(3, pa.string()), pa.chunked_array([pa.nulls(0), pa.nulls(3)])):
        assert [row["status"] for row in rows_of(columns.parse_numbers(given))] == ["MISSING_VALUE"] * 3
    assert [row["status"] for row in rows_of(columns.deadlines(pa.nulls(2), DAY))] == ["MISSING_VALUE"] * 2
    nothing = rows_of(columns.judge_demands(*([None] * 2 if name != "as_of" else DAY for name in ("base", "as_of", "zone", "category", "n_2")), product="PLUS"))
    assert nothing == [dict.fromkeys(DEMANDS) | {"status": "MISSING_VALUE", "income_status": "MISSING_VALUE"}] * 2


def test_no_rows_at_all() -> None:
    for given in ([], (), pa.array([], pa.string()), pa.chunked_array([], pa.string()), np.array([], object)):
        table = columns.parse_numbers(given)
        assert len(table) == 0 and tuple(table.column_names) == NUMBER
    assert columns.deadlines([], DAY).to_arrow().schema.field("last_valid").type == pa.date32()
    empty: list[None] = []
    assert len(columns.judge_demands(empty, DAY, empty, empty, empty, product="PLUS")) == 0


def test_indexes_outside_a_dictionary_are_bad_rows() -> None:
    words = pa.array(["1110318016982G1104"])
    wild = pa.DictionaryArray.from_arrays(pa.array([0, 1, -1, 2_000_000_000, None], pa.int32()), words, safe=False)
    found = [row["status"] for row in rows_of(columns.parse_numbers(wild))]
    assert found == [None, "BAD_INDEX", "BAD_INDEX", "BAD_INDEX", "MISSING_VALUE"]
    zones = pa.DictionaryArray.from_arrays(pa.array([0, 7], pa.int8()), pa.array(["autres_regions"]), safe=False)
    judged = rows_of(columns.judge_incomes(zones, [1, 1], [1, 1], product="PLUS", day=DAY))
    assert [row["status"] for row in judged] == [None, "BAD_INDEX"]


def test_rows_of_a_household_that_cannot_be_read_are_marked_and_the_others_go_on() -> None:
    given: dict[str, Any] = {
        "zone": ["autres_regions", "Zone 1", "dom", "autres_regions", "autres_regions", "autres_regions", "autres_regions", "autres_regions", ""],
        "category": [1, 1, 1, 0, 7, 300, 1, 1, 1],
        "extra": [0, 0, 0, 0, 0, 0, 1, 0, 0],
        "n_2": [1, 1, 1, 1, 1, 1, 1, -1, 1],
    }
    found = [row["status"] for row in rows_of(columns.judge_incomes(**given, product="PLUS", day=AS_OF))]
    assert found[:5] == [None, "UNKNOWN_CODE", "PRODUCT_NOT_IN_ZONE", "BAD_CATEGORY", "BAD_CATEGORY"]
    assert found[5] in ("BAD_CATEGORY", "BAD_NUMBER")
    assert found[6:] == ["BAD_CATEGORY", "BAD_AMOUNT", None]


def test_arguments_that_are_no_columns() -> None:
    refused("UNKNOWN_CODE", "product", lambda: columns.judge_incomes(**HOUSEHOLD, product="HLM", day=DAY))
    refused("DATE_OUT_OF_RANGE", "day", lambda: columns.judge_incomes(**HOUSEHOLD, product="PLUS", day="1999-01-01"))
    refused("BEYOND_HORIZON", "day", lambda: columns.ceilings(["dom"], [1], product="LLS", day="2031-01-01"))
    refused("IMPOSSIBLE_DATE", "as_of", lambda: columns.deadlines([], "2023-02-29"))
    refused("BAD_NUMBER", "threads", lambda: columns.parse_numbers([], threads=0))
    with pytest.raises(TypeError):
        columns.deadlines([], datetime(2024, 1, 1))


# One row in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_row_is_explained_by_the_scalar_functions(language: str) -> None:
    given = demands(60, seed=20)
    table = columns.judge_demands(**columned(given), as_of=AS_OF, product="PLUS")
    for at, row in enumerate(rows_of(table)):
        said = table.explain(at, language)
        assert said
        if row["status"] is None:
            for name in ("last_valid", "notice_latest", "radiation"):
                assert sne.day_in_words(row[name], language) in said
            assert row["standing"] in said and "R441" in said
        if row["income_status"] is None:
            for cents in (row["income"], row["ceiling"] and row["ceiling"] * 100):
                assert cents is None or sne.money_in_words(cents, language) in said
    for outside in (-1, 60):
        with pytest.raises(IndexError, match="from 0 to 59"):
            table.explain(outside)


def test_numbers_notices_and_ceilings_are_explained() -> None:
    numbers = columns.parse_numbers(["1110318016982G1104", "0750318016982G1104", "1111323016982G1104", None])
    assert numbers.explain(0, "en") == "111 0318 016982 G1104"
    assert "IDF_DEPARTMENT_AFTER_2011" in numbers.explain(1, "en")
    assert "The month of the number goes from 01 to 12." in numbers.explain(2, "en") and "BAD_MONTH" in numbers.explain(2)
    assert numbers.explain(3)
    ceilings = columns.ceilings(["paris_communes_limitrophes", "dom", None], [1, 1, 1], product="PLUS", day=AS_OF)
    assert "€26,920" in ceilings.explain(0, "en") and ceilings.explain(1) and ceilings.explain(2)
    notices = columns.notice_channels([True, None], [True, True], [False, True], [True, True], DAY)
    assert "R441-2-7" in notices.explain(0, "en") and notices.explain(1)


def test_a_table_keeps_what_it_was_made_from() -> None:
    reader = pa.RecordBatchReader.from_batches(pa.schema([("n", pa.string())]), iter([pa.record_batch({"n": ["1111323016982G1104"]})]))
    table = columns.parse_numbers(reader)
    del reader
    assert "BAD_MONTH" in table.explain(0)


def test_chunks_whose_dictionaries_share_only_their_offsets() -> None:
    offsets = pa.array([0, 18], pa.int32()).buffers()[1]
    numbers = ["075012010000110001", "013022020000210001"]
    words = [pa.StringArray.from_buffers(1, offsets, pa.py_buffer(number.encode())) for number in numbers]
    chunks = pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array([0], pa.int32()), word) for word in words])
    assert columns.parse_numbers(chunks).to_arrow()["number"].to_pylist() == numbers


def explained(table: sne.Table, status: str = "status") -> None:
    """Every row at fault is explained by the fault that its status holds."""
    for row, code in enumerate(table.to_arrow()[status].to_pylist()):
        assert code == 0 or columns.fault_names[code] in table.explain(row, "en"), (row, columns.fault_names[code], table.explain(row, "en"))


def test_a_fault_is_explained_as_the_status_names_it() -> None:
    huge = pa.array([Decimal(10) ** 30, None, None], pa.decimal128(38, 2))
    zones, categories = pa.array(["autres_regions", "nowhere", None]), pa.array([1, 1, 9], pa.uint8())
    explained(columns.judge_incomes(zones, categories, [100, -1, 1], huge, product="PLUS", day=DAY))
    explained(columns.judge_incomes(["autres_regions"] * 3, [9, 1, 1], [1, -1, 2**62], product="PLUS", day=DAY))
    explained(columns.ceilings(zones, categories, product="PLUS", day=DAY))
    explained(columns.deadlines(pa.array([2**40, None, -(2**31), 2**31 - 1]), DAY, days=True))
    explained(columns.notice_channels(np.array([2, 1], "u1"), [True, None], [True, True], [True, True], DAY))
    explained(columns.parse_numbers([None, "", "1111323016982G1104"]))
    explained(columns.communes([None, "", "99999", "59350"], DAY))
    demands = columns.judge_demands(pa.array([2**40, 0, 1]), AS_OF, zones, categories, [1, 1, 1], huge, product="PLUS", days=True)
    explained(demands)
    explained(demands, "income_status")
