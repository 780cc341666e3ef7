"""The article of 9 November 2016 against its gold annotation: ten numeric claims, and no other number a claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.extract.helpers import document

from uncounted.extract.door import check
from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim
from uncounted.model.scope import Scope
from uncounted.resolve.claims import resolve

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "articles"
NAME = "rt-2016-11-09-centcom"
pytestmark = pytest.mark.skipif(not (FOLDER / f"{NAME}.txt").exists(), reason="the annotated article is not here")
NUMERIC = ("c1", "c2", "c3", "c4", "c5", "c8", "c9", "c10", "c11", "c13")


@pytest.fixture(scope="module")
def read() -> tuple[int, dict, dict[str, Claim], tuple[Claim, ...]]:
    """Where the clean text begins in the file; the gold; the claims by their gold ids; all claims."""
    raw = (FOLDER / f"{NAME}.txt").read_text("utf-8")
    gold = json.loads((FOLDER / f"{NAME}.gold.json").read_text("utf-8"))
    begin = gold["document"]["title_span"]["start"]
    made = document(raw[begin:].rstrip(), "2016-11-09", "RT")
    found = extractor.extract(made)
    check(made, found)
    claims = resolve(made, found.claims)
    named = {}
    for wanted in gold["claims"]:
        span = wanted["count_span"]
        if span is None:
            continue
        met = [
            c
            for c in claims
            if c.spans["count"].start + begin < span["end"] and span["start"] < c.spans["count"].end + begin
        ]
        assert len(met) == 1, wanted["id"]
        named[wanted["id"]] = met[0]
    return begin, gold, named, claims


def test_the_ten_numeric_claims_are_found_and_no_other(read):
    _, _, named, claims = read
    assert tuple(named) == NUMERIC
    assert len(claims) == 10


def test_no_distractor_is_a_claim(read):
    begin, gold, _, claims = read
    for distractor in gold["distractor_numbers"]:
        span = distractor["span"]
        assert not any(
            c.spans["count"].start + begin < span["end"] and span["start"] < c.spans["count"].end + begin
            for c in claims
        ), distractor["why"]


def test_counts_measures_and_bounds(read):
    _, gold, named, _ = read
    for wanted in gold["claims"]:
        if wanted["id"] not in named:
            continue
        claim = named[wanted["id"]]
        assert claim.measure == wanted["effect"]
        assert claim.count.low == wanted["count"]["min"]
        assert claim.count.high == (None if wanted["count"]["max_open"] else wanted["count"]["max"])
        assert claim.count.text == claim.spans["count"].quote
    assert named["c10"].count.modifier == "vague word"
    assert named["c10"].count.rule
    assert named["c13"].count.modifier == "range"


def test_times(read):
    _, _, named, _ = read
    for name in ("c1", "c2", "c3"):
        time = named[name].scope.time
        assert (time.start, time.end, time.reading) == ("2014-01-01", "2016-11-09", "throughout")
        assert named[name].inherited["time.end"] == "until-publication"
    for name in ("c4", "c5"):
        time = named[name].scope.time
        assert (time.start, time.end) == ("2015-11-20", "2016-09-10")
        assert named[name].inherited["time"] == "that-period"
    five = named["c8"].scope.time
    assert (five.start, five.end, five.rule) == ("2015-11-20", "2015-11-20", "statement-date")
    assert [(a.start, a.end) for a in five.alternatives] == [(None, "2015-11-20")]
    assert named["c9"].scope.time.edtf == "2016-03-05"
    manbij = named["c10"].scope.time
    assert (manbij.start, manbij.end, manbij.reading) == ("2016-07-11", "2016-07-20", "sometime")
    assert named["c11"].scope.time.end == named["c11"].said_on == "2016-10-31"


def test_places_and_actors(read):
    _, _, named, _ = read

    def countries(name: str) -> set[str | None]:
        return {place.country for place in named[name].scope.places}

    for name in ("c1", "c2", "c3", "c4", "c5", "c13"):
        assert countries(name) == {"SY", "IQ"}
    assert named["c3"].inherited["places"] == "same-claim"
    assert named["c4"].inherited["places"] == "headline-of-root"
    for name, country in (("c8", "SY"), ("c9", "IQ"), ("c10", "SY")):
        place = named[name].scope.places[0]
        assert (place.relation, place.country) == ("near", country)
        assert place.id
    assert countries("c11") == {"SY"}
    assert {a.id for name in ("c1", "c2", "c3", "c4", "c5", "c8") for a in named[name].scope.actors} == {"US"}
    coalition = {a.id for name in ("c9", "c10", "c11") for a in named[name].scope.actors}
    assert len(coalition) == 1
    assert coalition <= set(named["c8"].scope.actors[0].within)
    assert {named[name].scope.means for name in NUMERIC} == {"airstrike"}
    assert named["c11"].scope.n_incidents == 11


def test_roots_stances_and_status(read):
    _, _, named, _ = read
    official = {named[name].root for name in ("c1", "c2", "c3", "c4", "c5", "c8", "c9", "c13")}
    assert len(official) == 1
    assert len({named["c10"].root, named["c11"].root, *official}) == 3
    assert {named[name].stance for name in ("c1", "c2", "c3", "c4", "c5", "c8", "c9")} == {"admits"}
    assert {named[name].stance for name in ("c10", "c11")} == {"alleges"}
    assert {named[name].population.status for name in NUMERIC[:-1]} == {"civilian"}
    chain = [(link.name, link.role) for link in named["c3"].attribution]
    assert chain == [
        ("Major Josh Jacques", "speaker"),
        ("US Central Command", "organisation"),
        ("Reuters", "wire"),
        ("RT", "publisher"),
    ]


def test_kinds_relations_and_exclusions(read):
    _, _, named, _ = read
    ids = {claim.id: name for name, claim in named.items()}
    relations = {(name, r.type, ids[r.claim], r.rule) for name, c in named.items() for r in c.relations}
    for wanted in (
        ("c2", "same_claim", "c1", "same-figure"),
        ("c3", "same_claim", "c1", "same-figure"),
        ("c4", "part_of", "c1", "bringing-total"),
        ("c8", "part_of", "c4", "example"),
        ("c9", "part_of", "c4", "example"),
        ("c9", "disjoint_from", "c8", "further"),
        ("c10", "excluded_from", "c1", "not-included"),
        ("c10", "excluded_from", "c4", "not-included"),
        ("c11", "contradicts", "c1", "said-so"),
        ("c13", "paraphrase_of", "c4", "retold"),
    ):
        assert wanted in relations
    kinds = [named[name].kind for name in NUMERIC[:8]]
    assert kinds == ["cumulative"] * 3 + ["period"] * 2 + ["incident"] * 3
    manbij = named["c10"].id
    for name in ("c1", "c2", "c3", "c4", "c5", "c8", "c9"):
        assert manbij in named[name].exclusions
        mosul = [item for item in named[name].exclusions if isinstance(item, Scope)]
        assert len(mosul) == 1
        assert "Mosul" in (mosul[0].incident or "")
        assert mosul[0].places[0].country == "IQ"
    assert not named["c11"].exclusions
