"""The commission and PLUS operations through Python: what an answer cites, what a wrong word raises."""

from __future__ import annotations

import pytest

import sne


def test_an_answer_cites_the_article_of_its_day() -> None:
    assert sne.minimum_candidates("2010-04-25", dalo_designated=True).citation.id == "r441-3@2010"
    assert sne.offer_standing("2026-11-02", 10, "silent", "2026-11-13").rule == "commission.offer"
    assert sne.plus_operation_shares(9, "2016-06-01").at_60.mark == "text"
    finding = sne.check_decision("non_allocation", "2026-11-24", grounds=["no_local_link"]).issues[0]
    assert (finding.issue, finding.rule) == ("FORBIDDEN_SOLE_GROUND", "commission.sole-ground")
    assert sne.social_lease(held=True, kept=True).mark == "convention"


def test_a_word_that_no_list_holds() -> None:
    with pytest.raises(sne.FormatError) as caught:
        sne.check_decision("non_allocation", "2026-11-24", grounds=["nationality"])
    assert (caught.value.code, caught.value.field) == ("UNKNOWN_CODE", "grounds")
    with pytest.raises(sne.FormatError) as caught:
        sne.check_decision("ranked", "2026-11-24", ranks=[1, 0])
    assert (caught.value.field, caught.value.row) == ("ranks", 1)
    with pytest.raises(TypeError):
        sne.refusal_effects("2026-11-24", motive="c")


def test_answers_are_values() -> None:
    assert sne.plus_operation_shares(9, "2026-11-24") == sne.plus_operation_shares(9, "2026-11-24")
    assert hash(sne.decision_kind("ranked", "2026-11-24")) == hash(sne.decision_kind("ranked", "2026-11-24"))
    assert "minimum" in repr(sne.minimum_candidates("2026-11-24"))


def test_codes_in_words() -> None:
    assert sne.in_words("commission_issue", "TIE", "en") == "Two candidates have the same rank."
    assert sne.in_words("social_lease", "TRANSFER", "fr") == "mutation"
    with pytest.raises(sne.FormatError):
        sne.in_words("offer_standing", "", "en")
