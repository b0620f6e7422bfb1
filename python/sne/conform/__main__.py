"""`python -m sne.conform`: the runner of the conformance suite."""

import sys

from sne.conform import runner

sys.exit(runner().main())
