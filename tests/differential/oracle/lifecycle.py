"""Decisions, folds, situations and flows of demands, from docs/events.md.

An event is a mapping of the contract's columns to text; an empty cell, None or an
absent key means "not known", and a date may also be a datetime.date. Inside the
module days are ints (see calendar.py) and `f` holds the known facts of one event.
A check never changes a demand; an effect runs for accepted events only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import calendar
from .calendar import add_months, parse

Day = int
Facts = dict[str, Any]
Body = tuple[str, str | None]

COLUMNS = (
    "demand", "event", "motive", "effective", "recorded", "actor", "actor_id", "territory", "person", "co_holder",
    "number", "channel", "form", "identity", "nationality", "legal_person", "authorised", "employment", "duplicate",
    "reference", "formal_notice", "separated", "first_initial", "mentioned", "couple", "first_live", "delivered",
    "proof", "content", "by", "complete", "origin", "changes", "wants_post", "accepts_email", "email_known", "ground",
    "decision", "response", "lease", "intermediary", "rpls", "described", "written", "informed", "national",
    "sources", "received", "reason", "substitute", "cause", "typology",
)  # fmt: skip
DATE_COLUMNS = frozenset({"effective", "recorded", "reference", "separated", "first_initial", "delivered"})

REASONS = frozenset(
    """BEFORE_LAW BEYOND_HORIZON NOT_REGISTERED DRAFT INVALID ERASED RADIATED ALREADY_REGISTERED NOT_RADIATED
    NOT_REACTIVABLE MERGED NOT_REQUALIFIABLE RECORDED_BEFORE_EFFECTIVE BEFORE_FILING NO_SUCH_MOTIVE NOT_REGISTRAR
    WRONG_CHANNEL NOT_LESSOR MISSING_FORM MISSING_ID DUPLICATE INCONSISTENT_DATES TOO_EARLY NO_FORMAL_NOTICE
    BAD_GROUND NOT_APPLICANT NOT_IN_FORCE ALREADY_ATTESTED WRONG_SENDER INCOMPLETE_NOTICE BEFORE_BASE NO_PROOF
    NOT_REGISTERING_SERVICE INCOMPLETE NOT_FROM_APPLICANT INITIAL_DATE_FIXED NUMBER_FIXED VALIDITY_FIXED NO_LETTER
    NOT_SENDER NO_CAL EXPIRED_AT_COMMISSION NOT_INFORMED NOT_WRITTEN NOT_ALLOCATING_BODY NO_LEASE
    LEASE_BEFORE_COMMISSION NO_RPLS NO_WARNING ANSWERED NOT_DECIDING_LESSOR NOT_MANAGER NO_NOTICE NOT_EXPIRED
    TOLERANCE_RUNNING NOTICE_TOO_RECENT SUSPENDED NO_NATIONAL_NUMBER SINGLE_SOURCE NO_TOLERANCE BEFORE_RADIATION
    NO_RENEWAL NO_ANSWER WINDOW_CLOSED NEEDS_REASON NOT_MENTIONED NOT_A_COUPLE FILED_AFTER_SEPARATION
    WRONG_TERRITORY""".split()
)
WARNINGS = frozenset(
    """PROVISIONAL PRESUMED ORIENT FORWARD CO_HOLDER_DUPLICATE LATE_ENTRY BEFORE_SEPARATION_RULE NOT_MENTIONED
    FILED_AFTER_SEPARATION NOT_A_COUPLE FIRST_NOT_LIVE INCONSISTENT_SEPARATION SENIORITY_UNPROVEN LATE_ATTESTATION
    EMAIL_ALSO_DUE LATE_NOTICE APPLICANT_DECEASED LATE EARLY_RENEWAL RADIATION_IN_ERROR NO_PROOF NOTHING_TO_ANSWER
    EXPIRED_AT_COMMISSION NO_RPLS AFTER_EFFECTIVE_RADIATION NO_COMMISSION_RECORD FALLBACK_IGNORED MOTIVE_KEPT
    TOLERANCE_RUNNING RENEW_AT_ONCE LEASE_ON_RECORD""".split()
)

R = frozenset(
    {"lessor", "state_service", "local_authority", "employer", "reservation_body", "action_logement", "siao"}
)
IDF_DEPARTEMENTS = frozenset({"075", "077", "078", "091", "092", "093", "094", "095"})
IDF_REGION = "111"
LESSORS_KEPT = 4
NAMED_COUPLES = frozenset({"married", "pacs"})
NOTICE_CHANNELS = frozenset({"post", "registered", "email", "post_email"})
WITH_POST = frozenset({"post", "registered", "post_email"})
WITH_EMAIL = frozenset({"email", "post_email"})
ALLOCATIONS = frozenset({"allocation", "ranked", "conditional"})
IRRECEVABILITY_GROUNDS = frozenset({"income", "stay"})
RPLS_CHARACTERS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CHOICES = ("wants_post", "accepts_email", "email_known")
CLAIM_FIELDS = ("separated", "first_initial", "mentioned", "couple", "first_live")

LAW_START = parse("2000-11-08")
PRIOR_INFORMATION_LIMITED = parse("2009-03-25")
P1 = parse("2010-05-03")
NEW_SYSTEM = parse("2011-03-28")
P2 = parse("2012-01-01")
DWELLING_IDENTIFIER = parse("2012-05-09")
ALUR = parse("2014-03-27")
P3 = parse("2015-05-14")
DOCUMENTS_ONCE = parse("2015-12-31")
DESCRIPTION_ENDS = parse("2015-12-31")
P4 = parse("2017-05-08")
POST_ON_WISH = parse("2018-06-30")
HORIZON = parse("2026-12-31")


# ---------------------------------------------------------------- policy, decision, demand


@dataclass
class Policy:
    """Section 6. Dates are ISO texts or datetime.date; a suspension is a pair of them."""

    name: str = "law"
    unknown: str = "ask"
    horizon: str = "refuse"
    renewal_base: str = "presentation"
    couples: str = "named"
    expired_commission: str = "warn"
    national_number_start: str | date | None = None
    suspensions: list[tuple[str | date, str | date]] = field(default_factory=list)
    national_start: Day | None = field(init=False, repr=False)
    pauses: tuple[tuple[Day, Day], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.national_start = _day(self.national_number_start) if self.national_number_start else None
        self.pauses = tuple((_day(start), _day(end)) for start, end in self.suspensions)

    def tolerant(self, on: Day) -> bool:
        """Whether the tolerances of the SNE run on that day."""
        return self.name == "sne" and on >= NEW_SYSTEM

    def first_lapse_day(self, base: Day, on: Day) -> Day:
        """LC-17: first day of a radiation e for a base, by the practice of that day."""
        return calendar.lapse_radiation(base) if self.tolerant(on) else calendar.first_legal_radiation(base)

    def resumes(self, on: Day) -> Day:
        """LC-17: the first day from `on` that no suspension covers."""
        day = on
        while pause := next((end for start, end in self.pauses if start <= day <= end), None):
            day = pause + 1
        return day


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: str
    reasons: frozenset[str]
    warnings: frozenset[str]
    missing: frozenset[str]
    earliest: dict[str, date]

    @property
    def accepted(self) -> bool:
        return self.outcome == "accepted"


@dataclass(slots=True)
class Procedure:
    """A no-answer (c) or irrecevability (d) procedure, opened on a day by a body."""

    opened: Day
    body: Body
    ground: str | None = None
    delivered: Day | None = None
    proof: str | None = None
    answered: bool = False


@dataclass(slots=True)
class Radiation:
    """One radiation; `pronounced` is the motive it had before any requalification."""

    motive: str
    pronounced: str
    effective: Day
    recorded: Day
    order: int
    ended: Day | None = None
    voided: bool = False


@dataclass(slots=True)
class Demand:
    """What the accepted events folded so far have made of one demand."""

    state: str = "none"
    deposit: Day | None = None
    initial: Day | None = None
    seniority: Day | None = None
    first_base: Day | None = None
    base: Day | None = None
    last_presentation: Day | None = None
    registrar: Body | None = None
    territory: str | None = None
    typology: str | None = None
    ex_officio: bool = False
    legal_person: bool = False
    identity: str | None = None
    nationality: str | None = None
    claim: Facts = field(default_factory=dict)
    wants_post: bool = False
    accepts_email: bool = False
    email_known: bool = False
    online_user: bool = False
    attested: bool = False
    deceased: bool = False
    notice_on: Day | None = None
    procedures: dict[str, Procedure] = field(default_factory=dict)
    allocations: dict[Body, Day] = field(default_factory=dict)
    lease_day: Day | None = None
    radiation: Radiation | None = None
    radiations: list[Radiation] = field(default_factory=list)
    renewals: list[tuple[Day, Day]] = field(default_factory=list)
    latest_effective: Day = 0
    accepted_events: int = 0
    refused_on: Day | None = None
    erased_on: Day | None = None

    def expired(self, on: Day) -> bool:
        """LC-08."""
        return on > calendar.last_valid(self.base)


class Checks:
    """Collects what the checks of one event find."""

    __slots__ = ("reasons", "warnings", "missing", "earliest", "presumed", "presume")

    def __init__(self, policy: Policy) -> None:
        self.reasons: set[str] = set()
        self.warnings: set[str] = set()
        self.missing: set[str] = set()
        self.earliest: dict[str, date] = {}
        self.presumed = False
        self.presume = policy.unknown == "presume_met"

    def fail(self, code: str) -> None:
        self.reasons.add(code)

    def warn(self, code: str) -> None:
        self.warnings.add(code)

    def fail_until(self, code: str, first: Day) -> None:
        self.reasons.add(code)
        self.earliest[code] = date.fromordinal(first)

    def warn_until(self, code: str, first: Day) -> None:
        self.warnings.add(code)
        self.earliest[code] = date.fromordinal(first)

    def unknown(self, column: str) -> None:
        """Section 3: missing, or presumed by the policy unless it is a date."""
        if self.presume and column not in DATE_COLUMNS:
            self.presumed = True
        else:
            self.missing.add(column)

    def yes(self, value: str | None, column: str, code: str) -> None:
        """A yes/no fact that has to be yes."""
        if value is None:
            self.unknown(column)
        elif value == "no":
            self.fail(code)

    def known(self, f: Facts, column: str) -> Any:
        """The value of a column, noted as unknown when absent."""
        value = f.get(column)
        if value is None:
            self.unknown(column)
        return value

    def identified(self, f: Facts, column: str) -> Any:
        """The value of a column that says what the event is; never presumed (section 3)."""
        value = f.get(column)
        if value is None:
            self.missing.add(column)
        return value

    def same_body(self, f: Facts, body: Body, code: str) -> None:
        """The event comes from that body, else the code; unknown without both ids."""
        same = _same_body(_body(f), body)
        if same is None:
            self.unknown("actor_id")
        elif not same:
            self.fail(code)

    def decision(self) -> Decision:
        if self.presumed:
            self.warnings.add("PRESUMED")
        if self.reasons:
            outcome, missing = "refused", frozenset()
        else:
            outcome, missing = "incomplete" if self.missing else "accepted", frozenset(self.missing)
        return Decision(outcome, frozenset(self.reasons), frozenset(self.warnings), missing, self.earliest)


def _day(value: str | date) -> Day:
    return parse(value) if isinstance(value, str) else value.toordinal()


def read(event: Mapping[str, Any]) -> Facts:
    """The known facts of an event, dates as days."""
    return {
        column: _day(value) if column in DATE_COLUMNS else value for column, value in event.items() if value
    }


def _body(f: Facts) -> Body:
    return f["actor"], f.get("actor_id")


def _same_body(one: Body, other: Body) -> bool | None:
    """Section 2: another actor is another body; equal actors need two known ids."""
    if one[0] != other[0]:
        return False
    return None if one[1] is None or other[1] is None else one[1] == other[1]


# ---------------------------------------------------------------- stages 1 and 2

_FILING = frozenset({"file", "validate", "refuse_draft"})
_ON_RADIATED = frozenset({"reactivate", "cancel_radiation", "requalify", "erase"})
_ADMITTED_MOTIVES = {"reactivate": "ce", "cancel_radiation": "abcde", "requalify": "bce", "erase": "abcdef"}
_REFUSED_MOTIVE = {"reactivate": "NOT_REACTIVABLE", "requalify": "NOT_REQUALIFIABLE"}
_LAWFUL_MOTIVES = {"radiate": frozenset("abcdef"), "warn": frozenset("cd"), "answer": frozenset("cd")}
_STATE_CODES = {"none": "NOT_REGISTERED", "draft": "DRAFT", "invalid": "INVALID", "erased": "ERASED"}


def _state_code(demand: Demand, f: Facts) -> str | None:
    """Section 4: the code of a state that does not admit the event; None when it does."""
    kind, state = f["event"], demand.state
    if kind == "file" and state == "none" or kind in ("validate", "refuse_draft") and state == "draft":
        return None
    if state in _STATE_CODES:
        return _STATE_CODES[state]
    if state == "registered":
        if kind in _FILING:
            return "ALREADY_REGISTERED"
        return "NOT_RADIATED" if kind in _ON_RADIATED else None
    return _radiated_code(demand, f)


def _radiated_code(demand: Demand, f: Facts) -> str | None:
    """Section 4 for a radiated demand."""
    kind, radiation = f["event"], demand.radiation
    if kind in _ON_RADIATED:
        if radiation.motive in _ADMITTED_MOTIVES[kind]:
            return None
        return "MERGED" if radiation.motive == "f" else _REFUSED_MOTIVE[kind]
    before = f["effective"] <= radiation.effective
    if kind == "renew" and radiation.motive == "e" and before:
        return None
    if kind == "answer" and radiation.motive in "cd" and radiation.motive == f["motive"] and before:
        return "RADIATED" if _answers_nothing(demand, f) else None
    if kind == "radiate" and f["motive"] == "a" and radiation.motive in "bce":
        return None
    return "RADIATED"


def _coverage_and_state(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """Stage 1: the first failure is the only reason."""
    lawful = _LAWFUL_MOTIVES.get(f["event"])
    if lawful is not None and f.get("motive") not in lawful:
        c.fail("NO_SUCH_MOTIVE")
        return
    if f["effective"] < LAW_START:
        c.fail("BEFORE_LAW")
        return
    if f["effective"] > HORIZON:
        if policy.horizon == "refuse":
            c.fail("BEYOND_HORIZON")
            return
        c.warn("PROVISIONAL")
    code = _state_code(demand, f)
    if code:
        c.fail(code)


def _motive_exists(f: Facts) -> bool:
    """LC-12: whether the motive or the procedure of the event exists on its day."""
    kind, motive, on = f["event"], f.get("motive"), f["effective"]
    if kind == "requalify":
        return motive == "a"
    if kind in ("warn", "answer"):
        return on >= P1
    if kind == "radiate":
        return not (motive == "c" and on < P1 or motive == "f" and on < P4)
    return True


def _dates_and_existence(demand: Demand, f: Facts, c: Checks) -> None:
    """Stage 2."""
    if f["recorded"] < f["effective"]:
        c.fail("RECORDED_BEFORE_EFFECTIVE")
    filed = demand.deposit if demand.state == "draft" else demand.initial
    if filed is not None and f["effective"] < filed:
        c.fail("BEFORE_FILING")
    if not _motive_exists(f):
        c.fail("NO_SUCH_MOTIVE")


# ---------------------------------------------------------------- filing


def _acceptable_document(identity: str | None, nationality: str | None) -> bool:
    """LC-02: a document that certainly suits the person."""
    return identity == "stay" or identity == "identity" and nationality in ("french", "eu")


def _check_document(identity: str | None, nationality: str | None, c: Checks) -> None:
    """LC-02."""
    if identity is None:
        c.unknown("identity")
    elif identity in ("none", "unreadable"):
        c.fail("MISSING_ID")
    elif identity == "identity":
        if nationality is None:
            c.unknown("nationality")
        elif nationality == "other":
            c.fail("MISSING_ID")


def _check_uniqueness(f: Facts, c: Checks) -> None:
    """LC-04, LC-24."""
    found = c.known(f, "duplicate")
    if found == "same_territory":
        c.fail("DUPLICATE")
    elif found == "co_holder":
        c.warn("CO_HOLDER_DUPLICATE")


@dataclass(frozen=True, slots=True)
class _Claim:
    """LC-26: outcome of a separation claim."""

    seniority: Day
    warnings: frozenset[str] = frozenset()
    presumed: bool = False


def _claim_failures(claim: Facts, filed: Day, policy: Policy) -> frozenset[str]:
    """LC-26: one code for each condition that fails."""
    first, separated, couple = claim.get("first_initial"), claim["separated"], claim.get("couple")
    failures = (
        (filed < ALUR, "BEFORE_SEPARATION_RULE"),
        (claim.get("mentioned") == "no", "NOT_MENTIONED"),
        (first is not None and first >= separated, "FILED_AFTER_SEPARATION"),
        (policy.couples == "named" and couple is not None and couple not in NAMED_COUPLES, "NOT_A_COUPLE"),
        (claim.get("first_live") == "no", "FIRST_NOT_LIVE"),
        (separated > filed, "INCONSISTENT_SEPARATION"),
    )
    return frozenset(code for failed, code in failures if failed)


def _judge_claim(claim: Facts, filed: Day, policy: Policy) -> _Claim:
    """LC-26: the seniority of the ex-partner's demand, or the filing day."""
    if claim.get("separated") is None:
        return _Claim(filed)
    failures = _claim_failures(claim, filed, policy)
    if failures:
        return _Claim(filed, failures)
    asked = ("mentioned", "first_live") if policy.couples == "all" else ("mentioned", "first_live", "couple")
    unknown = any(claim.get(column) is None for column in asked)
    if claim.get("first_initial") is None or unknown and policy.unknown == "ask":
        return _Claim(filed, frozenset({"SENIORITY_UNPROVEN"}))
    return _Claim(claim["first_initial"], presumed=unknown)


def _check_claim(claim: Facts, filed: Day, policy: Policy, c: Checks) -> None:
    """LC-26: a claim never refuses a filing."""
    judged = _judge_claim(claim, filed, policy)
    c.warnings |= judged.warnings
    c.presumed |= judged.presumed


def _title_asked(actor: str, on: Day) -> bool:
    """LC-01: lessors never need one, Action Logement a convention from 2010 to 2015."""
    return actor != "lessor" and (actor != "action_logement" or P1 <= on < P3)


def _check_title(f: Facts, c: Checks) -> None:
    """LC-01: the title of a registrar at its counter."""
    actor, on = f["actor"], f["effective"]
    if actor not in R and actor != "particular_system":
        c.fail("NOT_REGISTRAR")
    elif _title_asked(actor, on):
        c.yes(f.get("authorised"), "authorised", "NOT_REGISTRAR")
    if actor == "siao" and on < ALUR:
        c.fail("NOT_REGISTRAR")
    tie = "employee" if actor == "employer" else "contributing" if actor == "action_logement" and on >= P2 else None
    if tie and c.known(f, "employment") not in (None, tie):
        c.fail("NOT_REGISTRAR")
    if "NOT_REGISTRAR" in c.reasons:
        c.warn("ORIENT" if on >= P1 else "FORWARD")


def _check_ex_officio(f: Facts, c: Checks) -> None:
    """LC-06."""
    if f["actor"] not in ("lessor", "prefect"):
        c.fail("NOT_LESSOR")
    seized = c.known(f, "reference")
    if seized is None:
        return
    if seized > f["recorded"]:
        c.fail("INCONSISTENT_DATES")
    month_end = add_months(f["effective"], 1)
    if seized <= month_end:
        c.fail_until("TOO_EARLY", month_end + 1)
    if seized < ALUR:
        c.yes(f.get("formal_notice"), "formal_notice", "NO_FORMAL_NOTICE")


def _check_territory(f: Facts, c: Checks) -> None:
    """LC-03: one territory for Île-de-France since the new system, none before it."""
    territory = c.identified(f, "territory")
    departement_late = territory in IDF_DEPARTEMENTS and f["effective"] >= NEW_SYSTEM
    if departement_late or territory == IDF_REGION and f["recorded"] < NEW_SYSTEM:
        c.fail("WRONG_TERRITORY")


def _check_file(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-01 to LC-04, LC-06, LC-26."""
    channel, on = c.identified(f, "channel"), f["effective"]
    _check_territory(f, c)
    if channel == "online":
        if f["actor"] != "applicant" or on < ALUR:
            c.fail("WRONG_CHANNEL")
        c.yes(f.get("form"), "form", "MISSING_FORM")
    elif channel in ("counter", "ex_officio"):
        if channel == "counter":
            _check_title(f, c)
            if f["recorded"] > on:
                c.warn("LATE_ENTRY")
        else:
            _check_ex_officio(f, c)
        c.yes(f.get("form"), "form", "MISSING_FORM")
        if on >= P1 and f.get("legal_person") != "yes":
            _check_document(f.get("identity"), f.get("nationality"), c)
        _check_uniqueness(f, c)
        _check_claim(f, on, policy, c)
    elif channel is not None:
        c.fail("WRONG_CHANNEL")


def _keep_choices(demand: Demand, f: Facts) -> None:
    """LC-11: an empty choice leaves the former one."""
    for choice in CHOICES:
        if choice in f:
            setattr(demand, choice, f[choice] == "yes")


def _register(demand: Demand, f: Facts, initial: Day, base: Day, claim: Facts, policy: Policy) -> None:
    """LC-03, LC-08, LC-22."""
    demand.state = "registered"
    demand.initial = demand.last_presentation = initial
    demand.first_base = demand.base = base
    demand.seniority = _judge_claim(claim, initial, policy).seniority
    demand.registrar = _body(f)


def _do_file(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-02, LC-03: registered at once, or a draft when filed online."""
    demand.territory, demand.typology = f.get("territory"), f.get("typology")
    demand.legal_person = f.get("legal_person") == "yes"
    _keep_choices(demand, f)
    if f["channel"] == "online":
        demand.state, demand.deposit = "draft", f["effective"]
        demand.identity, demand.nationality = f.get("identity"), f.get("nationality")
        demand.claim = {column: f[column] for column in CLAIM_FIELDS if column in f}
        return
    demand.ex_officio = f["channel"] == "ex_officio"
    base = f["recorded"] if f["recorded"] < P1 else f["effective"]
    _register(demand, f, f["effective"], base, f, policy)


def _validated_initial(demand: Demand, f: Facts) -> Day | None:
    """LC-03: the day both the form and a readable document had been received."""
    if "reference" in f:
        return f["reference"]
    sufficient = demand.legal_person or _acceptable_document(demand.identity, demand.nationality)
    return demand.deposit if sufficient else None


def _check_validate(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-02, LC-03, LC-04, LC-26."""
    if f["actor"] not in R and f["actor"] != "public_counter":
        c.fail("NOT_REGISTRAR")
    if not demand.legal_person:
        _check_document(f.get("identity", demand.identity), f.get("nationality", demand.nationality), c)
    _check_uniqueness(f, c)
    initial = _validated_initial(demand, f)
    if initial is None:
        c.unknown("reference")
        return
    if not demand.deposit <= initial <= f["effective"]:
        c.fail("INCONSISTENT_DATES")
    _check_claim(demand.claim, initial, policy, c)


def _do_validate(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-03: registered with the day of the complete filing."""
    initial = _validated_initial(demand, f)
    _keep_choices(demand, f)
    demand.online_user = True
    _register(demand, f, initial, initial, demand.claim, policy)


def _check_refuse_draft(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-02, LC-04."""
    if f["actor"] not in R and f["actor"] not in ("public_counter", "manager"):
        c.fail("NOT_REGISTRAR")
    if c.identified(f, "ground") not in (None, "identity", "duplicate"):
        c.fail("BAD_GROUND")


def _do_refuse_draft(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-02, LC-04: invalid, for good."""
    demand.state, demand.refused_on = "invalid", f["effective"]


# ---------------------------------------------------------------- attestation, prefect, notice


def _check_attest(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-05."""
    if f["actor"] not in R and f["actor"] not in ("manager", "particular_system", "public_counter", "system"):
        c.fail("NOT_REGISTRAR")
    if f["effective"] > calendar.attestation_due(demand.last_presentation):
        c.warn("LATE_ATTESTATION")


def _do_attest(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-05: an attestation older than the last presentation is of a former year."""
    if f["effective"] >= demand.last_presentation:
        demand.attested = True


def _check_seize_prefect(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-06, LC-07."""
    on = f["effective"]
    if f["actor"] != "applicant":
        c.fail("NOT_APPLICANT")
    ground = c.identified(f, "ground")
    if ground == "attestation":
        if on < ALUR:
            c.fail("NOT_IN_FORCE")
        if demand.attested:
            c.fail("ALREADY_ATTESTED")
        month_end = calendar.attestation_due(demand.last_presentation)
        if on <= month_end:
            c.fail_until("TOO_EARLY", month_end + 1)
    elif ground == "documents":
        if on < DOCUMENTS_ONCE:
            c.fail("NOT_IN_FORCE")
        deposited = c.known(f, "reference")
        if deposited is not None and deposited > on:
            c.fail("INCONSISTENT_DATES")
        elif deposited is not None and DOCUMENTS_ONCE <= on <= deposited + 15:
            c.fail_until("TOO_EARLY", deposited + 16)
    elif ground is not None:
        c.fail("BAD_GROUND")


def _is_notice_sender(actor: str, on: Day) -> bool:
    """LC-09: who sends the notice of expiry on a day."""
    if on < P1:
        return actor in R
    if on < P2:
        return actor in ("manager", "system") or actor in R and on < NEW_SYSTEM
    return actor in ("manager", "system", "particular_system")


def _check_notice_channel(demand: Demand, f: Facts, c: Checks) -> None:
    """LC-09, K1: channels and proof, by period."""
    channel, on = c.identified(f, "channel"), f["effective"]
    if channel is None:
        return
    if channel not in NOTICE_CHANNELS:
        c.fail("WRONG_CHANNEL")
        return
    post, email = channel in WITH_POST, channel in WITH_EMAIL
    if on < P1:
        return
    if on < P4:
        electronic = demand.accepts_email if on < P3 else demand.online_user
        if email and electronic:
            return
        if post:
            c.yes(f.get("proof"), "proof", "NO_PROOF")
        else:
            c.fail("WRONG_CHANNEL")
        return
    post_due = demand.wants_post and on >= POST_ON_WISH if demand.online_user else True
    if post_due and not post:
        c.fail("WRONG_CHANNEL")
    if not email and (demand.online_user or demand.email_known):
        c.warn("EMAIL_ALSO_DUE")


def _notice_day(f: Facts) -> Day:
    """LC-09: the delivery counts until 2017-05-07, the sending afterwards."""
    return f["delivered"] if "delivered" in f and f["effective"] < P4 else f["effective"]


def _check_delivery(f: Facts, c: Checks) -> None:
    """A delivery lies between the act and its record."""
    if "delivered" in f and not f["effective"] <= f["delivered"] <= f["recorded"]:
        c.fail("INCONSISTENT_DATES")


def _check_notice(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-09."""
    if not _is_notice_sender(f["actor"], f["effective"]):
        c.fail("WRONG_SENDER")
    elif f["actor"] in R:
        c.same_body(f, demand.registrar, "WRONG_SENDER")
    c.yes(f.get("content"), "content", "INCOMPLETE_NOTICE")
    if f["effective"] <= demand.base:
        c.fail("BEFORE_BASE")
    _check_delivery(f, c)
    _check_notice_channel(demand, f, c)
    if _notice_day(f) > calendar.notice_latest(demand.base):
        c.warn("LATE_NOTICE")
    if demand.deceased:
        c.warn("APPLICANT_DECEASED")


def _do_notice(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-09: the earliest notice of the base counts."""
    on = _notice_day(f)
    demand.notice_on = on if demand.notice_on is None else min(on, demand.notice_on)


# ---------------------------------------------------------------- renewal, update


def _check_renew(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-10."""
    actor, on = f["actor"], f["effective"]
    holder = actor in ("applicant", "co_holder")
    if not holder and actor not in R and actor != "particular_system":
        c.fail("NOT_REGISTRAR")
    if not holder and c.known(f, "by") == "third_party":
        c.fail("NOT_APPLICANT")
    channel = c.identified(f, "channel")
    if channel == "counter" and holder or channel == "online" and (actor in R or on < P1):
        c.fail("WRONG_CHANNEL")
    elif channel not in (None, "counter", "online"):
        c.fail("WRONG_CHANNEL")
    if on < P1:
        c.same_body(f, demand.registrar, "NOT_REGISTERING_SERVICE")
    c.yes(f.get("complete"), "complete", "INCOMPLETE")
    if on < demand.base:
        c.fail("BEFORE_BASE")
    _warn_renewal(demand, f, c)


def _warn_renewal(demand: Demand, f: Facts, c: Checks) -> None:
    """LC-10: a renewal out of its window is taken, and flagged."""
    on = f["effective"]
    if on > calendar.last_valid(demand.base):
        c.warn("LATE")
    if on < calendar.window_opens(demand.base):
        c.warn("EARLY_RENEWAL")
    if f["recorded"] > on:
        c.warn("LATE_ENTRY")
    if demand.state == "radiated":
        c.warn("RADIATION_IN_ERROR")


def _rebase(demand: Demand, presented: Day, base: Day) -> None:
    """LC-10, LC-21: a renewal, or a reactivation upon one, opens a new year."""
    demand.base, demand.last_presentation = base, presented
    demand.renewals.append((presented, base))
    demand.notice_on, demand.attested = None, False


def _come_back(demand: Demand) -> None:
    """LC-20: registered again; a lease noted under the radiation is forgotten with it."""
    demand.radiation, demand.lease_day, demand.state = None, None, "registered"


def _void_radiation(demand: Demand) -> None:
    """LC-10, LC-15, LC-21: the radiation is held not to have been."""
    demand.radiation.voided = True
    _come_back(demand)


def _do_renew(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-10: a new year; a radiation e made meanwhile falls, and who renews is not silent."""
    on, old = f["effective"], demand.base
    in_window = calendar.window_opens(old) <= on <= calendar.last_valid(old)
    anniversary = policy.renewal_base == "anniversary" and in_window
    _rebase(demand, on, calendar.last_valid(old) if anniversary else on)
    if demand.state == "radiated":
        _void_radiation(demand)
    if "c" in demand.procedures and demand.procedures["c"].opened <= on:
        demand.procedures["c"].answered = True
    if f["channel"] == "online":
        demand.online_user = True
    _keep_choices(demand, f)


_FIXED = {"initial_date": "INITIAL_DATE_FIXED", "number": "NUMBER_FIXED", "validity": "VALIDITY_FIXED"}


def _check_update(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-11."""
    actor = f["actor"]
    if actor != "applicant":
        if actor not in R and actor not in ("manager", "particular_system"):
            c.fail("NOT_REGISTRAR")
        if c.known(f, "origin") == "registrar":
            c.fail("NOT_FROM_APPLICANT")
    if "changes" in f:
        c.fail(_FIXED[f["changes"]])


def _do_update(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-11: nothing but choices and the dwelling wanted."""
    _keep_choices(demand, f)
    demand.typology = f.get("typology", demand.typology)


# ---------------------------------------------------------------- procedures c and d


def _running(demand: Demand, motive: str) -> Procedure | None:
    """LC-15, LC-16: the procedure not yet answered."""
    procedure = demand.procedures.get(motive)
    return procedure if procedure and not procedure.answered else None


def _check_inquire(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-15."""
    if f["actor"] not in R and f["actor"] not in ("manager", "particular_system"):
        c.fail("NOT_REGISTRAR")


def _do_inquire(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-15: the letter opens a procedure c."""
    demand.procedures["c"] = Procedure(f["effective"], _body(f))


def _check_warn(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-15, LC-16."""
    procedure = _running(demand, f["motive"])
    if procedure is None:
        c.fail("NO_LETTER" if f["motive"] == "c" else "NO_CAL")
    else:
        c.same_body(f, procedure.body, "NOT_SENDER")
        if f["effective"] < procedure.opened:
            c.fail("INCONSISTENT_DATES")
    c.known(f, "delivered")
    _check_delivery(f, c)
    if f.get("proof") == "no":
        c.warn("NO_PROOF")


def _do_warn(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-15, LC-16: the last warning counts."""
    procedure = demand.procedures[f["motive"]]
    procedure.delivered, procedure.proof = f["delivered"], f.get("proof")


def _answers_nothing(demand: Demand, f: Facts) -> bool:
    """LC-15: no procedure runs that this answer could meet."""
    procedure = _running(demand, f["motive"])
    return procedure is None or f["effective"] < procedure.opened


def _check_answer(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-15, LC-16."""
    if f["actor"] not in R and f["actor"] not in ("applicant", "co_holder", "manager", "particular_system"):
        c.fail("NOT_REGISTRAR")
    if demand.state == "radiated":
        c.warn("RADIATION_IN_ERROR")
    elif _answers_nothing(demand, f):
        c.warn("NOTHING_TO_ANSWER")


def _do_answer(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-15, LC-16: ends the procedure, or voids the radiation it led to."""
    if demand.state == "radiated":
        _void_radiation(demand)
    elif _answers_nothing(demand, f):
        return
    demand.procedures[f["motive"]].answered = True


# ---------------------------------------------------------------- commission, offer


def _is_rpls(text: str | None) -> bool:
    """LC-19: ten digits or capitals."""
    return text is not None and len(text) == 10 and RPLS_CHARACTERS.issuperset(text)


def _check_commission(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-16, LC-19."""
    on = f["effective"]
    if f["actor"] != "lessor":
        c.fail("NOT_LESSOR")
    decision = c.identified(f, "decision")
    if demand.expired(on):
        (c.fail if policy.expired_commission == "refuse" else c.warn)("EXPIRED_AT_COMMISSION")
    if decision in ALLOCATIONS and on >= P3 and not _is_rpls(f.get("rpls")):
        c.warn("NO_RPLS")


def _keep_allocation(allocations: dict[Body, Day], lessor: Body, on: Day) -> None:
    """LC-13: the earliest day of each lessor, for the last lessors that came in."""
    if lessor in allocations:
        allocations[lessor] = min(on, allocations[lessor])
        return
    if len(allocations) == LESSORS_KEPT:
        del allocations[next(iter(allocations))]
    allocations[lessor] = on


def _do_commission(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-16, LC-19: keeps the allocation of the lessor, or opens a procedure d."""
    if f["decision"] in ALLOCATIONS:
        _keep_allocation(demand.allocations, _body(f), f["effective"])
        procedure = demand.procedures.get("d")
        if procedure and _same_body(_body(f), procedure.body):
            del demand.procedures["d"]
    elif f["decision"] == "irrecevability":
        demand.procedures["d"] = Procedure(f["effective"], _body(f), f.get("ground"))


def _check_offer(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-23."""
    if f["actor"] not in ("lessor", "applicant"):
        c.fail("NOT_LESSOR")
    c.identified(f, "response")


# ---------------------------------------------------------------- radiation


def _check_written(f: Facts, c: Checks) -> None:
    """LC-12, LC-14."""
    c.yes(f.get("written"), "written", "NOT_WRITTEN")


def _check_dwelling(f: Facts, c: Checks) -> None:
    """LC-19, K3: the identifier of the dwelling, or its description until 2015."""
    on, rpls, described = f["effective"], f.get("rpls"), f.get("described")
    if on < DWELLING_IDENTIFIER:
        return
    if rpls is not None:
        if not _is_rpls(rpls):
            c.fail("NO_RPLS")
        elif described == "yes":
            c.warn("FALLBACK_IGNORED")
    elif described is None:
        c.unknown("rpls")
    elif described == "no" or on > DESCRIPTION_ENDS:
        c.fail("NO_RPLS")


def _check_commission_record(allocations: Mapping[Body, Day], f: Facts, c: Checks) -> None:
    """LC-13, LC-19: the lessor's own decision, when decisions are on record."""
    lessor = _body(f)
    if not allocations:
        c.warn("NO_COMMISSION_RECORD")
        return
    same = {decided: _same_body(lessor, decided) for decided in allocations}
    if True in same.values():
        if allocations[lessor] > f["effective"]:
            c.fail("LEASE_BEFORE_COMMISSION")
    elif None in same.values():
        c.unknown("actor_id")
    else:
        c.fail("NOT_ALLOCATING_BODY")


def _check_allocating_body(demand: Demand, f: Facts, c: Checks) -> None:
    """LC-13: the lessor that allocated, or the manager for an L365-2 body."""
    if f["actor"] == "lessor":
        _check_commission_record(demand.allocations, f, c)
    elif f["actor"] != "manager" or f.get("intermediary") != "yes" or f["effective"] < ALUR:
        c.fail("NOT_ALLOCATING_BODY")


def _check_radiate_a(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-13, LC-19, LC-20."""
    if demand.state == "radiated":
        c.warn("MOTIVE_KEPT")
    if f["effective"] < P1:
        _check_written(f, c)
        return
    _check_allocating_body(demand, f, c)
    c.yes(f.get("lease"), "lease", "NO_LEASE")
    _check_dwelling(f, c)


def _check_radiate_b(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-14."""
    actor = f["actor"]
    _check_written(f, c)
    if actor == "applicant":
        return
    if c.known(f, "by") in ("co_holder", "third_party"):
        c.fail("NOT_APPLICANT")
    if f["effective"] >= P1 and actor not in R and actor not in ("manager", "particular_system"):
        c.fail("NOT_REGISTRAR")


def _check_warned(procedure: Procedure, f: Facts, c: Checks) -> None:
    """LC-15, LC-16: proof of the warning, and one month after its delivery."""
    c.yes(procedure.proof, "proof", "NO_PROOF")
    first = add_months(procedure.delivered, 1)
    if f["effective"] < first:
        c.fail_until("TOO_EARLY", first)


def _check_radiate_c(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-15."""
    procedure, on = demand.procedures.get("c"), f["effective"]
    if procedure is not None and procedure.answered:
        c.fail("ANSWERED")
        return
    if procedure is None or procedure.delivered is None:
        c.fail("NO_WARNING")
        return
    c.same_body(f, procedure.body, "NOT_SENDER")
    _check_warned(procedure, f, c)
    tolerated = add_months(procedure.delivered, 2)
    if "TOO_EARLY" not in c.reasons and policy.tolerant(on) and on < tolerated:
        c.warn_until("TOLERANCE_RUNNING", tolerated)


def _check_radiate_d(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-16."""
    if f["effective"] < P1:
        return
    if f["actor"] != "lessor":
        c.fail("NOT_LESSOR")
    procedure = demand.procedures.get("d")
    if procedure is None:
        c.fail("NO_CAL")
        return
    if f["actor"] == "lessor":
        c.same_body(f, procedure.body, "NOT_DECIDING_LESSOR")
    if procedure.ground is None:
        c.unknown("ground")
    elif procedure.ground not in IRRECEVABILITY_GROUNDS:
        c.fail("BAD_GROUND")
    if procedure.answered:
        c.fail("ANSWERED")
    elif procedure.delivered is None:
        c.fail("NO_WARNING")
    else:
        _check_warned(procedure, f, c)


def _check_radiate_e(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-17."""
    on, base = f["effective"], demand.base
    if on >= P1 and f["actor"] not in ("manager", "system", "particular_system"):
        c.fail("NOT_MANAGER")
    expired_from, lapse = calendar.first_legal_radiation(base), policy.first_lapse_day(base, on)
    if on < expired_from:
        c.fail_until("NOT_EXPIRED", expired_from)
    elif on < lapse:
        c.fail_until("TOLERANCE_RUNNING", lapse)
    if demand.notice_on is None:
        c.fail("NO_NOTICE")
    elif on < add_months(demand.notice_on, 1):
        c.fail_until("NOTICE_TOO_RECENT", add_months(demand.notice_on, 1))
    resumed = policy.resumes(on)
    if resumed > on:
        c.fail_until("SUSPENDED", resumed)


def _check_radiate_f(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-18."""
    if f["actor"] not in ("manager", "system"):
        c.fail("NOT_MANAGER")
    if policy.national_start is None or policy.national_start > f["effective"]:
        c.fail("NO_NATIONAL_NUMBER")
    else:
        c.yes(f.get("national"), "national", "NO_NATIONAL_NUMBER")
    sources = c.known(f, "sources")
    if sources is not None and int(sources) <= 1:
        c.fail("SINGLE_SOURCE")


_RADIATE = {
    "a": _check_radiate_a,
    "b": _check_radiate_b,
    "c": _check_radiate_c,
    "d": _check_radiate_d,
    "e": _check_radiate_e,
    "f": _check_radiate_f,
}


def _check_radiate(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-12, LC-20: what every motive asks, then the motive's own conditions."""
    motive, on = f["motive"], f["effective"]
    if on < PRIOR_INFORMATION_LIMITED or on < P1 and motive != "a":
        c.yes(f.get("informed"), "informed", "NOT_INFORMED")
    if on < P1:
        c.same_body(f, demand.registrar, "NOT_REGISTERING_SERVICE")
    if f["recorded"] > on:
        c.warn("LATE_ENTRY")
    if demand.state != "radiated" and demand.latest_effective > on:
        c.warn("AFTER_EFFECTIVE_RADIATION")
    _RADIATE[motive](demand, f, policy, c)


def _do_radiate(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-12, LC-20: radiated, or a lease noted under the motive that stays."""
    if demand.state == "radiated":
        demand.lease_day = f["effective"]
        return
    motive = f["motive"]
    demand.radiation = Radiation(motive, motive, f["effective"], f["recorded"], demand.accepted_events)
    demand.radiations.append(demand.radiation)
    demand.state = "radiated"


# ---------------------------------------------------------------- after a radiation


def _check_reactivate(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-21."""
    on, radiation = f["effective"], demand.radiation
    lapsed = radiation.motive == "e"
    if on < radiation.effective:
        c.fail("BEFORE_RADIATION")
    c.yes(f.get("received"), "received", "NO_RENEWAL" if lapsed else "NO_ANSWER")
    if c.known(f, "duplicate") == "same_territory":
        c.fail("DUPLICATE")
    if lapsed and f["actor"] not in ("manager", "particular_system"):
        c.fail("NOT_MANAGER")
    if not lapsed and f["actor"] not in R and f["actor"] != "particular_system":
        c.fail("NOT_REGISTRAR")
    if not policy.tolerant(on):
        c.fail("NO_TOLERANCE")
    elif on > (calendar.reactivable_until(demand.base) if lapsed else add_months(radiation.effective, 5)):
        c.fail("WINDOW_CLOSED")
    if not lapsed and demand.expired(on):
        c.warn("RENEW_AT_ONCE")
    if demand.lease_day is not None:
        c.warn("LEASE_ON_RECORD")


def _do_reactivate(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-21: the radiation ends on that day and stays in the history."""
    radiation, on = demand.radiation, f["effective"]
    radiation.ended = on
    _come_back(demand)
    if radiation.motive == "e":
        _rebase(demand, on, on)
    else:
        demand.procedures["c"].answered = True


def _check_correction(demand: Demand, f: Facts, c: Checks) -> None:
    """LC-20, LC-21: what the manager owes to correct a radiation."""
    if f["actor"] != "manager":
        c.fail("NOT_MANAGER")
    c.yes(f.get("reason"), "reason", "NEEDS_REASON")
    if f["effective"] < demand.radiation.effective:
        c.fail("BEFORE_RADIATION")


def _check_cancel_radiation(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-21."""
    _check_correction(demand, f, c)


def _do_cancel_radiation(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-21: no radiation, and a new one asks for a new letter or decision."""
    procedure = demand.procedures.get(demand.radiation.pronounced)
    if procedure:
        procedure.answered = True
    _void_radiation(demand)


def _check_requalify(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-20."""
    _check_correction(demand, f, c)
    if demand.lease_day is None:
        c.fail("NO_LEASE")


def _do_requalify(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-20: the radiation becomes an allocation from the lease day."""
    radiation = demand.radiation
    radiation.motive, radiation.effective = "a", demand.lease_day
    radiation.recorded, radiation.order = f["recorded"], demand.accepted_events


def _check_erase(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-28."""
    if f["actor"] not in ("system", "manager"):
        c.fail("NOT_MANAGER")
    kept = calendar.retention_until(demand.radiation.recorded)
    if f["effective"] <= kept:
        c.fail_until("TOO_EARLY", kept + 1)


def _do_erase(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-28."""
    demand.state, demand.erased_on = "erased", f["effective"]


# ---------------------------------------------------------------- persons


def _check_substitute(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-25, LC-26."""
    on = f["effective"]
    if f["actor"] not in R and f["actor"] != "manager":
        c.fail("NOT_REGISTRAR")
    cause = c.identified(f, "cause")
    if cause is None:
        return
    if c.known(f, "substitute") == "other":
        c.fail("NOT_MENTIONED")
    if cause != "separation":
        return
    if on < ALUR:
        c.fail("NOT_IN_FORCE")
    if policy.couples == "named" and c.known(f, "couple") not in (None, *NAMED_COUPLES):
        c.fail("NOT_A_COUPLE")
    separated = c.known(f, "separated")
    if separated is not None and separated <= demand.initial:
        c.fail("FILED_AFTER_SEPARATION")
    if separated is not None and separated > on:
        c.fail("INCONSISTENT_DATES")


def _do_substitute(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-25: letters may be sent again."""
    demand.deceased = False


def _check_nothing(demand: Demand, f: Facts, policy: Policy, c: Checks) -> None:
    """LC-25: anyone may report a death."""


def _do_report_death(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-25: a flag, never a motive."""
    demand.deceased = True


def _do_nothing(demand: Demand, f: Facts, policy: Policy) -> None:
    """LC-06, LC-07, LC-23: recorded, without effect on the demand."""


# ---------------------------------------------------------------- dispatch

_Check = Callable[[Demand, Facts, Policy, Checks], None]
_Effect = Callable[[Demand, Facts, Policy], None]

_KINDS: dict[str, tuple[_Check, _Effect]] = {
    "file": (_check_file, _do_file),
    "validate": (_check_validate, _do_validate),
    "refuse_draft": (_check_refuse_draft, _do_refuse_draft),
    "attest": (_check_attest, _do_attest),
    "seize_prefect": (_check_seize_prefect, _do_nothing),
    "notice": (_check_notice, _do_notice),
    "renew": (_check_renew, _do_renew),
    "update": (_check_update, _do_update),
    "inquire": (_check_inquire, _do_inquire),
    "warn": (_check_warn, _do_warn),
    "answer": (_check_answer, _do_answer),
    "commission": (_check_commission, _do_commission),
    "offer": (_check_offer, _do_nothing),
    "radiate": (_check_radiate, _do_radiate),
    "reactivate": (_check_reactivate, _do_reactivate),
    "cancel_radiation": (_check_cancel_radiation, _do_cancel_radiation),
    "requalify": (_check_requalify, _do_requalify),
    "substitute": (_check_substitute, _do_substitute),
    "report_death": (_check_nothing, _do_report_death),
    "erase": (_check_erase, _do_erase),
}
KINDS = tuple(_KINDS)


def judge(demand: Demand, f: Facts, policy: Policy) -> Decision:
    """Section 3: the three stages over the facts of one event."""
    c = Checks(policy)
    _coverage_and_state(demand, f, policy, c)
    if not c.reasons:
        _dates_and_existence(demand, f, c)
    if not c.reasons:
        _KINDS[f["event"]][0](demand, f, policy, c)
    return c.decision()


def apply(demand: Demand, f: Facts, policy: Policy) -> None:
    """Section 5: the effect of an accepted event, on the demand itself."""
    demand.accepted_events += 1
    demand.latest_effective = max(demand.latest_effective, f["effective"])
    _KINDS[f["event"]][1](demand, f, policy)


def decide(demand: Demand, event: Mapping[str, Any], policy: Policy) -> Decision:
    """The decision on one event; the demand does not change."""
    return judge(demand, read(event), policy)


_RANKS = {
    "file": 0, "validate": 0,
    "renew": 1, "answer": 1, "update": 1, "seize_prefect": 1, "offer": 1, "substitute": 1, "report_death": 1,
    "refuse_draft": 2, "attest": 2, "notice": 2, "inquire": 2, "warn": 2, "commission": 2, "erase": 3,
}  # fmt: skip
_RADIATE_RANKS = {"a": 2, "b": 1, "c": 2, "d": 2, "e": 3, "f": 3}
_UNDOING = frozenset({"reactivate", "cancel_radiation", "requalify"})


def rank(f: Facts) -> int:
    """Section 3: applicants before bodies, bodies before batches, within a recorded day."""
    return _RADIATE_RANKS[f["motive"]] if f["event"] == "radiate" else _RANKS[f["event"]]


def fold_order(log: Sequence[Facts]) -> list[int]:
    """Section 3: by recorded day, then by rank between the events of the day that bear on a radiation."""
    segments: dict[Day, int] = {}
    keys = []
    for position, f in enumerate(log):
        day = f["recorded"]
        segment = segments.setdefault(day, 0)
        if f["event"] in _UNDOING:
            segments[day] = segment + 2
            keys.append((day, segment + 1, 0, position))
        else:
            keys.append((day, segment, rank(f), position))
    return sorted(range(len(log)), key=keys.__getitem__)


def fold_facts(log: Sequence[Facts], policy: Policy) -> tuple[Demand, list[Decision]]:
    """`fold` over events already read."""
    demand, decisions = Demand(), [None] * len(log)
    for i in fold_order(log):
        decisions[i] = judge(demand, log[i], policy)
        if decisions[i].accepted:
            apply(demand, log[i], policy)
    return demand, decisions


def fold(events: Iterable[Mapping[str, Any]], policy: Policy) -> tuple[Demand, list[Decision]]:
    """The demand after all its events, and the decisions in the order of the input."""
    return fold_facts([read(event) for event in events], policy)


# ---------------------------------------------------------------- reading a demand


def _as_date(number: Day | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def stored_state(demand: Demand, on: Day) -> str:
    """Section 3: the stored state, active or expired being judged on a day."""
    if demand.state != "registered":
        return demand.state
    return "expired" if demand.expired(on) else "active"


def snapshot(demand: Demand, on: str | date) -> dict[str, Any]:
    """The demand as folded, with its state on a day; None where not applicable."""
    radiation = demand.radiation
    return {
        "state": stored_state(demand, _day(on)),
        "motive": radiation.motive if radiation else None,
        "deposit": _as_date(demand.deposit),
        "initial": _as_date(demand.initial),
        "seniority": _as_date(demand.seniority),
        "base": _as_date(demand.base),
        "last_valid": None if demand.base is None else _as_date(calendar.last_valid(demand.base)),
        "radiated_effective": _as_date(radiation.effective) if radiation else None,
        "radiated_recorded": _as_date(radiation.recorded) if radiation else None,
        "notice_on": _as_date(demand.notice_on),
        "attested": demand.attested,
        "online_user": demand.online_user,
        "ex_officio": demand.ex_officio,
        "legal_person": demand.legal_person,
        "deceased": demand.deceased,
        "wants_post": demand.wants_post,
        "accepts_email": demand.accepts_email,
        "email_known": demand.email_known,
    }


def _unregistered_situation(demand: Demand, on: Day) -> str:
    """Section 7 before the initial date, or without one."""
    if demand.deposit is None or on < demand.deposit:
        return "none"
    refused = demand.refused_on is not None and on >= demand.refused_on
    return "invalid" if refused else "draft"


def _radiation_on(demand: Demand, on: Day) -> Radiation | None:
    """Section 7: the last recorded radiation that covers a day."""
    covering = (
        r for r in demand.radiations if not r.voided and r.effective <= on and (r.ended is None or on < r.ended)
    )
    return max(covering, key=lambda r: (r.recorded, r.order), default=None)


def _base_on(demand: Demand, on: Day) -> Day:
    """Section 7: the base given by the last renewal presented on or before a day."""
    for presented, base in reversed(demand.renewals):
        if presented <= on:
            return base
    return demand.first_base


def situation_of(demand: Demand, on: Day) -> str:
    """Section 7, for a fold already made."""
    if demand.initial is None or on < demand.initial:
        return _unregistered_situation(demand, on)
    if demand.erased_on is not None and on >= demand.erased_on:
        return "erased"
    radiation = _radiation_on(demand, on)
    if radiation:
        return "radiated:" + radiation.motive
    return "expired" if on > calendar.last_valid(_base_on(demand, on)) else "active"


def known_facts(events: Iterable[Mapping[str, Any]], known: str | date) -> list[Facts]:
    """Section 7: the facts recorded on or before a day."""
    limit = _day(known)
    return [f for f in map(read, events) if f["recorded"] <= limit]


def situation(events: Iterable[Mapping[str, Any]], on: str | date, known: str | date, policy: Policy) -> str:
    """LC-20: the situation of one demand on a day, as known on another."""
    demand, _ = fold_facts(known_facts(events, known), policy)
    return situation_of(demand, _day(on))


@dataclass
class Flow:
    """Section 7: stock and flow of a period, and the demands that break the balance."""

    start: int = 0
    new: int = 0
    radiated: dict[str, int] = field(default_factory=lambda: dict.fromkeys("abcdef", 0))
    revived: int = 0
    end: int = 0
    breaks: dict[str, int] = field(default_factory=dict)

    @property
    def balanced(self) -> bool:
        return not self.breaks


def _in_stock(demand: Demand, on: Day) -> bool:
    return situation_of(demand, on) in ("active", "expired")


def flow(
    events_by_demand: Mapping[str, Iterable[Mapping[str, Any]]], start: str | date, end: str | date, policy: Policy
) -> Flow:
    """Section 7: start + new + revived - radiated = end, demand by demand."""
    first, last, total = _day(start), _day(end), Flow()
    for key, events in events_by_demand.items():
        demand, _ = fold(events, policy)
        opening, closing = _in_stock(demand, first - 1), _in_stock(demand, last)
        new = demand.initial is not None and first <= demand.initial <= last
        kept = [r for r in demand.radiations if not r.voided]
        left = [r.motive for r in kept if first <= r.effective <= last]
        revived = sum(r.ended is not None and first <= r.ended <= last for r in kept)
        for motive in left:
            total.radiated[motive] += 1
        total.start += opening
        total.new += new
        total.revived += revived
        total.end += closing
        gap = opening + new + revived - len(left) - closing
        if gap:
            total.breaks[key] = gap
    return total
