"""Where the contract is silent or torn: one name for each choice, argued in QUESTIONS.md under the same name."""

from __future__ import annotations

#: Above the ceiling for certain, on which side of 120 % unknown: unknown, since the two answers differ.
SHARE_MAY_BE_UNKNOWN = True
#: A later period that some value of an unknown fact would make usable lowers the low bound of the income.
OPEN_PERIODS_LOWER_THE_INCOME = True
#: No paper is asked of a person under 18, even of one who will sign.
MINORS_NEVER_TESTED = True
#: While the day of the separation is missing, neither the income nor the partner refuses: they may not count at all.
SEPARATION_OPEN_LEAVES_THE_REST_OPEN = True
#: Whether a partner of 16 or 17 is a holder is not known while `signs` is empty, and so whether an income is asked.
A_YOUNG_PARTNER_MAY_BE_A_HOLDER = True
#: A separation that no law admits on the day is not admitted, whatever its day: nothing is missing.
A_CASE_OUT_OF_FORCE_NEEDS_NO_DAY = True
