"""Getting in as people do: with a real browser, a virtual security key, and an app for codes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.migrated import migrated
from tests.servers import free_port, office_command, wait_until_ready

pytestmark = pytest.mark.browser

PASSWORD = "ein langer Satz als Passwort"
SECURITY_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True)
class Office:
    """A server of our own under a name: passkeys belong to names, not to numbers."""

    address: str
    environment: dict[str, str]

    def invite(self, email: str, role: str) -> str:
        """The link of the invitation, at this server."""
        command = [*office_command("invite"), email, "--name", "Ada Muster", "--role", role]
        told = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout
        return self.address + told.strip().rpartition("http://localhost:8000")[2]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    environment = {
        **os.environ,
        "VAR_DIR": str(migrated(tmp_path_factory.mktemp("office") / "var")),
        "LANG": "de_DE.UTF-8",
    }
    port = free_port()
    process = subprocess.Popen([*office_command("serve"), "--port", str(port), "--workers", "1"], env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield Office(f"http://localhost:{port}", environment)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A browser with a security key, whose console stays silent: our policy lets every script of ours run."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    key = context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": SECURITY_KEY})
    yield page
    context.close()
    assert complaints == []


def accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Passwort speichern").click()


def sign_out(page: Page, office: Office) -> None:
    page.goto(f"{office.address}/de/konto/abmelden/")
    page.get_by_role("main").get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


def test_a_passkey_is_set_up_and_opens_the_door(page: Page, office: Office) -> None:
    accept(page, office.invite("passkey@probe.example", "administrator"))
    expect(page.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Passkey einrichten").click()
    expect(page.get_by_text("Das hat nicht geklappt.")).to_be_hidden()
    assert violations(page) == []
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{office.address}/de/konto/zweiter-faktor/")
    expect(page.get_by_text("Passkey 1", exact=True)).to_be_visible()
    sign_out(page, office)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(f"{office.address}/de/buero/")
    sign_out(page, office)
    page.get_by_label("E-Mail-Adresse").fill("passkey@probe.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("button", name="Passkey nehmen").click()
    page.wait_for_url(f"{office.address}/de/buero/")


def test_an_app_is_set_up_and_its_codes_open_the_door(page: Page, office: Office) -> None:
    accept(page, office.invite("app@probe.example", "coordinator"))
    page.get_by_role("link", name="App einrichten").click()
    assert violations(page) == []
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(_code(secret, 0))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    sign_out(page, office)
    page.get_by_label("E-Mail-Adresse").fill("app@probe.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    assert violations(page) == []
    page.get_by_label("Code").fill(_code(secret, 1))
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"{office.address}/de/buero/")


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_entrance_is_accessible_and_fits(page: Page, office: Office, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("anmelden", "passwort-vergessen", "passwort-vergessen/gesendet"):
        page.goto(f"{office.address}/de/konto/{path}/")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_without_javascript_password_and_app_are_enough(chromium: Browser, office: Office) -> None:
    link = office.invite("ohne@probe.example", "editor")
    context = chromium.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    accept(page, link)
    page.get_by_role("link", name="App einrichten").click()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(_code(secret, 0))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    sign_out(page, office)
    expect(page.get_by_role("button", name="Mit Passkey anmelden")).to_be_hidden()
    context.close()


def _code(secret: str, steps: int) -> str:
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
    return shown
