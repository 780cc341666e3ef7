"""The source registry as one case has it: what ships with the program, and what people decided about its sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.judgement import Judgement
from uncounted.model.records import digest
from uncounted.reference.sources import Registry, Source
from uncounted.resolve.roots import known

PREFIX = "source:"
UNNAMED = "unnamed:"


@dataclass(frozen=True)
class CaseSources:
    """The registry with a case's own entries.

    ``same`` leads from a root to the one it was judged to be; ``apart`` are pairs judged different; ``types`` are
    publisher types that documents give to their publishers, for roots that the registry has no entry for.
    """

    registry: Registry
    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()

    @cached_property
    def version(self) -> str:
        """A hash of everything that the registry says."""
        apart = sorted(sorted(pair) for pair in self.apart)
        return digest(self.registry.version, dict(sorted(self.same.items())), apart, dict(sorted(self.types.items())))

    def root(self, root: str) -> str:
        """The root that a root counts as."""
        return _top(root, self.same)

    def get(self, root: str) -> Source | None:
        """What is known of a root; null where nothing is."""
        return self.registry.get(root)

    def type_of(self, root: str) -> str | None:
        """The publisher type of a root, by the registry, else by the documents that it published."""
        entry = self.get(root)
        return entry.type if entry and entry.type else self.types.get(root)

    def above(self, root: str) -> tuple[str, ...]:
        """The bodies that a root is part of, nearest first."""
        found: list[str] = []
        entry = self.get(root)
        while entry and entry.parent and entry.parent not in found:
            found.append(entry.parent)
            entry = self.get(entry.parent)
        return tuple(found)

    def may_be(self, one: str, other: str) -> bool:
        """Whether two roots may be one, by the registry and as far as nobody judged them different."""
        return frozenset((one, other)) not in self.apart and self.registry.may_be(one, other)

    def name(self, root: str, claims: Iterable[Claim] = ()) -> str:
        """The name of a root as a reader knows it: the registry's, else as a claim of it words it."""
        entry = self.get(root)
        if entry and entry.name:
            return entry.name
        if root.startswith(UNNAMED):
            return root.rsplit(":", 1)[-1].replace("-", " ")
        for claim in claims:
            for link in claim.attribution:
                if claim.root == root and known(link.name, self.registry) == root:
                    return link.name
        return root.replace("-", " ")

    def names(self, claims: Iterable[Claim]) -> dict[str, str]:
        """The names of all roots of the claims."""
        by_root: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.root:
                by_root.setdefault(claim.root, []).append(claim)
        return {root: self.name(root, mine) for root, mine in by_root.items()}

    def rooted(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims with their roots as decided; ``inherited`` says where a root was changed."""
        return tuple(self._rooted(claim) for claim in claims)

    def _rooted(self, claim: Claim) -> Claim:
        root = self.root(claim.root) if claim.root else claim.root
        if root == claim.root:
            return claim
        told = {**claim.inherited, "root": f"judged the same source as {claim.root}"}
        return dataclasses.replace(claim, root=root, inherited=told)


def case_sources(judgements: Sequence[Judgement], publishers: Mapping[str, str] | None = None) -> CaseSources:
    """The registry with the decisions among ``judgements``, the later ones over the earlier.

    ``publishers`` gives the publisher type that documents state for a publisher's name.
    """
    entries: dict[str, Source] = {}
    pairs: dict[frozenset[str], Judgement] = {}
    base = Registry.default()
    for judgement in (one for one in judgements if one.target.startswith(PREFIX)):
        one = judgement.target.removeprefix(PREFIX)
        if judgement.verb == "set" and judgement.field:
            entry = entries.get(one) or base.get(one) or Source(one, "", "")
            entries[one] = changed(entry, judgement.field, judgement.value)
        elif judgement.verb in {"same", "different"} and judgement.other:
            pairs.pop(pair := frozenset((one, judgement.other.removeprefix(PREFIX))), None)
            pairs[pair] = judgement
    registry = _with(base, entries)
    same = _names(entries, base)
    for judgement in pairs.values():
        one, other = judgement.target.removeprefix(PREFIX), str(judgement.other).removeprefix(PREFIX)
        if judgement.verb == "same" and (top := _top(other, same)) != _top(one, same):
            same[top] = one
    apart = frozenset(pair for pair, judgement in pairs.items() if judgement.verb == "different")
    types = {known(name, registry): given for name, given in (publishers or {}).items()}
    touched = frozenset({*entries, *(one for pair in pairs for one in pair)})
    return CaseSources(registry, same, apart, types, touched)


def changed(entry: Source, name: str, value: Any) -> Source:
    """A source with one field set; ``name+`` adds a name and ``name-`` takes one away."""
    if name == "name+":
        return dataclasses.replace(entry, names=tuple(dict.fromkeys((*entry.names, str(value)))))
    if name == "name-":
        return dataclasses.replace(entry, names=tuple(one for one in entry.names if one != value))
    return dataclasses.replace(entry, **{name: value})


def _top(root: str, same: Mapping[str, str]) -> str:
    seen = {root}
    while root in same and same[root] not in seen:
        root = same[root]
        seen.add(root)
    return root


def _with(base: Registry, entries: Mapping[str, Source]) -> Registry:
    if not entries:
        return base
    kept = {source.id: source for source in base.sources.values()}
    return Registry(tuple(({**kept, **entries}).values()))


def _names(entries: Mapping[str, Source], base: Registry) -> dict[str, str]:
    """Roots that are made of a name that somebody gave to a source."""
    found = {}
    for one, entry in entries.items():
        for name in (entry.name, *entry.names):
            root = known(name, None)
            if root != one and base.get(root) is None:
                found[root] = one
    return found


def clusters(roots: Collection[str], sources: CaseSources) -> list[set[str]]:
    """The roots, those together that may be one, directly or through others."""
    left, found = sorted(roots), []
    while left:
        some, queue = set(), [left[0]]
        while queue:
            one = queue.pop()
            some.add(one)
            queue += [
                other for other in left if other not in some and other not in queue and sources.may_be(one, other)
            ]
        left = [one for one in left if one not in some]
        found.append(some)
    return found
