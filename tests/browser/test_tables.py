"""Lists and forms in a real browser: by keyboard, in bulk, on a phone, from right to left, for axe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.migrated import migrated
from tests.servers import ROOT, free_port, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("lists")]

LIST, PEOPLE, FORM = "/probe/organisationen/", "/probe/personen/", "/probe/formular/"
WIDTHS = [1280, 320]
WITHOUT_SCRIPTS = 0


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server with lists, and the cookie of a coordinator."""
    environment = {**os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("lists"))), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.lists.serve", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        cookie = process.stdout.readline().strip()
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", cookie
        finally:
            process.terminate()


@pytest.fixture(params=[1280])
def page(chromium: Browser, lists: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of somebody who is signed in; nothing may complain. Tests choose the width by parametrizing it."""
    address, cookie = lists
    viewport = {"width": request.param or 1280, "height": 900}
    scripts = request.param != WITHOUT_SCRIPTS
    context = chromium.new_context(viewport=viewport, locale="de-DE", base_url=address, java_script_enabled=scripts)
    name, _equals, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def row_of_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('tr')?.querySelector('th').innerText ?? ''"))


def test_keys_move_between_rows_choose_and_open(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("j")
    assert row_of_focus(page) == "Verein 00000"
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    assert row_of_focus(page) == "Verein 00001"
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1 Eintrag ausgewählt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verein 00001")


def test_a_slash_leads_to_the_search_and_is_typed_there(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("/")
    page.keyboard.type("j/x?0001")
    expect(page.locator("[data-search]")).to_have_value("j/x?0001")
    expect(page.locator("[data-keys-dialog]")).not_to_be_visible()


def test_help_shows_the_keys_and_turns_them_off(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastenkürzel")).to_be_visible()
    page.get_by_label("Tastenkürzel aus einem Zeichen verwenden").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert row_of_focus(page) == ""
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("[data-keys-dialog]")).not_to_be_visible()
    page.get_by_role("button", name="Tastenkürzel").click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("page", [1280, WITHOUT_SCRIPTS], indirect=True)
def test_enter_in_a_box_changes_nothing(page: Page) -> None:
    page.goto(f"{LIST}?part=00001")
    page.get_by_label("Verein 00001 auswählen").focus()
    with page.expect_navigation():  # with scripts to the entry, without them back to the list
        page.keyboard.press("Enter")
    page.goto(f"{LIST}?part=00001")
    expect(page.locator("tbody tr td").nth(1)).to_have_text("ja")


def test_tab_leads_through_every_link_and_out_of_the_list(page: Page) -> None:
    page.goto(f"{LIST}?q=0001&part=1")
    page.keyboard.press("/")
    seen = []
    for _step in range(70):
        page.keyboard.press("Tab")
        seen.append(str(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")))
    assert "Verein 00011" in seen
    assert "Verein 00019 auswählen" in seen
    assert "Impressum" in seen


def test_what_has_focus_is_never_hidden(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")  # no waiting for the page to scroll
    page.goto(LIST)
    for _step in range(3):
        page.keyboard.press("j")
    page.keyboard.press("x")  # the bar comes up
    for _step in range(47):
        page.keyboard.press("j")
        covered = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + 3, box.y + box.height / 2);
            return !document.activeElement.closest('tr').contains(top); }"""
        )
        assert not covered, row_of_focus(page)


def test_boxes_can_be_ticked_for_the_page_and_for_all_hits(page: Page) -> None:
    page.goto(f"{LIST}?part=Verein+00")
    page.get_by_label("Alle Einträge dieser Seite auswählen").check()
    expect(page.locator("[data-chosen]")).to_have_text("50 Einträge ausgewählt")
    page.get_by_label("Alle 180 Treffer").check()
    expect(page.locator("[data-chosen]")).to_have_text("Alle 180 Treffer ausgewählt")
    page.get_by_label("Verein 00003 auswählen").uncheck()
    expect(page.get_by_label("Alle 180 Treffer")).not_to_be_checked()
    page.get_by_role("button", name="Auswahl aufheben").click()
    expect(page.locator("[data-bulk-bar]")).not_to_be_visible()


def test_a_change_is_undone_by_the_offered_button(page: Page) -> None:
    page.goto(f"{LIST}?part=00001")
    page.get_by_label("Verein 00001 auswählen").check()
    page.get_by_role("button", name="Ruhen lassen").click()
    expect(page.get_by_role("status").first).to_contain_text("1 Organisationen ruhen jetzt.")
    page.get_by_role("button", name="Rückgängig machen").click()
    expect(page.get_by_text("1 Organisationen sind wieder aktiv.")).to_be_visible()


@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True)
def test_everything_works_without_javascript(page: Page) -> None:
    page.goto(LIST)
    page.locator("[data-search]").fill("0001")
    page.get_by_role("button", name="Suchen").last.click()
    expect(page.locator("tbody tr")).to_have_count(11)
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Arbeitet mit uns").select_option("1")
    page.get_by_role("button", name="Anwenden").click()
    expect(page.get_by_role("link", name="Arbeitet mit uns: ja")).to_be_visible()
    page.get_by_label("Verein 00011 auswählen").check()
    page.get_by_role("button", name="Beenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beenden: 1 Eintrag")
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.get_by_role("link", name="Arbeitet mit uns: ja")).to_be_visible()


def test_a_file_is_downloaded(page: Page) -> None:
    page.goto(f"{PEOPLE}?district=Nord")
    page.locator("summary", has_text="Ausgeben").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.startswith("personen-")
    assert Path(download.value.path()).stat().st_size > 10_000


def test_errors_get_the_focus_and_lead_to_their_fields(page: Page) -> None:
    page.goto(FORM)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.get_by_role("link", name="Sprachen:").click()
    expect(page.get_by_label("Arabisch")).to_be_focused()
    name = page.get_by_label("Name", exact=False).first
    expect(name).to_have_attribute("aria-invalid", "true")
    assert set(str(name.get_attribute("aria-describedby")).split()) == {"id_name_helptext", "id_name_error"}


def test_a_form_is_not_left_with_changes_by_mistake(page: Page) -> None:
    page.goto(FORM)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(LIST)
    assert asked == []
    page.goto(FORM)
    page.get_by_label("Notiz").fill("halb fertig")
    page.goto(LIST)
    assert asked == ["beforeunload"]


def test_a_form_is_sent_once(page: Page) -> None:
    page.goto(FORM)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate("const button = document.querySelector('main form .button'); button.click(); button.click();")
    expect(page.locator("[data-errors]")).to_be_visible()
    assert len(sent) == 1


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_lists_forms_and_questions_pass_axe_and_fit(page: Page) -> None:
    for address in (
        LIST,
        f"{LIST}?q=0001&active=1&sort=-created_at",
        f"{LIST}?q=zzz",
        f"{PEOPLE}?language=ar&page=3",
        FORM,
    ):
        page.goto(address)
        assert violations(page) == [], address
        assert_fits(page, address)
    page.goto(f"{LIST}?created_from=gestern")
    assert violations(page) == []
    page.goto(LIST)
    page.locator("input[name=row]").nth(2).check()
    page.locator("summary", has_text="Filter").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Beenden").click()
    assert violations(page) == []
    page.goto(FORM)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("[data-errors]")).to_be_visible()
    assert violations(page) == []
    assert_fits(page, "errors")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_pages_read_from_right_to_left_without_overflow(page: Page) -> None:
    for address in (f"{LIST}?q=0001&sort=name", PEOPLE, FORM):
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert_fits(page, address)
        if page.locator("input[name=row]").count():
            page.locator("input[name=row]").first.check()
            assert_fits(page, address)


def assert_fits(page: Page, what: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what
    assert page.evaluate("document.body.getBoundingClientRect().left") == 0, what
