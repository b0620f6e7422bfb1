"""The doors give one answer: a demand folded event by event, a log folded by columns, a replay."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

import sne
from sne import _core

sys.path.append(str(Path(__file__).parents[1] / "differential"))
from engine import columns_of, policy_of
from histories import generate, random_policy

KEYS = frozenset({"demand", "person", "co_holder", "number"})


def rules_of(policy: Any) -> tuple[sne.LawBook, sne.Policy]:
    """The law book and the policy of a drawn set of parameters."""
    law = sne.LawBook.builtin()
    if policy.national_number_start:
        law = law.with_national_number_start(policy.national_number_start)
    for first, last in policy.suspensions:
        law = law.with_suspension(first, last)
    make = sne.Policy.law if policy.name == "law" else sne.Policy.sne
    names = ("unknown", "horizon", "renewal_base", "couples", "expired_commission")
    return law, make(**{name: getattr(policy, name) for name in names})


def event_of(row: dict[str, str]) -> sne.Event:
    facts: dict[str, Any] = {name: value for name, value in row.items() if value and name not in KEYS}
    if "sources" in facts:
        facts["sources"] = int(facts["sources"])
    return sne.Event(facts.pop("event"), **facts)


def said(decision: sne.Decision) -> tuple[str, set[str], set[str], set[str]]:
    return (decision.outcome, {r.code for r in decision.reasons}, {r.code for r in decision.warnings}, set(decision.missing))


@pytest.mark.parametrize("seed", range(40))
def test_scalar_and_bulk_agree_on_random_histories(seed: int) -> None:
    rng = random.Random(f"doors/{seed}")
    policy = random_policy(rng)
    law, rules = rules_of(policy)
    histories = [generate(rng, policy, f"{seed}-{i}") for i in range(25)]
    rows = [row for history in histories for row in history]
    bulk = _core.fold_log(columns_of(rows), policy_of(policy))
    joined = [tuple(set(filter(None, bulk[name][i].split("|"))) for name in ("reasons", "warnings", "missing")) for i in range(len(rows))]
    place = 0
    for history in histories:
        folded = sne.fold([event_of(row) for row in history], law, rules)
        for decision in folded.decisions:
            assert said(decision) == (bulk["outcome"][place], *joined[place])
            place += 1
        snapshot = _core.snapshots(columns_of(history), policy_of(policy), [history[0]["demand"]], ["2024-01-01"])[0]
        assert snapshot["state"] == folded.demand.state_on("2024-01-01", law)
        assert (snapshot["base"], snapshot["seniority"]) == (folded.demand.base, folded.demand.seniority)


@pytest.mark.parametrize("seed", range(10))
def test_timelines_agree_on_random_histories(seed: int) -> None:
    rng = random.Random(f"axes/{seed}")
    policy = random_policy(rng)
    law, rules = rules_of(policy)
    for i in range(20):
        history = generate(rng, policy, f"{seed}-{i}")
        events = [event_of(row) for row in history]
        for row in history:
            on, known = row["effective"], row["recorded"]
            bulk = _core.situations(columns_of(history), policy_of(policy), [row["demand"]], [on], [known])
            assert bulk == [str(sne.Timeline.of(events, law, rules, known_on=known).on(on))]
