"""The five verbs of the unique number, as Python sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sne
from sne import number

NUMBER = "1110318016982G1104"


@pytest.mark.parametrize(
    "typed",
    [NUMBER, "111 0318 016982 G1104", "111.0318.016982.g1104", "111\u202f0318\u202f016982\u202fG1104", "１１１0318016982Ｇ1104"],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    read = number.parse(typed)
    assert (read.text, str(read)) == (NUMBER, NUMBER)
    assert (read.territory, read.territory_kind, read.month, read.year4) == ("111", "ile_de_france", 3, 2018)
    assert (read.sequence, read.registrar) == (16982, "G1104")
    assert number.possible(typed) and not number.check(typed)


def test_formats() -> None:
    assert number.format(NUMBER, "grouped") == "111 0318 016982 G1104"
    assert number.format(number.parse(NUMBER)) == NUMBER
    with pytest.raises(sne.FormatError, match="style"):
        number.format(NUMBER, "fancy")


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "BAD_LENGTH", 0),
        ("1111318016982G1104", "BAD_MONTH", 3),
        ("111 1318 016982 G1104", "BAD_MONTH", 4),
        ("111 0318 01698? G1104", "BAD_CHAR", 14),
        ("111\u202f1318\u202f016982\u202fG1104", "BAD_MONTH", 4),
        (NUMBER + "5", "BAD_LENGTH", 18),
        ("111031801698\ud8002G1104", "BAD_ENCODING", 12),
    ],
)
def test_faults_count_characters_as_python_does(text: str, code: str, at: int) -> None:
    with pytest.raises(sne.FormatError) as raised:
        number.parse(text)
    assert (raised.value.code, raised.value.at, raised.value.field) == (code, at, "number")
    first = next(issue for issue in number.check(text) if issue.severity == "error")
    assert (first.code, first.at) == (code, at)
    assert first.explain("fr") and first.explain("en")


def test_check_reads_its_context() -> None:
    assert [i.code for i in number.check(NUMBER, reference="2018-02-28")] == ["FUTURE_DATE"]
    assert [i.code for i in number.check(NUMBER, initial_deposit="2018-04-01")] == ["DEPOSIT_MISMATCH"]
    unknown = "0200318016982G1104"
    assert [i.severity for i in number.check(unknown)] == ["warning"]
    assert [i.severity for i in number.check(unknown, origin="issued")] == ["error"]


def test_issuing_keeps_the_series_with_its_owner() -> None:
    series = sne.NumberSequence(16981)
    assert number.issue(series, "111", "2018-03-15", "G1104").text == NUMBER
    assert (series.last, series.left) == (16982, 999999 - 16982)
    for arguments, code in (
        (("075", "2018-03-15", "G1104"), "WRONG_TERRITORY"),
        (("020", "2018-03-15", "G1104"), "UNKNOWN_TERRITORY"),
        (("111", "1999-03-15", "G1104"), "DATE_OUT_OF_RANGE"),
        (("111", "2018-03-15", "g1104"), "BAD_CHAR"),
    ):
        with pytest.raises(sne.FormatError, match=code):
            number.issue(series, *arguments)
    assert series.last == 16982
    with pytest.raises(sne.FormatError, match="SEQUENCE_EXHAUSTED"):
        number.issue(sne.NumberSequence(999999), "111", "2018-03-15", "G1104")


def test_numbers_sort_as_their_texts() -> None:
    texts = ["9740100000001AAAAA", "0590118000001AAAAA", "02A0118000001AAAAA"]
    assert [n.text for n in sorted(map(number.parse, texts))] == sorted(texts)


@given(st.text())
def test_no_text_breaks_check(text: str) -> None:
    issues = number.check(text)
    wrong = any(issue.severity == "error" for issue in issues)
    try:
        number.parse(text)
    except sne.FormatError:
        assert wrong
    else:
        assert not wrong and number.possible(text)


def test_opaque_numbers_keep_their_text() -> None:
    assert sne.LegacyNumber("  0590405000123CCASLILLE ").text == "0590405000123CCASLILLE"
    with pytest.raises(sne.FormatError, match="BAD_IDENTIFIER"):
        sne.NationalNumber("N" * 32)
    assert sne.LegacyNumber("A1") != sne.NationalNumber("A1")
