#!/usr/bin/env python3
"""Prove that misuse is refused by the compiler, and for the right reason.

    run.py --compiler CXX --include DIR FILE.cc...

A file is a correct program with cases in it. Each case is announced by a
comment that gives the regular expression its diagnostics must match:

    // CASE adds_money_to_a_date: no match for 'operator\\+'
    #ifdef CASE_adds_money_to_a_date
    ...
    #endif

The file must compile with no case defined, and must not compile with any one of
them. Without the first half, a case would pass for a missing include.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

CASE = re.compile(r"^// CASE (\w+): (.+)$", re.M)


def compile_with(compiler, include, path, case=None):
    # Without assertions: a case must not depend on them to be refused.
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unused-const-variable",
               "-DNDEBUG", f"-I{include}", str(path)]
    if case:
        command.append(f"-DCASE_{case}")
    # Diagnostics in English with straight quotes, wherever it runs.
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, LC_ALL="C"))
    return done.returncode == 0, done.stderr


def judge(compiler, include, path, case, pattern):
    """An empty string when the case is refused as announced."""
    compiled, stderr = compile_with(compiler, include, path, case)
    if case is None:
        return "" if compiled else f"{path.name}: does not compile without a case:\n{stderr}"
    if compiled:
        return f"{path.name}: {case} compiles"
    if not re.search(pattern, stderr):
        return f"{path.name}: {case} is refused, but not with {pattern!r}:\n{stderr}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    args = parser.parse_args()

    jobs, faults = [], []
    for path in args.files:
        text = path.read_text(encoding="utf-8")
        cases = CASE.findall(text)
        used = set(re.findall(r"\bCASE_(\w+)", text))
        for name in used ^ {name for name, _ in cases}:
            faults.append(f"{path.name}: {name} is announced without code, or used without announcement")
        jobs += [(path, None, "")] + [(path, name, pattern) for name, pattern in cases]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda job: judge(args.compiler, args.include, *job), jobs)
        faults += [fault for fault in results if fault]
    for fault in faults:
        print(fault)
    cases = sum(1 for _, case, _ in jobs if case)
    print(f"{len(args.files)} files, {cases} cases, {len(faults)} faults")
    return 1 if faults or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
