"""Sne.cs: platform invocation, for Mono, .NET and the .NET Framework."""

from __future__ import annotations

from typing import Any

from .model import Param, camel, constants, fields, params

TYPES = {"i32": "int", "u32": "uint", "i64": "long", "u64": "ulong", "u16": "ushort", "u8": "byte", "day": "int", "cents": "long",
         "char": "byte"}  # fmt: skip
RESERVED = {"event", "in", "out", "ref", "params", "base", "as", "is", "fixed", "object", "string"}

HEAD = """\
// sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
// and docs/c_api.md.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Sne
{
"""

TAIL = """\

    /// <summary>Texts on their way to the library and back.</summary>
    public static class Texts
    {
        /// <summary>The bytes of a text in UTF-8.</summary>
        public static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>The text of a handle, which is freed; null for none.</summary>
        public static string Take(IntPtr text)
        {
            IntPtr bytes;
            long size;
            if (text == IntPtr.Zero || Native.sne_text_bytes(text, out bytes, out size) != Native.SNE_OK) return null;
            byte[] held = new byte[size];
            Marshal.Copy(bytes, held, 0, held.Length);
            Native.sne_text_free(text);
            return Encoding.UTF8.GetString(held);
        }

        /// <summary>The answer of an operation as JSON; null when there is none, which the fault says.</summary>
        public static string Answer(string operation, string question, ref SneFault fault)
        {
            byte[] name = Bytes(operation);
            byte[] asked = Bytes(question);
            IntPtr answer;
            Native.sne_answer(name, name.Length, asked, asked.Length, IntPtr.Zero, out answer, ref fault);
            return Take(answer);
        }
    }
}
"""


def named(name: str) -> str:
    return "@" + name if name in RESERVED else name


def declared(param: Param) -> str:
    kind, name = param.kind, named(param.name)
    plain = TYPES.get(param.type, camel(param.type))
    if kind in ("scalar", "size"):
        return f"{plain} {name}"
    if kind == "bytes_in":
        return f"byte[] {name}"
    if kind == "chars_out":
        return f"[Out] byte[] {name}"
    if kind == "out_scalar":
        return f"{'ref' if param.type == 'u32' else 'out'} {plain} {name}"
    if kind == "out_bytes" or kind == "new":
        return f"out IntPtr {name}"
    if kind in ("handle", "edit", "free", "arrow"):
        return f"IntPtr {name}"
    if kind == "array":
        return f"{plain}[] {name}"
    if kind == "fill":
        return f"[Out] {plain}[] {name}"
    if kind == "in_struct" and param.optional:
        return f"IntPtr {name}"
    return f"ref {plain} {name}"


def unit(api: Any, statuses: list[tuple[str, int, str]]) -> str:
    out = [HEAD]
    for name, kind, doc, listed in api.STRUCTS:
        out.append(f"    /// <summary>{doc.replace('<', '&lt;')}</summary>\n    [StructLayout(LayoutKind.Sequential)]\n    public struct {camel(name)}\n    {{\n")
        sized = False
        for field in fields((name, kind, doc, listed)):
            sized = sized or field.name == "struct_size"
            if field.doc:
                out.append(f"        /// <summary>{field.doc}</summary>\n")
            if field.count > 1:
                out.append(f"        [MarshalAs(UnmanagedType.ByValArray, SizeConst = {field.count})] public {TYPES[field.type]}[] {named(field.name)};\n")
            else:
                out.append(f"        public {'IntPtr' if field.pointer else TYPES[field.type]} {named(field.name)};\n")
        if sized:
            out.append(f"\n        /// <summary>A struct that knows its size.</summary>\n        public static {camel(name)} Make()\n        {{\n"
                       f"            {camel(name)} made = new {camel(name)}();\n"
                       f"            made.struct_size = (uint)Marshal.SizeOf(typeof({camel(name)}));\n            return made;\n        }}\n")  # fmt: skip
        out.append("    }\n\n")
    out.append('    public static class Native\n    {\n        public const string Library = "sne_c";\n\n')
    for name, type_name, value, doc in api.SENTINELS:
        out.append(f"        /// <summary>{doc}</summary>\n        public const {TYPES[type_name]} SNE_{name} = {TYPES[type_name]}.MinValue;\n")
    for group, listed in constants(api, statuses):
        out.append(f"\n        // {group}\n")
        out += [f"        public const int SNE_{name} = {number};{f' // {doc}' if doc else ''}\n" for name, number, doc in listed]
    for title, functions in api.FAMILIES:
        out.append(f"\n        // {title}\n")
        for name, _, given in functions:
            listed = ", ".join(declared(one) for one in params(given))
            out.append(f"        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]\n        public static extern int {name}({listed});\n")
    out.append("    }\n")
    return "".join(out) + TAIL
