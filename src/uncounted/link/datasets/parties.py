"""Who acts in an event, as datasets print it: aliases, generic names, kinds of actor; and how two of them compare."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from uncounted.reference.actors import Actors
from uncounted.reference.fold import fold, words

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Words that name a kind of actor, the first that fits; a name made of such words and of vague ones alone is generic.
_KINDS: dict[str, frozenset[str]] = {
    "civilian": frozenset(
        words(
            """civilian civilians protester protesters rioter rioters demonstrators student students youth youths
            villager villagers worker workers labour journalists supporters residents people women farmers traders
            refugees prisoners christians muslims"""
        )
    ),
    "state": frozenset(
        words(
            """government military army police gendarmerie soldiers forces state security navy troops coalition guards
            airforce"""
        )
    ),
    "armed": frozenset(
        words(
            """militia militias rebel rebels militant militants insurgent insurgents gunmen gunman bandits bandit
            attackers attacker bombers bomber assailants extremists separatists islamists terrorists guerrillas
            opposition fighters armed group cult gang gangs pirates rustlers clan tribe tribal communal ethnic"""
        )
    ),
}
_VAGUE = frozenset(
    words(
        """unknown unidentified unnamed suspected alleged unaffiliated other others various several local and of the a
        an or by in group groups men actor actors armed force forces side individual individuals person persons muslim
        christian islamist islamic sunni shia supposed religious political"""
    )
)


class ActorMatch(IntEnum):
    """How the actors of two records compare; the order is that of the tables of evidence."""

    SAME = 0
    SIMILAR = 1
    KIND = 2
    OTHER = 3
    GENERIC = 4
    BOTH_GENERIC = 5
    UNKNOWN = 6


@dataclass(frozen=True)
class Parties:
    """The actors of one record.

    ``ids`` are known parties and whole names (folded), ``words`` the words of names that tell actors apart, ``kinds``
    what they are; ``generic`` where no actor but civilians has a name. ``label`` is the first actor as printed, folded.
    """

    ids: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    generic: bool
    label: str


def parties(printed: Iterable[str]) -> Parties:
    """The parties of a record's actors as printed."""
    each = [_party(name) for name in printed]
    acting = [one for one in each if one.kinds != {"civilian"}] or each
    return Parties(
        frozenset().union(*(one.ids for one in acting)),
        frozenset().union(*(one.words for one in acting)),
        frozenset().union(*(one.kinds for one in acting)),
        bool(acting) and all(one.generic for one in acting),
        acting[0].label if acting else "",
    )


def compare_parties(one: Parties, other: Parties) -> ActorMatch:
    """The match of two records' actors; symmetric."""
    if not one.label or not other.label:
        return ActorMatch.UNKNOWN
    if one.generic or other.generic:
        both = one.generic and other.generic
        clash = one.kinds and other.kinds and one.kinds.isdisjoint(other.kinds)
        return ActorMatch.OTHER if clash and not both else ActorMatch.BOTH_GENERIC if both else ActorMatch.GENERIC
    if one.ids & other.ids:
        return ActorMatch.SAME
    if one.words & other.words:
        return ActorMatch.SIMILAR
    return ActorMatch.KIND if one.kinds & other.kinds else ActorMatch.OTHER


@lru_cache(maxsize=50_000)
def _party(name: str) -> Parties:
    label = fold(name)
    outside = _BRACKETS.sub(" ", name).strip() or name
    known = Actors.default()
    whole = (known.find(each) for each in (name, outside))
    named = (known.find(each) for each in (*_inside(name), *_parts(outside)))
    # A country in brackets says where the actor is, not who.
    found = next((p for p in (*whole, *(n for n in named if n and n.type != "state")) if p), None)
    tokens = [word for word in fold(outside).split() if not word.isdigit()]
    kinds = {kind for kind, held in _KINDS.items() if held & set(tokens)}
    telling = [w for w in tokens if w not in _VAGUE and not any(w in held for held in _KINDS.values()) and len(w) > 2]
    if found is not None:
        kinds = {"state" if found.type in ("state", "armed force", "coalition") else "armed"}
        return Parties(
            frozenset({found.id}), frozenset(telling), frozenset(kinds), found.type == "unknown-armed", label
        )
    if "state" in kinds:
        # "Military Forces of Nigeria" and "Government of Nigeria" are one party for a dataset of events.
        states = [p.id for p in map(known.find, telling) if p is not None and p.type == "state"]
        if states:
            return Parties(frozenset(states), frozenset(telling), frozenset({"state"}), False, label)
    telling = [word for word in telling if (p := known.find(word)) is None or p.type != "state"]
    generic = not telling or not {"unknown", "unidentified", "unnamed"}.isdisjoint(tokens)
    return Parties(
        frozenset() if generic else frozenset({" ".join(tokens)}),
        frozenset() if generic else frozenset(telling),
        frozenset(kinds if kinds or generic else {"armed"}),
        generic,
        label,
    )


def _inside(name: str) -> list[str]:
    return [each.strip("()[] ") for each in _BRACKETS.findall(name)]


def _parts(name: str) -> list[str]:
    """What stands before and after a colon or a comma: "PDP: People's Democratic Party"."""
    return [part.strip() for part in re.split(r"[:,]", name) if part.strip()] if re.search("[:,]", name) else []
