"""Invented documents and claims for the ledger's tests."""

from __future__ import annotations

import re
from typing import Any

from uncounted.model.claim import Attribution, Claim, Count, claim_id
from uncounted.model.document import Document, Segment, document_id, text_hash
from uncounted.store import archive, recording
from uncounted.store.setup import Case

TEXT = "Officials in Tirzan said 12 civilians were killed on Monday.\nA hospital counted 7 injured people later.\n"
OTHER_TEXT = "A monitor in Tirzan said 15 civilians were killed by the same strike.\n"


def make_document(text: str = TEXT, *, data: bytes | None = None, **fields: Any) -> Document:
    raw = text.encode() if data is None else data
    sha256 = archive.sha256_of(raw)
    segments = (Segment(0, 0, len(text)),) if data is None else ()
    given = {"encoding": "utf-8", "path": f"{sha256[:6]}.txt", "publisher": "The Invented Post", **fields}
    return Document(document_id(raw), sha256, text, text_hash(text), "invented/1", segments=segments, **given)


def make_claims(document: Document, *, extractor: str = "invented/1", **fields: Any) -> tuple[Claim, ...]:
    """A claim for each figure in the text, with its line as its sentence."""
    claims = []
    for found in re.finditer(r"\d+", document.text):
        start = document.text.rfind("\n", 0, found.start()) + 1
        end = (document.text + "\n").find("\n", found.end())
        line = document.text[start:end]
        measure = "injured" if "injured" in line else "killed"
        n = int(found.group())
        claims.append(
            Claim(
                id=claim_id(document.text_sha256, *found.span(), measure),
                measure=measure,
                count=Count(n, n, n, text=found.group()),
                document=document.id,
                root="officials",
                attribution=(Attribution("officials in Tirzan", "speaker", "says"),),
                spans={"count": document.span(*found.span()), "sentence": document.span(start, end)},
                extractor=extractor,
                **fields,
            ).with_reading()
        )
    return tuple(claims)


def add(
    case: Case, document: Document, claims: tuple[Claim, ...] | None = None, *, data: bytes | None = None, **more: Any
) -> int | None:
    archive.keep(case, document.text.encode() if data is None else data)
    found = make_claims(document) if claims is None else claims
    given = {"extractor": "invented", "engine": "invented 1", **more}
    return recording.record_reading(case, document, found, **given)


def judge(case: Case, target: str, verb: str, **fields: Any) -> str:
    judgement = recording.new_judgement(target, verb, **{"by": "Noor", "because": "checked", **fields})
    recording.record_judgements(case, [judgement])
    return judgement.id


def all_rows(case: Case) -> dict[str, list[dict[str, Any]]]:
    from uncounted.store.projecting import PROJECTIONS

    return {
        model.__name__: list(model._default_manager.using(case.alias).order_by("pk").values()) for model in PROJECTIONS
    }
