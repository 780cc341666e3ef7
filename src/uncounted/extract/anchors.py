"""Days counted from the day told before: "the next day", "three days later", "the same day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uncounted.extract.anniversaries import anniversary_told
from uncounted.extract.bylines import is_byline
from uncounted.extract.chronology import label_day
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.long_times import long_time
from uncounted.extract.reports import report_period, told_period
from uncounted.extract.scopes import event_scope
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase
from uncounted.reference.sought import Sought

_COUNTED_ON = re.compile(
    r"^(?:the|that|the same|that same)\s+(?:next |following )?(?:day|night|morning|evening|afternoon)$"
    r"|^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    r"|\d+) (?:day|week|month|fortnight|year)s? later$",
    re.IGNORECASE,
)
# "the same period of 2017", "the same months last year": as long as the period told before.
_SAME_PERIOD = re.compile(
    r"^(?:the )?same (?:\w+ )?(?:period|time|months|quarters?|half)\b.*(?:\d|year|earlier)$", re.IGNORECASE
)
_SAME = re.compile(r"^(?:that|the same|that same)\s+(?:day|night|morning|evening|afternoon)$", re.IGNORECASE)
_OF_THAT_YEAR = re.compile(r",? (?:of |in |later )?(?:the same|that|that same) year$", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:day|week)s? (?:earlier|before)$", re.IGNORECASE)  # at the front of a sentence
_BEFORE = re.compile(r"before$", re.IGNORECASE)  # "Monday. The day before": not the day that Monday came after
_AFTER = re.compile(r"after$", re.IGNORECASE)
_BESIDE = re.compile(
    r"the (?:day|night|week|month|quarter|year) (?:before|after|earlier)$|the (?:week|month|year) (?:that"
    r"|which) followed$"
    r"|the (?:next|following|preceding) (?:week|month|quarter|year)$|(?:an?|one) (?:month|quarter"
    r"|year) (?:earlier|before)$",
    re.IGNORECASE,
)
_LONG_UNIT = re.compile(
    r"\b(?:month|quarter|year) (?:before|earlier|after)$|the (?:next|following|preceding) (?:month|quarter|year)$",
    re.IGNORECASE,
)
# "that day in 1991", "on the same date in 2018": the day told last, of another year
_IN_YEAR = re.compile(
    r"^(?:that|the same|that same) (?:very )?(?P<what>day|date|month) (?:in|of) (?P<year>(?:19|20)\d\d)$", re.IGNORECASE
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?P<after>[A-Z][a-z]+)|(?P<before>[A-Z][a-z]+)\.? \d{1,2}(?:st|nd|rd|th)?)\b"
)
_NAMED = re.compile(r"\d|day\b|\bago$|overnight", re.IGNORECASE)


def count_on(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Let phrases that count from a day or period told before carry its words too; ``time.anchor`` says so."""
    by_sentence: dict[int, list[Reading]] = {}
    for reading in readings:
        by_sentence.setdefault(reading.finding.sentence.number, []).append(reading)
    # what a sentence tells of a day holds for the figures of the next
    counting = [p for s in sentences if s.number in by_sentence or s.number + 1 in by_sentence for p in s.times]
    since = any(s.number in by_sentence and _SINCE_THEN.search(_words(s)) for s in sentences)
    if not since and not any(_counts_on(phrase) or _LATER_THAN.match(phrase.text) for phrase in counting):
        return
    covered = report_period(sentences) or told_period(sentences)
    told = _Told(covered, covered=covered)
    for sentence in sentences:
        counted = told.counted(sentence)
        for chunk in sentence.chunks if counted and sentence.number not in by_sentence else ():
            if chunk.time is not None and chunk.time.start in counted:
                chunk.time = counted[chunk.time.start]  # for the sentences that go on with it
        for reading in by_sentence.get(sentence.number, []):
            _count(reading, counted)
            _count_back(reading, told.last)
            _count_since(reading, told.before, told.any)
        told.before = told.any


def _last_year(words: str) -> str | None:
    found = re.findall(r"\b(?:1[89]|20)\d\d\b", words)
    return str(found[-1]) if found else None


def _counts_on(phrase: TimePhrase) -> bool:
    """Whether a phrase may count from one told before."""
    if _IN_YEAR.match(phrase.text):
        return True
    words = (_EARLIER.search, _BESIDE.match, _COUNTED_ON.match, _SAME_PERIOD.match, _OF_THAT_YEAR.search)
    return any(found(phrase.text) for found in words)


@dataclass(slots=True)
class _Told:
    """The day and the period that were told last, and the paragraph of the day."""

    period: TimePhrase | None
    covered: TimePhrase | None = None  # by the whole report
    day: TimePhrase | None = None
    paragraph: int = -1
    last: TimePhrase | None = None  # the day told last, however long before
    year: str | None = None
    any: tuple[TimePhrase, Sentence] | None = None  # the time told last, of whatever kind, and its sentence
    before: tuple[TimePhrase, Sentence] | None = None  # the same, up to the sentence before
    told_in: int = -1  # the paragraph of the period

    def near_period(self, sentence: Sentence) -> TimePhrase | None:
        """The period told last, in the same paragraph."""
        return self.period if self.told_in == sentence.stretch.paragraph else None

    def near_day(self, sentence: Sentence) -> TimePhrase | None:
        """The day told last, in the same paragraph, where no period covers the text."""
        return self.day if self.covered is None and self.paragraph == sentence.stretch.paragraph else None

    def in_year(self, found: re.Match[str]) -> str | None:
        """The day, or the month, told last, of the year that the words name."""
        told = _DAY_OF_MONTH.search(self.last.text) if self.last is not None else None
        if told is None:
            return None
        return f"{(told['after'] or told['before']) if found['what'].lower() == 'month' else told[0]} {found['year']}"

    def counted(self, sentence: Sentence) -> dict[int, TimePhrase]:
        """The phrases of a sentence that count from one before, by their start, with the words of that one."""
        if sentence.stretch.paragraph - self.paragraph > 1:
            self.day = None
        found: dict[int, TimePhrase] = {}
        label = label_day(sentence)
        if label is not None and sentence.stretch.paragraph != self.paragraph:
            self.day, self.paragraph = label, sentence.stretch.paragraph
        if not sentence.times:
            return found
        for at, chunk in enumerate(sentence.chunks):
            phrase = chunk.time
            if phrase is None:
                continue
            dates = phrase.kind in {"point", "range", "since"} and not is_byline(sentence)
            if dates and not is_statement_time(sentence, at):
                self.any = (phrase, sentence)
            of_year = _OF_THAT_YEAR.search(phrase.text)
            if of_year is not None and self.year is not None:
                found[phrase.start] = replace(phrase, text=f"{phrase.text[: of_year.start()]} {self.year}")
                continue
            if not is_byline(sentence):
                self.year = _last_year(phrase.text) or self.year
            in_year = _IN_YEAR.match(phrase.text)
            if in_year is not None:
                words = self.in_year(in_year)
                if words is not None:
                    found[phrase.start] = self.day = self.last = replace(phrase, text=words, kind="point")
                    self.paragraph = sentence.stretch.paragraph
                continue
            anchor = self.anchor(phrase, sentence)
            first = phrase.start == sentence.stretch.start
            opens = (first and _EARLIER.search(phrase.text)) or _BESIDE.match(phrase.text)
            if opens or _COUNTED_ON.match(phrase.text) or _SAME_PERIOD.match(phrase.text):
                if anchor is not None and not is_statement_time(sentence, at):
                    found[phrase.start] = self.joined(phrase, anchor, opens=bool(opens))
            elif phrase.kind == "range" or (phrase.kind == "point" and long_time(phrase.text)):
                self.period, self.told_in = phrase, sentence.stretch.paragraph
            elif phrase.kind == "point" and _NAMED.search(phrase.text) and not is_statement_time(sentence, at):
                self.day, self.paragraph = phrase, sentence.stretch.paragraph
                self.last = phrase
        return found

    def anchor(self, phrase: TimePhrase, sentence: Sentence) -> TimePhrase | None:
        """What a phrase counts from: months, quarters and years from a period, days from a day."""
        same = _SAME_PERIOD.match(phrase.text)
        years = phrase.text.lower().endswith(("year later", "years later"))
        anchor = (same and self.covered) or (self.period if years or same else self.day)
        if _LONG_UNIT.search(phrase.text):
            near = [p for p in (self.near_period(sentence), self.near_day(sentence)) if p is not None]
            anchor = max(near, key=lambda p: p.start, default=None) or self.covered or self.day or self.period
        return anchor or (self.last if _SAME.match(phrase.text) else None)

    def joined(self, phrase: TimePhrase, anchor: TimePhrase, *, opens: bool) -> TimePhrase:
        """A phrase with the words of what it counts from; "the same day" as an anniversary is that day itself."""
        if _SAME.match(phrase.text) and anniversary_told(anchor.text):
            return replace(phrase, text=anchor.text, kind="point")
        words = _AFTER.sub("later", _BEFORE.sub("earlier", phrase.text)) if opens else phrase.text
        found = replace(phrase, text=f"{anchor.text}, {words}", kind="point")
        self.day = found if anchor is self.day else self.day
        return found


_SINCE_THEN = Sought(r"\b(?:ever )?since(?: then)?(?=\s*(?:[.,;)\u2013]|$))|\bsince then\b", "since")


def _words(sentence: Sentence) -> str:
    return sentence.text[sentence.stretch.start : sentence.stretch.end]


def _count_since(
    reading: Reading, before: tuple[TimePhrase, Sentence] | None, told: tuple[TimePhrase, Sentence] | None
) -> None:
    """``Protests began in Oromia in May. ... have killed 500 since then``: from that time on, and in that place."""
    sentence = reading.finding.sentence
    found = _SINCE_THEN.search(_words(sentence))
    verb = next((c.vg for c in sentence.chunks[reading.finding.trigger :: -1] if c.vg is not None), None)
    at = sentence.stretch.start + (found.start() if found is not None else 0)
    anchor = told if told is not None and told[1] is sentence and told[0].end <= at else before
    if found is None or anchor is None or verb is None or not verb.perfect or reading.kind == "subset":
        return
    if reading.time is not None and reading.time is not anchor[0]:
        return
    start = sentence.stretch.start
    text = anchor[0].text if anchor[0].kind == "since" else f"since {anchor[0].text}"
    reading.time = TimePhrase(start + found.start(), start + found.end(), text, "since")
    reading.kind, reading.inherited["time.anchor"] = "cumulative", "told-before"
    scope = reading.scope
    scope.time = reading.time
    near = sentence.number - anchor[1].number <= 1 and sentence.stretch.paragraph == anchor[1].stretch.paragraph
    if not scope.places and near and anchor[1].chunks and not anchor[1].stretch.headline:
        place = event_scope(anchor[1], 0)
        scope.places, scope.place_span = (place.places, place.place_span) if not place.weak else ([], None)


_LATER_THAN = re.compile(r"^(?:an?|two|three|four|five|six|seven|\d+) (?:day|week)s? after$", re.IGNORECASE)


def _count_back(reading: Reading, day: TimePhrase | None) -> None:
    """``The strike was flown three days after the bombing in which 13 were killed``: these died so long before."""
    sentence, first = reading.finding.sentence, reading.finding.first
    phrase = next((p for p in sentence.times if _LATER_THAN.match(p.text)), None)
    if day is None or phrase is None or reading.time is not None or phrase.start == sentence.stretch.start:
        return
    if phrase.end < sentence.tokens[first].start and not any(p is not phrase for p in sentence.times):
        words = f"{day.text}, {phrase.text[:-5]}earlier"
        reading.time = reading.scope.time = replace(phrase, text=words, kind="point")
        reading.inherited["time.anchor"] = "told-before"


def _count(reading: Reading, counted: dict[int, TimePhrase]) -> None:
    phrase = reading.scope.time or reading.scope.anaphor
    if phrase is not None and phrase.start in counted and reading.inherited.get("time") in {None, "that-period"}:
        reading.time = reading.scope.time = counted[phrase.start]
        reading.inherited.pop("time", None)
        reading.inherited["time.anchor"] = "told-before"
        if _SAME_PERIOD.match(phrase.text) and reading.kind == "incident":
            reading.kind = "period"
        elif reading.kind not in {"period", "cumulative"} or not _SAME.match(phrase.text):
            return
        elif not long_time(reading.time.text):
            reading.kind = "incident"
