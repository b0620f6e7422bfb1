"""Sne.java: Java Native Access."""

from __future__ import annotations

from typing import Any

from .model import Param, camel, constants, fields, params

TYPES = {"i32": "int", "u32": "int", "i64": "long", "u64": "long", "u16": "short", "u8": "byte", "day": "int", "cents": "long",
         "char": "byte"}  # fmt: skip

HEAD = """\
// sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
// and docs/c_api.md.
package sne;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

public interface Sne extends Library {
  /** The library, looked for by the name sne_c. */
  Sne LIBRARY = Native.load("sne_c", Sne.class);

"""

TAIL = """\

  /** Texts on their way to the library and back. */
  final class Texts {
    private Texts() {}

    /** The text of a handle, which is freed; null for none. */
    public static String take(Pointer text) {
      if (text == null) return null;
      PointerByReference bytes = new PointerByReference();
      LongByReference size = new LongByReference();
      String read = null;
      if (LIBRARY.sne_text_bytes(text, bytes, size) == SNE_OK) {
        read = new String(bytes.getValue().getByteArray(0, (int) size.getValue()), StandardCharsets.UTF_8);
      }
      LIBRARY.sne_text_free(text);
      return read;
    }

    /** The answer of an operation as JSON; null when there is none, which the fault says. */
    public static String answer(String operation, String question, SneFault fault) {
      byte[] name = operation.getBytes(StandardCharsets.UTF_8);
      byte[] asked = question.getBytes(StandardCharsets.UTF_8);
      PointerByReference answer = new PointerByReference();
      LIBRARY.sne_answer(name, name.length, asked, asked.length, null, answer, fault);
      return take(answer.getValue());
    }
  }
}
"""


def declared(param: Param) -> str:
    kind, name = param.kind, param.name
    plain = TYPES.get(param.type, camel(param.type))
    if kind in ("scalar", "size"):
        return f"{plain} {name}"
    if kind in ("bytes_in", "chars_out"):
        return f"byte[] {name}"
    if kind == "out_scalar":
        return f"{'LongByReference' if plain == 'long' else 'IntByReference'} {name}"
    if kind in ("out_bytes", "new"):
        return f"PointerByReference {name}"
    if kind in ("handle", "edit", "free", "arrow"):
        return f"Pointer {name}"
    if kind in ("array", "fill"):
        return f"{plain}[] {name}"
    return f"{plain} {name}"


def unit(api: Any, statuses: list[tuple[str, int, str]]) -> str:
    out = [HEAD]
    for name, type_name, value, doc in api.SENTINELS:
        spelled = "Integer.MIN_VALUE" if type_name == "i32" else "Long.MIN_VALUE"
        out.append(f"  /** {doc} */\n  {TYPES[type_name]} SNE_{name} = {spelled};\n")
    for group, listed in constants(api, statuses):
        out.append(f"\n  // {group}\n")
        out += [f"  int SNE_{name} = {number};{f' // {doc}' if doc else ''}\n" for name, number, doc in listed]
    for name, kind, doc, listed in api.STRUCTS:
        held = fields((name, kind, doc, listed))
        order = ", ".join(f'"{field.name}"' for field in held)
        out.append(f"\n  /** {doc} */\n  @Structure.FieldOrder({{{order}}})\n  class {camel(name)} extends Structure {{\n")
        for field in held:
            said = f" // {field.doc}" if field.doc else ""
            plain = "Pointer" if field.pointer else TYPES[field.type]
            if field.count > 1:
                out.append(f"    public {plain}[] {field.name} = new {plain}[{field.count}];{said}\n")
            else:
                out.append(f"    public {plain} {field.name};{said}\n")
        if held[0].name == "struct_size":
            out.append(f"\n    public {camel(name)}() {{\n      struct_size = size();\n    }}\n")
        out.append("  }\n")
    for title, functions in api.FAMILIES:
        out.append(f"\n  // {title}\n")
        for name, doc, given in functions:
            listed = ", ".join(declared(one) for one in params(given))
            out.append(f"\n  /** {doc} */\n  int {name}({listed});\n")
    return "".join(out) + TAIL
