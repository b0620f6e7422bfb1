#!/usr/bin/env python3
"""Check the vectors against their format: README.md beside this file. Standard library only.

    check_schema.py [FILE.json...]     without a file: every file of vectors/

Ids are unique, rules and citations exist in lib/law, events use the columns of docs/events.md,
codes exist in lib/law/reasons.csv, flags are explained, every rule has a case or a note that says
why it has none, and every trap is named by a case.
"""

import csv
import json
import pathlib
import re
import sys
from datetime import date

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import schema_check  # noqa: E402

VECTORS = HERE / "vectors"
ROOT = HERE.parents[1]
FAULT = {"fault", "field", "row", "at", "path"}
TRAPS = {f"trap-{n:02d}" for n in range(1, 61)} | {f"number-trap-{n:02d}" for n in range(1, 15)}
PRIORITY = (2, 3, 4, 5, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 29, 31, 33, 34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45, 46, 47,
            48, 49, 50, 51, 54)
TRAPS |= {f"priority-trap-{n:02d}" for n in PRIORITY}
TRAPS |= {f"ceiling-trap-{n:02d}" for n in range(1, 57)}
POLICY = {"name", "unknown", "horizon", "renewal_base", "couples", "expired_commission", "national_number_start", "suspensions"}
DATE_COLUMNS = {"effective", "recorded", "reference", "separated", "first_initial", "delivered"}

# operation: (inputs that must be there, inputs that may be, outputs that must be there, outputs that may be)
OPERATIONS = {
    "add_months": ({"date", "months", "month_end"}, set(), {"date"}, set()),
    "read_date": ({"text"}, set(), set(), {"date", "fault"}),
    "calendar": ({"policy", "base"}, set(),
                 {"attestation_due", "renewal_opens", "notice_latest", "last_valid", "radiation_law", "radiation_practice",
                  "reactivation_until", "kept_until"}, set()),
    "working_day": ({"day", "region"}, set(), {"working", "next"}, set()),
    "may_read": ({"reader", "day"}, {"own_territory", "for_allocation"}, {"outcome", "reasons", "missing"}, set()),
    "reception": ({"asked", "zone"}, set(), {"day"}, set()),
    "seniority": ({"since", "on"}, set(), {"months"}, set()),
    "decide": ({"policy", "events"}, set(), {"outcome", "reasons", "warnings", "missing", "earliest"}, set()),
    "fold": ({"policy", "events", "on"}, set(), set(),
             {"state", "motive", "deposit", "initial", "seniority", "base", "last_valid", "radiated_effective",
              "radiated_recorded", "attested", "online_user", "ex_officio", "legal_person", "deceased", "wants_post",
              "accepts_email", "email_known"}),
    "situation": ({"policy", "events", "on", "known"}, set(), {"state"}, {"motive"}),
    "number": ({"text"}, {"deposit", "reference", "origin"}, {"issues"},
               {"territory", "kind", "month", "year", "sequence", "registrar"}),
    "same_number": ({"a", "b"}, set(), {"same"}, set()),
    "issue_number": ({"territory", "deposit", "registrar", "last"}, set(), set(), {"number", "fault"}),
    "legacy_number": ({"text"}, set(), {"kept"}, set()),
    "national_number": (set(), set(), set(), set()),
    "territory": ({"departement", "day"}, set(), {"territory"}, set()),
    "merge": ({"policy", "sources", "effective", "trigger"}, set(), {"seniorities", "base", "last_valid", "aliases"}, set()),
    "abnormal_delay": ({"since", "months", "reached"}, set(), {"day"}, set()),
    "mediation_decision": ({"received", "area"}, {"stopped_days", "reading"}, {"day"}, set()),
    "court_action": ({"decided", "area"}, set(), {"day"}, set()),
    "without_commission": ({"received"}, set(), {"day"}, set()),
    "judge": ({"seized"}, set(), {"day"}, set()),
    "court_open": ({"day"}, set(), {"open"}, set()),
    "shelter": ({"step", "from"}, {"kind"}, {"day"}, set()),
    "scoring_due": ({"day"}, set(), {"duty", "due", "overdue"}, set()),
    "validate_grid": ({"grid", "day"}, set(), set(), {"issues", "fault", "path"}),
    "score": ({"grid", "facts", "reference_date"}, set(), set(),
              {"total", "total_before_cap", "cap_applied", "lines", "comparable", "caveats", "fault"}),
    "pieces": ({"day", "circumstances"}, {"nationality", "motives", "documents_of", "mark_of"}, set(),
               {"registration", "instruction", "perhaps", "documents", "mark", "fault"}),
    "form_version": ({"day"}, set(), set(), {"form", "accepted", "mark", "fault"}),
    "priority_letter": ({"public", "day"}, set(), {"letter"}, set()),
    "letter_publics": ({"letter", "day"}, set(), {"publics"}, set()),
    "priority_publics": ({"day", "claims"}, {"dalo"}, set(),
                         {"claimed", "verified", "grounds", "open_list", "dalo", "dalo_first", "counts_for_quarter", "fault"}),
    "child_protection": ({"day"}, {"care_ended", "born", "emancipated", "reading"}, set(), {"open", "last_day", "missing", "fault"}),
    "essential_worker": ({"occupation", "day", "jobs"}, set(), {"objective"}, set()),
    "ownership_ground": ({"owned", "day"}, {"protection_order"}, {"ground"}, set()),
    "dalo_grounds": ({"day", "facts"}, set(), set(), {"grounds", "fault"}),
    "abnormal_delay_passed": ({"since", "territory", "typology", "day", "delays"}, {"reading"}, set(),
                              {"passed", "from", "citation", "fault", "at"}),
    "minimum_surface": ({"persons"}, set(), set(), {"surface", "fault"}),
    "below_minimum_surface": ({"surface_dm2", "persons"}, set(), set(), {"below", "fault"}),
    "under_occupied": ({"rooms", "persons", "visiting_children", "day"}, set(), set(),
                       {"under_occupied", "rooms_allowed", "persons_counted", "fault"}),
    "right_to_remain": (set(), {"over_65", "disabled", "in_qpv", "tense_area"}, {"kept"}, {"reasons", "missing"}),
    "reserved_quarter": ({"total", "counted", "day"}, set(), set(), {"needed", "outcome", "fault"}),
    "quartile_counting": ({"leases", "day"}, {"targets"}, set(),
                          {"outside", "inside", "unknown_place", "not_concerned", "excluded", "fault"}),
    "minimum_candidates": ({"day", "facts"}, set(), {"minimum", "because", "missing"}, set()),
    "decision_kind": ({"decision", "day"}, set(), {"letter", "standing", "waits_for"}, set()),
    "check_decision": ({"decision", "day"}, {"grounds", "reasoned", "deadline", "ranks"}, set(), {"issues", "warnings", "missing", "fault", "at"}),
    "sole_ground": ({"grounds", "day"}, set(), {"forbidden"}, set()),
    "offer_standing": ({"received", "days", "response", "day"}, set(), set(), {"standing", "last_day", "delay_enough", "missing", "fault"}),
    "holder_of_ranking": ({"standings"}, set(), {"holder"}, set()),
    "refusal_effects": ({"day", "facts"}, set(), {"effects", "missing"}, set()),
    "social_lease": (set(), {"held", "kept"}, {"lease", "missing"}, set()),
    "plus_shares": ({"dwellings", "day"}, set(), set(), {"at_60", "at_120", "fault"}),
    "counts_at_60": ({"income", "plus", "day"}, set(), {"counts"}, set()),
    "zone": ({"commune", "day"}, {"pierrefitte"}, set(), {"zone", "fault"}),
    "ceiling": ({"product", "zone", "category", "extra", "day"}, {"readings"}, set(), {"euros", "mark", "fault"}),
    "intermediate": ({"zone", "row", "day"}, set(), {"euros"}, set()),
    "category": ({"persons", "dependants", "young_couple", "disabled"}, {"lone_parent_extra"}, set(), {"category", "extra", "rule", "fault"}),
    "size": ({"question"}, set(), {"persons"}, set()),
    "evaluate": ({"question"}, set(), set(),
                 {"outcome", "product", "zone", "category", "category_rule", "persons", "dependants", "extra", "ceiling", "income",
                  "income_basis", "income_year", "deduction", "whose", "margin", "provisional", "reasons", "warnings", "missing",
                  "earliest", "mark", "because", "verdicts", "fault", "field", "row"}),
    "units": ({"births", "day"}, set(), set(), {"tenths", "fault"}),
    "threshold": ({"siren", "day", "quartile_year"}, set(), set(), {"euros", "fault"}),
    "quartile": ({"monthly_cents", "tenths", "threshold"}, {"housing_benefit", "alimony_paid", "readings"}, set(), {"answer", "fault"}),
}  # fmt: skip


def law(name, column):
    with (ROOT / "lib" / "law" / name).open(encoding="utf-8", newline="") as rows:
        return {row[column] for row in csv.DictReader(rows)}


def fields_of(sections, title):
    """The names in the first cells of the tables of some sections of a contract."""
    names = set()
    for part in sections:
        if part.startswith(title):
            for line in part.splitlines():
                if line.startswith("| `"):
                    names |= set(re.findall(r"`([a-z_0-9]+)`", line.split("|")[1]))
    return names


def household_fields():
    """Fields of a question and of a person, as docs/households.md lists them."""
    sections = re.split(r"^## ", (ROOT / "docs" / "households.md").read_text(encoding="utf-8"), flags=re.M)
    return fields_of(sections, "1. The question") | {"policy", "id"}, fields_of(sections, "2. A person")


def contract():
    """Columns of an event and kinds of event, as docs/events.md lists them."""
    text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.M)
    table = next(part for part in sections if part.startswith("1. An event"))
    columns = set()
    for line in table.splitlines():
        if line.startswith("| `"):
            columns |= set(re.findall(r"`([a-z_]+)`", line.split("|")[1]))
    states = next(part for part in sections if part.startswith("4. Which states"))
    kinds = set()
    for line in states.splitlines():
        if line.startswith("| `"):
            kinds |= set(re.findall(r"`([a-z_]+)`", line.split("|")[1]))
    return columns, kinds


class Checker:
    def __init__(self):
        self.rules, self.citations, self.codes = law("rules.csv", "id"), law("citations.csv", "id"), law("reasons.csv", "name")
        self.columns, self.kinds = contract()
        self.asked, self.of_person = household_fields()
        self.schema = json.loads((HERE / "schema" / "vectors.schema.json").read_text(encoding="utf-8"))
        self.complaints, self.ids, self.named_rules, self.named_flags, self.cases = [], {}, set(), set(), 0

    def say(self, where, what):
        self.complaints.append(f"{where}: {what}")

    def file(self, path):
        try:
            topic = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            return self.say(path.name, f"not JSON: {error}")
        found = list(schema_check.complaints(self.schema, topic))
        for complaint in found:
            self.say(path.name, complaint)
        if found:
            return None
        if topic["topic"] != path.stem:
            self.say(path.name, f"topic {topic['topic']!r} in a file of another name")
        used = set()
        for index, group in enumerate(topic["groups"]):
            used |= self.group(f"{path.name} group {index}", topic["topic"], group)
        for flag in sorted(used ^ set(topic["notes"])):
            self.say(path.name, f"flag {flag}: " + ("not explained in notes" if flag in used else "explained, never used"))

    def group(self, where, topic, group):
        if group["operation"] not in OPERATIONS:
            self.say(where, f"operation {group['operation']!r}")
            return set()
        if group["rule"] not in self.rules:
            self.say(where, f"rule {group['rule']!r} is not in rules.csv")
        for citation in group["citations"]:
            if citation not in self.citations:
                self.say(where, f"citation {citation!r} is not in citations.csv")
        if not group["cases"] and not group.get("note"):
            self.say(where, "neither a case nor a note that says why")
        self.named_rules.add(group["rule"])
        flags = set()
        for case in group["cases"]:
            flags |= self.case(topic, group["operation"], case)
        return flags

    def case(self, topic, operation, case):
        where = str(case.get("id"))
        self.cases += 1
        if where in self.ids:
            self.say(where, "id given twice")
        self.ids[where] = topic
        if not re.fullmatch(re.escape(topic) + r"-\d{3,}", where):
            self.say(where, f"an id of this file is {topic}-NNN")
        if case["level"] != "must" and not case["flags"]:
            self.say(where, f"level {case['level']} without a flag")
        self.keys(where, "in", case["in"], *OPERATIONS[operation][:2])
        accepted = case["out"].get("any_of", [case["out"]])
        if ("any_of" in case["out"]) != (case["level"] == "may") or len(accepted) == 0:
            self.say(where, "any_of belongs to the level may, and to no other")
        for out in accepted:
            if "fault" in out:
                self.keys(where, "out", out, {"fault"}, FAULT)
            else:
                self.keys(where, "out", out, *OPERATIONS[operation][2:])
        if topic != "malformed":
            self.contents(where, operation, case)
        elif any("fault" not in out for out in accepted):
            self.say(where, "a malformed input has a fault")
        self.named_flags |= set(case["flags"])
        return set(case["flags"])

    def contents(self, where, operation, case):
        if "policy" in case["in"]:
            self.policy(where, case["in"]["policy"])
        for event in case["in"].get("events", []):
            self.event(where, event)
        if operation == "decide":
            self.decision(where, case["out"])
        if "question" in case["in"]:
            self.question(where, case["in"]["question"], case["out"])

    def keys(self, where, side, found, needed, allowed):
        if not isinstance(found, dict):
            return self.say(where, f"{side} is no object")
        for key in sorted(needed - set(found)):
            self.say(where, f"{side} lacks {key}")
        for key in sorted(set(found) - needed - allowed):
            self.say(where, f"{side} has the unknown key {key}")
        if not found:
            self.say(where, f"{side} is empty")

    def policy(self, where, policy):
        if policy.get("name") not in ("law", "sne") or not set(policy) <= POLICY:
            self.say(where, f"policy {policy}")

    def event(self, where, event):
        for column in sorted(set(event) - self.columns):
            self.say(where, f"column {column!r} is not in docs/events.md")
        for column in ("demand", "event", "effective", "recorded", "actor"):
            if column not in event:
                self.say(where, f"an event lacks {column}")
        if event.get("event") not in self.kinds:
            self.say(where, f"kind of event {event.get('event')!r}")
        for column, value in event.items():
            if not isinstance(value, str) or not value:
                self.say(where, f"{column}: a cell is a text, and an unknown one is left out")
            elif column in DATE_COLUMNS:
                try:
                    date.fromisoformat(value)
                except ValueError:
                    self.say(where, f"{column}: {value!r} is no date")

    def decision(self, where, out):
        outcome = "refused" if out.get("reasons") else "incomplete" if out.get("missing") else "accepted"
        if out.get("outcome") != outcome:
            self.say(where, f"outcome {out.get('outcome')!r} with these reasons and missing facts")
        for code in [*out.get("reasons", []), *out.get("warnings", []), *out.get("earliest", {})]:
            if code not in self.codes:
                self.say(where, f"code {code} is not in reasons.csv")
        for column in out.get("missing", []):
            if column not in self.columns:
                self.say(where, f"missing column {column!r} is not in docs/events.md")

    def question(self, where, question, out):
        for field in sorted(set(question) - self.asked):
            self.say(where, f"field {field!r} is not in docs/households.md")
        for field in ("as_of", "persons"):
            if field not in question:
                self.say(where, f"the question lacks {field}")
        for person in question.get("persons", []):
            for field in sorted(set(person) - self.of_person):
                self.say(where, f"field {field!r} of a person is not in docs/households.md")
        for code in [*out.get("reasons", []), *out.get("warnings", [])]:
            if code not in self.codes:
                self.say(where, f"code {code} is not in reasons.csv")
        for missing in out.get("missing", []):
            known = {"income", "separation_since", "separation_couple", "as_of", "care_home"} | self.of_person
            if not {"field"} <= set(missing) <= {"field", "row"} or missing["field"] not in known:
                self.say(where, f"missing input {missing}")

    def whole(self):
        """What only the whole set can say."""
        for rule in sorted(self.rules - self.named_rules):
            self.say("rules.csv", f"{rule} has no group")
        for trap in sorted(TRAPS - self.named_flags):
            self.say("traps", f"{trap} has no case")


def main(names):
    checker = Checker()
    files = [pathlib.Path(name) for name in names] or sorted(VECTORS.glob("*.json"))
    for path in files:
        checker.file(path)
    if not names:
        checker.whole()
    for complaint in checker.complaints:
        print(complaint)
    print(f"vectors: {checker.cases} cases, {len(checker.named_rules)} rules, {len(files)} files, {len(checker.complaints)} complaints")
    return 1 if checker.complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
