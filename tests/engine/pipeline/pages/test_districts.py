"""Districts keep the order of the city's list, and dots show which of them may differ by chance alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from tests.engine.pipeline.pages.figures import CITY, SHARE, words
from tests.engine.pipeline.pages.results import by_district, course, result

from teilhabe.charts.look import PAPER
from teilhabe.engine.indicators.notes import Note
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.views import views

EVERYWHERE = {number: 30.0 - number for number in range(len(CITY.districts))}


def studio(values: Mapping[int, float] = EVERYWHERE, **more: object) -> Studio:
    assert CITY.map_file is not None
    definition = replace(SHARE, **more)  # type: ignore[arg-type]  # fields by name
    made = result(definition, course(definition, [20.0]), by_district(definition, values))
    return Studio(words(), made, json.loads(CITY.map_file.read_text(encoding="utf-8")))


def test_the_map_comes_with_dots_that_share_its_table() -> None:
    _, map_, dots = views(studio())
    assert (map_.id, dots.id, dots.same_table_as) == ("districts", "districts-range", "districts")
    assert dots.title == "Stadtteile mit Zufallsbereich, 31.12.2024"
    assert dots.table.rows == ()
    assert "Musterstadt insgesamt 20,0" in dots.summary


def test_districts_are_never_ordered_by_value() -> None:
    _, map_, _ = views(studio())
    assert [row.head for row in map_.table.rows] == [place.name.de for place in CITY.districts]


def test_a_district_of_which_nothing_is_known_stays_white_on_the_map() -> None:
    drawn = studio({number: value for number, value in EVERYWHERE.items() if number != 3})
    _, map_, _ = views(drawn)
    layers = json.loads(drawn.specs[map_.spec])["layer"]
    features = {entry["name"]: entry for layer in layers[:1] for entry in layer["data"]["values"]}
    feature = features[CITY.districts[3].name.de]
    assert (feature["fill"], feature["words"]) == (PAPER, "")
    assert CITY.districts[3].name.de in map_.summary
    assert len(map_.table.rows) == len(CITY.districts) - 1


def test_a_subject_that_must_not_be_ranked_says_so_beside_the_picture() -> None:
    _, map_, dots = views(studio(notes=(Note.NEVER_RANK, Note.SENSITIVE)))
    for view in (map_, dots):
        assert "Sie ist keine Rangliste." in view.remark
        assert Note.SENSITIVE.label.de in view.remark
    time, *_ = views(studio(notes=(Note.NEVER_RANK,)))
    assert time.remark == ""
