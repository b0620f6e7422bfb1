"""Replay of a log of columns (rejeu par colonnes): `sne.columns.replay` and `sne.columns.columns_of`. The contract is section 5 of docs/columns.md."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sne import _core
from sne._core import Decision, Demand, Event, EventLog, LawBook, Policy
from sne._errors import FormatError

if TYPE_CHECKING:
    from sne._core import Column, Table
    from sne.log import Log, Replay

__all__ = ["ActColumns", "ColumnReplay", "columns_of", "replay"]

_REFUSED = 1001  # status of a row refused; below it, faults


class ActColumns(NamedTuple):
    """A log of whole events as columns (journal en colonnes): what `replay` takes, with the key of each demand."""

    rows: Table
    acts: list[Event]
    demands: int
    keys: list[str]


def columns_of(log: Log | EventLog | Replay) -> ActColumns:
    """The good rows of a log in folding order as columns, and the acts that they share (mise en colonnes).

    Columns of `rows`: `demand`, `act`, `effective`, `recorded`, `row` (place in the log). From a `Replay`, acts say what its search for duplicates
    found, and rows that it set apart are left out.
    """
    held = getattr(log, "events", log)
    if isinstance(held, EventLog):
        return ActColumns(*_core.columns_of_log(held), _core.keys_of_log(held))
    inner = getattr(log, "_core", None)
    if not isinstance(inner, _core.Replay):
        raise TypeError("log: a Log, an EventLog or a Replay is expected")
    return ActColumns(*_core.columns_of_replay(inner), _core.keys_of_replay(inner))


_INPUTS = ("demand", "act", "effective", "recorded")
_NOT_OF_ACTS = frozenset({"demand", "person", "co_holder", "number"})


def _acts(given: Any) -> list[Event]:
    """The acts: events, or the rows of a table with the columns of docs/events.md, of which days may be left out."""
    if isinstance(given, (list, tuple)):
        if all(isinstance(act, Event) for act in given):
            return list(given)
        raise TypeError("acts: a list of sne.Event, or a table, is expected")
    import pyarrow as pa  # type: ignore[import-untyped]

    table = pa.table(given)
    for name in table.column_names:
        if name not in _core.log_columns:
            raise FormatError("UNKNOWN_COLUMN", None, name)
    if "event" not in table.column_names:
        raise FormatError("MISSING_COLUMN", None, "event")
    acts = []
    for at, row in enumerate(table.to_pylist()):
        said = {name: value for name, value in row.items() if value is not None and value != "" and name not in _NOT_OF_ACTS}
        try:
            acts.append(Event(**{"event": "", "effective": date(1970, 1, 1), "recorded": date(1970, 1, 1), **said}))
        except FormatError as error:
            raise FormatError(error.code, error.at, error.field, error.expected, at) from None
    return acts


def _take(piece: Any, names: Iterable[str]) -> tuple[Any, Any, Any, Any]:
    held = set(names)
    for name in _INPUTS[:3]:
        if name not in held:
            raise FormatError("MISSING_COLUMN", None, name)
    return piece["demand"], piece["act"], piece["effective"], piece["recorded"] if "recorded" in held else None


def _pieces(log: Any) -> Iterator[tuple[Any, Any, Any, Any]]:
    """The columns of a log, piece by piece when it is a stream of Arrow."""
    if isinstance(log, Mapping):
        yield _take(log, log)
    elif hasattr(log, "__arrow_c_stream__"):
        import pyarrow as pa

        reader = pa.RecordBatchReader.from_stream(log)
        _take(dict.fromkeys(reader.schema.names), reader.schema.names)
        for batch in reader:
            yield _take(batch, batch.schema.names)
    elif hasattr(log, "__arrow_c_array__"):
        import pyarrow as pa

        batch = pa.record_batch(log)
        yield _take(batch, batch.schema.names)
    elif hasattr(log, "columns"):
        yield _take(log, log.columns)
    else:
        raise TypeError("log: a table is expected: Arrow, polars, pandas, or a mapping of columns")


class ColumnReplay:
    """What became of a log of columns (résultat du rejeu).

    `status`: of each row, 0 accepted, 1001 refused, 1002 incomplete, else the number of its fault. `refused`: a line for each reason, warning and
    missing input of the rows refused or incomplete. `demands`: a row a demand. `stays`: what `sne.statistics` counts. `months`: rows entered by month,
    a month without rows counting 0. `counts`: rows by what became of them. `stopped`: the progress asked to stop.
    """

    def __init__(self, log: Any, acts: list[Event], law: LawBook, policy: Policy, feed: _core.ColumnFeed) -> None:
        given = feed.finish()
        self.status: Column = given["status"]["status"]
        self.refused: Table = given["refused"]
        self.demands: Table = given["demands"]
        self.stays: Table = given["stays"]
        self.months: Table = given["months"]
        self.counts: dict[str, int] = given["counts"]
        self.stopped: bool = given["stopped"]
        self.law, self.policy = law, policy
        self._log, self._acts, self._feed = log, acts, feed

    def __len__(self) -> int:
        return len(self.status)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return f"<sne.columns.ColumnReplay of {len(self.demands)} demands: {counts}>"

    def demand(self, demand: int) -> Demand:
        """The whole state of a demand; IndexError for one outside its list. After a replay in parts it is folded again from the log."""
        if not 0 <= demand < len(self.demands):
            raise IndexError("demand")
        held = self._feed.demand(demand)
        return held if held is not None else self._fold(demand, len(self), None)

    def decision(self, row: int, *, log: Any = None) -> Decision | None:
        """The decision on a row, taken again by `sne.decide` on the demand as the rows above left it; None for a row at fault.

        The log is read again for it; `log` is the log once more when it was a stream that is read only once.
        """
        place = row + len(self) if row < 0 else row
        if not 0 <= place < len(self):
            raise IndexError("row")
        if 0 < self._status(place) < _REFUSED:
            return None
        demand, event = self._at(place, log)
        return _core.decide(self._fold(demand, place, log), event, self.law, self.policy)

    def explain(self, row: int, language: str = "fr", *, log: Any = None) -> str:
        """One row judged again, in sentences with their citations (motivation); the fault of a row that has one."""
        found = self.decision(row, log=log)
        if found is not None:
            return found.explain(language)
        return _core.fault_in_words(_core.fault_names()[self._status(row)], "", row % len(self), None, language)

    def _status(self, row: int) -> int:
        return int(self.status._stored()[row])

    def _again(self, log: Any) -> Iterator[tuple[int, Table]]:
        """The pieces of the log once more, each with its first row."""
        again = self._log if log is None else log
        if again is None:
            raise TypeError("log: the log was a stream that is read once; give it again")
        first = 0
        for piece in _pieces(again):
            table = _core.event_columns(*piece)
            yield first, table
            first += len(table)

    def _at(self, row: int, log: Any) -> tuple[int, Event]:
        for first, table in self._again(log):
            if first <= row < first + len(table):
                at = row - first
                act, effective, recorded = (table[name]._stored()[at] for name in ("act", "effective", "recorded"))
                return int(table["demand"]._stored()[at]), self._event(act, effective, recorded)
        raise FormatError("WRONG_LENGTH", None, "log")

    def _event(self, act: int, effective: int, recorded: int) -> Event:
        first = date(1970, 1, 1)
        days = {"effective": first + timedelta(int(effective)), "recorded": first + timedelta(int(recorded))}
        return Event(**{**self._acts[int(act)].as_dict(), **days})

    def _fold(self, demand: int, stop: int, log: Any) -> Demand:
        """A demand as its rows before one left it."""
        events = []
        status = self.status._stored()
        for first, table in self._again(log):
            if first >= stop:
                break
            columns = [table[name]._stored() for name in _INPUTS]
            for at in (columns[0] == demand).nonzero()[0].tolist():
                if first + at < stop and status[first + at] == 0:
                    events.append(self._event(*(column[at] for column in columns[1:])))
        return _core.fold(events, self.law, self.policy).demand


def replay(
    log: Any,
    acts: Any,
    *,
    demands: int,
    law: LawBook | None = None,
    policy: Policy | None = None,
    threads: int | None = None,
    refused_limit: int = 1_000_000,
    progress: Callable[[int, int], object] | None = None,
    parts: int | None = None,
    directory: str | os.PathLike[str] | None = None,
) -> ColumnReplay:
    """A log of columns through the rules (rejeu par colonnes), row by row as `sne.decide` judges it and `advance` applies it.

    Columns of `log`: `demand` and `act` (places from 0), `effective`, and `recorded` when it differs. A stream of Arrow is read chunk by chunk and never
    held whole. `acts`: events, whose days are not read, or a table with the columns of docs/events.md. Rows of one demand stand in folding order.
    `parts`: rows are first put aside in that many files without a name in `directory` (the temporary one unless said), for a log whose demands do not
    fit in memory. `refused_limit`: rows of which the reasons are kept, the first of the log. `progress(done, total)` may return False to stop.

    >>> from sne import columns
    >>> filed = Event("file", effective="2024-01-01", recorded="2024-01-01", actor="lessor", actor_id="L1", territory="059", channel="counter",
    ...               form=True, identity="identity", nationality="french", duplicate="none")
    >>> done = columns.replay({"demand": [0, 0], "act": [0, 0], "effective": [date(2024, 1, 9)] * 2}, [filed], demands=1)
    >>> done.counts["accepted"], done.refused["code"].to_numpy().tolist()
    (1, ['ALREADY_REGISTERED'])
    """
    if parts is None and directory is not None:
        raise TypeError("directory: parts is needed with it")
    folder = ""
    if parts is not None:
        import tempfile

        folder = os.fspath(directory) if directory is not None else tempfile.gettempdir()
    book = LawBook.builtin() if law is None else law
    by = Policy.sne() if policy is None else policy
    known = _acts(acts)
    once = hasattr(log, "read_next_batch") or not (isinstance(log, Mapping) or hasattr(log, "__len__"))
    total = len(log) if not once and not isinstance(log, Mapping) else 0
    feed = _core.ColumnFeed(
        demands, known, book, by, threads=threads, refused_limit=refused_limit, progress=progress, parts=parts, directory=folder, total=total
    )
    for piece in _pieces(log):
        feed.feed(*piece)
        if feed.stopped:
            break
    return ColumnReplay(None if once else log, known, book, by, feed)
