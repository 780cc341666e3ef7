from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser


def _follow(page, link):
    """Click a link or a button, and wait until the page it leads to is there: what is asked next is asked of that."""
    with page.expect_navigation():
        link.click()


def _only_from(page, server) -> None:
    assert page.watch.asked
    assert [url for url in page.watch.asked if not url.startswith(server.address)] == []


def test_from_the_case_to_a_document_to_a_claim_and_its_words(page, server, worked_claims):
    page.goto(server.address + "/")
    assert "7 readings were made by a machine" in page.inner_text("main")
    _follow(page, page.locator("nav >> text=Documents"))
    _follow(page, page.locator("text=Command puts the civilian dead"))
    marks = page.locator(".text mark")
    assert marks.all_inner_texts() == [claim.spans["count"].quote for claim in worked_claims]
    _follow(page, marks.nth(6).locator("a"))
    card = page.locator(":target")
    assert card.get_attribute("id") == f"claim-{worked_claims[6].id}"
    assert "Amnesty International" in card.inner_text()
    assert card.locator("mark").inner_text() == "at least 300"
    assert card.is_visible()
    _only_from(page, server)


def test_a_number_leads_to_its_evidence(page, server):
    page.goto(server.address + "/reconciliation/")
    _follow(page, page.locator(".answer a[href^='#']").first)
    evidence = page.locator(":target")
    assert evidence.locator("blockquote mark").first.is_visible()
    _follow(page, evidence.locator("a.figure-link").first)
    assert "/claims/c" in page.url
    assert page.locator("blockquote mark").is_visible()
    assert "machine reading" in page.inner_text("main") or "accepted by a person" in page.inner_text("main")
    _follow(page, page.locator("text=In the whole document"))
    assert page.locator(":target").is_visible()
    _only_from(page, server)


def test_marks_can_be_reached_and_opened_by_keyboard(page, server, worked_claims):
    page.goto(server.address + "/documents/")
    _follow(page, page.locator("text=Command puts the civilian dead"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentElement.tagName") == "MARK":
            break
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label == "119, claim 1: 119 civilians killed"
    page.keyboard.press("Enter")
    assert page.locator(":target").get_attribute("id") == f"claim-{worked_claims[0].id}"


def test_assumptions_are_switched_and_kept_in_the_address(page, server):
    page.goto(server.address + "/reconciliation/")
    box = page.locator('input[value="excluded-elsewhere"]')
    assert not box.is_checked()
    box.check()
    _follow(page, page.locator("button:has-text('Find again')"))
    assert "chosen=1" in page.url
    assert page.locator('input[value="excluded-elsewhere"]').is_checked()
    assert page.locator('input[value="no-overcount"]').is_checked()
    _follow(page, page.locator("text=Back to the usual ones"))
    assert not page.locator('input[value="excluded-elsewhere"]').is_checked()
    _only_from(page, server)


def test_a_box_of_the_scope_picture_leads_to_its_claim(page, server):
    page.goto(server.address + "/reconciliation/")
    _follow(page, page.locator("#scopes-1 svg.picture a").first)
    assert "/claims/c" in page.url


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_its_window(page, server, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/documents/", "/claims/", "/incidents/", "/reconciliation/"):
        page.goto(server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_hostile_text_runs_nothing(page, server):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(server.address + "/documents/")
    _follow(page, page.locator("tbody a").nth(1))
    assert "<script>alert(1)</script>" in page.inner_text("main")
    assert dialogs == []
    _only_from(page, server)


def test_the_server_stops_cleanly(served_case):
    command = [sys.executable, "-m", "uncounted.cli", "serve", str(served_case), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "stopped\n")
