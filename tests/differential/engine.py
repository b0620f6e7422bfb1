"""The engine under test, seen through three column functions of its Python module."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any, NamedTuple

from oracle.lifecycle import COLUMNS, Decision, Policy

Query = tuple[str, ...]


class Answer(NamedTuple):
    """A decision in the form both sides are compared in."""

    outcome: str
    reasons: frozenset[str]
    warnings: frozenset[str]
    missing: frozenset[str]
    earliest: frozenset[str]


def answer_of(decision: Decision) -> Answer:
    earliest = frozenset(f"{code}={day.isoformat()}" for code, day in decision.earliest.items())
    return Answer(decision.outcome, decision.reasons, decision.warnings, decision.missing, earliest)


def _codes(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|")) if joined else frozenset()


def _text(value: Any) -> str:
    """A snapshot value as text: absent is empty, dates are ISO, truth is yes or no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def snapshot_of(values: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: _text(value) for key, value in values.items()}
    texts["state"] = texts["state"].split(":")[0]
    return texts


def columns_of(rows: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    return {column: [row[column] for row in rows] for column in COLUMNS}


def policy_of(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "unknown": policy.unknown,
        "horizon": policy.horizon,
        "renewal_base": policy.renewal_base,
        "couples": policy.couples,
        "expired_commission": policy.expired_commission,
        "national_number_start": _text(policy.national_number_start) or None,
        "suspensions": [(_text(start), _text(end)) for start, end in policy.suspensions],
    }


class Engine:
    """One log under one policy, asked through the module given."""

    def __init__(self, core: ModuleType | Any, rows: Sequence[Mapping[str, str]], policy: Policy) -> None:
        self._core = core
        self._columns = columns_of(rows)
        self._policy = policy_of(policy)

    def decisions(self) -> list[Answer]:
        out = self._core.fold_log(self._columns, self._policy)
        codes = (map(_codes, out[name]) for name in ("reasons", "warnings", "missing", "earliest"))
        return [Answer(*parts) for parts in zip(out["outcome"], *codes, strict=True)]

    def situations(self, queries: Iterable[Query]) -> list[str]:
        """Queries are (demand, on, known)."""
        demands, on, known = map(list, zip(*queries, strict=True))
        return list(self._core.situations(self._columns, self._policy, demands, on, known))

    def snapshots(self, queries: Iterable[Query]) -> list[dict[str, str]]:
        """Queries are (demand, on)."""
        demands, on = map(list, zip(*queries, strict=True))
        return [snapshot_of(values) for values in self._core.snapshots(self._columns, self._policy, demands, on)]


def load_core() -> ModuleType:
    return importlib.import_module("sne._core")
