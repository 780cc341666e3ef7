"""Which figure told before holds a part that names its whole only as "the dead", "the victims", "the wounded"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.left_out import left_out


def sections_of(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> dict[int, int]:
    """For each sentence, by number, the section that it stands in: a heading, a line that counts nobody, opens one."""
    counting = {r.finding.sentence.number for r in readings}
    found, section = {}, 0
    for sentence in sentences:
        section += sentence.stretch.headline and sentence.number not in counting
        found[sentence.number] = section
    return found


def wholes_of(
    readings: Sequence[Reading], part: Reading, old: Collection[int] = (), sections: Mapping[int, int] | None = None
) -> list[Reading]:
    """The figures that hold a part told as of "the dead"; none where no figure before can.

    The last figure of the part's sentence, if that sentence told one. Else, of the event told last: its first
    figure by the part's source, or its first figure. What was said to be out of date, vague words and other people
    hold nothing. Under another heading than those before it, a part is of the first sum of the text. A figure of
    the part's source that its sentence tells after it holds it as well ("at the burial of 43 of the victims the
    governor said that 70 had died"). ``old``: figures, by ``id``, that later ones took the place of.
    """
    stale = {id(r.finding.before) for r in readings}
    counted = [r for r in readings if not left_out(r.finding.sentence)]
    current = [r for r in counted if id(r) not in old and id(r.finding) not in stale]
    fits = [r for r in current if r is not part and _holds(part, r)]
    before = [r for r in fits if r.finding.start < part.finding.start]
    if part.finding.rule == "of-them":
        told = _just_told(counted, part)  # "11 people were wounded. Two of them later died"
        if told is not None and told.finding.measure != part.finding.measure:
            return [told]
        if before:
            return before[-1:]
    here = [r for r in before if r.finding.sentence is part.finding.sentence]
    then = [r for r in before if r.time is not None and r.time is part.time]
    last = (here or then or before)[-1:]
    if last and not here and _of_the_report(part, last[0], sections or {}):
        sums = [r for r in before if r.kind in {"period", "cumulative"}]
        last = sums[:1] or last
    elif last and not here:
        event = [r for r in (then or before) if _one_event(r, last[0])]
        own = [r for r in event if r.root == part.root and r.root is not None]
        last = (own or event)[:1]
    sentence, root = part.finding.sentence, part.root
    after = [r for r in fits if r.finding.start > part.finding.start and r.finding.sentence is sentence]
    more = [r for r in after if r.root == root is not None and last and last[0].root != root]
    return [*last, *more[:1]]


def _of_the_report(part: Reading, last: Reading, sections: Mapping[int, int]) -> bool:
    """Whether a part stands in another section than the figure told last: then it is of the sum that a report tells."""
    own, other = (sections.get(r.finding.sentence.number) for r in (part, last))
    return own != other and part.finding.sentence.stretch.paragraph != last.finding.sentence.stretch.paragraph


def _just_told(readings: Sequence[Reading], part: Reading) -> Reading | None:
    """The one larger figure of the sentence before a part, where both stand in one paragraph."""
    sentence = part.finding.sentence
    near = [
        r for r in readings
        if r.finding.sentence.number == sentence.number - 1 and r.finding.part_of is None and not r.finding.subset
        and r.finding.sentence.stretch.paragraph == sentence.stretch.paragraph
    ]  # fmt: skip
    return near[0] if len(near) == 1 and (value_of(near[0]) or 0) > (value_of(part) or 0) else None


def _one_event(one: Reading, other: Reading) -> bool:
    """Whether two figures are of one event, as far as words that were not inherited go."""
    if one.kind != other.kind or one.kind not in {"incident", "increment"}:
        return one is other
    if one.time is not None and other.time is not None and one.time.text.lower() != other.time.text.lower():
        return False
    return one is other or (one.time is not None and other.time is not None)


def _holds(part: Reading, whole: Reading) -> bool:
    a, b = part.finding, whole.finding
    held = b.subset or (b.part_of is not None and b.part_of.measure == b.measure)
    if a.measure != b.measure or a.part_of is not None or part.paraphrase or held:
        return False
    status = {a.population.status, b.population.status} - {None}
    apart = len(status) > 1 and b.population.status is not None
    sexes = b.population.sex is not None and a.population.sex not in {None, b.population.sex}
    ages = b.population.age_group is not None and a.population.age_group not in {None, b.population.age_group}
    small, large = value_of(part), value_of(whole)
    if apart or sexes or ages or b.count.modifier == "vague word":
        return False
    return small is not None and large is not None and 0 < small < large


def value_of(reading: Reading) -> int | None:
    """The figure that a reading says: its point, else its least, else its most."""
    count = reading.finding.count
    return next((x for x in (count.point, count.low, count.high) if x is not None), None)
