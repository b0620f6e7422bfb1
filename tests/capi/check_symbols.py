#!/usr/bin/env python3
"""The shared library exports the functions of the version script, under SNE_1.0, and nothing else: check_symbols.py LIBRARY MAP"""

import re
import subprocess
import sys

library, script = sys.argv[1:]
listed = set(re.findall(r"^\s+(sne_\w+);", open(script, encoding="utf-8").read(), re.M))
shown = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
exported = {line.split()[-1] for line in shown.splitlines() if line}
expected = {f"{name}@@SNE_1.0" for name in listed}
found = {name for name in exported if name != "SNE_1.0"}
for name in sorted(found ^ expected):
    print(f"{name}: {'exported, and not in the list' if name in found else 'in the list, and not exported'}")
needed = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
if "libsne_c.so.1" not in needed:
    print("the soname is not libsne_c.so.1")
if re.search(r"NEEDED.*\[libsne\.", needed):
    print("note: linked with a shared libsne")
sys.exit(int(found != expected or "libsne_c.so.1" not in needed))
