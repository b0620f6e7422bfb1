"""Slow proof of a verdict: every unknown is given values, and each completed question is judged.

A verdict other than `unknown` must be that of every completion. Facts take yes and no; a missing income takes the
values where an answer can turn: zero, the ceilings of the day, ten ninths of a later income, a very large one.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from typing import Any

from .amounts import EXTRA, grid, products_of
from .faults import zone_asked
from .home import NO, UNKNOWN, YES, Home
from .income import Period, Purse
from .oracle import judge, plain

Question = dict[str, Any]
Values = tuple[dict[str, Any], ...]
VALUES: dict[str, Values] = {
    "on_notice": ({"on_notice": "yes"}, {"on_notice": "no"}),
    "attached": ({"attached": "yes"}, {"attached": "no"}),
    "card": ({"card": "invalidity"}, {"card": "none"}),
    "signs": ({"signs": "yes"}, {"signs": "no"}),
    "nationality": ({"nationality": "french"}, {"nationality": "other", "stay": "none"}),
    "stay": ({"stay": "resident"}, {"stay": "none"}),
}
VERY_LARGE = 10**11


def _home(question: Question) -> Home:
    return Home(question, question.get("policy", {}).get("readings", {}))


def _copied(question: Question) -> Question:
    """The same question, its persons and incomes free to change."""
    persons = [dict(person) for person in question["persons"]]
    for person in persons:
        if "incomes" in person:
            person["incomes"] = [dict(income) for income in person["incomes"]]
    return question | {"persons": persons}


def _unknowns(question: Question) -> Iterator[tuple[int, Values]]:
    """The empty facts and their values. A fact that the oracle does not hold for decisive may also stay empty."""
    home = _home(question)
    decisive = set(home.unknown_facts())
    for row, person in enumerate(question["persons"]):
        signs = home.signs(row)
        empty = [field for field in ("on_notice", "attached", "card") if person.get(field) is None]
        if signs == UNKNOWN:
            empty.append("signs")
        if signs != NO and person.get("nationality") is None:
            empty.append("nationality")
        if signs != NO and person.get("nationality") == "other" and person.get("stay") is None:
            empty.append("stay")
        for field in empty:
            if not _left_to_the_contract(home, field, row):
                yield row, VALUES[field] if (field, row) in decisive else (*VALUES[field], {})


def _left_to_the_contract(home: Home, field: str, row: int) -> bool:
    """Facts that can make a later income usable without a word of who lives in the home: see QUESTIONS.md."""
    if field == "on_notice":
        return home.counted[row] == YES
    return field == "attached" and row == home.applicant and home.readings.get("attached_student") == "parents"


def _separations(question: Question) -> list[dict[str, Any]]:
    """The day and the couple of a separation that lacks them; nothing to complete otherwise."""
    asked = question.get("separation")
    if not asked or not _home(question).separation_missing:
        return [{}]
    days = [asked["since"]] if asked.get("since") else [question["as_of"], "9998-01-01"]
    couples = [asked["couple"]] if asked.get("couple") else ["married", "pacs", "cohabiting"]
    return [{"since": since, "couple": couple} for since in days for couple in couples]


def with_facts(question: Question, rng: random.Random, most: int) -> Iterator[Question]:
    """The facts completed: all combinations when they are few, else some drawn."""
    separations = _separations(question)
    choices = [[(row, value) for value in values] for row, values in _unknowns(question)]
    total = math.prod((len(separations), *map(len, choices)))
    combinations: Iterator[tuple[Any, ...]] = itertools.product(separations, *choices)
    if total > most:
        combinations = (
            (rng.choice(separations), *(rng.choice(choice) for choice in choices)) for _ in range(most)
        )
    for separation, *values in combinations:
        completed = _copied(question)
        if separation:
            completed["separation"] = question["separation"] | separation
        for row, value in values:
            completed["persons"][row] |= value
        yield completed


def _turning_totals(question: Question, later: list[Period]) -> set[int]:
    zone, day = zone_asked(question), question["as_of"]
    totals = {0, VERY_LARGE}
    overseas = question.get("policy", {}).get("readings", {}).get("overseas_pls", "lls")
    order = question.get("local_order")
    for product in products_of(zone) if zone else ():
        cells = grid(product, zone, day, overseas)
        euros = {c.euros for rank, c in cells.items() if rank != EXTRA}
        if cells:
            euros |= {cells[6].euros + k * cells[EXTRA].euros for k in range(1, 6)}
        for percent in {100, 120, order["percent"] if order else 100}:
            for total in (e * percent for e in euros):
                totals |= {total, total + 1}
    for period in later:
        if period.usable:
            turn = -(-10 * period.low // 9)
            totals |= {turn - 1, turn}
    return totals


def with_incomes(question: Question) -> Iterator[Question]:
    """The incomes of n-2 completed, one person at a time at the turning values and the others at their least or most."""
    purse = Purse(_home(question))
    year = int(question["as_of"][:4]) - 2
    base = purse.period("n-2", year)
    later = [purse.period("n-1", year + 1), purse.period("12m", None)]
    ranges = [part for part in base.parts if part.low != part.high]
    if not ranges:
        yield question
        return
    totals = _turning_totals(question, later)
    for carrier in ranges:
        rest = base.low - carrier.low
        values = {min(max(total - rest, carrier.low), carrier.high, VERY_LARGE) for total in totals}
        for value in sorted(values):
            chosen = {part.row: part.low for part in ranges} | {carrier.row: value}
            yield _with_own_lines(question, year, chosen)
    yield _with_own_lines(question, year, {p.row: min(p.high, VERY_LARGE) for p in ranges})


def _with_own_lines(question: Question, year: int, chosen: dict[int, int]) -> Question:
    """The incomes chosen, as own lines; who shared a paper with these persons has nothing of their own on it."""
    completed = _copied(question)
    papers = {
        income["notice"]
        for row in chosen
        for income in question["persons"][row].get("incomes", ())
        if income.get("year") == year and income.get("notice")
    }
    for row, person in enumerate(completed["persons"]):
        for income in person.get("incomes", ()):
            if income.get("year") == year and income.get("notice") in papers:
                income |= {"kind": "own_lines", "cents": 0}
                del income["notice"]
        if row in chosen:
            others = [income for income in person.get("incomes", ()) if income.get("year") != year]
            person["incomes"] = [*others, {"year": year, "kind": "own_lines", "cents": chosen[row]}]
    return completed


def outcomes_by_completion(question: Question, rng: random.Random, most: int = 64) -> dict[str, set[str]]:
    """For each product, the outcomes of the completed questions."""
    outcomes: dict[str, set[str]] = {}
    for facts in with_facts(plain(question), rng, most):
        for completed in with_incomes(facts):
            for verdict in judge(completed):
                outcomes.setdefault(verdict["product"], set()).add(verdict["outcome"])
    return outcomes


def judge_by_completion(question: Question, rng: random.Random, most: int = 64) -> dict[str, str]:
    """The outcome common to every completion, `unknown` where they differ."""
    found = outcomes_by_completion(question, rng, most)
    return {product: next(iter(all_)) if len(all_) == 1 else "unknown" for product, all_ in found.items()}
