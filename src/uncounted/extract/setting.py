"""The event that a text is about: when, where and by whom, for the figures that do not say it themselves.

Two rules give parts: ``heading`` (the last line of its own without a figure, in lists and reports) and ``event`` (the
sentences that tell the main event). A figure that says a time or place of its own at odds with them takes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from uncounted.extract.bylines import is_byline
from uncounted.extract.chronology import Course as Entries
from uncounted.extract.chronology import date_in_entry, of_years
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.events import SentenceScope, says_again, share
from uncounted.extract.headings import dated_label, event_heading, is_field
from uncounted.extract.long_times import long_time
from uncounted.extract.main_event import Setting, day, event_heads, lone_day, told
from uncounted.extract.of_the_event import lasting
from uncounted.extract.other_events import elsewhere, is_date, opens_event
from uncounted.extract.paragraph_events import ParagraphEvents
from uncounted.extract.proceedings import found_then
from uncounted.extract.questions import IN_ALL, is_question
from uncounted.extract.reports import counted_by
from uncounted.extract.retold import answer
from uncounted.extract.rundowns import RULE as RUNDOWN
from uncounted.extract.scopes import event_scope
from uncounted.extract.times import TimePhrase

_ANY_EVENT = frozenset({"attack", "incident", "assault", "massacre"})
_OF_EVENTS = frozenset({"incident", "subset", "increment"})


@dataclass(frozen=True, slots=True)
class _Event:
    """An event that was told: the nouns it was called by, what was said of it, and the paragraph."""

    heads: frozenset[str]
    setting: Setting
    paragraph: int


@dataclass(slots=True)
class Course:
    """What was told so far, sentence by sentence: the events, the heading above, the event of the paragraph."""

    main: Setting
    odd: int  # the sentence where the text leaves its main event
    aside: int = -1  # the paragraph of what it tells instead: the next goes on with the main event
    heading: Setting | None = None
    dates: bool = False  # the heading is a date: it dates what stands under it
    local: tuple[Sentence, Setting] | None = None  # an event apart from the main one, and its sentence
    before: tuple[Sentence, SentenceScope] | None = None  # the event told last in the paragraph
    events: list[_Event] = field(default_factory=list)
    summing: bool = False  # the question above asks for a sum
    survey: ParagraphEvents | None = None  # of a report on many events
    told: dict[int, Reading] = field(default_factory=dict)  # the readings so far, by the identity of their findings
    sums: frozenset[int] = frozenset()  # the figures over a time, by ``id``
    entries: Entries = field(default_factory=Entries)  # of a chronology

    def fill(self, sentence: Sentence, own: Sequence[Reading]) -> None:
        """Fill the readings of a sentence from what was told before it, or of the main event."""
        if not own:
            self._head(sentence)
        self.entries.head(sentence)
        if sentence.stretch.entry is not None:
            self._enter(sentence, own)
            return
        if sentence.number == self.odd or (sentence.number > self.odd and own and self._apart(own)):
            self.aside = sentence.stretch.paragraph
        if is_question(sentence):
            self.summing = IN_ALL.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None
        if is_question(sentence) or (sentence.stretch.headline and sentence.number > 0 and not own):
            self.local = self.before = None  # what follows answers a question of its own
        if _OF_THE_DEAD.match(sentence.text, sentence.stretch.start) and self.opens(sentence):
            self.local = self.before = None  # a paragraph that tells who the dead were is of the main event again
        meant = _meant(sentence, self.events) if own else None
        local = self.survey.meet(sentence, own) if self.survey is not None else None
        several = self.summing and len({w.text for event in self.events for w in event.setting.places}) > 1
        for reading in own:
            self.told[id(reading.finding)] = reading
            if answer(reading, self.told.get(id(reading.finding.retells))):
                continue
            whole = self.told.get(id(reading.finding.part_of))
            if whole is not None and _as_whole(reading, whole):
                continue
            if several and reading.kind == "incident" and reading.scope.time is None and not reading.scope.places:
                reading.kind, reading.inherited["kind"] = "cumulative", "question"  # "How many died in all?"
            self._redate(sentence, reading)
            if self.heading is not None and sentence.stretch.headline:
                _inherit(reading, self.heading)
            elif id(reading.finding.part_of) in self.sums:
                pass  # a part of a sum is of no one event
            elif local is not None and reading.kind in _OF_EVENTS and (local.time is not None or local.places):
                _inherit(reading, local)
            elif reading.kind in _OF_EVENTS and not (reading.paraphrase or elsewhere(sentence)):
                if meant is not None and reading.kind == "incident":
                    _refer(reading, meant.setting)
                _inherit(reading, self._event(sentence, reading, meant))
            elif reading.inherited.get("kind") == "as-of":  # of the event told, but up to a day of its own
                _inherit(reading, replace(self._event(sentence, reading, meant), time=None, vague=None))
            elif reading.inherited.get("time") == "since-fighting":
                _by_the_campaigner(reading, self.main)
            lasting(reading)

    def _head(self, sentence: Sentence) -> None:
        """Remember what a heading says of what stands under it."""
        told_here = event_heading(sentence)
        if not (_is_heading(sentence) or told_here) or is_byline(sentence) or is_field(sentence):
            return
        heading = _heading(sentence, told_here) if sentence.number > 0 or told_here is not None else None
        closes = heading is None and sentence.text[sentence.stretch.start : sentence.stretch.end].isupper()
        self.dates = told_here is not None or is_date(sentence) or (heading is None and self.dates and not closes)
        self.heading = heading or (None if closes else self.heading)

    def _apart(self, own: Sequence[Reading]) -> bool:
        """Whether the figures of a sentence have a time of their own that is not the main event's."""
        return any(_counted_off(r) or _other_time(r, self.main) for r in own)

    def opens(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in another paragraph than the one that told an event last."""
        return self.before is None or self.before[0].stretch.paragraph != sentence.stretch.paragraph

    def _enter(self, sentence: Sentence, own: Sequence[Reading]) -> None:
        """Fill the readings of a chronology's entry from that entry alone."""
        setting = self.entries.setting(sentence)
        for reading in own:
            date_in_entry(reading, setting)
        for scope in [r.scope for r in own] or [told(sentence) or event_scope(sentence, 0)]:
            setting.learn(scope)
        for reading in own:
            _inherit(reading, setting)
            if of_years(reading, setting):
                reading.kind = "period"
            lasting(reading)

    def _redate(self, sentence: Sentence, reading: Reading) -> None:
        """A day told in the paragraph is nearer than a year told before it: "In 2019 ... On March 18 ... 70 died"."""
        if reading.inherited.get("time") != "period-before" or self.before is None or reading.kind != "period":
            return
        if self.before[0].stretch.paragraph == sentence.stretch.paragraph and day(self.before[1]):
            reading.time, reading.kind = None, "incident"
            del reading.inherited["time"]

    def _event(self, sentence: Sentence, reading: Reading, meant: _Event | None) -> Setting:
        """The event that a figure is of: its paragraph's, the one that "the strike" means, one apart, the main one."""
        beside = _beside(self.before, sentence, reading, self.main)
        here = beside if beside is not None and beside.time is not None else None
        if meant is not None and (here is None or meant.paragraph == sentence.stretch.paragraph):
            return self._on_the_day(meant.setting, sentence) if reading.time is None else meant.setting
        near = here or _near(self.local, sentence) or beside
        under = self.heading if self.dates else None
        if near is not None and (near.time is not None or under is None):
            return self._on_the_day(near, sentence)
        if under is not None:
            return under
        aside = sentence.number > self.odd and sentence.stretch.paragraph == self.aside
        return Setting("event") if aside else self.main

    def _on_the_day(self, near: Setting, sentence: Sentence) -> Setting:
        """An event of another place without a time is of the main one's day, while the text is about that one."""
        if near.time is None and sentence.number <= self.odd and self.main.time is not None and not elsewhere(sentence):
            near.time = self.main.time
        return near

    def note(self, sentence: Sentence, own: Sequence[Reading], goes_on: bool) -> None:
        """Remember what a sentence told; ``goes_on``: figures follow it in its paragraph."""
        scopes = [r.scope for r in own if r.kind in {"incident", "increment"}] or [
            s for s in (told(sentence),) if s is not None
        ]
        if not scopes:
            lone = lone_day(sentence) if goes_on and not _QUIET.search(_words(sentence)) else None
            time = lone.time if lone is not None and self.main.rule == "fields" else None
            if lone is not None and not (time is not None and dated_label(sentence, time)):
                self.before = (sentence, lone)
                event = Setting("event", time=lone.time, actor=lone.actor or self.main.actor)
                self.events.append(_Event(frozenset(), event, sentence.stretch.paragraph))
            return
        self.before = (sentence, self._gone_on(sentence, scopes[0]))
        event = Setting("event")
        event.learn(scopes[0])
        self.events.append(_Event(event_heads(sentence), event, sentence.stretch.paragraph))
        if sentence.number >= self.odd or elsewhere(sentence):
            self.local = (sentence, Setting("event"))
            self.local[1].learn(scopes[0])

    def _gone_on(self, sentence: Sentence, scope: SentenceScope) -> SentenceScope:
        """What a sentence without a day tells next in its paragraph is of the day, place and doer told before."""
        if (before := self.before) is None or scope.time is not None or self.opens(sentence):
            return scope
        if scope.places and before[1].places and not share(scope.places, before[1].places):
            return scope
        where = scope if scope.places else before[1]
        actor = scope.actor or before[1].actor
        return replace(scope, time=before[1].time, places=where.places, place_span=where.place_span, actor=actor)


_QUIET = re.compile(
    r"\b(?:half[- ]mast|flags?|mourn\w*|buried|burials?|funerals?|vigils?|schools|reopened|resumed|visited"
    r"|condemned|prayed"
    r"|arrested|apologi[sz]ed|tribute)\b",
    re.IGNORECASE,
)


def _words(sentence: Sentence) -> str:
    return sentence.text[sentence.stretch.start : sentence.stretch.end]


def _as_whole(reading: Reading, whole: Reading) -> bool:
    """Give a part the time of its whole; whether that settles it: parts of a sum are of no event told elsewhere."""
    sums = whole.kind in {"period", "cumulative"} and not day(reading.scope)
    listed = reading.finding.rule == RUNDOWN and whole.time is not None
    if not (sums or listed) or (reading.time is not None and reading.time is not whole.time):
        return False
    if reading.time is None and whole.time is not None:
        reading.time, reading.inherited["time"] = whole.time, "part-of"
    if listed and not reading.scope.places:
        reading.scope.places, reading.scope.place_span = whole.scope.places, whole.scope.place_span
    return True


def _meant(sentence: Sentence, events: Sequence[_Event]) -> _Event | None:
    """The event told before that "the strike" or "the August 9 attack" means: the last of its name, or the last."""
    names = event_heads(sentence, definite=True)
    if not names or not events:
        return None
    same = [event for event in events if event.heads & names]
    return same[-1] if same else events[-1] if names & _ANY_EVENT else None


def _refer(reading: Reading, meant: Setting) -> None:
    """Who did the event that the words point back to, and by what, where only its month or country was told before."""
    scope = reading.scope
    vague = meant.time is None or long_time(meant.time.text)
    if not vague or not (_other_time(reading, meant) or scope.places) or _counted_off(reading):
        return
    if scope.actor is None and meant.actor is not None and not _shared_out(reading):
        scope.actor, reading.inherited["actors"] = meant.actor, meant.rule
    if scope.means is None and meant.means is not None:
        scope.means, scope.means_span, reading.inherited["means"] = meant.means, meant.means_span, meant.rule


def _near(local: tuple[Sentence, Setting] | None, sentence: Sentence) -> Setting | None:
    """Where a text tells another event than the main one: that event, in two sentences after it of its paragraph."""
    here = local is not None and sentence.stretch.paragraph == local[0].stretch.paragraph
    return local[1] if local is not None and here and sentence.number - local[0].number <= 2 else None


def _beside(
    before: tuple[Sentence, SentenceScope] | None, sentence: Sentence, reading: Reading, main: Setting
) -> Setting | None:
    """The event of the sentence just before, where it was in another place than the main one and this says none."""
    if before is None or before[0].stretch.paragraph != sentence.stretch.paragraph:
        return None
    if reading.scope.places:
        return _day_before(before, sentence, reading, main)
    scope = before[1]
    within = scope.time is not None and main.time is not None and says_again(scope.time, main.time)
    if day(scope) and reading.time is None and scope.time is not main.time and not within:
        setting = Setting("event")
        setting.learn(scope)
        return setting
    if not scope.places or not main.places or share(scope.places, main.places) or scope.weak:
        return None
    setting = Setting("event")
    setting.learn(scope)
    return setting


def _day_before(
    before: tuple[Sentence, SentenceScope], sentence: Sentence, reading: Reading, main: Setting
) -> Setting | None:
    """``On Sunday police moved against Masaya. Ten people were killed there and in Diria``: the day, not the place."""
    near = sentence.number - before[0].number == 1 and not before[0].stretch.headline
    if not near or reading.time is not None or not day(before[1]) or elsewhere(sentence):
        return None
    setting = Setting("event", before[1].time, actor=before[1].actor or main.actor)
    setting.means, setting.means_span = main.means, main.means_span
    return setting


def _is_heading(sentence: Sentence) -> bool:
    return sentence.stretch.headline and sentence.number > 0


_OF_THE_DEAD = re.compile(r"(?:Also )?(?:Among|Of) (?:the|those) (?:dead|victims|killed|wounded|injured|who died)\b")


def _heading(sentence: Sentence, event: Setting | None) -> Setting | None:
    """What a heading says: its dates (whole periods too), place and actor; ``event``: what its parts say of one."""
    scope = event_scope(sentence, 0)
    setting = Setting("heading")
    counted = [p for p in sentence.times if counted_by(sentence, p)]  # "Losses 2-5 April, as of 10 April"
    times = [p for p in sentence.times if p.kind in {"range", "since", "point"} and p not in counted]
    setting.learn(scope if scope.time not in counted else replace(scope, time=None))
    own = len(setting.places) == 1 and not setting.weak and setting.places[0].text
    if event is not None and event.places and (not own or event.places[0].text in own):
        setting.places, setting.place_span, setting.weak = event.places, event.place_span, False
    if times:
        setting.time = times[-1]
    return setting if setting.time is not None or setting.places else None


def _inherit(reading: Reading, setting: Setting) -> None:
    scope = reading.scope
    if setting.vague is not None and reading.time is setting.vague:
        reading.time, reading.inherited["time"] = setting.time, setting.rule
    if setting.time is not None and setting.rule == "event" and _day_found(reading, setting.time):
        reading.time, reading.inherited["time"] = setting.time, setting.rule
    odd_time = _counted_off(reading) or _other_time(reading, setting)
    odd_place = bool(scope.places) and bool(setting.places) and not share(scope.places, setting.places)
    if odd_time or (odd_place and reading.time is not None):
        return
    apart = odd_place and opens_event(reading.finding.sentence)
    if reading.time is None and setting.time is not None and not apart:
        reading.time = setting.time
        reading.inherited["time"] = setting.rule
    if setting.places and (not scope.places or (scope.weak and not setting.weak) or _fuller(reading, setting)):
        scope.places, scope.place_span = setting.places, setting.place_span
        reading.inherited["places"] = setting.rule
    if scope.contested:
        reading.inherited["actors"] = "contested"
    elif scope.actor is None and setting.actor is not None and not odd_place and not _shared_out(reading):
        scope.actor = setting.actor
        reading.inherited["actors"] = setting.rule
    if scope.means is None and setting.means is not None and not odd_place:
        scope.means, scope.means_span = setting.means, setting.means_span
        reading.inherited["means"] = setting.rule


def _day_found(reading: Reading, day_: TimePhrase) -> bool:
    """``Searchers found seven bodies on Friday``, after an attack told of before: not the day of the harm."""
    time = reading.scope.time
    if time is None or "time" in reading.inherited or time is day_ or reading.scope.places or says_again(time, day_):
        return False
    return found_then(reading.finding.sentence, time)


def _by_the_campaigner(reading: Reading, main: Setting) -> None:
    """What died in a campaign that one party waged, as the text tells it, died by that party."""
    scope, named = reading.scope, main.actor is not None and any(map(str.isupper, main.actor.text))
    if scope.actor is None and named and not scope.contested and not _shared_out(reading):
        scope.actor, reading.inherited["actors"] = main.actor, main.rule


def _shared_out(reading: Reading) -> bool:
    """Whether the sentence shares a whole out among doers: nobody else did the rest."""
    return reading.inherited.get("actors") == "divided"


def _fuller(reading: Reading, setting: Setting) -> bool:
    """Whether the body says the place of a headline more fully: "Idlib market", "Ariha in Syria's Idlib province"."""
    own, fuller = reading.scope.places, setting.places
    return (
        reading.headline and reading.finding.sentence.number == 0 and len(own) == len(fuller) == 1
        and share(own, fuller) and len(fuller[0].text) > len(own[0].text)
    )  # fmt: skip


_COUNTED_OFF = re.compile(
    r", [^,]*\b(?:(?:week|month|year)s? (?:earlier|before|later|after)|days? (?:earlier|before))$"
)


def _counted_off(reading: Reading) -> bool:
    """Whether a figure is of a day counted from the event's: "three days after the bombing in which 13 died"."""
    told = reading.inherited.get("time.anchor") == "told-before"
    return told and reading.time is not None and _COUNTED_OFF.search(reading.time.text) is not None


def _other_time(reading: Reading, setting: Setting) -> bool:
    """Whether the reading has a date of its own that cannot be the event's: a year or month of long ago, or a sum."""
    time = reading.time
    if time is None or setting.time is None or "time" in reading.inherited:
        return False
    if says_again(time, setting.time) or says_again(setting.time, time):
        return False
    return time.kind in {"range", "since"} or long_time(time.text) or any(ch.isdigit() for ch in time.text)
