"""Fills what figures do not say, from the headings above them and from the event that their text tells."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.anchors import count_on
from uncounted.extract.around import label_places, place_around, place_heading, place_there, same_place, topic_place
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.events import Words, share
from uncounted.extract.headings import dated_label, fielded
from uncounted.extract.main_event import Setting, main_event
from uncounted.extract.of_the_event import on_the_eve, tolls_of_the_event
from uncounted.extract.ordinal_days import ordinal_days
from uncounted.extract.paragraph_days import days_of_paragraphs
from uncounted.extract.paragraph_events import ParagraphEvents
from uncounted.extract.periods import cover
from uncounted.extract.reports import is_report, report_period
from uncounted.extract.setting import Course
from uncounted.extract.titled_paragraphs import places_of_paragraphs


def settle(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Fill the missing parts of the readings from the headings above them and from the main event of the text."""
    ordinal_days(sentences, readings)
    count_on(sentences, readings)
    days_of_paragraphs(sentences, readings)
    label_places(sentences, readings)
    places_of_paragraphs(sentences, readings)
    cover(sentences, readings)
    tolls_of_the_event(readings)
    by_sentence: dict[int, list[Reading]] = {}
    for reading in readings:
        by_sentence.setdefault(reading.finding.sentence.number, []).append(reading)
    survey = is_report(sentences) or report_period(sentences) is not None
    if survey:
        course = Course(Setting("event"), len(sentences), survey=ParagraphEvents())
    else:
        course = Course(*main_event(sentences, by_sentence))
    course.sums = frozenset(id(r.finding) for r in readings if r.kind in {"period", "cumulative"})
    on_the_eve(readings, course.main.time)
    fields = fielded(sentences)
    if fields is not None:
        _by_fields(course, fields, readings)
    last = max(by_sentence, default=-1)
    counting = {s.stretch.paragraph: s.number for s in sentences if s.number in by_sentence}  # the last one that counts
    above: Words | None = None
    summing = any(reading.kind in {"period", "cumulative"} for reading in readings[:2])
    for sentence in sentences:
        own = by_sentence.get(sentence.number, [])
        for reading in own:
            same_place(sentences, reading, by_sentence)
            place_there(sentences, reading)
            topic_place(sentences, reading, by_sentence)
        course.fill(sentence, own)
        if sentence.stretch.headline and sentence.number > 0:
            above = place_heading(sentence)
        for reading in own:
            if not reading.scope.places and not sentence.stretch.headline:
                place_around(sentences, reading, by_sentence, above, summing=summing)
        if sentence.number >= last:
            return  # what follows can fill no figure
        course.note(sentence, own, sentence.number < counting.get(sentence.stretch.paragraph, -1))


def _by_fields(course: Course, fields: Setting, readings: Sequence[Reading]) -> None:
    """The event of a note is the one of its fields; days that open its lines are those on which sources spoke."""
    main = course.main
    for part in ("actor", "means", "means_span"):
        setattr(fields, part, getattr(fields, part) or getattr(main, part))
    if not fields.places or (share(fields.places, main.places) and not main.weak):
        fields.places, fields.place_span, fields.weak = main.places, main.place_span, main.weak
    course.main = fields
    for reading in readings if fields.time is not None else ():
        time = reading.time
        if time is not None and dated_label(reading.finding.sentence, time):
            reading.scope.statement, reading.scope.time, reading.time = time, None, None
            reading.kind = "incident" if reading.kind in {"period", "cumulative"} else reading.kind
