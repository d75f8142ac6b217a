"""Assembling: a draft becomes observations in the shape of the data contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from teilhabe.codes.period import parse_period
from teilhabe.codes.residence import BASES, REGISTERS
from teilhabe.codes.signs import NORMAL, QUALITY, UNRELIABLE
from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES, Cell, Observations
from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.harmonising import Harmonised, harmonise
from teilhabe.engine.preparation.meaning.marks import status_of
from teilhabe.engine.preparation.meaning.notation import (
    Measure,
    Notation,
    recognise_notation,
)
from teilhabe.engine.preparation.meaning.numbers import Reading, read_values
from teilhabe.engine.preparation.meaning.oddities import oddities
from teilhabe.engine.preparation.meaning.provenance import Provenance, concepts_among, recognise
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError

_GIVEN = ("variable", "unit", "concept", "base", "ref_date", "vintage", *OPTIONAL_ATTRIBUTES)


@dataclass(frozen=True)
class Assembled:
    """The observations and what came to light on the way. `signs` counts them as printed."""

    observations: Observations
    harmonised: Harmonised
    provenance: Provenance
    notation: Notation
    signs: Mapping[str, int]
    findings: tuple[Finding, ...]


def assemble(draft: Draft, recipe: Recipe, snapshot: Snapshot, delimiter: str) -> Assembled:
    """Harmonised codes, canonical numbers, every attribute of the contract; DeclarationError for a wrong recipe."""
    values, count = Coded.of(draft.values), len(draft.values)
    harmonised = harmonise(
        [*draft.dimensions, *_constant_dimensions(draft, recipe, count)],
        recipe.columns,
        draft.rows,
        blank_is_total=draft.layout.format == "flat",
    )
    notation = _notation(draft, recipe, delimiter)
    readings = read_values(values.cells, notation, recipe.signs)
    provenance = recognise(draft.layout, _names(draft, harmonised))
    columns: dict[str, Sequence[Cell]] = dict(harmonised.columns)
    columns |= _value_columns(draft, readings)
    columns["obs_status"] = _with_marks(Coded.of(columns["obs_status"]), harmonised.marks, draft.layout.footers)
    columns |= _attributes(draft, recipe, harmonised, provenance)
    columns |= {
        "snapshot": Coded.constant(snapshot.id, count),
        "source_row": draft.rows,
        "source_column": draft.columns,
    }
    return Assembled(
        Observations(harmonised.dimensions, columns),
        harmonised,
        provenance,
        notation,
        _signs(values, readings),
        (
            *harmonised.findings,
            *oddities(draft, readings, notation),
        ),
    )


def _signs(values: Coded[str], readings: Mapping[str, Reading]) -> dict[str, int]:
    """How often each sign occurs, as printed."""
    counted = sorted(values.counts().items())
    return {text.strip(): count for text, count in counted if readings[text].value is None and text.strip()}


def _names(draft: Draft, harmonised: Harmonised) -> list[str]:
    titles = [dimension.title for dimension in draft.dimensions]
    return [*titles, *(dimension.name for dimension in harmonised.dimensions)]


def _constant_dimensions(draft: Draft, recipe: Recipe, count: int) -> list[RawDimension]:
    """A constant that is no attribute is a dimension with one code."""
    taken = {name for d in draft.dimensions for name in (d.source_name, d.title)}
    result = []
    for name, value in recipe.constants.items():
        if name in ATTRIBUTES or name in OPTIONAL_ATTRIBUTES:
            continue
        if name in taken:
            raise DeclarationError(
                f"{recipe.where}: constants.{name} ist überflüssig; die Datei hat selbst eine Spalte „{name}“.",
                f"{recipe.where}: constants.{name} is superfluous; the file has a column {name!r} itself.",
            )
        result.append(RawDimension(name, name, Coded.constant(value, count)))
    return result


def _notation(draft: Draft, recipe: Recipe, delimiter: str) -> Notation:
    if draft.layout.decimal:
        return Notation(draft.layout.decimal)
    if recipe.decimal:
        return Notation(recipe.decimal, "." if recipe.decimal == "," else ",")
    is_official = draft.layout.format == "flat" or bool(draft.layout.table_code)
    return recognise_notation(_measures(draft), delimiter, has_groups=not is_official)


def _measures(draft: Draft) -> list[Measure]:
    """The different texts of each variable in each unit."""
    measures = zipped(Coded.of(draft.variables), Coded.of(draft.units))
    texts: dict[tuple[str, str], set[str]] = {measure: set() for measure in measures.cells}
    for measure, value in zipped(measures, Coded.of(draft.values)).cells:
        texts[measure].add(value)
    return [Measure(found, unit) for (_, unit), found in texts.items()]


def _value_columns(draft: Draft, readings: Mapping[str, Reading]) -> dict[str, Coded[Cell]]:
    """Value, statuses and sign; a quality mark or a status that the file gives goes before what the cell shows."""
    printed: Coded[Any] = Coded.of(draft.values)
    found = [readings[value] for value in printed.cells]
    if draft.qualities:
        printed = zipped(printed, Coded.of(draft.qualities))
        found = [_with_quality(readings[value], mark.strip()) for value, mark in printed.cells]
    columns: dict[str, Coded[Cell]] = {
        "obs_value": printed.replaced([reading.value for reading in found]),
        "obs_status": printed.replaced([reading.obs_status for reading in found]),
        "conf_status": printed.replaced([reading.conf_status for reading in found]),
        "source_sign": printed.replaced([reading.sign for reading in found]),
    }
    for name in ("obs_status", "conf_status", "source_sign"):
        if given := draft.attributes.get(name):
            columns[name] = _first_given(given, columns[name])
    return columns


def _with_marks(statuses: Coded[Cell], marks: Sequence[str], footers: Sequence[str]) -> Coded[Cell]:
    """A mark behind the period ("2023p") holds for all its values that have no status of their own."""
    said = Coded.of(marks).map(lambda mark: status_of(mark, footers))
    if not {*said.cells} - {NORMAL}:
        return statuses
    return zipped(statuses, said).map(lambda pair: pair[1] if pair[0] == NORMAL else pair[0])


def _first_given(given: Sequence[Cell], other: Sequence[Cell]) -> Coded[Cell]:
    """What the file gives, and the other where it gives nothing."""
    return zipped(Coded.of(given), Coded.of(other)).map(lambda pair: pair[0] or pair[1])


def _with_quality(reading: Reading, mark: str) -> Reading:
    if reading.value is None:
        return reading
    if mark not in QUALITY:
        return replace(reading, obs_status=UNRELIABLE, sign=mark)
    sign = mark if mark not in ("", "e") else reading.sign
    return replace(reading, obs_status=QUALITY[mark] if mark else reading.obs_status, sign=sign)


def _attributes(
    draft: Draft, recipe: Recipe, harmonised: Harmonised, provenance: Provenance
) -> dict[str, Sequence[Cell]]:
    """Constants of the recipe first, then what the file gives for each row, then what was recognised."""
    count = len(draft.values)
    nothing: Coded[Cell] = Coded.constant(None, count)
    variables, units = Coded.of(draft.variables), Coded.of(draft.units)
    periods = harmonised.columns.get("time_period", Coded.constant("", count))
    recognised: dict[str, Coded[Cell]] = {
        "variable": variables.map(lambda variable: variable or None),
        "unit": units.map(lambda unit: unit or None),
        "concept": _concepts(draft, variables, provenance),
        "base": _bases(draft, harmonised, periods, provenance),
        "ref_date": periods.map(_date),
        "vintage": nothing,
    }
    result: dict[str, Sequence[Cell]] = {}
    for name in _GIVEN:
        if name in recipe.constants:
            result[name] = Coded.constant(recipe.constants[name], count)
        elif given := draft.attributes.get(name):
            result[name] = _first_given(given, recognised.get(name, nothing))
        elif name in recognised:
            result[name] = recognised[name]
    return result


def _bases(draft: Draft, harmonised: Harmonised, periods: Coded[str], provenance: Provenance) -> Coded[Cell]:
    """What is stated; main and secondary residence tell which part of a register of residents is counted."""
    stated = zipped(periods, Coded.of(draft.variables)).map(
        lambda pair: provenance.base_on(pair[0], _label(draft, pair[1]))
    )
    if "residence" not in harmonised.columns:
        return stated.map(_text)
    return zipped(stated, harmonised.columns["residence"]).map(
        lambda pair: _text(BASES.get(pair[1], pair[0]) if pair[0] in (None, *REGISTERS) else pair[0])
    )


def _label(draft: Draft, variable: str) -> str:
    return draft.variable_labels.get(variable, variable)


def _concepts(draft: Draft, variables: Coded[str], provenance: Provenance) -> Coded[Cell]:
    """The concept of the measure; where the codes of a dimension name several, each row has that of its code."""

    def of_variable(variable: str) -> Cell:
        return _text(provenance.concept_of(_label(draft, variable)))

    for dimension in draft.dimensions:
        texts = Coded.of(dimension.texts)
        among = concepts_among(texts.cells)
        if among:
            own = texts.map(among.get)
            return zipped(own, variables).map(lambda pair: _text(pair[0]) or of_variable(pair[1]))
    return variables.map(of_variable)


def _text(code: object) -> str | None:
    return str(code) if code else None


def _date(code: str) -> str | None:
    """The period, where it is one day."""
    period = parse_period(code)
    return code if period and period.is_date else None
