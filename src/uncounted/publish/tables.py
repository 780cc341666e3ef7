"""The tables of a release as CSV: one row for each claim, incident, bound, contradiction and remainder.

``COLUMNS`` documents each column; the README of a release prints it. Cells that a spreadsheet would run as a formula
are defused with a leading apostrophe (OWASP, CSV injection); numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.scope import Place
from uncounted.publish import figure_tables, words
from uncounted.publish.evidence import coarse, publishable, sentence
from uncounted.publish.view import PublicationView

Cell = str | int | float | bool | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

COLUMNS: dict[str, dict[str, str]] = {
    "claims.csv": {
        "number": "the claim's number in the report",
        "id": "the mention; judgements attach to it",
        "reading": "hash of all that was understood of it",
        "status": "machine, accepted, corrected or rejected (by a person); rejected claims are used nowhere",
        "document": "document id",
        "document_title": "title of the document",
        "publisher": "who published the document",
        "published_from": "first day on which it may have been published",
        "published_to": "last such day; equal to the first where the day is known",
        "url": "the document's address",
        "licence": "the document's licence",
        "root": "who counted: an id of the source registry, or the name as printed",
        "root_name": "the usual name of the root",
        "attribution": "from the speaker to the publisher",
        "stance": "asserts, admits, denies, contests, alleges or investigates",
        "basis": "what the source counted from, where it says",
        "said_on": "day by which the root had said it",
        "measure": "killed, injured, casualties (either, not said which), missing, abducted, detained, displaced",
        "count_low": "closed lower bound read from the words; empty: open or unknown",
        "count_high": "closed upper bound; empty: open or unknown",
        "count_point": "the figure said",
        "modifier": "exact, about, at least, at most, more than, less than, range or vague word",
        "count_words": "the words of the count as printed",
        "count_rule": "the rule that gave an interval to a vague word",
        "population_status": "victim status (SDG 16.1.2); empty: not said; unknown: the source says undetermined",
        "sex": "woman, man, unknown; empty: not said",
        "age_group": "child, adult, infant, adolescent, elderly, unknown; empty: not said",
        "kind": "incident, period, cumulative, subset or increment",
        "time_from": "first day; empty: open or not said",
        "time_to": "last day; empty: open or not said",
        "time_edtf": "the same as EDTF (ISO 8601-2)",
        "time_reading": "throughout the days, or sometime within them",
        "as_of": "day up to which the figure counts, where said",
        "time_words": "the words the time was read from",
        "place_ids": "ISO 3166-1 alpha-2 for countries, gn:N (GeoNames) for others",
        "places": "names of the places",
        "places_reading": "all of the places together, or in one_of them",
        "place_relation": "in, near, around, km",
        "place_precision": "UCDP location precision, 1 exact to 7 international waters",
        "lat": "latitude of the first place, rounded to its precision (1: 3 decimals, 2: 1 decimal; others none)",
        "lon": "longitude, likewise",
        "actor_ids": "those responsible",
        "actors": "their names",
        "actors_reading": "all, one_of or jointly",
        "means": "what kind of event",
        "n_incidents": "how many events the figure sums, where said",
        "incident": "what names the event",
        "floor": "the word that makes the figure a floor",
        "excludes": "what the figure does not count: claim ids or words",
        "same_as": "ids of claims that are the same claim",
        "within": "ids of claims that this one is part of",
        "inherited": "parts that are not in the sentence, with the rule",
        "sentence": "the sentence of the count, as printed",
        "count_start": "offset of the count in the clean text, code points",
        "count_end": "end of it, exclusive",
        "extractor": "what made the reading",
    },
    "incidents.csv": {
        "id": "the incident",
        "code": "its code",
        "time_from": "first day on which it may have happened",
        "time_to": "last such day",
        "date_precision": "UCDP date_prec",
        "place_id": "where",
        "place": "name of the place, with its relation",
        "location_precision": "UCDP where_prec",
        "lat": "latitude, rounded to the precision as in claims.csv",
        "lon": "longitude, likewise",
        "means": "what kind of event",
        "grading": "harm grading (Airwars) decided by a person",
        "suggested_grading": "what the claims suggest",
        "reasons": "why",
        "claims": "ids of the claims about it",
        "may_be": "ids of incidents that might be the same one",
    },
    "bounds.csv": {
        "question": "how many, of what, where",
        "measure": "as in claims.csv",
        "low": "closed lower bound; empty: none",
        "high": "closed upper bound; empty: none",
        "exact": "true: proved by integer programming",
        "consistent": "false: the claims in force cannot all be true, and the range covers every largest set that can",
        "low_because": "ids of claims that force the lower bound",
        "high_because": "ids of claims that force the upper bound",
        "assumptions": "what it takes to be true",
    },
    "contradictions.csv": {
        "id": "the finding",
        "kind": "contradiction (cannot all be true) or tension (could not, if missing_assumptions held)",
        "measure": "as in claims.csv",
        "claims": "ids of the claims",
        "short_by": "least change to one figure that would restore them",
        "short_by_all": "the same with all trusted claims in force",
        "assumptions": "what it takes to be true",
        "missing_assumptions": "what a tension lacks to be a contradiction",
        "price": "what must be true for the claims to be compatible",
        "settled_by": "what would settle it",
        "text": "the finding in words",
        "causes": "of what kind it is, as far as that follows",
    },
    "derived.csv": {
        "root": "whose own figures",
        "root_name": "the usual name of the root",
        "measure": "as in claims.csv",
        "low": "closed lower bound of what is left over",
        "high": "closed upper bound",
        "of": "id of the figure",
        "without": "ids of its parts",
        "scope": "what is left over, in words",
        "from": "ids of all claims used",
        "assumptions": "what it takes to be true",
        "reading": "the reading of the words under which this holds",
        "other_readings": "other readings and what is left over then",
        "text": "in words",
    },
    **figure_tables.COLUMNS,
}  # fmt: skip


def tables(view: PublicationView) -> dict[str, str]:
    """File name to CSV text, a header row first, lines ended by CRLF (RFC 4180)."""
    rows: dict[str, Iterable[list[Cell]]] = {
        "claims.csv": (_claim_row(view, claim) for claim in view.ordered),
        "incidents.csv": (_incident_row(view, incident) for incident in view.incidents),
        "bounds.csv": _bounds_rows(view),
        "contradictions.csv": _contradiction_rows(view),
        "derived.csv": _derived_rows(view),
        **figure_tables.figure_rows(view),
    }
    return {name: _csv(COLUMNS[name], rows[name]) for name in COLUMNS}


def defused(cell: Cell) -> Cell:
    """The cell, with an apostrophe before a text that a spreadsheet would take for a formula."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _csv(columns: dict[str, str], rows: Iterable[list[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} cells does not fit {len(columns)} columns")
        writer.writerow([defused(cell) for cell in row])
    return text.getvalue()


def _many(items: Iterable[str | None]) -> str:
    return "; ".join(item for item in items if item)


def _claim_row(view: PublicationView, given: Claim) -> list[Cell]:
    claim = publishable(given)
    document = view.document_by_id.get(claim.document or "")
    published = document.published if document else None
    count, who, scope, span = claim.count, claim.population, claim.scope, claim.spans.get("count")
    time = scope.time
    return [
        view.numbers[claim.id], claim.id, claim.reading, claim.status, claim.document,
        document.title if document else None, document.publisher if document else None,
        published.start if published else None, published.end if published else None,
        document.url if document else None, document.licence if document else None,
        claim.root, view.source(claim.root) if claim.root else None,
        " > ".join(a.name for a in claim.attribution), claim.stance, claim.basis, claim.said_on,
        claim.measure, count.low, count.high, count.point, count.modifier, count.text, count.rule,
        who.status, who.sex, who.age_group, claim.kind,
        *((time.start, time.end, time.edtf, time.reading, time.as_of, time.text) if time else (None,) * 6),
        *_place_cells(scope.places, scope.places_reading),
        _many(a.id for a in scope.actors), _many(words.actor(a) for a in scope.actors), scope.actors_reading,
        scope.means, scope.n_incidents, scope.incident, claim.floor,
        _many(e if isinstance(e, str) else e.text or words.scope(e, view.countries) for e in claim.exclusions),
        _many(view.same_as(claim.id)), _many(view.wholes(claim.id)),
        _many(f"{part}: {rule}" for part, rule in claim.inherited.items()),
        sentence(given), span.start if span else None, span.end if span else None, claim.extractor,
    ]  # fmt: skip


def _place_cells(places: tuple[Place, ...], reading: str | None) -> list[Cell]:
    first = places[0] if places else Place()
    return [
        _many(p.id for p in places), _many(p.name or p.text for p in places), reading,
        _many(dict.fromkeys(p.relation for p in places)),
        _many(str(p.precision) if p.precision else None for p in places), first.lat, first.lon,
    ]  # fmt: skip


def _incident_row(view: PublicationView, incident: Incident) -> list[Cell]:
    time, place = incident.time, coarse(incident.place) if incident.place else None
    return [
        incident.id, incident.code, time.start if time else None, time.end if time else None, incident.date_precision,
        place.id if place else None, words.place(place, view.countries) if place else None,
        incident.location_precision, place.lat if place else None, place.lon if place else None, incident.means,
        incident.grading, incident.suggested_grading, _many(incident.reasons), _many(incident.claims),
        _many(incident.may_be),
    ]  # fmt: skip


def _bounds_rows(view: PublicationView) -> Iterable[list[Cell]]:
    for b in view.reconciliation.bounds:
        yield [b.question, b.measure, b.low, b.high, b.exact, b.consistent, _many(b.low_because), _many(b.high_because),
               _many(b.assumptions)]  # fmt: skip


def _contradiction_rows(view: PublicationView) -> Iterable[list[Cell]]:
    for c in view.reconciliation.contradictions:
        price = _many(f"with {_many(p.assumptions)}: at least {p.low} in {p.where}" for p in c.price)
        yield [c.id, c.kind, c.measure, _many(c.claims), c.short_by, c.short_by_all, _many(c.assumptions),
               _many(c.missing_assumptions), price, _many(c.settled_by), c.text, _many(c.causes)]  # fmt: skip


def _derived_rows(view: PublicationView) -> Iterable[list[Cell]]:
    for d in view.reconciliation.derived:
        others = _many(f"{o.reading}: {words.bounds(o.low, o.high)}" for o in d.other_readings)
        yield [d.root, view.source(d.root), d.measure, d.low, d.high, d.scope.of,
               _many(d.scope.without), d.scope.text, _many(d.from_),
               _many(d.assumptions), d.reading, others, d.text]  # fmt: skip
