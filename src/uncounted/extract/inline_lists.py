"""Places and their numbers in one line, which share out a figure told before: "Kech 9, Quetta 6, others 4"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.attribution import Chain
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.events import SentenceScope, Words, known_place
from uncounted.extract.findings import Finding
from uncounted.extract.quantities import quantity_at
from uncounted.extract.wholes import value_of
from uncounted.reference.actors import Actors

_NAME = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*(?: [A-Z\u00c0-\u00de][\w'\u2019-]*){0,2}"
_ANYONE = r"(?:unidentified|unknown) (?:[a-z]+ ){0,2}[a-z]+"
_NAMED = rf"(?:{_NAME}|\d[A-Z]|others|elsewhere|other \w+|{_ANYONE})"
_UNIT = r"(?: (?:governorate|province|district|state|county|region|department|city|oblast|division))?"
_SAW = r"(?::| (?:alone )?(?:saw|had|lost|recorded|counted|reported|with))?"
_PLACED = rf"{_NAMED}{_UNIT}{_SAW} \(?\d{{1,3}}(?:,\d{{3}})*(?: (?:people )?(?:dead|killed))?\)?"
_ROW = re.compile(rf"(?P<name>{_NAMED}){_UNIT}{_SAW} \(?(?P<number>\d{{1,3}}(?:,\d{{3}})*)\b")
_RUN = re.compile(rf"(?:{_PLACED}(?:[,;]? and |[,;] (?:and )?|[.;]?$)){{3,}}")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")


def share_out_in_line(discourse: Discourse) -> None:
    """Read such runs as parts of the last whole figure before them that can hold them; rule ``table-row``."""
    made: list[Reading] = []
    for sentence in discourse.sentences:
        if sum(map(str.isdigit, sentence.lows)) < _FEWEST:
            continue
        run = _RUN.search(sentence.text[: sentence.stretch.end], sentence.stretch.start)
        rows = list(_ROW.finditer(sentence.text, *run.span())) if run is not None else []
        doers = sum(_party(row["name"]) for row in rows) > 1
        named = doers or any(known_place(row["name"]) for row in rows)
        if not rows or not named or _MONTH.fullmatch(rows[0]["name"]):
            continue
        inside = [r for r in discourse.readings if rows[0].start() <= r.finding.start < rows[-1].end()]
        total = sum(int(row["number"].replace(",", "")) for row in rows)
        whole = _whole(discourse.readings, rows[0].start(), total)
        if whole is None or len(inside) > 1:
            continue
        told = [each for row in rows if (each := _reading(sentence, row, whole, inside)) is not None]
        made += told
        if doers:
            _of_doers([*inside, *told])
    if made:
        discourse.readings[:] = sorted([*discourse.readings, *made], key=lambda r: (r.finding.start, r.finding.trigger))


_FEWEST = 3


def _party(name: str) -> bool:
    return Actors.default().find(name) is not None and not known_place(name)


def _of_doers(readings: Sequence[Reading]) -> None:
    """Rows by who did it ("ADF 48, FDLR 6"): the name of each is no place, but its doer."""
    for reading in readings:
        scope = reading.scope
        if scope.places:
            scope.actor, scope.places, scope.place_span = scope.places[0], [], None
        reading.finding.agent = None


def _whole(readings: Sequence[Reading], start: int, total: int) -> Reading | None:
    fits = [
        r for r in readings
        if r.finding.end <= start and r.finding.part_of is None and not r.finding.subset and (value_of(r) or 0) >= total
    ]  # fmt: skip
    equal = [r for r in fits if value_of(r) == total]
    last = (equal or fits)[-1] if fits else None
    if last is None or equal:
        return last
    beside = [r for r in fits if r.finding.sentence is last.finding.sentence and r.finding.measure == "killed"]
    return beside[-1] if beside else last  # of "512 killed and 4,193 injured" bare numbers share out the dead


def _reading(sentence: Sentence, row: re.Match[str], whole: Reading, inside: Sequence[Reading]) -> Reading | None:
    start, end = row.span("number")
    name = Words(row.start("name"), row.end("name"), row["name"])
    unknown = row["name"].startswith(("unidentified", "unknown"))
    place = [name] if row["name"][:1].isupper() or row["name"][:1].isdigit() or unknown else []
    known = next((r for r in inside if start <= r.finding.start < end), None)
    if known is not None:
        known.scope.places, known.scope.place_span = place, (name.start, name.end) if place else None
        known.finding.part_of, known.finding.rule, known.kind = whole.finding, "table-row", "subset"
        known.finding.measure, known.time = whole.finding.measure, known.time or whole.time
        return None
    first = next((k for k, token in enumerate(sentence.tokens) if token.start == start), None)
    q = quantity_at([t for t in sentence.tokens if start <= t.start < end], 0) if first is not None else None
    if first is None or q is None:
        return None
    at = next((k for k, chunk in enumerate(sentence.chunks) if chunk.first <= first < chunk.last), 0)
    said = type(whole.finding.population)(whole.finding.population.status)
    finding = Finding(sentence, whole.finding.measure, q.count, first, first + q.last, at, [], "label", said)
    finding.part_of, finding.rule = whole.finding, "table-row"
    scope = SentenceScope(places=place, place_span=(name.start, name.end) if place else None)
    chain = Chain(list(whole.chain.frames), whole.chain.stance)
    made = Reading(finding, scope, chain, kind="subset", root=whole.root, time=whole.time)
    made.inherited |= {"time": "caption"} if whole.time is not None else {}
    return made
