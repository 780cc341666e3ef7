"""What linkage takes and gives: lists in columns, settings, and the linkage with its draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from uncounted.model.errors import InputError
from uncounted.model.person import LinkageQuality, OverlapTable, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = str | float | int | None


@dataclass(frozen=True)
class PersonList:
    """One list of victims, in columns as printed.

    ``columns`` maps a column's name to its values, one per record (numbers may stay numbers; empty is None or "");
    all have equal length. ``roles`` says what each column holds; a column without a role is not compared. ``keys``
    name the records (absent: row numbers from 1). ``distinct`` says that no person stands twice on the list.
    ``as_of`` is the ISO date at which ages hold for those without a date of death. Raises InputError where lengths
    differ or a role names a column that is not there.
    """

    name: str
    columns: Mapping[str, Sequence[Value]]
    roles: Mapping[str, Role]
    keys: Sequence[str] | None = None
    distinct: bool = True
    as_of: str | None = None

    def __post_init__(self) -> None:
        for column in self.roles:
            if column not in self.columns:
                raise InputError(f"list {self.name!r} has no column {column!r}")
        lengths = {len(values) for values in self.columns.values()}
        if len(lengths) > 1 or (self.keys is not None and lengths and len(self.keys) not in lengths):
            raise InputError(f"the columns of list {self.name!r} differ in length")

    def __len__(self) -> int:
        return next((len(values) for values in self.columns.values()), 0)


@dataclass(frozen=True)
class PersonJudgement:
    """A person's word on two records, by their position over all lists in order. ``unsure`` constrains nothing.

    ``expected`` is the probability with which the pair was handed out for review, where that is known.
    """

    left: int
    right: int
    verdict: Literal["same", "different", "unsure"]
    expected: float | None = None


@dataclass(frozen=True)
class LinkSettings:
    """How to link.

    ``draws`` clusterings are drawn from the posterior. ``seed`` fixes all chance. ``threads`` and ``memory_gb`` bound
    the database. ``max_block_pairs`` is the most pairs that one blocking rule may bring; a rule that would bring more
    is narrowed or left out. ``level`` is the probability of the intervals.
    """

    draws: int = 200
    seed: int = 1
    threads: int = 2
    memory_gb: float = 4.0
    max_block_pairs: int = 3_000_000
    level: float = 0.95


@dataclass(frozen=True)
class Pairs:
    """Compared pairs, as arrays of one length. ``left < right`` are positions over all lists in order.

    ``levels`` has a row per pair and a column per comparison (-1: one side is silent; 0: disagrees; higher agrees
    more); ``weight`` is the evidence in bits; ``probability`` that of a match given the pair alone, calibrated;
    ``drawn`` the share of draws that link the two.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    levels: NDArray[np.int8]
    weight: NDArray[np.float32]
    probability: NDArray[np.float32]
    drawn: NDArray[np.float32]


@dataclass(frozen=True)
class Comparison:
    """One comparison of the model: its name, and for each level from 0 up what it says and its weight in bits."""

    name: str
    levels: tuple[str, ...]
    bits: tuple[float, ...]


@dataclass(frozen=True)
class Drawing:
    """Drawn clusterings that were kept, a row of cluster numbers each, and draws of the odds that no blocking rule
    brings a matching pair.
    """

    labels: NDArray[np.int32]
    missed_odds: NDArray[np.float64]


@dataclass(frozen=True)
class Linkage:
    """What ``link_persons`` gives.

    ``list_of`` (index into ``lists``) and ``row_of`` (from 0) place each record; ``victim`` numbers its cluster from 0;
    ``probability`` is, for each record, that its cluster is exactly right (share of draws). ``pairs`` are all compared
    pairs; ``comparisons`` say what their levels mean. ``overlap`` carries the table of the best clustering and of each
    draw. ``notes`` are remarks for the user (blocking rules left out, columns without use). ``drawing`` has what the
    intervals of precision and recall are made from.
    """

    lists: tuple[str, ...]
    list_of: NDArray[np.int32]
    row_of: NDArray[np.int32]
    victim: NDArray[np.int32]
    probability: NDArray[np.float32]
    pairs: Pairs
    comparisons: tuple[Comparison, ...]
    overlap: OverlapTable
    quality: LinkageQuality
    settings: LinkSettings
    seconds: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    drawing: Drawing | None = None
