"""A site with what a story begins with, served in a process of its own, and the people who open it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.migrated import migrated
from tests.servers import ROOT, free_port, wait_until_ready


@dataclass
class Town:
    """The people who open the site, each in a browser of their own; `complaints` are those of their browsers."""

    chromium: Browser
    address: str
    known: dict[str, str]
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def person(self, role: str = "", **options: object) -> Page:
        context = self.chromium.new_context(**{"base_url": self.address, "locale": "de-DE", **options})  # type: ignore[arg-type]
        context.set_default_timeout(12_000)
        self.contexts.append(context)
        if role:
            cookie = {"name": self.known["cookie"], "value": self.known[role], "url": self.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda each: self.complaints.append(each.text) if each.type == "error" else None)
        return page


@contextmanager
def served(module: str, chromium: Browser, folders: pytest.TempPathFactory) -> Iterator[Town]:
    """`module` fills the site, says what is in it in one line of JSON, and serves it on the port that it is given."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "VAR_DIR": str(migrated(folders.mktemp("town"))), "LANG": "de_DE.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment["PUBLIC_ADDRESS"] = address
    command = [sys.executable, "-m", module, str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        town = Town(chromium, address, json.loads(process.stdout.readline()))
        try:
            wait_until_ready(town.address, process)
            yield town
        finally:
            for context in town.contexts:
                context.close()
            process.terminate()


def looked_at(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/story-{name}.png", full_page=True)
