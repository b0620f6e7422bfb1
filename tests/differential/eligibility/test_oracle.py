"""The oracle against the worked examples and the traps, and against the completion of what is not known."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from eligibility.completion import outcomes_by_completion
from eligibility.households import households
from eligibility.oracle import judge

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
MARKS = {"text", "practice", "convention", "unverified"}


def differences(expected: list[dict[str, Any]], answer: list[dict[str, Any]]) -> list[str]:
    """What is expected and not answered; keys that are not expected are free."""
    if len(expected) != len(answer):
        return [f"{len(answer)} answers for {len(expected)}: {answer}"]
    pairs = zip(expected, answer, strict=True)
    return [
        f"{want.get('product', 'fault')}.{key}: {got.get(key)!r} for {value!r}"
        for want, got in pairs
        for key, value in want.items()
        if got.get(key) != value
    ]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['id']}-{c['mark']}" for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert differences(case["expected"], judge(case["question"])) == []


def test_the_cases_are_named_and_marked() -> None:
    assert len({c["id"] for c in CASES}) == len(CASES) >= 300
    assert {c["mark"] for c in CASES} <= MARKS


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_a_verdict_holds_whatever_is_not_known(first: int) -> None:
    """A verdict given despite unknowns is that of every completion."""
    for index, question in enumerate(households(7, first, 500), first):
        verdicts = judge(question)
        if "fault" in verdicts[0] or all(verdict["outcome"] == "unknown" for verdict in verdicts):
            continue
        outcomes = outcomes_by_completion(question, random.Random(index), most=12)
        for verdict in verdicts:
            if verdict["outcome"] != "unknown":
                found = outcomes.get(verdict["product"], {verdict["outcome"]})
                assert found == {verdict["outcome"]}, (index, verdict, found, json.dumps(question))


def test_verdicts_speak_only_of_what_they_know() -> None:
    for question in households(11, 0, 2000):
        for verdict in judge(question):
            if "fault" in verdict:
                continue
            unknown = verdict["outcome"] == "unknown"
            assert not verdict["missing"] or unknown
            assert (verdict["outcome"] == "eligible") <= (verdict["reasons"] == [])
            assert ("category" in verdict) == ("category_rule" in verdict)
            assert "margin" not in verdict or "income" in verdict


def test_products_are_nested() -> None:
    """PLAI yes implies PLUS yes implies PLS yes, for the same household and day."""
    for question in households(13, 0, 2000):
        verdicts = judge({key: value for key, value in question.items() if key not in ("product", "share_at_120_open")})
        outcomes = [verdict.get("outcome") for verdict in verdicts]
        if any("NO_CEILING" in verdict.get("reasons", ()) for verdict in verdicts):
            continue
        for lower, higher in zip(outcomes, outcomes[1:], strict=False):
            assert lower != "eligible" or higher == "eligible", json.dumps(question)


def test_a_household_replays_alone() -> None:
    drawn = list(households(3, 0, 50))
    assert [next(households(3, index, 1)) for index in range(50)] == drawn
