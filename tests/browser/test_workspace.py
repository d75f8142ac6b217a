"""The workspace in a real browser: accessible, at home on small screens, by keyboard, without JavaScript."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.chromium import violations
from tests.migrated import migrated
from tests.servers import free_port, office_command, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("workspace")]

START = "/de/buero/"
SCREENS = [{"width": 1280, "height": 900}, {"width": 320, "height": 800}]
PAGES = {
    "start with waiting work": ("coordinator", START),
    "start of a calm day": ("auditor", START),
    "start of a member": ("organisation_member", START),
    "search with hits": ("coordinator", f"{START}suche/?q=a"),
    "search by name": ("coordinator", f"{START}suche/?q=winter"),
    "search without a hit": ("coordinator", f"{START}suche/?q=xyzxyz"),
    "log": ("auditor", f"{START}protokoll/"),
    "mails": ("volunteer", f"{START}nachrichten/"),
}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
MENUS = (".account-menu", ".office-menu")
TURN = "each => { each.open = !each.open }"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration, made and served as `make demo` does."""
    environment = {**os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("office"))), "DEMO": "1"}
    subprocess.run([*office_command("demo"), "--persons", "30"], env=environment, check=True, capture_output=True)
    port = free_port()
    command = [*office_command("serve"), "--port", str(port), "--workers", "1", "--no-worker"]
    process = subprocess.Popen(command, env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def sessions() -> dict[str, list[dict[str, object]]]:
    """The cookies of each role that has signed in."""
    return {}


def _page(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]], role: str, **options: object
) -> Page:
    if role not in sessions:
        context = chromium.new_context(locale="de-DE")
        page = context.new_page()
        page.goto(f"{office}{START}")
        page.click(f'button[value="{role}@musterstadt.example"]')
        page.wait_for_url(f"{office}{START}")
        sessions[role] = context.cookies()  # type: ignore[assignment]
        context.close()
    context = chromium.new_context(locale="de-DE", **options)  # type: ignore[arg-type]
    context.add_cookies(sessions[role])  # type: ignore[arg-type]
    return context.new_page()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda each: str(each["width"]))
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_and_fits_with_its_menus_open_and_closed(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]], name: str, screen: dict[str, int]
) -> None:
    role, path = PAGES[name]
    page = _page(chromium, office, sessions, role, viewport=screen)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{office}{path}")
    assert violations(page) == []
    assert page.evaluate(FITS)
    for menu in MENUS:  # one after the other: open, the first covers the second
        page.locator(menu).evaluate(TURN)
        assert violations(page) == []
        assert page.evaluate(FITS)
        page.locator(menu).evaluate(TURN)
    assert complaints == []
    page.context.close()


def test_an_entry_of_the_log_is_accessible_and_fits(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]]
) -> None:
    page = _page(chromium, office, sessions, "auditor", viewport=SCREENS[1])
    page.goto(f"{office}{START}protokoll/")
    page.locator("main td a, main th a").filter(has_text="2").first.click()
    assert page.locator("h1").inner_text() == "Protokolleintrag"
    assert violations(page) == []
    assert page.evaluate(FITS)
    page.context.close()


def test_ctrl_k_leads_to_the_search_and_enter_finds(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]]
) -> None:
    page = _page(chromium, office, sessions, "coordinator")
    page.goto(f"{office}{START}")
    page.keyboard.press("Control+K")
    assert page.evaluate("document.activeElement.id") == "office-search"
    page.keyboard.type("Winter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=Winter")
    assert page.locator(".hits a").filter(has_text="Peter Winter").first.is_visible()
    page.context.close()


def test_escape_closes_the_menu_and_returns_the_focus(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]]
) -> None:
    page = _page(chromium, office, sessions, "coordinator")
    page.goto(f"{office}{START}")
    page.locator(".account-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".account-menu").evaluate("each => each.open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.context.close()


def test_without_javascript_the_menu_of_a_phone_leads_on_and_signing_out_works(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]]
) -> None:
    page = _page(chromium, office, sessions, "editor", viewport=SCREENS[1], java_script_enabled=False)
    page.goto(f"{office}{START}")
    page.locator(".office-menu summary").click()
    page.locator(".office-menu a").filter(has_text="Organisationen").click()
    assert page.locator("h1").inner_text().startswith("Organisationen")
    page.locator(".account-menu summary").click()
    page.locator(".account-menu__leave").click()
    page.goto(f"{office}{START}")
    assert "/anmelden/" in page.url
    page.context.close()
    del sessions["editor"]


def test_right_to_left_the_frame_is_mirrored_and_fits(
    chromium: Browser, office: str, sessions: dict[str, list[dict[str, object]]]
) -> None:
    page = _page(chromium, office, sessions, "coordinator")
    page.goto(f"{office}{START}")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(FITS)
    side, main = page.locator(".office-side").bounding_box(), page.locator("main").bounding_box()
    assert side is not None
    assert main is not None
    assert side["x"] > main["x"]
    page.context.close()
