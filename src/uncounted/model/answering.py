"""Answers to a question that somebody asks: the claims behind a number, profiles compared, and a figure's life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.claim import Measure, Stance
from uncounted.model.incident import HarmGrading
from uncounted.model.incident_figures import Disagreement, Echo, Independent
from uncounted.model.reconciliation import Bounds, Contradiction, Question, Remainder
from uncounted.model.recorded_estimate import BesideEstimate
from uncounted.model.scope import check_day


@dataclass(frozen=True)
class TrustProfile:
    """Whom to trust, as a file says it.

    A root is trusted if its publisher type is among ``types``, or it is named in ``roots``, or it is part of one of
    ``parents``; where all three are empty, every root is. ``leave_out`` names roots, parents and types that are not,
    whatever the rest says. ``unnamed``: whether sources without a name count where every root does. ``gradings``:
    claims about incidents of other gradings are left out; empty leaves none out.
    """

    TYPE: ClassVar[str] = "profile"

    name: str
    about: str = ""
    types: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    unnamed: bool = True
    gradings: tuple[HarmGrading, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A claim with its words: ``words`` say it in short, ``quote`` is its sentence, ``publisher`` printed it.

    ``source`` is the name of its root; ``published`` a closed interval of days, null where nobody said.
    """

    claim: str
    root: str | None
    source: str
    words: str
    quote: str | None = None
    document: str | None = None
    publisher: str | None = None
    published: tuple[str, ...] | None = None
    said_on: str | None = None


@dataclass(frozen=True)
class Retold:
    """One figure that was told more than once, and counts once: ``claims`` in ``documents`` documents.

    ``relays`` are the claims that stand in no document of the root itself.
    """

    claim: str
    claims: tuple[str, ...]
    documents: int
    relays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to one question and all that it rests on.

    ``counted`` are the claims that bear on it, one of each figure; ``left_out`` those that bear on it and are not
    used, with the reason. ``incidents`` are surely in the question's scope, ``perhaps`` may be; ``n_incidents`` is a
    closed interval, as incidents that may be one event count once at its low end. ``summed`` are figures over several
    incidents that nobody names. ``names`` are words for the incidents. ``command``
    reproduces the number. ``beside`` are the case's estimates that may be of the same victims: they enter no bound.
    """

    TYPE: ClassVar[str] = "answer"

    question: Question
    bounds: Bounds
    profile: str
    counted: tuple[str, ...]
    quotes: tuple[Quote, ...]
    independence: Independent
    n_incidents: tuple[int, ...]
    incidents: tuple[str, ...]
    perhaps: tuple[str, ...]
    summed: tuple[str, ...]
    retold: tuple[Retold, ...]
    echoes: tuple[Echo, ...]
    derived: tuple[Remainder, ...]
    excluded: tuple[tuple[str, ...], ...]
    contradictions: tuple[Contradiction, ...]
    disagreements: tuple[Disagreement, ...]
    left_out: dict[str, str]
    names: dict[str, str]
    as_of: str | None = None
    recipe: dict[str, str] | None = None
    command: str | None = None
    beside: tuple[BesideEstimate, ...] = ()

    def __post_init__(self) -> None:
        check_day(self.as_of)


@dataclass(frozen=True)
class Side:
    """One profile's bounds in one row of a comparison: closed; null is open."""

    profile: str
    low: int | None
    high: int | None
    consistent: bool = True
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparedRow:
    """One place and time under several profiles.

    ``gap`` is how much more the last profile says than the first, ``ratio`` the first's share of the last's (admitted
    to alleged), both between their least figures, null where one of them says nothing. ``gap_bounds`` and
    ``ratio_bounds`` hold them whatever the truth within the bounds; null is open or undefined.
    """

    cell: dict[str, str]
    question: str
    measure: Measure
    sides: tuple[Side, ...]
    gap: int | None
    ratio: float | None
    gap_bounds: tuple[int | None, ...] = (None, None)
    ratio_bounds: tuple[float | None, ...] = (None, None)


@dataclass(frozen=True)
class Comparison:
    """Profiles side by side: ``rows[0]`` is the whole question, the others its cells along ``per``.

    ``recipes`` are the hashes by profile; ``recipe`` is one over them all, and over what the rows are.
    """

    TYPE: ClassVar[str] = "comparison"

    profiles: tuple[str, ...]
    per: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    recipes: dict[str, str]
    command: str | None = None
    recipe: str | None = None


Step = Literal["first reported", "repeated", "updated", "corrected", "retracted", "admitted", "denied"]


@dataclass(frozen=True)
class Event:
    """One telling of a figure: on ``day`` the root ``source`` said ``words``, in this claim.

    ``days`` counts from the first telling by anybody; null where a day is not known.
    """

    day: str | None
    step: Step
    root: str
    source: str
    words: str
    stance: Stance
    claim: str
    publisher: str | None = None
    days: int | None = None


@dataclass(frozen=True)
class History:
    """The life of one figure: what was said of one incident, or of one scope, in the order of the days.

    ``alleged`` is the first day on which somebody else than the admitting side said it, ``admitted`` the first day on
    which that side admitted to it, ``days_to_admission`` the days between (negative where it was admitted first).
    ``perhaps`` is an incident that may be this one, admitted on ``perhaps_admitted``; where nobody has linked them,
    that is all it says.
    """

    TYPE: ClassVar[str] = "history"

    about: str
    incident: str | None
    measure: Measure
    events: tuple[Event, ...]
    alleged: str | None = None
    admitted: str | None = None
    days_to_admission: int | None = None
    perhaps: str | None = None
    perhaps_admitted: str | None = None
    days_to_perhaps: int | None = None


@dataclass(frozen=True)
class SourceEntry:
    """A root or a publisher of a case, as the registry and the case's own decisions know it.

    ``claims`` and ``figures`` count what it told as the root; ``documents`` what it published. ``may_be`` are roots of
    the case that may be the same one; ``stands_for`` roots that a person took to be this one. ``known``: the registry,
    the case, or neither.
    """

    TYPE: ClassVar[str] = "source"

    id: str
    name: str
    publisher_type: str | None = None
    parent: str | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    licence: str | None = None
    reference: str | None = None
    claims: int = 0
    documents: int = 0
    may_be: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    known: str | None = None
