"""Small wrong implementations: the oracle with one fault of the real world in it, and the case that must see it.

    sne_conform.py mutants [NAME...] [--write MUTANTS.md]

A mutant replaces one function or one constant. It is killed when a case that bears its flag passes on the oracle and fails on
the mutant; other cases do not count. Standard library only.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import run_oracle  # noqa: E402
import sne_conform  # noqa: E402
from eligibility import amounts, faults, home, income  # noqa: E402
from eligibility import days as ages  # noqa: E402
from eligibility import oracle as verdict  # noqa: E402
from oracle import calendar, lifecycle, number  # noqa: E402

MODULES = (calendar, lifecycle, number, amounts, ages, faults, home, income, verdict, run_oracle)
CACHED = (calendar.add_months, calendar.parse, calendar.iso, amounts.grid, home.categorise)

#: Where, under what name, what instead.
Patch = tuple[Any, str, Any]


@dataclass(frozen=True)
class Mutant:
    name: str
    flag: str
    fault: str
    make: Callable[[], Iterable[Patch]]

    def apply(self) -> list[Patch]:
        """Puts the fault in; gives what puts it out again."""
        undo = []
        for owner, name, value in self.make():
            undo.append((owner, name, owner[name] if isinstance(owner, dict) else getattr(owner, name)))
            _set(owner, name, value)
        for cached in CACHED:
            cached.cache_clear()
        return undo


MUTANTS: dict[str, Mutant] = {}


def _set(owner: Any, name: str, value: Any) -> None:
    if isinstance(owner, dict):
        owner[name] = value
    else:
        setattr(owner, name, value)


def mutant(name: str, flag: str, fault: str) -> Callable[[Callable[[], Iterable[Patch]]], Callable[[], Iterable[Patch]]]:
    def note(make: Callable[[], Iterable[Patch]]) -> Callable[[], Iterable[Patch]]:
        MUTANTS[name] = Mutant(name, flag, fault, make)
        return make

    return note


def everywhere(original: Any, wrong: Any) -> list[Patch]:
    """A function replaced in each module that has it."""
    return [(module, name, wrong) for module in MODULES for name, value in vars(module).items() if value is original]


# ------------------------------------------------------------------ days


@mutant("month-overflow", "trap-02", "a month is added as many libraries do: 31 January and one month is 3 March")
def _() -> Iterable[Patch]:
    def add_months(day: int, months: int) -> int:
        year, month, dom = calendar.to_civil(day)
        index = year * 12 + month - 1 + months
        return calendar.from_civil(index // 12, index % 12 + 1, 1) + dom - 1

    return everywhere(calendar.add_months, add_months)


@mutant("month-end-snapped", "trap-snapped", "the last day of a month stays a last day: 30 April and one month is 31 May")
def _() -> Iterable[Patch]:
    right = calendar.add_months

    def add_months(day: int, months: int) -> int:
        moved = right(day, months)
        year, month, _ = calendar.to_civil(moved)
        last = calendar.to_civil(day + 1)[2] == 1
        return calendar.from_civil(year, month, calendar.days_in_month(year, month)) if last else moved

    return everywhere(right, add_months)


@mutant("month-of-30-days", "trap-05", "a month is thirty days")
def _() -> Iterable[Patch]:
    return everywhere(calendar.add_months, lambda day, months: day + 30 * months)


@mutant("year-of-365-days", "trap-year-365", "a year of validity is 365 days")
def _() -> Iterable[Patch]:
    return everywhere(calendar.last_valid, lambda base: base + 365)


@mutant("deadlines-chained", "trap-03", "thirteen months are the last valid day and one month")
def _() -> Iterable[Patch]:
    return everywhere(calendar.lapse_radiation, lambda base: calendar.add_months(calendar.last_valid(base), 1))


@mutant("expiry-exclusive", "trap-06", "the last day of validity is already expired")
def _() -> Iterable[Patch]:
    return [
        (lifecycle.Demand, "expired", lambda demand, on: on >= calendar.last_valid(demand.base)),
        *everywhere(calendar.last_valid, lambda base, right=calendar.last_valid: right(base) - 1),
    ]


@mutant("day-shifted", "trap-57", "civil days are read as instants of universal time: each is the day before")
def _() -> Iterable[Patch]:
    right = calendar.parse
    return everywhere(right, lambda text: right(text) - 1)


@mutant("seniority-by-thirty-days", "trap-month-30", "months of seniority are days divided by thirty")
def _() -> Iterable[Patch]:
    return everywhere(calendar.seniority_months, lambda since, on: max(0, on - since) // 30)


# ------------------------------------------------------------------ attestation, notice, renewal


@mutant("notice-30-days-before", "trap-04", "the notice is due thirty days before the expiry")
def _() -> Iterable[Patch]:
    return everywhere(calendar.notice_latest, lambda base: calendar.last_valid(base) - 30)


def _channel(judge: Callable[[Any, Any, Any], None]) -> list[Patch]:
    return everywhere(lifecycle._check_notice_channel, judge)


@mutant("notice-always-by-post", "trap-45", "a letter is due even to an applicant who uses the online service")
def _() -> Iterable[Patch]:
    def check(demand: Any, f: Any, c: Any) -> None:
        if f.get("channel") not in lifecycle.WITH_POST:
            c.fail("WRONG_CHANNEL")

    return _channel(check)


@mutant("notice-email-is-enough", "trap-46", "an e-mail is enough for an applicant who never used the online service")
def _() -> Iterable[Patch]:
    return _channel(lambda demand, f, c: None)


@mutant("wish-for-post-too-early", "trap-47", "the wish for post binds before 30 June 2018")
def _() -> Iterable[Patch]:
    return [(lifecycle, "POST_ON_WISH", lifecycle.P4)]


@mutant("email-without-consent", "trap-48", "an e-mail is a notice in 2014 without the applicant's consent")
def _() -> Iterable[Patch]:
    right = lifecycle._check_notice_channel

    def check(demand: Any, f: Any, c: Any) -> None:
        if f["effective"] >= lifecycle.P3 or f.get("channel") != "email":
            right(demand, f, c)

    return _channel(check)


@mutant("renewal-from-first-deposit", "trap-07", "the new year runs from the anniversary of the first deposit")
def _() -> Iterable[Patch]:
    right = lifecycle._rebase

    def rebase(demand: Any, presented: int, base: int) -> None:
        right(demand, presented, calendar.add_months(demand.initial, 12 * max(1, len(demand.renewals) + 1)))

    return everywhere(right, rebase)


@mutant("renewal-refused-when-expired", "trap-10", "an expired demand is not renewed any more")
def _() -> Iterable[Patch]:
    right = lifecycle._check_renew

    def check(demand: Any, f: Any, policy: Any, c: Any) -> None:
        right(demand, f, policy, c)
        if demand.expired(f["effective"]):
            c.fail("RADIATED")

    return [(lifecycle._KINDS, "renew", (check, lifecycle._do_renew))]


@mutant("renewal-lost-when-entered-late", "trap-11", "a renewal entered after the radiation is refused, though presented before")
def _() -> Iterable[Patch]:
    right = lifecycle._radiated_code
    return everywhere(right, lambda demand, f: "RADIATED" if f["event"] == "renew" else right(demand, f))


@mutant("expired-was-never-active", "trap-52", "what is expired today is left out of the count of last year")
def _() -> Iterable[Patch]:
    def situation(events: Any, on: str, known: str, policy: Any) -> str:
        demand, _ = lifecycle.fold_facts(lifecycle.known_facts(events, known), policy)
        return lifecycle.stored_state(demand, calendar.parse("2026-11-24"))

    return everywhere(lifecycle.situation, situation)


@mutant("update-extends-validity", "trap-08", "an update opens a new year")
def _() -> Iterable[Patch]:
    def update(demand: Any, f: Any, policy: Any) -> None:
        lifecycle._do_update(demand, f, policy)
        lifecycle._rebase(demand, f["effective"], f["effective"])

    return [(lifecycle._KINDS, "update", (lifecycle._check_update, update))]


# ------------------------------------------------------------------ registration


def _after(kind: str, more: Callable[[Any, Any, Any], None]) -> list[Patch]:
    """A further check on a kind of event."""
    check, effect = lifecycle._KINDS[kind]

    def both(demand: Any, f: Any, policy: Any, c: Any) -> None:
        check(demand, f, policy, c)
        more(demand, f, c)

    return [(lifecycle._KINDS, kind, (both, effect))]


@mutant("two-territories-in-ile-de-france", "trap-34", "each département of Île-de-France is a territory")
def _() -> Iterable[Patch]:
    def check(f: Any, c: Any) -> None:
        if f.get("territory") == lifecycle.IDF_REGION:
            c.fail("WRONG_TERRITORY")

    return [(lifecycle, "_check_territory", check), (lifecycle, "_check_uniqueness", lambda f, c: None)]


@mutant("one-territory-for-the-country", "trap-35", "a demand in another territory is a duplicate")
def _() -> Iterable[Patch]:
    return [(lifecycle, "_check_uniqueness", lambda f, c: c.fail("DUPLICATE"))]


@mutant("registered-without-document", "trap-39", "a filing without an identity document is registered")
def _() -> Iterable[Patch]:
    return [(lifecycle, "_check_document", lambda identity, nationality, c: None)]


@mutant("passport-is-enough", "trap-40", "a passport is enough whatever the nationality")
def _() -> Iterable[Patch]:
    right = lifecycle._check_document
    return [(lifecycle, "_check_document", lambda identity, nationality, c: right(identity, "french", c))]


@mutant("prefect-a-day-too-early", "trap-42", "the prefect may be seized on the last day of the month")
def _() -> Iterable[Patch]:
    right = lifecycle._check_ex_officio

    def check(f: Any, c: Any) -> None:
        right({**f, "reference": f["reference"] + 1}, c)

    return [(lifecycle, "_check_ex_officio", check)]


@mutant("ex-officio-from-its-own-day", "trap-43", "a registration ex officio takes its own day as the initial date")
def _() -> Iterable[Patch]:
    right = lifecycle._register

    def register(demand: Any, f: Any, initial: int, base: int, claim: Any, policy: Any) -> None:
        day = f["recorded"] if demand.ex_officio else initial
        right(demand, f, day, day if demand.ex_officio else base, claim, policy)

    return everywhere(right, register)


@mutant("action-logement-for-anybody", "trap-59", "Action Logement registers anybody")
def _() -> Iterable[Patch]:
    right = lifecycle._check_title
    return [(lifecycle, "_check_title", lambda f, c: right({**f, "employment": "contributing"}, c))]


# ------------------------------------------------------------------ seniority


@mutant("seniority-restarts", "trap-09", "each renewal starts the seniority again")
def _() -> Iterable[Patch]:
    right = lifecycle._rebase

    def rebase(demand: Any, presented: int, base: int) -> None:
        right(demand, presented, base)
        demand.seniority = base

    return everywhere(right, rebase)


@mutant("seniority-from-the-digits", "trap-53", "seniority is the month written in the number, hence that of the filing")
def _() -> Iterable[Patch]:
    right = lifecycle.snapshot
    return everywhere(right, lambda demand, on: {**right(demand, on), "seniority": right(demand, on)["initial"]})


@mutant("separation-before-its-rule", "trap-37", "the ex-partner takes the seniority over before 27 March 2014")
def _() -> Iterable[Patch]:
    return [(lifecycle, "ALUR", calendar.parse("2009-01-01"))]


# ------------------------------------------------------------------ radiation


def _motive(motive: str, wrong: Callable[[Any, Any, Any, Any], None]) -> list[Patch]:
    return [(lifecycle._RADIATE, motive, wrong)]


def _without(motive: str, code: str) -> list[Patch]:
    """A motive that does not ask for one thing."""
    right = lifecycle._RADIATE[motive]

    def check(demand: Any, f: Any, policy: Any, c: Any) -> None:
        right(demand, f, policy, c)
        c.reasons.discard(code)
        c.earliest.pop(code, None)

    return _motive(motive, check)


@mutant("lapse-without-notice", "trap-14", "radiation for non-renewal without any notice")
def _() -> Iterable[Patch]:
    return _without("e", "NO_NOTICE")


@mutant("lapse-by-anybody", "trap-15", "any registrar radiates for non-renewal")
def _() -> Iterable[Patch]:
    return _without("e", "NOT_MANAGER")


@mutant("lapse-on-the-day-after", "trap-16", "the system radiates on the day after the expiry")
def _() -> Iterable[Patch]:
    return _without("e", "TOLERANCE_RUNNING")


@mutant("warning-of-28-days", "trap-17", "a month after the warning is 28 days")
def _() -> Iterable[Patch]:
    def warned(procedure: Any, f: Any, c: Any) -> None:
        c.yes(procedure.proof, "proof", "NO_PROOF")
        if f["effective"] < procedure.delivered + 28:
            c.fail_until("TOO_EARLY", procedure.delivered + 28)

    return [(lifecycle, "_check_warned", warned)]


@mutant("silence-by-another-body", "trap-18", "another body than the sender of the letter radiates for silence")
def _() -> Iterable[Patch]:
    return _without("c", "NOT_SENDER")


@mutant("warning-without-proof", "trap-19", "a warning without proof of delivery supports the radiation")
def _() -> Iterable[Patch]:
    return [*_without("c", "NO_PROOF"), *_without("d", "NO_PROOF")]


@mutant("batch-before-answer", "trap-20", "the radiation of the day wins over the answer of the day")
def _() -> Iterable[Patch]:
    right = lifecycle._radiated_code
    code = everywhere(right, lambda demand, f: "RADIATED" if f["event"] == "answer" else right(demand, f))
    return [(lifecycle._RANKS, "answer", 3), (lifecycle._RADIATE_RANKS, "c", 0), *code]


@mutant("any-ground-is-irrecevability", "trap-21", "any ground of a commission is an irrecevability")
def _() -> Iterable[Patch]:
    return _without("d", "BAD_GROUND")


@mutant("town-hall-declares-irrecevable", "trap-22", "a town hall radiates for irrecevability")
def _() -> Iterable[Patch]:
    return _without("d", "NOT_LESSOR")


@mutant("renunciation-waits", "trap-23", "a renunciation waits for a month")
def _() -> Iterable[Patch]:
    right = lifecycle._RADIATE["b"]

    def check(demand: Any, f: Any, policy: Any, c: Any) -> None:
        right(demand, f, policy, c)
        if f["effective"] < calendar.add_months(f["recorded"], 1):
            c.fail_until("TOO_EARLY", calendar.add_months(f["recorded"], 1))

    return _motive("b", check)


@mutant("three-refusals-radiate", "trap-24", "three refused offers radiate")
def _() -> Iterable[Patch]:
    def offer(demand: Any, f: Any, policy: Any) -> None:
        refused = demand.claim.setdefault("refused", 0) + (f["response"] == "refused")
        demand.claim["refused"] = refused
        if refused >= 3:
            demand.radiation = lifecycle.Radiation("d", "d", f["effective"], f["recorded"], demand.accepted_events)
            demand.radiations.append(demand.radiation)
            demand.state = "radiated"

    return [(lifecycle._KINDS, "offer", (lifecycle._check_offer, offer))]


@mutant("accepted-offer-radiates", "trap-25", "an accepted offer radiates before the lease is signed")
def _() -> Iterable[Patch]:
    return _without("a", "NO_LEASE")


@mutant("radiated-on-the-day-of-entry", "trap-26", "a radiation takes effect on the day it is entered")
def _() -> Iterable[Patch]:
    check, effect = lifecycle._KINDS["radiate"]

    def radiate(demand: Any, f: Any, policy: Any) -> None:
        effect(demand, {**f, "effective": f["recorded"]}, policy)

    return [(lifecycle._KINDS, "radiate", (check, radiate))]


@mutant("prior-notice-still-asked", "trap-27", "a radiation after an allocation still needs a prior notice")
def _() -> Iterable[Patch]:
    return _after("radiate", lambda demand, f, c: c.yes(f.get("informed", "no"), "informed", "NOT_INFORMED"))


@mutant("rpls-of-nine", "trap-28", "an RPLS identifier of nine characters passes")
def _() -> Iterable[Patch]:
    return [(lifecycle, "_is_rpls", lambda text: text is not None and len(text) in (9, 10))]


@mutant("description-for-ever", "trap-29", "a description of the dwelling stands for the identifier after 2015")
def _() -> Iterable[Patch]:
    return [(lifecycle, "DESCRIPTION_ENDS", lifecycle.HORIZON)]


@mutant("identifier-before-its-text", "trap-30", "the identifier is asked for before the text that created it")
def _() -> Iterable[Patch]:
    return [(lifecycle, "DWELLING_IDENTIFIER", lifecycle.P1)]


@mutant("merging-before-its-text", "trap-31", "motive f exists before 8 May 2017")
def _() -> Iterable[Patch]:
    return [(lifecycle, "_motive_exists", lambda f: True)]


@mutant("merging-in-operation", "trap-32", "motive f works because the text is in force")
def _() -> Iterable[Patch]:
    return _without("f", "NO_NATIONAL_NUMBER")


@mutant("late-lease-overwrites", "trap-51", "a late lease overwrites the motive")
def _() -> Iterable[Patch]:
    check, effect = lifecycle._KINDS["radiate"]

    def radiate(demand: Any, f: Any, policy: Any) -> None:
        if demand.state == "radiated":
            demand.state = "registered"
        effect(demand, f, policy)

    return [(lifecycle._KINDS, "radiate", (check, radiate))]


@mutant("commune-radiates-for-the-lessor", "trap-58", "the commune that registered radiates for the lessor")
def _() -> Iterable[Patch]:
    return _without("a", "NOT_ALLOCATING_BODY")


@mutant("reactivation-closed-after-a-year", "trap-12", "reactivation is closed a year after the filing")
def _() -> Iterable[Patch]:
    return everywhere(calendar.reactivable_until, calendar.last_valid)


@mutant("reactivation-a-day-too-long", "trap-13", "reactivation stays open one day too long")
def _() -> Iterable[Patch]:
    right = calendar.reactivable_until
    return everywhere(right, lambda base: right(base) + 1)


@mutant("expired-purged", "trap-49", "an expired demand is purged")
def _() -> Iterable[Patch]:
    right = lifecycle._state_code
    return everywhere(right, lambda demand, f: None if f["event"] == "erase" and demand.base else right(demand, f)) + [
        (lifecycle._KINDS, "erase", (lambda demand, f, policy, c: None, lifecycle._do_erase))
    ]


@mutant("erased-on-the-anniversary", "trap-50", "the data are erased on the anniversary of the radiation")
def _() -> Iterable[Patch]:
    right = calendar.retention_until
    return everywhere(right, lambda recorded: right(recorded) - 1)


@mutant("ile-de-france-still-six-months", "trap-56", "the commission still has six months in Île-de-France after 2014")
def _() -> Iterable[Patch]:
    return [(calendar, "IDF_SIX_MONTHS_END", calendar.parse("2100-01-01"))]


# ------------------------------------------------------------------ the number


def _digits(wrong: Callable[[str], str]) -> list[Patch]:
    right = number.normalise
    return everywhere(right, lambda text: wrong(right(text)))


@mutant("year-before-month", "number-trap-01", "the number is read year first")
def _() -> Iterable[Patch]:
    return _digits(lambda text: text[:3] + text[5:7] + text[3:5] + text[7:])


@mutant("month-13-passes", "number-trap-02", "the month of a number is not looked at")
def _() -> Iterable[Patch]:
    right = number.decode

    def decode(*given: Any, **more: Any) -> Any:
        read = right(*given, **more)
        kept = tuple(issue for issue in read.issues if issue.code != "BAD_MONTH")
        return number.Number(*(kept if name == "issues" else getattr(read, name) for name in number.Number.__dataclass_fields__))

    return everywhere(right, decode)


@mutant("corsica-as-a-number", "number-trap-09", "a territory is made of digits: 2A and 2B are refused")
def _() -> Iterable[Patch]:
    right = number.territory_kind
    return everywhere(right, lambda raw: right(raw) if raw.isdigit() else "unknown")


@mutant("spaces-invalid", "number-trap-10", "a number written with spaces is invalid")
def _() -> Iterable[Patch]:
    return everywhere(number.normalise, lambda text: text)


@mutant("registrar-left-out", "number-trap-12", "two numbers that differ in the last five characters are one applicant")
def _() -> Iterable[Patch]:
    def same(case: Any) -> Any:
        return {"same": number.normalise(case["a"])[:13] == number.normalise(case["b"])[:13]}

    return [(run_oracle.OPERATIONS, "same_number", same)]


@mutant("letter-o-read-as-zero", "trap-letter-o", "the letter O of a registrar code becomes a zero")
def _() -> Iterable[Patch]:
    return _digits(lambda text: text.replace("O", "0"))


@mutant("century-guessed", "trap-century", "a year above the present one is of the last century")
def _() -> Iterable[Patch]:
    return everywhere(number._year4, lambda year: None if year is None else (2000 if year <= 26 else 1900) + year)


# ------------------------------------------------------------------ zones and ceilings


def _zones(wrong: Callable[[str, str, str], Any]) -> list[Patch]:
    return everywhere(amounts.zone_of, wrong)


_ZONE = amounts.zone_of


@mutant("boulogne-missing", "ceiling-trap-01", "Boulogne-Billancourt is left out of the communes that adjoin Paris")
def _() -> Iterable[Patch]:
    return _zones(lambda commune, day, reading: amounts.PARIS_REGION if commune == "92012" else _ZONE(commune, day, reading))


@mutant("arrondissements-missing", "ceiling-trap-02", "an arrondissement of Paris is no commune of the list")
def _() -> Iterable[Patch]:
    return _zones(lambda commune, day, reading: amounts.PARIS_REGION if commune[:3] == "751" else _ZONE(commune, day, reading))


@mutant("postal-code-accepted", "ceiling-trap-03", "a postal code is read by its first two digits")
def _() -> Iterable[Patch]:
    def zone(case: Any) -> Any:
        found = "paris_communes_limitrophes" if case["commune"][:2] == "75" else _ZONE(case["commune"], case["day"], "with_saint_denis")
        return {"zone": found}

    return [(run_oracle.OPERATIONS, "zone", zone)]


@mutant("inner-suburbs-in-the-first-zone", "ceiling-trap-04", "the whole inner suburbs are the first zone")
def _() -> Iterable[Patch]:
    inner = ("92", "93", "94")
    return _zones(lambda commune, day, reading: "paris_communes_limitrophes" if commune[:2] in inner else _ZONE(commune, day, reading))


@mutant("code-as-an-integer", "ceiling-trap-06", "a commune is an integer: 2A004 is not one, 01053 is 1053")
def _() -> Iterable[Patch]:
    return _zones(lambda commune, day, reading: _ZONE(str(int(commune)) if commune.isdigit() else "", day, reading))


@mutant("zones-never-change", "ceiling-trap-07", "the zone of a commune is that of 2009 for ever")
def _() -> Iterable[Patch]:
    return _zones(lambda commune, day, reading: _ZONE(commune, "2009-06-01", reading))


_GRID = amounts.grid


def _grid(wrong: Callable[[str, str, str, str], Any]) -> list[Patch]:
    return everywhere(amounts.grid, wrong)


@mutant("ceilings-frozen-in-2022", "trap-frozen", "the amounts stop at those of 2022")
def _() -> Iterable[Patch]:
    return _grid(lambda product, zone, day, pls: _GRID(product, zone, min(day, "2022-12-31"), pls))


@mutant("amounts-of-the-year-before", "ceiling-trap-51", "a table is taken under the wrong year")
def _() -> Iterable[Patch]:
    return _grid(lambda product, zone, day, pls: _GRID(product, zone, f"{int(day[:4]) - 1}{day[4:]}", pls) or _GRID(product, zone, day, pls))


def _share(tenths: int) -> list[Patch]:
    def grid(product: str, zone: str, day: str, pls: str) -> Any:
        found = _GRID("PLUS" if product == "PLAI" else product, zone, day, pls)
        if product != "PLAI":
            return found
        return {rank: amounts.Amount((tenths * amount.euros + 50) // 100, amount.convention) for rank, amount in found.items()}

    return _grid(grid)


@mutant("plai-60-percent-of-plus", "ceiling-trap-08", "PLAI is 60 % of PLUS")
def _() -> Iterable[Patch]:
    return _share(60)


@mutant("plai-55-percent-of-plus", "ceiling-trap-09", "PLAI is 55 % of PLUS")
def _() -> Iterable[Patch]:
    return _share(55)


@mutant("pls-half-to-even", "ceiling-trap-11", "PLS is rounded half to even, as floating point does")
def _() -> Iterable[Patch]:
    def grid(product: str, zone: str, day: str, pls: str) -> Any:
        if product != "PLS" or zone == "dom":
            return _GRID(product, zone, day, pls)
        plus = _GRID("PLUS", zone, day, pls)
        return {rank: amounts.Amount(round(13 * amount.euros / 10), _GRID(product, zone, day, pls)[rank].convention) for rank, amount in plus.items()}

    return _grid(grid)


@mutant("overseas-with-metropolitan-amounts", "trap-overseas", "overseas takes the metropolitan amounts of the third zone")
def _() -> Iterable[Patch]:
    named = {"LLTS": "PLAI", "LLS": "PLUS", "PLS": "PLS"}

    def grid(product: str, zone: str, day: str, pls: str) -> Any:
        return _GRID(named[product], amounts.OTHER, day, pls) if zone == "dom" else _GRID(product, zone, day, pls)

    return _grid(grid)


@mutant("typing-error-of-a-data-set", "ceiling-trap-14", "the amount of a public data set, which has a typing error")
def _() -> Iterable[Patch]:
    wrong = {("PLAI", "paris_communes_limitrophes", "2018", 5): 35749, ("PLAI", "paris_communes_limitrophes", "2022", 2): 218805}

    def grid(product: str, zone: str, day: str, pls: str) -> Any:
        found = _GRID(product, zone, day, pls)
        return {rank: amounts.Amount(wrong.get((product, zone, day[:4], rank), a.euros), a.convention) for rank, a in found.items()}

    return _grid(grid)


@mutant("equal-to-the-ceiling-exceeds", "trap-equal", "resources equal to the ceiling exceed it")
def _() -> Iterable[Patch]:
    return everywhere(amounts.compared, lambda order, euros, right=amounts.compared: right(order, euros) - 1)


# ------------------------------------------------------------------ household


def _categories(wrong: Callable[[Any, str], Any]) -> list[Patch]:
    return everywhere(home.categorise, wrong)


_CATEGORY = home.categorise


@mutant("young-couple-under-55", "ceiling-trap-15", "the ages of a young couple add up to less than 55")
def _() -> Iterable[Patch]:
    right = home.Home._young_couple

    def young(self: Any) -> int:
        if self.partner is not None and self.ages[self.applicant] + self.ages[self.partner] == 55:
            return home.NO
        return right(self)

    return [(home.Home, "_young_couple", young)]


@mutant("further-persons-forgotten", "trap-extra", "seven persons are category 6, without a further person")
def _() -> Iterable[Patch]:
    return _categories(lambda counts, reading: _CATEGORY(counts, reading)._replace(extra=0))


@mutant("steps-add-up", "ceiling-trap-19", "a young couple, one of them disabled, is two steps higher")
def _() -> Iterable[Patch]:
    def categorise(counts: Any, reading: str) -> Any:
        found = _CATEGORY(counts, reading)
        return found._replace(category=found.category + 1) if counts.young and counts.disabled and counts.persons == 2 else found

    return _categories(categorise)


@mutant("further-persons-from-dependants", "trap-extra", "the persons above six are counted from the dependants only")
def _() -> Iterable[Patch]:
    return _categories(lambda counts, reading: _CATEGORY(counts, reading)._replace(extra=max(0, counts.dependants - 4)))


@mutant("disability-since-ever", "ceiling-trap-23", "the step for disability has always existed")
def _() -> Iterable[Patch]:
    return [(home, "DISABILITY", "2000-01-01")]


@mutant("visiting-child-never-counted", "ceiling-trap-26", "a visiting child is not counted, as before the law of 2018")
def _() -> Iterable[Patch]:
    return [(home, "VISITING_CHILDREN", "2100-01-01")]


@mutant("visiting-child-since-ever", "trap-visiting", "a visiting child was always counted")
def _() -> Iterable[Patch]:
    return [(home, "VISITING_CHILDREN", "2000-01-01")]


@mutant("three-adults-in-category-6", "trap-adults", "three persons without a dependant fall to the default, category 6")
def _() -> Iterable[Patch]:
    def categorise(counts: Any, reading: str) -> Any:
        return home.Category(6, "by_number", 0) if counts.persons >= 3 and counts.dependants == 0 else _CATEGORY(counts, reading)

    return _categories(categorise)


@mutant("dependants-of-the-housing-benefit", "trap-housing-benefit", "a student is no dependant after 21, as for the housing benefit")
def _() -> Iterable[Patch]:
    right = home.Home._attached
    return [(home.Home, "_attached", lambda self, i: right(self, i) if self.ages[i] < 21 else home.NO)]


@mutant("disabled-spouse-is-a-dependant", "ceiling-trap-29", "a disabled spouse is a dependant")
def _() -> Iterable[Patch]:
    right = home.Home.never_dependant
    return [(home.Home, "never_dependant", lambda self, i: i != self.partner and right(self, i))]


# ------------------------------------------------------------------ income, conditions


@mutant("drop-strictly-over-a-tenth", "ceiling-trap-34", "a drop of exactly 10 % is too small")
def _() -> Iterable[Patch]:
    right = income.reference_income

    def reference(purse: Any) -> Any:
        found, parts = right(purse)
        base = purse.period("n-2", purse.year - 2)
        if found.known and base.low == base.high and found.basis != "n-2" and 10 * found.low == 9 * base.low:
            found = found._replace(low=base.low, high=base.high, basis="n-2", year=base.year)
        return found, parts

    return everywhere(right, reference)


@mutant("year-of-the-demand", "ceiling-trap-32", "the years are counted from the year of the demand, not from that of the lease")
def _() -> Iterable[Patch]:
    right = income.Purse.__init__

    def start(self: Any, at: Any) -> None:
        right(self, at)
        self.year -= 1

    return [(income.Purse, "__init__", start)]


@mutant("latest-income", "ceiling-trap-37", "the latest income counts, whether it rose or fell")
def _() -> Iterable[Patch]:
    right = income.reference_income

    def reference(purse: Any) -> Any:
        found, parts = right(purse)
        later = [purse.period("12m", None), purse.period("n-1", purse.year - 1)]
        usable = next((p for p in later if p.usable), None)
        if usable is not None:
            found = found._replace(low=usable.low, high=usable.high, basis=usable.basis, year=usable.year)
        return found, parts

    return everywhere(right, reference)


@mutant("missing-income-is-zero", "ceiling-trap-40", "a missing income is zero")
def _() -> Iterable[Patch]:
    right = income.Purse.period

    def period(self: Any, basis: str, year: Any) -> Any:
        found = right(self, basis, year)
        return found._replace(high=found.low, parts=[p._replace(high=p.low) for p in found.parts])

    return [(income.Purse, "period", period)]


@mutant("joint-notice-twice", "ceiling-trap-41", "a joint notice counts once for each person on it")
def _() -> Iterable[Patch]:
    right = income.Purse._admitted

    def admitted(self: Any, i: int, year: Any) -> Any:
        return [{k: v for k, v in found.items() if k != "notice"} for found in right(self, i, year)]

    return [(income.Purse, "_admitted", admitted)]


@mutant("whole-cost-of-the-care-home", "ceiling-trap-42", "the whole cost of the care home is taken off")
def _() -> Iterable[Patch]:
    return [(income, "CARE_HOME_CAP", 10**12)]


@mutant("citizen-of-the-union-without-right", "trap-eu", "a citizen of the European Union without a card has no right")
def _() -> Iterable[Patch]:
    right = verdict.stay_of

    def stay(person: Any, day: str) -> Any:
        return (verdict.NO, "NO_STAY_PAPER") if person.get("nationality") == "eu" else right(person, day)

    return everywhere(right, stay)


@mutant("paper-ended-is-no-paper", "trap-renewal", "a paper that ended is no paper, whatever the receipt of its renewal")
def _() -> Iterable[Patch]:
    right = verdict.stay_of
    return everywhere(right, lambda person, day: right({k: v for k, v in person.items() if k != "renewal_receipt_until"}, day))


@mutant("age-on-the-day-of-the-commission", "trap-majority", "the holder must be of age on the day of the commission already")
def _() -> Iterable[Patch]:
    right = verdict.Case._majority

    def majority(self: Any) -> Any:
        found = right(self)
        if found:
            self.refused.add("HOLDER_MINOR")
        return found

    return [(verdict.Case, "_majority", majority)]


# ------------------------------------------------------------------ the score


@dataclass(frozen=True)
class Row:
    mutant: Mutant
    killers: tuple[str, ...]
    asked: int

    @property
    def killed(self) -> bool:
        return bool(self.killers)


def score(suite: Any, names: Iterable[str] = ()) -> list[Row]:
    wanted = list(names) or list(MUTANTS)
    for name in wanted:
        if name not in MUTANTS:
            raise sne_conform.SuiteError(f"no mutant is named {name!r}; known: {', '.join(MUTANTS)}")
    return [_row(suite, MUTANTS[name]) for name in wanted]


def _row(suite: Any, mutant: Mutant) -> Row:
    flagged = [case for case in suite.live() if mutant.flag in case.flags and case.operation in run_oracle.OPERATIONS]
    sound = [case for case in flagged if _passes(case)]
    undo = mutant.apply()
    try:
        killers = tuple(case.id for case in sound if not _passes(case))
    finally:
        for owner, name, value in reversed(undo):
            _set(owner, name, value)
        for cached in CACHED:
            cached.cache_clear()
    return Row(mutant, killers, len(sound))


def _passes(case: Any) -> bool:
    """As the runner would judge it; an oracle that breaks off fails. The place of an issue is not the oracle's matter."""
    try:
        got = run_oracle.OPERATIONS[case.operation](case.given)
    except Exception:
        return False
    return got is not run_oracle.SKIPPED and not sne_conform.difference(run_oracle.without_places(case.expected), got)


def _lines(rows: list[Row]) -> Iterator[str]:
    killed = sum(row.killed for row in rows)
    yield "# Mutants"
    yield ""
    yield "Written by `sne_conform.py mutants --write MUTANTS.md`. Each line is the oracle with one fault of the real world in it. It is killed"
    yield "when a case that bears its flag sees it; other cases do not count."
    yield ""
    yield f"**{killed} of {len(rows)} killed: {100 * killed // len(rows)} %.**"
    yield ""
    yield "| mutant | the fault | flag | killed by |"
    yield "|---|---|---|---|"
    for row in rows:
        shown = ", ".join(row.killers[:3]) + (f" and {len(row.killers) - 3} more" if len(row.killers) > 3 else "")
        yield f"| {row.mutant.name} | {row.mutant.fault} | {row.mutant.flag} | {shown or f'**survives** {row.asked} cases'} |"


def table(rows: list[Row]) -> str:
    return "\n".join([*_lines(rows), ""])
