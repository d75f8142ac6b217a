"""Facts, dates and urgent notices in a real browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter, looked_at
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

EDITOR, HEAD = "editor", "head_of_office"
HOME = "/de/buero/informationen/"
PHONE = 375


def test_opening_hours_are_changed_without_scripts_after_a_look_at_every_language(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "angaben/{the_hours}/aendern/", java_script_enabled=False)
    page.get_by_label("Freitag ab").first.fill("09:00")
    page.get_by_role("button", name="In allen Sprachen ansehen").click()
    expect(page.locator("[data-preview] dd[lang=ar]")).to_contain_text("9:00–12:00")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("dd[lang=de]")).to_contain_text("Fr 9–12")
    page.get_by_role("button", name="Letzte Änderung zurücknehmen").click()
    expect(page.locator("dd[lang=de]")).to_contain_text("Fr 8–12")


def test_a_notice_is_out_by_keyboard_alone_and_a_second_person_sees_that_it_waits(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "dringend/neu/water/")
    page.get_by_label("Wo", exact=False).first.focus()
    page.keyboard.type("Innenstadt")
    page.get_by_role("button", name="In allen Sprachen ansehen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-preview] article")).to_have_count(11)
    looked_at(page, "facts-urgent-preview-1280")
    assert violations(page) == []
    page.get_by_role("button", name="Jetzt auf allen Seiten veröffentlichen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("noch von keiner zweiten Person gelesen").first).to_be_visible()
    other = enter(HEAD, HOME + "dringend/")
    expect(other.get_by_role("link", name="Lesen und entscheiden").first).to_be_visible()
    looked_at(other, "facts-urgent-out-1280")
