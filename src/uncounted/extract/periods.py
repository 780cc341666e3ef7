"""What a text's figures cover where it says so once: the month of a report, or the time since a siege began."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.beginnings import CAMPAIGN, WHICH_BEGAN, begun_when, opened
from uncounted.extract.chronology import label_day
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.events import SentenceScope, eventful, says_again
from uncounted.extract.headings import fielded, is_field
from uncounted.extract.long_times import long_time
from uncounted.extract.main_event import day, lone_day, told
from uncounted.extract.openings import covered_month, opens_with
from uncounted.extract.reports import (
    ITSELF,
    WHOLE,
    closes_period,
    is_report,
    report_period,
    section_period,
    told_period,
)
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase, few_days
from uncounted.reference.fold import words as listed

_WHOLE_CAMPAIGN = re.compile(
    rf"\bsince (?:the |its |this )?(?:(?:start|beginning|outset|launch|commencement|outbreak) of (?:the |this |our )?)?"
    rf"{CAMPAIGN[2:-2]}\b(?: (?:began|started|commenced|was launched))?"
    rf"|\b(?:during|throughout|over|in the course of) the (?:whole |entire "
    rf"|full )?{CAMPAIGN[2:-2]}\b(?: as a whole)?|\bsince (?:it|they) (?:began|started)\b"
    r"|\bcumulatively\b|\bin the course of the operation\b",
    re.IGNORECASE,
)
_FIRST_DAY = re.compile(r"\bon (?:the|its|their) (?:first|opening|very first) (?:day|night|morning)\b", re.IGNORECASE)
_LEAD = 3  # sentences in which a text says what it is about, and the lines above them
_SIEGES = frozenset(
    listed("siege war offensive operation operations campaign invasion clash clashes fighting battle battles conflict")
)


def cover(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Give figures without a time the report's period, its section's or paragraph's, or the time since a war began.

    Rules: ``report-period`` (title, opening), ``section-period`` (a heading), ``paragraph-period``, ``since-fighting``.
    A text whose first sentences tell one event of a day is about that event: there only paragraphs fill.
    """
    if not readings:
        return
    by_sentence, counting = _by_sentence(readings)
    begun, where = begun_when(sentences)
    titled = report_period(sentences) if fielded(sentences) is None else None
    one_day = titled is None and _one_day(sentences, readings, begun)
    titled = titled if one_day else titled or told_period(sentences)
    now, rule = titled, "report-period"
    _restate(sentences, readings, begun, titled)
    _whole_campaign(sentences, by_sentence, begun, where)
    paragraph: tuple[Sentence, TimePhrase] | None = None
    lead, closing = opened(sentences), _chronology(sentences)
    dated = -1  # the paragraph that tells an event of a day
    for sentence in sentences:
        own = by_sentence.get(id(sentence), [])
        section = section_period(sentence) if sentence.number > 0 and not is_field(sentence) else None
        if section is not None:
            now, rule, one_day = section, "section-period", False
        elif sentence.number > 0 and titled not in sentence.times and not own and closes_period(sentence, now):
            now = None
        elif not one_day and (month := covered_month(sentence, readings, 0 if titled else lead)) is not None:
            now, rule = month, "report-period"
        _of_another_period(own if titled is not None else (), now, sentence)
        held = _held(paragraph, sentence, now) if own else None
        for reading in own:
            if begun is not None and reading.time is begun and _relative(sentence, begun, reading):
                reading.beginning, reading.kind = True, "cumulative"
            elif not _open(reading) or (dated == sentence.stretch.paragraph and not _apart(reading, readings)):
                continue
            elif (lone := _lone(reading)) is not None:
                reading.time, reading.inherited["time"] = lone, "same-sentence"
            elif held is not None:
                _fill(reading, held, "period", "paragraph-period")
            elif now is not None and not one_day:
                _fill(reading, now, "cumulative" if now.kind == "since" else "period", rule)
            elif (of_all := _of_all(reading, None if one_day else begun, where, closing)) is not None:
                _fill_campaign(reading, *of_all)
        if sentence.number >= max(counting.values()):
            return  # what follows can fill no figure
        fills = sentence.number < counting.get(sentence.stretch.paragraph, 0) and not sentence.stretch.headline
        if fills and _tells_day(sentence, own, begun):
            dated = sentence.stretch.paragraph
        if (opening := opens_with(sentence)) is not None:
            paragraph = (sentence, opening)


def _of_another_period(own: Sequence[Reading], now: TimePhrase | None, sentence: Sentence) -> None:
    """Figures of a report that took the time of one told for comparison, paragraphs before, are of the report."""
    for reading in own if now is not None else ():
        time = reading.time
        if now is None or time is None or reading.inherited.get("time") != "period-before":
            continue
        same = time.text.lower() in now.text.lower() or says_again(now, time)
        if "\n" in sentence.text[time.end : sentence.stretch.start] and not same:
            reading.time = None
            del reading.inherited["time"]
            reading.kind = "incident" if reading.kind in {"period", "cumulative"} else reading.kind


def _of_all(
    reading: Reading,
    begun: TimePhrase | None,
    where: SentenceScope | None,
    closing: tuple[int, TimePhrase] | None,
) -> tuple[TimePhrase, SentenceScope | None] | None:
    """The whole time that a figure of no day sums up: of the chronology above it, or of the fighting."""
    sentence = reading.finding.sentence
    if closing is not None and sentence.stretch.entry is None and sentence.number > closing[0]:
        return closing[1], None
    if begun is not None and (sentence.stretch.entry is None or reading.finding.total):
        return begun, where
    return None


def _chronology(sentences: Sequence[Sentence]) -> tuple[int, TimePhrase] | None:
    """The last sentence of a chronology's entries, and the first day: what stands behind sums them up."""
    entries = [s for s in sentences if s.stretch.entry is not None]
    first = label_day(entries[0]) if entries else None
    return (entries[-1].number, first) if first is not None and first.kind == "point" else None


def _held(told: tuple[Sentence, TimePhrase] | None, sentence: Sentence, now: TimePhrase | None) -> TimePhrase | None:
    """The period that the paragraph told, where a sentence goes on with it and sums up no whole campaign.

    ``In December five died. The total since the operation began then stood at 1,190``.
    """
    if told is None or not _goes_on(told[0], sentence, now):
        return None
    return None if _WHOLE_CAMPAIGN.search(sentence.text, *_extent(sentence)) else told[1]


def since_beginning(sentences: Sequence[Sentence], counts: Sequence[Reading]) -> None:
    """Counts of a table that stood so on its days are of all since the fighting began, where the text says when."""
    open_ = [r for r in counts if r.kind == "cumulative" and r.time is None and r.scope.statement is not None]
    begun = begun_when(sentences)[0] if open_ else None
    if begun is not None:
        for reading in open_:
            _fill_campaign(reading, begun, None)


def _apart(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a figure is of no event that its paragraph told: it has a place, or is another's in one of sums."""
    if reading.scope.places:
        return True
    paragraph = reading.finding.sentence.stretch.paragraph
    first = next(r for r in readings if r.finding.sentence.stretch.paragraph == paragraph)
    return bool(reading.chain.frames) and first.kind in {"period", "cumulative"} and first.root != reading.root


def _whole_campaign(
    sentences: Sequence[Sentence],
    by_sentence: dict[int, list[Reading]],
    begun: TimePhrase | None,
    where: SentenceScope | None,
) -> None:
    """``Since the operation began, 126 died. Own casualties stand at 13``: of all of it, to the paragraph's end."""
    paragraph = -1
    for sentence in sentences if begun is not None else ():
        if _WHOLE_CAMPAIGN.search(sentence.text, *_extent(sentence)):
            paragraph = sentence.stretch.paragraph
        for reading in by_sentence.get(id(sentence), []) if sentence.stretch.paragraph == paragraph else ():
            if begun is not None and _open(reading):
                _fill_campaign(reading, begun, where)


def _restate(
    sentences: Sequence[Sentence], readings: Sequence[Reading], begun: TimePhrase | None, titled: TimePhrase | None
) -> None:
    """Times that say no day of their own: "to date", "the reporting period", or only up to when was counted."""
    standing = is_report(sentences)
    for reading in readings:
        _stood(reading, begun, standing=standing)
        _since_start(reading, begun, titled)
        if titled is not None and reading.time is not None and ITSELF.match(reading.time.text):
            reading.time, reading.inherited["time"] = titled, "report-period"


_STOOD = re.compile(r"\b(?:as of|as at|by|up to|until|to)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM_START = re.compile(
    r"\b(?:between|from) the (?:start|beginning|outbreak|onset) of [^.;,]{3,50} (?:and|to|until|up to) (?:the )?$",
    re.IGNORECASE,
)
_MANY = 10  # a source's figure without a place or means, no less, is of all that a report is about


def _sum_of_source(reading: Reading) -> bool:
    """``The ministry gave 260 dead on 21 July``, in a report: a source's figure of no event that the sentence tells."""
    finding, count = reading.finding, reading.finding.count
    value = next((x for x in (count.point, count.low, count.high) if x is not None), 0)
    bare = not reading.scope.places and reading.scope.means is None and finding.agent is None
    return bool(reading.chain.frames) and bare and value >= _MANY and not finding.others


_TO_DATE = frozenset({"to date", "so far"})


def _stood(reading: Reading, begun: TimePhrase | None, *, standing: bool) -> None:
    """A figure that stood so on a day ("as of 4 May"), or stands so to date, counts from the beginning up to then.

    Where nothing tells a beginning, only in a report that is brought up to date (``standing``).
    """
    time, said = reading.time, reading.scope.statement
    if time is not None and time.text.lower() in _TO_DATE and begun is not None and begun.kind == "since":
        reading.time, reading.inherited["time"] = begun, "since-fighting"
    text, start = reading.finding.sentence.text, reading.finding.sentence.stretch.start
    if time is not None and reading.kind == "incident" and _FROM_START.search(text[start : time.start]):
        reading.scope.statement, reading.scope.time, reading.time = time, None, None
        reading.kind, reading.inherited["kind"] = "cumulative", "as-of"  # "between the start of the crisis and 3 May"
        return
    if begun is not None and standing and reading.kind == "incident" and _sum_of_source(reading):
        dated = time is not None and time.kind == "point" and not long_time(time.text)
        if dated or (time is None and said is not None):  # "The ministry gave 260 dead on 21 July"
            reading.scope.statement, reading.scope.time, reading.time = said or time, None, None
            _fill_campaign(reading, begun, None)
            return
    if time is not None or said is None or reading.kind != "incident" or not (standing or begun is not None):
        return
    if not _STOOD.search(text[start : said.start]) or ";" in text[said.end : reading.finding.start]:
        return
    if begun is None:
        reading.kind, reading.inherited["kind"] = "cumulative", "as-of"


_SINCE_START = re.compile(
    r"\bsince the (?:start|beginning|outbreak|onset|escalation|resumption) of (?:the )?(?!year|month|week|\d)"
    r"|\bsince (?:the|its|their|that|this) (?:(?!first|last|previous)[\w'’-]+ ){0,3}?(?:coup|takeover|putsch"
    r"|invasion|offensive|war|uprising"
    r"|revolution|revolt|rebellion|elections?|vote|poll|ceasefire|truce|crisis|unrest|protests|demonstrations|conflict"
    r"|insurgency|operation|fighting|siege|clashes|violence|independence|withdrawal|overthrow|ouster|agreement"
    r"|state of emergency|crackdown|campaign|massacre)\b(?! (?:of|on|in) \d)",
    re.IGNORECASE,
)


def _since_start(reading: Reading, begun: TimePhrase | None, titled: TimePhrase | None) -> None:
    """``have been killed since the start of the crisis``: when that was the text says elsewhere, or not at all."""
    stretch = reading.finding.sentence.stretch
    if reading.kind not in {"incident", "period"} or reading.headline:
        return
    text, finding = reading.finding.sentence.text, reading.finding
    found = _SINCE_START.search(text, stretch.start, stretch.end)
    if found is None:
        return
    if reading.time is not None:
        own = "time" not in reading.inherited and not (
            reading.time.end <= found.start() and 0 <= finding.start - found.end() < 20
        )
        if own or finding.frame != "toll":
            return
        reading.time = reading.scope.time = None
    reading.kind = "cumulative"
    known = begun if begun is not None and begun.kind != "range" else titled
    if known is not None:
        reading.time, reading.inherited["time"] = known, "since-fighting" if known is begun else "report-period"
        reading.beginning = known is begun and known.kind == "point"


def _lone(reading: Reading) -> TimePhrase | None:
    """The only day of a sentence, told before a figure in another of its clauses: "Troops came on 3 May; six died"."""
    sentence = reading.finding.sentence
    days = [
        (at, c.time) for at, c in enumerate(sentence.chunks)
        if c.time is not None and c.time.kind in {"point", "range", "since"} and not is_statement_time(sentence, at)
    ]  # fmt: skip
    if len(days) != 1 or reading.scope.statement is not None:
        return None
    at, day_ = days[0]
    short = few_days(day_) or (day_.kind == "point" and not long_time(day_.text))
    told = any(c.low == ";" for c in sentence.chunks[at : reading.finding.trigger])
    return day_ if short and told and day_.end <= reading.finding.start else None


def _by_sentence(readings: Sequence[Reading]) -> tuple[dict[int, list[Reading]], dict[int, int]]:
    """The readings of each sentence, by its identity, and the last sentence that counts in each paragraph."""
    own: dict[int, list[Reading]] = {}
    last: dict[int, int] = {}
    for reading in readings:
        sentence = reading.finding.sentence
        own.setdefault(id(sentence), []).append(reading)
        last[sentence.stretch.paragraph] = max(sentence.number, last.get(sentence.stretch.paragraph, 0))
    return own, last


def _extent(sentence: Sentence) -> tuple[int, int]:
    return sentence.stretch.start, sentence.stretch.end


def _fill_campaign(reading: Reading, begun: TimePhrase, where: SentenceScope | None) -> None:
    sentence = reading.finding.sentence
    if begun.kind != "range" and _FIRST_DAY.search(sentence.text, *_extent(sentence)):
        reading.time, reading.inherited["time"] = begun, "since-fighting"  # "which planes bombed on the first day"
        return
    reading.beginning = begun.kind == "point"
    _fill(reading, begun, "period" if begun.kind == "range" else "cumulative", "since-fighting")
    if where is not None and where.places and not reading.scope.places:
        reading.scope.places, reading.scope.place_span = where.places, where.place_span
        reading.inherited["places"] = "since-fighting"


def _goes_on(opened: Sentence, sentence: Sentence, report: TimePhrase | None) -> bool:
    """Whether a sentence goes on with the period that one before opened: in a report, the very next alone."""
    if opened.stretch.paragraph != sentence.stretch.paragraph:
        return False
    return report is None or sentence.number - opened.number == 1


def _tells_day(sentence: Sentence, own: Sequence[Reading], begun: TimePhrase | None) -> bool:
    """Whether a sentence tells an event of a day: what follows in its paragraph is of that event."""
    scopes: list[SentenceScope | None] = [r.scope for r in own if r.kind in {"incident", "increment"}]
    scopes = scopes or [told(sentence), lone_day(sentence)]
    return any(scope is not None and scope.time != begun and day(scope) for scope in scopes)


def _relative(sentence: Sentence, phrase: TimePhrase, reading: Reading) -> bool:
    """``the siege, which began on 22 April, left 310 dead``: the date only opens what the figure covers."""
    return reading.kind in {"incident", "period"} and bool(
        WHICH_BEGAN.search(sentence.text[sentence.stretch.start : phrase.start])
    )


def _fill(reading: Reading, time: TimePhrase, kind: str, rule: str) -> None:
    reading.time, reading.inherited["time"] = time, rule
    if reading.kind != "subset":
        reading.kind = "period" if kind == "period" else "cumulative"


def _open(reading: Reading) -> bool:
    """Whether a figure says no time of its own and tells of no single event."""
    scope = reading.scope
    if reading.finding.sentence.stretch.entry is not None:
        return False  # its label says when
    if reading.time is not None or scope.anaphor is not None:
        return False
    several = reading.kind == "cumulative" and scope.n_incidents is not None and scope.n_incidents > 1
    if several and scope.statement is None:
        return True
    if reading.kind not in {"incident", "subset", "increment"}:
        return False
    if scope.means_span is None:
        return True
    first, last = scope.means_span
    text = reading.finding.sentence.text
    return text[first:last].split()[-1].lower() in _SIEGES or not re.search(
        r"\b(?:an?|one|the|that|this)\s+(?:[\w-]+\s+){0,3}$", text[max(0, first - 40) : last].rsplit(" ", 1)[0] + " "
    )


def _one_day(sentences: Sequence[Sentence], readings: Sequence[Reading], begun: TimePhrase | None) -> bool:
    """Whether the first sentences tell of one day that is neither a day of saying nor that of the beginning."""
    # Where the fighting comes first, the days told after it are days within it.
    lead = opened(sentences)
    last = next((s.number + 1 for s in sentences if begun is not None and begun in s.times), lead)
    if any(
        r.kind in {"incident", "increment"} and r.finding.sentence.number < min(last, lead)
        and r.scope.time is not None and r.scope.time != begun and not WHOLE.match(r.scope.time.text)
        for r in readings
    ):  # fmt: skip
        return True
    return any(
        chunk.time is not None and chunk.time.kind == "point" and chunk.time != begun
        and not long_time(chunk.time.text) and "ago" not in chunk.time.text
        and any(eventful(sentence, c) or c.harm for c in sentence.chunks)
        and not is_statement_time(sentence, at)
        for sentence in sentences[: min(last, lead)] if sentence.times
        for at, chunk in enumerate(sentence.chunks)
    )  # fmt: skip
