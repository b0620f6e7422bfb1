"""Oracles of what the two others leave out: priority, mediation grounds, occupancy, quotas, ...

Written from the rulebook and from the contract pages alone. Standard library only, slow and plain.
"""

from . import commission, dalo, occupancy, operations, pieces, priority, quartile
from .common import Fault


def answered(operation):
    """A fault is an answer."""

    def run(case):
        try:
            return operation(case)
        except Fault as fault:
            return fault.answer

    return run


MODULES = (priority, dalo, occupancy, pieces, quartile, commission, operations)
FURTHER = {name: answered(one) for module in MODULES for name, one in module.OPERATIONS.items()}
