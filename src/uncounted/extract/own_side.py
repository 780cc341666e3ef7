"""Takes back blame that a text does not lay: those who were hurt did not do it, nor those of whom it says nobody knows.

Only doers that a figure took from elsewhere in its text are taken back (rule ``not-said``); whom its own sentence
names stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.events import Words
from uncounted.reference.actors import Actors
from uncounted.reference.sought import Sought

RULE = "not-said"
_IRREGULAR = re.compile(
    r"\b(?:gunm[ae]n|attackers?|assailants?|bombers?|raiders|bandits|kidnappers|terrorists?|shooters?|robbers?|man|men"
    r"|individuals|persons|group|rebels?|insurgents?|guerrillas?|militants?|jihadists?|mob)\b",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\b(?:rebels?|insurgents?|guerrillas?|militants?|jihadis?t?s?|terrorists?|gunm[ae]n|extremists?|separatists?)\b",
    re.IGNORECASE,
)
_UNKNOWN = Sought(
    r"\b(?:(?:un|not (?:immediately |yet |known |been )*)(?:clear|known|established|determined)\b[^.;]{0,20}\bwho\b"
    r"|(?:could|did|do|does|can) ?n[o']t (?:\w+ )?(?:establish|say|know|determine|identify)\b[^.;]{0,20}\bwho\b"
    r"|(?:unable|failed) to (?:establish|say|determine|identify) who\b|nobody knows who\b|no one knows who\b"
    r"|who (?:fired|was (?:behind|responsible)|did it|planted|carried)[^.;]{0,50}\b(?:un|not )(?:clear|known))",
    "who",
)
_SHORT = 3


def take_back(discourse: Discourse) -> None:
    """Clear the doers that the figures of a text cannot have: see the module."""
    taken = [r for r in discourse.readings if r.scope.actor is not None and "actors" in r.inherited]
    for reading in taken:
        words = reading.scope.actor
        if words is not None and (
            _of_them(reading, words) or _of_fighters(reading, words) or _afterwards(reading, words)
        ):
            _clear(reading)
    for sentence in discourse.sentences:
        if _UNKNOWN.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
            for reading in _told(discourse.readings, sentence):
                _clear(reading)


def _clear(reading: Reading) -> None:
    reading.scope.actor, reading.inherited["actors"] = None, RULE


def _told(readings: Sequence[Reading], sentence: Sentence) -> Iterable[Reading]:
    """The figures of which a sentence says that nobody knows who: its own, else those right before it."""
    own = [r for r in readings if r.finding.sentence is sentence]
    before = [
        r for r in readings
        if r.finding.sentence.number == sentence.number - 1
        and r.finding.sentence.stretch.paragraph == sentence.stretch.paragraph
    ]  # fmt: skip
    return [r for r in own or before if r.scope.actor is None or "actors" in r.inherited]


def _of_them(reading: Reading, doer: Words) -> bool:
    """Whether those counted are of the doer's kind: "six guerrillas were killed" in an attack by guerrillas."""
    finding = reading.finding
    victims = {
        _stem(token.low)
        for np in finding.victims
        for token in finding.sentence.tokens[np.first : np.last]
        if len(token.low) > _SHORT or token.low in {"man", "men"}
    }
    named = [_stem(word) for word in re.findall(r"[\w-]+", doer.text.lower())]
    return bool(named) and (named[-1] in victims or _one_party(doer, finding.population.text or ""))


def _of_fighters(reading: Reading, doer: Words) -> bool:
    """``160 militants were killed in air strikes`` after an ambush by jihadists: fighters' dead are others' doing."""
    fighters = reading.finding.population.status == "combatant"
    party = Actors.default().find(doer.text)
    group = party is not None and party.type == "non-state armed group"
    told = group or _FIGHTERS.search(doer.text) is not None
    return fighters and reading.inherited["actors"] == "event" and told


def _one_party(doer: Words, people: str) -> bool:
    party = Actors.default().find(doer.text)
    group = party is not None and party.type != "state"
    return group and party is not None and any(name.lower() in people.lower() for name in party.names)


def _stem(word: str) -> str:
    """``policemen`` as ``police``, ``guerrillas`` as ``guerrilla``."""
    plain = re.sub(r"(?:wo)?m[ae]n$", "", word) if word not in {"man", "men"} else "man"
    return plain.removesuffix("s") if plain else word


def _afterwards(reading: Reading, doer: Words) -> bool:
    """Whether somebody was arrested after a deed by those who are no police: they arrested nobody."""
    return reading.finding.measure == "detained" and _IRREGULAR.search(doer.text) is not None


def hurt(words: Words, readings: Sequence[Reading]) -> bool:
    """Whether words are of somebody whom a figure counts: "Man shot on the west side" tells no shooter."""
    one = " " not in words.text and Actors.default().find(words.text) is None
    return any(
        f.sentence.tokens[np.first].start <= words.start < f.sentence.tokens[np.last - 1].end
        or (one and f.sentence.tokens[np.last - 1].text == words.text)
        for f in (r.finding for r in readings) for np in f.victims if np.last > np.first
    )  # fmt: skip
