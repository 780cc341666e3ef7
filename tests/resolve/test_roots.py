from __future__ import annotations

from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.resolve.roots import one_name


def told(name: str, body: str, *same: str) -> Claim:
    relations = tuple(Relation("same_claim", one) for one in same)
    root = body.lower().replace(" ", "-").replace("'", "")
    chain = (Attribution(body, "organisation"), Attribution("Example Courier", "publisher"))
    return Claim(name, "killed", Count(71, 71, 71), attribution=chain, root=root, relations=relations)


def test_a_title_that_names_a_body_in_fewer_words_means_the_same_body():
    title, body = one_name([told("title", "Ombudsman"), told("body", "Ombudsman's Office", "title")])
    assert (title.root, title.attribution) == (body.root, body.attribution)
    assert body.root == "ombudsmans-office"


def test_other_bodies_that_repeat_a_figure_stay_who_they_are():
    church, police = one_name([told("a", "Catholic Church"), told("b", "National Police", "a")])
    assert (church.root, police.root) == ("catholic-church", "national-police")
    office, apart = one_name([told("a", "Ombudsman"), told("b", "Ombudsman's Office")])
    assert (office.root, apart.root) == ("ombudsman", "ombudsmans-office")
