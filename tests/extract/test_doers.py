"""The doer of an event, named where no figure stands, is that of its figures; unless the text leaves it open."""

from __future__ import annotations

from tests.extract.helpers import read
from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def _claims(text: str) -> dict[str, Claim]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2020-05-04", publisher="Example Wire"))
    return {c.count.text or "": c for c in read_document(document, "grammar").claims}


def _doers(text: str) -> dict[str, list[str]]:
    return {words: [a.name or "" for a in claim.scope.actors] for words, claim in _claims(text).items()}


def test_who_surrounded_and_fired_killed_those_counted_later() -> None:
    found = _doers(
        "On Saturday French troops surrounded a camp near Dakar and fired on the men in it. "
        "Thirty-five died and 40 were hurt, a doctor said."
    )
    assert found["Thirty-five"] == found["40"] == ["France"]


def test_an_answer_is_no_deed() -> None:
    found = _doers(
        "Gunmen attacked a hotel in Berin on Friday and killed 12 guests. Five people were hurt. "
        "The men fled after police shot back."
    )
    assert found["Five"] == found["12"] == ["gunmen"]


def test_at_the_hands_of() -> None:
    found = _doers("Three hostages died at the hands of the rebels on Friday.")
    assert found["Three"] == ["rebels"]


def test_an_event_laid_at_somebodys_door_is_his_wherever_its_paragraph_counts() -> None:
    found = _doers(
        "Armed men raided two villages near Bunia on Friday. The chief reports that 17 people lost their lives. "
        "Nine were buried at once. The raid is attributed to the CODECO militia."
    )
    assert found["17"] == ["CODECO"]
    found = _doers("A bomb went off in Jolo on 2 May. It left six dead. The attack was claimed by Abu Sayyaf.")
    assert found["six"] == ["Abu Sayyaf"]


def test_a_deed_told_in_the_clause_before_is_of_the_figure() -> None:
    found = _doers("Soldiers opened fire on a mine near Bambari on 2 May; the office counted nine deaths there.")
    assert found["nine"]
    found = _doers("Boko Haram fighters ambushed a lorry near Gwoza on 2 May; two aid workers sustained injuries.")
    assert found["two"] == ["Boko Haram"]


def test_who_killed_some_in_brackets_did_not_kill_the_rest() -> None:
    text = (
        "The inquiry found that 34 miners were shot dead by police at the mine on 16 August. In the week before, "
        "ten people died, among them two guards and six miners (three of whom were killed by police on 13 August)."
    )
    claims = {c.count.text: c for c in read(text)}
    assert claims["ten"].scope.actors == ()
    assert claims["six"].scope.actors == ()
    assert [actor.text for actor in claims["three"].scope.actors] == ["police"]
