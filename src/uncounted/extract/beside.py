"""Who counted what a sentence does not attribute itself: a label or bracket, its line's, the heading's, the text's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from uncounted.extract.attribution import Said
from uncounted.extract.bodies import is_media
from uncounted.extract.labels import Source, closed, dated_figure, heading_source, labelled
from uncounted.extract.parsing import parse
from uncounted.extract.sentences import Stretch
from uncounted.extract.speakers import Speaker, Speakers
from uncounted.extract.table_sources import plain_source
from uncounted.extract.times import TimePhrase

_SOURCE = re.compile(r"^\W*sources?\b[^:\n]{0,40}:\s*([A-Z][^\n.;(]+?)[\s.]*$", re.IGNORECASE | re.MULTILINE)
_ITEM_SOURCE = re.compile(r"[\w.;)\]]\s+[(\[]?sources?:\s*([^\n.;:()]{2,60}?)\s*(?:[.;)\]][^\n]*)?$", re.IGNORECASE)
_LIST_OF_SOURCES = re.compile(r"^\W*(?:sources?|references|reports|accounts)\b[^.:]{0,30}:?$", re.IGNORECASE)
_BLANKED = re.compile(r"\n{8}[ |]*\n{0,2}\Z")  # where a table stood
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})(?=[a-z]*\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Default:
    """A frame for figures without one, the rule that gave it, and the day on which its speaker spoke."""

    said: Said
    rule: str
    day: TimePhrase | None = None


@dataclass(slots=True)
class Beside:
    """Walks through the sentences of ``text``; ``default`` is who counted the figures of the one cut last.

    Rules, nearest first: ``label`` (before a colon, in a bracket, behind a dash), ``line`` (a label earlier in the same
    line), ``section-source`` (the heading above), ``source-line`` ("Source: Ministry of Health"). ``hear`` tells
    ``speakers`` of all who spoke before, whom a source's words may stand for.
    """

    text: str
    speakers: Speakers
    hear: Callable[[], None]
    default: Default | None = None
    _paragraph: int = -1
    _line: Default | None = None
    _section: Default | None = None
    _text: Default | None = field(default=None)

    def __post_init__(self) -> None:
        """Look for the line that names the source of all figures."""
        match = _SOURCE.search(self.text)
        if match is not None and not self._below_table(match.start(1)):
            speaker = self._organisation(*match.span(1))
            self._text = Default(_said(speaker), "source-line")
        self.default = self._text

    def _below_table(self, at: int) -> bool:
        """Whether a line stands right below a table, which is blank here: it names the source of that table alone."""
        return _BLANKED.search(self.text, 0, self.text.rfind("\n", 0, at) + 1) is not None

    def _named_in(self, stretch: Stretch) -> Default | None:
        """The source that a line names at its end: "8 March, Arbin: 7 killed. Source: local council"."""
        end = self.text.find("\n", stretch.start)
        found = _ITEM_SOURCE.search(self.text, stretch.start, end if end >= 0 else len(self.text))
        if found is None:
            return None
        return Default(_said(self._organisation(*found.span(1))), "source-line")

    def _organisation(self, start: int, end: int) -> Speaker:
        """The body that the words of a line of sources name."""
        start, end = plain_source(self.text, start, end)
        return Speaker(self.text[start:end].strip(), "organisation", None, "source-line", start, end)

    def cut(self, stretch: Stretch, number: int) -> Stretch:
        """The sentence without its label and without the source that it ends in."""
        if stretch.paragraph != self._paragraph:
            self._paragraph, self._line = stretch.paragraph, self._named_in(stretch)
        if stretch.headline and number > 0:
            self._open_section(stretch, number)
        shorter, source = labelled(self.text, stretch)
        if source is None:
            shorter, source = closed(self.text, stretch)
        elif (last := closed(self.text, shorter))[1] is not None:
            shorter = last[0]
        if source is not None:
            own = self._read(source, stretch, number, "label")
            if own is not None:
                self._line = Default(own.said, "line", own.day) if shorter.start > stretch.start else self._line
                self.default = own
                return shorter
        self.default = self._line or self._section or self._text
        day = dated_figure(self.text, stretch)
        if day is None or self.default is None:
            return stretch
        self.default = replace(self.default, rule="label", day=day[1])
        return replace(stretch, start=day[0])

    def _open_section(self, stretch: Stretch, number: int) -> None:
        """A heading gives its source to the lines under it; a heading in capitals without one ends the one above."""
        words = self.text[stretch.start : stretch.end]
        source = None if re.search(r"\b\d[\d,]* [a-z]", words) else heading_source(self.text, stretch)
        if source is not None:
            self._section = self._read(source, stretch, number, "section-source")
        elif words.isupper() or _LIST_OF_SOURCES.match(words):
            self._section = None

    def _read(self, source: Source, stretch: Stretch, number: int, rule: str) -> Default | None:
        speaker = self._speaker(source.start, source.end, stretch, number)
        if speaker is None:
            return None
        cited = self._speaker(*source.cited, stretch, number) if source.cited is not None else None
        said = _said(speaker)
        said.cited = cited
        said.hearer = source.hearer if source.hearer and is_media(source.hearer) else None
        return Default(said, rule, source.said)

    def _speaker(self, start: int, end: int, stretch: Stretch, number: int) -> Speaker | None:
        """The speaker that words of the text name, as in a sentence."""
        sentence = parse(self.text, Stretch(start, end, stretch.paragraph), number)
        at = next((k for k, chunk in enumerate(sentence.chunks) if chunk.np is not None), None)
        self.hear()
        found = self.speakers.read(sentence, at) if at is not None else None
        if found is not None and found.role == "speaker" and found.organisation is None:
            last = found.name.split()[-1]
            if last.islower() and last.endswith("s"):  # "Local accounts"
                found = replace(found, role="unnamed")
                self.speakers.persons.pop()
        if found is not None:
            return found
        words = self.text[start:end]
        role = "organisation" if words[:1].isupper() and " " not in words.strip() else "unnamed"
        return Speaker(words, role, None, None, start, end)


def _said(speaker: Speaker) -> Said:
    return Said(speaker, "according_to", 0, 0, "according")


def in_year_of(said: TimePhrase | None, time: TimePhrase | None) -> TimePhrase | None:
    """A day without a year, told by somebody on a day of a year: the last such day up to then."""
    if said is None or time is None or _YEAR.search(time.text):
        return time
    year, spoken, told = _YEAR.search(said.text), _MONTH.search(said.text), _MONTH.search(time.text)
    if year is None or told is None or time.kind == "range":
        return time
    later = spoken is not None and _MONTHS.index(told[0].lower()) > _MONTHS.index(spoken[0].lower())
    return replace(time, text=f"{time.text}, {int(year[0]) - later}")
