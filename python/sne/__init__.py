"""The rules of French social housing demand (demande de logement social).

May this demand be radiated today, and if not, why?

>>> import sne
>>> demand = sne.Demand(stored="registered", territory="059", initial="2023-10-01", notice="2024-08-28")
>>> radiation = sne.Event("radiate", motive="e", effective="2024-10-02", recorded="2024-10-02", actor="manager")
>>> sne.decide(demand, radiation)
<sne.Decision refused; TOLERANCE_RUNNING; from 2024-11-01>
>>> sne.decide(demand, radiation, policy=sne.Policy.law()).accepted
True

Days are `datetime.date` (ISO texts are read too), codes are `str`, facts are `bool` or None when nobody knows.
A decision is a value; only malformed input raises, and only `FormatError`. What needs NumPy or Arrow is imported
when it is first used: `sne.replay`, `sne.read_log`, `sne.frames`.
"""

from __future__ import annotations

from sne._core import (
    Actor,
    Allocation,
    Citation,
    DatedRule,
    Decision,
    Demand,
    Event,
    Flow,
    FlowLine,
    Folded,
    LawBook,
    LegacyNumber,
    NationalDemand,
    NationalNumber,
    NumberIssue,
    NumberSequence,
    Opening,
    Policy,
    Procedure,
    Radiation,
    Reason,
    SeparationClaim,
    Situation,
    Territory,
    Timeline,
    UniqueNumber,
    abnormal_delay_from,
    answer_due_without_commission,
    calendar_of,
    columns,
    court_action_from,
    court_open_for_abnormal_delay,
    day_in_words,
    decide,
    diagram,
    fold,
    in_words,
    is_working_day,
    judge_decision_due,
    may_read,
    mediation_decision_due,
    merge,
    next_working_day,
    open_events,
    reception_due,
    rule_ids,
    shelter_decision_due,
    shelter_offer_due,
)
from sne._core import version as __version__
from sne._errors import FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sne import frames, number
    from sne.log import Log, Replay, read_log, replay

__all__ = [
    "Actor",
    "Allocation",
    "Citation",
    "DatedRule",
    "Decision",
    "Demand",
    "Event",
    "Flow",
    "FlowLine",
    "Folded",
    "FormatError",
    "LawBook",
    "LegacyNumber",
    "Log",
    "NationalDemand",
    "NationalNumber",
    "NumberIssue",
    "NumberSequence",
    "Opening",
    "Policy",
    "Procedure",
    "Radiation",
    "Reason",
    "Replay",
    "SeparationClaim",
    "Situation",
    "Territory",
    "Timeline",
    "UniqueNumber",
    "__version__",
    "abnormal_delay_from",
    "answer_due_without_commission",
    "calendar_of",
    "columns",
    "court_action_from",
    "court_open_for_abnormal_delay",
    "day_in_words",
    "decide",
    "diagram",
    "fold",
    "frames",
    "in_words",
    "is_working_day",
    "judge_decision_due",
    "may_read",
    "mediation_decision_due",
    "merge",
    "number",
    "next_working_day",
    "open_events",
    "read_log",
    "replay",
    "reception_due",
    "rule_ids",
    "seniority_months",
    "shelter_decision_due",
    "shelter_offer_due",
]

_LATER = {"Log": "log", "Replay": "log", "read_log": "log", "replay": "log", "frames": "", "log": "", "number": ""}


def seniority_months(demand: Demand, on: object) -> int | None:
    """Whole months of seniority on a day (ancienneté en mois); None before registration.

    >>> seniority_months(Demand(stored="registered", initial="2018-03-15"), "2024-03-14")
    71
    """
    return demand.seniority_months(on)  # type: ignore[arg-type]


def __getattr__(name: str) -> object:
    """What costs an import of its own, fetched on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'sne' has no attribute {name!r}")
    import importlib

    module = importlib.import_module(f"sne.{_LATER[name] or name}")
    found: object = getattr(module, name) if _LATER[name] else module
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
