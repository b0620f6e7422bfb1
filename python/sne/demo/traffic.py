"""Traffic a right engine refuses (événements à refuser), in every family of rules.

Each kind names the reason expected and the column of the table that moves when the rule is not applied: break
a rule in an engine, and the table of the demo is no longer the published one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np

from .days import Ints, Mask, add_months, day, next_working
from .life import (
    Stage,
    ask,
    declare_irrecevable,
    filing_facts,
    lease_facts,
    scaled_count,
    warn,
)
from .log import NO_TEXT, Fact
from .population import (
    ALUR,
    END,
    EXTRACTION,
    NEW,
    NOTICE_LATE,
    NOTICE_NONE,
    NOTICE_SOON,
    START,
    STAYS,
    STOCK,
    A,
    E,
    Plan,
)


class Kind(TypedDict):
    """One kind of refused event: what it is, why it is refused, what it would change, how many rows."""

    event: str
    reason: str
    moves: str
    rows: int


#: Roles that shape the open year: count at full scale, interval to the renewal, rule of the notice.
#: `AFTER` counts from base + 13 months.
AFTER = 1000
_OPEN_ROLES: dict[str, tuple[int, tuple[int, int], int]] = {
    "e_by_lessor": (260, (AFTER + 8, AFTER + 20), NOTICE_SOON),
    "e_without_notice": (220, (AFTER + 8, AFTER + 20), NOTICE_NONE),
    "e_notice_recent": (120, (AFTER + 8, AFTER + 20), NOTICE_LATE),
    "e_notice_without_proof": (90, (AFTER + 8, AFTER + 20), NOTICE_NONE),
    "e_notice_email_not_accepted": (60, (AFTER + 8, AFTER + 20), NOTICE_NONE),
    "e_notice_by_lessor": (60, (AFTER + 8, AFTER + 20), NOTICE_NONE),
    "e_notice_incomplete": (60, (AFTER + 8, AFTER + 20), NOTICE_NONE),
    "e_too_early": (320, (376, 386), NOTICE_SOON),
    "e_still_valid": (160, (347, 358), NOTICE_SOON),
}


@dataclass
class Traffic:
    """Adds refused events and counts them."""

    stage: Stage
    manifest: dict[str, Kind] = field(default_factory=dict)

    def refuse(
        self,
        kind: str,
        reason: str,
        moves: str,
        event: str,
        demand: Ints,
        on: Ints,
        body: Ints | int,
        /,
        **facts: Fact,
    ) -> None:
        """Add the rows of one kind, entered on their day."""
        self.refuse_entered(kind, reason, moves, event, demand, on, on, body, **facts)

    def refuse_entered(
        self,
        kind: str,
        reason: str,
        moves: str,
        event: str,
        demand: Ints,
        on: Ints,
        entered: Ints,
        body: Ints | int,
        /,
        **facts: Fact,
    ) -> None:
        """Add the rows of one kind, entered on another day."""
        self.stage.add(event, demand, on, entered, body, **facts)
        self.manifest[kind] = {
            "event": event, "reason": reason, "moves": moves, "rows": len(demand)
        }

    def count(self, full: int) -> int:
        """Rows of a kind at this scale."""
        return scaled_count(full, self.stage.scale)

    def quiet(self, name: str, full: int, days: int, among: Mask | None = None) -> tuple[Ints, Ints]:
        """Demands that stay, and a day that opens a quiet time of so many days."""
        p = self.stage.population
        opens, closes = p.quiet()
        room = closes - opens
        able = room >= days if among is None else (room >= days) & among
        who = p.take(self.stage.rng, name, able, self.count(full))
        slack = self.stage.rng.random(len(who)) * (room[who] - days)
        return who, (opens[who] + slack).astype(np.int32)

    def some(self, full: int, among: Mask) -> Ints:
        """Demands of a group; they need no quiet time and may have another role."""
        pool = np.flatnonzero(among)
        size = min(self.count(full), len(pool))
        return np.sort(self.stage.rng.choice(pool, size, replace=False)).astype(np.int32)


def cast_traffic(stage: Stage, imposed: Plan) -> None:
    """Reserve the demands whose open year must leave room for a refused radiation e."""
    p = stage.population
    able = (p.cohort == STOCK) & (p.exit == STAYS) & ~stage.accepts_email
    able &= (p.base >= day("2012-10-01")) & (p.base <= day("2013-07-15"))
    thirteen = add_months(p.base, 13) - p.base
    for name, (full, (low, high), notice) in _OPEN_ROLES.items():
        who = p.take(stage.rng, name, able, scaled_count(full, stage.scale))
        interval = stage.uniform(low, high, len(who))
        after = interval >= AFTER
        imposed.interval[who] = np.where(after, interval - AFTER + thirteen[who], interval)
        imposed.notice[who] = notice
        imposed.entry_lag[who] = 0


def send(stage: Stage) -> dict[str, Kind]:
    """Every kind of refused event."""
    traffic = Traffic(stage)
    families: tuple[Callable[[Traffic], None], ...] = (
        _filings, _filings_of_no_registrar, _filings_online_or_ex_officio, _renewals, _lapses,
        _lapses_on_a_bad_notice, _no_answers, _irrecevabilities, _leases, _renunciations,
        _reactivations, _corrections, _of_another_time, _unknown_demands,
    )
    for family in families:
        family(traffic)
    return traffic.manifest


def _filing(
    traffic: Traffic, kind: str, full: int, reason: str, registrar_kind: str, **changed: Fact
) -> None:
    """Filings of persons unknown so far, that would each be a new demand."""
    stage = traffic.stage
    size = traffic.count(full)
    territory = stage.uniform(0, 1, size)
    on = next_working(START + stage.uniform(0, END - START - 6, size))
    registrar = stage.bodies.draw(stage.rng, territory, registrar_kind)
    demand = stage.new_demands(territory, on, registrar)
    facts = filing_facts(stage, registrar) | {
        "channel": "counter", "territory": territory, "person": stage.new_people(size), "number": demand
    }
    facts |= changed
    ahead = stage.uniform(3, 15, size) if kind == "file_in_the_future" else 0
    traffic.refuse_entered(
        kind, reason, "new", "file", demand, on + ahead, on, registrar, **facts
    )


def _filings(traffic: Traffic) -> None:
    _filing(traffic, "file_without_identity", 250, "MISSING_ID", "lessor", identity="none")
    _filing(
        traffic, "file_without_stay", 120, "MISSING_ID", "lessor",
        identity="identity", nationality="other",
    )
    _filing(traffic, "file_without_form", 90, "MISSING_FORM", "lessor", form="no")
    _filing(traffic, "file_in_the_future", 50, "RECORDED_BEFORE_EFFECTIVE", "lessor")
    _duplicates(traffic)
    _filed_twice(traffic)


def _duplicates(traffic: Traffic) -> None:
    """Second demands of persons who have one in the territory (doublons)."""
    stage, p = traffic.stage, traffic.stage.population
    settled = (p.cohort == STOCK) & (p.exit == STAYS) & p.free
    holder = traffic.some(450, settled)
    on = next_working(day("2013-12-02") + stage.uniform(0, 290, len(holder)))
    registrar = stage.draw("lessor", holder)
    demand = stage.new_demands(stage.territory(holder), on, registrar)
    facts = filing_facts(stage, registrar) | {"duplicate": "same_territory"}
    traffic.refuse(
        "file_duplicate", "DUPLICATE", "new", "file", demand, on, registrar,
        channel="counter", territory=stage.territory(holder), person=stage.person[holder],
        co_holder=stage.co_holder[holder], number=demand, **facts,
    )


def _filed_twice(traffic: Traffic) -> None:
    """The same demand sent again with a new day of deposit."""
    stage, p = traffic.stage, traffic.stage.population
    who = traffic.some(150, (p.cohort == STOCK) & (p.exit == STAYS) & p.free)
    on = next_working(day("2013-12-02") + stage.uniform(0, 290, len(who)))
    traffic.refuse(
        "file_again", "ALREADY_REGISTERED", "start", "file", who, on, p.registrar[who],
        channel="counter", territory=p.territory[who], person=stage.person[who],
        co_holder=stage.co_holder[who], number=who, **filing_facts(stage, p.registrar[who]),
    )


def _filings_of_no_registrar(traffic: Traffic) -> None:
    _filing(
        traffic, "file_without_title", 320, "NOT_REGISTRAR", "local_authority", authorised="no"
    )
    _filing(
        traffic, "file_not_an_employee", 60, "NOT_REGISTRAR", "employer", employment="none"
    )
    _filing(
        traffic, "file_firm_not_contributing", 70, "NOT_REGISTRAR", "action_logement",
        employment="employee",
    )
    _filing(traffic, "file_by_manager", 40, "NOT_REGISTRAR", "manager")


def _filings_online_or_ex_officio(traffic: Traffic) -> None:
    stage = traffic.stage
    size = traffic.count(60)
    territory = stage.uniform(0, 1, size)
    on = next_working(day("2013-11-04") + stage.uniform(0, 120, size))
    applicant, counter = stage.bodies.alone("applicant"), stage.bodies.alone("public_counter")
    tokens = stage.new_tokens("EARLY", size)
    facts = filing_facts(stage, np.full(size, applicant, dtype=np.int32))
    facts |= {"territory": territory, "person": stage.new_people(size)}
    traffic.refuse(
        "file_online_too_soon", "WRONG_CHANNEL", "new", "file", tokens, on, applicant,
        channel="online", **facts,
    )
    traffic.refuse(
        "validate_nothing", "NOT_REGISTERED", "new", "validate", tokens, next_working(on + 3), counter,
        duplicate="none",
    )
    _ex_officio(traffic, "ex_officio_too_early", "TOO_EARLY", "lessor", 12, "yes")
    _ex_officio(traffic, "ex_officio_without_formal_notice", "NO_FORMAL_NOTICE", "lessor", 40, "no")
    _ex_officio(traffic, "ex_officio_by_commune", "NOT_LESSOR", "local_authority", 40, "yes")


def _ex_officio(
    traffic: Traffic, kind: str, reason: str, registrar_kind: str, days: int, notice: str
) -> None:
    stage = traffic.stage
    size = traffic.count(20)
    territory = stage.uniform(0, 1, size)
    on = next_working(START + stage.uniform(0, 110, size))
    registrar = stage.bodies.draw(stage.rng, territory, registrar_kind)
    demand = stage.new_demands(territory, on, registrar)
    traffic.refuse_entered(
        kind, reason, "new", "file", demand, on, next_working(on + days + 8), registrar,
        channel="ex_officio", reference=on + days, formal_notice=notice, territory=territory,
        person=stage.new_people(size), number=demand, **filing_facts(stage, registrar),
    )


def _renewals(traffic: Traffic) -> None:
    stage, p = traffic.stage, traffic.stage.population
    gone = (p.exit_entered <= day("2014-09-12"))
    housed = traffic.some(500, gone & (p.exit == A) & p.free & (p.cohort <= NEW))
    _renew(traffic, "renew_housed", "RADIATED", "radiated a", housed, _soon(stage, housed))
    lapsed = traffic.some(320, gone & (p.exit == E) & p.free & (p.cohort <= NEW))
    _renew(traffic, "renew_lapsed", "RADIATED", "radiated e", lapsed, _soon(stage, lapsed))
    lapsing = (p.exit == E) & p.free & (p.cohort == STOCK)
    for kind, full, reason, changed in (
        ("renew_incomplete", 220, "INCOMPLETE", {"complete": "no"}),
        ("renew_for_another", 90, "NOT_APPLICANT", {"by": "third_party"}),
    ):
        who = traffic.some(full, lapsing)
        on = p.base[who] + stage.uniform(335, 380, len(who))
        _renew(traffic, kind, reason, "radiated e", who, on, **changed)
    who = traffic.some(60, lapsing)
    traffic.refuse(
        "renew_by_manager", "NOT_REGISTRAR", "radiated e", "renew", who,
        p.base[who] + stage.uniform(335, 380, len(who)), stage.manager(who),
        channel="counter", by="applicant", complete="yes",
    )


def _soon(stage: Stage, who: Ints) -> Ints:
    """A working day after the exit was entered."""
    return next_working(stage.population.exit_entered[who] + stage.uniform(2, 14, len(who)))


def _renew(
    traffic: Traffic, kind: str, reason: str, moves: str, who: Ints, on: Ints, **changed: str
) -> None:
    facts: dict[str, Fact] = {"channel": "counter", "by": "applicant", "complete": "yes"}
    facts |= changed
    traffic.refuse(
        kind, reason, moves, "renew", who, on, traffic.stage.draw("lessor", who), **facts
    )


def _lapse(
    traffic: Traffic, kind: str, role: str, reason: str, on: Ints, body: Ints | None = None
) -> None:
    who = traffic.stage.population.cast[role]
    manager = traffic.stage.manager(who)
    traffic.refuse(
        kind, reason, "radiated e", "radiate", who, on, manager if body is None else body, motive="e"
    )


def _lapses(traffic: Traffic) -> None:
    """Radiations e of demands that will be renewed (non-renouvellement)."""
    stage, p = traffic.stage, traffic.stage.population
    cast = p.cast
    who = cast["e_by_lessor"]
    after = _after_thirteen(stage, who)
    _lapse(traffic, "e_by_lessor", "e_by_lessor", "NOT_MANAGER", after, stage.draw("lessor", who))
    for role, reason in (("e_without_notice", "NO_NOTICE"), ("e_notice_recent", "NOTICE_TOO_RECENT")):
        _lapse(traffic, role, role, reason, _after_thirteen(stage, cast[role]))
    who = cast["e_too_early"]
    on = p.base[who] + 367 + stage.uniform(0, 7, len(who))
    _lapse(traffic, "e_too_early", "e_too_early", "TOLERANCE_RUNNING", on)
    who = cast["e_still_valid"]
    on = p.base[who] + 338 + stage.uniform(0, 6, len(who))
    _lapse(traffic, "e_still_valid", "e_still_valid", "NOT_EXPIRED", on)


def _after_thirteen(stage: Stage, who: Ints) -> Ints:
    return add_months(stage.population.base[who], 13) + stage.uniform(0, 5, len(who))


def _lapses_on_a_bad_notice(traffic: Traffic) -> None:
    """A notice the law does not know, and the radiation e that rests on it alone (préavis)."""
    stage, p = traffic.stage, traffic.stage.population
    for role, reason, channel, changed in (
        ("e_notice_without_proof", "NO_PROOF", "post", {"proof": "no"}),
        ("e_notice_email_not_accepted", "WRONG_CHANNEL", "email", {}),
        ("e_notice_by_lessor", "WRONG_SENDER", "registered", {"proof": "yes"}),
        ("e_notice_incomplete", "INCOMPLETE_NOTICE", "registered", {"proof": "yes", "content": "no"}),
    ):
        who = p.cast[role]
        sent = p.base[who] + stage.uniform(297, 310, len(who))
        sender = stage.draw("lessor", who) if role == "e_notice_by_lessor" else stage.manager(who)
        facts: dict[str, Fact] = {"content": "yes", "channel": channel}
        facts |= changed
        traffic.refuse_entered(
            role.removeprefix("e_"), reason, "radiated e", "notice", who, sent, sent + 5, sender,
            delivered=sent + 3, **facts,
        )
        after = _after_thirteen(stage, who)
        _lapse(traffic, role.replace("e_", "e_after_", 1), role, "NO_NOTICE", after)


def _no_answers(traffic: Traffic) -> None:
    """Radiations c of demands that answer later (non-réponse)."""
    for kind, full, reason in (
        ("c_too_early", 120, "TOO_EARLY"),
        ("c_by_another_service", 120, "NOT_SENDER"),
        ("c_without_proof", 90, "NO_PROOF"),
        ("c_without_warning", 120, "NO_WARNING"),
        ("c_answered", 90, "ANSWERED"),
    ):
        who, since = traffic.quiet(kind, full, 125)
        _no_answer(traffic, kind, reason, who, since)


def _no_answer(traffic: Traffic, kind: str, reason: str, who: Ints, since: Ints) -> None:
    stage = traffic.stage
    sender = stage.draw("lessor", who)
    other = stage.bodies.draw_other(stage.rng, stage.territory(who), "lessor", sender)
    ask(stage, who, since, sender)
    if kind != "c_without_warning":
        proof = "no" if kind == "c_without_proof" else "yes"
        warn(stage, who, "c", since + 25, since + 28, sender, proof)
    answered_first = kind == "c_answered"
    back = since + (40 if answered_first else 110)
    stage.add("answer", who, back, back, sender, motive="c")
    on = since + (43 if kind == "c_too_early" else 100)
    body = other if kind == "c_by_another_service" else sender
    traffic.refuse(kind, reason, "radiated c", "radiate", who, on, body, motive="c")


def _irrecevabilities(traffic: Traffic) -> None:
    """Radiations d that no commission, ground, service or delay supports (irrecevabilité)."""
    for kind, full, reason in (
        ("d_bad_ground", 90, "BAD_GROUND"),
        ("d_by_commune", 60, "NOT_LESSOR"),
        ("d_by_another_lessor", 70, "NOT_DECIDING_LESSOR"),
        ("d_too_early", 70, "TOO_EARLY"),
        ("d_without_warning", 60, "NO_WARNING"),
        ("d_answered", 60, "ANSWERED"),
        ("d_without_commission", 80, "NO_CAL"),
    ):
        who, since = traffic.quiet(kind, full, 70)
        _irrecevability(traffic, kind, reason, who, since)


def _irrecevability(traffic: Traffic, kind: str, reason: str, who: Ints, since: Ints) -> None:
    stage = traffic.stage
    lessor = stage.draw("lessor", who)
    if kind != "d_without_commission":
        ground = "other" if kind == "d_bad_ground" else "income"
        declare_irrecevable(stage, who, since, lessor, ground)
        if kind != "d_without_warning":
            warn(stage, who, "d", since + 5, since + 9, lessor)
    if kind in ("d_answered", "d_too_early"):
        back = since + 35
        stage.add("answer", who, back, back, lessor, motive="d")
    body = lessor
    if kind == "d_by_another_lessor":
        body = stage.bodies.draw_other(stage.rng, stage.territory(who), "lessor", lessor)
    if kind == "d_by_commune":
        body = stage.draw("local_authority", who)
    on = since + (25 if kind == "d_too_early" else 55)
    traffic.refuse(kind, reason, "radiated d", "radiate", who, on, body, motive="d")


def _leases(traffic: Traffic) -> None:
    """Radiations a without a lease, a dwelling, or by a body that did not allocate (attribution)."""
    _lease(traffic, "a_without_lease", 320, "NO_LEASE", lease="no")
    _lease(traffic, "a_without_dwelling", 260, "NO_RPLS", rpls=NO_TEXT, described="no")
    _lease(traffic, "a_short_identifier", 110, "NO_RPLS", described=NO_TEXT)
    _lease(traffic, "a_by_commune", 160, "NOT_ALLOCATING_BODY")
    _lease(traffic, "a_by_another_lessor", 130, "NOT_ALLOCATING_BODY")
    _lease(traffic, "a_before_commission", 90, "LEASE_BEFORE_COMMISSION")


def _lease(traffic: Traffic, kind: str, full: int, reason: str, **changed: Fact) -> None:
    stage = traffic.stage
    who, since = traffic.quiet(kind, full, 60)
    lessor = stage.draw("lessor", who)
    stage.add("commission", who, since + 15, since + 15, lessor, decision="allocation")
    on = since + (8 if kind == "a_before_commission" else 40)
    body = lessor
    if kind == "a_by_commune":
        body = stage.draw("local_authority", who)
    if kind == "a_by_another_lessor":
        body = stage.bodies.draw_other(stage.rng, stage.territory(who), "lessor", lessor)
    facts = lease_facts(stage, on) | changed
    if kind == "a_short_identifier":
        facts["rpls"] = _short_identifiers(stage, len(who))
    traffic.refuse_entered(
        kind, reason, "radiated a", "radiate", who, on, since + 45, body, motive="a", **facts
    )


def _short_identifiers(stage: Stage, size: int) -> Ints:
    """Identifiers of nine characters."""
    fresh = stage.new_dwellings(size)
    for i in fresh.tolist():
        stage.dwellings[i] = stage.dwellings[i][:9]
    return fresh


def _renunciations(traffic: Traffic) -> None:
    """Radiations b without a letter of the applicant (renonciation)."""
    for kind, full, reason, changed in (
        ("b_not_written", 160, "NOT_WRITTEN", {"written": "no"}),
        ("b_by_co_holder", 70, "NOT_APPLICANT", {"by": "co_holder"}),
        ("b_for_another", 70, "NOT_APPLICANT", {"by": "third_party"}),
    ):
        who, since = traffic.quiet(kind, full, 10)
        facts: dict[str, Fact] = {"motive": "b", "written": "yes", "by": "applicant"}
        facts |= changed
        body = traffic.stage.draw("lessor", who)
        traffic.refuse(kind, reason, "radiated b", "radiate", who, since + 3, body, **facts)
    stage, p = traffic.stage, traffic.stage.population
    gone = (p.exit == A) & (p.exit_entered <= day("2014-09-12")) & (p.cohort <= NEW) & p.free
    who = traffic.some(160, gone)
    traffic.refuse(
        "b_after_lease", "RADIATED", "radiated b", "radiate", who, _soon(stage, who),
        stage.draw("lessor", who), motive="b", written="yes", by="applicant",
    )


def _reactivations(traffic: Traffic) -> None:
    """Radiated demands that may not come back (réactivation)."""
    stage, p = traffic.stage, traffic.stage.population
    lapsed = (p.exit == E) & (p.cohort == STOCK) & p.free
    closing = add_months(p.base, 18)
    late = traffic.some(160, lapsed & (closing <= END - 30))
    on = closing[late] + stage.uniform(1, 20, len(late))
    _reactivate(traffic, "reactivate_too_late", "WINDOW_CLOSED", late, on, stage.manager(late))
    early = lapsed & (p.exit_day <= day("2014-06-30"))
    who = traffic.some(90, early)
    on = _soon(stage, who)
    _reactivate(traffic, "reactivate_by_lessor", "NOT_MANAGER", who, on, stage.draw("lessor", who))
    who = traffic.some(70, early)
    _reactivate(
        traffic, "reactivate_without_renewal", "NO_RENEWAL", who, _soon(stage, who), stage.manager(who),
        received="no",
    )
    housed = (p.exit == A) & (p.cohort <= NEW) & p.free & (p.exit_entered <= day("2014-09-12"))
    who = traffic.some(110, housed)
    _reactivate(
        traffic, "reactivate_housed", "NOT_REACTIVABLE", who, _soon(stage, who), stage.manager(who)
    )
    _reactivate_beside_a_new_one(traffic)


def _reactivate_beside_a_new_one(traffic: Traffic) -> None:
    """Demands whose holder filed again after the radiation."""
    stage, p = traffic.stage, traffic.stage.population
    old, new = p.cast["refiled_old"], p.cast["refiled_new"]
    holder = {int(person): int(p.entered[i]) for i, person in zip(new, stage.person[new], strict=True)}
    again = np.array([holder.get(int(person), EXTRACTION) for person in stage.person[old]])
    on = next_working(np.minimum(again, END) + 6)
    able = np.zeros(len(p), dtype=bool)
    able[old] = on <= np.minimum(add_months(p.base[old], 18), END)
    who = traffic.some(70, able)
    _reactivate(
        traffic, "reactivate_beside_a_new_one", "DUPLICATE", who, on[np.searchsorted(old, who)],
        stage.manager(who), duplicate="same_territory",
    )


def _reactivate(
    traffic: Traffic, kind: str, reason: str, who: Ints, on: Ints, body: Ints, **changed: Fact
) -> None:
    facts: dict[str, Fact] = {"received": "yes", "duplicate": "none"}
    facts |= changed
    traffic.refuse(kind, reason, "revived", "reactivate", who, on, body, **facts)


def _corrections(traffic: Traffic) -> None:
    """Corrections that need the manager, a reason or another state (annulation, effacement...)."""
    stage, p = traffic.stage, traffic.stage.population
    lapsed = (p.exit == E) & (p.cohort == STOCK) & p.free & (p.exit_day <= day("2014-09-12"))
    who = traffic.some(70, lapsed)
    traffic.refuse(
        "cancel_without_reason", "NEEDS_REASON", "radiated e", "cancel_radiation", who,
        _soon(stage, who), stage.manager(who), reason="no",
    )
    who = traffic.some(70, lapsed)
    traffic.refuse(
        "cancel_by_lessor", "NOT_MANAGER", "radiated e", "cancel_radiation", who,
        _soon(stage, who), stage.draw("lessor", who), reason="yes",
    )
    who = traffic.some(50, lapsed)
    traffic.refuse(
        "requalify_without_lease", "NO_LEASE", "radiated a", "requalify", who,
        _soon(stage, who), stage.manager(who), motive="a", reason="yes",
    )
    who = traffic.some(70, lapsed)
    traffic.refuse(
        "erase_too_early", "TOO_EARLY", "none", "erase", who,
        _soon(stage, who), stage.bodies.alone("system"),
    )
    who, since = traffic.quiet("erase_a_live_demand", 70, 10)
    traffic.refuse(
        "erase_a_live_demand", "NOT_RADIATED", "end", "erase", who, since + 2, stage.bodies.alone("system")
    )
    _updates(traffic)


def _updates(traffic: Traffic) -> None:
    stage, p = traffic.stage, traffic.stage.population
    who, since = traffic.quiet("update_initial_date", 70, 10)
    traffic.refuse(
        "update_initial_date", "INITIAL_DATE_FIXED", "new", "update", who, since + 2,
        stage.draw("lessor", who), origin="documents", changes="initial_date",
    )
    who, since = traffic.quiet("update_by_the_registrar", 120, 10)
    traffic.refuse(
        "update_by_the_registrar", "NOT_FROM_APPLICANT", "typology", "update", who, since + 2,
        stage.draw("lessor", who), origin="registrar",
        typology=(p.typology[who] + stage.uniform(1, 6, len(who))) % 7,
    )


def _of_another_time(traffic: Traffic) -> None:
    """Events of a law that is not there yet, or before the filing."""
    stage, p = traffic.stage, traffic.stage.population
    after_alur = p.final_base >= ALUR - 200
    who, since = traffic.quiet("merge_in_2014", 220, 10, after_alur)
    traffic.refuse(
        "merge_in_2014", "NO_SUCH_MOTIVE", "end", "radiate", who, since + 2, stage.manager(who),
        motive="f", national="yes", sources=np.full(len(who), 2, dtype=np.int32),
    )
    recent = (p.cohort == NEW) & (p.first >= day("2014-01-06")) & (p.first <= day("2014-08-29"))
    who = traffic.some(70, recent & (p.exit == STAYS) & p.free & (p.entered <= END))
    traffic.refuse_entered(
        "b_before_filing", "BEFORE_FILING", "radiated b", "radiate", who, p.first[who] - 20,
        next_working(p.entered[who] + 4), stage.draw("lessor", who),
        motive="b", written="yes", by="applicant",
    )


def _unknown_demands(traffic: Traffic) -> None:
    """Events on numbers that were never registered."""
    stage = traffic.stage
    for kind, event, full, facts in (
        ("renew_unknown", "renew", 90, {"channel": "counter", "by": "applicant", "complete": "yes"}),
        ("radiate_unknown", "radiate", 110, {"motive": "b", "written": "yes", "by": "applicant"}),
    ):
        size = traffic.count(full)
        territory = stage.uniform(0, 1, size)
        on = next_working(START + stage.uniform(0, 350, size))
        body = stage.bodies.draw(stage.rng, territory, "lessor")
        demand = stage.new_tokens("UNKNOWN", size)
        words: dict[str, Fact] = dict(facts)
        moves = "radiated b" if event == "radiate" else "none"
        traffic.refuse(kind, "NOT_REGISTERED", moves, event, demand, on, body, **words)
