from __future__ import annotations

import dataclasses

import pytest
from tests.store.invented import OTHER_TEXT, add, all_rows, judge, make_claims, make_document

from uncounted.model.claim import Count, Relation
from uncounted.model.errors import InputError
from uncounted.model.incident import Incident
from uncounted.store import projecting, queries, recording
from uncounted.store.setup import Case


def changed(claim, **fields):
    return dataclasses.replace(claim, **fields).with_reading()


def test_a_rebuild_gives_identical_rows(case: Case) -> None:
    one, two = make_document(), make_document(OTHER_TEXT)
    a, b = make_claims(one)
    (c,) = make_claims(two)
    a = changed(a, relations=(Relation("same_claim", c.id, "rule"),))
    add(case, one, (a, b), leads=[{"span": {"start": 0, "end": 4, "quote": "Offi"}, "why": "test"}], flags=["odd"])
    add(case, two)
    add(case, one, (changed(a, extractor="invented/2"),), engine="invented 2")
    recording.record_capture(case, make_document(data=b"<p>the same</p>", url="https://example.org"), one)
    recording.record_unread(case, "more/x.bin", "binary", "not a text")
    judge(case, a.id, "set", field="count.low", value=10)
    judge(case, a.id, "same", other=c.id)
    judge(case, b.id, "reject")
    recording.record_incidents(case, [Incident("i1", (a.id, c.id)), Incident("i2", (b.id,))])
    recording.record_incidents(case, [Incident("i1", (a.id,))])
    before = all_rows(case)
    assert min(len(rows) for rows in before.values()) >= 1
    counts = projecting.rebuild(case)
    assert all_rows(case) == before
    assert counts == {name: len(rows) for name, rows in before.items()}


def test_reading_again_supersedes_the_machine_and_keeps_the_history(case: Case) -> None:
    document = make_document()
    a, b = make_claims(document)
    add(case, document, (a, b))
    better = changed(a, count=Count(12, 20, 12), extractor="invented/2")
    assert add(case, document, (better,), engine="invented 2") == 3
    assert queries.claims(case) == (better,)
    assert [reading.claim for reading in queries.claim_history(case, a.id).readings] == [a, better]
    gone = queries.claim_history(case, b.id)
    assert gone.claim == b
    assert not gone.current


def test_the_same_reading_adds_nothing(case: Case) -> None:
    document = make_document()
    assert add(case, document) == 2
    assert add(case, document, engine="invented 2") is None
    assert add(case, dataclasses.replace(document, path="elsewhere.txt")) is None
    assert queries.counts(case).entries == 2


def test_reading_again_never_replaces_what_a_person_decided(case: Case) -> None:
    document = make_document()
    a, b = make_claims(document)
    add(case, document, (a, b))
    judge(case, a.id, "accept", value=a.reading)
    judge(case, b.id, "set", field="population.status", value="civilian")
    worse = changed(a, count=Count(99, 99, 99), extractor="invented/2")
    add(case, document, (worse,), engine="invented 2")
    now = {claim.id: claim for claim in queries.claims(case)}
    assert now[a.id] == dataclasses.replace(a, status="accepted")
    assert now[b.id].population.status == "civilian"
    assert queries.claim_history(case, a.id).newer_reading == worse.reading
    judge(case, a.id, "accept", value=worse.reading)
    assert queries.claim_history(case, a.id).claim == dataclasses.replace(worse, status="accepted")
    assert queries.claim_history(case, a.id).newer_reading is None


def test_judgements_apply_in_order(case: Case) -> None:
    document = make_document()
    (a, _) = make_claims(document)
    add(case, document)
    statuses = []
    for verb, fields in (
        ("accept", {}),
        ("reject", {}),
        ("set", {"field": "count.low", "value": 11}),
        ("accept", {}),
        ("set", {"field": "count.low", "value": None}),
    ):
        judge(case, a.id, verb, **fields)
        claim = queries.claim_history(case, a.id).claim
        statuses.append((claim.status, claim.count.low))
    assert statuses == [
        ("accepted", 12),
        ("rejected", 12),
        ("corrected", 11),
        ("corrected", 11),
        ("corrected", None),
    ]
    assert claim.reading != a.reading
    assert claim.reading == claim.with_reading().reading
    assert len(queries.judgements(case, about=a.id)) == 5


def test_fields_set_together_may_pass_through_what_is_no_claim(case: Case) -> None:
    document = make_document()
    (a, _) = make_claims(document)
    add(case, document)
    pair = [
        recording.new_judgement(a.id, "set", by="Noor", because="misread", field=f"count.{side}", value=value)
        for side, value in (("low", 20), ("high", 30))
    ]
    assert recording.record_judgements(case, pair) == (3, 4)
    assert queries.claims(case)[0].count == Count(20, 30, 12, text="12")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("count.low", "many", "count.low should be a whole number"),
        ("count.low", 13, "low 13 cannot exceed its high 12"),
        ("measure", "hurt", "measure should be one of killed"),
        ("kount", 1, "a claim has no field kount"),
        ("count.lo", 1, "a claim has no field count.lo"),
        ("scope.time.strt", "2016", "a claim has no field scope.time.strt"),
        ("scope.places[3].id", "SY", "a claim has no field scope.places.3"),
        ("id", "c1", "id cannot be set"),
        ("spans.count.quote", "x", "spans cannot be set"),
        ("...", 1, "names no field"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_field(case: Case, field: str, value: object, message: str) -> None:
    document = make_document()
    add(case, document)
    before = all_rows(case)
    with pytest.raises(InputError, match=message.replace("[", r"\[")):
        judge(case, make_claims(document)[0].id, "set", field=field, value=value)
    assert all_rows(case) == before
    assert queries.counts(case).entries == 2


def test_set_reaches_into_lists_and_empty_parts(case: Case) -> None:
    document = make_document()
    (a, _) = make_claims(document)
    add(case, document)
    judge(case, a.id, "set", field="scope.places[0].id", value="SY")
    judge(case, a.id, "set", field="scope.places.0.name", value="Syria")
    judge(case, a.id, "set", field="scope.time.start", value="2016-01-01")
    scope = queries.claims(case)[0].scope
    assert [(place.id, place.name) for place in scope.places] == [("SY", "Syria")]
    assert scope.time is not None
    assert scope.time.start == "2016-01-01"


def test_pairs_become_relations_and_the_last_decision_holds(case: Case) -> None:
    one, two = make_document(), make_document(OTHER_TEXT)
    a, b = make_claims(one)
    (c,) = make_claims(two)
    c = changed(c, relations=(Relation("same_claim", a.id, "rule"), Relation("update_of", b.id)))
    add(case, one)
    add(case, two, (c,))

    def relations(claim: str) -> list[tuple[str, str, str | None]]:
        return [(r.type, r.claim, r.rule) for r in queries.claim_history(case, claim).claim.relations]

    judge(case, a.id, "same", other=c.id)
    assert relations(a.id) == [("same_claim", c.id, "judgement")]
    judge(case, a.id, "different", other=c.id)
    assert relations(a.id) == []
    assert relations(c.id) == [("update_of", b.id, None)]
    judge(case, c.id, "part-of", other=a.id)
    assert relations(c.id) == [("update_of", b.id, None), ("part_of", a.id, "judgement")]
    assert queries.claim_history(case, a.id).claim.status == "machine"


def test_incidents_are_logged_only_where_they_change(case: Case) -> None:
    first = [Incident("i1", ("c1",)), Incident("i2", ("c2",))]
    assert recording.record_incidents(case, first) == 2
    assert recording.record_incidents(case, first) == 0
    assert recording.record_incidents(case, [Incident("i1", ("c1", "c2"))]) == 2
    assert queries.incidents(case) == (Incident("i1", ("c1", "c2")),)
    assert queries.incident(case, "i2") == (Incident("i2", ("c2",)), False)
    assert recording.record_incidents(case, first) == 2
    assert queries.incident(case, "i2")[1]


def test_claims_that_do_not_quote_or_take_another_documents_id_are_refused(case: Case) -> None:
    one, two = make_document(), make_document(OTHER_TEXT)
    add(case, one)
    with pytest.raises(InputError, match="does not quote the text"):
        add(case, two, make_claims(one))
    taken = tuple(dataclasses.replace(claim, id=make_claims(one)[0].id) for claim in make_claims(two))
    with pytest.raises(InputError, match="is taken by document"):
        add(case, two, taken)


def test_metadata_is_completed_and_never_lost(case: Case) -> None:
    from uncounted.model.document import Published

    day, weak = Published("2016-11-09", "2016-11-09", "flag"), Published("2016-11-08", "2016-11-08", "dateline")
    kept = make_document(published=day, url="https://example.org/a", publisher="A", warnings=("a warning",))
    offered = dataclasses.replace(
        kept, url=None, published=weak, publisher="B", title="A title", text="other", text_sha256="0", warnings=()
    )
    merged = recording.merged(kept, offered)
    assert merged == dataclasses.replace(kept, title="A title")
    assert recording.merged(kept, offered, {"publisher"}).publisher == "B"
    later = recording.merged(dataclasses.replace(kept, published=weak), dataclasses.replace(kept, warnings=()))
    assert (later.published, later.warnings) == (day, ())
