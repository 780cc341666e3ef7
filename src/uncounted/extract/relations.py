"""How the readings of one text stand to each other: the same, part of, apart, update, contradiction, paraphrase."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uncounted.extract.chunks import Chunk
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.findings import Finding
from uncounted.extract.identity import person_ties
from uncounted.extract.same_figure import same_words
from uncounted.extract.several import inside, of_several
from uncounted.extract.told import body_of
from uncounted.extract.updates import superseded
from uncounted.extract.wholes import sections_of, value_of, wholes_of
from uncounted.model.claim import RelationType
from uncounted.reference.sought import Sought

_ROUNDED = 10
_BRINGING = frozenset({"bring", "raise", "push", "take", "lift", "up"})


@dataclass(frozen=True, slots=True)
class Link:
    """``of`` stands in relation ``type`` to ``to``, by ``rule``; ``span`` is where the words are that say so."""

    of: Reading
    type: RelationType
    to: Reading
    rule: str
    span: tuple[int, int] | None = None


_REVISED = Sought(
    r"\b(?:tolls?|figures?|numbers?|counts?|total|tally|estimates?)\b[^.;]{0,60}\b(?:revised|corrected|lowered|raised"
    r"|updated|rose|risen|climbed|grew|grown|increased|gone up|went up|(?:had|has) reached)\b"
    r"|\b(?:revised|corrected|lowered|raised|updated)\b[^.;]{0,30}"
    r"\b(?:tolls?|figures?|numbers?|counts?|total|tally|estimates?)\b",
    "revised|corrected|lowered|raised|updated|rose|risen|climbed|grew|grown|increased| up|reached",
)


def links(discourse: Discourse) -> list[Link]:
    """All relations between the readings, each once."""
    readings = discourse.readings
    newer = superseded(readings, discourse.sentences)
    found = [
        *_within_sentence(discourse, {id(old) for _, old, _ in newer}),
        *_same(readings),
        *_headlines(readings),
        *_totals(readings),
    ]
    found += [
        *_revised(readings, {id(r.finding.sentence) for new, old, _ in newer for r in (new, old)}),
        *_examples(readings),
        *(Link(*tie) for tie in of_several(readings)),
        *_further(readings),
        *_paraphrases(readings),
        *_contradictions(discourse),
        *(Link(new, "update_of", old, rule) for new, old, rule in newer),
        *(Link(*tie) for tie in person_ties(discourse)),
    ]
    stands = {id(old): new for new, old, _ in newer}
    found = [dataclasses.replace(link, to=_standing(link, stands)) for link in found]
    found = [dataclasses.replace(link, to=_first_of(link, found)) for link in found]
    seen: set[tuple[int, str, int]] = set()
    unique = []
    for link in found:
        key = (id(link.of), link.type, id(link.to))
        if key not in seen and link.of is not link.to:
            seen.add(key)
            unique.append(link)
    return unique


def _standing(link: Link, stands: Mapping[int, Reading]) -> Reading:
    """What a part is of: where a later sentence names "the dead", the figure that took the place of the one before."""
    to, part = link.to, link.of
    if link.type not in {"part_of", "partition"} or part.finding.sentence.number <= to.finding.sentence.number:
        return to
    seen = {id(to)}
    while id(to) in stands and id(stands[id(to)]) not in seen:
        new = stands[id(to)]
        if new.finding.sentence.number >= part.finding.sentence.number or (value_of(new) or 0) < (value_of(part) or 0):
            break
        seen.add(id(new))
        to = new
    return to


def _first_of(link: Link, found: list[Link]) -> Reading:
    """The first telling of the figure a link points to, so that all relations of one figure meet."""
    if link.type in {"same_claim", "update_of", "disjoint_from"}:
        return link.to
    return next((other.to for other in found if other.type == "same_claim" and other.of is link.to), link.to)


def _within_sentence(discourse: Discourse, old: set[int]) -> list[Link]:
    readings, sections = discourse.readings, sections_of(discourse.sentences, discourse.readings)
    by_finding = {id(r.finding): r for r in readings}
    found = []
    for reading in readings:
        finding = reading.finding
        if finding.part_of is not None and id(finding.part_of) in by_finding:
            found.append(Link(reading, "part_of", by_finding[id(finding.part_of)], finding.rule or "including"))
            if finding.rule == "rows-add-up":
                found.append(Link(reading, "partition", by_finding[id(finding.part_of)], finding.rule))
        if finding.before is not None and id(finding.before) in by_finding:
            found.append(Link(reading, "update_of", by_finding[id(finding.before)], "from-to"))
        elif finding.subset or _among_the_dead(finding):
            rule = finding.rule or "of-the-group"
            found += [Link(reading, "part_of", whole, rule) for whole in wholes_of(readings, reading, old, sections)]
        earlier = [by_finding[id(o)] for o in finding.apart if id(o) in by_finding and o.first < finding.first]
        found += [Link(reading, "disjoint_from", other, "side-by-side") for other in earlier]
        if finding.others:
            before = [r for r in readings if r.finding.sentence is finding.sentence and r.finding.first < finding.first]
            if before:
                nearest = max(before, key=lambda r: r.finding.first)
                found.append(Link(reading, "disjoint_from", nearest, "others"))
    return found


def _among_the_dead(finding: Finding) -> bool:
    """``a mother and her two sons among the dead``: a part, though no verb says so."""
    words = finding.sentence.words(finding.last, min(finding.last + 3, len(finding.sentence.tokens)))
    return finding.measure == "killed" and words in {"among the dead", "among the victims", "among the killed"}


def _revised(readings: list[Reading], told: set[int]) -> list[Link]:
    """``The toll was revised to 587``: the figure told last for the same harm of one event is out of date.

    ``told``: sentences, by ``id``, that say themselves what took the place of what.
    """
    found = []
    for at, reading in enumerate(readings):
        stretch = reading.finding.sentence.stretch
        if id(reading.finding.sentence) in told or reading.kind != "incident":
            continue
        if not _REVISED.search(reading.finding.sentence.text, stretch.start, stretch.end):
            continue
        before = [
            other for other in readings[:at]
            if other.kind == "incident" and other.finding.measure == reading.finding.measure and not other.headline
            and other.finding.sentence is not reading.finding.sentence and other.finding.part_of is None
            and other.time is reading.time and other.finding.count != reading.finding.count
            and not other.finding.subset and not other.finding.further
        ]  # fmt: skip
        own = [other for other in before if other.root is not None and other.root == reading.root]
        if before and reading.finding.part_of is None and reading.time is not None:
            found.append(Link(reading, "update_of", (own or before)[-1], "revised"))
    return found


def _same(readings: list[Reading]) -> list[Link]:
    found = []
    for i, later in enumerate(readings):
        for earlier in readings[:i]:
            if same_words(earlier, later) and _worth(earlier, later):
                found.append(Link(later, "same_claim", earlier, "same-figure"))
                break
    return found


def _headlines(readings: list[Reading]) -> list[Link]:
    """The body's telling of a headline's figure, of one source with it: "10" stands for "at least 10".

    A headline that rounds ("dozens", "more than 50") is a loose retelling of the body's figure.
    """
    found = []
    for headline in readings:
        body, near = body_of(headline, readings), body_of(headline, readings, near=True)
        large = body is not None and (value_of(body) or 0) >= _ROUNDED  # "inquiry" for the commission of inquiry
        if body is not None and (body.root == headline.root or large) and body.finding.part_of is None:
            found.append(Link(body, "same_claim", headline, "headline"))
        elif near is not None and _round(headline) and near.root == headline.root and near.finding.part_of is None:
            found.append(Link(headline, "paraphrase_of", near, "headline-rounds"))
    return found


def _round(headline: Reading) -> bool:
    """Whether a headline's figure is of a size that is rounded: "dozens", "more than 50", not "parents"."""
    return (value_of(headline) or 0) >= _ROUNDED


def _worth(earlier: Reading, later: Reading) -> bool:
    """Whether sameness of figures says anything: big ones, totals, or the headline and lede said again."""
    value = value_of(later) or 0
    if value >= 5 or ((earlier.finding.total or earlier.kind == "cumulative") and value > 2):
        return True
    near = later.finding.sentence.number - earlier.finding.sentence.number <= 3
    return earlier.headline or earlier.finding.sentence.number == 0 or near


def _totals(readings: list[Reading]) -> list[Link]:
    """``bringing the total ... to 119``: what was told beside it is inside it."""
    found = []
    for total in readings:
        finding = total.finding
        if not _brought(total):
            continue
        part = _part_of_total(readings, total)
        span = (finding.start, finding.end)
        parts = [part, *_others_of_sum(readings, total, part)] if part is not None else []
        found += [Link(one, "part_of", total, "bringing-total", span) for one in parts]
    return found


def _others_of_sum(readings: list[Reading], total: Reading, part: Reading) -> list[Reading]:
    """``Six were killed. Four more died later, bringing the toll to 10``: those before the last, where they add up."""
    before = [
        r for r in readings[: readings.index(part)]
        if inside(r, total) and not r.headline and r.kind in {"incident", "increment"}
    ]  # fmt: skip
    for first in range(len(before) - 1, -1, -1):
        run = before[first:]
        if sum(value_of(r) or 0 for r in [*run, part]) == value_of(total):
            return run
    return []


def _brought(total: Reading) -> bool:
    """Whether words say that the figures told beside it are inside: "bringing the total", "including these results"."""
    chunks = total.finding.sentence.chunks
    if chunks[0].low == "including" and total.kind == "cumulative":
        return True
    first = max(0, total.finding.trigger - 2)
    return any(
        c.vg is not None and c.harm is None and c.low in _BRINGING and not _revises(chunks, k)
        for k, c in enumerate(chunks[first : total.finding.trigger], first)
    )


def _revises(chunks: Sequence[Chunk], k: int) -> bool:
    """``the government raised the total to 191``: a source's new figure, no sum of what was told before."""
    vg = chunks[k].vg
    told = vg is not None and vg.voice in {"active", "bare"} and chunks[k].low in {"raise", "lift", "push", "up"}
    return told and k > 0 and chunks[k - 1].np is not None and chunks[k - 1].harm is None


def _part_of_total(readings: list[Reading], total: Reading) -> Reading | None:
    fits = [r for r in readings if r is not total and inside(r, total)]
    own = [r for r in fits if r.finding.sentence is total.finding.sentence]
    if own:
        return own[-1]
    number = total.finding.sentence.number
    after = [r for r in fits if 0 < r.finding.sentence.number - number <= 4 and r.kind == "period"]
    before = [
        r for r in fits if 0 < number - r.finding.sentence.number <= 3 and r.kind != "cumulative" and not r.example
    ]
    return after[0] if after else before[-1] if before else None


def _examples(readings: list[Reading]) -> list[Link]:
    found = []
    for i, reading in enumerate(readings):
        if not reading.example or reading.finding.part_of is not None:
            continue
        whole = _exemplified(readings[:i], reading)
        if whole is not None:
            found.append(Link(reading, "part_of", whole, "example"))
            if not reading.chain.frames:
                reading.chain.frames, reading.root = list(whole.chain.frames), whole.root
                reading.inherited["attribution"] = "example"
    return found


def _exemplified(before: list[Reading], example: Reading) -> Reading | None:
    """The last figure of a time that can hold an example; of a total told with its newest part, that part."""
    fits = [r for r in before if r.kind in {"period", "cumulative"} and inside(example, r) and not r.example]
    if not fits or not _brought(fits[-1]):
        return fits[-1] if fits else None
    part = _part_of_total(before, fits[-1])
    return part if part in fits and part is not None and part.kind == "period" else fits[-1]


def _further(readings: list[Reading]) -> list[Link]:
    """``a further 10``: beside the ones told just before."""
    found = []
    for i, reading in enumerate(readings):
        if not reading.finding.further:
            continue
        before = next(
            (
                r
                for r in reversed(readings[:i])
                if r.finding.measure == reading.finding.measure and r.finding.part_of is None
            ),
            None,
        )
        if before is not None and reading.finding.sentence.number - before.finding.sentence.number <= 2:
            found.append(Link(reading, "disjoint_from", before, "further"))
    return found


def _paraphrases(readings: list[Reading]) -> list[Link]:
    """A retelling of an admitted figure stands to the figure of that root that is nearest to what it says."""
    found = []
    for reading in readings:
        if not reading.paraphrase:
            continue
        said = _figures(reading)
        fits = [
            r for r in readings
            if r is not reading and not r.paraphrase and r.root == reading.root
            and r.finding.measure == reading.finding.measure
            and value_of(r) is not None and r.kind in {"period", "cumulative"}
        ]  # fmt: skip
        if fits and said:
            best = min(fits, key=lambda r: min(abs((value_of(r) or 0) - value) for value in said))
            found.append(Link(reading, "paraphrase_of", best, "retold"))
            reading.kind = best.kind
    return found


def _figures(reading: Reading) -> list[int]:
    words = reading.finding.sentence.tokens[reading.finding.first : reading.finding.last]
    return [int("".join(filter(str.isdigit, t.low))) for t in words if any(map(str.isdigit, t.low))]


def _contradictions(discourse: Discourse) -> list[Link]:
    """``Washington's assessment contradicts figures ...``: the figure told is at odds with the current total."""
    found = []
    for reading in discourse.readings:
        chunks = reading.finding.sentence.chunks
        verb = next(
            (
                c
                for c in chunks[: reading.finding.trigger]
                if c.low in {"contradict", "dispute", "refut", "refute", "challenge"} and c.vg
            ),
            None,
        )
        if verb is None or verb.vg is None or verb.vg.voice not in {"active", "bare"}:
            continue
        other = next(
            (r for r in discourse.readings if r is not reading and r.root != reading.root and r.root is not None
             and r.finding.measure == reading.finding.measure and r.kind in {"cumulative", "period"}), None,
        )  # fmt: skip
        if other is not None:
            tokens = reading.finding.sentence.tokens
            found.append(
                Link(reading, "contradicts", other, "said-so", (tokens[verb.first].start, tokens[verb.last - 1].end))
            )
    return found
