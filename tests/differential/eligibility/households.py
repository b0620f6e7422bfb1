"""Random households, realistic and adversarial: the same seed gives the same questions.

Incomes are drawn near the ceilings of the day, at equality and a cent beside, and near nine tenths of the base.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from .amounts import EXTRA, HORIZON, OTHER, compared, grid, products_of, zone_of
from .days import age, anniversary, shift, years_later

Question = dict[str, Any]
Person = dict[str, Any]

#: The first day with an amount, and the last day drawn.
FIRST, LAST = "2009-06-01", "2027-12-31"
BEFORE_THE_AMOUNTS = ("2008-01-01", "2008-12-31", "2009-03-27", "2009-03-28", "2009-05-31")
#: The first days of what changes; the day before is drawn as well.
CHANGES = """2010-01-01 2010-03-15 2010-10-01 2013-02-13 2014-03-27 2015-05-14 2017-01-01 2017-01-29 2018-11-25 2019-01-01
2019-03-25 2019-05-29 2019-12-30 2022-02-23 2022-04-29 2023-12-31 2025-01-01 2026-01-01 2027-01-01""".split()
PARIS = "75056 75113 75120 92012 93066 94080 93006".split()
SUBURBS = "92026 94076 78646 95127 77288 93008".split()
PROVINCES = "69123 59350 2A004 2B033 13055 35238 69383 13208".split()
OVERSEAS = "97411 97105 97209 97302 97611 97801".split()
NOWHERE = "97502 98735 98818".split()
READINGS = {
    "lone_parent_extra": ("persons", "dependants"),
    "overseas_pls": ("lls", "plus"),
    "visiting_child": ("person", "dependant"),
    "unborn_child": ("not_counted", "counted"),
    "pierrefitte": ("with_saint_denis", "as_before"),
    "disability_before_2019": ("none", "dependant_only", "any_card"),
    "attached_student": ("own_only", "parents"),
    "work_allowance": ("not_applied", "applied"),
    "ascendants": ("card_only", "from_65"),
    "amounts": ("all", "printed_only"),
    "quartile_comparison": ("strict", "inclusive"),
    "quartile_year": ("in_force", "calendar_year"),
    "alimony_paid": ("not_deducted", "deducted"),
    "child_protection_window": ("end_of_care", "birthday_21"),
}
STAYS = """none resident multi_year talent temporary temporary_excluded treaty protected_receipt long_visa provisional_permit
andorra monaco diplomatic first_request asylum""".split()
SEPARATIONS = """non_conciliation judge_measures urgent_measures pacs_end complaint protection_order petition mediation
lawyer_certificate protected_alone""".split()
BODIES = "intermediation special_public crous carers ccas seasonal epci other".split()
PARTNERS = ("spouse", "pacs", "cohabitant")
FOREIGN = ("foreign_notice", "foreign_attestation", "employer_attestation")


def random_day(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.02:
        return rng.choice(BEFORE_THE_AMOUNTS)
    if draw < 0.45:
        return shift(rng.choice(CHANGES), rng.choice((-1, 0, 0, 1)))
    if draw < 0.55:
        return rng.choice(("2012-02-29", "2016-02-29", "2020-02-29", "2024-02-29", "2023-02-28", "2023-03-01"))
    if draw < 0.65:
        return f"{rng.randint(2010, 2026)}-{rng.choice(('01-01', '12-31'))}"
    day = shift(FIRST, rng.randint(0, 6787))
    return min(max(day, FIRST), LAST)


def random_policy(rng: random.Random, day: str) -> Question:
    readings = {}
    for name, values in READINGS.items():
        if rng.random() < 0.12:
            readings[name] = rng.choice(values[1:])
    policy: Question = {"readings": readings} if readings else {}
    if day > HORIZON:
        policy["horizon"] = "provisional" if rng.random() < 0.9 else "refuse"
    return policy


def born_aged(rng: random.Random, day: str, years: int) -> str:
    """A day of birth that gives that age on the day; often the birthday itself, sometimes 29 February."""
    if rng.random() < 0.15:
        return years_later(day, -years)
    for _ in range(20):
        year = int(day[:4]) - years - rng.randint(0, 1)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        text = f"{year:04d}-02-29" if leap and rng.random() < 0.3 else shift(f"{year:04d}-01-01", rng.randint(0, 364))
        if age(text, day) == years and text <= day:
            return text
    return years_later(day, -years)


def maybe(rng: random.Random, person: Person, field: str, values: tuple[str, ...], chance: float) -> None:
    if rng.random() < chance:
        person[field] = rng.choice(values)


class Draw:
    """One household being drawn."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.day = random_day(rng)
        self.year = int(self.day[:4])
        self.policy = random_policy(rng, self.day)
        self.tidy = rng.random() < 0.45  # a file where nearly everything is known
        self.persons: list[Person] = []
        self.question: Question = {"as_of": self.day}
        self.notices = 0

    # --- the dwelling

    def dwelling(self) -> None:
        rng, question = self.rng, self.question
        draw = rng.random()
        commune = rng.choice(
            PARIS if draw < 0.25 else SUBURBS if draw < 0.45 else PROVINCES if draw < 0.80
            else OVERSEAS if draw < 0.90 else NOWHERE if draw < 0.91 else ["93059"]
        )
        pierrefitte = self.policy.get("readings", {}).get("pierrefitte", "with_saint_denis")
        self.zone = zone_of(commune, self.day, pierrefitte)
        if rng.random() < 0.1 and self.zone:
            question["zone"] = self.zone
        else:
            question["commune"] = commune
        if rng.random() < 0.6:
            question["product"] = rng.choice(products_of(self.zone))
        draw = rng.random()
        if draw < 0.16:
            question["route"] = rng.choice(("young_lease", "young_lease", "under_occupation", "flat_share", "flat_share"))
        elif draw < 0.2:
            question["route"] = "ordinary"
        if self.day in ("2018-11-24", "2018-11-25", "2018-11-26") and rng.random() < 0.4:
            question["route"] = "flat_share"
        maybe(rng, question, "stage", ("lease", "commission", "inquiry"), 0.15)
        maybe(rng, question, "share_at_120_open", ("yes", "yes", "no"), 0.35)
        maybe(rng, question, "body", tuple(BODIES), 0.04)
        maybe(rng, question, "main_residence", ("yes", "yes", "yes", "no"), 0.1)
        if rng.random() < 0.06:
            question["local_order"] = self.order()
        if rng.random() < 0.06:
            question["unborn"] = rng.randint(1, 2)
            maybe(rng, question, "pregnancy_certificate", ("yes", "no"), 0.6)
        if rng.random() < 0.1:
            question["entry"] = shift(self.day, rng.choice((-1, 0, 1, 20, 20, 400)))

    def order(self) -> Question:
        rng = self.rng
        start = shift(self.day, -rng.choice((0, 1, 300, 700)))
        end = shift(self.day, rng.choice((0, 1, 300, 1000)) if rng.random() < 0.8 else 0)
        if rng.random() < 0.15:
            start, end = shift(self.day, 1), shift(self.day, 200)
        kind = rng.choice(("prefect", "delegated"))
        percent = rng.choice((90, 100, 110, 115, 120, 130) if kind == "delegated" else (60, 101, 120, 150, 200))
        order = {"from": start, "to": end, "kind": kind}
        if start >= "2023-12-31" and rng.random() < 0.3:
            order["to"] = anniversary(start, 6)
        if rng.random() < 0.4:
            cells = grid("PLUS", self.zone or OTHER, max(self.day, FIRST), "lls") or grid("PLUS", OTHER, max(self.day, FIRST), "lls")
            return order | {"euros": cells[rng.randint(1, 6)].euros * rng.randint(60, 150) // 100}
        return order | {"percent": percent}

    # --- the persons

    def person(self, tie: str, years: int) -> Person:
        rng = self.rng
        person: Person = {"tie": tie, "born": born_aged(rng, self.day, years)}
        if self.tidy:
            person["card"] = "none" if rng.random() < 0.85 else "invalidity"
        else:
            maybe(rng, person, "card", ("none", "none", "invalidity", "old_invalidity", "priority", "parking"), 0.8)
        if rng.random() < (0.05 if self.tidy else 0.15):
            person["card_until"] = shift(self.day, rng.choice((-300, -1, 0, 1, 300)))
        self.papers(person, years)
        maybe(rng, person, "owns", ("none", "suited", "yields_income", "unsuited"), 0.1)
        if rng.random() < (0.4 if "owns" in person else 0.01):
            person["protection_order"] = shift(self.day, rng.choice((-400, -1, 0, 1)))
        self.persons.append(person)
        return person

    def papers(self, person: Person, years: int) -> None:
        rng = self.rng
        draw = rng.random()
        if draw < 0.75:
            person["nationality"] = "french"
        elif draw < 0.8:
            person["nationality"] = "eu"
        elif draw < 0.97 or self.tidy:
            person["nationality"] = "other"
            if self.tidy and rng.random() < 0.7:
                person["stay"] = rng.choice(("resident", "temporary", "treaty"))
            elif rng.random() < 0.95:
                person["stay"] = rng.choice(STAYS)
            if rng.random() < 0.25:
                person["stay_until"] = shift(self.day, rng.choice((-200, -1, 0, 1, 500)))
                if rng.random() < 0.7:
                    person["renewal_receipt_until"] = shift(self.day, rng.choice((-1, 0, 60)))

    def adult_age(self) -> int:
        rng = self.rng
        draw = rng.random()
        if draw < 0.03:
            return rng.choice((16, 17))
        return rng.choice((18, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30)) if draw < 0.5 else rng.randint(30, 90)

    def household(self) -> None:
        rng = self.rng
        applicant = self.person("applicant", self.adult_age())
        years = age(applicant["born"], self.day)
        if years < 18:
            maybe(rng, applicant, "emancipated", ("yes", "no"), 0.6)
        maybe(rng, applicant, "student", ("yes", "no"), 0.15 if years < 30 else 0.02)
        maybe(rng, applicant, "attached", ("yes", "no"), 0.1)
        maybe(rng, applicant, "apprentice", ("yes", "no"), 0.06)
        if rng.random() < 0.5:
            self.partner(years)
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7)) if years > 19 else rng.choice((0, 0, 1))):
            self.child(rng.randint(0, 17) if rng.random() < 0.75 else rng.randint(18, 26))
        for tie in ("ascendant", "relative", "other", "co_tenant"):
            while rng.random() < 0.09:
                self.other(tie)
        if rng.random() < 0.3:
            rng.shuffle(self.persons)

    def partner(self, years: int) -> None:
        rng = self.rng
        if rng.random() < 0.4:
            theirs = max(18, 55 - years + rng.choice((-1, 0, 0, 1)))
        else:
            theirs = self.adult_age()
        person = self.person(rng.choice(PARTNERS), min(theirs, 100) if rng.random() < 0.96 else rng.choice((16, 17)))
        if age(person["born"], self.day) < 18:
            maybe(rng, person, "emancipated", ("yes", "no"), 0.5)
        maybe(rng, person, "signs", ("yes", "yes", "yes", "no"), 0.95 if self.tidy else 0.7)
        maybe(rng, person, "on_notice", ("yes", "no"), 0.9 if self.tidy else 0.6)
        maybe(rng, person, "student", ("yes", "no"), 0.08)
        maybe(rng, person, "apprentice", ("yes",), 0.04)
        if person["tie"] != "spouse" and rng.random() < 0.08:
            self.doubtful(person)

    def doubtful(self, partner: Person) -> None:
        """Nobody knows whether they sign, and their paper may not do."""
        rng = self.rng
        for field in ("signs", "nationality", "stay", "stay_until"):
            partner.pop(field, None)
        if rng.random() < 0.8:
            partner["nationality"] = rng.choice(("other", "other", "other", "eu"))
        if rng.random() < 0.8:
            partner["stay"] = rng.choice(STAYS)

    def child(self, years: int) -> None:
        rng = self.rng
        person = self.person("child", years)
        if years < 18:
            if rng.random() < 0.2:
                person["custody"] = rng.choice(("alternate", "visiting", "visiting", "visit_only"))
            if rng.random() < 0.5:
                person.pop("nationality", None)
            maybe(rng, person, "own_return", ("yes",), 0.02)
            return
        maybe(rng, person, "attached", ("yes", "no"), 0.9 if self.tidy else 0.65)
        maybe(rng, person, "student", ("yes",), 0.4)
        maybe(rng, person, "infirm", ("yes",), 0.06)
        maybe(rng, person, "own_family", ("yes",), 0.06)
        self.loose(person)

    def loose(self, person: Person) -> None:
        """What is said of a person who is not a holder by the tie alone."""
        rng = self.rng
        maybe(rng, person, "on_notice", ("yes", "no"), 0.95 if self.tidy else 0.65)
        maybe(rng, person, "own_return", ("yes", "no"), 0.3)
        maybe(rng, person, "signs", ("yes", "yes", "no"), 0.25)

    def other(self, tie: str) -> None:
        rng = self.rng
        years = rng.randint(55, 95) if tie == "ascendant" else self.adult_age()
        if tie == "ascendant" and rng.random() < 0.3:
            years = rng.choice((64, 65))
        if tie in ("relative", "other") and rng.random() < 0.2:
            years = rng.randint(0, 17)
        person = self.person(tie, years)
        if tie == "co_tenant":
            maybe(rng, person, "student", ("yes",), 0.1)
            maybe(rng, person, "on_notice", ("yes", "no"), 0.4)
        else:
            self.loose(person)
            if years < 16:
                person.pop("signs", None)
        if years < 18:
            maybe(rng, person, "emancipated", ("yes",), 0.3)

    # --- separation and care

    def separation(self) -> None:
        rng = self.rng
        if rng.random() < 0.12:
            case: Question = {"case": rng.choice(SEPARATIONS)}
            if case["case"] != "protected_alone" and rng.random() < 0.75:
                case["since"] = shift(self.day, rng.choice((-800, -30, -1, 0, 0, 1)))
            maybe(rng, case, "couple", ("married", "pacs", "cohabiting"), 0.3)
            partner = next((p for p in self.persons if p["tie"] in PARTNERS), None)
            if partner and rng.random() < 0.5:  # the couple of the paper
                case["case"] = rng.choice(SEPARATIONS[:3] + SEPARATIONS[4:] if partner["tie"] == "spouse" else
                                          ["pacs_end", "complaint", "protection_order"] if partner["tie"] == "pacs" else
                                          ["complaint", "protection_order"])
                case.pop("couple", None)
            self.question["separation"] = case
        if rng.random() < 0.06:
            years: list[int | None] = [self.year - 2, self.year - 1, None]
            costs = [({"year": y} if y else {}) | {"cents": rng.choice((300_000, 1_000_000, 1_000_001, 1_800_000))}
                     for y in years if rng.random() < 0.7]
            self.question["care_home"] = {"of": rng.choice(("partner", "partner", "other")), "costs": costs}
            if not costs and rng.random() < 0.5:
                del self.question["care_home"]["costs"]

    # --- incomes

    def target(self) -> int:
        """A total in cents near a ceiling of the day."""
        rng = self.rng
        product = self.question.get("product") or rng.choice(products_of(self.zone))
        cells = grid(product, self.zone or OTHER, self.day, "lls") or grid("PLUS", OTHER, max(self.day, FIRST), "lls")
        persons = min(len(self.persons) + rng.choice((-1, 0, 0, 1)), 9)
        rank = min(max(persons, 1), 6)
        euros = cells[rank].euros + max(0, persons - 6) * cells[EXTRA].euros
        cents = 100 * euros
        if rng.random() < 0.5:
            cents = compared(self.question.get("local_order"), euros)
        draw = rng.random()
        if draw < 0.35:
            return cents + rng.choice((-1, 0, 0, 1, 100, -100))
        if draw < 0.45:
            return cents * 12 // 10 + rng.choice((-1, 0, 1))
        return cents * rng.randint(40, 160) // 100

    def split(self, total: int, parts: int) -> list[int]:
        cuts = sorted(self.rng.randint(0, total) for _ in range(parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def incomes(self) -> None:
        rng = self.rng
        earners = [p for p in self.persons if p["tie"] == "applicant" or self.earns(p)]
        total = self.target()
        self.year_of_notices(self.year - 2, earners, total, 0.97 if self.tidy else 0.85)
        if rng.random() < 0.45:
            self.year_of_notices(self.year - 1, earners, self.recent(total), 0.93 if self.tidy else 0.75)
        if rng.random() < 0.35:
            self.twelve_months(earners, self.recent(total), 0.93 if self.tidy else 0.75)
        draw = rng.random()
        if draw < 0.04:
            self.share_at_stake(earners)
        elif draw < 0.1:
            self.open_period()
        elif draw < 0.15:
            self.whose_paper()
        elif draw < 0.2:
            self.other_groups()
        for person in self.persons:
            if person.get("incomes"):
                rng.shuffle(person["incomes"])

    def share_at_stake(self, earners: list[Person]) -> None:
        """Above the ceiling without a doubt, and an income that is missing or an upper bound decides of 120 %."""
        rng = self.rng
        if self.zone == "dom":
            return
        self.question |= {"product": "PLUS", "share_at_120_open": "yes"}
        total = self.target()
        for person in self.persons:
            person.pop("incomes", None)
        shares = self.split(total, len(earners))
        left_out = rng.choice(earners)
        for person, cents in zip(earners, shares, strict=True):
            if person is not left_out or len(earners) == 1:
                self.add(person, self.year - 2, "notice", cents + cents // 8)
            elif rng.random() < 0.5:
                self.add(person, self.year - 2, "joint", rng.choice((cents, total)))

    def open_period(self) -> None:
        """A relative who perhaps lives in the home, and later incomes that are lower by about a tenth."""
        rng = self.rng
        holders = [p for p in self.persons if p["tie"] in ("applicant", *PARTNERS, "co_tenant")]
        for person in self.persons:
            person.pop("incomes", None)
        total = self.target()
        later = rng.choice((self.year - 1, None))
        kind = "notice" if later else "pay_12_months"
        recent = self.recent(total)
        for person, base, cents in zip(holders, self.split(total, len(holders)), self.split(recent, len(holders)), strict=True):
            self.add(person, self.year - 2, "notice", base)
            if rng.random() < 0.9:
                self.add(person, later, kind, cents)
        relative = self.person("relative", self.adult_age())
        maybe(rng, relative, "own_return", ("yes",), 0.3)
        relative["nationality"] = "french"
        if rng.random() < 0.5:
            relative.pop("card", None)
        if rng.random() < 0.7:
            self.add(relative, self.year - 2, rng.choice(("notice", "notice", "joint")), rng.choice((100_000, total // 10, total // 2)))
        if rng.random() < 0.5:
            self.add(relative, later, kind, rng.choice((0, 100_000, recent // 10)))

    def whose_paper(self) -> None:
        """A partner, or somebody else, who gives nothing: perhaps on a paper that holds others, perhaps on one that does not."""
        rng = self.rng
        for person in self.persons:
            person.pop("incomes", None)
        total = self.target()
        applicant = next(p for p in self.persons if p["tie"] == "applicant")
        if not any(p["tie"] in PARTNERS for p in self.persons):
            self.partner(self.adult_age())
        for person in self.persons:
            if person["tie"] in PARTNERS or rng.random() < 0.3:
                person.pop("on_notice", None)
                maybe(rng, person, "on_notice", ("yes", "yes", "no"), 0.75)
        kinds = ("notice", "asdir", "joint", "joint", "own_lines", "own_lines", "foreign_notice")
        self.add(applicant, self.year - 2, rng.choice(kinds), total)
        if rng.random() < 0.6:
            self.add(applicant, self.year - 1, rng.choice(kinds), self.recent(total))
        if rng.random() < 0.3:
            self.add(applicant, None, "pay_12_months", self.recent(total))
        for person in self.persons:
            if person["tie"] != "applicant" and rng.random() < 0.25:
                self.add(person, self.year - rng.choice((1, 2)), rng.choice(kinds), rng.choice((0, total // 10, total // 2)))

    def other_groups(self) -> None:
        """Later incomes that lack a group or a person of the year before last, or that are upper bounds."""
        rng = self.rng
        for person in self.persons:
            for income in list(person.get("incomes", ())):
                if income.get("year") == self.year - 2 and rng.random() < 0.3:
                    self.add(person, self.year - 2, rng.choice(FOREIGN if income["kind"] not in FOREIGN else ("notice", "asdir")), 100_000)
                elif income.get("year") == self.year - 1 and income["kind"] in ("notice", "asdir") and rng.random() < 0.4:
                    income["kind"] = "joint"
                    income.pop("notice", None)
            if rng.random() < 0.15 and age(person["born"], self.day) < 18:
                self.add(person, self.year - 2, "own_lines", rng.choice((0, 50_000, 600_000)))
        applicant = next(p for p in self.persons if p["tie"] == "applicant")
        if rng.random() < 0.5:
            base = next((o["cents"] for o in applicant.get("incomes", ()) if o.get("year") == self.year - 2), self.target())
            self.add(applicant, self.year - 1, rng.choice(("joint", "foreign_notice", "own_lines")), self.recent(base))

    def earns(self, person: Person) -> bool:
        years = age(person["born"], self.day)
        chance = 0.03 if years < 16 else 0.35 if person["tie"] == "child" else 0.8
        if person.get("on_notice") == "yes":
            chance *= 0.5
        return self.rng.random() < chance

    def recent(self, total: int) -> int:
        rng = self.rng
        if rng.random() < 0.6:
            return max(0, total * 9 // 10 + rng.choice((-1, 0, 0, 1, 2, -100, 100)))
        return total * rng.randint(30, 130) // 100

    def add(self, person: Person, year: int | None, kind: str, cents: int, notice: int | None = None) -> None:
        income: Question = {"year": year} if year is not None else {}
        income |= {"kind": kind, "cents": cents}
        if notice:
            income["notice"] = notice
        person.setdefault("incomes", []).append(income)

    def year_of_notices(self, year: int, earners: list[Person], total: int, chance: float) -> None:
        rng = self.rng
        if len(earners) > 1 and rng.random() < 0.25:  # one paper for several
            self.notices += 1
            for person in earners[: rng.randint(2, len(earners))]:
                self.add(person, year, "notice", total, self.notices)
            return
        for person, cents in zip(earners, self.split(total, len(earners)), strict=True):
            if rng.random() > chance:
                if rng.random() < 0.3:
                    self.add(person, year, "statement", cents)
                continue
            draw = rng.random()
            if draw < 0.7:
                self.notices += 1
                self.add(person, year, rng.choice(("notice", "asdir")), cents, self.notices if rng.random() < 0.3 else None)
            elif draw < 0.8:
                self.add(person, year, "own_lines", cents)
            elif draw < 0.86:
                self.add(person, year, "joint", cents)
            elif draw < 0.91:
                self.add(person, year, "nil", 0)
            else:
                self.add(person, year, rng.choice(FOREIGN), cents)
                if rng.random() < 0.4:
                    self.add(person, year, "notice", rng.choice((0, 100_000)))
        if rng.random() < 0.05:
            self.add(rng.choice(self.persons), self.year - 3, "asdir", 12_345)  # an older year is ignored

    def twelve_months(self, earners: list[Person], total: int, chance: float) -> None:
        rng = self.rng
        for person, cents in zip(earners, self.split(total, len(earners)), strict=True):
            if rng.random() > chance:
                continue
            draw = rng.random()
            if draw < 0.85:
                self.add(person, None, "pay_12_months", cents)
            elif draw < 0.9:
                self.add(person, None, "nil", 0)
            elif draw < 0.95:
                self.add(person, None, "employer_attestation", cents)
            else:
                self.add(person, None, "statement", cents)

    def tidied(self) -> Question:
        """Incomes of one year and group are kept once: the other faults come from `spoil` alone."""
        for person in self.persons:
            seen = set()
            kept = []
            for income in person.get("incomes", ()):
                group = "foreign" if income["kind"] in FOREIGN else income["kind"] == "statement" or "french"
                if (income.get("year"), group) not in seen:
                    seen.add((income.get("year"), group))
                    kept.append(income)
            if kept:
                person["incomes"] = kept[:6]
        self.question["persons"] = self.persons
        if self.policy:
            self.question["policy"] = self.policy
        return self.question


def _reworded(question: Question) -> Question:
    """The same question with booleans for yes and no, and nulls and empty texts for what is not said."""
    words = {"yes": True, "no": False}

    def flags(values: Question) -> Question:
        return {key: words.get(value, value) if isinstance(value, str) else value for key, value in values.items()}

    persons = [{"infirm": None, "stay": "", "custody": None} | flags(person) for person in question["persons"]]
    return {"body": "", "separation": None} | flags(question) | {"persons": persons}


def household(rng: random.Random) -> Question:
    draw = Draw(rng)
    draw.dwelling()
    draw.household()
    draw.separation()
    draw.incomes()
    question = draw.tidied()
    if rng.random() < 0.05:
        question = _reworded(question)
    if rng.random() < 0.04:
        spoil(rng, question)
    return question


def _late_birth(rng: random.Random, q: Question) -> None:
    q["persons"].append({"tie": "child", "born": shift(q["as_of"], 1)})


def _ancient(rng: random.Random, q: Question) -> None:
    q["persons"].append({"tie": "ascendant", "born": years_later(q["as_of"], -131)})


def _young_holder(rng: random.Random, q: Question) -> None:
    born = f"{int(q['as_of'][:4]) - 15:04d}-12-31"
    q["persons"].append({"tie": "relative", "born": min(born, q["as_of"]), "signs": "yes"})


def _custody(rng: random.Random, q: Question) -> None:
    q["persons"].append({"tie": rng.choice(("relative", "child")), "born": "1990-01-01", "custody": "visiting"})


def _amount(rng: random.Random, q: Question) -> None:
    kind, cents = rng.choice((("notice", -1), ("notice", 10**12 + 1), ("nil", 1)))
    q["persons"].append({"tie": "other", "born": "1990-01-01", "incomes": [{"year": 2020, "kind": kind, "cents": cents}]})


def _conflict(rng: random.Random, q: Question) -> None:
    pair = rng.choice((
        [{"year": 2020, "kind": "notice", "cents": 1}, {"year": 2020, "kind": "asdir", "cents": 1}],
        [{"year": 2020, "kind": "foreign_notice", "cents": 1}, {"year": 2020, "kind": "foreign_attestation", "cents": 1}],
        [{"year": 2020, "kind": "pay_12_months", "cents": 1}],
        [{"kind": "notice", "cents": 1}],
    ))
    q["persons"].append({"tie": "other", "born": "1990-01-01", "incomes": pair})


def _shared_notice(rng: random.Random, q: Question) -> None:
    for cents in (1, 2):
        incomes = [{"year": 2020, "kind": "notice", "cents": cents, "notice": 255}]
        q["persons"].append({"tie": "other", "born": "1990-01-01", "incomes": incomes})


def _order(rng: random.Random, q: Question) -> None:
    start, end, percent, kind = rng.choice((
        ("2024-01-02", "2024-01-01", 110, "prefect"),
        ("2024-01-01", "2030-01-01", 110, "prefect"),
        ("2024-01-01", "2030-01-02", 110, "prefect"),
        ("2023-12-31", "2029-12-31", 110, "prefect"),
        ("2023-12-30", "2031-12-31", 110, "prefect"),
        ("2023-12-31", "2035-12-31", 110, "delegated"),
        ("2024-02-29", "2030-02-28", 110, "prefect"),
        ("2024-02-29", "2030-03-01", 110, "prefect"),
        ("2020-01-01", "2020-12-31", 0, "prefect"),
        ("2020-01-01", "2020-12-31", 1001, "prefect"),
        ("2020-01-01", "2020-12-31", 131, "delegated"),
    ))
    q["local_order"] = {"from": start, "to": end, "percent": percent, "kind": kind}
    if rng.random() < 0.3:
        del q["local_order"]["percent"]
        q["local_order"]["euros"] = rng.choice((-1, 0, 1, 30_000))


def _product(rng: random.Random, q: Question) -> None:
    q.pop("commune", None)
    q["zone"], q["product"] = rng.choice((("dom", "PLUS"), ("dom", "PLAI"), (OTHER, "LLS"), (OTHER, "LLTS")))


def _before(rng: random.Random, q: Question) -> None:
    q["as_of"] = "2007-12-31"
    q["persons"] = [{"tie": "applicant", "born": "1970-01-01", "nationality": "french"}]


def _other_amount(rng: random.Random, q: Question) -> None:
    q |= rng.choice((
        {"care_home": {"of": "partner", "costs": [{"cents": -1}]}},
        {"care_home": {"of": "partner", "costs": [{"cents": 1}, {"cents": 1}]}},
        {"care_home": {"of": "other", "costs": [{"year": 2020, "cents": 1}, {"cents": 1}, {"year": 2020, "cents": 2}]}},
        {"care_home": {"of": "other", "costs": [{"year": 2020, "cents": 1}, {"year": 2020, "cents": -1}], }, "alimony_paid": -1},
        {"monthly_resources": -1},
        {"monthly_resources": 100, "housing_benefit": 101},
        {"alimony_paid": 10**12 + 1},
    ))


FAULTS: tuple[Callable[[random.Random, Question], None], ...] = (
    lambda rng, q: q["persons"].append({"tie": "applicant", "born": "1980-01-01"}),
    lambda rng, q: q.update(persons=[p for p in q["persons"] if p["tie"] != "applicant"]),
    lambda rng, q: q["persons"].extend({"tie": t, "born": "1980-01-01"} for t in ("pacs", "cohabitant")),
    lambda rng, q: q["persons"].extend({"tie": "other", "born": "1980-01-01"} for _ in range(30)),
    _late_birth, _ancient, _young_holder, _custody, _amount, _conflict, _shared_notice, _order, _product, _before, _other_amount,
)


def spoil(rng: random.Random, question: Question) -> None:
    """One fault; in place."""
    rng.choice(FAULTS)(rng, question)


def households(seed: int, first: int, count: int) -> Iterator[Question]:
    """Each household is drawn from the seed and its own index: one replays alone."""
    for index in range(first, first + count):
        yield household(random.Random(f"{seed}-{index}"))
