"""People, organisations and the directory in a real browser: for axe, on a phone, by keyboard, without scripts."""

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

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

COORDINATOR, VOLUNTEER, MEMBER, NOBODY = "coordinator", "volunteer", "organisation_member", ""
PAGES = [
    (COORDINATOR, "/de/buero/personen/"),
    (COORDINATOR, "/de/buero/personen/?q=gibt+es+nicht"),
    (COORDINATOR, "/de/buero/personen/neu/"),
    (COORDINATOR, "/de/buero/personen/{person}/"),
    (COORDINATOR, "/de/buero/personen/{person}/aendern/"),
    (COORDINATOR, "/de/buero/personen/{person}/kontaktweg/"),
    (COORDINATOR, "/de/buero/personen/{person}/einwilligung/"),
    (COORDINATOR, "/de/buero/personen/{person}/konto/"),
    (COORDINATOR, "/de/buero/organisationen/"),
    (COORDINATOR, "/de/buero/organisationen/{organisation}/"),
    (COORDINATOR, "/de/buero/organisationen/{organisation}/aendern/"),
    (COORDINATOR, "/de/buero/einwilligungstexte/"),
    (COORDINATOR, "/de/buero/einwilligungstexte/rundbrief/"),
    (VOLUNTEER, "/de/buero/personen/{person}/"),
    (VOLUNTEER, "/de/buero/personen/{person}/aendern/"),
    (MEMBER, "/de/buero/organisationen/{organisation}/"),
    (MEMBER, "/de/buero/organisationen/{organisation}/aendern/"),
    (NOBODY, "/de/partner/"),
    (NOBODY, "/de/partner/?field=housing&language=vi"),
]
NARROW = 320


@dataclass(frozen=True)
class Office:
    address: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("people")), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.people.serve", str(port)]
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
    """Opens an address as somebody; nothing may complain."""
    contexts, complaints = [], []

    def opened(role: str, address: str, **options: object) -> Page:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "de-DE", "base_url": office.address, **options}
        )
        contexts.append(context)
        if role:
            cookie = {"name": office.known["cookie"], "value": office.known[role], "url": office.address}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(address.format(**office.known))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_every_page_is_accessible_and_fits_a_narrow_screen(enter: Enter, role: str, address: str) -> None:
    page = enter(role, address)
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


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
