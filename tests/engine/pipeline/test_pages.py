"""The ready pages say what the figures say: values, signs, breaks, protection, lineage."""

from __future__ import annotations

from typing import Protocol

import pytest

from teilhabe.release.pages import IndicatorPage, View
from teilhabe.release.reader import Release


class HasRelease(Protocol):
    release: Release


@pytest.fixture
def release(built: HasRelease) -> Release:
    return built.release


def view(page: IndicatorPage, identifier: str) -> View:
    return next(entry for entry in page.views if entry.id == identifier)


def test_the_headline_is_the_newest_value_of_the_city(release: Release) -> None:
    headline = release.indicator_page("de", "pop_total").headline
    assert headline is not None
    assert (headline.value, headline.period, headline.place) == ("1.232", "31.12.2021", "Kleinstadt")
    english = release.indicator_page("en", "pop_total").headline
    assert english is not None
    assert (english.value, english.period) == ("1,232", "31 December 2021")


def test_a_break_stands_in_the_table_the_notes_and_the_picture(release: Release) -> None:
    page = release.indicator_page("de", "pop_total")
    rows = view(page, "time").table.rows
    assert [bool(row.break_before) for row in rows] == [False, False, True]
    assert [entry.title for entry in page.breaks] == ["Neue Zählung"]
    assert "Neue Zählung" in release.read_text(view(page, "time").svg_wide)


def test_a_figure_of_two_persons_is_hidden_everywhere(release: Release) -> None:
    page = release.indicator_page("de", "pop_foreign_n")
    csv = release.read_text("csv/pop_foreign_n.csv")
    hidden = next(line for line in csv.splitlines() if "99001002,Unten,2021-12-31,,," in line)
    assert ",protected," in hidden
    assert ",2," not in hidden
    assert not any("Unten, 31.12.2021" in entry.label for entry in page.lineages)


def test_a_share_beside_a_hidden_count_is_hidden_too(release: Release) -> None:
    csv = release.read_text("csv/pop_foreign_share.csv")
    hidden = next(line for line in csv.splitlines() if "99001002,Unten,2021-12-31,,," in line)
    assert ",protected," in hidden


def test_confidential_cells_are_neither_listed_nor_counted(release: Release) -> None:
    page = release.indicator_page("de", "pop_total")
    assert all(not entry.cells for entry in page.lineages)
    assert {entry.more for entry in page.lineages} == {
        "aus der Datei people.csv; ihre einzelnen Zellen bleiben in der Statistikstelle"
    }


def test_a_published_figure_leads_to_its_cell(release: Release) -> None:
    page = release.indicator_page("de", "lab_unemp_n")
    own = next(entry for entry in page.lineages if entry.label.startswith("Kleinstadt"))
    (cell,) = own.cells
    assert (cell.file, cell.row, cell.column, cell.value, cell.citation) == ("elsewhere.csv", 2, "C", "70", "Heft 1")


def test_a_sign_stays_a_sign(release: Release) -> None:
    page = release.indicator_page("de", "lab_unemp_n")
    cell = next(row.cells[0] for row in view(page, "places").table.rows if row.head == "Fernstadt")
    assert (cell.text, cell.status) == ("–", "sign")
    assert "nicht als Null" in cell.note


def test_places_stand_by_name_and_not_by_value(release: Release) -> None:
    rows = view(release.indicator_page("de", "lab_unemp_n"), "places").table.rows
    assert [row.head for row in rows] == ["Fernstadt", "Kleinstadt", "Nachbarstadt"]


def test_an_indicator_without_data_names_its_source(release: Release) -> None:
    page = release.indicator_page("de", "nat_n")
    assert page.headline is None
    assert page.views == ()
    assert "12511" in page.no_data


def test_the_label_of_an_invented_city_is_on_everything(release: Release) -> None:
    assert release.city_page("de").notice == "Erfundene Stadt"
    for path in release.manifest.outputs:
        content = release.read_bytes(path)
        if path.endswith(".csv"):
            assert all(b"Erfundene Stadt" in line for line in content.splitlines()[1:])
        if path.endswith(("wide.svg", "narrow.svg")):
            assert "Erfundene Stadt" in content.decode() or "Invented city" in content.decode()


def test_every_lineage_anchor_on_a_page_exists(release: Release) -> None:
    for indicator in release.indicators:
        page = release.indicator_page("de", indicator)
        known = {entry.id for entry in page.lineages}
        cells = [cell for entry in page.views for row in entry.table.rows for cell in row.cells]
        assert {cell.lineage for cell in cells if cell.lineage} <= known


def test_one_value_is_a_table_and_no_line_chart(release: Release) -> None:
    single = view(release.indicator_page("de", "lab_unemp_n"), "time")
    assert (single.title, single.summary, single.svg_wide, single.spec) == ("Wert", "", "", "")
    assert len(single.table.rows) == 1
