"""Decisions, folds, open events, timelines and deadlines from Python: the worked values of the documentation."""

from __future__ import annotations

import json
from datetime import date

import pytest

import sne

FILED = sne.Event(
    "file", effective="2023-10-01", recorded="2023-10-01", actor="lessor", actor_id="L1", territory="059",
    channel="counter", form=True, identity="identity", nationality="french", duplicate="none",
)  # fmt: skip
NOTIFIED = sne.Event(
    "notice", effective="2024-08-28", recorded="2024-08-28", actor="manager", channel="post", content=True,
)  # fmt: skip


def radiation(day: str, **facts: object) -> sne.Event:
    return sne.Event("radiate", **{"motive": "e", "effective": day, "recorded": day, "actor": "manager", **facts})


def test_the_question_of_a_vendor() -> None:
    demand = sne.fold([FILED, NOTIFIED]).demand
    refused = sne.decide(demand, radiation("2024-10-02"))
    assert (refused.outcome, refused.accepted, refused.earliest) == ("refused", False, date(2024, 11, 1))
    (reason,) = refused.reasons
    assert (reason.code, reason.rule, reason.field) == ("TOLERANCE_RUNNING", "radiation.non-renewal-tolerance", "effective")
    assert reason.citation.mark == "practice" and reason.citation.in_force_from == date(2015, 3, 23)
    assert sne.decide(demand, radiation("2024-11-01")).accepted
    assert sne.decide(demand, radiation("2024-10-02"), policy=sne.Policy.law()).accepted
    assert refused.law_id == sne.LawBook.builtin().id


def test_a_decision_says_itself_in_both_languages() -> None:
    refused = sne.decide(sne.fold([FILED, NOTIFIED]).demand, radiation("2024-10-02"))
    assert "refusée" in refused.explain() and "1er novembre 2024" in refused.explain("fr")
    assert "refused" in refused.explain("en") and "1 November 2024" in refused.explain("en")
    assert json.loads(refused.to_json("en"))["reasons"][0]["code"] == "TOLERANCE_RUNNING"
    with pytest.raises(sne.FormatError, match="language"):
        refused.explain("de")


def test_missing_is_not_no() -> None:
    asked = sne.decide(sne.Demand(), sne.Event("file", effective="2024-01-02", recorded="2024-01-02", actor="lessor"))
    assert (asked.outcome, asked.missing) == ("incomplete", ("territory", "channel"))


def test_a_fold_keeps_each_decision_at_the_place_of_its_event() -> None:
    in_order = sne.fold([FILED, NOTIFIED, radiation("2024-10-02")])
    demand, decisions = sne.fold([radiation("2024-10-02"), NOTIFIED, FILED])
    assert demand == in_order.demand
    assert [d.outcome for d in decisions] == ["refused", "accepted", "accepted"]


def test_cutting_a_log_changes_nothing() -> None:
    events = [FILED, NOTIFIED, radiation("2024-11-01")]
    for cut in range(len(events) + 1):
        first = sne.fold(events[:cut]).demand
        assert sne.fold(events[cut:], start=first).demand == sne.fold(events).demand


def test_open_events_say_why_the_others_are_closed() -> None:
    demand = sne.fold([FILED, NOTIFIED]).demand
    opened = {(o.event, o.motive): o for o in sne.open_events(demand, "2024-10-02")}
    assert opened["renew", None].open and not opened["radiate", "e"].open
    assert opened["radiate", "e"].decision.earliest == date(2024, 11, 1)
    assert [r.code for r in opened["erase", None].decision.reasons] == ["NOT_RADIATED"]


def test_two_time_axes() -> None:
    lease = sne.Event(
        "radiate", motive="a", effective="2024-06-03", recorded="2024-07-10", actor="lessor", actor_id="L1",
        lease=True, rpls="59ABC00001",
    )  # fmt: skip
    events = [FILED, lease]
    assert str(sne.Timeline.of(events, known_on="2024-06-30").on("2024-06-10")) == "active"
    whole = sne.Timeline.of(events)
    assert (whole.on("2024-06-10").state, whole.on("2024-06-10").motive) == ("radiated", "a")
    assert whole.in_stock("2024-06-02") and not whole.in_stock("2024-06-03")
    assert whole.initial == date(2023, 10, 1)


def test_the_calendar_of_a_leap_day() -> None:
    days = {entry.deadline: entry.day.isoformat() for entry in sne.calendar_of("2024-02-29")}
    assert days == {
        "attestation_due": "2024-03-29",
        "renewal_opens": "2024-12-29",
        "notice_latest": "2025-01-28",
        "last_valid": "2025-02-28",
        "radiation_law": "2025-03-01",
        "radiation_practice": "2025-03-29",
        "reactivation_until": "2025-08-29",
        "kept_until": "2026-03-29",
    }
    with pytest.raises(sne.FormatError):
        sne.calendar_of(sne.Demand())


def test_seniority() -> None:
    demand = sne.Demand(stored="registered", initial="2018-03-15")
    assert sne.seniority_months(demand, "2024-03-14") == 71
    assert sne.seniority_months(demand, date(2024, 3, 15)) == 72
    assert sne.seniority_months(sne.Demand(), "2024-03-14") is None


def test_deadlines_of_the_commission() -> None:
    assert sne.mediation_decision_due("2024-01-31").day == date(2024, 4, 30)
    assert sne.mediation_decision_due("2014-12-31", "ile_de_france").day == date(2015, 6, 30)
    assert sne.mediation_decision_due("2015-01-01", "ile_de_france", reading="printed_sheets").mark == "unverified"
    assert sne.court_action_from("2024-04-30", "overseas").day == date(2024, 10, 31)
    assert sne.shelter_offer_due("2024-04-12", "transition_dwelling").day == date(2024, 7, 12)
    assert sne.abnormal_delay_from("2015-05-31", 108).day == date(2024, 5, 31)
    with pytest.raises(sne.FormatError, match="area"):
        sne.court_action_from("2024-04-30", "abroad")


def test_merging_needs_a_national_number_and_keeps_every_seniority() -> None:
    law = sne.LawBook.builtin().with_national_number_start("2027-01-01").with_horizon("2030-12-31")
    sources = [
        (sne.UniqueNumber("0590519000001AAAAA"), sne.Demand(stored="registered", territory="059", initial="2019-05-31", base="2026-09-02")),
        (sne.UniqueNumber("0620322000001AAAAA"), sne.Demand(stored="registered", territory="062", initial="2022-03-15", base="2026-09-02")),
    ]
    number = sne.NationalNumber("N1")
    when = {"effective": "2027-09-01", "recorded": "2027-09-01", "actor": sne.Actor("manager")}
    refused, none, _ = sne.merge(sources, number, **when, law=law.with_national_number_start("2028-01-01"))
    assert [r.code for r in refused.reasons] == ["NO_NATIONAL_NUMBER"] and none is None
    assert refused.reasons[0].citation.article
    accepted, national, after = sne.merge(sources, number, **when, law=law)
    assert accepted.accepted and national is not None
    assert national.seniorities == {"059": date(2019, 5, 31), "062": date(2022, 3, 15)}
    assert national.life.base == date(2027, 9, 1) and [str(a) for a in national.aliases] == ["0590519000001AAAAA", "0620322000001AAAAA"]
    assert [demand.radiation.motive for _, demand in after] == ["f", "f"]


def test_the_diagram_draws_the_law_of_a_day() -> None:
    assert sne.diagram().startswith("stateDiagram-v2")
    assert "NO_SUCH_MOTIVE" not in sne.diagram("markdown", day="2012-01-01", language="en")
    assert sne.diagram("markdown", day="2012-01-01") != sne.diagram("markdown", day="2020-01-01")
    assert sne.diagram("markdown", day="1999-01-01") == ""
