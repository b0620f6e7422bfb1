"""The values of the Python face: conversion, equality, hash, repr, pickling, days at the ends of the calendar."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime

import pytest

import sne

RENEWAL = {"effective": "2024-06-03", "recorded": "2024-06-04", "actor": "applicant", "channel": "online"}


def event(kind: str = "renew", **facts: object) -> sne.Event:
    return sne.Event(kind, **{**RENEWAL, **facts})


def demand(**facts: object) -> sne.Demand:
    return sne.Demand(**{"stored": "registered", "territory": "059", "initial": "2023-10-01", **facts})


def test_an_event_gives_back_what_it_was_told() -> None:
    told = event(complete=True, by="mandated", sources=2, territory="02A", rpls="59ABC00001", reference=date(2024, 6, 1))
    assert (told.event, told.effective, told.recorded) == ("renew", date(2024, 6, 3), date(2024, 6, 4))
    assert (told.complete, told.by, told.sources) == (True, "mandated", 2)
    assert (told.territory, told.rpls, told.reference) == ("02A", "59ABC00001", date(2024, 6, 1))
    assert told.proof is None and told.motive is None and told.actor_id is None


def test_every_column_but_the_keys_is_an_attribute() -> None:
    keys = {"demand", "person", "co_holder", "number"}
    assert all(hasattr(event(), column) for column in sne.log_columns if column not in keys)


def test_facts_are_bool_or_words_and_missing_is_neither() -> None:
    assert event(complete="no") == event(complete=False) != event()
    assert event(complete=None) == event(complete="") == event()


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"effective": "2023-02-29"}, "effective", "IMPOSSIBLE_DATE"),
        ({"effective": "29/02/2024"}, "effective", "BAD_DATE_FORM"),
        ({"effective": "0000-01-01"}, "effective", "DATE_OUT_OF_RANGE"),
        ({"effective": ""}, "effective", "EMPTY_INPUT"),
        ({"effective": None}, "effective", "MISSING_VALUE"),
        ({"actor": "mayor"}, "actor", "UNKNOWN_CODE"),
        ({"actor": None}, "actor", "MISSING_VALUE"),
        ({"channel": "fax"}, "channel", "UNKNOWN_CODE"),
        ({"complete": "oui"}, "complete", "UNKNOWN_CODE"),
        ({"territory": "020"}, "territory", "UNKNOWN_TERRITORY"),
        ({"actor_id": "0123456789ABCDEF"}, "actor_id", "BAD_IDENTIFIER"),
        ({"sources": -1}, "sources", "BAD_NUMBER"),
        ({"sources": 10**30}, "sources", "BAD_NUMBER"),
        ({"effective": "2024-06-\ud800"}, "effective", "BAD_DATE_FORM"),
    ],
)
def test_malformed_facts_name_field_and_code(facts: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(sne.FormatError) as raised:
        event(**facts)
    assert (raised.value.field, raised.value.code) == (field, code)
    assert isinstance(raised.value, ValueError)


def test_unknown_codes_say_what_was_expected_and_never_what_was_read() -> None:
    with pytest.raises(sne.FormatError) as raised:
        event(channel="Jeanne Dupont")
    assert "counter" in (raised.value.expected or ())
    for text in (str(raised.value), raised.value.explain("fr"), repr(raised.value)):
        assert "Dupont" not in text


@pytest.mark.parametrize("kind", ["warn", "answer", "radiate"])
def test_a_motive_that_the_kind_cannot_have_is_refused(kind: str) -> None:
    held = demand()
    for one in (event(kind), event("warn", motive="e")):
        assert [reason.code for reason in sne.decide(held, one).reasons] == ["NO_SUCH_MOTIVE"]


def test_a_bug_of_the_caller_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        event(colour="red")
    with pytest.raises(TypeError):
        event(effective=20240603)
    with pytest.raises(TypeError):
        event(effective=datetime(2024, 6, 3, 12))
    with pytest.raises(TypeError):
        sne.Demand(colour="red")


@pytest.mark.parametrize(
    "value",
    [
        event(complete=True, reference="2024-01-31"),
        demand(notice="2024-08-28"),
        demand(stored="radiated", radiation=sne.Radiation(motive="e", effective="2024-11-01", recorded="2024-11-02")),
        sne.Demand(),
        sne.Actor("lessor", "L1"),
        sne.Policy.law(unknown="presume_met", lapse=14),
        demand(allocations=(sne.Allocation(day="2024-05-02", lessor=sne.Actor("lessor", "L1")),)),
        sne.LawBook.builtin().with_national_number_start("2027-01-01").with_suspension("2020-03-12", "2020-06-23"),
        sne.UniqueNumber("111 0318 016982 G1104"),
        sne.LegacyNumber("0590405000123CCASLILLE"),
        sne.Territory("974"),
        sne.Procedure(stage="running", opened="2024-01-31", sender=sne.Actor("siao"), proof=True),
        sne.decide(demand(), event()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_equal_hashed_and_pickled_by_what_they_hold(value: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value and hash(again) == hash(value) and repr(again) == repr(value)
    assert copy.deepcopy(value) == value
    assert value != object()


def test_reprs_can_be_read_back() -> None:
    for value in (event(complete=True), demand(notice="2024-08-28"), sne.Policy.law(couples="all"), sne.Territory("059")):
        assert eval(repr(value), {"sne": sne}) == value


def test_values_are_frozen() -> None:
    for value, name in ((event(), "effective"), (demand(), "initial"), (sne.Policy.sne(), "unknown")):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_a_demand_left_at_its_filing_has_the_days_of_its_filing() -> None:
    held = demand()
    assert held.base == held.seniority == held.last_presented == date(2023, 10, 1)
    assert sne.Demand().initial is None and sne.Demand().stored == "none"
    assert held.last_valid(sne.LawBook.builtin()) == date(2024, 10, 1)
    assert held.state_on("2024-10-01", sne.LawBook.builtin()) == "active"
    assert held.state_on("2024-10-02", sne.LawBook.builtin()) == "expired"


@pytest.mark.parametrize("facts", [{"initial": "1999-12-31"}, {"base": "0001-01-01"}, {"stored": "radiated"}])
def test_days_that_no_rule_counts_from_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(sne.FormatError):
        demand(**facts)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2000-11-08", "2026-12-31"])
def test_no_day_of_the_calendar_crashes(day: str) -> None:
    provisional = sne.Policy.sne(horizon="provisional", unknown="presume_met")
    held = demand()
    for policy in (sne.Policy.sne(), sne.Policy.law(), provisional):
        for kind, motive in (("renew", None), ("radiate", "e"), ("notice", None), ("erase", None), ("file", None)):
            one = event(kind, motive=motive, effective=day, recorded=day, actor="manager")
            assert sne.decide(held, one, policy=policy).outcome in ("accepted", "refused", "incomplete")
            assert sne.decide(sne.Demand(), one, policy=policy).explain("en")
    assert len(sne.open_events(held, day, policy=provisional)) == 27
    assert sne.Timeline.of([event("file", effective=day, recorded=day)]).on(day).state in ("none", "draft", "active")


def test_a_demand_of_the_last_year_of_the_calendar() -> None:
    late = demand(initial="9999-12-31")
    assert late.last_valid(sne.LawBook.builtin()) == date.max
    with pytest.raises(sne.FormatError, match="DATE_OUT_OF_RANGE"):
        sne.calendar_of(late)
    with pytest.raises(sne.FormatError, match="DATE_OUT_OF_RANGE"):
        sne.calendar_of("0001-01-01")


def test_the_law_book_is_amended_by_copies() -> None:
    law = sne.LawBook.builtin()
    amended = law.with_national_number_start("2027-01-01").with_horizon("2030-12-31")
    assert law.national_number_start is None and amended.national_number_start == date(2027, 1, 1)
    assert amended.id != law.id and amended != law
    assert law.version_on("2000-11-07") is None and law.version_on("2017-05-08") == "P4"
    assert law.citation("radiation.non-renewal", "2014-01-01").article == "CCH R441-2-8"
    full = law
    for year in range(2012, 2020):
        full = full.with_suspension(f"{year}-03-12", f"{year}-06-23")
    with pytest.raises(sne.FormatError, match="suspensions"):
        full.with_suspension("2025-01-01", "2025-01-02")
    with pytest.raises(sne.FormatError):
        law.with_suspension("2025-01-02", "2025-01-01")
    with pytest.raises(sne.FormatError, match="unknown"):
        sne.Policy.law(unknown="guess")
