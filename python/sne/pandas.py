"""pandas speaks sne (extension de pandas): `import sne.pandas`, then `frame["number"].sne.territory()`.

>>> import pandas as pd, sne.pandas
>>> base = pd.Series(["2024-02-29", None], dtype="datetime64[s]").dt.date
>>> base.sne.status("2024-12-29").tolist()
['renewable', nan]

Days are `date32[pyarrow]`, `datetime.date` or NumPy days (`astype("datetime64[D]")` before they come into pandas): a `datetime64` of pandas is a timestamp,
which is no day. Results keep the index of what was asked; `sne.Table.to_pandas` says what is copied on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sne import columns
from sne._core import LawBook, Policy

if TYPE_CHECKING:
    from sne._core import Table
    from sne.columns import Day

__all__ = ["SneFrame", "SneSeries"]


def _frame(table: Table, index: pd.Index) -> pd.DataFrame:
    made: pd.DataFrame = table.to_pandas()
    return made.set_axis(index)


@pd.api.extensions.register_series_accessor("sne")
class SneSeries:
    """`series.sne`."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def number(self) -> pd.DataFrame:
        """All that `sne.columns.parse_numbers` reads of unique numbers."""
        return _frame(columns.parse_numbers(self._series), self._series.index)

    def territory(self) -> pd.Series:
        """The territory of unique numbers; missing where they cannot be read."""
        return self.number()["territory"].rename(self._series.name)

    def check(self) -> pd.DataFrame:
        """What is wrong with unique numbers: `status` (0: nothing; `sne.columns.fault_names`) and `at`, an offset in bytes."""
        return self.number()[["status", "at"]]

    def deadline(self, as_of: Day, *, law: LawBook = LawBook.builtin(), policy: Policy = Policy.sne()) -> pd.DataFrame:
        """The calendar of base dates and where they stand on a day: `sne.columns.deadlines`."""
        return _frame(columns.deadlines(self._series, as_of, law=law, policy=policy), self._series.index)

    def status(self, as_of: Day, *, law: LawBook = LawBook.builtin(), policy: Policy = Policy.sne()) -> pd.Series:
        """Where base dates stand on a day: 'active', 'renewable'... Missing where they cannot be read."""
        return self.deadline(as_of, law=law, policy=policy)["standing"].rename(self._series.name)


@pd.api.extensions.register_dataframe_accessor("sne")
class SneFrame:
    """`frame.sne`."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def judge_demands(
        self,
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
    ) -> pd.DataFrame:
        """The frame with the columns of `sne.columns.judge_demands`, read from its own columns of these names; `prefix` stands before the new names."""
        given = {"base": base, "zone": zone, "category": category, "n_2": n_2, "n_1": n_1, "months": months, "extra": extra}
        read: dict[str, Any] = {name: self._frame[column] for name, column in given.items() if column is not None}
        table = columns.judge_demands(as_of=as_of, product=product, day=day, law=law, policy=policy, **read)
        return self._frame.assign(**_frame(table, self._frame.index).add_prefix(prefix))
