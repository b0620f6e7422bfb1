"""The rules on whole columns (traitement par colonnes): millions of rows in one call.

>>> from datetime import date
>>> from sne import columns
>>> table = columns.deadlines([date(2024, 2, 29), None], as_of="2024-12-29")
>>> table["standing"].to_numpy().tolist(), table["status"].to_numpy().tolist()
(['renewable', None], [0, 12])
>>> columns.fault_names[12]
'MISSING_VALUE'

A column is whatever has an Arrow door (polars, pyarrow, pandas, DuckDB), a NumPy array, or a list. A row that cannot be read has the number of its
fault in `status` and is missing in the other columns; what is wrong with a whole column raises `FormatError`. Days are days, money is cents, ceilings
are euros. `threads`: as many as there are cores unless said otherwise; the answer is the same. The table holds the columns that it was made from, for
`table.explain(row)`, which judges one row again by the scalar functions.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sne import _core
from sne._column_replay import ActColumns, ColumnReplay, columns_of, replay
from sne._core import LawBook, Policy

if TYPE_CHECKING:
    from sne._core import Table

__all__ = [
    "ActColumns",
    "ColumnReplay",
    "ceilings",
    "code_names",
    "columns_of",
    "communes",
    "deadlines",
    "fault_names",
    "judge_demands",
    "judge_incomes",
    "notice_channels",
    "parse_numbers",
    "replay",
]

Day = date | str

#: The names of the faults by the numbers that `status` holds; 0, a row that was read, is not among them.
fault_names: dict[int, str] = _core.fault_names()

#: The names that each column of codes may hold, in the order of their numbers.
code_names: dict[str, tuple[str, ...]] = _core.code_names()

# What is worked out once for a law, a policy and a day, and read by every call: values, so that keeping some changes no answer.
_deadline_rules = lru_cache(maxsize=16)(_core.DeadlineRules)
_ceiling_rules = lru_cache(maxsize=16)(_core.CeilingRules)
_commune_rules = lru_cache(maxsize=4)(_core.CommuneRules)


def parse_numbers(numbers: Any, *, threads: int | None = None) -> Table:
    """Unique numbers (numéros uniques), each read as `sne.number.parse` reads it.

    Columns: `status`, `at` (offset of the fault in bytes, 255 and beyond as 255), `number` (18 characters), `territory`, `month` (its first day),
    `sequence`, `registrar`.
    """
    return _core.parse_number_rows(numbers, threads)


def deadlines(
    base: Any,
    as_of: Day,
    *,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    days: bool = False,
    threads: int | None = None,
) -> Table:
    """The calendar of each demand from its base date, and where it stands on a day (échéances). `days`: whole numbers are days since 1970-01-01.

    Columns: `status`, `last_valid`, `notice_latest`, `radiation` (first day of motive e: by the law, or in practice under the policy of the SNE),
    `standing` ('not_yet', 'active', 'renewable', 'last_month', 'expired', 'lapsed', 'closed').
    """
    return _core.deadline_rows(base, _deadline_rules(law, policy, as_of), days, threads)


def notice_channels(
    online_user: Any,
    wants_post: Any,
    accepts_email: Any,
    email_known: Any,
    day: Day,
    *,
    law: LawBook = LawBook.builtin(),
    threads: int | None = None,
) -> Table:
    """The channels by which each notice must go on a day (canaux du préavis). Columns: `status`, `post`, `email`, `delivery_proof`."""
    return _core.notice_channel_rows(online_user, wants_post, accepts_email, email_known, day, law, threads)


def communes(code: Any, day: Day, *, policy: Policy = Policy.sne(), threads: int | None = None) -> Table:
    """Where the commune of each INSEE code lies on a day (communes): for the ceilings, for the registration and for statistics.

    Columns: `status`, `zone`, `territory` (of registration: '111' for Paris from 2011-03-28), `region` (INSEE number), `epci` (SIREN, a number), missing
    where there is none. A postal code is not a code of INSEE.
    """
    return _core.commune_rows(code, _commune_rules(day, policy), threads)


def ceilings(
    zone: Any,
    category: Any,
    extra: Any = None,
    *,
    product: str,
    day: Day,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    threads: int | None = None,
) -> Table:
    """The ceiling of each household for a product on a day (plafonds). Columns: `status`, `ceiling` in euros, missing where no text was seen."""
    return _core.ceiling_rows(zone, category, extra, _ceiling_rules(product, day, law, policy), threads)


def judge_incomes(
    zone: Any,
    category: Any,
    n_2: Any,
    n_1: Any = None,
    months: Any = None,
    extra: Any = None,
    *,
    product: str,
    day: Day,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    threads: int | None = None,
) -> Table:
    """Households under or above their ceiling (éligibilité par les ressources), from sums in cents of year n-2, n-1 and the last twelve months.

    Columns: `status`, `outcome`, `basis`, `reason`, `rule` (that which decided: its article is `law.citation(rule, day)`), `ceiling` in euros, `income`
    and `margin` in cents, missing where they are not settled. Only the resources are judged: `sne.evaluate` judges a whole household.
    """
    return _core.income_rows(zone, category, n_2, n_1, months, extra, _ceiling_rules(product, day, law, policy), threads)


def judge_demands(
    base: Any,
    as_of: Day,
    zone: Any,
    category: Any,
    n_2: Any,
    n_1: Any = None,
    months: Any = None,
    extra: Any = None,
    *,
    product: str,
    day: Day | None = None,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    days: bool = False,
    threads: int | None = None,
) -> Table:
    """`deadlines` and `judge_incomes` in one pass over the rows (situation de chaque demande); the ceilings are those of `day`, else of `as_of`.

    Each half has its own faults: `status` is that of the calendar, `income_status` that of the household.
    """
    rules = _ceiling_rules(product, as_of if day is None else day, law, policy)
    return _core.demand_rows(base, _deadline_rules(law, policy, as_of), zone, category, n_2, n_1, months, extra, rules, days, threads)
