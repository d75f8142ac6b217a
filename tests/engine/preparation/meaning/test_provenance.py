from __future__ import annotations

import pytest

from teilhabe.engine.preparation.draft import Layout
from teilhabe.engine.preparation.meaning.provenance import recognise

FOOTER_2011 = "Ab 2011: Ergebnisse auf Grundlage des Zensus 2011."
FOOTER_BOTH = f"{FOOTER_2011}\nAb 2022: Ergebnisse auf Grundlage des Zensus 2022."
FOOTER_REGIONAL = "ab dem Berichtsjahr 2011: Ergebnisse auf Grundlage des\nZensus 2011"


@pytest.mark.parametrize(
    ("footer", "period", "base"),
    [
        (FOOTER_2011, "1970-12-31", "population_update_unstated"),
        (FOOTER_2011, "2010-12-31", "population_update_1987"),
        (FOOTER_2011, "2011-12-31", "population_update_2011"),
        (FOOTER_REGIONAL, "2018-12-31", "population_update_2011"),
        (FOOTER_BOTH, "2021-12-31", "population_update_2011"),
        (FOOTER_BOTH, "2022-12-31", "population_update_2022"),
        ("Ergebnisse auf Grundlage des Zensus 2022", "2023-12-31", "population_update_2022"),
        ("", "2010-12-31", "population_update_1987"),
        ("", "2018-12-31", "population_update_unstated"),
        ("", "2024-12-31", "population_update_2022"),
    ],
)
def test_the_base_of_a_population_follows_from_footer_and_date(footer: str, period: str, base: str) -> None:
    layout = Layout("classic", table_code="12411-0015", footers=[footer])
    assert recognise(layout, []).base_on(period) == base


@pytest.mark.parametrize(
    ("code", "base"),
    [("12521-0001", "azr"), ("12531", "azr"), ("13111-01-03-4", "employment_statistics"), ("1000A", "census_2022")],
)
def test_other_statistics_have_one_base(code: str, base: str) -> None:
    assert recognise(Layout("classic", table_code=code), []).base_on("2022-12-31") == base


def test_an_unknown_statistic_has_no_base() -> None:
    assert recognise(Layout("plain"), []).base_on("2022") is None


def test_the_concept_comes_from_the_dimensions_before_the_variable() -> None:
    table = recognise(Layout("plain"), ["Jahr", "Migrationshintergrund"])
    assert table.concept_of("Ausländer") == "migration_background"
    plain = recognise(Layout("plain"), ["Jahr"])
    assert plain.concept_of("Schutzsuchende") == "protection_status"
    assert plain.concept_of("Bevölkerung") is None


@pytest.mark.parametrize(
    ("title", "variable", "base"),
    [
        ("Einwohner mit Hauptwohnung nach Stadtteilen", "", "register_main"),
        ("Wohnberechtigte Bevölkerung (Haupt- und Nebenwohnung)", "", "register_with_secondary"),
        ("Bevölkerung mit Haupt- oder Nebenwohnsitz", "", "register_with_secondary"),
        ("Personen mit Nebenwohnung", "", "register_secondary"),
        ("Quelle: Einwohnermelderegister", "", "register_unstated"),
        ("Quelle: Melderegister, Hauptwohnung", "", "register_main"),
        ("Quelle: Ausländerzentralregister (AZR)", "", "azr"),
        ("Quelle: AZR; Mikrozensus", "", None),
        ("Quelle: AZR; Mikrozensus", "Einwohner mit Hauptwohnsitz", "register_main"),
        ("Bevölkerungsfortschreibung auf Grundlage des Zensus 2022", "", "population_update_2022"),
        ("Bevölkerungsprognose 2020 bis 2040", "", "projection"),
        ("Bürgerumfrage 2021", "", "survey"),
        ("Einwohner nach Stadtteilen", "", None),
    ],
)
def test_the_base_is_read_where_title_footer_or_heading_names_it(title: str, variable: str, base: str | None) -> None:
    assert recognise(Layout("plain", titles=[title]), []).base_on("2022-12-31", variable) == base


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Migrationshintergrund im engeren Sinn", "migration_background_narrow"),
        ("Personen mit Zuwanderungsgeschichte", "migration_history"),
        ("Einwanderungsgeschichte", "immigration_history"),
        ("Kinder mit ausländischer Herkunft mindestens eines Elternteils", "parental_origin"),
        ("Personen im Kontext von Fluchtmigration", "flight_context"),
        ("Schutzsuchende nach Staatsangehörigkeit", "protection_status"),
        ("Asylerstanträge", "asylum"),
        ("Geburtsland", "birth_country"),
        ("ausländische Bevölkerung", "citizenship"),
        ("Personen mit ausländischer Berufsausbildung", None),
        ("Ausländer", "citizenship"),
    ],
)
def test_the_concept_is_the_most_particular_one_that_is_named(text: str, concept: str | None) -> None:
    assert recognise(Layout("plain"), []).concept_of(text) == concept
