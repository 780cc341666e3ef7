"""Every picture of a report of estimation, made from its nouns: whole SVG elements for the template."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Combined, Consistency, OverlapTable, SumOfStrata, TrajectoryPoint, Variation
from uncounted.publish import estimation_overlap, words
from uncounted.publish import estimation_words as said
from uncounted.publish.axis import shortened
from uncounted.publish.estimation_axis import Span, figure
from uncounted.publish.estimation_draws import NAMED, compact, density, share
from uncounted.publish.estimation_intervals import Chart, Mark, draw, svg
from uncounted.publish.estimation_overlap import isolated
from uncounted.publish.estimation_view import EstimationView, Part, named

BESIDE = 35.0  # percent of the width for names in a small picture
COUNTED = 38.0  # percent of the width for a cell and its count
MOST_CELLS = 32  # of a predictive check in a picture; the table has all
SHORT = {"lower bound": "lower-bound"}
CHANGES = {
    "as asked": "As asked",
    "setting": "A setting changed",
    "list left out": "A list left out",
    "lists merged": "Two lists taken as one",
}


@dataclass(frozen=True)
class Cell:
    """One cell of a predictive check: what was observed, and the closed interval that the model foretold."""

    history: str
    observed: float
    expected: float | None
    low: float
    high: float

    @property
    def missed(self) -> bool:
        """Whether the model did not foretell it."""
        return not self.low <= self.observed <= self.high


def overlap(part: Part) -> Any:
    """Sizes of lists and of their combinations."""
    inside, height = estimation_overlap.draw(part.table, f"cell-{part.number}")
    return _markup(svg(inside, height, f"{part.id}-overlap", "How the lists overlap", _overlap_words(part.table)))


def methods(part: Part, found: Sequence[Estimate], name: str) -> Any:
    """All answers on one axis, with the recorded victims marked; refusals in their place."""
    rows = tuple(_mark(part.view, one, _method_label(part.view, one)) for one in found)
    chart = Chart(rows, part.table.n_observed, f"{figure(part.table.n_observed)} recorded")
    title = f"Figures and intervals by method{f', {part.name}' if part.name else ''}"
    told = "; ".join(row.label for row in rows)
    return _whole(chart, f"{part.id}-{name}", title, f"{chart.said}. {told}.")


def draws(part: Part, one: Estimate) -> Any:
    """How the draws of an estimate lie; empty where it has none."""
    histogram = part.histogram(one)
    if histogram is None or one.estimate is None or len(histogram.shares) < 2:
        return ""
    peaks = said.modes_of(one)
    mark = Mark(figure(one.estimate), one.estimate, one.low, one.high)
    inside, height = density(histogram, mark, one.n_observed, peaks)
    told = (
        f"Draws of the number of victims lie around {figure(one.estimate)}; {said.percent(one.level)} of them from "
        f"{said.interval(one.low, one.high)}. {said.modes(one)}"
    )
    return _markup(
        svg(
            inside,
            height,
            f"{part.view.anchor(one)}-draws",
            f"{said.title(part.view.label(one))}: {said.drawn(one)}",
            told,
        )
    )


def runs(part: Part, one: Estimate) -> Any:
    """The median and interval of each run of a sampler, the figure of all runs behind."""
    found = said.rows(one, "runs")
    rows = []
    for count, run in enumerate(found, 1):
        low, middle, high = (said.number(run.get(key)) for key in ("low", "median", "high"))
        rows.append(Mark(f"run {count}", middle, low, high))
    medians = [row.value for row in rows if row.value is not None]
    if len(medians) < 2:
        return ""
    chart = Chart(tuple(rows), one.estimate)
    ends = [row.high for row in rows if row.high is not None]
    inside, height = compact(chart, _around([*medians, one.estimate or medians[0]], ends, rows))
    told = "; ".join(f"{row.label} {figure(row.value)}" for row in rows if row.value is not None)
    return _markup(svg(inside, height, f"{part.view.anchor(one)}-runs", "The runs of the sampler", f"Medians: {told}."))


def cells(one: Estimate) -> list[Cell]:
    """The cells of an estimate's predictive check, largest first; none where it has no check."""
    check = one.diagnostics.get("predictive")
    found = check.get("cells") if isinstance(check, dict) else None
    made = []
    for row in found if isinstance(found, list | tuple) else ():
        seen, low, high = (said.number(row.get(key)) for key in ("observed", "low", "high"))
        if seen is not None and low is not None and high is not None:
            made.append(Cell(str(row.get("history", "")), seen, said.number(row.get("median")), low, high))
    return sorted(made, key=lambda cell: (-cell.observed, cell.history))


def predicted(part: Part, one: Estimate) -> Any:
    """The predictive check: each cell's observed count against the interval that the model foretold."""
    found = cells(one)
    shown = sorted(found, key=lambda cell: (not cell.missed, -cell.observed))[:MOST_CELLS]
    if not shown:
        return ""
    shown.sort(key=lambda cell: (-cell.observed, cell.history))
    rows = tuple(_rooted(cell) for cell in shown)
    far = max(abs(end) for row in rows for end in (row.value, row.low, row.high) if end is not None) or 1.0
    below = {-far: "fewer", 0.0: "as foretold", far: "more"}
    inside, height = compact(Chart(rows, 0.0), Span(-far, far, left=COUNTED, right=97.0), below)
    told = "; ".join(f"{one.history} {figure(one.observed)} for {said.interval(one.low, one.high)}" for one in shown)
    title = "The overlaps: observed (dot) and foretold (line)"
    return _markup(svg(inside, height, f"{part.view.anchor(one)}-predicted", title, f"{told}."))


def missed(one: Estimate) -> str:
    """What the predictive check shows, in words; empty without one."""
    found = cells(one)
    if not found:
        return ""
    off = [cell for cell in found if cell.missed]
    p = said.predictive_p(one)
    tail = f" Of tables drawn from the model {share(p)} are as unlike it as the observed one." if p is not None else ""
    if not off:
        return f"All {len(found)} overlaps lie in the interval that the fitted model foretells.{tail}"
    names = words.joined([dots(cell.history) for cell in off[:6]])
    more = " and others" if len(off) > 6 else ""
    missed_ = f"{len(off)} of {len(found)} overlaps lie outside the interval that the fitted model foretells"
    return f"{missed_}: {names}{more}.{tail}"


def sensitivity(part: Part, method: str, found: Sequence[Variation]) -> Any:
    """The figure under each change, from the most moved to the least; bars start at the figure as asked."""
    base = next((one for one in found if one.change == "as asked"), None)
    asked = base.estimate if base else None

    def moved(one: Variation) -> float:
        return abs(math.log(one.estimate / asked)) if one.estimate and asked else -1.0

    order = {name: place for place, name in enumerate(CHANGES)}
    rows = tuple(
        Mark(
            f"{figure(one.estimate)} · {one.what.removesuffix(' as one list')}",
            one.estimate, one.low, one.high, "estimate", f"#{part.view.anchor(one)}", CHANGES[one.change],
            asked if one is not base else None,
        )
        for one in sorted(found, key=lambda one: (order[one.change], -moved(one)))
        if one.estimate is not None
    )  # fmt: skip
    if len(rows) < 2:
        return ""
    chart = Chart(rows, asked, f"{figure(asked)} as asked" if asked is not None else "")
    title = f"{said.title(method)}: what the figure hangs on"
    return _whole(chart, f"{part.id}-{method}-sensitivity", title, said.sensitivity(found))


def consistency(part: Part, method: str, found: Sequence[Consistency]) -> Any:
    """Each list as the truth: what the method says of its size from the others, in multiples of the true size."""
    rows = []
    for one in found:
        if one.estimate is None or not one.truth:
            continue
        low, high = ((end / one.truth if end is not None else None) for end in (one.low, one.high))
        label = f"{isolated(one.list)} · {figure(one.estimate)} (truth {figure(one.truth)})"
        href = f"#{part.view.anchor(one)}"
        off = not said.held(one, part.bounds(method))
        rows.append(Mark(label, one.estimate / one.truth, low, high, href=href, off=off))
    if not rows:
        return ""
    chart = Chart(tuple(rows), 1.0, "the true size", form=lambda value: f"× {value:g}")
    title = f"{said.title(method)}: each list in turn as the truth"
    return _whole(chart, f"{part.id}-{method}-consistency", title, said.consistency(found, part.bounds(method)))


def trajectory(part: Part, method: str, found: Sequence[TrajectoryPoint]) -> Any:
    """What the method says from the first lists alone, one more at a time."""
    rows = []
    for count, one in enumerate(found):
        added = one.lists if not count else [name for name in one.lists if name not in found[count - 1].lists]
        end = figure(one.estimate) if one.estimate is not None else "no figure"
        label = f"{end} · {'' if not count else '+ '}{', '.join(added)}"
        kind = "estimate" if one.estimate is not None else "refused"
        rows.append(Mark(label, one.estimate, one.low, one.high, kind, f"#{part.view.anchor(one)}"))
    chart = Chart(tuple(rows), part.table.n_observed, f"{figure(part.table.n_observed)} recorded")
    title = f"{said.title(method)}: as lists are added"
    return _whole(chart, f"{part.id}-{method}-trajectory", title, "; ".join(row.label for row in rows))


def sums(view: EstimationView, found: Sequence[SumOfStrata]) -> Any:
    """The sums over strata, by method."""
    rows = []
    for one in found:
        if one.estimate is None:
            rows.append(Mark(f"{said.brief(view.label(one))} · no figure", kind="refused", href=f"#{view.anchor(one)}"))
            continue
        least = "≥ " if one.floor or one.kind == "lower bound" else ""
        label = f"{said.brief(view.label(one))} · {least}{figure(one.estimate)}"
        kind = "lower-bound" if one.floor else SHORT.get(one.kind, one.kind)
        label += f" ({said.interval(one.low, one.high)})"
        rows.append(Mark(label, one.estimate, one.low, one.high, kind, f"#{view.anchor(one)}"))
    chart = Chart(tuple(rows), view.n_observed, f"{figure(view.n_observed)} recorded")
    return _whole(chart, "sums-picture", "All strata together, by method", "; ".join(row.label for row in rows))


def replicates(view: EstimationView, one: Combined) -> Any:
    """The figures of replicates, and what they say together."""
    if one.estimate is None:
        return ""
    label = f"Together · {figure(one.estimate)} ({said.interval(one.low, one.high)})"
    chart = Chart((Mark(label, one.estimate, one.low, one.high, href=f"#{view.anchor(one)}"),), one.n_observed,
                  f"{figure(one.n_observed)} recorded")  # fmt: skip
    span = chart.span()
    inside, height = draw(chart)
    dots_ = "".join(f'<circle class="replicate" cx="{span.at(value)}%" cy="58" r="3.5"/>' for value in one.estimates)
    told = f"{label}. Each of {len(one.estimates)} replicates: {words.joined([figure(v) for v in one.estimates[:20]])}."
    title = f"{said.title(one.method)}: {one.replicates} replicates"
    return _markup(svg(inside + dots_, height, f"{view.anchor(one)}-picture", title, told))


def small(part: Part) -> Any:
    """The methods of one stratum in little room."""
    rows = tuple(_mark(part.view, one, shortened(said.brief(part.view.label(one)), 17)) for one in part.estimates)
    if not rows:
        return ""
    figures = [row.value for row in rows if row.value is not None]
    ends = [row.high for row in rows if row.high is not None]
    span = Span.of([*figures, part.table.n_observed], ends, BESIDE)
    inside, height = compact(Chart(rows, part.table.n_observed), span)
    told = "; ".join(f"{part.view.label(one)} {said.answer(one)}" for one in part.estimates)
    return _markup(svg(inside, height, f"{part.id}-small", f"Methods, {part.name}", f"{told}."))


def weight(value: float | None, largest: float) -> Any:
    """A bar for a share, within a cell of a table."""
    width = 0.0 if not value or not largest else 100 * value / largest
    return _markup(
        f'<svg class="picture weight" width="100%" height="10" aria-hidden="true">'
        f'<rect class="cell" x="0" y="1" width="{width:.1f}%" height="8"/></svg>'
    )


def dots(history: str) -> str:
    """A capture history as a reader sees it: ``●○●``."""
    return history.replace("1", "●").replace("0", "○")


def _mark(view: EstimationView, one: Estimate, label: str) -> Mark:
    kind = "refused" if one.estimate is None else SHORT.get(one.kind, one.kind)
    off = not said.converged(one)
    return Mark(label, one.estimate, one.low, one.high, kind, f"#{view.anchor(one)}", off=off)


def _method_label(view: EstimationView, one: Estimate) -> str:
    name = said.brief(view.label(one))
    if one.estimate is None:
        return f"{name} · no figure: {one.refused}"
    if one.kind == "arithmetic" and len(one.used) == 2:
        return f"{figure(one.estimate)} · {name} ({', '.join(one.used)})"
    if one.kind == "lower bound":
        return f"{name} · at least {figure(one.estimate)}"
    if one.low is None and one.high is None:
        return f"{name} · {said.answer(one)}"
    return f"{name} · {said.answer(one)} ({said.interval(one.low, one.high)})"


def _overlap_words(table: OverlapTable) -> str:
    return estimation_overlap.alt(table)


def _around(figures: list[float], ends: list[float], rows: Sequence[Mark]) -> Span:
    """A scale close around the figures, for comparing runs; it does not start at 0."""
    low = min([row.low for row in rows if row.low is not None] or figures)
    high = max(ends or figures)
    room = (high - low) * 0.05 or 1.0
    return Span(max(low - room, 0.0), high + room, left=NAMED)


def _rooted(cell: Cell) -> Mark:
    """A cell on the scale of square roots, on which chance moves small and large counts alike (Tukey 1977)."""
    middle = math.sqrt(cell.expected if cell.expected is not None else (cell.low + cell.high) / 2)
    at, low, high = (math.sqrt(max(value, 0.0)) - middle for value in (cell.observed, cell.low, cell.high))
    return Mark(f"{dots(cell.history)} {figure(cell.observed)}", at, low, high, "checked", off=cell.missed)


def _whole(chart: Chart, name: str, title: str, desc: str) -> Any:
    inside, height = draw(chart)
    return _markup(svg(inside, height, name, title, desc))


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  # made of escaped parts by svg.py


__all__ = ["cells", "consistency", "dots", "draws", "methods", "missed", "named", "overlap", "predicted", "replicates",
           "runs", "sensitivity", "share", "small", "sums", "trajectory", "weight"]  # fmt: skip
