"""The page of the demo: one HTML file without any outside resource (page autonome)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from pathlib import Path

from . import svg, wording
from .result import COLUMNS, REGION, TERRITORIES, Result
from .targets import MOTIVES

SHOWN_REASONS = 18


def write(result: Result, path: str | Path) -> Path:
    """Write the page."""
    target = Path(path)
    target.write_text(html(result), encoding="utf-8")
    return target


def html(result: Result) -> str:
    """The whole page."""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    body = "".join(
        (
            _header(result),
            _verdict(result),
            _tiles(result),
            _comparison(result),
            _flows(result),
            f'<div class="pair">{_drift(result)}{_pyramid(result)}</div>',
            f'<div class="pair">{_typology(result)}{_due(result)}</div>',
            _refusals(result),
            _footer(result),
        )
    )
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Un an de demandes de logement social</title><style>{style}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _en(text: str) -> str:
    return f'<span class="en" lang="en">{escape(text)}</span>'


def _span(result: Result) -> str:
    period = result["period"]
    return f"du {wording.day(period['start'])} au {wording.day(period['end'])}"


def _header(result: Result) -> str:
    period = result["period"]
    english = (
        f"A year of social housing demand, Nord and Pas-de-Calais, {period['start']} to {period['end']}"
    )
    return (
        f"<header><h1>Un an de demandes de logement social</h1>"
        f"<p>Nord et Pas-de-Calais, {_span(result)}. Le tableau publié, et le même recalculé à partir des "
        f"seuls événements, sous les règles du code.{_en(english)}</p></header>"
    )


def _verdict(result: Result) -> str:
    total, equal = result["cells"]["total"], result["cells"]["equal"]
    closes = all(result["closes"].values())
    right = equal == total and closes
    closing = "le tableau se ferme" if closes else "le tableau ne se ferme pas"
    english = f"{equal} figures out of {total} agree; the table {'closes' if closes else 'does not close'}"
    return (
        f'<div class="verdict{"" if right else " wrong"}" role="status"><strong>{equal} chiffres sur {total} '
        f"retrouvés</strong><span>{closing} : début + nouvelles {wording.MINUS} radiées = fin</span>"
        f"{_en(english)}</div>"
    )


def _tiles(result: Result) -> str:
    log = result["log"]
    tiles = [
        ("événements lus", "events read", wording.number(int(log["rows"]))),
        ("événements refusés", "events refused", wording.number(result["refused"]["total"])),
        ("demandes nouvelles", "new demands", wording.number(result["recomputed"]["rows"][REGION]["new"])),
        ("attributions", "allocations", wording.number(result["recomputed"]["rows"][REGION]["a"])),
        ("secondes", "seconds", f"{log['seconds']:.1f}".replace(".", ",")),
    ]
    cells = "".join(
        f"<div><dt>{escape(french)}{_en(english)}</dt><dd>{value}</dd></div>"
        for french, english, value in tiles
    )
    return f'<dl class="tiles">{cells}</dl>'


def _cell(expected: str, found: str) -> str:
    if expected == found:
        return f'<td class="same">{found}<span class="hidden"> égal au publié</span></td>'
    return f'<td class="other">{found}<span class="hidden"> différent du publié</span></td>'


def _comparison(result: Result) -> str:
    """The published table and the recomputed one, line under line."""
    heads = "".join(
        f'<th scope="col">{escape(wording.COLUMN[c][0])}{_en(wording.COLUMN[c][1])}</th>' for c in COLUMNS
    )
    groups = "".join(_territory(result, t) for t in (*TERRITORIES, REGION))
    caption = f"Publié et recalculé{_en('Published and recomputed')}"
    return (
        '<section class="table"><div class="scroll" tabindex="0" role="region" aria-label="Publié et recalculé">'
        f"<table><caption>{caption}</caption><thead><tr>"
        f'<th class="left" scope="col">Territoire{_en("Territory")}</th>'
        f'<th class="left" scope="col">Ligne{_en("Line")}</th>{heads}</tr></thead>{groups}</table></div></section>'
    )


def _territory(result: Result, territory: str) -> str:
    expected, found = result["published"], result["recomputed"]
    printed = [wording.number(expected["rows"][territory][c]) for c in COLUMNS]
    counted = [wording.number(found["rows"][territory][c]) for c in COLUMNS]
    lines = [("publié", printed, None, ""), ("recalculé", counted, printed, "found")]
    if territory in expected["shares"]:
        printed = [wording.percentage(expected["shares"][territory][c]) for c in COLUMNS]
        counted = [wording.percentage(found["shares"][territory][c]) for c in COLUMNS]
        lines += [("part publiée", printed, None, "share"), ("part recalculée", counted, printed, "share")]
    name = escape(wording.TERRITORY[territory])
    rows = []
    for i, (label, texts, against, style) in enumerate(lines):
        where = f'<th class="where" scope="rowgroup" rowspan="{len(lines)}">{name}</th>' if i == 0 else ""
        cells = (
            [f'<td class="plain">{text}</td>' for text in texts]
            if against is None
            else [_cell(a, b) for a, b in zip(against, texts, strict=True)]
        )
        first = " first" if i == 0 else ""
        rows.append(
            f'<tr class="{style}{first}">{where}<th scope="row">{label}</th>{"".join(cells)}</tr>'
        )
    return f"<tbody>{''.join(rows)}</tbody>"


def _data(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The figures of a chart, as a table that opens on demand."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(c)}</td>" for c in row[1:])}</tr>'
        for row in rows
    )
    return (
        '<details><summary>Les chiffres <span lang="en">(the figures)</span></summary><div class="scroll" tabindex="0" '
        f'role="region" aria-label="{escape(caption)}"><table><caption class="hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _legend(entries: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><i class="{style}"></i>{escape(text)}</li>' for style, text in entries)
    return f'<ul class="legend">{items}</ul>'


def _figure(french: str, english: str, chart: str, after: str) -> str:
    return (
        f"<figure><figcaption><h2>{escape(french)}{_en(english)}</h2></figcaption>{chart}{after}</figure>"
    )


def _flows(result: Result) -> str:
    months = result["months"]
    rows = [
        (
            wording.month(m["month"]), wording.number(m["new"]),
            *(wording.number(m["radiated"][motive]) for motive in MOTIVES),
        )
        for m in months
    ]
    title = "Entrées et sorties par mois"
    heads = ("Mois", *(wording.COLUMN[c][0] for c in ("new", *MOTIVES)))
    legend = _legend((c, wording.COLUMN[c][0]) for c in ("new", *svg.STACK))
    return _figure(
        title, "Monthly flows: new demands above, radiations by motive below", svg.flows(months),
        legend + _data(title, heads, rows),
    )


def _drift(result: Result) -> str:
    start = {t: result["recomputed"]["rows"][t]["start"] for t in TERRITORIES}
    title = "Le stock, mois par mois"
    rows = [
        (
            wording.month(m["month"]),
            *(wording.number(m["end"][t]) for t in TERRITORIES),
            wording.number(sum(m["end"].values())),
        )
        for m in result["months"]
    ]
    heads = ("À la fin de", *(wording.TERRITORY[t] for t in (*TERRITORIES, REGION)))
    return _figure(
        title, "Change of the stock since the start", svg.drift(result["months"], start),
        _data(title, heads, rows),
    )


def _pyramid(result: Result) -> str:
    start, end = result["seniority"]["start"], result["seniority"]["end"]
    title = "Depuis quand ils attendent"
    rows = [
        (wording.band(b), wording.number(start.get(b, 0)), wording.number(end.get(b, 0)))
        for b in start | end
    ]
    return _figure(
        title, "Stock by seniority, at the start and at the end", svg.pyramid(start, end),
        _data(title, ("Ancienneté", "Au début", "À la fin"), rows),
    )


def _typology(result: Result) -> str:
    printed, found = result["published"]["typology"], result["recomputed"]["typology"]
    title = "Le logement recherché"
    rows = [
        (wording.TYPOLOGY[k], wording.percentage(printed[k]), wording.percentage(found[k])) for k in printed
    ]
    legend = _legend((("start", "publié"), ("end", "recalculé")))
    return _figure(
        title, "Share of each typology in the last stock, published and recomputed",
        svg.typology(printed, found), legend + _data(title, ("Type", "Publié", "Recalculé"), rows),
    )


def _due(result: Result) -> str:
    title = "Les échéances des semaines à venir"
    rows = [
        (wording.day(w["week"]), wording.number(w["notice"]), wording.number(w["renewal"]))
        for w in result["due"]
    ]
    kinds = ("notice", "renewal")
    legend = _legend((kind, wording.DUE[kind][0]) for kind in kinds)
    heads = ("Semaine du", *(wording.DUE[kind][0] for kind in kinds))
    return _figure(
        title, "Notices and renewals due in the coming weeks", svg.due(result["due"]),
        legend + _data(title, heads, rows),
    )


def _refusals(result: Result) -> str:
    reasons = result["refused"]["reasons"]
    total = wording.number(result["refused"]["total"])
    title = f"{total} événements refusés, et pourquoi"
    rows = [
        (reason["reason"], reason["article"], reason["text"], wording.number(reason["rows"]))
        for reason in reasons
    ]
    return _figure(
        title, "Refused events by reason, with the article",
        svg.refusals(reasons[:SHOWN_REASONS]),
        _data(title, ("Motif", "Article", "Règle", "Événements"), rows),
    )


def _footer(result: Result) -> str:
    log = result["log"]
    return (
        f"<footer><p>Chiffres publiés : {escape(result['source'])}. Les dossiers sont simulés (graine "
        f"{int(log['seed'])}) : seuls les totaux publiés sont réels ; aucune personne n’existe."
        f"{_en('The files are simulated from a fixed seed; only the published totals are real, no person exists.')}"
        "</p></footer>"
    )
