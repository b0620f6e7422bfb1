"""The income of the home: periods as ranges, the rule of 10 %, the care home.

The rule of 10 % is not taken from its closed form: it is evaluated at the ends of the range and on both sides of the
point where it starts to apply; between these points it is monotone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .faults import FOREIGN, FRENCH
from .home import NO, YES, Home

FOREIGN_PROOFS = "2010-10-01"
CARE_HOME = "2015-05-14"
CARE_HOME_CAP = 1_000_000
#: More than any sum of incomes: thirty persons, six incomes each.
BOUNDLESS = 10**15

Year = int | None


class Part(NamedTuple):
    """What one person brings in one period."""

    row: int
    low: int
    high: int


class Period(NamedTuple):
    basis: str
    year: Year
    low: int
    high: int
    parts: list[Part]
    usable: bool
    partial: bool
    open: bool


class Income(NamedTuple):
    low: int
    high: int
    basis: str | None
    year: Year
    deduction: int

    @property
    def known(self) -> bool:
        return self.low == self.high


class Purse:
    """Whose resources count and what is said of them."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.rows = [home.applicant] if home.separated else [i for i, c in enumerate(home.counted) if c != NO]
        self.asked = {i: self._asked(i) for i in self.rows}

    def _asked(self, i: int) -> int:
        home = self.home
        adult = YES if home.ages[i] >= 18 else home.signs(i)
        return min(home.counted[i], YES - home.dependant[i], adult)

    def _admitted(self, i: int, year: Year) -> list[dict[str, Any]]:
        found = []
        for income in self.home.persons[i].get("incomes", ()):
            if income.get("year") != year:
                continue
            if income["kind"] in FRENCH:
                found.append(income)
            elif income["kind"] not in FOREIGN:
                self.home.warnings.add("SWORN_STATEMENT")
            elif self.home.day >= FOREIGN_PROOFS:
                found.append(income)
            else:
                self.home.warnings.add("FOREIGN_PROOF_NOT_ADMITTED")
        return found

    def _on_notice_of_holder(self, i: int) -> bool:
        """On a holder's notice and with nothing of their own in the two years that notices cover."""
        home = self.home
        if i == home.applicant or home.persons[i].get("on_notice") != "yes":
            return False
        this_year = int(home.day[:4])
        return not any(o.get("year") in (this_year - 2, this_year - 1) for o in home.persons[i].get("incomes", ()))

    def _excused(self, i: int, year: Year) -> bool:
        return year is not None and self._on_notice_of_holder(i)

    def _shared_outside(self, i: int, year: Year, number: int) -> bool:
        """Whether somebody who may not live in the home stands on the same paper."""
        for j, person in enumerate(self.home.persons):
            if j != i and self.home.counted[j] != YES:
                for income in person.get("incomes", ()):
                    if income.get("notice") == number and income.get("year") == year:
                        return True
        return False

    def _value(self, income: dict[str, Any]) -> int:
        cents: int = income["cents"]
        if income["kind"] == "pay_12_months" and self.home.readings.get("work_allowance") == "applied":
            cents -= cents // 10
        return cents

    def _exact(self, i: int, year: Year, income: dict[str, Any]) -> bool:
        if self.home.counted[i] != YES or (income["kind"] == "joint" and not self._parents_count(i)):
            return False
        number = income.get("notice")
        return not (number and self._shared_outside(i, year, number))

    def joint_notice(self, year: Year) -> bool:
        """Whether an income is only an upper bound by its paper, whoever lives in the home."""
        for i in self.rows:
            for income in self._admitted(i, year):
                number = income.get("notice")
                if number and self._shared_outside(i, year, number):
                    return True
                if income["kind"] == "joint" and not self._parents_count(i):
                    return True
        return False

    def _parents_count(self, i: int) -> bool:
        person = self.home.persons[i]
        if self.home.readings.get("attached_student") != "parents" or i != self.home.applicant:
            return False
        return person.get("student") == "yes" and person.get("attached") == "yes"

    def period(self, basis: str, year: Year) -> Period:
        parts: list[Part] = []
        papers: set[int] = set()
        given = asked_given = asked_without = bad = False
        for i in self.rows:
            found = self._admitted(i, year)
            sure = self.home.counted[i] == YES
            if not found:
                if self.asked[i] != NO and not self._excused(i, year):
                    asked_without = True
                    bad |= self.asked[i] == YES
                    parts.append(Part(i, 0, BOUNDLESS))
                continue
            given = True
            asked_given |= self.asked[i] != NO
            low = high = 0
            for income in found:
                number = income.get("notice")
                if number and number in papers:
                    continue
                if number:
                    papers.add(number)
                value = self._value(income)
                exact = self._exact(i, year, income)
                low += value if exact else 0
                high += value
                bad |= sure and not exact and value > 0 and not self._settles(i, year, income)
            parts.append(Part(i, low, high))
        low, high = sum(p.low for p in parts), min(BOUNDLESS, sum(p.high for p in parts))
        usable = given and not asked_without and low == high
        may = given and not bad and not usable
        return Period(basis, year, low, high, parts, usable, asked_given and asked_without, may)

    def _settles(self, i: int, year: Year, income: dict[str, Any]) -> bool:
        """Whether a paper is a range only because it is not known that somebody on it lives in the home."""
        number = income.get("notice")
        if income["kind"] == "joint" or not number:
            return False
        others = [j for j, p in enumerate(self.home.persons) if j != i and self.home.counted[j] == NO and any(
            o.get("notice") == number and o.get("year") == year for o in p.get("incomes", ())
        )]
        return not others


def after_drop(base: int, recent: int) -> int:
    """A later income lower by at least a tenth takes the place of the base."""
    return recent if 10 * recent <= 9 * base else base


def _deduction(home: Home, year: Year) -> int:
    care = home.question.get("care_home")
    if not care or care["of"] != "partner" or home.day < CARE_HOME:
        return 0
    return min(CARE_HOME_CAP, next((cost["cents"] for cost in care["costs"] if cost.get("year") == year), 0))


def reference_income(purse: Purse) -> tuple[Income, list[Part]]:
    """The income, as a range, and what each person brings in the year before last."""
    home = purse.home
    this_year = int(home.day[:4])
    base = purse.period("n-2", this_year - 2)
    later = [purse.period("n-1", this_year - 1), purse.period("12m", None)]
    if purse.joint_notice(base.year):
        home.warnings.add("JOINT_NOTICE")
    if any(p.partial for p in later):
        home.warnings.add("PARTIAL_RECENT_INCOME")
    usable = [p for p in later if p.usable]
    recent = min(usable, key=lambda p: p.low) if usable else None
    if recent is None:
        low, high, chosen = base.low, base.high, base
    else:
        turn = -(-10 * recent.low // 9)  # the least base that the recent income replaces
        bases = {base.low, base.high, *(b for b in (turn - 1, turn) if base.low <= b <= base.high)}
        results = [after_drop(b, recent.low) for b in bases]
        low, high = min(results), max(results)
        chosen = recent if 10 * recent.low <= 9 * base.low else base
        if base.low == base.high and chosen is base:
            home.warnings.add("DROP_TOO_SMALL")
    within_reach = [p for p in later if p.open and 10 * p.low <= 9 * base.high]
    low = min([low, *(p.low for p in within_reach)])
    if low == high:
        taken = _deduction(home, chosen.year)
        taken = min(taken, low)
        return Income(low - taken, low - taken, chosen.basis, chosen.year, taken), base.parts
    periods = [base, *within_reach] if recent is None else [base, recent, *within_reach]
    taken = max(_deduction(home, p.year) for p in periods)
    return Income(max(0, low - taken), high, None, None, 0), base.parts
