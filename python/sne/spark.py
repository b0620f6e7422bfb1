"""Spark speaks sne (extension de Spark): whole columns on the executors, batch by batch, by `mapInArrow`.

>>> demands = sne.spark.judge_demands(frame, "2026-03-12", product="PLUS")  # doctest: +SKIP

Each function gives the frame with further columns, their names after `prefix`. The law book and the policy travel with the plan; the answers are those
of `sne.columns` on one machine. Spark has no unsigned numbers and no dictionaries: `status` is an INT, codes are texts. It hands batches over by Arrow,
a copy each way between the JVM and Python.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql.types import DataType, DateType, IntegerType, LongType, StringType, StructField, StructType

from sne import columns
from sne._core import LawBook, Policy, Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from sne.columns import Day

__all__ = ["deadlines", "judge_demands", "parse_numbers"]

_Fields = dict[str, DataType]

_ARROW: dict[type[DataType], Any] = {DateType: pa.date32(), IntegerType: pa.int32(), LongType: pa.int64(), StringType: pa.string()}
_NUMBER: _Fields = {
    "status": IntegerType(),
    "at": IntegerType(),
    "number": StringType(),
    "territory": StringType(),
    "month": DateType(),
    "sequence": IntegerType(),
    "registrar": StringType(),
}
_DEADLINES: _Fields = {
    "status": IntegerType(),
    "last_valid": DateType(),
    "notice_latest": DateType(),
    "radiation": DateType(),
    "standing": StringType(),
}
_INCOMES: _Fields = {
    "status": IntegerType(),
    "outcome": StringType(),
    "basis": StringType(),
    "reason": StringType(),
    "rule": StringType(),
    "ceiling": IntegerType(),
    "income": LongType(),
    "margin": LongType(),
}


def _answer(
    batches: Iterable[pa.RecordBatch], *, work: Callable[..., Table], read: dict[str, str], fields: _Fields, prefix: str
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        table = work(**{name: batch.column(column) for name, column in read.items()}, threads=1)
        made = [pa.array(table[name]).cast(_ARROW[type(kind)]) for name, kind in fields.items()]
        yield pa.RecordBatch.from_arrays([*batch.columns, *made], [*batch.schema.names, *(prefix + name for name in fields)])


def _with_columns(frame: DataFrame, work: Callable[..., Table], read: dict[str, str], fields: _Fields, prefix: str) -> DataFrame:
    schema = StructType([*frame.schema.fields, *(StructField(prefix + name, kind, True) for name, kind in fields.items())])
    return frame.mapInArrow(functools.partial(_answer, work=work, read=read, fields=fields, prefix=prefix), schema)


def parse_numbers(frame: DataFrame, *, number: str = "number", prefix: str = "") -> DataFrame:
    """The frame with the columns of `sne.columns.parse_numbers`."""
    return _with_columns(frame, columns.parse_numbers, {"numbers": number}, _NUMBER, prefix)


def deadlines(
    frame: DataFrame,
    as_of: Day,
    *,
    base: str = "base",
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    prefix: str = "",
) -> DataFrame:
    """The frame with the columns of `sne.columns.deadlines`."""
    work = functools.partial(columns.deadlines, as_of=as_of, law=law, policy=policy)
    return _with_columns(frame, work, {"base": base}, _DEADLINES, prefix)


def judge_demands(
    frame: DataFrame,
    as_of: Day,
    *,
    product: str,
    base: str = "base",
    zone: str = "zone",
    category: str = "category",
    n_2: str = "n_2",
    n_1: str | None = None,
    months: str | None = None,
    extra: str | None = None,
    day: Day | None = None,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    prefix: str = "",
) -> DataFrame:
    """The frame with the columns of `sne.columns.judge_demands`, read from its columns of these names."""
    given = {"base": base, "zone": zone, "category": category, "n_2": n_2, "n_1": n_1, "months": months, "extra": extra}
    read = {name: column for name, column in given.items() if column is not None}
    incomes = {("income_status" if name == "status" else name): kind for name, kind in _INCOMES.items()}
    rules: dict[str, Any] = {"as_of": as_of, "product": product, "day": day, "law": law, "policy": policy}
    return _with_columns(frame, functools.partial(columns.judge_demands, **rules), read, {**_DEADLINES, **incomes}, prefix)
