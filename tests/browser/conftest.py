"""Real servers, one with figures only and one with everything, and a real Chromium that reaches nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from tests.migrated import migrated
from tests.monitoring.specimen import write_specimen
from tests.servers import ROOT, free_port, office_command, wait_until_ready


@dataclass
class Watched:
    """A page of the browser, what it asked for and what it complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        self.page.evaluate("document.fonts.ready.then(() => null)")
        return self.page

    @property
    def foreign_requests(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, started as a city would start it."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "VAR_DIR": str(migrated(folder / "var")), "LANG": "de_DE.UTF-8"}
    for city, invented in (("probestadt", True), ("vergleichsstadt", False)):
        directory = write_specimen(folder / "workspace" / city, city, invented=invented)
        subprocess.run([*office_command("publish"), str(directory)], env=environment, check=True, capture_output=True)
    port = free_port()
    process = subprocess.Popen([*office_command("serve"), "--port", str(port), "--workers", "1"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def watched(chromium: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh page; a test may choose width, scripting and media by parametrizing `watched` indirectly."""
    options = {"viewport": {"width": 1280, "height": 900}, "locale": "de-DE", **getattr(request, "param", {})}
    context = chromium.new_context(**options)
    watched = Watched(context.new_page(), server)
    watched.page.on("request", lambda sent: watched.requests.append(sent.url))
    watched.page.on("console", lambda message: _note(watched, message))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()


@dataclass(frozen=True)
class Site:
    """A server with everything (`tests/browser/served`), its rows and the cookies of its roles by their names."""

    address: str
    known: dict[str, str]

    def context(self, chromium: Browser, role: str = "", **options: object) -> BrowserContext:
        """A browser of its own in which this role is signed in; "" for nobody."""
        told = {"viewport": {"width": 1280, "height": 900}, "locale": "de-DE", "base_url": self.address, **options}
        context = chromium.new_context(**told)  # type: ignore[arg-type]  # a test passes what Chromium knows
        if role:
            context.add_cookies([{"name": self.known["cookie"], "value": self.known[role], "url": self.address}])
        return context


@pytest.fixture(scope="session")
def office_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Filled once for all tests that ask for it, and served as a city would; they leave each other's rows alone."""
    environment = {
        **os.environ,
        "VAR_DIR": str(migrated(tmp_path_factory.mktemp("site") / "var")),
        "LANG": "de_DE.UTF-8",
    }
    environment["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    filled = [sys.executable, "-m", "tests.browser.served"]
    told = subprocess.run(filled, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
    port = free_port()
    command = [*office_command("serve"), "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield Site(f"http://127.0.0.1:{port}", json.loads(told.splitlines()[-1]))
    finally:
        process.terminate()
        process.wait(timeout=20)


Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Browser, office_site: Site) -> Iterator[Enter]:
    """Opens an address of that site as somebody; nothing may complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(role: str, address: str, **options: object) -> Page:
        contexts.append(office_site.context(chromium, role, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.goto(address.format(**office_site.known))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(message: ConsoleMessage) -> bool:
    """The answer to somebody who saves too late has a status of its own."""
    return message.type == "error" and "409 (Conflict)" not in message.text


def looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name.replace('/', '_')}.png", full_page=True)


def _note(watched: Watched, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
        watched.complaints.append(message.text)
