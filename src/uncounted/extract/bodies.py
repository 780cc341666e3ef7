"""Bodies that speak: which are media, and for which body "the ministry" or "the group" stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed
from uncounted.reference.sources import Registry, Source

WIRES = frozenset(
    listed("""
        reuters ap afp upi xinhua tass itar-tass interfax bloomberg anadolu efe dpa ansa dw sana irna wafa ria apa
        pti ani ians mena petra yonhap kyodo ukrinform aap kuna
    """)
) | {"associated press", "agence france-presse", "ria novosti", "the associated press", "anadolu agency",
     "press trust of india",
     "united press international", "press association"}  # fmt: skip
OFFICIAL = frozenset(
    listed("""
        military army command ministry government forces force police pentagon navy kremlin administration coalition
        regime department defence defense authorities hamas taliban hezbollah nato centcom idf houthis militia air
        marines presidency
    """)
)
_MEDIA = frozenset(listed("television tv radio newspaper broadcaster channel daily newswire"))
_MASTHEADS = frozenset(
    listed("news times post courier journal tribune herald gazette telegraph press today broadcasting")
)
_BODIES = frozenset(
    listed("group organisation organization agency body charity watchdog monitor network institute centre center")
)
# Bodies that are spoken of by more than one noun: "the military" after US Central Command.
_KIN = {
    **dict.fromkeys(
        ("army", "military", "forces", "command"), frozenset(listed("army military forces force command pentagon idf"))
    ),
    **dict.fromkeys(
        ("government", "authorities", "regime", "administration"),
        frozenset(listed("government authorities regime administration kremlin presidency")),
    ),
}
_TYPES = {"army": "official military", "military": "official military", "government": "official government"}


def is_media(name: str) -> bool:
    """Whether a name is a news agency, an outlet or a broadcaster: one that relays what others say."""
    plain = name.lower().removeprefix("the ")
    if plain in WIRES or (plain.split() and plain.split()[-1] in WIRES and "agency" in plain):
        return True
    source = _source(name)
    if source is not None:
        return source.type == "news"
    words = plain.split()
    return bool(_MEDIA & set(words)) or (
        name[:1].isupper() and len(words) > 1 and (words[-1] in _MASTHEADS or words[-2:] == ["news", "agency"])
    )


def speaks_for_itself(publisher: str | None) -> bool:
    """Whether a publisher counts and tells in its own name: a body, not an outlet."""
    if publisher is None or is_media(publisher):
        return False
    return publisher.lower().split()[-1] not in _OUTLETS


_OUTLETS = frozenset(listed("wire review weekly chronicle dispatch globe magazine mail star record standard blog"))


def may_name(words: Collection[str]) -> bool:
    """Whether a name of the registry may stand in a sentence of these words: all of the name's are among them."""
    telling = {each for word in words for each in _telling(word)}
    if not telling:
        return False
    folded = set(words)
    for word in words:
        if not (word.isalpha() and word.isascii()):
            folded.update(fold(word).split())
    names = Registry.default().by_word
    return any(name <= folded for each in telling for name in names[each])


@lru_cache(maxsize=16_384)
def _telling(word: str) -> tuple[str, ...]:
    return tuple(part for part in fold(word).split() if part in Registry.default().by_word)


def in_registry(name: str) -> bool:
    """Whether the registry holds a source of exactly that name."""
    source = _source(name)
    return source is not None and fold(name) in {fold(known) for known in (source.name, *source.names)}


def one_source(one: str, other: str) -> bool:
    """Whether two names are one: equal, or of one entry of the registry."""
    if one == other:
        return True
    first, second = _source(one), _source(other)
    return first is not None and second is not None and first.id == second.id


def part_of(one: str, other: str) -> bool:
    """Whether the registry knows one source as a part of the other."""
    first, second = _source(one), _source(other)
    return first is not None and second is not None and first.parent == second.id


def is_official(name: str) -> bool:
    """Whether a name is that of a body of a state, or of a party with forces."""
    return bool(OFFICIAL & set(name.lower().replace("-", " ").split()))


def stands_for(
    words: Sequence[str], named: Sequence[str], mentioned: Sequence[str], publisher: str | None
) -> str | None:
    """The body that a phrase without a name stands for, or null.

    ``words`` in lower case without the article ("defence", "ministry"); ``named`` those who spoke and ``mentioned``
    those only spoken of, both in the order of the text. The last that fits, else the publisher where it fits.
    """
    head, telling = words[-1], set(words[:-1])
    if publisher is not None and head in all_words(publisher) and telling <= all_words(publisher):
        return publisher
    if head in _BODIES:
        exact = [name for name in (*mentioned, *named) if _fits(head, telling, name)]
        if exact:
            return exact[-1]
        if any(word.endswith(("'s", "\u2019s")) for word in words):
            return None  # "the city's institute": a body of its own
        publisher = publisher if speaks_for_itself(publisher) else None
        if publisher is not None and not is_official(publisher):
            return publisher  # in its own release
        bodies = [o for o in (*named, *mentioned, *([publisher] if publisher else [])) if not is_official(o)]
        spoken = [o for o in bodies if o in mentioned]
        return spoken[-1] if spoken else bodies[0] if bodies else None
    return next((name for name in (*reversed(named), *reversed(mentioned)) if _fits(head, telling, name)), None)


def _fits(head: str, telling: set[str], name: str) -> bool:
    own = all_words(name)
    if name.lower() == head:
        return False  # "the army" said before says no more than it does now
    if head in own:
        return telling <= own
    if telling:
        return False
    source = _source(name)
    kind = _TYPES.get(head)
    return bool(_KIN.get(head, frozenset()) & own) or (source is not None and kind is not None and source.type == kind)


@lru_cache(maxsize=4096)
def all_words(name: str) -> frozenset[str]:
    """The words of a name and of its other names in the registry."""
    source = _source(name)
    names = (name, source.name, *source.names) if source is not None else (name,)
    return frozenset(word for each in names for word in fold(each).replace("-", " ").split())


@lru_cache(maxsize=4096)
def _source(name: str) -> Source | None:
    return Registry.default().find(name)


def in_own_voice(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether words stand outside quotation: "we have recorded 47 deaths" is then said by those who publish."""
    start = sentence.text.rfind("\n", 0, sentence.tokens[chunk.first].start) + 1
    before = sentence.text[start : sentence.tokens[chunk.first].start]
    return before.count('"') % 2 == 0 and before.count("\u201c") <= before.count("\u201d")
