from __future__ import annotations

from typing import Any

from tests.link.invented import make_claim as claim

from uncounted.link.echoes import alike, echoes, shingles
from uncounted.link.incidents import link
from uncounted.model.claim import Attribution, Claim

LONG = (
    "At least 12 people were killed when two missiles struck the crowded vegetable market in the old town shortly "
    "before noon on Sunday"
)
REWORDED = "At least 12 people were killed when two missiles struck the vegetable market in the old quarter before noon"
OWN = "Twelve shoppers died as explosions tore through stalls in the centre, residents and a reporter at the scene said"


def paper(name: str, sentence: str, **fields: Any) -> Claim:
    """A newspaper's own sentence with a count."""
    mine: dict[str, Any] = {"attribution": (Attribution(f"Paper {name}", "publisher", "publishes"),)}
    return claim(name, 12, sentence=sentence, **({"root": f"paper-{name}"} | mine | fields))


def test_near_duplicate_sentences_may_have_one_origin() -> None:
    (found,) = echoes([paper("a", LONG), paper("b", REWORDED), paper("c", OWN)])
    assert found.claims == ("a", "b")
    assert found.roots == ("paper-a", "paper-b")
    assert not found.sure
    assert found.origin is None
    assert {passage.quote for passage in found.passages} == {LONG, REWORDED}


def test_a_copy_of_a_copy_is_in_the_group() -> None:
    papers = [paper(name, LONG) for name in "abcdefghij"]
    (found,) = echoes(papers)
    assert len(found.claims) == 10
    assert echoes(reversed(papers)) == (found,)


def test_a_common_short_sentence_shows_nothing() -> None:
    common = "At least 12 people were killed on Sunday."
    assert echoes([paper("a", common), paper("b", common)]) == ()


def test_a_quotation_is_the_speakers_own() -> None:
    words = (
        "“we have twelve dead and we are still looking for people under the rubble of the three houses by the river”"
    )
    one = paper("a", f"The mayor said: {words}.")
    other = paper("b", f"By evening the head of the town told reporters that {words}.")
    assert echoes([one, other]) == ()


def test_two_accounts_of_named_sources_are_not_copies_of_each_other() -> None:
    said = (Attribution("Health ministry", "organisation", "says"), Attribution("Paper", "publisher", "publishes"))
    one, other = paper("a", LONG, attribution=said), paper("b", LONG, attribution=said, root="civil-defence")
    assert echoes([one, other]) == ()
    assert len(echoes([one, paper("b", LONG)])) == 1


def test_two_events_told_in_one_form_are_no_copies() -> None:
    one, other = paper("a", LONG), paper("b", LONG, day="2018-01-01")
    assert echoes([one, other], link([one, other])) == ()
    same = paper("b", LONG)
    assert len(echoes([one, same], link([one, same]))) == 1


def test_one_documents_repetition_is_no_echo() -> None:
    assert echoes([paper("a", LONG), paper("b", LONG, document="da")]) == ()


def test_the_threshold_is_eight_runs_and_half_of_the_shorter() -> None:
    words = [f"w{i}" for i in range(40)]
    whole = shingles(" ".join(words[:20]))
    assert alike(whole, shingles(" ".join(words[:11])))
    assert not alike(whole, shingles(" ".join(words[:10])))
    assert not alike(whole, shingles(" ".join([*words[:11], *words[20:34]])))


def test_a_copy_is_found_among_many_notes_of_one_form() -> None:
    notes = [paper(f"n{i:02}", LONG, day=f"20{10 + i // 12}-{1 + i % 12:02}-20") for i in range(60)]
    copy = paper("z", LONG, day="2011-08-20")
    claims = [*notes, copy]
    incidents = link(claims)
    (found,) = [echo for echo in echoes(claims, incidents) if "z" in echo.claims]
    assert set(found.claims) >= {"n19", "z"}
    assert len(found.claims) < 10
