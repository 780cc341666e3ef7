"""How the draws of an estimate lie: a histogram with the interval, the peaks and the recorded victims marked."""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.model.estimation import Histogram
from uncounted.publish.estimation_axis import Span, figure
from uncounted.publish.estimation_intervals import Chart, Mark, grid, kinds, whisker
from uncounted.publish.svg import element, text_at

TALL, ABOVE, FOOT = 110.0, 40.0, 24.0
COMPACT, NAMED = 20.0, 27.0  # height of a compact row, and percent of the width for its name


@dataclass(frozen=True)
class Mode:
    """One peak of an answer: the stretch it covers, its middle, and its share of the probability (0 to 1)."""

    low: float
    high: float
    median: float
    weight: float

    @property
    def said(self) -> str:
        """The peak in words."""
        return f"around {figure(self.median)} ({share(self.weight)} of the probability)"


def share(value: float) -> str:
    """A share in percent; what is below a thousandth or above all but one says so."""
    if 0 < value < 0.001:
        return "under 0.1%"
    if 0.999 < value < 1:
        return "over 99.9%"
    return f"{100 * value:.1f}%" if 0 < value < 0.1 or 0.9 < value < 1 else f"{100 * value:,.0f}%"


def density(histogram: Histogram, mark: Mark, observed: int, modes: tuple[Mode, ...]) -> tuple[str, float]:
    """The inside of the picture and its height. Bars inside the interval are dark, the figure is a line."""
    edges, shares = histogram.edges, histogram.shares
    low = observed if edges[0] - observed < edges[-1] - edges[0] else edges[0]
    span = Span(float(min(low, edges[0])), float(edges[-1]))
    heights = [part / (end - start) for part, start, end in zip(shares, edges, edges[1:], strict=False)]
    largest, bottom = max(heights) or 1.0, ABOVE + TALL
    body = grid(span, ABOVE - 4, bottom, most=4)
    for tall, start, end in zip(heights, edges, edges[1:], strict=False):
        x, width = span.at(start), span.at(end) - span.at(start)
        inside = mark.low is not None and mark.high is not None and mark.low <= (start + end) / 2 <= mark.high
        height = TALL * tall / largest
        body.append(
            element(
                "rect", "inside" if inside else "outside",
                x=f"{x}%", y=bottom - height, width=f"{round(width, 2)}%", height=height,
            )
        )  # fmt: skip
    if span.low <= observed:
        body.append(element("line", "edge", x1=f"{span.at(observed)}%", x2=f"{span.at(observed)}%", y1=26, y2=bottom))
        body.append(text_at(f"{span.at(observed) + 1}%", 36, "recorded", "tick", "start"))
    body += _figure(span, mark, bottom) + _peaks(span, modes, bottom)
    return "".join(body), bottom + (FOOT + 16 if len(modes) > 1 else FOOT)


def _figure(span: Span, mark: Mark, bottom: float) -> list[str]:
    if mark.value is None:
        return []
    x = span.at(mark.value)
    anchor = "start" if x < 30 else "end" if x > 70 else "middle"
    return [
        element("line", "middle", x1=f"{x}%", x2=f"{x}%", y1=20, y2=bottom),
        text_at(f"{x}%", 13, mark.label, "answer", anchor),
    ]


def _peaks(span: Span, modes: tuple[Mode, ...], bottom: float) -> list[str]:
    """A line below the axis for the stretch of each peak, with its share where there is room for the words."""
    body: list[str] = []
    if len(modes) < 2:
        return body
    taken = -100.0
    for mode in sorted(modes, key=lambda one: one.low):
        start, end = span.at(mode.low), span.at(min(mode.high, span.high))
        y = bottom + 22
        body.append(element("line", "peak", x1=f"{start + 0.4}%", x2=f"{max(end - 0.4, start + 0.8)}%", y1=y, y2=y))
        middle = (start + end) / 2
        if middle - taken > 16:
            anchor = "start" if middle < 6 else "end" if middle > 92 else "middle"
            body.append(text_at(f"{round(middle, 2)}%", y + 15, share(mode.weight), "tick", anchor))
            taken = middle
    return body


def compact(chart: Chart, span: Span | None = None, below: dict[float, str] | None = None) -> tuple[str, float]:
    """Rows with their name beside them, for many figures in little room: runs, cells, methods of a small picture.

    ``below`` are words under the axis, by their place on the scale, where figures there would say nothing.
    """
    drawn = span or Span.of(
        [row.value for row in chart.rows if row.value is not None] + ([chart.line] if chart.line else []),
        [row.high for row in chart.rows if row.high is not None],
        NAMED,
    )
    body: list[str] = []
    y = 4.0
    for row in chart.rows:
        name = text_at(0, y + 13.5, row.label, "label")
        if row.href:
            name = f'<a href="{row.href}">{name}</a>'
        told = [] if row.value is not None else [text_at(f"{drawn.left + 1}%", y + 13.5, "no figure", "tick")]
        marks = "".join([*whisker(row, drawn, y + COMPACT / 2), *told])
        body.append(f'<g class="{kinds(row)}">{name}{marks}</g>')
        y += COMPACT
    line = []
    if chart.line is not None:
        x = drawn.at(chart.line)
        line.append(element("line", "edge", x1=f"{x}%", x2=f"{x}%", y1=2, y2=y + 2))
    ground = []
    if chart.band is not None:
        x, end = (drawn.at(value) for value in chart.band)
        ground.append(element("rect", "band", x=f"{x}%", y=2, width=f"{round(end - x, 2)}%", height=y))
    axis = grid(drawn, 2, y + 2, chart.form, 4) if below is None else _told(drawn, below, y + 17)
    return "".join([*ground, *axis, *line, *body]), y + 24


def _told(span: Span, below: dict[float, str], y: float) -> list[str]:
    anchors = {span.low: "start", span.high: "end"}
    return [text_at(f"{span.at(x)}%", y, text, "tick", anchors.get(x, "middle")) for x, text in below.items()]
