"""The headline is the newest value, with its bounds; where every value is hidden, it says why."""

from __future__ import annotations

from tests.engine.pipeline.pages.figures import SHARE, figure, words
from tests.engine.pipeline.pages.results import course, result

from teilhabe.engine.indicators.quality import Quality
from teilhabe.engine.pipeline.pages.headlines import headline


def test_the_newest_value_comes_with_its_bounds() -> None:
    shown = headline(words(), result(SHARE, course(SHARE, [19.0, 20.8])))
    assert shown is not None
    assert (shown.value, shown.range, shown.period) == ("20,8", "19,8 bis 21,8", "31.12.2024")


def test_an_older_value_goes_before_a_newer_one_that_is_not_shown() -> None:
    hidden = figure(30.0, Quality(mark="/"), period="2024-12-31", status="unreliable")
    shown = headline(words(), result(SHARE, [figure(20.0, period="2023-12-31"), hidden]))
    assert shown is not None
    assert (shown.value, shown.period) == ("20,0", "31.12.2023")


def test_where_every_value_is_too_uncertain_the_headline_says_so() -> None:
    shown = headline(words(), result(SHARE, [figure(30.0, Quality(mark="/"), status="unreliable")]))
    assert shown is not None
    assert (shown.value, shown.range) == ("/", "")
    assert "nicht sicher genug" in shown.note


def test_an_indicator_without_figures_has_no_headline() -> None:
    assert headline(words(), result(SHARE)) is None
