"""Everything that leaves the statistics zone is classified: nobody adds a field without asking what it tells.

told     a sum of people, or a number that one can be computed from: `pipeline/telling.py` tells the gate of it
follows  computed from told figures alone; `test_twins.py` proves it for whole releases
held     what exists at all: places, periods, codes, signs of a source, and that a figure is hidden
fixed    from declarations, texts and checksums, whatever the figures are

A new field belongs into this table. If it is "told", `telling.py` has to tell it; if it "follows", the twins have to
publish it; a field that is neither must not exist.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from types import UnionType

import pytest

from teilhabe.charts import model
from teilhabe.engine.indicators.values import Term, Value
from teilhabe.engine.pipeline.figure import Answer
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.revisions import Revision
from teilhabe.release.pages import CityPage, ForecastsPage, IndicatorPage

FIELDS = {
    "IndicatorPage": {
        "fixed": "id name field field_name question unit breaks definition reading_notes sources csv method limits",
        "held": "no_data",
        "follows": "headline views lineages certainty target variants statements forecast",
    },
    "ForecastSection": {
        "fixed": "csv",
        "follows": "paths withheld is_withdrawn test scores facts own",
    },
    "OwnBase": {"fixed": "head bounds decimals unit accumulates", "held": "periods", "follows": "numbers"},
    "ForecastPath": {"fixed": "id name condition", "follows": "statements view"},
    "ForecastsPage": {"follows": "lines verdict kept tests"},
    "ForecastLine": {"fixed": "indicator name unit", "follows": "sentence withheld is_withdrawn scores"},
    "Statement": {"fixed": "indicator name", "follows": "text plain verdict judgement evidence lineages"},
    "VariantSection": {"fixed": "id kind title label unit csv", "follows": "meaning headline views"},
    "View": {
        "fixed": "id kind title same_table_as remark",
        "follows": "summary svg_wide svg_narrow spec table",
    },
    "Table": {"fixed": "caption", "held": "head", "follows": "rows"},
    "TableRow": {"held": "head", "fixed": "break_before", "follows": "cells"},
    "Cell": {"held": "status note", "fixed": "lineage", "follows": "text range"},
    "Headline": {"fixed": "unit place since", "held": "note", "follows": "value period range"},
    "TargetNote": {"fixed": "source", "follows": "text"},
    "Lineage": {"fixed": "id label", "held": "more", "follows": "value quality", "told": "formula cells"},
    "SourceCell": {"fixed": "file row column citation", "told": "value"},
    "SourceNote": {
        "fixed": "id title publisher table licence licence_url file sha256 retrieved note",
        "held": "rows",
    },
    "BreakNote": {"fixed": "date title text cuts"},
    "CityPage": {
        "fixed": "id name invented notice intro key_indicators breaks sources about release as_of code",
        "held": "comparisons has_forecasts",
        "follows": "fields statements",
    },
    "Field": {"fixed": "id name intro", "follows": "cards statements"},
    "Card": {"fixed": "id name question groups", "held": "no_data", "follows": "headline spark"},
    "Point": {"held": "x label tick", "follows": "value text bounds"},
    "Line": {"fixed": "name emphasised", "follows": "segments"},
    "Bar": {"held": "name group", "fixed": "emphasised", "follows": "value text bounds"},
    "Area": {"fixed": "code name", "follows": "value text"},
    "Step": {"fixed": "name whole", "follows": "value text"},
    "Bounds": {"follows": "low high text"},
    "Target": {"follows": "value text"},
    "Ahead": {"held": "x label tick", "follows": "value text inner outer"},
    "Fan": {"follows": "history ahead past"},
    "BreakMark": {"fixed": "x label"},
    "Frame": {"fixed": "title unit language notice source bounds"},
    "Quality": {"told": "cases", "follows": "low high rse mark", "fixed": "method modelled", "held": "provisional"},
    "Value": {
        "held": "place period breakdown code",
        "told": "numerator denominator against beside terms",
        "follows": "value quality",
    },
    "Term": {"held": "code", "told": "numerator denominator", "follows": "weight"},
    "Answer": {
        "fixed": "indicator unit decimals base concept break_since notice",
        "held": "place period by code status sign",
        "follows": "value quality formula",
        "told": "numerator denominator terms sources",
    },
    "Revision": {"follows": "absolute relative"},
    "exports.COLUMNS": {
        "fixed": "indicator place label unit method modelled base concept source notice",
        "held": "ref_area time_period breakdown code status conf_status sign provisional",
        "told": "numerator denominator cases",
        "follows": "value low high rse mark",
    },
}
KINDS = ("told", "follows", "held", "fixed")
ROOTS = (IndicatorPage, CityPage, ForecastsPage, Answer, Value, Term, Revision)
OF_SUMS = ("Sum", "Origin", "CellReference", "Addend", "Box")
"""What `Value` is made of inside; the release never holds them."""


def reached(kind: object, found: dict[str, type]) -> dict[str, type]:
    """The dataclasses that a dataclass is made of, by name."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if kind.__name__ not in found and kind.__name__ not in OF_SUMS:
            found[kind.__name__] = kind
            for part in typing.get_type_hints(kind).values():
                reached(part, found)
    elif typing.get_origin(kind) is not None or isinstance(kind, UnionType):
        for part in typing.get_args(kind):
            reached(part, found)
    return found


def published() -> Iterator[tuple[str, list[str]]]:
    """Name and fields of everything that a page, a picture or a file is made of."""
    found: dict[str, type] = {}
    pictures = [entry for entry in vars(model).values() if isinstance(entry, type) and dataclasses.is_dataclass(entry)]
    for root in (*ROOTS, *pictures):
        reached(root, found)
    for name, kind in found.items():
        yield name, [field.name for field in dataclasses.fields(kind)]
    yield "exports.COLUMNS", list(exports.COLUMNS)


@pytest.mark.parametrize(("name", "fields"), [*published()], ids=lambda entry: entry if isinstance(entry, str) else "")
def test_every_published_field_is_classified_once(name: str, fields: list[str]) -> None:
    listed = [field for names in FIELDS[name].values() for field in names.split()]
    assert sorted(listed) == sorted(fields)
    assert set(FIELDS[name]) <= set(KINDS)


def test_nothing_is_classified_that_does_not_exist() -> None:
    assert set(FIELDS) == {name for name, _ in published()}


def test_every_sum_of_a_value_is_told() -> None:
    sums = {field for field, kind in typing.get_type_hints(Value).items() if "Sum" in str(kind)}
    assert sums <= set(FIELDS["Value"]["told"].split())
