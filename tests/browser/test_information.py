"""Public information in a real Chromium: reachable for everybody, in every direction of reading, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Site, Watched
from tests.chromium import violations

from teilhabe.portal.information import feedback_gate as gate

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture
def reader(chromium: Browser, office_site: Site, request: pytest.FixtureRequest) -> Iterator[Watched]:
    context = office_site.context(chromium, **getattr(request, "param", {}))
    watched = Watched(context.new_page(), office_site.address)
    watched.page.on("request", lambda sent: watched.requests.append(sent.url))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()


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


@pytest.mark.parametrize("reader", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_whoever_asks_sees_their_code_on_a_page_for_everybody(reader: Watched, language: str) -> None:
    form = {"de": "/de/informationen/rueckmeldung/?item=karte", "ar": "/ar/information/feedback/?item=karte"}
    page = reader.open(form[language])
    page.wait_for_timeout(gate.LEAST_SECONDS * 1000 + 500)
    page.locator("main textarea").fill("متى تفتحون؟")
    page.locator("main form:has(textarea) button").last.press("Enter")
    expect(page.get_by_text(re.compile("[A-Z0-9]{4}-[A-Z0-9]{4}")).first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
