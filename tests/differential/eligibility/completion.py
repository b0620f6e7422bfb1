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

from .amounts import ceiling, compared, products_of
from .faults import FOREIGN, FRENCH, zone_asked
from .home import NO, UNKNOWN, Home
from .income import BOUNDLESS, CARE_HOME_CAP, FOREIGN_PROOFS, HOLD_OTHERS, Period, Purse
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
            yield row, VALUES[field] if (field, row) in decisive else (*VALUES[field], {})


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


def _costs(question: Question) -> list[dict[str, Any]]:
    """The costs of the care home that are not given: nothing, or the cap, the same in each period that lacks one."""
    care = question.get("care_home")
    if not care:
        return [{}]
    this_year = int(question["as_of"][:4])
    given = care.get("costs", [])
    years = {this_year - 2, this_year - 1, None} - {cost.get("year") for cost in given}
    if not years:
        return [{}]
    return [
        {"care_home": care | {"costs": [*given, *(({"year": y} if y else {}) | {"cents": cents} for y in sorted(years, key=str))]}}
        for cents in (0, CARE_HOME_CAP)
    ]


def _ceilings(question: Question) -> set[int]:
    """The ceilings of the home, at its least and its most, as they are compared, and at 120 %."""
    zone, home = zone_asked(question), _home(question)
    order = question.get("local_order")
    totals = set()
    for product in (question["product"],) if question.get("product") else products_of(zone):
        for bound in (home.low, home.high):
            amount = ceiling(product, zone, bound.category, bound.extra, home.day, home.readings)
            if amount:
                totals |= {100 * amount.euros, 120 * amount.euros, compared(order, amount.euros)}
    return totals


def _turning_totals(question: Question, later: list[Period]) -> set[int]:
    totals = {0, VERY_LARGE}
    for total in _ceilings(question):
        totals |= {total, total + 1}
    for period in later:
        if period.usable:
            turn = -(-10 * period.low // 9)
            totals |= {turn - 1, turn}
    return totals


def with_later_incomes(question: Question, rng: random.Random, most: int = 8) -> Iterator[Question]:
    """The upper bounds of the year before completed: where an answer can turn, some of these values drawn."""
    purse = Purse(_home(question))
    year = purse.year - 1
    base, period = purse.period("n-2", year - 1), purse.period("n-1", year)
    ranges = [part for part in period.parts if part.low < part.high < BOUNDLESS]
    if not ranges:
        yield question
        return
    ninths = {9 * base.low // 10, 9 * base.low // 10 + 1, 9 * min(base.high, VERY_LARGE) // 10}
    for carrier in ranges:
        rest = period.low - carrier.low
        values = {min(max(total - rest, carrier.low), carrier.high) for total in ninths | _ceilings(question)}
        for value in {carrier.low, carrier.high, *rng.sample(sorted(values), min(most, len(values)))}:
            yield _with_values(question, year, {part.row: part.low for part in ranges} | {carrier.row: value})


def with_incomes(question: Question) -> Iterator[Question]:
    """The incomes of n-2 completed, one person at a time at the turning values and the others at their least or most."""
    purse = Purse(_home(question))
    year = purse.year - 2
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
            yield _with_values(question, year, {part.row: part.low for part in ranges} | {carrier.row: value})
    yield _with_values(question, year, {p.row: min(p.high, VERY_LARGE) for p in ranges})


def _with_values(question: Question, year: int, chosen: dict[int, int]) -> Question:
    """The incomes chosen, each on a paper of its own that holds others if the one it replaces did."""
    completed = _copied(question)
    separated = _home(question).separated
    foreign = FOREIGN if question["as_of"] >= FOREIGN_PROOFS else frozenset()
    papers = {
        income["notice"]
        for row in chosen
        for income in question["persons"][row].get("incomes", ())
        if income.get("year") == year and income.get("notice")
    }
    for row, person in enumerate(completed["persons"]):
        left = chosen.get(row)
        for income in sorted(person.get("incomes", ()), key=lambda income: income["kind"] in FRENCH):
            if income.get("year") != year or income["kind"] not in FRENCH | foreign:
                continue
            shared = income.get("notice") in papers and income.pop("notice", None) is not None
            if income["kind"] in foreign:
                income["cents"] = 0 if shared else income["cents"]
                left = None if left is None else max(0, left - income["cents"])
            elif left is not None:
                holds = income["kind"] in HOLD_OTHERS and not separated
                income |= {"kind": "notice" if holds else "own_lines", "cents": left}
                left = None
            elif shared:
                income |= {"kind": income["kind"] if income["kind"] in HOLD_OTHERS else "own_lines", "cents": 0}
        if left is not None and row in chosen:
            person.setdefault("incomes", []).append({"year": year, "kind": _kind_to_add(person, foreign), "cents": left})
    return completed


def _kind_to_add(person: dict[str, Any], foreign: frozenset[str]) -> str:
    """Of the group that the later incomes are of, so that they compare; see QUESTIONS.md."""
    kinds = {income["kind"] for income in person.get("incomes", ())}
    return "foreign_attestation" if kinds & foreign and not kinds & FRENCH else "own_lines"


def left_to_the_contract(question: Question) -> bool:
    """Whether an income of n-2, once given, may close a later period for want of its group: see QUESTIONS.md."""
    question = plain(question)
    purse = Purse(_home(question))
    for row in purse.rows:
        if purse.asked[row] == NO or purse.groups(row, purse.year - 2):
            continue
        if {True, False} <= purse.groups(row, purse.year - 1) | purse.groups(row, None):
            return True
    return False


def outcomes_by_completion(question: Question, rng: random.Random, most: int = 64) -> dict[str, set[str]]:
    """For each product, the outcomes of the completed questions; none of a question left to the contract."""
    outcomes: dict[str, set[str]] = {}
    if left_to_the_contract(question):
        return outcomes
    for facts, cost in itertools.product(with_facts(plain(question), rng, most), _costs(plain(question))):
        for later in with_later_incomes(facts | cost, rng):
            for completed in with_incomes(later):
                for verdict in judge(completed):
                    outcomes.setdefault(verdict["product"], set()).add(verdict["outcome"])
    return outcomes


def judge_by_completion(question: Question, rng: random.Random, most: int = 64) -> dict[str, str]:
    """The outcome common to every completion, `unknown` where they differ."""
    found = outcomes_by_completion(question, rng, most)
    return {product: next(iter(all_)) if len(all_) == 1 else "unknown" for product, all_ in found.items()}
