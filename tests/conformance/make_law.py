#!/usr/bin/env python3
"""Write law.json: what the vectors cite, so that the suite explains itself without the library. Standard library only.

    make_law.py [--check]     from lib/law/{rules,citations,...}.csv; --check only compares
"""

import csv
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
LAW = HERE.parents[1] / "lib" / "law"


def rows(name):
    with (LAW / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def digest():
    """Of every table of the law, names and contents."""
    made = hashlib.sha256()
    for path in sorted(LAW.glob("*.csv")):
        made.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return made.hexdigest()


def law():
    cited = {}
    for row in rows("citations.csv"):
        cited[row["id"]] = {key: row[key] for key in ("article", "title", "from", "to", "mark", "source")}
    rules = {row["id"]: {"title": row["title_en"], "titre": row["title_fr"]} for row in rows("rules.csv")}
    codes = {row["name"]: row["kind"] for row in rows("reasons.csv")}
    return {"digest": digest(), "rules": rules, "citations": cited, "codes": codes}


def main(arguments):
    text = json.dumps(law(), ensure_ascii=False, indent=1) + "\n"
    path = HERE / "law.json"
    if "--check" in arguments:
        if path.read_text(encoding="utf-8") == text:
            return 0
        print("law.json is not what lib/law says: run tests/conformance/make_law.py")
        return 1
    path.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
