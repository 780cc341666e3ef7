"""The event that a text is about: when, where and by whom, for the figures that do not say it themselves.

Two rules give parts: ``heading`` (the last line of its own without a figure, in lists and reports) and ``event`` (the
sentences that tell the main event). A figure that says a time or place of its own at odds with them takes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from uncounted.extract.chunks import Sentence, means_of
from uncounted.extract.discourse import LONG_TIME, Reading
from uncounted.extract.events import ATTACK, EVENT_NOUNS, SentenceScope, Words
from uncounted.extract.periods import cover
from uncounted.extract.scopes import event_scope
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase

_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|separate(?:ly)?|another (?:attack|incident|strike|bombing|blast|raid|case)|in another"
    r"|previous(?:ly)?|earlier (?:attack|strike)"
    r"|a year ago|last year|similar (?:attack|incident|strike)|for comparison|recalled?|history|worst|deadliest"
    r"|decades?|in a different)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"worst|deadliest|history|decades?", re.IGNORECASE)
_INCIDENT = re.compile(
    r"\bincident\b|\b(?:attack|strike|airstrike|bombing|blast|explosion|shooting|raid|assault|massacre|shelling)\b"
    r"[^.;]{0,60}\b(?:happened|occurred|took place|was carried out|came)\b",
    re.IGNORECASE,
)


_BLAMED = re.compile(r"\b(?:blam(?:e|ed|es|ing)|accus(?:e|ed|es|ing))\b", re.IGNORECASE)
_ANY_EVENT = frozenset({"attack", "incident", "assault", "massacre"})


@dataclass(slots=True)
class Setting:
    """Parts known so far; ``rule`` names them in what inherits."""

    rule: str
    time: TimePhrase | None = None
    places: list[Words] = field(default_factory=list)
    place_span: tuple[int, int] | None = None
    actor: Words | None = None
    means: str | None = None
    means_span: tuple[int, int] | None = None
    weak: bool = False

    def learn(self, scope: SentenceScope) -> None:
        """Take the parts that are not known yet."""
        if self.time is None and scope.time is not None and scope.time.kind == "point":
            self.time = scope.time
        if scope.places and (not self.places or (self.weak and not scope.weak)):
            self.places, self.place_span, self.weak = scope.places, scope.place_span, scope.weak
        self.actor = self.actor or scope.actor
        if self.means is None and scope.means is not None:
            self.means, self.means_span = scope.means, scope.means_span


def settle(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Fill the missing parts of the readings from the headings above them and from the main event of the text."""
    cover(sentences, readings)
    by_sentence: dict[int, list[Reading]] = {}
    for reading in readings:
        by_sentence.setdefault(reading.finding.sentence.number, []).append(reading)
    main, odd = _main_event(sentences, by_sentence)
    heading: Setting | None = None
    local: tuple[int, Setting] | None = None
    before: tuple[Sentence, SentenceScope] | None = None
    events: list[tuple[frozenset[str], Setting]] = []
    for sentence in sentences:
        own = by_sentence.get(sentence.number, [])
        meant = _meant(sentence, events)
        if _is_heading(sentence) and not own:
            heading = _heading(sentence) or heading
        for reading in own:
            if heading is not None and sentence.stretch.headline:
                _inherit(reading, heading)
            elif (
                reading.kind in {"incident", "subset", "increment"}
                and not reading.paraphrase
                and not _elsewhere(sentence)
            ):
                if meant is not None and reading.kind == "incident":
                    _refer(reading, meant)
                near = meant or _near(local, sentence) or _beside(before, sentence, reading, main)
                _inherit(reading, near if near is not None else main if sentence.number <= odd else Setting("event"))
        told = [r.scope for r in own if r.kind in {"incident", "increment"}] or [
            s for s in (_told(sentence),) if s is not None
        ]
        for reading in own:
            if (
                reading.kind == "incident"
                and "time" in reading.inherited
                and reading.time is not None
                and reading.time.kind in {"range", "since"}
            ):
                reading.kind = "period" if reading.time.kind == "range" else "cumulative"
        before = (sentence, told[0]) if told else None
        if told:
            events.append((_event_heads(sentence), Setting("event")))
            events[-1][1].learn(told[0])
        if told and (sentence.number >= odd or _elsewhere(sentence)):
            local = (sentence.number, Setting("event"))
            local[1].learn(told[0])


def _meant(sentence: Sentence, events: Sequence[tuple[frozenset[str], Setting]]) -> Setting | None:
    """The event told before that "the strike" or "the August 9 attack" means: the last of its name, or the last."""
    names = _event_heads(sentence, definite=True)
    if not names or not events:
        return None
    same = [setting for heads, setting in events if heads & names]
    return same[-1] if same else events[-1][1] if names & _ANY_EVENT else None


def _event_heads(sentence: Sentence, *, definite: bool = False) -> frozenset[str]:
    """The nouns of events in a sentence, in the singular; ``definite``: of those only that "the" points to."""
    found = set()
    for k, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None or np.quantity is not None or sentence.tokens[np.head].low not in EVENT_NOUNS:
            continue
        dated = sentence.chunks[k - 1].time if k > 0 else None
        the = np.determiner == "the" or (dated is not None and dated.text.lower().startswith("the "))
        if the or not definite:
            found.add(sentence.tokens[np.head].low.removesuffix("s").removeprefix("air"))
    return frozenset(found)


def _refer(reading: Reading, meant: Setting) -> None:
    """Who did the event that the words point back to, and by what, where only its month or country was told before."""
    scope = reading.scope
    vague = meant.time is None or bool(LONG_TIME.search(meant.time.text))
    if not vague or not (_other_time(reading, meant) or scope.places):
        return
    if scope.actor is None and meant.actor is not None:
        scope.actor, reading.inherited["actors"] = meant.actor, meant.rule
    if scope.means is None and meant.means is not None:
        scope.means, scope.means_span, reading.inherited["means"] = meant.means, meant.means_span, meant.rule


def _near(local: tuple[int, Setting] | None, sentence: Sentence) -> Setting | None:
    """Where a text tells another event than the main one: that event, in the two sentences after it."""
    return local[1] if local is not None and sentence.number - local[0] <= 2 else None


def _beside(
    before: tuple[Sentence, SentenceScope] | None, sentence: Sentence, reading: Reading, main: Setting
) -> Setting | None:
    """The event of the sentence just before, where it was in another place than the main one and this says none."""
    if before is None or reading.scope.places or before[0].stretch.paragraph != sentence.stretch.paragraph:
        return None
    scope = before[1]
    if _day(scope) and reading.time is None and scope.time is not main.time:
        setting = Setting("event")
        setting.learn(scope)
        return setting
    if not scope.places or not main.places or _share(scope.places, main.places) or scope.weak:
        return None
    setting = Setting("event")
    setting.learn(scope)
    return setting


def _day(scope: SentenceScope | Setting) -> bool:
    """Whether the time of a scope is a day in figures: two such that differ are two events."""
    return scope.time is not None and scope.time.kind == "point" and any(ch.isdigit() for ch in scope.time.text)


def _main_event(sentences: Sequence[Sentence], by_sentence: dict[int, list[Reading]]) -> tuple[Setting, int]:
    """What the sentences about one event say of it, and the sentence where another begins."""
    main = Setting("event")
    odd = len(sentences)
    title: list[Words] = []
    for sentence in sentences:
        if _elsewhere(sentence):
            continue
        own = by_sentence.get(sentence.number, [])
        scopes = [r.scope for r in own if r.kind in {"incident", "increment"} and r.finding.part_of is None]
        if _is_title(sentence):
            scopes = scopes[:1]
        if not own:
            scopes = [s for s in (_told(sentence),) if s is not None]
        for scope in scopes:
            if _BLAMED.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
                scope = replace(scope, actor=None)  # one source's blame is not the other sources' word
            if _at_odds(main, scope):
                odd = min(odd, sentence.number)
            else:
                main.learn(scope)
                if title and len(scope.places) == 1 and _share(scope.places, title):
                    main.places, main.place_span = scope.places, scope.place_span  # the body says more
                title = main.places if _is_title(sentence) else []
    if main.time is None:
        _first_day(main, sentences[:3])
    return main, odd


def _first_day(main: Setting, lead: Sequence[Sentence]) -> None:
    """The one day that the first sentences tell, whatever their verb: "Militiamen entered the camps on 16 May"."""
    days = [
        (chunk.time.text, sentence, at)
        for sentence in lead
        for at, chunk in enumerate(sentence.chunks)
        if chunk.time is not None and chunk.time.kind == "point" and not LONG_TIME.search(chunk.time.text)
        and not _elsewhere(sentence) and not is_statement_time(sentence, at)
    ]  # fmt: skip
    if len({text for text, _, _ in days}) == 1:
        main.learn(event_scope(*days[0][1:]))


def _is_title(sentence: Sentence) -> bool:
    return sentence.stretch.headline and sentence.number == 0


def _elsewhere(sentence: Sentence) -> bool:
    found = _ELSEWHERE.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    first = found is not None and sentence.number < 2 and _SUPERLATIVE.fullmatch(found.group())
    return found is not None and not first  # "the deadliest attack in years" opens with the event itself


def _told(sentence: Sentence) -> SentenceScope | None:
    """The scope of the event that a sentence without a figure tells; null where it tells none."""
    for at, chunk in enumerate(sentence.chunks):
        vg, np = chunk.vg, chunk.np
        attacks = (
            vg is not None
            and vg.verb.lemma in ATTACK
            and vg.voice in {"active", "bare", "passive"}
            and vg.modal is None
        )
        events = (
            np is not None
            and sentence.tokens[np.head].low in EVENT_NOUNS
            and means_of(sentence, chunk.first, chunk.last)
        )
        if attacks or events:
            return event_scope(sentence, at)
    if _INCIDENT.search(sentence.text, sentence.stretch.start, sentence.stretch.end) and sentence.times:
        return event_scope(sentence, len(sentence.chunks) - 1)
    return None


def _is_heading(sentence: Sentence) -> bool:
    return sentence.stretch.headline and sentence.number > 0


def _heading(sentence: Sentence) -> Setting | None:
    """What a heading says: its dates (whole periods too), place and actor."""
    scope = event_scope(sentence, 0)
    setting = Setting("heading")
    times = [p for p in sentence.times if p.kind in {"range", "since", "point"}]
    setting.learn(scope)
    if times:
        setting.time = times[-1]
    return setting if setting.time is not None or setting.places else None


def _at_odds(setting: Setting, scope: SentenceScope) -> bool:
    """Whether a sentence tells of another time and another place than the event known so far."""
    time = (
        scope.time is not None
        and setting.time is not None
        and scope.time.text.lower() not in setting.time.text.lower()
        and setting.time.text.lower() not in scope.time.text.lower()
    )
    return time and bool(scope.places) and bool(setting.places) and not _share(scope.places, setting.places)


def _share(some: Sequence[Words], others: Sequence[Words]) -> bool:
    a = {w for words in some for w in words.text.lower().replace(",", " ").split()}
    b = {w for words in others for w in words.text.lower().replace(",", " ").split()}
    return bool((a & b) - {"near", "the", "of", "in", "city", "province", "district", "town"})


def _inherit(reading: Reading, setting: Setting) -> None:
    scope = reading.scope
    odd_time = _other_time(reading, setting)
    odd_place = bool(scope.places) and bool(setting.places) and not _share(scope.places, setting.places)
    if odd_time or (odd_place and reading.time is not None):
        return
    if reading.time is None and setting.time is not None and not odd_place:
        reading.time = setting.time
        reading.inherited["time"] = setting.rule
    if setting.places and (not scope.places or (scope.weak and not setting.weak) or _fuller(reading, setting)):
        scope.places, scope.place_span = setting.places, setting.place_span
        reading.inherited["places"] = setting.rule
    if scope.contested:
        reading.inherited["actors"] = "contested"
    elif scope.actor is None and setting.actor is not None and not odd_place:
        scope.actor = setting.actor
        reading.inherited["actors"] = setting.rule
    if scope.means is None and setting.means is not None and not odd_place:
        scope.means, scope.means_span = setting.means, setting.means_span
        reading.inherited["means"] = setting.rule


def _fuller(reading: Reading, setting: Setting) -> bool:
    """Whether the body says the place of a headline more fully: "Idlib market", "Ariha in Syria's Idlib province"."""
    own, told = reading.scope.places, setting.places
    return (
        reading.headline and reading.finding.sentence.number == 0 and len(own) == len(told) == 1
        and _share(own, told) and len(told[0].text) > len(own[0].text)
    )  # fmt: skip


def _other_time(reading: Reading, setting: Setting) -> bool:
    """Whether the reading has a date of its own that cannot be the event's: a year or month of long ago, or a sum."""
    time = reading.time
    if time is None or setting.time is None or "time" in reading.inherited:
        return False
    if time.text.lower() in setting.time.text.lower() or setting.time.text.lower() in time.text.lower():
        return False
    return time.kind in {"range", "since"} or bool(LONG_TIME.search(time.text)) or any(ch.isdigit() for ch in time.text)
