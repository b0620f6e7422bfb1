#!/usr/bin/env python3
"""Run every snippet of the README and of the tutorials.

    run_snippets.py [--prefix DIR] [--compiler CXX] FILE.md...

The language after the fence decides what is done with the block:

    ```cpp       a whole program: compiled without warnings, linked, run
    ```python    run; the blocks of one file share one namespace
    ```console   each line that starts with "$ " is run by the shell; the lines
                 below it, if any, are its standard output. A command may end
                 with "# exit 2" when it must fail with that code.
    ```text output
                 the standard output of the cpp or python block just above

A further word after the language (```cpp fragment, ```python sketch) means
"do not run": the block is counted and named. Other languages are not touched.
In an expected output a line "..." stands for any number of lines, spaces at the end
of a line do not count, and a no-break space, which a page does not show, is a space. Everything runs in a scratch folder that holds a
link to the repository's docs/ and README, so a path written for the reader works.

--prefix is where the library is installed (pkg-config sne is read there). For
Python and the commands, run this file with the interpreter `sne` is installed in.
"""

import argparse
import contextlib
import io
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*([^\n]*)\n(.*?)^\1\2[ \t]*$", re.M | re.S)


def blocks(text):
    """Yields (line, words of the info string, code)."""
    for match in FENCE.finditer(text):
        indent, _, info, code = match.groups()
        lines = [line.removeprefix(indent) for line in code.splitlines()]
        yield text.count("\n", 0, match.start()) + 1, info.split(), "\n".join(lines) + "\n"


def same_output(expected, actual):
    def tidy(text):
        plain = text.replace("\u00a0", " ").replace("\u202f", " ")
        return [line.rstrip() for line in plain.strip("\n").split("\n")]

    expected, actual = tidy(expected), tidy(actual)
    pattern = "".join(r"(?:[^\n]*\n)*" if line.strip() == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def difference(expected, actual):
    return f"--- expected\n{expected.rstrip()}\n--- got\n{actual.rstrip()}\n"


class Cpp:
    def __init__(self, compiler, prefix, scratch):
        self.compiler, self.scratch = compiler, scratch
        self.flags = ["-I" + str(ROOT / "include")]
        self.libraries = []
        if prefix:
            folders = sorted({str(p.parent) for p in pathlib.Path(prefix).resolve().rglob("sne.pc")})
            environment = dict(os.environ, PKG_CONFIG_PATH=":".join(folders))

            def pkg_config(what):
                words = ["pkg-config", "--static", what, "sne"]
                return shlex.split(subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout)

            self.flags, self.libraries = pkg_config("--cflags"), pkg_config("--libs")

    def run(self, code):
        source, program = self.scratch / "snippet.cc", self.scratch / "snippet"
        source.write_text(code, encoding="utf-8")
        command = [self.compiler, "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror",
                   *self.flags, str(source), "-o", str(program), *self.libraries]
        built = subprocess.run(command, capture_output=True, text=True)
        if built.returncode:
            return None, built.stderr
        done = subprocess.run([str(program)], capture_output=True, text=True, cwd=self.scratch)
        return (done.stdout, "") if done.returncode == 0 else (None, f"exit {done.returncode}\n{done.stdout}{done.stderr}")


def run_python(code, namespace, name, line):
    stdout = io.StringIO()
    try:
        # Blank lines in front keep the line numbers of a traceback those of the page.
        program = compile("\n" * line + code, name, "exec")
        with contextlib.redirect_stdout(stdout):
            exec(program, namespace)
    except Exception:
        return None, traceback.format_exc()
    return stdout.getvalue(), ""


def run_console(code, scratch):
    """Yields (offset, command, complaint)."""
    environment = dict(os.environ, PATH=os.path.dirname(sys.executable) + ":" + os.environ["PATH"],
                       COLUMNS="100", NO_COLOR="1", TERM="dumb", PYTHONUTF8="1", LC_ALL="C.UTF-8")
    commands = []
    for offset, line in enumerate(code.splitlines(), 1):
        if line.startswith("$ "):
            commands.append((offset, line[2:], []))
        elif commands:
            commands[-1][2].append(line)
    for offset, command, expected in commands:
        wanted = re.search(r"#\s*exit (\d+)\s*$", command)
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=scratch, env=environment,
                              stdin=subprocess.DEVNULL)
        expected = "\n".join(expected)
        if done.returncode != int(wanted[1] if wanted else 0):
            yield offset, command, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
        elif expected.strip() and not same_output(expected, done.stdout):
            yield offset, command, difference(expected, done.stdout)
        else:
            yield offset, command, ""


def run_page(path, cpp, scratch):
    """Yields (line, what, complaint) for each snippet run; complaint is None for one left alone."""
    namespace = {"__name__": "__main__"}
    last = None
    for line, info, code in blocks(path.read_text(encoding="utf-8")):
        language, further = (info[0], info[1:]) if info else ("", [])
        if info == ["text", "output"]:
            if last is None:
                yield line, "output", "no cpp or python block above"
            elif last[0] is not None and not same_output(code, last[0]):
                yield line, "output", difference(code, last[0])
            continue
        last = None
        if language not in ("cpp", "python", "console"):
            continue
        if further:
            yield line, " ".join(info), None
        elif language == "console":
            for offset, command, complaint in run_console(code, scratch):
                yield line + offset, f"console: {command}", complaint
        else:
            last = cpp.run(code) if language == "cpp" else run_python(code, namespace, str(path), line)
            yield line, language, "" if last[0] is not None else last[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prefix", type=pathlib.Path)
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    args.pages = [page.resolve() for page in args.pages]
    args.prefix = args.prefix and args.prefix.resolve()

    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        for name in ("docs", "lib", "tests", "README.md"):
            if (ROOT / name).exists():
                (scratch / name).symlink_to(ROOT / name)
        os.chdir(scratch)
        cpp = Cpp(args.compiler, args.prefix, scratch)
        for page in args.pages:
            for line, what, complaint in run_page(page, cpp, scratch):
                where = f"{page.relative_to(ROOT) if page.is_relative_to(ROOT) else page}:{line}"
                if complaint is None:
                    print(f"{where}: {what}: not run")
                elif complaint:
                    failed += 1
                    print(f"{where}: {what}: FAILED\n{complaint}")
                else:
                    passed += 1
    print(f"snippets: {passed} passed, {failed} failed, {len(args.pages)} pages")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
