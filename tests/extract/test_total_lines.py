"""Lines that a total closes are groups of it; what a heading leaves out is no part of totals above."""

from __future__ import annotations

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

BULLETIN = """GOVERNMENT OF ARCADIA
Bulletin, 3 March 2014

1. WOUNDED

- Ministry of Defence: 1,199
- Civilians: 61
- Total: 1,260, of whom 800 have left hospital

2. NOT INCLUDED ABOVE

- Rebels: 30 wounded
"""


def _claims(text: str, publisher: str = "Government of Arcadia") -> dict[str, Claim]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2014-03-03", publisher=publisher))
    return {c.count.text or "": c for c in read_document(document, "grammar").claims}


def test_a_ministry_in_a_line_is_whom_it_counts() -> None:
    found = _claims(BULLETIN)
    assert found["1,199"].root == found["1,260"].root
    for words in ("1,199", "61"):
        assert ("part_of", found["1,260"].id) in {(r.type, r.claim) for r in found[words].relations}


def test_what_is_not_included_above() -> None:
    found = _claims(BULLETIN)
    assert ("excluded_from", found["1,260"].id) in {(r.type, r.claim) for r in found["30"].relations}


def test_a_column_takes_the_place_of_the_one_before() -> None:
    found = _claims(
        "Bulletin on losses\n\n1. KILLED\n\nGroup | Bulletin of 20 August | Registered by 8 September\n"
        "Police | 146 | 186\nCivilians | 69 | 109\nTotal | 215 | 295\n"
    )
    assert ("update_of", found["215"].id) in {(r.type, r.claim) for r in found["295"].relations}
    assert ("part_of", found["295"].id) not in {(r.type, r.claim) for r in found["146"].relations}
