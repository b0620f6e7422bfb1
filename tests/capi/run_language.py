#!/usr/bin/env python3
"""Run the conformance suite through the library from one language: run_language.py LANGUAGE LIBRARY SCRATCH

The harness is compiled with the declarations of capi/ and links the library as a vendor would. Where the tools of the language are not installed
the test is skipped, and says which.
"""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SKIPPED = 77
JNA = [pathlib.Path(folder, "jna.jar") for folder in os.environ.get("SNE_JNA", "/usr/share/java").split(os.pathsep)]


def need(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {language}: not installed: {', '.join(missing)}")
        sys.exit(SKIPPED)


def built(*command: object) -> None:
    made = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(made.stdout + made.stderr)


def pascal() -> "list[object]":
    need("fpc")
    program = scratch / "harness"
    built("fpc", "-Mdelphi", "-v0ew", "-vw", f"-Fu{ROOT / 'capi/pascal'}", f"-FU{scratch}", f"-Fl{beside}", f"-o{program}", HERE / "harness.pas")
    return [program]


def csharp() -> "list[object]":
    need("mcs", "mono")
    program = scratch / "Harness.exe"
    built("mcs", "-warnaserror", f"-out:{program}", HERE / "Harness.cs", ROOT / "capi/csharp/Sne.cs")
    return ["mono", program]


def java() -> "list[object]":
    need("javac", "java")
    jars = [jar for jar in JNA if jar.exists()]
    if not jars:
        print("skipped: java: no jna.jar (Debian: libjna-java, or its folder in SNE_JNA)")
        sys.exit(SKIPPED)
    built("javac", "-Xlint:all", "-Werror", "-cp", jars[0], "-d", scratch, HERE / "Harness.java", ROOT / "capi/java/sne/Sne.java")
    return ["java", "-Xshare:auto", f"-Djna.library.path={beside}", "-cp", os.pathsep.join([str(scratch), str(jars[0])]), "Harness"]


def ctypes() -> "list[object]":
    return [sys.executable, HERE / "harness_ctypes.py", library]


language, library, scratch = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
beside = library.parent
scratch.mkdir(parents=True, exist_ok=True)
testee = {"pascal": pascal, "csharp": csharp, "java": java, "ctypes": ctypes}[language]()
paths = os.pathsep.join(filter(None, [str(beside), os.environ.get("LD_LIBRARY_PATH")]))
runner = [sys.executable, ROOT / "tests/conformance/sne_conform.py", "run", "--no-skips", "--", *testee]
sys.exit(subprocess.run([str(word) for word in runner], env={**os.environ, "LD_LIBRARY_PATH": paths}).returncode)
