from __future__ import annotations

from evaluation.scoring import Score, score

from uncounted.model.claim import Claim, Count
from uncounted.model.document import Document, text_hash
from uncounted.model.scope import Place, Scope

TEXT = "On Monday 12 people were killed in Tala. The 40 guests had left. Another 3 died later."
DOCUMENT = Document(id="d", sha256="0", text=TEXT, text_sha256=text_hash(TEXT), reader="test")
GOLD = {
    "claims": [
        {"text": "12", "context": "12 people were killed", "measure": "killed", "low": 12, "places": ["Tala"]},
        {"text": "3", "context": "Another 3 died", "measure": "killed", "low": 3},
    ],
    "not_claims": ["40 guests"],
}


def claim(count: str, low: int, place: str = "Tala") -> Claim:
    start = TEXT.index(count)
    spans = {"count": DOCUMENT.span(start, start + len(count))}
    scope = Scope(places=(Place(name=place),))
    return Claim(id=f"c{start}", measure="killed", count=Count(low, low, low), spans=spans, scope=scope)


def test_all_found_and_right() -> None:
    result = Score()
    score(DOCUMENT, [claim("12", 12), claim("3", 3)], GOLD, result)
    assert (result.f1, result.missed, result.invented, result.faults) == (1.0, 0, 0, [])
    assert result.right == result.scored == {"measure": 2, "low": 2, "places": 1}


def test_missed_invented_and_wrong_are_counted() -> None:
    result = Score()
    score(DOCUMENT, [claim("12", 13, "Dura"), claim("40", 40)], GOLD, result)
    assert (result.met, result.missed, result.invented, result.distractors) == (1, 1, 1, 1)
    assert (result.right["low"], result.right["places"], result.f1) == (0, 0, 0.5)
