"""Who makes claims: a small registry of armies, ministries, monitors, UN bodies and news (sources.json)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from uncounted.model.records import digest
from uncounted.reference.fold import fold

DATA = Path(__file__).with_name("sources.json")


@dataclass(frozen=True)
class Source:
    """A source: ``type`` is a publisher type of VOCABULARY, ``parent`` the body that it is part of.

    ``may_be``: ids of sources that this name often, but not always, stands for ("the US military" for US Central
    Command): one root only if a person or the text says so. ``wire``: a news agency that relays others. ``start`` and
    ``end`` are when it was active, as exactly as is known (YYYY, YYYY-MM or YYYY-MM-DD; null: not noted); ``licence``
    is that of what it publishes; ``reference`` is where this can be looked up. ``short``: what it is called where it
    is known whom one speaks of ("the Observatory"), as in texts on one of ``countries`` (ISO 3166-1 alpha-2).
    """

    id: str
    name: str
    type: str
    country: str | None = None
    parent: str | None = None
    names: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    wire: bool = False
    start: str | None = None
    end: str | None = None
    licence: str | None = None
    reference: str | None = None
    short: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


# Speakers who are named by no name: their words are a report, but no source that a registry could hold.
_UNNAMED = re.compile(
    r"\b(?:some|several|other|local|unconfirmed|various|multiple|initial|early|media|news|press|anonymous|unnamed|many|military"
    r"|medical|security|hospital|police|tribal|opposition|activist|activists|village|community|diplomatic|government|rebel)?\s*"
    r"(?:reports?|sources?|witness(?:es)?|eyewitness(?:es)?|residents?|locals?|villagers?|activists?|officials?|media|medics?|doctors?"
    r"|relatives?|survivors?|elders?|neighbou?rs|rescuers?|bystanders?|family|families|people|observers|analysts|critics|monitors"
    r"|hospitals?|police|authorities|posts|accounts|staff|commentators?|experts?|spokes(?:man|woman|person)|newspapers?|outlets?)$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:the|a|an|according to|by)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:spokes(?:man|woman|person)|spokespeople|officials?|office|report|statement|news agency"
    r"|newspaper|website|said)$",
    re.IGNORECASE,
)


# Names that the forces of every state have.
_OFFICES = frozenset({"ministry", "department"})
_EVERY_STATES = _OFFICES | {"defence", "national"}


class Registry:
    """Look-ups of sources by name and by id."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = {source.id: source for source in sources}
        self.version = digest(list(sources))
        self._by_name: dict[str, Source] = {}
        self._by_short: dict[str, list[Source]] = {}
        # The words of each name, folded, under the longest of them.
        self.by_word: dict[str, set[frozenset[str]]] = {}
        for source in sources:
            for name in source.short:
                self._by_short.setdefault(_key(name), []).append(source)
            for name in (source.name, *source.names, *source.short):
                if name not in source.short:
                    self._by_name.setdefault(_key(name), source)
                for spelled in {name, re.sub("['’]s ", " ", name)}:
                    words = fold(spelled).split()
                    if words:  # a name of signs alone has none
                        self.by_word.setdefault(max(words, key=len), set()).add(frozenset(words))

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Registry:
        """The registry shipped with the package."""
        data = json.loads(DATA.read_text("utf-8"))
        return Registry(tuple(_source(item) for item in data["sources"]))

    def find(self, name: str) -> Source | None:
        """The source of that name, or None; case, articles, "'s" and a last "spokesman" or "report" do not matter."""
        text = " ".join(name.split())
        while text:
            found = self._by_name.get(_key(text))
            if found:
                return found
            shorter = _TAIL.sub("", text)
            if shorter == text:
                return None
            text = shorter
        return None

    def find_in(self, name: str, country: str | None) -> Source | None:
        """The source of a country that a name stands for which every state has: "the Ministry of Defence"; or None."""
        words = frozenset(_key("ministry of defence" if name.casefold() == "mod" else name).split()) - {"of"}
        if country is None or not words <= _EVERY_STATES or not words & _OFFICES:
            return None
        forces = [s for s in self.sources.values() if s.country == country and s.type == "official military"]
        own = [s for s in forces if any(words <= _words(name) for name in s.names)]
        return own[0] if len(own) == 1 else None

    def find_short(self, name: str, country: str | None, text: str) -> Source | None:
        """The source that a short name stands for in a text: one that the text names in full, else one of its country.

        None where the name is nobody's short name, or it stays open whose it is.
        """
        some = self._by_short.get(_key(name), [])
        named = [s for s in some if any(re.search(rf"\b{re.escape(n)}\b", text) for n in (s.name, *s.names))]
        found = named or [source for source in some if country is not None and country in source.countries]
        return found[0] if len(found) == 1 else None

    def get(self, source_id: str) -> Source | None:
        """The source with that id, or None."""
        return self.sources.get(source_id)

    def root_of(self, source_id: str) -> str:
        """The id under which counts by this source count as one root.

        Each body that counts for itself is its own root: US Central Command is not the Pentagon, nor OCHA OHCHR,
        though they share a parent. An id that the registry lacks is its own root.
        """
        return source_id

    def may_be(self, source_id: str, other_id: str) -> bool:
        """Whether two ids may be one root: the same, named as such, or one the parent of the other."""
        if source_id == other_id:
            return True
        one, other = self.get(source_id), self.get(other_id)
        if one is None or other is None:
            return False
        return (
            other_id in one.may_be
            or source_id in other.may_be
            or self._above(one, other_id)
            or self._above(other, source_id)
        )

    def _above(self, source: Source, ancestor: str) -> bool:
        at: Source | None = source
        while at and at.parent:
            if at.parent == ancestor:
                return True
            at = self.get(at.parent)
        return False


def is_unnamed(name: str) -> bool:
    """Whether words name speakers without a name: "some reports", "witnesses", "local media", "a source"."""
    text = _LEAD.sub("", " ".join(name.split()))
    return bool(_UNNAMED.fullmatch(text)) or text.casefold() in ("it", "they", "he", "she", "others", "some", "many")


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(_key(name).split())


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    if "'" in name or "’" in name:
        name = re.sub(r"['’]s\b", "", name)
    folded = fold(name.replace("U.S.", "US").replace("U.N.", "UN").replace("U.K.", "UK"))
    if "united states" in folded or "defense" in folded:
        folded = re.sub(r"\bunited states\b", "us", re.sub(r"\bdefense\b", "defence", folded))
    return folded.removeprefix("the ").removeprefix("a ")


def _source(item: dict[str, Any]) -> Source:
    return Source(
        item["id"], item["name"], item["type"], item.get("country"), item.get("parent"), tuple(item.get("names", ())),
        tuple(item.get("may_be", ())), bool(item.get("wire")), item.get("start"), item.get("end"), item.get("licence"),
        item.get("reference"), tuple(item.get("short", ())), tuple(item.get("countries", ())),
    )  # fmt: skip
