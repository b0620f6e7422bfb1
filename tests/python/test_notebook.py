"""The notebooks of the tutorials run, and show what is checked in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs/tutorials").glob("*.ipynb"))
RUNNER = ROOT / "tests/readme/run_notebook.py"


def run(notebook: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, RUNNER, notebook], capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_checked_in(notebook: Path, tmp_path: Path) -> None:
    done = run(notebook, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_one(notebook: Path) -> None:
    """What Jupyter asks of a file of format 4.5."""
    read = json.loads(notebook.read_text(encoding="utf-8"))
    assert (read["nbformat"], read["nbformat_minor"]) == (4, 5) and read["metadata"]["kernelspec"]["name"] == "python3"
    assert len({cell["id"] for cell in read["cells"]}) == len(read["cells"])
    for cell in read["cells"]:
        kind = {"code": {"execution_count", "outputs"}, "markdown": set()}[cell["cell_type"]]
        assert cell.keys() == {"cell_type", "id", "metadata", "source"} | kind


@pytest.mark.parametrize(
    ("source", "outputs", "said"),
    [
        ("print(1)\n", [{"name": "stdout", "output_type": "stream", "text": ["2\n"]}], "shows something else"),
        ("raise ValueError('told')", [], "ValueError: told"),
        ("1 +", [], "SyntaxError"),
    ],
)
def test_the_runner_sees_what_is_wrong(source: str, outputs: list[object], said: str, tmp_path: Path) -> None:
    notebook = tmp_path / "wrong.ipynb"
    notebook.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [source], "outputs": outputs}]}), encoding="utf-8")
    done = run(notebook, tmp_path)
    assert done.returncode == 1 and said in done.stdout + done.stderr


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
