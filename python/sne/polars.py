"""polars speaks sne (extension de polars): `import sne.polars`, then `pl.col("number").sne.territory()`.

>>> import polars as pl, sne.polars
>>> frame = pl.DataFrame({"base": ["2024-02-29", None]}, schema_overrides={"base": pl.String}).with_columns(pl.col("base").str.to_date())
>>> frame.select(pl.col("base").sne.status("2024-12-29"))["base"].to_list()
['renewable', None]

The expressions work row by row: eagerly, lazily and in the streaming engine. Columns are read where polars keeps them, and results are taken over
without a copy, but for codes, whose places among the names are written anew (`Enum`), and texts, of which polars makes views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from sne import columns
from sne._core import LawBook, Policy

if TYPE_CHECKING:
    from polars.datatypes import DataType, DataTypeClass

    from sne._core import Table
    from sne.columns import Day

__all__ = ["SneExpressions", "SneFrame", "SneLazyFrame"]

_Fields = Mapping[str, "DataType | DataTypeClass"]


def _codes(name: str) -> pl.Enum:
    return pl.Enum(columns.code_names[name])


_CHECK: _Fields = {"status": pl.UInt16, "at": pl.UInt8}
_NUMBER: _Fields = {
    **_CHECK,
    "number": pl.String,
    "territory": pl.String,
    "month": pl.Date,
    "sequence": pl.UInt32,
    "registrar": pl.String,
}
_DEADLINES: _Fields = {
    "status": pl.UInt16,
    "last_valid": pl.Date,
    "notice_latest": pl.Date,
    "radiation": pl.Date,
    "standing": _codes("standing"),
}
_INCOMES: _Fields = {
    "status": pl.UInt16,
    "outcome": _codes("outcome"),
    "basis": _codes("basis"),
    "reason": _codes("reason"),
    "rule": _codes("rule"),
    "ceiling": pl.Int32,
    "income": pl.Int64,
    "margin": pl.Int64,
}


def _field(table: Table, name: str, dtype: DataType | DataTypeClass) -> pl.Series:
    made = pl.Series(name, table[name])
    return made if made.dtype == dtype else made.cast(dtype)


def _struct(table: Table, fields: _Fields) -> pl.Series:
    return pl.DataFrame([_field(table, name, dtype) for name, dtype in fields.items()]).to_struct()


@pl.api.register_expr_namespace("sne")
class SneExpressions:
    """`pl.col("number").sne`, `pl.col("base").sne`."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def _struct(self, work: Callable[[pl.Series], Table], fields: _Fields) -> pl.Expr:
        return self._expression.map_batches(lambda given: _struct(work(given), fields), return_dtype=pl.Struct(fields), is_elementwise=True)

    def _single(self, work: Callable[[pl.Series], Table], name: str, fields: _Fields) -> pl.Expr:
        dtype = fields[name]
        return self._expression.map_batches(lambda given: _field(work(given), name, dtype), return_dtype=dtype, is_elementwise=True)

    def number(self) -> pl.Expr:
        """All that `sne.columns.parse_numbers` reads of a unique number, as a struct."""
        return self._struct(columns.parse_numbers, _NUMBER)

    def territory(self) -> pl.Expr:
        """The territory of a unique number; null where it cannot be read."""
        return self._single(columns.parse_numbers, "territory", _NUMBER)

    def check(self) -> pl.Expr:
        """What is wrong with a unique number: a struct of `status` (0: nothing; `sne.columns.fault_names`) and `at`, an offset in bytes."""
        return self._struct(columns.parse_numbers, _CHECK)

    def deadline(self, as_of: Day, *, law: LawBook = LawBook.builtin(), policy: Policy = Policy.sne()) -> pl.Expr:
        """The calendar of a base date and where it stands on a day, as a struct: `sne.columns.deadlines`."""
        return self._struct(lambda base: columns.deadlines(base, as_of, law=law, policy=policy), _DEADLINES)

    def status(self, as_of: Day, *, law: LawBook = LawBook.builtin(), policy: Policy = Policy.sne()) -> pl.Expr:
        """Where a base date stands on a day: 'active', 'renewable'... Null where it cannot be read."""
        return self._single(lambda base: columns.deadlines(base, as_of, law=law, policy=policy), "standing", _DEADLINES)


def judged(
    as_of: Day,
    *,
    product: str,
    base: str | pl.Expr = "base",
    zone: str | pl.Expr = "zone",
    category: str | pl.Expr = "category",
    n_2: str | pl.Expr = "n_2",
    n_1: str | pl.Expr | None = None,
    months: str | pl.Expr | None = None,
    extra: str | pl.Expr | None = None,
    day: Day | None = None,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    prefix: str = "",
) -> pl.Expr:
    """`sne.columns.judge_demands` as a struct expression, its fields named after `prefix`."""
    given = {"base": base, "zone": zone, "category": category, "n_2": n_2, "n_1": n_1, "months": months, "extra": extra}
    used = {name: one for name, one in given.items() if one is not None}
    incomes = {("income_status" if name == "status" else name): dtype for name, dtype in _INCOMES.items()}
    fields: _Fields = {**_DEADLINES, **incomes}

    def work(series: Sequence[pl.Series]) -> pl.Series:
        read: dict[str, Any] = dict(zip(used, series, strict=True))
        table = columns.judge_demands(as_of=as_of, product=product, day=day, law=law, policy=policy, **read)
        return _struct(table, fields).struct.rename_fields([prefix + name for name in fields])

    named = pl.Struct({prefix + name: dtype for name, dtype in fields.items()})
    return pl.map_batches(list(used.values()), work, return_dtype=named, is_elementwise=True)


@pl.api.register_dataframe_namespace("sne")
class SneFrame:
    """`frame.sne` of an eager frame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def judge_demands(self, as_of: Day, *, product: str, **named: Any) -> pl.DataFrame:
        """The frame with the columns of `sne.columns.judge_demands`. Its own columns are `base`, `zone`, `category`, `n_2` unless named otherwise;
        `n_1`, `months` and `extra` are read when they are named. `prefix` stands before the names of the new columns."""
        return self._frame.with_columns(judged(as_of, product=product, **named).struct.unnest())


@pl.api.register_lazyframe_namespace("sne")
class SneLazyFrame:
    """`frame.sne` of a lazy frame."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def judge_demands(self, as_of: Day, *, product: str, **named: Any) -> pl.LazyFrame:
        """As `SneFrame.judge_demands`, when the plan is run."""
        return self._frame.with_columns(judged(as_of, product=product, **named).struct.unnest())
