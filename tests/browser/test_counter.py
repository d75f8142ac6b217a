"""A call by keyboard alone: nobody touches the mouse, and few keys are needed beside what is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

CALLER, TEXT = "0631 7654321", "Sucht einen Sprachkurs am Abend"
MOST_KEYS = 25
"""Beside the letters that are typed; at two keys a second with the letters well under 45 seconds."""


def test_a_call_is_on_record_by_keyboard_alone(enter: Enter) -> None:
    page = enter("coordinator", "/de/buero/notieren/")
    by_keyboard = Keyboard(page)
    by_keyboard.type_unknown_caller(CALLER)
    page.keyboard.type(TEXT)
    by_keyboard.press("Tab")
    assert by_keyboard.focused == "language"
    by_keyboard.press("ArrowDown")
    language = page.evaluate("document.activeElement.value")
    assert language != "de"
    by_keyboard.press("Tab", 3)
    assert by_keyboard.focused == "call_back"
    by_keyboard.press("ArrowDown", 2)
    by_keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(TEXT)
    expect(page.get_by_role("status")).to_contain_text("Rückruf am")
    assert by_keyboard.focused == "caller"
    assert page.input_value("[name=text]") == ""
    assert by_keyboard.keys <= MOST_KEYS


def test_without_scripts_the_buttons_do_the_same(enter: Enter) -> None:
    page = enter("coordinator", "/de/buero/notieren/", java_script_enabled=False)
    page.get_by_label("Nummer oder Name").fill("Nirgendwer Unbekannt")
    page.get_by_label("Was möchte die Person?").fill("Fragt nach einem Termin")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_text("Niemand gefunden")).to_be_visible()
    expect(page.get_by_label("Was möchte die Person?")).to_have_value("Fragt nach einem Termin")
    page.get_by_role("button", name="Notieren").click()
    expect(page.get_by_role("status")).to_contain_text("Fragt nach einem Termin")
