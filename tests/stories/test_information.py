"""Duty two, from a first sentence to an answer: one office writes, a reader in Arabic finds, asks and is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.stories.town import Town, looked_at, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("information_story")]

PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True}
TEXT = "Gehen Sie zum Bürgerbüro. Das kostet nichts.\n\n- Ausweis\n- Mietvertrag"
TITLE, TITLE_AR = "Wohnung anmelden", "تسجيل السكن"
PARAGRAPH_AR = "اذهب إلى مكتب خدمات المواطنين. هذا مجاني."
QUESTION, ANSWER, ANSWER_AR = "هل أحتاج إلى موعد؟", "Nein, ohne Termin.", "لا، بدون موعد."


@pytest.fixture
def town(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with served("tests.stories.serve_information", chromium, tmp_path_factory) as town:
        yield town


def test_one_text_reaches_a_reader_in_arabic_and_the_reader_gets_an_answer(town: Town) -> None:
    editor = town.person("editor")
    _write(editor)
    _approve(town.person("head_of_office", **PHONE))
    _translate(editor)
    reader = town.person(**PHONE)
    _find(reader)
    code = _ask(reader)
    _answer(town.person("coordinator"))
    _read(reader, code)
    assert town.contexts[2].cookies() == []
    assert town.complaints == []


def _write(page: Page) -> None:
    page.goto("/de/buero/informationen/neu/")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Wohnen").check()
    page.get_by_role("button", name="Weiter zum Text").click()
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Speichern und schließen").click()
    page.get_by_role("link", name="Zur Prüfung vorlegen").click()
    page.get_by_role("button", name="Vorlegen").click()
    looked_at(page, "asked")


def _approve(page: Page) -> None:
    """A second person, on a phone."""
    page.goto("/de/buero/informationen/pruefen/")
    page.get_by_role("link", name=TITLE).tap()
    page.get_by_role("button", name="Freigeben und veröffentlichen").tap()
    expect(page.get_by_text("Freigegeben und veröffentlicht.")).to_be_visible()


def _translate(page: Page) -> None:
    """Title and first paragraph; the list stays in German and is shown so."""
    page.goto("/de/buero/informationen/")
    page.get_by_role("link", name=TITLE).first.click()
    looked_at(page, "item")
    page.get_by_role("button", name=re.compile("anlegen.*(Arabisch|العربية).*Standard")).click()
    page.get_by_label("Übersetzung von Abschnitt 1").fill(TITLE_AR)
    page.get_by_label("Übersetzung von Abschnitt 2").fill(PARAGRAPH_AR)
    page.get_by_role("button", name="Alles speichern").click()
    page.get_by_role("link", name="Veröffentlichen …").click()
    looked_at(page, "translated")
    page.get_by_role("button", name="Jetzt veröffentlichen").click()


def _find(page: Page) -> None:
    """By search, with a typing error, and by life situation; it reads from right to left."""
    page.goto("/ar/information/")
    page.get_by_role("link", name="السكن").first.tap()
    expect(page.get_by_role("link", name=TITLE_AR)).to_be_visible()
    page.goto("/ar/information/")
    page.get_by_role("searchbox").fill("تسجل السكن")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=TITLE_AR).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE_AR)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    expect(page.get_by_text(PARAGRAPH_AR)).to_be_visible()
    foreign = page.get_by_text("Mietvertrag")
    expect(foreign).to_have_attribute("lang", "de")
    expect(foreign).to_have_attribute("dir", "ltr")
    assert violations(page) == []
    looked_at(page, "read")


def _ask(page: Page) -> str:
    """One press, then a question; the code is all that the reader takes along."""
    page.get_by_role("button", name="لا", exact=True).tap()
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("textbox").first.fill(QUESTION)
    page.wait_for_timeout(4000)  # nobody writes faster
    page.get_by_role("button", name="إرسال").tap()
    code = page.locator(".feedback__code").inner_text()
    assert violations(page) == []
    looked_at(page, "code")
    return code


def _answer(page: Page) -> None:
    page.goto("/de/buero/")
    page.get_by_role("link", name="Gespräch hat noch niemand übernommen").first.click()
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_text("Text zeigen").click()
    expect(page.locator(".desk-read")).to_contain_text(PARAGRAPH_AR)
    looked_at(page, "question")
    assert violations(page) == []
    page.get_by_label("Deutsch, für das Büro").fill(ANSWER)
    page.get_by_label("Antwort auf Arabisch").fill(ANSWER_AR)
    page.get_by_role("button", name="Antworten und erledigen").click()
    expect(page.get_by_text("Die Antwort ist gespeichert")).to_be_visible()


def _read(page: Page, code: str) -> None:
    """Typed by hand, in small letters and with blanks."""
    page.goto("/ar/information/answer/")
    page.get_by_role("textbox").first.fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="قراءة الرد").tap()
    answer = page.locator(".feedback__answer")
    expect(answer).to_have_text(ANSWER_AR)
    expect(answer).to_have_attribute("dir", "rtl")
    assert violations(page) == []
    looked_at(page, "answer")
