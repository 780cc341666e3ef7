"""One person said twice: a title before a name or behind it, "senator and candidate Ana Bell", "Ana Bell, a judge"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.people import KIN, titled_name
from uncounted.extract.persons import ATTACKERS


def persons_once(sentence: Sentence, members: Sequence[int]) -> list[int]:
    """The chunks of ``members``, joined victims, without those that are only a title of the one beside them."""
    kept: list[int] = []
    for k in members:
        np, before = sentence.chunks[k].np, sentence.chunks[kept[-1]].np if kept else None
        if np is not None and before is not None and _title(sentence, before) and titled_name(sentence, np):
            kept[-1] = k  # "senator and candidate Ana Bell"
        elif np is None or before is None or not (_title(sentence, np) and _names_one(sentence, before, len(kept))):
            kept.append(k)
    return kept


def _title(sentence: Sentence, np: NounPhrase) -> bool:
    """Whether a phrase is an office without an article: a noun for one person, which cannot stand so by itself."""
    head = sentence.tokens[np.head].low
    kind = np.kind
    if kind is None or kind.plural or kind.group or np.determiner or np.quantity or np.pronoun or np.others:
        return False
    return kind.sex is None and kind.age_group is None and head not in KIN | ATTACKERS | _PLAIN and not np.name


_PLAIN = frozenset(
    {"person", "victim", "passenger", "driver", "civilian", "bystander", "soldier", "student", "suspect"}
)


def _names_one(sentence: Sentence, np: NounPhrase, place: int) -> bool:
    """Whether a phrase names one person, by a name in capitals or, in ALL CAPS text, by two words and no article."""
    if np.determiner or np.quantity or np.pronoun or np.harm is not None:
        return False
    if titled_name(sentence, np) or np.name:
        return True
    return place == 1 and np.kind is None and np.last - np.first > 1 and sentence.tokens[np.head].text.isupper()
