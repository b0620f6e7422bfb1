"""The operation `number`, written from section 6.1 of SPEC.md and nothing else. Talks protocol 1."""

import datetime
import json
import re
import sys

BLANKS = {0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0x20, *range(0x09, 0x0E), *range(0x2000, 0x200C)}
DROPPED = BLANKS | {ord("."), ord("-"), 0x2212, *range(0x2010, 0x2016)}
IDF = {"075", "077", "078", "091", "092", "093", "094", "095"}


def significant(text):
    """The characters that count, each with its offset in bytes."""
    found, offset = [], 0
    for char in text:
        code = ord(char)
        if code not in DROPPED:
            folded = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else char
            found.append((folded.upper() if "a" <= folded <= "z" else folded, offset))
        offset += len(char.encode())
    return found, offset


def kind_of(territory):
    if territory == "111":
        return "ile_de_france"
    if territory in ("02A", "02B"):
        return "corsica"
    if territory.isdigit() and 971 <= int(territory) <= 976:
        return "overseas"
    return "metropolitan" if territory.isdigit() and 1 <= int(territory) <= 95 and territory != "020" else "unknown"


def day(text):
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("BAD_DATE_FORM")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError("IMPOSSIBLE_DATE") from None


def number(given):
    if given.get("origin", "received") not in ("received", "issued"):
        return {"fault": "UNKNOWN_CODE"}
    try:
        deposit, reference = (given.get(name) and day(given[name]) for name in ("deposit", "reference"))
    except ValueError as fault:
        return {"fault": str(fault)}
    found, end = significant(given["text"])
    issues = []

    def issue(code, severity, at):
        issues.append({"code": code, "severity": severity, "at": at})

    if len(found) != 18:
        issue("BAD_LENGTH", "error", found[18][1] if len(found) > 18 else end)
        return {"issues": issues}
    clean = "".join(char for char, _ in found)
    allowed = ["[0-9]"] * 2 + ["[0-9AB]"] + ["[0-9]"] * 10 + ["[0-9A-Z]"] * 5
    for (char, at), pattern in zip(found, allowed):
        if not re.fullmatch(pattern, char):
            issue("BAD_CHAR", "error", at)
    if issues:
        return {"issues": issues}
    territory, month, digits = clean[:3], int(clean[3:5]), int(clean[5:7])
    year, ours = None if digits == 99 else 2000 + digits, given.get("origin") == "issued"
    start = found[3][1]
    if kind_of(territory) == "unknown":
        issue("UNKNOWN_TERRITORY", "error" if ours else "warning", found[0][1])
    if not 1 <= month <= 12:
        issue("BAD_MONTH", "error", start)
        return {"issues": issues}
    if year is None:
        issue("AMBIGUOUS_CENTURY", "warning", start)
    else:
        if (year, month) < (2000, 11):
            issue("BEFORE_SYSTEM", "warning", start)
        if reference and (year, month) > (reference.year, reference.month):
            issue("FUTURE_DATE", "error", start)
        if deposit and (year, month) != (deposit.year, deposit.month):
            issue("DEPOSIT_MISMATCH", "error" if ours else "warning", start)
        if territory in IDF and (deposit or datetime.date(year, month, 1)) >= datetime.date(2011, 3, 28):
            issue("IDF_DEPARTMENT_AFTER_2011", "warning", found[0][1])
    parts = {"territory": territory, "kind": kind_of(territory), "month": month, "year": year}
    return {**parts, "sequence": int(clean[7:13]), "registrar": clean[13:], "issues": issues}


def say(message):
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


for line in sys.stdin.buffer:
    message = json.loads(line)
    if message["kind"] == "hello":
        say({"kind": "hello", "protocol": 1, "name": "number from SPEC.md", "version": "1", "operations": ["number"]})
    elif message["kind"] == "case":
        say({"kind": "out", "seq": message["seq"], "out": number(message["in"])})
    else:
        break
