"""Reviews: what a reading left for a person to judge, and whether somebody has.

A review has no row of its own. Its id is a hash of the document and of all that it says, so that a later reading that
says the same is settled too, and one that says something else is open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from uncounted.model.errors import UnknownName
from uncounted.model.judgement import Judgement
from uncounted.model.records import digest, from_json
from uncounted.store.orm import DocumentRow, JudgementRow
from uncounted.store.setup import Case

PREFIX = "v"
_MARK = '"type":"review"'


def review_id(document: str, review: Mapping[str, Any]) -> str:
    """The id of a review: ``v`` and 16 hex digits."""
    said = {name: value for name, value in review.items() if name not in {"id", "settled"}}
    return PREFIX + digest(document, said)[:16]


def with_state(case: Case, document: str, leads: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The leads of a document; the reviews among them with ``id`` and ``settled``: accept, reject, or null."""
    found = [dict(lead) for lead in leads]
    reviews = [lead for lead in found if lead.get("type") == "review"]
    for lead in reviews:
        lead["id"] = review_id(document, lead)
    rows = JudgementRow.objects.using(case.alias).filter(target__in=[lead["id"] for lead in reviews])
    settled = {row.target: row.verb for row in rows.order_by("entry")} if reviews else {}
    for lead in reviews:
        lead["settled"] = settled.get(lead["id"])
    return tuple(found)


def ids(case: Case, start: str) -> dict[str, str]:
    """The ids of reviews that begin so, each with its document."""
    if not start.startswith(PREFIX):
        return {}
    rows = DocumentRow.objects.using(case.alias).filter(leads__contains=_MARK).values_list("id", "leads")
    found: dict[str, str] = {}
    for document, leads in rows:
        for lead in json.loads(leads):
            if lead.get("type") == "review" and (name := review_id(document, lead)).startswith(start):
                found[name] = document
    return found


def review(case: Case, identifier: str) -> tuple[str, dict[str, Any]]:
    """The document and the JSON of the review with this exact id; UnknownName where there is none."""
    document = ids(case, identifier).get(identifier)
    if document is not None:
        row = DocumentRow.objects.using(case.alias).get(id=document)
        for lead in with_state(case, document, json.loads(row.leads)):
            if lead.get("id") == identifier:
                return document, lead
    raise UnknownName(f"no review {identifier} in {case.path}")


def judgements(case: Case, identifier: str) -> tuple[Judgement, ...]:
    """The judgements about a review, oldest first."""
    rows = JudgementRow.objects.using(case.alias).filter(target=identifier).order_by("entry")
    return tuple(from_json(Judgement, json.loads(row.body)) for row in rows)
