"""The part of JSON Schema that the files of schema/ use. Standard library only."""

from __future__ import annotations

import re
from typing import Any, Iterator

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
KEYWORDS = frozenset(
    "$schema title description type required properties additionalProperties items minItems minProperties minLength minimum pattern enum const".split()
) | {"oneOf", "$ref", "$defs"}


def complaints(schema: dict, value: Any, root: Any = None, where: str = "") -> Iterator[str]:
    """What of a value its schema does not allow, by JSON pointer."""
    root = root or schema
    unknown = set(schema) - KEYWORDS
    if unknown:
        raise ValueError(f"keywords that this checker does not know: {sorted(unknown)}")
    if "$ref" in schema:
        yield from complaints(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root, where)
        return
    if "oneOf" in schema:
        fits = sum(not any(complaints(one, value, root, where)) for one in schema["oneOf"])
        if fits != 1:
            yield f"{where or '/'}: {fits} of the alternatives fit"
        return
    if "const" in schema and not _equal(value, schema["const"]):
        yield f"{where or '/'}: expected {schema['const']!r}"
    if "enum" in schema and not any(_equal(value, one) for one in schema["enum"]):
        yield f"{where or '/'}: not one of {schema['enum']}"
    if "type" in schema and not _of_type(value, schema["type"]):
        yield f"{where or '/'}: expected {schema['type']}"
        return
    yield from _bounds(schema, value, where)
    if isinstance(value, dict):
        yield from _members(schema, value, root, where)
    if isinstance(value, list) and "items" in schema:
        for i, one in enumerate(value):
            yield from complaints(schema["items"], one, root, f"{where}/{i}")


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def _of_type(value: Any, wanted: Any) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted]
    return any(isinstance(value, TYPES[name]) and not (name == "integer" and isinstance(value, bool)) for name in names)


def _bounds(schema: dict, value: Any, where: str) -> Iterator[str]:
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where or '/'}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{where or '/'}: below {schema['minimum']}"
    for name, kind in (("minLength", str), ("minItems", list), ("minProperties", dict)):
        if isinstance(value, kind) and len(value) < schema.get(name, 0):
            yield f"{where or '/'}: {name} is {schema[name]}"


def _members(schema: dict, value: dict, root: Any, where: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{where or '/'}: lacks {key}"
    for key, inner in value.items():
        if key in known:
            yield from complaints(known[key], inner, root, f"{where}/{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{where}/{key}: not foreseen"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from complaints(schema["additionalProperties"], inner, root, f"{where}/{key}")
