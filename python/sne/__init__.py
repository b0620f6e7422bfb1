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
The rules on millions of rows: `sne.columns`.

May this household be housed there, and why: `sne.evaluate`, in the values of `sne.eligibility`.
"""

from __future__ import annotations

from sne._core import (
    AbnormalWait,
    Actor,
    Allocation,
    AskedPiece,
    Ceiling,
    ChildProtection,
    Citation,
    CommissionFinding,
    Commune,
    DaloGround,
    DatedRule,
    Decision,
    DecisionCheck,
    DecisionKind,
    Demand,
    EssentialWorker,
    Event,
    Flow,
    FlowLine,
    Folded,
    FormVersion,
    GridIssue,
    LawBook,
    LawPackFault,
    LawPackReport,
    LegacyNumber,
    MinimumCandidates,
    NationalDemand,
    NationalNumber,
    NumberIssue,
    NumberSequence,
    OfferAnswer,
    Opening,
    Ownership,
    PlusShare,
    PlusShareAnswer,
    PlusShares,
    Policy,
    PriorityGround,
    PriorityPublics,
    Procedure,
    QuartileCounting,
    QuartileShare,
    Radiation,
    Reason,
    RefusalEffects,
    ReservedQuarter,
    RightToRemain,
    ScoreExplanation,
    ScoreLine,
    ScorePosition,
    ScoringGrid,
    ScoringObligation,
    SeparationClaim,
    Situation,
    SocialLease,
    SoleGround,
    Territory,
    Timeline,
    UnderOccupation,
    UniqueNumber,
    abnormal_delay_from,
    abnormal_delay_passed,
    answer_due_without_commission,
    below_minimum_surface,
    calendar_of,
    ceiling,
    check_decision,
    check_law_pack,
    child_protection_window,
    counts_at_60,
    court_action_from,
    court_open_for_abnormal_delay,
    dalo_grounds,
    day_in_words,
    decide,
    decision_kind,
    diagram,
    essential_worker,
    evaluate_json,
    explain_verdict,
    fold,
    form_version,
    holder_of_ranking,
    household_category,
    in_words,
    is_working_day,
    judge_decision_due,
    law_table,
    letter_publics,
    log_columns,
    may_read,
    mediation_decision_due,
    merge,
    minimum_candidates,
    minimum_surface,
    money_in_words,
    next_working_day,
    offer_standing,
    open_events,
    ownership_ground,
    pieces,
    pli_ceiling,
    plus_operation_shares,
    priority_publics,
    public_letter,
    quartile_counting,
    reception_due,
    refusal_effects,
    reserved_quarter,
    right_to_remain,
    rule_ids,
    scoring_due,
    shelter_decision_due,
    shelter_offer_due,
    social_lease,
    sole_ground,
    under_occupied,
)
from sne._core import version as __version__
from sne._errors import FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sne import eligibility, frames, number, statistics
    from sne.eligibility import (
        CareHome,
        Ground,
        Household,
        Income,
        Letting,
        LocalOrder,
        Missing,
        Person,
        Separation,
        Verdict,
        evaluate,
        evaluate_lines,
        explain,
        question_json,
    )
    from sne.log import Log, Replay, read_log, replay

__all__ = [
    "AbnormalWait",
    "Actor",
    "Allocation",
    "AskedPiece",
    "CareHome",
    "Ceiling",
    "ChildProtection",
    "Citation",
    "CommissionFinding",
    "Commune",
    "DaloGround",
    "DatedRule",
    "Decision",
    "DecisionCheck",
    "DecisionKind",
    "Demand",
    "EssentialWorker",
    "Event",
    "Flow",
    "FlowLine",
    "Folded",
    "FormVersion",
    "FormatError",
    "GridIssue",
    "Ground",
    "Household",
    "Income",
    "LawBook",
    "LawPackFault",
    "LawPackReport",
    "LegacyNumber",
    "Letting",
    "LocalOrder",
    "Log",
    "MinimumCandidates",
    "Missing",
    "NationalDemand",
    "NationalNumber",
    "NumberIssue",
    "NumberSequence",
    "OfferAnswer",
    "Opening",
    "Ownership",
    "Person",
    "PlusShare",
    "PlusShareAnswer",
    "PlusShares",
    "Policy",
    "PriorityGround",
    "PriorityPublics",
    "Procedure",
    "QuartileCounting",
    "QuartileShare",
    "Radiation",
    "Reason",
    "RefusalEffects",
    "Replay",
    "ReservedQuarter",
    "RightToRemain",
    "ScoreExplanation",
    "ScoreLine",
    "ScorePosition",
    "ScoringGrid",
    "ScoringObligation",
    "Separation",
    "SeparationClaim",
    "Situation",
    "SocialLease",
    "SoleGround",
    "Territory",
    "Timeline",
    "UnderOccupation",
    "UniqueNumber",
    "Verdict",
    "__version__",
    "abnormal_delay_from",
    "abnormal_delay_passed",
    "answer_due_without_commission",
    "below_minimum_surface",
    "calendar_of",
    "ceiling",
    "check_decision",
    "check_law_pack",
    "child_protection_window",
    "columns",
    "counts_at_60",
    "court_action_from",
    "court_open_for_abnormal_delay",
    "dalo_grounds",
    "day_in_words",
    "decide",
    "decision_kind",
    "diagram",
    "eligibility",
    "essential_worker",
    "evaluate",
    "evaluate_json",
    "evaluate_lines",
    "explain",
    "explain_verdict",
    "fold",
    "form_version",
    "frames",
    "holder_of_ranking",
    "household_category",
    "in_words",
    "is_working_day",
    "judge_decision_due",
    "law_table",
    "letter_publics",
    "log_columns",
    "may_read",
    "mediation_decision_due",
    "merge",
    "minimum_candidates",
    "minimum_surface",
    "money_in_words",
    "next_working_day",
    "number",
    "offer_standing",
    "open_events",
    "ownership_ground",
    "pieces",
    "pli_ceiling",
    "plus_operation_shares",
    "priority_publics",
    "public_letter",
    "quartile_counting",
    "question_json",
    "read_log",
    "reception_due",
    "refusal_effects",
    "replay",
    "reserved_quarter",
    "right_to_remain",
    "rule_ids",
    "scoring_due",
    "seniority_months",
    "shelter_decision_due",
    "shelter_offer_due",
    "social_lease",
    "sole_ground",
    "statistics",
    "under_occupied",
]

_LATER = {"Log": "log", "Replay": "log", "read_log": "log", "replay": "log"}
_LATER |= dict.fromkeys(("columns", "eligibility", "frames", "log", "number", "statistics"), "")
_LATER |= dict.fromkeys(
    ("CareHome", "Ground", "Household", "Income", "Letting", "LocalOrder", "Missing", "Person", "Separation", "Verdict"), "eligibility"
)
_LATER |= dict.fromkeys(("evaluate", "evaluate_lines", "explain", "question_json"), "eligibility")


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
