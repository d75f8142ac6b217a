"""An office says something on all its channels, finds that an opening hour was wrong, and puts it right everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.chromium import violations
from tests.migrated import migrated
from tests.servers import ROOT, free_port, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("channels_story")]


@dataclass
class Office:
    """The site, its editor's browser, and what Facebook and the mail server have."""

    address: str
    outside_address: str
    known: dict[str, str]
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def editor(self) -> Page:
        self.context.set_default_timeout(15_000)
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def outside(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """What is outside once it is as wanted, or after twenty seconds."""
        end = time.monotonic() + 20
        while not wanted(found := dict(httpx.get(self.outside_address).json())) and time.monotonic() < end:
            time.sleep(0.2)
        return found


@pytest.fixture
def office(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {**os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("office"))), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.stories.serve_channels", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        known = json.loads(process.stdout.readline())
        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", locale="de-DE")
        office = Office(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}/outside", known, context)
        try:
            wait_until_ready(office.address, process)
            cookie = {"name": known["cookie"], "value": known["editor"], "url": office.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
            yield office
        finally:
            context.close()
            process.terminate()


def test_a_wrong_opening_hour_is_corrected_on_all_channels(office: Office) -> None:
    page = office.editor()
    _send(page, office)
    first = office.outside(lambda found: bool(found["posts"] and found["letters"]))
    assert "8–12" in first["posts"][0]
    assert "8–12" in first["letters"][0]
    _change_the_hour(page, office)
    _correct(page)
    found = office.outside(lambda found: "8–13" in found["posts"][0] and len(found["letters"]) == 2)
    assert len(found["posts"]) == 1
    assert "8–13" in found["posts"][0]
    assert "8–12" not in found["posts"][0]
    assert "Jetzt:" in found["letters"][1]
    assert "8–13" in found["letters"][1]
    page.goto("/de/informationen/seite/beratung/")
    expect(page.get_by_text("8–13").first).to_be_visible()
    page.goto("/de/buero/aussendungen/berichtigen/")
    expect(page.get_by_text("sagt dasselbe wie unsere Angaben")).to_be_visible()
    assert office.complaints == []


def _send(page: Page, office: Office) -> None:
    page.goto(f"/de/buero/informationen/{office.known['item']}/")
    page.get_by_role("link", name="Aussenden", exact=True).click()
    for channel in ("Website", "E-Mail an Gruppen", "Facebook-Seite"):
        page.get_by_role("group", name=channel).get_by_label("Deutsch", exact=True).check()
    page.get_by_role("button", name="Weiter zu den Texten").click()
    page.get_by_label("Menschen, die zugestimmt haben").select_option(label="Rundbrief")
    page.get_by_role("button", name="Vorschau auffrischen").click()
    expect(page.get_by_text("Das sind zurzeit: 1 Person, 0 Organisationen.")).to_be_visible()
    assert violations(page) == []
    _looked_at(page, "compose")
    page.get_by_role("button", name="Aussenden", exact=True).click()
    expect(page.get_by_text("3 Aussendungen sind unterwegs.")).to_be_visible()
    _looked_at(page, "log")


def _change_the_hour(page: Page, office: Office) -> None:
    """By keyboard, as somebody who has just been told on the telephone."""
    page.goto(f"/de/buero/informationen/angaben/{office.known['fact']}/aendern/")
    for closing in page.locator("input").filter(visible=True).all():
        if closing.input_value() == "12:00":
            closing.fill("13:00")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Was noch anders ausgesandt ist")).to_be_visible()
    _looked_at(page, "fact")


def _correct(page: Page) -> None:
    page.get_by_role("link", name="Auf allen Kanälen berichtigen").click()
    expect(page.get_by_text("Der Text wird an seiner Stelle geändert.")).to_be_visible()
    expect(page.get_by_text("Eine neue Nachricht sagt, was jetzt gilt.")).to_be_visible()
    assert violations(page) == []
    _looked_at(page, "corrections")
    page.get_by_role("button", name="Ausgewählte berichtigen").click()
    expect(page.get_by_text("2 Berichtigungen sind unterwegs.")).to_be_visible()


def _looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/channels-{name}.png", full_page=True)
