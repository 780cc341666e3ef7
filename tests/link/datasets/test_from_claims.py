"""Incidents of claims as records beside those of datasets."""

from __future__ import annotations

from tests.link.datasets.invented_events import background, event
from tests.link.invented import COUNTRY, A, make_claim

from uncounted.link.datasets.from_claims import event_record
from uncounted.link.datasets.linking import link_datasets
from uncounted.link.incidents import link
from uncounted.model.scope import Period


def test_reports_and_dataset_rows_of_one_event_meet() -> None:
    claims = [make_claim("one", 17), make_claim("two", 17)]
    (incident,) = link(claims)
    record = event_record(incident, claims, "case")
    assert record is not None
    assert (record.start, record.end, record.lat, record.lon) == ("2017-03-05", "2017-03-05", 36.0, 38.0)
    assert record.actors == (A.name,)
    assert "bombing" in record.classes
    row = event("alpha", "x", "2017-03-05", lat=36.01, lon=38.0, place="Tala", best=17.0, actors=("Force A",))
    found, _, _ = link_datasets([*background(), record, row])
    assert any({record.key, row.key} <= set(each.records) for each in found.incidents)


def test_an_incident_of_a_country_and_a_month_is_as_vague_as_that() -> None:
    march = Period(start="2017-03-01", end="2017-03-31", reading="sometime")
    claims = [make_claim("one", 17, march, places=(COUNTRY,))]
    (incident,) = link(claims)
    record = event_record(incident, claims, "case")
    assert record is not None
    assert (record.start, record.end, record.location_precision) == ("2017-03-01", "2017-03-31", 6)


def test_an_incident_without_days_has_no_record() -> None:
    claims = [make_claim("one", 17, None)]
    (incident,) = link(claims)
    assert event_record(incident, claims, "case") is None
