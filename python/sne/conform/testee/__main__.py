"""`python -m sne.conform.testee`: answers the conformance protocol on standard input and output."""

import sne
from sne.conform import runner
from sne.conform.testee import OPERATIONS

runner().serve(OPERATIONS, "sne, Python", sne.__version__)
