"""Genuine files of statistical institutes: their facts, and the same values as well-known libraries read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sdmx
from pyaxis import pyaxis
from pyjstat import pyjstat

from teilhabe.engine.preparation import Prepared, prepare, take
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.errors import UnreadableFile


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "eurostat"


def _numbers(prepared: Prepared) -> list[float | None]:
    return [None if value is None else float(str(value)) for value in prepared.observations.columns["obs_value"]]


def _same(found: list[float | None], expected: list[float | None]) -> None:
    assert len(found) == len(expected)
    assert all(
        mine == pytest.approx(theirs) if mine is not None and theirs is not None else mine is theirs
        for mine, theirs in zip(found, expected, strict=True)
    )


def test_pending_asylum_applications_of_eurostat(folder: Path) -> None:
    columns = prepare(take(folder / "tps00190.tsv")).observations.columns
    keys = zip(columns["ref_area"], columns["time_period"], strict=True)
    values = dict(zip(keys, zip(columns["obs_value"], columns["source_sign"], strict=True), strict=True))
    assert values["DE", "2016-12"] == ("601905", None)
    assert values["DE", "2017-01"] == (None, ":")
    assert set(columns["citizenship"]) == {"EXT_EU28"}


@pytest.mark.parametrize(
    ("name", "dimensions", "count"),
    [
        ("1001.px", ["time_period", "sector_econ_mico", "sexo"], 504),
        ("14001.px", ["ref_area", "edad_de_los_conyuges", "sexo", "estado_civil_anterior_de_los_conyuges"], 8064),
        ("27067.px", ["ref_area", "time_period", "divisiones", "indice_y_tasas"], 812),
        ("cso_ie-CIA01.json", ["time_period", "county_and_region"], 8325),
        ("eurostat-name_gpd_c.json", ["ref_area", "time_period", "indic_na"], 3036),
        ("demography-xs.xml", ["time_period", "sex", "freq", "country"], 60),
    ],
)
def test_each_file_is_read_without_an_error(folder: Path, name: str, dimensions: list[str], count: int) -> None:
    prepared = prepare(take(folder / name))
    assert [dimension.name for dimension in prepared.observations.dimensions] == dimensions
    assert len(prepared.observations) == count
    assert not prepared.errors


def test_two_kinds_of_places_stay_apart(folder: Path) -> None:
    prepared = prepare(take(folder / "galicia.json"))
    names = {dimension.name for dimension in prepared.observations.dimensions}
    assert len(prepared.observations) == 3960
    assert len(names) == 5
    assert names > {"time_period", "sex", "age", "place_of_birth"}
    assert not prepared.errors


def test_both_datasets_of_a_collection_can_be_chosen(folder: Path) -> None:
    snapshot = take(folder / "oecd-canada-col.json")
    tables = [table.name for table in prepare(snapshot).inspection.tables]
    assert [len(prepare(snapshot, Recipe(table=table)).observations) for table in tables] == [432, 120]


def test_a_message_of_structures_says_so(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="only structures"):
        prepare(take(folder / "demography-structure.xml"))


@pytest.mark.parametrize("name", ["14001.px", "27067.px"])
@pytest.mark.filterwarnings("ignore")
def test_px_values_are_those_that_pyaxis_reads(folder: Path, name: str) -> None:
    frame = pyaxis.parse(str(folder / name), encoding="cp1252")["DATA"]
    texts = [str(value).strip('"; ') for value in frame["DATA"]]
    expected = [None if text in ("", "nan", ".", "..") else float(text) for text in texts]
    _same(_numbers(prepare(take(folder / name))), expected)


@pytest.mark.parametrize("name", ["cso_ie-CIA01.json", "eurostat-name_gpd_c.json"])
@pytest.mark.filterwarnings("ignore")
def test_json_stat_values_are_those_that_pyjstat_reads(folder: Path, name: str) -> None:
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    frame = pyjstat.from_json_stat(content)[0]
    expected = [None if value is None or value != value else float(value) for value in frame["value"]]
    _same(_numbers(prepare(take(folder / name))), expected)


@pytest.mark.filterwarnings("ignore")
def test_cross_sectional_values_are_those_that_sdmx1_reads(folder: Path) -> None:
    structure = sdmx.read_sdmx(folder / "demography-structure.xml").structure["DEMOGRAPHY"]
    message = sdmx.read_sdmx(folder / "demography-xs.xml", structure=structure)
    expected = sorted(str(obs.value) for obs in message.data[0].obs if obs.value not in (None, "NaN"))
    columns = prepare(take(folder / "demography-xs.xml")).observations.columns
    assert sorted(map(float, (str(v) for v in columns["obs_value"] if v is not None))) == sorted(map(float, expected))
