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
