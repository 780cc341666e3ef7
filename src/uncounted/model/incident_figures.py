"""What an incident's sources say of it, and what incidents come to: figures, gradings, totals, independent sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.claim import Measure
from uncounted.model.incident import HarmGrading, Incident
from uncounted.model.scope import Population

EchoKind = Literal["spokesperson", "one body", "relay", "source's names", "same words"]


@dataclass(frozen=True)
class Passage:
    """The words of a claim that an echo rests on."""

    claim: str
    quote: str


@dataclass(frozen=True)
class Echo:
    """Claims that come, or may come, from one origin although they name several roots.

    ``sure`` where the documents themselves show it; otherwise the claims may be one origin. ``roots`` are the ids of
    the roots that then count as one; ``origin`` is the one behind them, null where nobody names it.
    """

    TYPE: ClassVar[str] = "echo"

    id: str
    kind: EchoKind
    claims: tuple[str, ...]
    roots: tuple[str, ...]
    sure: bool
    origin: str | None = None
    passages: tuple[Passage, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Independent:
    """How many independent roots there are: at least ``certain``, at most ``possible``.

    ``origins`` are the groups of roots that are surely one; ``unsure`` the ids of the echoes that keep the two numbers
    apart.
    """

    certain: int
    possible: int
    origins: tuple[tuple[str, ...], ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncidentFigure:
    """How many of ``who`` an incident harmed, by its sources: the lowest, the best and the highest number said.

    ``more``: a source whose figure is a floor gives the highest number, so that more may be true. ``low``, ``best`` and
    ``high`` are null where no source gives such a number. The rules are sentences; ``claims`` are all that
    were weighed.
    """

    measure: Measure
    population: Population
    who: str
    low: int | None
    best: int | None
    high: int | None
    more: bool
    low_rule: str
    best_rule: str
    high_rule: str
    low_claims: tuple[str, ...]
    best_claims: tuple[str, ...]
    high_claims: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class IncidentSummary:
    """An incident for the eye: where, when, how many, who says so, and how it is graded."""

    TYPE: ClassVar[str] = "incident_summary"

    incident: Incident
    where: str
    when: str
    figures: tuple[IncidentFigure, ...]
    sources: tuple[str, ...]
    independent: Independent
    inside: tuple[str, ...] = ()

    @property
    def grading(self) -> HarmGrading | None:
        """The grading that holds: a person's, else the suggested one."""
        return self.incident.grading or self.incident.suggested_grading


@dataclass(frozen=True)
class IncidentTotal:
    """The sum over incidents of a grading (null: of all that are listed) for one measure and group of people.

    ``low`` and ``best`` count, of incidents that might be one event, only such as cannot be; ``high`` counts each.
    ``incidents`` have a figure; ``alike`` of them might be one with another. ``more``: some highest numbers are floors.
    """

    TYPE: ClassVar[str] = "incident_total"

    grading: HarmGrading | None
    measure: Measure
    who: str
    incidents: int
    low: int
    best: int
    high: int
    more: bool
    alike: int
    rule: str


@dataclass(frozen=True)
class Told:
    """One figure as its source gives it: ``words`` say who and how many, ``low`` and ``high`` are closed, null open."""

    claim: str
    root: str
    words: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Disagreement:
    """All that differs between the sources of one incident on one measure, as one finding.

    ``low`` and ``high``: the range of all numbers said; ``more``: the highest of them is a floor. ``compatible`` are
    the largest sets of figures that can all be true, none where there are too many conflicts to tell;
    ``contradictions`` the ids of the irreducible sets that are grouped.
    """

    TYPE: ClassVar[str] = "disagreement"

    id: str
    incident: str
    measure: Measure
    told: tuple[Told, ...]
    low: int | None
    high: int | None
    more: bool
    compatible: tuple[tuple[str, ...], ...]
    contradictions: tuple[str, ...]
    settled_by: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Accounted:
    """How much of a total (``claim``) incidents account for.

    ``named_low`` to ``named_high`` are in the incidents that the total's own root gives (``named``), ``rest_low`` to
    ``rest_high`` in none of them; closed, null open. ``others_inside`` and ``others_possibly`` are incidents that other
    roots alone tell of and that lie, or may lie, where the total counts; both null where they were too many to compare.
    """

    TYPE: ClassVar[str] = "accounted"

    claim: str
    low: int | None
    high: int | None
    named: tuple[str, ...]
    named_low: int
    named_high: int | None
    rest_low: int | None
    rest_high: int | None
    others_inside: tuple[str, ...] | None = ()
    others_possibly: tuple[str, ...] | None = ()
    text: str = ""
