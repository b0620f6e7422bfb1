#!/usr/bin/env python3
"""Communes and intercommunal bodies: from a published package to communes.csv and epci.csv, and from these to their C++ images.

    communes.py                    communes.csv -> include/sne/law/communes.hpp, the set of the codes
    communes.py --check            fails when that header is stale
    communes.py --tables FILE.cc   communes.csv, epci.csv, quartiles.csv, quartile_orders.csv -> the arrays compiled into the library
    communes.py --import FOLDER    the package, unpacked once a vintage in FOLDER/v0.8.0, FOLDER/v1.1.1 ..., -> communes.csv, epci.csv,
                                   and the column siren of quartiles.csv: by alias, else by name and département; all must be found

Source: npm package @etalab/decoupage-administratif, versions 0.8.0 (2020, with the history of communes since 1943), 1.1.1 (2021),
2.3.1 (2022), 3.1.1 (2023), 4.1.0 (2024), 5.3.0 (2025), 6.0.0 (2026). Its data: Code officiel géographique of Insee, list of the
intercommunal bodies of the DGCL, under Licence Ouverte; its code under MIT, none of which is here.

What it holds not: the day of a change after 2020-01-01 (read off two vintages that follow each other, so that a change of the year N
counts from 1 January of N), codes of overseas communes before they became a collectivity or a département of their own (97123, 97127,
985xx), the name of a commune before its last one, and what befell the intercommunal bodies after 2025: the list of 6.0.0 is that of
5.3.0, so that the merger of two of them into Thionville Fensch Agglomération on 2026-01-01 is not in it.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE.parents[1] / "include" / "sne" / "law" / "communes.hpp"
VINTAGES = {2020: "0.8.0", 2021: "1.1.1", 2022: "2.3.1", 2023: "3.1.1", 2024: "4.1.0", 2025: "5.3.0", 2026: "6.0.0"}
LAST = max(VINTAGES)
KEPT_FROM = "2000-01-01"  # a commune that ended before, and whose code no part of a commune kept, is unknown
COMMUNE_COLUMNS = ("code", "name", "from", "to", "successor", "epci")
EPCI_COLUMNS = ("siren", "name", "kind")
QUARTILE_COLUMNS = ("year", "departement", "name", "alias", "siren", "q1", "q2", "q3")
ORDER_COLUMNS = ("year", "signed", "published", "from", "to", "mark", "source", "note")
ARTICLES = frozenset("de du des la le les l d et a au aux en sur sous".split())
KINDS = frozenset("ca cc cu metropole communaute communautes communes agglomeration agglo urbaine".split())

Row = dict[str, str]


# --- the package -> CSV


def before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def load(folder: pathlib.Path, year: int, name: str) -> list[dict]:
    return json.loads((folder / f"v{VINTAGES[year]}" / "package" / "data" / f"{name}.json").read_text(encoding="utf-8"))


def successor_in_history(entry: dict, by_id: dict[str, dict]) -> str:
    """The code of the commune that an ended one went into: its next self, or the head of what it became a part of."""
    node = by_id.get(entry.get("successeur", ""))
    while node is not None and node["type"] != "COM":
        node = by_id.get(node.get("pole") or node.get("successeur", ""))
    return node["code"] if node else ""


def history_to_2020(folder: pathlib.Path) -> dict[str, list[Row]]:
    """Every code that was a commune's, with its periods as one: what changed but its name or its parts starts no new one."""
    entries = load(folder, 2020, "historique-communes")
    by_id = {entry["id"]: entry for entry in entries}
    periods: dict[str, list[Row]] = {}
    for entry in sorted((e for e in entries if e["type"] == "COM"), key=lambda e: e.get("dateDebut", "")):
        first, end = entry.get("dateDebut", ""), entry.get("dateFin", "")
        row = {"code": entry["code"], "name": entry["nom"], "from": first, "to": before(end) if end else "",
               "successor": successor_in_history(entry, by_id) if end else ""}
        known = periods.setdefault(entry["code"], [])
        if known and known[-1]["to"] and first == following(known[-1]["to"]):
            known[-1].update(name=row["name"], to=row["to"], successor=row["successor"])
        else:
            known.append(row)
    return periods


def following(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def head_of(code: str, vintage: list[dict]) -> str:
    """The commune that holds an ended one in a vintage: the head of its delegated part, or the one that lists the former code."""
    for entry in vintage:
        if entry["code"] == code and entry["type"] in ("commune-deleguee", "commune-associee"):
            return entry["chefLieu"]
    for entry in vintage:
        if entry["type"] == "commune-actuelle" and code in entry.get("anciensCodes", ()):
            return entry["code"]
    return ""


def import_package(folder: pathlib.Path) -> None:
    vintages = {year: load(folder, year, "communes") for year in VINTAGES}
    names = {year: {e["code"]: e["nom"] for e in vintage if e["type"] == "commune-actuelle"} for year, vintage in vintages.items()}
    periods = history_to_2020(folder)
    for code, name in names[2020].items():  # overseas collectivities, absent from the history
        periods.setdefault(code, [{"code": code, "name": name, "from": "", "to": "", "successor": ""}])
    living = {code for code, rows in periods.items() if not rows[-1]["to"]}
    if living != set(names[2020]):
        sys.exit(f"history and vintage of 2020 differ on {sorted(living ^ set(names[2020]))[:20]}")
    for year in range(2021, LAST + 1):
        for code in sorted(set(names[year - 1]) - set(names[year])):
            periods[code][-1].update(to=f"{year - 1}-12-31", successor=head_of(code, vintages[year]))
        for code in sorted(set(names[year]) - set(names[year - 1])):
            periods.setdefault(code, []).append({"code": code, "name": "", "from": f"{year}-01-01", "to": "", "successor": ""})
        for code, name in names[year].items():
            periods[code][-1]["name"] = name

    parts = {e["code"]: e for vintage in vintages.values() for e in vintage if e["type"] in ("commune-deleguee", "commune-associee")}
    wards = [e for e in vintages[LAST] if e["type"] == "arrondissement-municipal"]
    bodies = load(folder, LAST, "epci") + load(folder, LAST, "ept")  # the latter last: L441-1 speaks of them in the Greater Paris
    epci = {member["code"]: body["code"] for body in bodies for member in body["membres"]}
    rows = [{"code": e["code"], "name": e["nom"], "from": "", "to": "", "successor": e["commune"]} for e in wards]
    for code, known in periods.items():
        for row in known:
            last = row is known[-1]
            if row["to"] and row["to"] < KEPT_FROM and not (last and code in parts):
                continue
            row["from"] = "" if row["from"] < KEPT_FROM else row["from"]
            rows.append(row)
    for code in sorted(set(parts) - {row["code"] for row in rows}):  # a part that never was a commune under this code
        rows.append({"code": code, "name": parts[code]["nom"], "from": "", "to": "", "successor": parts[code]["chefLieu"]})
    for row in rows:
        row["epci"] = epci.get(row["successor"] or row["code"], "") if not row["to"] else ""
        if row["to"] and not row["successor"]:
            print(f"communes.csv: {row['code']} {row['name']} ended on {row['to']} and went nowhere", file=sys.stderr)
    write(HERE / "communes.csv", COMMUNE_COLUMNS, sorted(rows, key=lambda r: (r["code"], r["from"])))
    write(HERE / "epci.csv", EPCI_COLUMNS, sorted(({"siren": b["code"], "name": b["nom"], "kind": b["type"]} for b in bodies),
                                                  key=lambda r: r["siren"]))
    match_quartiles(folder)


def departement(code: str) -> str:
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def spellings(name: str) -> list[str]:
    """A name as compared, from the strictest: letters and digits only; then without articles; then its words in no order, no kind."""
    plain = unicodedata.normalize("NFD", name.lower().replace("œ", "oe"))
    words = re.findall("[a-z0-9]+", "".join(c for c in plain if unicodedata.category(c) != "Mn"))
    bare = [word for word in words if word not in ARTICLES]
    return ["".join(words), " ".join(bare), " ".join(sorted(word for word in bare if word not in KINDS))]


def match_quartiles(folder: pathlib.Path) -> None:
    places: dict[tuple[int, str, str], set[str]] = {}
    for year in (2024, 2025, 2026):
        for body in load(folder, year, "epci") + load(folder, year, "ept"):
            for where in {departement(member["code"]) for member in body["membres"]}:
                for strictness, spelling in enumerate(spellings(body["nom"])):
                    places.setdefault((strictness, where, spelling), set()).add(body["code"])
    rows = read("quartiles", QUARTILE_COLUMNS)
    missed = 0
    for line, row in enumerate(rows, start=2):
        found = [places.get((strictness, row["departement"], spelling), set()) for strictness, spelling in enumerate(spellings(row["name"]))]
        row["siren"] = row["alias"] or next((next(iter(one)) for one in found if len(one) == 1), "")
        if not row["siren"]:
            missed += 1
            print(f"quartiles.csv:{line}: no body of {row['departement']} is named {row['name']}: give its SIREN as alias", file=sys.stderr)
    if missed:
        sys.exit(1)
    write(HERE / "quartiles.csv", QUARTILE_COLUMNS, rows)


def write(path: pathlib.Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


# --- CSV -> C++


def read(name: str, columns: tuple[str, ...]) -> list[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != columns:
            sys.exit(f"{name}.csv: expected the columns {', '.join(columns)}")
        rows = list(reader)
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            sys.exit(f"{name}.csv:{line}: wrong number of cells")
    return rows


def communes() -> list[Row]:
    rows = read("communes", COMMUNE_COLUMNS)
    codes = {row["code"] for row in rows}
    bodies = {row["siren"] for row in read("epci", EPCI_COLUMNS)}
    last: Row = {}
    for line, row in enumerate(rows, start=2):
        here = f"communes.csv:{line}: {row['code']}"
        if len(row["code"]) != 5 or not (row["code"].isdigit() or row["code"][:2] in ("2A", "2B")):
            sys.exit(f"{here} is not a code of five characters")
        for bound in ("from", "to"):
            if row[bound]:
                datetime.date.fromisoformat(row[bound])
        if last and (last["code"], last["from"]) >= (row["code"], row["from"]):
            sys.exit(f"{here} is out of order")
        if last and last["code"] == row["code"] and not ("" < last["to"] < row["from"]):
            sys.exit(f"{here} has two rows on {row['from']}")
        if row["successor"] and row["successor"] not in codes:
            sys.exit(f"{here} went into {row['successor']}, which is no row")
        if row["epci"] and row["epci"] not in bodies:
            sys.exit(f"{here} belongs to {row['epci']}, which is no row of epci.csv")
        last = row
    successor = {row["code"]: row["successor"] for row in rows}  # of the last row of a code
    for code in successor:
        steps, current = 0, code
        while successor[current] and steps < 20:
            steps, current = steps + 1, successor[current]
        if steps == 20:
            sys.exit(f"communes.csv: {code} comes back to itself")
    return rows


def slot(code: str) -> int:
    """Place of a code in the set: Corsica comes after the numbers."""
    return int(code.replace("2A", "100").replace("2B", "101"))


def code_set(rows: list[Row]) -> str:
    words = [0] * (102_000 // 64 + 1)
    for row in rows:
        words[slot(row["code"]) // 64] |= 1 << slot(row["code"]) % 64
    lines = [", ".join(f"{word:#x}" for word in words[i:i + 8]) + "," for i in range(0, len(words), 8)]
    body = "\n".join(f"    {line}" for line in lines)
    return f"""#pragma once

// Generated by lib/law/communes.py from lib/law/communes.csv. Change that, then run it again.

#include <cstdint>

namespace sne::law {{

/// Year of the last list of communes read, as it stood on 1 January.  (fr: millésime)
inline constexpr std::int16_t commune_vintage = {LAST};

/// One bit a code of five characters: is it the code of a commune, of a part of one, or of a municipal arrondissement, in any year since
/// 2000? After 99999 come the thousand codes of 2A, then those of 2B.
inline constexpr std::uint64_t commune_codes[] = {{
{body}
}};

}}  // namespace sne::law
"""


def array(kind: str, name: str, values: list[str], width: int = 16) -> str:
    lines = [", ".join(values[i:i + width]) + "," for i in range(0, len(values), width)]
    return f"const {kind} {name}[] = {{\n" + "\n".join(lines) + "\n};"


def pool(name: str, texts: list[str]) -> str:
    return f"const char {name}[] =\n" + "\n".join(f'    "{text}"' for text in texts) + ";"


# Longer texts lie end to end in pieces of so many rows: a compiler need not take a literal of more than 65,536 bytes.
PIECE_ROWS = 2048


def pieces(name: str, texts: list[str]) -> str:
    literals = []
    for first in range(0, len(texts), PIECE_ROWS):
        piece = texts[first:first + PIECE_ROWS]
        if sum(len(text.encode()) for text in piece) >= 65_536:
            sys.exit(f"{name}: a piece is too long for a literal")
        literals.append("\n".join('    "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in piece))
    return f"const char* const {name}[] = {{\n" + ",\n".join(literals) + "};"


def ends(texts: list[str]) -> list[str]:
    """Where each text ends in its piece."""
    places, at = [], 0
    for row, text in enumerate(texts):
        at = (0 if row % PIECE_ROWS == 0 else at) + len(text.encode())
        places.append(str(at))
    return places


def days(row: Row) -> str:
    def count(day: str) -> int:
        return (datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days

    return f"{{{count(row['from'] or '0001-01-01')}, {count(row['to'] or '9999-12-31')}}}"


def threshold_tables(sirens: dict[str, int]) -> list[str]:
    by_year: dict[str, dict[int, tuple[str, str, str]]] = {}
    for line, row in enumerate(read("quartiles", QUARTILE_COLUMNS), start=2):
        bounds = (row["q1"], row["q2"], row["q3"])
        if not 0 < int(row["q1"]) <= int(row["q2"]) <= int(row["q3"]):
            sys.exit(f"quartiles.csv:{line}: the thresholds do not grow")
        for siren in row["siren"].split():
            if siren not in sirens:
                sys.exit(f"quartiles.csv:{line}: {siren} is no row of epci.csv")
            if by_year.setdefault(row["year"], {}).setdefault(sirens[siren], bounds) != bounds:
                sys.exit(f"quartiles.csv:{line}: {row['name']} has two thresholds in {row['year']}")
    orders, rows, ended = [], [], ""
    for line, row in enumerate(read("quartile_orders", ORDER_COLUMNS), start=2):
        if row["from"] > row["to"] or (ended and row["from"] != following(ended)):
            sys.exit(f"quartile_orders.csv:{line}: the days do not follow those of the row before")
        ended = row["to"]
        listed = sorted(by_year.pop(row["year"]).items())
        orders.append(f"{{{row['year']}, {days(row)}, Mark::{row['mark']}, {len(rows)}, {len(listed)}}}")
        rows += [f"{{{body}, {', '.join(bounds)}}}" for body, bounds in listed]
    if by_year:
        sys.exit(f"quartiles.csv: no order for {sorted(by_year)}")
    return [f"const std::size_t order_count = {len(orders)};", array("QuartileOrder", "orders", orders, 1), array("Thresholds", "thresholds", rows, 4)]


def compiled_tables(rows: list[Row]) -> str:
    bodies = read("epci", EPCI_COLUMNS)
    sirens = {row["siren"]: i for i, row in enumerate(bodies)}
    if list(sirens) != sorted(sirens):
        sys.exit("epci.csv is not in the order of the SIREN")
    place = {row["code"]: i for i, row in enumerate(rows)}  # the last row of a code
    periods = sorted({days(row) for row in rows})
    kinds = sorted({row["kind"] for row in bodies})
    if len(periods) > 256:
        sys.exit("communes.csv: more than 256 periods")
    names, epci_names = [row["name"] for row in rows], [row["name"] for row in bodies]
    parts = [
        "// Generated at build time by lib/law/communes.py.",
        "#include <territory_tables.hpp>",
        "namespace sne::tables {",
        f"const std::size_t commune_count = {len(rows)};",
        f"const std::size_t piece_rows = {PIECE_ROWS};",
        pieces("commune_codes", [row["code"] for row in rows]),
        pieces("commune_names", names),
        array("std::uint16_t", "commune_name_ends", ends(names)),
        array("std::uint8_t", "commune_periods", [str(periods.index(days(row))) for row in rows], 32),
        array("Days", "periods", periods, 8),
        array("std::uint16_t", "commune_successors", [str(place[row["successor"]]) if row["successor"] else "no_row" for row in rows]),
        array("std::uint16_t", "commune_epci", [str(sirens[row["epci"]]) if row["epci"] else "no_row" for row in rows]),
        f"const std::size_t epci_count = {len(bodies)};",
        pool("epci_sirens", list(sirens)),
        pieces("epci_names", epci_names),
        array("std::uint16_t", "epci_name_ends", ends(epci_names)),
        array("std::uint8_t", "epci_kinds", [str(kinds.index(row["kind"])) for row in bodies], 32),
        array("char* const", "epci_kind_names", [f'"{kind}"' for kind in kinds]),
        *threshold_tables(sirens),
        "}  // namespace sne::tables",
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Communes and intercommunal bodies as C++.")
    parser.add_argument("--check", action="store_true", help="fail when the header is not the image of communes.csv")
    parser.add_argument("--tables", type=pathlib.Path, help="write the arrays compiled into the library")
    parser.add_argument("--import", dest="package", type=pathlib.Path, help="folder of the unpacked package")
    arguments = parser.parse_args()
    if arguments.package:
        import_package(arguments.package)
    rows = communes()
    if arguments.tables:
        arguments.tables.write_text(compiled_tables(rows), encoding="utf-8")
        return
    text = code_set(rows)
    if arguments.check:
        if not HEADER.exists() or HEADER.read_text(encoding="utf-8") != text:
            sys.exit(f"{HEADER.name} is stale: run lib/law/communes.py")
        print(f"{HEADER.name} is the image of communes.csv")
        return
    HEADER.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
