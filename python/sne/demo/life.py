"""The lawful life of the demands (vie de la demande): every event the rules accept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .bodies import TERRITORIES, Bodies
from .days import Ints, Mask, add_months, day, next_working
from .log import NO_TEXT, UNKNOWN_DAY, EventLog, Fact, code, codes
from .population import (
    ALUR,
    END,
    EXTRACTION,
    NEVER,
    NEW,
    NOTICE_LATE,
    NOTICE_NONE,
    NOTICE_SOON,
    P1_START,
    PAST,
    START,
    STAYS,
    STOCK,
    A,
    B,
    C,
    D,
    E,
    Plan,
    Population,
    Years,
    batch_day,
    write_numbers,
)

_NEW_SNE = day("2011-03-28")
_RPLS_START = day("2012-05-09")
_ONLINE_RENEWAL = day("2013-12-02")
_LONGEST_SILENCE = 125  # days from the letter of a procedure c to its radiation, at the most
_RPLS_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass
class Stage:
    """What the events need besides the population: bodies, chance, the log, and open vocabularies."""

    rng: np.random.Generator
    bodies: Bodies
    population: Population
    log: EventLog
    scale: float
    keys: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    dwellings: list[str] = field(default_factory=list)
    person: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    co_holder: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    accepts_email: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))
    people: int = 0
    spare: int = 0

    def uniform(self, low: int, high: int, size: int) -> Ints:
        """Whole numbers from `low` to `high`, both included."""
        return self.rng.integers(low, high + 1, size).astype(np.int32)

    def add(
        self, event: str, demand: Ints, on: Ints, recorded: Ints, body: Ints | int, **facts: Fact
    ) -> None:
        """Add events of one kind by the bodies given."""
        who = self.bodies.facts(body, len(demand))
        self.log.add(event, demand, on, recorded, **who, **facts)

    def territory(self, demand: Ints) -> Ints:
        """Territory of each demand."""
        return self.population.territory[demand]

    def manager(self, demand: Ints) -> Ints:
        """Manager of the territory of each demand."""
        return self.bodies.manager(self.territory(demand))

    def draw(self, kind: str, demand: Ints) -> Ints:
        """A body of the kind in the territory of each demand."""
        return self.bodies.draw(self.rng, self.territory(demand), kind)

    def new_dwellings(self, size: int) -> Ints:
        """Fresh RPLS identifiers (identifiants RPLS), ten characters."""
        start = len(self.dwellings)
        letters = self.rng.integers(0, len(_RPLS_LETTERS), (size, 3)).tolist()
        for i, row in enumerate(letters):
            tail = "".join(_RPLS_LETTERS[j] for j in row)
            self.dwellings.append(f"{(start + i) * 7919 % 10_000_019:07d}"[:7] + tail)
        return np.arange(start, start + size, dtype=np.int32)

    def new_people(self, size: int) -> Ints:
        """Persons met nowhere else."""
        self.people += size
        return np.arange(self.people - size, self.people, dtype=np.int32)

    def new_demands(self, territory: Ints, first: Ints, registrar: Ints) -> Ints:
        """Demands outside the population, each with a number of its own."""
        sequence = np.arange(self.spare, self.spare + len(first), dtype=np.int32) + 900_000
        self.spare += len(first)
        written = write_numbers(territory, first, sequence, registrar, self.bodies)
        start = len(self.keys)
        self.keys += written
        self.numbers += written
        return np.arange(start, len(self.keys), dtype=np.int32)

    def new_tokens(self, prefix: str, size: int) -> Ints:
        """Keys of drafts, or of demands nobody registered."""
        start = len(self.keys)
        tokens = [f"{prefix}-{i + 1:05d}" for i in range(start, start + size)]
        self.keys += tokens
        self.numbers += [""] * size
        return np.arange(start, start + size, dtype=np.int32)


def yes_no(column: str, condition: Mask) -> Ints:
    """Codes of yes and no."""
    return np.where(condition, code(column, "yes"), code(column, "no")).astype(np.int32)


def filing_facts(stage: Stage, registrar: Ints) -> dict[str, Fact]:
    """Facts of a regular filing at a counter (formulaire, identité, titre du guichet)."""
    rng, size = stage.rng, len(registrar)
    nationality = rng.choice(3, size=size, p=(0.84, 0.04, 0.12)).astype(np.int32)
    foreign = nationality == code("nationality", "other")
    identity = np.where(foreign, code("identity", "stay"), code("identity", "identity"))
    return {
        "form": "yes",
        "identity": identity.astype(np.int32),
        "nationality": nationality,
        "legal_person": "no",
        "authorised": "yes",
        "employment": stage.bodies.employment(rng, registrar),
        "duplicate": "none",
        "typology": rng.choice(7, size=size, p=_TYPOLOGY_ELSEWHERE).astype(np.int32),
        "wants_post": yes_no("wants_post", rng.random(size) < 0.2),
        "accepts_email": yes_no("accepts_email", rng.random(size) < 0.15),
        "email_known": yes_no("email_known", rng.random(size) < 0.4),
    }


_TYPOLOGY_ELSEWHERE = (0.02, 0.10, 0.30, 0.34, 0.20, 0.035, 0.005)


def cast_lawful(stage: Stage, imposed: Plan) -> None:
    """Roles that bend the open year: lawful oddities that a table must count rightly."""
    p, rng = stage.population, stage.rng
    scale = stage.scale
    settled = (p.cohort == STOCK) & (p.base >= day("2012-11-05")) & (p.base <= day("2013-07-15"))

    late = p.take(rng, "renewal_entered_late", settled & (p.exit == STAYS), scaled_count(160, scale))
    imposed.interval[late] = stage.uniform(368, 384, len(late))
    imposed.entry_lag[late] = batch_day(p.base[late]) - p.base[late] + stage.uniform(3, 30, len(late))

    moved = p.take(rng, "requalified", settled & (p.exit == A) & (p.entered < START), scaled_count(40, scale))
    batch = batch_day(p.base[moved])
    p.exit_day[moved] = next_working(batch - stage.uniform(12, 30, len(moved)))
    p.exit_entered[moved] = batch
    imposed.interval[moved] = 800

    p.take(rng, "lease_found_after", settled & (p.exit == E), scaled_count(60, scale))
    revivable = (p.exit == E) & (p.cohort == STOCK) & (p.base >= day("2013-05-20"))
    p.take(rng, "revived_in_october", revivable & (p.exit_day < END - 5), scaled_count(180, scale))
    refiling = (p.exit == E) & (p.cohort == STOCK) & (p.exit_day <= day("2013-12-27"))
    p.take(rng, "refiled_old", refiling & (p.base >= day("2012-09-20")), scaled_count(1500, scale))
    again = (p.cohort == NEW) & (p.exit == STAYS) & (p.first >= day("2014-01-02"))
    p.take(rng, "refiled_new", again & (p.entered <= day("2014-08-29")), scaled_count(1500, scale))
    online = (p.cohort == NEW) & (p.exit == STAYS) & (p.first >= day("2014-04-10"))
    p.take(rng, "online", online & (p.first <= day("2014-09-22")), scaled_count(700, scale))
    by_order = (p.cohort == NEW) & (p.exit == STAYS) & (p.first <= day("2014-01-31"))
    p.take(rng, "ex_officio", by_order, scaled_count(20, scale))
    waiting = (p.cohort == NEW) & (p.exit == STAYS) & (p.first >= ALUR)
    p.take(rng, "seizure", waiting & (p.entered <= day("2014-08-01")), scaled_count(25, scale))


def scaled_count(count: int, scale: float) -> int:
    """Size of a role at this scale, at least two."""
    return max(2, int(count * scale + 0.5))


def settle_entries(stage: Stage) -> None:
    """Entry days and counters of the filings that do not come from a counter."""
    p = stage.population
    online, by_order = p.cast["online"], p.cast["ex_officio"]
    p.entered[online] = next_working(p.first[online] + stage.uniform(1, 5, len(online)))
    p.registrar[online] = stage.bodies.alone("public_counter")
    p.entered[by_order] = next_working(p.first[by_order] + stage.uniform(40, 62, len(by_order)))
    p.registrar[by_order] = stage.draw("lessor", by_order)


def identify(stage: Stage) -> None:
    """Persons: some hold a demand in each territory, some file again after a radiation."""
    p, rng = stage.population, stage.rng
    size = len(p)
    stage.person = stage.new_people(size)
    here = np.flatnonzero(p.free & (p.territory == 0))
    there = np.flatnonzero(p.free & (p.territory == 1))
    both = len(there) // 20
    stage.person[rng.choice(there, both, replace=False)] = stage.person[
        rng.choice(here, both, replace=False)
    ]
    _refile(stage)
    coupled = np.flatnonzero(rng.random(size) < 0.3)
    stage.co_holder = np.full(size, NO_TEXT, dtype=np.int32)
    stage.co_holder[coupled] = stage.new_people(len(coupled))
    stage.accepts_email = (rng.random(size) < 0.15) & (p.first >= P1_START)


def _refile(stage: Stage) -> None:
    """The person of a radiated demand files again in the same territory."""
    p = stage.population
    old, new = p.cast["refiled_old"], p.cast["refiled_new"]
    for t in range(len(TERRITORIES)):
        left, right = old[p.territory[old] == t], new[p.territory[new] == t]
        pairs = min(len(left), len(right))
        stage.person[right[:pairs]] = stage.person[left[:pairs]]


def file_all(stage: Stage, wanted_at_first: Ints) -> None:
    """Registrations (enregistrements): counters, online drafts validated, ex officio."""
    p = stage.population
    others = np.zeros(len(p), dtype=bool)
    others[p.cast["online"]] = others[p.cast["ex_officio"]] = True
    counter = np.flatnonzero(~others).astype(np.int32)
    facts = _own_facts(stage, counter, wanted_at_first)
    separated, claims = _claims(stage, counter)
    stage.add(
        "file", counter, p.first[counter], p.entered[counter], p.registrar[counter],
        channel="counter", separated=separated, **claims, **facts,
    )
    _file_ex_officio(stage, wanted_at_first)
    _file_online(stage, wanted_at_first)
    _drafts_without_issue(stage)


def _own_facts(stage: Stage, who: Ints, wanted_at_first: Ints) -> dict[str, Fact]:
    p = stage.population
    facts = filing_facts(stage, p.registrar[who])
    facts |= {
        "territory": p.territory[who],
        "person": stage.person[who],
        "co_holder": stage.co_holder[who],
        "number": who,
        "typology": wanted_at_first[who],
        "accepts_email": yes_no("accepts_email", stage.accepts_email[who]),
    }
    return facts


def _claims(stage: Stage, counter: Ints) -> tuple[Ints, dict[str, Fact]]:
    """A few ex-partners claim the seniority of a former demand (séparation, L441-1 al. 2)."""
    p, rng, size = stage.population, stage.rng, len(counter)
    able = (p.first[counter] >= ALUR) & (p.exit[counter] == STAYS)
    claim = able & (rng.random(size) < 0.004)
    separated = np.where(claim, p.first[counter] - stage.uniform(10, 180, size), UNKNOWN_DAY)
    initial = np.where(claim, separated - stage.uniform(200, 1500, size), UNKNOWN_DAY)
    couple = rng.choice(codes("couple", ("married", "pacs", "cohabiting")), size, p=(0.6, 0.3, 0.1))
    return separated.astype(np.int32), {
        "first_initial": initial.astype(np.int32),
        "mentioned": np.where(claim, yes_no("mentioned", rng.random(size) < 0.9), NO_TEXT),
        "first_live": np.where(claim, yes_no("first_live", rng.random(size) < 0.9), NO_TEXT),
        "couple": np.where(claim, couple, NO_TEXT),
    }


def _file_ex_officio(stage: Stage, wanted_at_first: Ints) -> None:
    p, who = stage.population, stage.population.cast["ex_officio"]
    seized = add_months(p.first[who], 1) + stage.uniform(1, 6, len(who))
    stage.add(
        "file", who, p.first[who], p.entered[who], p.registrar[who], channel="ex_officio",
        reference=seized, formal_notice="yes", **_own_facts(stage, who, wanted_at_first),
    )


def _file_online(stage: Stage, wanted_at_first: Ints) -> None:
    """Online drafts (demandes en ligne) whose identity document a counter has checked."""
    p, who = stage.population, stage.population.cast["online"]
    slow = stage.rng.random(len(who)) < 0.2
    deposit = np.where(slow, p.first[who] - stage.uniform(2, 12, len(who)), p.first[who])
    facts = _own_facts(stage, who, wanted_at_first)
    clear = np.asarray(facts["identity"])
    unread = np.where(slow, code("identity", "unreadable"), clear).astype(np.int32)
    draft: dict[str, Fact] = facts | {"identity": unread}
    del draft["number"]
    stage.add(
        "file", who, deposit.astype(np.int32), deposit.astype(np.int32),
        stage.bodies.alone("applicant"), channel="online", **draft,
    )
    stage.add(
        "validate", who, p.entered[who], p.entered[who], p.registrar[who],
        reference=np.where(slow, p.first[who], UNKNOWN_DAY), number=who, duplicate="none",
        identity=np.where(slow, clear, NO_TEXT),
        nationality=np.where(slow, np.asarray(facts["nationality"]), NO_TEXT),
    )


def _drafts_without_issue(stage: Stage) -> None:
    """Online drafts refused for want of identity, and drafts nobody has looked at yet."""
    size = max(2, len(stage.population.cast["online"]) // 5)
    tokens = stage.new_tokens("DRAFT", size)
    territory = stage.uniform(0, 1, size)
    deposit = day("2014-04-02") + stage.uniform(0, 160, size)
    applicant = stage.bodies.alone("applicant")
    facts = filing_facts(stage, np.full(size, applicant, dtype=np.int32))
    facts |= {"identity": "unreadable", "territory": territory, "person": stage.new_people(size)}
    stage.add("file", tokens, deposit, deposit, applicant, channel="online", **facts)
    seen = np.arange(size) % 3 != 0
    checked = next_working(deposit[seen] + 5)
    stage.add(
        "refuse_draft", tokens[seen], checked, checked, stage.bodies.alone("public_counter"),
        ground="identity",
    )


def before_exit(stage: Stage, demand: Ints, recorded: Ints) -> Mask:
    """Whether an event is entered before the demand leaves, and before the extraction."""
    kept: Mask = (recorded < stage.population.exit_entered[demand]) & (recorded <= EXTRACTION)
    return kept


def attest(stage: Stage, demand: Ints, since: Ints, registrar: Ints) -> None:
    """Attestations within the month (attestation d'enregistrement ou de renouvellement)."""
    on = next_working(since + stage.uniform(0, 18, len(demand)))
    sent = before_exit(stage, demand, on) & (stage.rng.random(len(demand)) > 0.006)
    sent &= ~np.isin(demand, stage.population.cast["seizure"])
    stage.add("attest", demand[sent], on[sent], on[sent], registrar[sent])


def live_years(stage: Stage, years: Years, imposed: Plan) -> None:
    """Notices, renewals and attestations of every year of validity."""
    renewed = (years.renewal < NEVER) & ~_silenced(stage, years)
    entered = np.full(len(years.demand), NEVER, dtype=np.int32)
    entered[renewed] = _renewal_entries(stage, years, renewed, imposed)
    _notices(stage, years, imposed)
    _renewals(stage, years, renewed & ~years.revived, entered, imposed)
    _revivals(stage, years, renewed & years.revived)


def _silenced(stage: Stage, years: Years) -> Mask:
    """Renewals that would answer the letter of a radiation c: who leaves by silence does not renew."""
    p = stage.population
    silent: Mask = p.exit[years.demand] == C
    return silent & (years.renewal >= p.exit_day[years.demand] - _LONGEST_SILENCE)


def _renewal_entries(stage: Stage, years: Years, renewed: Mask, imposed: Plan) -> Ints:
    who, on = years.demand[renewed], years.renewal[renewed]
    size = len(who)
    kind = stage.rng.random(size)
    lag = np.where(kind < 0.88, 0, stage.uniform(1, 20, size))
    forced = np.where(years.open[renewed], imposed.entry_lag[who], 0)
    entered = np.where(forced > 0, years.base[renewed] + forced, next_working(on + lag))
    latest = np.minimum(stage.population.exit_entered[who] - 1, EXTRACTION)
    return np.maximum(np.minimum(entered, latest), on).astype(np.int32)


def _notices(stage: Stage, years: Years, imposed: Plan) -> None:
    """Notices of expiry (préavis), by the sender and the channel the law of the day asks."""
    p, rng, size = stage.population, stage.rng, len(years.demand)
    rule = np.where(years.open, imposed.notice[years.demand], 0)
    offset = np.where(rng.random(size) < 0.96, stage.uniform(297, 316, size), stage.uniform(330, 342, size))
    offset = np.where(rule == NOTICE_SOON, stage.uniform(297, 299, size), offset)
    offset = np.where(rule == NOTICE_LATE, stage.uniform(374, 378, size), offset)
    sent = next_working(years.base + offset)
    delivered = sent + np.where(rule == NOTICE_SOON, 1, stage.uniform(1, 6, size))
    entered = delivered + np.where(rule == NOTICE_SOON, 0, stage.uniform(0, 3, size))
    kept = (rule != NOTICE_NONE) & (entered < years.renewal) & (sent <= END)
    kept &= before_exit(stage, years.demand, entered)
    who, sent, delivered, entered = years.demand[kept], sent[kept], delivered[kept], entered[kept]
    by_email = stage.accepts_email[who] & (rng.random(len(who)) < 0.8)
    asked = sent >= P1_START
    tracked = np.where(
        rng.random(len(who)) < 0.3, code("channel", "registered"), code("channel", "post")
    )
    manager = np.where(
        (sent >= day("2012-01-01")) & (rng.random(len(who)) < 0.1),
        stage.bodies.alone("system"),
        stage.manager(who),
    )
    stage.add(
        "notice", who, sent, entered, np.where(sent < _NEW_SNE, p.registrar[who], manager),
        delivered=delivered,
        content="yes",
        channel=np.where(asked & by_email, code("channel", "email"), tracked).astype(np.int32),
        proof=np.where(asked & ~by_email, code("proof", "yes"), NO_TEXT).astype(np.int32),
    )


def _renewals(
    stage: Stage, years: Years, kept: Mask, entered: Ints, imposed: Plan
) -> None:
    """Renewals (renouvellements) at any counter, or online in the last year."""
    p, rng = stage.population, stage.rng
    who, on, entered = years.demand[kept], years.renewal[kept], entered[kept]
    size = len(who)
    elsewhere = (on >= P1_START) & (rng.random(size) < 0.35)
    drawn = stage.bodies.draw_registrar(rng, stage.territory(who))
    public = p.registrar[who] == stage.bodies.alone("public_counter")
    counter = np.where(elsewhere | public, drawn, p.registrar[who]).astype(np.int32)
    at_counter = years.open[kept] & (imposed.entry_lag[who] > 0)
    online = (on >= _ONLINE_RENEWAL) & ~at_counter & (rng.random(size) < 0.12)
    mandated = ~online & (rng.random(size) < 0.02)
    entered = np.where(online, on, entered).astype(np.int32)
    stage.add(
        "renew", who, on, entered, np.where(online, stage.bodies.alone("applicant"), counter),
        channel=np.where(online, code("channel", "online"), code("channel", "counter")),
        by=np.where(mandated, code("by", "mandated"), code("by", "applicant")),
        complete="yes",
    )
    attest(stage, who, entered, counter)


def _revivals(stage: Stage, years: Years, kept: Mask) -> None:
    """Radiations e undone within eighteen months, before the period (réactivations)."""
    who, back = years.demand[kept], years.renewal[kept]
    radiate_e(stage, who, batch_day(years.base[kept]))
    _reactivate(stage, who, back)
    attest(stage, who, back + 1, stage.population.registrar[who])


def _reactivate(stage: Stage, who: Ints, back: Ints) -> None:
    stage.add(
        "reactivate", who, back, back, stage.manager(who), received="yes", duplicate="none"
    )


def radiate_e(stage: Stage, who: Ints, on: Ints) -> None:
    """Radiation for non-renewal (non-renouvellement), by the batch or the manager."""
    by_hand = stage.rng.random(len(who)) < 0.05
    body = np.where(by_hand, stage.manager(who), stage.bodies.alone("system"))
    stage.add("radiate", who, on, on, body, motive="e")


def leave(stage: Stage) -> None:
    """Exits of the register, by motive (radiations)."""
    p = stage.population
    expired = np.flatnonzero(p.exit == E).astype(np.int32)
    radiate_e(stage, expired, p.exit_day[expired])
    moved = np.zeros(len(p), dtype=bool)
    moved[p.cast["requalified"]] = True
    _allocations(stage, np.flatnonzero((p.exit == A) & ~moved).astype(np.int32))
    _requalified(stage, p.cast["requalified"])
    _found_after(stage, p.cast["lease_found_after"])
    _renunciations(stage, np.flatnonzero(p.exit == B).astype(np.int32))
    _no_answer(stage, np.flatnonzero(p.exit == C).astype(np.int32))
    _irrecevable(stage, np.flatnonzero(p.exit == D).astype(np.int32))


def lease_facts(stage: Stage, on: Ints) -> dict[str, Fact]:
    """Facts of a signed lease (bail): the dwelling by its identifier, rarely by its description."""
    size = len(on)
    asked = on >= _RPLS_START
    described = asked & (stage.rng.random(size) < 0.03)
    dwelling = stage.new_dwellings(size)
    return {
        "lease": "yes",
        "rpls": np.where(asked & ~described, dwelling, NO_TEXT).astype(np.int32),
        "described": np.where(described, code("described", "yes"), NO_TEXT).astype(np.int32),
    }


def _allocations(stage: Stage, who: Ints) -> None:
    """Motive a (attribution): commission, offer accepted, lease."""
    p, rng, bodies = stage.population, stage.rng, stage.bodies
    lease, entered = p.exit_day[who], p.exit_entered[who]
    lessor = _lessors(stage, who)
    intermediary = (lease >= ALUR) & (rng.random(len(who)) < 0.003)
    direct = ~intermediary
    committee = _committee(stage, who, lease)
    stage.add(
        "commission", who[direct], committee[direct], committee[direct], lessor[direct],
        decision=rng.choice(
            codes("decision", ("allocation", "ranked", "conditional")), int(direct.sum()), p=(0.8, 0.12, 0.08)
        ).astype(np.int32),
    )
    offered = direct & (rng.random(len(who)) < 0.5)
    answered = committee + stage.uniform(1, 5, len(who))
    stage.add(
        "offer", who[offered], answered[offered], answered[offered], lessor[offered],
        response="accepted",
    )
    stage.add(
        "radiate", who, lease, entered,
        np.where(intermediary, bodies.manager(p.territory[who]), lessor),
        motive="a", intermediary=yes_no("intermediary", intermediary), **lease_facts(stage, lease),
    )


def _lessors(stage: Stage, who: Ints) -> Ints:
    """Lessor that allocates: often the one that registered the demand."""
    registrar = stage.population.registrar[who]
    own = np.array(stage.bodies.kinds)[registrar] == "lessor"
    same = own & (stage.rng.random(len(who)) < 0.5)
    return np.where(same, registrar, stage.draw("lessor", who)).astype(np.int32)


def _committee(stage: Stage, who: Ints, lease: Ints) -> Ints:
    """Day of the commission (CAL): some weeks before the lease, once the demand is entered."""
    wished = lease - stage.uniform(10, 50, len(who))
    held: Ints = np.maximum(wished, stage.population.entered[who] + 1).astype(np.int32)
    return held


def _requalified(stage: Stage, who: Ints) -> None:
    """Leases found after a radiation e, which the manager turns into motive a (requalification)."""
    p = stage.population
    lease, batch = p.exit_day[who], p.exit_entered[who]
    lessor = _lessors(stage, who)
    committee = _committee(stage, who, lease)
    stage.add("commission", who, committee, committee, lessor, decision="allocation")
    radiate_e(stage, who, batch)
    found = next_working(batch + stage.uniform(10, 40, len(who)))
    stage.add("radiate", who, lease, found, lessor, motive="a", **lease_facts(stage, lease))
    turned = next_working(found + stage.uniform(2, 10, len(who)))
    stage.add("requalify", who, turned, turned, stage.manager(who), motive="a", reason="yes")


def _found_after(stage: Stage, who: Ints) -> None:
    """Leases found after a radiation e whose motive stays e."""
    batch = stage.population.exit_day[who]
    lease = batch - stage.uniform(8, 30, len(who))
    found = next_working(batch + stage.uniform(10, 30, len(who)))
    lessor = stage.draw("lessor", who)
    stage.add("radiate", who, lease, found, lessor, motive="a", **lease_facts(stage, lease))


def _renunciations(stage: Stage, who: Ints) -> None:
    """Motive b (renonciation): a letter of the applicant, radiated without delay."""
    p = stage.population
    himself = stage.rng.random(len(who)) < 0.1
    public = p.registrar[who] == stage.bodies.alone("public_counter")
    counter = np.where(public, stage.draw("lessor", who), p.registrar[who])
    body = np.where(himself, stage.bodies.alone("applicant"), counter)
    stage.add(
        "radiate", who, p.exit_day[who], p.exit_entered[who], body,
        motive="b", written="yes", by="applicant",
    )


def ask(stage: Stage, who: Ints, on: Ints, sender: Ints) -> None:
    """First letter of the procedure c (lettre)."""
    stage.add("inquire", who, on, on, sender)


def warn(
    stage: Stage, who: Ints, motive: str, on: Ints, delivered: Ints, sender: Ints, proof: str = "yes"
) -> None:
    """Warning before a radiation c or d (avertissement), entered once delivered."""
    stage.add(
        "warn", who, on, delivered, sender,
        motive=motive, delivered=delivered, channel="registered", proof=proof,
    )


def _no_answer(stage: Stage, who: Ints) -> None:
    """Motive c (non-réponse): letter, warning, two months."""
    p = stage.population
    on = p.exit_day[who]
    delivered = add_months(on, -2) - stage.uniform(2, 12, len(who))
    sent = delivered - stage.uniform(1, 5, len(who))
    sender = stage.draw("lessor", who)
    ask(stage, who, sent - stage.uniform(25, 35, len(who)), sender)
    warn(stage, who, "c", sent, delivered, sender)
    stage.add("radiate", who, on, p.exit_entered[who], sender, motive="c")


def declare_irrecevable(stage: Stage, who: Ints, on: Ints, lessor: Ints, ground: str) -> None:
    """Decision of irrecevability of a commission (irrecevabilité)."""
    stage.add(
        "commission", who, on, on, lessor, decision="irrecevability", ground=ground
    )


def _irrecevable(stage: Stage, who: Ints) -> None:
    """Motive d: decision of the commission, warning, one month."""
    p = stage.population
    on = p.exit_day[who]
    delivered = add_months(on, -1) - stage.uniform(3, 20, len(who))
    sent = delivered - stage.uniform(1, 5, len(who))
    lessor = stage.draw("lessor", who)
    declare_irrecevable(stage, who, sent - stage.uniform(5, 15, len(who)), lessor, "income")
    warn(stage, who, "d", sent, delivered, lessor)
    stage.add("radiate", who, on, p.exit_entered[who], lessor, motive="d")


def erase_past(stage: Stage) -> None:
    """Erasures (effacements) one year after the radiation was recorded."""
    p = stage.population
    who = np.flatnonzero(p.cohort == PAST).astype(np.int32)
    on = next_working(add_months(p.exit_entered[who], 12) + 1 + stage.uniform(0, 20, len(who)))
    done = on <= END
    stage.add("erase", who[done], on[done], on[done], stage.bodies.alone("system"))


def revive_in_october(stage: Stage) -> None:
    """Late renewals after the period: demands radiated in it come back (réactivations)."""
    who = stage.population.cast["revived_in_october"]
    _reactivate(stage, who, next_working(day("2014-10-02") + stage.uniform(0, 24, len(who))))


def renew_in_error(stage: Stage) -> None:
    """Radiations e made while a renewal was presented but not entered: they are void."""
    who = stage.population.cast["renewal_entered_late"]
    radiate_e(stage, who, batch_day(stage.population.base[who]))


def quiet_lives(stage: Stage) -> None:
    """Roles of the quiet months of demands that stay."""
    p, rng = stage.population, stage.rng
    scale = stage.scale
    opens, closes = p.quiet()
    _cancelled(stage, p.take(rng, "cancelled", closes - opens >= 80, scaled_count(120, scale)), opens)
    _answered(stage, p.take(rng, "answered", closes - opens >= 110, scaled_count(900, scale)), opens)
    _cured(stage, p.take(rng, "cured", closes - opens >= 90, scaled_count(60, scale)), opens)
    _substituted(stage, p.take(rng, "substituted", closes - opens >= 60, scaled_count(90, scale)), opens)
    _not_offered(stage, p.take(rng, "not_housed", closes - opens >= 60, scaled_count(6000, scale)), opens)
    _seizures(stage, p.cast["seizure"])


def _cancelled(stage: Stage, who: Ints, opens: Ints) -> None:
    """Renunciations recorded on the wrong demand, cancelled by the manager (annulations)."""
    on = next_working(opens[who] + stage.uniform(0, 20, len(who)))
    stage.add(
        "radiate", who, on, on, stage.draw("lessor", who), motive="b", written="yes", by="applicant"
    )
    back = next_working(on + stage.uniform(3, 40, len(who)))
    stage.add("cancel_radiation", who, back, back, stage.manager(who), reason="yes")


def _answered(stage: Stage, who: Ints, opens: Ints) -> None:
    """Letters that were answered, some after the warning."""
    sender = stage.draw("lessor", who)
    on = opens[who] + stage.uniform(0, 10, len(who))
    ask(stage, who, on, sender)
    warned = stage.rng.random(len(who)) < 0.3
    sent = on + 30
    warn(stage, who[warned], "c", sent[warned], sent[warned] + 4, sender[warned])
    back = next_working(np.where(warned, sent + 10, on + stage.uniform(5, 25, len(who))))
    stage.add("answer", who, back, back, sender, motive="c")


def _cured(stage: Stage, who: Ints, opens: Ints) -> None:
    """Irrecevabilities answered in the month of the warning."""
    lessor = stage.draw("lessor", who)
    on = opens[who] + stage.uniform(0, 10, len(who))
    declare_irrecevable(stage, who, on, lessor, "stay")
    warn(stage, who, "d", on + 7, on + 12, lessor)
    back = next_working(on + 20)
    stage.add("answer", who, back, back, lessor, motive="d")


def _substituted(stage: Stage, who: Ints, opens: Ints) -> None:
    """Deaths reported, and the co-holder who takes the place."""
    on = next_working(opens[who] + stage.uniform(0, 10, len(who)))
    stage.add("report_death", who, on, on, stage.bodies.alone("third_party"))
    later = next_working(on + stage.uniform(8, 30, len(who)))
    stage.add(
        "substitute", who, later, later, stage.draw("lessor", who),
        cause="death", substitute="co_holder",
    )


def _not_offered(stage: Stage, who: Ints, opens: Ints) -> None:
    """Commissions without a lease: other candidates, offers refused or left without answer."""
    lessor = stage.draw("lessor", who)
    on = next_working(opens[who] + stage.uniform(0, 30, len(who)))
    decision = stage.rng.choice(
        codes("decision", ("non_allocation", "ranked", "allocation")), len(who), p=(0.55, 0.3, 0.15)
    ).astype(np.int32)
    stage.add("commission", who, on, on, lessor, decision=decision)
    offered = decision == code("decision", "allocation")
    back = next_working(on + stage.uniform(2, 15, len(who)))
    stage.add(
        "offer", who[offered], back[offered], back[offered], lessor[offered],
        response=stage.rng.choice(
            codes("response", ("refused", "silent")), int(offered.sum())
        ).astype(np.int32),
    )


def _seizures(stage: Stage, who: Ints) -> None:
    """Applicants without attestation who turn to the prefect (saisine du préfet)."""
    p = stage.population
    due = np.maximum(add_months(p.first[who], 1), p.entered[who])
    on = next_working(due + stage.uniform(2, 12, len(who)))
    stage.add(
        "seize_prefect", who, on, on, stage.bodies.alone("applicant"), ground="attestation"
    )


def update_wishes(stage: Stage) -> Ints:
    """Typologies wanted at the filing; the updates that lead to the last ones (mises à jour)."""
    p, rng = stage.population, stage.rng
    at_first = p.typology.copy()
    able = p.free & (p.exit == STAYS) & (p.cohort != PAST)
    who = np.flatnonzero(able & (rng.random(len(p)) < 0.03)).astype(np.int32)
    since = np.maximum(p.entered[who] + 5, START)
    on = next_working(since + (rng.random(len(who)) * np.maximum(END - 6 - since, 0)).astype(np.int32))
    kept = on <= END
    who, on = who[kept], on[kept]
    p.free[who] = False
    at_first[who] = (p.typology[who] + stage.uniform(1, 6, len(who))) % 7
    public = p.registrar[who] == stage.bodies.alone("public_counter")
    stage.add(
        "update", who, on, on, np.where(public, stage.manager(who), p.registrar[who]),
        origin=rng.choice(codes("origin", ("applicant", "documents")), len(who)).astype(np.int32),
        typology=p.typology[who],
    )
    return at_first
