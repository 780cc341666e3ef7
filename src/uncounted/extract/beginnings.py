"""When the fighting or siege began that a text tells of, as its first sentences say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.bylines import is_byline
from uncounted.extract.chronology import label_day
from uncounted.extract.chunks import Sentence
from uncounted.extract.events import SentenceScope
from uncounted.extract.scopes import event_scope
from uncounted.extract.times import TimePhrase
from uncounted.reference.sought import Sought

CAMPAIGN = (
    r"\b(?:fighting|battles?|siege|clashes|offensive|operation|assault|war|conflict|campaign|hostilities|violence"
    r"|bombardment|blockade|unrest|uprising|protests|combat|insurgency|rebellion|crackdown|occupation)\b"
)
BEGAN = Sought(
    rf"(?:{CAMPAIGN}[^.;:]{{0,90}}?"
    r"\b(?:began|begun|started|commenced|erupted|broke out|flared|was launched|were launched)"
    r"(?: (?:in|at|around) [A-Z][\w'’-]+(?: (?:[a-z]{1,3}-)?[A-Z][\w'’-]+)?,?)?"
    rf"|\b(?:launched|began|started|opened) (?:an?|its|the|their) [^.;:]{{0,40}}{CAMPAIGN}[^.;:]{{0,40}}?)"
    r"\s+(?:late |early )?(?:on |in |during |overnight on )?(?:the )?$",
    "began|begun|started|commenced|erupted|broke|flared|launched|opened",
)
_SET_OFF = re.compile(
    rf"\s(?:set off|triggered|sparked|touched off|ignited|unleashed|started|led to|was followed by|were followed by)"
    rf"\b[^.;:]{{0,60}}?{CAMPAIGN}",
    re.IGNORECASE,
)
_LASTED = re.compile(
    rf"{CAMPAIGN}(?:[^.;:]|\.(?=\s?\d)){{0,60}}?(?:\b(?:lasted|ran|raged|went on|fought|continued)|,)"
    r"(?:\s+(?:from|between))?\s*$",
    re.IGNORECASE,
)
# "genocide committed in Butare between April and July 1994", "besieged Sarajevo from September 1992 to August 1994"
_COMMITTED = re.compile(
    r"\b(?:genocide|crimes|atrocities|massacres|killings|murders|abuses|violations)\b[^.;:]{0,90}"
    r"\b(?:committed|carried out|perpetrated)\b[^.;:]{0,60}$"
    r"|\b(?:besieged|shelled|occupied|bombarded|terrori[sz]ed|attacked)\s[^.;:]{3,60}$",
    re.IGNORECASE,
)
WHICH_BEGAN = re.compile(
    rf"{CAMPAIGN},?\s+(?:which|that)\s+(?:had\s+)?(?:began|begun|started|commenced|erupted|broke out)\s+"
    r"(?:on |in )?(?:the )?(?:late |early )?$",
    re.IGNORECASE,
)
# "On 23 May fighting broke out between ..."
_BROKE_OUT = re.compile(
    rf",?\s[^.;:]{{0,60}}?(?:{CAMPAIGN}\s[^.;:,]{{0,40}}?(?:began|started|commenced|erupted|broke out|flared"
    rf"|was launched|were launched)\b"
    rf"|\b(?:launched|began|started|opened) (?:an?|its|the|their) [^.;:]{{0,40}}{CAMPAIGN})",
    re.IGNORECASE,
)
# "the battle is over, ten months after militants seized the city"
_COUNTED_FROM = re.compile(r"\b(?:weeks|months|years?) after$", re.IGNORECASE)
_SINCE = re.compile(
    rf"^since\b.*?{CAMPAIGN}.*\b(?:began|begun|started|start|erupted|broke out|outbreak)\b", re.IGNORECASE
)
_FOUGHT = re.compile(CAMPAIGN, re.IGNORECASE)
_LEAD = 3  # sentences in which a text says what it is about, and the lines above them


def opened(sentences: Sequence[Sentence]) -> int:
    """How many sentences a text opens with: headings and bylines, and the first of the body."""
    body = [s.number for s in sentences if not (s.stretch.headline or is_byline(s))]
    return max(_LEAD, body[_LEAD - 1] + 1 if len(body) >= _LEAD else 0)


def begun_when(sentences: Sequence[Sentence]) -> tuple[TimePhrase | None, SentenceScope | None]:
    """When the fighting began that the text tells of, as its first sentences say, and what else they say of it."""
    for sentence in sentences[: opened(sentences) + 1]:
        for phrase in sentence.times:
            before = sentence.text[sentence.stretch.start : phrase.start]
            if phrase.kind == "since" and _SINCE.match(phrase.text):
                return phrase, _where(sentence, phrase)
            if phrase.kind == "range" and (_LASTED.search(before) or _COMMITTED.search(before)):
                return phrase, _where(sentence, phrase)
            if phrase.kind == "point" and (
                BEGAN.search(before)
                or _starts(sentence, phrase, before)
                or _SET_OFF.match(sentence.text, phrase.end, sentence.stretch.end)
                or (_COUNTED_FROM.search(phrase.text) and _FOUGHT.search(before))
            ):  # fmt: skip
                return phrase, _where(sentence, phrase)
    return _first_of_days(sentences), None


def _starts(sentence: Sentence, phrase: TimePhrase, before: str) -> bool:
    """Whether a sentence opens with the day on which the fighting broke out."""
    opens = re.fullmatch(r"\W*(?:(?:on|in|late|early|at dawn on)\s)*(?:the\s)?", before, re.IGNORECASE) is not None
    return opens and _BROKE_OUT.match(sentence.text, phrase.end, sentence.stretch.end) is not None


_LEAST = 3  # days by which a text tells a crisis
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)


def _first_of_days(sentences: Sequence[Sentence]) -> TimePhrase | None:
    """The first day of a crisis that is told day by day, under days of one month."""
    labels = {s.stretch.entry.day: day for s in sentences if s.stretch.entry and (day := label_day(s)) is not None}
    months = [found[0][:3].lower() if (found := _MONTH.search(day.text)) else None for day in labels.values()]
    days = all(day.kind == "point" and re.search(r"\b[0-3]?\d\b", day.text) for day in labels.values())
    return next(iter(labels.values())) if len(labels) >= _LEAST and days and len(set(months)) == 1 else None


def _where(sentence: Sentence, phrase: TimePhrase) -> SentenceScope:
    return event_scope(sentence, next((k for k, c in enumerate(sentence.chunks) if c.time == phrase), 0))
