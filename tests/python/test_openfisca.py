"""Where OpenFisca-France differs from the texts: docs/openfisca.md, number by number. Runs when the package openfisca-france is there."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import pytest

import sne

core = pytest.importorskip("openfisca_core.simulation_builder")
france = pytest.importorskip("openfisca_france")
SEEN = f"openfisca-france {version('openfisca-france')}"

CATEGORY, CEILING = "logement_social_categorie_menage", "logement_social_plafond_ressources"
ELIGIBLE, ZONE = "logement_social_eligible", "zone_logement_social"
LILLE, PARIS = "59350", "75056"
ALONE = {"a": "1960-01-01"}
COUPLE = {"a": "1960-01-01", "b": "1961-01-01"}
YOUNG = {"a": "1999-01-01", "b": "1999-01-01"}
Home = dict[str, str]


@pytest.fixture(scope="module")
def system() -> Any:
    print(f"\ncompared with {SEEN}")
    return france.FranceTaxBenefitSystem()


def theirs(system: Any, variable: str, month: str, home: Home, children: str = "", commune: str = LILLE, rfr: tuple[int, ...] = ()) -> Any:
    """Their answer for a month. `children` are the names with the role of a child; `rfr` the reference incomes of n-2, n-1 and n."""
    parents = [name for name in home if name not in children]
    notice: dict[str, Any] = {"declarants": parents[:2], "personnes_a_charge": list(children)}
    if rfr:
        notice["rfr"] = {str(int(month[:4]) - 2 + i): euros for i, euros in enumerate(rfr)}
    asked = {
        "individus": {name: {"date_naissance": {"ETERNITY": born}} for name, born in home.items()},
        "familles": {"f": {"parents": parents, "enfants": list(children)}},
        "foyers_fiscaux": {"ff": notice},
        "menages": {"m": {"personne_de_reference": parents[:1], "conjoint": parents[1:2], "enfants": list(children), "depcom": {month: commune}}},
    }
    found = core.SimulationBuilder().build_from_entities(system, asked).calculate(variable, month)
    return found.decode_to_str().tolist()[0] if hasattr(found, "decode_to_str") else found.tolist()[0]


def person(tie: str, born: str, **facts: Any) -> dict[str, Any]:
    return {"tie": tie, "born": born, "nationality": "french", "card": "none", **facts}


def ours(day: str, *persons: dict[str, Any], commune: str = LILLE, product: str = "PLUS") -> dict[str, Any]:
    question = {"as_of": day, "commune": commune, "product": product, "persons": list(persons)}
    return dict(json.loads(sne.evaluate_json(json.dumps(question)))[0])


def earned(*by_year: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"year": year, "kind": "notice", "cents": euros * 100} for year, euros in by_year]


def differs(number: int, reported: Any, found: Any) -> None:
    assert found == reported, f"{SEEN}: difference {number} of docs/openfisca.md no longer stands as reported"


@pytest.mark.parametrize(
    ("number", "commune", "month", "reported", "zone"),
    [
        (1, "92012", "2026-03", "ile_de_france", "paris_communes_limitrophes"),
        (2, "75113", "2026-03", "ile_de_france", "paris_communes_limitrophes"),
        (3, "93059", "2025-03", "ile_de_france", "paris_communes_limitrophes"),
        (4, "97411", "2023-03", "autres_regions", "dom"),
    ],
)
def test_zones(system: Any, number: int, commune: str, month: str, reported: str, zone: str) -> None:
    differs(number, reported, theirs(system, ZONE, month, ALONE, commune=commune))
    product = "LLS" if zone == "dom" else "PLUS"
    assert ours(f"{month}-15", person("applicant", "1960-01-01"), commune=commune, product=product)["zone"] == zone


@pytest.mark.parametrize(
    ("number", "month", "home", "children", "commune", "reported", "category", "right"),
    [
        (6, "2026-03", ALONE, "", PARIS, 13378, 1, 14811),
        (7, "2022-03", COUPLE, "", PARIS, 218805, 2, 21805),
        (8, "2018-06", {**ALONE, "c": "2008-01-01", "d": "2009-01-01", "e": "2010-01-01"}, "cde", PARIS, 35749, 5, 35746),
    ],
)
def test_amounts(system: Any, number: int, month: str, home: Home, children: str, commune: str, reported: int, category: int, right: int) -> None:
    differs(number, reported, theirs(system, CEILING, month, home, children, commune))
    assert sne.ceiling("PLAI", "paris_communes_limitrophes", category, 0, f"{month}-15").euros == right


def test_eligibility_is_not_plai(system: Any) -> None:
    differs(5, False, theirs(system, ELIGIBLE, "2022-06", ALONE, rfr=(20000, 20000, 20000)))
    assert ours("2022-06-15", person("applicant", "1960-01-01", incomes=earned((2020, 20000))))["outcome"] == "eligible"


def young(*by_year: tuple[int, int]) -> dict[str, Any]:
    """PLAI for a young couple of other regions in 2022: 20 370."""
    return ours("2022-06-15", person("applicant", "1999-01-01", incomes=earned(*by_year)), person("spouse", "1999-01-01", on_notice="yes"), product="PLAI")


def test_a_drop_of_exactly_a_tenth(system: Any) -> None:
    differs(10, False, theirs(system, ELIGIBLE, "2022-06", YOUNG, rfr=(22000, 19800, 22000)))
    assert theirs(system, ELIGIBLE, "2022-06", YOUNG, rfr=(22000, 19799, 22000))
    assert young((2020, 22000), (2021, 19800))["outcome"] == "eligible"


def test_a_later_income_equal_to_the_ceiling(system: Any) -> None:
    differs(11, False, theirs(system, ELIGIBLE, "2022-06", YOUNG, rfr=(25000, 20370, 25000)))
    assert young((2020, 25000), (2021, 20370))["outcome"] == "eligible"


SON = person("child", "1999-01-01", on_notice="yes", attached="no")


@pytest.mark.parametrize(
    ("number", "home", "children", "reported", "persons", "category"),
    [
        (14, ALONE, "", 1, [person("applicant", "1960-01-01", card="invalidity")], 2),
        (15, {"a": "1972-01-01", "b": "1974-01-01", "s": "1999-01-01"}, "s", 6,
         [person("applicant", "1972-01-01"), person("spouse", "1974-01-01"), SON], 3),
        (16, {"a": "1977-01-01", "s": "1999-01-01"}, "s", 1,
         [person("applicant", "1977-01-01"), person("child", "1999-01-01", own_return="yes", signs="yes")], 2),
        (17, {"a": "1982-01-01", "b": "1984-01-01", "c": "2012-01-01", "s": "1999-01-01"}, "cs", 3,
         [person("applicant", "1982-01-01"), person("spouse", "1984-01-01"), person("child", "2012-01-01"), SON], 4),
        (19, {"a": "1977-01-01", "s": "2000-01-01"}, "s", 1,
         [person("applicant", "1977-01-01"), person("child", "2000-01-01", attached="yes", student="yes")], 3),
    ],
)  # fmt: skip
def test_categories(system: Any, number: int, home: Home, children: str, reported: int, persons: list[dict[str, Any]], category: int) -> None:
    differs(number, f"categorie_{reported}", theirs(system, CATEGORY, "2022-06", home, children))
    assert ours("2022-06-15", *persons)["category"] == category


def test_extra_persons(system: Any) -> None:
    home = {"a": "1976-01-01", "b": "1976-01-01", "c": "2010-01-01", "d": "2012-01-01", "e": "2013-01-01", "f": "2014-01-01", "s": "1999-01-01"}
    differs(18, 29886, theirs(system, CEILING, "2022-06", home, "cdefs"))
    assert sne.ceiling("PLAI", "autres_regions", 6, 1, "2022-06-15").euros == 33219
    lone = {"a": "1977-01-01"} | {name: "2010-01-01" for name in "cdefgh"}
    differs(25, 36552, theirs(system, CEILING, "2022-06", lone, "cdefgh"))
    assert sne.ceiling("PLAI", "autres_regions", 6, 1, "2022-06-15").euros == 33219


def test_before_2017(system: Any) -> None:
    differs(23, False, theirs(system, ELIGIBLE, "2016-06", ALONE, rfr=(0, 0, 0)))
    assert ours("2016-06-15", person("applicant", "1960-01-01", incomes=earned((2014, 0))))["outcome"] == "eligible"


def test_what_agrees(system: Any) -> None:
    """The points of the page that are right on both sides."""
    assert theirs(system, ZONE, "2026-03", ALONE, commune="93006") == "paris_communes_limitrophes"
    assert theirs(system, CATEGORY, "2022-06", {"a": "1999-01-01", "b": "1993-01-01"}) == "categorie_3"
    assert theirs(system, CATEGORY, "2022-06", {"a": "1977-01-01", "c": "2012-01-01"}, "c") == "categorie_3"
