"""Findings in the order of the text: what each sentence says, and what it takes from the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from uncounted.extract.attribution import ADMITTING, Chain, Said, chain_of, frames_of
from uncounted.extract.beside import Beside, Default, in_year_of
from uncounted.extract.breakdowns import add_up, break_down, is_average, of_those_before, told_to_be
from uncounted.extract.carried import gapped, of_them, others_here, others_than_before
from uncounted.extract.causers import find_causers, share_among_doers
from uncounted.extract.chunks import Sentence
from uncounted.extract.counters import who_has
from uncounted.extract.counts import bare_counts
from uncounted.extract.events import SentenceScope, one_event
from uncounted.extract.examples import still_running
from uncounted.extract.fates import fates
from uncounted.extract.findings import Finding
from uncounted.extract.frames import verb_findings
from uncounted.extract.harm import worth_reading
from uncounted.extract.hearing import Hearing
from uncounted.extract.joint_nouns import uncounted_others
from uncounted.extract.leftover import in_few_words
from uncounted.extract.listed_behind import listed_behind, nest, to_nearest
from uncounted.extract.lists import goes_on_with, label_findings, list_findings
from uncounted.extract.long_times import long_time
from uncounted.extract.nominals import noun_findings
from uncounted.extract.parsing import parse
from uncounted.extract.parts import part_findings
from uncounted.extract.period_words import COMPARED, DAY, IN_WAR, PAST_TIME, THE_EVENT, THE_PERIOD
from uncounted.extract.proceedings import of_aside
from uncounted.extract.retold import answer_at_once, said_when
from uncounted.extract.scopes import scope_of
from uncounted.extract.sections import Section, headed_apart
from uncounted.extract.sentences import Stretch, sentences
from uncounted.extract.single import from_beginning, of_few_days, of_many_events, of_one_event, running_total
from uncounted.extract.speakers import Speaker, Speakers
from uncounted.extract.statements import is_statement_time
from uncounted.extract.telegraphic import LONGEST
from uncounted.extract.times import TimePhrase
from uncounted.extract.treated import left_out
from uncounted.model.claim import Kind, Stance


@dataclass(slots=True, eq=False)
class Reading:
    """A finding with its scope, its chain and its kind. ``root`` is who counted, in the words of the text.

    ``beginning``: its date is that on which what it covers began. ``inherited`` maps parts to the rule that
    took them from elsewhere; ``example``: in a run of examples.
    """

    finding: Finding
    scope: SentenceScope
    chain: Chain
    kind: Kind = "incident"
    root: str | None = None
    example: bool = False
    paraphrase: bool = False
    headline: bool = False
    beginning: bool = False
    time: TimePhrase | None = None
    inherited: dict[str, str] = field(default_factory=dict)

    @property
    def stance(self) -> Stance:
        """The stance of the innermost speaker."""
        return cast(Stance, self.chain.stance)


@dataclass(slots=True)
class Discourse:
    """All that was read: the parsed sentences, the readings in order, and who spoke."""

    sentences: list[Sentence]
    readings: list[Reading]
    hearing: Hearing


def read(text: str, publisher: str | None) -> Discourse:
    """Read a text sentence by sentence; a text without a word of harm is not parsed."""
    speakers = Speakers(publisher=publisher)
    hearing = Hearing(speakers)
    state = Discourse([], [], hearing)
    if not worth_reading(text):
        return state
    running, beside, section = False, Beside(text, speakers, hearing.hear), Section()
    for number, stretch in enumerate(sentences(text)):
        sentence = parse(text, beside.cut(stretch, number), number)
        state.sentences.append(sentence)
        before = [r.finding for r in state.readings]
        found = section.findings(sentence, stretch, findings(text, stretch, sentence))
        found += bare_counts(sentence, found, before)
        found += in_few_words(sentence, found, before)
        found.sort(key=lambda f: (f.first, f.trigger))
        share_among_doers(sentence, found)
        if found:
            hearing.hear()
            frames = frames_of(sentence, speakers)
            who_has(sentence, found, frames, speakers)
            hearing.remember(sentence, frames)
        else:
            hearing.waiting.append(sentence)
        gapped(found)
        fates(sentence, found, before)
        announced = running and not any(r.finding.sentence.number == number - 1 for r in state.readings)
        running = still_running(sentence, found, running) or (announced and bool(found))
        of_them(found, before)
        of_those_before(found, before)
        to_nearest(found)
        others_than_before(found, before)
        found = [f for f in found if not uncounted_others(f, before[-1:])]
        frames = hearing.frames_in(number) if found else []
        for finding in found:
            state.readings.append(_reading(finding, found, frames, state.sentences, running, beside.default))
            answer_at_once(state.readings)
        if found:
            _same_period(state.readings, sentence, state.sentences)
    _left_out(state, beside.default, len(text) <= LONGEST)
    return state


def _last_period(sentence: Sentence, told: Sequence[Sentence]) -> TimePhrase | None:
    """The period told last before a sentence, by those of ``told`` that stand before it."""
    before = (periods for s in reversed(told) if s.number < sentence.number and (periods := _periods(s)))
    return next((periods[-1] for periods in before), None)


def _periods(sentence: Sentence) -> list[TimePhrase]:
    """The spans, months and years that a sentence tells, asides apart: "the team, which has been there since June"."""
    spans = {"range", "since"}
    found = [p for p in sentence.times if p.kind in spans or (p.kind == "point" and long_time(p.text))]
    found = [p for p in found if not p.text.lower().endswith((" before", " earlier"))]  # what it is compared with
    if not found:
        return found
    return [
        c.time for at, c in enumerate(sentence.chunks)
        if c.time in found and c.time is not None and not of_aside(sentence, at, len(sentence.chunks))
    ]  # fmt: skip


def _left_out(state: Discourse, default: Default | None, note: bool) -> None:
    """Add what a text says of a victim who is not named or only treated, where it counts nobody else."""
    for finding in left_out(state.sentences, [r.finding for r in state.readings], note):
        frames = state.hearing.frames_in(finding.sentence.number)
        state.readings.append(_reading(finding, [finding], frames, [], False, default))


def _so_far(reading: Reading) -> bool:
    """``At least 160 people have been killed``: up to now, like what was counted since a day just before."""
    vg = reading.finding.sentence.chunks[reading.finding.trigger].vg
    return vg is not None and vg.perfect and not reading.scope.places


def _day_between(last: Reading, sentence: Sentence, told: list[Sentence]) -> bool:
    """Whether a sentence between tells a day: what follows it is of that day, not of the period before."""
    paragraph, first = sentence.stretch.paragraph, last.finding.sentence.number
    between = [s for s in told if first < s.number < sentence.number and s.stretch.paragraph == paragraph and s.times]
    return any(
        phrase.kind == "point" and DAY.search(phrase.text) and not long_time(phrase.text)
        and not is_statement_time(s, at)
        for s in between for at, chunk in enumerate(s.chunks) if (phrase := chunk.time) is not None
    )  # fmt: skip


def _lasts(last: Reading, sentence: Sentence, told: list[Sentence], readings: list[Reading]) -> bool:
    """Whether the time of a figure may go on in a sentence after it."""
    entry = sentence.stretch.entry
    if last.time is None or (last.time.kind == "point" and last.kind == "subset"):
        return False
    summed = last.kind in {"period", "cumulative", "subset"} or "time" in last.inherited
    another = (entry not in {None, last.finding.sentence.stretch.entry}) or _day_between(last, sentence, told)
    counting = {reading.finding.sentence.number for reading in readings}
    return summed and not another and not headed_apart(last.finding.sentence, sentence, told, counting)


def _same_period(readings: list[Reading], sentence: Sentence, told: list[Sentence]) -> None:
    """Figures without a time or an event of their own go on with the period of the figures just before them."""
    before = [r for r in readings if r.finding.sentence.number < sentence.number and not _compared(r)]
    before = [r for r in before if not _brings(r, before)]
    last = before[-1] if before else None
    if last is None or last.time is None or not _lasts(last, sentence, told, readings):
        return
    own = [r for r in readings if r.finding.sentence is sentence]
    beside = sentence.number - last.finding.sentence.number == 1
    goes_on = beside and bool(own) and (own[0].finding.further or (last.time.kind == "since" and _so_far(own[0])))
    for reading in readings:
        fits = (
            not sentence.stretch.headline
            and reading.finding.sentence is sentence
            and reading.kind in {"incident", "subset", "increment"}
            and reading.time is None
        )
        if _of_an_event(reading, last):
            continue
        event = reading.scope.means and (reading.scope.places or one_event(sentence, reading.scope))
        other = reading.root not in {None, last.root} and not goes_on
        back = last.finding.past_perfect and not reading.finding.past_perfect
        # A case told of the sum has its own place, and what is told for comparison is another time's.
        alone = back or (reading.finding.one_person and bool(reading.scope.places))
        if not fits or event or alone or reading.scope.statement is not None or other:
            continue
        reading.time, reading.inherited["time"] = last.time, "period-before"
        further = reading.kind == "increment"
        if further and reading.finding.measure != last.finding.measure and last.kind in {"period", "cumulative"}:
            reading.kind = last.kind
        if not reading.scope.places and last.scope.places and (further or reading.finding.rule == "of-them-before"):
            reading.scope.places, reading.scope.place_span = last.scope.places, last.scope.place_span
            reading.inherited["places"] = "period-before"
        if reading.finding.population.status is None and reading.root == last.root:
            said = reading.finding.population
            reading.finding.population = type(said)(last.finding.population.status, said.sex, said.age_group, said.text)
            reading.inherited["population.status"] = "period-before"
        reading.finding.subset = reading.finding.subset or (
            bool(reading.scope.places)
            and any(r.time is last.time and r.finding.measure == reading.finding.measure for r in before)
        )
        if reading.kind == "incident":
            reading.kind = _kind_after(reading, last)
        if not reading.scope.places:
            _same_places(reading, [r for r in before if r.time is last.time])


def _of_an_event(reading: Reading, last: Reading) -> bool:
    """``1,200 people were killed in the attack by Hamas``, paragraphs below a sum since another day."""
    sentence = reading.finding.sentence
    if last.time is None or last.time.kind != "since":
        return False
    apart = sentence.stretch.paragraph != last.finding.sentence.stretch.paragraph
    return apart and THE_EVENT.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None


def _brings(reading: Reading, readings: list[Reading]) -> bool:
    """``killed eight, bringing to 77 the number killed since``: a total beside an event with which the text goes on."""
    if reading.finding.frame != "toll" or reading.kind != "cumulative":
        return False
    own = [r for r in readings if r.finding.sentence is reading.finding.sentence and r.kind == "incident"]
    return any(r.finding.start < reading.finding.start for r in own)


def _kind_after(reading: Reading, last: Reading) -> Kind:
    """The kind of a figure that goes on with the period of another."""
    if reading.finding.part_of is not None or reading.finding.subset:
        return "subset"
    return "period" if last.kind in {"subset", "increment"} else last.kind


def _same_places(reading: Reading, before: list[Reading]) -> None:
    """What goes on with the period of figures before it is of their place too, where they have one alone."""
    own = [r for r in before if r.scope.places and "places" not in r.inherited]
    if own and all(r.scope.places == own[0].scope.places for r in own) and reading.root in {None, own[0].root}:
        reading.scope.places, reading.scope.place_span = own[0].scope.places, own[0].scope.place_span
        reading.inherited["places"] = "period-before"


def _compared(reading: Reading) -> bool:
    """Whether a figure is told for comparison alone: "fewer than in 2018, when 10,993 were counted"."""
    sentence, time = reading.finding.sentence, reading.time
    if time is not None and reading.inherited.get("measure") == "number-beside" and "time" not in reading.inherited:
        return True  # "In January it had been 198"
    return time is not None and bool(COMPARED.search(sentence.text, sentence.stretch.start, time.end))


def findings(text: str, stretch: Stretch, sentence: Sentence) -> list[Finding]:
    """All findings of one sentence, in the order of their counts, none twice."""
    words = text[stretch.start : stretch.end]
    if not worth_reading(words) and not goes_on_with(words):
        return []
    found: list[Finding] = []
    for finding in [*verb_findings(sentence), *noun_findings(sentence), *label_findings(sentence)]:
        told = finding.measure == "casualties" and any(f.first == finding.first for f in found)  # "casualties: 9 dead"
        if not told and not any(_same_words(finding, other) for other in found):
            found.append(finding)
    if any(f.measure == "killed" and (f.count.point or 0) > 1 for f in found):
        found = [f for f in found if f.count.rule != "murder-suicide"]  # its dead are counted beside it
    found += part_findings(sentence, found)
    known = {(f.first, f.last) for f in found}
    found += [f for f in list_findings(sentence, found) if (f.first, f.last) not in known]
    found += break_down(sentence, found)
    found += listed_behind(sentence, found)
    nest(found)
    find_causers(sentence, found)
    found.sort(key=lambda f: (f.first, f.trigger))
    add_up(found)
    told_to_be(found)
    return [finding for finding in found if not is_average(finding)]


def _same_words(one: Finding, other: Finding) -> bool:
    overlap = one.first < other.last and other.first < one.last
    return overlap and (one.measure == other.measure or (one.count.high != 0 and one.frame in {"noun", "adjective"}))


def _reading(
    finding: Finding,
    found: list[Finding],
    frames: list[Said],
    told: Sequence[Sentence],
    running: bool,
    default: Default | None,
) -> Reading:
    scope = scope_of(finding, found)
    said_when(finding, scope)
    chain = chain_of(finding, frames)
    reading = Reading(
        finding, scope, chain, example=running, headline=finding.sentence.stretch.headline, time=scope.time
    )
    reading.inherited |= finding.inherited
    if default is not None:
        reading.time = scope.time = in_year_of(default.day, scope.time)
    if default is not None and (not chain.frames or default.rule == "label"):
        chain.frames.append(default.said)
        reading.inherited |= {"attribution": default.rule} if len(chain.frames) == 1 else {}
        scope.statement = scope.statement or default.day
    reading.root = root_of(chain)
    points = THE_PERIOD.match(scope.time.text) if scope.time is not None else scope.anaphor
    period = _last_period(finding.sentence, told) if points else None
    if period is not None:
        reading.time, reading.inherited["time"] = period, "that-period"
    if finding.others:
        reading.inherited |= others_here(finding, found)
    reading.paraphrase = _retold(chain)
    reading.kind = _kind(finding, reading)
    return reading


def root_of(chain: Chain) -> str | None:
    """Who counted: the first organisation of the chain; null where the words name none."""
    for frame in chain.frames:
        for speaker in (frame.cited, frame.speaker):
            if speaker is not None and speaker.role != "wire":
                return _body(speaker)
    return None


def _body(speaker: Speaker) -> str:
    return speaker.organisation or speaker.name


def _retold(chain: Chain) -> bool:
    """Whether somebody retells what others admitted: "they admitted 24 to 60 deaths," X said."""
    if len(chain.frames) < 2:
        return False
    inner, outer = chain.frames[0], chain.frames[1]
    return (
        inner.relation in ADMITTING
        and inner.speaker.rule in {"they-admitted", "pronoun"}
        and (outer.speaker.role == "speaker" or outer.speaker.name.islower())
        and _body(outer.speaker) != _body(inner.speaker)
    )


def _kind(finding: Finding, reading: Reading) -> Kind:
    whole = finding.part_of
    if finding.frame == "increase":
        return "increment"
    if finding.subset or (whole is not None and (whole.subset or whole.part_of is not None)):
        return "subset"
    if whole is not None and whole.measure == finding.measure:
        return "subset"
    time = reading.time
    reading.beginning = from_beginning(finding, reading.scope.time)
    if reading.beginning:
        return "cumulative"
    if finding.total and time is not None and PAST_TIME.search(time.text) and not running_total(finding):
        return "period"
    if (time is not None and (time.kind == "since" or time.text.lower() == "to date")) or (
        finding.total and (running_total(finding) or (time is not None and long_time(time.text)))
    ):
        return "cumulative"
    if finding.shared_out:
        return "period"  # what several did is no one event's
    if finding.over_a_time or (time is not None and time.kind == "range" and not of_few_days(time)):
        return "period"
    if reading.scope.n_incidents is not None and reading.scope.n_incidents > 1:
        return "period" if time is not None and long_time(time.text) else "cumulative"
    if (
        time is not None
        and long_time(time.text)
        and not (one_event(finding.sentence, reading.scope) or finding.one_person or of_one_event(finding, time))
    ):
        return "period"
    if time is None and of_many_events(finding):
        return "cumulative"
    if finding.further and not reading.scope.places:
        return "increment"
    words = finding.sentence.text[finding.sentence.stretch.start : finding.sentence.stretch.end]
    return "cumulative" if time is None and IN_WAR.search(words) else "incident"
