"""Codes of incidents stay through new records, splits and merges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uncounted.link.datasets.codes import Before, Change, coded

A, B, C, D = (("alpha", "1"), ("beta", "2"), ("gamma", "3"), ("beta", "4"))


def test_a_new_incident_has_the_code_of_its_first_record_wherever_it_is_made() -> None:
    (first,), (change,) = coded([[A, B]])
    assert coded([[B, A]])[0][0] == first
    assert first.code.startswith("E-")
    assert change == Change("new", first.code)


def test_a_code_stays_when_records_join_or_leave() -> None:
    before = [Before("E-OLD", (A, B))]
    assert coded([[A, B, C]], before)[0][0].code == "E-OLD"
    assert coded([[B]], before)[0][0].code == "E-OLD"


def test_a_merge_keeps_the_code_of_the_larger_and_names_the_other() -> None:
    found, changes = coded([[A, B, C]], [Before("E-LARGE", (A, B)), Before("E-SMALL", (C,), ("E-OLDER",))])
    assert (found[0].code, found[0].former) == ("E-LARGE", ("E-OLDER", "E-SMALL"))
    assert changes == (Change("merged", "E-LARGE", ("E-SMALL",)),)


def test_a_split_keeps_the_code_with_most_records_and_the_rest_names_it() -> None:
    found, changes = coded([[A, B], [C]], [Before("E-OLD", (A, B, C))])
    assert found[0].code == "E-OLD"
    assert found[1].former == ("E-OLD",)
    assert changes == (Change("split", found[1].code, ("E-OLD",)),)


def test_a_code_whose_records_are_gone_is_reported_and_never_used_again() -> None:
    gone = coded([[A]])[0][0].code
    found, changes = coded([[B]], [Before("E-KEPT", (B,)), Before(gone, (D,))])
    assert changes == (Change("gone", gone),)
    assert coded([[A]], [Before(gone, (D,))])[0][0].code != gone
    assert found[0].code == "E-KEPT"


KEYS = [("alpha", str(n)) for n in range(8)]


@st.composite
def partitions(draw: st.DrawFn) -> list[list[tuple[str, str]]]:
    labels = draw(st.lists(st.integers(0, 4), min_size=len(KEYS), max_size=len(KEYS)))
    return [held for k in range(5) if (held := [key for key, label in zip(KEYS, labels, strict=True) if label == k])]


@given(partitions(), partitions())
def test_codes_are_unique_and_the_same_sets_keep_theirs(
    one: list[list[tuple[str, str]]], other: list[list[tuple[str, str]]]
) -> None:
    first, _ = coded(one)
    before = [Before(each.code, tuple(keys), each.former) for each, keys in zip(first, one, strict=True)]
    again, changes = coded(one, before)
    assert [each.code for each in again] == [each.code for each in first]
    assert changes == ()
    then, _ = coded(other, before)
    codes = [each.code for each in then]
    assert len(set(codes)) == len(codes)
    ended = {code for each in then for code in each.former}
    assert {each.code for each in before} <= {*codes, *ended}
