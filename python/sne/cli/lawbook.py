"""The law as data, from the command line: law packs checked, ceilings shown (recueil du droit)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import sne

from . import shown
from .wording import Words

def with_packs(packs: list[Path]) -> sne.LawBook:
    """The shipped book with the packs of these files, one after the other."""
    law = sne.LawBook.builtin()
    for path in packs:
        law = sne.LawBook.load(path.read_bytes(), law)
    return law


def check(path: Path, onto: sne.LawBook, lang: str) -> dict[str, Any]:
    """What there is to say of a pack."""
    report = sne.check_law_pack(path.read_bytes(), onto)
    return {
        "id": report.id,
        "tables": report.tables,
        "law_id": report.law.id if report.law else None,
        "horizon": report.law.horizon if report.law else None,
        "faults": [
            {
                "code": fault.code,
                "path": fault.path,
                "row": fault.row,
                "at": fault.at,
                "expected": fault.expected,
                "text": sne._core.fault_in_words(fault.code, language=lang),
            }
            for fault in report.faults
        ],
    }


def show_check(said: dict[str, Any], words: Words) -> None:
    """The faults of a pack, or that it is good."""
    if not said["faults"]:
        shown.out.print(words.say("pack_good", **said), markup=False)
        return
    rows = [(f["path"] or f["at"], f["code"], f["expected"], f["text"]) for f in said["faults"]]
    shown.table("", (words["place"], words["code"], words["expected"], words["what"]), rows)


def table(day: date | None, product: str | None, law: sne.LawBook) -> dict[str, Any]:
    """The ceilings of a day; of the last day held when none is given."""
    said: dict[str, Any] = json.loads(sne.law_table(day or min(law.horizon, law.ceilings_end), "json", product, law))
    return said


def show_table(said: dict[str, Any], words: Words) -> None:
    """One line for an amount, with its order and where it was read."""
    rows = [
        (
            one["product"],
            sne.in_words("zone", one["zone"], words.language),
            words["extra"] if one["category"] == "extra" else one["category"],
            words["unknown"] if one["euros"] is None else shown.grouped(one["euros"]),
            one.get("mark"),
            one.get("title"),
            one.get("source"),
        )
        for one in said["amounts"]
    ]
    heads = tuple(words[key] for key in ("product", "zone", "category", "euros", "mark", "order", "source"))
    shown.table(words.say("ceilings", day=said["day"]), heads, rows, numbers=(3,))
