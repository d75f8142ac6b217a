"""Musterstadt: invented, complete, and labelled as invented on every surface."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Protocol

import pytest

from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release

pytestmark = pytest.mark.xdist_group("musterstadt")


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


def test_at_least_sixty_indicators_have_figures(musterstadt: Built) -> None:
    pages = [musterstadt.release.indicator_page("de", name) for name in musterstadt.release.indicators]
    assert sum(page.headline is not None for page in pages) >= 60


def test_district_maps_show_all_eighteen_districts(musterstadt: Built) -> None:
    maps = [
        view
        for name in musterstadt.release.indicators
        for view in musterstadt.release.indicator_page("de", name).views
        if view.kind == "districts" and not view.same_table_as
    ]
    assert len(maps) >= 10
    assert all(len(view.table.rows) == 18 for view in maps)


def test_the_censuses_of_the_official_figure_are_breaks(musterstadt: Built) -> None:
    page = musterstadt.release.indicator_page("de", "pop_total")
    assert [entry.title for entry in page.breaks] == ["Zensus 2011", "Zensus 2022"]


def test_every_page_chart_and_export_says_that_the_city_is_invented(musterstadt: Built) -> None:
    release = musterstadt.release
    for path in release.manifest.outputs:
        if path.endswith(("wide.svg", "narrow.svg", ".csv")):
            text = release.read_text(path)
            assert "Erfundene Stadt" in text or "Invented city" in text, path
    for language in release.languages:
        assert release.city_page(language).notice


def test_no_page_lists_a_single_cell_of_the_register(musterstadt: Built) -> None:
    release = musterstadt.release
    for name in release.indicators:
        for entry in release.indicator_page("de", name).lineages:
            assert not any(cell.file == "register.csv" for cell in entry.cells)


def test_no_count_of_one_or_two_persons_is_published(musterstadt: Built) -> None:
    release = musterstadt.release
    for path in release.manifest.outputs:
        if path.startswith("csv/") and not path.endswith("-forecast.csv"):
            for row in csv.DictReader(io.StringIO(release.read_text(path))):
                assert row["numerator"] not in ("1", "2"), (path, row)
