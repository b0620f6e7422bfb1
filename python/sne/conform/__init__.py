"""The conformance suite that the package carries: `python -m sne.conform run -- COMMAND`.

The runner is one file of the standard library, `sne_conform.py`; it stands with the vectors in the folder `suite` of the
installed package, and in `tests/conformance` of the sources.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["runner", "suite_folder"]

_RUNNER = "sne_conform.py"


def suite_folder() -> Path:
    """Where the vectors, the schema and the runner are."""
    here = Path(__file__).resolve().parent
    installed, sources = here / "suite", here.parents[2] / "tests" / "conformance"
    for folder in (installed, sources):
        if (folder / _RUNNER).exists():
            return folder
    raise FileNotFoundError(f"{_RUNNER}: neither in {installed} nor in {sources}")


def runner() -> ModuleType:
    """The runner, as a module."""
    name = "sne_conform"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, suite_folder() / _RUNNER)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
