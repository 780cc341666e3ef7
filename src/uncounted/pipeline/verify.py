"""Whether a case is what it was."""

from __future__ import annotations

from uncounted.model.document import Document
from uncounted.model.errors import DamagedLedger
from uncounted.pipeline.cases import Case
from uncounted.read.records import MEDIA, kept_text
from uncounted.store import verifying
from uncounted.store.setup import readable
from uncounted.store.verifying import Verification


def check(case: Case, head: str | None = None) -> Verification:
    """Check the chain, commitments, originals, spans and projections; findings are in the result, never raised."""
    with readable(case):
        return verifying.verify(case, head, decode=_decoded)


def verify(case: Case, head: str | None = None) -> Verification:
    """The same, raising DamagedLedger that lists the findings where there are any."""
    result = check(case, head)
    if result.findings:
        raise DamagedLedger(summary(result))
    return result


def summary(result: Verification, limit: int = 20) -> str:
    """The findings in one line, the first ``limit`` of them in full."""
    more = len(result.findings) - limit
    tail = f"; and {more} more" if more > 0 else ""
    return f"{'; '.join(result.findings[:limit])}{tail}"


def _decoded(document: Document, data: bytes) -> str | None:
    """The decoded original of a text, page or record. What a PDF or a DOCX says depends on the library opening it."""
    if document.media_type == MEDIA:
        return kept_text(data)
    if not document.media_type.startswith("text/") or document.encoding is None:
        return None
    from uncounted.read.media import decode, unpacked

    path = document.path or "-"
    is_page = document.media_type == "text/html"
    return decode(unpacked(data, path), path, encoding=document.encoding, html=is_page)[0]
