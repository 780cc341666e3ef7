from __future__ import annotations

import re
from urllib.parse import quote

from tests.web.conftest import HOSTILE


def test_a_question_is_answered_with_the_claims_that_force_it(site):
    empty = site.ask("/questions/").text
    assert "Recipe" not in empty
    page = site.ask("/questions/?asked=1&where=Syria&who=civilian").text
    assert "At least 300, because" in page
    number = re.search(r'at least <a href="#(answer-1-low)">300</a>', page)
    assert number
    forced = page.partition(f'id="{number[1]}"')[2].partition("</section>")[0]
    assert 'href="/claims/' in forced
    assert "<mark>" in forced, "the words stand under the number"
    assert "uncounted reconcile CASE --where Syria" in page


def test_what_a_question_rests_on_can_be_narrowed(site):
    before = site.ask("/questions/?asked=1&where=Syria&who=civilian&as_of=2001").text
    assert "No claim in force forces a number above nobody." in before
    assert "as known on 31 December 2001" in before
    judged = site.ask("/questions/?asked=1&where=Syria&only=accepted").text
    assert "from claims that a person accepted alone" in judged


def test_what_cannot_be_asked_is_said_beside_the_form(site):
    for query, words in (
        ("where=Qqzxwv", "no place"),
        ("when=soon", "--when takes a date"),
        (f"where={quote(HOSTILE)}", "no place"),
        ("trust=" + quote("/etc/profile.json"), "no trust profile"),
        ("measure=sad", "no measure"),
        ("where=" + "a" * 400, "more than 300 characters"),
    ):
        answer = site.ask(f"/questions/?asked=1&{query}")
        assert answer.status == 400, query
        assert words in answer.text
        assert "<script>" not in answer.text
    assert site.ask("/compare/?asked=1&profile=official").status == 400


def test_profiles_stand_side_by_side_with_their_claims(site):
    form = site.ask("/compare/").text
    assert form.index('value="official" checked') < form.index('value="monitors" checked'), "admitted to alleged"
    page = site.ask("/compare/?asked=1&profile=every&profile=named").text
    table = page.partition('<table id="compared-1"')[2].partition("</table>")[0]
    assert re.search(r"at least|exactly", table)
    assert 'href="/claims/' in table


def test_incidents_show_their_figures_and_histories_lead_to_claims(site):
    page = site.ask("/incidents/").text
    figures = page.partition('<table id="incident-figures"')[2].partition("</table>")[0]
    assert re.search(r'<td class="n"><a href="/claims/[^"]+">\d', figures)
    assert "Totals over incidents" in page
    lives = site.ask("/histories/").text
    assert "first reported" in lives
    assert 'href="/claims/' in lives
