"""Published figures of the plenary of 2014-11-05 (chiffres publiés), and the same at a smaller scale."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, TypedDict

MOTIVES = ("a", "b", "c", "d", "e")


class Flow(TypedDict):
    """One row of the stock-and-flow table (tableau des stocks et des flux)."""

    territory: str
    name: str
    start: int
    new: int
    radiated: dict[str, int]
    end: int


class Targets(TypedDict):
    """What a replay of the generated log must find."""

    period: dict[str, str]
    territories: dict[str, Flow]
    region: Flow
    typology: dict[str, int]


def published() -> dict[str, Any]:
    """The figures as printed, with their source."""
    text = resources.files(__package__).joinpath("crh_2014.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _scaled(count: int, scale: float) -> int:
    return max(1, int(count * scale + 0.5))


def _flow(territory: str, row: dict[str, Any], scale: float) -> Flow:
    start, new = _scaled(row["start"], scale), _scaled(row["new"], scale)
    radiated = {motive: _scaled(row["radiated"][motive], scale) for motive in MOTIVES}
    return {
        "territory": territory,
        "name": row["name"],
        "start": start,
        "new": new,
        "radiated": radiated,
        "end": start + new - sum(radiated.values()),
    }


def _apportion(total: int, shares: dict[str, float]) -> dict[str, int]:
    """Whole counts in the given shares (plus forts restes)."""
    whole = sum(shares.values())
    exact = {key: total * share / whole for key, share in shares.items()}
    counts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: counts[key] - exact[key])
    for key in by_remainder[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def _sum(name: str, rows: list[Flow]) -> Flow:
    return {
        "territory": "R31",
        "name": name,
        "start": sum(row["start"] for row in rows),
        "new": sum(row["new"] for row in rows),
        "radiated": {m: sum(row["radiated"][m] for row in rows) for m in MOTIVES},
        "end": sum(row["end"] for row in rows),
    }


def targets(scale: float = 1.0) -> Targets:
    """The counts to find: the published ones, or each scaled, rounded and closed again."""
    data = published()
    rows = {key: _flow(key, row, scale) for key, row in data["territories"].items()}
    region = _sum(data["region"]["name"], list(rows.values()))
    shares = {key: float(pct) for key, pct in data["typology"]["pct"].items()}
    return {
        "period": data["period"],
        "territories": rows,
        "region": region,
        "typology": _apportion(region["end"], shares),
    }
