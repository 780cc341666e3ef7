"""The event that a text is about: which of its sentences tell it, and what they say of when, where and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import cast

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Chunk, Sentence, means_of, once
from uncounted.extract.discourse import Reading
from uncounted.extract.events import (
    ATTACK,
    EVENT_NOUNS,
    SentenceScope,
    Words,
    known_country,
    known_place,
    says_again,
    share,
)
from uncounted.extract.long_times import long_time
from uncounted.extract.main_doer import doer_of_event, of_another
from uncounted.extract.of_the_event import sums_first
from uncounted.extract.other_events import elsewhere, opens_event, set_apart
from uncounted.extract.persons import demonym
from uncounted.extract.proceedings import found_then
from uncounted.extract.remembered import remembered
from uncounted.extract.scopes import event_scope
from uncounted.extract.sieges import days_of_siege, lasted_days
from uncounted.extract.statements import is_statement_time
from uncounted.extract.tagger import verb
from uncounted.extract.times import TimePhrase, few_days
from uncounted.extract.vague_days import dates_fully, day_of_attack
from uncounted.reference.sought import Sought

_WEEKDAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to)day|overnight)\b", re.IGNORECASE)
_AFTERWARDS = frozenset({"detained", "displaced"})  # what police or flight did of those left, not the event
_LEAD = 3  # sentences of the body
_AFTER = re.compile(r"((?:an?|one|two|three|four|five|six|seven|\d+) (?:day|week)s?) after$", re.IGNORECASE)
_INCIDENT = Sought(
    r"\bincident\b|\b(?:attack|strike|airstrike|bombing|blast|explosion|shooting|raid|assault|massacre|shelling)\b"
    r"[^.;]{0,60}\b(?:happened|occurred|took place|was carried out|came)\b",
    "incident|happened|occurred|took place|carried out|came",
)
_OF_A_MONTH = re.compile(r"^(?:(?:earlier|late|early) )?(?:last|this|the previous) (?:month|year)$", re.IGNORECASE)
_NAMED_BY_DAY = re.compile(
    r"\bthe (?:[\w-]+ ){0,2}(?:shooting|massacre|attack|killings?|strike|airstrike|bombing|raid|assault|blast|explosion"
    r"|ambush|shelling|clash|clashes|incident|events|murders?)s? (?:of|on|that (?:took place|happened) on) (?:the )?$",
    re.IGNORECASE,
)
_BLAMED = Sought(r"\b(?:blam(?:e|ed|es|ing)|accus(?:e|ed|es|ing))\b", "blam|accus")


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
    vague: TimePhrase | None = None  # the month by which it was dated before its day was told

    def learn(self, scope: SentenceScope) -> None:
        """Take the parts that are not known yet."""
        if self.time is None and scope.time is not None and (scope.time.kind == "point" or few_days(scope.time)):
            self.time = scope.time
        if scope.places and (not self.places or (self.weak and not scope.weak)):
            self.places, self.place_span, self.weak = scope.places, scope.place_span, scope.weak
        if not (scope.places and self.places and not share(scope.places, self.places)):
            self.actor = self.actor or scope.actor
        if self.means is None and scope.means is not None:
            self.means, self.means_span = scope.means, scope.means_span


def main_event(sentences: Sequence[Sentence], by_sentence: dict[int, list[Reading]]) -> tuple[Setting, int]:
    """What the sentences about one event say of it, and the sentence where another begins.

    Its day stands in the title or the first sentences, or where a later sentence tells it again: one that counts
    nobody, or speaks of "the attack". A day of a later figure of its own ("two leaders died in a raid last Monday") is
    that figure's.
    """
    main = Setting("event")
    odd = sentences[-1].number + 1 if sentences else 0
    title: list[Words] = []
    lead = _lead(sentences)
    for sentence in sentences:
        if main.time is None and sentence.number == lead:
            _first_day(main, _until(sentences, lead))
        if elsewhere(sentence) or is_byline(sentence) or sentence.stretch.entry is not None:
            continue
        if main.time is not None and sentence.number < lead:
            _date_fully(main, next((c.time for _, c in _days(sentence) if dates_fully(main.time, c.time)), None))
        ago = _days_ago(sentence, by_sentence.get(sentence.number, [])) if sentence.number < lead else None
        main.time = main.time or ago
        for scope in _scopes(sentence, by_sentence.get(sentence.number, [])):
            if at_odds(main, scope):
                odd = min(odd, sentence.number)
                continue
            counts = bool(by_sentence.get(sentence.number)) or (main.time is not None and not _again(main, scope))
            late = sentence.number >= lead and counts and not event_heads(sentence, definite=True)
            if sentence.number >= lead and (scope.weak or set_apart(sentence) or _nation(main.places)):
                scope = replace(scope, places=[])
            if late:
                # What has a day of its own, told late, is another event: "In May 1993 four died at a market in Moscow".
                apart = scope.time is not None or opens_event(sentence)
                actor = None if scope.time is not None and of_another(main.time, sentence) else scope.actor
                scope = replace(scope, time=None, places=[], actor=actor) if apart else scope
            if dates_fully(main.time, scope.time):
                _date_fully(main, scope.time)
            elif lone_named_day(sentence, main):
                _date_fully(main, lone_named_day(sentence, main))
            main.learn(scope)
            if title and len(scope.places) == 1 and share(scope.places, title):
                main.places, main.place_span = scope.places, scope.place_span  # the body says more
            title = main.places if _is_title(sentence) else []
    _late_day(main, sentences, by_sentence, lead)
    sums = main.time is None and sums_first(by_sentence)
    main.actor = None if sums else doer_of_event(main.time, main.places, main.actor, sentences, odd, lead, by_sentence)
    if lasted_days(_until(sentences, lead + 1)):
        told = [(c.time, s) for s in _until(sentences, odd) for _, c in _days(s) if c.time is not None]
        main.time = days_of_siege(told) or main.time
    return main, odd


def _late_day(
    main: Setting, sentences: Sequence[Sentence], by_sentence: dict[int, list[Reading]], lead: int
) -> None:
    """The day of an event of which no sentence that tells it says one, and of one that a text looks back to."""
    if main.time is None:
        _first_day(main, _until(sentences, lead))
    if main.time is None:
        main.time = next((p for s in sentences for p in s.times if day_of_attack(s, p)), None)
    if main.time is None:
        _only_day(main, by_sentence)
    main.time = remembered(sentences, [r for own in by_sentence.values() for r in own], lead) or main.time


def _again(main: Setting, scope: SentenceScope) -> bool:
    """Whether a sentence says no other time than the event known so far."""
    if scope.time is None or main.time is None:
        return True
    return says_again(scope.time, main.time) or says_again(main.time, scope.time)


def _date_fully(main: Setting, time: TimePhrase | None) -> None:
    if time is not None and time is not main.time:
        main.vague, main.time = main.time, time


def lone_named_day(sentence: Sentence, main: Setting) -> TimePhrase | None:
    """The day that names the event known by its month alone: "last month ... the shooting of November 12"."""
    known = main.time
    if known is None or known.kind != "point" or not _OF_A_MONTH.match(known.text):
        return None
    for _, chunk in _days(sentence):
        before = sentence.text[sentence.stretch.start : chunk.time.start] if chunk.time is not None else ""
        if chunk.time is not None and _NAMED_BY_DAY.search(before) and re.search(r"\d", chunk.time.text):
            return chunk.time
    return None


def _days_ago(sentence: Sentence, own: Sequence[Reading]) -> TimePhrase | None:
    """``Two days after soldiers crossed the line, the governments disagree``: the event lies so far before the text."""
    phrase = sentence.times[0] if len(sentence.times) == 1 else None
    found = _AFTER.match(phrase.text) if phrase is not None else None
    if phrase is None or found is None or own or sentence.stretch.headline:
        return None
    opens = re.fullmatch(
        r"(?:[A-Z][\w .,()-]*\s(?:-|--|\u2013|\u2014)\s)?", sentence.text[sentence.stretch.start : phrase.start]
    )
    return replace(phrase, text=f"{found[1]} ago", kind="point") if opens else None


def _lead(sentences: Sequence[Sentence]) -> int:
    """The number of the sentence after those with which a text opens: headings, and three of the body."""
    body = [s.number for s in sentences if not s.stretch.headline]
    return body[_LEAD] if len(body) > _LEAD else sentences[-1].number + 1 if sentences else 0


def _until(sentences: Sequence[Sentence], number: int) -> list[Sentence]:
    return [s for s in sentences if s.number < number]


def _scopes(sentence: Sentence, own: Sequence[Reading]) -> list[SentenceScope]:
    """What a sentence says of the events that it tells; one source's blame is not the other sources' word."""
    scopes = [
        replace(r.scope, time=None) if r.time is not None and found_then(sentence, r.time) else r.scope for r in own
        if r.kind in {"incident", "increment"} and r.finding.part_of is None and r.finding.measure not in _AFTERWARDS
    ]  # fmt: skip
    if not own:
        scopes = [s for s in (told(sentence),) if s is not None]
    if _is_title(sentence):
        scopes = [replace(s, weak=s.weak or _by_nation(s.places) or _styled(sentence, s.places)) for s in scopes[:1]]
    scopes = [replace(s, weak=True) if _nation(s.places) else s for s in scopes]  # the body says where in it
    blamed = _BLAMED.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    return [replace(scope, actor=None) for scope in scopes] if blamed else scopes


def _nation(places: Sequence[Words]) -> bool:
    """Whether places are whole countries."""
    return bool(places) and all(known_country(words.text) for words in places)


def _by_nation(places: Sequence[Words]) -> bool:
    """``Norwegian island camp``: places named by whose they are alone."""
    named = [word for words in places for word in words.text.split() if word[:1].isupper()]
    return bool(named) and all(demonym(word.lower()) for word in named)


def _styled(sentence: Sentence, places: Sequence[Words]) -> bool:
    """Whether a title in Title Case names no place that is known: "Civilians Massacred in Separatist Area"."""
    plain = [t for t in sentence.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    titled = len(plain) > 3 and sum(t.cap for t in plain) > 0.8 * len(plain)
    return titled and not any(known_place(word.text) or known_place(word.text.rsplit(" ", 1)[0]) for word in places)


def _first_day(main: Setting, lead: Sequence[Sentence]) -> None:
    """The one day that the first sentences tell, whatever their verb: "Militiamen entered the camps on 16 May"."""
    days = [(chunk.time.text, s, at) for s in lead for at, chunk in _days(s) if chunk.time is not None]
    told = {text.lower() for text, _, _ in days}
    vague = {text for text in told if any(text.removeprefix("the ") in other for other in told - {text})}
    full = [each for each in days if each[0].lower() not in vague]
    if len({text for text, _, _ in full}) == 1:  # "the February raid", "on February 12" tell one day
        main.learn(event_scope(*full[0][1:]))


def _only_day(main: Setting, by_sentence: dict[int, list[Reading]]) -> None:
    """The one day of which the text counts dead, however late it tells it: a court's report opens with the verdict."""
    if sums_first(by_sentence):
        return
    readings = [r for own in by_sentence.values() for r in own]
    scopes = [r.scope for r in readings if r.kind in {"incident", "increment"}]
    days = {scope.time.text.lower(): scope for scope in reversed(scopes) if scope.time is not None and day(scope)}
    if len(days) == 1:
        main.learn(next(iter(days.values())))


@once
def lone_day(sentence: Sentence) -> SentenceScope | None:
    """What a sentence says that tells one day and no event by its name: "girls taken on the night of 14 April"."""
    days = _days(sentence)
    scope = event_scope(sentence, days[0][0]) if len(days) == 1 else None
    return scope if scope is not None and day(scope) else None


def _days(sentence: Sentence) -> list[tuple[int, Chunk]]:
    """The chunks of a sentence that say a day, but not of the saying, nor of another event."""
    if not sentence.times or elsewhere(sentence) or is_byline(sentence):
        return []
    return [
        (at, chunk) for at, chunk in enumerate(sentence.chunks)
        if chunk.time is not None
        and (few_days(chunk.time) or (chunk.time.kind == "point" and not long_time(chunk.time.text)))
        and not is_statement_time(sentence, at) and chunk.time.text.lower() != "tomorrow"
        and not found_then(sentence, chunk.time)
    ]  # fmt: skip


def _is_title(sentence: Sentence) -> bool:
    return sentence.stretch.headline and sentence.number == 0


def told(sentence: Sentence) -> SentenceScope | None:
    """The scope of the event that a sentence without a figure tells; null where it tells none."""
    if "told" not in sentence.facts:
        scope = _told(sentence)
        if scope is not None and not any(scope.time is phrase for phrase in (None, *sentence.times)):
            return scope  # its time is not a phrase of the sentence itself: one made anew each time
        sentence.facts["told"] = scope
    return cast(SentenceScope | None, sentence.facts["told"])


@lru_cache(maxsize=4096)
def _of_event(word: str) -> bool:
    """Whether a word can name an event, or be the verb that tells one."""
    form = verb(word)
    return word in EVENT_NOUNS or (form is not None and form.lemma in ATTACK)


def _told(sentence: Sentence) -> SentenceScope | None:
    for at, chunk in enumerate(sentence.chunks) if any(map(_of_event, sentence.lows)) else ():
        vg, np = chunk.vg, chunk.np
        attacks = (
            vg is not None
            and vg.verb.lemma in ATTACK
            and (vg.voice in {"active", "bare"} or (vg.voice == "passive" and vg.verb.lemma != "destroy"))
            and vg.modal is None
            and _attacks(sentence, vg.verb.lemma)
        )
        events = (
            np is not None
            and sentence.tokens[np.head].low in EVENT_NOUNS
            and (means_of(sentence, chunk.first, chunk.last) or (_is_title(sentence) and _upon(sentence, at)))
        )
        if attacks or events or (np is not None and np.determiner == "a" and _which_struck(sentence, at)):
            return event_scope(sentence, at)
    if sentence.times and _INCIDENT.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
        return event_scope(sentence, len(sentence.chunks) - 1)
    return None


def _which_struck(sentence: Sentence, at: int) -> bool:
    """Whether a phrase is of a weapon of which its clause tells: "jailed for a car bomb that tore through a market"."""
    chunk = sentence.chunks[at]
    clause = at + 1 < len(sentence.chunks) and sentence.chunks[at + 1].kind == "REL"
    return clause and means_of(sentence, chunk.first, chunk.last) is not None


def _upon(sentence: Sentence, at: int) -> bool:
    """Whether a title says where the event of chunk ``at`` was: "guilty over attack on Bogoro"."""
    return at + 2 < len(sentence.chunks) and sentence.chunks[at + 1].low in {"on", "in", "at"}


def _attacks(sentence: Sentence, lemma: str) -> bool:
    """Whether a verb that does much else tells an attack here: "opened fire", not "the trial opened"."""
    if lemma == "open":
        return "fire" in sentence.lows
    if lemma in {"launch", "conduct", "carry", "stage", "mount", "drop", "attempt"}:
        return not sentence.lows.isdisjoint(EVENT_NOUNS) or any(
            chunk.np is not None and means_of(sentence, chunk.first, chunk.last) for chunk in sentence.chunks
        )
    return True


def event_heads(sentence: Sentence, *, definite: bool = False) -> frozenset[str]:
    """The nouns of events in a sentence, in the singular; ``definite``: of those only that "the" points to."""
    found: set[str] = set()
    if sentence.lows.isdisjoint(EVENT_NOUNS):
        return frozenset()
    for k, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None or np.quantity is not None or sentence.tokens[np.head].low not in EVENT_NOUNS:
            continue
        dated = sentence.chunks[k - 1].time if k > 0 else None
        the = np.determiner == "the" or (dated is not None and dated.text.lower().startswith("the "))
        if the or not definite:
            found.add(sentence.tokens[np.head].low.removesuffix("s").removeprefix("air"))
    return frozenset(found)


def at_odds(setting: Setting, scope: SentenceScope) -> bool:
    """Whether a sentence tells of another time and another place than the event known so far."""
    time = (
        scope.time is not None
        and setting.time is not None
        and not says_again(scope.time, setting.time)
        and not says_again(setting.time, scope.time)
    )
    return time and bool(scope.places) and bool(setting.places) and not share(scope.places, setting.places)


def day(scope: SentenceScope | Setting) -> bool:
    """Whether the time of a scope is a day: two such that differ are two events."""
    time = scope.time
    if time is not None and few_days(time):
        return True
    named = time is not None and (any(ch.isdigit() for ch in time.text) or _WEEKDAY.search(time.text))
    return time is not None and time.kind == "point" and bool(named) and not long_time(time.text)
