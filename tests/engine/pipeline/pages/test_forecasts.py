"""The forecast on a page: a fan, a sentence, a test in plain words, or why there is none."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from tests.engine.pipeline.foresight.courses import STEADY, course
from tests.engine.pipeline.pages.figures import CITY, SHARE, words

from teilhabe.engine.forecasts.keeping import Kept, read_kept
from teilhabe.engine.pipeline.foresight.claims import Told, told
from teilhabe.engine.pipeline.foresight.kept import scored
from teilhabe.engine.pipeline.foresight.making import foresee
from teilhabe.engine.pipeline.foresight.numbering import numbered
from teilhabe.engine.pipeline.pages.accuracy import forecasts_page, shown_values
from teilhabe.engine.pipeline.pages.exports import COLUMNS, rows
from teilhabe.engine.pipeline.pages.forecast_files import files_of
from teilhabe.engine.pipeline.pages.forecasts import forecast_section
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.results import Result
from teilhabe.release.pages import ForecastLine, ForecastSection
from teilhabe.text import Language

RESULT = course(STEADY)


def _told(result: Result) -> Told:
    found = numbered(result, {})
    assert found is not None
    return told(CITY, result, foresee([found])[SHARE.id])


@pytest.fixture(scope="module")
def foreseen() -> Told:
    return _told(RESULT)


def section(result: Result, known: Told, language: Language = "de") -> tuple[ForecastSection, Studio]:
    studio = Studio(words(language), result, None)
    found = forecast_section(studio, known)
    assert found is not None
    return found, studio


def test_the_sentence_names_the_last_period_its_middle_and_its_band(foreseen: Told) -> None:
    found, _ = section(RESULT, foreseen)
    path = found.paths[0]
    (statement,) = path.statements
    last = path.view.table.rows[-1]
    middle, inner, _ = (cell.text for cell in last.cells)
    assert last.head == "31.12.2029"
    said = statement.text.replace("\u00a0", " ")
    low, _, high = inner.partition(" bis ")
    assert said.startswith("Ende 2029 dürfte ")
    assert f"bei {middle} % liegen, mit einer Wahrscheinlichkeit von 80 % zwischen {low} % und {high} %." in said
    assert statement.judgement == "im Rückblick geprüft"


def test_every_path_has_its_fan_in_two_sizes_and_its_specification(foreseen: Told) -> None:
    found, studio = section(RESULT, foreseen, "en")
    for path in found.paths:
        assert {path.view.svg_wide, path.view.svg_narrow} <= studio.pictures.keys()
        assert path.view.spec in studio.specs
        assert path.view.summary.startswith("Forecast “Forecast: ")


def test_earlier_forecasts_are_drawn_as_far_as_there_are_values(foreseen: Told) -> None:
    found, studio = section(RESULT, foreseen)
    layers = json.loads(studio.specs[found.paths[0].view.spec])["layer"]
    (thin,) = [layer for layer in layers if layer["mark"].get("strokeWidth") == 1 and layer["mark"]["type"] == "line"]
    assert len({row["run"] for row in thin["data"]["values"]}) in range(2, 6)
    newest = date(2024, 12, 31).toordinal()
    assert all(row["day"] <= newest for row in thin["data"]["values"])


def test_the_test_is_told_in_plain_sentences_and_as_a_table(foreseen: Told) -> None:
    found, _ = section(RESULT, foreseen)
    assert found.test[0].startswith("Geprüft: An ")
    assert "erwartet" in found.test[1]
    assert found.scores is not None
    assert len(found.scores.rows) == 5
    assert [cell.text for cell in found.scores.rows[0].cells][-1].endswith("%")
    assert any(term == "Verfahren" for term, _ in found.facts)


def test_a_short_series_says_why_it_is_not_foreseen() -> None:
    short = course(STEADY[:4])
    found, studio = section(short, _told(short))
    assert found.paths == ()
    assert found.withheld.startswith("Keine Prognose: 4 brauchbare Werte")
    assert not found.is_withdrawn
    assert (found.csv, found.test, studio.pictures) == ("", (), {})


def test_the_files_tell_the_same_numbers_and_keep_the_first_path(foreseen: Told) -> None:
    files = files_of(CITY, SHARE, foreseen.foresight)
    table = list(csv.DictReader(io.StringIO(files[f"csv/{SHARE.id}-forecast.csv"])))
    data = json.loads(files[f"forecasts/{SHARE.id}.json"])
    kept = read_kept(files[f"forecasts/{SHARE.id}.csv"], "kept")
    assert [float(row["value"]) for row in table[:5]] == pytest.approx([entry.point for entry in kept])
    assert [float(row["lo_95"]) for row in table[:5]] == pytest.approx([entry.lo_95 for entry in kept])
    assert data["paths"][0]["periods"][0]["hi_80"] == kept[0].hi_80
    assert data["backtest"]["verdict"] == "better"
    assert {row["notice"] for row in table} == {CITY.notice.de}
    assert files == files_of(CITY, SHARE, foreseen.foresight)


def line(sentence: str = "Ende 2029 …") -> ForecastLine:
    return ForecastLine(SHARE.id, SHARE.name.de, sentence, "", False, ())


def kept(point: float) -> Kept:
    made = date(2023, 12, 31)
    return Kept(SHARE.id, made, "2024-12-31", 1, point, point - 1, point + 1, point - 2, point + 2, 17.1, "ets")


def test_the_page_of_all_forecasts_counts_what_held() -> None:
    actuals = shown_values(rows(CITY, RESULT), CITY.code)
    assert actuals == {SHARE.id: {f"{2009 + place}-12-31": value for place, value in enumerate(STEADY)}}
    page = forecasts_page(words(), [line()], scored([kept(17.5), kept(25.0)], actuals, {}))
    assert page.verdict.startswith("2 Werte sind inzwischen bekannt")
    assert "1 lagen in dem Band, das 80 von 100" in page.verdict
    assert page.kept is not None
    texts = {cell.text for row in page.kept.rows for cell in row.cells}
    assert {"17,8", "16,5 bis 18,5: hielt", "24,0 bis 26,0: hielt nicht"} <= texts


def test_before_any_period_has_come_the_page_says_so() -> None:
    page = forecasts_page(words(), [line()], [])
    assert page.kept is None
    assert page.verdict.startswith("Noch ist kein Zeitraum vergangen")


def test_hidden_and_divided_figures_are_no_true_values() -> None:
    hidden = rows(CITY, course(STEADY, protected=[15]))
    assert "2024-12-31" not in shown_values(hidden, CITY.code)[SHARE.id]
    assert COLUMNS.index("breakdown") > 0
