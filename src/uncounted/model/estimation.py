"""What stands around estimates: overlap tables, sums of strata, combined replicates, and how far each answer holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from uncounted.model.estimate import EstimateKind, ListUse
from uncounted.model.scope import Scope

# What a variation changes: a setting of the method, the lists (one left out, two taken as one), or nothing.
Change = Literal["as asked", "setting", "list left out", "lists merged"]

# How replicates of one population are put together.
Rule = Literal["pooled draws", "rubin"]


@dataclass(frozen=True)
class OverlapTable:
    """The overlap table of one stratum, as a reader sees it.

    ``cells`` maps a capture history, one 0 or 1 per list in the order of ``lists``, to the number of victims who have
    it; absent histories count zero. ``n_observed`` is their sum. ``lists`` says of each list what it holds, whether it
    is usable and whom it admits. ``notes`` are remarks of whoever read the table.
    """

    TYPE: ClassVar[str] = "overlap_table"

    stratum: dict[str, str] | None
    lists: tuple[ListUse, ...]
    cells: dict[str, int]
    n_observed: int
    scope: Scope | None = None
    target_population: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Histogram:
    """How an estimate's draws lie: ``shares[i]`` of them in [``edges[i]``, ``edges[i + 1]``).

    There is one edge more than shares, rising. The outermost thousandths of the draws lie outside: ``below`` and
    ``above``, with which the shares sum to 1. ``used`` are the lists that entered the estimate, ``hash`` is its hash.
    """

    TYPE: ClassVar[str] = "histogram"

    stratum: dict[str, str] | None
    method: str
    used: tuple[str, ...]
    edges: tuple[float, ...]
    shares: tuple[float, ...]
    below: float = 0.0
    above: float = 0.0
    hash: str = ""


@dataclass(frozen=True)
class Floor:
    """A stratum without an estimate: it enters a sum with its observed victims alone, for this reason."""

    stratum: dict[str, str] | None
    n_observed: int
    reason: str


@dataclass(frozen=True)
class SumOfStrata:
    """One method's answer for all strata together.

    ``estimate`` is the median of the sums of the strata's draws, ``low`` and ``high`` their closed interval of
    probability ``level``: never a sum of medians. ``strata`` are those that were estimated; ``floors`` those that
    enter with their observed victims only, so that the sum is a floor as far as they go (``floor`` says so, null
    without any). ``rhat``, ``ess_bulk`` and ``ess_tail`` are the worst of the strata's, ``seconds`` their sum.
    ``assumption`` names the independence between strata beside what the method itself assumes. Where no
    stratum was estimated ``refused`` says so and the numbers are null.
    """

    TYPE: ClassVar[str] = "sum_of_strata"

    method: str
    kind: EstimateKind
    n_observed: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None
    seconds: float | None = None
    strata: tuple[dict[str, str], ...] = ()
    floors: tuple[Floor, ...] = ()
    floor: str | None = None
    warnings: tuple[str, ...] = ()
    refused: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    seed: int | None = None
    hash: str = ""
    assumption: str = ""
    stratum: str = "sum of strata"


@dataclass(frozen=True)
class Combined:
    """One method's answer over several tables of one population: imputed replicates, or draws of a linkage.

    ``estimates`` are the figures of the ``replicates`` that have one, in their order; ``without`` counts those that
    have none. ``between_share`` is the share of the variance of log unrecorded victims that lies between replicates,
    from 0 to 1: how much of the interval is linkage (or imputation), not estimation; null where it cannot be told.
    ``n_observed`` is the mean over replicates, rounded; linkage moves it too. ``rule`` is how they were combined.
    """

    TYPE: ClassVar[str] = "combined_estimate"

    stratum: dict[str, str] | None
    method: str
    kind: EstimateKind
    rule: Rule
    replicates: int
    n_observed: int
    n_observed_low: int
    n_observed_high: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    between_share: float | None = None
    estimates: tuple[float, ...] = ()
    without: int = 0
    warnings: tuple[str, ...] = ()
    refused: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    seed: int | None = None
    hash: str = ""
    assumption: str = ""


@dataclass(frozen=True)
class Spread:
    """All methods of one stratum side by side.

    ``lowest`` and ``highest`` are the least and the greatest figure of kind estimate among ``methods``, ``low`` and
    ``high`` the outermost ends of their intervals, ``ratio`` highest to lowest; null with fewer than two. ``apart``
    names pairs of methods whose intervals do not even touch.
    """

    TYPE: ClassVar[str] = "spread"

    stratum: dict[str, str] | None
    n_observed: int
    methods: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    apart: tuple[tuple[str, ...], ...] = ()
    refused: tuple[str, ...] = ()  # methods that gave no number


@dataclass(frozen=True)
class Variation:
    """One answer of a sensitivity analysis: the method again with one thing changed.

    ``change`` is the kind of thing, ``what`` says it in words (``delta = 0.5``; ``without press``; ``press and morgue
    as one list``; ``as asked``). ``n_observed`` is that of the changed table.
    """

    TYPE: ClassVar[str] = "variation"

    stratum: dict[str, str] | None
    method: str
    change: Change
    what: str
    n_observed: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    refused: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Consistency:
    """One list taken as the whole population, and what the method says of it from the other lists alone.

    ``list`` holds ``truth`` victims, of whom ``n_observed`` are on another list. ``covered``: whether the closed
    interval contains the truth; null where ``refused`` says why there is no number. ``error`` is estimate / truth - 1.
    Source: Binette and Steorts 2022.
    """

    TYPE: ClassVar[str] = "consistency"

    stratum: dict[str, str] | None
    method: str
    list: str
    truth: int
    n_observed: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    covered: bool | None = None
    error: float | None = None
    refused: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrajectoryPoint:
    """What the method says from the first few lists alone: lists are added from the one with most records down."""

    TYPE: ClassVar[str] = "trajectory_point"

    stratum: dict[str, str] | None
    method: str
    lists: tuple[str, ...]
    n_observed: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    refused: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """How often a method is right on simulated lists whose truth is known.

    Of ``tables`` drawn from one design ``refused`` gave no number. Of the others the share ``covered`` has the truth
    within the closed interval of probability ``level``, ``missed_low`` an interval wholly below it, ``missed_high``
    one wholly above. ``median_ratio`` is the median of estimate / truth, ``width`` the median width of the interval /
    truth. All null where every table was refused. For a lower bound only ``missed_high`` is a fault. ``seconds`` is
    the time for one table, in the mean.
    """

    TYPE: ClassVar[str] = "coverage"

    design: str
    method: str
    kind: EstimateKind
    tables: int
    truth: int
    level: float
    seed: int
    refused: int = 0
    covered: float | None = None
    missed_low: float | None = None
    missed_high: float | None = None
    median_ratio: float | None = None
    width: float | None = None
    seconds: float = 0.0
