"""Whether two readings tell one figure."""

from __future__ import annotations

from uncounted.extract.discourse import Reading
from uncounted.extract.findings import Finding
from uncounted.extract.wholes import value_of


def same_words(one: Reading, other: Reading) -> bool:
    """Whether two readings say one figure: measure and count equal, source and scope not at odds."""
    a, b = one.finding, other.finding
    equal = (a.count.low, a.count.high, a.count.point) == (b.count.low, b.count.high, b.count.point)
    if a.measure != b.measure or not (equal or _told_again(one, other)):
        return False
    if b.part_of is not None or a.further or b.further or one.paraphrase or other.paraphrase:
        return False
    if a.part_of is not None and not _told_again(one, other):
        return False  # "12 died in hospital" of the dead; "the twelve who died in hospital" are these
    if a.count.high == 0 or a.sentence is b.sentence or _one_more(b):
        return False
    if one.root and other.root and one.root.lower() != other.root.lower() and not _relays(one, other):
        return False
    meant = _told_again(one, other) and "time" in other.inherited  # "the twelve": whose day its words do not say
    return _people_fit(one, other) and (meant or _times_fit(one, other)) and _places_fit(one, other)


def _one_more(finding: Finding) -> bool:
    """``another sailor``, ``a second victim``."""
    said = finding.sentence.words(finding.first, finding.last).split()
    return said[:1] == ["another"] or (said[:1] == ["a"] and said[1:2] in (["second"], ["third"], ["fourth"]))


def _told_again(one: Reading, other: Reading) -> bool:
    """``the 51 dead`` after "at least 51 people": the number told before, of people known by now."""
    finding = other.finding
    opening = finding.sentence.tokens[max(0, finding.first - 1) : finding.first + 1]
    definite = any(token.low == "the" for token in opening)
    return definite and other.finding.count.modifier == "exact" and value_of(one) == value_of(other) is not None


def _people_fit(one: Reading, other: Reading) -> bool:
    """Whether both may count the same people: nothing said of them is at odds; single persons need the same noun."""
    a, b = one.finding.population, other.finding.population
    pairs = ((a.status, b.status), (a.sex, b.sex), (a.age_group, b.age_group))
    if any(x is not None and y is not None and x != y for x, y in pairs):
        return False
    nouns = [(p.text or "").lower().split()[-1:] for p in (a, b)]
    return one.finding.count.point != 1 or nouns[0] == nouns[1]


def _relays(one: Reading, other: Reading) -> bool:
    words = (one.root or "").lower().split(), (other.root or "").lower().split()
    return bool(set(words[0]) & set(words[1]) - {"the", "of"})


def _times_fit(one: Reading, other: Reading) -> bool:
    if one.time is None or other.time is None:
        return True
    a, b = one.time.text.lower(), other.time.text.lower()
    return (
        a == b or a in b or b in a or (one.time.kind == other.time.kind == "since" and a.split()[-1] == b.split()[-1])
    )


def _places_fit(one: Reading, other: Reading) -> bool:
    if not one.scope.places or not other.scope.places:
        return True
    a = {word for place in one.scope.places for word in place.text.lower().replace(",", " ").split()}
    b = {word for place in other.scope.places for word in place.text.lower().replace(",", " ").split()}
    return bool(
        (a & b)
        - {"near", "the", "of", "in", "city", "province", "district", "eastern", "northern", "southern", "western"}
    )
