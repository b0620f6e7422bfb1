"""sne.h, the list of symbols, and the checks that constants are those of C++."""

from __future__ import annotations

import textwrap
from typing import Any

from .model import Param, constants, fields, params

ARROW = """\
/* The Arrow C data interface, as its specification lays it out; under its own guard, beside any other header that has it. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */
"""

TYPES = {"i32": "int32_t", "u32": "uint32_t", "i64": "int64_t", "u64": "uint64_t", "u16": "uint16_t", "u8": "uint8_t", "day": "int32_t",
         "cents": "int64_t", "char": "char"}  # fmt: skip

INTRODUCTION = """\
/* sne: the rules of French social housing demand, for any language that can call C. Written by capi/generate.py from capi/api.py.
 *
 * Every function returns a status: 0, or the number of a fault (SNE_BAD_MONTH...). A fault is malformed input; what the law answers, be it no or
 * "not known", is a value and has the status 0. The last parameter of most functions receives what is wrong and where; it may be NULL.
 *
 * - Texts are UTF-8, given by a pointer and a number of bytes; no zero is needed after them.
 * - Days are days since 1970-01-01, SNE_NO_DAY for none. Money is in cents.
 * - Set `struct_size` of every struct to its sizeof before the call.
 * - What a function makes (a `sne_x** made`) is freed by its sne_x_free. On a fault it is NULL, but for the answers in JSON, which say the fault.
 * - Nothing is thrown, nothing is global: any thread may call anything, and share what never changes.
 * - Texts may hold personal data: the library keeps none of what it is given.
 */
"""


def comment(text: str, indent: str = "") -> str:
    lines = textwrap.wrap(text, 140 - len(indent))
    if len(lines) == 1:
        return f"{indent}/* {lines[0]} */\n"
    return f"{indent}/* " + f"\n{indent} * ".join(lines) + " */\n"


def declared(param: Param) -> str:
    kind, type_name, name = param.kind, param.type, param.name
    plain = TYPES.get(type_name, type_name)
    return {
        "scalar": f"{plain} {name}",
        "size": f"int64_t {name}",
        "bytes_in": f"const char* {name}",
        "chars_out": f"char* {name}",
        "out_scalar": f"{plain}* {name}",
        "out_bytes": f"const char** {name}",
        "handle": f"const {plain}* {name}",
        "edit": f"{plain}* {name}",
        "free": f"{plain}* {name}",
        "new": f"{plain}** {name}",
        "in_struct": f"const {plain}* {name}",
        "out_struct": f"{plain}* {name}",
        "array": f"const {plain}* {name}",
        "fill": f"{plain}* {name}",
        "arrow": f"struct {type_name}* {name}",
        "fault": "sne_fault* fault",
    }[kind]


def prototype(name: str, given: list[str]) -> str:
    listed = [declared(one) for one in params(given)]
    text = f"SNE_API int32_t {name}({', '.join(listed)});"
    if len(text) <= 140:
        return text + "\n"
    return "\n".join(textwrap.wrap(text, 140, subsequent_indent=" " * 8)) + "\n"


def struct_text(struct: Any) -> str:
    name, _, doc, _ = struct
    lines = comment(doc) + f"typedef struct {name} {{\n"
    for field in fields(struct):
        const = "const " if field.const else ""
        star = "*" if field.pointer else ""
        count = f"[{field.count}]" if field.count > 1 else ""
        said = f" /* {field.doc} */" if field.doc else ""
        lines += f"  {const}{TYPES[field.type]}{star} {field.name}{count};{said}\n"
    return lines + f"}} {name};\n"


def header(api: Any, statuses: list[tuple[str, int, str]]) -> str:
    out = [INTRODUCTION, "#ifndef SNE_SNE_H\n#define SNE_SNE_H\n\n#include <stddef.h>\n#include <stdint.h>\n\n"]
    out.append("#if defined(_WIN32)\n#if defined(SNE_C_BUILD)\n#define SNE_API __declspec(dllexport)\n#else\n#define SNE_API __declspec(dllimport)\n#endif\n")
    out.append('#elif defined(__GNUC__)\n#define SNE_API __attribute__((visibility("default")))\n#else\n#define SNE_API\n#endif\n\n')
    out.append('#ifdef __cplusplus\nextern "C" {\n#endif\n\n')
    for name, type_name, value, doc in api.SENTINELS:
        spelled = f"{'INT32_MIN' if type_name == 'i32' else 'INT64_MIN'}"
        assert value in (-(2**31), -(2**63))
        out.append(f"#define SNE_{name} {spelled} /* {doc} */\n")
    for group, listed in constants(api, statuses):
        out.append(f"\n/* {group} */\nenum {{\n")
        out += [f"  SNE_{name} = {number},{f' /* {doc} */' if doc else ''}\n" for name, number, doc in listed[:-1]]
        name, number, doc = listed[-1]
        out.append(f"  SNE_{name} = {number}{f' /* {doc} */' if doc else ''}\n}};\n")
    out.append("\n")
    for name, doc in api.HANDLES:
        out.append(comment(doc) + f"typedef struct {name} {name};\n")
    for struct in api.STRUCTS:
        out.append("\n" + struct_text(struct))
    out.append("\n" + ARROW)
    for title, functions in api.FAMILIES:
        out.append("\n" + comment(title))
        for name, doc, given in functions:
            out.append("\n" + comment(doc) + prototype(name, given))
    out.append("\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* SNE_SNE_H */\n")
    return "".join(out)


def checks(api: Any, statuses: list[tuple[str, int, str]]) -> str:
    """What the compiler checks: the numbers of this door are those of the library."""
    out = ["// Written by generate.py: the constants of sne.h are the numbers of the library.\n"]
    for name, number, _ in statuses:
        if 0 < number < 1000:
            out.append(f'static_assert(sne::text(static_cast<sne::Errc>(SNE_{name})) == "{name}");\n')
    for (group, kind, _, names), (_, listed) in zip(api.CODES, constants(api, statuses)[1:], strict=False):
        for constant_name, number, _ in listed:
            out.append(f'static_assert(sne::text(static_cast<sne::{kind}>(SNE_{constant_name})) == "{names[number]}");\n')
        out.append(f"static_assert(sne::CodeNames<sne::{kind}>::list.size() == {len(names)});  // {group}\n")
    for group, kind, _, names in api.PLAIN_CODES:
        for number, name in enumerate(names):
            if name is not None:
                out.append(f"static_assert(static_cast<int>(sne::{kind}::{name}) == {number});  // {group}\n")
    return "".join(out)


def stub(api: Any) -> str:
    """A library without a body: what the header promises, for a check of the binary interface that needs no C++."""
    out = ["#include <sne/sne.h>\n"]
    for _, functions in api.FAMILIES:
        for name, _, given in functions:
            listed = params(given)
            unused = " ".join(f"(void){one.name};" for one in listed)
            out.append(f"int32_t {name}({', '.join(declared(one) for one in listed)}) {{ {unused} return 0; }}\n")
    return "".join(out)


def version_script(api: Any) -> str:
    names = [name for _, functions in api.FAMILIES for name, _, _ in functions]
    return "SNE_1.0 {\n  global:\n" + "".join(f"    {name};\n" for name in names) + "  local:\n    *;\n};\n"
