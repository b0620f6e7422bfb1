"""What the scalar functions of Python say of rows, in the columns of `sne.columns`; and rows to ask of both."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sne

AS_OF = date(2026, 3, 12)
Row = dict[str, Any]

NUMBER = ("status", "at", "number", "territory", "month", "sequence", "registrar")
DEADLINES = ("status", "last_valid", "notice_latest", "radiation", "standing")
INCOMES = ("status", "outcome", "basis", "reason", "rule", "ceiling", "income", "margin")
#: The order of `sne.columns.judge_demands`: each half has its status.
DEMANDS = (*DEADLINES, "income_status", *INCOMES[1:])


def fault(code: str, columns: Sequence[str], **known: Any) -> Row:
    return dict.fromkeys(columns) | {"status": code} | known


def number_row(text: str | None) -> Row:
    if text is None:
        return fault("MISSING_VALUE", NUMBER, at=0)
    try:
        read = sne.number.parse(text)
    except sne.FormatError as error:
        assert any(issue.severity == "error" and issue.code == error.code for issue in sne.number.check(text))
        before = text[: error.at].encode("utf-8", "surrogatepass")
        return fault(error.code, NUMBER, at=min(255, len(before)))
    month = None if read.year4 is None else date(read.year4, read.month, 1)
    return dict(zip(NUMBER, (None, 0, read.text, read.territory, month, read.sequence, read.registrar), strict=True))


def standing(days: dict[str, date], base: date, as_of: date, radiation: date) -> str:
    if as_of < base:
        return "not_yet"
    for name, limit in (("active", days["renewal_opens"]), ("renewable", days["notice_latest"] + timedelta(1))):
        if as_of < limit:
            return name
    if as_of <= days["last_valid"]:
        return "last_month"
    if as_of < radiation:
        return "expired"
    return "lapsed" if as_of <= days.get("reactivation_until", date.min) else "closed"


def deadline_row(base: date | None, as_of: date, law: sne.LawBook, policy: sne.Policy) -> Row:
    if base is None:
        return fault("MISSING_VALUE", DEADLINES)
    try:
        days = {str(one.deadline): one.day for one in sne.calendar_of(base, law)}
    except sne.FormatError as error:
        return fault(error.code, DEADLINES)
    radiation = days["radiation_law"]
    if policy.name == "sne":
        radiation = days.get("radiation_practice", radiation)
    values = (None, days["last_valid"], days["notice_latest"], radiation, standing(days, base, as_of, radiation))
    return dict(zip(DEADLINES, values, strict=True))


def household(category: int, extra: int, n_2: int | None, n_1: int | None, months: int | None, year: int) -> sne.Household:
    """As many persons as the category says, all of them on the notices of the first."""
    incomes = [sne.Income("notice", cents, year=year - back) for cents, back in ((n_2, 2), (n_1, 1)) if cents is not None]
    others: tuple[sne.Income, ...] = ()
    if months is not None:
        incomes.append(sne.Income("pay_12_months", months))
        others = (sne.Income("nil", 0),)
    first = sne.Person("applicant", "1960-01-01", nationality="french", card="none", incomes=tuple(incomes))
    spouse = sne.Person("spouse", "1961-01-01", nationality="french", card="none", on_notice=True, incomes=others)
    child = sne.Person("child", "2018-01-01", card="none")
    return sne.Household((first, spouse, *([child] * 20))[: category + extra])


def income_row(row: Row, product: str, day: date, law: sne.LawBook, policy: sne.Policy) -> Row:
    """`zone`, `category`, `extra`, `n_2`, `n_1`, `months`, judged as a household of as many persons. The rule is not one of a verdict."""
    zone, category, extra = row["zone"], row["category"], row["extra"]
    sums = (row["n_2"], row["n_1"], row["months"])
    if None in (zone, category, extra):
        return fault("MISSING_VALUE", INCOMES)
    try:
        sne.ceiling(product, zone, category, extra, day, law, policy)
        verdict = sne.evaluate(household(category, extra, *sums, day.year), product, zone=zone, as_of=day, law=law, policy=policy)
    except sne.FormatError as error:
        return fault(error.code, INCOMES)
    reason = next((code for code in verdict.reasons if code in ("INCOME_ABOVE_CEILING", "NO_CEILING")), None)
    known = {"ceiling": verdict.ceiling, "income": verdict.income, "margin": verdict.margin, "basis": verdict.income_basis}
    return {"status": None, "outcome": verdict.outcome, "reason": reason, **known}


def demand_row(row: Row, product: str, as_of: date, law: sne.LawBook, policy: sne.Policy) -> Row:
    renewal = deadline_row(row["base"], as_of, law, policy)
    incomes = income_row(row, product, as_of, law, policy)
    return incomes | renewal | {"income_status": incomes["status"]}


def texts(count: int, seed: int) -> list[str | None]:
    """Numbers well and badly typed, and texts that are none."""
    chosen = random.Random(seed)
    parts = ("059", "111", "02A", "02C", "974", "000", "999", "020")
    made: list[str | None] = [
        "", " ", "1110318016982G1104", "111 0318 016982 G1104", "111.0318.016982.g1104", "111\u202f1318\u202f016982\u202fG1104", None,
        "１１１0318016982Ｇ1104", "1110318016982G110", "1110318016982G11045", "111031801698\x002G1104", "\x00" * 18, "1110399016982G1104",
        "1110018016982G1104", "111" + "0318016982G1104" * 30, "é" * 300, "1110318016982G1104\x00", "\U0001f600" * 18, "0" * 18, "Z" * 18,
    ]  # fmt: skip
    for _ in range(count - len(made)):
        text = f"{chosen.choice(parts)}{chosen.randint(0, 13):02}{chosen.randint(0, 99):02}{chosen.randint(0, 999_999):06}"
        text += "".join(chosen.choices("ABCG0123456789", k=5))
        if chosen.random() < 0.3:
            at = chosen.randrange(len(text))
            text = text[:at] + chosen.choice("?- .é\x00a7") + text[at + chosen.randint(0, 1) :]
        made.append(None if chosen.random() < 0.05 else text)
    return made


def bases(count: int, seed: int) -> list[date | None]:
    """Days of two kinds: month ends, leap days and the ends of the law, and any day."""
    chosen = random.Random(seed)
    made: list[date | None] = [
        None, date.min, date.max, date(2000, 11, 7), date(2000, 11, 8), date(2024, 2, 29), date(2023, 2, 28), date(2026, 12, 31), date(2027, 1, 1),
        AS_OF, AS_OF - timedelta(1), AS_OF + timedelta(1), date(1969, 12, 31), date(1970, 1, 1), date(2025, 3, 12), date(2025, 1, 31),
    ]  # fmt: skip
    while len(made) < count:
        day = date(2000, 1, 1) + timedelta(chosen.randrange(28 * 365)) if chosen.random() < 0.3 else AS_OF - timedelta(chosen.randrange(900))
        made.append(None if chosen.random() < 0.05 else day)
    return made


def demands(count: int, seed: int) -> list[Row]:
    chosen = random.Random(seed)
    zones = ("paris_communes_limitrophes", "ile_de_france", "autres_regions", "dom")

    def cents(missing: float) -> int | None:
        if chosen.random() < missing:
            return None
        return chosen.choice((0, 1, 2_340_300, 2_692_000, 2_692_001, 1_000_000_000_000, 1_000_000_000_001, -1, chosen.randrange(9_000_000)))

    made = []
    for base in bases(count, seed):
        category = None if chosen.random() < 0.02 else chosen.randint(1, 6)
        extra = chosen.randint(0, 3) if category == 6 else 0
        zone = None if chosen.random() < 0.02 else chosen.choice(zones)
        sums = {"n_2": cents(0.1), "n_1": cents(0.6), "months": cents(0.7)}
        made.append({"base": base, "zone": zone, "category": category, "extra": extra, **sums})
    return made

