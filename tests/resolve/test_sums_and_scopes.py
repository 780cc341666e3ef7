"""What adds up to a figure, or lies in its scope, and yet is no part of it."""

from __future__ import annotations

import pytest
from tests.extract.helpers import document

from uncounted.extract.grammar import extractor
from uncounted.resolve.claims import resolve


def parts(text: str) -> set[tuple[str | None, str | None]]:
    made = document(text)
    claims = resolve(made, extractor.extract(made).claims)
    words = {claim.id: claim.count.text for claim in claims}
    return {(words[c.id], words[r.claim]) for c in claims for r in c.relations if r.type == "part_of"}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Monitors counted 23 dead in Tala on 3 May 2023. The army said five people were killed there on 3 May 2023."
            " Doctors reported 18 people killed in Tala on 3 May 2023."
        ),
        (
            "The command confirms that nine civilians were killed in Nawzad on Saturday. The governor speaks of 14"
            " dead, five girls, seven boys and two women."
        ),
    ],
)
def test_what_several_sources_say_of_one_event_does_not_add_up(text: str) -> None:
    assert not {whole for _, whole in parts(text)} & {"23", "nine"}


def test_those_who_attacked_are_not_among_their_victims() -> None:
    found = parts("Taliban gunmen killed 141 people in Peshawar on 3 May 2023. All seven attackers died.")
    assert not any(part == "All seven" for part, _ in found)


def test_a_guess_at_the_most_is_the_whole_of_nothing() -> None:
    text = (
        "The Office said that as many as 1,400 people were killed in Bangladesh between 1 July and 15 August 2022. It"
        " said that 250 people were killed in Bangladesh between 16 July and 4 August 2022."
    )
    assert ("250", "as many as 1,400") not in parts(text)


def test_what_each_side_did_in_a_time_is_of_what_all_did() -> None:
    text = (
        "Between 1 January and 31 March 2023 the mission recorded 458 civilians killed in Afghanistan."
        " It said that the Taliban killed 211 civilians in Afghanistan between 1 January and 31 March 2023."
    )
    assert ("211", "458") in parts(text)
