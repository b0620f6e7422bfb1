#!/usr/bin/env python3
"""Check the edges of the house: who may include whom.

    check_layers.py [--root DIR]                       check the edges
    check_layers.py [--root DIR] --compile CXX [CXX..] compile each header alone,
                                                       then all of them together

The table layers.txt beside this file gives every header of include/sne one
layer; a header it does not name, or a name without a header, is an error.

  L0..L3  the rules: standard library and headers of the same or a lower layer;
          compiled alone with -fno-exceptions -fno-rtti
  L4      faces of the compiled library: same includes, exceptions allowed
  L5      sne.h, the C interface: C headers only
  set     sne.hpp and housing.hpp: together they reach every L0..L3 header that
          never touches the heap, and no other; what owns a container is included
          by its own name
  leaf    adapters: include what they adapt; no sne header may include them

Edges inside one layer are allowed as long as they make no cycle. Besides the
edges: a rule never asks the machine for the day, the language or the time zone,
and ICU stays in lib/text.
"""

import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

STANDARD = set("""
algorithm any array atomic barrier bit bitset charconv chrono compare complex concepts condition_variable
coroutine deque exception execution expected filesystem format forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token
streambuf string string_view syncstream system_error thread tuple type_traits typeindex typeinfo
unordered_map unordered_set utility valarray variant vector version
cassert cctype cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef
cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype
""".split())

# Standard, but global state (locale, clock, streams) or a compile time out of
# proportion with a rule about dates.
UNWELCOME = {"iostream", "fstream", "sstream", "iomanip", "locale", "clocale", "regex", "filesystem",
             "thread", "mutex", "future", "random", "ctime"}

# Headers whose types live on the heap: what includes one stays out of the sets.
CONTAINERS = {"deque", "list", "map", "memory", "set", "string", "unordered_map", "unordered_set", "vector"}

C_STANDARD = {"stddef.h", "stdint.h", "stdbool.h"}

# The date and the law are arguments: no public header and no library source
# reads a clock, a locale or a time zone.
AMBIENT = re.compile(
    r"system_clock::now|steady_clock::now|utc_clock::now|\bstd::time\s*\(|\blocaltime\b|\bgmtime\b"
    r"|\bsetlocale\b|\bcurrent_zone\b|day_clock::|Locale::getDefault|\bgetenv\b")

RULES = ("L0", "L1", "L2", "L3")
ORDER = {"L0": 0, "L1": 1, "L2": 2, "L3": 3, "L4": 4}


def read_table(path):
    table = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#", 1)[0].split()
        if not line:
            continue
        layer, *headers = line
        if layer not in (*ORDER, "L5", "set", "leaf"):
            sys.exit(f"{path}:{number}: unknown layer {layer!r}")
        for header in headers:
            if header in table:
                sys.exit(f"{path}:{number}: {header} listed twice")
            table[header] = layer
    return table


def strip_comments(text):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    return re.sub(r"//[^\n]*", "", text)


def includes(text):
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match[1] == "<", match[2]


def find_cycle(graph):
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for target in sorted(graph.get(node, ())):
            if cycle := visit(target):
                return cycle
        path.pop()
        done.add(node)
        return None

    for node in sorted(graph):
        if cycle := visit(node):
            return cycle
    return None


def reach(header, graph):
    """Every header that one includes, directly or not."""
    reached, todo = set(), [header]
    while todo:
        new = graph.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached


def check_header(header, layer, text, table):
    """Yields (line, message) for each edge that is not allowed."""
    for line, angled, name in includes(text):
        if name.startswith("sne/"):
            target = name[len("sne/"):]
            target_layer = table.get(target)
            if target_layer is None:
                yield line, f"includes {name}, which is not in the table"
            elif target_layer in ("leaf", "set"):
                yield line, f"includes {name}: no header may include an adapter or a set"
            elif layer == "set" and target_layer not in RULES:
                yield line, f"includes {name} ({target_layer}): a set is header-only"
            elif layer == "L5" or target_layer == "L5":
                yield line, f"includes {name}: the C interface stands alone"
            elif layer in ORDER and ORDER[target_layer] > ORDER[layer]:
                yield line, f"points upward: {layer} includes {name} ({target_layer})"
        elif not angled:
            yield line, f'write the full path: "{name}"'
        elif layer == "L5":
            if name not in C_STANDARD:
                yield line, f"<{name}> in the C interface"
        elif layer != "leaf":
            if name not in STANDARD:
                yield line, f"<{name}> is not of the C++ standard library"
            elif name in UNWELCOME and layer in (*RULES, "set"):
                yield line, f"<{name}> is too heavy or holds global state; not in {layer}"


def check_edges(root, table):
    faults = []
    base = root / "include" / "sne"
    found = sorted(p.relative_to(base).as_posix() for p in base.rglob("*") if p.suffix in (".hpp", ".h"))
    faults += [f"include/sne/{h}: has no layer (tests/layers/layers.txt)" for h in found if h not in table]
    faults += [f"tests/layers/layers.txt: {h} does not exist" for h in table if h not in found]

    graph = {}
    heap = set()
    for header in found:
        layer = table.get(header)
        if layer is None:
            continue
        text = strip_comments((base / header).read_text(encoding="utf-8"))
        faults += [f"include/sne/{header}:{line}: {what}" for line, what in check_header(header, layer, text, table)]
        if any(name in CONTAINERS for _, _, name in includes(text)):
            heap.add(header)
        graph[header] = {name[4:] for _, _, name in includes(text) if name.startswith("sne/")}

    if cycle := find_cycle(graph):
        faults.append("include cycle: " + " -> ".join(cycle))

    in_a_set = set()
    for header in (h for h, layer in table.items() if layer == "set" and h in graph):
        reached = reach(header, graph)
        faults += [f"include/sne/{header}: reaches {h}, which owns a container" for h in sorted(reached & heap)]
        in_a_set |= reached
    faults += [f"include/sne/{h}: no set reaches it" for h in found if table.get(h) in RULES and h not in in_a_set | heap]

    sources = [*base.rglob("*.hpp"), *base.rglob("*.h")]
    for folder in ("lib", "bindings"):
        sources += [p for p in (root / folder).rglob("*") if p.suffix in (".cc", ".hpp", ".h")]
    for path in sorted(sources):
        name = path.relative_to(root).as_posix()
        text = strip_comments(path.read_text(encoding="utf-8"))
        for match in AMBIENT.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{name}:{line}: {match[0]}: the day, the language and the zone are arguments")
        if not name.startswith(("lib/text/", "include/sne/adapt/")):
            faults += [f"{name}:{line}: ICU outside lib/text ({target})"
                       for line, _, target in includes(text) if target.startswith("unicode/")]
    return found, faults


def compile_headers(root, compiler, headers, extra=()):
    flags = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"]
    source = "".join(f"#include <sne/{header}>\n" for header in headers)
    done = subprocess.run([compiler, *flags, *extra, f"-I{root / 'include'}", "-x", "c++", "-"],
                          input=source, capture_output=True, text=True)
    return done.returncode, done.stderr


def compile_alone(root, compiler, header, layer):
    extra = ("-fno-exceptions", "-fno-rtti") if layer in (*RULES, "set") else ()
    # Twice, so that a missing include guard shows.
    return header, *compile_headers(root, compiler, [header, header], extra)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--compile", nargs="+", metavar="CXX", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    table = read_table(pathlib.Path(__file__).resolve().parent / "layers.txt")

    if not args.compile:
        found, faults = check_edges(args.root, table)
        print("\n".join(faults) if faults else f"{len(found)} headers, every edge allowed")
        return 1 if faults else 0

    failed = 0
    headers = [(h, layer) for h, layer in table.items() if layer not in ("leaf", "L5")]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        runs = [pool.submit(compile_alone, args.root, cxx, h, layer) for cxx in args.compile for h, layer in headers]
        for run in runs:
            header, code, stderr = run.result()
            if code != 0:
                failed += 1
                print(f"include/sne/{header} does not compile alone:\n{stderr}")
    print(f"{len(runs) - failed} of {len(runs)} headers compile alone")
    # One name stands for one thing: two headers that each give it another meaning link, and then fail far from here.
    for cxx in args.compile:
        code, stderr = compile_headers(args.root, cxx, [h for h, _ in headers])
        if code != 0:
            failed += 1
            print(f"the headers of include/sne do not compile together with {cxx}:\n{stderr}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
