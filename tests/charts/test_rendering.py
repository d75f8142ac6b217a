from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from teilhabe.charts.bars import bar_chart
from teilhabe.charts.maps import district_map
from teilhabe.charts.model import Area, Bar, BreakMark, Frame, Size, Spec
from teilhabe.charts.rendering import svg
from teilhabe.charts.series import line_chart
from teilhabe.charts.sparks import spark

from .conftest import MakeLine

Specs = Mapping[str, Spec]


@pytest.fixture(params=["wide", "narrow"])
def specs(
    request: pytest.FixtureRequest,
    frame: Frame,
    yearly: MakeLine,
    two_by_two: Mapping[str, Any],
    areas: list[Area],
) -> Specs:
    """One specification of each type in one size."""
    size: Size = request.param
    line = yearly("Stadt", 2008, [103995, 103000, 102000, 99184, None, 99845], cuts=(3,))
    bars = [Bar("Kaiserslautern", 1234.5, "1.234,5", emphasised=True), Bar("Hafen & „Kai“ <2>", None, "•")]
    return {
        "line": line_chart(frame, [line], [BreakMark("2011-12-31", "Zensus 2011")], size),
        "bars": bar_chart(frame, bars, size),
        "map": district_map(frame, two_by_two, areas, size),
        "spark": spark([line], "de"),
    }


@pytest.fixture
def pictures(specs: Specs) -> Mapping[str, str]:
    return {name: svg(spec, "de", label="Bevölkerung: „99.845“ & mehr", prefix=name) for name, spec in specs.items()}


def test_every_picture_is_well_formed_and_one_image_with_a_name(pictures: Mapping[str, str]) -> None:
    for picture in pictures.values():
        root = ElementTree.fromstring(picture)
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == "Bevölkerung: „99.845“ & mehr"
        assert picture.count("role=") == picture.count("aria-") == 1


def test_every_picture_scales_with_its_container(pictures: Mapping[str, str]) -> None:
    for picture in pictures.values():
        root = ElementTree.fromstring(picture)
        assert {"width", "height"}.isdisjoint(root.attrib)
        assert root.attrib["viewBox"].startswith("0 0 ")


def test_a_strict_content_policy_holds(pictures: Mapping[str, str]) -> None:
    for picture in pictures.values():
        assert not re.search(r"style\s*=|<style|<script|\son\w+=|href=", picture)


def test_the_notice_of_an_invented_city_stands_in_the_picture_itself(pictures: Mapping[str, str]) -> None:
    for name in ("line", "bars", "map"):
        assert "Erfundene Stadt: alle Zahlen sind erzeugt." in pictures[name]


def test_numbers_stand_in_the_picture_with_german_marks(pictures: Mapping[str, str]) -> None:
    assert ">104.000<" in pictures["line"]
    assert ">1.234,5<" in pictures["bars"]
    assert not re.search(r">[^<]*\d,\d{3}\b[^<]*<", "".join(pictures.values()))


def test_no_text_is_null_too_small_or_in_a_font_that_may_be_missing(pictures: Mapping[str, str]) -> None:
    for picture in pictures.values():
        assert not re.search(r">(null|undefined|NaN)<", picture)
        assert all(float(size) >= 11 for size in re.findall(r'font-size="([\d.]+)px"', picture))
        assert all(font.endswith("sans-serif") for font in re.findall(r'font-family="([^"]*)"', picture))


def test_all_ids_carry_the_prefix() -> None:
    gradient = {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}
    spec: Spec = {"data": {"values": [{"a": 1}]}, "mark": {"type": "rect", "color": gradient}}
    picture = svg(spec, "de", label="x", prefix="view-1")
    assert picture == svg(spec, "de", label="x", prefix="view-1")
    ids = re.findall(r'\bid="([^"]*)"', picture)
    references = re.findall(r"url\(#([^)]*)\)", picture)
    assert ids
    assert references
    assert all(name.startswith("view-1-") for name in ids)
    assert set(references) <= set(ids)


def test_a_specification_is_pure_json(specs: Specs) -> None:
    for spec in specs.values():
        assert json.loads(json.dumps(spec, allow_nan=False)) == spec


def test_two_processes_draw_the_same_bytes(specs: Specs, pictures: Mapping[str, str], tmp_path: Path) -> None:
    file = tmp_path / "specs.json"
    file.write_text(json.dumps(specs), encoding="utf-8")
    program = (
        "import json, pathlib, sys\n"
        "from teilhabe.charts.rendering import svg\n"
        "specs = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))\n"
        "label = 'Bevölkerung: „99.845“ & mehr'\n"
        "drawn = {name: svg(spec, 'de', label=label, prefix=name) for name, spec in specs.items()}\n"
        "print(json.dumps(drawn))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == pictures
