from __future__ import annotations

from tests.link.invented import make_claim as claim
from tests.link.test_echoes import LONG, paper

from uncounted.link.incidents import link
from uncounted.link.origins import independent, origins, with_origins
from uncounted.model.claim import Attribution, Claim

SPOKESMAN = Attribution("Ilya Tarn", "speaker", "says")
BODY = Attribution("Regional Administration", "organisation", "speaks_for")


def outlet(name: str) -> Attribution:
    """The last link of an outlet's chain."""
    return Attribution(name, "publisher", "publishes")


def test_ten_outlets_quoting_one_spokesman_are_one_source() -> None:
    shown = claim("c0", attribution=(SPOKESMAN, BODY), root="regional-administration")
    chains = [(SPOKESMAN, outlet(f"Paper {i}")) for i in range(10)]
    outlets = [claim(f"c1{i}", 10 + i, attribution=chain, root="ilya-tarn") for i, chain in enumerate(chains)]
    claims = [shown, *outlets]
    incidents = link(claims)
    found = origins(claims, incidents)
    assert [(echo.kind, echo.sure, echo.origin) for echo in found] == [
        ("spokesperson", True, "regional-administration")
    ]
    counted = independent(claims, found)
    assert (counted.certain, counted.possible) == (1, 1)
    assert {each.root for each in with_origins(claims, found)} == {"regional-administration"}


def test_a_speaker_for_two_bodies_is_traced_to_neither() -> None:
    other = (SPOKESMAN, Attribution("Ministry", "organisation", "speaks_for"))
    claims = [
        claim("c1", attribution=(SPOKESMAN, BODY), root="regional-administration"),
        claim("c2", attribution=other, root="ministry"),
        claim("c3", attribution=(SPOKESMAN, outlet("Paper")), root="ilya-tarn"),
    ]
    assert origins(claims, link(claims)) == ()


def test_a_figure_of_a_wire_is_that_of_whom_the_wire_names() -> None:
    ministry = Attribution("Health ministry", "organisation", "says")
    wire = claim("c1", attribution=(ministry, outlet("Border Wire")), root="health-ministry")
    relay = claim(
        "c2", attribution=(Attribution("Border Wire", "wire", "reports"), outlet("Paper")), root="border-wire"
    )
    claims = [wire, relay]
    (found,) = origins(claims, link(claims))
    assert (found.kind, found.sure, found.origin, found.claims) == ("relay", True, "health-ministry", ("c1", "c2"))
    assert independent(claims, (found,)).possible == 1


def test_the_wires_own_other_figure_is_not_traced() -> None:
    ministry = Attribution("Health ministry", "organisation", "says")
    wire = claim("c1", attribution=(ministry, outlet("Border Wire")), root="health-ministry")
    own = claim(
        "c2", 14, attribution=(Attribution("Border Wire", "wire", "reports"), outlet("Paper")), root="border-wire"
    )
    assert origins([wire, own], link([wire, own])) == ()


def test_copied_words_leave_one_root_certain_and_several_possible() -> None:
    claims: list[Claim] = [paper("a", LONG), paper("b", LONG), paper("c", LONG)]
    found = origins(claims, link(claims))
    counted = independent(claims, found)
    assert (counted.certain, counted.possible) == (1, 3)
    assert counted.unsure == (found[0].id,)


def test_copied_words_are_no_two_sources_of_a_grading() -> None:
    copies = link([paper("a", LONG), paper("b", LONG)])
    assert [incident.suggested_grading for incident in copies] == ["Weak"]
    assert "they may be one" in copies[0].reasons[0]


def test_some_reports_may_be_those_of_anybody() -> None:
    counted = independent([claim("c1"), claim("c2", root="unnamed:dc2:reports")], ())
    assert (counted.certain, counted.possible) == (1, 2)


def test_a_states_body_is_one_source_under_all_its_names() -> None:
    claims = [
        claim("c1", 10, attribution=(Attribution("Mali's army", "organisation"), outlet("Wire")), root="malis-army"),
        claim("c2", 12, attribution=(Attribution("Malian armed forces", "organisation"),), root="malian-armed-forces"),
        claim("c3", 12, attribution=(Attribution("Nigerien army", "organisation"),), root="nigerien-army"),
        claim("c4", 12, attribution=(Attribution("Human Rights Centre", "organisation"),), root="human-rights-centre"),
    ]
    found = origins(claims, link(claims))
    assert [(echo.kind, echo.sure, echo.roots) for echo in found] == [
        ("one body", True, ("malian-armed-forces", "malis-army"))
    ]
    assert len({each.root for each in with_origins(claims, found)}) == 3


def test_a_body_without_its_country_is_that_of_those_it_counts() -> None:
    claims = [claim("c1", 10, root="health-ministry"), claim("c2", 12, root="syrian-health-ministry")]
    assert [echo.roots for echo in origins(claims, link(claims))] == [("health-ministry", "syrian-health-ministry")]
    elsewhere = [claims[0], claim("c2", 12, root="lebanese-health-ministry")]
    assert origins(elsewhere, link(elsewhere)) == ()
