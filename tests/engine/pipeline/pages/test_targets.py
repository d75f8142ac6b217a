"""A target is a line in the chart and a distance in words, with the remark where the distance may be chance."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.pipeline.pages.figures import SHARE, words
from tests.engine.pipeline.pages.results import course, result

from teilhabe.engine.indicators.metadata import Target
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.targets import target_note
from teilhabe.engine.pipeline.pages.views import views
from teilhabe.text import Text

AIMED = replace(SHARE, target=Target(25.0, "2030", Text("Ratsbeschluss", "Council resolution")))


def test_the_distance_is_said_with_its_unit_and_direction() -> None:
    note = target_note(words(), result(AIMED, course(AIMED, [19.0, 20.8])))
    assert note is not None
    assert note.text == ("Ziel für 2030: 25,0\xa0%. Der letzte Wert (31.12.2024) liegt 4,2\xa0Prozentpunkte darunter.")
    assert note.source == "Ratsbeschluss"


def test_a_target_within_the_bounds_may_be_reached_by_chance() -> None:
    note = target_note(words("en"), result(AIMED, course(AIMED, [24.5], width=1.0)))
    assert note is not None
    assert note.text.endswith(
        "The last value (31 December 2024) is 0.5\xa0percentage points below it. "
        "This difference is so small that it may be chance."
    )


def test_a_target_without_any_figure_is_still_told() -> None:
    note = target_note(words(), result(AIMED))
    assert note is not None
    assert note.text == "Ziel für 2030: 25,0\xa0%."


def test_an_indicator_without_target_has_none() -> None:
    assert target_note(words(), result(SHARE, course(SHARE, [20.0]))) is None


def test_the_target_stands_in_the_picture_and_its_words() -> None:
    made = result(AIMED, course(AIMED, [19.0, 20.0, 20.8]))
    studio = Studio(words(), made, None)
    (time,) = views(studio)
    assert "Ziel 2030: 25,0" in time.summary
    assert b"Ziel 2030: 25,0" in studio.specs[time.spec]
