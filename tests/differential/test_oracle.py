"""The oracle alone, against the worked values, timelines and traps of the rulebook."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest

import run_differential
from engine import Answer, answer_of
from histories import ACTORS, DOMAINS, generate, random_policy
from oracle import calendar, number
from oracle.calendar import Place, iso, parse
from oracle.lifecycle import (
    COLUMNS, DATE_COLUMNS, KINDS, R, REASONS, WARNINGS, Demand, Policy, decide, flow, fold, fold_order, read, situation,
    snapshot, stored_state,
)  # fmt: skip

LAW = Policy("law")
SNE = Policy("sne")
CONTRACT = Path(__file__).parents[2] / "docs" / "events.md"

_COMPLETE = {
    "file": dict(channel="counter", territory="059", form="yes", identity="identity", nationality="french",
                 duplicate="none"),
    "validate": dict(identity="identity", nationality="french", duplicate="none"),
    "refuse_draft": dict(ground="identity"),
    "notice": dict(actor="manager", channel="post_email", content="yes", proof="yes"),
    "renew": dict(channel="counter", by="applicant", complete="yes"),
    "update": dict(origin="applicant"),
    "warn": dict(motive="c", proof="yes"),
    "answer": dict(motive="c", actor="applicant"),
    "commission": dict(decision="allocation", rpls="1234567890"),
    "reactivate": dict(actor="manager", received="yes", duplicate="none"),
    "cancel_radiation": dict(actor="manager", reason="yes"),
    "requalify": dict(actor="manager", reason="yes", motive="a"),
    "erase": dict(actor="system"),
    "seize_prefect": dict(actor="applicant", ground="attestation"),
    "offer": dict(response="refused"),
    "substitute": dict(substitute="co_holder", cause="death"),
    "radiate a": dict(lease="yes", rpls="1234567890"),
    "radiate b": dict(actor="applicant", written="yes"),
    "radiate e": dict(actor="manager"),
    "radiate f": dict(actor="system", national="yes", sources="2"),
}  # fmt: skip


def event(kind: str, on: str, **facts: str) -> dict[str, str]:
    """A complete event, recorded on its day by lessor A1 unless said otherwise."""
    name, _, motive = kind.partition(" ")
    row = {"event": name, "effective": on, "recorded": on, "actor": "lessor", "actor_id": "A1"}
    if motive:
        row["motive"] = motive
    return row | _COMPLETE.get(kind, {}) | facts


def after(*events: dict[str, str], policy: Policy = SNE) -> Demand:
    """The demand after events that are all accepted."""
    demand, decisions = fold(events, policy)
    assert [d.outcome for d in decisions] == ["accepted"] * len(events), decisions
    return demand


def judged(history: list[dict[str, str]], last: dict[str, str], policy: Policy = SNE):
    return decide(after(*history, policy=policy), last, policy)


def last_valid(demand: Demand) -> str:
    return iso(calendar.last_valid(demand.base))


def filed(on: str, **facts: str) -> dict[str, str]:
    return event("file", on, **facts)


LAPSED = [filed("2023-10-01"), event("notice", "2024-08-28"), event("radiate e", "2024-11-01")]
WARNED = [
    filed("2023-10-01"),
    event("inquire", "2023-11-20", actor="local_authority"),
    event("warn", "2024-01-30", actor="local_authority", delivered="2024-01-31", recorded="2024-01-31"),
]


# ---------------------------------------------------------------- section 2: dates


@pytest.mark.parametrize(
    "base, window, notice, last, lapse, reactivable, erasable",
    [
        ("2022-03-15", "2023-01-15", "2023-02-15", "2023-03-15", "2023-04-15", "2023-09-15", "2024-04-15"),
        ("2023-01-31", "2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29", "2024-07-31", "2025-02-28"),
        ("2023-02-28", "2023-12-28", "2024-01-28", "2024-02-28", "2024-03-28", "2024-08-28", "2025-03-28"),
        ("2023-03-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-09-30", "2025-04-30"),
        ("2023-08-31", "2024-06-30", "2024-07-31", "2024-08-31", "2024-09-30", "2025-02-28", "2025-09-30"),
        ("2023-10-01", "2024-08-01", "2024-09-01", "2024-10-01", "2024-11-01", "2025-04-01", "2025-11-01"),
        ("2024-02-29", "2024-12-29", "2025-01-28", "2025-02-28", "2025-03-29", "2025-08-29", "2026-03-29"),
        ("2024-12-31", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-06-30", "2027-01-31"),
        ("2025-10-24", "2026-08-24", "2026-09-24", "2026-10-24", "2026-11-24", "2027-04-24", "2027-11-24"),
    ],
)
def test_table_of_worked_dates(base, window, notice, last, lapse, reactivable, erasable):
    dates = calendar.deadlines(parse(base), radiation_recorded=parse(lapse))
    computed = (
        dates.window_opens, dates.notice_latest, dates.last_valid, dates.radiation_sne, dates.reactivable_until,
        dates.retention_until,
    )  # fmt: skip
    assert tuple(map(iso, computed)) == (window, notice, last, lapse, reactivable, erasable)
    assert dates.radiation_law == dates.last_valid + 1


def test_civil_days_agree_with_the_standard_calendar():
    for ordinal in (1, 59, 60, 365, 366, 36525, 146097, 693961, *range(730000, 740500), 3652059):
        expected = date.fromordinal(ordinal)
        assert calendar.to_civil(ordinal) == (expected.year, expected.month, expected.day)
        assert parse(expected.isoformat()) == ordinal


@pytest.mark.parametrize(
    "initial, on, months",
    [
        ("2018-03-15", "2024-03-14", 71),
        ("2018-03-15", "2024-03-15", 72),
        ("2022-03-15", "2024-10-07", 30),
        ("2019-05-31", "2024-03-01", 57),
        ("2015-05-31", "2024-05-31", 108),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-03-15", "2024-03-14", 0),
    ],
)
def test_seniority_is_whole_clamped_months(initial, on, months):
    assert calendar.seniority_months(parse(initial), parse(on)) == months


def test_mediation_delays():
    mainland, overseas = Place(), Place(overseas=True)
    large, paris = Place(large=True), Place(large=True, idf=True)
    due = [iso(calendar.housing_decision_due(parse("2024-01-31"), place)) for place in (mainland, overseas)]
    assert due == ["2024-04-30", "2024-07-31"]
    assert iso(calendar.court_action_from(parse("2024-04-30"), mainland)) == "2024-07-31"
    assert iso(calendar.court_action_from(parse("2024-04-30"), overseas)) == "2024-10-31"
    assert iso(calendar.court_action_from(parse("2024-04-30"), large)) == "2024-10-31"
    assert iso(calendar.housing_decision_due(parse("2014-12-31"), paris)) == "2015-06-30"
    assert iso(calendar.housing_decision_due(parse("2015-01-01"), paris)) == "2015-04-01"
    assert iso(calendar.housing_decision_due(parse("2013-12-31"), large)) == "2014-06-30"
    assert iso(calendar.housing_decision_due(parse("2014-01-01"), large)) == "2014-04-01"
    assert iso(calendar.shelter_decision_due(parse("2024-03-01"))) == "2024-04-12"
    assert iso(calendar.shelter_offer_due(parse("2024-03-01"))) == "2024-04-12"
    assert iso(calendar.shelter_offer_due(parse("2024-03-01"), transition=True)) == "2024-06-01"
    assert iso(calendar.court_action_from(parse("2010-01-10"), mainland, abnormal_delay=True)) == "2012-01-01"


def test_t9_and_trap_55_abnormal_delay_runs_from_the_live_demand():
    assert iso(calendar.abnormal_delay_from(parse("2015-05-31"), 108)) == "2024-05-31"
    assert iso(calendar.abnormal_delay_from(parse("2015-05-31"), 108, strict=True)) == "2024-06-01"
    assert iso(calendar.abnormal_delay_from(parse("2020-09-15"), 108)) == "2029-09-15"


# ---------------------------------------------------------------- section 6: timelines


def test_t1_ordinary_life():
    history = [
        filed("2022-03-15", actor="local_authority", authorised="yes"),
        event("attest", "2022-04-15"),
        event("renew", "2023-02-20", actor_id="B2"),
        event("renew", "2024-02-20"),
        event("radiate a", "2024-10-07"),
    ]
    demand = after(*history)
    assert last_valid(after(*history[:3])) == "2024-02-20"
    assert last_valid(demand) == "2025-02-20"
    assert iso(calendar.notice_latest(after(*history[:3]).base)) == "2024-01-20"
    assert decide(demand, event("erase", "2025-10-07"), SNE).earliest == {"TOO_EARLY": date(2025, 10, 8)}
    assert decide(demand, event("erase", "2025-10-08"), SNE).accepted
    shown = snapshot(demand, "2024-10-07")
    assert (shown["state"], shown["motive"], shown["initial"]) == ("radiated", "a", date(2022, 3, 15))


def test_t2_and_traps_12_13_reactivation_window():
    back = after(*LAPSED, event("reactivate", "2025-03-15"))
    assert (last_valid(back), iso(back.seniority)) == ("2026-03-15", "2023-10-01")
    assert judged(LAPSED, event("reactivate", "2025-04-01")).accepted
    assert judged(LAPSED, event("reactivate", "2025-04-02")).reasons == {"WINDOW_CLOSED"}
    assert judged(LAPSED, event("renew", "2025-04-02")).reasons == {"RADIATED"}
    assert situation(LAPSED, "2024-10-31", "2025-01-01", SNE) == "expired"
    assert situation(LAPSED, "2024-11-01", "2025-01-01", SNE) == "radiated:e"
    assert situation(LAPSED, "2024-11-01", "2024-10-31", SNE) == "expired"


def test_t3_29_february():
    history = [filed("2024-02-29"), event("notice", "2025-01-28")]
    demand = after(*history)
    states = [stored_state(demand, parse(day)) for day in ("2025-02-28", "2025-03-01")]
    assert states == ["active", "expired"]
    assert judged(history, event("radiate e", "2025-03-28")).earliest == {"TOLERANCE_RUNNING": date(2025, 3, 29)}
    lapsed = [*history, event("radiate e", "2025-03-29")]
    assert judged(lapsed, event("reactivate", "2025-08-29")).accepted
    assert judged(lapsed, event("reactivate", "2025-08-30")).reasons == {"WINDOW_CLOSED"}
    beyond = Policy("sne", horizon="provisional")
    for year in (2025, 2026, 2027):
        history.append(event("renew", f"{year}-02-28"))
        assert last_valid(after(*history, policy=beyond)) == f"{year + 1}-02-28"


def test_t4_no_answer():
    by = {"actor": "local_authority"}
    early = judged(WARNED, event("radiate c", "2024-02-28", **by))
    assert (early.reasons, early.earliest) == ({"TOO_EARLY"}, {"TOO_EARLY": date(2024, 2, 29)})
    legal = event("radiate c", "2024-02-29", **by)
    assert judged(WARNED, legal).warnings == {"TOLERANCE_RUNNING"}
    assert judged(WARNED, legal, LAW).warnings == frozenset()
    assert judged(WARNED, event("radiate c", "2024-03-31", **by)).warnings == frozenset()
    radiated = [*WARNED, event("radiate c", "2024-03-31", **by)]
    back = event("reactivate", "2024-08-31", **by)
    assert judged(radiated, back).accepted
    assert last_valid(after(*radiated, back)) == "2024-10-01"
    assert judged(radiated, event("reactivate", "2024-09-01", **by)).reasons == {"WINDOW_CLOSED"}


def test_t5_demand_crossing_2010():
    history = [filed("2009-11-12", actor="local_authority", authorised="yes")]
    assert last_valid(after(*history)) == "2010-11-12"
    assert iso(calendar.notice_latest(after(*history).base)) == "2010-10-12"
    notice = event("notice", "2010-10-12", actor="local_authority", channel="registered")
    assert judged(history, notice).accepted
    history += [notice, event("renew", "2010-11-05")]
    assert last_valid(after(*history)) == "2011-11-05"
    history.append(event("renew", "2011-11-05", channel="online", actor="applicant"))
    assert iso(after(*history).initial) == "2009-11-12"


def test_t6_and_traps_42_43_ex_officio():
    late = filed("2024-01-31", recorded="2024-03-20", channel="ex_officio", reference="2024-03-01")
    demand = after(late)
    assert (iso(demand.initial), last_valid(demand), demand.ex_officio) == ("2024-01-31", "2025-01-31", True)
    early = decide(Demand(), late | {"reference": "2024-02-29"}, SNE)
    assert (early.reasons, early.earliest) == ({"TOO_EARLY"}, {"TOO_EARLY": date(2024, 3, 1)})
    registered = [filed("2024-01-31")]
    assert judged(registered, event("seize_prefect", "2024-02-29")).reasons == {"TOO_EARLY"}
    assert judged(registered, event("seize_prefect", "2024-03-01")).accepted


CLAIM = dict(separated="2024-02-10", first_initial="2019-05-31", mentioned="yes", couple="pacs", first_live="yes")


def test_t7_and_traps_36_37_53_separation():
    own = after(filed("2024-03-01", **CLAIM))
    assert (iso(own.initial), iso(own.seniority), last_valid(own)) == ("2024-03-01", "2019-05-31", "2025-03-01")
    swap = event("substitute", "2024-03-01", cause="separation", couple="pacs", separated="2024-02-10")
    kept = after(filed("2019-05-31"), swap)
    assert (iso(kept.initial), iso(kept.seniority)) == ("2019-05-31", "2019-05-31")
    before = CLAIM | dict(separated="2013-11-05", first_initial="2010-06-01")
    old = filed("2013-11-05", **before)
    assert iso(after(old).seniority) == "2013-11-05"
    assert decide(Demand(), old, SNE).warnings == {"BEFORE_SEPARATION_RULE"}


@pytest.mark.parametrize(
    "facts, warnings",
    [
        (dict(mentioned="no"), {"NOT_MENTIONED"}),
        (dict(first_initial="2024-02-10"), {"FILED_AFTER_SEPARATION"}),
        (dict(couple="cohabiting", first_live="no"), {"NOT_A_COUPLE", "FIRST_NOT_LIVE"}),
        (dict(separated="2024-03-02"), {"INCONSISTENT_SEPARATION"}),
        (dict(couple=""), {"SENIORITY_UNPROVEN"}),
        (dict(first_initial=""), {"SENIORITY_UNPROVEN"}),
    ],
)
def test_separation_claims_that_fail_keep_the_filing_day(facts, warnings):
    filing = filed("2024-03-01", **(CLAIM | facts))
    assert decide(Demand(), filing, SNE).warnings == warnings
    assert iso(after(filing).seniority) == "2024-03-01"


def test_t8_and_trap_26_late_allocation():
    history = [filed("2023-07-01"), event("renew", "2024-06-20")]
    lease = event("radiate a", "2024-06-03", recorded="2024-07-10")
    assert judged(history, lease).warnings == {"LATE_ENTRY", "AFTER_EFFECTIVE_RADIATION", "NO_COMMISSION_RECORD"}
    radiation = after(*history, lease).radiation
    assert (iso(radiation.effective), radiation.recorded - radiation.effective) == ("2024-06-03", 37)


# ---------------------------------------------------------------- section 8: traps


def test_traps_1_to_6_are_dates():
    assert iso(calendar.last_valid(parse("2024-02-29"))) == "2025-02-28"
    assert iso(calendar.lapse_radiation(parse("2023-01-31"))) == "2024-02-29"
    assert iso(calendar.lapse_radiation(parse("2024-02-29"))) == "2025-03-29"
    assert iso(calendar.notice_latest(parse("2023-03-31"))) == "2024-02-29"
    assert iso(calendar.attestation_due(parse("2023-10-01"))) == "2023-11-01"
    assert stored_state(after(filed("2023-10-01")), parse("2024-10-01")) == "active"


def test_traps_7_to_11_renewals():
    base = [filed("2023-10-01")]
    early = event("renew", "2024-06-01")
    assert judged(base, early).warnings == {"EARLY_RENEWAL"}
    assert last_valid(after(*base, early)) == "2025-06-01"
    assert last_valid(after(*base, event("update", "2024-05-02"))) == "2024-10-01"
    assert iso(after(filed("2018-03-15"), event("renew", "2019-03-01")).seniority) == "2018-03-15"
    late = event("renew", "2024-10-20")
    assert judged(base, late).warnings == {"LATE"}
    assert last_valid(after(*base, late)) == "2025-10-20"
    presented = event("renew", "2024-09-20", recorded="2024-12-01")
    assert judged(LAPSED, presented).warnings == {"LATE_ENTRY", "RADIATION_IN_ERROR"}
    cured = after(*LAPSED, presented)
    assert (cured.state, last_valid(cured)) == ("registered", "2025-09-20")
    assert situation([*LAPSED, presented], "2024-11-15", "2024-12-01", SNE) == "active"
    assert situation([*LAPSED, presented], "2024-11-15", "2024-11-30", SNE) == "radiated:e"


def test_traps_14_to_16_non_renewal():
    base, noticed = LAPSED[:1], LAPSED[:2]
    assert judged(base, event("radiate e", "2024-11-01")).reasons == {"NO_NOTICE"}
    assert judged(noticed, event("radiate e", "2024-11-01", actor="local_authority")).reasons == {"NOT_MANAGER"}
    running = judged(noticed, event("radiate e", "2024-10-02"))
    assert (running.reasons, running.earliest) == ({"TOLERANCE_RUNNING"}, {"TOLERANCE_RUNNING": date(2024, 11, 1)})
    assert judged(noticed, event("radiate e", "2024-10-02"), LAW).accepted
    unexpired = judged(noticed, event("radiate e", "2024-10-01"), LAW)
    assert unexpired.earliest == {"NOT_EXPIRED": date(2024, 10, 2)}
    late = [*base, event("notice", "2024-10-15")]
    assert judged(late, event("radiate e", "2024-11-01")).earliest == {"NOTICE_TOO_RECENT": date(2024, 11, 15)}
    paused = Policy("sne", suspensions=[("2024-10-01", "2024-11-01")])
    suspended = judged(noticed, event("radiate e", "2024-11-01"), paused)
    assert (suspended.reasons, suspended.earliest) == ({"SUSPENDED"}, {"SUSPENDED": date(2024, 11, 2)})
    chained = Policy("sne", suspensions=[("2025-01-01", "2025-02-28"), ("2024-10-01", "2024-12-31")])
    assert judged(noticed, event("radiate e", "2024-11-01"), chained).earliest == {"SUSPENDED": date(2025, 3, 1)}
    assert judged(noticed, event("radiate e", "2024-11-02"), paused).accepted


def test_traps_18_to_20_warnings():
    assert judged(WARNED, event("radiate c", "2024-04-01")).reasons == {"NOT_SENDER"}
    unproven = [*WARNED[:2], WARNED[2] | {"proof": "no"}]
    by = {"actor": "local_authority"}
    assert judged(unproven, event("radiate c", "2024-04-01", **by)).reasons == {"NO_PROOF"}
    demand, decisions = fold([*WARNED, event("radiate c", "2024-02-29", **by), event("answer", "2024-02-29")], SNE)
    assert decisions[3].reasons == {"ANSWERED"} and decisions[4].accepted
    assert demand.state == "registered"


def test_traps_21_22_irrecevability():
    def decided(ground: str) -> list[dict[str, str]]:
        return [
            filed("2024-01-10"),
            event("commission", "2024-05-14", decision="irrecevability", ground=ground),
            event("warn", "2024-05-21", motive="d", delivered="2024-05-21"),
        ]

    assert judged(decided("other"), event("radiate d", "2024-06-21")).reasons == {"BAD_GROUND"}
    assert judged(decided("income"), event("radiate d", "2024-06-21", actor="local_authority")).reasons == {
        "NOT_LESSOR"
    }
    assert judged(decided("income"), event("radiate d", "2024-06-20")).reasons == {"TOO_EARLY"}
    assert judged(decided("income"), event("radiate d", "2024-06-21")).accepted
    assert judged(decided("income"), event("radiate d", "2024-06-21", actor_id="B2")).reasons == {
        "NOT_DECIDING_LESSOR"
    }
    stopped = [*decided("income"), event("answer", "2024-06-10", motive="d")]
    assert judged(stopped, event("radiate d", "2024-06-21")).reasons == {"ANSWERED"}


def test_traps_23_to_25_renunciation_and_offers():
    base = [filed("2024-01-10")]
    assert judged(base, event("radiate b", "2024-04-10")).accepted
    offers = [event("offer", "2024-02-01", response="refused")] * 3
    assert after(*base, *offers).state == "registered"
    accepted = [*base, event("offer", "2024-02-01", response="accepted")]
    assert judged(accepted, event("radiate a", "2024-03-01", lease="no")).reasons == {"NO_LEASE"}


def test_traps_27_to_30_allocation():
    base = [filed("2024-01-10")]
    assert judged(base, event("radiate a", "2024-06-03", informed="no")).accepted
    assert judged(base, event("radiate a", "2024-06-03", rpls="123456789")).reasons == {"NO_RPLS"}
    described = dict(rpls="", described="yes")
    assert judged([filed("2015-01-10")], event("radiate a", "2015-12-31", **described)).accepted
    assert judged([filed("2015-01-10")], event("radiate a", "2016-01-01", **described)).reasons == {"NO_RPLS"}
    assert judged([filed("2012-01-10")], event("radiate a", "2012-05-08", rpls="")).accepted
    assert judged([filed("2012-01-10")], event("radiate a", "2012-05-09", rpls="")).missing == {"rpls"}


def test_traps_31_32_merging():
    assert judged([filed("2016-01-10")], event("radiate f", "2016-05-01")).reasons == {"NO_SUCH_MOTIVE"}
    base = [filed("2026-01-10")]
    assert judged(base, event("radiate f", "2026-11-24")).reasons == {"NO_NATIONAL_NUMBER"}
    started = Policy("sne", national_number_start="2026-11-24")
    assert judged(base, event("radiate f", "2026-11-24"), started).accepted
    assert judged(base, event("radiate f", "2026-11-24", sources="1"), started).reasons == {"SINGLE_SOURCE"}


@pytest.mark.parametrize(
    "facts, reasons",
    [
        (dict(duplicate="same_territory"), {"DUPLICATE"}),
        (dict(duplicate="none", territory="059"), set()),
        (dict(identity="none"), {"MISSING_ID"}),
        (dict(nationality="other"), {"MISSING_ID"}),
        (dict(nationality="other", identity="stay"), set()),
        (dict(actor="action_logement", employment="none"), {"NOT_REGISTRAR"}),
        (dict(actor="local_authority", authorised="no"), {"NOT_REGISTRAR"}),
    ],
)
def test_traps_34_35_39_40_59_filing(facts, reasons):
    decision = decide(Demand(), filed("2024-02-01", **facts), SNE)
    assert decision.reasons == reasons
    assert ("ORIENT" in decision.warnings) == ("NOT_REGISTRAR" in reasons)


def test_trap_44_formal_notice():
    facts = dict(channel="ex_officio", reference="2012-03-15", recorded="2012-04-01")
    assert decide(Demand(), filed("2012-01-31", **facts, formal_notice="no"), SNE).reasons == {"NO_FORMAL_NOTICE"}
    assert decide(Demand(), filed("2012-01-31", **facts, formal_notice="yes"), SNE).accepted


def test_traps_45_to_48_channels_of_the_notice():
    def online(on: str, renewed: str, **choices: str) -> list[dict[str, str]]:
        return [filed(on, **choices), event("renew", renewed, channel="online", actor="applicant")]

    mail, both = (dict(channel=channel) for channel in ("email", "post_email"))
    assert judged(online("2018-06-01", "2019-05-01"), event("notice", "2020-03-01", **mail)).warnings == frozenset()
    known = [filed("2018-06-01", email_known="yes")]
    assert judged(known, event("notice", "2019-04-01", **mail)).reasons == {"WRONG_CHANNEL"}
    assert judged(known, event("notice", "2019-04-01", channel="post")).warnings == {"EMAIL_ALSO_DUE"}
    assert judged(known, event("notice", "2019-04-01", **both)).warnings == frozenset()
    wish = online("2016-06-05", "2017-06-04", wants_post="yes")
    assert judged(wish, event("notice", "2018-05-02", **mail)).accepted
    assert judged(wish, event("notice", "2018-06-30", **mail)).reasons == {"WRONG_CHANNEL"}
    assert judged([filed("2013-05-01")], event("notice", "2014-03-01", **mail)).reasons == {"WRONG_CHANNEL"}
    willing = [filed("2013-05-01", accepts_email="yes")]
    assert judged(willing, event("notice", "2014-03-01", proof="", **mail)).accepted
    assert judged(online("2013-05-01", "2015-02-01"), event("notice", "2015-12-20", proof="", **mail)).accepted


def test_traps_49_50_retention():
    assert judged(LAPSED[:2], event("erase", "2024-10-15")).reasons == {"NOT_RADIATED"}
    assert judged(LAPSED, event("erase", "2025-11-01")).reasons == {"TOO_EARLY"}
    assert judged(LAPSED, event("erase", "2025-11-02")).accepted


def test_trap_51_the_motive_is_kept_until_requalified():
    found = event("radiate a", "2024-09-15", recorded="2024-12-05")
    assert judged(LAPSED, found).warnings == {"MOTIVE_KEPT", "LATE_ENTRY", "NO_COMMISSION_RECORD"}
    kept = after(*LAPSED, found)
    assert (kept.radiation.motive, iso(kept.radiation.effective)) == ("e", "2024-11-01")
    assert judged(LAPSED, event("requalify", "2024-12-06")).reasons == {"NO_LEASE"}
    fixed = [*LAPSED, found, event("requalify", "2024-12-06")]
    assert situation(fixed, "2024-10-20", "2024-12-06", SNE) == "radiated:a"
    assert situation(fixed, "2024-10-20", "2024-12-05", SNE) == "expired"


def test_trap_52_past_states():
    assert situation([filed("2023-10-01")], "2023-12-31", "2025-01-01", SNE) == "active"
    assert situation([filed("2023-10-01")], "2023-09-30", "2025-01-01", SNE) == "none"


def test_trap_58_the_town_hall_does_not_radiate_for_the_lessor():
    history = [filed("2024-01-10", actor="local_authority", authorised="yes"), event("commission", "2024-05-14")]
    lease = event("radiate a", "2024-06-03", actor="local_authority")
    assert judged(history, lease).reasons == {"NOT_ALLOCATING_BODY"}
    assert judged(history, event("radiate a", "2024-06-03")).accepted
    assert judged(history, event("radiate a", "2024-05-13")).reasons == {"LEASE_BEFORE_COMMISSION"}


def test_trap_60_death():
    dead = [filed("2024-01-10"), event("report_death", "2024-03-01", actor="third_party")]
    assert after(*dead).state == "registered"
    assert judged(dead, event("notice", "2024-12-01", channel="post")).warnings == {"APPLICANT_DECEASED"}
    assert not after(*dead, event("substitute", "2024-04-01")).deceased


# ---------------------------------------------------------------- drafts, prior law, order, policies


ONLINE = filed("2024-01-31", channel="online", actor="applicant", actor_id="")


def test_online_filing_keeps_its_deposit_day():
    validated = after(ONLINE, event("validate", "2024-02-05", identity="", nationality=""))
    assert (iso(validated.initial), validated.online_user) == ("2024-01-31", True)
    unread = ONLINE | {"identity": "unreadable"}
    assert judged([unread], event("validate", "2024-02-05")).missing == {"reference"}
    completed = event("validate", "2024-02-05", reference="2024-02-03")
    assert iso(after(unread, completed).initial) == "2024-02-03"
    assert judged([ONLINE], completed | {"reference": "2024-01-30"}).reasons == {"INCONSISTENT_DATES"}
    refused = [ONLINE, event("refuse_draft", "2024-02-06")]
    days = ("2024-01-30", "2024-01-31", "2024-02-05", "2024-02-06")
    assert [situation(refused, day, "2024-03-01", SNE) for day in days] == ["none", "draft", "draft", "invalid"]


def test_before_2010_only_the_registering_service_radiates():
    history = [filed("2008-01-10", recorded="2008-01-20")]
    assert iso(after(*history).base) == "2008-01-20"
    informed = event("radiate a", "2008-06-01", written="yes", informed="yes")
    assert judged(history, informed).accepted
    assert judged(history, informed | {"actor_id": "B2", "informed": "no", "written": "no"}).reasons == {
        "NOT_REGISTERING_SERVICE", "NOT_INFORMED", "NOT_WRITTEN",
    }  # fmt: skip
    assert judged(history, informed | {"actor_id": ""}).missing == {"actor_id"}
    assert decide(Demand(), filed("2000-11-07"), SNE).reasons == {"BEFORE_LAW"}
    assert decide(Demand(), filed("2027-01-01"), SNE).reasons == {"BEYOND_HORIZON"}
    assert decide(Demand(), filed("2027-01-01"), Policy(horizon="provisional")).warnings == {"PROVISIONAL"}


def test_decisions_stay_aligned_with_the_input():
    _, decisions = fold([event("renew", "2024-06-01"), filed("2024-01-10")], SNE)
    assert [d.outcome for d in decisions] == ["accepted", "accepted"]


def test_presumed_facts_let_the_event_through_but_never_a_date_nor_what_the_event_is():
    presume = Policy("sne", unknown="presume_met")
    decision = decide(Demand(), filed("2024-01-10", form="", identity="", duplicate=""), presume)
    assert (decision.outcome, decision.warnings) == ("accepted", {"PRESUMED"})
    ex_officio = decide(Demand(), filed("2024-01-10", channel="ex_officio", form=""), presume)
    assert (ex_officio.outcome, ex_officio.missing) == ("incomplete", {"reference"})
    undated = decide(Demand(), filed("2024-01-10", channel="", form="", territory=""), presume)
    assert (undated.missing, undated.warnings) == ({"channel", "territory"}, frozenset())


def test_flow_balances_demand_by_demand():
    logs = {
        "lapsed": [*LAPSED, event("reactivate", "2025-03-15")],
        "new": [filed("2024-12-01")],
        "leased": [filed("2023-01-10"), event("radiate a", "2024-12-20")],
    }
    counted = flow(logs, "2024-11-01", "2025-03-31", SNE)
    assert (counted.start, counted.new, counted.revived, counted.end) == (2, 1, 1, 2)
    assert (counted.radiated["a"], counted.radiated["e"], counted.balanced) == (1, 1, True)


# ---------------------------------------------------------------- rules where a shorter reading goes wrong


NO_ID = dict(actor_id="")
CANCEL = event("cancel_radiation", "2024-11-01")


@pytest.mark.parametrize(
    "territory, effective, recorded, reasons",
    [
        ("075", "2011-03-27", "2011-04-20", set()),
        ("075", "2011-03-28", "2011-03-28", {"WRONG_TERRITORY"}),
        ("091", "2011-03-28", "2011-03-28", {"WRONG_TERRITORY"}),
        ("078", "2024-02-01", "2024-02-01", {"WRONG_TERRITORY"}),
        ("059", "2024-02-01", "2024-02-01", set()),
        ("111", "2011-03-27", "2011-03-27", {"WRONG_TERRITORY"}),
        ("111", "2011-03-27", "2011-03-28", set()),
        ("111", "2024-02-01", "2024-02-01", set()),
    ],
)
def test_one_territory_for_ile_de_france_since_the_new_system(territory, effective, recorded, reasons):
    filing = filed(effective, territory=territory, recorded=recorded)
    assert decide(Demand(), filing, SNE).reasons == reasons


@pytest.mark.parametrize(
    "actor, on, facts, outcome",
    [
        ("particular_system", "2024-02-01", dict(authorised="yes"), "accepted"),
        ("particular_system", "2024-02-01", {}, "incomplete"),
        ("manager", "2024-02-01", dict(authorised="yes"), "refused"),
        ("reservation_body", "2024-02-01", dict(authorised="yes"), "accepted"),
        ("reservation_body", "2024-02-01", dict(authorised="no"), "refused"),
        ("reservation_body", "2024-02-01", {}, "incomplete"),
        ("action_logement", "2010-05-02", dict(employment="none"), "accepted"),
        ("action_logement", "2010-05-03", dict(employment="none"), "incomplete"),
        ("action_logement", "2011-12-31", dict(employment="none", authorised="no"), "refused"),
        ("action_logement", "2015-05-13", dict(employment="contributing"), "incomplete"),
        ("action_logement", "2015-05-14", dict(employment="contributing"), "accepted"),
        ("siao", "2014-03-26", dict(authorised="yes"), "refused"),
        ("siao", "2014-03-27", dict(authorised="yes"), "accepted"),
    ],
)
def test_titles_of_the_registrars(actor, on, facts, outcome):
    decision = decide(Demand(), filed(on, actor=actor, **facts), SNE)
    assert decision.outcome == outcome
    assert (decision.reasons == {"NOT_REGISTRAR"}) == (outcome == "refused")


def test_the_undoing_of_a_radiation_keeps_its_place_in_the_day():
    radiation = event("radiate e", "2024-11-01")
    demand, decisions = fold([*LAPSED[:2], radiation, CANCEL], SNE)
    assert (decisions[3].outcome, demand.state) == ("accepted", "registered")
    demand, decisions = fold([*LAPSED[:2], CANCEL, radiation], SNE)
    assert (decisions[2].reasons, demand.state) == ({"NOT_RADIATED"}, "radiated")
    day = [radiation, event("attest", "2024-11-01"), CANCEL, radiation, event("update", "2024-11-01"),
           event("requalify", "2024-11-01"), event("erase", "2024-11-01"), LAPSED[0]]  # fmt: skip
    assert fold_order([read(row) for row in day]) == [7, 1, 0, 2, 4, 3, 5, 6]
    renewed = event("renew", "2024-11-01")
    assert fold([*LAPSED[:2], radiation, renewed], SNE)[1][2].reasons == {"NOT_EXPIRED", "NO_NOTICE"}
    assert fold([*LAPSED[:2], radiation, CANCEL, renewed], SNE)[1][2].accepted


def test_a_motive_that_no_law_knows_is_said_before_anything_else():
    bare = [
        event("radiate", "1999-01-01"),
        event("radiate", "2024-11-01", motive="g"),
        event("warn", "2030-01-01", motive="e"),
        event("answer", "2024-11-01", motive=""),
    ]
    for policy in (SNE, Policy(horizon="provisional")):
        for row in bare:
            decision = decide(Demand(), row, policy)
            assert (decision.reasons, decision.warnings) == ({"NO_SUCH_MOTIVE"}, frozenset())
    assert decide(Demand(), event("radiate a", "1999-01-01"), SNE).reasons == {"BEFORE_LAW"}


def test_an_attestation_of_a_former_year_attests_nothing():
    renewed = [filed("2023-10-01"), event("renew", "2024-09-01")]
    former = event("attest", "2024-08-31", recorded="2024-09-02")
    assert not after(*renewed, former).attested
    assert after(*renewed, event("attest", "2024-09-01")).attested
    seized = event("seize_prefect", "2024-10-01")
    assert judged([*renewed, former], seized).earliest == {"TOO_EARLY": date(2024, 10, 2)}
    assert judged([*renewed, former], event("seize_prefect", "2024-10-02")).accepted


def test_a_notice_of_a_registrar_comes_from_the_one_that_registered():
    history = [filed("2009-11-12", actor="local_authority", authorised="yes")]
    notice = event("notice", "2010-10-12", actor="local_authority", channel="registered")
    assert judged(history, notice).accepted
    assert judged(history, notice | {"actor": "lessor"}).reasons == {"WRONG_SENDER"}
    assert judged(history, notice | {"actor_id": "B2"}).reasons == {"WRONG_SENDER"}
    assert judged(history, notice | NO_ID).missing == {"actor_id"}
    assert judged(history, notice | {"actor": "manager", "actor_id": "B2"}).accepted
    late = [filed("2010-11-12", actor="local_authority", authorised="yes")]
    assert judged(late, notice | dict(effective="2011-03-27", recorded="2011-03-27")).accepted
    assert judged(late, notice | dict(effective="2011-03-28", recorded="2011-03-28")).reasons == {"WRONG_SENDER"}


def test_a_base_never_goes_back():
    history = [filed("2008-01-10", recorded="2008-01-20")]
    renewal = event("renew", "2008-01-19", recorded="2008-02-01")
    assert judged(history, renewal).reasons == {"BEFORE_BASE"}
    assert judged(history, renewal | {"effective": "2008-01-20"}).accepted
    anniversary = Policy("sne", renewal_base="anniversary")
    renewed = [filed("2023-10-01"), event("renew", "2024-09-01")]
    assert judged(renewed, event("renew", "2024-09-30"), anniversary).reasons == {"BEFORE_BASE"}
    assert judged(renewed, event("renew", "2024-10-01"), anniversary).accepted


def test_registrars_do_not_renew_online():
    base = [filed("2023-10-01")]
    online = event("renew", "2024-09-01", channel="online")
    assert judged(base, online).reasons == {"WRONG_CHANNEL"}
    assert judged(base, online | {"actor": "particular_system"}).accepted


def test_who_renews_is_not_silent():
    radiation = event("radiate c", "2024-10-31", actor="local_authority")
    for renewed, reasons in (("2023-11-19", set()), ("2023-11-20", {"ANSWERED"})):
        late = event("renew", renewed, recorded="2024-02-01")
        assert judged([*WARNED, late], radiation).reasons == reasons
    irrecevable = [
        filed("2024-01-10"),
        event("commission", "2024-05-14", decision="irrecevability", ground="income"),
        event("warn", "2024-05-21", motive="d", delivered="2024-05-21"),
    ]
    assert judged([*irrecevable, event("renew", "2024-06-01")], event("radiate d", "2024-06-21")).accepted


def test_an_answer_older_than_the_letter_answers_nothing():
    radiated = [*WARNED, event("radiate c", "2024-03-31", actor="local_authority")]
    old = event("answer", "2023-11-19", recorded="2024-04-10")
    assert judged(radiated, old).reasons == {"RADIATED"}
    assert judged(radiated, old | {"motive": "d"}).reasons == {"RADIATED"}
    assert judged(radiated, old | {"effective": "2024-04-01"}).reasons == {"RADIATED"}
    received = old | {"effective": "2023-11-20"}
    assert judged(radiated, received).warnings == {"RADIATION_IN_ERROR"}
    assert after(*radiated, received).state == "registered"
    before_procedures = [filed("2009-01-10"), event("radiate d", "2010-04-30", informed="yes")]
    answer = event("answer", "2010-04-30", motive="d", recorded="2010-05-10")
    assert judged(before_procedures, answer).reasons == {"RADIATED"}


def test_allocations_are_kept_by_lessor():
    def decided(on: str, lessor: str) -> dict[str, str]:
        return event("commission", on, actor_id=lessor)

    base = [filed("2024-01-10")]
    two = [*base, decided("2024-05-14", "A1"), decided("2024-06-01", "B2")]
    assert judged(two, event("radiate a", "2024-06-03")).accepted
    assert judged(two, event("radiate a", "2024-05-20", actor_id="B2")).reasons == {"LEASE_BEFORE_COMMISSION"}
    assert judged(two, event("radiate a", "2024-06-03", actor_id="C3")).reasons == {"NOT_ALLOCATING_BODY"}
    assert judged(two, event("radiate a", "2024-06-03", actor_id="")).missing == {"actor_id"}
    again = [*two, decided("2024-07-01", "A1")]
    assert judged(again, event("radiate a", "2024-06-03")).accepted
    earlier = [*two, decided("2024-04-01", "A1") | {"recorded": "2024-06-02"}]
    assert judged(earlier, event("radiate a", "2024-04-01", recorded="2024-06-03")).accepted
    unnamed = [*base, decided("2024-05-14", ""), decided("2024-06-01", "B2")]
    assert judged(unnamed, event("radiate a", "2024-06-03")).missing == {"actor_id"}
    assert judged(unnamed, event("radiate a", "2024-06-03", actor_id="B2")).accepted
    deciding = enumerate(("A1", "B2", "C3", "D4", "A1", "E5"), 10)
    five = [*base, *(decided(f"2024-05-{day}", lessor) for day, lessor in deciding)]
    assert set(after(*five).allocations.values()) == {parse(f"2024-05-{day}") for day in (11, 12, 13, 15)}
    assert judged(five, event("radiate a", "2024-06-03")).reasons == {"NOT_ALLOCATING_BODY"}
    manager = event("radiate a", "2024-05-01", actor="manager", intermediary="yes")
    assert judged(five, manager).reasons == set()


def test_a_favourable_decision_closes_the_irrecevability_of_the_same_lessor():
    history = [
        filed("2024-01-10"),
        event("commission", "2024-05-14", decision="irrecevability", ground="income"),
        event("warn", "2024-05-21", motive="d", delivered="2024-05-21"),
    ]
    for facts, reasons in (
        ({}, {"NO_CAL"}),
        (dict(actor_id="B2"), set()),
        (NO_ID, set()),
        (dict(decision="non_allocation"), set()),
    ):
        decision = event("commission", "2024-06-01", **facts)
        assert judged([*history, decision], event("radiate d", "2024-06-21")).reasons == reasons


def test_a_late_lease_is_forgotten_when_the_demand_comes_back():
    lease = event("radiate a", "2024-09-15", recorded="2024-12-05")
    noted = [*LAPSED, lease]
    back = event("reactivate", "2024-12-10")
    assert judged(noted, back).warnings == {"LEASE_ON_RECORD"}
    assert judged(LAPSED, back).warnings == frozenset()
    renewal = event("renew", "2024-10-31", recorded="2024-12-10")
    for returned in (back, event("cancel_radiation", "2024-12-10"), renewal):
        again = [*noted, returned, event("radiate b", "2024-12-20")]
        assert judged(again, event("requalify", "2024-12-21")).reasons == {"NO_LEASE"}
    found = event("radiate a", "2024-03-01", recorded="2024-04-01")
    silent = [*WARNED, event("radiate c", "2024-03-31", actor="local_authority"), found]
    answered = [*silent, event("answer", "2024-03-31", recorded="2024-04-10"), event("radiate b", "2024-04-20")]
    assert judged(silent, event("requalify", "2024-04-21")).accepted
    assert judged(answered, event("requalify", "2024-04-21")).reasons == {"NO_LEASE"}


def test_a_cancelled_radiation_asks_for_a_new_letter():
    radiation = event("radiate c", "2024-03-31", actor="local_authority")
    cancel = event("cancel_radiation", "2024-04-10")
    again = event("radiate c", "2024-04-20", actor="local_authority")
    assert judged([*WARNED, radiation, cancel], again).reasons == {"ANSWERED"}
    lease = event("radiate a", "2024-03-01", recorded="2024-04-01")
    requalified = [*WARNED, radiation, lease, event("requalify", "2024-04-02"), cancel]
    assert judged(requalified, again).reasons == {"ANSWERED"}
    unrelated = [*WARNED, event("radiate b", "2024-03-31"), cancel]
    assert judged(unrelated, again).accepted


def test_after_an_erasure_only_the_state_is_compared():
    demand = after(*LAPSED, event("erase", "2025-11-02"))
    ours = {key: str(value) for key, value in snapshot(demand, "2025-12-01").items()}
    assert run_differential.compared_keys(ours, {}) == ["state"]


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    "text, codes",
    [
        ("1110318016982G1104", set()),
        ("1111323016982G1104", {"BAD_MONTH"}),
        ("02A0615000042M2A01", set()),
        ("111 0318 016982 G1104", set()),
        ("111\u00a00318\u202f016982\u2009\u2010\u2011\u2013\u2212G1104.", set()),
        ("\uff11\uff11\uff110318016982\uff471104", set()),
        ("111031801698O2G1104"[:18], {"BAD_CHAR"}),
        ("1110318016982G110", {"BAD_LENGTH"}),
        ("0960318016982G1104", {"UNKNOWN_TERRITORY"}),
        ("0200318016982G1104", {"UNKNOWN_TERRITORY"}),
        ("0750318016982G1104", {"IDF_DEPARTMENT_AFTER_2011"}),
        ("0750311016982G1104", set()),
        ("0591000016982G1104", {"BEFORE_SYSTEM"}),
        ("0591199016982G1104", {"BEFORE_SYSTEM"}),
        ("1110125016982G1104", {"FUTURE_DATE"}),
    ],
)
def test_numbers(text, codes):
    assert {issue.code for issue in number.decode(text, parse("2024-12-31")).issues} == codes


def test_number_parts_and_severities():
    read = number.decode("1110318016982G1104", deposit=parse("2018-03-15"))
    parts = (read.territory_kind, read.month, read.year4, read.sequence, read.registrar)
    assert (parts, read.issues) == (("idf", 3, 2018, "016982", "G1104"), ())
    moved = number.decode("1111223016982GDPUB", deposit=parse("2023-10-01"))
    assert moved.issues == (number.Issue("DEPOSIT_MISMATCH", "warning"),) and moved.valid
    assert number.decode("9990318016982G1104").valid
    assert not number.decode("9990318016982G1104", issuing=True).valid
    assert number.decode("0591199016982G1104").year4 is None


# ---------------------------------------------------------------- coverage, harness


def test_the_contract_and_the_oracle_name_the_same_codes_columns_and_kinds():
    text = CONTRACT.read_text(encoding="utf-8")
    assert set(re.findall(r"`([A-Z][A-Z_]{2,})`", text)) == REASONS | WARNINGS
    named = set(re.findall(r"`([a-z_]+)`", text))
    assert set(COLUMNS) <= named and set(KINDS) <= named and set(ACTORS) <= named and R < set(ACTORS)


def test_random_histories_reach_every_code():
    rng = random.Random(20101)
    reasons, warnings, kinds, motives = set(), set(), set(), set()
    for index in range(30_000):
        if index % 50 == 0:
            policy = random_policy(rng)
        rows = generate(rng, policy, f"D{index}")
        for row, decision in zip(rows, fold(rows, policy)[1], strict=True):
            reasons |= decision.reasons
            warnings |= decision.warnings
            if decision.accepted:
                kinds.add(row["event"])
                if row["event"] == "radiate":
                    motives.add(row["motive"])
    assert (REASONS - reasons, WARNINGS - warnings) == (frozenset(), frozenset())
    assert (kinds, motives) == (set(KINDS), set("abcdef"))


def test_random_rows_are_well_formed():
    rng = random.Random(5)
    motives = {"radiate": set("abcdef"), "warn": set("cd"), "answer": set("cd")}
    for index in range(2_000):
        for row in generate(rng, random_policy(rng), f"D{index}"):
            assert tuple(row) == COLUMNS
            assert row["event"] in KINDS and row["actor"] in ACTORS
            assert row["motive"] in motives.get(row["event"], {"", *"abcdef"})
            assert all(row[column] in ("", *values) for column, values in DOMAINS.items())
            assert row["effective"] and row["recorded"]
            assert all(date.fromisoformat(row[column]) for column in DATE_COLUMNS if row[column])


class _OracleAsCore:
    """The engine's three functions, answered by the oracle; one cell may be altered."""

    def __init__(self, alter_row: int | None = None) -> None:
        self.alter_row = alter_row

    @staticmethod
    def _logs(columns):
        rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        logs = {}
        for index, row in enumerate(rows):
            logs.setdefault(row["demand"], []).append((index, row))
        return logs

    def fold_log(self, columns, policy):
        out = {name: [""] * len(columns["demand"]) for name in Answer._fields}
        for log in self._logs(columns).values():
            _, decisions = fold([row for _, row in log], Policy(**policy))
            for (index, _), decision in zip(log, decisions, strict=True):
                for name, value in answer_of(decision)._asdict().items():
                    out[name][index] = value if name == "outcome" else "|".join(value)
        if self.alter_row is not None:
            out["reasons"][self.alter_row] = "ALTERED"
        return out

    def situations(self, columns, policy, demands, on, known):
        logs = self._logs(columns)
        rows = {key: [row for _, row in log] for key, log in logs.items()}
        return [situation(rows[d], o, k, Policy(**policy)) for d, o, k in zip(demands, on, known, strict=True)]

    def snapshots(self, columns, policy, demands, on):
        logs = self._logs(columns)
        folded = {key: fold([row for _, row in log], Policy(**policy))[0] for key, log in logs.items()}
        return [snapshot(folded[d], o) for d, o in zip(demands, on, strict=True)]


def test_the_runner_is_silent_on_equal_answers_and_speaks_otherwise():
    assert run_differential.run_chunk(3, 40, 0, _OracleAsCore()).differences == []
    (difference,) = run_differential.run_chunk(3, 40, 0, _OracleAsCore(alter_row=5)).differences
    assert "reasons=ALTERED" in difference and "effective,recorded" in difference
