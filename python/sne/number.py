"""The unique number of registration (numéro unique d'enregistrement): five verbs.

>>> import sne.number
>>> sne.number.parse("111 0318 016982 g1104").territory
'111'
>>> sne.number.check("1111323016982G1104")
(<sne.NumberIssue BAD_MONTH error at 3>,)
>>> sne.number.possible("0590405000123CCASLILLE")
False
"""

from __future__ import annotations

from sne._core import NumberIssue, NumberSequence, UniqueNumber, number_check, number_possible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

__all__ = ["check", "format", "issue", "parse", "possible"]


def possible(text: str) -> bool:
    """Whether a text may be a unique number (vraisemblance): 18 digits or letters besides separators."""
    return number_possible(text)


def check(
    text: str,
    reference: date | str | None = None,
    initial_deposit: date | str | None = None,
    origin: str = "received",
) -> tuple[NumberIssue, ...]:
    """Everything there is to say of a text as a unique number (contrôle); never raises for data.

    `reference` is the day of the judgement, for FUTURE_DATE; `initial_deposit` the day of the first deposit, for
    DEPOSIT_MISMATCH; `origin` is 'received' or 'issued': ours must be beyond reproach.
    """
    return number_check(text, reference, initial_deposit, origin)


def parse(text: str) -> UniqueNumber:
    """The number (lecture), typed with or without separators; FormatError with the place of the first error."""
    return UniqueNumber(text)


def format(number: UniqueNumber | str, style: str = "compact") -> str:
    """The number written: 'compact', 18 characters, or 'grouped'.

    >>> format("1110318016982G1104", "grouped")
    '111 0318 016982 G1104'
    """
    return (parse(number) if isinstance(number, str) else number).format(style)


def issue(series: NumberSequence, territory: str, deposit: date | str, registrar: str) -> UniqueNumber:
    """The next number of a series (délivrance), which the caller keeps.

    >>> issue(NumberSequence(16981), "111", "2018-03-15", "G1104").text
    '1110318016982G1104'
    """
    return series.issue(territory, deposit, registrar)
