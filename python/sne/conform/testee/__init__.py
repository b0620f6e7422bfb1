"""The library through its Python face, as a testee of the conformance suite: `python -m sne.conform.testee`.

One module a family of operations; each is a table of functions from `in` to `out`, which other languages mirror.
"""

from __future__ import annotations

from sne.conform.testee import commission, dates, eligibility, lifecycle, mediation, numbers, priority, scoring
from sne.conform.testee._shared import Operation

#: Every operation of tests/conformance/SPEC.md that has a Python face.
OPERATIONS: dict[str, Operation] = {
    **dates.OPERATIONS,
    **numbers.OPERATIONS,
    **lifecycle.OPERATIONS,
    **mediation.OPERATIONS,
    **eligibility.OPERATIONS,
    **priority.OPERATIONS,
    **commission.OPERATIONS,
    **scoring.OPERATIONS,
}
