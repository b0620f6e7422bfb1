"""The oracle against the worked examples and the traps, and against the completion of what is not known."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

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
    assert len({c["id"] for c in CASES}) == len(CASES) >= 150
    assert {c["mark"] for c in CASES} <= MARKS
