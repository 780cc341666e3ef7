"""Words without which a rule reads nothing: a sentence that has none of them need not be taken apart for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from uncounted.extract.quantities import may_count
from uncounted.extract.sayers import COUNTS, MOVING
from uncounted.extract.tagger import verb
from uncounted.extract.verb_groups import may_harm
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed

ALSO_REPORTING = frozenset(
    listed("""
        hold find show hear learn see voice accept establish consider submit plead recognise recognize inform charge
    """)
)
# Verbs that report where a figure of harm follows them: "put the toll at 60", "spoke of 39 dead", "counted 53 dead".
FIGURING = frozenset(
    listed("""
        put give count speak list record place set accuse blame own estimat identify arrive arriv certify recognise
        recognize establish exhume
    """)
)
# Verbs whose subject is a body that speaks, though they report no figure: "it" may stand for that body.
SPEAKING = frozenset({"release", "publish", "issue", "blame", "accuse", "condemn"})
# What a court or a commission is: "is satisfied that", "was convinced that".
HOLDING = frozenset({"satisfi", "satisfy", "convinc", "convince", "persuad"})
QUOTING = frozenset({"cite", "quote"})
_ALONE, _REPORTING_ALONE = COUNTS | {"according", "report", "claim"}, REPORTING | SPEAKING | QUOTING
# What is told without its noun: verbs behind whose subject a number may be a source's, alone or with "at".
TELLING = frozenset(
    listed("""give report list count record cite document tally register announce estimate name
    say claim admit verify confirm acknowledge concede""")
)
PUTTING = frozenset({"put", "place", "set"})
_TELLING = TELLING | PUTTING | {"speak"}
NAMES = frozenset({"names", "name"})
_LISTS = frozenset({"list", "lists", "records", "files"})


def may_report(words: frozenset[str]) -> bool:
    """Whether the words of a sentence, in lower case, can carry a frame of reporting."""
    needs = set(map(_needs, words))
    return (
        "" in needs
        or ("figure" in needs and (may_count(words) or may_harm(words)))
        or ("clause" in needs and ("that" in words or "," in words or may_count(words)))
        or ("list" in needs and not words.isdisjoint(_LISTS) and may_count(words))
        or ("thought" in needs and {"it", "that"} <= words)
    )


@lru_cache(maxsize=16_384)
def _needs(word: str) -> str | None:
    """What a word needs beside it to carry a frame of reporting: a figure, a clause, nothing, ...; null: it has none.

    "Put" or "place" reports a figure, "see" or "hold" a clause or, as "find", a figure.
    """
    form = verb(word)
    lemma = form.lemma if form is not None else None
    if word in _ALONE or lemma in _REPORTING_ALONE:
        return ""
    if word in {"had", "has", "have"}:
        return "list"  # "had 816 dead on its list"
    if lemma in {"think", "consider"}:  # "thought it likely that 325 people had been killed"
        return "thought"
    if lemma in FIGURING or lemma in MOVING:
        return "figure"
    return "clause" if lemma in ALSO_REPORTING or lemma in HOLDING else None


def may_put(words: Iterable[str]) -> bool:
    """Whether any of some words is a form of "put", which puts the dead at a number."""
    return any(map(_puts, words))


@lru_cache(maxsize=8192)
def _puts(word: str) -> bool:
    form = verb(word)
    return form is not None and form.lemma in PUTTING


def may_tell(words: Iterable[str]) -> bool:
    """Whether behind any of some words a number may be a source's: "gave", "spoke of", "the names of"."""
    return any(map(_tells, words))


@lru_cache(maxsize=8192)
def _tells(word: str) -> bool:
    form = verb(word)
    return word in NAMES or word == "estimate" or (form is not None and form.lemma in _TELLING)
