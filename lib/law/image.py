"""How a value of the CSV files is written in C++."""

from __future__ import annotations


def cpp_name(identifier: str) -> str:
    return identifier.lower().replace(".", "_").replace("-", "_")


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def date(iso: str) -> str:
    return f'"{iso}"_date'


def enum(name: str, doc: str, values: list[tuple[str, str, str]]) -> str:
    lines = [f"/// {doc}", f"enum class {name} : std::uint8_t {{"]
    lines += [f"  {value}{number},  ///< {comment}" for value, number, comment in values]
    return "\n".join([*lines, "};"])


def table(kind: str, name: str, rows: list[str]) -> str:
    body = "\n".join(f"    {row}," for row in rows)
    return f"inline constexpr std::array<{kind}, {len(rows)}> {name}{{{{\n{body}\n}}}};"
