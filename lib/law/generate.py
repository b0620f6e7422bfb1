#!/usr/bin/env python3
"""Turn the CSV files of this folder into the headers of include/sne/law, after checking them.

The CSV files are the source of the law's data; the headers are their images, kept under version control so that a vendor needs no
Python. `generate.py --check` fails when an image is stale. Checks: every reference resolves, dates exist, the periods of one
article or delay neither overlap nor run backwards, every rule is cited on every day of its life or falls back on a convention.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import hashlib
import pathlib
import sys

import ceilings
import publics
import zones
import scoring
import supporting
from image import SIZED_TEXTS, cpp_name, date, enum, quote, table

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "include" / "sne" / "law" / "tables.hpp"
HORIZON = "2026-12-31"
FOREVER = "9999-12-31"
MARKS = ("text", "practice", "convention", "unverified")
FILES = ("rules", "citations", "rule_citations", "versions", "provisions", "delays", "reasons", "motives", "regions", "stay_papers")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            sys.exit(f"{name}.csv:{line}: wrong number of cells")
        for bound in ("from", "to"):
            if bound in row:
                row[bound] = row[bound] or FOREVER
                datetime.date.fromisoformat(row[bound])
        if "from" in row and row["from"] > row["to"]:
            sys.exit(f"{name}.csv:{line}: the period runs backwards")
        if "mark" in row and row["mark"] not in MARKS:
            sys.exit(f"{name}.csv:{line}: unknown mark {row['mark']}")
    return rows


def check_no_overlap(name: str, rows: list[Row], key: tuple[str, ...]) -> None:
    last: dict[tuple[str, ...], str] = {}
    for row in sorted(rows, key=lambda r: (*(r[k] for k in key), r["from"])):
        subject = tuple(row[k] for k in key)
        if last.get(subject, "") >= row["from"]:
            sys.exit(f"{name}.csv: {' '.join(subject)} has two values on {row['from']}")
        last[subject] = row["to"]


def check_cited_throughout(rule: str, cited: list[Row]) -> None:
    """A rule that claims no convention must be cited on every day from the first version of the law to the horizon."""
    day = "2000-11-08"
    for row in sorted(cited, key=lambda r: r["from"]):
        if row["from"] <= day <= row["to"]:
            day = following(row["to"])
    if day <= HORIZON:
        sys.exit(f"rule_citations.csv: {rule} is not cited on {day}; name the convention that stands in")


def following(day: str) -> str:
    return day if day == FOREVER else (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def render() -> str:
    data = {name: read(name) for name in FILES}
    rules, citations, motives = data["rules"], data["citations"], data["motives"]
    delays = sorted(data["delays"], key=lambda r: (r["name"], r["from"]))
    rule_ids = {row["id"] for row in rules}
    citation_index = {row["id"]: i for i, row in enumerate(citations)}
    for name in ("provisions", "delays", "motives"):
        for row in data[name]:
            if row["rule"] not in rule_ids:
                sys.exit(f"{name}.csv: unknown rule {row['rule']}")
    check_no_overlap("delays", delays, ("name",))
    check_no_overlap("citations", [row for row in citations if row["article"].startswith("CCH")], ("article",))
    for row in delays:
        if row["citation"] not in citation_index:
            sys.exit(f"delays.csv: unknown citation {row['citation']}")
    check_no_overlap("stay_papers", data["stay_papers"], ("paper",))
    check_no_overlap("versions", [{**r, "all": ""} for r in data["versions"]], ("all",))

    links: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    for row in data["rule_citations"]:
        ids = row["citations"].split()
        for one in ids:
            if one not in citation_index:
                sys.exit(f"rule_citations.csv: unknown citation {one}")
        if "convention" not in ids:
            check_cited_throughout(row["rule"], [citations[citation_index[one]] for one in ids])
        spans[row["rule"]] = (len(links), len(ids))
        links += [str(citation_index[one]) for one in ids]
    if set(spans) != rule_ids:
        sys.exit(f"rule_citations.csv: {sorted(set(spans) ^ rule_ids)} are not in both files")
    convention = citation_index["convention"]

    delay_names = sorted({row["name"] for row in delays})
    delay_span = {
        name: (next(i for i, r in enumerate(delays) if r["name"] == name), sum(r["name"] == name for r in delays))
        for name in delay_names
    }
    digest = hashlib.sha256()
    for name in (*FILES, *ceilings.FILES, *publics.FILES, *zones.FILES, *scoring.FILES, *supporting.FILES):
        digest.update((HERE / f"{name}.csv").read_bytes())

    parts = [
        "#pragma once",
        "// Generated by lib/law/generate.py from the CSV files of lib/law. Change those, then run it again.",
        "#include <array>\n#include <cstdint>\n#include <string_view>\n\n#include <sne/citation.hpp>\n#include <sne/date.hpp>",
        "namespace sne {",
        enum("Rule", "A rule of the library: one page, one function, one set of vectors.  (fr: règle)",
             [(cpp_name(r["id"]), "", f"`{r['id']}` ({r['lc']}): {r['title_en']}") for r in rules]),
        enum("ReasonCode", "Why a decision refuses, or what it warns of. Numbers are frozen.  (fr: motif de la décision)",
             [(cpp_name(r["name"]), f" = {r['number']}", f"`{r['name']}` ({r['kind']})") for r in data["reasons"]]),
        enum("Provision", "Something the law says during a period.  (fr: disposition)",
             [(r["name"], "", f"{r['from']} to {r['to']}: {r['note']}") for r in data["provisions"]]),
        enum("Delay", "A delay of the law or of a practice.  (fr: délai)",
             [(name, "", f"{delays[delay_span[name][0]]['value']} {delays[delay_span[name][0]]['unit']}, rule "
                         f"`{delays[delay_span[name][0]]['rule']}`") for name in delay_names]),
        "namespace law {",
        SIZED_TEXTS,
        f"inline constexpr std::uint64_t builtin_digest = 0x{digest.hexdigest()[:16]};",
        f"inline constexpr Date builtin_horizon = {date(HORIZON)};",
        table("Citation", "citations", [
            f"{{{quote(r['id'])}, {quote(r['article'])}, {quote(r['title'])}, {date(r['from'])}, {date(r['to'])}, "
            f"Mark::{r['mark']}, {quote(r['source'])}}}" for r in citations]),
        table("std::uint8_t", "rule_citation_links", links),
        table("RuleInfo", "rules", [
            f"{{{quote(r['id'])}, {quote(r['lc'])}, {quote(r['title_en'])}, {quote(r['title_fr'])}, "
            f"{spans[r['id']][0]}, {spans[r['id']][1]}}}" for r in rules]),
        f"inline constexpr std::size_t convention_citation = {convention};",
        table("Version", "versions", [
            f"{{{quote(r['code'])}, {date(r['from'])}, {date(r['to'])}, {quote(r['text'])}, {quote(r['change'])}, Mark::{r['mark']}}}"
            for r in data["versions"]]),
        table("ProvisionRow", "provisions", [
            f"{{{quote(r['name'])}, {date(r['from'])}, {date(r['to'])}, Rule::{cpp_name(r['rule'])}, Mark::{r['mark']}, {quote(r['note'])}}}"
            for r in data["provisions"]]),
        table("DelayRow", "delays", [
            f"{{{quote(r['name'])}, PolicyScope::{r['policy']}, {date(r['from'])}, {date(r['to'])}, {r['value']}, "
            f"DelayUnit::{r['unit']}, Mark::{r['mark']}, Rule::{cpp_name(r['rule'])}, {citation_index[r['citation']]}}}"
            for r in delays]),
        table("DelaySpan", "delay_spans", [f"{{{delay_span[n][0]}, {delay_span[n][1]}}}" for n in delay_names]),
        table("MotiveRow", "motives", [
            f"{{{quote(r['motive'])}, {date(r['from'])}, {date(r['to'])}, {quote(r['code'])}, {quote(r['label_fr'])}, "
            f"{quote(r['label_en'])}, Rule::{cpp_name(r['rule'])}}}" for r in motives]),
        table("StayPaperRow", "stay_papers", [
            f"{{{quote(r['paper'])}, {date(r['from'])}, {date(r['to'])}, {str(r['admitted'] == 'yes').lower()}, Mark::{r['mark']}}}"
            for r in data["stay_papers"]]),
        table("ReasonRow", "reasons", [
            f"{{ReasonCode::{cpp_name(r['name'])}, {quote(r['name'])}}}" for r in data["reasons"]]),
        "}  // namespace law",
        "}  // namespace sne",
    ]
    structs = """
/// A rule with its titles and where its citations lie in the table of links.
struct RuleInfo {
  std::string_view id, lc, title_en, title_fr;
  std::uint16_t first_citation, citation_count;
};

/// A version of the law.  (fr: version du droit)
struct Version {
  std::string_view code;
  Date from, to;
  std::string_view text, change;
  Mark mark;
};

struct ProvisionRow {
  std::string_view name;
  Date from, to;
  Rule rule;
  Mark mark;
  std::string_view note;
};

enum class PolicyScope : std::uint8_t { any, law, sne };
enum class DelayUnit : std::uint8_t { month, day };

struct DelayRow {
  std::string_view name;
  PolicyScope scope;
  Date from, to;
  std::int16_t value;
  DelayUnit unit;
  Mark mark;
  Rule rule;
  std::uint8_t citation;  ///< index of the row of `citations` that gave the value
};

struct DelaySpan {
  std::uint8_t first, count;
};

/// A radiation motive with its code in the interface of the SNE (empty where none was published).
struct MotiveRow {
  std::string_view letter;
  Date from, to;
  std::string_view interface_code, label_fr, label_en;
  Rule rule;
};

/// Whether the list of the day admits a stay paper; no row: not read in the text.  (fr: titre de séjour)
struct StayPaperRow {
  std::string_view paper;
  Date from, to;
  bool admitted;
  Mark mark;
};

struct ReasonRow {
  ReasonCode code;
  std::string_view name;
};
""".strip()
    at = parts.index("namespace law {")
    parts.insert(at, structs)
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the header is not the image of the CSV files")
    images = {
        TARGET: render(),
        TARGET.with_name("ceilings.hpp"): ceilings.render(*(read(name) for name in ceilings.FILES)),
        TARGET.with_name("publics.hpp"): publics.render(*(read(name) for name in publics.FILES), read("citations")),
        TARGET.with_name("zones.hpp"): zones.render(*(read(name) for name in zones.FILES)),
        TARGET.with_name("scoring.hpp"): scoring.render(*(read(name) for name in scoring.FILES), read("citations"), read("publics")),
        TARGET.with_name("pieces.hpp"): supporting.render(*(read(name) for name in supporting.FILES), read("citations")),
    }
    check = parser.parse_args().check
    for target, text in images.items():
        if check and (not target.exists() or target.read_text(encoding="utf-8") != text):
            sys.exit(f"{target.name} is stale: run lib/law/generate.py")
        if not check:
            target.write_text(text, encoding="utf-8")
    if check:
        print(f"{', '.join(target.name for target in images)}: images of the CSV files")


if __name__ == "__main__":
    main()
