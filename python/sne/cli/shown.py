"""What the commands print: tables, JSON, progress (affichage)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


#: Cells up to this length are never cut over two lines.
_SHORT = 20


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "as_py"):
        return plain(value.as_py())
    raise TypeError(type(value).__name__)


def show_json(value: Any) -> None:
    """One JSON document on the standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = ()) -> None:
    """A table; `numbers` are the columns set to the right."""
    right = set(numbers)
    held = [["" if cell is None else str(cell) for cell in row] for row in rows]
    short = {place for place in range(len(heads)) if all(len(row[place]) <= _SHORT for row in held)}
    shown = Table(header_style="bold", box=box.SIMPLE_HEAD, padding=0)
    for place, head in enumerate(heads):
        shown.add_column(head, justify="right" if place in right else "left", overflow="fold", no_wrap=place in short)
    for row in held:
        shown.add_row(*row)
    if title:
        out.print(title, style="bold", markup=False)
    # Rather a line too long for the terminal than a figure cut short.
    widths = (max(len(head), *(len(row[place]) for row in held), 0) if place in short else _SHORT for place, head in enumerate(heads))
    least = sum(widths) + len(heads) + 1
    width, out.width = out.width, max(least, out.width)
    out.print(shown)
    out.width = width


def grouped(count: int) -> str:
    """A count in groups of three, with narrow no-break spaces."""
    return f"{count:,}".replace(",", "\u202f")


@contextmanager
def progress(label: str, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the standard error; yields what to call with the work done and known."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
