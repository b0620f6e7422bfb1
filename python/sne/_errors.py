"""The one exception of the package: malformed input (anomalie de saisie)."""

from __future__ import annotations


class FormatError(ValueError):
    """Malformed input: a frozen code, a place when there is one, the field and what was expected there.

    It never holds the text that was read, so that it can be logged.

    >>> FormatError("BAD_MONTH", 3, "number").at
    3
    """

    def __init__(
        self, code: str, at: int | None = 0, field: str = "", expected: tuple[str, ...] | None = None, row: int | None = None
    ) -> None:
        super().__init__(code, at, field, expected, row)
        self.code = code
        self.at = at
        self.field = field
        self.expected = expected
        self.row = row

    def explain(self, language: str = "fr") -> str:
        """What was expected and where, in 'fr' or 'en'."""
        from sne._core import fault_in_words

        said = fault_in_words(self.code, self.field, self.row, self.at, language)
        wanted = " | ".join(filter(None, self.expected or ()))
        return f"{said} ({wanted})" if wanted else said

    def __str__(self) -> str:
        place = f"{self.code} in {self.field}" if self.field else self.code
        return f"{place}: {self.explain('en')}"
