"""A city changes the shared catalogue in its own file, and every slip there is named with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import read_declaration
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.errors import DeclarationError

CityReader = Callable[..., Catalogue]


@pytest.fixture
def city(tmp_path: Path) -> CityReader:
    def reader(toml: str, **files: str) -> Catalogue:
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        (tmp_path / "indicators.toml").write_text(toml, encoding="utf-8")
        return read_catalogue(read_declaration(tmp_path / "indicators.toml"), city_folder=tmp_path)

    return reader


def test_a_variant_can_be_switched_off_alone(city: CityReader) -> None:
    catalogue = city('off = ["lab_unemp_rate-ratio"]')
    assert "lab_unemp_rate-ratio" not in {entry.id for entry in catalogue.variants_of("lab_unemp_rate")}
    assert "lab_unemp_rate-gap" in {entry.id for entry in catalogue.variants_of("lab_unemp_rate")}


def test_an_indicator_takes_its_variants_with_it(city: CityReader) -> None:
    assert city('off = ["lab_unemp_rate"]').variants_of("lab_unemp_rate") == ()


def test_a_variant_is_changed_key_by_key(city: CityReader) -> None:
    catalogue = city('[change.lab_svb_rate.variants.azr.denominator]\nvariable = "foreigners_azr"')
    variant = catalogue.definition("lab_svb_rate-azr")
    assert variant.denominator is not None
    assert variant.denominator.variable == "foreigners_azr"
    assert variant.denominator.where == {"citizenship": ("FOREIGN",), "age": ("Y15T64",)}
    assert catalogue.definition("lab_svb_rate-gap")


def test_a_city_adds_a_variant_and_a_target(city: CityReader) -> None:
    catalogue = city(
        "[change.lab_unemp_rate]\n"
        'target = { value = 5, period = "2030", source = { de = "Ratsbeschluss", en = "Council decision" } }\n'
        "[change.lab_unemp_rate.variants.women]\n"
        'kind = "gap"\nby = "sex"\ngroup = "F"\nto = "M"\n'
    )
    assert catalogue.definition("lab_unemp_rate-women").variant is not None
    target = catalogue.definition("lab_unemp_rate").target
    assert target is not None
    assert (target.value, target.period, target.source.de) == (5, "2030", "Ratsbeschluss")


def test_a_dataset_is_named_for_the_denominator_of_a_variant_too(city: CityReader) -> None:
    variant = city('[datasets]\npopulation_azr = "azr"').definition("lab_svb_rate-azr")
    assert variant.denominator is not None
    assert variant.denominator.dataset == "azr"


def test_licensed_codes_are_taken_from_the_citys_own_file(city: CityReader) -> None:
    catalogue = city('codes_file = "kgst.csv"', kgst="indicator;code\nlab_unemp_rate;X-1\n")
    assert catalogue.definition("lab_unemp_rate").codes["kgst"] == "X-1"
    assert catalogue.definition("lab_unemp_rate").codes["laender"] == "E5"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("indicator,code\nlab_unemp,X-1\n", r"kgst\.csv, line 2: .*lab_unemp; X-1"),
        ("indicator,code\nlab_unemp_rate,X-1\nlab_unemp_rate,X-2\n", r"kgst\.csv, line 3"),
        ("indicator,code\nlab_unemp_rate,\n", r"kgst\.csv, line 2"),
        ("indicator,code\nlab_unemp_rate\n", r"kgst\.csv, line 2"),
        ("id,kgst\nlab_unemp_rate,X-1\n", r"kgst\.csv, line 1"),
        ("", r"kgst\.csv, line 1"),
    ],
)
def test_a_wrong_row_of_codes_is_named_with_its_line(city: CityReader, content: str, named: str) -> None:
    with pytest.raises(DeclarationError, match=named):
        city('codes_file = "kgst.csv"', kgst=content)


@pytest.mark.parametrize("file", ["nowhere.csv", "../kgst.csv"])
def test_a_file_of_codes_lies_in_the_citys_folder(city: CityReader, file: str) -> None:
    with pytest.raises(DeclarationError, match=r"indicators\.toml, line 2, codes_file"):
        city(f'off = []\ncodes_file = "{file}"')


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('\noff = ["pop_totl"]', r"indicators\.toml, line 2, off: there is no indicator “pop_totl”"),
        ("\n[change.pop_totl]", r"indicators\.toml, line 2, change\.pop_totl: "),
        (
            '[change.lab_unemp_rate.denominator]\nvariable = "x"\nat = "noon"',
            r"indicators\.toml, line 3, change\.lab_unemp_rate\.denominator\.at",
        ),
        ("[change.pop_total]\nunit = 'apples'", r"indicators\.toml, line 2, change\.pop_total\.unit"),
        ("[change.pop_total]\nnumerator = 'apples'", r"indicators\.toml, line 2, change\.pop_total\.numerator"),
        (
            "[change.pop_total.variants]\ngap = 'apples'",
            r"indicators\.toml, line 2, change\.pop_total\.variants\.gap",
        ),
        ("[own.x]\nfield = 'sports'", r"indicators\.toml, line 2, own\.x\.field: “field” must be one of"),
        ("[own.pop_total]\nfield = 'labour'", r"line 1, own\.pop_total: the indicator “pop_total” exists already"),
        ("[own.'../x']\nfield = 'labour'", r"line 1, own\.\"\.\./x\": the name “\.\./x” may only be made of"),
        (
            "[change.pop_total.variants.'a/b']\nkind = 'pooled'\nyears = 3",
            r"line 1, change\.pop_total\.variants\.\"a/b\"",
        ),
        ("[change.pop_total]\nbreaks = ['census']", r"line 2, change\.pop_total\.breaks"),
        ("[change.pop_total]\nquality = 'good'", r"line 2, change\.pop_total\.quality"),
        ("[own.x]\nfield = 'labour'", r"indicators\.toml, line 1, own\.x\.formula"),
        ("[change.pop_total]\nbase = ['register']", r"indicators\.toml, line 2, change\.pop_total\.base"),
        ("[change.pop_total]\nnotes = ['beware']", r"indicators\.toml, line 2, change\.pop_total\.notes"),
        ("[change.pop_total]\ntarget = { period = '2030' }", r"line 2, change\.pop_total\.target\.value"),
        ("[change.pop_total]\nrange = { low = 'x' }", r"line 2, change\.pop_total\.range\.low"),
        ("[change.pop_total]\nreference = { by = 'sex' }", r"line 2, change\.pop_total\.reference\.group"),
    ],
)
def test_a_slip_is_named_with_file_line_and_key(city: CityReader, toml: str, named: str) -> None:
    with pytest.raises(DeclarationError, match=named):
        city(toml)
