"""Scoring grids and supporting pieces, from the command line (cotation, pièces justificatives)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import sne

from . import shown
from .wording import Words


def check(path: Path, day: date, lang: str) -> list[dict[str, Any]]:
    """Everything that the law of a day finds wrong with a grid."""
    return [
        {
            "code": issue.code,
            "severity": issue.severity,
            "criterion": issue.criterion,
            "subject": issue.subject,
            "rule": issue.rule,
            "mark": issue.mark,
            "text": issue.explain(lang),
        }
        for issue in sne.ScoringGrid.read(path.read_bytes()).validate(day)
    ]


def show_check(issues: list[dict[str, Any]], words: Words) -> None:
    if not issues:
        shown.out.print(words["no_issue"])
        return
    rows = [(one["code"], words[one["severity"]], one["text"], one["mark"]) for one in issues]
    shown.table("", (words["code"], words["severity"], words["issues"], words["mark"]), rows)


def score(grid: Path, facts: Path, day: date, lang: str) -> sne.ScoreExplanation:
    """The score of the demand whose facts a file holds."""
    return sne.ScoringGrid.read(grid.read_bytes()).score(facts.read_bytes(), day, language=lang)


def show_score(made: sne.ScoreExplanation, as_json: bool, explain: bool) -> None:
    if as_json:
        shown.show_json(json.loads(made.to_json()))
    elif explain:
        shown.out.print(made.explain(), markup=False, soft_wrap=True, end="")
    else:
        shown.out.print(" ".join([str(made.total), *made.caveats]), markup=False)


def pieces(day: date, nationality: str | None, motives: list[str] | None, true: list[str], only: bool, lang: str) -> list[dict[str, Any]]:
    """The pieces asked on a day; `only`: what is not named is not so."""
    unknown = sorted(set(true) - set(sne._core.circumstances))
    if unknown:
        raise sne.FormatError("UNKNOWN_CODE", 0, "--if", sne._core.circumstances)
    said: dict[str, Any] = dict.fromkeys(sne._core.circumstances, False if only else None) | dict.fromkeys(true, True)
    asked = sne.pieces(day, nationality, motives if motives is not None or not only else [], **said)
    return [
        {
            "id": piece.id,
            "stage": piece.stage,
            "asked": piece.asked,
            "asked_by": piece.asked_by,
            "label": piece.label(lang),
            "one_of": list(piece.documents(lang)),
            "rule": piece.rule,
            "mark": piece.mark,
        }
        for piece in asked
    ]


def show_pieces(asked: list[dict[str, Any]], words: Words) -> None:
    rows = [
        (one["id"] + ("" if one["asked"] else " ?"), words[one["stage"]], one["label"], " / ".join(one["one_of"]), one["mark"])
        for one in asked
    ]
    shown.table("", (words["piece"], words["stage"], words["shows"], words["one_of"], words["mark"]), rows)
