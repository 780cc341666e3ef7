"""Why a conclusion holds, in plain words: who says what, what follows, under which assumption, what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.answering import Quote

How = Literal["same", "part", "wider", "overlap"]
Role = Literal["says", "follows", "limits", "assumes", "settles"]
Explained = Literal["bounds", "remainder", "contradiction", "tension", "disagreement", "claim"]


@dataclass(frozen=True)
class Bearer:
    """A figure that speaks of the people a question asks for, by its claim.

    ``how``: it counts the ``same`` people, a ``part`` of them, these and more (``wider``), or perhaps some of them
    (``overlap``).
    """

    claim: str
    how: How


@dataclass(frozen=True)
class Basis:
    """What the bounds of one question rest on: the figures that speak of it, and what each side takes to be true.

    ``low_needs`` and ``high_needs`` are assumptions without which that side would be weaker, and with which alone it
    holds; null where there were too many claims to try, so that all in force must be taken to be needed.
    """

    bearers: tuple[Bearer, ...] = ()
    low_needs: tuple[str, ...] | None = None
    high_needs: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Step:
    """One sentence of an explanation, the claims that it rests on and the assumptions that it takes to be true.

    ``role``: a source ``says`` it, it ``follows``, it ``limits`` what follows, an ``assumes`` sentence is taken to be
    true, or something ``settles`` the matter.
    """

    role: Role
    text: str
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Why one conclusion holds. ``needs`` are the assumptions it takes to be true; with none it survives without any.

    ``id`` is that of the finding or the claim; a question's starts with ``b``, a remainder's with ``r``. ``bearers``
    are the figures that its picture shows. ``quotes`` hold the words of every claim in it.
    """

    TYPE: ClassVar[str] = "explanation"

    id: str
    kind: Explained
    heading: str
    answer: str
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def told(self, role: Role) -> tuple[Step, ...]:
        """The steps of one role, in order."""
        return tuple(step for step in self.steps if step.role == role)
