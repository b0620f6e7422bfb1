"""Where the contract is silent or torn: one name for each choice, argued in QUESTIONS.md under the same name."""

from __future__ import annotations

#: Above the ceiling for certain, on which side of 120 % unknown: unknown, since the two answers differ.
SHARE_MAY_BE_UNKNOWN = True
#: A later period that some value of an unknown fact would make usable lowers the low bound of the income.
OPEN_PERIODS_LOWER_THE_INCOME = True
#: No paper is asked of a person under 18, even of one who will sign.
MINORS_NEVER_TESTED = True
#: A verdict without a ceiling says nothing of the ceiling or of the income.
WAIVED_SAYS_NO_AMOUNT = True
#: While the day of the separation is missing, neither the income nor the partner refuses: they may not count at all.
SEPARATION_OPEN_LEAVES_THE_REST_OPEN = True
