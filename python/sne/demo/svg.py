"""Charts as inline SVG whose colours come from the page, so that they follow its light or dark theme."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from . import wording
from .result import TERRITORIES, Month, Reason, Week

#: Widths of a chart alone on its line, and of one of two.
WIDE, HALF = 1060.0, 500.0
#: Order in which the exits are stacked: the big ones against the axis.
STACK = ("e", "a", "b", "d", "c")


@dataclass(frozen=True)
class Frame:
    """The plotting area and the scale of its vertical axis."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Height of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def nice_step(span: float, parts: int = 4) -> float:
    """A round step that cuts a span in about so many parts."""
    raw = max(span, 1) / parts
    power = 10 ** math.floor(math.log10(raw))
    return float(next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw))


def _chart(width: float, height: float, title: str, body: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(body)}</svg>"
    )


def _rect(x: float, y: float, width: float, height: float, style: str, tip: str) -> str:
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" '
        f'height="{max(height, 0):.1f}"><title>{escape(tip)}</title></rect>'
    )


def _text(x: float, y: float, text: str, anchor: str = "middle", style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def _grid(frame: Frame, step: float, label: Callable[[int], str]) -> list[str]:
    lines = []
    for i in range(math.ceil(frame.low / step), math.floor(frame.high / step) + 1):
        y = frame.y(i * step)
        style = "axis" if i == 0 else "grid"
        lines.append(f'<path class="{style}" d="M{frame.left} {y:.1f}H{frame.right}"/>')
        lines.append(_text(frame.left - 8, y + 4, label(round(i * step)), "end"))
    return lines


def _frame(low: float, high: float, width: float, height: float) -> tuple[Frame, float]:
    step = nice_step(high - low)
    bounds = math.floor(low / step) * step, math.ceil(high / step) * step
    return Frame(58, width - 4, 14, height - 30, *bounds), step


def flows(months: Sequence[Month]) -> str:
    """New demands above the axis, exits by motive below (entrées et sorties)."""
    height = 380.0
    out = max(sum(month["radiated"].values()) for month in months)
    frame, step = _frame(-out, max(month["new"] for month in months), WIDE, height)
    body = _grid(frame, step, lambda value: wording.number(abs(value)))
    slot = (frame.right - frame.left) / len(months)
    for i, month in enumerate(months):
        x, width = frame.left + i * slot + slot * 0.16, slot * 0.68
        name = wording.month(month["month"])
        top = frame.y(month["new"])
        tip = f"{name} : {wording.number(month['new'])} nouvelles"
        body.append(_rect(x, top, width, frame.y(0) - top, "new", tip))
        below = 0
        for motive in STACK:
            count = month["radiated"][motive]
            y = frame.y(-below)
            tip = f"{name} : {wording.number(count)}, {wording.COLUMN[motive][0]}"
            body.append(_rect(x, y, width, frame.y(-below - count) - y, motive, tip))
            below += count
        body.append(_text(x + width / 2, height - 8, wording.short_month(month["month"])))
    return _chart(WIDE, height, "Entrées et sorties par mois", body)


def drift(months: Sequence[Month], start: dict[str, int]) -> str:
    """Change of the stock since the start, month by month (variation du stock)."""
    height = 340.0
    lines = {
        t: [0, *(month["end"][t] - start[t] for month in months)] for t in TERRITORIES
    }
    lines["R31"] = [sum(values) for values in zip(*lines.values(), strict=True)]
    every = [value for values in lines.values() for value in values]
    frame, step = _frame(min(every), max(every), HALF, height)
    body = _grid(frame, step, wording.signed)
    right = frame.right - 132
    slot = (right - frame.left) / len(months)
    for territory, values in lines.items():
        points = [(frame.left + i * slot, frame.y(v)) for i, v in enumerate(values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        body.append(f'<polyline class="line t{territory}" points="{path}"/>')
        body.append(f'<circle class="dot t{territory}" cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="4"/>')
    for territory, y in _apart({t: frame.y(values[-1]) for t, values in lines.items()}).items():
        label = wording.TERRITORY[territory]
        change = wording.signed(lines[territory][-1])
        body.append(_text(right + 10, y - 2, label, "start", f"name t{territory}"))
        body.append(_text(right + 10, y + 14, change, "start"))
    for i, month in enumerate(months):
        if i % 2 == 1:
            x = frame.left + (i + 1) * slot
            body.append(_text(x, height - 8, wording.short_month(month["month"])))
    return _chart(HALF, height, "Variation du stock depuis le début de la période", body)


def _apart(heights: dict[str, float], least: float = 36.0) -> dict[str, float]:
    """Heights of labels, pushed down until none covers another."""
    placed: dict[str, float] = {}
    floor = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        floor = placed[name] = max(height, floor + least)
    return placed


def pyramid(start: dict[str, int], end: dict[str, int]) -> str:
    """Stock by seniority at both ends of the period, back to back (pyramide des anciennetés)."""
    bands = list(start | end)
    row, top = 38.0, 30.0
    height = top + row * len(bands) + 8
    middle, gap = HALF / 2, 58.0
    reach = middle - gap - 52
    most = max([*start.values(), *end.values()])
    body = [
        _text(middle - gap, 16, "au début", "end", "name start"),
        _text(middle + gap, 16, "à la fin", "start", "name end"),
    ]
    for i, name in enumerate(bands):
        y = top + i * row
        body.append(_text(middle, y + 20, wording.band(name)))
        for side, counts, kind in ((-1, start, "start"), (1, end, "end")):
            count = counts.get(name, 0)
            width = count / most * reach
            near = middle + side * gap
            tip = f"{wording.band(name)} : {wording.number(count)}"
            body.append(_rect(near - (width if side < 0 else 0), y, width, row - 10, kind, tip))
            body.append(
                _text(near + side * (width + 6), y + 19, wording.number(count), "end" if side < 0 else "start")
            )
    return _chart(HALF, height, "Stock par ancienneté", body)


def typology(published: dict[str, str], recomputed: dict[str, str]) -> str:
    """Shares by typology: printed and recomputed (type de logement recherché)."""
    row, top, left = 40.0, 6.0, 80.0
    height = top + row * len(published)
    most = max(float(text) for text in [*published.values(), *recomputed.values()])
    reach = HALF - left - 60
    body = []
    for i, (key, printed) in enumerate(published.items()):
        y = top + i * row
        body.append(_text(left - 10, y + 21, wording.TYPOLOGY[key], "end"))
        for j, (text, kind) in enumerate(((printed, "start"), (recomputed[key], "end"))):
            width = float(text) / most * reach
            body.append(_rect(left, y + 2 + j * 15, width, 12, kind, wording.percentage(text)))
            body.append(
                _text(left + width + 6, y + 12.5 + j * 15, wording.percentage(text), "start", "small")
            )
    return _chart(HALF, height, "Stock par type de logement recherché", body)


def refusals(reasons: Sequence[Reason]) -> str:
    """Refused events by reason, with the article (événements refusés)."""
    row, left = 27.0, 248.0
    most = max((reason["rows"] for reason in reasons), default=1)
    reach = WIDE - left - 300
    body = []
    for i, reason in enumerate(reasons):
        y = i * row
        width = reason["rows"] / most * reach
        body.append(_text(left - 10, y + 17, reason["reason"], "end", "code"))
        body.append(
            _rect(left, y + 4, width, row - 9, "refused", f"{reason['reason']} : {reason['rows']}")
        )
        rows = wording.number(reason["rows"])
        body.append(_text(left + width + 8, y + 17, f"{rows} · {reason['article']}", "start", "small"))
    return _chart(WIDE, row * len(reasons) + 4, "Événements refusés, par motif", body)


def due(weeks: Sequence[Week]) -> str:
    """Notices and renewals of the coming weeks (échéances)."""
    height = 260.0
    frame, step = _frame(0, max((max(w["notice"], w["renewal"]) for w in weeks), default=1), HALF, height)
    body = _grid(frame, step, wording.number)
    slot = (frame.right - frame.left) / max(len(weeks), 1)
    for i, week in enumerate(weeks):
        x = frame.left + i * slot
        tip = f"semaine du {wording.day(week['week'])} : "
        for j, (kind, count) in enumerate((("notice", week["notice"]), ("renewal", week["renewal"]))):
            label = tip + f"{wording.number(count)}, {wording.DUE[kind][0]}"
            y = frame.y(count)
            body.append(
                _rect(x + slot * (0.12 + 0.39 * j), y, slot * 0.36, frame.y(0) - y, kind, label)
            )
        if i % 3 == 0:
            on = week["week"]
            body.append(_text(x + slot / 2, height - 8, f"{on[8:]}/{on[5:7]}"))
    return _chart(HALF, height, "Préavis et renouvellements des semaines à venir", body)
