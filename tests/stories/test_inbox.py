"""Somebody asks in Arabic without an account; the office answers in its desk; the answer is read by the code.

Once with the mouse, once by keyboard alone, once without JavaScript on either side.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.migrated import migrated
from tests.outreach.translation.libretranslate import Behaviour, serving
from tests.servers import ROOT, free_port, office_command, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("inbox_story")]
QUESTION = "أين يمكنني التسجيل في دورة اللغة؟"
ANSWER, GERMAN = "في مركز تعليم الكبار، الغرفة ١٢.", "In der Volkshochschule, Zimmer 12."
SECONDS_TO_WRITE = 3.2


@dataclass
class Office:
    """The site with its worker and a machine that translates."""

    chromium: Browser
    address: str
    known: dict[str, str]

    def reader(self, **more: object) -> Page:
        return self._page(viewport={"width": 375, "height": 800}, locale="ar", **more)

    def editor(self, **more: object) -> Page:
        page = self._page(viewport={"width": 1280, "height": 900}, locale="de-DE", **more)
        cookie = {"name": self.known["cookie"], "value": self.known["editor"], "url": self.address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary is what it takes
        return page

    def _page(self, **more: object) -> Page:
        context = self.chromium.new_context(base_url=self.address, **more)  # type: ignore[arg-type]  # as Chromium knows
        context.set_default_timeout(15_000)
        return context.new_page()


@pytest.fixture(scope="module")
def office(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    port = free_port()
    with serving(Behaviour()) as machine:
        environment = {
            **os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("office"))), "LANG": "de_DE.UTF-8",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))), "TRANSLATION_ADDRESS": machine,
        }  # fmt: skip
        serving_it = [sys.executable, "-m", "tests.stories.serve_moderation", str(port)]
        with subprocess.Popen(serving_it, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout
            found = Office(chromium, f"http://127.0.0.1:{port}", json.loads(process.stdout.readline()))
            wait_until_ready(found.address, process)
            with subprocess.Popen(office_command("worker"), env=environment, cwd=ROOT) as worker:
                yield found
                worker.terminate()
            process.terminate()


def asked(page: Page, text: str) -> str:
    """By the form, in Arabic; the code."""
    page.goto("/ar/information/question/")
    page.locator("textarea[name=text]").fill(text)
    looked_at(page, "form")
    page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
    page.locator(".feedback__form button").click()
    code = page.locator(".feedback__code").inner_text()
    looked_at(page, "code")
    return code


def read(page: Page, code: str) -> None:
    page.goto("/ar/information/answer/")
    page.locator("input[name=code]").fill(code.lower().replace("-", " "))
    page.locator(".feedback__form button").click()


def until(is_so: Callable[[], bool], seconds: float = 25.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def test_a_question_in_arabic_is_translated_beside_answered_and_read_by_its_code(office: Office) -> None:
    reader, editor = office.reader(), office.editor()
    code = asked(reader, QUESTION)
    assert violations(reader) == []
    editor.goto("/de/buero/")
    editor.get_by_role("link", name="Posteingang", exact=True).click()
    editor.get_by_role("link", name=QUESTION, exact=True).click()
    editor.get_by_role("button", name="Maschinell übersetzen").click()
    translation = editor.locator(".entry__translation")
    until(lambda: bool(editor.reload()) and translation.count() == 1)
    expect(translation).to_contain_text("Maschinell übersetzt, nicht geprüft")
    expect(translation).to_contain_text(f"de {QUESTION}")
    assert violations(editor) == []
    looked_at(editor, "conversation")
    editor.get_by_label("Antwort auf Arabisch").fill(ANSWER)
    editor.get_by_label("Deutsch, für das Büro").fill(GERMAN)
    editor.get_by_role("button", name="Antworten und erledigen").click()
    expect(editor.get_by_text("Die Antwort ist gespeichert")).to_be_visible()
    looked_at(editor, "answered")
    read(reader, code)
    answer = reader.locator(".feedback__answer")
    expect(answer).to_have_text(ANSWER)
    assert (answer.get_attribute("lang"), answer.get_attribute("dir")) == ("ar", "rtl")
    assert reader.evaluate("getComputedStyle(document.querySelector('.feedback__answer')).direction") == "rtl"
    assert reader.evaluate("document.documentElement.scrollWidth") <= 375
    expect(reader.get_by_text(GERMAN)).to_have_count(0)
    assert violations(reader) == []
    looked_at(reader, "read")


def test_the_desk_is_worked_by_keyboard_alone_from_the_list_to_the_next_question(office: Office) -> None:
    codes = [asked(office.reader(), f"{QUESTION} {number}") for number in (1, 2)]
    page = office.editor()
    page.goto("/de/buero/posteingang/")
    to(page, lambda: page.evaluate("document.activeElement.matches('tbody a')"))
    first = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)
    with_alt(page, "a")
    expect(page.locator("textarea[name=answer]")).to_be_focused()
    page.keyboard.type("نعم")
    page.keyboard.press("Tab")
    page.keyboard.type("Ja.")
    with_alt(page, "s")
    expect(page.get_by_text("Die Antwort ist gespeichert")).to_be_visible()
    expect(page.locator(".desk-marks")).to_contain_text("erledigt")
    with_alt(page, "j")
    expect(page.locator("h1")).not_to_have_text(first)
    expect(page.locator(".desk-marks")).to_contain_text("offen")
    answered = int(first.rpartition(" ")[2])
    reader = office.reader()
    read(reader, codes[answered - 1])
    expect(reader.locator(".feedback__answer")).to_have_text("نعم")


def with_alt(page: Page, letter: str) -> None:
    """Alt and a letter as Chromium's own window would hand it on; Playwright leaves out the text that it looks for."""
    key = {"modifiers": 1, "key": letter, "code": f"Key{letter.upper()}", "windowsVirtualKeyCode": ord(letter.upper())}
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, "unmodifiedText": letter, **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def to(page: Page, is_there: Callable[[], bool], most: int = 80) -> None:
    """With the tabulator, as somebody without a mouse."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if is_there():
            return
    raise AssertionError("the keyboard does not lead there")


def test_without_javascript_everything_works_too(office: Office) -> None:
    reader, editor = office.reader(java_script_enabled=False), office.editor(java_script_enabled=False)
    text = f"{QUESTION} بلا جافا سكريبت"
    code = asked(reader, text)
    editor.goto("/de/buero/posteingang/")
    editor.get_by_role("link", name=text).click()
    editor.get_by_label("Deutsch, für das Büro").fill(GERMAN)
    editor.get_by_role("button", name="Antworten und erledigen").click()
    expect(editor.get_by_text("Die Antwort ist gespeichert")).to_be_visible()
    read(reader, code)
    expect(reader.locator(".feedback__answer")).to_have_text(GERMAN)
    assert reader.locator(".feedback__answer").get_attribute("dir") == "ltr"


def looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/inbox-{name}.png", full_page=True)
