"""Doubles are merged and a list is taken over by people with a browser, on a wide and on a narrow screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.migrated import migrated
from tests.servers import free_port, office_command, wait_until_ready

pytestmark = pytest.mark.browser

LIST = """Vorname;Nachname;Mobil;E-Mail
Amina;Yılmaz;0171 3920001;amina@musterstadt.example
Mohamad;Karimi;0171 3920002;mk@musterstadt.example
Oksana;Kovalenko;kein Handy;
"""


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of an office, and the name and key of a coordinator's session."""
    environment = {
        **os.environ,
        "VAR_DIR": str(migrated(tmp_path_factory.mktemp("people") / "var")),
        "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings",
    }
    filled = [sys.executable, "-m", "tests.browser.doubles"]
    told = subprocess.run(filled, env=environment, check=True, capture_output=True, text=True).stdout
    name, key = told.split()[-2:]
    port = free_port()
    process = subprocess.Popen([*office_command("serve"), "--port", str(port), "--workers", "1"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address, name, key
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(params=[1280, 320])
def page(chromium: Browser, signed_in: tuple[str, str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    address, name, key = signed_in
    context = chromium.new_context(base_url=address, viewport={"width": request.param, "height": 900}, locale="de-DE")
    context.add_cookies([{"name": name, "value": key, "url": address}])
    yield context.new_page()
    context.close()


def is_fine(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_double_is_merged_and_the_merge_undone(page: Page) -> None:
    page.goto("/de/buero/personen/doppelte/")
    is_fine(page)
    page.get_by_role("link", name="Vergleichen und zusammenführen").click()
    is_fine(page)
    page.get_by_role("radio", name="Muhammad").check()
    page.get_by_role("button", name="Zusammenführen").click()
    expect(page.get_by_role("status")).to_contain_text("Die beiden Einträge sind jetzt einer: Muhammad Karimi.")
    is_fine(page)
    page.get_by_role("status").get_by_role("link", name="Rückgängig machen").click()
    is_fine(page)
    page.get_by_role("button", name="Rückgängig machen").click()
    expect(page.get_by_role("link", name="Mohammed Karimi")).to_be_visible()


def test_a_list_is_taken_over_and_undone(page: Page) -> None:
    page.goto("/de/buero/personen/uebernehmen/")
    is_fine(page)
    page.get_by_label("Datei").set_input_files({"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    page.get_by_role("button", name="Datei ansehen").click()
    expect(page.get_by_label("Bedeutung der Spalte „Mobil“")).to_have_value("mobile")
    is_fine(page)
    page.get_by_role("button", name="Weiter zur Prüfung").click()
    expect(page.get_by_role("heading", name="Was soll übernommen werden?")).to_be_visible(timeout=30_000)
    is_fine(page)
    page.get_by_label("Entscheidung für Zeile 3").select_option("complete")
    page.get_by_role("button", name="Jetzt übernehmen").click()
    expect(page.get_by_role("link", name="Bericht laden (CSV)")).to_be_visible(timeout=30_000)
    is_fine(page)
    page.get_by_role("link", name="Rückgängig machen").click()
    is_fine(page)
    page.get_by_role("button", name="Rückgängig machen").click()
    expect(page.get_by_role("listitem").filter(has_text="wieder entfernt")).to_be_visible(timeout=30_000)
    is_fine(page)
