"""Eligibility from Python: JSON, values, files; the same answers from each door."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
import sne
from sne import CareHome, Household, Income, Letting, LocalOrder, Person, Separation

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/differential/eligibility/cases.json").read_text(encoding="utf-8"))

HOME = Household(
    (
        Person("applicant", "1986-01-01", nationality="french", card="none", incomes=(Income("notice", 5_000_000, year=2024),)),
        Person("spouse", "1988-01-01", nationality="french", card="none", on_notice=True),
        Person("child", "2017-01-01", card="none"),
    )
)
ALONE = {"as_of": "2026-03-12", "commune": "59350", "persons": [{"tie": "applicant", "born": "1986-01-01"}]}


def _answers(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    said = json.loads(sne.evaluate_json(json.dumps(case["question"])))
    for expected in case["expected"]:
        verdict = next(one for one in said if one.get("product") == expected.get("product"))
        assert {key: verdict.get(key) for key in expected} == expected


def test_cases_as_lines_are_the_same() -> None:
    lines = "".join(json.dumps(case["question"]) + "\n" for case in CASES)
    answers = _answers(sne.evaluate_lines(lines.encode(), format="jsonl"))
    assert [one["household"] for one in answers] == list(range(len(CASES)))
    for case, answer in zip(CASES, answers, strict=True):
        alone = json.loads(sne.evaluate_json(json.dumps(case["question"])))
        assert answer.get("verdicts", [answer.get("fault")]) == alone


def test_values() -> None:
    verdict = sne.evaluate(HOME, "PLUS", commune="92012", as_of="2026-03-12")
    assert (verdict.outcome, verdict.eligible, verdict.ceiling, verdict.margin) == ("eligible", True, 52740, 274000)
    assert verdict.law_id == sne.LawBook.builtin().id
    plai, plus, pls = sne.evaluate(HOME, letting=Letting(zone="ile_de_france"), as_of="2026-03-12")
    assert [one.product for one in (plai, plus, pls)] == ["PLAI", "PLUS", "PLS"]
    assert plai.reasons == ("INCOME_ABOVE_CEILING",) and plai.eligible is False
    assert pickle.loads(pickle.dumps((HOME, verdict))) == (HOME, verdict)
    assert hash(HOME) == hash(Household(HOME.persons))
    with pytest.raises(AttributeError):
        HOME.unborn = 1  # type: ignore[misc]


def test_no_is_not_unknown() -> None:
    home = Household((Person("applicant", "1986-01-01"), Person("other", "1990-01-01", on_notice=False)), main_residence=False)
    said = json.loads(sne.question_json(home, as_of="2026-03-12", commune="59350"))
    assert said["persons"][1] == {"tie": "other", "born": "1990-01-01", "on_notice": False}
    assert said["main_residence"] is False
    assert sne.evaluate(home, "PLUS", as_of="2026-03-12", commune="59350").reasons[0] == "NOT_MAIN_RESIDENCE"


def test_every_value_has_its_place() -> None:
    home = Household(
        (Person("applicant", "1980-01-01"), Person("spouse", "1945-01-01")),
        separation=Separation("petition", "2025-01-01", "married"),
        care_home=CareHome("partner", ((2024, 100), (None, 200))),
        monthly_resources=1,
    )
    order = LocalOrder("2026-01-01", "2026-12-31", 110)
    said = json.loads(sne.question_json(home, "PLUS", Letting(commune="59350", local_order=order), as_of="2026-03-12"))
    assert said["local_order"] == {"from": "2026-01-01", "to": "2026-12-31", "percent": 110, "kind": "prefect"}
    assert said["care_home"] == {"of": "partner", "costs": [{"year": 2024, "cents": 100}, {"year": None, "cents": 200}]}
    assert "LOCAL_ORDER_APPLIED" in sne.evaluate(home, "PLUS", Letting(commune="59350", local_order=order), as_of="2026-03-12").warnings


@pytest.mark.parametrize(
    ("change", "code", "field", "row"),
    [
        ({"persons": [{"tie": "applicant", "born": "2026-03-13"}]}, "BORN_AFTER", "born", 0),
        ({"persons": [{"tie": "applicant", "born": "2012-01-01"}]}, "HOLDER_AGE", "born", 0),
        ({"commune": "75013"}, "POSTAL_CODE", "commune", None),
        ({"commune": "75050"}, "UNKNOWN_COMMUNE", "commune", None),
        ({"as_of": "2027-06-01"}, "BEYOND_HORIZON", "as_of", None),
        ({"product": "LLS"}, "PRODUCT_NOT_IN_ZONE", "product", None),
        ({"stage": "soon"}, "UNKNOWN_CODE", "stage", None),
        ({"persons": 3}, "WRONG_TYPE", "persons", None),
        ({"Dupont": 3}, "UNKNOWN_KEY", None, None),
    ],
)
def test_faults(change: dict[str, Any], code: str, field: str | None, row: int | None) -> None:
    fault = json.loads(sne.evaluate_json(json.dumps(ALONE | change)))[0]
    assert (fault["fault"], fault.get("field"), fault.get("row")) == (code, field, row)
    assert "Dupont" not in json.dumps(fault)


def test_faults_of_values_are_format_errors() -> None:
    with pytest.raises(sne.FormatError) as caught:
        sne.evaluate(Household((Person("applicant", "1986-01-01", card="gold"),)), as_of="2026-03-12", commune="59350")
    assert (caught.value.code, caught.value.field, caught.value.row) == ("UNKNOWN_CODE", "card", 0)
    assert caught.value.expected is not None and "invalidity" in caught.value.expected
    assert "gold" not in str(caught.value)
    with pytest.raises(sne.FormatError, match="BEYOND_HORIZON"):
        sne.evaluate(HOME, commune="92012", as_of="2027-06-01")
    late = sne.evaluate(HOME, "PLUS", commune="92012", as_of="2027-06-01", policy=sne.Policy.sne(horizon="provisional"))
    assert late.provisional and "PROVISIONAL" in late.warnings


def test_text_that_is_no_unicode() -> None:
    assert json.loads(sne.evaluate_json("\ud800"))[0]["fault"] == "BAD_ENCODING"


def test_files(tmp_path: Path) -> None:
    lines = tmp_path / "homes.jsonl"
    lines.write_text(json.dumps(ALONE) + "\nnot json\n" + json.dumps(ALONE | {"id": "last"}) + "\n")
    answers = _answers(sne.evaluate_lines(lines, product="PLUS"))
    assert [one.get("fault", {}).get("fault") for one in answers] == [None, "BAD_JSON", None]
    assert answers[2]["id"] == "last" and answers[2]["line"] == 3
    assert [one["product"] for one in answers[0]["verdicts"]] == ["PLUS"]
    broken = _answers(sne.evaluate_lines(json.dumps([ALONE])[:-1].encode()))
    assert broken[-1] == {"fault": {"fault": "BAD_JSON", "at": len(json.dumps([ALONE])) - 1}}
    csv = b"household,tie,born\na,applicant,1986-01-01\n"
    assert _answers(sne.evaluate_lines(csv, as_of="2026-03-12", commune="59350"))[0]["id"] == "a"


def test_interface() -> None:
    path = ROOT / "tests/data/interface_tolerant.xml"
    first, second = _answers(sne.evaluate_lines(path))
    assert first["verdicts"][0]["zone"] == "paris_communes_limitrophes" and first["verdicts"][0]["provisional"]
    assert {"code": "AMOUNT_MISSING"}.items() <= first["notices"][1].items()
    assert second["fault"]["fault"] == "IMPOSSIBLE_DATE" and second["fault"]["row"] == 0
    bomb = b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    assert _answers(sne.evaluate_lines(bomb))[0]["fault"]["fault"] == "ENTITY_REFUSED"


def test_steps() -> None:
    assert sne.household_category(2, 1) == (3, 0, "lone")
    assert sne.household_category(2, young_couple=True) == (3, 0, "young")
    assert sne.Commune("75113").zone("2026-03-12") == sne.Commune("75056").zone("2026-03-12") == "paris_communes_limitrophes"
    assert sne.Commune("75113").whole_city == sne.Commune("75056") and sne.Commune("97411").departement == "974"
    with pytest.raises(sne.FormatError, match="POSTAL_CODE"):
        sne.Commune("75013")
