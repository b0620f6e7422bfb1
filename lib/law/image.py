"""How a value of the CSV files is written in C++."""

from __future__ import annotations

import datetime

# A literal that knows its length: the compiler counts the characters of none of the thousands of texts.
SIZED_TEXTS = 'using std::string_view_literals::operator""sv;'


def cpp_name(identifier: str) -> str:
    return identifier.lower().replace(".", "_").replace("-", "_")


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"sv'


def date(iso: str) -> str:
    """By its number, read beside it: a thousand literals parsed again by every file that includes them cost a tenth of its compilation."""
    days = (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days
    return f"Date::from_days({days} /* {iso} */)"


def enum(name: str, doc: str, values: list[tuple[str, str, str]]) -> str:
    lines = [f"/// {doc}", f"enum class {name} : std::uint8_t {{"]
    lines += [f"  {value}{number},  ///< {comment}" for value, number, comment in values]
    return "\n".join([*lines, "};"])


def table(kind: str, name: str, rows: list[str]) -> str:
    body = "\n".join(f"    {row}," for row in rows)
    return f"inline constexpr std::array<{kind}, {len(rows)}> {name}{{{{\n{body}\n}}}};"
