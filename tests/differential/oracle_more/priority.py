"""Priority publics, child protection, essential workers, owners: docs/priority.md 1 to 3 and 6, EP-16, EP-41 to EP-44."""

from __future__ import annotations

from .common import Fault, add_months, both, check, either, in_period, read_day, truth

V09, V10, V16, V17, V18, V22 = "2009-03-28", "2010-10-01", "2016-04-15", "2017-01-29", "2018-11-25", "2022-02-09"
#: EP-41: letters in the columns V09, V16, V17, V18, V22a; "-": not in that list.
STARTS = (V09, V16, V17, V18, V22)
LETTERS = {
    "PP_HANDICAP": ("a", "a", "a", "a", "a"),
    "PP_ACT_EXIT": ("-", "-", "b", "b", "b"),
    "PP_POOR_HOUSING": ("b", "b", "c", "c", "c"),
    "PP_TRANSITION": ("c", "c", "d", "d", "d"),
    "PP_BACK_TO_WORK": ("d", "d", "e", "e", "e"),
    "PP_UNFIT": ("b", "b", "f", "f", "f"),
    "PP_COUPLE_VIOLENCE": ("e", "e", "g", "g", "g"),
    "PP_FORCED_MARRIAGE": ("-", "-", "g", "g", "g"),
    "PP_RAPE": ("-", "-", "-", "g bis", "g bis"),
    "PP_PROSTITUTION_EXIT": ("-", "f", "h", "h", "h"),
    "PP_TRAFFICKING": ("-", "g", "i", "i", "i"),
    "PP_CHILD_OVERCROWDED": ("-", "-", "j", "j", "j"),
    "PP_NO_DWELLING": ("-", "-", "k", "k", "k"),
    "PP_EVICTION": ("-", "-", "l", "l", "l"),
    "PP_ASE": ("-", "-", "-", "-", "m"),
}
#: EP-42: what proves a public: (proofs, from, to).
PROOFS = {
    "PP_HANDICAP": [("disability_card mobility_card disability_decision", V09, "")],
    "PP_ACT_EXIT": [("structure_attestation", V17, "")],
    "PP_POOR_HOUSING": [("social_report rent_and_income", V09, "")],
    "PP_TRANSITION": [("structure_attestation siao_attestation", V09, "")],
    "PP_BACK_TO_WORK": [("contract_and_history", V09, "")],
    "PP_UNFIT": [("unfit_order service_report benefit_office_note photographs", V09, "")],
    "PP_COUPLE_VIOLENCE": [
        ("civil_257", V09, ""),
        ("civil_220_1", V09, "2010-09-30"),
        ("protection_order", V10, ""),
        ("civil_220_1 judge_decision criminal_conviction", V17, ""),
        ("criminal_proceedings criminal_alternative", V18, ""),
    ],
    "PP_FORCED_MARRIAGE": [("protection_order", V17, "")],
    "PP_RAPE": [("contact_ban", V18, "")],
    "PP_PROSTITUTION_EXIT": [("prefect_authorisation", V16, "")],
    "PP_TRAFFICKING": [("complaint_receipt criminal_proceedings criminal_conviction trafficking_stay_paper", V16, "")],
    "PP_CHILD_OVERCROWDED": [("family_book_and_surface family_book_and_report", V17, "")],
    "PP_NO_DWELLING": [("host_attestation domiciliation association_attestation", V17, "")],
    "PP_EVICTION": [("eviction_judgment order_to_leave eviction_notice", V17, "")],
    "PP_ASE": [("care_end_attestation", V22, "")],
}
KNOWN_PROOFS = {name for rows in PROOFS.values() for names, _, _ in rows for name in names.split()} | {"other"}
RANK = ("VERIFIED", "CLAIMED", "NOT_MET", "NOT_LISTED")
DALO = {"": None, "none": False, "active": True, "lapsed": False, "rehoused": False}


def letter_of(public, day):
    check(public in LETTERS, "UNKNOWN_CODE")
    letter = "-"
    for start, one in zip(STARTS, LETTERS[public]):
        if start <= day:
            letter = one
    return None if letter == "-" else letter


def publics_of(letter, day):
    """PP_UNFIT was inside another one before 2017-01-29: b was not its own letter."""
    inside = {"PP_UNFIT"} if day < V17 else set()
    return [public for public in LETTERS if public not in inside and letter_of(public, day) == letter]


def birthday(born, years):
    year, rest = int(born[:4]) + years, born[4:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04d}-03-01" if rest == "-02-29" and not leap else f"{year:04d}{rest}"


def child_window(day, ended, born, emancipated, reading="end_of_care"):
    """EP-43: (open, last day, missing)."""
    check(not born or (born <= day and (not ended or born <= ended)), "BORN_AFTER")
    if day < V22:
        return False, None, []
    last = None
    if reading == "birthday_21":
        last = add_months(born, 288) if born else None
    elif ended:
        last = add_months(ended, 36)
    if last and day > last:
        return False, last, []
    if ended and born and ended >= birthday(born, 21):
        return False, last, []
    minor = bool(born) and day < birthday(born, 18)
    if (ended and ended > day) or (minor and emancipated is False):
        return False, last, []
    missing = [name for name, fact in (("care_ended", ended), ("born", born)) if not fact]
    if minor and emancipated is None:
        missing.append("emancipated")
    return (None if missing else True), last, missing


def condition(claim, day):
    """(condition, missing, reason of a no, last day) of a ground that the list of the day holds."""
    public = claim["public"]
    if public == "PP_BACK_TO_WORK":
        long = truth(claim.get("long_unemployment"))
        months = claim.get("unemployed_months")
        check(months is None or 0 <= months <= 1200, "BAD_NUMBER")
        if long is None and months is not None:
            long = months >= 12
        asked = {"long_unemployment": long}
        if day < V17:
            asked["badly_housed"] = truth(claim.get("badly_housed"))
        return both(*asked.values()), [name for name, fact in asked.items() if fact is None], "CONDITION_NOT_MET", None
    if public == "PP_CHILD_OVERCROWDED":
        child, crowded, indecent = (truth(claim.get(name)) for name in ("minor_child", "overcrowded", "indecent"))
        missing = ["minor_child"] if child is None else []
        if either(crowded, indecent) is None:
            missing += [name for name, fact in (("overcrowded", crowded), ("indecent", indecent)) if fact is None]
        return both(child, either(crowded, indecent)), missing, "CONDITION_NOT_MET", None
    if public == "PP_ASE":
        opened, last, missing = child_window(day, claim.get("care_ended"), claim.get("born"), truth(claim.get("emancipated")))
        return opened, missing, "WINDOW_OVER" if last and day > last else "CONDITION_NOT_MET", last
    return True, [], None, None


def ground(claim, day):
    public = claim["public"]
    check(public in LETTERS, "UNKNOWN_CODE")
    proof = claim.get("proof") or ""
    check(not proof or proof in KNOWN_PROOFS, "UNKNOWN_CODE")
    letter = letter_of(public, day)
    told = {"status": "NOT_LISTED", "letter": letter, "reasons": ["NOT_IN_LIST"], "missing": [], "last_day": None}
    if letter is None:
        return told
    holds, lacking, refusal, told["last_day"] = condition(claim, day)
    if holds is False:
        return {**told, "status": "NOT_MET", "reasons": [refusal]}
    reasons, missing = [], []
    admitted = any(proof in names.split() and in_period(day, start, end) for names, start, end in PROOFS[public])
    if not proof:
        reasons, missing = ["NO_PROOF"], ["proof"]
    elif not admitted:
        reasons, missing = ["PROOF_NOT_ADMITTED"], ["proof"]
    elif not claim.get("proof_date"):
        reasons, missing = ["PROOF_UNDATED"], ["proof_date"]
    elif claim["proof_date"] > day:
        reasons, missing = ["PROOF_AFTER_DAY"], ["proof"]
    if holds is None:
        reasons, missing = reasons + ["FACT_MISSING"], missing + lacking
    return {**told, "status": "CLAIMED" if reasons else "VERIFIED", "reasons": reasons, "missing": missing}


def priority_publics(case):
    day = read_day(case["day"])
    check(day >= V09, "DATE_OUT_OF_RANGE")
    word = case.get("dalo") or ""
    check(word in DALO, "UNKNOWN_CODE")
    grounds = {}
    for claim in case["claims"]:
        for name in ("proof_date", "care_ended", "born"):
            if claim.get(name):
                read_day(claim[name])
        told, known = ground(claim, day), grounds.get(claim["public"])
        if known is None or RANK.index(told["status"]) < RANK.index(known["status"]):
            grounds[claim["public"]] = told
    verified = [public for public, told in grounds.items() if told["status"] == "VERIFIED"]
    dalo = DALO[word]
    return {
        "open_list": day < V17,
        "dalo": dalo,
        "dalo_first": dalo is True and day >= V17,
        "counts_for_quarter": True if dalo or verified else None if dalo is None else False,
        "claimed": [public for public, told in grounds.items() if told["status"] == "CLAIMED"],
        "verified": verified,
        "grounds": grounds,
    }


def priority_letter(case):
    return {"letter": letter_of(case["public"], read_day(case["day"]))}


def letter_publics(case):
    return {"publics": publics_of(case["letter"], read_day(case["day"]))}


def child_protection(case):
    day, ended, born = (read_day(case[name]) if case.get(name) else None for name in ("day", "care_ended", "born"))
    opened, last, missing = child_window(day, ended, born, truth(case.get("emancipated")), case.get("reading") or "end_of_care")
    return {"open": opened, "last_day": last, "missing": missing}


def essential_worker(case):
    day = read_day(case["day"])
    if day < "2022-02-23":
        return {"objective": False}
    valid = [job["occupation"] for job in case["jobs"] if in_period(day, job["from"], job.get("to"))]
    return {"objective": case["occupation"] in valid if valid and case["occupation"] else None}


def ownership_ground(case):
    day, owned, order = read_day(case["day"]), case.get("owned") or "", case.get("protection_order")
    if owned not in ("", "none", "suited", "yields_income", "unsuited"):
        raise Fault("UNKNOWN_CODE")
    if order:
        read_day(order)
    found = "NONE"
    if day >= V09:
        found = {"": "UNKNOWN", "suited": "POSSIBLE", "yields_income": "POSSIBLE" if day >= V17 else "NONE"}.get(owned, "NONE")
    if day >= "2019-12-30" and order and order <= day and found != "NONE":
        found = "EXCLUDED_BY_PROTECTION"
    return {"ground": found}


OPERATIONS = {
    one.__name__: one
    for one in (priority_publics, priority_letter, letter_publics, child_protection, essential_worker, ownership_ground)
}
