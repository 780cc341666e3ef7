from __future__ import annotations

import pytest

from uncounted.model.errors import InputError
from uncounted.read import Metadata, original_text, read_bytes

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Strike on market kills 12 - Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2021-03-04T10:00:00+02:00">
<link rel="canonical" href="https://news.example/2021/strike"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Strike on market kills&nbsp;12</h1>
<p>At least <b>12 civilians</b> were killed when an air strike hit a market in the town of Examplia
on Wednesday, local officials said.</p>
<p>The governor&rsquo;s office said that &quot;five children&quot; were among the dead &amp; that 30 were injured.</p>
<ul><li>Four were from one family.</li><li>Two were nurses at the hospital nearby.</li></ul>
<p>The army denied that its planes had flown over the town that day. It said that it would look into the reports,
and that it took every care to spare civilians.</p>
<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Examplia</td><td>12</td></tr></table></article>
<footer>Copyright Example News, all rights reserved</footer><script>var x = "99 killed";</script></body></html>"""


@pytest.fixture(scope="module")
def document():
    return read_bytes(PAGE.encode(), path="page.html")


def test_the_article_is_the_text_and_its_headline_comes_first(document):
    lines = document.text.split("\n\n")
    assert lines[0] == document.title == document.title_span.quote == "Strike on market kills 12"
    assert lines[1].startswith("At least 12 civilians were killed when")
    assert lines[2] == 'The governor’s office said that "five children" were among the dead & that 30 were injured.'
    assert "- Four were from one family.\n- Two were nurses" in document.text
    assert "Town\tKilled\nExamplia\t12" in document.text
    assert "99 killed" not in document.text
    assert "Home" not in document.text


def test_the_page_says_when_and_by_whom_it_was_published(document):
    published = document.published
    assert (published.start, published.end, published.source) == ("2021-03-04", "2021-03-04", "page metadata")
    assert (document.publisher, document.url) == ("Example News", "https://news.example/2021/strike")


@pytest.mark.parametrize("quote", ["12 civilians", "five children", "were killed when", "Examplia\t12", "kills 12"])
def test_spans_lead_into_the_page(document, quote):
    span = document.span(at := document.text.index(quote), at + len(quote))
    there = PAGE[span.original.start : span.original.end]
    assert quote.split()[0].split("\t")[0] in there
    assert quote.split()[-1] in there


def test_every_word_of_a_paragraph_is_mapped(document):
    assert original_text(PAGE.encode(), path="page.html") == PAGE
    covered = {i for s in document.segments for i in range(s.clean, s.clean + s.length)}
    unmapped = {document.text[i] for i in range(len(document.text)) if i not in covered}
    assert unmapped <= set(' \n\t-’"&')


def test_a_short_page_is_read_too():
    page = "<html><body><p>Five civilians were killed near Examplia on Friday.</p></body></html>"
    assert read_bytes(page.encode(), path="-").text == "Five civilians were killed near Examplia on Friday."


def test_flags_come_before_the_page():
    document = read_bytes(PAGE.encode(), path="p.html", flags=Metadata(published="2021-03-05", publisher="Mirror"))
    assert (document.published.start, document.published.source) == ("2021-03-05", "flag")
    assert (document.publisher, document.title) == ("Mirror", "Strike on market kills 12")


def test_a_page_in_the_encoding_that_it_declares():
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("one family", "one café")
    document = read_bytes(page.encode("cp1252"), path="p.html")
    assert "one café" in document.text
    assert document.encoding == "cp1252"


def test_a_page_without_an_article():
    with pytest.raises(InputError, match="no article text"):
        read_bytes(b"<html><head><title>x</title></head><body><img src='a.png'></body></html>", path="p.html")
