"""DuckDB speaks sne (fonctions SQL): `sne.duckdb.register(connection)`, then `SELECT sne_status(base, DATE '2024-12-29') FROM demands`.

| function | gives |
|---|---|
| `sne_number(number)` | struct: `status`, `at`, `number`, `territory`, `month`, `sequence`, `registrar` |
| `sne_territory(number)` | text |
| `sne_check(number)` | the name of the fault, null when there is none |
| `sne_deadlines(base, day)` | struct: `status`, `last_valid`, `notice_latest`, `radiation`, `standing` |
| `sne_status(base, day)` | text: 'active', 'renewable'... |
| `sne_incomes(zone, category, n_2, n_1, months, extra, product, day)` | struct: `status`, `outcome`, `basis`, `reason`, `rule`, `ceiling`, `income`, `margin` |

Codes are texts and money is cents (BIGINT). DuckDB hands its vectors over by Arrow, a copy each way: some thousand rows at a time, so that memory stays
flat. A column of a thousand rows of the same day costs one look-up of the rules; a column with as many days as rows costs one for each day.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from sne import columns
from sne._core import LawBook, Policy, Table

__all__ = ["register"]

_TYPES = {
    "USMALLINT": pa.uint16(),
    "UTINYINT": pa.uint8(),
    "UINTEGER": pa.uint32(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
}
_NUMBER = {
    "status": "USMALLINT",
    "at": "UTINYINT",
    "number": "VARCHAR",
    "territory": "VARCHAR",
    "month": "DATE",
    "sequence": "UINTEGER",
    "registrar": "VARCHAR",
}
_DEADLINES = {"status": "USMALLINT", "last_valid": "DATE", "notice_latest": "DATE", "radiation": "DATE", "standing": "VARCHAR"}
_INCOMES = {
    "status": "USMALLINT",
    **dict.fromkeys(("outcome", "basis", "reason", "rule"), "VARCHAR"),
    "ceiling": "INTEGER",
    "income": "BIGINT",
    "margin": "BIGINT",
}
_HOUSEHOLD = ["VARCHAR", "UTINYINT", "BIGINT", "BIGINT", "BIGINT", "UTINYINT", "VARCHAR", "DATE"]


def _sql(fields: dict[str, str]) -> str:
    return "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in fields.items()) + ")"


def _arrow(fields: dict[str, str]) -> pa.DataType:
    return pa.struct([(name, _TYPES[kind]) for name, kind in fields.items()])


def _struct(table: Table, fields: dict[str, str]) -> pa.Array:
    return pa.StructArray.from_arrays([_plain(table[name]) for name in fields], list(fields))


def _plain(column: Any) -> pa.Array:
    """Codes as texts: that is what SQL was told."""
    made = pa.array(column)
    return made.cast(pa.string()) if pa.types.is_dictionary(made.type) else made


def _by_key(keys: list[Any], given: list[Any], work: Callable[..., pa.Array], kind: pa.DataType) -> pa.Array:
    """`work(*values, *columns)` for the rows of each distinct key, put back in their order; a row without a whole key is null."""
    names = [f"key{i}" for i in range(len(keys))]
    rows = pa.table([*keys, *given], names + [f"given{i}" for i in range(len(given))])
    distinct = [tuple(one.values()) for one in rows.select(names).group_by(names).aggregate([]).to_pylist()]
    if len(distinct) == 1 and None not in distinct[0]:
        return work(*distinct[0], *given)
    parts, places = [pa.nulls(0, kind)], [pa.nulls(0, pa.uint64())]
    for values in distinct:
        if None in values:
            continue
        same = [pc.equal(rows[name], value) for name, value in zip(names, values, strict=True)]
        held = pc.fill_null(functools.reduce(pc.and_, same), False)
        places.append(pc.indices_nonzero(held))
        parts.append(work(*values, *rows.filter(held).columns[len(names) :]))
    order = pc.index_in(pa.array(range(len(rows)), pa.uint64()), pa.concat_arrays(places))
    return pa.concat_arrays(parts).take(order)


def register(connection: duckdb.DuckDBPyConnection, *, law: LawBook = LawBook.builtin(), policy: Policy = Policy.sne()) -> None:
    """Adds the functions to a connection, under one law book and one policy (enregistrer les fonctions SQL)."""

    create: Any = connection.create_function  # its types are those of one release

    def add(name: str, work: Callable[..., pa.Array], parameters: list[str], gives: str) -> None:
        create(name, work, parameters, gives, type="arrow", null_handling="special")

    def numbers(number: Any) -> Table:
        return columns.parse_numbers(number, threads=1)

    def faults(number: Any) -> pa.Array:
        return pa.array([columns.fault_names.get(code) for code in pa.array(numbers(number)["status"]).to_pylist()], pa.string())

    def deadlines(day: date, base: Any) -> Table:
        return columns.deadlines(base, day, law=law, policy=policy, threads=1)

    def incomes(product: str, day: date, zone: Any, category: Any, n_2: Any, n_1: Any, months: Any, extra: Any) -> pa.Array:
        further = pc.fill_null(extra, 0)  # SQL has no argument left out
        rules: dict[str, Any] = {"product": product, "day": day, "law": law, "policy": policy}
        return _struct(columns.judge_incomes(zone, category, n_2, n_1, months, further, threads=1, **rules), _INCOMES)

    add("sne_number", lambda number: _struct(numbers(number), _NUMBER), ["VARCHAR"], _sql(_NUMBER))
    add("sne_territory", lambda number: _plain(numbers(number)["territory"]), ["VARCHAR"], "VARCHAR")
    add("sne_check", faults, ["VARCHAR"], "VARCHAR")
    add(
        "sne_deadlines",
        lambda base, day: _by_key([day], [base], lambda on, some: _struct(deadlines(on, some), _DEADLINES), _arrow(_DEADLINES)),
        ["DATE", "DATE"],
        _sql(_DEADLINES),
    )
    add(
        "sne_status",
        lambda base, day: _by_key([day], [base], lambda on, some: _plain(deadlines(on, some)["standing"]), pa.string()),
        ["DATE", "DATE"],
        "VARCHAR",
    )
    add(
        "sne_incomes",
        lambda zone, category, n_2, n_1, months, extra, product, day: _by_key(
            [product, day], [zone, category, n_2, n_1, months, extra], incomes, _arrow(_INCOMES)
        ),
        _HOUSEHOLD,
        _sql(_INCOMES),
    )
