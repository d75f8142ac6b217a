"""A random cube written in a self-describing format and read back is the same cube."""

from __future__ import annotations

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


WRITERS: Mapping[str, Callable[[Cube], str]] = {
    "json-stat 2": json_stat_2,
    "json-stat 2, sparse": json_stat_2_sparse,
    "json-stat 1": json_stat_1,
    "px": px,
    "px with keys": px_with_keys,
}


def _read(text: str) -> Prepared:
    return prepare(Snapshot("permits", "0" * 64, text.encode()))


@pytest.mark.parametrize("layout", WRITERS)
@settings(max_examples=25, deadline=None)
@given(cube=cubes())
def test_a_cube_that_is_written_and_read_is_the_same(layout: str, cube: Cube) -> None:
    prepared = _read(WRITERS[layout](cube))
    assert found(prepared) == expected(cube)
    assert not prepared.errors
