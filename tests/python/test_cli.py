"""The command line: answers, exit statuses, JSON, and errors in one line without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from logs import FILED, LIFE, NOTIFIED, RADIATED, as_csv

ENVIRONMENT = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1", "NO_COLOR": "1", "TERM": "dumb"}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from sne.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(as_csv(LIFE))
    return path


def test_numbers() -> None:
    fine = run("number", "check", "111 0318 016982 G1104")
    assert fine.returncode == 0 and "rien à signaler" in fine.stdout
    wrong = run("number", "check", "111 0318 016982 G1104", "1111318016982G1104", "--lang", "en", "--json")
    assert wrong.returncode == 1
    assert [[i["code"] for i in one["issues"]] for one in json.loads(wrong.stdout)] == [[], ["BAD_MONTH"]]
    assert run("number", "check", "1110318016982G1104", "--reference", "2018-02-01").returncode == 1


def test_calendar() -> None:
    said = run("calendar", "--base", "2024-02-29", "--json")
    days = {entry["deadline"]: entry["day"] for entry in json.loads(said.stdout)}
    assert days["last_valid"] == "2025-02-28" and days["radiation_practice"] == "2025-03-29"
    assert "radiation_practice" not in run("calendar", "--base", "2024-02-29", "--policy", "law", "--json").stdout
    assert "dernier jour de validité" in run("calendar", "--base", "2024-02-29").stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("calendar", "--base", "2024-02-30"), 2),
        (("calendar",), 2),
        (("nothing",), 2),
        (("calendar", "--base", "1999-01-01"), 3),
        (("replay", "no-such-file.csv"), 3),
        (("decide", "no-such-file.csv", "--event", "0"), 3),
        (("replay", "x.csv", "--as-of", "tomorrow"), 2),
        (("demo", "--scale", "2"), 2),
    ],
)
def test_errors_have_their_status_and_no_traceback(arguments: tuple[str, ...], status: int) -> None:
    done = run(*arguments)
    assert done.returncode == status and done.stderr.strip()


def test_decide_a_row_or_a_new_event(log: Path) -> None:
    refused = run("decide", log, "--event", "2")
    assert refused.returncode == 1 and "TOLERANCE_RUNNING" in refused.stdout and "1er novembre 2024" in refused.stdout
    assert run("decide", log, "--event", "2", "--policy", "law").returncode == 0
    assert run("decide", log, "--event", "3").returncode == 0
    assert run("decide", log, "--event", "9").returncode == 2
    new = {"event": "renew", "effective": "2024-10-05", "recorded": "2024-11-05", "actor": "applicant", "channel": "online", "complete": "yes"}
    accepted = run("decide", log, "--event", "@" + json.dumps(new), "--json", "--lang", "en")
    said = json.loads(accepted.stdout)
    assert accepted.returncode == 0 and said["outcome"] == "accepted"
    assert {warning["code"] for warning in said["warnings"]} >= {"RADIATION_IN_ERROR", "LATE"}


def test_decide_says_which_field_is_malformed(log: Path, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"event": "renew", "effective": "2024-13-05", "recorded": "2024-11-05", "actor": "applicant"}))
    done = run("decide", log, "--event", f"@{event}", "--lang", "en")
    assert done.returncode == 3 and "effective" in done.stderr and "2024-13-05" not in done.stderr
    for text in ("{", "[]", '{"colour": 1}'):
        assert run("decide", log, "--event", "@" + text).returncode == 3
    log.write_text(as_csv([FILED, {**NOTIFIED, "actor": "Jeanne Dupont"}]))
    done = run("decide", log, "--event", "0")
    assert done.returncode == 3 and "actor" in done.stderr and "Dupont" not in done.stderr


def test_decide_wants_one_demand(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(as_csv([FILED, {**FILED, "demand": "D2"}]))
    assert run("decide", path, "--event", '@{"event": "erase", "effective": "2024-01-01", "recorded": "2024-01-01", "actor": "system"}').returncode == 2
    assert run("decide", path, "--event", "1").returncode == 0


def test_diagram() -> None:
    assert run("diagram").stdout.startswith("stateDiagram-v2")
    assert run("diagram", "--format", "markdown", "--on", "2012-01-01", "--lang", "en").stdout.startswith("|")
    assert json.loads(run("diagram", "--json").stdout)["format"] == "mermaid"


def test_replay_reports_the_register(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("replay", log, "--json", "--as-of", "2024-10-31", "--out", out)
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said["rows"] == {"accepted": 3, "refused": 1, "incomplete": 0, "fault": 0}
    assert said["state"]["expired"] == 1 and said["flow"]["closes"] is True
    assert (said["flow"]["from"], said["flow"]["to"]) == ("2023-11-01", "2024-10-31")
    assert [(t["code"], t["rows"]) for t in said["refused"]["totals"]] == [("TOLERANCE_RUNNING", 1)]
    assert said["refused"]["rows"][0]["line"] == 4 and said["refused"]["rows"][0]["article"]
    names = {"state", "flow", "monthly", "refused", "suspicious", "faults", "due", "demands"}
    assert {p.name for p in out.iterdir()} == {f"{n}.{e}" for n in names for e in ("csv", "parquet")} | {"rejects.csv"}


def test_replay_prints_tables_in_both_languages(log: Path) -> None:
    french, english = run("replay", log), run("replay", log, "--lang", "en")
    assert "Le tableau se referme" in french.stdout and "The table closes" in english.stdout
    assert "TOLERANCE_RUNNING" in french.stdout and "Hauts-de-France" in french.stdout
    assert "D1" not in french.stdout


def test_replay_keeps_bad_rows_apart(log: Path, tmp_path: Path) -> None:
    log.write_text(as_csv([FILED, {**NOTIFIED, "actor": "Jeanne Dupont"}, RADIATED]))
    rejects = tmp_path / "rejects.csv"
    done = run("replay", log, "--rejects", rejects)
    assert done.returncode == 0 and "UNKNOWN_CODE" in done.stdout and "Dupont" not in done.stdout + done.stderr
    assert "Dupont" in rejects.read_text()


def test_a_log_that_cannot_be_read(log: Path) -> None:
    log.write_bytes(as_csv(LIFE).encode("utf-16"))
    done = run("replay", log, "--lang", "en")
    assert done.returncode == 3 and "BAD_ENCODING" in done.stderr
    log.write_text("demand,event\nD1,file\n")
    done = run("replay", log)
    assert done.returncode == 3 and "MISSING_COLUMN" in done.stderr and "effective" in done.stderr


def test_every_command_has_json_and_language() -> None:
    for command in (("number", "check"), ("calendar",), ("decide",), ("diagram",), ("replay",), ("demo",)):
        said = run(*command, "--help").stdout
        assert "--json" in said and "--lang" in said, command


HOMES = [
    {
        "id": "a",
        "as_of": "2026-03-12",
        "commune": "92012",
        "persons": [
            {"tie": "applicant", "born": "1986-01-01", "nationality": "french", "card": "none", "incomes": [{"year": 2024, "kind": "notice", "cents": 2000000}]}
        ],
    },
    {"id": "b", "as_of": "2026-03-12", "commune": "92012", "persons": [{"tie": "applicant", "born": "2012-01-01"}]},
]


def test_eligibility(tmp_path: Path) -> None:
    good = tmp_path / "one.json"
    good.write_text(json.dumps(HOMES[0]))
    said = run("eligibility", good)
    assert said.returncode == 0 and "éligible" in said.stdout.lower()
    assert run("eligibility", good, "--lang", "en").returncode == 0
    listed = json.loads(run("eligibility", good, "--json").stdout)
    assert [verdict["product"] for verdict in listed["households"][0]["verdicts"]] == ["PLAI", "PLUS", "PLS"]
    explained = run("eligibility", good, "--explain", "--lang", "en")
    assert explained.returncode == 0 and "Household a" in explained.stdout and "€20,000" in explained.stdout
    tree = json.loads(run("eligibility", good, "--explain", "--json").stdout)
    assert tree["households"][0]["explanation"][0]["product"] == "PLAI"


def test_eligibility_sets_households_apart(tmp_path: Path) -> None:
    both = tmp_path / "both.jsonl"
    both.write_text("".join(json.dumps(home) + "\n" for home in HOMES))
    said = run("eligibility", both, "--lang", "en")
    assert said.returncode == 3 and "HOLDER_AGE" in said.stdout and "Households judged: 1; set apart: 1." in said.stdout
    assert "2012" not in said.stdout
    listed = json.loads(run("eligibility", both, "--json").stdout)
    assert listed["households"][1]["fault"] == {"fault": "HOLDER_AGE", "field": "born", "row": 0}
    late = run("eligibility", both, "--json", "--provisional", "--as-of", "2027-06-01")
    assert late.returncode == 3  # what the file says prevails


def test_eligibility_reads_the_interface(tmp_path: Path) -> None:
    path = Path(__file__).parents[1] / "data/interface_tolerant.xml"
    said = run("eligibility", path, "--lang", "en", "--product", "PLUS")
    assert said.returncode == 3 and "amount missing: it stays unknown" in said.stdout
    assert "Fictive" not in said.stdout and "0600000000" not in said.stdout
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE a [<!ENTITY a "aa">]><a>&a;</a>')
    refused = run("eligibility", bomb)
    assert refused.returncode == 3 and "ENTITY_REFUSED" in refused.stderr
    csv = tmp_path / "homes.csv"
    csv.write_text("household,tie,born,nationality,card\nx,applicant,1986-01-01,french,none\n")
    open_answer = run("eligibility", csv, "--commune", "59350", "--as-of", "2026-03-12", "--json")
    assert open_answer.returncode == 1
    assert json.loads(open_answer.stdout)["households"][0]["verdicts"][0]["missing"] == [{"field": "income", "row": 0}]
    assert run("eligibility", csv, "--commune", "75013").returncode == 3
    assert run("eligibility", tmp_path / "no-such-file.json").returncode == 3
