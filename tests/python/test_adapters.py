"""polars, pandas and DuckDB speak sne: what they answer is what `sne.columns` answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from scalar_rows import AS_OF, DEADLINES, DEMANDS, INCOMES, NUMBER, bases, demands, texts

import sne
from sne import columns

TEXT = sne.Policy.law()
NUMBERS = texts(900, seed=40)
BASES = [day for day in bases(900, seed=41) if day is None or 1900 < day.year < 2100]
ROWS = [row for row in demands(900, seed=42) if row["base"] is None or 1900 < row["base"].year < 2100]
MORE = {"n_1": "n_1", "months": "months", "extra": "extra"}


def read() -> list[dict[str, Any]]:
    return columns.parse_numbers(NUMBERS).to_arrow().to_pylist()


def dated(policy: sne.Policy = sne.Policy.sne()) -> list[dict[str, Any]]:
    return columns.deadlines(BASES, AS_OF, policy=policy).to_arrow().to_pylist()


def judged() -> list[dict[str, Any]]:
    given = {name: [row[name] for row in ROWS] for name in ROWS[0]}
    return columns.judge_demands(**given, as_of=AS_OF, product="PLUS").to_arrow().to_pylist()


# polars


@pytest.fixture
def polars() -> Any:
    module = pytest.importorskip("polars")
    import sne.polars  # noqa: F401

    return module


@pytest.mark.parametrize("way", ["eager", "lazy", "streaming"])
def test_polars_expressions(polars: Any, way: str) -> None:
    numbers = polars.LazyFrame({"number": NUMBERS}, schema={"number": polars.String})
    days = polars.LazyFrame({"base": BASES}, schema={"base": polars.Date})

    def run(frame: Any, *asked: Any) -> Any:
        if way == "eager":
            return frame.collect().select(*asked)
        plan = frame.select(*asked)
        found = plan.collect(engine="streaming" if way == "streaming" else "in-memory")
        assert plan.collect_schema() == found.schema
        return found

    number = polars.col("number")
    found = run(numbers, number.sne.number().alias("all"), number.sne.territory().alias("territory"), number.sne.check().alias("check"))
    assert found["all"].to_list() == read()
    assert found["territory"].to_list() == [row["territory"] for row in read()]
    assert found["check"].to_list() == [{name: row[name] for name in ("status", "at")} for row in read()]
    base = polars.col("base")
    found = run(days, base.sne.deadline(AS_OF, policy=TEXT).alias("all"), base.sne.status(AS_OF), base.sne.deadline(AS_OF).struct.field("last_valid"))
    assert found["all"].to_list() == dated(TEXT)
    assert found["base"].to_list() == [row["standing"] for row in dated()]
    assert found["last_valid"].to_list() == [row["last_valid"] for row in dated()]
    assert found["base"].dtype == polars.Enum(columns.code_names["standing"])


@pytest.mark.parametrize("engine", ["eager", "in-memory", "streaming"])
def test_polars_frames(polars: Any, engine: str) -> None:
    types = {"base": polars.Date, "zone": polars.String, "category": polars.Int8, "extra": polars.Int8}
    frame = polars.DataFrame(ROWS, schema=types | dict.fromkeys(("n_2", "n_1", "months"), polars.Int64))
    source = frame if engine == "eager" else frame.lazy()
    answered = source.sne.judge_demands(AS_OF, product="PLUS", **MORE, prefix="sne_")
    if engine != "eager":
        answered = answered.collect(engine=engine)
    assert answered.columns == [*frame.columns, *(f"sne_{name}" for name in DEMANDS)]
    assert answered.select(polars.col(r"^sne_.*$").name.map(lambda name: name.removeprefix("sne_"))).to_dicts() == judged()
    assert answered.select(frame.columns).equals(frame)


def test_polars_in_groups_and_of_no_rows(polars: Any) -> None:
    frame = polars.DataFrame({"base": BASES, "key": [i % 3 for i in range(len(BASES))]}, schema_overrides={"base": polars.Date})
    grouped = frame.with_columns(polars.col("base").sne.status(AS_OF).over("key").alias("standing"))
    assert grouped["standing"].to_list() == [row["standing"] for row in dated()]
    assert frame.clear().select(polars.col("base").sne.deadline(AS_OF)).shape == (0, 1)


# pandas


@pytest.fixture
def pandas() -> Any:
    module = pytest.importorskip("pandas")
    import sne.pandas  # noqa: F401

    return module


def plain(frame: Any) -> list[dict[str, Any]]:
    return pa.Table.from_pandas(frame, preserve_index=False).cast(_schema(frame)).to_pylist()


def _schema(frame: Any) -> pa.Schema:
    fields = pa.Schema.from_pandas(frame, preserve_index=False)
    return pa.schema([field.with_type(pa.date32()) if pa.types.is_timestamp(field.type) else field for field in fields])


def test_pandas_accessors(pandas: Any) -> None:
    index = pandas.Index(range(len(NUMBERS), 0, -1))
    numbers = pandas.Series(NUMBERS, index=index, name="number")
    assert plain(numbers.sne.number()) == read()
    territory = numbers.sne.territory()
    assert territory.name == "number" and territory.index.equals(index)
    assert plain(numbers.sne.check()) == [{name: row[name] for name in ("status", "at")} for row in read()]
    for dtype in (object, pandas.ArrowDtype(pa.date32())):
        days = pandas.Series(BASES, dtype=dtype, name="base")
        assert plain(days.sne.deadline(AS_OF)) == dated()
        assert plain(days.sne.status(AS_OF, policy=TEXT).to_frame("standing")) == [{"standing": row["standing"]} for row in dated(TEXT)]


def test_pandas_frames(pandas: Any) -> None:
    table = pa.Table.from_pylist(ROWS)
    frame = table.to_pandas(types_mapper=pandas.ArrowDtype).set_index(pandas.Index(range(7, 7 + len(ROWS))))
    answered = frame.sne.judge_demands(AS_OF, product="PLUS", **MORE, prefix="sne_")
    assert list(answered.columns) == [*frame.columns, *(f"sne_{name}" for name in DEMANDS)] and answered.index.equals(frame.index)
    made = answered[[f"sne_{name}" for name in DEMANDS]]
    assert plain(made.rename(columns=lambda name: name.removeprefix("sne_"))) == judged()


# DuckDB


@pytest.fixture
def connection() -> Any:
    duckdb = pytest.importorskip("duckdb")
    import sne.duckdb

    held = duckdb.connect()
    sne.duckdb.register(held)
    return held


def answers(connection: Any, query: str) -> list[Any]:
    return [row[0] for row in connection.sql(query).fetchall()]


def test_duckdb_numbers(connection: Any) -> None:
    safe = [text if text is None or text.isprintable() or "\x00" not in text else text for text in NUMBERS]
    given = pa.table({"place": range(len(safe)), "number": safe})
    connection.register("given", given)
    assert answers(connection, "SELECT sne_number(number) FROM given ORDER BY place") == read()
    assert answers(connection, "SELECT sne_territory(number) FROM given ORDER BY place") == [row["territory"] for row in read()]
    wanted = [columns.fault_names.get(row["status"]) for row in read()]
    assert answers(connection, "SELECT sne_check(number) FROM given ORDER BY place") == wanted


def test_duckdb_deadlines(connection: Any) -> None:
    given = pa.table({"place": range(len(BASES)), "base": pa.array(BASES, pa.date32())})
    connection.register("given", given)
    assert answers(connection, f"SELECT sne_deadlines(base, DATE '{AS_OF}') FROM given ORDER BY place") == dated()
    assert answers(connection, f"SELECT sne_status(base, DATE '{AS_OF}') FROM given ORDER BY place") == [row["standing"] for row in dated()]


def test_duckdb_days_that_differ_by_row(connection: Any) -> None:
    days = [None, AS_OF, date(2013, 10, 1)]
    asked = [days[i % 3] for i in range(len(BASES))]
    connection.register("given", pa.table({"place": range(len(BASES)), "base": pa.array(BASES, pa.date32()), "day": pa.array(asked, pa.date32())}))
    wanted = []
    for base, day in zip(BASES, asked, strict=True):
        wanted.append(None if day is None else columns.deadlines([base], day).to_arrow()["standing"].to_pylist()[0])
    assert answers(connection, "SELECT sne_status(base, day) FROM given ORDER BY place") == wanted
    assert answers(connection, "SELECT sne_status(base, NULL) FROM given LIMIT 1") == [None]


def test_duckdb_incomes(connection: Any) -> None:
    types = {"base": pa.date32(), "zone": pa.string(), "category": pa.uint8(), "extra": pa.uint8()}
    table = pa.Table.from_pylist(ROWS, pa.schema(types | dict.fromkeys(("n_2", "n_1", "months"), pa.int64())))
    connection.register("given", table.append_column("place", pa.array(range(len(ROWS)))))
    query = f"SELECT sne_incomes(zone, category, n_2, n_1, months, extra, 'PLUS', DATE '{AS_OF}') FROM given ORDER BY place"
    given = {name: table[name] for name in ("zone", "category", "n_2", "n_1", "months", "extra")}
    wanted = columns.judge_incomes(**given, product="PLUS", day=AS_OF).to_arrow().to_pylist()
    assert answers(connection, query) == wanted
    assert tuple(wanted[0]) == INCOMES and tuple(read()[0]) == NUMBER and tuple(dated()[0]) == DEADLINES


def test_duckdb_results_are_columns(connection: Any) -> None:
    connection.register("given", pa.table({"base": pa.array(BASES, pa.date32())}))
    found = columns.deadlines(connection.sql("SELECT base FROM given"), AS_OF)
    assert found.to_arrow().to_pylist() == dated()
