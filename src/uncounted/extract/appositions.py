"""One person said twice: a title before a name or behind it, "senator and candidate Ana Bell", "Ana Bell, a judge"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.people import KIN, Counted, titled_name
from uncounted.extract.persons import ATTACKERS


def persons_once(sentence: Sentence, members: Sequence[int]) -> list[int]:
    """The chunks of ``members``, joined victims, less titles of the one beside them and nouns of harm."""
    kept: list[int] = []
    for k in members:
        np, before = sentence.chunks[k].np, sentence.chunks[kept[-1]].np if kept else None
        if np is not None and len(members) > 1 and sentence.tokens[np.head].low in _NO_PEOPLE:
            continue  # "228 deaths and 523 injured"
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
    return kind.sex is None and kind.age_group is None and head not in _NO_TITLES and not np.name


_NO_PEOPLE = frozenset({"deaths", "fatalities", "injuries"})
_PLAIN = frozenset(
    {"person", "victim", "passenger", "driver", "civilian", "bystander", "soldier", "student", "suspect"}
)
_NO_TITLES = KIN | ATTACKERS | _PLAIN


def _names_one(sentence: Sentence, np: NounPhrase, place: int) -> bool:
    """Whether a phrase names one person, by a name in capitals or, in ALL CAPS text, by two words and no article."""
    if np.determiner or np.quantity or np.pronoun or np.harm is not None:
        return False
    if titled_name(sentence, np) or np.name:
        return True
    return place == 1 and np.kind is None and np.last - np.first > 1 and sentence.tokens[np.head].text.isupper()


def summed_up(sentence: Sentence, counts: Sequence[tuple[int, Counted]]) -> bool:
    """``four reporters, three Danes and a Pole``: the first of joined counts is what the others come to.

    They only say again who it counts where no "and" joins it to them and none of them is of another trade or side.
    """
    if len(counts) < 3:
        return False
    (first, whole), rest = counts[0], counts[1:]
    parts = [one.count.point for _, one in rest]
    between = [c.kind for c in sentence.chunks[first + 1 : rest[0][0]]]
    of_them = between[:-1] in ([], ["P", "NP"], ["P", "NP", "P", "NP"])  # "six members of the Hale family, five ..."
    if whole.count.point is None or None in parts or between[-1:] not in (["COMMA"], ["DASH"]) or not of_them:
        return False
    kinds = [np.kind for k, _ in rest if (np := sentence.chunks[k].np) is not None]
    general = (np := sentence.chunks[first].np) is not None and np.kind is not None and np.kind.status is None
    alike = general or all(kind is None or kind.status is None for kind in kinds)
    return alike and sum(part or 0 for part in parts) == whole.count.point
