#!/usr/bin/env python3
"""Compile and run the programs of a page and compare what they print: check_page.py PAGE SCRATCH LIBRARY COMPILER [FLAG...]

A block ```c with a `main` is a whole program; the block ```text after it is what it prints. Each is compiled as C99 and linked with the library.
"""

import pathlib
import re
import subprocess
import sys

page, scratch, library, compiler, *flags = sys.argv[1:]
folder = pathlib.Path(scratch)
folder.mkdir(parents=True, exist_ok=True)
include = pathlib.Path(page).resolve().parents[1] / "include"
beside = pathlib.Path(library).parent
blocks = re.findall(r"^```c\n(.*?)^```\n+(?:```text\n(.*?)^```)?", pathlib.Path(page).read_text(encoding="utf-8"), re.M | re.S)
programs = [(source, printed) for source, printed in blocks if "int main" in source]
words = [flag for group in flags for flag in group.split() if flag.startswith("-fsanitize")]
failed = 0
for number, (source, printed) in enumerate(programs):
    file = folder / f"page_{number}.c"
    file.write_text(source, encoding="utf-8")
    built = folder / f"page_{number}"
    command = [compiler, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{include}", str(file), *words, f"-L{beside}", "-lsne_c",
               f"-Wl,-rpath,{beside}", "-o", str(built)]  # fmt: skip
    subprocess.run(command, check=True)
    ran = subprocess.run([str(built)], capture_output=True, text=True)
    if ran.returncode != 0 or ran.stdout != printed:
        failed += 1
        print(f"{page}: program {number + 1}: status {ran.returncode}\n--- printed\n{ran.stdout}--- the page says\n{printed}{ran.stderr}")
print(f"{len(programs)} programs of {page}, {failed} wrong")
sys.exit(int(failed != 0 or not programs))
