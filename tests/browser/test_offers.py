"""An offer is taken in by keyboard alone while somebody speaks, and the week is ticked with Tab and the space bar."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

CALLER, NAME, TEXT = "0631 7654329", "Frau Anrufprobe", "Möchte mit Kindern lesen"
MOST_KEYS = 20
"""Beside the letters that are typed; at two keys a second with the letters well under 45 seconds."""


def test_an_offer_is_on_record_by_keyboard_alone(enter: Enter) -> None:
    page = enter("coordinator", "/de/buero/angebote/aufnehmen/")
    by_keyboard = Keyboard(page)
    by_keyboard.type_unknown_caller(CALLER)
    page.keyboard.type(NAME)
    by_keyboard.press("Tab", 2)
    page.keyboard.type(TEXT)
    by_keyboard.press("Tab")
    assert by_keyboard.focused == "language"
    page.keyboard.type("Arab")
    by_keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{NAME}: {TEXT}")
    assert by_keyboard.focused == "caller"
    assert page.input_value("[name=text]") == ""
    assert by_keyboard.keys <= MOST_KEYS


def test_without_scripts_the_week_is_ticked_and_the_buttons_do_the_same(enter: Enter) -> None:
    page = enter("coordinator", "/de/buero/angebote/aufnehmen/", java_script_enabled=False)
    page.get_by_label("Nummer oder E-Mail").fill("0631 7654328")
    page.get_by_label("Was bietet die Person an?").fill("Hilft ohne Skript")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_label("Was bietet die Person an?")).to_have_value("Hilft ohne Skript")
    page.get_by_text("Zeit, Handlungsfelder, Stadtteile").click()
    box = page.get_by_label("Dienstag abends")
    page.get_by_label("Dienstag nachmittags").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.get_by_role("button", name="Aufnehmen", exact=True).click()
    page.get_by_role("status").get_by_role("link").click()
    expect(page.get_by_role("img", name="Di abends")).to_be_visible()
