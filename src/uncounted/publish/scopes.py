"""The scope picture: claims as boxes over time, grouped by place, parts drawn inside their wholes.

``lay_out`` gives plain geometry in pixels; a template draws it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from uncounted.model.claim import Claim
from uncounted.publish import words
from uncounted.publish.view import PublicationView

WIDTH, LEFT, RIGHT, TOP = 860.0, 8.0, 8.0, 26.0
HEAD, LEAF, PAD, GAP, GROUP = 24.0, 24.0, 7.0, 6.0, 30.0
CHAR = 6.5
BOXES = 60


@dataclass
class Box:
    """One claim: a rectangle, its label and where that stands; ``open_left``/``open_right`` ends have no date."""

    claim: str
    label: str
    x: float
    y: float
    width: float
    height: float
    depth: int
    dashed: bool
    open_left: bool
    open_right: bool
    label_x: float = 0.0
    anchor: str = "start"


@dataclass
class Picture:
    """Boxes, the headings of their groups (y, words), the ticks of the time axis (x, words), and the size."""

    boxes: list[Box] = field(default_factory=list)
    groups: list[tuple[float, str]] = field(default_factory=list)
    ticks: list[tuple[float, str]] = field(default_factory=list)
    width: float = WIDTH
    height: float = 0.0
    left_out: int = 0


def lay_out(view: PublicationView, countries: dict[str, str] | None = None) -> Picture | None:
    """The picture of the claims in use, or None where no claim has a date."""
    shown = _representatives(view)
    dated = [claim for claim in shown if _dates(claim) != (None, None)]
    if not dated:
        return None
    picture = Picture(left_out=len(shown) - len(dated) + max(len(dated) - BOXES, 0))
    dated = dated[:BOXES]
    axis = _Axis(dated)
    parents = _parents(view, dated)
    children: dict[str, list[Claim]] = {}
    for claim in dated:
        children.setdefault(parents.get(claim.id, ""), []).append(claim)
    y = TOP
    for where, claims in _by_place(children.get("", []), countries).items():
        picture.groups.append((y + 18, where))
        y += GROUP
        for claim in claims:
            y = _place_box(view, picture, axis, claim, children, y, None) + GAP
        y += 8
    picture.height = y + 4
    picture.ticks = axis.ticks()
    return picture


def _representatives(view: PublicationView) -> list[Claim]:
    """One claim for each group of same claims: the one that stands in most relations, else the first."""
    related: dict[str, int] = {}
    for pair in (*view.reconciliation.within, *view.reconciliation.excluded):
        for claim in pair:
            related[claim] = related.get(claim, 0) + 1
    hidden = set()
    for group in view.reconciliation.same:
        here = [claim for claim in view.current if claim.id in group]
        best = max(here, key=lambda c: (related.get(c.id, 0), _dates(c) != (None, None)), default=None)
        hidden |= {claim.id for claim in here if best and claim.id != best.id}
    return [claim for claim in view.current if claim.id not in hidden]


def _parents(view: PublicationView, dated: list[Claim]) -> dict[str, str]:
    """Each part's nearest whole: one that holds no other of its wholes. Rings are cut where they close."""
    ids = {claim.id for claim in dated}
    wholes = {i: {w for p, w in view.reconciliation.within if p == i and w in ids and w != i} for i in ids}
    found: dict[str, str] = {}
    for claim in dated:
        mine = wholes[claim.id]
        nearest = [w for w in sorted(mine) if not any(w in wholes[other] for other in mine - {w})]
        for whole in nearest or sorted(mine):
            if not _reaches(found, whole, claim.id):
                found[claim.id] = whole
                break
    return found


def _reaches(parents: dict[str, str], start: str, goal: str) -> bool:
    at: str | None = start
    while at is not None:
        if at == goal:
            return True
        at = parents.get(at)
    return False


def _by_place(claims: list[Claim], countries: dict[str, str] | None) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        where = words.places(claim.scope, countries)
        groups.setdefault("Place not said" if where == "not said" else where[:1].upper() + where[1:], []).append(claim)
    return groups


def _place_box(
    view: PublicationView,
    picture: Picture,
    axis: _Axis,
    claim: Claim,
    children: dict[str, list[Claim]],
    y: float,
    within: Box | None,
) -> float:
    """Add the box of a claim and of its parts below its head; the y of its lower edge comes back.

    A part has no day outside its whole, so its box ends where the whole's does, unless the two share no day at all.
    """
    start, end = _dates(claim)
    x = axis.at(start) if start else LEFT
    right = axis.at(end, after=True) if end else WIDTH - RIGHT
    if within and x < within.x + within.width and right > within.x:
        x, right = max(x, within.x + 3), min(right, within.x + within.width - 3)
    label = f"{words.count(claim.count)} · {view.source(claim.root)} ({view.numbers[claim.id]})"
    sometime = claim.scope.time is not None and claim.scope.time.reading == "sometime"
    box = Box(
        claim.id,
        label,
        x,
        y,
        max(right - x, 5.0),
        LEAF,
        within.depth + 1 if within else 0,
        sometime,
        start is None,
        end is None,
    )
    picture.boxes.append(box)
    inner = children.get(claim.id, [])
    if inner:
        low = y + HEAD
        for part in inner:
            low = _place_box(view, picture, axis, part, children, low, box) + GAP
        box.height = low - GAP + PAD - y
    _set_label(box)
    return box.y + box.height


def _set_label(box: Box) -> None:
    """Inside its box where it fits, else right of it, else left of it."""
    need = len(box.label) * CHAR + 12
    if box.width >= need:
        box.label_x = box.x + 8
    elif box.x + box.width + need <= WIDTH - RIGHT:
        box.label_x = box.x + box.width + 6
    elif box.x - need >= LEFT:
        box.label_x, box.anchor = box.x - 6, "end"
    else:
        room = int((WIDTH - RIGHT - LEFT) / CHAR) - 2
        box.label = box.label if len(box.label) <= room else box.label[: room - 1] + "…"
        box.label_x = max(LEFT + 4, min(box.x + 8, WIDTH - RIGHT - len(box.label) * CHAR))


def _dates(claim: Claim) -> tuple[str | None, str | None]:
    time = claim.scope.time
    return (None, None) if time is None else (time.start, time.end)


class _Axis:
    """Days to pixels."""

    def __init__(self, claims: list[Claim]) -> None:
        days = [date.fromisoformat(d[:10]) for claim in claims for d in _dates(claim) if d]
        first, last = min(days), max(days)
        margin = max((last - first).days // 40, 3)
        self.first = first - timedelta(days=margin) if first.toordinal() > margin else first
        self.last = last + timedelta(days=margin + 1)

    def at(self, iso: str, *, after: bool = False) -> float:
        """The x of the day's morning, or with ``after`` of its night."""
        days = (date.fromisoformat(iso[:10]) - self.first).days + after
        return LEFT + (WIDTH - LEFT - RIGHT) * days / max((self.last - self.first).days, 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Years, quarters, months or days, so that there are at most about twelve."""
        span = (self.last - self.first).days
        if span <= 45:
            step = max(span // 8, 1)
            days = [self.first + timedelta(days=n) for n in range(step, span, step)]
            return [(self.at(d.isoformat()), f"{d.day} {words.MONTHS[d.month - 1][:3]}") for d in days]
        if span <= 365 * 3:
            step = 1 if span <= 400 else 3
            starts = [
                date(year, month, 1)
                for year in range(self.first.year, self.last.year + 1)
                for month in range(1, 13, step)
            ]
            return [
                (self.at(d.isoformat()), f"{words.MONTHS[d.month - 1][:3]} {d.year}" if d.month == 1 or i == 0
                 else words.MONTHS[d.month - 1][:3])
                for i, d in enumerate(d for d in starts if self.first < d < self.last)
            ]  # fmt: skip
        step = max((self.last.year - self.first.year) // 10, 1)
        years = range(self.first.year + 1, self.last.year + 1, step)
        return [(self.at(date(year, 1, 1).isoformat()), str(year)) for year in years]
