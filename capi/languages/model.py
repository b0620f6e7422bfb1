"""The description read: what each language asks of a parameter."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

SCALARS = ("i32", "u32", "i64", "u64", "u16", "u8", "day", "cents")


class Param(NamedTuple):
    """One parameter as C has it: a kind, a type, a name."""

    kind: str  # scalar, bytes_in, size, out_scalar, out_bytes, handle, edit, new, free, in_struct, out_struct, array, fill, chars_out, fault
    type: str
    name: str
    optional: bool = False


def params(given: list[str]) -> list[Param]:
    made: list[Param] = []
    for one in given:
        if one == "fault":
            made.append(Param("fault", "sne_fault", "fault", True))
            continue
        words = one.split()
        kind, kept = words[0], words[-1]
        if kind in SCALARS:
            made.append(Param("scalar", kind, kept))
        elif kind == "text":
            made += [Param("bytes_in", "char", kept), Param("size", "i64", kept + "_size")]
        elif kind == "chars":
            made += [Param("chars_out", "char", kept), Param("size", "i64", "capacity"), Param("out_scalar", "i64", "size")]
        elif kind == "out" and words[1] in SCALARS:
            made.append(Param("out_scalar", words[1], kept))
        elif kind == "out" and words[1] == "bytes":
            made.append(Param("out_bytes", "char", kept))
        elif kind == "out":
            made.append(Param("out_struct", words[1], kept))
        elif kind in ("in", "in?"):
            made.append(Param("in_struct", words[1], kept, kind == "in?"))
        elif kind == "edit_u32":
            made.append(Param("out_scalar", "u32", kept))
        elif kind == "fill":
            made += [Param("fill", words[1], kept), Param("size", "i64", "capacity")]
        else:
            made.append(Param(kind, words[1], kept))
    return made


class Field(NamedTuple):
    """One field of a struct: base type, how many, whether it points to a column."""

    type: str
    count: int
    pointer: bool
    const: bool
    name: str
    doc: str


def fields(struct: Any) -> list[Field]:
    _, kind, _, listed = struct
    made = [] if kind == "element" else [Field("u32", 1, False, False, "struct_size", "size of this struct, set by the caller")]
    for type_name, name, doc in listed:
        const = type_name.startswith("const ")
        base = type_name.removeprefix("const ")
        array = re.fullmatch(r"(\w+)\[(\d+)\]", base)
        made.append(Field(array[1] if array else base.rstrip("*"), int(array[2]) if array else 1, base.endswith("*"), const, name, doc))
    return made


def constants(api: Any, statuses: list[tuple[str, int, str]]) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Groups of named numbers: SNE_BAD_MONTH, SNE_PRODUCT_PLUS."""
    groups = [("Statuses", [(name, number, doc) for name, number, doc in statuses])]
    for group, _, _, names in [*api.CODES, *api.PLAIN_CODES]:
        prefix = group.upper()
        listed = []
        for number, name in enumerate(names):
            if name is None:
                continue
            listed.append((f"{prefix}_{constant(name)}", number, f"`{name}`" if name else "not known"))
        groups.append((group, listed))
    return groups


def constant(name: str) -> str:
    words = re.sub(r"[^0-9A-Za-z]+", "_", name).upper().strip("_")
    if not words:
        return "UNKNOWN"
    return words


def camel(name: str) -> str:
    """sne_law_info to SneLawInfo."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))
