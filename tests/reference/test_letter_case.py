"""Texts in capitals in small letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.reference.letter_case import in_small_letters

WIRE = """SAN MATEO (GUATEMALA), 9 JAN 90 (EFE) -- [TEXT] THE ARMY SAID TODAY THAT IT IS TO SEARCH HOMES NEAR LA PAZ,
WHERE GUNMEN OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) KILLED US RELIEF WORKERS ON 5 MARCH.

   MAYOR CARLOS MORALES, WHO WAS WOUNDED, TOLD RADIO CADENA THAT HE MAY RETURN. WE WERE IN THE MARKET, HE SAID.
"""


def test_names_keep_a_capital_and_words_do_not() -> None:
    assert in_small_letters(WIRE) == (
        "SAN MATEO (Guatemala), 9 Jan 90 (EFE) -- [text] The army said today that it is to search homes near"
        " La Paz,\nwhere gunmen of the Farabundo Marti National Liberation Front (FMLN) killed us relief workers on"
        " 5 March.\n\n   Mayor Carlos Morales, who was wounded, told radio Cadena that he may return. We were in the"
        " market, he said.\n"
    )


@pytest.mark.parametrize(
    ("capitals", "small"),
    [
        ("THE UNITED NATIONS AND THE RED CROSS IN SOUTH SUDAN COUNTED THE DEAD OF THE RAID AT BOR ON FRIDAY.",
         "The United Nations and the Red Cross in South Sudan counted the dead of the raid at Bor on Friday."),
        ("TWO IRAQI SOLDIERS DIED IN MOSUL ON SUNDAY, GENERAL HASSAN JABURI SAID, AND FOUR OF HIS MEN WERE HURT.",
         "Two Iraqi soldiers died in Mosul on Sunday, general Hassan Jaburi said, and four of his men were hurt."),
        ("THE PEOPLE'S UNITY MOVEMENT (PUM) SAID THAT ITS GUERRILLAS' CAMP WASN'T HIT. THE 2D BRIGADE HELD U.S. ARMS.",
         "The People's Unity Movement (PUM) said that its guerrillas' camp wasn't hit. The 2d brigade held U.S. Arms."),
    ],
)  # fmt: skip
def test_bodies_places_persons_and_endings(capitals: str, small: str) -> None:
    assert in_small_letters(capitals) == small


@pytest.mark.parametrize(
    "text",
    [
        "UN: 12 KILLED IN AIR STRIKE\n\nTwelve people were killed on Monday in an air strike on a market, the UN said.",
        "KILLED: 3",
        "",
        "На рынке убиты двенадцать человек, сообщили власти города в понедельник вечером после удара.",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert in_small_letters(text) == text


LEAD = "THE ARMY KILLED TWELVE PEOPLE IN THE TOWN OF SAN JUAN, SAID THE BISHOP. "


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("AEIOUÜÉßİıNRSTDL '’.-,()[]\"\n19"), max_size=300))
def test_every_letter_keeps_its_place(text: str) -> None:
    found = in_small_letters(LEAD + text)
    assert len(found) == len(LEAD + text)
    assert found.upper() == (LEAD + text).upper()
