"""A table cell says how certain its value is, in the words and signs of official statistics."""

from __future__ import annotations

from tests.engine.pipeline.pages.figures import COUNT, SHARE, figure, words

from teilhabe.engine.indicators.quality import Quality

BOUNDS = Quality(200, 17.64, 22.59, 6.3, method="wilson")


def test_the_bounds_stand_beside_the_value_with_its_decimals() -> None:
    assert words("de").cell(SHARE, figure(20.0, BOUNDS)).range == "17,6 bis 22,6"
    assert words("en").cell(SHARE, figure(20.0, BOUNDS)).range == "17.6 to 22.6"
    assert words("de").cell(COUNT, figure(1204.0, Quality(low=1136.9, high=1274.0), definition=COUNT)).range == (
        "1.137 bis 1.274"
    )


def test_an_uncertain_value_stands_in_parentheses() -> None:
    cell = words().cell(SHARE, figure(20.0, Quality(90, 12.0, 30.0, 15.0, "()", "survey")))
    assert (cell.text, cell.status) == ("(20,0)", "value")


def test_an_unreliable_value_is_a_slash_that_explains_itself() -> None:
    cell = words().cell(SHARE, figure(20.0, Quality(50, 10.0, 33.0, 30.0, "/", "survey"), status="unreliable"))
    assert (cell.text, cell.range, cell.lineage) == ("/", "", "")
    assert cell.note == "Kein Nachweis: Der Zahlenwert ist nicht sicher genug und wird deshalb nicht gezeigt."


def test_a_provisional_value_says_so() -> None:
    cell = words().cell(SHARE, figure(20.0, Quality(provisional=True)))
    assert cell.note == "Vorläufiger Wert; er kann sich noch ändern."


def test_a_protected_value_has_no_bounds() -> None:
    assert words().cell(SHARE, figure(20.0, BOUNDS, status="protected")).range == ""
