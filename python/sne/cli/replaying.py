"""`sne replay`: the register at a date, its flows, what was refused, what falls due (rejeu d'un journal)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv as pcsv  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

import sne
from sne import _core, frames
from sne.log import Population, Replay

from . import shown
from .wording import Words

MOTIVES = frames.MOTIVES
_SHOWN_STATES = ("draft", "invalid", "active", "expired", "radiated", "erased")


@dataclass(frozen=True)
class Days:
    """The days asked: of the state, first and last of the table. None takes the default."""

    as_of: date | None
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Report:
    """What a replay says of the register."""

    as_of: date
    due_until: date
    counts: dict[str, int]
    state: dict[str, int]
    flow: sne.Flow
    monthly: list[sne.Flow]
    findings: pa.Table
    faults: pa.Table
    due: pa.Table


def run(events: Path, policy: sne.Policy, words: Words, quiet: bool) -> Replay:
    """Read and fold a log, with progress."""
    with shown.progress(words["reading"], quiet) as done:
        log = sne.read_log(events, done)
    with shown.progress(words["replaying"], quiet) as done:
        return sne.replay(log, policy=policy, progress=done)


def report(replayed: Replay, days: Days, population: Population, months: int) -> Report:
    """Every answer of the report. Without days: the last recorded day, and the twelve months up to it."""
    as_of = days.as_of or days.last or replayed.last_recorded or replayed.law.horizon
    last = days.last or as_of
    first = days.first or _core.add_months(last, -12) + timedelta(days=1)
    return Report(
        as_of=as_of,
        due_until=_core.add_months(as_of, months),
        counts=replayed.counts(),
        state=replayed.state(as_of),
        flow=replayed.flow(first, last, population),
        monthly=replayed.monthly(first, last, population),
        findings=replayed.findings,
        faults=replayed.faults,
        due=replayed.due(as_of, months, population),
    )


def _of_kind(findings: pa.Table, kinds: Sequence[str], refused: bool) -> pa.Table:
    outcome = findings["outcome"].cast(pa.string())
    kind = pc.is_in(findings["kind"].cast(pa.string()), pa.array(kinds))
    wanted = pc.not_equal(outcome, "accepted") if refused else pc.equal(outcome, "accepted")
    return findings.filter(pc.and_(wanted, kind))


def refusals(findings: pa.Table) -> pa.Table:
    """Reasons and missing inputs of the rows that did not happen."""
    return _of_kind(findings, ["reason", "missing"], refused=True)


def suspicions(findings: pa.Table) -> pa.Table:
    """Warnings and remarks on the number of the rows that did happen."""
    return _of_kind(findings, ["warning", "number"], refused=False)


def _totals(found: pa.Table) -> list[dict[str, Any]]:
    if not found.num_rows:
        return []
    columns = {name: found[name].cast(pa.string()) for name in ("event", "kind", "code", "article")}
    counted = pa.table({**columns, "row": found["row"]}).group_by(list(columns)).aggregate([("row", "count")])
    rows: list[dict[str, Any]] = counted.sort_by([("row_count", "descending"), ("code", "ascending")]).to_pylist()
    return [{**{k: v for k, v in row.items() if k != "row_count"}, "rows": row["row_count"]} for row in rows]


def _text(kind: str, code: str, language: str) -> str:
    if kind in ("reason", "warning"):
        return sne.in_words("reason", code, language)
    return sne.in_words("field", code, language) if kind == "missing" else ""


def _due_totals(due: pa.Table) -> list[tuple[str, int, int]]:
    counted: Counter[tuple[str, str]] = Counter()
    for kind, day in zip(due["kind"].to_pylist(), due["day"].to_pylist(), strict=True):
        counted[f"{day:%Y-%m}", kind] += 1
    return [(month, counted[month, "notice"], counted[month, "renewal"]) for month in sorted({m for m, _ in counted})]


def _flow_rows(flow: sne.Flow) -> list[tuple[object, ...]]:
    lines = (*flow.territories, *flow.regions, flow.total)
    return [
        (
            f"{line.code} {line.name}".strip(),
            *(shown.grouped(n) for n in (line.start, line.new, line.revived)),
            *(shown.grouped(line.radiated[motive]) for motive in MOTIVES),
            shown.grouped(line.end),
        )
        for line in lines
    ]


def closure(flow: sne.Flow, words: Words) -> str:
    """Whether the table closes, or where it does not."""
    if flow.closes:
        return words["closes"]
    codes = ", ".join(line.code for line in flow.territories if not line.closes)
    return words.say("open", count=len(flow.breaking), codes=codes)


def show(said: Report, limit: int, words: Words) -> None:
    """The report as tables."""
    counts = {"rows": sum(said.counts.values()), **said.counts}
    shown.out.print(words.say("rows_said", **{name: shown.grouped(count) for name, count in counts.items()}))
    states = [(sne.in_words("state", name, words.language), shown.grouped(said.state[name])) for name in _SHOWN_STATES]
    shown.table(words.say("as_of", day=said.as_of), (words["state"], words["count"]), states, (1,))
    heads = (words["territory"], words["start"], words["new"], words["revived"], *MOTIVES, words["end"])
    title = words.say("flow", start=said.flow.first_day, end=said.flow.last_day)
    shown.table(title, heads, _flow_rows(said.flow), range(1, 11))
    shown.out.print(closure(said.flow, words))
    _show_findings(words["refused"], refusals(said.findings), limit, words)
    _show_findings(words["suspicious"], suspicions(said.findings), limit, words)
    if said.faults.num_rows:
        rows = [(r["row"], r["line"] or "", r["field"], r["code"]) for r in said.faults.slice(0, limit).to_pylist()]
        shown.table(f"{words['faults']}: {shown.grouped(said.faults.num_rows)}", (words["row"], words["line"], words["field"], words["code"]), rows, (0, 1))
    months = [(month, shown.grouped(n), shown.grouped(r)) for month, n, r in _due_totals(said.due)]
    shown.table(words.say("due", start=said.as_of, end=said.due_until), (words["month"], words["notice"], words["renewal"]), months, (1, 2))


def _show_findings(title: str, found: pa.Table, limit: int, words: Words) -> None:
    if not found.num_rows:
        return
    totals = [
        (shown.grouped(t["rows"]), sne.in_words("event", t["event"], words.language), t["code"], _text(t["kind"], t["code"], words.language), t["article"])
        for t in _totals(found)
    ]
    shown.table(title, (words["rows"], words["event"], words["code"], words["what"], words["article"]), totals, (0,))
    rows = [(r["row"], r["line"] or "", r["event"], r["code"], r["field"], r["earliest"], r["article"]) for r in found.slice(0, limit).to_pylist()]
    if rows:
        heads = (words["row"], words["line"], words["event"], words["code"], words["field"], words["day"], words["article"])
        shown.table("", heads, rows, (0, 1))


def _line(line: sne.FlowLine) -> dict[str, Any]:
    names = ("code", "name", "start", "new", "revived", "radiated", "end", "gap", "breaking")
    return {name: getattr(line, name) for name in names}


def _rows(found: pa.Table, limit: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.drop_columns(["demand"]).slice(0, limit).to_pylist()
    return rows


def as_json(said: Report, limit: int, words: Words) -> dict[str, Any]:
    """The report as one document; lists of rows are cut to the limit, their totals are whole."""
    refused, suspicious = refusals(said.findings), suspicions(said.findings)
    flow = said.flow
    return {
        "as_of": said.as_of,
        "rows": said.counts,
        "state": said.state,
        "flow": {
            "from": flow.first_day,
            "to": flow.last_day,
            "closes": flow.closes,
            "closure": closure(flow, words),
            "territories": [_line(line) for line in flow.territories],
            "regions": [_line(line) for line in flow.regions],
            "total": _line(flow.total),
        },
        "refused": {"totals": _totals(refused), "rows": _rows(refused, limit)},
        "suspicious": {"totals": _totals(suspicious), "rows": _rows(suspicious, limit)},
        "faults": {"total": said.faults.num_rows, "rows": said.faults.slice(0, limit).to_pylist()},
        "due": {
            "until": said.due_until,
            "months": [{"month": m, "notice": n, "renewal": r} for m, n, r in _due_totals(said.due)],
        },
    }


def write(replayed: Replay, said: Report, folder: Path) -> None:
    """Every table as CSV and Parquet, and the rejects. The keys of the demands are in these files only."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {"state": list(said.state), "count": list(said.state.values())}
    tables = {
        "state": pa.table(state),
        "flow": frames.flow_table(said.flow),
        "monthly": frames.flow_table(said.monthly),
        "refused": refusals(said.findings),
        "suspicious": suspicions(said.findings),
        "faults": said.faults,
        "due": said.due,
        "demands": replayed.demands,
    }
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        pcsv.write_csv(_without_dictionaries(table), folder / f"{name}.csv")
    (folder / "rejects.csv").write_bytes(replayed.rejects or _core.rejects_header.encode())


def _without_dictionaries(table: pa.Table) -> pa.Table:
    fields = [pa.field(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in table.schema]
    return table.cast(pa.schema(fields))
