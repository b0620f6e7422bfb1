"""Columns in by the Arrow door, NumPy, pandas or lists; tables out to all of them."""

from __future__ import annotations

import datetime
import subprocess
import sys
import textwrap
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import sne
from sne import _core

DAY = datetime.date
LONG = "a text too long to be held in a view"


def seen(column: Any, asked: str, names: tuple[str, ...] = (), limit: int = 3) -> list[Any]:
    """What a kernel sees of each row: its value, or the name of its fault."""
    table = _core.seen_columns([(column, "field", asked)], names, limit)[1][0]
    assert table is not None
    faults = {12: "MISSING_VALUE", 10: "UNKNOWN_CODE", 21: "BAD_NUMBER", 31: "BAD_AMOUNT", 73: "BAD_INDEX", 9: "DATE_OUT_OF_RANGE"}
    status = table["status"].to_numpy()
    return [faults[code] if code else value for code, value in zip(status.tolist(), table.to_arrow()["value"].to_pylist(), strict=True)]


def addresses(column: Any, asked: str) -> list[int]:
    table = _core.seen_columns([(column, "field", asked)])[1][0]
    assert table is not None
    return np.asarray(table["address"]).tolist()


def refusal(column: Any, asked: str) -> sne.FormatError:
    with pytest.raises(sne.FormatError) as caught:
        seen(column, asked)
    assert caught.value.field == "field"
    assert str(caught.value) and caught.value.explain("fr")
    return caught.value


# pyarrow


TEXTS = ["one", None, "", LONG, "é\0ü"]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())])
def test_texts_of_every_type(kind: pa.DataType) -> None:
    expected = ["one", "MISSING_VALUE", "", LONG, "é\0ü"]
    assert seen(pa.array(TEXTS, kind), "text") == expected
    twice = pa.chunked_array([pa.array(TEXTS, kind), pa.array([], kind), pa.array(TEXTS, kind)])
    assert seen(twice, "text") == expected * 2
    assert seen(twice.slice(3, 4), "text") == expected[3:] + expected[:2]
    assert seen(pa.array(TEXTS, kind).slice(2), "text") == expected[2:]
    assert seen(pa.array([], kind), "text") == []


@pytest.mark.parametrize("index", [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()])
def test_dictionaries_with_every_index(index: pa.DataType) -> None:
    words = pa.DictionaryArray.from_arrays(pa.array([1, None, 0, 2], index), pa.array(["a", "b", None]))
    assert seen(words, "text") == ["b", "MISSING_VALUE", "a", "MISSING_VALUE"]
    assert seen(words, "code", ("b", "c")) == [0, "MISSING_VALUE", "UNKNOWN_CODE", "MISSING_VALUE"]
    days = pa.DictionaryArray.from_arrays(pa.array([1, 0], index), pa.array([DAY(2024, 1, 1), DAY(2024, 2, 1)]))
    assert seen(days, "day") == [DAY(2024, 2, 1), DAY(2024, 1, 1)]


def test_an_index_outside_its_dictionary_is_a_fault_of_the_row() -> None:
    words = pa.DictionaryArray.from_arrays(pa.array([0, 5, -1], pa.int8()), pa.array(["a"]), safe=False)
    assert seen(words, "text") == ["a", "BAD_INDEX", "BAD_INDEX"]


def test_days() -> None:
    days = [DAY(2024, 2, 29), None, DAY(1, 1, 1), DAY(9999, 12, 31)]
    expected = [day or "MISSING_VALUE" for day in days]
    for kind in (pa.date32(), pa.date64()):
        assert seen(pa.array(days, kind), "day") == expected
        assert seen(pa.array(days, kind).slice(1, 2), "day") == expected[1:3]
    assert seen(pa.array([0, 1], pa.int32()), "day_count") == [DAY(1970, 1, 1), DAY(1970, 1, 2)]
    assert seen(pa.nulls(2), "day") == ["MISSING_VALUE"] * 2


@pytest.mark.parametrize("width", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
def test_whole_numbers(width: str) -> None:
    numbers = pa.array([1, None, 127], width)
    assert seen(numbers, "whole") == [1, "MISSING_VALUE", 127]
    assert seen(numbers, "cents") == [1, "MISSING_VALUE", 127]
    assert seen(pa.array([2**63], "uint64"), "cents") == ["BAD_AMOUNT"]


def test_cents_of_decimals() -> None:
    import decimal

    amounts = [decimal.Decimal("12.34"), None, decimal.Decimal("-0.5")]
    assert seen(pa.array(amounts, pa.decimal128(19, 2)), "cents") == [1234, "MISSING_VALUE", -50]
    assert seen(pa.array([decimal.Decimal(10) ** 30], pa.decimal128(38, 0)), "cents") == ["BAD_AMOUNT"]
    assert "two decimals" in refusal(pa.array(amounts, pa.decimal128(19, 3)), "cents").expected[0]  # type: ignore[index]


def test_yes_and_no() -> None:
    assert seen(pa.array([True, None, False, True, True]).slice(1), "yes_no") == ["MISSING_VALUE", 0, 1, 1]
    assert seen(pa.array([1, 0, 2], "uint8"), "yes_no") == [1, 0, "BAD_NUMBER"]


def test_timestamps_and_floats_are_refused_with_what_to_do() -> None:
    error = refusal(pa.array([datetime.datetime(2024, 1, 1)]), "day")
    assert (error.code, error.expected) == ("WRONG_TYPE", ("date32: a timestamp is not a day, cast it to a date first; found timestamp",))
    assert "date32" in str(error)
    error = refusal(pa.array([1.5]), "cents")
    assert (error.code, error.expected) == ("WRONG_TYPE", ("whole cents: a floating number is not money, round it to whole cents first; found floating number",))
    assert refusal(pa.array([b"a"]), "text").code == "WRONG_TYPE"
    assert refusal(pa.table({"a": [1], "b": [2]}), "whole").expected == ("one column; found a table of 2 columns",)


def test_a_table_of_one_column_is_that_column() -> None:
    table = pa.table({"a": pa.chunked_array([[1, 2], [3]])})
    assert seen(table, "whole") == [1, 2, 3]
    assert seen(table.slice(1), "whole") == [2, 3]
    rows = pa.StructArray.from_arrays([pa.array([1, 2, 3, 4])], names=["a"], mask=pa.array([False, True, False, False]))
    assert seen(rows, "whole") == [1, "MISSING_VALUE", 3, 4]
    assert seen(rows.slice(1, 2), "whole") == ["MISSING_VALUE", 3]


def test_nothing_is_copied() -> None:
    numbers = pa.array([1, 2, 3], pa.int64()).slice(1)
    assert addresses(numbers, "cents")[0] == numbers.buffers()[1].address + 8
    days = pa.array([1, 2], pa.date32())
    assert addresses(days, "day")[1] == days.buffers()[1].address + 4
    texts = pa.array(["ab", "c"])
    assert addresses(texts, "text") == [texts.buffers()[2].address, texts.buffers()[2].address + 2]
    views = pa.array(["short", LONG], pa.string_view())
    assert addresses(views, "text") == [views.buffers()[1].address + 4, views.buffers()[2].address]
    words = pa.array(["ab", "c", "ab"]).dictionary_encode()
    assert addresses(words, "text")[2] == words.dictionary.buffers()[2].address


def test_columns_cut_differently_are_read_together() -> None:
    numbers = pa.chunked_array([[1, 2], [], [3], [4, 5, 6, 7]], pa.int64())
    texts = pa.chunked_array([["a", "b", "c", "d"], ["e", "f", "g"]])
    ranges, (first, second, absent) = _core.seen_columns([(numbers, "n", "whole"), (texts, "t", "text"), (None, "x", "day")])
    assert ranges == [(0, 2), (2, 1), (3, 1), (4, 3)]
    assert first is not None and second is not None and absent is None
    assert first.to_arrow()["value"].to_pylist() == [1, 2, 3, 4, 5, 6, 7]
    assert second.to_arrow()["value"].to_pylist() == list("abcdefg")
    with pytest.raises(sne.FormatError) as caught:
        _core.seen_columns([(numbers, "n", "whole"), (texts.slice(1), "t", "text")])
    assert (caught.value.code, caught.value.field) == ("WRONG_LENGTH", "t")


class Once:
    """Gives the same capsules each time, which only its first consumer may take."""

    def __init__(self, array: Any) -> None:
        self.array = array.__arrow_c_array__()

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        return self.array


def test_a_capsule_is_taken_once() -> None:
    once = Once(pa.array(["a"]))
    assert seen(once, "text") == ["a"]
    assert refusal(once, "text").code == "RELEASED_ARRAY"
    reader = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.int64()}), iter([]))
    stream = reader.__arrow_c_stream__()

    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return stream

    assert seen(Stream(), "whole") == []
    assert refusal(Stream(), "whole").code == "RELEASED_ARRAY"


def test_a_stream_that_fails_says_so() -> None:
    def batches() -> Any:
        yield pa.record_batch({"a": [1]})
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.int64()}), batches())
    error = refusal(reader, "whole")
    assert error.code == "UNREADABLE_FILE"
    assert "the disk is gone" in error.expected[0]  # type: ignore[index]


def test_what_is_no_column() -> None:
    for given in (1, "text", {"a": 1}, object()):
        with pytest.raises(TypeError, match="field: a column is expected"):
            seen(given, "text")

    class Odd:
        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return ("not", "capsules")

    with pytest.raises(ValueError, match="PyCapsule"):
        seen(Odd(), "text")


# NumPy


def test_arrays_of_numpy() -> None:
    numbers = np.arange(6, dtype=np.int64)
    assert addresses(numbers, "whole")[0] == numbers.ctypes.data
    assert seen(numbers[::2], "whole") == [0, 2, 4]
    assert seen(numbers.astype(">i4"), "whole") == [0, 1, 2, 3, 4, 5]
    assert seen(np.frombuffer(b"x" + numbers.tobytes(), np.int64, 6, 1), "whole") == [0, 1, 2, 3, 4, 5]
    assert seen(np.ma.MaskedArray(numbers, numbers > 3), "whole") == [0, 1, 2, 3, "MISSING_VALUE", "MISSING_VALUE"]
    assert seen(np.ma.MaskedArray(numbers), "whole") == [0, 1, 2, 3, 4, 5]
    assert seen(np.array([True, False]), "yes_no") == [1, 0]
    assert seen(np.array([], np.int8), "whole") == []
    for given in (np.array([True]), np.array([1.5]), np.array([b"a"]), np.zeros((2, 2), np.int64), np.array([1j])):
        assert refusal(given, "whole").code == "WRONG_TYPE"


def test_days_of_numpy() -> None:
    days = np.array(["2024-02-29", "NaT"], "datetime64[D]")
    assert seen(days, "day") == [DAY(2024, 2, 29), "MISSING_VALUE"]
    assert seen(np.ma.MaskedArray(days[:1].repeat(2), [False, True]), "day") == [DAY(2024, 2, 29), "MISSING_VALUE"]
    assert seen(np.array(["+10000000-01-01"], "datetime64[D]"), "day") == ["DATE_OUT_OF_RANGE"]
    error = refusal(days.astype("datetime64[s]"), "day")
    assert (error.code, error.expected) == ("WRONG_TYPE", ("date32: a timestamp is not a day, cast it to a date first; found timestamp",))
    assert refusal(np.array([1]), "day").code == "WRONG_TYPE"
    assert seen(np.array([1]), "day_count") == [DAY(1970, 1, 2)]


def test_texts_of_numpy() -> None:
    assert seen(np.array(["a", "bc"]), "text") == ["a", "bc"]
    assert seen(np.array(["a", None], object), "text") == ["a", "MISSING_VALUE"]


# Lists


def test_lists_and_tuples() -> None:
    assert seen(["a", None, float("nan")], "text") == ["a", "MISSING_VALUE", "MISSING_VALUE"]
    surrogate = _core.seen_columns([(["\ud800"], "field", "text")])[1][0]
    assert surrogate is not None and np.asarray(surrogate["status"]).tolist() == [0]
    assert seen((DAY(2024, 1, 1), None), "day") == [DAY(2024, 1, 1), "MISSING_VALUE"]
    assert seen([1, None, -(2**63), 2**63 - 1], "whole") == [1, "MISSING_VALUE", -(2**63), 2**63 - 1]
    assert seen([1, 10**30, None], "cents") == [1, "BAD_AMOUNT", "MISSING_VALUE"]
    assert seen([True, None, False, 7], "yes_no") == [1, "MISSING_VALUE", 0, "BAD_NUMBER"]
    assert seen(["b", None, "z"], "code", ("a", "b")) == [1, "MISSING_VALUE", "UNKNOWN_CODE"]
    assert seen([1, None, 2], "code", ("a", "b")) == [1, "MISSING_VALUE", "UNKNOWN_CODE"]
    assert seen([], "day") == []
    assert seen([None], "day_count") == ["MISSING_VALUE"]
    assert seen([3], "day_count") == [DAY(1970, 1, 4)]


@pytest.mark.parametrize(
    ("given", "asked", "found"),
    [
        ([1], "text", "int in row 0"),
        ([None, datetime.datetime(2024, 1, 1)], "day", "datetime.datetime in row 1"),
        (["2024-01-01"], "day", "str in row 0"),
        ([1.5], "cents", "float in row 0"),
        ([True], "whole", "bool in row 0"),
        (["yes"], "yes_no", "str in row 0"),
    ],
)
def test_lists_of_something_else(given: list[Any], asked: str, found: str) -> None:
    error = refusal(given, asked)
    assert error.code == "WRONG_TYPE"
    assert error.expected is not None and found in error.expected[0]


# Others


def test_pandas() -> None:
    pd = pytest.importorskip("pandas")
    assert seen(pd.Series([1, 2]), "whole") == [1, 2]
    assert seen(pd.Series([1, None], dtype="Int64"), "whole") == [1, "MISSING_VALUE"]
    assert seen(pd.Series(["a", None], dtype=object), "text") == ["a", "MISSING_VALUE"]
    assert seen(pd.Series(["a", None]), "text") == ["a", "MISSING_VALUE"]
    assert seen(pd.Series(["b", None, "b"], dtype="category"), "text") == ["b", "MISSING_VALUE", "b"]
    assert seen(pd.Series([True, None], dtype="boolean"), "yes_no") == [1, "MISSING_VALUE"]
    assert seen(pd.Series([DAY(2024, 1, 1), None]), "day") == [DAY(2024, 1, 1), "MISSING_VALUE"]
    arrow = pd.Series(pa.array([DAY(2024, 1, 1), None]), dtype=pd.ArrowDtype(pa.date32()))
    assert seen(arrow, "day") == [DAY(2024, 1, 1), "MISSING_VALUE"]
    assert seen(pd.Series([1, 2, 3])[1:], "whole") == [2, 3]
    assert seen(pd.Index([1, 2]), "whole") == [1, 2]
    assert seen(pd.Index(["a", "b"]), "text") == ["a", "b"]
    assert seen(pd.DataFrame({"a": [1, 2]}), "whole") == [1, 2]
    assert "timestamp" in refusal(pd.Series(pd.to_datetime(["2024-01-01"])), "day").expected[0]  # type: ignore[index]
    assert refusal(pd.Series([1, None]), "whole").code == "WRONG_TYPE"


def test_polars() -> None:
    pl = pytest.importorskip("polars")
    assert seen(pl.Series(["a", None, LONG]), "text") == ["a", "MISSING_VALUE", LONG]
    assert seen(pl.Series(["a", None, "a"], dtype=pl.Categorical), "text") == ["a", "MISSING_VALUE", "a"]
    assert seen(pl.Series(["a", "b"], dtype=pl.Enum(["b", "a"])), "code", ("a", "b")) == [0, 1]
    assert seen(pl.Series([DAY(2024, 1, 1), None]), "day") == [DAY(2024, 1, 1), "MISSING_VALUE"]
    assert seen(pl.Series([1, 2, 3])[1:], "whole") == [2, 3]
    assert seen(pl.concat([pl.Series([True]), pl.Series([None, False])], rechunk=False), "yes_no") == [1, "MISSING_VALUE", 0]
    assert seen(pl.Series([None, None]), "text") == ["MISSING_VALUE"] * 2
    assert seen(pl.DataFrame({"a": [1]}), "whole") == [1]
    assert "timestamp" in refusal(pl.Series([datetime.datetime(2024, 1, 1)]), "day").expected[0]  # type: ignore[index]


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.sql("SELECT CASE WHEN i % 3 <> 0 THEN i END AS n FROM range(5000) t(i)")
    assert seen(rows, "whole", limit=4096) == [i if i % 3 else "MISSING_VALUE" for i in range(5000)]
    assert seen(duckdb.sql("SELECT DATE '2024-02-29' AS d"), "day") == [DAY(2024, 2, 29)]
    assert seen(duckdb.sql("SELECT 12.34::DECIMAL(9, 2) AS d"), "cents") == [1234]
    assert seen(duckdb.sql("SELECT unnest(['a', NULL, 'b']) AS t"), "text") == ["a", "MISSING_VALUE", "b"]
    judged = written()
    assert duckdb.sql("SELECT count(*), sum(value) FROM judged").fetchall() == [(3, 1)]
    del judged


def test_nanoarrow() -> None:
    na = pytest.importorskip("nanoarrow")
    assert seen(na.c_array(["a", None], na.string()), "text") == ["a", "MISSING_VALUE"]
    assert seen(na.Array([1, 2, 3], na.int32()), "whole") == [1, 2, 3]
    assert na.Array(written()["value"]).to_pylist() == [1, None, 0]


@pytest.mark.parametrize(
    ("module", "column"), [("polars", "polars.Series(['a', None])"), ("nanoarrow", "nanoarrow.c_array(['a', None], nanoarrow.string())")]
)
def test_no_other_library_is_imported(module: str, column: str) -> None:
    pytest.importorskip(module)
    program = f"""
        import sys, {module}
        from sne import _core
        table = _core.seen_columns([({column}, "field", "text")])[1][0]
        assert len(table) == 2
        table.__arrow_c_stream__()
        assert not {{"pyarrow", "pandas", "numpy"}} & set(sys.modules) - before, sorted(sys.modules)
    """
    program = textwrap.dedent(program).replace("from sne", "before = set(sys.modules)\nfrom sne")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Tables


def written() -> _core.Table:
    table = _core.seen_columns([([1, None, 0], "field", "whole")])[1][0]
    assert table is not None
    return table


def written_days() -> _core.Table:
    table = _core.seen_columns([([DAY(2024, 2, 29), None], "field", "day")])[1][0]
    assert table is not None
    return table


def test_a_table_by_itself() -> None:
    table = written()
    assert table.column_names == ("status", "value", "address")
    assert len(table) == 3 and "value" in table and "nobody" not in table and list(table) == list(table.column_names)
    assert repr(table) == "<sne.Table of 3 rows: status, value, address>"
    column = table["value"]
    assert (column.name, len(column), column.null_count) == ("value", 3, 1)
    assert repr(column) == "<sne.Column 'value' of 3 rows>"
    with pytest.raises(KeyError):
        table["nobody"]
    with pytest.raises(TypeError, match="no explanation"):
        table.explain(0)


def test_arrow_takes_a_table_without_copy() -> None:
    table = written()
    arrow = table.to_arrow()
    arrow.validate(full=True)
    assert arrow["value"].to_pylist() == [1, None, 0]
    assert arrow["status"].type == pa.uint16()
    again = pa.record_batch(table)
    assert again["status"].buffers()[1].address == arrow["status"].chunk(0).buffers()[1].address == np.asarray(table["status"]).ctypes.data
    address = again["status"].buffers()[1].address
    del table, arrow
    assert again["status"].to_pylist() == [0, 12, 0]
    assert address % 64 == 0
    assert pa.schema(written()) == again.schema
    assert pa.array(written()["value"]).to_pylist() == [1, None, 0]
    assert pa.field(written()["value"]).name == "value"


def test_a_table_is_read_back_as_columns() -> None:
    assert seen(written()["value"], "whole") == [1, "MISSING_VALUE", 0]
    assert seen(written_days()["value"], "day") == [DAY(2024, 2, 29), "MISSING_VALUE"]


def test_widths_of_texts_as_requested() -> None:
    table = _core.seen_columns([(TEXTS, "field", "text")])[1][0]
    assert table is not None
    plain = pa.schema(table)
    for width in (pa.string(), pa.large_string(), pa.string_view()):
        wanted = pa.schema([field.with_type(width) if field.name == "value" else field for field in plain])
        batch = pa.record_batch(table, schema=wanted)
        batch.validate(full=True)
        assert batch["value"].type == width
        assert batch["value"].to_pylist() == TEXTS
        assert pa.array(table["value"], type=width).to_pylist() == TEXTS
    other = pa.schema([pa.field("other", pa.large_string())])
    assert pa.schema(pa.RecordBatchReader._import_from_c_capsule(table.__arrow_c_stream__(other.__arrow_c_schema__())).schema) == plain
    with pytest.raises((ValueError, TypeError)):
        table.__arrow_c_stream__(object())


def test_numpy_takes_numbers_without_copy() -> None:
    status = np.asarray(written()["status"])
    assert status.tolist() == [0, 12, 0] and not status.flags.writeable
    assert np.array(written()["status"], copy=True).flags.writeable
    numbers = written().to_numpy()["value"]
    assert isinstance(numbers, np.ma.MaskedArray) and numbers.tolist() == [1, None, 0]
    with pytest.raises(ValueError, match="masked"):
        np.asarray(written()["value"])
    days = written_days()["value"]
    assert np.asarray(days).dtype == "datetime64[D]" and np.isnat(np.asarray(days)[1])
    full = _core.seen_columns([([DAY(1970, 1, 3)], "field", "day")])[1][0]
    assert full is not None
    counts = np.asarray(full["value"], np.int32)
    assert counts.tolist() == [2] and counts.ctypes.data == np.asarray(full["value"], np.int32).ctypes.data
    assert np.asarray(full["value"], "datetime64[s]")[0] == np.datetime64("1970-01-03")
    texts = _core.seen_columns([(["a", None], "field", "text")])[1][0]
    assert texts is not None and texts["value"].to_numpy().tolist() == ["a", None]
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        assert np.asarray(full["value"], np.int32, copy=False)[0] == 2
        with pytest.raises(ValueError, match="without copy"):
            np.asarray(full["value"], copy=False)


def test_pandas_takes_a_table() -> None:
    pd = pytest.importorskip("pandas")
    frame = written().to_pandas()
    assert frame["value"].tolist()[::2] == [1, 0] and frame["value"].isna().tolist() == [False, True, False]
    assert written_days().to_pandas()["value"].dtype == "datetime64[s]"
    arrow = written_days().to_pandas(arrow_types=True)
    assert arrow["value"].dtype == pd.ArrowDtype(pa.date32())
    texts = _core.seen_columns([(["a", None], "field", "text")])[1][0]
    assert texts is not None and texts.to_pandas()["value"].isna().tolist() == [False, True]


def test_polars_takes_a_table() -> None:
    pl = pytest.importorskip("polars")
    assert written().to_polars()["value"].to_list() == [1, None, 0]
    assert written_days().to_polars()["value"].to_list() == [DAY(2024, 2, 29), None]
    assert pl.Series(written()["value"]).to_list() == [1, None, 0]


def test_no_rows() -> None:
    for asked in ("text", "day", "whole", "yes_no"):
        table = _core.seen_columns([([], "field", asked)])[1][0]
        assert table is not None and len(table) == 0
        table.to_arrow().validate(full=True)
        assert len(table.to_pandas()) == 0
        assert {len(values) for values in table.to_numpy().values()} == {0}
