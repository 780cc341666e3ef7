"""Those who arrest: "Police arrested ten people suspected of the blast" blames no police for the blast."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.discourse import Reading


def clear_arresters(readings: Sequence[Reading]) -> None:
    """Take the doer from harm that inherited it from figures of people detained, if no harm says it itself."""
    told: dict[bool, set[int]] = {True: set(), False: set()}
    for reading in readings:
        if reading.scope.actor is not None and "actors" not in reading.inherited:
            told[reading.finding.measure == "detained"].add(reading.scope.actor.start)
    only = told[True] - told[False]
    for reading in readings if only else ():
        actor = reading.scope.actor
        if actor is not None and actor.start in only and reading.finding.measure != "detained":
            reading.scope.actor = None
            reading.inherited.pop("actors", None)
