"""Translating in a real browser: for axe, on a phone, by keyboard, without scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.servers import ROOT, free_port, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("translation")]

EDITOR, HEAD, AUDITOR = "editor", "head_of_office", "auditor"
HOME = "/de/buero/uebersetzen/"
PAGES = [
    (EDITOR, ""),
    (AUDITOR, ""),
    (EDITOR, "?only=must"),
    (EDITOR, "fassung/{arabic}/"),
    (AUDITOR, "fassung/{arabic}/"),
    (EDITOR, "fassung/{arabic}/?view=open"),
    (HEAD, "fassung/{legal}/?view=review"),
    (EDITOR, "fassung/{plain}/"),
    (EDITOR, "fassung/{legal}/veroeffentlichen/"),
    (EDITOR, "schaetzungen/"),
    (EDITOR, "dateien/?variant={arabic}"),
    (EDITOR, "glossar/"),
    (EDITOR, "glossar/{term}/"),
    (EDITOR, "glossar/liste/"),
    (EDITOR, "speicher/"),
    (EDITOR, "speicher/{remembered}/loeschen/"),
]
PHONE = 375


@dataclass(frozen=True)
class Office:
    address: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("translation")), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.translation.serve", str(port)]
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
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{HOME}{address}".format(**office.known))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


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


def test_a_segment_is_translated_by_keyboard_with_its_facts_checked_while_typing(enter: Enter) -> None:
    page = enter(EDITOR, "fassung/{plain}/")
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
    page = enter(EDITOR, "fassung/{legal}/?view=open")
    offer = page.locator(".pair__offer").first
    taken = offer.locator("[data-offer]").inner_text()
    pair = page.locator("[data-pair]").filter(has=page.locator(".pair__offer")).first
    offer.get_by_role("button", name="Übernehmen").click()
    expect(pair.locator("textarea")).to_have_value(taken)
    expect(pair.locator("textarea")).to_be_focused()


def test_without_scripts_everything_is_saved_and_reviewed(enter: Enter) -> None:
    page = enter(HEAD, "fassung/{legal}/?view=review", java_script_enabled=False)
    first = page.locator("[data-pair]").first
    first.get_by_label("geprüft").check()
    first.get_by_role("button", name="Speichern und weiter").click()
    expect(page.locator(".messages")).to_contain_text("1 Abschnitt ist gespeichert")


def test_two_people_at_one_segment_are_both_told(enter: Enter) -> None:
    mine, theirs = enter(EDITOR, "fassung/{arabic}/"), enter(HEAD, "fassung/{arabic}/")
    for page, text in ((theirs, "عنوان آخر"), (mine, "عنواني")):
        page.locator("textarea").first.fill(text)
        page.get_by_role("button", name="Alles speichern").click()
    expect(mine.locator("[data-errors]")).to_be_focused()
    expect(mine.locator("textarea").first).to_have_value("عنواني")
    expect(mine.locator(".pair__stored")).to_contain_text("عنوان آخر")
    assert violations(mine) == []
    _looked_at(mine, "conflict-1280")
