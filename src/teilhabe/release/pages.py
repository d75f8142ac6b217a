"""The ready data of every standard page, computed at release time so that the web part runs no analytical query.

Every text is in the language of the file it stands in (`pages/<language>/…json`), every number already formatted.
The classes are the schema: a page is written with `to_json` and read back with `from_json` of the same class.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

ViewKind = typing.Literal["time", "places", "districts", "groups", "forecast"]
Status = typing.Literal["value", "sign", "protected", "unreliable", "missing"]
"""`unreliable`: there is a value, but it is too uncertain to be shown anywhere."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table as a reader sees it."""

    text: str  # "1.124", "(18,4)" (uncertain), "–", "•" (protected), "/" (unreliable), "" (missing)
    status: Status
    note: str = ""  # what a sign, mark or protection means, in one sentence
    lineage: str = ""  # id of the Lineage this value stands on, "" where there is none
    range: str = ""  # "18,2 bis 21,4": the bounds of the value with 95 per cent confidence


@dataclass(frozen=True)
class TableRow:
    head: str
    cells: tuple[Cell, ...]
    break_before: str = ""  # why this row may not be compared with the row above


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]  # first entry heads the row heads
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class View:
    """One picture and the table beside it."""

    id: str  # "time", "places", "districts", "by-sex": unique on the page, usable as an anchor
    kind: ViewKind
    title: str
    summary: str  # text alternative of the picture: what it shows, in one to three sentences
    svg_wide: str  # file name inside the release, "" where a table says it better
    svg_narrow: str
    spec: str  # the Vega-Lite specification for the interactive version, "" where there is none
    table: Table  # without rows where `same_table_as` names the view that shows it
    same_table_as: str = ""
    remark: str = ""  # what must be read with the picture: that it is no ranking, that the subject is sensitive


@dataclass(frozen=True)
class BreakNote:
    date: str
    title: str
    text: str
    cuts: bool = True  # False for an event inside a series that goes on


@dataclass(frozen=True)
class SourceNote:
    id: str
    title: str
    publisher: str
    table: str  # the publisher's code, "" where there is none
    licence: str
    licence_url: str
    file: str  # path inside the city's folder
    sha256: str
    rows: int  # observations taken from it
    retrieved: str
    note: str = ""


@dataclass(frozen=True)
class SourceCell:
    """One cell of one file."""

    file: str
    row: int
    column: str
    value: str  # as it stood in the file
    citation: str = ""


@dataclass(frozen=True)
class Lineage:
    """How one published value came about: the formula with numbers put in, and the cells it was read from."""

    id: str
    label: str  # "Kaiserslautern, 2018, insgesamt"
    value: str
    formula: str  # "5.141 / 99.302 × 100 = 5,2"
    cells: tuple[SourceCell, ...]
    more: str = ""  # "und 4.310 weitere Zellen der Zeilen 12–5.001", where there are too many to print
    quality: str = ""  # how certain the value is: interval, cases, relative standard error, in one sentence


@dataclass(frozen=True)
class Headline:
    """The newest value of the city."""

    value: str
    unit: str
    period: str
    place: str
    note: str = ""
    range: str = ""  # "zwischen 18,2 und 21,4": the value's bounds with 95 per cent confidence
    since: str = ""  # since when the series may be read without a break, "" where it has none


@dataclass(frozen=True)
class VariantSection:
    """What follows from the indicator: a gap, a ratio, a standardised, pooled or shrunk value, a decomposition."""

    id: str  # id of the variant, its anchor on the page and its old address: "lab_unemp_rate-gap"
    kind: str
    title: str
    meaning: str  # what the figures say, in one or two plain sentences
    label: str  # "modellbasiert", "" for what is counted
    unit: str
    headline: Headline | None
    views: tuple[View, ...]
    csv: str


@dataclass(frozen=True)
class TargetNote:
    """What the city wants to reach, and how far the newest value is from it."""

    text: str
    source: str


@dataclass(frozen=True)
class Statement:
    """One sentence that is a computation, with what stands behind it."""

    text: str
    plain: str  # the same in plain German, "" in other languages
    verdict: str  # "supported", "not_distinguishable", "not_comparable", "too_few"
    judgement: str  # the verdict in words
    evidence: tuple[tuple[str, str], ...]  # (term, text): procedure, estimate with interval, chance of error …
    lineages: tuple[str, ...] = ()  # on the indicator's page, in the order of the numbers
    indicator: str = ""  # id and name of the indicator, where a page tells of several
    name: str = ""


@dataclass(frozen=True)
class ForecastPath:
    """One way in which a series may go on, and what must come true for it."""

    id: str  # "baseline", "recurrence"
    name: str
    condition: str  # what it is conditional on, in one or two sentences
    statements: tuple[Statement, ...]  # the sentence of its last period
    view: View


@dataclass(frozen=True)
class OwnBase:
    """The baseline as numbers, for what a reader assumes to come on top of it."""

    head: tuple[str, ...]  # of the table that shows it
    periods: tuple[str, ...]
    numbers: tuple[tuple[float, ...], ...]  # per period: the middle, then both ends of the inner and the outer band
    bounds: tuple[float | None, float | None]  # what such values can be
    decimals: int
    unit: str
    accumulates: bool  # whether what comes on top in one period is still there in the next


@dataclass(frozen=True)
class ForecastSection:
    """What is foreseen of an indicator, with the test in hindsight that it had to stand."""

    paths: tuple[ForecastPath, ...]  # the baseline first; none where `withheld` says why
    withheld: str
    is_withdrawn: bool  # whether it is withheld because it is no better than the naive forecast
    test: tuple[str, ...]  # the test in plain sentences
    scores: Table | None  # by distance, beside the naive forecast
    facts: tuple[tuple[str, str], ...]  # (term, text): method, what it rests on, notes
    csv: str
    own: OwnBase | None = None


@dataclass(frozen=True)
class IndicatorPage:
    id: str
    name: str
    field: str
    field_name: str
    question: str  # one sentence: what this indicator tells
    unit: str
    headline: Headline | None
    no_data: str  # which source would feed it, "" where there are data
    views: tuple[View, ...]
    breaks: tuple[BreakNote, ...]
    definition: tuple[tuple[str, str], ...]  # (term, text): numerator, denominator, formula, concept, base, reading …
    reading_notes: tuple[str, ...]
    sources: tuple[SourceNote, ...]
    lineages: tuple[Lineage, ...]
    csv: str  # file name inside the release, "" where there are no data
    method: str = ""  # what is counted, from where, and what to mind
    certainty: str = ""  # what the bounds of the values mean for this indicator, "" where there are none
    target: TargetNote | None = None
    variants: tuple[VariantSection, ...] = ()
    statements: tuple[Statement, ...] = ()  # the most telling first
    limits: tuple[str, ...] = ()  # what this indicator cannot show
    forecast: ForecastSection | None = None


@dataclass(frozen=True)
class Card:
    """An indicator on a list."""

    id: str
    name: str
    question: str
    headline: Headline | None
    no_data: str
    spark: str = ""  # small picture, file name inside the release
    groups: tuple[tuple[str, str], ...] = ()  # by what its figures are broken down: (dimension, name)


@dataclass(frozen=True)
class Field:
    """A field of action (Handlungsfeld) with its indicators."""

    id: str
    name: str
    intro: str
    cards: tuple[Card, ...]
    statements: tuple[Statement, ...] = ()  # the paragraph of the field, one sentence per indicator


@dataclass(frozen=True)
class CityPage:
    """Everything that the start page, the list of indicators and the page about the data show."""

    id: str
    name: str
    invented: bool
    notice: str  # the label of invented data, "" for a real city
    intro: str
    key_indicators: tuple[str, ...]  # ids for the start page, in order
    fields: tuple[Field, ...]
    breaks: tuple[BreakNote, ...]
    sources: tuple[SourceNote, ...]
    about: tuple[tuple[str, str], ...]  # (heading, paragraph)
    release: str  # id of the release
    as_of: str  # "Datenstand …"
    code: str = ""  # the official code of the city's territory
    statements: tuple[Statement, ...] = ()  # what the release tells first
    comparisons: int = 0  # how many were tested together for them
    has_forecasts: bool = False  # whether the release has a page of them


@dataclass(frozen=True)
class ForecastLine:
    """A forecast on the page of all of them: what it says, or why it says nothing, and how its test went."""

    indicator: str
    name: str
    sentence: str
    withheld: str
    is_withdrawn: bool
    scores: tuple[Cell, ...]  # in the columns of the page's table of tests, () where there was none
    unit: str = ""


@dataclass(frozen=True)
class ForecastsPage:
    """All forecasts of a release, and what has become of those that earlier releases published."""

    lines: tuple[ForecastLine, ...]
    verdict: str  # how many of the published bands held, in one or two sentences
    kept: Table | None  # published forecasts whose period is known by now, the newest first
    tests: Table | None  # the tests in hindsight, one row per indicator


Page = TypeVar("Page", IndicatorPage, CityPage, Card, Statement, ForecastLine, ForecastsPage)


def to_json(page: IndicatorPage | CityPage | Card | Statement | ForecastLine | ForecastsPage) -> str:
    """The page as JSON text, the same bytes for the same page; what has its default value is left out."""
    text = json.dumps(page, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_without_defaults)
    return text + "\n"


def _without_defaults(part: Any) -> Mapping[str, Any]:
    defaults = _defaults(part.__class__)
    return {name: value for name, value in vars(part).items() if value != defaults[name]}


@cache
def _defaults(kind: type) -> Mapping[str, Any]:
    return {field.name: field.default for field in dataclasses.fields(kind)}


def from_json(kind: type[Page], text: str) -> Page:
    """The page that `to_json` wrote; ValueError where the text is no such page."""
    try:
        built: Page = _build(kind, json.loads(text))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return built


@cache  # working out the annotations anew for every object takes most of the time
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], part) for name, part in value.items()})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return tuple(_build(arguments[0], part) for part in value)
    if origin is tuple:
        return tuple(_build(part_kind, part) for part_kind, part in zip(arguments, value, strict=True))
    if origin in (typing.Union, types.UnionType):
        return None if value is None else _build(next(a for a in arguments if a is not type(None)), value)
    return value
