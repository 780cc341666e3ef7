"""Who says what a sentence tells without a name: headlines say what the body says, and a paragraph goes on."""

from __future__ import annotations

from uncounted.extract.attribution import Chain, Said
from uncounted.extract.discourse import Discourse, Reading


def spread(discourse: Discourse) -> None:
    """Give readings that name nobody the chain of those that they repeat or go on with; ``inherited`` keeps the rule.

    Rules: ``of-them-before`` (a part of a figure told before), ``part-of`` (a part of a figure that names its source),
    ``headline-of-body`` (a headline's figure that the body tells with its source), ``paragraph`` (a sentence after an
    attributed one of its paragraph, of the same event).
    """
    readings = discourse.readings
    by_finding = {id(reading.finding): reading for reading in readings}
    for at, reading in enumerate(readings):
        if reading.finding.rule == "of-them-before" and not reading.chain.frames:
            whole = next((r for r in reversed(readings[:at]) if r.finding.part_of is None), None)
            _take(reading, whole, "of-them-before")
        elif not reading.headline and not reading.chain.frames:
            _take(reading, _before(discourse, at), "paragraph")
        if not reading.headline and not reading.chain.frames and reading.finding.part_of is not None:
            _take(reading, by_finding.get(id(reading.finding.part_of)), "part-of")
    for reading in readings:
        if reading.headline and reading.finding.frame != "label" and _nameless(reading.chain):
            _take(reading, body_of(reading, readings, near=True), "headline-of-body")
        body = body_of(reading, readings) if reading.headline and reading.kind == "incident" else None
        if body is not None and body.kind in {"period", "cumulative"}:
            reading.kind, reading.inherited["kind"] = body.kind, "headline-of-body"


def body_of(headline: Reading, readings: list[Reading], *, near: bool = False) -> Reading | None:
    """The first telling in the body of a headline's figure: same measure and number, "10" for "at least 10" too.

    With ``near`` also one that a rounded headline can stand for: "more than 50" within a quarter, "dozens" to fourfold.
    """
    if not headline.headline or headline.finding.count.high == 0:
        return None
    body = [r for r in readings if not r.headline and not r.paraphrase and _alike(headline, r)]
    value = _value(headline)
    equal = next((r for r in body if _value(r) == value), None)
    if equal is not None or not near or value is None or headline.finding.count.point is not None:
        return equal
    most = value * (4 if headline.finding.count.modifier == "vague word" else 1.25)
    least = value - (headline.finding.count.modifier == "more than")  # "over 500" rounds "at least 500"
    return next((r for r in body if least <= (_value(r) or 0) <= most), None)


def _alike(headline: Reading, other: Reading) -> bool:
    a, b = headline.finding, other.finding
    said = ((a.population.status, b.population.status), (a.population.sex, b.population.sex))
    return a.measure == b.measure and not b.further and not any(x and y and x != y for x, y in said)


def _value(reading: Reading) -> int | None:
    count = reading.finding.count
    return next((x for x in (count.point, count.low, count.high) if x is not None), None)


def _take(reading: Reading, donor: Reading | None, rule: str) -> None:
    if donor is None or not donor.chain.frames:
        return
    reading.chain, reading.root = Chain(list(donor.chain.frames), reading.chain.stance), donor.root
    reading.inherited["attribution"] = rule


def _nameless(chain: Chain) -> bool:
    """Whether a chain names nobody: none spoke, or "monitor says", "says hospital"."""
    return all(_plain(frame) for frame in chain.frames)


def _plain(frame: Said) -> bool:
    return frame.speaker.name.islower() and frame.speaker.organisation is None and frame.cited is None


def _other_event(reading: Reading) -> bool:
    """Whether a sentence gives its figure a time and a place or means of its own: it need not go on with another's."""
    scope, finding = reading.scope, reading.finding
    means = scope.means is not None and "means" not in reading.inherited
    if "alone" in finding.sentence.lows:
        return False  # "In Benghazi alone 60 died": of what was just told
    own = scope.time is not None and (means or (bool(scope.places) and "places" not in reading.inherited))
    return own and not finding.others and not finding.further


def _own_bodies(reading: Reading) -> bool:
    """``Iraq's Civil Defence recovered 85 bodies``: a named body's own doing, not what another said before."""
    finding = reading.finding
    chunks = finding.sentence.chunks
    np = chunks[0].np
    named = np is not None and np.quantity is None and any(t.cap for t in finding.sentence.tokens[1 : np.last])
    return finding.frame == "bodies" and named and len(chunks) > 1 and chunks[1].voice in {"active", "bare"}


def _before(discourse: Discourse, at: int) -> Reading | None:
    """The reading that a sentence without a speaker goes on with: of the sentence before it, in its paragraph."""
    reading = discourse.readings[at]
    sentence = reading.finding.sentence
    if (
        discourse.hearing.frames_in(sentence.number)
        or (reading.kind not in {"incident", "subset", "increment"} and "time" not in reading.inherited)
        or reading.example
        or _other_event(reading)
        or _own_bodies(reading)
    ):
        return None
    donor = next((r for r in reversed(discourse.readings[:at]) if r.finding.sentence is not sentence), None)
    if donor is None or donor.headline or sentence.number - donor.finding.sentence.number != 1:
        return None
    return donor if donor.finding.sentence.stretch.paragraph == sentence.stretch.paragraph else None
