"""Event logs (journal des événements) and their replay (rejeu).

A log is a CSV or Parquet file, or an Arrow table, with the columns of docs/events.md. A row that cannot be read is
set apart with its place, field and code; the others are folded.

>>> replay = sne.replay("events.csv", rejects="rejects.csv")  # doctest: +SKIP
>>> replay.flow("2013-10-01", "2014-09-30").closes  # doctest: +SKIP
True
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from sne import _core, frames
from sne._core import Decision, Demand, EventLog, Flow, LawBook, Policy, Situation
from sne._errors import FormatError

__all__ = ["Log", "Replay", "read_log", "replay"]

Day = date | str
Population = Literal["persons", "associations", "both"]
Progress = Callable[[int, int], object]
Source: TypeAlias = "str | os.PathLike[str] | pa.Table"

_BATCH = 262_144
_NO_NUMBER = np.iinfo(np.int32).min
_YES_NO = ["no", "yes"]


@dataclass(frozen=True)
class Log:
    """A log once read: its rows, and the bad ones as CSV text (row, line, field, code, at, truncated, raw)."""

    events: EventLog
    rejects: bytes = b""
    encoding: str = "UTF-8"

    def __len__(self) -> int:
        return len(self.events)


def _dictionary(array: pa.Array) -> tuple[list[str], Any]:
    """Texts and the place of each row's text; -1 is an empty cell."""
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    texts = coded.dictionary.cast(pa.string()).fill_null("").to_pylist()
    return texts, coded.indices.cast(pa.int32()).fill_null(-1).to_numpy(zero_copy_only=False)


def _numbers(array: pa.Array) -> tuple[None, Any]:
    return None, array.cast(pa.int32()).fill_null(_NO_NUMBER).to_numpy(zero_copy_only=False)


def _column(name: str, array: pa.Array) -> tuple[list[str] | None, Any]:
    kind = array.type
    try:
        if pa.types.is_boolean(kind):
            places = array.cast(pa.int32()).fill_null(-1)
            return _YES_NO, places.to_numpy(zero_copy_only=False)
        if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            return _numbers(array.cast(pa.date32()))
        if pa.types.is_integer(kind) and name == "sources":
            return _numbers(array)
        if pa.types.is_null(kind):
            return [], np.full(len(array), -1, dtype=np.int32)
        return _dictionary(array if pa.types.is_dictionary(kind) else array.cast(pa.string()))
    except pa.ArrowException as error:
        raise FormatError("BAD_ENCODING" if pa.types.is_binary(kind) else "BAD_NUMBER", 0, name) from error


def _rejects(batch: pa.RecordBatch, faults: dict[str, Any], start: int, first: int) -> str:
    """Lines of the rejects file for the bad rows of a batch, from the fault `first` on."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row, field, code, at in zip(*(faults[name][first:] for name in ("row", "field", "code", "at")), strict=True):
        raw = io.StringIO()
        cells = batch.slice(int(row) - start, 1).to_pylist()[0].values()
        csv.writer(raw, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
        writer.writerow([row, 0, field or "", code, at, "no", raw.getvalue()])
    return out.getvalue()


def _read_batches(batches: Iterator[pa.RecordBatch], names: list[str], total: int, progress: Progress | None) -> Log:
    events = EventLog()
    rejects = []
    if total == 0:
        events.add_columns(names, [([], None) for _ in names])
    for batch in batches:
        start, bad_before = len(events), len(events.faults()["row"])
        columns = [_column(name, array) for name, array in zip(names, batch.columns, strict=True)]
        if events.add_columns(names, columns):
            rejects.append(_rejects(batch, events.faults(), start, bad_before))
        if progress:
            progress(len(events), total)
    head = _core.rejects_header if rejects else ""
    return Log(events, (head + "".join(rejects)).encode())


def _read_table(table: pa.Table, progress: Progress | None) -> Log:
    batches = iter(table.unify_dictionaries().to_batches(max_chunksize=_BATCH))
    return _read_batches(batches, table.column_names, table.num_rows, progress)


def _read_parquet(path: Path, progress: Progress | None) -> Log:
    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        return _read_batches(file.iter_batches(batch_size=_BATCH), names, file.metadata.num_rows, progress)
    except pa.ArrowException as error:
        raise FormatError("UNREADABLE_FILE") from error


def _read_csv(path: Path, progress: Progress | None) -> Log:
    events, said = _core.read_csv(str(path), progress)
    if said["fault"] is None:
        rejects = said["rejects"]
        head = _core.rejects_header.encode() if rejects else b""
        return Log(events, head + rejects, said["encoding"])
    code, at = said["fault"]
    field = ""
    if code == "MISSING_COLUMN":
        field = _core.log_columns[at]
    elif code in ("UNKNOWN_COLUMN", "DUPLICATE_COLUMN"):
        at += 1
    raise FormatError(code, at, field)


def read_log(source: Source, progress: Progress | None = None) -> Log:
    """Reads a log from a CSV or Parquet file, or an Arrow table.

    FormatError when nothing can be read (encoding, header, a file that is not what its first bytes say); OSError when
    the file cannot be opened. `progress(done, total)` counts bytes of a CSV file, rows otherwise.
    """
    if isinstance(source, pa.Table):
        return _read_table(source, progress)
    path = Path(source)
    with path.open("rb") as file:
        parquet = file.read(4) == b"PAR1"
    return _read_parquet(path, progress) if parquet else _read_csv(path, progress)


class Replay:
    """A log folded through the rules: questions on rows, demands and the register.

    Tables come as `pyarrow.Table`. Days and periods are asked with all that the log knows.
    """

    def __init__(self, log: Log, law: LawBook, policy: Policy, progress: Progress | None = None) -> None:
        self.log = log
        self._core = _core.Replay(log.events, law, policy, progress)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts().items())
        return f"<sne.Replay of {len(self)} demands: {counts}>"

    def __len__(self) -> int:
        return len(self._core)

    @property
    def law(self) -> LawBook:
        """The law book applied."""
        return self._core.law

    @property
    def policy(self) -> Policy:
        """The policy applied."""
        return self._core.policy

    @property
    def last_recorded(self) -> date | None:
        """Last day of entry in the log; None when no row could be read."""
        return self.log.events.last_recorded

    def counts(self) -> dict[str, int]:
        """Rows by what became of them: accepted, refused, incomplete, fault."""
        return self._core.counts()

    @property
    def findings(self) -> pa.Table:
        """Reasons, warnings, missing inputs and remarks on numbers: a row each, with the article."""
        return frames.table(self._core.findings())

    @property
    def refused(self) -> pa.Table:
        """The reasons of the rows refused, a row each."""
        found = self.findings
        outcome, kind = (found[name].cast(pa.string()) for name in ("outcome", "kind"))
        return found.filter(pc.and_(pc.equal(outcome, "refused"), pc.equal(kind, "reason")))

    @property
    def faults(self) -> pa.Table:
        """Rows that could not be read or applied: row, line, field, code."""
        return frames.table(self._core.faults())

    @property
    def rejects(self) -> bytes:
        """The rejects file: bad rows with their raw text, then the rows set apart by the replay (duplicates)."""
        faults = self._core.faults()
        read = set(self.log.events.faults()["row"].tolist())
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for row, line, field, code, at in zip(*(faults[n] for n in ("row", "line", "field", "code", "at")), strict=True):
            if int(row) not in read:
                writer.writerow([row, line, field or "", code, at, "no", ""])
        later = out.getvalue().encode()
        head = b"" if self.log.rejects or not later else _core.rejects_header.encode()
        return self.log.rejects + head + later

    @property
    def demands(self) -> pa.Table:
        """The demands at the end of the log."""
        return frames.table(self._core.table())

    def demand(self, key: str) -> Demand:
        """A demand once every row is folded; KeyError when the log has none of this key."""
        return self._core.demand(key)

    def decision(self, row: int) -> Decision | None:
        """The whole decision on a row; None for a row at fault."""
        return self._core.decision(row)

    def situation(self, key: str, on: Day, known: Day | None = None) -> Situation:
        """The situation of a demand on a day, as known at the end of the log or on a day."""
        return self._core.situation(key, on, known)

    def state(self, on: Day) -> dict[str, int]:
        """Demands by state on a day: active, expired, radiated..."""
        return self._core.state(on)

    def stock(self, on: Day, by: str = "territory", population: Population = "persons") -> dict[str, int]:
        """Demands in stock on a day, by 'territory', 'typology' or 'seniority' (stock)."""
        return self._core.stock(on, by, population)

    def flow(self, first_day: Day, last_day: Day, population: Population = "persons") -> Flow:
        """The stock-and-flow table of a period, both days included (stocks et flux)."""
        return self._core.flow(first_day, last_day, population)

    def monthly(self, first_day: Day, last_day: Day, population: Population = "persons") -> list[Flow]:
        """The same for each calendar month of the period."""
        return self._core.monthly(first_day, last_day, population)

    def due(self, on: Day, months: int = 1, population: Population = "persons") -> pa.Table:
        """Notices and renewals due from a day to the same day some months later (échéancier)."""
        return frames.table(self._core.due(on, months, population))


def replay(
    source: Source | Log,
    law: LawBook | None = None,
    policy: Policy | None = None,
    *,
    rejects: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Replay:
    """Folds a log through the rules (rejeu).

    The built-in law book and the policy of the national system are the defaults. `rejects` names a file for the rows
    set apart; it is written even when there are none.
    """
    log = source if isinstance(source, Log) else read_log(source, progress)
    replayed = Replay(log, law or LawBook.builtin(), policy or Policy.sne(), progress)
    if rejects is not None:
        Path(rejects).write_bytes(replayed.rejects or _core.rejects_header.encode())
    return replayed
