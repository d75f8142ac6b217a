"""Facts, dates and urgent notices in a real browser: for axe, on a phone, by keyboard, without scripts."""

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

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("facts")]

EDITOR, HEAD = "editor", "head_of_office"
HOME = "/de/buero/informationen/"
PAGES = [
    "angaben/", "angaben/neu/", "angaben/neu/phone/", "angaben/neu/hours/", "angaben/{phone}/", "angaben/{hours}/",
    "angaben/{hours}/aendern/", "angaben/{unused}/loeschen/", "{event}/termine/", "{place}/ort/", "dringend/",
    "dringend/neu/closed/", "dringend/neu/own/", "dringend/bausteine/ar/",
]  # fmt: skip
PHONE = 375


@dataclass(frozen=True)
class Office:
    address: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("facts")), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.facts.serve", str(port)]
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

    def opened(address: str, role: str = EDITOR, **options: object) -> Page:
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


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_and_fits_a_phone_in_both_languages(enter: Enter, address: str) -> None:
    page = enter(address)
    _looked_at(page, f"facts-{address.replace('/', '_')}-1280")
    assert violations(page) == []
    page.set_viewport_size({"width": PHONE, "height": 800})
    _looked_at(page, f"facts-{address.replace('/', '_')}-375")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.goto(page.get_attribute("link[rel=alternate][hreflang=en]", "href") or "")
    assert violations(page) == []


def test_opening_hours_are_changed_without_scripts_after_a_look_at_every_language(enter: Enter) -> None:
    page = enter("angaben/{hours}/aendern/", java_script_enabled=False)
    page.get_by_label("Freitag ab").first.fill("09:00")
    page.get_by_role("button", name="In allen Sprachen ansehen").click()
    expect(page.locator("[data-preview] dd[lang=ar]")).to_contain_text("9:00–12:00")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("dd[lang=de]")).to_contain_text("Fr 9–12")
    page.get_by_role("button", name="Letzte Änderung zurücknehmen").click()
    expect(page.locator("dd[lang=de]")).to_contain_text("Fr 8–12")


def test_a_notice_is_out_by_keyboard_alone_and_a_second_person_sees_that_it_waits(enter: Enter) -> None:
    page = enter("dringend/neu/water/")
    page.get_by_label("Wo", exact=False).first.focus()
    page.keyboard.type("Innenstadt")
    page.get_by_role("button", name="In allen Sprachen ansehen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-preview] article")).to_have_count(11)
    _looked_at(page, "facts-urgent-preview-1280")
    assert violations(page) == []
    page.get_by_role("button", name="Jetzt auf allen Seiten veröffentlichen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("noch von keiner zweiten Person gelesen").first).to_be_visible()
    other = enter("dringend/", HEAD)
    expect(other.get_by_role("link", name="Lesen und entscheiden").first).to_be_visible()
    _looked_at(other, "facts-urgent-out-1280")
