"""The operations of scoring.json and pieces.json, through the Python door."""

from __future__ import annotations

import json
from typing import Any

import sne

Case = dict[str, Any]

LINE = ("criterion_id", "input_fact", "status", "points", "superseded_by")
POSITION = ("n", "rank_low", "rank_high", "percentile")


def scoring_due(case: Case) -> Case:
    found = sne.scoring_due(case["day"])
    return {"duty": found.duty, "due": found.due and found.due.isoformat(), "overdue": found.overdue(case["day"])}


def validate_grid(case: Case) -> Case:
    try:
        grid = sne.ScoringGrid.read(json.dumps(case["grid"]))
    except sne.FormatError as error:
        return {"fault": error.code, "path": error.field}
    issues = grid.validate(case["day"])
    return {"issues": [{name: getattr(i, name) for name in ("code", "severity", "criterion", "subject")} for i in issues]}


def score(case: Case) -> Case:
    grid = sne.ScoringGrid.read(case["grid"])
    try:
        made = grid.score(case["facts"], case["reference_date"])
    except sne.FormatError as error:
        return {"fault": error.code}
    position = made.comparable
    return {
        "total": made.total,
        "total_before_cap": made.total_before_cap,
        "cap_applied": made.cap_applied,
        "caveats": list(made.caveats),
        "lines": [{name: getattr(line, name) for name in LINE} for line in made.lines],
        "comparable": position and {name: getattr(position, name) for name in POSITION},
    }


def pieces(case: Case) -> Case:
    try:
        asked = sne.pieces(case["day"], case.get("nationality"), case.get("motives"), **case["circumstances"])
    except sne.FormatError as error:
        return {"fault": error.code}
    said: Case = {stage: [p.id for p in asked if p.asked and p.stage == stage] for stage in ("registration", "instruction")}
    said["perhaps"] = [p.id for p in asked if p.asked is None]
    named = {p.id: p for p in asked}
    if "documents_of" in case:
        said["documents"] = list(named[case["documents_of"]].one_of)
    if "mark_of" in case:
        said["mark"] = named[case["mark_of"]].mark
    return said


def form_version(case: Case) -> Case:
    try:
        found = sne.form_version(case["day"])
    except sne.FormatError as error:
        return {"fault": error.code}
    return {"form": found.form, "accepted": list(found.accepted), "mark": found.mark}


OPERATIONS = {
    "scoring_due": scoring_due,
    "validate_grid": validate_grid,
    "score": score,
    "pieces": pieces,
    "form_version": form_version,
}
