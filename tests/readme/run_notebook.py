#!/usr/bin/env python3
"""Run every code cell of a notebook, in order and in one process, and compare what it shows with the outputs checked in.

    run_notebook.py [--write] NOTEBOOK.ipynb...

--write keeps what was shown as the outputs, after a change of the notebook or of the law.

As in Jupyter, a cell shows what it prints, then the value of its last line when that is an expression: its text, and its SVG when it has one. The
identifier of the law book, sixteen hexadecimal digits, may differ: it changes with any row of the law, which need not change an answer.
Exit status 1 when a cell raises or shows something else. Needs nothing but Python and what the cells import.
"""

import argparse
import ast
import contextlib
import difflib
import io
import json
import pathlib
import re
import sys
import traceback


def run_cell(source, name, namespace):
    """Runs one cell; gives the outputs of the notebook format."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    stdout, value = io.StringIO(), None
    with contextlib.redirect_stdout(stdout):
        exec(compile(tree, name, "exec"), namespace)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    outputs = []
    if stdout.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": stdout.getvalue().splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        if hasattr(value, "_repr_svg_"):
            data = {"image/svg+xml": value._repr_svg_().splitlines(keepends=True)} | data
        outputs.append({"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"})
    return outputs


def run(notebook, name):
    """Yields each code cell with what it shows; stops where a cell raises."""
    namespace = {"__name__": "__main__"}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            yield number, cell, run_cell("".join(cell["source"]), f"{name}, cell {number}", namespace)


def difference(kept, shown):
    """What differs, as lines of a diff; empty when nothing does."""
    texts = [json.dumps(outputs, indent=1, ensure_ascii=False, sort_keys=True) for outputs in (kept, shown)]
    lines = [re.sub(r"\b[0-9a-f]{16}\b", "<law book>", text).splitlines() for text in texts]
    return "\n".join(difflib.unified_diff(*lines, "checked in", "shown", lineterm="", n=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep what was shown as the outputs")
    parser.add_argument("notebooks", nargs="+", type=pathlib.Path)
    args = parser.parse_args()

    failed = 0
    for path in args.notebooks:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = 0
        try:
            for number, cell, shown in run(notebook, path.name):
                cells += 1
                if args.write:
                    cell["outputs"] = shown
                elif differs := difference(cell["outputs"], shown):
                    failed += 1
                    print(f"{path.name}, cell {number}: shows something else\n{differs}")
        except Exception:
            failed += 1
            traceback.print_exc()
        else:
            if args.write:
                path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{path.name}: {cells} cells run")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
