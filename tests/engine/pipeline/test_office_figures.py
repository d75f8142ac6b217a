"""What the office counts itself, volunteers and enquiries, comes as an aggregate CSV and passes the same gate."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import build_in, write_city

from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.city import read_city
from teilhabe.errors import DeclarationError
from teilhabe.release.reader import Release

Builder = Callable[[Path], tuple[Release, list[Report]]]

SOURCES = """
[datasets.volunteers]
file = "volunteers.csv"
complete = true
title = "Aktive Ehrenamtliche"
publisher = "Integrationsbüro"
licence = "CC0-1.0"
{more}
[datasets.volunteers.recipe.constants]
variable = "active_volunteers"
unit = "persons"
concept = "none"
base = "volunteer_records"

[datasets.requests]
file = "requests.csv"
complete = true
title = "Anfragen"
publisher = "Integrationsbüro"
licence = "CC0-1.0"
{more}
[datasets.requests.recipe.constants]
variable = "volunteer_requests"
unit = "cases"
concept = "none"
base = "volunteer_records"
"""
VOLUNTEERS = """time_period,ref_area,obs_value
2021,99001001,2
2021,99001002,41
2021,99001003,63
2021,99001,106
"""
REQUESTS = """time_period,ref_area,outcome,obs_value
2021,99001,MATCHED,1
2021,99001,OPEN,59
"""


def drop(folder: Path, more: str = "") -> Path:
    """Declares the office's two files in a city, and puts them there."""
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(SOURCES.format(more=more))
    (folder / "volunteers.csv").write_text(VOLUNTEERS, encoding="utf-8")
    (folder / "requests.csv").write_text(REQUESTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    root = tmp_path_factory.mktemp("office")
    return build_in(drop(write_city(root)), root / "workspace")[0]


def rows(release: Release, indicator: str) -> dict[str, dict[str, str]]:
    with (release.directory / f"csv/{indicator}.csv").open(newline="", encoding="utf-8") as file:
        return {row["ref_area"]: row for row in csv.DictReader(file) if not row["breakdown"]}


def test_two_volunteers_of_a_district_stay_hidden_with_what_would_tell_of_them(release: Release) -> None:
    local = rows(release, "soc_vol_local")
    hidden = {place for place, row in local.items() if row["status"] == "protected"}

    assert "99001001" in hidden
    assert len(hidden) >= 2
    assert all(local[place]["value"] == local[place]["numerator"] == "" for place in hidden)
    assert any(row["value"] for row in local.values())


def test_the_one_request_that_was_matched_is_nowhere_in_the_release(release: Release) -> None:

    assert rows(release, "soc_vol_match")["99001"]["status"] == "protected"
    texts = [path.read_text(encoding="utf-8") for path in release.directory.rglob("*soc_vol_match*") if path.is_file()]
    assert texts
    assert not [text for text in texts if re.search(r"\b1[.,]7\b|\b1[.,]66|\b59\b", text)]


@pytest.mark.parametrize(("more", "threshold"), [("", 3), ("threshold = 5", 5)])
def test_office_figures_have_the_threshold_that_the_city_declares(small_city: Path, more: str, threshold: int) -> None:
    city = read_city(drop(small_city, more))

    assert {source.threshold for source in city.sources if source.id in ("volunteers", "requests")} == {threshold}


def test_figures_with_noise_are_not_hidden_again_and_say_so(small_city: Path, build_city: Builder) -> None:
    folder = drop(small_city, 'protection = "cell-key"')
    assert [source.threshold for source in read_city(folder).sources if source.id in ("volunteers", "requests")] == [
        0,
        0,
    ]
    release, _ = build_city(folder)

    assert all(row["status"] != "protected" for row in rows(release, "soc_vol_local").values())
    source = next(source for source in read_city(folder).sources if source.id == "volunteers")
    assert "Summen gehen deshalb nicht genau auf" in source.note.de


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('protection = "cell-key"\nthreshold = 5', "never two methods"),
        ('protection = "cell-key"\nprotected_by = "Amt"', "“publisher” exactly beside “protected_by”"),
        ('protection = "suppression"\nprotected_by = "Amt"', "“publisher” exactly beside “protected_by”"),
        ('protection = "publisher"', "“publisher” exactly beside “protected_by”"),
        ('protection = "rounding"', "one of cell-key, publisher, suppression"),
    ],
)
def test_a_second_method_on_one_base_is_refused_in_a_sentence(small_city: Path, more: str, told: str) -> None:
    with pytest.raises(DeclarationError) as refused:
        read_city(drop(small_city, more))

    assert told in refused.value.text.en
    assert "sources.toml" in refused.value.text.en


@pytest.mark.parametrize("more", ['protection = "publisher"\nprotected_by = "Amt"', 'protection = "suppression"', ""])
def test_the_method_that_is_meant_anyway_may_be_named(small_city: Path, more: str) -> None:
    city = read_city(drop(small_city, more))

    expected = 0 if "publisher" in more else 3
    assert [source.threshold for source in city.sources if source.id == "volunteers"] == [expected]
