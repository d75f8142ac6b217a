"""The site in use: by keyboard, without JavaScript, on paper, with forced colours, right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Watched
from tests.chromium import violations
from tests.monitoring.specimen import BREAK_REASON, NOTICE, POPULATION

pytestmark = pytest.mark.browser

PAGE = f"/de/probestadt/indikatoren/{POPULATION}/"
NO_SCRIPT = {"java_script_enabled": False}
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))


def test_the_first_key_leads_past_the_navigation(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.keyboard.press("Tab")
    assert _focused(page) == "Zum Inhalt springen"
    assert page.locator(".skip-link").evaluate("each => getComputedStyle(each).clipPath") == "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    page.keyboard.press("Tab")
    assert _focused(page) == "Start"


def test_the_keyboard_follows_the_order_of_reading_and_is_always_seen(watched: Watched) -> None:
    page = watched.open(PAGE)
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(_focused(page))
        assert page.evaluate(OUTLINE) == "solid"
    assert order == [
        "Zum Inhalt springen",
        "Teilhabe Leben in der Stadt",
        "Sprache: Deutsch",
        "Überblick",
        "Indikatoren",
        "Prognosen",
        "Über die Daten",
    ]


def test_a_value_leads_to_its_opened_origin(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.locator("#time summary", has_text="Als Tabelle").click()
    page.locator('#time a[href="#herkunft-y2011"]').click()
    page.wait_for_function("document.querySelector('#herkunft details').open")
    origin = page.locator("#herkunft-y2011")
    origin.wait_for(state="visible")
    assert "Statistischer Bericht A I" in origin.inner_text()


def test_an_address_with_an_origin_opens_it(watched: Watched) -> None:
    watched.open(f"{PAGE}#herkunft-y2011").locator("#herkunft-y2011").wait_for(state="visible")


def test_the_interactive_chart_comes_on_request_only(watched: Watched) -> None:
    page = watched.open(PAGE)
    assert not [url for url in watched.requests if "interactive" in url]
    button = page.get_by_role("button", name="Interaktive Grafik : Verlauf")
    button.click()
    page.locator("#time-bild .chart__stage svg.marks").wait_for(state="visible")
    assert button.get_attribute("aria-pressed") == "true"
    assert not page.locator("#time-bild .chart__still").is_visible()
    assert page.locator("#time-bild .chart__stage").get_by_text("100.000").count() == 1  # German numbers
    assert violations(page) == []
    assert watched.foreign_requests == []
    assert watched.complaints == []
    button.click()
    assert page.locator("#time-bild .chart__still").is_visible()


def test_a_chart_that_does_not_load_says_where_the_values_are(watched: Watched) -> None:
    watched.page.route("**/time.json", lambda route: route.abort())
    page = watched.open(PAGE)
    page.get_by_role("button", name="Interaktive Grafik : Verlauf").click()
    page.locator("#time").get_by_text("ließ sich nicht laden").wait_for(state="visible")
    assert page.locator("#time-bild .chart__still").is_visible()


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_without_javascript_nothing_is_missing(watched: Watched) -> None:
    page = watched.open(PAGE)
    assert page.locator("#time-bild svg").first.is_visible()
    assert not page.get_by_role("button", name="Interaktive Grafik : Verlauf").is_visible()
    page.locator("#time summary", has_text="Als Tabelle").click()
    assert page.locator("#time table").is_visible()
    assert page.get_by_text(BREAK_REASON.de).first.is_visible()
    page.locator("#herkunft summary").click()
    assert page.locator("#herkunft-y2011").is_visible()
    assert NOTICE.de in page.inner_text("body")


@pytest.mark.parametrize(("width", "seen", "unseen"), [(1280, "wide", "narrow"), (375, "narrow", "wide")])
def test_the_chart_fits_the_screen(watched: Watched, width: int, seen: str, unseen: str) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open(PAGE)
    assert page.locator(f"#time .chart__{seen}").is_visible()
    assert not page.locator(f"#time .chart__{unseen}").is_visible()


def test_on_paper_the_figures_stay_and_the_navigation_goes(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.emulate_media(media="print")
    assert not page.locator(".tabs").is_visible()
    assert page.locator(".invented").is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("watched", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}], indirect=True)
def test_the_page_respects_the_wishes_of_the_system(watched: Watched) -> None:
    page = watched.open(PAGE)
    assert violations(page) == []
    assert page.locator("#time-bild svg").first.is_visible()


def test_the_layout_turns_round_for_scripts_from_right_to_left(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.evaluate("document.documentElement.dir = 'rtl'")
    brand, languages = page.locator(".brand").bounding_box(), page.locator(".language-switch").bounding_box()
    assert brand is not None
    assert languages is not None
    assert brand["x"] > languages["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_page_is_light(watched: Watched) -> None:
    """HTML and style sheet together at most 100 kB compressed, scripts before a click at most 5 kB."""
    session = watched.page.context.new_cdp_session(watched.page)
    session.send("Network.enable")
    sent: dict[str, float] = {}
    session.on("Network.loadingFinished", lambda event: sent.update({event["requestId"]: event["encodedDataLength"]}))
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    watched.open(PAGE).wait_for_load_state("networkidle")
    weight = {names[key]: size for key, size in sent.items() if key in names}
    assert sum(size for url, size in weight.items() if url.endswith((".css", "/"))) < 100_000
    assert sum(size for url, size in weight.items() if url.endswith(".js")) < 5_000
