"""Zones, ceilings, categories, the verdict on a household, the size of its dwelling, the first quartile."""

from __future__ import annotations

import json

import sne
from sne import _core
from sne.conform.testee._shared import Case, Operation, or_fault, shown


def zone(case: Case) -> Case:
    """An arrondissement is asked by its city; the empty text where no rule was seen."""
    dwelling = sne.Commune(case["commune"]).whole_city
    return {"zone": dwelling.zone(case["day"], case.get("pierrefitte", "with_saint_denis")) or ""}


def ceiling(case: Case) -> Case:
    policy = sne.Policy.sne().with_readings(**case.get("readings", {}))
    return shown(sne.ceiling(case["product"], case["zone"], case["category"], case["extra"], case["day"], policy=policy), "euros", "mark")


def category(case: Case) -> Case:
    found, extra, rule = sne.household_category(
        case["persons"], case["dependants"], young_couple=case["young_couple"] == "yes", disabled=case["disabled"] == "yes",
        lone_parent_extra=case.get("lone_parent_extra", "persons"),
    )  # fmt: skip
    return {"category": found, "extra": extra, "rule": rule}


def evaluate(case: Case) -> Case:
    """The verdict on one product with its lists, or the verdicts of all; a list that is left out is empty."""
    verdicts = json.loads(sne.evaluate_json(json.dumps(case["question"])))
    if len(verdicts) > 1:
        return {"verdicts": verdicts}
    if "fault" in verdicts[0]:
        return dict(verdicts[0])
    return {"reasons": [], "warnings": [], "missing": []} | dict(verdicts[0])


def size(case: Case) -> Case:
    return {"persons": _core.persons_to_house(json.dumps(case["question"]))}


def threshold(case: Case) -> Case:
    policy = sne.Policy.sne().with_readings(quartile_year=case["quartile_year"])
    return {"euros": _core.quartile_threshold(case["siren"], case["day"], policy)}


def quartile(case: Case) -> Case:
    """What was not declared leaves the answer unknown."""
    policy = sne.Policy.sne().with_readings(**case.get("readings", {}))
    amounts = {name: case[name] for name in ("housing_benefit", "alimony_paid") if name in case}
    found = _core.first_quartile(case["monthly_cents"], case["tenths"], case["threshold"], policy=policy, **amounts)
    return {"answer": found or "unknown"}


OPERATIONS: dict[str, Operation] = {
    "zone": or_fault(zone),
    "ceiling": or_fault(ceiling),
    "intermediate": or_fault(lambda c: {"euros": sne.pli_ceiling(c["zone"], c["row"], c["day"]).euros}),
    "category": or_fault(category),
    "evaluate": evaluate,
    "size": or_fault(size),
    "units": or_fault(lambda c: {"tenths": _core.consumption_units(c["births"], c["day"])}),
    "threshold": or_fault(threshold),
    "quartile": or_fault(quartile),
}
