"""Random adversarial histories of one demand, as rows of the contract's log.

A history is steered by a shadow demand, so that most reach deep states: about six
events in ten are complete and likely, the others have facts broken, missing or
random. Rows are always well formed: known values, real dates, required cells.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from oracle import calendar, lifecycle
from oracle.calendar import add_months, parse
from oracle.lifecycle import COLUMNS, Demand, Policy

Row = dict[str, str]
Facts = dict[str, str]
Draft = tuple[int, tuple[str, str], Facts]

_EMPTY: Row = dict.fromkeys(COLUMNS, "")
_YES_NO = ("yes", "no")

DOMAINS: dict[str, tuple[str, ...]] = {
    "territory": ("001", "059", "075", "078", "091", "095", "02A", "02B", "971", "976", "111", "111"),
    "channel": (
        "counter", "online", "ex_officio", "post", "registered", "email", "post_email", "other",
    ),
    "form": _YES_NO,
    "identity": ("none", "unreadable", "identity", "stay"),
    "nationality": ("french", "eu", "other"),
    "legal_person": _YES_NO,
    "authorised": _YES_NO,
    "employment": ("employee", "contributing", "none"),
    "duplicate": ("none", "same_territory", "co_holder"),
    "formal_notice": _YES_NO,
    "mentioned": _YES_NO,
    "couple": ("married", "pacs", "cohabiting", "co_tenant"),
    "first_live": _YES_NO,
    "proof": _YES_NO,
    "content": _YES_NO,
    "by": ("applicant", "co_holder", "mandated", "third_party"),
    "complete": _YES_NO,
    "origin": ("applicant", "documents", "validated", "registrar"),
    "changes": ("initial_date", "number", "validity"),
    "wants_post": _YES_NO,
    "accepts_email": _YES_NO,
    "email_known": _YES_NO,
    "ground": ("identity", "duplicate", "income", "stay", "other", "attestation", "documents"),
    "decision": ("allocation", "ranked", "conditional", "non_allocation", "irrecevability"),
    "response": ("accepted", "refused", "silent"),
    "lease": _YES_NO,
    "intermediary": _YES_NO,
    "rpls": ("1234567890", "AB12345678", "123456789", "12345678901", "ab12345678", "12345 6789"),
    "described": _YES_NO,
    "written": _YES_NO,
    "informed": _YES_NO,
    "national": _YES_NO,
    "sources": ("0", "1", "2", "3", "8"),
    "received": _YES_NO,
    "reason": _YES_NO,
    "substitute": ("co_holder", "mentioned", "other"),
    "cause": ("separation", "death"),
    "typology": ("C", "T1", "T2", "T3", "T4", "T5", "T6P"),
}  # fmt: skip
_DOMAIN_NAMES = tuple(DOMAINS)
_FACT_DATES = ("reference", "separated", "first_initial", "delivered")

REGISTRARS = (
    "lessor", "state_service", "local_authority", "employer", "reservation_body", "action_logement", "siao",
)  # fmt: skip
ACTORS = (
    "applicant", "co_holder", "third_party", *REGISTRARS, "public_counter", "manager", "particular_system",
    "prefect", "system",
)  # fmt: skip
_BODY_IDS = ("A1", "A1", "A1", "A1", "B2", "")
_LESSOR_IDS = ("A1", "A1", "A1", "B2", "B2", "C3", "D4", "E5", "F6", "")

LAW_EDGES = tuple(
    map(
        parse,
        (
            "2000-11-08", "2009-03-25", "2010-05-03", "2011-03-28", "2012-01-01", "2012-05-09", "2014-03-27",
            "2015-05-14", "2015-12-31", "2016-01-01", "2017-05-08", "2018-06-30", "2026-12-31",
        ),
    )
)  # fmt: skip
_CALENDAR_EDGES = tuple(
    map(
        parse,
        (
            "2004-02-29", "2008-02-29", "2012-02-29", "2016-02-29", "2020-02-29", "2024-02-29", "2023-02-28",
            "2003-01-31", "2011-08-31", "2013-01-31", "2015-03-31", "2019-05-31", "2021-10-30", "2022-12-31",
            "2023-10-01",
        ),
    )
)  # fmt: skip
_FAR_DAYS = tuple(map(parse, ("0001-01-01", "1999-12-31", "2000-11-07", "2027-01-01", "2031-02-28", "9990-12-31")))
_FIRST_RANDOM, _LAST_RANDOM = parse("2000-11-08"), parse("2026-11-24")
_MODERN_EDGES = LAW_EDGES[2:]
_LEADS = (0, 0, 0, 1, 2, 5, 10, 11, 12, 12, 13, 18)


_FIRST_DAY, _LAST_DAY = parse("0001-01-01"), parse("9990-12-31")


def cell(day: int) -> str:
    """A date cell; far days are brought back to the years a log may hold."""
    return calendar.iso(min(max(day, _FIRST_DAY), _LAST_DAY))


def random_policy(rng: random.Random) -> Policy:
    """One set of parameters, every option of section 6 being drawn."""
    starts = (None, None, None, date(2017, 5, 8), date(2019, 2, 28), date(2024, 1, 1), date(2027, 1, 1))
    pauses = ([], [], [], [("2020-03-12", "2020-06-23")], [("2010-06-01", "2016-05-31")],
              [("2012-02-28", "2012-02-29"), ("2023-09-01", "2024-11-01")],
              [("2013-01-01", "2013-06-30"), ("2012-06-01", "2013-01-31"), ("2013-07-01", "2018-12-31")])  # fmt: skip
    return Policy(
        name=rng.choice(("law", "sne", "sne")),
        unknown=rng.choice(("ask", "ask", "ask", "presume_met")),
        horizon=rng.choice(("refuse", "refuse", "provisional")),
        renewal_base=rng.choice(("presentation", "presentation", "anniversary")),
        couples=rng.choice(("named", "named", "all")),
        expired_commission=rng.choice(("warn", "warn", "refuse")),
        national_number_start=rng.choice(starts),
        suspensions=list(rng.choice(pauses)),
    )


def _weighted(**weights: int) -> tuple[str, ...]:
    return tuple(name for name, weight in weights.items() for _ in range(weight))


_NEXT_KINDS = {
    "none": _weighted(file=40, renew=1, erase=1),
    "draft": _weighted(validate=26, refuse_draft=6, file=1, renew=1, update=1),
    "invalid": _weighted(validate=1, file=1, renew=1, radiate=1),
    "registered": _weighted(
        attest=5, seize_prefect=5, notice=13, renew=12, update=4, inquire=6, warn=10, answer=4, commission=9, offer=3,
        substitute=5, report_death=2, radiate=11, file=1, validate=1, reactivate=1, cancel_radiation=1, erase=1,
    ),
    "radiated": _weighted(
        reactivate=3, cancel_radiation=7, requalify=6, radiate=8, renew=5, answer=4, erase=4, update=1, file=1,
    ),
    "erased": _weighted(erase=1, reactivate=1, renew=1, file=1),
}  # fmt: skip


class _History:
    """The rows of one demand under way, and the shadow demand that steers them."""

    def __init__(self, rng: random.Random, policy: Policy, key: str) -> None:
        self.rng = rng
        self.random = rng.random
        self.policy = policy
        self.key = key
        self.demand = Demand()
        self.rows: list[Row] = []
        self.now = self._start()
        self.crowded = self.chance(0.04)  # many lessors decide

    # draws

    def pick(self, values):
        return values[int(self.random() * len(values))]

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def jitter(self) -> int:
        return self.pick((-1, 0, 0, 0, 1, 1))

    def later(self, most: int = 60) -> int:
        return self.now + int(self.random() * most)

    def near(self, *edges: int) -> int:
        """A day at one of the edges or next to it, or simply a little later than now."""
        return self.pick(edges) + self.jitter() if self.chance(0.7) else self.later()

    def _start(self) -> int:
        """Day of the first event: such that a deadline falls on a change of the law, often."""
        draw = self.random()
        if draw < 0.02:
            return self.pick(_FAR_DAYS)
        if draw < 0.5:
            edges = LAW_EDGES if self.chance(0.2) else _MODERN_EDGES
            return add_months(self.pick(edges), -self.pick(_LEADS)) + self.jitter()
        if draw < 0.75:
            return self.pick(_CALENDAR_EDGES)
        return _FIRST_RANDOM + int(self.random() * (_LAST_RANDOM - _FIRST_RANDOM))

    def body(self, *actors: str) -> tuple[str, str]:
        return self.pick(actors), self.pick(_BODY_IDS)

    def registrar(self) -> tuple[str, str]:
        return self.body("lessor", "lessor", *REGISTRARS)

    def same(self, body: tuple[str, str | None] | None, otherwise: tuple[str, str]) -> tuple[str, str]:
        """The body that opened something, mostly."""
        if body is None or self.chance(0.08):
            return otherwise
        return body[0], body[1] or self.pick(_BODY_IDS)

    # shadow

    def running(self, warned: bool) -> list[str]:
        """Procedures neither answered nor closed, with or without their warning."""
        items = self.demand.procedures.items()
        return [m for m, p in items if not p.answered and (p.delivered is not None) == warned]

    def next_kind(self) -> str:
        """A kind the state calls for, mostly; what has been opened tends to be carried on."""
        if self.chance(0.04):
            return self.pick(lifecycle.KINDS)
        demand = self.demand
        if demand.state == "registered" and self.chance(0.4):
            if self.running(warned=True) or demand.notice_on is not None:
                return "radiate"
            if self.running(warned=False):
                return "warn"
        if demand.state == "registered" and self.crowded and self.chance(0.7):
            return "commission"
        if demand.state == "registered" and demand.allocations and self.chance(0.25):
            return self.pick(("commission", "radiate"))
        if demand.state == "radiated" and demand.radiation.motive in "ce" and self.chance(0.4):
            return self.pick(("reactivate", "reactivate", "radiate"))
        return self.pick(_NEXT_KINDS[demand.state])

    def add(self, kind: str, draft: Draft) -> None:
        on, (actor, actor_id), facts = draft
        row = _EMPTY.copy()
        row.update(facts)
        row["demand"], row["event"], row["actor"], row["actor_id"] = self.key, kind, actor, actor_id
        recorded = self._recorded(on)
        for column in ("delivered", "reference"):
            if row[column] and self.chance(0.85):
                recorded = max(recorded, parse(row[column]))
        row["effective"], row["recorded"] = cell(on), cell(recorded)
        if self.chance(0.4):
            self._break(row)
        self.rows.append(row)
        facts_read = lifecycle.read(row)
        if lifecycle.judge(self.demand, facts_read, self.policy).accepted:
            lifecycle.apply(self.demand, facts_read, self.policy)
            self.now = max(self.now, facts_read["recorded"])
        elif self.demand.state == "none" and self.chance(0.6):
            self.now = self._start()

    def _recorded(self, on: int) -> int:
        draw = self.random()
        if draw < 0.05:
            return on + int(self.random() * 20)
        if draw < 0.08:
            return max(on - 1, 1)
        lag = 0 if draw < 0.7 else int(self.random() * 50)
        return max(self.now, on) + lag

    # broken facts

    def _break(self, row: Row) -> None:
        for _ in range(self.pick((1, 1, 1, 2, 3))):
            self.pick(_BREAKS)(self, row)


def _set_blank(h: _History, row: Row) -> None:
    filled = [column for column in _BLANKABLE if row[column]]
    if filled:
        row[h.pick(filled)] = ""


def _set_random(h: _History, row: Row) -> None:
    filled = [column for column in _DOMAIN_NAMES if row[column]]
    if filled:
        column = h.pick(filled)
        row[column] = h.pick([value for value in DOMAINS[column] if value != row[column]])


def _set_noise(h: _History, row: Row) -> None:
    column = h.pick(_DOMAIN_NAMES)
    row[column] = h.pick(DOMAINS[column])


def _set_date_noise(h: _History, row: Row) -> None:
    row[h.pick(_FACT_DATES)] = cell(h.now + h.pick((-4000, -400, -31, -1, 0, 1, 31)))


def _set_actor(h: _History, row: Row) -> None:
    row["actor"] = h.pick(ACTORS)


def _set_actor_id(h: _History, row: Row) -> None:
    row["actor_id"] = h.pick(("", "A1", "B2", "C3"))


def _shift_effective(h: _History, row: Row) -> None:
    row["effective"] = cell(parse(row["effective"]) + h.pick((-800, -400, -31, -2, -1, 1, 2, 31, 400)))


def _shift_recorded(h: _History, row: Row) -> None:
    row["recorded"] = cell(parse(row["recorded"]) + h.pick((-400, -31, -1, 1, 31, 400)))


def _shift_fact(h: _History, row: Row) -> None:
    filled = [column for column in _FACT_DATES if row[column]]
    if filled:
        column = h.pick(filled)
        row[column] = cell(parse(row[column]) + h.pick((-400, -31, -16, -1, 1, 16, 31, 400)))


def _move_to_edge(h: _History, row: Row) -> None:
    day = cell(h.pick(LAW_EDGES if h.chance(0.9) else _FAR_DAYS))
    row["effective"] = row["recorded"] = day


def _set_motive(h: _History, row: Row) -> None:
    kind = row["event"]
    if kind == "radiate":
        row["motive"] = h.pick("abcdef")
    elif kind in ("warn", "answer"):
        row["motive"] = h.pick("cd")
    else:
        row["motive"] = h.pick(("", "a", "b", "e", "f"))


_BLANKABLE = ("actor_id", *_DOMAIN_NAMES, *_FACT_DATES)
_BREAKS: tuple[Callable[[_History, Row], None], ...] = (
    _set_blank, _set_blank, _set_blank, _set_blank, _set_blank, _set_random, _set_random, _set_random, _set_random,
    _set_random, _set_random, _set_noise, _set_date_noise, _set_actor, _set_actor, _set_actor_id, _set_actor_id,
    _shift_effective, _shift_effective, _shift_recorded, _shift_fact, _move_to_edge, _set_motive,
)  # fmt: skip


# ---------------------------------------------------------------- likely events, one builder a kind


def _choices(h: _History, probability: float) -> Facts:
    return {choice: h.pick(_YES_NO) for choice in lifecycle.CHOICES if h.chance(probability)}


def _claim(h: _History, filed: int) -> Facts:
    """LC-26: a separation claim, complete."""
    separated = filed - int(h.random() * 120) if h.chance(0.9) else filed + 1
    first = separated - 1 - int(h.random() * 2500) if h.chance(0.85) else separated
    return {
        "separated": cell(separated),
        "first_initial": cell(first),
        "mentioned": "yes" if h.chance(0.9) else "no",
        "couple": h.pick(("married", "pacs", "pacs", "cohabiting")),
        "first_live": "yes" if h.chance(0.9) else "no",
    }


def _territory(h: _History, on: int) -> str:
    """Any territory; mostly the one that Île-de-France has on that day."""
    drawn = h.pick(DOMAINS["territory"])
    if h.chance(0.1):
        return drawn
    if on >= lifecycle.NEW_SYSTEM:
        return "111" if drawn in lifecycle.IDF_DEPARTEMENTS else drawn
    return "075" if drawn == "111" else drawn


def _file(h: _History) -> Draft:
    on = h.now if h.chance(0.9) else h.later()
    facts = {
        "territory": _territory(h, on),
        "channel": h.pick(("counter",) * 7 + ("online",) * 3 + ("ex_officio",)),
        "form": "yes",
        "duplicate": "none",
        "person": "P" + h.key,
        "typology": h.pick(DOMAINS["typology"]),
    }
    facts.update(_document(h))
    facts.update(_choices(h, 0.4))
    if h.chance(0.1):
        facts.update(co_holder="Q" + h.key, number="0590324000001L0001")
    if h.chance(0.05):
        facts["legal_person"] = "yes"
    if h.chance(0.25):
        facts.update(_claim(h, on))
    if facts["channel"] == "online":
        return on, ("applicant", ""), facts
    if facts["channel"] == "ex_officio":
        facts["reference"] = cell(add_months(on, 1) + h.pick((0, 1, 1, 2, 20)))
        if h.chance(0.9):
            facts["formal_notice"] = "yes"
        return on, h.body("lessor", "prefect"), facts
    body = h.registrar() if h.chance(0.95) else h.body("particular_system")
    facts["authorised"] = "yes"
    facts["employment"] = "contributing" if body[0] == "action_logement" else "employee"
    return on, body, facts


def _document(h: _History) -> Facts:
    identity = h.pick(("identity", "identity", "identity", "stay"))
    if identity == "stay":
        return {"identity": identity, "nationality": "other"}
    return {"identity": identity, "nationality": h.pick(("french", "eu"))}


def _validate(h: _History) -> Draft:
    on = h.later(30)
    facts = {"duplicate": "co_holder" if h.chance(0.1) else "none"}
    if h.chance(0.6):
        facts.update(_document(h))
    if h.chance(0.5) and h.demand.deposit is not None:
        facts["reference"] = cell(h.demand.deposit + int(h.random() * (max(on - h.demand.deposit, 0) + 1)))
    facts.update(_choices(h, 0.1))
    return on, h.registrar() if h.chance(0.6) else ("public_counter", ""), facts


def _refuse_draft(h: _History) -> Draft:
    return h.later(), h.body("lessor", "public_counter", "manager"), {"ground": h.pick(("identity", "duplicate"))}


def _attest(h: _History) -> Draft:
    due = calendar.attestation_due(h.demand.last_presentation or h.now)
    return h.near(due), h.body("lessor", "manager", "system", "public_counter"), {}


def _seize_prefect(h: _History) -> Draft:
    if h.chance(0.6):
        opens = calendar.attestation_due(h.demand.last_presentation or h.now) + 1
        return h.near(opens), ("applicant", ""), {"ground": "attestation"}
    on = h.later()
    reference = on - h.pick((14, 15, 16, 16, 17, 30))
    return on, ("applicant", ""), {"ground": "documents", "reference": cell(reference)}


def _notice(h: _History) -> Draft:
    base = h.demand.base or h.now
    latest = calendar.notice_latest(base)
    on = h.near(latest, latest - 30, latest - 5, calendar.last_valid(base))
    if on < lifecycle.P1:
        sender = h.same(h.demand.registrar, h.registrar())
    elif on < lifecycle.P2:
        sender = h.same(h.demand.registrar, h.registrar()) if h.chance(0.4) else h.body("manager", "system")
    else:
        sender = h.body("manager", "system", "particular_system")
    facts = {"channel": h.pick(("post", "registered", "registered", "post_email", "post_email", "email"))}
    facts["content"] = facts["proof"] = "yes"
    if h.chance(0.4):
        facts["delivered"] = cell(on + h.pick((0, 0, 1, 3)))
    return on, sender, facts


def _renew(h: _History) -> Draft:
    demand = h.demand
    base = demand.base or h.now
    expiry = calendar.last_valid(base)
    on = h.near(calendar.window_opens(base), expiry, expiry - 20, calendar.lapse_radiation(base))
    if demand.radiation and h.chance(0.8):
        on = demand.radiation.effective - h.pick((-1, 0, 0, 1, 15))
    facts = {"channel": "counter", "complete": "yes"}
    facts.update(_choices(h, 0.08))
    if on >= lifecycle.P1 and h.chance(0.4):
        facts["channel"] = "online"
        if h.chance(0.85):
            return on, h.body("applicant", "applicant", "co_holder"), facts
        facts["by"] = "applicant"
        return on, h.body("particular_system", "lessor"), facts
    facts["by"] = h.pick(("applicant", "applicant", "co_holder", "mandated"))
    return on, h.same(demand.registrar, h.registrar()) if on < lifecycle.P1 else h.registrar(), facts


def _update(h: _History) -> Draft:
    facts = {"origin": h.pick(("applicant", "documents", "validated")), "typology": h.pick(DOMAINS["typology"])}
    facts.update(_choices(h, 0.4))
    if h.chance(0.15):
        facts["changes"] = h.pick(DOMAINS["changes"])
    return h.later(), h.body("applicant", "lessor", "local_authority", "manager", "particular_system"), facts


def _inquire(h: _History) -> Draft:
    return h.later(), h.body("lessor", "local_authority", "manager", "particular_system"), {}


def _warn(h: _History) -> Draft:
    motive = h.pick(h.running(warned=False) or list(h.demand.procedures) or "cd")
    procedure = h.demand.procedures.get(motive)
    on = h.later(40) if h.chance(0.9) or not procedure else procedure.opened + h.jitter()
    facts = {"motive": motive, "delivered": cell(on + h.pick((0, 0, 1, 2, 10))), "channel": "registered"}
    if h.chance(0.95):
        facts["proof"] = "yes"
    return on, h.same(procedure and procedure.body, h.registrar()), facts


def _answer(h: _History) -> Draft:
    motive = h.pick(list(h.demand.procedures) or "cd")
    on = h.later(30)
    radiation = h.demand.radiation
    if radiation and radiation.motive in "cd":
        motive, on = radiation.motive, radiation.effective - h.pick((-1, 0, 0, 1, 9, 60))
    return on, h.body("applicant", "co_holder", "lessor", "manager"), {"motive": motive}


def _commission(h: _History) -> Draft:
    base = h.demand.base or h.now
    facts = {"decision": h.pick(DOMAINS["decision"] + ("irrecevability", "irrecevability")), "rpls": "1234567890"}
    if facts["decision"] == "irrecevability":
        facts["ground"] = h.pick(("income", "income", "stay", "stay", "other"))
    on = h.later(40) if h.chance(0.85) else calendar.last_valid(base) + h.jitter()
    if h.crowded and h.chance(0.9):
        return on, ("lessor", h.pick(_LESSOR_IDS[2:])), facts | {"decision": h.pick(("allocation", "ranked"))}
    procedure = h.demand.procedures.get("d")
    if procedure and h.chance(0.3):
        facts["decision"] = h.pick(DOMAINS["decision"])
        return on, h.same(procedure.body, ("lessor", h.pick(_LESSOR_IDS))), facts
    return on, ("lessor", h.pick(_LESSOR_IDS)), facts


def _offer(h: _History) -> Draft:
    return h.later(), h.body("lessor", "applicant"), {"response": h.pick(DOMAINS["response"])}


def _substitute(h: _History) -> Draft:
    on = h.later()
    initial = h.demand.initial or on
    separated = h.pick((on, on + 1, on - 10, on - 10, initial, initial + 1))
    facts = {"cause": h.pick(("separation", "separation", "death")), "substitute": h.pick(("co_holder", "mentioned"))}
    facts["couple"] = h.pick(("married", "pacs", "pacs", "cohabiting"))
    facts["separated"] = cell(separated)
    return on, h.body("lessor", "local_authority", "manager"), facts


def _report_death(h: _History) -> Draft:
    return h.later(), h.body(*ACTORS), {}


def _radiate_motive(h: _History) -> str:
    """The motive whose conditions the shadow demand meets, mostly."""
    demand = h.demand
    if demand.state == "radiated":
        return "a" if h.chance(0.8) else h.pick("abcdef")
    ready = ["b"]
    if h.policy.national_start is not None and h.now >= h.policy.national_start:
        ready.append("f")
    if demand.notice_on is not None:
        ready += ["e"] * 6
    ready += h.running(warned=True) * 12
    if demand.allocations:
        ready += ["a"] * 3
    return h.pick(ready) if h.chance(0.85) else h.pick("aabcdeef")


def _radiate_a(h: _History) -> Draft:
    decided = list(h.demand.allocations.items())
    lessor, day = h.pick(decided) if decided else (None, h.now)
    on = h.later(40) if h.chance(0.7) or not decided else day + h.jitter()
    if h.demand.initial is not None and h.chance(0.08):
        on = h.demand.initial + h.pick((0, 1, 100))
    facts = {"lease": "yes", "rpls": h.pick(("1234567890", "AB12345678")), "written": "yes", "informed": "yes"}
    if h.chance(0.2):
        facts["described"] = h.pick(_YES_NO)
        if h.chance(0.7):
            del facts["rpls"]
    if on < lifecycle.P1:
        return on, h.same(h.demand.registrar, h.registrar()), facts
    if h.chance(0.1):
        facts["intermediary"] = "yes"
        return on, ("manager", "A1"), facts
    return on, h.same(lessor, ("lessor", h.pick(_LESSOR_IDS))), facts


def _radiate_b(h: _History) -> Draft:
    on = h.later()
    facts = {"written": "yes", "informed": "yes", "by": h.pick(("applicant", "mandated"))}
    if on < lifecycle.P1:
        return on, h.same(h.demand.registrar, h.registrar()), facts
    return on, h.body("applicant", "lessor", "local_authority", "manager", "particular_system"), facts


def _radiate_warned(h: _History, motive: str) -> Draft:
    """c and d: at the first day after the warning, or at the end of the tolerance."""
    procedure = h.demand.procedures.get(motive)
    on, facts = h.later(), {"informed": "yes"}
    if procedure and procedure.delivered is not None:
        first = add_months(procedure.delivered, 1)
        on = h.near(first, first, add_months(procedure.delivered, 2))
    if on < lifecycle.P1:
        return on, h.same(h.demand.registrar, h.registrar()), facts
    return on, h.same(procedure and procedure.body, ("lessor", h.pick(_BODY_IDS))), facts


def _radiate_e(h: _History) -> Draft:
    base = h.demand.base or h.now
    lapse, expiry = calendar.lapse_radiation(base), calendar.last_valid(base)
    edges = [lapse, lapse, lapse, expiry + 1]
    if h.demand.notice_on is not None:
        edges.append(max(lapse, add_months(h.demand.notice_on, 1)))
    on = h.near(*edges)
    if on < lifecycle.P1:
        return on, h.same(h.demand.registrar, h.registrar()), {"informed": "yes"}
    return on, h.body("manager", "system", "particular_system"), {}


def _radiate_f(h: _History) -> Draft:
    return h.later(), h.body("manager", "system"), {"national": "yes", "sources": h.pick(("2", "3", "8", "1"))}


def _radiate(h: _History) -> Draft:
    motive = _radiate_motive(h)
    if motive in "cd":
        on, body, facts = _radiate_warned(h, motive)
    else:
        on, body, facts = {"a": _radiate_a, "b": _radiate_b, "e": _radiate_e, "f": _radiate_f}[motive](h)
    facts["motive"] = motive
    return on, body, facts


def _reactivate(h: _History) -> Draft:
    radiation = h.demand.radiation
    on = h.later(100)
    facts = {"received": "yes", "duplicate": h.pick(("none", "none", "co_holder"))}
    if radiation is None:
        return on, ("manager", "A1"), facts
    if radiation.motive == "c":
        on = h.near(add_months(radiation.effective, 5), radiation.effective + 1)
        return on, h.body("lessor", "local_authority", "particular_system"), facts
    on = h.near(calendar.reactivable_until(h.demand.base), radiation.effective, radiation.effective + 20)
    return on, h.body("manager", "particular_system"), facts


def _correction(h: _History) -> Draft:
    radiation = h.demand.radiation
    on = radiation.effective + h.jitter() if radiation and h.chance(0.2) else h.later()
    if h.chance(0.25):
        on = h.now
    return on, ("manager", h.pick(_BODY_IDS)), {"reason": "yes"}


def _requalify(h: _History) -> Draft:
    on, body, facts = _correction(h)
    facts["motive"] = "a"
    return on, body, facts


def _erase(h: _History) -> Draft:
    radiation = h.demand.radiation
    on = h.later() if radiation is None else h.near(calendar.retention_until(radiation.recorded) + 1)
    return on, h.body("system", "manager"), {}


_BUILDERS: dict[str, Callable[[_History], Draft]] = {
    "file": _file, "validate": _validate, "refuse_draft": _refuse_draft, "attest": _attest,
    "seize_prefect": _seize_prefect, "notice": _notice, "renew": _renew, "update": _update, "inquire": _inquire,
    "warn": _warn, "answer": _answer, "commission": _commission, "offer": _offer, "radiate": _radiate,
    "reactivate": _reactivate, "cancel_radiation": _correction, "requalify": _requalify, "substitute": _substitute,
    "report_death": _report_death, "erase": _erase,
}  # fmt: skip


def generate(rng: random.Random, policy: Policy, key: str) -> list[Row]:
    """One history of 1 to 14 events; rows are in the order of the log, not of the fold."""
    history = _History(rng, policy, key)
    for _ in range(1 + int(rng.random() * 14)):
        state = history.demand.state
        kind = history.next_kind()
        history.add(kind, _BUILDERS[kind](history))
        if state in ("invalid", "erased") and history.chance(0.5):
            break
    if history.chance(0.1):
        rng.shuffle(history.rows)
    elif history.chance(0.3):
        _swap_a_day(rng, history.rows)
    return history.rows


def _swap_a_day(rng: random.Random, rows: list[Row]) -> None:
    """Two neighbours of one recorded day change places, so that both orders of the log are met."""
    together = [i for i in range(1, len(rows)) if rows[i - 1]["recorded"] == rows[i]["recorded"]]
    if together:
        i = together[int(rng.random() * len(together))]
        rows[i - 1], rows[i] = rows[i], rows[i - 1]


def random_days(rng: random.Random, rows: list[Row], count: int) -> list[str]:
    """Days worth looking at: those of the rows and their neighbours, and anniversaries."""
    days = []
    for _ in range(count):
        row = rows[int(rng.random() * len(rows))]
        anchor = parse(row["effective"] if rng.random() < 0.6 else row["recorded"])
        months = (0, 0, 0, 1, 5, 12, 13, 18)[int(rng.random() * 8)]
        days.append(cell(add_months(anchor, months) + int(rng.random() * 3) - 1))
    return days
