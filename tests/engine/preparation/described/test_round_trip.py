"""A random cube written in a self-describing format and read back is the same cube."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import Snapshot

AREAS = {"DE": "Germany", "AT": "Austria", "DEB32": "Kaiserslautern", "EU27_2020": "European Union"}
PERIODS = ("2015", "2016", "2018", "2022")
SEXES = {"T": "Total", "M": "Males", "F": "Females"}
REASONS = {"FAM": 'Family, "joined"', "WORK": "Employment", "TOTAL": "Total"}

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Cube:
    """Area × period × sex × reason; each cell a number as text or None."""

    areas: Sequence[str]
    periods: Sequence[str]
    sexes: Sequence[str]
    reasons: Sequence[str]
    cells: Mapping[Key, str | None]

    @property
    def axes(self) -> Mapping[str, tuple[Sequence[str], Mapping[str, str]]]:
        """Codes and labels of each axis."""
        return {
            "geo": (self.areas, AREAS),
            "sex": (self.sexes, SEXES),
            "reason": (self.reasons, REASONS),
            "time": (self.periods, {period: period for period in self.periods}),
        }

    @property
    def values(self) -> list[str | None]:
        """In the order of the axes, the last running fastest."""
        order = product(self.areas, self.sexes, self.reasons, self.periods)
        return [self.cells[area, period, sex, reason] for area, sex, reason, period in order]


NUMBERS = st.one_of(
    st.none(),
    st.integers(0, 10**7).map(str),
    st.decimals(-1000, 10**5, places=2, allow_nan=False).map(lambda number: f"{number:.2f}"),
)


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    def some(codes: Sequence[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(codes), min_size=1, max_size=len(codes), unique=True))

    axes = some([*AREAS]), some(PERIODS), some([*SEXES]), some([*REASONS])
    keys = list(product(*axes))
    numbers = draw(st.lists(NUMBERS, min_size=len(keys), max_size=len(keys)))
    return Cube(*axes, dict(zip(keys, ["1", *numbers[1:]], strict=True)))


def expected(cube: Cube) -> dict[Key, str | None]:
    return {
        (area, period, "TOTAL" if sex == "T" else sex, reason): _canonical(number)
        for (area, period, sex, reason), number in cube.cells.items()
    }


def _canonical(number: str | None) -> str | None:
    return number[1:] if number in ("-0.00",) else number


def found(prepared: Prepared) -> dict[Key, str | None]:
    columns = prepared.observations.columns
    keys = zip(columns["ref_area"], columns["time_period"], columns["sex"], columns["reason"], strict=True)
    return dict(zip(keys, columns["obs_value"], strict=True))


def _json_number(number: str | None) -> str:
    return "null" if number is None else number


def json_stat_2(cube: Cube, *, is_sparse: bool = False) -> str:
    dimensions = {
        name: {
            "label": name.title(),
            "category": {"index": list(codes), "label": {code: labels[code] for code in codes}},
        }
        for name, (codes, labels) in cube.axes.items()
    }
    cells = [_json_number(number) for number in cube.values]
    value = "[" + ",".join(cells) + "]"
    if is_sparse:
        value = "{" + ",".join(f'"{place}":{number}' for place, number in enumerate(cells)) + "}"
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Permits",
        "id": [*cube.axes],
        "size": [len(codes) for codes, _ in cube.axes.values()],
        "role": {"time": ["time"], "geo": ["geo"]},
        "dimension": dimensions,
        "value": "@",
    }
    return json.dumps(dataset).replace('"@"', value)


def json_stat_2_sparse(cube: Cube) -> str:
    return json_stat_2(cube, is_sparse=True)


def json_stat_1(cube: Cube) -> str:
    dimension: dict[str, object] = {
        name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
        for name, (codes, _) in cube.axes.items()
    }
    dimension |= {
        "id": [*cube.axes],
        "size": [len(codes) for codes, _ in cube.axes.values()],
        "role": {"time": ["time"]},
    }
    value = "[" + ", ".join(_json_number(number) for number in cube.values) + "]"
    return json.dumps({"permits": {"dimension": dimension, "value": "@"}}, indent=1).replace('"@"', value)


def _px_texts(texts: Sequence[str]) -> str:
    """Every text in two pieces on two lines."""
    return ",".join(f'"{text[:2]}"\n"{text[2:]}"' for text in (text.replace('"', "'") for text in texts))


def _px_head(cube: Cube) -> str:
    head = 'CHARSET="ANSI";\nAXIS-VERSION="2013";\nMATRIX="PERMITS";\n'
    head += 'TITLE="Permits";\nCONTENTS="Permits";\nUNITS="persons";\n'
    head += 'STUB="geo","sex";\nHEADING="reason","time";\n'
    for name, (codes, labels) in cube.axes.items():
        head += f'VALUES("{name}")={_px_texts([labels[code] for code in codes])};\n'
        if name != "time":
            head += f'CODES("{name}")={_px_texts(codes)};\n'
    return head + 'TIMEVAL("time")=TLIST(A1);\n'


def px(cube: Cube) -> str:
    width = len(cube.reasons) * len(cube.periods)
    cells = ['".."' if number is None else number for number in cube.values]
    lines = [" ".join(cells[start : start + width]) for start in range(0, len(cells), width)]
    return _px_head(cube) + "DATA=\n" + "\n".join(lines) + ";\n"


def px_with_keys(cube: Cube) -> str:
    head = _px_head(cube) + 'KEYS("geo")=CODES;\nKEYS("sex")=VALUES;\nDATA=\n'
    lines = []
    for area, sex in product(reversed(cube.areas), cube.sexes):
        cells = [cube.cells[area, period, sex, reason] for reason in cube.reasons for period in cube.periods]
        numbers = " ".join('".."' if number is None else number for number in cells)
        lines.append(f'"{area}","{SEXES[sex]}",{numbers}')
    return head + "\n".join(lines) + ";\n"


def _rows(cube: Cube) -> list[tuple[str, str, str, str, str | None]]:
    """Area, sex, reason, period, number."""
    order = product(cube.areas, cube.sexes, cube.reasons, cube.periods)
    return [(area, sex, reason, period, cube.cells[area, period, sex, reason]) for area, sex, reason, period in order]


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def sdmx_csv_1(cube: Cube) -> str:
    """As Eurostat writes it, with a flag where there is no number."""
    head = ["DATAFLOW", "LAST UPDATE", "geo", "sex", "reason", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]
    flow = ["ESTAT:PERMITS(1.0)", "01/02/24 11:00:00"]
    return _csv([head, *([*flow, *row, number or "", "" if number else "c"] for *row, number in _rows(cube))])


def sdmx_csv_1_labelled(cube: Cube) -> str:
    head = [
        "DATAFLOW",
        "geo: Geopolitical entity",
        "sex: Sex",
        "reason: Reason",
        "TIME_PERIOD: Time",
        "OBS_VALUE",
        "OBS_COM",
    ]
    return _csv(
        [
            head,
            *(
                [
                    "ESTAT:PERMITS(1.0): Permits",
                    f"{area}: {AREAS[area]}",
                    f"{sex}: {SEXES[sex]}",
                    f"{reason}: {REASONS[reason]}",
                    f"{period}: {period}",
                    number or "",
                    "see note 1" if number else "",
                ]
                for area, sex, reason, period, number in _rows(cube)
            ),
        ]
    )


def sdmx_csv_2(cube: Cube) -> str:
    """With names in columns of their own."""
    head = ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "geo", "Geopolitical entity", "sex", "Sex"]
    head += ["reason", "Reason", "TIME_PERIOD", "Time", "OBS_VALUE", "Observation value", "OBS_STATUS", "Status"]
    flow = ["dataflow", "ESTAT:PERMITS(1.0)", "Permits", "I"]
    return _csv(
        [
            head,
            *(
                [
                    *flow,
                    area,
                    AREAS[area],
                    sex,
                    SEXES[sex],
                    reason,
                    REASONS[reason],
                    period,
                    "",
                    number or "",
                    "",
                    "A",
                    "",
                ]
                for area, sex, reason, period, number in _rows(cube)
            ),
        ]
    )


def eurostat_tsv(cube: Cube) -> str:
    """Newest period first, a blank behind every cell."""
    periods = [*reversed(cube.periods)]
    lines = ["\t".join(["sex,reason,geo\\TIME_PERIOD", *(f"{period} " for period in periods)])]
    for sex, reason, area in product(cube.sexes, cube.reasons, cube.areas):
        cells = [cube.cells[area, period, sex, reason] for period in periods]
        lines.append(
            "\t".join([f"{sex},{reason},{area}", *(": c" if number is None else f"{number} " for number in cells)])
        )
    return "\n".join(lines) + "\n"


_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"


def _series(cube: Cube) -> list[tuple[str, str, str, list[tuple[str, str | None]]]]:
    return [
        (area, sex, reason, [(period, cube.cells[area, period, sex, reason]) for period in cube.periods])
        for area, sex, reason in product(cube.areas, cube.sexes, cube.reasons)
    ]


def sdmx_generic(cube: Cube) -> str:
    parts = [f'<m:GenericData xmlns:m="{_SCHEMAS}/message" xmlns:g="{_SCHEMAS}/data/generic"><m:Header>']
    parts.append('<m:Structure dimensionAtObservation="TIME_PERIOD"/></m:Header><m:DataSet>\n')
    for area, sex, reason, found in _series(cube):
        parts.append(f'<g:Series><g:SeriesKey><g:Value id="GEO" value="{area}"/><g:Value id="SEX" value="{sex}"/>')
        parts.append(f'<g:Value id="REASON" value="{reason}"/></g:SeriesKey>')
        parts.append('<g:Attributes><g:Value id="UNIT" value="PER"/></g:Attributes>')
        for period, number in found:
            value = "NaN" if number is None else number
            parts.append(f'<g:Obs><g:ObsDimension value="{period}"/><g:ObsValue value="{value}"/>')
            parts.append('<g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>\n')
        parts.append("</g:Series>")
    return "".join([*parts, "</m:DataSet></m:GenericData>"])


def sdmx_structure_specific(cube: Cube) -> str:
    parts = [f'<?xml version="1.0" encoding="ISO-8859-1"?><m:StructureSpecificData xmlns:m="{_SCHEMAS}/message">']
    parts.append('<m:Header><m:Structure dimensionAtObservation="TIME_PERIOD"/></m:Header><m:DataSet>')
    for area, sex, reason, found in _series(cube):
        parts.append(f'<Series GEO="{area}" SEX="{sex}" REASON="{reason}" UNIT="PER" TITLE="Größe, {area}">')
        for period, number in found:
            value = "" if number is None else f' OBS_VALUE="{number}"'
            parts.append(f'<Obs TIME_PERIOD="{period}"{value} OBS_STATUS="{"A" if number else "M"}"/>')
        parts.append("</Series>")
    return "".join([*parts, "</m:DataSet></m:StructureSpecificData>"])


def sdmx_flat(cube: Cube) -> str:
    parts = [f'<m:StructureSpecificData xmlns:m="{_SCHEMAS}/message">']
    parts.append('<m:Header><m:Structure dimensionAtObservation="AllDimensions"/></m:Header><m:DataSet>')
    for area, sex, reason, period, number in _rows(cube):
        key = f'GEO="{area}" SEX="{sex}" REASON="{reason}" TIME_PERIOD="{period}"'
        parts.append(f'\n<Obs {key} OBS_VALUE="{number or "NaN"}" OBS_COM="a note" DECIMALS="0"/>')
    return "".join([*parts, "</m:DataSet></m:StructureSpecificData>"])


def sdmx_cross_sectional(cube: Cube) -> str:
    parts = ['<m:CrossSectionalData xmlns:m="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"><m:Header/>']
    parts.append("<p:DataSet>")
    for period in cube.periods:
        parts.append(f'<p:Group TIME="{period}">')
        for area, sex, reason in product(cube.areas, cube.sexes, cube.reasons):
            number = cube.cells[area, period, sex, reason]
            value = "NaN" if number is None else number
            parts.append(f'<p:Section GEO="{area}" SEX="{sex}" REASON="{reason}">')
            parts.append(f'<p:PERMITS value="{value}" UNIT="PER" OBS_STATUS="A"/></p:Section>')
        parts.append("</p:Group>")
    return "".join([*parts, "</p:DataSet></m:CrossSectionalData>"])


WRITERS: Mapping[str, Callable[[Cube], str]] = {
    "json-stat 2": json_stat_2,
    "json-stat 2, sparse": json_stat_2_sparse,
    "json-stat 1": json_stat_1,
    "px": px,
    "px with keys": px_with_keys,
    "sdmx-csv 1": sdmx_csv_1,
    "sdmx-csv 1, labelled": sdmx_csv_1_labelled,
    "sdmx-csv 2, with names": sdmx_csv_2,
    "eurostat tsv": eurostat_tsv,
    "sdmx-ml generic": sdmx_generic,
    "sdmx-ml structure-specific": sdmx_structure_specific,
    "sdmx-ml flat": sdmx_flat,
    "sdmx-ml cross-sectional": sdmx_cross_sectional,
}


def _read(text: str) -> Prepared:
    return prepare(Snapshot("permits", "0" * 64, text.encode()))


@pytest.mark.parametrize("layout", WRITERS)
@settings(max_examples=10, deadline=None)
@given(cube=cubes())
def test_a_cube_that_is_written_and_read_is_the_same(layout: str, cube: Cube) -> None:
    prepared = _read(WRITERS[layout](cube))
    assert found(prepared) == expected(cube)
    assert not prepared.errors
