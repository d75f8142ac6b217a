"""Somebody hates under a post: it comes into the inbox, is hidden with evidence, and the police get a sheet."""

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
from tests.peers.graph import PAGE, SECRET, TOKEN, WORD, Facebook, call_of, comment_change, graph_server, tell
from tests.servers import ROOT, free_port, office_command, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("moderation_story")]
HATE, QUESTION, ANSWER = "Verschwindet alle von hier!", "Wann ist das Café offen?", "Heute bis 18 Uhr."


@dataclass
class Office:
    """The site with its worker, connected with a page on Facebook."""

    chromium: Browser
    address: str
    known: dict[str, str]
    facebook: Facebook

    def person(self, role: str) -> Page:
        context = self.chromium.new_context(base_url=self.address, locale="de-DE")
        context.set_default_timeout(12_000)
        cookie = {"name": self.known["cookie"], "value": self.known[role], "url": self.address}
        context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary is what it takes
        return context.new_page()

    def hears(self, text: str, author: str, name: str) -> str:
        """Facebook tells of a comment; its number there."""
        comment = self.facebook.comment(text, author)
        body = call_of(comment_change(comment, name=name))
        assert tell(f"{self.address}/facebook/webhook", body) == 200
        assert tell(f"{self.address}/facebook/webhook", body, secret="geraten") == 403
        return comment.id


@pytest.fixture
def office(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    port = free_port()
    with graph_server() as facebook:
        environment = {
            **os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("office"))), "LANG": "de_DE.UTF-8",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))), "FACEBOOK_ADDRESS": facebook.address,
            "FACEBOOK_PAGE": PAGE, "FACEBOOK_TOKEN": TOKEN, "FACEBOOK_APP_SECRET": SECRET,
            "FACEBOOK_VERIFY_TOKEN": WORD,
        }  # fmt: skip
        serving = [sys.executable, "-m", "tests.stories.serve_moderation", str(port)]
        with subprocess.Popen(serving, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout
            found = Office(chromium, f"http://127.0.0.1:{port}", json.loads(process.stdout.readline()), facebook)
            wait_until_ready(found.address, process)
            with subprocess.Popen(office_command("worker"), env=environment, cwd=ROOT) as worker:
                yield found
                worker.terminate()
            process.terminate()


def until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def conversation(page: Page, text: str) -> None:
    """Through the list, as soon as the worker has sorted it in."""

    def is_there() -> bool:
        page.goto("/de/buero/posteingang/")
        return page.get_by_role("link", name=text).count() > 0

    until(is_there)
    page.get_by_role("link", name=text).first.click()


def test_hate_is_hidden_with_evidence_and_a_question_beside_it_is_answered(office: Office) -> None:
    hate, question = office.hears(HATE, "70001", "Max Muster"), office.hears(QUESTION, "70002", "Amal")
    editor = office.person("editor")
    conversation(editor, HATE)
    looked_at(editor, "conversation")
    editor.get_by_role("link", name="Moderieren").click()
    assert violations(editor) == []
    editor.get_by_label("Grund").select_option(label="Hass gegen Menschen")
    looked_at(editor, "entry")
    editor.get_by_role("button", name="Verbergen und sichern").click()
    expect(editor.get_by_text("Verborgen und gesichert.")).to_be_visible()
    until(lambda: office.facebook.comments[hate].is_hidden)
    assert not office.facebook.comments[question].is_hidden
    _pass_on(editor, office.person("head_of_office"))
    conversation(editor, QUESTION)
    editor.locator("textarea[name=answer]").fill(ANSWER)
    looked_at(editor, "answer")
    editor.get_by_role("button", name="Antworten und erledigen").first.click()
    until(lambda: any(each.thread == question and each.message == ANSWER for each in office.facebook.comments.values()))


def _pass_on(editor: Page, head: Page) -> None:
    """To the head, who decides for the police."""
    editor.get_by_role("link", name="Hass gegen Menschen").click()
    expect(editor.get_by_text("unverändert")).to_be_visible()
    assert violations(editor) == []
    looked_at(editor, "evidence")
    editor.get_by_label("Weitergegeben an").select_option(label="Leitung")
    editor.get_by_role("button", name="Notieren").click()
    head.goto("/de/buero/")
    head.get_by_role("link", name="Beweis wartet auf Ihre Entscheidung").click()
    head.get_by_role("link", name=HATE).click()
    head.get_by_label("Weitergegeben an").select_option(label="Polizei oder Staatsanwaltschaft")
    head.get_by_role("button", name="Notieren").click()
    expect(head.get_by_text("Polizei oder Staatsanwaltschaft,")).to_be_visible()
    head.emulate_media(media="print")
    expect(head.get_by_role("button", name="Notieren")).to_be_hidden()
    looked_at(head, "sheet")


def looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/moderation-{name}.png", full_page=True)
