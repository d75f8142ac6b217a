"""The pages of a city say what the release says, quickly, and stop saying it when it is withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.monitoring.specimen import (
    BREAK_REASON,
    DISTRICTS,
    GAP,
    NATURALISATION,
    NOTICE,
    POPULATION,
    SHRUNK,
    write_specimen,
)

from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import publish, withdraw

PAGE = f"/de/probestadt/indikatoren/{POPULATION}/"
PATHS = {
    "de": (
        "",
        "indikatoren/",
        f"indikatoren/{POPULATION}/",
        f"indikatoren/{NATURALISATION}/",
        "prognosen/",
        "ueber-die-daten/",
        "ueber-die-daten/wie-sicher/",
    ),
    "en": (
        "",
        "indicators/",
        f"indicators/{POPULATION}/",
        f"indicators/{NATURALISATION}/",
        "forecasts/",
        "about-the-data/",
        "about-the-data/how-certain/",
    ),
}
PAGES = [(language, path) for language, paths in PATHS.items() for path in paths]


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_every_page_of_an_invented_city_says_so(client: Client, published: Path, language: str, path: str) -> None:
    page = _text(client, f"/{language}/probestadt/{path}")
    assert (NOTICE.de if language == "de" else NOTICE.en) in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_no_page_of_a_real_city_says_invented(client: Client, published: Path, language: str, path: str) -> None:
    page = _text(client, f"/{language}/vergleichsstadt/{path}").lower()
    assert "erfunden" not in page
    assert "invented" not in page


def test_an_indicator_shows_figure_period_place_and_question(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    for text in ("99.845", "Personen", "31.12.2017", "vorläufig", "mit Hauptwohnung gemeldet?"):
        assert text in page


def test_breaks_stand_in_the_table_and_in_words(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert page.count(BREAK_REASON.de) == 2
    assert 'class="table__break"' in page


def test_signs_and_protection_are_explained_for_eyes_and_ears(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert '<span aria-hidden="true">•</span><span class="kern-sr-only">geschützt</span>' in page
    assert "<dt>•</dt><dd>geschützt, weil zu klein</dd>" in page
    assert "<dt>–</dt><dd>genau nichts oder nicht vorhanden</dd>" in page


def test_every_linked_value_leads_to_its_cells(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert '<a href="#herkunft-y2011">' in page
    assert 'id="herkunft-y2011"' in page
    assert "Statistischer Bericht A I" in page


def test_an_indicator_without_data_says_what_would_feed_it(client: Client, published: Path) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{NATURALISATION}/")
    assert "Die Einbürgerungsstatistik könnte diese Zahl liefern." in page
    assert ".csv" not in page


def test_indicators_without_data_stand_apart_from_those_with_figures(client: Client, published: Path) -> None:
    page = _text(client, "/de/probestadt/indikatoren/")
    awaited = page.index("1 Indikator noch ohne Daten")
    assert page.index("99.845") < awaited < page.index(f'/de/probestadt/indikatoren/{NATURALISATION}/"')


def test_values_can_be_taken_along_as_csv(client: Client, published: Path) -> None:
    response = client.get(f"/de/probestadt/indikatoren/{POPULATION}.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="probestadt-{POPULATION}.csv"'
    assert response.content.startswith(b"period,place,value\n")


def test_the_specification_of_a_chart_is_json(client: Client, published: Path) -> None:
    response = client.get(f"/de/probestadt/indikatoren/{POPULATION}/time.json")
    assert response.headers["Content-Type"] == "application/json"
    assert json.loads(response.content)["mark"]["type"] == "line"


def test_all_checksums_can_be_read(client: Client, published: Path) -> None:
    manifest = json.loads(client.get("/en/probestadt/about-the-data/manifest.json").content)
    assert f"csv/{POPULATION}.csv" in manifest["outputs"]


@pytest.mark.parametrize(
    "path",
    [
        "/de/nirgendwo/",
        "/de/nirgendwo/indikatoren/",
        "/de/probestadt/indikatoren/unknown/",
        "/de/probestadt/indikatoren/unknown.csv",
        f"/de/probestadt/indikatoren/{NATURALISATION}.csv",
        f"/de/probestadt/indikatoren/{POPULATION}/places.json",
        f"/de/probestadt/fassung/0123456789abcdef/indikatoren/{POPULATION}/",
        f"/de/probestadt/fassung/0123456789abcdef/indikatoren/{POPULATION}.csv",
        f"/de/probestadt/fassung/0123456789abcdef/indikatoren/{POPULATION}/time.json",
        "/de/probestadt/indicators/",
    ],
)
def test_what_does_not_exist_is_404_in_the_look_of_the_site(client: Client, published: Path, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_a_page_that_is_kept_costs_two_queries_its_publication_and_what_its_frame_says(
    client: Client, published: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(PAGE)
    with django_assert_num_queries(2):
        client.get(PAGE)


def test_a_browser_that_has_the_page_gets_304(client: Client, published: Path) -> None:
    tag = client.get(PAGE).headers["ETag"]
    assert client.get(PAGE, headers={"if-none-match": tag}).status_code == 304


def test_pages_can_only_be_read(client: Client, published: Path) -> None:
    assert client.post(PAGE).status_code == 405
    assert client.head(PAGE).status_code == 200


def test_a_new_release_is_shown_at_once(client: Client, published: Path) -> None:
    client.get("/de/probestadt/")
    publish(write_specimen(published / "probestadt", remark="Mit neuen Zahlen."), Operator("Probe"))
    assert "Mit neuen Zahlen." in _text(client, "/de/probestadt/")


@pytest.mark.parametrize("path", PATHS["de"])
def test_withdrawn_figures_are_gone_at_once(client: Client, published: Path, path: str) -> None:
    address = f"/de/probestadt/{path}"
    client.get(address)
    withdraw("probestadt", Operator("Probe"))
    response = client.get(address)
    assert response.status_code == 410
    assert "zurückgenommen" in response.content.decode()
    assert "99.845" not in response.content.decode()


def _edition(directory: Path) -> str:
    return f"/de/probestadt/fassung/{directory.name}/indikatoren/{POPULATION}/"


def test_a_citation_still_holds_after_a_newer_release(client: Client, site: Path) -> None:
    old, new = write_specimen(site), write_specimen(site, remark="Neu.")
    publish(old, Operator("Probe"))
    assert "ältere Fassung" not in _text(client, _edition(old))
    publish(new, Operator("Probe"))
    assert "ältere Fassung" in _text(client, _edition(old))
    assert "ältere Fassung" not in _text(client, _edition(new))


@pytest.mark.parametrize("file", [f"{POPULATION}.csv", f"{POPULATION}/time.json"])
def test_an_older_edition_brings_its_own_files(client: Client, site: Path, file: str) -> None:
    old, new = write_specimen(site, remark="Alt."), write_specimen(site, remark="Neu.")
    for directory in (old, new):
        publish(directory, Operator("Probe"))
    address = f"/de/probestadt/fassung/{old.name}/indikatoren/{file}"
    assert f'"{address}"' in _text(client, _edition(old))
    assert "Alt." in _text(client, address)
    assert "Neu." in _text(client, f"/de/probestadt/indikatoren/{file}")
    withdraw("probestadt", Operator("Probe"), old.name)
    assert client.get(address).status_code == 410


def test_the_table_of_an_edition_carries_its_id_in_its_name(client: Client, site: Path) -> None:
    directory = write_specimen(site)
    publish(directory, Operator("Probe"))
    response = client.get(f"/en/probestadt/edition/{directory.name}/indicators/{POPULATION}.csv")
    name = f"probestadt-{POPULATION}-{directory.name}.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_citation_of_withdrawn_figures_is_gone(client: Client, site: Path) -> None:
    directory = write_specimen(site)
    publish(directory, Operator("Probe"))
    assert _edition(directory) in _text(client, PAGE)
    withdraw("probestadt", Operator("Probe"))
    assert client.get(_edition(directory)).status_code == 410


def test_a_citation_of_a_faulty_older_edition_can_be_withdrawn(client: Client, site: Path) -> None:
    old, new = write_specimen(site), write_specimen(site, remark="Neu.")
    for directory in (old, new):
        publish(directory, Operator("Probe"))
    client.get(_edition(old))
    withdraw("probestadt", Operator("Probe"), old.name)
    assert client.get(_edition(old)).status_code == 410
    assert client.get(PAGE).status_code == client.get(_edition(new)).status_code == 200


def test_a_value_is_shown_with_its_bounds_and_what_they_mean(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    for text in ("99.227 bis 100.466", "vergleichbar erst ab 2011 (Zensus 2011)", "Alle Personen sind gezählt."):
        assert text in page
    assert 'href="/de/probestadt/ueber-die-daten/wie-sicher/"' in page


def test_uncertain_and_unreliable_values_are_explained(client: Client, published: Path) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")
    assert "<dt>( )</dt><dd>Aussagewert eingeschränkt: Der Zahlenwert ist unsicher.</dd>" in page
    assert "<dt>/</dt><dd>nicht sicher genug</dd>" in page
    assert "5,1 bis 5,9" in page


def test_the_certainty_of_a_single_figure_stands_with_its_lineage(client: Client, published: Path) -> None:
    assert "18.371 Fälle · relativer Standardfehler 0,7 %" in _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")


def test_a_picture_without_table_leads_to_the_one_that_has_it(client: Client, published: Path) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")
    assert '<a href="#districts">Die Tabelle dazu steht bei der vorigen Grafik.</a>' in page


def test_variants_are_sections_with_a_sentence_a_picture_and_a_file(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert f'id="{GAP}"' in page
    assert "Zuletzt lag der Wert um 5,3 Prozentpunkte darüber." in page
    assert "Diese Zahl wird leicht falsch gelesen." in page
    assert client.get(f"/de/probestadt/indikatoren/{GAP}.csv").content.startswith(b"period,value")
    assert client.get(f"/de/probestadt/indikatoren/{POPULATION}/gap-time.json").status_code == 200


def test_model_based_values_are_labelled(client: Client, published: Path) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")
    assert '<span class="badge badge--info">modellbasiert</span>' in page
    assert client.get(f"/de/probestadt/indikatoren/{SHRUNK}.csv").status_code == 404


@pytest.mark.parametrize("path", ["/de/probestadt/indikatoren/", "/en/probestadt/indicators/"])
def test_the_address_of_a_variant_leads_to_its_section(client: Client, published: Path, path: str) -> None:
    response = client.get(f"{path}{GAP}/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{path}{POPULATION}/#{GAP}"
    assert client.get(f"{path}gibt-es-nicht/").status_code == 404


def test_an_event_is_told_but_is_no_break(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert page.count("Ereignis, kein Bruch") == 1


def test_a_target_stands_with_its_distance_and_source(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    assert "Ziel für 2030: 105.000. Der letzte Wert liegt 5.155 darunter." in page
    assert "Quelle: Ratsbeschluss" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=hauptwohnung", {POPULATION}),
        ("?q=BEVÖLKERUNG+ausländisch", {DISTRICTS}),
        ("?q=naturalisation", {NATURALISATION}),
        ("?group=districts", {DISTRICTS, NATURALISATION}),
        ("?data=without", {NATURALISATION}),
        ("?data=with&group=sex", {POPULATION}),
        ("?data=perhaps&group=shoe-size", {POPULATION, DISTRICTS, NATURALISATION}),
        ("?q=gibt-es-nicht", set()),
    ],
)
def test_the_list_can_be_narrowed_down(client: Client, published: Path, query: str, found: set[str]) -> None:
    page = _text(client, f"/de/probestadt/indikatoren/{query}")
    everything = (POPULATION, DISTRICTS, NATURALISATION)
    assert {each for each in everything if f'/de/probestadt/indikatoren/{each}/"' in page} == found
    assert ("Dazu gibt es keinen Indikator" in page) == (not found)


def test_what_was_searched_for_never_becomes_markup(client: Client, published: Path) -> None:
    page = _text(client, "/de/probestadt/indikatoren/?q=%22%3E%3Cscript%3E")
    assert "<script>" not in page.replace('<script type="module"', "")
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_narrowed_list_is_not_kept_in_place_of_the_whole(client: Client, published: Path) -> None:
    _text(client, "/de/probestadt/indikatoren/?data=without")
    assert POPULATION in _text(client, "/de/probestadt/indikatoren/")


def test_revised_figures_are_shown_as_they_were_known(client: Client, published: Path) -> None:
    page = _text(client, PAGE)
    revised = page[page.index('id="fruehere-staende"') : page.index('id="quellen"')]
    assert "bekannt seit 30.06.2018" in revised
    assert "99.302" in revised
    assert "99.299" in revised
    assert "98.520" not in revised
    assert "fruehere-staende" not in _text(client, f"/de/probestadt/indikatoren/{DISTRICTS}/")
