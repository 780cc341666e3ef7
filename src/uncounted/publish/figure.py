"""What each source says as intervals on one axis, the feasible range behind: Altair, drawn to SVG by vl-convert."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.reconciliation import Bounds
from uncounted.publish import theme, words
from uncounted.publish.view import PublicationView

PANELS = 12
ROWS = 14
WIDTH = 430
LABELS = 285  # pixels
LETTERS = 28
WIDE_RATIO = 200


@dataclass(frozen=True)
class Figure:
    """A drawing: SVG to be set into a page, its content in words for those who do not see it, and a note or none."""

    svg: str
    alt: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """One question: its bounds and the claims that bear on it, which may be none."""

    bounds: Bounds
    claims: tuple[Claim, ...]


def panels(view: PublicationView) -> tuple[Panel, ...]:
    """The questions that claims bound, with these claims; first those that several bound, then those that one does."""
    found = []
    for bounds in view.reconciliation.bounds:
        ids = dict.fromkeys((*bounds.low_because, *bounds.high_because))
        claims = tuple(view.claim_by_id[i] for i in ids if i in view.claim_by_id)
        if claims:
            found.append(Panel(bounds, claims[:ROWS]))
    return tuple(sorted(found, key=lambda panel: len(panel.claims) < 2))


CHECKED = False


def draw(view: PublicationView) -> Figure | None:
    """The figure of all questions (the first 12), or None where no claim forces a bound."""
    every = panels(view)
    shown = every[:PANELS]
    if not shown:
        return None
    note = f"The first {PANELS} of {len(every)} questions; bounds.csv has all." if len(every) > PANELS else ""
    from altair.utils.schemapi import debug_mode

    # Altair checks each piece against its schema as it is made; the tests draw with the checks on.
    with debug_mode(CHECKED):
        svg = _svg(_chart(view, shown))
    return Figure(svg, " ".join(_in_words(view, panel) for panel in shown), note)


def _in_words(view: PublicationView, panel: Panel) -> str:
    said = "; ".join(f"{view.source(c.root)} {words.count(c.count)} (claim {view.numbers[c.id]})" for c in panel.claims)
    return f"{panel.bounds.question}: {words.bounds(panel.bounds.low, panel.bounds.high)}. Sources: {said}."


def _ends(claim: Claim) -> tuple[int | None, int | None]:
    """What is drawn of a count: its closed bounds, else its point; null is open."""
    count = claim.count
    if count.low is None and count.high is None:
        return count.point, count.point
    return count.low, count.high


def _top(shown: tuple[Panel, ...]) -> tuple[float, bool]:
    """The right end of the axis, and whether figures differ so much that the axis must be compressed."""
    values = [v for p in shown for v in (p.bounds.low, p.bounds.high) if v]
    values += [v for p in shown for c in p.claims for v in _ends(c) if v]
    largest = max(values, default=1)
    return largest * 1.18, largest > WIDE_RATIO * min(values, default=1)


def _row(view: PublicationView, claim: Claim, top: float) -> dict[str, Any]:
    low, high = _ends(claim)
    root = view.source(claim.root)
    root = root if len(root) <= LETTERS else f"{root[: LETTERS - 1].rstrip()}…"
    return {
        "label": f"{view.numbers[claim.id]}. {root}: {words.count(claim.count)}",
        "low": low or 0,
        "high": top if high is None else high,
        "open": high is None,
        "dot": low if low == high else None,
    }


def _chart(view: PublicationView, shown: tuple[Panel, ...]) -> Any:
    import altair as alt

    top, wide = _top(shown)
    scale = alt.Scale(domain=[0, top], nice=False, type="symlog" if wide else "linear")
    drawn = []
    for i, panel in enumerate(shown):
        rows = alt.Data(values=[_row(view, claim, top) for claim in panel.claims])  # type: ignore[no-untyped-call]
        last = i == len(shown) - 1
        axis = alt.Axis(title="people" if last else None, labels=last, tickCount=6, format=",d")
        x = alt.X("low:Q", scale=scale, axis=axis)
        y = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=LABELS - 15, minExtent=LABELS, grid=False))
        base = alt.Chart(rows)
        layers = [
            *_band(alt, panel.bounds, top, scale, axis),
            base.mark_rule(strokeWidth=5, color=theme.CLAIM, strokeCap="butt").encode(x=x, x2="high:Q", y=y),
            base.transform_filter("isValid(datum.dot)")
            .mark_point(filled=True, size=110, color=theme.CLAIM, opacity=1)
            .encode(x=alt.X("dot:Q", scale=scale, axis=axis), y=y),
            base.transform_filter("datum.open")
            .mark_point(filled=True, size=170, shape="triangle-right", color=theme.OPEN, opacity=1)
            .encode(x=alt.X("high:Q", scale=scale, axis=axis), y=y),
        ]
        title = textwrap.wrap(
            f"{words.question(panel.bounds.question)}: {words.bounds(panel.bounds.low, panel.bounds.high)}", 82
        )
        drawn.append(alt.layer(*layers).properties(width=WIDTH, height=alt.Step(26), title=title))
    return alt.vconcat(*drawn).configure(**theme.config())


def _band(alt: Any, bounds: Bounds, top: float, scale: Any, axis: Any) -> list[Any]:
    """The feasible range as a band with an edge at each bound that there is."""
    if bounds.low is None and bounds.high is None:
        return []
    low, high = bounds.low or 0, top if bounds.high is None else bounds.high
    data = alt.Data(values=[{"low": low, "high": high}])
    x = alt.X("low:Q", scale=scale, axis=axis)
    edges = alt.Data(values=[{"low": v} for v in (bounds.low, bounds.high) if v is not None])
    return [
        alt.Chart(data).mark_rect(color=theme.BAND, opacity=1).encode(x=x, x2="high:Q"),
        alt.Chart(edges).mark_rule(color=theme.EDGE, strokeWidth=1.5).encode(x=x),
    ]


def _svg(chart: Any) -> str:
    import vl_convert

    # No base URL is allowed: a chart carries its data and may fetch nothing.
    drawn: str = vl_convert.vegalite_to_svg(chart.to_dict(validate=CHECKED), allowed_base_urls=[])
    return tidy(drawn, "fig")


_SIZE = re.compile(r'<svg [^<>]*?width="([\d.]+)" height="([\d.]+)"[^<>]*>')
_UNWANTED = re.compile(r' (?:font-family|pointer-events|role|aria-[a-z]+|class)="[^"]*"')
_EMPTY = re.compile(r'<path class="(?:foreground|background)"[^<>]*/>')


def tidy(svg: str, prefix: str) -> str:
    """An SVG made fit to stand in a page: scalable, with ids of its own, no ground, and the page's font."""
    svg = _SIZE.sub(
        r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \1 \2" width="\1" height="\2">',
        _EMPTY.sub("", svg),
        count=1,
    )
    # Inside tags alone: a source's name may hold anything, and is text, where "<" is always escaped.
    return re.sub(r"<[^<>]+>", lambda tag: _tag(tag.group(), prefix), svg)


def _tag(tag: str, prefix: str) -> str:
    return re.sub(r'(id="|url\(#)', rf"\1{prefix}-", _UNWANTED.sub("", tag))
