"""Scoring grids and supporting pieces through the Python door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sne

DATA = Path(__file__).parents[1] / "data"
GRID = (DATA / "scoring_grid.json").read_bytes()
FACTS = (DATA / "scoring_facts.json").read_bytes()


def test_the_worked_example() -> None:
    grid = sne.ScoringGrid.read(GRID)
    assert (grid.id, grid.version, grid.criteria) == ("example", "V2026-1", ("DALO", "PP", "SENIORITY"))
    assert grid.validate("2026-11-24") == ()
    made = grid.score(FACTS, "2026-11-24", language="en")
    assert made.total == 35
    assert made.caveats == ("PP_NOT_VERIFIED", "REFUSAL_NOT_COUNTED")
    assert [line.points for line in made.lines] == [0, 30, 5, 0]
    assert made.lines[0].settled_by == "decision of the mediation commission"
    assert json.loads(made.to_json())["total"] == 35
    assert made.explain() == grid.score(FACTS, "2026-11-24", language="en").explain()


def test_text_bytes_and_mapping_read_alike() -> None:
    for source in (GRID, GRID.decode(), json.loads(GRID)):
        assert sne.ScoringGrid.read(source).score(FACTS.decode(), "2026-11-24").total == 35


def test_a_fault_says_where() -> None:
    broken = json.loads(GRID)
    broken["criteria"][1]["points"] = "30"
    with pytest.raises(sne.FormatError) as caught:
        sne.ScoringGrid.read(broken)
    assert (caught.value.code, caught.value.field) == ("WRONG_TYPE", "/criteria/1/points")
    with pytest.raises(TypeError):
        sne.ScoringGrid.read(3)  # type: ignore[arg-type]


def test_a_forbidden_input_is_explained_and_the_grid_is_not_applied() -> None:
    unlawful = json.loads(GRID)
    unlawful["criteria"].append({"id": "X", "label": {"fr": "x"}, "inputs": ["nationalite"], "points": 20})
    grid = sne.ScoringGrid.read(unlawful)
    (issue,) = grid.validate("2026-11-24")
    assert (issue.code, issue.severity, issue.subject, issue.rule) == ("FORBIDDEN_INPUT", "error", "NATIONALITY", "scoring.forbidden-input")
    assert "NATIONALITY" in issue.explain("fr")
    with pytest.raises(sne.FormatError) as caught:
        grid.score(FACTS, "2026-11-24")
    assert (caught.value.code, caught.value.field) == ("BAD_GRID", "grid")


def test_the_obligation_cites_its_text() -> None:
    found = sne.scoring_due("2022-06-01")
    assert found.citation.id == "loi-3ds"
    assert not found.overdue("2022-06-01")


def test_pieces_are_named_in_both_languages() -> None:
    asked = {piece.id: piece for piece in sne.pieces("2020-06-01", "french", ["05"], employee=True)}
    assert asked["ID"].asked is True
    assert asked["ID"].one_of == ("identity_card", "passport")
    assert asked["MOTIF_05"].asked_by == "05"
    assert asked["RESS_GRANT"].asked is None
    assert asked["RESS_EMPLOYEE"].documents("en") == ("three last payslips", "employer’s attestation")
    assert asked["AVIS"].label("en").startswith("last tax notice")
    with pytest.raises(TypeError):
        sne.pieces("2020-06-01", rich=True)
    with pytest.raises(sne.FormatError):
        sne.pieces("2020-06-01", motives=["5"])


def test_two_forms_are_accepted_for_a_year() -> None:
    assert sne.form_version("2019-09-10").accepted == ("14069*02", "14069*03")
    assert sne.form_version("2019-09-11").accepted == ("14069*03",)
    assert sne.form_version("2026-11-24").mark == "unverified"


def _command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    from sne.cli.app import run

    status = run(list(arguments))
    return status, capsys.readouterr().out


def test_the_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    grid, facts = str(DATA / "scoring_grid.json"), str(DATA / "scoring_facts.json")
    on = ("--on", "2026-11-24")
    assert _command(capsys, "score", grid, facts, *on) == (0, "35 PP_NOT_VERIFIED REFUSAL_NOT_COUNTED\n")
    status, page = _command(capsys, "score", grid, facts, *on, "--explain", "--lang", "en")
    assert status == 0
    assert page.startswith("Score on 24 November 2026: 35 (grid example, version V2026-1).\n")
    assert json.loads(_command(capsys, "score", grid, facts, *on, "--json")[1])["total"] == 35
    assert _command(capsys, "score", grid, *on)[0] == 0
    unlawful = tmp_path / "grid.json"
    unlawful.write_bytes(GRID.replace(b'"evaluation"', b'"binding": true, "evaluation"'))
    status, said = _command(capsys, "score", str(unlawful), *on, "--json")
    assert (status, [issue["code"] for issue in json.loads(said)]) == (1, ["NOT_AN_AID"])
    unlawful.write_text("{")
    assert _command(capsys, "score", str(unlawful), *on)[0] == 3
    status, said = _command(capsys, "pieces", "--on", "2020-06-01", "--nationality", "french", "--motive", "05", "--if", "employee", "--only", "--json")
    assert status == 0
    assert [piece["id"] for piece in json.loads(said)] == ["ID", "AVIS", "PATR", "RESS_EMPLOYEE", "MOTIF_05"]
    assert _command(capsys, "pieces", "--if", "rich")[0] == 3
