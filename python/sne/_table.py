"""Tables of the engine as NumPy, pandas, polars and pyarrow hold them. Private: the methods of `sne.Table` and `sne.Column` call these."""

from __future__ import annotations

from typing import Any

import numpy as np

from sne._core import Column, Table

__all__ = ["array", "column_to_numpy", "to_arrow", "to_numpy", "to_pandas", "to_polars"]

_DAY = "tdD"


def _objects(column: Column) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Texts, or the names of codes; None for a missing one."""
    objects = np.empty(len(column), dtype=object)
    texts = column._texts()
    if texts is not None:
        objects[:] = texts
        return objects
    names = np.empty(len(column._dictionary() or ()), dtype=object)
    names[:] = column._dictionary()
    objects[:] = names[column._stored()] if len(names) else None
    missing = column._missing()
    if missing is not None:
        objects[missing] = None
    return objects


def _days(column: Column) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    days: np.ndarray[Any, np.dtype[np.datetime64]] = column._stored().astype("int64").view("datetime64[D]")
    missing = column._missing()
    if missing is not None:
        days[missing] = np.datetime64("NaT")
    return days


def _in_place(column: Column, dtype: Any) -> bool:
    """Whether the memory of the column is already an array of that type."""
    if column._dictionary() is not None or column._texts() is not None or column._format == "b" or column.null_count:
        return False
    return dtype == column._stored().dtype if column._format == _DAY or dtype is not None else True


def array(column: Column, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
    """`numpy.asarray(column)`."""
    asked = None if dtype is None else np.dtype(dtype)
    if _in_place(column, asked):
        stored: np.ndarray[Any, Any] = column._stored()
        return stored.copy() if copy else stored
    if copy is False:
        raise ValueError(f"{column.name}: this column cannot be an array of that type without copy")
    if column._dictionary() is not None or column._texts() is not None:
        made: np.ndarray[Any, Any] = _objects(column)
    elif column._format == _DAY and (asked is None or asked.kind == "M"):
        made = _days(column)
    elif column.null_count:
        raise ValueError(f"{column.name}: rows are missing, which NumPy cannot say; to_numpy() gives a masked array")
    else:
        made = column._stored()
    return made if asked is None else made.astype(asked)


def column_to_numpy(column: Column) -> np.ndarray[Any, Any]:
    """The array of a column, masked where a number is missing."""
    numbers = column._dictionary() is None and column._texts() is None and column._format != _DAY
    if numbers and column.null_count:
        return np.ma.MaskedArray(column._stored(), mask=column._missing())
    return array(column)


def to_numpy(table: Table) -> dict[str, np.ndarray[Any, Any]]:
    """Arrays by name."""
    return {name: column_to_numpy(table[name]) for name in table.column_names}


def to_arrow(table: Table) -> Any:
    """A `pyarrow.Table`."""
    import pyarrow as pa  # type: ignore[import-untyped]

    return pa.table(table)


def to_polars(table: Table) -> Any:
    """A `polars.DataFrame`."""
    import polars as pl

    return pl.DataFrame(table)


def _series(column: Column) -> Any:
    """A column in the types of pandas that need no Arrow."""
    import pandas as pd

    missing = column._missing()
    names = column._dictionary()
    if names is not None:
        places = column._stored().astype("int32")
        if missing is not None:
            places[missing] = -1
        return pd.Categorical.from_codes(places, categories=names)
    if column._texts() is not None:
        return pd.Series(_objects(column), dtype=object)
    if column._format == _DAY:
        return pd.Series(_days(column).astype("datetime64[s]"))
    if missing is None:
        return column._stored()
    masked = pd.arrays.BooleanArray if column._format == "b" else pd.arrays.IntegerArray
    return masked(column._stored().copy(), missing)


def to_pandas(table: Table, *, arrow_types: bool = False) -> Any:
    """A `pandas.DataFrame`; with Arrow types it shares the memory of the table."""
    import pandas as pd

    if arrow_types:
        return to_arrow(table).to_pandas(types_mapper=pd.ArrowDtype)
    return pd.DataFrame({name: _series(table[name]) for name in table.column_names}, copy=False)
