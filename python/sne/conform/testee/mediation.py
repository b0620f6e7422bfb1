"""Delays: the abnormal wait, the mediation commission, the court, the shelter, the reception of an applicant."""

from __future__ import annotations

import sne
from sne.conform.testee._shared import Case, Operation, iso, or_fault


def shelter(case: Case) -> Case:
    if case["step"] == "decision":
        return {"day": iso(sne.shelter_decision_due(case["from"]).day)}
    return {"day": iso(sne.shelter_offer_due(case["from"], case["kind"]).day)}


def decision(case: Case) -> Case:
    options = {name: case[name] for name in ("stopped_days", "reading") if name in case}
    return {"day": iso(sne.mediation_decision_due(case["received"], case["area"], **options).day)}


OPERATIONS: dict[str, Operation] = {
    "abnormal_delay": or_fault(lambda c: {"day": iso(sne.abnormal_delay_from(c["since"], c["months"], reading=c["reached"]).day)}),
    "mediation_decision": or_fault(decision),
    "court_action": or_fault(lambda c: {"day": iso(sne.court_action_from(c["decided"], c["area"]).day)}),
    "shelter": or_fault(shelter),
    "without_commission": or_fault(lambda c: {"day": iso(sne.answer_due_without_commission(c["received"]).day)}),
    "judge": or_fault(lambda c: {"day": iso(sne.judge_decision_due(c["seized"]).day)}),
    "court_open": or_fault(lambda c: {"open": sne.court_open_for_abnormal_delay(c["day"])}),
    "reception": or_fault(lambda c: {"day": iso(sne.reception_due(c["asked"], c["zone"]).day)}),
}
