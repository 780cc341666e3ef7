"""Does the method find what is known? Each list in turn as the truth, and the answer as lists are added.

A list is a population whose size is known. Its members are on other lists or not, as all victims are; a method that
cannot say from the other lists how long the list is has no claim to be believed on how many victims there are. It is a
necessary test, not a sufficient one: members of a list are easier to record than victims on none. Source: Binette and
Steorts 2022, J. R. Stat. Soc. A 185:1463.
"""

from __future__ import annotations

from collections.abc import Iterator

from uncounted.estimate.cache import Results
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator
from uncounted.model.estimation import Consistency, TrajectoryPoint


def consistency(method: Estimator, table: Histories, results: Results | None = None) -> Iterator[Consistency]:
    """One answer for each usable list: its length, and what the method makes of it from the other usable lists.

    A list of which nobody is missed by the others is a test too. With three usable lists two are left, and methods
    that need three refuse.
    """
    results = results or Results()
    usable = table.usable()
    if len(usable) < 2:
        return
    kept = table.restrict(usable)
    for name in usable:
        truth = kept.records(name)
        one = results.tried(method, kept.within(name))
        known = one.estimate is not None and one.low is not None and one.high is not None
        yield Consistency(
            table.stratum,
            one.method,
            name,
            truth,
            one.n_observed,
            one.estimate,
            one.low,
            one.high,
            one.level,
            (one.low or 0) <= truth <= (one.high or 0) if known else None,
            None if one.estimate is None else one.estimate / truth - 1,
            one.refused,
            one.warnings,
        )


def trajectory(method: Estimator, table: Histories, results: Results | None = None) -> Iterator[TrajectoryPoint]:
    """The method on the longest usable lists, from as many as it needs up to all of them.

    Lists of one length are taken in the order of the alphabet. An answer that still moves as lists are added is not
    to be trusted to have arrived.
    """
    results = results or Results()
    order = sorted(table.usable(), key=lambda name: (-table.records(name), name))
    for many in range(method.fewest, len(order) + 1):
        lists = tuple(order[:many])
        one = results.tried(method, table.restrict(lists))
        yield TrajectoryPoint(
            table.stratum,
            one.method,
            lists,
            one.n_observed,
            one.estimate,
            one.low,
            one.high,
            one.level,
            one.refused,
            one.warnings,
        )
