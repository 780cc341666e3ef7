"""What is concluded from texts that are read, linked and reconciled, as from the command line."""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.reconciliation import Reconciliation
from uncounted.pipeline.reading import read_document
from uncounted.pipeline.reconciling import reconcile_claims
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


@dataclass(frozen=True)
class Concluded:
    """Claims by the words of their counts, and what follows from them."""

    claims: dict[str, Claim]
    found: Reconciliation

    def name(self, one: str) -> str:
        return next(name for name, claim in self.claims.items() if claim.id == one)

    def within(self) -> set[tuple[str, str]]:
        return {(self.name(a), self.name(b)) for a, b in self.found.within}

    def remainders(self) -> dict[str, tuple[int | None, int | None]]:
        """The low and high of each remainder, by "whole - part - part"."""
        return {" - ".join(map(self.name, rest.from_)): (rest.low, rest.high) for rest in self.found.derived}

    def contradictions(self) -> set[frozenset[str]]:
        found = [one for one in self.found.contradictions if one.kind == "contradiction"]
        return {frozenset(map(self.name, one.claims)) for one in found}

    def history(self) -> set[str]:
        told = (self.found.not_rows or {}).items()
        return {self.name(one) for one, why in told if why.startswith(("superseded", "relayed"))}


def told(text: str, publisher: str = "North Wire", day: str = "2020-06-15") -> tuple[Claim, ...]:
    """The claims of a text; its lines are one paragraph."""
    words = " ".join(text.split()).encode()
    return read_document(read_bytes(words, path="text.txt", flags=Metadata(published=day, publisher=publisher))).claims


def concluded(*texts: tuple[Claim, ...]) -> Concluded:
    """What follows from the claims of several texts together."""
    claims = [claim for each in texts for claim in each]
    found, _ = reconcile_claims(claims, questions=())
    return Concluded({claim.spans["count"].quote: claim for claim in claims}, found)


def test_a_toll_of_one_ministry_is_updated_in_another_wire() -> None:
    first = """SANAA, Aug. 9 (North Wire) -- An air strike on a bus in Dahyan, in Yemen's Saada province, killed 43
        people and wounded 63 on Thursday, the Houthi-run Health Ministry said."""
    later = """SANAA, Aug. 13 (North Wire) -- The Houthi-run Health Ministry said on Monday that the air strike on a
        bus in Dahyan, Saada province, on August 9 killed 51 people, including 40 children, and wounded 79."""
    found = concluded(told(first, day="2018-08-09"), told(later, day="2018-08-13"))
    assert found.history() == {"43", "63"}
    assert found.within() == {("40", "51")}
    assert not found.contradictions()


def test_a_city_of_a_dateline_is_no_government() -> None:
    text = """KABUL, Dec. 12, 2015 (North Wire) -- Doctors Without Borders said on Saturday that 42 people were killed
        in the air strike on its hospital in Kunduz on October 3. The organisation had earlier said that 30 people were
        killed."""
    found = concluded(told(text))
    assert {claim.root for claim in found.claims.values()} == {"msf"}
    assert found.history() == {"30"}


def test_a_ministry_is_one_source_in_two_papers() -> None:
    first = "A truck bomb killed 91 people in Kabul on 31 May 2017, Afghanistan's Interior Ministry said."
    later = "The Afghan Interior Ministry says that 94 people were killed by the truck bomb in Kabul on 31 May 2017."
    found = concluded(told(first, day="2017-06-01"), told(later, "Times", "2017-06-07"))
    assert found.history() == {"91"}


def test_what_a_monitor_documented_holds_for_the_parts_it_names() -> None:
    one = """The Syrian Observatory for Human Rights documented that 19,666 people were killed in Syria in 2018. Among
        them were 6,349 civilians."""
    other = "6,964 civilians were killed in Syria in 2018, the Syrian Network for Human Rights said."
    found = concluded(told(one), told(other, "Times"))
    assert found.within() >= {("6,349", "19,666")}
    assert not found.contradictions()


def test_a_village_follows_the_people_or_region_it_is_described_by() -> None:
    found = concluded(
        told("103 civilians were killed in the Chechen village of Samashki on 7 April 1995, Memorial found."),
        told("120 people were killed in Samashki on 7 April 1995, Russia's Interior Ministry said.", "Times"),
    )
    assert {claim.scope.places[0].name for claim in found.claims.values()} == {"Samashki"}


def test_a_list_behind_its_speaker_divides_the_figure() -> None:
    text = """An air strike in Mosul on March 17 killed 105 civilians, the US military said on Thursday: 101 people in
        the building that was hit and four in a building next door."""
    found = concluded(told(text))
    assert found.within() == {("101", "105"), ("four", "105")}
    assert {claim.root for claim in found.claims.values()} == {"us-military"}
    assert not found.remainders()


def test_whom_each_side_harmed_is_taken_from_all_harm_by_harm() -> None:
    text = """The UN mission documented 100 civilian casualties in Mali in 2018: 30 killed and 70 injured. The killed
        included 7 children. Rebels caused 50 of the casualties (20 killed and 31 injured), and government forces
        caused 25 (8 killed and 17 injured).""".replace("50 of", "51 of")
    found = concluded(told(text))
    assert found.remainders() == {
        "100 - 51 - 25": (24, 24),
        "30 - 20 - 8": (2, 2),
        "70 - 31 - 17": (22, 22),
        "30 - 7": (23, 23),
    }
    assert not found.contradictions()
    assert not found.claims["7"].scope.actors


def test_they_are_part_of_the_figure_told_before_with_a_verb_of_their_own() -> None:
    text = """Between 9,000 and 11,000 civilians were killed in the battle for Mosul between October 2016 and July 2017,
        the agency found. At least 3,200 of them were killed by air strikes and shelling of the Iraqi forces."""
    found = concluded(told(text))
    assert found.remainders() == {"Between 9,000 and 11,000 - At least 3,200": (0, 7800)}


def test_the_deadliest_of_several_strikes_is_an_example_of_them() -> None:
    text = """Human Rights Watch says that eight NATO air strikes in Libya in 2011 killed at least 72 civilians. In the
        deadliest of them, on the village of Majer on 8 August 2011, 34 people were killed, the organisation found. The
        Libyan government of the time had said that 85 people died in Majer."""
    found = concluded(told(text))
    assert ("34", "at least 72") in found.within()
    assert frozenset({"34", "85"}) in found.contradictions()


def test_a_days_dead_are_within_the_sum_that_the_ministry_gave_before() -> None:
    text = """Israeli attacks have killed 2,306 people in Lebanon since October 8, 2023, the Lebanese Health Ministry
        said on Sunday. It said that 51 people were killed on Saturday."""
    found = concluded(told(text, day="2024-10-13"))
    assert found.within() == {("51", "2,306")}
    assert found.remainders() == {"2,306 - 51": (2255, 2255)}


def test_a_total_row_covers_the_months_of_its_rows() -> None:
    table = """# Civilians killed in Ukraine\n\nUN office, 9 August 2024\n\n| Month | Killed |\n|---|---|
| May 2024 | 174 |
| June 2024 | 146 |\n| July 2024 | 219 |\n| Total | 539 |\n\nOf the civilians killed in July, 19 were children.\n"""
    flags = Metadata(published="2024-08-09", publisher="UN office")
    found = concluded(read_document(read_bytes(table.encode(), path="table.md", flags=flags)).claims)
    assert ("19", "219") in found.within()
    assert not {("19", "174"), ("19", "146")} & found.within()
    total = found.claims["539"].scope.time
    assert total is not None
    assert (total.start, total.end) == ("2024-05-01", "2024-07-31")


def test_members_of_the_forces_are_not_everybody() -> None:
    text = """A total of 849 people were killed in Iraq in January 2016, UNAMI said. Of the dead, 490 were civilians
        and 359 were members of the security forces."""
    found = concluded(told(text))
    assert found.claims["359"].population.status == "member of armed forces"
    assert not found.contradictions()
    assert not found.remainders()


def test_an_office_is_one_source() -> None:
    text = """Amnesty International said that soldiers killed hundreds of civilians in Axum on 28 November 2020.
        Ethiopia's attorney general said that 93 people were killed in Axum on 28 November 2020."""
    found = concluded(told(text))
    assert found.claims["93"].root == "ethiopias-attorney-general"
    assert found.contradictions() == {frozenset({"hundreds", "93"})}


def test_two_armies_that_count_their_own_dead_do_not_contradict_each_other() -> None:
    one = """Azerbaijan's defence ministry says that 2,907 of its soldiers were killed in the war over Nagorno-Karabakh
        between 27 September and 10 November 2020."""
    other = """Armenia's Investigative Committee says that 3,781 Armenian soldiers were killed in the war over
        Nagorno-Karabakh between 27 September and 10 November 2020."""
    found = concluded(told(one), told(other, "Times"))
    assert not found.contradictions()
    assert not found.within()


def test_the_dead_of_the_other_side_are_no_part_of_those_told_before() -> None:
    text = """The UN commission said that 2,251 Palestinians were killed in the Gaza Strip between 8 July and 26 August
        2014, including 1,462 civilians, among them 299 women and 551 children. Six civilians and 67 soldiers were
        killed on the Israeli side."""
    found = concluded(told(text))
    assert found.remainders() == {"2,251 - 1,462": (789, 789), "1,462 - 299 - 551": (612, 612)}
    assert not found.contradictions()


def test_a_retracted_figure_is_no_row() -> None:
    text = """The governor's office of Helmand on Monday retracted its statement that 13 civilians were killed in an air
        strike in Sangin on October 12. It said that seven Taliban fighters were killed."""
    found = concluded(told(text))
    assert {name: claim.stance for name, claim in found.claims.items()} == {"13": "denies", "seven": "asserts"}
    assert not found.contradictions()


def test_parts_by_place_and_by_doer_leave_rests_of_their_own() -> None:
    text = """The UN mission documented 2,300 civilians killed in South Sudan in 2018: 900 in Unity state, 700 in Upper
        Nile, and 400 in Jonglei. Government forces were responsible for 1,200 of the killings."""
    found = concluded(told(text))
    assert found.remainders() == {"2,300 - 900 - 700 - 400": (300, 300), "2,300 - 1,200": (1100, 1100)}


def test_some_of_the_dead_in_other_words_are_no_second_count_of_all() -> None:
    text = """The Department of Census said that 8,998 people died in the Northern Province in 2009, of whom 6,858 died
        in fighting."""
    found = concluded(told(text))
    assert found.within() == {("6,858", "8,998")}
    assert not found.contradictions()
