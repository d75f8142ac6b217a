"""What preparation found as figures along axes: the variables, the dimensions, the periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from operator import eq

import numpy as np

from teilhabe.codes import labels as code_labels
from teilhabe.codes.age import is_span
from teilhabe.codes.countries import countries
from teilhabe.codes.signs import UNRELIABLE
from teilhabe.engine.cube.coded import Indices, Mask, groups, zipped
from teilhabe.engine.cube.observations import TOTAL, Observations
from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.inspection import DimensionSummary
from teilhabe.engine.statements.tables.cuts import breaks
from teilhabe.engine.statements.tables.grid import Axis, Codes, Course
from teilhabe.engine.statements.topic import Point
from teilhabe.text import Text, same

AGE = "age"
MOST_SERIES = 4000
"""So many series of a table are looked at, but all of a variable or none: a span over some of them would be wrong."""

_ORIGIN = re.compile(
    r"staatsang|nationalit|herkunft|geburtsland|ländergruppe|laendergruppe|citizen|country|origin|religion|konfession"
    r"|glaube|sprache|language|migrationshint|migrationsstatus|migration_status",
    re.IGNORECASE,
)
_CREED = re.compile(r"evangelisch|katholisch|muslim|islam|israelitisch|jüdisch|konfessionslos", re.IGNORECASE)
_NATIVE = re.compile(
    r"schweiz(er|erinnen)?|deutsche?|deutschland|inland|inländer(innen)?|österreich(er|erinnen)?|germans?",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"ausland|ausländer(innen|/-innen|:innen)?|ausländisch.*|nicht-?deutsche?|foreign(ers)?", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-zÄÖÜäöü]{3}")
_PEOPLE = frozenset({"sex", "age", "citizenship", "residence_status"})
"""Dimensions of people, whose groups are parts of one whole unless they overlap."""
_HEADING = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}(?:[ /-][A-Za-zÄÖÜäöüß]+)*")
_WHOLE = re.compile(r"total|insgesamt|gesamt|zusammen|alle|all", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """One variable as it stands in the table: its figures by the codes of the axes."""

    name: str
    unit: str
    figures: Mapping[Codes, Course]
    printed: int
    parts: Codes = ()  # the names of the variables it is proven to be the sum of


@dataclass(frozen=True)
class Sheet:
    """A table: its axes, its columns, the periods that begin something new, and how many series were left out."""

    axes: tuple[Axis, ...]
    columns: tuple[Column, ...]
    breaks: Mapping[str, Text]
    series: int
    looked_at: int
    home: tuple[str, Text] | None = None  # the one place that the table is about


def read(prepared: Prepared) -> Sheet:
    """The figures that stand in a table; those marked as unreliable are none that anything is said about."""
    observations, inspection = prepared.observations, prepared.inspection
    summaries = _telling(prepared)
    axes = tuple(_axis(summary, inspection.format == "plain") for summary in summaries)
    variables, units = observations.column("variable"), observations.column("unit")
    dimensions = [observations.column(summary.name) for summary in summaries]
    numbers, firsts = groups([variables, units, *dimensions])
    wanted = _wanted(observations, firsts)
    figures = _figures(prepared, numbers, wanted)
    labels = {(found.code, found.unit): found for found in inspection.variables}
    by_variable: dict[tuple[str, str], dict[Codes, Course]] = {}
    for number, row in enumerate(firsts.tolist()):
        if number not in figures:
            continue
        key = (str(variables[row] or ""), str(units[row] or ""))
        codes = tuple(str(column[row] or "") for column in dimensions)
        by_variable.setdefault(key, {})[codes] = figures[number]
    printed = _printed(prepared)
    columns = tuple(
        Column(
            found.label or found.code,
            found.unit,
            by_variable[key],
            printed.get(key, 0),
            tuple(labels[part, found.unit].label or part for part in found.total_of if (part, found.unit) in labels),
        )
        for key, found in labels.items()
        if key in by_variable
    )
    return Sheet(axes, columns, breaks(prepared), len(firsts), int(wanted.sum()), _home(prepared))


def _wanted(observations: Observations, firsts: Indices) -> Mask:
    """Which series are looked at: those of the first variables, until there are MOST_SERIES of them."""
    variables, units = (observations.column(name).take(firsts) for name in ("variable", "unit"))
    which = zipped(variables, units)
    total, wanted = 0, np.zeros(len(firsts), dtype=np.bool_)
    for variable, count in which.counts().items():
        if not total or total + count <= MOST_SERIES:
            total += count
            wanted |= which.where(partial(eq, variable))
    return wanted


def _telling(prepared: Prepared) -> list[DimensionSummary]:
    """The dimensions by which figures differ: of several codes, none of which follows from another dimension's."""
    every = [found for found in prepared.inspection.dimensions if found.name != "time_period"]
    several = [found for found in every if len(found.codes) > 1 or (found.role in _PEOPLE and TOTAL not in found.codes)]
    return [found for found in several if not any(_follows(prepared, found, other) for other in several)]


def _follows(prepared: Prepared, one: DimensionSummary, other: DimensionSummary) -> bool:
    """Whether the codes of one dimension are settled by those of another: the level of a place by the place."""
    if not 1 < len(one.codes) < len(other.codes):
        return False
    observations = prepared.observations
    pairs = zipped(observations.column(other.name), observations.column(one.name))
    return len(pairs.cells) == len(other.codes)


def _home(prepared: Prepared) -> tuple[str, Text] | None:
    """The only place of a table, where its name is known."""
    for found in prepared.inspection.dimensions:
        if found.role == "ref_area" and len(found.codes) == 1:
            ((code, label),) = found.codes.items()
            return (code, same(label)) if label and code != TOTAL else None
    return None


def _figures(prepared: Prepared, numbers: Indices, wanted: Mask) -> dict[int, dict[str, Point]]:
    """The points of each wanted series by its number."""
    observations, name = prepared.observations, prepared.inspection.name
    values = observations.column("obs_value")
    periods = observations.column("time_period") if "time_period" in observations.columns else None
    is_told = values.where(lambda value: value is not None)
    is_told &= observations.column("obs_status").where(lambda status: status != UNRELIABLE)
    rows = np.flatnonzero(is_told & wanted[numbers])
    found: dict[int, dict[str, Point]] = {}
    amounts = [float(str(value)) if value is not None else 0.0 for value in values.cells]
    columns, lines = observations.column("source_column"), observations.column("source_row")
    for row in rows.tolist():
        period = str(periods[row] or "") if periods is not None else ""
        course = found.setdefault(int(numbers[row]), {})
        if period not in course:
            course[period] = Point(period, amounts[values.indices[row]], f"{name}:{columns[row]}{lines[row]}")
    return found


def _printed(prepared: Prepared) -> dict[tuple[str, str], int]:
    """The most decimals that the figures of a variable have."""
    observations = prepared.observations
    numbers, firsts = groups([observations.column(name) for name in ("variable", "unit")])
    values = observations.column("obs_value")
    decimals = np.array([len(str(value or "").partition(".")[2]) for value in values.cells])
    most = np.zeros(len(firsts), dtype=np.int64)
    np.maximum.at(most, numbers, decimals[values.indices])
    variables, units = observations.column("variable"), observations.column("unit")
    return {
        (str(variables[row] or ""), str(units[row] or "")): int(most[number])
        for number, row in enumerate(firsts.tolist())
    }


def _axis(summary: DimensionSummary, is_plain: bool) -> Axis:
    sums = {**dict.fromkeys(summary.claimed, ()), **summary.totals}
    sums |= {code: () for code, label in summary.codes.items() if _WHOLE.fullmatch(label or code) and code not in sums}
    is_place = summary.role == "ref_area"
    return Axis(
        summary.name,
        {code: named(summary.name, code, label) for code, label in summary.codes.items()},
        sums,
        is_place=is_place,
        is_origin=not is_place and is_origin([summary.name, summary.source_name], summary.codes),
        title=_title(summary),
        is_divided=is_plain or summary.role in _PEOPLE,
    )


def _title(summary: DimensionSummary) -> Text | None:
    """What the groups of a dimension differ by: the standard name, otherwise the heading of its column."""
    if summary.name in code_labels.DIMENSIONS:
        return code_labels.dimension_name(summary.name)
    heading = summary.source_name.strip()
    return same(heading) if _HEADING.fullmatch(heading) and heading != summary.name else None


def named(dimension: str, code: str, label: str) -> Text:
    """The words of the table; where it has none, or only the numbers of an age group, those of the code list."""
    is_said = label and not (dimension == AGE and is_span(code) and not _WORDS.search(label))
    return same(label.strip()) if is_said else code_labels.label(dimension, code)


def is_origin(names: list[str], codes: Mapping[str, str]) -> bool:
    """Whether groups are told apart by origin, belief or language."""
    if any(_ORIGIN.search(name) for name in names):
        return True
    texts = [label or code for code, label in codes.items()]
    origins = sum(text.lower() in _countries() or bool(is_native(text) or is_foreign(text)) for text in texts)
    return origins >= 2 or any(_CREED.search(text) for text in texts)


def is_native(text: str) -> bool:
    return bool(_NATIVE.fullmatch(text.strip()))


def is_foreign(text: str) -> bool:
    return bool(_FOREIGN.fullmatch(text.strip()))


def _countries() -> frozenset[str]:
    return frozenset(name.lower() for country in countries().values() for name in country.name)


def whole_label(text: str) -> bool:
    """Whether a heading says that everybody is meant."""
    return bool(_WHOLE.fullmatch(text.strip()))
