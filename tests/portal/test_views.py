"""The portal greets in the reader's language, lists what is published and is honest about what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

PORTAL = {
    "de": ("", "barrierefreiheit/", "impressum/", "datenschutz/"),
    "en": ("", "accessibility/", "legal-notice/", "privacy/"),
}
PAGES = [f"/{language}/{path}" for language, paths in PORTAL.items() for path in paths]


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize(
    ("wish", "target"),
    [("de-DE,de;q=0.9", "/de/"), ("en-GB,en;q=0.8", "/en/"), ("uk", "/uk/"), ("fa-AF", "/fa/"), ("", "/de/")],
)
def test_the_first_visit_leads_to_the_language_of_the_browser(
    client: Client, site: Path, wish: str, target: str
) -> None:
    response = client.get("/", headers={"accept-language": wish})
    assert response.status_code == 302
    assert response.headers["Location"] == target


@pytest.mark.parametrize("path", PAGES)
def test_every_portal_page_stands_in_its_language(client: Client, site: Path, path: str) -> None:
    assert f'<html lang="{path[1:3]}"' in _text(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_sets_a_cookie(client: Client, published: Path, path: str) -> None:
    assert not client.get(path).cookies


def test_the_start_page_lists_real_figures_before_invented_ones(client: Client, published: Path) -> None:
    page = _text(client, "/de/")
    assert page.index("Echte Zahlen mit Quelle") < page.index("Erfundene Stadt")
    assert "99.845" in page


def test_the_start_page_shows_one_figure_with_its_calculation(client: Client, published: Path) -> None:
    page = _text(client, "/de/")
    assert "18.371 / 99.845 × 100 = 18,4" in page
    assert "Zeile 12, Spalte D" in page


def test_the_start_page_costs_two_queries_figures_and_information(
    client: Client, published: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/de/")
    with django_assert_num_queries(2):
        client.get("/de/")


def test_where_nothing_is_published_the_start_page_says_what_to_do(client: Client, site: Path) -> None:
    page = _text(client, "/de/")
    assert "Noch ist nichts veröffentlicht" in page
    assert "teilhabe release approve" in page


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/de/probestadt/indikatoren/pop_total/", "/en/probestadt/indicators/pop_total/"),
        ("/de/probestadt/ueber-die-daten/", "/en/probestadt/about-the-data/"),
        ("/de/barrierefreiheit/", "/en/accessibility/"),
        ("/en/", "/de/"),
    ],
)
def test_changing_the_language_stays_on_the_page(client: Client, published: Path, here: str, there: str) -> None:
    assert f'href="{there}" lang="{there[1:3]}"' in _text(client, here)


def test_from_a_page_that_does_not_exist_the_language_leads_to_the_start(client: Client, site: Path) -> None:
    response = client.get("/de/gibt/es/nicht/")
    assert response.status_code == 404
    assert 'href="/en/"' in response.content.decode()


def test_without_a_legal_notice_the_page_says_so(client: Client, site: Path) -> None:
    assert "noch kein Impressum eingetragen" in _text(client, "/de/impressum/")


def test_the_operator_stands_in_legal_notice_and_foot(client: Client, site: Path, settings: Settings) -> None:
    settings.LEGAL_NOTICE = "Stadt Probestadt\n\nMarktplatz 1"
    settings.OFFICE_NAME = "Integrationsbüro <Probestadt>"
    page = _text(client, "/de/impressum/")
    assert "<p>Marktplatz 1</p>" in page
    assert "Integrationsbüro &lt;Probestadt&gt;" in page


def test_the_accessibility_statement_names_date_and_address(client: Client, site: Path, settings: Settings) -> None:
    assert "noch nicht eingetragen" in _text(client, "/de/barrierefreiheit/")
    settings.ACCESSIBILITY_CHECKED_ON = "22.11.2026"
    settings.FEEDBACK_ADDRESS = "barrieren@example.org"
    page = _text(client, "/de/barrierefreiheit/")
    assert "Letzte Prüfung: 22.11.2026" in page
    assert 'href="mailto:barrieren@example.org"' in page
