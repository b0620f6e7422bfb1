"""What a newcomer meets: a verdict in words, and what is said of a question that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sne
from sne import Household, Income, Letting, Person

HOME = Household(
    (
        Person("applicant", "1986-01-01", nationality="french", card="none", incomes=(Income("notice", 5_000_000, year=2024),)),
        Person("spouse", "1988-01-01", nationality="french", card="none", on_notice=True),
        Person("child", "2017-01-01", card="none"),
    )
)


def test_a_verdict_in_words() -> None:
    said = sne.explain(HOME, "PLUS", commune="92012", as_of="2026-03-12", language="en")
    assert said.splitlines()[0].startswith("PLUS: eligible; resources of €50,000 in 2024, ceiling of €52,740")
    assert sne.explain(HOME, "PLUS", Letting(commune="92012"), as_of="2026-03-12", language="en") == said
    three = sne.explain(HOME, commune="92012", as_of="2026-03-12")
    assert [block.split()[0] for block in three.strip().split("\n\n")] == ["PLAI", "PLUS", "PLS"]
    assert said == sne.explain_verdict(sne.question_json(HOME, "PLUS", commune="92012", as_of="2026-03-12"), "en", "text")


@pytest.mark.parametrize(
    ("place", "code", "field"),
    [({}, "MISSING_VALUE", "commune"), ({"commune": "75013"}, "POSTAL_CODE", "commune"), ({"zone": "A bis"}, "UNKNOWN_CODE", "zone")],
)
def test_a_wrong_question_is_an_error_without_a_place_in_a_text(place: dict[str, Any], code: str, field: str) -> None:
    for door in (sne.evaluate, sne.explain):
        with pytest.raises(sne.FormatError) as caught:
            door(HOME, "PLUS", as_of="2026-03-12", **place)
        assert (caught.value.code, caught.value.field, caught.value.at) == (code, field, None)
        assert "Character" not in str(caught.value)


def test_a_letting_and_its_fields_are_not_given_together() -> None:
    with pytest.raises(TypeError, match="letting"):
        sne.evaluate(HOME, "PLUS", Letting(commune="92012"), commune="75056", as_of="2026-03-12")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sne.evaluate_lines(tmp_path / "none.jsonl")


def test_a_printed_value_holds_nothing_of_the_person() -> None:
    person = sne.Person("applicant", "1986-01-01", incomes=(sne.Income("notice", 5_000_000, year=2024),))
    printed = repr(sne.Household((person,))) + repr(person) + repr(person.incomes)
    assert "1986" not in printed and "5000000" not in printed and "5_000_000" not in printed
