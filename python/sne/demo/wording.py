"""Words and numbers of the page: French first, English below (libellés)."""

from __future__ import annotations

from datetime import date

NARROW = "\u202f"
MINUS = "\u2212"

#: Column of the table: French, English.
COLUMN = {
    "start": ("En stock au début", "In stock at the start"),
    "new": ("Nouvelles", "New"),
    "radiated": ("Radiées", "Radiated"),
    "a": ("Attribution (a)", "Allocated"),
    "b": ("Renonciation (b)", "Renounced"),
    "c": ("Non-réponse (c)", "No answer"),
    "d": ("Irrecevabilité (d)", "Irrecevable"),
    "e": ("Non-renouvellement (e)", "Not renewed"),
    "end": ("En stock à la fin", "In stock at the end"),
}
TERRITORY = {"059": "Nord", "062": "Pas-de-Calais", "R31": "Région"}
TYPOLOGY = {
    "C": "Chambre", "T1": "T1", "T2": "T2", "T3": "T3", "T4": "T4", "T5": "T5", "T6P": "T6 et plus",
}
DUE = {"notice": ("Préavis à envoyer", "Notices due"), "renewal": ("Renouvellements attendus", "Renewals due")}
_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)


def number(value: int) -> str:
    """A whole number with narrow no-break spaces (espace fine insécable)."""
    text = f"{abs(value):,}".replace(",", NARROW)
    return MINUS + text if value < 0 else text


def signed(value: int) -> str:
    """A difference, with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)


def percentage(text: str) -> str:
    """A share as printed in French: decimal comma, thin space before the sign."""
    return f"{text.replace('.', ',')}{NARROW}%"


def month(text: str) -> str:
    """`2013-10` as a French month and its year."""
    year, number_ = text.split("-")
    return f"{_MONTHS[int(number_) - 1]} {year}"


def short_month(text: str) -> str:
    """The month without its year."""
    return _MONTHS[int(text.split("-")[1]) - 1]


def day(text: str) -> str:
    """An ISO date in French."""
    on = date.fromisoformat(text)
    ordinal = "1er" if on.day == 1 else str(on.day)
    return f"{ordinal} {_MONTHS[on.month - 1]} {on.year}"


def band(text: str) -> str:
    """A band of seniority in years, such as `<1`, `1-2`, `>=10`."""
    if text.startswith("<"):
        return f"moins de {text[1:]} an" + ("s" if text[1:] != "1" else "")
    if text.startswith(">="):
        return f"{text[2:]} ans et plus"
    low, _, high = text.partition("-")
    return f"de {low} à {high} ans" if high else text
