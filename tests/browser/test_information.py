"""Public information in a real Chromium: reachable for everybody, in every direction of reading, without scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Watched
from tests.chromium import violations
from tests.servers import START_SECONDS, free_port, office_command, wait_until_ready

pytestmark = pytest.mark.browser
assert START_SECONDS
WORDS = {
    "de": "informationen rubrik seite termine orte neues suche partner rueckmeldung antwort",
    "de-simple": "informationen rubrik seite termine orte neues suche partner rueckmeldung antwort",
    "en": "information category page events places news search partners feedback answer",
    "ar": "information category page events places news search partners feedback answer",
}
ITEMS = ("karte", "halb", "frage", "haus", "cafe", "wasser")


def addresses(language: str) -> list[str]:
    """Every template in its states."""
    home, category, page, events, places, news, search, partners, feedback, answer = WORDS[language].split()
    base = f"/{language}/{home}/"
    return [
        f"/{language}/",
        base,
        f"{base}{category}/leisure/",
        *(f"{base}{page}/{key}/" for key in ITEMS),
        f"{base}{events}/",
        f"{base}{events}/2027/1/",
        f"{base}{places}/",
        f"{base}{places}/?open=1&language=tr",
        f"{base}{news}/",
        f"{base}{search}/?q=Haus",
        f"{base}{search}/?q=xyzzy",
        f"{base}{feedback}/?item=karte",
        f"{base}{answer}/",
        f"{base}{answer}/AAAA-AAAA-AAAA/",
        f"/{language}/{partners}/",
        f"/{language}/nowhere/",
    ]


@pytest.fixture(scope="module")
def informed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose site has information in every state."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("information") / "var")}
    environment["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    subprocess.run([sys.executable, "-m", "tests.browser.information"], env=environment, check=True)
    port = free_port()
    process = subprocess.Popen([*office_command("serve"), "--port", str(port), "--workers", "1"], env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def reader(chromium: Browser, informed: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = chromium.new_context(**options)
    watched = Watched(context.new_page(), informed)
    watched.page.on("request", lambda sent: watched.requests.append(sent.url))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()


@pytest.mark.parametrize("language", WORDS)
def test_nobody_is_shut_out_of_any_page(reader: Watched, language: str) -> None:
    pages = addresses(language)
    chosen = pages[:5] if language == "de-simple" else pages  # the same templates as in German
    found = {address: violations(reader.open(address)) for address in chosen}
    assert {address: each for address, each in found.items() if each} == {}
    assert reader.foreign_requests == []
    assert reader.complaints == []


@pytest.mark.parametrize("reader", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
@pytest.mark.parametrize("language", ["ar"])
def test_nothing_sticks_out_on_a_narrow_phone_or_at_400_percent(reader: Watched, language: str) -> None:
    """320 pixels are what 1280 become at 400 %."""
    for address in addresses(language):
        page = reader.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("reader", [{"viewport": {"width": 375, "height": 800}}], indirect=True)
def test_the_switch_of_languages_works_by_keyboard_and_keeps_the_page(reader: Watched) -> None:
    page = reader.open("/de/informationen/suche/?q=Haus")
    page.locator(".language-switch summary").focus()
    page.keyboard.press("Enter")
    link = page.locator('.language-switch a[hreflang="ar"]')
    assert link.is_visible()
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/information/search/?q=Haus")
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize(
    "reader", [{"viewport": {"width": width, "height": 640}} for width in (320, 600)], indirect=True
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_language_of_the_open_switch_lies_within_the_screen(reader: Watched, language: str) -> None:
    page = reader.open(f"/{language}/")
    page.locator(".language-switch summary").click()
    width = page.evaluate("innerWidth")
    for link in page.locator(".language-switch a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_a_reader_without_scripts_finds_what_they_look_for(reader: Watched) -> None:
    page = reader.page
    page.goto(f"{reader.address}/ar/")
    page.locator('input[name="q"]').fill("karte")
    page.locator(".info-search button").click()
    page.locator(".entry__title").first.click()
    assert "[ar] Büchereikarte" in page.locator("h1").inner_text()


def test_a_page_and_its_style_weigh_at_most_50_kilobytes(reader: Watched) -> None:
    """As they travel, compressed; pages of languages with another script too, without fonts and scripts."""
    weights = {}
    for address in ("/de/", "/ar/", "/ar/information/page/karte/", "/de/informationen/termine/"):
        sizes: list[int] = []

        def note(response: object, sizes: list[int] = sizes) -> None:
            if response.request.resource_type in ("document", "stylesheet"):  # type: ignore[attr-defined]
                sizes.append(response.request.sizes()["responseBodySize"])  # type: ignore[attr-defined]

        reader.page.on("response", note)
        reader.open(address)
        reader.page.remove_listener("response", note)
        weights[address] = sum(sizes)
    assert max(weights.values()) <= 50_000, weights


def test_arabic_is_drawn_with_the_font_we_bring(reader: Watched) -> None:
    reader.open("/ar/")
    assert any("noto-sans-arabic" in url for url in reader.requests)
    latin = len(reader.requests)
    reader.open("/de/impressum/")
    assert not any("noto-sans-ethiopic" in url for url in reader.requests[latin:])
