"""The stub of the extension says what the extension holds, and the face is clean under mypy --strict."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, cwd=ROOT, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_stub_and_the_extension_agree() -> None:
    assert not _run("mypy.stubtest", "sne._core")


def test_the_face_is_typed() -> None:
    assert not _run("mypy", "--strict", "python/sne")
