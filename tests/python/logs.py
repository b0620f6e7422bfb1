"""Small logs for the tests: one demand, or several, as CSV text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import sne

FILED = {
    "demand": "D1", "event": "file", "effective": "2023-10-01", "recorded": "2023-10-01", "actor": "lessor",
    "actor_id": "L1", "territory": "059", "channel": "counter", "form": "yes", "identity": "identity",
    "nationality": "french", "duplicate": "none", "typology": "T2",
}  # fmt: skip
NOTIFIED = {
    "demand": "D1", "event": "notice", "effective": "2024-08-28", "recorded": "2024-08-28", "actor": "manager",
    "channel": "post", "content": "yes",
}  # fmt: skip
TOO_EARLY = {"demand": "D1", "event": "radiate", "motive": "e", "effective": "2024-10-02", "recorded": "2024-10-02", "actor": "manager"}
RADIATED = {**TOO_EARLY, "effective": "2024-11-01", "recorded": "2024-11-01"}
LIFE = (FILED, NOTIFIED, TOO_EARLY, RADIATED)


def as_csv(rows: Iterable[Mapping[str, str]], columns: Iterable[str] | None = None) -> str:
    """The rows under the columns that they fill, in the order of the contract."""
    held = list(rows)
    used = list(columns or [name for name in sne.log_columns if any(row.get(name) for row in held)])
    out = io.StringIO()
    writer = csv.DictWriter(out, used, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(held)
    return out.getvalue()
