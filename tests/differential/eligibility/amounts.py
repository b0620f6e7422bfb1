"""Zones and ceilings, read from the data of the tests."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).resolve().parents[2] / "data"
MAINLAND = ("PLAI", "PLUS", "PLS")
OVERSEAS = ("LLTS", "LLS", "PLS")
EXTRA = 7
#: The amounts of later years are not published: those of the last year stand for them, by convention.
HORIZON = "2026-12-31"
END_OF_TIME = "9999-12-31"
PARIS_REGION = "ile_de_france"
OTHER = "autres_regions"


class Amount(NamedTuple):
    euros: int
    convention: bool


def _load_ceilings() -> dict[tuple[str, str], list[tuple[str, str, int, Amount]]]:
    cells: dict[tuple[str, str], list[tuple[str, str, int, Amount]]] = {}
    with (DATA / "ceilings.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["product"] == "PLI":
                continue  # intermediate dwellings have rows and zones of their own
            rank = EXTRA if row["per_extra_person"] == "true" else int(row["category"])
            amount = Amount(int(row["amount_eur"]), row["source_text"].startswith("[inferred"))
            period = (row["valid_from"], row["valid_to"] or END_OF_TIME)
            cells.setdefault((row["product"], row["zone"]), []).append((*period, rank, amount))
    return cells


def _load_zones() -> tuple[dict[str, list[tuple[str, str, str]]], dict[str, str]]:
    communes: dict[str, list[tuple[str, str, str]]] = {}
    departments: dict[str, str] = {}
    with (DATA / "zones.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if len(row["code"]) == 5:
                period = (row["valid_from"], row["valid_to"] or END_OF_TIME)
                communes.setdefault(row["code"], []).append((*period, row["zone"]))
            elif row["code"] != "*":
                departments[row["code"]] = row["zone"]
    return communes, departments


_CEILINGS = _load_ceilings()
_COMMUNES, _DEPARTMENTS = _load_zones()
_PIERREFITTE = "93059"
_PARIS = "75056"
_METROPOLITAN = {f"{n:02d}" for n in range(1, 96) if n != 20} | {"2A", "2B"}


def zone_of(commune: str, day: str, pierrefitte: str) -> str | None:
    """The zone of a commune on a day; None where no text was found or the code is no commune."""
    if commune == _PIERREFITTE and pierrefitte == "as_before":
        return PARIS_REGION
    for start, end, zone in _COMMUNES.get(commune, ()):
        if start <= day <= end:
            return zone
    if commune[:2] == "75":
        return None  # every commune of Paris is in the table: this is a postal code
    by_department = _DEPARTMENTS.get(commune[:3]) or _DEPARTMENTS.get(commune[:2])
    if by_department:
        return by_department
    return OTHER if commune[:2] in _METROPOLITAN else None


@lru_cache(maxsize=4096)
def grid(product: str, zone: str, day: str, overseas_pls: str) -> dict[int, Amount]:
    """The seven amounts of a product on a day, by category and EXTRA; empty where nothing is published."""
    cells = {rank: amount for start, end, rank, amount in _CEILINGS.get((product, zone), ()) if start <= day <= end}
    if product == "PLS" and zone == "dom" and overseas_pls == "plus":
        plus = grid("PLUS", OTHER, day, overseas_pls)
        cells = {rank: Amount((13 * amount.euros + 5) // 10, True) for rank, amount in plus.items()}
    return cells


def zone_is_convention(commune: str) -> bool:
    """The arrondissements of Paris, that the text does not name, and Pierrefitte, by either reading."""
    return commune == _PIERREFITTE or (commune[:2] == "75" and commune != _PARIS)


def products_of(zone: str | None) -> tuple[str, ...]:
    return OVERSEAS if zone == "dom" else MAINLAND


def ceiling(product: str, zone: str | None, category: int, extra: int, day: str, readings: dict[str, str]) -> Amount | None:
    """In whole euros, with the mark of the least certain cell; None when no amount is known."""
    cells = grid(product, zone, day, readings.get("overseas_pls", "lls")) if zone else {}
    if not cells:
        return None
    base, step = cells[category], cells[EXTRA]
    # No text says that the two rounded amounts of PLS are added.
    amount = Amount(base.euros + extra * step.euros, base.convention or day > HORIZON or (extra > 0 and (step.convention or product == "PLS")))
    refused = amount.convention and readings.get("amounts") == "printed_only"
    return None if refused else amount


def compared(order: dict[str, Any] | None, euros: int) -> int:
    """The ceiling that the income is compared with, in cents."""
    if order and "euros" in order:
        return 100 * int(order["euros"])
    return euros * int(order["percent"] if order else 100)
