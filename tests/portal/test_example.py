"""The start page shows a figure that was really divided, never a wrong one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.monitoring.specimen import DISTRICTS, POPULATION, write_specimen

from teilhabe.portal.example import example_of
from teilhabe.release.reader import open_release


def test_the_example_is_the_newest_ratio_of_a_key_indicator(tmp_path: Path) -> None:
    release = open_release(write_specimen(tmp_path))
    example = example_of(release, release.city_page("de"), "de")
    assert example is not None
    assert example.page.id == DISTRICTS
    assert example.page.headline is not None
    assert example.lineage.value == example.page.headline.value


def test_without_a_ratio_there_is_no_example(tmp_path: Path) -> None:
    release = open_release(write_specimen(tmp_path))
    city = replace(release.city_page("de"), key_indicators=(POPULATION, "unknown"))
    assert example_of(release, city, "de") is None
