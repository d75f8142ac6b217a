"""Writing, reviewing and publishing in a real browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter, looked_at
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

EDITOR, HEAD, AUDITOR = "editor", "head_of_office", "auditor"
HOME = "/de/buero/informationen/"
PHONE = 375


def test_a_text_is_written_by_keyboard_and_the_preview_follows(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "fassungen/{draft_variant}/")
    page.get_by_label("Text", exact=True).fill("")
    page.get_by_label("Text", exact=True).focus()
    page.keyboard.type("Was Sie brauchen")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Fett")).to_be_focused()
    for _stop in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text", exact=True)).to_have_value("## Was Sie brauchen")
    page.keyboard.type("\n\nRufen Sie an: ")
    page.get_by_label("Angabe einfügen").select_option(label="Telefon des Amtes")
    expect(page.locator(".preview")).to_contain_text("0631 99")
    expect(page.locator(".preview h2")).to_have_text("Was Sie brauchen")
    page.get_by_label("Text", exact=True).press("Control+s")
    expect(page.get_by_text("Der Text ist gespeichert.")).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value("## Was Sie brauchen\n\nRufen Sie an: {telefon-amt}\n")


def test_advice_chooses_the_words_it_is_about(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "fassungen/{draft_variant}/")
    page.get_by_label("Text", exact=True).fill("Gut.\n\nFragen: {gibt-es-nicht}.")
    page.get_by_role("link", name="{gibt-es-nicht}").click()
    chosen = "const area = document.getElementById('id_text'); area.value.slice(area.selectionStart, area.selectionEnd)"
    assert page.evaluate(chosen) == "{gibt-es-nicht}"
    assert violations(page) == []


def test_a_text_is_written_and_looked_at_without_scripts(enter: Enter) -> None:
    page = enter(EDITOR, HOME + "fassungen/{draft_variant}/", java_script_enabled=False)
    page.get_by_label("Text", exact=True).fill("## Ohne Skript\n\nGeht auch: {telefon-amt}")
    page.get_by_role("button", name="Vorschau erneuern").click()
    expect(page.locator(".preview h2")).to_have_text("Ohne Skript")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_text("Der Text ist gespeichert.")).to_be_visible()


def test_whoever_saves_later_sees_the_comparison_and_keeps_their_text(enter: Enter) -> None:
    first = enter(EDITOR, HOME + "fassungen/{law_variant}/")
    second = enter(HEAD, HOME + "fassungen/{law_variant}/")
    expect(second.get_by_text("Redaktion schreibt gerade")).to_be_visible()
    second.get_by_label("Zusammenfassung").fill("Von der Leitung.")
    second.get_by_role("button", name="Speichern", exact=True).click()
    first.get_by_label("Zusammenfassung").fill("Von der Redaktion.")
    with first.expect_response(lambda answer: answer.status == 409):
        first.get_by_role("button", name="Speichern", exact=True).click()
    expect(first.get_by_role("heading", name="Jemand hat inzwischen gespeichert")).to_be_visible()
    expect(first.get_by_label("Zusammenfassung")).to_have_value("Von der Redaktion.")
    looked_at(first, "conflict-1280")
    assert violations(first) == []


def test_a_text_is_approved_on_a_phone_with_large_targets(enter: Enter) -> None:
    page = enter(HEAD, HOME + "pruefen/", viewport={"width": PHONE, "height": 740}, has_touch=True)
    page.get_by_role("link", name="Einen Kita-Platz finden").tap()
    looked_at(page, "review-phone")
    expect(page.locator("ins").first).to_contain_text("zwei")
    button = page.get_by_role("button", name="Freigeben und veröffentlichen")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= 740
    button.tap()
    expect(page.get_by_text("Freigegeben und veröffentlicht.")).to_be_visible()
