"""The vectors of ceilings and eligibility, asked through Python."""

from __future__ import annotations

import json
from typing import Any

import sne

Case = dict[str, Any]

#: Of these the Python face has no door of its own; tests/unit/eligibility_vectors_test.cc replays them.
OPERATIONS_OF_CPP = {"zone", "category", "size", "units", "threshold", "quartile"}


def read(policy: Case) -> sne.Policy:
    return sne.Policy.sne().with_readings(**policy)


def ceiling(case: Case) -> Case:
    asked = (case["product"], case["zone"], case["category"], case["extra"], case["day"])
    try:
        found = sne.ceiling(*asked, policy=read(case.get("readings", {})))
    except sne.FormatError as error:
        return {"fault": error.code}
    return {"euros": found.euros, "mark": found.mark}


def evaluate(case: Case) -> Case:
    """The verdict on one product with its lists, or the verdicts of all; a list that is left out is empty."""
    verdicts = json.loads(sne.evaluate_json(json.dumps(case["question"])))
    if len(verdicts) > 1:
        return {"verdicts": [{"product": one["product"], "outcome": one["outcome"]} for one in verdicts]}
    return {"reasons": [], "warnings": [], "missing": []} | dict(verdicts[0])


ELIGIBILITY = {
    "ceiling": ceiling,
    "intermediate": lambda c: {"euros": sne.pli_ceiling(c["zone"], c["row"], c["day"]).euros},
    "evaluate": evaluate,
}
