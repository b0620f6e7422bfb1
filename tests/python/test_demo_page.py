"""The demo's result, page and pictures, from a replay that is made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sne.demo import page, result, wording
from sne.demo.targets import Flow, targets

NARROW = "\u202f"
FULL = targets()


class Replay:
    """A replay that finds the targets in the period and a twelfth of them in each month."""

    refused: Mapping[str, Sequence[Any]] = {
        "reasons": ["DUPLICATE", "NO_NOTICE,NOT_EXPIRED", ["NO_NOTICE"], "<b>"],
        "article": ["L441-2-1", "R441-2-7", "R441-2-7", "?"],
    }

    def flow(self, start: date, end: date) -> Iterable[dict[str, Any]]:
        whole = (end - start).days > 300
        for row in FULL["territories"].values():
            yield dict(row if whole else self.month(row)) | {"revived": 0, "closes": True, "gap": 0}

    def month(self, row: Flow) -> Flow:
        small = {motive: count // 12 for motive, count in row["radiated"].items()}
        return row | {"new": row["new"] // 12, "radiated": small}

    def stock(self, on: date, by: str) -> dict[str, int]:
        return FULL["typology"] if by == "typology" else {"<1": 70, "1-2": 20, ">=10": 1}

    def due(self, on: date, within_months: int) -> dict[str, list[Any]]:
        return {"kind": ["notice", "renewal", "notice"], "day": [on + timedelta(days=n) for n in (1, 2, 9)]}


class Wrong(Replay):
    """A replay that lets one lapse through."""

    def flow(self, start: date, end: date) -> Iterable[dict[str, Any]]:
        for row in super().flow(start, end):
            row["radiated"] = dict(row["radiated"]) | {"e": row["radiated"]["e"] + 1}
            yield row


LOG = {"seed": 20141105, "scale": 1.0, "rows": 1_284_000, "seconds": 30.0}


@pytest.fixture(scope="module")
def found() -> result.Result:
    return result.build(Replay(), FULL, LOG, explain=lambda code: f"règle {code}")


def test_every_published_figure_is_compared_and_found(found: result.Result) -> None:
    assert found["cells"] == {"total": 3 * 9 + 2 * 9 + 7, "equal": 3 * 9 + 2 * 9 + 7}


def test_shares_are_printed_with_the_decimals_of_the_source(found: result.Result) -> None:
    shares = found["recomputed"]["shares"]
    assert (shares["059"]["start"], shares["062"]["start"]) == ("71", "29")
    assert (shares["059"]["new"], shares["062"]["d"]) == ("64.08", "10.53")
    assert found["recomputed"]["typology"]["T2"] == "30.4"


def test_a_wrong_replay_is_said_wrong() -> None:
    wrong = result.build(Wrong(), FULL, LOG)
    assert wrong["cells"]["equal"] < wrong["cells"]["total"]
    text = page.html(wrong)
    assert 'class="verdict wrong"' in text
    assert 'class="other"' in text


def test_refusals_are_counted_by_their_first_reason(found: result.Result) -> None:
    first = found["refused"]["reasons"][0]
    assert found["refused"]["total"] == 4
    assert (first["reason"], first["rows"], first["text"]) == ("NO_NOTICE", 2, "règle NO_NOTICE")


def test_weeks_start_on_mondays(found: result.Result) -> None:
    assert [w["week"] for w in found["due"]] == ["2014-09-29", "2014-10-06"]
    assert [(w["notice"], w["renewal"]) for w in found["due"]] == [(1, 1), (1, 0)]


def test_months_cover_the_period(found: result.Result) -> None:
    months = [m["month"] for m in found["months"]]
    assert (months[0], months[-1], len(months)) == ("2013-10", "2014-09", 12)


class Tags(HTMLParser):
    """Checks that what opens closes."""

    EMPTY = frozenset({"meta", "path", "rect", "circle", "polyline"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY or (tag == "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_is_well_formed(found: result.Result, tmp_path: Path) -> None:
    text = page.write(found, tmp_path / "demo.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not re.search(r"\b(src|href)=|url\(|@import|<script", text)
    assert text.count("<table>") == text.count("<caption")
    assert "&lt;b&gt;" in text and "<b>" not in text
    assert f"127{NARROW}580" in text
    assert f"64,08{NARROW}%" in text


def test_pictures(found: result.Result, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from sne.demo import pictures

    for theme in pictures.THEMES:
        paths = pictures.write(found, tmp_path / theme, theme)
        assert paths[0].name == "overview.png"
        assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


@pytest.mark.parametrize(
    ("text", "words"),
    [("<1", "moins de 1 an"), ("1-2", "de 1 à 2 ans"), (">=10", "10 ans et plus"), ("?", "?")],
)
def test_bands(text: str, words: str) -> None:
    assert wording.band(text) == words


def test_numbers() -> None:
    assert wording.number(-1641) == f"\u22121{NARROW}641"
    assert wording.signed(288) == "+288"
    assert wording.day("2013-10-01") == "1er oct. 2013"
