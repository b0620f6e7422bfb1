#!/usr/bin/env python3
"""Give ids to new cases, and keep those that were given. Standard library only.

    issue_ids.py            cases whose id is "?" get the next ones of their topic; ids.lock gets their lines
    issue_ids.py --check    every id of ids.lock still asks the same and is still answered the same

ids.lock holds one line a case: id, operation, digest of `in`, digest of `out`. An id is never given again and never moves: whoever
wrote a wrong answer leaves the case where it is with `"withdrawn": "reason"`, and writes another one with the id "?".
Titles, levels, flags and notes may change.
"""

import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
NEW = '"id": "?"'


def digest(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def line_of(operation, case):
    return f"{case['id']} {operation} {digest(case['in'])} {digest(case['out'])}"


def cases(path):
    for group in json.loads(path.read_text(encoding="utf-8"))["groups"]:
        for case in group["cases"]:
            yield group["operation"], case


def locked(folder):
    path = folder / "ids.lock"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split()[0]: line for line in lines if not line.startswith("#")}


def number_new(path, taken):
    """Replaces each "?" of a file by the next number of its topic."""
    text, topic = path.read_text(encoding="utf-8"), path.stem
    numbers = [int(name.rpartition("-")[2]) for name in taken if name.rpartition("-")[0] == topic]
    last = max(numbers, default=0)
    for _ in range(text.count(NEW)):
        last += 1
        text = text.replace(NEW, f'"id": "{topic}-{last:03d}"', 1)
    path.write_bytes(text.encode())


def complaints(folder):
    held, found = locked(folder), {}
    for path in sorted((folder / "vectors").glob("*.json")):
        for operation, case in cases(path):
            name = case["id"]
            if not re.fullmatch(re.escape(path.stem) + r"-\d{3,}", name):
                yield f"{name}: no id of {path.name}"
            elif name in found:
                yield f"{name}: given twice"
            elif name not in held:
                yield f"{name}: not in ids.lock; issue_ids.py gives ids"
            elif held[name] != line_of(operation, case):
                yield f"{name}: an id never changes what it asks or answers: withdraw it, and write a new case"
            found[name] = case
    for name in held:
        if name not in found:
            yield f"{name}: an id that was given has gone; a case is withdrawn, never taken out"


def issue(folder):
    paths = sorted((folder / "vectors").glob("*.json"))
    held = locked(folder)
    taken = set(held) | {case["id"] for path in paths for _, case in cases(path)}
    for path in paths:
        if NEW in path.read_text(encoding="utf-8"):
            number_new(path, taken)
    fresh = [line_of(operation, case) for path in paths for operation, case in cases(path) if case["id"] not in held]
    lines = [*held.values(), *fresh]
    heading = "# Written by issue_ids.py: id, operation, digest of in, digest of out. Lines are added, never changed.\n"
    (folder / "ids.lock").write_bytes((heading + "".join(line + "\n" for line in sorted(lines))).encode())
    return len(fresh)


def main(arguments, folder=HERE):
    if "--check" not in arguments:
        print(f"{issue(folder)} ids given")
    found = list(complaints(folder))
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
