"""Copied text: sentences that carry figures in several documents in the same words, and so may have one origin.

Each sentence with a count becomes the set of its runs of words (shingles; Broder, "On the resemblance and containment
of documents", 1997), of which a few are kept by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003), so that two
sentences that share a long run always meet. Who meets is then compared in full. Time is close to linear in the words.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Echo, Passage
from uncounted.model.records import digest

# A shingle is this many words. Sentences that share SHARED shingles or more, and SHARE of those of the shorter one, are
# near-duplicates: at least 11 words in one run, or more in several; "12 people were killed on Monday" is nobody's own.
SHINGLE = 4
SHARED = 8
SHARE = 0.5
# Any run of SHINGLE + WINDOW - 1 equal words has a fingerprint in common.
WINDOW = 4
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")


@dataclass(frozen=True)
class _Told:
    """One sentence of one document with the claims in it."""

    claims: tuple[Claim, ...]
    quote: str
    shingles: frozenset[str]
    kept: frozenset[str]


@dataclass(frozen=True)
class _Events:
    """Which incident a claim is about, and which incidents might be one."""

    where: dict[str, str]
    may_be: dict[str, frozenset[str]]
    lump: dict[str, str]

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> _Events:
        found = tuple(incidents)
        where = {claim: incident.id for incident in found for claim in incident.claims}
        lump: dict[str, str] = {}
        may_be = {incident.id: frozenset(incident.may_be) for incident in found}
        for one in may_be:
            waiting = [] if one in lump else [one]
            while waiting:
                each = waiting.pop()
                if each not in lump:
                    lump[each] = one
                    waiting.extend(may_be.get(each, ()))
        return cls(where, may_be, lump)

    def room(self, claim: Claim) -> object:
        """Claims in different rooms cannot be of one event: the incidents that might be one, or the number said."""
        incident = self.where.get(claim.id)
        count = claim.count
        return (count.low, count.high, count.point) if incident is None else self.lump[incident]

    def can_be_one(self, one: Claim, other: Claim) -> bool:
        mine, theirs = self.where.get(one.id), self.where.get(other.id)
        if mine is None and theirs is None:
            return one.count == dataclasses.replace(other.count, text=one.count.text)
        return mine == theirs or theirs in self.may_be.get(mine or "", ())


def echoes(claims: Iterable[Claim], incidents: Iterable[Incident] = ()) -> tuple[Echo, ...]:
    """Groups of claims of different roots and documents whose sentences are near-duplicates, by id.

    Only claims that can be of one event are compared: of incidents that are or might be one, or, outside incidents, of
    one number. What stands in quotation marks is a speaker's own words and left aside. Two claims that both name a
    source behind them are not compared: the words may be that source's. ``sure`` is false: people also write alike.
    """
    told, events = _sentences(claims), _Events.of(incidents)
    leader = list(range(len(told)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in _candidates(told, events):
        if find(one) != find(other) and _near(told[one], told[other]) and _can_echo(told[one], told[other], events):
            leader[find(other)] = find(one)
    groups: dict[int, list[_Told]] = {}
    for number, each in enumerate(told):
        groups.setdefault(find(number), []).append(each)
    found = (_echo(group) for group in groups.values() if len(group) > 1)
    return tuple(sorted((echo for echo in found if echo is not None), key=lambda echo: echo.id))


def shingles(text: str) -> frozenset[str]:
    """The runs of SHINGLE words of a text, quotations left aside, in lower case."""
    words = [word.casefold() for word in _WORD.findall(_QUOTED.sub(" | ", text))]
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of shingles are near-duplicates, by SHARED and SHARE."""
    common = len(one & other)
    return common >= SHARED and common >= SHARE * min(len(one), len(other))


def _near(one: _Told, other: _Told) -> bool:
    return alike(one.shingles, other.shingles)


def _sentences(claims: Iterable[Claim]) -> list[_Told]:
    found: dict[tuple[str, int], list[Claim]] = {}
    quotes: dict[tuple[str, int], str] = {}
    for claim in sorted(claims, key=lambda each: each.id):
        sentence = claim.spans.get("sentence")
        if sentence is not None and claim.document is not None and claim.status != "rejected":
            key = (claim.document, sentence.start)
            found.setdefault(key, []).append(claim)
            quotes[key] = sentence.quote
    told = []
    for key in sorted(found):
        runs = shingles(quotes[key])
        if len(runs) >= SHARED:
            told.append(_Told(tuple(found[key]), quotes[key], runs, _winnow(quotes[key])))
    return told


def _winnow(text: str) -> frozenset[str]:
    """The least hash of every WINDOW shingles in a row."""
    words = [word.casefold() for word in _WORD.findall(_QUOTED.sub(" | ", text))]
    runs = [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    hashes = [hashlib.blake2b(run.encode(), digest_size=8).hexdigest() for run in runs]
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(max(1, len(hashes) - WINDOW + 1)))


def _candidates(told: Sequence[_Told], events: _Events) -> Iterable[tuple[int, int]]:
    """Pairs that share a fingerprint and may share an event: each sentence with the first and the last before it."""
    first: dict[tuple[str, object], int] = {}
    last: dict[tuple[str, object], int] = {}
    seen: set[tuple[int, int]] = set()
    for number, each in enumerate(told):
        rooms = list(dict.fromkeys(events.room(claim) for claim in each.claims))
        for key in ((mark, room) for mark in sorted(each.kept) for room in rooms):
            for other in (first.get(key), last.get(key)):
                if other is not None and other != number and (other, number) not in seen:
                    seen.add((other, number))
                    yield other, number
            first.setdefault(key, number)
            last[key] = number


def _can_echo(one: _Told, other: _Told, events: _Events) -> bool:
    """Whether the two may hide an origin: other documents, other roots, one event, not both with a named source."""
    return any(
        a.document != b.document
        and a.root != b.root
        and a.measure == b.measure
        and not (has_source(a) and has_source(b))
        and events.can_be_one(a, b)
        for a in one.claims
        for b in other.claims
    )


def has_source(claim: Claim) -> bool:
    """Whether the claim names somebody behind it who is not who publishes it."""
    if claim.root is None or claim.root.startswith("unnamed:"):
        return False
    return any(link.role not in {"publisher", "wire", "unnamed", "document"} for link in claim.attribution)


def _echo(group: Sequence[_Told]) -> Echo | None:
    claims = tuple(sorted(claim.id for each in group for claim in each.claims))
    roots = tuple(sorted({claim.root for each in group for claim in each.claims if claim.root}))
    documents = {claim.document for each in group for claim in each.claims}
    if len(documents) < 2:
        return None
    passages = tuple(Passage(each.claims[0].id, " ".join(each.quote.split())) for each in group)
    text = f"{len(documents)} documents carry these figures in nearly the same words; they may have one origin"
    return Echo("e" + digest("same words", claims)[:16], "same words", claims, roots, False, None, passages, text)
