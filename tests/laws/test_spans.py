"""Laws of spans: what the clean text shows can be found in the original."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.model.errors import InputError
from uncounted.read import Metadata, original_text, read_bytes
from uncounted.read.html import align, visible
from uncounted.read.mapped import Edit, Mapped

WORDS = st.sampled_from(
    ["The", "strike", "killed", "12", "civilians.", "Share", "9 Nov 2016", "\n", "\n\n", "\r\n", " ", "\u00a0", "\t",
     "\u00ad", "\u200b", "ﬁve", "- ", "é", "🙂", "# ", "**", "---", "|", "said,", "of", "air-", "&amp;", "<b>", "قتل"]
)  # fmt: skip
PAGES = st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=1, max_size=60).map(" ".join)


def read(text: str, path: str):
    try:
        return read_bytes(text.encode("utf-8", "replace"), path=path, flags=Metadata(language="en"))
    except InputError:
        return None


@settings(max_examples=150, deadline=None)
@given(PAGES, st.sampled_from(["a.txt", "a.md"]), st.data())
def test_a_span_quotes_the_text_and_an_unchanged_run_its_original(text, path, data):
    document = read(text, path)
    if document is None:
        return
    original = original_text(text.encode("utf-8", "replace"), path=path)
    check_segments(document, original)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    span = document.span(start, end)
    assert document.text[span.start : span.end] == span.quote
    if span.original:
        assert 0 <= span.original.start <= span.original.end <= len(original)


def check_segments(document, original):
    before = (0, 0)
    for segment in document.segments:
        assert segment.length > 0
        assert segment.clean >= before[0]
        assert segment.original >= before[1]
        quote = document.text[segment.clean : segment.clean + segment.length]
        assert original[segment.original : segment.original + segment.length] == quote
        assert document.span(segment.clean, segment.clean + segment.length).original.start == segment.original
        before = (segment.clean + segment.length, segment.original + segment.length)


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<!-- 9 killed -->", "<script>x</script>", "&amp;", "&rsquo;", "&#50;",
     "&nbsp;", "<a href='x>y'>", "</a>", "Twelve", "people", "were", "killed", "12", "in", "Examplia.", "<", ">", "&",
     '"', "\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, min_size=1, max_size=40).map(" ".join))
def test_words_of_a_page_are_found_again_where_they_stand(page):
    seen = visible(page)
    assert all(page[s.original : s.original + s.length] == seen.text[s.clean : s.clean + s.length]
               for s in seen.segments)
    body = "\n".join(" ".join(line.split()) for line in seen.text.split("\n"))
    aligned = align(page, seen, body)
    assert aligned.text == body
    assert all(page[s.original : s.original + s.length] == body[s.clean : s.clean + s.length]
               for s in aligned.segments)


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_reading_twice_gives_the_same_document(text):
    assert read(text, "a.txt") == read(text, "a.txt")


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=5),
)
def test_edits_keep_every_other_character_mapped(text, draws):
    edits: list[Edit] = []
    at = 0
    for start, length, words in sorted(draws):
        begin, end = max(start, at), max(start, at) + length
        if end <= len(text):
            edits.append(Edit(begin, end, words))
            at = end
    edited = Mapped.whole(text).edit(edits)
    assert all(text[s.original : s.original + s.length] == edited.text[s.clean : s.clean + s.length]
               for s in edited.segments)
    kept = len(text) - sum(edit.end - edit.start for edit in edits)
    assert sum(segment.length for segment in edited.segments) == kept
