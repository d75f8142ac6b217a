"""Translating in a real browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter, looked_at
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

EDITOR, HEAD, AUDITOR = "editor", "head_of_office", "auditor"
HOME = "/de/buero/uebersetzen/"
PHONE = 375


def test_a_segment_is_translated_by_keyboard_with_its_facts_checked_while_typing(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "fassung/{plain}/")
    pair = page.locator("[data-pair]").nth(1)
    field = pair.locator("textarea")
    field.fill("Jedes Kind bekommt einen Platz.")
    expect(pair.locator("[data-doubts]")).to_contain_text("{telefon-kita}")
    field.press_sequentially(" Telefon: {telefon-kita}")
    expect(pair.locator("[data-doubts]")).to_be_empty()
    field.press("Control+Enter")
    expect(page.locator(".messages")).to_contain_text("1 Abschnitt ist gespeichert")
    expect(page.locator("[data-pair]").nth(2).locator("textarea")).to_be_focused()


def test_a_suggestion_is_taken_into_the_field_and_not_yet_saved(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "fassung/{legal}/?view=open")
    offer = page.locator(".pair__offer").first
    taken = offer.locator("[data-offer]").inner_text()
    pair = page.locator("[data-pair]").filter(has=page.locator(".pair__offer")).first
    offer.get_by_role("button", name="Übernehmen").click()
    expect(pair.locator("textarea")).to_have_value(taken)
    expect(pair.locator("textarea")).to_be_focused()


def test_without_scripts_everything_is_saved_and_reviewed(enter: Enter) -> None:
    page = enter(HEAD, HOME + "fassung/{legal}/?view=review", java_script_enabled=False)
    first = page.locator("[data-pair]").first
    first.get_by_label("geprüft").check()
    first.get_by_role("button", name="Speichern und weiter").click()
    expect(page.locator(".messages")).to_contain_text("1 Abschnitt ist gespeichert")


def test_two_people_at_one_segment_are_both_told(enter: Enter) -> None:
    mine, theirs = enter(EDITOR, HOME + "fassung/{arabic}/"), enter(HEAD, HOME + "fassung/{arabic}/")
    for page, text in ((theirs, "عنوان آخر"), (mine, "عنواني")):
        page.locator("textarea").first.fill(text)
        page.get_by_role("button", name="Alles speichern").click()
    expect(mine.locator("[data-errors]")).to_be_focused()
    expect(mine.locator("textarea").first).to_have_value("عنواني")
    expect(mine.locator(".pair__stored")).to_contain_text("عنوان آخر")
    assert violations(mine) == []
    looked_at(mine, "conflict-1280")


def test_a_file_for_an_agency_goes_out_and_comes_back_after_a_look_at_every_change(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "dateien/?variant={arabic}")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLIFF 2.0").first.click()
    back = Path(download.value.path()).read_text(encoding="utf-8").replace("بطاقة الهوية", "بطاقة هوية سارية")
    file = {"name": "zurueck.xlf", "mimeType": "application/xliff+xml", "buffer": back.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form:has(input[type=file]) button.button").press("Enter")
    expect(page.get_by_role("heading", name="Was die Datei ändern würde")).to_be_visible()
    expect(page.locator("main")).to_contain_text("سارية")
    looked_at(page, "exchange-preview")
    assert violations(page) == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
