"""A real server with two published cities, and a real Chromium that reaches nothing else."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.monitoring.specimen import write_specimen

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "src/teilhabe/project/static/build/manifest.json"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
START_SECONDS = 30
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


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
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("Chromium is not installed on this machine (make browser)")
    if not BUILD.is_file() or not AXE.is_file():
        pytest.skip("the front end has not been built (node frontend/build.mjs)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, started as a city would start it."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "VAR_DIR": str(folder / "var"), "LANG": "de_DE.UTF-8"}
    for city, invented in (("probestadt", True), ("vergleichsstadt", False)):
        directory = write_specimen(folder / "workspace" / city, city, invented=invented)
        subprocess.run([*_office("publish"), str(directory)], env=environment, check=True, capture_output=True)
    port = _free_port()
    process = subprocess.Popen([*_office("serve"), "--port", str(port), "--workers", "1"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process)
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


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA on the page as it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    found = page.evaluate(f"axe.run(document, {{runOnly: {tags}}}).then((result) => result.violations)")
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


def _note(watched: Watched, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
        watched.complaints.append(message.text)


def _office(command: str) -> list[str]:
    return [sys.executable, "-m", "teilhabe.project.office", command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not become ready within {START_SECONDS} s")
