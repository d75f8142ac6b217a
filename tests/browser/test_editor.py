"""Writing, reviewing and publishing in a real browser: for axe, on a phone, by keyboard, without scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tests.chromium import violations
from tests.servers import ROOT, free_port, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("editor")]

EDITOR, HEAD, AUDITOR = "editor", "head_of_office", "auditor"
HOME = "/de/buero/informationen/"
PAGES = [
    (EDITOR, ""),
    (EDITOR, "?q=gibt+es+nicht"),
    (EDITOR, "neu/"),
    (EDITOR, "{item}/"),
    (AUDITOR, "{item}/"),
    (EDITOR, "{law}/"),
    (EDITOR, "{item}/aendern/"),
    (EDITOR, "{item}/zurueckziehen/"),
    (EDITOR, "fassungen/{variant}/"),
    (EDITOR, "fassungen/{variant}/vergleich/"),
    (EDITOR, "fassungen/{law_variant}/veroeffentlichen/"),
    (HEAD, "pruefen/"),
    (EDITOR, "pruefen/"),
    (AUDITOR, "pruefen/"),
    (HEAD, "staende/{revision}/"),
    (EDITOR, "staende/{revision}/"),
    (EDITOR, "staende/{former}/"),
    (EDITOR, "staende/{former}/zurueckholen/"),
    (EDITOR, "staende/{draft_revision}/vorlegen/"),
    (EDITOR, "kampagnen/"),
    (EDITOR, "kampagnen/{campaign}/"),
    (EDITOR, "rubriken/"),
    (EDITOR, "rubriken/{category}/"),
    (EDITOR, "../bilder/"),
    (EDITOR, "../bilder/?q=gibt+es+nicht"),
    (EDITOR, "../bilder/neu/"),
    (EDITOR, "../bilder/{picture}/"),
    (EDITOR, "../bilder/{picture}/aendern/"),
    (EDITOR, "../bilder/{picture}/ersetzen/"),
    (EDITOR, "../bilder/{picture}/loeschen/"),
    (EDITOR, "../bilder/{picture}/zu-sehen/"),
    (EDITOR, "../rueckmeldungen/"),
    (EDITOR, "../rueckmeldungen/?q=gibt+es+nicht"),
    (EDITOR, "../rueckmeldungen/{message}/"),
    (EDITOR, "../rueckmeldungen/{answered}/"),
]
PHONE = 375


@dataclass(frozen=True)
class Office:
    address: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("editor")), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.editor.serve", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=Path(ROOT)) as process:
        assert process.stdout
        known = json.loads(process.stdout.readline())
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield Office(f"http://127.0.0.1:{port}", known)
        finally:
            process.terminate()


Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Browser, office: Office) -> Iterator[Enter]:
    """Opens an address of the workspace as somebody; nothing may complain."""
    contexts, complaints = [], []

    def opened(role: str, address: str, **options: object) -> Page:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "de-DE", "base_url": office.address, **options}
        )
        contexts.append(context)
        context.add_cookies([{"name": office.known["cookie"], "value": office.known[role], "url": office.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.goto(f"{HOME}{address}".format(**office.known))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(message: ConsoleMessage) -> bool:
    """The answer to somebody who saves too late has a status of its own."""
    return message.type == "error" and "409 (Conflict)" not in message.text


def _looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_every_page_is_accessible_and_fits_a_phone_in_both_languages(enter: Enter, role: str, address: str) -> None:
    page = enter(role, address)
    name = f"{role}-{address}".replace("/", "_").replace("?", "_")
    _looked_at(page, f"{name}-1280")
    assert violations(page) == []
    page.set_viewport_size({"width": PHONE, "height": 800})
    _looked_at(page, f"{name}-375")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.goto(page.get_attribute("link[rel=alternate][hreflang=en]", "href") or "")
    assert violations(page) == []


def test_a_text_is_written_by_keyboard_and_the_preview_follows(enter: Enter) -> None:
    page = enter(EDITOR, "fassungen/{draft_variant}/")
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
    page = enter(EDITOR, "fassungen/{draft_variant}/")
    page.get_by_label("Text", exact=True).fill("Gut.\n\nFragen: {gibt-es-nicht}.")
    page.get_by_role("link", name="{gibt-es-nicht}").click()
    chosen = "const area = document.getElementById('id_text'); area.value.slice(area.selectionStart, area.selectionEnd)"
    assert page.evaluate(chosen) == "{gibt-es-nicht}"
    assert violations(page) == []


def test_a_text_is_written_and_looked_at_without_scripts(enter: Enter) -> None:
    page = enter(EDITOR, "fassungen/{draft_variant}/", java_script_enabled=False)
    page.get_by_label("Text", exact=True).fill("## Ohne Skript\n\nGeht auch: {telefon-amt}")
    page.get_by_role("button", name="Vorschau erneuern").click()
    expect(page.locator(".preview h2")).to_have_text("Ohne Skript")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_text("Der Text ist gespeichert.")).to_be_visible()


def test_whoever_saves_later_sees_the_comparison_and_keeps_their_text(enter: Enter) -> None:
    first = enter(EDITOR, "fassungen/{law_variant}/")
    second = enter(HEAD, "fassungen/{law_variant}/")
    expect(second.get_by_text("Redaktion schreibt gerade")).to_be_visible()
    second.get_by_label("Zusammenfassung").fill("Von der Leitung.")
    second.get_by_role("button", name="Speichern", exact=True).click()
    first.get_by_label("Zusammenfassung").fill("Von der Redaktion.")
    with first.expect_response(lambda answer: answer.status == 409):
        first.get_by_role("button", name="Speichern", exact=True).click()
    expect(first.get_by_role("heading", name="Jemand hat inzwischen gespeichert")).to_be_visible()
    expect(first.get_by_label("Zusammenfassung")).to_have_value("Von der Redaktion.")
    _looked_at(first, "conflict-1280")
    assert violations(first) == []


def test_a_text_is_approved_on_a_phone_with_large_targets(enter: Enter) -> None:
    page = enter(HEAD, "pruefen/", viewport={"width": PHONE, "height": 740}, has_touch=True)
    page.get_by_role("link", name="Einen Kita-Platz finden").tap()
    _looked_at(page, "review-phone")
    expect(page.locator("ins").first).to_contain_text("zwei")
    button = page.get_by_role("button", name="Freigeben und veröffentlichen")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= 740
    button.tap()
    expect(page.get_by_text("Freigegeben und veröffentlicht.")).to_be_visible()
