#!/usr/bin/env python3
"""Turn the resource bundles of lib/text/bundles into C++ sources, after checking them.

    generate.py table BUNDLES OUT     the messages as a sorted table, for the formatter without ICU
    generate.py embed PACKAGE OUT     a package of compiled bundles as an aligned array of bytes
    generate.py check BUNDLES         the checks alone

The bundles are the only source of text. Checks: fr and en hold the same keys and the same arguments, no key lies outside the two levels
that both formatters read, every message keeps to the formats that both know, and the typography is that of a printed page.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys

NARROW = "\u202f"
TOKEN = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|(?P<mark>[{}])|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<name>[^\s{}"]+)', re.S)
# A brace after a word opens a branch of a plural or of a select, unless a format follows.
ARGUMENT = re.compile(r"(?<!\w)\{(\w+)\}|\{(\w+), (number|date, long|plural|select)\b")
Messages = dict[str, str]


def tokens(source: str, path: pathlib.Path):
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if not found:
            sys.exit(f"{path}:{source.count(chr(10), 0, at) + 1}: cannot be read")
        at = found.end()
        if found["mark"] or found["name"]:
            yield found["mark"] or found["name"], None
        elif found["text"] is not None:
            yield None, re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), found["text"])


def read(path: pathlib.Path) -> Messages:
    """The messages of a bundle under the names table/key."""
    messages: Messages = {}
    stack: list[str] = []
    name, string = "", None
    for word, text in tokens(path.read_text(encoding="utf-8"), path):
        if text is not None:
            string = (string or "") + text
        elif word == "{":
            stack.append(name)
        elif word == "}":
            if string is not None:
                key = "/".join(stack[1:])
                if len(stack) != 3 or key in messages:
                    sys.exit(f"{path}: {key}: given twice, or not at two levels")
                messages[key], string = string, None
            stack.pop()
        else:
            name = word
    if stack or not messages:
        sys.exit(f"{path}: a brace is missing")
    return messages


def arguments(text: str) -> set[tuple[str, str]]:
    return {(plain or name, form) for plain, name, form in ARGUMENT.findall(text)}


def check_message(where: str, key: str, text: str) -> list[str]:
    faults = []
    if "'" in text or "..." in text or "  " in text.strip():
        faults.append("straight apostrophe, three stops or two spaces")
    if text.count("{") != text.count("}"):
        faults.append("unbalanced braces")
    for branch in re.findall(r"(?:plural|select),((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", text):
        if re.search(r"\{[^{}]*\{[^{}]*,", branch):
            faults.append("a format inside a plural or a select")
        if "other{" not in branch:
            faults.append("no branch `other`")
    for opened in re.findall(r"\{(\w+), (\w+)", text):
        if opened[1] not in ("number", "date", "plural", "select"):
            faults.append(f"unknown format {opened[1]}")
    if key.startswith("reason/") and arguments(text):
        faults.append("an argument in a general sentence")
    return [f"{where}: {key}: {fault}" for fault in faults]


def check_french(key: str, text: str) -> list[str]:
    flat = re.sub(r"\{\w+, (?:plural|select),|[{}]", " ", text)
    if re.search(rf"(?<![{NARROW}\u00a0])[;:!?»]|«(?!{NARROW})", flat):
        return [f"fr: {key}: a narrow no-break space is missing"]
    return []


def check(folder: pathlib.Path) -> tuple[Messages, Messages, Messages]:
    root, en, fr = (read(folder / f"{name}.txt") for name in ("root", "en", "fr"))
    faults = [f"{key}: only in one language" for key in sorted(en.keys() ^ fr.keys())]
    faults += [f"{key}: also in root" for key in sorted(en.keys() & root.keys())]
    for where, messages in (("root", root), ("en", en), ("fr", fr)):
        for key, text in messages.items():
            faults += check_message(where, key, text)
    for key in en.keys() & fr.keys():
        faults += check_french(key, fr[key])
        only_french = arguments(fr[key]) - arguments(en[key])
        if arguments(en[key]) - arguments(fr[key]) or {name for name, _ in only_french} - {"gender"}:
            faults.append(f"{key}: other arguments in fr than in en")
    if faults:
        sys.exit("\n".join(faults))
    return root, en, fr


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_table(folder: pathlib.Path, out: pathlib.Path) -> None:
    root, en, fr = check(folder)
    rows = [f"    {{{quoted(key)}, {{{quoted({**root, **fr}[key])}, {quoted({**root, **en}[key])}}}}},\n"
            for key in sorted({**root, **en})]
    out.write_text("// Generated from lib/text/bundles by lib/text/generate.py.\n\n"
                   "#include <text/plain/messages.hpp>\n\n"
                   "namespace sne::wording::plain {\n\n"
                   f"constexpr std::array<Message, {len(rows)}> table{{{{\n{''.join(rows)}}}}};\n\n"
                   "std::span<const Message> messages() noexcept { return table; }\n\n"
                   "}  // namespace sne::wording::plain\n", encoding="utf-8")


def write_bytes(package: pathlib.Path, out: pathlib.Path) -> None:
    data = package.read_bytes()
    lines = [",".join(str(byte) for byte in data[at:at + 32]) + ",\n" for at in range(0, len(data), 32)]
    out.write_text("// Generated from lib/text/bundles by genrb, icupkg and lib/text/generate.py.\n\n"
                   "#include <text/icu/package.hpp>\n\n"
                   "namespace sne::wording::icu {\n\n"
                   f"alignas(16) static constexpr unsigned char bytes[{len(data)}] = {{\n{''.join(lines)}}};\n\n"
                   "const void* package() noexcept { return bytes; }\n\n"
                   "}  // namespace sne::wording::icu\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("table", "embed"):
        one = verbs.add_parser(verb)
        one.add_argument("source", type=pathlib.Path)
        one.add_argument("out", type=pathlib.Path)
    verbs.add_parser("check").add_argument("source", type=pathlib.Path)
    asked = parser.parse_args()
    if asked.verb == "table":
        write_table(asked.source, asked.out)
    elif asked.verb == "embed":
        write_bytes(asked.source, asked.out)
    else:
        check(asked.source)


if __name__ == "__main__":
    main()
