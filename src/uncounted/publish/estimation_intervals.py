"""Figures with their intervals, one under the other on one axis: the form of most pictures of estimates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from uncounted.publish.axis import shortened
from uncounted.publish.estimation_axis import OPEN, Span, short
from uncounted.publish.svg import element, link, text_at

LETTERS = 46  # of a row's label: what a phone's width holds
ROW, HEAD, FOOT, GROUP = 36.0, 24.0, 26.0, 22.0


@dataclass(frozen=True)
class Mark:
    """One row: a figure, its closed interval, and what is said above it.

    ``kind`` decides how it is drawn: estimate, lower-bound (an arrow goes on from it), arithmetic (hollow), refused (no
    figure). ``base`` is where a bar to the figure starts. ``off`` marks a row as missing what it should have met.
    """

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    kind: str = "estimate"
    href: str | None = None
    group: str = ""
    base: float | None = None
    off: bool = False


@dataclass(frozen=True)
class Chart:
    """Rows on one axis, with a line through all of them at ``line`` and a tinted stretch behind from ``band``."""

    rows: tuple[Mark, ...]
    line: float | None = None
    said: str = ""
    band: tuple[float, float] | None = None
    form: Callable[[float], str] = short

    def span(self) -> Span:
        """The scale that holds the rows."""
        figures = [row.value for row in self.rows if row.value is not None]
        ends = [end for row in self.rows for end in (row.low, row.high) if end is not None]
        if self.line is not None:
            figures.append(self.line)
        return Span.of(figures, ends)


def svg(inside: str, height: float, name: str, title: str, desc: str) -> str:
    """A whole picture, fluid in its width, with its words for those who do not see it; ``name`` is unique in a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="100%" height="{height:g}" role="img" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(desc)}</desc>{inside}</svg>'
    )


def draw(chart: Chart) -> tuple[str, float]:
    """The inside of the picture, whose x are percentages, and its height in pixels."""
    span = chart.span()
    top = HEAD if chart.said else 4.0
    body: list[str] = []
    y, group = top, ""
    for row in chart.rows:
        if row.group != group:
            group = row.group
            body.append(text_at(0, y + 15, group, "group"))
            y += GROUP
        body.append(_row(row, span, y))
        y += ROW
    behind = _band(chart, span, top - 4, y + 4) + grid(span, top - 4, y + 4, chart.form)
    return "".join([*behind, *_line(chart, span, top, y + 4), *body]), y + FOOT


def grid(span: Span, top: float, bottom: float, form: Callable[[float], str] = short, most: int = 5) -> list[str]:
    """Thin lines at round figures, and the figures below them."""
    found = []
    longest = max((len(form(tick)) for tick in span.ticks(most)), default=0)
    for tick in span.ticks(most if longest < 8 else 4):
        x = span.at(tick)
        anchor = "start" if x < 4 else "end" if x > 92 else "middle"
        found.append(element("line", "tick", x1=f"{x}%", x2=f"{x}%", y1=top, y2=bottom))
        found.append(text_at(f"{x}%", bottom + 15, form(tick), "tick", anchor))
    return found


def whisker(row: Mark, span: Span, middle: float) -> list[str]:
    """The interval as a line with an arrow where it runs beyond the scale, and the figure as a dot."""
    body: list[str] = []
    if row.value is None:
        return body
    at = span.at(row.value)
    if row.base is not None:
        x, width = min(at, span.at(row.base)), abs(at - span.at(row.base))
        body.append(element("rect", "swing", x=f"{x}%", y=middle - 5, width=f"{round(width, 2)}%", height=10))
    open_end = row.kind == "lower-bound"
    if row.low is not None and row.high is not None:
        open_end = open_end or row.high > span.high
        left, right = span.at(row.low), span.at(row.high)
        body.append(element("line", "bar", x1=f"{left}%", x2=f"{right}%", y1=middle, y2=middle))
    if row.kind == "lower-bound":
        left = span.at(row.high if row.high is not None else row.value)
        body.append(element("line", "further", x1=f"{left}%", x2=f"{OPEN}%", y1=middle, y2=middle))
    if open_end:
        arrow = '<path class="arrow" d="M-5,-6 L3,0 L-5,6"/>'
        body.append(f'<svg x="{OPEN}%" y="{middle:g}" overflow="visible">{arrow}</svg>')
    kind = "dot hollow" if row.kind == "arithmetic" else "dot"
    body.append(element("circle", kind, cx=f"{at}%", cy=middle, r=5))
    return body


def kinds(row: Mark) -> str:
    """The classes of a row."""
    return f"row {row.kind}{' clash' if row.off else ''}"


def _row(row: Mark, span: Span, y: float) -> str:
    label = text_at(0, y + 14, shortened(row.label, LETTERS), "label")
    if row.href:
        label = link(row.href, label)
    return f'<g class="{kinds(row)}">{label}{"".join(whisker(row, span, y + 25))}</g>'


def _band(chart: Chart, span: Span, top: float, bottom: float) -> list[str]:
    if chart.band is None:
        return []
    x, end = (span.at(value) for value in chart.band)
    return [element("rect", "band", x=f"{x}%", y=top, width=f"{round(end - x, 2)}%", height=bottom - top)]


def _line(chart: Chart, span: Span, top: float, bottom: float) -> list[str]:
    if chart.line is None or not chart.said:
        return []
    x = span.at(chart.line)
    anchor = "start" if x < 35 else "end" if x > 65 else "middle"
    return [
        element("line", "edge", x1=f"{x}%", x2=f"{x}%", y1=top - 4, y2=bottom),
        text_at(f"{x}%", 13, chart.said, "answer", anchor),
    ]
