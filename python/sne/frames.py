"""Results as Arrow tables (tableaux): what Python, R, SQL engines and spreadsheets all read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from sne._core import Flow, FlowLine

__all__ = ["flow_table", "stock_table", "table"]

MOTIVES = ("a", "b", "c", "d", "e", "f")
_NO_DAY = np.iinfo(np.int32).min
_DAYS = frozenset({"judged_on", "earliest", "initial", "seniority", "base", "last_valid", "day"})


def _array(name: str, values: Any) -> pa.Array:
    if isinstance(values, tuple):  # places and names
        places, names = values
        unknown = np.array([not names[p] for p in range(len(names))] or [False], dtype=bool)[places] if len(names) else None
        return pa.DictionaryArray.from_arrays(pa.array(places, mask=unknown), pa.array(names, pa.string()))
    if name in _DAYS:
        return pa.array(values, mask=values == _NO_DAY, type=pa.int32()).cast(pa.date32())
    return pa.array(values, pa.string()) if isinstance(values, list) and not values else pa.array(values)


def table(columns: Mapping[str, Any]) -> pa.Table:
    """A table from columns of the engine: arrays, lists, days since 1970-01-01, or places into a list of names."""
    return pa.table({name: _array(name, values) for name, values in columns.items()})


def _line(kind: str, line: FlowLine) -> dict[str, Any]:
    counts = {f"radiated_{motive}": line.radiated[motive] for motive in MOTIVES}
    return {
        "level": kind,
        "code": line.code,
        "name": line.name,
        "start": line.start,
        "new": line.new,
        "revived": line.revived,
        **counts,
        "end": line.end,
        "gap": line.gap,
        "breaking": line.breaking,
    }


def flow_table(flows: Flow | Iterable[Flow]) -> pa.Table:
    """Stock and flow (stocks et flux), a row per territory, region and total of each period."""
    rows = []
    for flow in [flows] if isinstance(flows, Flow) else flows:
        levels = (("territory", flow.territories), ("region", flow.regions), ("total", (flow.total,)))
        period = {"first_day": flow.first_day, "last_day": flow.last_day}
        rows += [{**period, **_line(kind, line)} for kind, lines in levels for line in lines]
    return pa.Table.from_pylist(rows)


def stock_table(counts: Mapping[str, int]) -> pa.Table:
    """A stock by one criterion: label and count."""
    return pa.table({"label": pa.array(counts, pa.string()), "count": pa.array(counts.values(), pa.int64())})
