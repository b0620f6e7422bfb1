"""The one exception of the package: malformed input (anomalie de saisie)."""

from __future__ import annotations

_SAID = {
    "EMPTY_INPUT": "nothing to read",
    "BAD_LENGTH": "not the number of characters expected",
    "BAD_CHAR": "a character that this place cannot hold",
    "BAD_MONTH": "a month outside 01..12",
    "UNKNOWN_TERRITORY": "a territory of no known class",
    "FUTURE_DATE": "a month after the reference date",
    "BAD_DATE_FORM": "not a date of the form YYYY-MM-DD",
    "IMPOSSIBLE_DATE": "a day that no calendar has",
    "DATE_OUT_OF_RANGE": "a day outside the years covered",
    "UNKNOWN_CODE": "a value that the list of this field does not hold",
    "BAD_IDENTIFIER": "an identifier too long, or with characters it may not hold",
    "MISSING_VALUE": "a required value is missing",
    "MISSING_COLUMN": "a required column is missing",
    "UNKNOWN_COLUMN": "a column that the schema does not know",
    "DUPLICATE_COLUMN": "a column given twice",
    "WRONG_FIELD_COUNT": "a row with more or fewer cells than the header",
    "ROW_TOO_LONG": "a row beyond the documented limit",
    "BAD_ENCODING": "bytes that are not UTF-8",
    "BAD_QUOTING": "a quote never closed, or followed by text",
    "OUT_OF_ORDER": "not in the order required",
    "BAD_NUMBER": "not a whole number in the range of this field",
    "DUPLICATE_EVENT": "the same event twice, cell for cell",
    "NUMBER_IN_USE": "a unique number already held by another demand",
    "BINARY_INPUT": "a zero byte where text was expected",
    "UNREADABLE_FILE": "the file cannot be opened or read",
    "SEQUENCE_EXHAUSTED": "no number is left in the series",
    "WRONG_TERRITORY": "a département of Île-de-France where the regional territory is due",
}


class FormatError(ValueError):
    """Malformed input: a frozen code, a place, the field and what was expected there.

    It never holds the text that was read, so that it can be logged.

    >>> FormatError("BAD_MONTH", 3, "number").args
    ('BAD_MONTH', 3, 'number', None)
    """

    def __init__(self, code: str, at: int = 0, field: str = "", expected: tuple[str, ...] | None = None) -> None:
        super().__init__(code, at, field, expected)
        self.code = code
        self.at = at
        self.field = field
        self.expected = expected

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        wanted = f"; expected one of {', '.join(filter(None, self.expected))}" if self.expected else ""
        return f"{where}{self.code} at {self.at}: {_SAID.get(self.code, 'malformed')}{wanted}"
