"""Every page template in a real browser: accessible, at home on small screens, silent towards the world."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Watched
from tests.chromium import violations
from tests.monitoring.specimen import DISTRICTS, NATURALISATION, POPULATION

pytestmark = pytest.mark.browser

INDICATORS = (POPULATION, DISTRICTS, NATURALISATION)
TEMPLATES = {
    "de": (
        "/de/",
        "/de/barrierefreiheit/",
        "/de/impressum/",
        "/de/datenschutz/",
        "/de/gibt-es-nicht/",
        "/de/probestadt/",
        "/de/vergleichsstadt/",
        "/de/probestadt/indikatoren/",
        "/de/probestadt/indikatoren/?data=without",
        "/de/probestadt/ueber-die-daten/",
        "/de/probestadt/ueber-die-daten/wie-sicher/",
        *(f"/de/probestadt/indikatoren/{indicator}/" for indicator in INDICATORS),
    ),
    "en": (
        "/en/",
        "/en/accessibility/",
        "/en/legal-notice/",
        "/en/privacy/",
        "/en/does-not-exist/",
        "/en/probestadt/",
        "/en/vergleichsstadt/",
        "/en/probestadt/indicators/",
        "/en/probestadt/about-the-data/",
        "/en/probestadt/about-the-data/how-certain/",
        *(f"/en/probestadt/indicators/{indicator}/" for indicator in INDICATORS),
    ),
}
WIDTHS = [1280, 320]
SCREENS = [
    pytest.param({"viewport": {"width": width, "height": 900}}, path, id=f"{path}-{width}")
    for paths in TEMPLATES.values()
    for path in paths
    for width in WIDTHS
]

OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true })"


@pytest.mark.parametrize(("watched", "path"), SCREENS, indirect=["watched"])
def test_the_page_is_accessible_fits_and_stays_at_home(watched: Watched, path: str) -> None:
    page = watched.open(path)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert watched.foreign_requests == []
    assert watched.complaints == []


@pytest.mark.parametrize("path", TEMPLATES["de"])
def test_no_text_is_lost_at_text_spacing_of_wcag(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 900})
    page = watched.open(path)
    page.evaluate(
        "document.body.style.cssText = 'line-height: 1.5; letter-spacing: .12em; word-spacing: .16em'"
    )  # set through the object model, which the policy allows
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
