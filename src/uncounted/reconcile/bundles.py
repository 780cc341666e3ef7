"""Bundles: incidents that no figure and no question tells apart, taken together so that large ledgers stay small.

All that the programs ask of such incidents is how many they hold together. Their ranges add up; each incident's own
answer follows from the bundle's. The sums are exact for one group of people; for nested groups (civilians among
people) they may be wider than what the incidents allow together, never narrower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from uncounted.reconcile.memberships import Memberships
from uncounted.reconcile.ranges import Kind, Range, Ranges
from uncounted.reconcile.regions import Element

# From how many incidents on they are bundled: below this every incident has unknowns of its own.
BUNDLE_FROM = 300
_TAG, LOT = "bundle", "lot"


@dataclass(frozen=True)
class Bundle:
    """Incidents of one membership in every figure and question, with what each says by itself."""

    key: str
    members: tuple[str, ...]
    ranges: Mapping[str, Ranges]
    _sums: dict[Kind, Range] = field(default_factory=dict, compare=False)
    _claims: dict[tuple[str, Kind, str | None], list[str]] = field(default_factory=dict, compare=False)

    def harmed(self, kind: Kind) -> Range:
        """The sum of the members' ranges."""
        if kind not in self._sums:
            spans = [self.ranges[one].of(kind) for one in self.members]
            self._sums[kind] = (sum(span[0] for span in spans), sum(span[1] for span in spans))
        return self._sums[kind]

    def counted(self, root: str, kind: Kind) -> Range:
        """The sum of the ranges of those whom a root counted."""
        spans = [self.ranges[one].counted_by(root, kind) for one in self.members]
        return sum(span[0] for span in spans), sum(span[1] for span in spans)

    def claims(self, side: str, kind: Kind, root: str | None = None) -> list[str]:
        """The figures that give one side of the sum, by id."""
        key = (side, kind, root)
        if key not in self._claims:
            self._claims[key] = self._find(side, kind, root)
        return self._claims[key]

    def _find(self, side: str, kind: Kind, root: str | None) -> list[str]:
        if root is not None:
            return sorted({f for one in self.members for f in self.ranges[one].figures_of(root, kind)})
        ends = (self.ranges[one].of(kind) for one in self.members)
        named = (end[2] if side == "low" else end[3] for end in ends)
        return sorted({name for name in named if name is not None})


def bundles(
    elements: Mapping[str, Element], ranges: Mapping[str, Ranges], signatures: Memberships, alone: frozenset[str]
) -> tuple[Bundle, ...]:
    """The bundles of incidents that have ranges and equal rows in ``signatures``, none where there are few incidents.

    ``alone`` are incidents that may be one with another: they keep unknowns of their own.
    """
    fit = [(row, one) for row, one in enumerate(elements) if one in ranges and one not in alone]
    if len(fit) < BUNDLE_FROM:
        return ()
    rows = signatures[[row for row, _ in fit]]
    _, number = np.unique(rows, axis=0, return_inverse=True)
    members: dict[int, list[str]] = {}
    for (_, one), which in zip(fit, number.ravel().tolist(), strict=True):
        members.setdefault(which, []).append(one)
    return tuple(Bundle(f"{_TAG} {n}", tuple(some), ranges) for n, some in enumerate(members.values()))


def tag(key: str, side: str, kind: Kind, root: str | None = None) -> str:
    """The name of a row about a bundle, from which its claims can be found again."""
    return "\t".join((key, side, root or "", kind[0], *(part or "" for part in kind[1])))


def is_tag(name: str) -> bool:
    """Whether the name of a row is that of a bundle's."""
    return name.startswith((f"{_TAG} ", f"{LOT} ")) and "\t" in name


def parts_of(name: str) -> tuple[str, str, Kind, str | None]:
    """The key of the bundle, the side, the kind, and the root or null, that a row's name holds."""
    key, side, root, measure, *label = name.split("\t")
    status, sex, age = (part or None for part in label)
    return key, side, (measure, (status, sex, age)), root or None


def claims_of(names: Sequence[str], found: Mapping[str, Bundle]) -> tuple[str, ...]:
    """The names of rows with those about bundles replaced by the claims behind them, sorted."""
    claims: set[str] = set()
    for name in names:
        if not is_tag(name):
            claims.add(name)
            continue
        key, side, kind, root = parts_of(name)
        claims.update(found[key].claims(side, kind, root))
    return tuple(sorted(claims))
