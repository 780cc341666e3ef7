"""The scope picture: which claim lies within which, over time (across) and place (down).

``lay_out`` gives plain geometry, x in percent of the width and y in pixels; ``draw`` makes it the inside of an SVG. One
picture for each group of claims that share a country or a relation, so that each has a time axis of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from uncounted.model.claim import Claim
from uncounted.model.scope import Period
from uncounted.publish import words
from uncounted.publish.axis import shortened
from uncounted.publish.days import Days
from uncounted.publish.links import Links
from uncounted.publish.nesting import excluded_from, groups_of, parents_of, places_of, representatives
from uncounted.publish.svg import element, link, text_at
from uncounted.publish.view import PublicationView

TOP, LABEL, BAR, GAP, PAD, GROUP, INDENT = 24.0, 17.0, 11.0, 8.0, 7.0, 28.0, 10.0
EDGE, LEAST = 0.6, 1.2  # percent: what a part stands inside its whole, and the narrowest box
BOXES, LETTERS = 60, 50


@dataclass
class Box:
    """One claim, or (``claim`` empty) something that the box around it leaves out.

    ``x`` and ``width`` are percentages, ``y`` and ``height`` pixels. ``open_left``, ``open_right``: no date there.
    """

    claim: str
    label: str
    x: float
    y: float
    width: float
    height: float
    depth: int
    dashed: bool = False
    open_left: bool = False
    open_right: bool = False
    left_out: bool = False


@dataclass
class Picture:
    """Boxes, the headings of their places (y, depth, words), the ticks of the time axis (x, words), and the height.

    ``rows`` are the same for a table: claim, where, when, the claims that it lies within, what it leaves out.
    """

    title: str = ""
    boxes: list[Box] = field(default_factory=list)
    groups: list[tuple[float, int, str]] = field(default_factory=list)
    ticks: list[tuple[float, str]] = field(default_factory=list)
    rows: list[tuple[Claim, str, str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    height: float = 0.0


def lay_out(view: PublicationView, only: Collection[str] | None = None) -> tuple[Picture, ...]:
    """The pictures of the claims in use (of those in ``only``, where given) that have a date; none where none has."""
    shown = representatives(view, only)
    dated = [claim for claim in shown if _dates(claim.scope.time) != (None, None)]
    return tuple(_picture(view, claims[:BOXES]) for claims in groups_of(view, dated))


def undated(view: PublicationView) -> int:
    """How many claims in use the pictures leave out: those without a date, and those beyond what one picture holds."""
    shown = representatives(view, None)
    return len(shown) - sum(1 for picture in lay_out(view) for box in picture.boxes if box.claim)


def _picture(view: PublicationView, claims: Sequence[Claim]) -> Picture:
    drawing = _Drawing(view, claims)
    return drawing.picture


class _Drawing:
    """A picture as it grows downwards."""

    def __init__(self, view: PublicationView, claims: Sequence[Claim]) -> None:
        self.view = view
        self.days = Days.of([day for claim in claims for day in _dates(claim.scope.time) if day])
        self.parents = parents_of(view, claims)
        self.children: dict[str, list[Claim]] = {}
        for claim in sorted(claims, key=lambda each: (_dates(each.scope.time)[0] or "", view.numbers[each.id])):
            self.children.setdefault(self.parents.get(claim.id, ""), []).append(claim)
        self.picture = Picture(words.joined(_countries(view, claims)))
        y = TOP
        for depth, where, some in places_of(self.children.get("", []), view.countries):
            self.picture.groups.append((y + 18, depth, where))
            y += GROUP
            for claim in some:
                y = self._add(claim, y, None) + GAP
        self.picture.height = y + 2
        self.picture.ticks = self.days.ticks()
        self.picture.rows = [self._row(claim) for claim in claims]

    def _add(self, claim: Claim, y: float, within: Box | None) -> float:
        """Add the box of a claim, of its parts and of what it leaves out; the y of its lower edge comes back."""
        box = self._box(claim.scope.time, y, within)
        box.claim, box.label = claim.id, self._label(claim)
        self.picture.boxes.append(box)
        left_out = excluded_from(self.view, claim, self.parents.get(claim.id))
        inner = self.children.get(claim.id, [])
        low = box.y + 4
        for what, time in left_out:
            strip = self._box(time, low, box)
            strip.label, strip.left_out = shortened(f"leaves out: {what}", LETTERS), True
            self.picture.boxes.append(strip)
            low = strip.y + strip.height + GAP
        for part in inner:
            low = self._add(part, low, box) + GAP
        if left_out or inner:
            box.height = low - GAP + PAD - box.y
        return box.y + box.height

    def _box(self, time: Period | None, y: float, within: Box | None) -> Box:
        """A box over the days of a period; a part has no day outside its whole, unless the two share no day at all."""
        start, end = _dates(time)
        x = self.days.at(start) if start else 0.0
        right = self.days.at(end, after=True) if end else 100.0
        if within and (start, end) == (None, None):
            x, right = within.x, within.x + within.width
        if within and x < within.x + within.width and right > within.x:
            x, right = max(x, within.x + EDGE), min(right, within.x + within.width - EDGE)
        width = max(right - x, LEAST)
        x = min(x, 100.0 - width)
        dashed = time is not None and time.reading == "sometime" and start != end
        depth = within.depth + 1 if within else 0
        return Box("", "", x, y + LABEL, width, BAR, depth, dashed, start is None, end is None)

    def _label(self, claim: Claim) -> str:
        label = f"{words.count(claim.count)} {words.harm(claim)} · {self.view.short_source(claim.root)}"
        whole = self.view.claim_by_id.get(self.parents.get(claim.id, ""))
        if whole is not None and _where(self.view, claim) != _where(self.view, whole):
            place = words.places(claim.scope, {})
            source = self.view.short_source(claim.root)
            label = f"{words.count(claim.count)} · {source}, {place.rpartition(',')[0] or place}"
        return f"{shortened(label, LETTERS - 6)} ({self.view.numbers[claim.id]})"

    def _row(self, claim: Claim) -> tuple[Claim, str, str, tuple[str, ...], tuple[str, ...]]:
        left_out = tuple(what for what, _ in excluded_from(self.view, claim, None))
        return claim, _where(self.view, claim), words.period(claim.scope.time), self.view.wholes(claim.id), left_out


def _where(view: PublicationView, claim: Claim) -> str:
    return words.places(claim.scope, view.countries)


def _countries(view: PublicationView, claims: Sequence[Claim]) -> list[str]:
    found = [place.country for claim in claims for place in claim.scope.places if place.country]
    return [view.countries.get(one, one) for one in dict.fromkeys(found)] or ["place not said"]


def _dates(time: Period | None) -> tuple[str | None, str | None]:
    return (None, None) if time is None else (time.start, time.end)


def draw(picture: Picture, prefix: str, hrefs: dict[str, str] | None = None) -> str:
    """The picture as the inside of an SVG; ``prefix`` keeps its ids apart, ``hrefs`` are the addresses of claims."""
    body = [_definitions(prefix)]
    for x, text in picture.ticks:
        body.append(element("line", "tick", x1=f"{x}%", x2=f"{x}%", y1=18, y2=picture.height))
        body.append(text_at(f"{x}%", 12, text, "tick", "start" if x < 5 else "end" if x > 95 else "middle"))
    body += [_rect(box, prefix) for box in picture.boxes]
    body += [text_at(depth * INDENT, y, text, "place") for y, depth, text in picture.groups]
    for box in picture.boxes:
        text = text_at((box.depth + 1) * INDENT, box.y - 5, shortened(box.label, LETTERS), "label")
        href = (hrefs or {}).get(box.claim)
        body.append(link(href, text) if href else text)
    return "".join(body)


def _rect(box: Box, prefix: str) -> str:
    side = (
        "both" if box.open_left and box.open_right else "left" if box.open_left else "right" if box.open_right else ""
    )
    kind = f"box d{min(box.depth, 3)}{' some' if box.dashed else ''}{' left-out' if box.left_out else ''}"
    place: dict[str, float | str] = {
        "x": f"{round(box.x, 2)}%",
        "y": box.y,
        "width": f"{round(box.width, 2)}%",
        "height": box.height,
    }
    if box.left_out:
        return element("rect", kind, **place, fill=f"url(#{prefix}-hatch)")
    if side:
        return element(
            "rect", f"{kind} faded", **place, fill=f"url(#{prefix}-{side})", stroke=f"url(#{prefix}-{side}-line)"
        )
    return element("rect", kind, **place)


_FADES = {"left": (0, 1, 1), "right": (1, 1, 0), "both": (0, 1, 0)}


def _definitions(prefix: str) -> str:
    """The hatching of what is left out, and fills and lines that fade towards an end without a date."""
    made = [
        (
            f'<pattern id="{prefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><line class="hatch" x1="0" x2="0" y1="0" y2="6"/></pattern>'
        )
    ]
    for name, (start, middle, end) in _FADES.items():
        for kind, suffix in (("fill", ""), ("line", "-line")):
            stops = "".join(
                f'<stop class="{kind}" offset="{offset}" stop-opacity="{opacity}"/>'
                for offset, opacity in ((0, start), (0.35, middle), (0.65, middle), (1, end))
            )
            made.append(f'<linearGradient id="{prefix}-{name}{suffix}">{stops}</linearGradient>')
    return f"<defs>{''.join(made)}</defs>"


def hrefs(view: PublicationView, links: Links) -> dict[str, str]:
    """The addresses of all claims."""
    return {claim.id: links.claim(claim.id) for claim in view.claims}


def alt(view: PublicationView, picture: Picture) -> str:
    """The picture in words, for those who do not see it."""
    found = []
    for claim, where, when, wholes, left_out in picture.rows:
        inside = f", within claim {words.joined([str(view.numbers[one]) for one in wholes])}" if wholes else ""
        apart = f", leaving out {words.joined(list(left_out))}" if left_out else ""
        found.append(f"claim {view.numbers[claim.id]} ({where}; {when}){inside}{apart}")
    return f"Where and when figures count, {picture.title}: {'; '.join(found)}."
