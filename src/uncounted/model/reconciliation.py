"""What claims together imply: questions, assumptions, bounds, remainders, contradictions and tensions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.claim import Measure
from uncounted.model.incident_figures import Accounted, Disagreement, Echo
from uncounted.model.scope import Scope


@dataclass(frozen=True)
class Question:
    """How many, of what, in which scope. ``text`` says it in words."""

    measure: Measure
    scope: Scope
    text: str


@dataclass(frozen=True)
class Assumption:
    """A named switch. ``arguments`` are actor ids or a figure; ``sentence`` says what it takes to be true."""

    id: str
    sentence: str
    default: bool = False
    arguments: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id with its arguments, as ``--assume`` takes it: ``member-stands-for-whole(US,coalition)``."""
        return f"{self.id}({','.join(self.arguments)})" if self.arguments else self.id


@dataclass(frozen=True)
class Profile:
    """Whom to trust: null trusts every root; otherwise only the roots listed."""

    name: str
    roots: tuple[str, ...] | None = None


@dataclass(frozen=True)
class RemainderScope:
    """The scope ``of`` one claim ``without`` those of others."""

    of: str
    without: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class OtherReading:
    """The same remainder under another defensible reading of the words."""

    reading: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Remainder:
    """A figure less all of its immediate parts, within one root's own counts. Closed bounds; null is open."""

    TYPE: ClassVar[str] = "remainder"

    measure: Measure
    low: int | None
    high: int | None
    root: str
    scope: RemainderScope
    from_: tuple[str, ...]
    assumptions: tuple[str, ...] = ()
    reading: str | None = None
    other_readings: tuple[OtherReading, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Bounds:
    """Closed integer bounds on the answer to a question; null is unbounded or unknown.

    ``exact``: proved by integer programming; otherwise the linear program's, rounded inward. ``consistent`` is false
    where the trusted claims cannot all hold and the bounds run over maximal consistent subsets. ``low_because`` and
    ``high_because`` are irreducible sets of claims that force each side.
    """

    TYPE: ClassVar[str] = "bounds"

    question: str
    measure: Measure
    low: int | None
    high: int | None
    exact: bool
    consistent: bool
    low_because: tuple[str, ...] = ()
    high_because: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    scope: Scope = Scope()


# Of what kind: different figures of one scope; a part with more people than its whole; who was a civilian; figures that
# rest on different kinds of evidence; a figure that somebody retold in other numbers.
Cause = Literal["same scope", "part over whole", "changed by a relay", "status", "standard of proof"]


@dataclass(frozen=True)
class Contradiction:
    """Claims that cannot all be true (``contradiction``), or could not if ``missing_assumptions`` held (``tension``).

    ``short_by`` is the least change to one figure of the set that restores it; ``short_by_all`` the same with all
    trusted claims in force. ``price`` says, for a tension, what must be true for the claims to be compatible.
    ``causes`` says of what kind it is, as far as that follows.
    """

    TYPE: ClassVar[str] = "contradiction"

    id: str
    kind: Literal["contradiction", "tension"]
    claims: tuple[str, ...]
    measure: Measure
    short_by: int | None
    short_by_all: int | None
    assumptions: tuple[str, ...] = ()
    missing_assumptions: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    price: tuple[Price, ...] = ()
    text: str = ""
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Price:
    """With ``assumptions`` added, at least ``low`` of the dead were in ``where`` (a claim's or scope's words)."""

    assumptions: tuple[str, ...]
    low: int
    where: str
    claim: str | None = None


@dataclass(frozen=True)
class Reconciliation:
    """All that was found, with the assumptions in force and a hash of what it came from (``recipe``).

    ``disagreements`` tell the contradictions within an incident as one finding each; ``accounted`` how much of each
    total incidents account for; ``echoes`` what is, or may be, of one origin under several roots.
    """

    TYPE: ClassVar[str] = "reconciliation"

    same: tuple[tuple[str, ...], ...]
    within: tuple[tuple[str, str], ...]
    excluded: tuple[tuple[str, str], ...]
    derived: tuple[Remainder, ...]
    bounds: tuple[Bounds, ...]
    contradictions: tuple[Contradiction, ...]
    assumptions: tuple[Assumption, ...] = ()
    not_rows: dict[str, str] | None = None
    recipe: dict[str, str] | None = None
    echoes: tuple[Echo, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    accounted: tuple[Accounted, ...] = ()
