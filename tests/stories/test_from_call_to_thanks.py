"""One volunteer from the first call to the thank-you letter, and after that nothing of them is left but their hours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.chromium import violations
from tests.servers import ROOT, free_port, wait_until_ready
from tests.stories.serve_call_to_thanks import TITLE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("call_to_thanks_story")]

NAME, MAIL = "Zwitscherine Kanarienvogel", "zwitscherine@probe.example"
CARD = "Antrag auf die Ehrenamtskarte (PDF)"


@dataclass
class Office:
    """The coordinator's browser, one of somebody at home, and what lies outside of the site."""

    coordinator: Page
    at_home: Page
    address: str

    def outside(self, what: str) -> Any:
        return self.at_home.request.get(f"{self.address}/outside/{what}", timeout=60_000).json()

    def link(self, part: str) -> str:
        """The latest link with this part that was mailed."""
        found = [link for mail in self.outside("mails") for link in re.findall(r"https?://\S+", mail) if part in link]
        return str(found[-1])


@pytest.fixture
def office(chromium: Browser, tmp_path: Any) -> Iterator[Office]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "LANG": "de_DE.UTF-8", "PUBLIC_ADDRESS": address}
    environment.pop("DATABASE_URL", None)
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    command = [sys.executable, "-m", "tests.stories.serve_call_to_thanks", str(port)]
    contexts: list[BrowserContext] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        known = json.loads(process.stdout.readline())
        try:
            wait_until_ready(address, process)
            for viewport in ({"width": 1280, "height": 900}, {"width": 375, "height": 740}):
                contexts.append(chromium.new_context(base_url=address, locale="de-DE", viewport=viewport))  # type: ignore[arg-type]
                contexts[-1].set_default_timeout(20_000)
            contexts[0].add_cookies([{"name": known["cookie"], "value": known["coordinator"], "url": address}])
            yield Office(contexts[0].new_page(), contexts[1].new_page(), address)
        finally:
            for context in contexts:
                context.close()
            process.terminate()


def test_from_the_first_call_to_the_thank_you_letter_and_erasure(office: Office) -> None:
    page = office.coordinator
    _calls(page)
    volunteer = page.url
    _is_suggested_and_asked(page)
    _says_yes(office)
    _is_agreed(page)
    _reports_hours(office, volunteer)
    _gets_the_card(office, volunteer)
    _is_thanked(page)
    _leaves(page, volunteer)
    _is_erased(office, volunteer)


def _calls(page: Page) -> None:
    """At the counter: an offer, and with one press a volunteer."""
    page.goto("/de/buero/angebote/aufnehmen/")
    page.locator("[name=caller]").fill(MAIL)
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=text]").fill("Ich möchte Kindern vorlesen.")
    page.get_by_role("button", name="Aufnehmen").click()
    page.get_by_role("status").get_by_role("link").click()
    page.get_by_role("button", name="Als ehrenamtliche Person aufnehmen").click()
    page.get_by_role("button", name="Als aktiv führen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("aktiv")


def _is_suggested_and_asked(page: Page) -> None:
    page.goto("/de/buero/einsaetze/passt-zu/1/")
    page.get_by_label(f"{NAME} auswählen").check()
    page.get_by_role("button", name="Ausgewählte jetzt fragen").click()
    expect(page.get_by_role("link", name="gefragt")).to_be_visible()


def _says_yes(office: Office) -> None:
    """On a phone, without an account."""
    page = office.at_home
    page.goto(office.link("anfrage"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("button", name="Ja, das möchte ich machen").click()
    expect(page.get_by_role("status")).to_contain_text("Schön!")
    assert violations(page) == []


def _is_agreed(page: Page) -> None:
    page.goto("/de/buero/einsaetze/vorschlaege/1/")
    page.get_by_role("link", name="Vereinbaren").click()
    page.locator("main").get_by_role("button").last.click()
    page.goto("/de/buero/einsaetze/")
    expect(page.get_by_role("link", name=NAME).first).to_be_visible()


def _reports_hours(office: Office, volunteer: str) -> None:
    """Behind the personal link; the coordinator confirms what was reported."""
    home, page = office.at_home, office.coordinator
    page.goto(volunteer)
    page.get_by_role("button", name="Per E-Mail fragen").click()
    token = re.search(r"/stimmt-das-noch/([^/\s]+)/", office.link("stimmt-das-noch"))
    assert token
    home.goto(f"/de/meine-einsaetze/{token[1]}/")
    home.get_by_role("link", name="Stunden melden").click()
    home.locator("[name=opportunity]").select_option(label=TITLE)
    home.locator("[name=hours]").fill("1,5")
    home.get_by_role("button", name="Melden").click()
    expect(home.get_by_text("gemeldet", exact=True)).to_be_visible()
    page.goto("/de/buero/stunden/?state=reported")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="Bestätigen").click()
    page.goto(volunteer)
    expect(page.get_by_text("noch 249 bestätigte Stunden bis 250 im Jahr")).to_be_visible()
    expect(page.get_by_role("link", name=CARD)).to_have_count(0)


def _gets_the_card(office: Office, volunteer: str) -> None:
    """A year later there are hours enough; the day of birth is asked for first."""
    office.outside("year")
    page = office.coordinator
    page.goto(volunteer)
    expect(page.get_by_text("Das Geburtsdatum fehlt")).to_be_visible()
    page.get_by_role("link", name="Angaben ändern").click()
    page.get_by_label("Geboren am").fill("1990-01-01")
    page.get_by_role("button", name="Speichern").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=CARD).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def _is_thanked(page: Page) -> None:
    page.get_by_role("link", name="Dankschreiben").click()
    expect(page.get_by_label("Text")).to_have_value(re.compile("251 Stunden"))
    _looked_at(page, "thanks")
    with page.expect_download() as download:
        page.get_by_role("button", name="Als PDF ausgeben").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def _leaves(page: Page, volunteer: str) -> None:
    """What is running is named and ends in the same step."""
    page.goto(volunteer)
    page.get_by_role("link", name="Aufhören").click()
    expect(page.get_by_text(f"Einsatz: {TITLE}, Verein Probe")).to_be_visible()
    _looked_at(page, "leaving")
    assert violations(page) == []
    page.get_by_label("weggezogen").check()
    page.get_by_role("button", name="Hat aufgehört").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hat aufgehört")


def _is_erased(office: Office, volunteer: str) -> None:
    page = office.coordinator
    page.goto(volunteer)
    page.get_by_role("link", name="Alles über die Person").click()
    key = page.url.rstrip("/").rsplit("/", 1)[1]
    assert "zwitscherine" in office.outside("left")["text"]
    page.goto(f"/de/buero/datenschutz/actors.person/{key}/loeschen/")
    page.get_by_label("Ich habe geprüft").check()
    page.get_by_role("button", name="Endgültig löschen").click()
    expect(page.get_by_role("status").first).to_contain_text("Die Daten sind gelöscht.")
    left = office.outside("left")
    assert [needle for needle in ("zwitscherine", "kanarienvogel") if needle in left["text"]] == []
    assert left["minutes"] == 90 + 50 * 300


def _looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/story-{name}.png", full_page=True)
