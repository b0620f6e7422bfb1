#!/usr/bin/env python3
"""The pure-Python oracle of tests/differential as a testee. Standard library only.

    sne_conform.py run --known oracle.known -- python3 oracle_testee.py [MUTANT]

With the name of a mutant of mutants.py, the oracle with that fault in it: to see what a report looks like.
"""

import sys

import run_oracle
import sne_conform


def guarded(operation):
    """What the oracle leaves out is skipped."""

    def run(case):
        said = operation(case)
        if said is run_oracle.SKIPPED:
            raise sne_conform.NotHere("the oracle does not take this case")
        return said

    return run


OPERATIONS = {name: guarded(operation) for name, operation in run_oracle.OPERATIONS.items()}

if __name__ == "__main__":
    name = "sne oracle"
    if len(sys.argv) > 1:
        import mutants

        name += ", " + sys.argv[1]
        mutants.MUTANTS[sys.argv[1]].apply()
    sne_conform.serve(OPERATIONS, name, "1", ("2000-11-08", "2026-12-31"))
