"""A small implementation of one operation, with mistakes that many make. Talks protocol 1 of SPEC.md."""

import datetime
import json
import sys


def seniority(given):
    """Months of seniority: days divided by thirty."""
    since = datetime.date.fromisoformat(given["since"])
    on = datetime.date.fromisoformat(given["on"])
    return {"months": (on - since).days // 30}


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
