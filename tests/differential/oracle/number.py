"""Decoding of an 18-character number (unique_number.md, sections 2 to 5)."""

from __future__ import annotations

from dataclasses import dataclass

from . import calendar

LENGTH = 18
_DIGITS = frozenset("0123456789")
_REGISTRAR = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_IDF_DEPARTMENTS = frozenset({75, 77, 78, 91, 92, 93, 94, 95})
_HYPHENS_AND_DOTS = frozenset("-.\u2010\u2011\u2012\u2013\u2212")
_SYSTEM_START = (2000, 11)
_REGIONAL_START = calendar.parse("2011-03-28")


@dataclass(frozen=True)
class Issue:
    code: str
    severity: str


@dataclass(frozen=True)
class Number:
    """What the characters say; a part is None when it cannot be read."""

    normalised: str
    territory_raw: str | None
    territory_kind: str | None
    month: int | None
    year2: int | None
    year4: int | None
    sequence: str | None
    registrar: str | None
    issues: tuple[Issue, ...]

    @property
    def valid(self) -> bool:
        return all(issue.severity != "error" for issue in self.issues)


def normalise(text: str) -> str:
    """Drops blanks, hyphens and dots; full-width forms become ASCII; letters are raised."""
    kept = []
    for char in text:
        if 0xFF01 <= ord(char) <= 0xFF5E:
            char = chr(ord(char) - 0xFEE0)
        if char.isspace() or char in _HYPHENS_AND_DOTS:
            continue
        kept.append(char.upper() if "a" <= char <= "z" else char)
    return "".join(kept)


def territory_kind(raw: str) -> str:
    """Class of a territory: idf, departement, corsica, overseas, unknown."""
    if raw == "111":
        return "idf"
    if raw in ("02A", "02B"):
        return "corsica"
    if not _DIGITS.issuperset(raw):
        return "unknown"
    if 971 <= int(raw) <= 976:
        return "overseas"
    return "departement" if 1 <= int(raw) <= 95 and raw != "020" else "unknown"


def _is_idf_department(raw: str) -> bool:
    return territory_kind(raw) == "departement" and int(raw) in _IDF_DEPARTMENTS


def _pair(text: str) -> int | None:
    return int(text) if _DIGITS.issuperset(text) else None


def _year4(year2: int | None) -> int | None:
    """2000 + yy; 99 may be an experiment of 1999 and stays open."""
    return None if year2 is None or year2 == 99 else 2000 + year2


def _date_issues(month: int, year4: int | None, reference: int | None, deposit: int | None) -> list[Issue]:
    """FUTURE_DATE, BEFORE_SYSTEM and DEPOSIT_MISMATCH of a readable month and year."""
    if year4 is None:
        return [Issue("BEFORE_SYSTEM", "warning")]
    issues = []
    if reference is not None and (year4, month) > calendar.to_civil(reference)[:2]:
        issues.append(Issue("FUTURE_DATE", "error"))
    if (year4, month) < _SYSTEM_START:
        issues.append(Issue("BEFORE_SYSTEM", "warning"))
    if deposit is not None and (year4, month) != calendar.to_civil(deposit)[:2]:
        issues.append(Issue("DEPOSIT_MISMATCH", "warning"))
    return issues


def _deposited_regionally(month: int, year4: int | None, deposit: int | None) -> bool:
    """Whether the deposit is certainly on or after the start of the regional number."""
    if deposit is None:
        if year4 is None:
            return False
        deposit = calendar.from_civil(year4, month, 1)
    return deposit >= _REGIONAL_START


def decode(text: str, reference: int | None = None, deposit: int | None = None, issuing: bool = False) -> Number:
    """Reads a number; `reference` is today, `deposit` the initial date held in the demand."""
    clean = normalise(text)
    if len(clean) != LENGTH:
        return Number(clean, None, None, None, None, None, None, None, (Issue("BAD_LENGTH", "error"),))
    raw, month, year2 = clean[:3], _pair(clean[3:5]), _pair(clean[5:7])
    sequence, registrar = clean[7:13], clean[13:]
    year4 = _year4(year2)
    kind = territory_kind(raw)
    issues = []
    if month is None or not 1 <= month <= 12:
        issues.append(Issue("BAD_MONTH", "error"))
        month = None
    if year2 is None or not _DIGITS.issuperset(sequence) or not _REGISTRAR.issuperset(registrar):
        issues.append(Issue("BAD_CHAR", "error"))
    if kind == "unknown":
        issues.append(Issue("UNKNOWN_TERRITORY", "error" if issuing else "warning"))
    if month is not None and year2 is not None:
        if _is_idf_department(raw) and _deposited_regionally(month, year4, deposit):
            issues.append(Issue("IDF_DEPARTMENT_AFTER_2011", "warning"))
        issues.extend(_date_issues(month, year4, reference, deposit))
    return Number(clean, raw, kind, month, year2, year4, sequence, registrar, tuple(issues))
