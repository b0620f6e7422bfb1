"""The income of the home: periods as ranges, the rule of 10 %, the care home.

The rule of 10 % is not taken from its closed form: it is evaluated at the ends of the range and on both sides of the
point where it starts to apply; between these points it is monotone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .faults import FOREIGN, FRENCH
from .home import KLEENE, NO, UNKNOWN, YES, Home

FOREIGN_PROOFS = "2010-10-01"
CARE_HOME = "2015-05-14"
#: The papers on which the incomes of several persons stand.
HOLD_OTHERS = frozenset(("notice", "asdir", "joint"))
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
    given: bool
    lacking: int  # whether somebody lacks an income: no, perhaps, surely
    partial: bool

    @property
    def usable(self) -> bool:
        return self.given and self.lacking == NO and self.low == self.high

    def weighs(self, base: Period) -> bool:
        """Not to be retained as it stands, and yet it may turn out to be."""
        return self.given and not self.usable and self.lacking != YES and 10 * self.low <= 9 * base.high


class Income(NamedTuple):
    low: int
    high: int
    basis: str | None
    year: Year
    deduction: int | None
    cost_missing: bool

    @property
    def known(self) -> bool:
        return self.low == self.high


class Purse:
    """Whose resources count and what is said of them."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.year = int(home.day[:4])
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

    def may_be_covered(self, i: int, year: Year) -> int:
        """Whether a holder gives for that year a paper that can hold the income of this person, who gives none."""
        home = self.home
        if year is None or i == home.applicant or home.persons[i].get("own_return") == "yes":
            return NO
        if any(o.get("year") == year for o in home.persons[i].get("incomes", ())):
            return NO
        return max((home.holder(j) for j in self.rows if j != i and self.holds_others(j, year)), default=NO)

    def holds_others(self, i: int, year: Year) -> bool:
        """Whether a person gives for that year a paper that can hold the incomes of others."""
        incomes = self.home.persons[i].get("incomes", ())
        return any(o.get("year") == year and o["kind"] in HOLD_OTHERS for o in incomes)

    def covered(self, i: int, year: Year) -> int:
        """Whether a person stands on the paper of a holder for that year."""
        return min(self.may_be_covered(i, year), KLEENE[self.home.persons[i].get("on_notice")])

    def asked_for(self, i: int, year: Year) -> int:
        return min(self.asked[i], YES - self.covered(i, year))

    def partner_may_be_on(self, year: Year) -> bool:
        """Whether the paper of the applicant may hold the income of the partner set aside, were they on it."""
        home = self.home
        if not home.separated or home.partner is None:
            return False
        return self.holds_others(home.applicant, year) and not self.holds_others(home.partner, year)

    def _with_the_other(self, income: dict[str, Any]) -> bool:
        """Under a separation, whether a paper of the applicant is not surely theirs alone."""
        if income["kind"] not in HOLD_OTHERS or not self.partner_may_be_on(income.get("year")):
            return False
        partner = self.home.partner
        return partner is not None and self.home.persons[partner].get("on_notice") != "no"

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

    def _of_others(self, i: int, year: Year, income: dict[str, Any]) -> bool:
        """Whether an income is only an upper bound by its paper, whether or not its person lives in the home."""
        shared = self._parents_count(i) or self._exact_for_another(i, year, income.get("notice"))
        if income["kind"] == "joint" and not shared:
            return True
        number = income.get("notice")
        return self._with_the_other(income) or bool(number and self._shared_outside(i, year, number))

    def joint_notice(self, year: Year) -> bool:
        return any(self._of_others(i, year, income) for i in self.rows for income in self._admitted(i, year))

    def _exact_for_another(self, i: int, year: Year, number: int | None) -> bool:
        """Whether the paper is also that of the attached student whose parents count."""
        return bool(number) and any(
            self._parents_count(j) and any(o.get("notice") == number and o.get("year") == year for o in p.get("incomes", ()))
            for j, p in enumerate(self.home.persons)
            if j != i
        )

    def _parents_count(self, i: int) -> bool:
        person = self.home.persons[i]
        if self.home.readings.get("attached_student") != "parents" or i != self.home.applicant:
            return False
        return person.get("student") == "yes" and person.get("attached") == "yes"

    def groups(self, i: int, year: Year) -> set[bool]:
        return {income["kind"] in FRENCH for income in self._admitted(i, year)}

    def lacks_a_group(self, i: int, year: Year) -> bool:
        """Whether a later period holds none of a group that the person has in n-2."""
        return year != self.year - 2 and bool(self.groups(i, self.year - 2) - self.groups(i, year))

    def _lacks(self, i: int, year: Year) -> int:
        """Whether a person lacks an income: asked without one, or without one of a group that n-2 holds."""
        alone = NO if self.groups(i, year) else self.asked_for(i, year)
        if self.lacks_a_group(i, year):
            return max(alone, min(self.home.counted[i], YES - self.covered(i, year)))
        return alone

    def period(self, basis: str, year: Year) -> Period:
        parts: list[Part] = []
        papers: set[int] = set()
        lacks = {i: self._lacks(i, year) for i in self.rows}
        given = has_one = False
        # A paper that several carry is brought by the one for whom it is exact.
        for i in sorted(self.rows, key=lambda row: not self._parents_count(row)):
            found = self._admitted(i, year)
            has_one |= lacks[i] == NO and self.asked_for(i, year) != NO
            if not found:
                if self.asked_for(i, year) != NO:
                    parts.append(Part(i, 0, BOUNDLESS))
                continue
            given = True
            low = high = 0
            for income in found:
                number = income.get("notice")
                if number and number in papers:
                    continue
                if number:
                    papers.add(number)
                value = self._value(income)
                low += value if self.home.counted[i] == YES and not self._of_others(i, year, income) else 0
                high += value
            parts.append(Part(i, low, high))
        low, high = sum(p.low for p in parts), min(BOUNDLESS, sum(p.high for p in parts))
        partial = has_one and max(lacks.values()) != NO
        return Period(basis, year, low, high, parts, given, max(lacks.values()), partial)


def after_drop(base: int, recent: int) -> int:
    """A later income lower by at least a tenth takes the place of the base."""
    return recent if 10 * recent <= 9 * base else base


def _deductions(home: Home, looked_at: list[Period]) -> tuple[int, int, bool]:
    """The least and the greatest that the care home takes off, and whether a cost of a period looked at is missing."""
    care = home.question.get("care_home")
    if not care or care["of"] != "partner" or home.day < CARE_HOME:
        return 0, 0, False
    costs = {cost.get("year"): min(CARE_HOME_CAP, cost["cents"]) for cost in care.get("costs", ())}
    least = min(costs.get(p.year, 0) for p in looked_at)
    most = max(costs.get(p.year, CARE_HOME_CAP) for p in looked_at)
    return least, most, any(p.year not in costs for p in looked_at)


def _looked_at(base: Period, recent: Period | None, weighing: list[Period]) -> list[Period]:
    """The periods that may be the one retained."""
    surely = recent is not None and 10 * recent.low <= 9 * base.low
    perhaps = [recent] if recent is not None and 10 * recent.low <= 9 * base.high else []
    return [*([] if surely else [base]), *perhaps, *weighing]


def reference_income(purse: Purse) -> tuple[Income, list[Part]]:
    """The income, as a range, and what each person brings in the year before last and in the periods that weigh."""
    home = purse.home
    this_year = purse.year
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
        if base.low == base.high and chosen is base and recent.low < base.low:
            home.warnings.add("DROP_TOO_SMALL")
    weighing = [p for p in later if p.weighs(base)]
    low = min([low, *(p.low for p in weighing)])
    high = min([high, *(p.high for p in weighing if p.lacking == NO and 10 * p.high <= 9 * base.low)])
    parts = [part for p in (base, *weighing) for part in p.parts]
    parts += [
        Part(i, 0, BOUNDLESS)
        for p in weighing
        for i in purse.rows
        if purse.lacks_a_group(i, p.year) and purse.covered(i, p.year) == UNKNOWN
    ]
    least, most, cost_missing = _deductions(home, _looked_at(base, recent, weighing))
    known = low == high and min(least, high) == min(most, high)
    deduction = min(least, high) if known else 0
    low, high = max(0, low - most), max(0, high - least)
    if low != high:
        return Income(low, high, None, None, None, cost_missing), parts
    return Income(low, high, chosen.basis, chosen.year, deduction, cost_missing), parts
