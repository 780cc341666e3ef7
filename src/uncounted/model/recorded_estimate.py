"""Estimates that a case keeps beside its claims: of whom, from which lists, worked out how, and whether they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.claim import Measure
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Combined, OverlapTable, SumOfStrata
from uncounted.model.scope import Scope

SUM_OF_STRATA = {"sum": "all strata"}  # the stratum of an answer over all of them and over the draws of a linkage

# How an estimate's scope lies to a question's. ``perhaps``: they may share victims, and neither surely holds the other.
Standing = Literal["same", "within", "around", "perhaps"]


@dataclass(frozen=True)
class RecordedEstimate:
    """One run of ``uncounted estimate`` that a case keeps. It stands beside the bounds, and never enters them.

    ``scope`` and ``measure`` say of whom and of what; ``question`` says it in words. ``estimates`` are the answers of
    each method and stratum, refusals among them; ``sums`` those of all strata together; ``combined`` those over the
    draws of a linkage. ``tables`` are the overlaps they rest on, ``table`` the name of the file and ``sha256`` that of
    its bytes. ``command`` gives the same figures again from that file. ``recorded_at`` and ``recorded_by`` are the
    log's. ``withdrawn`` is the reason of a person who withdrew it; null while it stands.
    """

    TYPE: ClassVar[str] = "recorded_estimate"

    id: str
    measure: Measure
    scope: Scope
    question: str
    estimates: tuple[Estimate, ...]
    tables: tuple[OverlapTable, ...]
    table: str
    sha256: str
    sums: tuple[SumOfStrata, ...] = ()
    combined: tuple[Combined, ...] = ()
    command: str | None = None
    recorded_at: str | None = None
    recorded_by: str | None = None
    withdrawn: str | None = None

    @property
    def headline(self) -> tuple[Estimate | SumOfStrata | Combined, ...]:
        """The answers for all its victims: over a linkage's draws, else of all strata, else of the one table.

        Empty where there are strata and nobody asked for their sum.
        """
        over_strata = tuple(one for one in self.combined if one.stratum == SUM_OF_STRATA)
        if self.combined:
            alone = len({str(one.stratum) for one in self.combined}) == 1
            return over_strata or (self.combined if alone else ())
        return self.sums or (self.estimates if len(self.strata) == 1 else ())

    @property
    def strata(self) -> tuple[dict[str, str] | None, ...]:
        """The strata it was made in, in order; null for a table without strata."""
        found: list[dict[str, str] | None] = []
        for stratum in [one.stratum for one in self.estimates] + [one.stratum for one in self.combined]:
            if stratum not in found and stratum != SUM_OF_STRATA:
                found.append(stratum)
        return tuple(found)


@dataclass(frozen=True)
class BesideEstimate:
    """A recorded estimate beside the answer to a question: how their scopes lie to each other."""

    estimate: RecordedEstimate
    standing: Standing
