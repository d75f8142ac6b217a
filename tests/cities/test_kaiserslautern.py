"""Kaiserslautern: facts only, each as its publisher printed it, with breaks as breaks and signs as signs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Protocol

import pytest

from teilhabe.engine.pipeline.figure import Answer, ask_workspace
from teilhabe.engine.pipeline.questions import Question
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.engine.preparation import prepare
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import take
from teilhabe.release.pages import View
from teilhabe.release.reader import Release

pytestmark = pytest.mark.xdist_group("kaiserslautern")


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


def ask(city: Built, indicator: str, period: str, place: str | None = None, **more: object) -> Answer:
    question = Question(indicator, place, period, **more)  # type: ignore[arg-type]
    (answer,) = ask_workspace(city.folder, city.workspace, question)
    return answer


def view(city: Built, indicator: str, identifier: str) -> View:
    page = city.release.indicator_page("de", indicator)
    return next(entry for entry in page.views if entry.id == identifier)


@pytest.mark.parametrize(
    ("indicator", "period", "value"),
    [
        ("pop_total", "1995", 102002),
        ("pop_total", "2015", 98520),
        ("pop_total", "2018", 99845),
        ("pop_total", "2024", 100426),
        ("prot_seekers_n", "2024", 5280),
        ("pop_immigration_history_share", "2022-05-15", 34.4),
        ("pop_immigrated_share", "2022-05-15", 28.6),
        ("asyl_assigned", "2017", 227),
        ("asyl_assigned", "2018", 157),
        ("accom_places", "2019", 920),
        ("lab_unemp_n", "2016-03", 5141),
        ("lab_unemp_rate", "2024-06", 8.8),
        ("nat_rate_2", "2013", 2.2),
        ("pop_register", "2023-12-31", 101961),
        ("pop_foreign_share", "2018-04", 17),
    ],
)
def test_a_fact_is_told_as_it_was_published(kaiserslautern: Built, indicator: str, period: str, value: float) -> None:
    assert ask(kaiserslautern, indicator, period).value == value


@pytest.mark.parametrize(
    ("indicator", "period", "value"),
    [
        ("pop_density", "2016", 99302 / 139.70),  # 710.82 inhabitants per km²
        ("prot_seekers", "2024", 5280 / 100426 * 100),
        ("lab_unemp_foreign_share", "2016-03", 1124 / 5141 * 100),
    ],
)
def test_a_quotient_is_computed_from_facts(kaiserslautern: Built, indicator: str, period: str, value: float) -> None:
    answer = ask(kaiserslautern, indicator, period)
    assert answer.value == pytest.approx(value, rel=1e-12)
    assert len(answer.sources) == 2


def test_at_least_nine_indicators_have_real_figures(kaiserslautern: Built) -> None:
    pages = [kaiserslautern.release.indicator_page("de", name) for name in kaiserslautern.release.indicators]
    with_figures = [page.id for page in pages if page.headline is not None and page.headline.value != "–"]
    assert len(with_figures) >= 9
    assert all(page.no_data for page in pages if page.headline is None)


def test_the_censuses_are_breaks_and_not_trends(kaiserslautern: Built) -> None:
    rows = view(kaiserslautern, "pop_total", "time").table.rows
    cut = [row.head for row in rows if row.break_before]
    assert cut == ["31.12.2011", "31.12.2022", "31.12.2024"]
    titles = [entry.title for entry in kaiserslautern.release.indicator_page("de", "pop_total").breaks]
    assert titles == ["Zensus 2011", "Zensus 2022", "Grundlage gewechselt"]


def test_employees_are_a_sign_and_not_a_zero(kaiserslautern: Built) -> None:
    answer = ask(kaiserslautern, "lab_svb_n", "2025-06-30")
    assert (answer.value, answer.status, answer.sign) == (None, "sign", "-")
    assert view(kaiserslautern, "lab_svb_n", "by-sex").svg_wide == ""  # signs alone make no picture
    headline = kaiserslautern.release.indicator_page("de", "lab_svb_n").headline
    assert headline is not None
    assert headline.value == "–"
    assert "nicht als Null" in headline.note


def test_protection_seekers_are_not_counted_twice(kaiserslautern: Built) -> None:
    parts = ask_workspace(
        kaiserslautern.folder, kaiserslautern.workspace, Question("prot_seekers_n", by="residence_status")
    )
    values = {answer.code: answer.value for answer in parts}
    assert values["OPEN"] == 440
    assert sum(value or 0 for value in values.values()) == 5280


def test_figures_on_two_bases_say_so(kaiserslautern: Built) -> None:
    notes = kaiserslautern.release.indicator_page("de", "prot_seekers").reading_notes
    assert any("zwei verschiedenen Quellen" in note for note in notes)
    assert any("stationierten Streitkräfte" in note for note in notes)


def test_the_36_districts_of_the_land_stand_beside_the_city(kaiserslautern: Built) -> None:
    rows = view(kaiserslautern, "pop_immigration_history_share", "places").table.rows
    assert len(rows) == 36
    assert [row.head for row in rows] == sorted((row.head for row in rows), key=str)


def test_every_value_leads_to_file_row_and_citation(kaiserslautern: Built) -> None:
    page = kaiserslautern.release.indicator_page("de", "pop_total")
    own = next(entry for entry in page.lineages if entry.label == "Kaiserslautern, 31.12.2018, insgesamt")
    (cell,) = own.cells
    lines = (kaiserslautern.folder / cell.file).read_text(encoding="utf-8").splitlines()
    assert lines[cell.row - 1].startswith("2018-12-31,07312,TOTAL,99845,")
    assert "12411-0015" in cell.citation


# The typed figures against the genuine files


def typed(city: Built, file: str) -> list[dict[str, str]]:
    with (city.folder / "figures" / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def genuine(path: Path) -> list[dict[str, object]]:
    observations = prepare(take(path), Recipe()).observations
    return [dict(zip(observations.names, row, strict=True)) for row in observations.rows()]


def test_the_typed_population_is_that_of_the_genuine_files(kaiserslautern: Built, shared_data: Path) -> None:
    printed: dict[tuple[object, ...], object] = {}
    for file in ("genesis/12411-0015.csv", "genesis/12411-01-01-4_2018.csv", "genesis-ffcsv/12411-01-01-4_de_flat.csv"):
        for row in genuine(shared_data / file):
            printed[row["time_period"], row["ref_area"], row.get("sex") or "TOTAL"] = row["obs_value"]
    rows = [row for row in typed(kaiserslautern, "population.csv") if "Tabelle" not in row["citation"]]
    checked = [row for row in rows if (row["time_period"], row["ref_area"], row["sex"]) in printed]
    assert len(checked) == 377  # all but 2021, 2022 and 2023, which stand in no table beside us
    for row in checked:
        assert printed[row["time_period"], row["ref_area"], row["sex"]] == row["obs_value"]


def test_the_typed_protection_seekers_are_those_of_the_genuine_file(kaiserslautern: Built, shared_data: Path) -> None:
    status = {
        "SCHUTZST-OF": "OPEN",
        "SCHUTZST-AK-5": "RECOGNISED_UNLIMITED",
        "SCHUTZST-AK-3": "RECOGNISED_LIMITED_ASYLUM",
        "SCHUTZST-AK-4": "RECOGNISED_LIMITED_OTHER",
        "SCHUTZST-X": "NOT_RECOGNISED",
    }
    rows = typed(kaiserslautern, "protection_seekers.csv")
    places = {row["ref_area"] for row in rows}
    expected = {
        (row["ref_area"], status[str(row["residence_status"])], row["sex"], row["citizenship"]): row["obs_value"]
        for row in genuine(shared_data / "genesis-ffcsv" / "12531-0043_flat.zip")
        if row["ref_area"] in places and row["residence_status"] in status
    }
    found = {(r["ref_area"], r["residence_status"], r["sex"], r["citizenship"]): r["obs_value"] for r in rows}
    assert found == expected
