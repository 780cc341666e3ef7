from __future__ import annotations

import textwrap

import pytest

from uncounted.model.errors import InputError
from uncounted.read import Metadata, read_bytes

STRIKE = "An air strike on the town of Examplia killed at least 12 people on Wednesday, officials said."


def read(text: str, path: str = "a.txt", **flags: str):
    return read_bytes(text.encode(), path=path, flags=Metadata(**flags))


def test_headline_paragraphs_and_dateline():
    document = read(f"Strike kills 12 in Examplia\n9 Nov, 2016 22:09\n\n{STRIKE}\n\nThe army denied it.\n")
    assert document.text == f"Strike kills 12 in Examplia\n\n{STRIKE}\n\nThe army denied it."
    assert document.title == "Strike kills 12 in Examplia"
    assert document.title_span == document.span(0, 27)
    assert (document.published.start, document.published.source) == ("2016-11-09", "dateline")
    assert document.warnings == ()


def test_without_a_date_there_is_one_warning():
    assert read(STRIKE).warnings == (
        "no publication date: relative dates stay unresolved; give --published",
    )


def test_lines_wrapped_at_a_margin_become_one_paragraph():
    wrapped = (
        "An air strike on the town of Examplia killed at least 12 people on\n"
        "Wednesday, officials said. The army denied that any of its planes had\n"
        "flown over the town that day, and the governor asked for a US-\n"
        "led inquiry into it.\n\n"
        "Residents said that the market was full when the first of two bombs\n"
        "fell. Most of the dead were women.\n"
    )
    lines = read(wrapped).text.split("\n\n")
    assert len(lines) == 2
    assert "people on Wednesday" in lines[0]
    assert "a US-led inquiry" in lines[0]


def test_a_short_wrapped_note_runs_on():
    assert "strike in Mosul" in read(
        "Five civilians were killed on Friday night by a coalition strike in\nMosul, a doctor said.").text


@pytest.mark.parametrize(
    "text",
    [
        "5 killed",
        "- Killed: 12 (4 children)\n- Injured: 30\n- Missing: 2",
        "Town\tKilled\tInjured\nExamplia\t12\t30\nSampleton\t4\t9",
        "SIX PEOPLE WERE KILLED IN EXAMPLIA ON THURSDAY. THE ARMY DENIED IT.",
        "Strike kills 12 in Examplia\n\nTwo more die in hospital",
        "Home clinic hit, nurse dead",
        "Places that were hit:\n- Market\n- School\n\nHome\n\nHealth",
        "The report names:\n\n(a) one man shot at home\n\n(b) two women shot\n\n(c) two boys shot",
        "Africa\tAsia\tEurope\tAmericas\n4\t5\t6\t7",
        "More from 12 villages fled",
        "Ahmad Ali\nAhmad Omar\nAhmad Hassan\nAhmad Karim\nAhmad Salim",
    ],
)
def test_short_notes_lists_tables_and_wires_are_kept_whole(text):
    assert read(text, language="en").text == text


def test_names_that_share_a_beginning_are_no_furniture():
    names = " ".join(f"Abdul{tail}" for tail in ("ali", "omar", "karim", "rahim", "aziz", "hadi", "jabar", "latif"))
    text = f"The dead of Examplia\n\n{names} Abdulsalam Abdulwahab Abdulmajid Abdulnasser Abdulqadir"
    assert read(text, language="en").text == text


def test_furniture_goes_and_sentences_about_harm_stay():
    text = (
        "Home | World | Business | Sport | Opinion\nicon share-b icon fb-b icon tw-b icon close-b icon menu-b icon vk-b"
        f" icon pin-b\n\nStrike kills 12\n\nShare on Facebook\n\n{STRIKE}\n\nWe use cookies to improve this site.\n\n"
        "Share of the dead who were children: a third, killed at home.\n\nAll rights reserved\n"
    )
    document = read(text)
    assert document.text == (
        f"Strike kills 12\n\n{STRIKE}\n\nShare of the dead who were children: a third, killed at home."
    )
    assert any("left out as page furniture: 5 lines" in warning for warning in document.warnings)


def test_single_words_beside_furniture_are_furniture():
    assert read(f"Home\n\nSkip to content\n\nMenu\n\n{STRIKE}\n\nShare\n\nNext\n").text == STRIKE


def test_a_date_glued_to_a_menu_is_the_dateline():
    icons = "iconshare iconmail iconclose iconmenu iconup icondown iconleft iconright iconplay iconstop iconvk iconfm"
    document = read(f"{icons}9 Nov, 2016 22:09\n\nStrike kills 12\n\n{STRIKE}")
    assert document.text.startswith("Strike kills 12")
    assert document.published.start == "2016-11-09"


def test_furniture_that_a_margin_broke_is_furniture_still():
    icons = "icon share icon mail icon close-b icon menu-b icon up icon down icon left icon right icon play icon fm"
    pages = [icons, "Strike kills 12", f"{STRIKE} {STRIKE}", STRIKE]
    document = read("\n\n".join(textwrap.fill(page, 60) for page in pages))
    assert document.text == "\n\n".join(pages[1:])


def test_odd_characters_are_normalised_and_still_mapped():
    raw = "At least\u00a012 civi\u00adlians were\u200b killed,\r\nofﬁcials said."
    document = read(raw)
    assert "At least 12 civilians were killed" in document.text
    assert "officials" in document.text
    start = document.text.index("12 civilians")
    original = document.original(start, start + len("12 civilians"))
    assert raw[original.start : original.end] == "12 civi\u00adlians"


def test_markdown_marks_go_and_words_stay():
    marked = "# Strike kills **12**\n\nA [report](https://x.example/a) of *five* dead, 2 * 3 and a_b_c.\n"
    document = read(marked, "a.md")
    assert document.text == "Strike kills 12\n\nA report of five dead, 2 * 3 and a_b_c."
    assert document.title == "Strike kills 12"


def test_front_matter():
    text = '---\npublished: 2016-10\npublisher: "Example News"\ntitle: Strike kills 12\n---\n' + STRIKE
    document = read(text)
    assert document.text == STRIKE
    assert (document.published.start, document.published.end) == ("2016-10-01", "2016-10-31")
    assert document.published.source == "front matter"
    assert (document.publisher, document.title, document.title_span) == ("Example News", "Strike kills 12", None)


def test_front_matter_keys_that_nothing_uses_are_named():
    document = read(f"---\ndate: 2016-10-26\nauthor: A. N. Other\ntags:\n  - war\n---\n{STRIKE}")
    assert document.warnings == ("front matter keys not used: author, tags",)


@pytest.mark.parametrize(
    ("lines", "position"),
    [("published: yesterday", "line 2"), ("title: x\nno pair", "line 3"), ("title: x\ntitle: y", "line 3")],
)
def test_front_matter_is_strict(lines, position):
    with pytest.raises(InputError) as caught:
        read(f"---\n{lines}\n---\n{STRIKE}")
    assert caught.value.position == position


def test_a_rule_above_prose_is_no_front_matter():
    assert read(f"---\n{STRIKE}\n---\nMore of it was said.").text.startswith("An air strike")


def test_a_publisher_under_a_wrapped_headline_keeps_its_line():
    headline = "Toll of the strike on the market of Examplia climbs through the day of mourning"
    text = f"{textwrap.fill(headline, 60)}\nExample Courier\n\n" + textwrap.fill(f"{STRIKE} {STRIKE}", 60)
    document = read(text)
    assert document.title == headline
    assert document.text.split("\n")[:2] == [headline, "Example Courier"]


def test_the_longest_label_of_an_aligned_table_keeps_its_cell():
    table = "Country      Killed   Injured\nUkraine      4,902    5,461\nAfghanistan  438      1,192\n"
    assert "Afghanistan\t438\t1,192" in read(f"{STRIKE}\n\n{table}").text
