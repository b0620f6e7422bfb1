"""Eligibility from the command line: files of households, answered in their order (éligibilité)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import sne
from sne import _core, eligibility

from . import shown
from .wording import Words

_FINE = frozenset(("eligible", "over_within_share"))


@dataclass
class Answers:
    """What was answered, in the order of the file."""

    households: list[dict[str, Any]] = field(default_factory=list)
    fault: dict[str, Any] | None = None  # of the document, which breaks off there

    @property
    def faulty(self) -> bool:
        return self.fault is not None or any("fault" in one for one in self.households)

    @property
    def refused(self) -> bool:
        """Whether some household has no product for sure."""
        return any(not _FINE & {verdict["outcome"] for verdict in one["verdicts"]} for one in self.households if "verdicts" in one)


@dataclass(frozen=True)
class Asked:
    """What the command says for the file."""

    as_of: date | None
    commune: str | None
    product: str | None
    policy: sne.Policy


def run(path: Path, asked: Asked, explain: bool, lang: str) -> Answers:
    """Answers a file; with `explain`, each household with its verdicts in words."""
    answers = Answers()

    def keep(lines: bytes) -> None:
        for line in lines.splitlines():
            one = json.loads(line)
            if "fault" in one:
                one["text"] = eligibility.format_error(one["fault"]).explain(lang)
            question = one.pop("question", None)
            if question is not None:
                one["explanation"] = json.dumps(question, ensure_ascii=False)
            answers.households.append(one)

    fault = _core.answer_households(
        str(path), keep, as_of=asked.as_of, commune=asked.commune, product=asked.product, policy=asked.policy, questions=explain
    )
    if fault is not None:
        answers.fault = json.loads(fault)
        answers.fault["text"] = eligibility.format_error(answers.fault).explain(lang)
    return answers


def as_json(answers: Answers, policy: sne.Policy, lang: str) -> dict[str, Any]:
    """The answers as one document."""
    for one in answers.households:
        if "explanation" in one:
            one["explanation"] = json.loads(sne.explain_verdict(one["explanation"], lang, "json", policy=policy))
    said: dict[str, Any] = {"households": answers.households}
    if answers.fault is not None:
        said["fault"] = answers.fault
    return said


def _money(cents: int | None, lang: str) -> str:
    return "" if cents is None else sne.money_in_words(cents, lang)


def _row(one: dict[str, Any], verdict: dict[str, Any], lang: str) -> tuple[object, ...]:
    ceiling = verdict.get("ceiling")
    codes = [*verdict["reasons"], *verdict["warnings"]]
    lacking = [sne.in_words("input", missing["field"], lang) for missing in verdict["missing"]]
    return (
        one.get("id", one["household"]),
        verdict["product"],
        sne.in_words("eligibility", verdict["outcome"], lang),
        verdict.get("category"),
        _money(None if ceiling is None else ceiling * 100, lang),
        _money(verdict.get("income"), lang),
        _money(verdict.get("margin"), lang),
        "\n".join([*(sne.in_words("reason", code, lang) for code in codes), *dict.fromkeys(lacking)]),
    )


def show(answers: Answers, limit: int, words: Words) -> None:
    """The verdicts, then what was set apart, then what a tolerant reading left aside."""
    lang = words.language
    judged = [one for one in answers.households if "verdicts" in one]
    heads = ("household", "product", "verdict", "category", "ceiling", "income", "margin", "remarks")
    rows = [_row(one, verdict, lang) for one in judged[:limit] for verdict in one["verdicts"]]
    shown.table("", [words[head] for head in heads], rows, numbers=(3, 4, 5, 6))
    _show_faults([one for one in answers.households if "fault" in one][:limit], words)
    _show_notices([one for one in answers.households if one.get("notices")][:limit], words)
    faults = len(answers.households) - len(judged)
    shown.out.print(words.say("households_said", judged=shown.grouped(len(judged)), faults=shown.grouped(faults)), markup=False)


def explain(answers: Answers, limit: int, policy: sne.Policy, words: Words) -> None:
    """The verdicts in words, household by household."""
    for one in answers.households[:limit]:
        shown.out.print(words.say("household_title", id=one.get("id", one["household"])), style="bold", markup=False)
        text = sne.explain_verdict(one["explanation"], words.language, "text", policy=policy) if "explanation" in one else one["text"]
        shown.out.print(text, markup=False, soft_wrap=True)
        for notice in one.get("notices", ()):
            shown.out.print(f"{words['notice_' + notice['code']]} ({notice['path']})", markup=False, soft_wrap=True)


def _show_faults(faults: list[dict[str, Any]], words: Words) -> None:
    if not faults:
        return
    rows = [(one.get("id", one["household"]), one["line"], one["fault"]["fault"], one["text"]) for one in faults]
    shown.table(words["households_apart"], [words[head] for head in ("household", "line", "code", "expected")], rows, numbers=(1,))


def _show_notices(households: list[dict[str, Any]], words: Words) -> None:
    rows = [
        (one.get("id", one["household"]), words[f"notice_{notice['code']}"], notice["path"])
        for one in households
        for notice in one["notices"]
    ]
    if rows:
        shown.table(words["notices"], [words[head] for head in ("household", "issues", "place")], rows)
