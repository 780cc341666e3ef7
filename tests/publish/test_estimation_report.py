from __future__ import annotations

import dataclasses
import itertools
import re

import pytest
from tests.publish.estimated import answer, histogram, many_strata, one_table, table
from tests.publish.test_pages import Page

from uncounted import __version__
from uncounted.model.errors import Refused
from uncounted.model.estimation import Consistency
from uncounted.publish.estimation import estimation_report, write_estimation_report
from uncounted.publish.estimation_view import EstimationView

VIEWS = {
    "three lists": lambda: one_table(3, 900),
    "six lists": lambda: one_table(6, 9000, stuck=True),
    "a list without overlap": lambda: one_table(4, 600, unusable=True),
    "strata": many_strata,
}


@pytest.fixture(scope="module")
def made():
    views = {name: make() for name, make in VIEWS.items()}
    return {name: (view, estimation_report(view)) for name, view in views.items()}


@pytest.fixture(params=list(VIEWS))
def report(request, made):
    view, html = made[request.param]
    return view, html, Page(html)


def said(html: str) -> str:
    return " ".join(Page(html).text.split())


def test_the_page_is_well_formed_and_every_link_leads_somewhere(report):
    _, _, page = report
    assert page.open == []
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in page.having("href") if href.startswith("#")}
    assert inside <= set(ids)


def test_it_loads_nothing_and_runs_nothing(report):
    _, html, page = report
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "base"}
    assert not page.having("src")
    assert "url(" not in html
    assert "@import" not in html
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)


def test_headings_do_not_skip_levels_and_tables_have_captions(report):
    _, _, page = report
    levels = [int(tag[1]) for tag, _ in page.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption")


def test_every_picture_says_what_it_shows(report):
    _, _, page = report
    pictures = [attrs for tag, attrs in page.elements if tag == "svg" and attrs.get("role") == "img"]
    assert pictures
    ids = set(page.having("id"))
    for attrs in pictures:
        named = (attrs.get("aria-labelledby") or "").split()
        assert len(named) == 2
        assert set(named) <= ids


def test_every_estimate_has_a_row_with_what_makes_it_again(report):
    view, html, page = report
    ids = set(page.having("id"))
    for number, one in enumerate(view.estimates, 1):
        assert f"row-{number}" in ids
        assert one.hash in html
    assert f"Uncounted {__version__}" in html


def test_nothing_that_is_no_number_is_shown(report):
    _, html, _ = report
    assert not re.search(r"\b(nan|inf|None|Undefined)\b", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_methods_that_lie_apart_are_said_to(made):
    text = said(made["six lists"][1])
    assert "no single figure should be quoted without the others" in text
    assert "Intervals that do not even touch" in text
    text = said(made["three lists"][1])
    assert "the methods differ, in the same order of size" in text
    assert "even touch" not in text


def test_a_refusal_stands_in_its_place_with_its_reason(made):
    html = made["three lists"][1]
    table_of_methods = html[html.index("<caption>Figures by method") :]
    assert "no model of these has an estimate" in table_of_methods[: table_of_methods.index("</table>")]


def test_a_list_that_cannot_be_used_says_why(made):
    text = said(made["a list without overlap"][1])
    assert "3 of 4 lists are usable" in text
    assert "shares no victim with another list" in text


def test_several_peaks_and_runs_that_disagree_are_told(made):
    text = said(made["six lists"][1])
    assert "The answer has 2 separate peaks" in text
    assert "33% of the probability" in text
    assert "The runs do not agree well enough to rely on this figure: R-hat is 1.31" in text
    assert "part of it may have been missed" in text
    assert "17% of the probability lies above" in text
    text = said(made["three lists"][1])
    assert "The answer has one peak" in text
    assert "The runs agree: R-hat is 1.002" in text


def test_the_predictive_check_names_the_overlaps_that_it_misses(made):
    text = said(made["three lists"][1])
    assert "2 of 7 overlaps lie outside the interval that the fitted model foretells: ○●○ and ○○●." in text
    assert "All 7 overlaps lie in the interval" in text


def test_sensitivity_and_consistency_are_said_in_words(made):
    view, html = made["three lists"]
    n, text = view.tables[0].n_observed, said(html)
    assert f"What moves it most: delta = 1, to {round(n * 3.1):,}" in text
    assert "1 change left no figure" in text
    assert "The interval holds the true size of 2 of 3 lists" in text
    assert "two-list formulas" not in text


def test_a_sum_says_for_which_strata_it_is_a_floor(made):
    text = said(made["strata"][1])
    assert "a floor for 2 strata: only the 2,653 victims that were observed there are in the sum" in text
    assert "Medians are never added" in text
    assert "The strata are independent of each other." in text
    assert text.count("its 873 recorded victims only, because 2 usable lists") == 2


def test_how_much_of_the_interval_is_linkage(made):
    assert "34% of the variance (of the logarithm of the unrecorded) lies between the 5 replicates" in said(
        made["three lists"][1]
    )


def test_every_method_is_told_in_plain_words(made):
    view, html = made["six lists"]
    text = said(html)
    assert text.count("What must be true.") >= len(view.methods)
    for paper in ("Manrique-Vallier 2016", "Madigan and York 1997", "Chan, Silverman and Vincent 2021"):
        assert paper in text


def test_several_answers_of_one_method_are_told_apart_with_a_picture_each():
    of = table(4, 900)
    forms = [
        answer(of, "closedp", 2.0 + k, settings={"model": m}, hash=str(k)) for k, m in enumerate(("Mt", "Mth-chao"))
    ]
    html = estimation_report(EstimationView((of,), tuple(forms), tuple(histogram(f, (2.0, 1.0)) for f in forms[:1])))
    text = said(html)
    assert "by 1 method in 2 forms" in text
    assert "Closed-population models (model Mth-chao)" in text
    assert "Closed, Mth-chao · " in text
    assert html.count('id="row-1-draws-t"') == 1
    assert "row-2-draws" not in html


def test_many_answers_are_folded_up_with_what_speaks_against_them_in_sight():
    of = table(3, 900)
    many = [answer(of, "closedp", 1.5, settings={"model": str(k)}, warnings=("poor",)) for k in range(8)]
    html = estimation_report(EstimationView((of,), tuple(many)))
    assert html.count('-whole"><details class="folded"><summary>') == 8
    assert said(html).count("1 warning") == 16


def test_a_lower_bound_passes_the_check_below_the_truth():
    of = table(3, 900)
    low = Consistency(None, "chao", "press", 300, 100, 200.0, 150.0, 250.0, covered=False, error=-0.33)
    bound = answer(of, "chao", 1.5, kind="lower bound")
    text = said(estimation_report(EstimationView((of,), (bound,), consistency=(low,))))
    assert "lies not above the true size of 1 of 1 list, as it should" in text
    text = said(estimation_report(EstimationView((of,), (answer(of, "chao", 1.5),), consistency=(low,))))
    assert "The interval holds the true size of 0 of 1 list" in text


def test_figures_of_every_size_can_be_read():
    of = table(3, 900)
    huge = answer(of, "dga", 1.0, estimate=2.5e10, low=1e10, high=9e10)
    text = said(estimation_report(EstimationView((of,), (huge, answer(of, "lcmcr", 1.2)))))
    assert "25 billion" in text
    assert "e+" not in text


def test_markup_in_names_and_reasons_stays_text():
    of = table(3, 300)
    evil = "<script>alert(1)</script>"
    lists = (dataclasses.replace(of.lists[0], name=evil, admits=evil), *of.lists[1:])
    of = dataclasses.replace(of, lists=lists, target_population=evil, stratum={evil: evil})
    view = EstimationView((of,), (answer(of, evil, 0, refused=evil), answer(of, "dga", 2.0)), title=evil, command=evil)
    html = estimation_report(view)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 5


def test_an_unknown_method_and_an_empty_report_are_shown():
    of = table(3, 300)
    assert "This report knows no description of this method" in said(
        estimation_report(EstimationView((of,), (answer(of, "plugin", 2.0),)))
    )
    assert "In short" in said(estimation_report(EstimationView((), ())))
    assert "No method gives an estimate" in said(estimation_report(EstimationView((of,), ())))


def test_it_is_written_whole_or_refused(tmp_path):
    view = one_table(3, 900)
    path = tmp_path / "new" / "report.html"
    write_estimation_report(path, view.tables, view.estimates, source="lists.csv")
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [each.name for each in path.parent.iterdir()] == ["report.html"]
    with pytest.raises(Refused, match="cannot write the report here"):
        write_estimation_report(path / "inside.html", view.tables, view.estimates)


def test_the_same_answers_make_the_same_page(made):
    assert estimation_report(one_table(3, 900)) == made["three lists"][1]
