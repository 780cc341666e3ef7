from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uncounted.model.claim import Claim, Count
from uncounted.model.document import Span
from uncounted.web.marks import segments

TEXT = "At least 24 to 60 were killed, 12 of them children, in the town."


def claim(ident: str, start: int, end: int, sentence: tuple[int, int] | None = None) -> Claim:
    spans = {"count": Span(start, end, TEXT[start:end])}
    if sentence:
        spans["sentence"] = Span(*sentence, TEXT[slice(*sentence)])
    return Claim(ident, "killed", Count(), spans=spans)


def test_overlapping_counts_share_a_segment():
    found = segments(TEXT, [claim("a", 0, 11), claim("b", 9, 17)])
    assert [(s.text, s.claims, s.opens) for s in found if s.claims] == [
        ("At least ", ("a",), ("a",)),
        ("24", ("a", "b"), ("b",)),
        (" to 60", ("b",), ()),
    ]


def test_two_claims_on_one_span_are_both_there():
    found = segments(TEXT, [claim("a", 9, 11), claim("b", 9, 11)])
    assert [(s.text, s.opens) for s in found if s.claims] == [("24", ("a", "b"))]


def test_sentences_are_shaded_and_nested_ones_end_once():
    found = segments(TEXT, [claim("a", 9, 11, (0, 30)), claim("b", 31, 33, (0, 51))])
    assert "".join(s.text for s in found if s.sentence) == TEXT[:51]


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).filter(lambda p: p[0] < p[1])


@given(st.lists(spans, max_size=8))
def test_nothing_of_the_text_is_lost_and_each_claim_covers_its_span(given_spans):
    claims = [claim(f"c{i}", start, end, (0, len(TEXT))) for i, (start, end) in enumerate(given_spans)]
    found = segments(TEXT, claims)
    assert "".join(s.text for s in found) == TEXT
    for one in claims:
        span = one.spans["count"]
        assert "".join(s.text for s in found if one.id in s.claims) == span.quote
        assert sum(one.id in s.opens for s in found) == 1


def test_an_empty_text():
    assert segments("", []) == ()
