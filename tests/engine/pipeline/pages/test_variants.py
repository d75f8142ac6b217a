"""A variant is a section of its indicator's page: a plain sentence with figures, a picture, a table."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.engine.pipeline.pages.figures import CITY, figure, words
from tests.engine.pipeline.pages.results import by_district, course, result, variant

from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.variants import variant_section
from teilhabe.engine.pipeline.pages.views import views
from teilhabe.engine.pipeline.results import Result
from teilhabe.release.pages import VariantSection
from teilhabe.text import Language


def section(made: Result, language: Language = "de") -> VariantSection:
    voice = words(language)
    found = variant_section(voice, made, Studio(voice, made, None, "probe-"))
    assert found is not None
    return found


def test_a_gap_is_said_with_both_groups_and_its_direction() -> None:
    above = section(result(variant("gap"), course(variant("gap"), [3.0, 4.1, 5.3])))
    assert "um 5,3\xa0Prozentpunkte über dem" in above.meaning
    below = section(result(variant("gap"), course(variant("gap"), [-2.0, -2.5])), "en")
    assert "2.5\xa0percentage points below that for" in below.meaning


def test_a_gap_whose_bounds_hold_zero_may_be_chance() -> None:
    made = result(variant("gap"), course(variant("gap"), [0.5, 0.4], width=1.0))
    assert "so klein, dass er Zufall sein kann" in section(made).meaning
    assert "Zufall" not in section(result(variant("gap"), course(variant("gap"), [4.0, 4.1]))).meaning


def test_a_ratio_is_said_as_so_many_times() -> None:
    definition = variant("ratio", decimals=2)
    assert "1,75-mal so hoch wie der für" in section(result(definition, course(definition, [1.7, 1.75], 0.2))).meaning
    assert "Zufall" in section(result(definition, course(definition, [1.1, 1.05], 0.2))).meaning


def test_a_decomposition_is_a_picture_of_its_pieces_and_a_table_of_all_periods() -> None:
    definition = variant("decomposition")
    figures = [
        figure(value, definition=definition, period=period, group=("effect", code))
        for period, values in (("2023-12-31", (1.0, 4.0, 5.0)), ("2024-12-31", (1.2, 4.1, 5.3)))
        for code, value in zip(("COMPOSITION", "RATE", "GAP"), values, strict=True)
    ]
    made = section(result(definition, figures))
    assert "Abstand 5,3\xa0Prozentpunkte, davon 1,2\xa0Prozentpunkte durch die Zusammensetzung" in made.meaning
    (view,) = made.views
    assert "Andere Zusammensetzung der Gruppen +1,2; Andere Werte bei gleicher Zusammensetzung +4,1" in view.summary
    assert [row.head for row in view.table.rows] == ["31.12.2023", "31.12.2024"]
    assert made.headline is None


def test_a_decomposition_with_a_hidden_piece_is_not_shown() -> None:
    definition = variant("decomposition")
    hidden = figure(1.0, definition=definition, group=("effect", "COMPOSITION"), status="protected")
    others = [figure(4.0, definition=definition, group=("effect", code)) for code in ("RATE", "GAP")]
    made = result(definition, [hidden, *others])
    assert variant_section(words(), made, Studio(words(), made, None)) is None


def test_model_based_values_say_so_and_show_the_districts() -> None:
    definition = variant("shrunk")
    made = section(result(definition, (), by_district(definition, {0: 18.0, 1: 25.0})))
    assert made.label == "modellbasiert"
    assert "gerechnet, nicht gezählt" in made.meaning
    (view,) = made.views
    assert [row.head for row in view.table.rows] == [CITY.districts[0].name.de, CITY.districts[1].name.de]
    assert view.table.caption == "Probe: shrunk: Stadtteile, 31.12.2024"


def test_standardised_values_are_told_by_group_and_not_for_the_whole_which_is_its_own_standard() -> None:
    definition = variant("standardised")
    groups = {
        "citizenship": tuple(
            figure(value, definition=definition, period=period, group=("citizenship", code))
            for period in ("2022-12-31", "2023-12-31", "2024-12-31")
            for code, value in (("FOREIGN", 13.9), ("DE", 5.1))
        )
    }
    made = section(result(definition, course(definition, [6.9, 7.0]), groups=groups))
    assert made.meaning.startswith("Zuletzt (31.12.2024): deutsch 5,1\xa0%; ausländisch 13,9\xa0%.")
    assert [view.id for view in made.views] == ["probe-by-citizenship"]
    assert made.headline is None


def test_the_axis_of_a_gap_shows_zero_and_that_of_a_ratio_one() -> None:
    for kind, values, level in (("gap", [30.0, 31.0], 0.0), ("ratio", [3.0, 3.1], 1.0)):
        definition = variant(kind)  # type: ignore[arg-type]  # one of the kinds by its name
        studio = Studio(words(), result(definition, course(definition, values, 0.1)), None)
        (view,) = views(studio)
        spec = json.loads(studio.specs[view.spec])
        low, _ = next(layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"] if "y" in layer["encoding"])
        assert low <= level


def test_pooled_values_name_their_years() -> None:
    made = section(result(variant("pooled"), course(variant("pooled"), [20.0, 21.0])))
    assert made.title == "Mittel über 3 Jahre"
    assert "von 3 Jahren" in made.meaning


def test_another_denominator_is_named() -> None:
    definition = variant("denominator")
    made = section(result(definition, course(definition, [20.0, 21.0])))
    assert definition.denominator is not None
    assert definition.denominator.text.de in made.meaning


def test_the_views_of_a_variant_have_ids_of_their_own() -> None:
    made = section(result(variant("gap"), course(variant("gap"), [3.0, 4.1, 5.3])))
    assert [view.id for view in made.views] == ["probe-time"]


def test_a_variant_without_figures_has_no_section() -> None:
    empty = result(replace(variant("gap")))
    assert variant_section(words(), empty, Studio(words(), empty, None)) is None
