#!/usr/bin/env python3
"""The conformance protocol in Python, through the shared library alone: harness_ctypes.py LIBRARY (tests/conformance)"""

import ctypes
import json
import sys

library = ctypes.CDLL(sys.argv[1])


def taken(text: ctypes.c_void_p) -> str:
    """The text of a handle, which is freed; empty for none."""
    data, size = ctypes.c_void_p(), ctypes.c_int64()
    if not text or library.sne_text_bytes(text, ctypes.byref(data), ctypes.byref(size)) != 0:
        return ""
    read = ctypes.string_at(data, size.value).decode()
    library.sne_text_free(text)
    return read


def answer(operation: str, question: object) -> str:
    name, asked = operation.encode(), json.dumps(question, ensure_ascii=False).encode()
    made = ctypes.c_void_p()
    library.sne_answer(name, ctypes.c_int64(len(name)), asked, ctypes.c_int64(len(asked)), None, ctypes.byref(made), None)
    return taken(made)


def operations() -> "list[str]":
    made = ctypes.c_void_p()
    library.sne_operations(ctypes.byref(made), None)
    return [one["name"] for one in json.loads(taken(made))]


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)


for line in sys.stdin:
    message = json.loads(line)
    if message["kind"] == "hello":
        say({"kind": "hello", "protocol": 1, "name": "sne-ctypes", "version": "1", "operations": operations()})
    elif message["kind"] == "case":
        said = answer(message["operation"], message["in"])
        say({"kind": "out", "seq": message["seq"], "out": json.loads(said)} if said else {"kind": "errored", "seq": message["seq"]})
    elif message["kind"] == "bye":
        say({"kind": "bye"})
        break
