"""People, organisations and the directory in a real browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

COORDINATOR, VOLUNTEER, MEMBER, NOBODY = "coordinator", "volunteer", "organisation_member", ""
NARROW = 320


def test_a_page_turned_round_for_arabic_does_not_overflow(enter: Enter) -> None:
    page = enter(COORDINATOR, "/de/buero/personen/{person}/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_call_is_noted_without_scripts_and_by_keyboard(enter: Enter) -> None:
    page = enter(COORDINATOR, "/de/buero/personen/{person}/", java_script_enabled=False)
    page.get_by_role("button", name="Heute gesprochen").press("Enter")
    expect(page.get_by_text("Vermerkt: heute mit")).to_be_visible()


def test_languages_are_chosen_by_keyboard_and_a_wrong_number_keeps_them(enter: Enter) -> None:
    page = enter(COORDINATOR, "/de/buero/personen/neu/")
    page.get_by_label("Nachname").fill("Probe")
    page.get_by_label("Mobiltelefon").fill("12")
    page.get_by_label("Albanisch").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Eintragen").press("Enter")
    expect(page.get_by_text("mit Vorwahl").first).to_be_visible()
    assert violations(page) == []
    expect(page.get_by_label("Amharisch")).to_be_checked()


def test_the_directory_narrows_without_scripts(enter: Enter) -> None:
    page = enter(NOBODY, "/de/partner/", java_script_enabled=False)
    page.get_by_label("Thema").select_option("housing")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Mieterrat Gartenstadt"])
