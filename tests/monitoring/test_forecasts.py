"""Forecasts on pages: a switch that works as a form, what was withdrawn, and what has become of earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.monitoring.specimen import DISTRICTS, NATURALISATION, POPULATION, RECURRENCE, write_specimen

from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import publish

PAGE = f"/de/probestadt/indikatoren/{POPULATION}/"


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_page_shows_the_baseline_with_its_condition_and_its_test(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    for text in ("dürften es 100400 sein", "solange kein Ereignis", "Der Fehler war kleiner", "ETS+DOT+drift"):
        assert text in page
    assert "100800" not in page


def test_the_switch_is_a_form_that_needs_no_script(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert '<form method="get" action="#prognose"' in page
    assert f'<input type="radio" name="prognose" value="{RECURRENCE}">' in page
    other = _text(client, f"{PAGE}?prognose={RECURRENCE}")
    assert "dürften es 100800 sein" in other
    assert f'value="{RECURRENCE}" checked' in other
    assert "100800" not in _text(client, PAGE), "what one reader chose is not kept for the next"


def test_a_reader_may_add_an_assumption_that_stays_and_is_told_apart(client: Client, published: Path) -> None:
    page = _text(client, f"{PAGE}?prognose=own&plus=200")
    for text in ("100.600", "99.700 bis 101.500", "101.200", "98.400 bis 104.000", "kommen 200 hinzu und bleiben"):
        assert text in page
    assert 'value="own" checked' in page
    assert "dürften es" not in page
    assert "101.200" not in _text(client, PAGE), "what one reader assumed is not kept for the next"
    english = _text(client, f"/en/probestadt/indicators/{POPULATION}/?prognose=own&plus=-1,000.5")
    assert "−1,000.5 are added" in english


def test_values_stay_what_they_can_be_whatever_is_assumed(client: Client, published: Path) -> None:
    page = _text(client, f"{PAGE}?prognose=own&plus=-1000000")
    assert "0 bis 0" in page


@pytest.mark.parametrize("plus", ["viele", "", "1e30", "9" * 40, "nan"])
def test_what_is_no_number_is_asked_for_again(client: Client, published: Path, plus: str) -> None:
    page = _text(client, f"{PAGE}?prognose=own&plus={plus}")
    assert 'aria-invalid="true"' in page
    assert 'id="plus-fehler"' in page
    assert "prognose-annahme" not in page


def test_an_unknown_path_is_the_baseline_and_is_kept(
    client: Client, published: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _text(client, PAGE)
    with django_assert_num_queries(2):
        assert "100400" in _text(client, f"{PAGE}?prognose=nonsense")


def test_a_withdrawn_forecast_says_so_and_shows_none(client: Client, published: Path) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")
    assert "Zurückgezogen: nicht besser als Fortschreiben." in page
    assert 'name="prognose"' not in page


def test_an_indicator_without_a_forecast_has_no_such_section(client: Client, published: Path) -> None:
    assert 'id="prognose"' not in _text(client, f"/de/probestadt/indikatoren/{NATURALISATION}/")


def test_the_page_of_all_forecasts_tells_what_came_true_and_what_was_withdrawn(client: Client, published: Path) -> None:
    page = _text(client, "/de/probestadt/prognosen/")
    for text in ("1 von 1 Bändern hielt.", "dürften es 100400 sein", "Ausländische Bevölkerung", "99.700"):
        assert text in page
    assert "What has come true?" in _text(client, "/en/probestadt/forecasts/")


def test_forecasts_can_be_taken_along(client: Client, published: Path) -> None:
    csv = client.get(f"/de/probestadt/indikatoren/{POPULATION}/prognose.csv")
    assert csv.headers["Content-Disposition"] == f'attachment; filename="probestadt-{POPULATION}-forecast.csv"'
    assert csv.content.startswith(b"indicator,time_period,path,value")
    assert client.get(f"/en/probestadt/indicators/{POPULATION}/forecast.json").json() == {"indicator": POPULATION}
    chart = client.get(f"/de/probestadt/indikatoren/{POPULATION}/forecast-{RECURRENCE}.json")
    assert chart.json()["mark"]["type"] == "line"


@pytest.mark.parametrize("file", ["prognose.csv", "prognose.json"])
def test_what_has_no_forecast_has_no_file_of_one(client: Client, published: Path, file: str) -> None:
    for indicator in (NATURALISATION, DISTRICTS, "unknown"):
        assert client.get(f"/de/probestadt/indikatoren/{indicator}/{file}").status_code == 404


def test_an_older_edition_keeps_its_forecast(client: Client, site: Path) -> None:
    old, new = write_specimen(site), write_specimen(site, remark="Neu.")
    for directory in (old, new):
        publish(directory, Operator("Probe"))
    address = f"/de/probestadt/fassung/{old.name}/indikatoren/{POPULATION}/"
    assert f'"{address}prognose.csv"' in _text(client, address)
    assert client.get(f"{address}prognose.csv").status_code == 200
