#!/usr/bin/env python3
"""Compare the binary interface with the one that ships: check_abi.py LIBRARY DUMP HEADERS [--write]

Needs abidw and abidiff (Debian: abigail-tools); without them the test is skipped. `--write` records the present interface as the one that ships.
What abidiff says of an added function is no break; a change or a removal is.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
ADDITION = 0b0100  # ABIDIFF_ABI_CHANGE; its companion 0b1000 is an incompatible one


def dump(library: str, headers: str, into: pathlib.Path) -> None:
    # Only the public header matters; without debug information types would be missing.
    options = ["--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--drop-undefined-syms", "--drop-private-types"]
    subprocess.run(["abidw", *options, "--headers-dir", headers, "--out-file", str(into), library], check=True)


def main() -> int:
    library, shipped, headers = sys.argv[1:4]
    if not (shutil.which("abidw") and shutil.which("abidiff")):
        print("skipped: abidw and abidiff are not installed (Debian: abigail-tools)")
        return SKIPPED
    sections = subprocess.run(["readelf", "-S", library], capture_output=True, text=True, check=True).stdout
    if ".debug_info" not in sections:
        print("skipped: the library was built without debug information")
        return SKIPPED
    if "--write" in sys.argv:
        pathlib.Path(shipped).parent.mkdir(exist_ok=True)
        dump(library, headers, pathlib.Path(shipped))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        present = pathlib.Path(scratch, "present.abi")
        dump(library, headers, present)
        made = subprocess.run(["abidiff", "--no-added-syms", shipped, str(present)], capture_output=True, text=True)
    print(made.stdout, made.stderr)
    return int(made.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
