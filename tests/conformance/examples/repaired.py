"""The implementation of wrong.py, repaired. Talks protocol 1 of SPEC.md."""

import datetime
import json
import re
import sys


def day(text):
    """A day, or the fault of a text that is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise Malformed("BAD_DATE_FORM")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Malformed("IMPOSSIBLE_DATE") from None


class Malformed(Exception):
    pass


def add_months(start, months):
    """From the first day, never step by step; a missing day becomes the last of its month."""
    index = start.year * 12 + start.month - 1 + months
    following = datetime.date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    last = following - datetime.timedelta(days=1)
    return last.replace(day=min(start.day, last.day))


def seniority(given):
    """Whole months; none before the day they are counted from."""
    try:
        since, on = day(given["since"]), day(given["on"])
    except Malformed as fault:
        return {"fault": str(fault)}
    months = (on.year - since.year) * 12 + on.month - since.month
    if add_months(since, months) > on:
        months -= 1
    return {"months": max(0, months)}


OPERATIONS = {"seniority": seniority}


def say(message):
    print(json.dumps(message), flush=True)


for line in sys.stdin:
    message = json.loads(line)
    if message["kind"] == "hello":
        say({"kind": "hello", "protocol": 1, "name": "ours", "version": "1", "operations": list(OPERATIONS)})
    elif message["kind"] == "case":
        try:
            say({"kind": "out", "seq": message["seq"], "out": OPERATIONS[message["operation"]](message["in"])})
        except Exception as error:
            say({"kind": "errored", "seq": message["seq"], "message": repr(error)})
    else:
        break
