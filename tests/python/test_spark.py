"""Spark on one machine: the columns that the executors write are those of this process, bit for bit."""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from scalar_rows import AS_OF, demands, texts

import sne
from sne import columns

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="no Java: Spark runs on a JVM (default-jre-headless)")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    home = tmp_path_factory.mktemp("spark")
    options = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.local.dir": str(home),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "700",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.warehouse.dir": str(home / "warehouse"),
        "spark.ui.enabled": "false",
    }
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        patch.setenv("PYTHONPATH", str(Path(sne.__file__).parents[1]))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("sne")
        for name, value in options.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        yield spark
        spark.stop()


def frame_of(session: Any, table: pa.Table, types: str) -> Any:
    return session.createDataFrame(table, types)


def as_spark_says(table: Any) -> pa.Table:
    """Codes as texts and unsigned numbers as signed ones."""
    made = table.to_arrow()
    wider = {pa.uint16(): pa.int32(), pa.uint8(): pa.int32(), pa.uint32(): pa.int32()}
    fields = []
    for field in made.schema:
        kind = pa.string() if pa.types.is_dictionary(field.type) else wider.get(field.type, field.type)
        fields.append(field.with_type(kind))
    return made.cast(pa.schema(fields))


def test_the_executors_judge_as_this_process(session: Any) -> None:
    import sne.spark

    rows = [{"place": i} | row for i, row in enumerate(demands(5000, seed=30))]
    rows = [row for row in rows if row["base"] is None or 1900 < row["base"].year < 2100]
    table = pa.Table.from_pylist(rows)
    frame = frame_of(session, table, "place int, base date, zone string, category int, extra int, n_2 long, n_1 long, months long")
    policy = sne.Policy.law()
    asked: dict[str, Any] = {"as_of": AS_OF, "product": "PLUS", "policy": policy}
    more = {"n_1": "n_1", "months": "months", "extra": "extra"}
    found = sne.spark.judge_demands(frame, **asked, **more, prefix="sne_").toArrow().sort_by("place")
    names = [name for name in found.column_names if name.startswith("sne_")]
    assert found.select(table.column_names).to_pylist() == table.to_pylist()

    given: dict[str, Any] = {name: table[name] for name in ("base", "zone", "category", "n_2", *more)}
    wanted = as_spark_says(columns.judge_demands(**given, **asked))
    assert [name.removeprefix("sne_") for name in names] == wanted.column_names
    made = found.select(names).rename_columns(wanted.column_names)
    for name in wanted.column_names:
        assert made[name].combine_chunks().equals(wanted[name].combine_chunks()), name


def test_numbers_and_deadlines(session: Any) -> None:
    import sne.spark

    given = texts(1500, seed=31)
    days = [row["base"] for row in demands(1500, seed=32)]
    days = [day if day is None or 1900 < day.year < 2100 else None for day in days]
    table = pa.table({"place": pa.array(range(1500), pa.int32()), "number": given, "base": pa.array(days, pa.date32())})
    frame = frame_of(session, table, "place int, number string, base date")
    found = sne.spark.deadlines(sne.spark.parse_numbers(frame, prefix="n_"), AS_OF).toArrow().sort_by("place")
    for prefix, wanted in (("n_", columns.parse_numbers(given)), ("", columns.deadlines(table["base"], AS_OF))):
        for name, column in zip(wanted.column_names, as_spark_says(wanted).columns, strict=True):
            assert found[prefix + name].combine_chunks().equals(column.combine_chunks()), name
