"""Priority, mediation grounds, occupancy, owners and quotas through the Python door."""

from __future__ import annotations

from typing import Any

import pytest

import sne

TODAY = "2026-11-24"
FACTS = {"good_faith": True, "access_conditions": True, "regular_stay": True, "no_own_means": True}


def test_an_answer_is_cited_in_the_version_of_its_day() -> None:
    one = sne.priority_publics([{"public": "PP_COUPLE_VIOLENCE"}], "2010-09-30").grounds[0]
    assert (one.rule, one.mark, one.citation.id) == ("priority.evidence", "text", "l441-1-list@2009")
    assert sne.under_occupied(3, 1, "2016-12-01").citation.id == "r641-4@1999"
    assert sne.ownership_ground("suited", "2020-01-15").citation.id == "l441-2-2@2019"
    assert sne.reserved_quarter(10, 3, "2025-12-31").rule == "priority.reserved-quarter"
    unadapted = sne.dalo_grounds(TODAY, **FACTS, disabled=True, unadapted=True)[-1]
    assert (unadapted.outcome, unadapted.citation.id) == ("MEETS", "3ds-91")


def test_not_known_is_none() -> None:
    answer = sne.priority_publics([], TODAY)
    assert (answer.dalo, answer.counts_for_quarter, answer.grounds) == (None, None, ())
    assert sne.essential_worker("431B", [], TODAY).objective is None
    assert sne.right_to_remain().kept is None
    assert sne.public_letter("PP_ASE", "2020-01-01") is None
    assert sne.abnormal_delay_passed(None, "059", None, TODAY, []).passed is None


@pytest.mark.parametrize(
    ("call", "code", "field"),
    [
        (lambda: sne.priority_publics([{"proof": "other"}], TODAY), "MISSING_VALUE", "public"),
        (lambda: sne.priority_publics([{"public": "PP_PREGNANCY"}], TODAY), "UNKNOWN_CODE", "public"),
        (lambda: sne.priority_publics([{"public": "PP_ASE", "born": "2026-02-30"}], TODAY), "IMPOSSIBLE_DATE", "born"),
        (lambda: sne.priority_publics([], TODAY, dalo="ACTIF"), "UNKNOWN_CODE", "dalo"),
        (lambda: sne.priority_publics([], "2027-01-01"), "BEYOND_HORIZON", "day"),
        (lambda: sne.dalo_grounds(TODAY, housing="castle"), "UNKNOWN_CODE", "housing"),
        (lambda: sne.dalo_grounds(TODAY, lacking_items=-1), "BAD_NUMBER", "lacking_items"),
        (lambda: sne.ownership_ground("castle", TODAY), "UNKNOWN_CODE", "owned"),
        (lambda: sne.minimum_surface(0), "BAD_NUMBER", "persons"),
        (lambda: sne.quartile_counting([{"quartile": "Q5"}], TODAY), "UNKNOWN_CODE", "quartile"),
        (lambda: sne.abnormal_delay_passed(None, "059", None, TODAY, [{"territory": "059"}]), "MISSING_VALUE", "months"),
    ],
)
def test_faults_name_the_field(call: Any, code: str, field: str) -> None:
    with pytest.raises(sne.FormatError) as caught:
        call()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_fault_in_a_list_names_its_row() -> None:
    claims = [{"public": "PP_HANDICAP"}, {"public": "PP_ASE", "born": "2010-01-01", "care_ended": "2009-01-01"}]
    with pytest.raises(sne.FormatError) as caught:
        sne.priority_publics(claims, TODAY)
    assert (caught.value.code, caught.value.row) == ("BORN_AFTER", 1)


def test_a_name_that_is_no_fact_is_a_bug_of_the_caller() -> None:
    with pytest.raises(TypeError, match="handicap"):
        sne.dalo_grounds(TODAY, handicap=True)
    with pytest.raises(TypeError, match="letter"):
        sne.priority_publics([{"public": "PP_HANDICAP", "letter": "a"}], TODAY)


def test_answers_are_values() -> None:
    assert sne.under_occupied(3, 1, TODAY) == sne.under_occupied(3, 1, TODAY) != sne.under_occupied(2, 1, TODAY)
    assert len({sne.reserved_quarter(10, 3, TODAY), sne.reserved_quarter(10, 3, TODAY)}) == 1
    assert "VERIFIED" not in repr(sne.priority_publics([{"public": "PP_HANDICAP"}], TODAY))


def test_five_whole_cases() -> None:
    """Cases A to E of the rulebook, for what this module answers."""
    nurse = sne.priority_publics([], TODAY, dalo="none")
    assert (nurse.verified, nurse.claimed, nurse.counts_for_quarter) == ((), (), False)
    family = sne.priority_publics([{"public": "PP_NO_DWELLING"}], TODAY, dalo="active")
    assert (family.dalo_first, family.claimed, family.counts_for_quarter) == (True, ("PP_NO_DWELLING",), True)
    assert not sne.under_occupied(4, 4, TODAY).under_occupied
    order = {"public": "PP_COUPLE_VIOLENCE", "proof": "protection_order", "proof_date": "2026-10-20"}
    assert sne.priority_publics([order], TODAY).verified == ("PP_COUPLE_VIOLENCE",)
    assert sne.ownership_ground("suited", TODAY, protection_order="2026-10-20").ground == "EXCLUDED_BY_PROTECTION"
    assert sne.under_occupied(4, 1, TODAY).under_occupied
    assert sne.right_to_remain(over_65=True).kept
    youth = {"public": "PP_ASE", "proof": "care_end_attestation", "proof_date": "2026-04-02", "care_ended": "2026-03-31", "born": "2006-05-02"}
    (ground,) = sne.priority_publics([youth], TODAY).grounds
    assert (ground.status, ground.last_day.isoformat()) == ("VERIFIED", "2029-03-31")


def test_every_public_has_words_in_both_languages() -> None:
    assert sne.in_words("public", "PP_HANDICAP", "en") == "person with a disability, or family with a disabled dependant"
    assert sne.in_words("dalo_ground", "D_SHELTER") == "hébergement continu"
    assert sne.in_words("ownership", "UNKNOWN", "en") == "not known"
