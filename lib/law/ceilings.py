"""Income ceilings: ceilings.csv and ceiling_orders.csv, checked and turned into include/sne/law/ceilings.hpp.

The PLS amounts are not stored: they are derived, and every printed PLS cell of tests/data must come out of the derivation. Checks,
each with its own message: no missing cell, no gap, no overlap, an order in force behind each row, one rate for all the cells of a
product from one year to the next within rounding, no jump above 5 % but the cut of June 2009, PLAI not above PLUS, amounts that grow
with the household, LLS and LLTS as their rates give them.
"""

from __future__ import annotations

import csv
import datetime
import pathlib
import sys

from image import SIZED_TEXTS, date, quote, table

FILES = ("ceilings", "ceiling_orders")
CONTROLS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data"
CELLS = ("1", "2", "3", "4", "5", "6", "extra")
PLI_CELLS = ("alone", "couple", "one_dependant", "two_dependants", "three_dependants", "four_dependants", "extra")
MAINLAND = ("paris_communes_limitrophes", "ile_de_france", "autres_regions")
SERIES = [(product, zone) for product in ("PLAI", "PLUS") for zone in MAINLAND] + [("LLTS", "dom"), ("LLS", "dom")]
PLI_ZONES = ("a_bis", "a", "b1", "b2_c", "dom")
CONTROL_ZONES = {"paris": MAINLAND[0], "idf": MAINLAND[1], "other": MAINLAND[2]}
THE_CUT = "2009-06-01"  # loi 2009-323 art. 65

Row = dict[str, str]
Place = tuple[str, str]  # product, zone
Table = dict[str, Row]  # by category


def half_up(amount: int, per_mille: int) -> int:
    return (amount * per_mille + 500) // 1000


def overseas_rate(product: str) -> int:
    return 900 if product == "LLS" else 675


class Vintages:
    """The tables by place and first day."""

    def __init__(self, rows: list[Row], orders: dict[str, Row]) -> None:
        self.tables: dict[tuple[Place, str], Table] = {}
        self.ends: dict[str, str] = {}
        for line, row in enumerate(rows, start=2):
            where = f"ceilings.csv:{line}"
            place, start = (row["product"], row["zone"]), row["from"]
            if place not in SERIES and not (place[0] == "PLI" and place[1] in PLI_ZONES):
                sys.exit(f"{where}: {' '.join(place)} is no table of ours")
            if not row["euros"].isdigit() or row["euros"].startswith("0"):
                sys.exit(f"{where}: a whole amount of euros is expected")
            order = orders.get(row["order"])
            if order is None or not order["from"] <= start <= order["to"]:
                sys.exit(f"{where}: {row['order']} is no order in force on {start}")
            if not row["source"]:
                sys.exit(f"{where}: the row says nowhere where it was read")
            table_of = self.tables.setdefault((place, start), {})
            if row["category"] in table_of or self.ends.setdefault(start, row["to"]) != row["to"]:
                sys.exit(f"{where}: a second value for {' '.join(place)} {row['category']} from {start}")
            table_of[row["category"]] = row

    def starts(self, product: str) -> list[str]:
        return sorted({start for (place, start) in self.tables if place[0] == product})

    def euros(self, place: Place, start: str, category: str) -> int:
        return int(self.tables[place, start][category]["euros"])

    def cells(self, product: str, start: str) -> dict[tuple[str, str], int]:
        """Every cell of a product in a vintage, by zone and category."""
        return {
            (place[1], category): int(row["euros"])
            for (place, first), table_of in self.tables.items()
            if place[0] == product and first == start
            for category, row in table_of.items()
        }


def check_whole(vintages: Vintages) -> None:
    for (place, start), table_of in vintages.tables.items():
        if place[0] == "PLI":  # the tables of 2020 were read in part
            continue
        missing = [category for category in CELLS if category not in table_of]
        if missing:
            sys.exit(f"ceilings.csv: {' '.join(place)} from {start} lacks {', '.join(missing)}")
        amounts = [int(table_of[category]["euros"]) for category in CELLS[:6]]
        if amounts != sorted(set(amounts)):
            sys.exit(f"ceilings.csv: {' '.join(place)} from {start} does not grow with the household")
        if len({table_of[category]["order"] for category in CELLS}) != 1:
            sys.exit(f"ceilings.csv: {' '.join(place)} from {start} cites two orders")


def check_periods(vintages: Vintages, product: str) -> None:
    day = vintages.starts(product)[0]
    for start in vintages.starts(product):
        if start != day:
            sys.exit(f"ceilings.csv: {product} has {'a gap' if start > day else 'two values'} before {start}")
        day = (datetime.date.fromisoformat(vintages.ends[start]) + datetime.timedelta(days=1)).isoformat()
        for zone in MAINLAND:
            if ((product, zone), start) not in vintages.tables:
                sys.exit(f"ceilings.csv: {product} {zone} has no table from {start}")


def outliers(old: dict[tuple[str, str], int], new: dict[tuple[str, str], int], slack: int) -> list[tuple[str, str]]:
    """The cells outside the rate that suits the most of them, or one of these rates where several do.

    A cell allows the rates from (new - 0.5 - slack) / old, included, to (new + 0.5 + slack) / old, excluded.
    """
    wide = 1 + 2 * slack

    def allows(cell: tuple[str, str], numerator: int, denominator: int) -> bool:
        low, high = (2 * new[cell] - wide) * denominator, (2 * new[cell] + wide) * denominator
        return low <= numerator * 2 * old[cell] < high

    candidates = [(2 * new[cell] - wide, 2 * old[cell]) for cell in old]
    votes = [sum(allows(cell, *rate) for cell in old) for rate in candidates]
    best = [rate for rate, count in zip(candidates, votes) if count == max(votes)]
    return [cell for cell in old if not all(allows(cell, *rate) for rate in best)]


def check_rates(vintages: Vintages, product: str, slack_of: dict[str, int]) -> None:
    starts = vintages.starts(product)
    for before, start in zip(starts, starts[1:]):
        old, new = vintages.cells(product, before), vintages.cells(product, start)
        for cell in old:
            if start != THE_CUT and 20 * abs(new[cell] - old[cell]) > old[cell]:
                sys.exit(f"ceilings.csv: {product} {' '.join(cell)} moves by more than 5 % on {start}: {old[cell]} to {new[cell]}")
        out = outliers(old, new, slack_of.get(start, 0))
        if out:
            said = "; ".join(f"{' '.join(cell)} {old[cell]} to {new[cell]}" for cell in out)
            sys.exit(f"ceilings.csv: {product} on {start}: not at the rate of the other cells: {said}")
        if slack_of.get(start, 0) and not outliers(old, new, 0):
            sys.exit(f"ceiling_orders.csv: {product} on {start} needs no slack")


def check_products(vintages: Vintages) -> None:
    for (place, start), table_of in vintages.tables.items():
        for category, row in table_of.items():
            euros = int(row["euros"])
            if place[0] == "PLAI" and euros > vintages.euros(("PLUS", place[1]), start, category):
                sys.exit(f"ceilings.csv: PLAI {place[1]} {category} from {start} is above PLUS")
            if place[1] == "dom" and place[0] != "PLI":
                expected = half_up(vintages.euros(("PLUS", "autres_regions"), start, category), overseas_rate(place[0]))
                if euros != expected:
                    sys.exit(f"ceilings.csv: {place[0]} {category} from {start} is {euros}, its rate gives {expected}")


def pls(vintages: Vintages, zone: str, start: str, category: str) -> int:
    base = ("LLS", zone) if zone == "dom" else ("PLUS", zone)
    return half_up(vintages.euros(base, start, category), 1300)


def check_printed(vintages: Vintages) -> None:
    """Every PLS cell of the control files."""
    with (CONTROLS / "ceilings.csv").open(encoding="utf-8", newline="") as file:
        printed = [(r["zone"], r["category"], r["valid_from"], int(r["amount_eur"])) for r in csv.DictReader(file) if r["product"] == "PLS"]
    with (CONTROLS / "ceilings_pls_2020_printed.csv").open(encoding="utf-8", newline="") as file:
        printed += [(r["zone"], r["household_category"].replace("extra_person", "extra"), "2020-01-01", int(r["amount"])) for r in csv.DictReader(file)]
    for zone, category, start, amount in printed:
        derived = pls(vintages, CONTROL_ZONES.get(zone, zone), start, category)
        if derived != amount:
            sys.exit(f"ceilings.csv: PLS {zone} {category} from {start}: {derived} is derived, {amount} is the control")


def check(vintages: Vintages, orders: list[Row]) -> None:
    check_whole(vintages)
    slack_of = {row["from"]: int(row["slack"]) for row in orders}
    for product in ("PLUS", "PLAI"):
        check_periods(vintages, product)
        check_rates(vintages, product, slack_of)
    check_products(vintages)
    check_printed(vintages)


STRUCTS = """
/// Tables of intermediate dwellings: zones A bis, A, B1, B2 and C, overseas; alone, couple, one to four dependants, extra dependant.
struct IntermediateVintage {
  Date from, to;
  std::array<CeilingTable, 5> tables{};
};
""".strip()


def vintage(tables: list[tuple[Table, tuple[str, ...]]], start: str, end: str, order_index: dict[str, int], source_index: dict[str, int]) -> str:
    written = []
    for table_of, categories in tables:
        cells = ", ".join(
            f"{{{row['euros']}, Mark::{row['mark']}, {source_index[row['source']]}}}" if (row := table_of.get(category)) else "{}"
            for category in categories
        )
        order = next((order_index[row["order"]] for row in table_of.values()), 0)
        written.append(f"CeilingTable{{{{{{{cells}}}}}, {order}}}" if table_of else "CeilingTable{}")
    body = ",\n        ".join(written)
    return f"{{{date(start)}, {date(end)}, {{{{\n        {body}}}}}}}"


def render(rows: list[Row], orders: list[Row]) -> str:
    vintages = Vintages(rows, {row["id"]: row for row in orders})
    check(vintages, orders)
    order_index = {row["id"]: i for i, row in enumerate(orders)}
    sources = sorted({row["source"] for row in rows})
    source_index = {source: i for i, source in enumerate(sources, start=1)}

    def tables(places: list[Place], categories: tuple[str, ...], start: str) -> str:
        held = [(vintages.tables.get((place, start), {}), categories) for place in places]
        return vintage(held, start, vintages.ends[start], order_index, source_index)

    def day(iso: str) -> str:
        return date(iso) if iso else "std::nullopt"

    return "\n\n".join([
        "#pragma once",
        "// Generated by lib/law/generate.py from the CSV files of lib/law. Change those, then run it again.",
        "#include <array>\n#include <optional>\n#include <string_view>\n\n#include <sne/law/ceiling_vintage.hpp>",
        "/// Income ceilings as read in the yearly orders.  (fr: plafonds de ressources)\nnamespace sne {",
        STRUCTS,
        "namespace law {",
        SIZED_TEXTS,
        table("std::string_view", "ceiling_sources", ['""', *(quote(source) for source in sources)]),
        table("CeilingOrder", "ceiling_orders", [
            f"{{{{{quote(r['id'])}, {quote(r['article'])}, {quote(r['title'])}, {date(r['from'])}, {date(r['to'])}, Mark::{r['mark']}, "
            f"{quote(r['source'])}}}, {day(r['dated'])}, {day(r['published'])}, {quote(r['note'])}}}" for r in orders]),
        table("CeilingVintage", "ceiling_vintages", [tables(SERIES, CELLS, start) for start in vintages.starts("PLUS")]),
        table("IntermediateVintage", "intermediate_vintages", [
            tables([("PLI", zone) for zone in PLI_ZONES], PLI_CELLS, start) for start in vintages.starts("PLI")]),
        "}  // namespace law",
        "}  // namespace sne",
    ]) + "\n"
