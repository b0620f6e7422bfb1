"""The command `sne`: every question of the library, from a terminal. See docs/cli.md."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point. Errors are one line on the standard error, never a traceback."""
    from .app import run

    sys.exit(run(sys.argv[1:]))
