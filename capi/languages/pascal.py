"""sne.pas: for Free Pascal in Delphi mode, and for Delphi."""

from __future__ import annotations

from typing import Any

from .model import Field, Param, camel, constants, fields, params

TYPES = {"i32": "Integer", "u32": "Cardinal", "i64": "Int64", "u64": "UInt64", "u16": "Word", "u8": "Byte", "day": "Integer", "cents": "Int64",
         "char": "AnsiChar"}  # fmt: skip
RESERVED = {"to", "of", "type", "file", "string", "record", "array", "set", "in", "out", "on", "at", "name"}

HEAD = """\
{ sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
  and docs/c_api.md. Free Pascal in Delphi mode, and Delphi. }
unit sne;

{$IFDEF FPC}
  {$MODE DELPHI}
  {$PACKRECORDS C}
{$ELSE}
  {$ALIGN 8}
{$ENDIF}

interface

const
  SNE_LIBRARY = {$IFDEF MSWINDOWS}'sne_c.dll'{$ELSE}'libsne_c.so.1'{$ENDIF};
"""

TAIL = """
{ The answer of an operation: JSON in UTF-8. Empty when there is none, which the status says. }
function SneAnswer(const operation, question: RawByteString; out status: Integer): RawByteString;
{ The bytes of a text, which is freed. }
function SneTake(text: PSneText): RawByteString;

implementation

function SneTake(text: PSneText): RawByteString;
var
  bytes: PAnsiChar;
  size: Int64;
begin
  Result := '';
  if (text <> nil) and (sne_text_bytes(text, bytes, size) = SNE_OK) then
    SetString(Result, bytes, size);
  sne_text_free(text);
end;

function SneAnswer(const operation, question: RawByteString; out status: Integer): RawByteString;
var
  answer: PSneText;
begin
  answer := nil;
  status := sne_answer(PAnsiChar(operation), Length(operation), PAnsiChar(question), Length(question), nil, answer, nil);
  Result := SneTake(answer);
end;

end.
"""


def named(name: str) -> str:
    return name + "_" if name in RESERVED else name


def struct_type(name: str) -> str:
    return "T" + camel(name)


def field_type(field: Field) -> str:
    plain = TYPES[field.type]
    if field.pointer:
        return "P" + plain
    return f"array[0..{field.count - 1}] of {plain}" if field.count > 1 else plain


def declared(param: Param) -> str:
    kind, name = param.kind, named(param.name)
    plain = TYPES.get(param.type, "P" + camel(param.type))
    if kind in ("scalar", "size"):
        return f"{name}: {plain}"
    if kind in ("bytes_in", "chars_out"):
        return f"{name}: PAnsiChar"
    if kind in ("out_scalar", "edit_scalar"):
        return f"var {name}: {plain}"
    if kind == "out_bytes":
        return f"var {name}: PAnsiChar"
    if kind == "new":
        return f"var {name}: {plain}"
    if kind == "arrow":
        return f"{name}: Pointer"
    if kind == "array":
        return f"{name}: P{plain}"
    return f"{name}: {plain}"  # handles and structs go by pointers, which may be nil


def unit(api: Any, statuses: list[tuple[str, int, str]]) -> str:
    out = [HEAD]
    for name, type_name, _, doc in api.SENTINELS:
        out.append(f"  SNE_{name} = Low({TYPES[type_name]}); {{ {doc} }}\n")
    for group, listed in constants(api, statuses):
        out.append(f"\n  {{ {group} }}\n")
        out += [f"  SNE_{name} = {number};{f' {{ {doc} }}' if doc else ''}\n" for name, number, doc in listed]
    out.append("\ntype\n")
    for name, doc in api.HANDLES:
        out.append(f"  {{ {doc} }}\n  P{camel(name)} = type Pointer;\n")
    for name, _, doc, listed in api.STRUCTS:
        out.append(f"\n  {{ {doc} }}\n  P{camel(name)} = ^{struct_type(name)};\n  {struct_type(name)} = record\n")
        for field in fields((name, _, doc, listed)):
            said = f" {{ {field.doc} }}" if field.doc else ""
            out.append(f"    {named(field.name)}: {field_type(field)};{said}\n")
        out.append("  end;\n")
    for title, functions in api.FAMILIES:
        out.append(f"\n{{ {title} }}\n")
        for name, _, given in functions:
            listed = "; ".join(declared(one) for one in params(given))
            out.append(f"function {name}({listed}): Integer; cdecl; external SNE_LIBRARY;\n")
    return "".join(out) + TAIL
