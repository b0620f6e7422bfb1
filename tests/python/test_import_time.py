"""`import sne` brings nothing heavy: what needs it imports it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "pyarrow", "pandas", "rich", "typer", "click", "matplotlib", "asyncio", "json", "csv", "typing", "re")


def _loaded(code: str) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(said.stdout.split())


def test_import_brings_nothing_heavy() -> None:
    bare = _loaded("")
    brought = _loaded("import sne") - bare
    assert not brought & set(HEAVY), brought & set(HEAVY)


def test_the_verbs_of_a_vendor_bring_nothing_heavy() -> None:
    code = "import sne, sne.number\nsne.number.check('111')\nsne.decide(sne.Demand(), sne.Event('erase', effective='2024-01-01', recorded='2024-01-01', actor='system')).explain()"
    assert not (_loaded(code) - _loaded("")) & set(HEAVY)


def test_what_is_listed_can_be_fetched() -> None:
    import sne

    for name in sne.__all__:
        assert getattr(sne, name) is not None
