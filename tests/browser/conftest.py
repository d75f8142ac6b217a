"""A real server with two published cities, and a real Chromium that reaches nothing else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.monitoring.specimen import write_specimen
from tests.servers import free_port, office_command, wait_until_ready


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
    environment = {**os.environ, "VAR_DIR": str(folder / "var"), "LANG": "de_DE.UTF-8"}
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


def _note(watched: Watched, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
        watched.complaints.append(message.text)
