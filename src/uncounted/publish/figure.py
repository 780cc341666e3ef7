"""What each source says as intervals on one axis, the feasible range behind: one panel for each question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from uncounted.model.claim import Claim
from uncounted.model.explanation import Basis, Bearer, Explanation, How
from uncounted.model.reconciliation import Bounds
from uncounted.publish import words
from uncounted.publish.axis import OPEN, Scale, shortened
from uncounted.publish.explain import question_id
from uncounted.publish.svg import element, text_at
from uncounted.publish.view import PublicationView

PANELS = 12
LETTERS = 46  # of a row's label: what a phone's width holds
ROW, HEAD, FOOT = 36.0, 24.0, 26.0
GROUPS: dict[How, str] = {
    "same": "The same people",
    "part": "A part of them",
    "wider": "These and more",
    "overlap": "Perhaps some of them",
}


@dataclass(frozen=True)
class Row:
    """One figure in a panel: ``low`` and ``high`` closed, null open; ``clash``: claims it cannot be true with.

    ``name`` is the source in few letters; ``who`` whom it counts, where the figures of a panel differ in that.
    """

    claim: Claim
    number: int
    source: str
    said: str
    low: int | None
    high: int | None
    how: How
    clash: tuple[int, ...] = ()
    name: str = ""
    who: str = ""


@dataclass(frozen=True)
class Panel:
    """One question: what follows for it (``low`` to ``high``), and the figures that speak of its people."""

    id: str
    title: str
    low: int | None
    high: int | None
    rows: tuple[Row, ...]
    consistent: bool = True

    @property
    def answer(self) -> str:
        """The feasible range in words; empty where the panel has none."""
        return words.bounds(self.low, self.high) if (self.low, self.high) != (None, None) else ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that it shows."""
        return tuple(row.claim.id for row in self.rows)

    @property
    def roots(self) -> int:
        """How many sources it shows that surely speak of the same people, a part of them or more."""
        return len({row.claim.root or row.claim.id for row in self.rows if row.how != "overlap"})


def panels(view: PublicationView) -> tuple[Panel, ...]:
    """A panel for each question that more than one source speaks of; of those that look alike the first."""
    found: dict[tuple[object, ...], Panel] = {}
    for bounds in view.reconciliation.bounds:
        panel = panel_of(view, bounds)
        if panel is not None and panel.roots > 1:
            key = (panel.low, panel.high, *sorted(row.claim.id for row in panel.rows))
            found.setdefault(key, panel)
    return tuple(found.values())


def panel_of(view: PublicationView, bounds: Bounds) -> Panel | None:
    """The panel of one question; None where no claim in use speaks of it or nothing follows."""
    if bounds.low is None and bounds.high is None:
        return None
    bearers = view.basis.get(bounds.question, Basis()).bearers
    if not bearers:
        bearers = tuple(Bearer(one, "same") for one in dict.fromkeys((*bounds.low_because, *bounds.high_because)))
    rows = _rows(view, bearers)
    if not rows:
        return None
    title = words.question(bounds.question)
    return Panel(question_id(bounds), title, bounds.low, bounds.high, rows, bounds.consistent)


def panel_of_explanation(view: PublicationView, one: Explanation) -> Panel | None:
    """The panel of a conclusion: its figures, with the feasible range where it is that of a question."""
    bounds = next((each for each in view.reconciliation.bounds if question_id(each) == one.id), None)
    if bounds is not None:
        return panel_of(view, bounds)
    rows = _rows(view, one.bearers)
    return Panel(one.id, one.heading, None, None, rows) if rows else None


def clashes(view: PublicationView) -> dict[str, tuple[str, ...]]:
    """By claim, the claims that it cannot be true with under the assumptions in force."""
    found: dict[str, dict[str, None]] = {}
    for one in view.reconciliation.contradictions:
        if one.kind == "contradiction":
            for claim in one.claims:
                found.setdefault(claim, {}).update((other, None) for other in one.claims if other != claim)
    return {claim: tuple(others) for claim, others in found.items()}


def _rows(view: PublicationView, bearers: tuple[Bearer, ...]) -> tuple[Row, ...]:
    against = clashes(view)
    shown = {bearer.claim for bearer in bearers}
    rows = []
    for bearer in bearers:
        claim = view.claim_by_id.get(bearer.claim)
        if claim is None:
            continue
        low, high = claim.count.low, claim.count.high
        if low is None and high is None:
            low = high = claim.count.point
        clash = tuple(view.numbers[one] for one in against.get(claim.id, ()) if one in shown and one in view.numbers)
        said = f"{words.count(claim.count)} {words.harm(claim)}"
        rows.append(
            Row(
                claim,
                view.numbers[claim.id],
                view.source(claim.root),
                said,
                low,
                high,
                bearer.how,
                clash,
                view.short_source(claim.root),
                words.people(claim.population),
            )
        )
    if len({row.who for row in rows}) == 1:
        rows = [replace(row, who="") for row in rows]
    order = list(GROUPS)
    return tuple(sorted(rows, key=lambda row: (order.index(row.how), -(row.low or row.high or 0), row.number)))


def alt(panel: Panel) -> str:
    """The panel in words, for those who do not see it."""
    said = "; ".join(
        f"{row.source} {words.count(row.claim.count)} (claim {row.number}, {GROUPS[row.how].lower()}"
        + (f", cannot be true with claim {words.joined([str(n) for n in row.clash])})" if row.clash else ")")
        for row in panel.rows
    )
    answer = f"What can be true: {panel.answer}. " if panel.answer else ""
    return f"{panel.title}. {answer}Sources: {said}."


def draw(panel: Panel) -> tuple[str, float]:
    """The panel as the inside of an SVG whose x are percentages, and its height in pixels."""
    values = [v for row in panel.rows for v in (row.low, row.high) if v is not None]
    scale = Scale.of([*values, *(v for v in (panel.low, panel.high) if v is not None)])
    body: list[str] = []
    y = HEAD if panel.answer else 6.0
    several = len({row.how for row in panel.rows}) > 1
    how: How | None = None
    for row in panel.rows:
        if several and row.how != how:
            body.append(text_at(0, y + 15, GROUPS[row.how], "group"))
            y += 21
        how = row.how
        body.append(_row(row, scale, y))
        y += ROW
    ticks = _ticks(scale, HEAD - 4 if panel.answer else 2, y + 4)
    return "".join([*_band(panel, scale, y + 4), *ticks, *body]), y + FOOT


def _row(row: Row, scale: Scale, y: float) -> str:
    """A label, and under it the interval: a dot where the figure is exact, an open arrow where it is a floor."""
    more = f" +{len(row.clash) - 1}" if len(row.clash) > 1 else ""
    clash = f" ✕ {row.clash[0]}{more}" if row.clash else ""
    count, rest = words.count(row.claim.count) + (f" {row.who}" if row.who else ""), f" ({row.number}){clash}"
    label = f"{count} · {shortened(row.name, max(LETTERS - len(count) - len(rest), 8))}{rest}"
    body = [text_at(0, y + 14, label, "label")]
    middle = y + 25
    low, high = scale.at(row.low or 0), OPEN if row.high is None else scale.at(row.high)
    if row.low is None and row.high is None:
        body.append(text_at(0, middle + 4, "no number", "tick"))
    else:
        if low != high:
            body.append(element("line", "bar", x1=f"{low}%", x2=f"{high}%", y1=middle, y2=middle))
        if row.high is None:
            body.append(_at(OPEN, middle, '<path class="arrow" d="M-5,-6 L3,0 L-5,6"/>'))
        if row.low is None:
            body.append(_at(low, middle, '<path class="arrow" d="M5,-6 L-3,0 L5,6"/>'))
        asserted = row.claim.count.low is not None or row.claim.count.high is not None
        ends = {x for x, end in ((low, row.low), (high, row.high)) if end is not None}
        kind = "dot" if asserted else "dot hollow"
        body += [element("circle", kind, cx=f"{x}%", cy=middle, r=5) for x in sorted(ends)]
    return f'<g class="row {row.how}{" clash" if row.clash else ""}">{"".join(body)}</g>'


def _at(x: float, y: float, inner: str) -> str:
    return f'<svg x="{x}%" y="{y}" overflow="visible">{inner}</svg>'


def _band(panel: Panel, scale: Scale, bottom: float) -> list[str]:
    """The feasible range as a band, an edge at each end that there is, and its words above."""
    if not panel.answer:
        return []
    low, high = scale.at(panel.low or 0), 100.0 if panel.high is None else scale.at(panel.high)
    top = HEAD - 4
    dagger = "" if panel.consistent else " †"
    found = [text_at(0, 13, f"What can be true: {panel.answer}{dagger}", "answer")]
    if high - low >= 0.2:
        found.append(element("rect", "band", x=f"{low}%", y=top, width=f"{round(high - low, 2)}%", height=bottom - top))
    found += [
        element("line", "edge", x1=f"{x}%", x2=f"{x}%", y1=top, y2=bottom)
        for x, there in ((low, panel.low is not None), (high, panel.high is not None))
        if there
    ]
    return found


def _ticks(scale: Scale, top: float, bottom: float) -> list[str]:
    found = []
    for tick in scale.ticks():
        x = scale.at(tick)
        found.append(element("line", "tick", x1=f"{x}%", x2=f"{x}%", y1=top, y2=bottom))
        anchor = "start" if x < 4 else "end" if x > 94 else "middle"
        found.append(text_at(f"{x}%", bottom + 15, words.number(tick), "tick", anchor))
    return found
