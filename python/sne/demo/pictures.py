"""The same charts as PNG pictures (images), for a README or a report. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import wording
from .result import COLUMNS, REGION, TERRITORIES, Result
from .svg import STACK

THEMES = {
    "light": {
        "paper": "#fbfaf7", "card": "#ffffff", "ink": "#1d2430", "soft": "#5a6472", "rule": "#e2dfd8",
        "new": "#2b6c9e", "a": "#2f855a", "e": "#c8812a", "b": "#8a5aa8", "c": "#b3404a", "d": "#6b7480",
        "then": "#a9b4c2", "now": "#2b6c9e", "good": "#23724b", "bad": "#a52a35",
    },
    "dark": {
        "paper": "#12161c", "card": "#1a2029", "ink": "#e8ebef", "soft": "#a2adba", "rule": "#2e3742",
        "new": "#6fb0e0", "a": "#5dc18f", "e": "#e6a650", "b": "#bb93d6", "c": "#e77b84", "d": "#98a3b1",
        "then": "#566273", "now": "#6fb0e0", "good": "#7fd6a8", "bad": "#ff9aa2",
    },
}
SHOWN_REASONS = 12
_DPI = 160

Theme = dict[str, str]
Draw = Callable[[Any, Result, Theme], None]


def write(result: Result, folder: str | Path, theme: str = "light") -> list[Path]:
    """Write every picture in a folder; their paths, the overview first."""
    import matplotlib
    from matplotlib.figure import Figure

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    colours = THEMES[theme]
    paths = [target / "overview.png"]
    with matplotlib.rc_context(_style(colours)):
        overview = Figure(figsize=(12, 13.6), layout="constrained")
        _overview(overview, result, colours)
        overview.savefig(paths[0], dpi=_DPI)
        for name, (draw, size) in CHARTS.items():
            figure = Figure(figsize=size, layout="constrained")
            draw(figure.subplots(), result, colours)
            paths.append(target / f"{name}.png")
            figure.savefig(paths[-1], dpi=_DPI)
    return paths


def _style(colours: Theme) -> Any:
    return {
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "figure.facecolor": colours["paper"],
        "savefig.facecolor": colours["paper"],
        "axes.facecolor": colours["paper"],
        "axes.edgecolor": colours["rule"],
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.titlesize": 11,
        "axes.titlepad": 10,
        "grid.color": colours["rule"],
        "text.color": colours["ink"],
        "axes.labelcolor": colours["soft"],
        "xtick.color": colours["soft"],
        "ytick.color": colours["soft"],
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "legend.frameon": False,
    }


def _overview(figure: Any, result: Result, colours: Theme) -> None:
    """The table and the main charts on one picture."""
    figure.get_layout_engine().set(w_pad=0.15, h_pad=0.12, hspace=0.04, wspace=0.04)
    grid = figure.add_gridspec(4, 2, height_ratios=(0.5, 3.1, 3.4, 3.4))
    _headline(figure.add_subplot(grid[0, :]), result, colours)
    table(figure.add_subplot(grid[1, :]), result, colours)
    flows(figure.add_subplot(grid[2, :]), result, colours)
    seniority(figure.add_subplot(grid[3, 0]), result, colours)
    refusals(figure.add_subplot(grid[3, 1]), result, colours)


def _headline(axes: Any, result: Result, colours: Theme) -> None:
    axes.axis("off")
    cells = result["cells"]
    right = cells["equal"] == cells["total"] and all(result["closes"].values())
    axes.text(0, 0.72, "Un an de demandes de logement social", fontsize=19, fontweight="bold", va="center")
    axes.text(
        0, 0.05, f"{cells['equal']} chiffres publiés sur {cells['total']} retrouvés à partir des seuls événements",
        fontsize=11.5, color=colours["good" if right else "bad"], va="center",
    )
    events = wording.number(int(result["log"]["rows"]))
    axes.text(1, 0.05, f"{events} événements", fontsize=11.5, color=colours["soft"], ha="right", va="center")


def _thousands(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: wording.number(round(abs(value))))


def table(axes: Any, result: Result, colours: Theme) -> None:
    """Published and recomputed, line under line."""
    axes.axis("off")
    axes.set_title("Publié et recalculé")
    rows = [line for territory in (*TERRITORIES, REGION) for line in _lines(result, territory)]
    width = 1 / (len(COLUMNS) + 2.6)
    height = 1 / (len(rows) + 2)
    for j, column in enumerate(COLUMNS):
        words = wording.COLUMN[column][0].replace("Non-", "Non-\n").replace(" (", "\n(")
        words = words.replace(" au ", "\nau ").replace(" à ", "\nà ")
        axes.text(
            (j + 3.4) * width, 1 - 1.6 * height, words,
            ha="right", va="bottom", fontsize=7, fontweight="bold", color=colours["soft"],
        )
    for i, (name, label, texts, against) in enumerate(rows):
        y = 1 - (i + 2.6) * height
        quiet = label.startswith("part")
        colour = colours["soft" if quiet else "ink"]
        size = 8 if quiet else 9
        if name:
            axes.plot([0, 1], [y + height * 0.52] * 2, color=colours["rule"], linewidth=1)
            axes.text(0, y, name, va="center", fontweight="bold")
        axes.text(1.15 * width, y, label, va="center", fontsize=size, color=colour)
        for j, text in enumerate(texts):
            same = not against or against[j] == text
            axes.text(
                (j + 3.4) * width, y, text, ha="right", va="center", fontsize=size,
                fontweight="bold" if against and not quiet else "normal",
                color=colour if same else colours["bad"],
            )
            if against:
                axes.text(
                    (j + 3.43) * width, y, "✓" if same else "✗", va="center", fontsize=7,
                    color=colours["good" if same else "bad"],
                )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)


def _lines(result: Result, territory: str) -> list[tuple[str, str, list[str], list[str]]]:
    expected, found = result["published"], result["recomputed"]
    printed = [wording.number(expected["rows"][territory][c]) for c in COLUMNS]
    counted = [wording.number(found["rows"][territory][c]) for c in COLUMNS]
    lines = [(wording.TERRITORY[territory], "publié", printed, []), ("", "recalculé", counted, printed)]
    if territory in expected["shares"]:
        printed = [wording.percentage(expected["shares"][territory][c]) for c in COLUMNS]
        counted = [wording.percentage(found["shares"][territory][c]) for c in COLUMNS]
        lines += [("", "part publiée", printed, []), ("", "part recalculée", counted, printed)]
    return lines


def flows(axes: Any, result: Result, colours: Theme) -> None:
    """New demands above the axis, exits by motive below."""
    months = result["months"]
    places = range(len(months))
    axes.set_title("Entrées et sorties par mois")
    label = wording.COLUMN["new"][0]
    axes.bar(places, [m["new"] for m in months], 0.68, color=colours["new"], label=label)
    below = [0] * len(months)
    for motive in STACK:
        counts = [m["radiated"][motive] for m in months]
        axes.bar(
            places, [-n for n in counts], 0.68, bottom=[-n for n in below],
            color=colours[motive], label=wording.COLUMN[motive][0],
        )
        below = [a + b for a, b in zip(below, counts, strict=True)]
    axes.axhline(0, color=colours["soft"], linewidth=0.8)
    axes.set_xticks(places, [wording.short_month(m["month"]) for m in months])
    axes.grid(axis="x", visible=False)
    _thousands(axes.yaxis)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=6, fontsize=8, columnspacing=1.2)


def stock(axes: Any, result: Result, colours: Theme) -> None:
    """Change of the stock since the start."""
    months = result["months"]
    axes.set_title("Variation du stock depuis le début")
    lines = {
        t: [0] + [m["end"][t] - result["recomputed"]["rows"][t]["start"] for m in months]
        for t in TERRITORIES
    }
    lines[REGION] = [sum(values) for values in zip(*lines.values(), strict=True)]
    for territory, colour in zip(lines, ("new", "e", "soft"), strict=True):
        values = lines[territory]
        style = "--" if territory == REGION else "-"
        axes.plot(values, style, color=colours[colour], linewidth=2)
        axes.plot(len(values) - 1, values[-1], "o", color=colours[colour])
        axes.annotate(
            f"{wording.TERRITORY[territory]}\n{wording.signed(values[-1])}",
            (len(values) - 1, values[-1]), (10, 0), textcoords="offset points", va="center",
        )
    axes.axhline(0, color=colours["soft"], linewidth=0.8)
    axes.set_xlim(0, len(months) + 2.2)
    axes.set_xticks(range(1, len(months) + 1), [wording.short_month(m["month"]) for m in months], fontsize=8)
    axes.grid(axis="x", visible=False)
    axes.yaxis.set_major_formatter(lambda value, _: wording.signed(round(value)))


def seniority(axes: Any, result: Result, colours: Theme) -> None:
    """Stock by seniority at both ends of the period, back to back."""
    start, end = result["seniority"]["start"], result["seniority"]["end"]
    bands = list(start | end)
    places = range(len(bands))
    most = max([*start.values(), *end.values()], default=1)
    axes.set_title("Depuis quand ils attendent : au début, à la fin")
    for side, counts, colour in ((-1, start, "then"), (1, end, "now")):
        values = [counts.get(b, 0) for b in bands]
        axes.barh(places, [side * v for v in values], 0.68, color=colours[colour])
        for place, value in zip(places, values, strict=True):
            axes.text(
                side * (value + most * 0.03), place, wording.number(value), va="center",
                ha="left" if side > 0 else "right", color=colours["soft"], fontsize=8,
            )
    axes.axvline(0, color=colours["soft"], linewidth=0.8)
    axes.set_yticks(places, [wording.band(b) for b in bands])
    axes.invert_yaxis()
    axes.set_xlim(-most * 1.35, most * 1.35)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def typology(axes: Any, result: Result, colours: Theme) -> None:
    """Shares by typology, printed and recomputed."""
    printed, found = result["published"]["typology"], result["recomputed"]["typology"]
    axes.set_title("Le logement recherché : publié, recalculé")
    for shift, shares, colour in ((-0.2, printed, "then"), (0.2, found, "now")):
        for place, text in enumerate(shares.values()):
            axes.barh(place + shift, float(text), 0.36, color=colours[colour])
            axes.text(
                float(text) + 0.4, place + shift, wording.percentage(text), va="center",
                fontsize=7.5, color=colours["soft"],
            )
    axes.set_yticks(range(len(printed)), [wording.TYPOLOGY[key] for key in printed])
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def refusals(axes: Any, result: Result, colours: Theme) -> None:
    """Refused events by reason, with the article."""
    reasons = result["refused"]["reasons"][:SHOWN_REASONS]
    total = wording.number(result["refused"]["total"])
    axes.set_title(f"{total} événements refusés : les premiers motifs")
    places = range(len(reasons))
    axes.barh(places, [r["rows"] for r in reasons], 0.68, color=colours["c"])
    most = max((r["rows"] for r in reasons), default=1)
    for place, reason in zip(places, reasons, strict=True):
        axes.text(
            reason["rows"] + most * 0.02, place, f"{wording.number(reason['rows'])} · {reason['article']}",
            va="center", fontsize=7.5, color=colours["soft"],
        )
    axes.set_yticks(places, [r["reason"] for r in reasons], family="DejaVu Sans Mono", fontsize=7.5)
    axes.invert_yaxis()
    axes.set_xlim(0, most * 1.5)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def due(axes: Any, result: Result, colours: Theme) -> None:
    """Notices and renewals of the coming weeks."""
    weeks = result["due"]
    axes.set_title("Les échéances des semaines à venir")
    notices, renewals = [w["notice"] for w in weeks], [w["renewal"] for w in weeks]
    for shift, counts, kind, colour in (
        (-0.19, notices, "notice", "now"), (0.19, renewals, "renewal", "e"),
    ):
        places = [i + shift for i in range(len(weeks))]
        axes.bar(places, counts, 0.36, color=colours[colour], label=wording.DUE[kind][0])
    axes.set_xticks(range(len(weeks)), [f"{w['week'][8:]}/{w['week'][5:7]}" for w in weeks], fontsize=8)
    axes.grid(axis="x", visible=False)
    _thousands(axes.yaxis)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2)


CHARTS: dict[str, tuple[Draw, tuple[float, float]]] = {
    "table": (table, (12, 4)),
    "flows": (flows, (10, 4.6)),
    "stock": (stock, (7, 4.2)),
    "seniority": (seniority, (7, 4.2)),
    "typology": (typology, (7, 4.2)),
    "refusals": (refusals, (8, 4.6)),
    "due": (due, (8, 4.2)),
}
