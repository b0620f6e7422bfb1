"""Scoring grids, supporting pieces, versions of the form."""

from __future__ import annotations

import json

import sne
from sne.conform.testee._shared import Case, Operation, iso, or_fault, shown

ISSUE = ("code", "severity", "criterion", "subject")
LINE = ("criterion_id", "input_fact", "status", "points", "superseded_by")
POSITION = ("n", "rank_low", "rank_high", "percentile")


def scoring_due(case: Case) -> Case:
    found = sne.scoring_due(case["day"])
    return {"duty": found.duty, "due": iso(found.due), "overdue": found.overdue(case["day"])}


def validate_grid(case: Case) -> Case:
    """The grid goes as text: its reader is the part asked."""
    try:
        grid = sne.ScoringGrid.read(json.dumps(case["grid"]))
    except sne.FormatError as error:
        return {"fault": error.code, "path": error.field}
    return {"issues": [shown(issue, *ISSUE) for issue in grid.validate(case["day"])]}


def score(case: Case) -> Case:
    made = sne.ScoringGrid.read(case["grid"]).score(case["facts"], case["reference_date"])
    said = shown(made, "total", "total_before_cap", "cap_applied", "caveats")
    said["lines"] = [shown(line, *LINE) for line in made.lines]
    return said | {"comparable": made.comparable and shown(made.comparable, *POSITION)}


def pieces(case: Case) -> Case:
    asked = sne.pieces(case["day"], case.get("nationality"), case.get("motives"), **case["circumstances"])
    said: Case = {stage: [p.id for p in asked if p.asked and p.stage == stage] for stage in ("registration", "instruction")}
    said["perhaps"] = [p.id for p in asked if p.asked is None]
    named = {p.id: p for p in asked}
    if "documents_of" in case:
        said["documents"] = list(named[case["documents_of"]].one_of)
    if "mark_of" in case:
        said["mark"] = named[case["mark_of"]].mark
    return said


OPERATIONS: dict[str, Operation] = {
    "scoring_due": or_fault(scoring_due),
    "validate_grid": validate_grid,
    "score": or_fault(score),
    "pieces": or_fault(pieces),
    "form_version": or_fault(lambda c: shown(sne.form_version(c["day"]), "form", "accepted", "mark")),
}
