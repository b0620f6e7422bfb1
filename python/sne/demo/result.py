"""What the replay found beside what was published (publié et recalculé)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol, TypedDict

from .targets import MOTIVES, Flow, Targets, published

TERRITORIES = ("059", "062")
REGION = "R31"
COLUMNS = ("start", "new", "radiated", "a", "b", "c", "d", "e", "end")
DUE_MONTHS = 3

Row = dict[str, int]


class Replay(Protocol):
    """What the demo asks of a replay."""

    @property
    def refused(self) -> Mapping[str, Sequence[Any]]:
        """Columns of the refused rows; `reasons` (a text or a sequence of codes) and `article` are read."""

    def flow(self, start: date, end: date) -> Iterable[Mapping[str, Any]]:
        """One row per territory: territory, start, new, revived, radiated {motive: n}, end, closes."""

    def stock(self, on: date, by: str) -> Mapping[str, int]:
        """Demands in stock on a day, by `typology`, `territory` or `seniority`."""

    def due(self, on: date, within_months: int) -> Mapping[str, Sequence[Any]]:
        """Columns `kind` (`notice` or `renewal`) and `day` of what is due after a day."""


class Side(TypedDict):
    """One side of the comparison."""

    rows: dict[str, Row]
    shares: dict[str, dict[str, str]]
    typology: dict[str, str]


class Month(TypedDict):
    """Flows of a month and the stock at its end."""

    month: str
    new: int
    radiated: dict[str, int]
    end: dict[str, int]


class Reason(TypedDict):
    """One reason of refusal."""

    reason: str
    article: str
    rows: int
    text: str


class Refusals(TypedDict):
    """Every refusal, by reason."""

    total: int
    reasons: list[Reason]


class Week(TypedDict):
    """What falls due in a week."""

    week: str
    notice: int
    renewal: int


class Result(TypedDict):
    """See the docstring of the package."""

    period: dict[str, str]
    source: str
    log: dict[str, float]
    published: Side
    recomputed: Side
    cells: dict[str, int]
    closes: dict[str, bool]
    months: list[Month]
    seniority: dict[str, dict[str, int]]
    refused: Refusals
    due: list[Week]


def build(
    replay: Replay,
    goal: Targets,
    log: Mapping[str, float],
    explain: Callable[[str], str] | None = None,
) -> Result:
    """Compare a replay with the targets; `explain` gives the words of a reason."""
    start, end = (date.fromisoformat(goal["period"][side]) for side in ("start", "end"))
    flows = _by_territory(replay.flow(start, end))
    typology = replay.stock(end, by="typology")
    printed = published()
    expected = _side(
        {t: _row(goal["territories"][t]) for t in TERRITORIES}, goal["typology"], printed
    )
    if log["scale"] == 1:
        expected["shares"] = _printed_shares(printed)
        expected["typology"] = dict(printed["typology"]["pct"])
    found = _side({t: _row(flows[t]) for t in TERRITORIES}, typology, printed)
    return {
        "period": dict(goal["period"]),
        "source": printed["source"],
        "log": dict(log),
        "published": expected,
        "recomputed": found,
        "cells": _cells(expected, found),
        "closes": {t: bool(flows[t]["closes"]) for t in TERRITORIES},
        "months": [_month(replay, first, last) for first, last in _months(start, end)],
        "seniority": {
            "start": dict(replay.stock(start - timedelta(days=1), by="seniority")),
            "end": dict(replay.stock(end, by="seniority")),
        },
        "refused": _refusals(replay.refused, explain),
        "due": _weeks(replay.due(end, DUE_MONTHS)),
    }


def _by_territory(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(row["territory"]): row for row in rows}


def _row(flow: Flow | Mapping[str, Any]) -> Row:
    radiated = {motive: int(flow["radiated"].get(motive, 0)) for motive in MOTIVES}
    total = sum(int(count) for count in flow["radiated"].values())
    counts = {"start": int(flow["start"]), "new": int(flow["new"]), "radiated": total}
    return counts | radiated | {"end": int(flow["end"])}


def _side(rows: dict[str, Row], typology: Mapping[str, int], printed: Mapping[str, Any]) -> Side:
    region = {column: sum(row[column] for row in rows.values()) for column in COLUMNS}
    decimals = _printed_shares(printed)
    stock = sum(typology.values())
    return {
        "rows": rows | {REGION: region},
        "shares": {
            t: {c: percent(rows[t][c], region[c], decimals[t][c]) for c in COLUMNS} for t in rows
        },
        "typology": {
            key: percent(typology.get(key, 0), stock, like)
            for key, like in printed["typology"]["pct"].items()
        },
    }


def _printed_shares(printed: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        territory: {column.removeprefix("radiated_"): text for column, text in shares.items()}
        for territory, shares in printed["shares_pct"].items()
    }


def percent(part: int, whole: int, like: str) -> str:
    """A share in percent, with as many decimals as the printed one."""
    if not whole:
        return "0"
    exact = Decimal(100 * part) / Decimal(whole)
    return str(exact.quantize(Decimal(like), rounding=ROUND_HALF_UP))


def _cells(expected: Side, found: Side) -> dict[str, int]:
    pairs = [
        (expected["rows"][t][c], found["rows"][t][c]) for t in (*TERRITORIES, REGION) for c in COLUMNS
    ]
    texts = [
        (expected["shares"][t][c], found["shares"][t][c]) for t in TERRITORIES for c in COLUMNS
    ] + [(expected["typology"][k], found["typology"][k]) for k in expected["typology"]]
    equal = sum(a == b for a, b in pairs) + sum(a == b for a, b in texts)
    return {"total": len(pairs) + len(texts), "equal": equal}


def _months(start: date, end: date) -> list[tuple[date, date]]:
    months = []
    first = start
    while first <= end:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        months.append((first, min(following - timedelta(days=1), end)))
        first = following
    return months


def _month(replay: Replay, first: date, last: date) -> Month:
    flows = _by_territory(replay.flow(first, last))
    rows = [_row(flows[t]) for t in TERRITORIES]
    return {
        "month": f"{first:%Y-%m}",
        "new": sum(row["new"] for row in rows),
        "radiated": {motive: sum(row[motive] for row in rows) for motive in MOTIVES},
        "end": {t: row["end"] for t, row in zip(TERRITORIES, rows, strict=True)},
    }


def _refusals(
    refused: Mapping[str, Sequence[Any]], explain: Callable[[str], str] | None
) -> Refusals:
    articles = (str(article) for article in refused["article"])
    counted = Counter(zip(map(_first_reason, refused["reasons"]), articles, strict=True))
    reasons: list[Reason] = [
        {"reason": code, "article": article, "rows": rows, "text": explain(code) if explain else ""}
        for (code, article), rows in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {"total": sum(counted.values()), "reasons": reasons}


def _first_reason(reasons: str | Sequence[str]) -> str:
    """The first of the reasons of a row, given as a sequence or as a text."""
    words = reasons.replace(",", " ").split() if isinstance(reasons, str) else reasons
    return words[0] if len(words) else "?"


def _weeks(due: Mapping[str, Sequence[Any]]) -> list[Week]:
    counted: Counter[tuple[date, str]] = Counter()
    for kind, day in zip(due["kind"], due["day"], strict=True):
        counted[day - timedelta(days=day.weekday()), str(kind)] += 1
    mondays = sorted({monday for monday, _ in counted})
    return [
        {
            "week": monday.isoformat(),
            "notice": counted[monday, "notice"],
            "renewal": counted[monday, "renewal"],
        }
        for monday in mondays
    ]
