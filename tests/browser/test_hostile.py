"""Pages full of hostile texts in a real browser: nothing runs, and nothing even tries against the policy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Page
from tests.migrated import migrated
from tests.outreach.hostile.payloads import MARK
from tests.servers import ROOT, free_port, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

PUBLIC = [
    "/de/informationen/",
    "/de/informationen/seite/alles/",
    "/ar/information/page/alles/",
    "/ar/information/",
    "/de/informationen/termine/",
    "/de/informationen/orte/",
    "/de/informationen/neues/",
    "/de/informationen/rubrik/probe-0/",
    "/ar/information/answer/{code}/",
    "/de/informationen/rueckmeldung/?item=alles&path=/%22onmouseover=%22x",
    "/de/informationen/suche/?q=%3Cscript%3E",
]
OFFICE = [
    "/de/buero/posteingang/",
    "/de/buero/posteingang/{message}/",
    "/de/buero/informationen/",
    "/de/buero/informationen/pruefen/",
    "/de/buero/informationen/rubriken/",
    "/de/buero/uebersetzen/",
    "/de/buero/suche/?q=script",
]
WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective));"
WAKE = """() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  for (const each of document.querySelectorAll('main *')) {
    for (const name of ['mouseover', 'focus', 'pointerenter', 'animationstart', 'error', 'load', 'toggle'])
      each.dispatchEvent(new Event(name));
  }
}"""
"""What a reader could set off, so that a handler that came through would run."""


@dataclass
class Watched:
    address: str
    known: dict[str, str]
    page: Page
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def visit(self, path: str) -> int:
        """How often something ran."""
        answer = self.page.goto(f"{self.address}{path.format(**self.known)}")
        assert answer is not None
        assert answer.status == 200, path
        self.page.evaluate(WAKE)
        return int(self.page.evaluate("window.__xss || 0"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    environment = {**os.environ, "VAR_DIR": str(migrated(tmp_path_factory.mktemp("hostile"))), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.hostile.serve", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        known = json.loads(process.stdout.readline())
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", known
        finally:
            process.terminate()


@pytest.fixture
def watched(chromium: Browser, hostile: tuple[str, dict[str, str]]) -> Iterator[Watched]:
    address, known = hostile
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    context.add_init_script(WATCH)
    context.add_cookies([{"name": known["cookie"], "value": known["editor"], "url": address}])
    watched = Watched(address, known, context.new_page())

    def dismissed(dialog: Dialog) -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    watched.page.on("dialog", dismissed)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on(
        "console",
        lambda message: (
            watched.complaints.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield watched
    context.close()


@pytest.mark.parametrize("paths", [PUBLIC, OFFICE], ids=["public", "office"])
def test_nothing_runs_and_nothing_tries(watched: Watched, paths: list[str]) -> None:
    ran = {path: watched.visit(path) for path in paths}
    assert set(ran.values()) == {0}, ran
    assert watched.dialogs == []
    assert watched.complaints == []


def test_this_browser_would_have_run_and_told(watched: Watched) -> None:
    """The same page with one payload as HTML: the policy stops it, and we hear of it."""
    watched.visit("/de/informationen/")
    watched.page.evaluate('(mark) => { document.body.innerHTML = `<img src=x onerror="${mark}">` }', MARK)
    watched.page.wait_for_timeout(300)
    assert any("script-src" in complaint or "policy" in complaint for complaint in watched.complaints)


def test_every_link_of_a_text_leads_to_the_web(watched: Watched) -> None:
    watched.visit("/de/informationen/seite/alles/")
    schemes = watched.page.evaluate("[...new Set([...document.links].map((link) => link.protocol))]")
    # ":" is what the browser says of an address that it cannot read, and that leads nowhere.
    assert set(schemes) <= {"http:", "https:", "mailto:", "tel:", ":"}
