"""Tables show what is known about a value beside it, and a column only where something stands in it."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.pipeline.pages.figures import COUNT, SHARE, figure, words
from tests.engine.pipeline.pages.results import course, variant

from teilhabe.engine.indicators.quality import Quality
from teilhabe.engine.pipeline.pages.tables import columns

KNOWN = Quality(200, 17.6, 22.6, 6.3, method="wilson")


def test_bounds_and_standard_error_stand_beside_the_value() -> None:
    shown = columns(words(), SHARE, [figure(20.0, KNOWN)])
    assert shown.head == (
        "Wert (%)", "von – bis (95 %)", "Zähler", "Nenner", "Relativer Standardfehler (%)"
    )  # fmt: skip
    assert [cell.text for cell in shown.cells(figure(20.0, KNOWN), "l")] == [
        "20,0", "17,6 bis 22,6", "200", "1.000", "6,3"
    ]  # fmt: skip


def test_columns_that_nobody_fills_are_left_out() -> None:
    assert columns(words(), SHARE, [figure(20.0)]).head == ("Wert (%)", "Zähler", "Nenner")
    assert columns(words(), COUNT, [figure(20.0, definition=COUNT)]).head == ("Wert (Personen)",)


def test_of_a_survey_the_persons_asked_are_told() -> None:
    asked = replace(SHARE, quality="microcensus")
    made = figure(20.0, replace(KNOWN, cases=150), definition=asked)
    shown = columns(words("en"), asked, [made])
    assert "Persons asked" in shown.head
    assert shown.cells(made, "")[shown.head.index("Persons asked")].text == "150"


def test_what_hides_a_value_hides_its_whole_row() -> None:
    hidden = figure(20.0, KNOWN, status="unreliable")
    shown = columns(words(), SHARE, [figure(20.0, KNOWN), hidden])
    assert [cell.text for cell in shown.cells(hidden, "l")] == ["/", "", "/", "/", ""]


def test_the_numerator_of_one_group_is_not_shown_as_that_of_a_gap() -> None:
    definition = variant("gap")
    assert "Zähler" not in columns(words(), definition, course(definition, [3.0])).head
