"""A real Chromium for every test that asks for it, and what axe finds in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.servers import ROOT

BUILD = ROOT / "src/teilhabe/project/static/build/manifest.json"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("Chromium is not installed on this machine (make browser)")
    if not BUILD.is_file() or not AXE.is_file():
        pytest.skip("the front end has not been built (node frontend/build.mjs)")
    # Playwright keeps an event loop in this thread; Django would refuse every query of the tests that come after.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA on the page as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(f"axe.run(document, {json.dumps(ASKED)}).then((result) => result.violations)")
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]
