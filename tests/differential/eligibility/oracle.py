"""`judge(question)` gives the verdicts of one household, in the JSON of section 8 of the contract."""

from __future__ import annotations

from typing import Any

from .amounts import HORIZON, ceiling, compared, products_of, zone_is_convention
from .days import years_later
from .faults import find_fault, zone_asked
from .home import NO, UNKNOWN, YES, Home
from .income import Income, Part, Purse, reference_income

REASONS = """INCOME_ABOVE_CEILING NO_STAY_PAPER STAY_EXPIRED STAY_PAPER_NOT_ADMITTED HOLDER_MINOR NOT_MAIN_RESIDENCE
BODY_NOT_LISTED NOT_STUDENT_OR_YOUNG NO_CEILING SPOUSE_STAY ROUTE_NOT_IN_FORCE""".split()
WARNINGS = """PROVISIONAL EU_RIGHT_NOT_VERIFIED ADULT_STAY_UNKNOWN OWNERSHIP_POSSIBLE OVER_WITHIN_SHARE
PARTIAL_RECENT_INCOME SWORN_STATEMENT FOREIGN_PROOF_NOT_ADMITTED SEPARATION_NOT_ADMITTED DROP_TOO_SMALL
INFERRED_AMOUNT CEILING_WAIVED BEFORE_THE_LEASE VISITING_CHILD_NOT_COUNTED LOCAL_ORDER_APPLIED
STAY_PAPER_NOT_READ JOINT_NOTICE ROUTE_NOT_IN_FORCE ENTRY_IN_ANOTHER_YEAR LOCAL_ORDER_NOT_IN_FORCE""".split()
_REASON_RANK = {code: rank for rank, code in enumerate(REASONS)}
_WARNING_RANK = {code: rank for rank, code in enumerate(WARNINGS)}
#: What is missing, in the order of the verdict: a line at a time, and by person within a line.
MISSING = (
    ("separation_since", "separation_couple"), ("as_of",), ("nationality", "stay"), ("on_notice", "attached", "card", "signs"),
    ("income",), ("care_home",),
)
_MISSING_RANK = {field: (line, rank) for line, fields in enumerate(MISSING) for rank, field in enumerate(fields)}

YOUNG_LEASE, APPRENTICES = "2009-03-28", "2014-03-27"
OWNERS, INCOME_YIELDING, PROTECTED_OWNERS = "2009-03-28", "2017-01-29", "2019-12-30"
RENEWABLE = frozenset(("resident", "multi_year", "talent", "temporary", "treaty"))
ALWAYS_ADMITTED = frozenset(
    ("resident", "talent", "temporary", "treaty", "protected_receipt", "andorra")
)
#: The lists in force from a day, for the papers whose fate changed.
LISTS = (
    ("2022-04-29", {"multi_year": YES, "long_visa": YES, "diplomatic": NO}),
    ("2019-05-29", {"multi_year": YES, "long_visa": YES, "provisional_permit": YES, "monaco": YES, "first_request": NO}),
    ("2013-02-13", {"temporary_excluded": NO}),
    ("2010-03-15", {"temporary_excluded": NO, "monaco": YES, "diplomatic": YES, "first_request": YES}),
)

#: What is known of these lists: that of 2013 was not read, that of 2019 in a public sheet only.
LIST_MARKS = (("2022-04-29", "text"), ("2019-05-29", "practice"), ("2013-02-13", "unverified"), ("2010-03-15", "text"))
MARKS = ("text", "practice", "convention", "unverified")  # from the strongest

Question = dict[str, Any]
Verdict = dict[str, Any]
Missing = list[tuple[str, int | None]]


def stay_of(person: Question, day: str) -> tuple[int, str]:
    """Whether the person stays regularly, and the reason, warning or missing field."""
    nationality = person.get("nationality")
    if nationality == "french":
        return YES, ""
    if nationality == "eu":
        return YES, "EU_RIGHT_NOT_VERIFIED"
    if nationality is None:
        return UNKNOWN, "nationality"
    paper = person.get("stay")
    if paper is None:
        return UNKNOWN, "stay"
    if paper == "none":
        return NO, "NO_STAY_PAPER"
    if paper == "asylum":
        return NO, "STAY_PAPER_NOT_ADMITTED"
    if person.get("stay_until") and person["stay_until"] < day:
        renewed = paper in RENEWABLE or list_of_the_day(paper, day) == UNKNOWN
        if not renewed or (person.get("renewal_receipt_until") or "") < day:
            return NO, "STAY_EXPIRED"
    answer = list_of_the_day(paper, day)
    return answer, ("STAY_PAPER_NOT_READ", "", "STAY_PAPER_NOT_ADMITTED")[(UNKNOWN, YES, NO).index(answer)]


def mark_of_paper(person: Question, day: str) -> str:
    """The mark of what the list of the day says of a paper; a paper that is none, or out of date, is no matter of a list."""
    paper = person.get("stay")
    if person.get("nationality") != "other" or paper in (None, "none", "asylum") or stay_of(person, day)[1] == "STAY_EXPIRED":
        return "text"
    if list_of_the_day(paper, day) == UNKNOWN:
        return "unverified"
    if paper == "talent" and day >= LISTS[0][0]:
        return "unverified"  # inside the multi-year card of the list
    return next(mark for start, mark in LIST_MARKS if day >= start)


def list_of_the_day(paper: str, day: str) -> int:
    for start, admitted in LISTS:
        if day >= start:
            return YES if paper in ALWAYS_ADMITTED else admitted.get(paper, UNKNOWN)
    return UNKNOWN


class Case:
    """What is said of one question whatever the product."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.day: str = question["as_of"]
        self.readings: dict[str, str] = question.get("policy", {}).get("readings", {})
        self.zone = zone_asked(question)
        self.home = Home(question, self.readings)
        self.refused: set[str] = set()
        self.reserved: set[str] = set()  # reasons that leave the verdict unknown
        self.warnings = self.home.warnings
        self.missing: Missing = []
        if self.home.separation_missing:
            self.missing.append((self.home.separation_missing, None))
        self.provisional = question.get("stage", "lease") != "lease" or self.day > HORIZON
        if self.day > HORIZON:
            self.warnings.add("PROVISIONAL")
        if question.get("stage", "lease") != "lease":
            self.warnings.add("BEFORE_THE_LEASE")
        self._simple_conditions()
        self.earliest = self._majority()
        self._stays()
        self._owners()
        self.waived = self.home.route in ("young_lease", "under_occupation")
        self.income: Income | None = None
        self.parts: list[Part] = []
        self.purse = Purse(self.home)
        if self.waived:
            self.warnings.add("CEILING_WAIVED")
            self._young_lease()
        else:
            self.income, self.parts = reference_income(self.purse)
        self.order = None if self.waived else self._order_in_force()

    def _simple_conditions(self) -> None:
        question = self.question
        if question.get("body") == "other":
            self.refused.add("BODY_NOT_LISTED")
        if question.get("main_residence") == "no":
            self.refused.add("NOT_MAIN_RESIDENCE")
        if question.get("entry", self.day)[:4] != self.day[:4]:
            self.warnings.add("ENTRY_IN_ANOTHER_YEAR")

    def _majority(self) -> str | None:
        """The day on which everybody who surely holds the lease is of age; None when that refuses or leaves open nothing."""
        home = self.home
        birthdays = []
        for i, person in enumerate(home.persons):
            if home.ages[i] >= 18 or person.get("emancipated") == "yes" or (i == home.partner and self.separation_open):
                continue
            if home.holder(i) == YES:
                birthdays.append(years_later(person["born"], 18))
            elif home.holder(i) == UNKNOWN:
                self.missing.append(("signs", i))
        if not birthdays:
            return None
        if self.question.get("stage", "lease") == "lease":
            self.refused.add("HOLDER_MINOR")
        else:
            self.reserved.add("HOLDER_MINOR")
            self.missing.append(("as_of", None))
        return max(birthdays)

    @property
    def separation_open(self) -> bool:
        """The day of a separation is missing: nobody knows whether the partner is set aside."""
        return self.home.separation_missing is not None

    def _stays(self) -> None:
        home = self.home
        for i, person in enumerate(home.persons):
            if home.holder(i) == UNKNOWN and stay_of(person, self.day)[0] != YES:
                self.missing.append(("signs", i))
            if home.holder(i) != YES:
                if home.counted[i] != NO and home.ages[i] >= 18 and person.get("nationality") == "other":
                    if stay_of(person, self.day)[0] != YES:
                        self.warnings.add("ADULT_STAY_UNKNOWN")
                continue
            answer, said = stay_of(person, self.day)
            if said in _WARNING_RANK:
                self.warnings.add(said)
            if answer == YES:
                continue
            if person["tie"] == "spouse":
                self.reserved.add("SPOUSE_STAY")
            elif answer == NO:
                if not (i == home.partner and self.separation_open):
                    self.refused.add(said)
                continue
            self.missing.append(("nationality" if said == "nationality" else "stay", i))

    def _owners(self) -> None:
        if self.day < OWNERS:
            return
        grounds = ("suited", "yields_income") if self.day >= INCOME_YIELDING else ("suited",)
        for i, person in enumerate(self.home.persons):
            order = person.get("protection_order")
            protected = order and order <= self.day and self.day >= PROTECTED_OWNERS
            if self.home.counted[i] != NO and person.get("owns") in grounds and not protected:
                self.warnings.add("OWNERSHIP_POSSIBLE")

    def _young_lease(self) -> None:
        home = self.home
        if home.route != "young_lease":
            return
        if self.day < YOUNG_LEASE:
            self.refused.add("ROUTE_NOT_IN_FORCE")
            return
        for i, person in enumerate(home.persons):
            if home.set_aside(i) or home.signs(i) == NO or (i == home.partner and self.separation_open):
                continue
            student = person.get("student") == "yes"
            apprentice = person.get("apprentice") == "yes" and self.day >= APPRENTICES
            if student or apprentice or home.ages[i] < 30:
                continue
            if home.signs(i) == YES:
                self.refused.add("NOT_STUDENT_OR_YOUNG")
            else:
                self.missing.append(("signs", i))

    def mark(self, known_ceiling: bool, computed_ceiling: bool) -> str:
        """The weakest of what a verdict rests on; that a commune has no zone is a convention."""
        home, found = self.home, [self.home.separation_mark]
        if computed_ceiling or (known_ceiling and home.low.rule == "lone" and home.d_low > 4):
            found.append("convention")
        if self.zone is None or zone_is_convention(self.question.get("commune", "")):
            found.append("convention")
        found += [mark_of_paper(p, self.day) for i, p in enumerate(home.persons) if home.holder(i) == YES]
        return max(found, key=MARKS.index)

    def _order_in_force(self) -> Question | None:
        order = self.question.get("local_order")
        if not order:
            return None
        in_force = order["from"] <= self.day <= order["to"]
        self.warnings.add("LOCAL_ORDER_APPLIED" if in_force else "LOCAL_ORDER_NOT_IN_FORCE")
        return order if in_force else None

    def _whose_paper(self) -> Missing:
        """Who may stand on the paper of a holder, or on that of the applicant after a separation."""
        home, purse = self.home, self.purse
        years = (purse.year - 2, purse.year - 1)
        found: Missing = []
        for i, person in enumerate(home.persons):
            if person.get("on_notice") is not None:
                continue
            if home.set_aside(i):
                may = any(purse.partner_may_be_on(year) for year in years)
            else:
                may = any(
                    purse.may_be_covered(i, year) != NO and (purse.asked[i] != NO or purse.lacks_a_group(i, year))
                    for year in years
                    if i in purse.asked
                )
            if may:
                found.append(("on_notice", i))
        return found

    def missing_of_income(self) -> Missing:
        facts: Missing = [*self.home.unknown_facts()]
        if self.income is None or self.income.known:
            return facts
        facts += self._whose_paper()
        facts += [("income", p.row) for p in self.parts if p.low != p.high]
        return facts + [("care_home", None)] if self.income.cost_missing else facts


def _in_order(missing: Missing) -> Missing:
    """Each once."""

    def rank(item: tuple[str, int | None]) -> tuple[int, int, int]:
        line, place = _MISSING_RANK[item[0]]
        return line, item[1] or 0, place

    return sorted(set(missing), key=rank)


def _verdict(case: Case, product: str) -> Verdict:
    home, income = case.home, case.income
    low, high = home.low, home.high
    refused, reserved, warnings = set(case.refused), set(case.reserved), set(case.warnings)
    missing = list(case.missing)
    unknown = bool(missing or reserved)
    within_share = False
    out: Verdict = {"product": product}
    if case.zone:
        out["zone"] = case.zone
    if home.settled:
        out |= {"category": low.category, "category_rule": low.rule, "extra": low.extra}
    out |= {"persons": home.n_low, "dependants": home.d_low}

    if income is not None:
        floor = ceiling(product, case.zone, low.category, low.extra, case.day, case.readings)
        top = ceiling(product, case.zone, high.category, high.extra, case.day, case.readings)
        if floor is not None:
            out["ceiling"] = floor.euros
            if floor.convention:
                warnings.add("INFERRED_AMOUNT")
        if floor is None or top is None:
            reserved.add("NO_CEILING")
            unknown = True
        else:
            least, most = (compared(case.order, euros) for euros in (floor.euros, top.euros))
            share = product == "PLUS" and case.question.get("share_at_120_open") == "yes" and not case.order
            open_verdict = False
            if income.high <= least:
                pass
            elif case.separation_open:
                open_verdict = True
            elif income.low > most:
                refused.add("INCOME_ABOVE_CEILING")
                if share and 10 * income.high <= 12 * least:
                    within_share = True
                elif share and 10 * income.low <= 12 * most:
                    within_share = open_verdict = True
            else:
                open_verdict = True
            if open_verdict:
                unknown = True
                missing += case.missing_of_income()
            if income.known and home.settled:
                out["margin"] = least - income.low
        if income.known:
            out |= {"income": income.low, "income_basis": income.basis}
            if income.deduction is not None:
                out["deduction"] = income.deduction
            if income.year is not None:
                out["income_year"] = income.year
    out["whose"] = "applicant" if home.separated else "household"
    out["provisional"] = case.provisional
    out["mark"] = case.mark("ceiling" in out, "INFERRED_AMOUNT" in warnings)
    if case.earliest:
        out["earliest"] = case.earliest

    blocking = refused - {"INCOME_ABOVE_CEILING"} if within_share else refused
    if blocking:
        outcome, reasons = "not_eligible", refused
    elif unknown:
        outcome, reasons = "unknown", reserved | refused
    elif within_share:
        outcome, reasons = "over_within_share", refused
        warnings.add("OVER_WITHIN_SHARE")
    else:
        outcome, reasons = "eligible", set()
    out["outcome"] = outcome
    out["reasons"] = sorted(reasons, key=_REASON_RANK.__getitem__)
    out["warnings"] = sorted(warnings, key=_WARNING_RANK.__getitem__)
    listed = _in_order(missing) if outcome == "unknown" else []
    out["missing"] = [{"field": f} if row is None else {"field": f, "row": row} for f, row in listed]
    return out


def plain(value: Any) -> Any:
    """The same question with yes and no in letters and without what is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if inner is not None and inner != ""}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def judge(question: Question) -> list[Verdict]:
    """One verdict for each product asked, or one fault; all keys of the contract but `law_id` and `because`."""
    question = plain(question)
    echo = {"id": question["id"]} if "id" in question else {}
    fault = find_fault(question)
    if fault:
        return [echo | fault]
    case = Case(question)
    products = (question["product"],) if question.get("product") else products_of(case.zone)
    return [echo | _verdict(case, product) for product in products]
