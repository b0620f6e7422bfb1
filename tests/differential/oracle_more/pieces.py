"""Supporting pieces and versions of the form: docs/pieces.md."""

from __future__ import annotations

from .common import HORIZON, check, read_day

CODE_STARTS, FORM_STARTS = "2010-05-03", "2010-10-01"
RENEWABLE = "resident_card permanent_card long_term_eu_card multi_year_card talent_card temporary_card algerian_certificate"
DIVORCED = "judgment approved_agreement"
DIVORCING = "non_conciliation_order judge_referral lawyer_letter protection_order"
IDENTITY = {
    "ID": "identity_card passport",
    "STAY": RENEWABLE + " refugee_receipt andorran_paper monegasque_passport long_stay_visa provisional_permit",
}
#: piece: (circumstance, or empty for always; documents)
PIECES = {
    "AVIS": ("", "tax_notice"),
    "PATR": ("", "sworn_statement"),
    "ID_OTHERS": ("others_in_home", "identity_card passport family_book birth_certificate residence_paper"),
    "MARRIED": ("married", "family_book equivalent_document"),
    "PACS": ("pacs", "pacs_attestation"),
    "PREGNANCY": ("pregnancy", "pregnancy_certificate"),
    "DIVORCED": ("divorced", DIVORCED),
    "DIVORCING": ("divorcing", DIVORCING),
    "PACS_ENDED": ("pacs_ended", "birth_certificate_noted"),
    "WIDOWED": ("widowed", "death_certificate family_book"),
    "VIOLENCE": ("couple_violence", "complaint_receipt judge_decision"),
    "STUDENT": ("student", "student_card"),
    "APPRENTICE": ("apprentice", "apprenticeship_contract"),
    "ACTIVITY_OTHER": ("other_activity", "any_document"),
    "RESS_EMPLOYEE": ("employee", "three_payslips employer_attestation"),
    "RESS_SELF_EMPLOYED": ("self_employed", "last_accounts accountant_attestation"),
    "RESS_PENSION": ("pensioner", "pension_notice"),
    "RESS_UNEMPLOYED": ("unemployed", "payment_notice"),
    "RESS_SICK_PAY": ("sick_pay", "social_security_slip"),
    "RESS_ALIMONY": ("alimony_received", "judgment_extract"),
    "RESS_BENEFITS": ("benefits", "caf_msa_attestation"),
    "RESS_GRANT": ("grant", "award_notice"),
    "INCOME_DROP": ("income_drop", "proof_of_fall"),
    "CARE_HOME": ("spouse_in_care_home", "proof_of_costs"),
}
MOTIVES = {
    "01": "social_worker_certificate association_certificate domiciliation_certificate",
    "03": "report photographs judgment caf_msa_note decree",
    "04": "landlord_notice judgment",
    "05": "payment_order summons judgment order_to_leave",
    "06": "judge_decision complaint_receipt",
    "07": "disability_card commission_decision",
    "08": "medical_certificate",
    "09": "rent_receipt",
    "11": DIVORCED + " " + DIVORCING,
    "15": "proof_of_filing",
    "16": "approval",
    "18": "employer_attestation",
    "19": "proof_of_workplace",
    "22": "repayment_plan difficulty_attestation",
}
#: form, first day, last day, accepted until, mark of the dates, mark of the list of pieces
FORMS = [
    ("14069*01", "2010-10-01", "2013-07-23", "2013-07-23", "text", "unverified"),
    ("14069*02", "2013-07-24", "2018-09-09", "2019-09-10", "unverified", "unverified"),
    ("14069*03", "2018-09-10", "2021-01-31", "2021-01-31", "text", "practice"),
    ("14069*04", "2021-02-01", "2022-04-19", "2022-04-19", "text", "unverified"),
    ("14069*05", "2022-04-20", "9999-12-31", "9999-12-31", "unverified", "unverified"),
]
MARKS = ("text", "practice", "convention", "unverified")


def form_version(case):
    day = read_day(case["day"])
    check(FORM_STARTS <= day <= HORIZON, "DATE_OUT_OF_RANGE")
    form, *_, mark, _ = next(row for row in FORMS if row[1] <= day <= row[2])
    return {"form": form, "accepted": [row[0] for row in FORMS if row[1] <= day <= row[3]], "mark": mark}


def documents_of(piece):
    if piece in IDENTITY:
        return IDENTITY[piece].split()
    return (MOTIVES[piece[6:]] if piece.startswith("MOTIF_") else PIECES[piece][1]).split()


def mark_of(piece, day):
    """The weaker of the piece's and of the list's: the sheet is practice, the costs of a home are ours."""
    if piece in IDENTITY:
        return "text"
    own = "convention" if piece == "CARE_HOME" else "practice"
    listed = next((row[5] for row in FORMS if row[1] <= day <= row[2]), "unverified")
    return max(own, listed, key=MARKS.index)


def pieces(case):
    day, nationality = read_day(case["day"]), case.get("nationality") or ""
    check(nationality in ("", "french", "eu", "other"), "UNKNOWN_CODE")
    check(CODE_STARTS <= day <= HORIZON, "DATE_OUT_OF_RANGE")
    out = {"registration": [], "instruction": [], "perhaps": []}
    if nationality:
        out["registration"] = ["STAY" if nationality == "other" else "ID"]
    else:
        out["perhaps"] = ["ID", "STAY"]
    circumstances, motives = case.get("circumstances", {}), case.get("motives")
    if day >= FORM_STARTS:
        for piece, (asked_by, _) in PIECES.items():
            fact = "yes" if not asked_by else circumstances.get(asked_by)
            if fact in ("yes", True):
                out["instruction"].append(piece)
            elif fact not in ("no", False):
                out["perhaps"].append(piece)
        for motive in MOTIVES:
            if motives is None:
                out["perhaps"].append("MOTIF_" + motive)
            elif motive in motives:
                out["instruction"].append("MOTIF_" + motive)
    if case.get("documents_of"):
        out["documents"] = documents_of(case["documents_of"])
    if case.get("mark_of"):
        out["mark"] = mark_of(case["mark_of"], day)
    return out


OPERATIONS = {"pieces": pieces, "form_version": form_version}
