"""Households and verdicts as Python values (ménages et verdicts): the fields of docs/households.md under their own names.

>>> from sne import Household, Income, Person, evaluate
>>> home = Household((
...     Person("applicant", "1986-01-01", nationality="french", card="none", incomes=(Income("notice", 5_000_000, year=2024),)),
...     Person("spouse", "1988-01-01", nationality="french", card="none", on_notice=True),
...     Person("child", "2017-01-01", card="none"),
... ))
>>> verdict = evaluate(home, "PLUS", commune="92012", as_of="2026-03-12")
>>> verdict.outcome, verdict.ceiling, verdict.margin
('eligible', 52740, 274000)

Facts are `bool`, or None when nobody knows; claims are `bool`. Money is in cents, ceilings are in euros.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, overload

from sne import _core
from sne._core import LawBook, Policy
from sne._errors import FormatError

Day = date | str


class _Unprinted:
    """A value about a person: its printed form says what it is and nothing of what it holds, since it may end in a log."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, repr=False)
class Income(_Unprinted):
    """One income of one person in one period (revenu): a civil year, or None for the last twelve months."""

    kind: str
    cents: int
    year: int | None = None
    notice: int | None = None


@dataclass(frozen=True, repr=False)
class Person(_Unprinted):
    """A person of the household (personne du ménage)."""

    tie: str
    born: Day
    signs: bool | None = None
    on_notice: bool | None = None
    own_return: bool = False
    attached: bool | None = None
    student: bool = False
    apprentice: bool = False
    infirm: bool = False
    own_family: bool = False
    emancipated: bool = False
    custody: str | None = None
    card: str | None = None
    card_until: Day | None = None
    nationality: str | None = None
    stay: str | None = None
    stay_until: Day | None = None
    renewal_receipt_until: Day | None = None
    owns: str | None = None
    protection_order: Day | None = None
    incomes: tuple[Income, ...] = ()


@dataclass(frozen=True, repr=False)
class Separation(_Unprinted):
    """A separation and the day of the paper that shows it (séparation)."""

    case: str
    since: Day | None = None
    couple: str | None = None


@dataclass(frozen=True, repr=False)
class CareHome(_Unprinted):
    """What a care home cost (EHPAD): pairs of a year, or None for the last twelve months, and cents."""

    of: str
    costs: tuple[tuple[int | None, int], ...] = ()


@dataclass(frozen=True, repr=False)
class Household(_Unprinted):
    """The persons who will live in a dwelling, as a demand tells them (ménage)."""

    persons: tuple[Person, ...]
    body: str | None = None
    main_residence: bool | None = None
    unborn: int = 0
    pregnancy_certificate: bool | None = None
    separation: Separation | None = None
    care_home: CareHome | None = None
    monthly_resources: int | None = None
    housing_benefit: int | None = None
    alimony_paid: int | None = None


@dataclass(frozen=True)
class LocalOrder:
    """A local ceiling (dérogation locale): in percent of the annex, or the amount stated for the household."""

    first_day: Day
    last_day: Day
    percent: int | None = None
    kind: str = "prefect"
    euros: int | None = None


@dataclass(frozen=True)
class Letting:
    """What would be let, and how (logement proposé): where it stands by `commune` or by `zone`."""

    commune: str | None = None
    zone: str | None = None
    route: str | None = None
    stage: str | None = None
    entry: Day | None = None
    share_at_120_open: bool = False
    local_order: LocalOrder | None = None


@dataclass(frozen=True)
class Missing:
    """An input that would help to settle an unknown: a field, and the row of a person."""

    field: str
    row: int | None = None


@dataclass(frozen=True)
class Ground:
    """What a reason or a warning rests on (fondement): its rule, and the article in its version of the day."""

    code: str
    rule: str
    citation: str
    article: str
    mark: str
    row: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What the law answers for one product (verdict). What is not known is None."""

    product: str
    outcome: str
    law_id: str
    zone: str | None = None
    category: int | None = None
    category_rule: str | None = None
    persons: int = 0
    dependants: int = 0
    extra: int | None = None
    ceiling: int | None = None
    income: int | None = None
    income_basis: str | None = None
    income_year: int | None = None
    deduction: int | None = None
    whose: str = "household"
    margin: int | None = None
    provisional: bool = False
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    earliest: date | None = None
    mark: str = "text"
    because: tuple[Ground, ...] = ()

    @property
    def eligible(self) -> bool | None:
        """Yes, no, or None when it depends on what is missing; above the ceiling within the open share is yes."""
        return {"eligible": True, "over_within_share": True, "not_eligible": False}.get(self.outcome)


#: Names that JSON writes otherwise.
_KEYS = {"first_day": "from", "last_day": "to"}


def _plain(value: Any) -> Any:
    """A value as the contract's JSON holds it: what is not known is left out."""
    if isinstance(value, CareHome):
        return {"of": value.of, "costs": [{"year": year, "cents": cents} for year, cents in value.costs]}
    if is_dataclass(value):
        held = ((_KEYS.get(one.name, one.name), getattr(value, one.name)) for one in fields(value))
        return {name: _plain(one) for name, one in held if one is not None and one is not False and one != ()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


#: Facts for which no is not the same as not known.
_FACTS = frozenset(("signs", "on_notice", "attached", "main_residence", "pregnancy_certificate"))


def _with_facts(value: Any, said: dict[str, Any]) -> dict[str, Any]:
    for name in _FACTS:
        if getattr(value, name, None) is False:
            said[name] = False
    return said


def question_json(household: Household, product: str | None = None, letting: Letting | None = None, *, as_of: Day, **place: Any) -> str:
    """The question as the JSON of the contract (question d'éligibilité), for `explain_verdict` or for another system.

    `place`: the fields of `Letting`, when no letting is given.
    """
    if letting is not None and place:
        raise TypeError("a letting is given: its fields are not given apart")
    said = _with_facts(household, _plain(household))
    said["persons"] = [_with_facts(one, _plain(one)) for one in household.persons]
    said |= _plain(letting if letting is not None else Letting(**place))
    said["as_of"] = _plain(as_of)
    if product is not None:
        said["product"] = product
    return json.dumps(said, ensure_ascii=False)


def format_error(fault: dict[str, Any]) -> FormatError:
    """A fault of the JSON as the exception of the package."""
    field = fault.get("field", "")
    codes = _core.input_codes(field) if fault["fault"] == "UNKNOWN_CODE" else None
    return FormatError(fault["fault"], fault.get("at"), field, codes, fault.get("row"))


def verdict_of(said: dict[str, Any]) -> Verdict:
    """A verdict from its JSON."""
    made: dict[str, Any] = {name: tuple(said[name]) for name in ("reasons", "warnings")}
    made["missing"] = tuple(Missing(**one) for one in said["missing"])
    made["because"] = tuple(Ground(**one) for one in said["because"])
    if "earliest" in said:
        made["earliest"] = date.fromisoformat(said["earliest"])
    return Verdict(**(said | made))


@overload
def evaluate(
    household: Household, product: str, letting: Letting | None = ..., *, as_of: Day, law: LawBook = ..., policy: Policy = ..., **place: Any
) -> Verdict: ...
@overload
def evaluate(
    household: Household, product: None = ..., letting: Letting | None = ..., *, as_of: Day, law: LawBook = ..., policy: Policy = ..., **place: Any
) -> tuple[Verdict, ...]: ...
def evaluate(
    household: Household,
    product: str | None = None,
    letting: Letting | None = None,
    *,
    as_of: Day,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    **place: Any,
) -> Verdict | tuple[Verdict, ...]:
    """May this household be housed in a dwelling on a day, and why (évaluer l'éligibilité)? The verdict of one product, or those of the zone.

    `place`: the fields of `Letting`, when no letting is given: `commune="92012"`. Raises `FormatError` for what cannot be judged.
    """
    answer = json.loads(_core.evaluate_json(question_json(household, product, letting, as_of=as_of, **place), law, policy))
    if "fault" in answer[0]:
        raise format_error(answer[0])
    verdicts = tuple(verdict_of(one) for one in answer)
    return verdicts if product is None else verdicts[0]


def explain(
    household: Household,
    product: str | None = None,
    letting: Letting | None = None,
    *,
    as_of: Day,
    language: str = "fr",
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
    **place: Any,
) -> str:
    """The verdicts of `evaluate` in words (verdict motivé): what was read, tried, met and not met, with the articles, in 'fr' or 'en'.

    Plain text, an empty line between two products; `explain_verdict` gives it as JSON too. It holds the household's figures: treat it as the file.
    Raises `FormatError` for what cannot be judged.
    """
    evaluate(household, product, letting, as_of=as_of, law=law, policy=policy, **place)
    return _core.explain_verdict(question_json(household, product, letting, as_of=as_of, **place), language, "text", law, policy)


def evaluate_lines(
    source: bytes | str | os.PathLike[str],
    *,
    format: str | None = None,
    as_of: Day | None = None,
    commune: str | None = None,
    product: str | None = None,
    law: LawBook = LawBook.builtin(),
    policy: Policy = Policy.sne(),
) -> bytes:
    """Answers to a file of households, or to its bytes, as JSON Lines in the same order (évaluation en masse).

    The format is guessed, or 'json', 'jsonl', 'csv', 'xml'. A line has `household`, `line`, `id`, then `verdicts` or `fault`. When the document
    breaks off, the last line has its `fault` alone: the households before it were answered. Raises `OSError` for a file that cannot be opened.
    """
    if not isinstance(source, bytes):
        open(source, "rb").close()  # a path mistyped is no document: Python says so, not an answer
    pieces: list[bytes] = []
    named = source if isinstance(source, bytes) else os.fspath(source)
    fault = _core.answer_households(named, pieces.append, format=format, as_of=as_of, commune=commune, product=product, law=law, policy=policy)
    if fault is not None:
        pieces.append(b'{"fault":' + fault.encode() + b"}\n")
    return b"".join(pieces)
