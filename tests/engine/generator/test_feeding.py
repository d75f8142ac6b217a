"""What the invented city feeds of the catalogue, and what it leaves to be said."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue

WITHOUT_DATA = {
    "asyl_first",  # published for the Land
    "edu_recognition",  # chambers do not report by city
    "lab_overqual",  # published for the Land
    "lab_svb_n",  # counted at the place of work
    "saf_victims_hate",
    "soc_belong",  # not asked
}


@pytest.fixture(scope="module")
def catalogue(city_folder: Path) -> Catalogue:
    changes = tomllib.loads((city_folder / "indicators.toml").read_text(encoding="utf-8"))
    return read_catalogue(Declaration(changes, "indicators.toml"))


@pytest.fixture(scope="module")
def codes(musterstadt, city_folder: Path) -> dict[str, dict[str, set[str]]]:
    """Variable → column → the codes that occur with it."""
    found: dict[str, dict[str, set[str]]] = {"area": {}}
    for entry in tomllib.loads((city_folder / "sources.toml").read_text(encoding="utf-8"))["datasets"].values():
        for row in musterstadt.rows(entry["file"]) if entry.get("generated") else ():
            variable = row.get("variable") or entry["recipe"]["constants"]["variable"]
            for column, code in row.items():
                found.setdefault(variable, {}).setdefault(column, set()).add(code)
    return found


def test_all_indicators_but_a_handful_have_data(catalogue: Catalogue, codes) -> None:
    unfed = {
        definition.id
        for definition in catalogue.definitions
        if not {part.variable for part in definition.parts} <= codes.keys()
    }
    assert unfed == WITHOUT_DATA


def test_numbers_of_cases_stand_beside_every_surveyed_figure(catalogue: Catalogue, codes) -> None:
    cases = {part.cases for definition in catalogue.definitions for part in definition.parts if part.cases}
    assert cases >= {"labour_status_cases", "respondents_volunteering_cases"}
    assert {name for name in cases if name.removesuffix("_cases") in codes} <= codes.keys()


def test_what_an_indicator_asks_for_by_name_occurs(catalogue: Catalogue, codes) -> None:
    """Ages and unions of citizenships are opened by the engine; all other codes must stand in the file."""
    for definition in catalogue.definitions:
        for part in definition.parts:
            for dimension, wanted in part.where.items():
                if part.variable in codes and dimension not in ("age", "citizenship"):
                    assert set(wanted) <= codes[part.variable][dimension], definition.id
