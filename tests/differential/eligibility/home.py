"""Who lives in the home, who is a dependant, and the category: three-valued throughout.

No is 0, unknown 1 and yes 2: *and* is the smaller, *or* the larger.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from .days import age
from .faults import PARTNERS

NO, UNKNOWN, YES = 0, 1, 2
KLEENE = {None: UNKNOWN, "yes": YES, "no": NO}
LIST_OF_PERSONS = "2009-03-28"
VISITING_CHILDREN = "2018-11-25"
FLAT_SHARES = "2018-11-25"
DISABILITY = "2019-01-01"
OLD_CARDS_UNTIL = "2026-12-31"

#: The rows of the table, from the highest: (category, persons, dependants of a lone person, disabled household of).
TABLE = ((6, 6, 4, 5), (5, 5, 3, 4), (4, 4, 2, 3), (3, 3, 1, 2), (2, 2, None, 1), (1, 1, None, None))

MARRIED, PACS, COHABITING = "married", "pacs", "cohabiting"
ALL_COUPLES = (MARRIED, PACS, COHABITING)
#: The separations of a case: (couples, first day, last day, mark); None where nothing ends it.
SEPARATIONS: dict[str, tuple[tuple[tuple[str, ...], str, str | None, str], ...]] = {
    "non_conciliation": (
        ((MARRIED,), "2007-10-27", "2022-02-22", "text"),
        ((MARRIED,), "2022-02-23", None, "convention"),
    ),
    "judge_measures": (((MARRIED,), "2007-10-27", None, "text"),),
    "urgent_measures": (((MARRIED,), "2007-10-27", "2010-09-30", "text"),),
    "pacs_end": (((PACS,), "2009-03-28", None, "text"),),
    "complaint": (((MARRIED, PACS), "2007-10-27", None, "text"), ((COHABITING,), "2009-03-28", None, "text")),
    "protection_order": ((ALL_COUPLES, "2010-10-01", None, "text"),),
    "petition": (((MARRIED,), "2014-03-27", None, "text"),),
    "mediation": (((MARRIED,), "2014-03-27", "2019-03-24", "convention"),),
    "lawyer_certificate": (
        ((MARRIED,), "2017-01-01", "2022-02-22", "unverified"),
        ((MARRIED,), "2022-02-23", None, "text"),
    ),
    "protected_alone": ((ALL_COUPLES, "2008-01-01", None, "unverified"),),
}
OF_PARTNER = {"spouse": "married", "pacs": "pacs", "cohabitant": "cohabiting"}


class Counts(NamedTuple):
    """One bound of what describes the household."""

    persons: int
    dependants: int
    young: bool
    disabled: bool


class Category(NamedTuple):
    category: int
    rule: str
    extra: int


@lru_cache(maxsize=4096)
def categorise(counts: Counts, lone_parent_extra: str) -> Category:
    """The highest row of the table that describes the household; the first description of the row that fits."""
    n, d = counts.persons, counts.dependants
    lone = d >= 1 and n == d + 1
    rule, category = "", 0
    for row, by_number, dependants, disabled in TABLE:
        fits = {
            "by_number": n == by_number or (row == 6 and n > 6),
            "lone": lone and dependants is not None and (d == dependants or (row == 6 and d > dependants)),
            "young": counts.young and row == 3 and n == 2 and d == 0,
            "disabled": counts.disabled and n == disabled,
        }
        rule = next((name for name, fit in fits.items() if fit), "")
        if rule:
            category = row
            break
    if lone and d > 4 and n < d + 2:
        rule = "lone"  # above six persons the lone adult still stands one step higher than the number
    extra = max(0, n - 6)
    if lone and lone_parent_extra == "dependants":
        extra = max(extra, d - 4)
    return Category(category, rule, extra)


def card_valid(person: dict[str, Any], day: str) -> int:
    until = person.get("card_until")
    if until and until < day:
        return NO
    card = person.get("card")
    if card is None:
        return UNKNOWN
    return YES if card == "invalidity" or (card == "old_invalidity" and day <= OLD_CARDS_UNTIL) else NO


class Home:
    """The persons of one question, with what each of them is on the day."""

    def __init__(self, question: dict[str, Any], readings: dict[str, str]) -> None:
        self.day: str = question["as_of"]
        self.question = question
        self.readings = readings
        self.persons: list[dict[str, Any]] = question["persons"]
        self.route: str = question.get("route", "ordinary")
        self.warnings: set[str] = set()
        self.flat_share = self.route == "flat_share" and self.day >= FLAT_SHARES
        if self.route == "flat_share" and not self.flat_share:
            self.warnings.add("ROUTE_NOT_IN_FORCE")
        self.applicant = next(i for i, p in enumerate(self.persons) if p["tie"] == "applicant")
        self.partner = next((i for i, p in enumerate(self.persons) if p["tie"] in PARTNERS), None)
        self.ages = [age(p["born"], self.day) for p in self.persons]
        self.separation_missing: str | None = None
        self.separation_mark = "text"
        self.separated = self._separation()
        self.cards = [card_valid(p, self.day) for p in self.persons]
        self.attached = [self._attached(i) for i in range(len(self.persons))]
        self.dependant = [self._dependant(i, self.cards[i], self.attached[i]) for i in range(len(self.persons))]
        self.counted = [
            self._counted(i, KLEENE[p.get("on_notice")], self.dependant[i]) for i, p in enumerate(self.persons)
        ]
        self.dependant = [min(c, d) for c, d in zip(self.counted, self.dependant, strict=True)]
        self.disabled = [self._disabled(i, self.cards[i], self.dependant[i]) for i in range(len(self.persons))]
        self._count()

    # --- separation

    def _separation(self) -> bool:
        asked = self.question.get("separation")
        if not asked:
            return False
        since = asked.get("since")
        listed = None if self.partner is None else OF_PARTNER[self.persons[self.partner]["tie"]]
        said = asked.get("couple")
        another = bool(listed and said and listed != said)
        mark = None if another else self._mark_of_case(asked["case"], listed or said)
        if mark is None or self.separation_missing:
            if not self.separation_missing:
                self.warnings.add("SEPARATION_NOT_ADMITTED")
            return False
        if not since and asked["case"] != "protected_alone":
            self.separation_missing = "separation_since"
            return False
        if since and since > self.day:
            self.warnings.add("SEPARATION_NOT_ADMITTED")
            return False
        self.separation_mark = mark
        return True

    def _mark_of_case(self, case: str, couple: str | None) -> str | None:
        """The mark of a case on the day, for a couple or for the one that the paper supposes; None when not in force."""
        if case == "complaint" and couple is None and self.day < LIST_OF_PERSONS:
            self.separation_missing = "separation_couple"
        for couples, start, end, mark in SEPARATIONS[case]:
            if start <= self.day and (end is None or self.day <= end) and couple in (None, *couples):
                return mark
        return None

    def set_aside(self, i: int) -> bool:
        return self.separated and i == self.partner

    # --- what a person is

    def signs(self, i: int) -> int:
        """Holder of the lease: certain for the applicant, a spouse and a co-tenant; else what is said."""
        person = self.persons[i]
        if person["tie"] in ("applicant", "spouse", "co_tenant"):
            return YES
        if person["tie"] in PARTNERS:
            return KLEENE[person.get("signs")]
        return YES if person.get("signs") == "yes" else NO

    def holder(self, i: int) -> int:
        """Who holds the lease of this question: neither a partner set aside nor who has a lease of their own."""
        if self.set_aside(i) or (self.persons[i]["tie"] == "co_tenant" and self.flat_share):
            return NO
        return self.signs(i)

    def never_dependant(self, i: int) -> bool:
        person = self.persons[i]
        own = person["tie"] in PARTNERS or self.signs(i) == YES
        return own or person.get("own_return") == "yes"

    def _attached(self, i: int) -> int:
        """A grown-up child in the tax home, by the ages of the first of January."""
        person = self.persons[i]
        if person["tie"] != "child" or self.ages[i] < 18:
            return NO
        in_january = age(person["born"], f"{self.day[:4]}-01-01")
        student = person.get("student") == "yes"
        allowed = in_january < (25 if student else 21) or person.get("own_family") == "yes"
        return KLEENE[person.get("attached")] if allowed else NO

    def _dependant(self, i: int, card: int, attached: int) -> int:
        person = self.persons[i]
        if self.never_dependant(i):
            return NO
        custody = person.get("custody")
        if custody == "visit_only":
            return NO
        if custody == "visiting":
            return YES if self.readings.get("visiting_child") == "dependant" else NO
        if person["tie"] == "child" and (self.ages[i] < 18 or person.get("infirm") == "yes"):
            return YES
        if person["tie"] == "ascendant" and self.readings.get("ascendants") == "from_65" and self.ages[i] >= 65:
            return YES
        return max(card, attached)

    def _counted(self, i: int, on_notice: int, dependant: int) -> int:
        person = self.persons[i]
        tie, custody = person["tie"], person.get("custody")
        if self.set_aside(i) or custody == "visit_only":
            return NO
        if custody == "visiting":
            if self.day >= VISITING_CHILDREN:
                return YES
            self.warnings.add("VISITING_CHILD_NOT_COUNTED")
            return NO
        if tie == "co_tenant":
            return NO if self.flat_share else YES
        if tie == "applicant" or tie in PARTNERS or custody == "alternate" or self.day < LIST_OF_PERSONS:
            return YES
        return max(self.signs(i), on_notice, dependant)

    def _disabled(self, i: int, card: int, dependant: int) -> int:
        if self.day < DISABILITY:
            reading = self.readings.get("disability_before_2019", "none")
            if reading == "none":
                return NO
            if reading == "dependant_only":
                card = min(card, dependant)
        return min(card, self.counted[i])

    # --- the household

    def _count(self) -> None:
        unborn = self.question.get("unborn", 0) if self.readings.get("unborn_child") == "counted" else 0
        n_low = sum(c == YES for c in self.counted) + unborn
        n_high = sum(c != NO for c in self.counted) + unborn
        d_low = sum(d == YES for d in self.dependant) + unborn
        d_high = sum(d != NO for d in self.dependant) + unborn
        self.young_signs = self._young_couple()
        low = Counts(n_low, d_low, self.young_signs == YES, YES in self.disabled)
        young_high = self.young_signs != NO and n_high >= 2
        high = Counts(n_high, d_high, self.young_signs != NO, bool(max(self.disabled)))
        reading = self.readings.get("lone_parent_extra", "persons")
        self.n_low, self.n_high, self.d_low = n_low, n_high, d_low
        self.low, self.high = categorise(low, reading), categorise(high, reading)
        if young_high and self.high.category < 3:
            self.high = Category(3, "young", 0)
        self.settled = self.low.category == self.high.category and self.low.extra == self.high.extra

    def _young_couple(self) -> int:
        """But for the number of persons: a couple whose ages add up to 55 at most, both signing unless married."""
        if self.partner is None or self.set_aside(self.partner):
            return NO
        if self.ages[self.applicant] + self.ages[self.partner] > 55:
            return NO
        return self.signs(self.partner)

    def unknown_facts(self) -> list[tuple[str, int]]:
        """The empty facts that leave counted, dependant, disability or young couple unknown."""
        missing = []
        disability_known = YES in self.disabled or UNKNOWN not in self.disabled
        for i, person in enumerate(self.persons):
            if self.set_aside(i):
                continue
            on_notice = KLEENE[person.get("on_notice")]
            if on_notice == UNKNOWN and self.counted[i] == UNKNOWN:
                missing.append(("on_notice", i))
            if self.dependant[i] == UNKNOWN and self.attached[i] == UNKNOWN:
                missing.append(("attached", i))
            of_card = self.dependant[i] == UNKNOWN and not self.never_dependant(i)
            if self.cards[i] == UNKNOWN and (of_card or (self.disabled[i] == UNKNOWN and not disability_known)):
                missing.append(("card", i))
            if i == self.partner and self.young_signs == UNKNOWN and self.n_low == 2:
                missing.append(("signs", i))
        return missing
