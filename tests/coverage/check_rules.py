#!/usr/bin/env python3
"""The law coverage report: every rule of lib/law/rules.csv must be found in the code, in the documentation and in the vectors.

A rule's identifier stands on the functions that apply it (`@rule id`), names its page, and is named by the groups of vectors that
hold its worked values; the trace of a decision prints it from the law data. One grep of the identifier then gives law, code, data, test
and page. Exit status 1 when one of them is missing.
"""

from __future__ import annotations

import csv
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def rules() -> list[str]:
    with (ROOT / "lib/law/rules.csv").open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def rules_in_code() -> dict[str, int]:
    found: dict[str, int] = {}
    for folder in ("include", "lib"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".hpp", ".cc", ".h"} and path.name != "tables.hpp":
                for rule in re.findall(r"@rule\s+([a-z0-9.-]+[a-z0-9])", path.read_text(encoding="utf-8")):
                    found[rule] = found.get(rule, 0) + 1
    return found


def rules_in_vectors() -> dict[str, int]:
    found: dict[str, int] = {}
    for path in sorted((ROOT / "tests/conformance/vectors").glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8"))["groups"]:
            found[group["rule"]] = found.get(group["rule"], 0) + len(group["cases"])
    return found


def main() -> None:
    known = rules()
    code, vectors = rules_in_code(), rules_in_vectors()
    gaps = [f"{where} speaks of an unknown rule: {rule}" for where, found in (("code", code), ("vectors", vectors)) for rule in found if rule not in known]
    print(f"{'rule':34} {'functions':>9} {'vectors':>8}  page")
    for rule in known:
        page = (ROOT / "docs/rules" / f"{rule}.md").exists()
        print(f"{rule:34} {code.get(rule, 0):9} {vectors.get(rule, 0):8}  {'yes' if page else 'no'}")
        gaps += [f"{rule}: no {what}" for what, there in (("function", rule in code), ("page", page), ("group of vectors", rule in vectors)) if not there]
    for gap in gaps:
        print(gap, file=sys.stderr)
    print(f"{len(known)} rules, {sum(vectors.values())} vectors, {len(gaps)} gaps")
    sys.exit(1 if gaps else 0)


if __name__ == "__main__":
    main()
