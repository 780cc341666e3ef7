"""Texts in capitals are read as others are, and quoted as they stand."""

from __future__ import annotations

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes

WIRE = """BOGOTA, 3 NOV 89 (EFE) -- THE NATIONAL LIBERATION ARMY (ELN) KILLED FIVE PEASANTS NEAR CALI ON WEDNESDAY, THE
POLICE SAID. IT IS THE SECOND SUCH ATTACK THERE. THEY TOLD US THAT TWO OTHERS WERE WOUNDED.
"""


def test_a_wire_in_capitals() -> None:
    document = read_bytes(WIRE.encode(), path="wire.txt")
    claims = read_document(document, "grammar").claims
    assert [(claim.measure, claim.count.point) for claim in claims] == [("killed", 5), ("injured", 2)]
    for claim in claims:
        assert [place.name for place in claim.scope.places] == ["Cali"]
        assert [actor.name for actor in claim.scope.actors] == ["ELN"]
        assert claim.count.text in {"FIVE", "TWO"}
        assert claim.scope.time is not None
        assert claim.scope.time.start == "1989-11-01"
        for span in claim.spans.values():
            assert document.text[span.start : span.end] == span.quote


def test_who_somebody_is_in_a_row_counts_nobody_again() -> None:
    text = "On Friday gunmen shot dead the mayor of Cali. He became the third mayor killed this year."
    claims = read_document(read_bytes(text.encode(), path="note.txt"), "grammar").claims
    assert [(claim.measure, claim.count.point) for claim in claims] == [("killed", 1)]


def _read(text: str) -> list[tuple[str, int | None, str | None, list[str], list[str]]]:
    document = read_bytes(text.encode(), path="note.txt")
    return [
        (
            claim.measure,
            claim.count.point,
            claim.root.rsplit(":", 1)[-1] if claim.root else None,
            [place.name or "" for place in claim.scope.places],
            [actor.name or "" for actor in claim.scope.actors],
        )
        for claim in read_document(document, "grammar").claims
    ]


def test_weapons_blame_nobody_and_charges_say_nothing() -> None:
    assert _read("QUITO, 6 Sep 1989 -- The senator was killed by an Uzi submachinegun on Sunday.") == [
        ("killed", 1, None, ["Quito"], [])
    ]
    assert _read("In Quito men threw three dynamite charges that injured a passerby, according to the police.") == [
        ("injured", 1, "police", ["Quito"], [])
    ]


def test_those_who_arrest_did_not_harm() -> None:
    text = (
        "LIMA, 14 May 1989 -- Peruvian police today arrested 10 people suspected of having set off a car bomb near a"
        " hotel. Two guards were killed and five people were injured in the blast."
    )
    assert [(each[0], each[4]) for each in _read(text)] == [("detained", ["Peru"]), ("killed", []), ("injured", [])]
    text = "LIMA, 14 May 1989 -- Police arrested 10 strikers on Friday. Police also shot dead two of them there."
    assert [(each[0], len(each[4])) for each in _read(text)] == [("detained", 1), ("killed", 1)]


def test_those_who_speak_of_themselves_are_no_place() -> None:
    text = "QUITO, 3 Nov 1989 -- A blast on Sunday left 10 dead. “We have been attacked, and nobody helped us.”"
    assert [each[3] for each in _read(text)] == [["Quito"]]
