"""Parties to conflicts, their names, and the operations in which some acted together (actors.json)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from uncounted.model.records import digest
from uncounted.reference.fold import fold

DATA = Path(__file__).with_name("actors.json")


@dataclass(frozen=True)
class Party:
    """A party: ``id`` (ISO code for a state), usual ``name``, ``type`` and all ``names``.

    ``type`` is state, armed force, coalition, non-state armed group or unknown-armed. ``part_of`` are ids that it
    always belongs to. ``places`` (ISO codes; empty: anywhere), ``start`` and ``end`` (ISO dates, closed; null: open)
    bound what an operation is. ``local`` are names that others bear too ("UPC", "the junta"): they mean this party
    only for harm in its places and between its days.
    """

    id: str
    name: str
    type: str
    names: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    local: tuple[str, ...] = ()

    def fits(self, places: Collection[str], start: str | None, end: str | None) -> bool:
        """Whether an operation may be meant for harm in these countries and days; what is not said fits."""
        return _fits(self.places, self.start, self.end, places, start, end)


@dataclass(frozen=True)
class Membership:
    """``member`` acts within ``operation`` in these countries between these days (closed; null: open)."""

    member: str
    operation: str
    places: tuple[str, ...]
    start: str | None
    end: str | None

    def holds(self, places: Collection[str], start: str | None, end: str | None) -> bool:
        """Whether it holds throughout: harm in no other country, and no year outside it. Unsaid places do not hold.

        "Since 2014" is a year's precision, so a period may start earlier in the year in which the operation began.
        """
        if not places or not set(places) <= set(self.places):
            return False
        if self.start and (start is None or start[:4] < self.start[:4]):
            return False
        return not (self.end and (end is None or end > self.end))


class Actors:
    """Look-ups of parties by name and of memberships."""

    def __init__(self, parties: tuple[Party, ...], memberships: tuple[Membership, ...]) -> None:
        self.parties = {party.id: party for party in parties}
        self.memberships = memberships
        held = [[*p.names, *p.local, *p.places, p.start or "", p.end or "", p.id] for p in parties]
        self.version = digest(held, [m.member + m.operation for m in memberships])
        self._by_name: dict[str, Party] = {}
        self._local: dict[str, list[Party]] = {}
        for party in parties:
            own = {fold(name) for name in party.local}
            for name in own:
                self._local.setdefault(name, []).append(party)
            for name in (party.name, *party.names):
                if fold(name) not in own:
                    self._by_name.setdefault(fold(name), party)

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Actors:
        """The table shipped with the package: actors.json and every country as a state."""
        data = json.loads(DATA.read_text("utf-8"))
        parties = (*(_party(item) for item in data["actors"]), *_states(data["state_names"]))
        return Actors(parties, tuple(_membership(item) for item in data["memberships"]))

    def find(self, name: str) -> Party | None:
        """A party of that name (case, articles at the front and punctuation do not matter), or None.

        For whether words name a party at all: of several that share a name it gives one; ``find_in`` says which.
        """
        known = self._known(name)
        if known is not None:
            return known
        local = self._sharing(name)
        return local[0] if local else None

    def find_in(self, name: str, places: Collection[str], start: str | None, end: str | None) -> Party | None:
        """The party of that name for harm in these countries and days, or None.

        A name that others bear too is the party's only where it acted; where no country is said, it is nobody's.
        """
        fitting = [
            p
            for p in self._sharing(name)
            if (places or not p.places) and _fits(p.places, p.start, p.end, places, start, end)
        ]
        return fitting[0] if len(fitting) == 1 else self._known(name)

    def _known(self, name: str) -> Party | None:
        folded = fold(name)
        return self._by_name.get(folded) or self._by_name.get(folded.removeprefix("the "))

    def _sharing(self, name: str) -> list[Party]:
        folded = fold(name)
        return self._local.get(folded) or self._local.get(folded.removeprefix("the ")) or []

    def get(self, party_id: str) -> Party | None:
        """The party with that id, or None."""
        return self.parties.get(party_id)

    def operations(self) -> tuple[Party, ...]:
        """The coalitions that are bound to places and days."""
        return tuple(p for p in self.parties.values() if p.type == "coalition" and p.places)

    def within(self, party_id: str, places: Collection[str], start: str | None, end: str | None) -> tuple[str, ...]:
        """Ids of all actors that a party belongs to for harm in these countries, from ``start`` to ``end``."""
        party = self.get(party_id)
        found = list(party.part_of) if party else []
        queue = [party_id, *found]
        while queue:
            member = queue.pop(0)
            for held in self.memberships:
                if held.member == member and held.operation not in found and held.holds(places, start, end):
                    found.append(held.operation)
                    queue.append(held.operation)
        return tuple(dict.fromkeys(found))


def _fits(
    own: tuple[str, ...],
    first: str | None,
    last: str | None,
    places: Collection[str],
    start: str | None,
    end: str | None,
) -> bool:
    if own and places and not set(places) & set(own):
        return False
    return not ((end and first and end < first[: len(end)]) or (start and last and start > last))


def _party(item: dict[str, Any]) -> Party:
    return Party(
        item["id"], item["name"], item["type"], tuple(item["names"]), tuple(item.get("part_of", ())),
        tuple(item.get("places", ())), item.get("from"), item.get("to"),
        tuple(item.get("local", ())),
    )  # fmt: skip


def _membership(item: dict[str, Any]) -> Membership:
    return Membership(item["member"], item["in"], tuple(item["places"]), item.get("from"), item.get("to"))


def _states(extra: dict[str, list[str]]) -> list[Party]:
    from uncounted.reference.tables import rows

    found = []
    for row in rows("countries.csv"):
        names = [row["name"], *row["aliases"].split(";"), *row["demonyms"].split(";"), *extra.get(row["code"], ())]
        found.append(Party(row["code"], row["name"], "state", tuple(n for n in names if n)))
    return found
