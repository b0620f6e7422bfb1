#!/usr/bin/env python3
"""Compare the binary interface with the one that ships: check_abi.py SCRATCH COMPILER [--write]

The interface is what the header declares under the names of the version script: a library without bodies is made of it, and its types and symbols are
compared with capi/abi/libsne_c.abi. (That the real library has these functions is for the compiler, and for check_symbols.py.) Needs abidw and
abidiff (Debian: abigail-tools); without them the test is skipped. `--write` records the present interface as the one that ships.
An added function is no break; a change or a removal is.
"""

import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "capi"))
import api
from languages import c

SKIPPED = 77
SHIPPED = ROOT / "capi/abi/libsne_c.abi"


def dump(folder: pathlib.Path, compiler: str) -> pathlib.Path:
    (folder / "sne_c.c").write_text(c.stub(api), encoding="utf-8")
    library = ["-std=c99", "-g", "-O0", "-fPIC", "-shared", "-Wl,-soname,libsne_c.so.1", f"-Wl,--version-script={ROOT / 'capi/libsne_c.map'}"]
    subprocess.run([compiler, *library, f"-I{ROOT / 'include'}", "sne_c.c", "-o", "libsne_c.so.1"], cwd=folder, check=True)
    quiet = ["--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--no-architecture"]
    subprocess.run(["abidw", *quiet, "--out-file", "present.abi", "libsne_c.so.1"], cwd=folder, check=True)
    return folder / "present.abi"


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    if not (shutil.which("abidw") and shutil.which("abidiff")):
        print("skipped: abidw and abidiff are not installed (Debian: abigail-tools)")
        return SKIPPED
    folder.mkdir(parents=True, exist_ok=True)
    present = dump(folder, sys.argv[2])
    if "--write" in sys.argv:
        SHIPPED.parent.mkdir(exist_ok=True)
        shutil.copyfile(present, SHIPPED)
        return 0
    made = subprocess.run(["abidiff", "--no-added-syms", str(SHIPPED), str(present)], capture_output=True, text=True)
    print(made.stdout, made.stderr)
    return int(made.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
