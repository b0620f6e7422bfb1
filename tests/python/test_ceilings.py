"""Income ceilings and law packs through Python: every cell equal, packs loaded and refused."""

from __future__ import annotations

import copy
import csv
import json
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import run

import sne

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
EXAMPLE = DATA / "law_pack_example.json"
PLI_ROWS = {
    "1_alone": "alone", "couple": "couple", "1_dependant": "one_dependant", "2_dependants": "two_dependants",
    "3_dependants": "three_dependants", "4_dependants": "four_dependants", "extra": "extra",
}  # fmt: skip


def cells() -> list[dict[str, str]]:
    with (DATA / "ceilings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def euros(row: dict[str, str], day: str) -> int | None:
    product, zone = row["product"], row["zone"]
    if row["category"] != "extra":
        return sne.ceiling(product, zone, int(row["category"]), 0, day).euros
    with_one, without = (sne.ceiling(product, zone, 6, extra, day).euros for extra in (1, 0))
    return None if with_one is None or without is None else with_one - without


def test_every_cell_on_its_first_and_last_day() -> None:
    checked = 0
    for row in cells():
        if row["product"] == "PLI":
            assert sne.pli_ceiling(row["zone"], PLI_ROWS[row["category"]], row["valid_from"]).euros == int(row["amount_eur"])
        else:
            for day in (row["valid_from"], row["valid_to"] or "2026-12-31"):
                assert euros(row, day) == int(row["amount_eur"]), row
        checked += 1
    assert checked == 1396


def test_every_line_of_a_table_has_its_source() -> None:
    wanted: dict[str, dict[tuple[str, str, str], int]] = {}
    for row in cells():
        if row["product"] != "PLI":
            wanted.setdefault(row["valid_from"], {})[row["product"], row["zone"], row["category"]] = int(row["amount_eur"])
    for day, amounts in wanted.items():
        lines = json.loads(sne.law_table(day, "json"))["amounts"]
        known = {(one["product"], one["zone"], one["category"]): one["euros"] for one in lines if one["euros"] is not None}
        assert known == amounts
        assert all(one["source"] and one["title"] and one["article"] for one in lines if one["euros"] is not None)
        assert len(list(csv.DictReader(sne.law_table(day, "csv").splitlines()))) == len(lines) == 84


def test_an_amount_says_where_it_comes_from() -> None:
    amount = sne.ceiling("PLS", "paris_communes_limitrophes", 6, 2, "2026-03-12")
    assert (amount.euros, amount.mark, amount.rule) == (134019, "convention", "ceiling.extra-person")
    assert amount.citation == "arr2025-12-19" and "VLOL2534266A" in amount.title and amount.source.startswith("OF-PARAM")
    assert sne.ceiling("PLAI", "autres_regions", 1, 0, "2026-03-12").mark == "convention"
    unknown = sne.ceiling("PLUS", None, 1, 0, "2026-03-12")
    assert unknown.euros is None and "unknown" in repr(unknown)


def test_readings() -> None:
    policy = sne.Policy.sne().with_readings(overseas_pls="plus", amounts="printed_only")
    assert sne.ceiling("PLS", "dom", 1, 0, "2026-03-12").euros == 27382
    assert sne.ceiling("PLS", "dom", 1, 0, "2026-03-12", policy=sne.Policy.sne().with_readings(overseas_pls="plus")).euros == 30424
    assert sne.ceiling("PLAI", "ile_de_france", 1, 0, "2026-03-12", policy=policy).euros is None
    assert policy != sne.Policy.sne() and pickle.loads(pickle.dumps(policy)) == policy
    assert repr(policy) == "sne.Policy.sne().with_readings(overseas_pls='plus', amounts='printed_only')"
    assert len(policy.readings) == 14 and policy.readings["overseas_pls"] == "plus"
    for name, value, code in (("overseas_pls", "LLS", "UNKNOWN_CODE"), ("moon", "full", "UNKNOWN_KEY")):
        with pytest.raises(sne.FormatError) as caught:
            sne.Policy.sne().with_readings(**{name: value})
        assert (caught.value.code, caught.value.field) == (code, name)
    with pytest.raises(TypeError):
        sne.Policy.sne().with_readings(amounts=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("PLUS", "dom", 1, 0, "2026-01-01"), "PRODUCT_NOT_IN_ZONE"),
        (("PLUS", "ile_de_france", 0, 0, "2026-01-01"), "BAD_CATEGORY"),
        (("PLUS", "ile_de_france", 300, 0, "2026-01-01"), "BAD_CATEGORY"),
        (("PLUS", "ile_de_france", 5, 1, "2026-01-01"), "BAD_CATEGORY"),
        (("PLUS", "ile_de_france", 1, 0, "2007-12-31"), "DATE_OUT_OF_RANGE"),
        (("PLUS", "ile_de_france", 1, 0, "2027-01-01"), "BEYOND_HORIZON"),
        (("PLUT", "ile_de_france", 1, 0, "2026-01-01"), "UNKNOWN_CODE"),
        (("PLUS", "paris", 1, 0, "2026-01-01"), "UNKNOWN_CODE"),
    ],
)
def test_faults(arguments: Any, code: str) -> None:
    with pytest.raises(sne.FormatError) as caught:
        sne.ceiling(*arguments)
    assert caught.value.code == code


# Law packs.


def digest(pack: dict[str, Any]) -> str:
    """As docs/law_packs.md gives it."""
    rest = {key: value for key, value in pack.items() if key != "digest"}
    state = 14695981039346656037
    for byte in json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode():
        state = (state ^ byte) * 1099511628211 % 2**64
    return f"{state:016x}"


def spoilt(change: Callable[[dict[str, Any]], Any]) -> bytes:
    pack = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    change(pack)
    pack["digest"] = digest(pack)
    return json.dumps(pack, ensure_ascii=False).encode()


def test_a_pack_adds_a_january() -> None:
    law = sne.LawBook.load(EXAMPLE.read_bytes())
    assert law.horizon.isoformat() == law.ceilings_end.isoformat() == "2027-12-31"
    assert law != sne.LawBook.builtin() and law.id != sne.LawBook.builtin().id
    amount = sne.ceiling("PLUS", "paris_communes_limitrophes", 1, 0, "2027-03-01", law)
    assert (amount.euros, amount.mark, amount.citation, amount.source) == (27243, "convention", "example-2027", "example")
    assert sne.ceiling("PLUS", "paris_communes_limitrophes", 1, 0, "2026-12-31", law).euros == 26920
    again = pickle.loads(pickle.dumps(law))
    assert again == law and again.id == law.id and copy.deepcopy(law) == law
    narrowed = law.with_horizon("2027-06-30").with_national_number_start("2027-01-01")
    assert pickle.loads(pickle.dumps(narrowed)).id == narrowed.id
    with pytest.raises(sne.FormatError):
        sne.LawBook.load(EXAMPLE.read_bytes(), law)


def test_a_decision_keeps_the_book_it_was_taken_with() -> None:
    law = sne.LawBook.load(EXAMPLE.read_bytes())
    demand = sne.Demand(stored="registered", territory="059", initial="2026-10-01", notice="2027-08-28")
    event = sne.Event("radiate", motive="e", effective="2027-11-02", recorded="2027-11-02", actor="manager")
    decision = sne.decide(demand, event, law)
    assert decision.law_id == law.id and pickle.loads(pickle.dumps(decision)) == decision
    with pytest.raises(TypeError):
        sne.decide(demand, event, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda p: p["tables"].append(p["tables"][0]), "PACK_OVERLAP", "/tables/8"),
        (lambda p: [t.update({"from": "2027-01-02"}) for t in p["tables"]], "PACK_GAP", "/tables/0/from"),
        (lambda p: p["tables"][2].pop("citation"), "PACK_UNCITED", "/tables/2/citation"),
        (lambda p: p["requires"].append("ceiling.moon"), "PACK_UNSUPPORTED", "/requires/3"),
        (lambda p: p["tables"][2]["euros"].pop(), "PACK_INCOMPLETE", "/tables/2/euros"),
        (lambda p: p["tables"][3]["euros"].__setitem__(0, 27423), "PACK_RATE", "/tables/3/euros/0"),
        (lambda p: p.update(moon=1), "UNKNOWN_KEY", "/moon"),
    ],
)
def test_bad_packs(change: Callable[[dict[str, Any]], Any], code: str, path: str) -> None:
    report = sne.check_law_pack(spoilt(change))
    assert report.law is None
    assert (report.faults[0].code, report.faults[0].path) == (code, path)
    with pytest.raises(sne.FormatError) as caught:
        sne.LawBook.load(spoilt(change))
    assert (caught.value.code, caught.value.field, caught.value.row) == (code, path, report.faults[0].row)


def test_odd_bytes() -> None:
    for pack, code in ((b"", "EMPTY_INPUT"), (b"[" * 100, "TOO_DEEP"), (b"\xff\xfe{", "BAD_ENCODING"), (b" " * (4 * 2**20 + 1), "TOO_LARGE")):
        assert [fault.code for fault in sne.check_law_pack(pack).faults] == [code]
    with pytest.raises(TypeError):
        sne.check_law_pack("text")  # type: ignore[arg-type]


def test_the_schema_asks_what_the_reader_asks() -> None:
    schema = json.loads((ROOT / "docs" / "law_pack.schema.json").read_text(encoding="utf-8"))
    places: list[tuple[dict[str, Any], Callable[[dict[str, Any]], dict[str, Any]]]] = [
        (schema, lambda pack: pack),
        (schema["$defs"]["citation"], lambda pack: pack["citations"][0]),
        (schema["$defs"]["table"], lambda pack: pack["tables"][0]),
    ]
    for said, part in places:
        for key in set(said["properties"]) - {"digest"}:
            report = sne.check_law_pack(spoilt(lambda pack, part=part, key=key: part(pack).pop(key, None)))
            assert (report.law is None) == (key in said["required"]), key
    unsealed = json.dumps({**json.loads(EXAMPLE.read_text(encoding="utf-8")), "digest": None}).encode()
    assert sne.check_law_pack(unsealed).faults[0].code == "MISSING_VALUE"
    for name, values in (("product", "PLAI PLUS LLTS LLS"), ("zone", "paris_communes_limitrophes ile_de_france autres_regions dom")):
        assert schema["$defs"]["table"]["properties"][name]["enum"] == values.split()


# The commands.


def said_by(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def test_law_check(tmp_path: Path) -> None:
    good = run("law", "check", EXAMPLE)
    assert good.returncode == 0 and "ceilings-2027-example" in good.stdout
    bad = tmp_path / "bad.json"
    bad.write_bytes(spoilt(lambda p: p["tables"][3]["euros"].__setitem__(0, 27423)))
    done = run("law", "check", bad, "--json", "--lang", "en")
    assert done.returncode == 1
    assert [(f["code"], f["path"], f["expected"]) for f in said_by(done)["faults"]] == [("PACK_RATE", "/tables/3/euros/0", "27243")]
    assert "PACK_RATE" in run("law", "check", bad).stdout
    assert run("law", "check", tmp_path / "none.json").returncode == 3
    assert run("law", "check", EXAMPLE, "--pack", EXAMPLE).returncode == 1


def test_law_show() -> None:
    shown = run("law", "show", "--date", "2026-03-12", "--product", "PLUS")
    assert shown.returncode == 0 and "48\u202f362" in shown.stdout and "arrêté du 19 décembre 2025" in shown.stdout
    assert len(said_by(run("law", "show", "--json"))["amounts"]) == 84
    assert said_by(run("law", "show", "--pack", EXAMPLE, "--json"))["day"] == "2027-12-31"
    assert "unknown" in run("law", "show", "--date", "2020-01-01", "--product", "LLS", "--lang", "en").stdout
    assert run("law", "show", "--date", "2027-01-01").returncode == 3
    assert run("law", "show", "--product", "HLM").returncode == 2
