"""Duty two, by mail: a reader subscribes in Arabic, confirms, gets the newsletter in Arabic and leaves by one click."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.core.mail.server import MailServer
from tests.migrated import migrated
from tests.servers import ROOT, free_port, office_command, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("newsletter_story")]
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True}
READER = "amal@probe.example"


@dataclass
class Town:
    """The site, its mail server, and whoever opens a page."""

    chromium: Browser
    address: str
    known: dict[str, str]
    mails: MailServer

    def person(self, role: str = "", **options: object) -> Page:
        context = self.chromium.new_context(**{"base_url": self.address, "locale": "de-DE", **options})  # type: ignore[arg-type]
        context.set_default_timeout(12_000)
        if role:
            cookie = {"name": self.known["cookie"], "value": self.known[role], "url": self.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    def mail(self, number: int) -> EmailMessage:
        """The mail of this number, once it has come."""
        deadline = time.monotonic() + 30
        while len(self.mails.letterbox.taken) < number:
            assert time.monotonic() < deadline, "no mail came"
            time.sleep(0.1)
        return self.mails.letterbox.taken[number - 1]


@pytest.fixture
def town(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    mails, port = MailServer(), free_port()
    mails.start()
    environment = {
        **os.environ,
        "VAR_DIR": str(migrated(tmp_path_factory.mktemp("town"))),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "MAIL_URL": f"smtp://127.0.0.1:{mails.port}",
        "PUBLIC_ADDRESS": f"http://127.0.0.1:{port}",
        "LANG": "de_DE.UTF-8",
    }
    command = [sys.executable, "-m", "tests.stories.serve_newsletter", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        town = Town(chromium, f"http://127.0.0.1:{port}", json.loads(process.stdout.readline()), mails)
        worker = subprocess.Popen(office_command("worker"), env=environment, cwd=ROOT)
        try:
            wait_until_ready(town.address, process)
            yield town
        finally:
            worker.terminate()
            worker.wait(timeout=20)
            process.terminate()
            mails.stop()


def test_a_reader_subscribes_confirms_reads_and_leaves_by_one_click(town: Town) -> None:
    reader, editor = town.person(**PHONE), town.person("editor")
    _subscribe(reader)
    _confirm(reader, town.mail(1))
    _send_an_issue(editor)
    mail = town.mail(2)
    assert (mail["To"], mail["Subject"], mail["Content-Language"]) == (READER, "[ar] Sprachcafé", "ar")
    assert f"{town.address}/ar/" in _words(mail)
    _leave(mail)
    editor.goto("/de/buero/rundbrief/")
    expect(editor.get_by_text("Noch hat ihn niemand bestellt.")).to_be_visible()
    assert reader.context.cookies() == []
    assert len(town.mails.letterbox.taken) == 2


def _subscribe(reader: Page) -> None:
    reader.goto("/ar/newsletter/")
    assert violations(reader) == []
    reader.get_by_label("عنوان بريدكم الإلكتروني").fill(READER)
    reader.get_by_label("السكن").check()
    reader.get_by_label("أوافق على ذلك.").check()
    reader.get_by_role("button", name="طلب النشرة البريدية").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("من فضلكم افتحوا بريدكم الإلكتروني")


def _confirm(reader: Page, mail: EmailMessage) -> None:
    link = re.search(r"http\S+/confirm/\S+", _words(mail))
    assert link is not None
    reader.goto(link[0])
    reader.get_by_role("button", name="نعم، أريد النشرة البريدية").click()
    expect(reader.get_by_role("status")).to_have_text("شكرًا! ستصلكم النشرة البريدية من الآن.")
    assert violations(reader) == []


def _send_an_issue(editor: Page) -> None:
    editor.goto("/de/buero/rundbrief/")
    editor.get_by_role("link", name="Neue Ausgabe").click()
    editor.get_by_label("Sprachcafé").check()
    editor.get_by_role("button", name="Entwürfe anlegen").click()
    editor.get_by_role("link", name="[ar] Sprachcafé").click()
    editor.get_by_role("button", name="Absenden").click()
    expect(editor.get_by_text("Die Aussendung ist unterwegs.")).to_be_visible()


def _leave(mail: EmailMessage) -> None:
    """As a mail provider does it for its customer: one POST, no cookie, no page."""
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.search(r"<(http[^>]+)>", str(mail["List-Unsubscribe"]))
    assert address is not None
    for _time in range(2):
        assert httpx.post(address[1], data={"List-Unsubscribe": "One-Click"}).status_code == 200


def _words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
