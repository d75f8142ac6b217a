"""What an indicator is: declared in TOML, shared by all cities, adapted by each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.disclosure import threshold
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.metadata import (
    ANYTHING,
    LEVELS,
    Range,
    Reference,
    Target,
    read_codes,
    read_range,
    read_reference,
    read_target,
)
from teilhabe.engine.indicators.notes import Note
from teilhabe.text import Text
from teilhabe.wording.units import Unit

Formula = Literal[
    "count",  # the numerator
    "share",  # numerator / denominator × 100, the numerator being part of the denominator
    "rate",  # numerator / denominator × factor
    "mean",  # numerator / denominator
    "published",  # the value stands in the source and is not computed
    "average",  # mean of the numerator's `along` dimension, such as the mean age
    "median",  # median of the numerator's `along` dimension, interpolated within its class
    "dissimilarity",  # numerator against the rest of the denominator, over the districts (Duncan and Duncan 1955)
    "herfindahl",  # sum of the squared shares of the codes of `along`
    "top_share",  # share of the `top` largest codes of `along` in their sum × 100
]
FORMULAS: tuple[Formula, ...] = get_args(Formula)
VariantKind = Literal[
    "gap",  # value of `group` minus value of `to`
    "ratio",  # value of `group` divided by value of `to`
    "standardised",  # `method` direct or indirect, over the strata `over`
    "decomposition",  # of the gap into what composition and what the rates contribute (Kitagawa 1955)
    "pooled",  # sums over `years` years
    "shrunk",  # empirical Bayes for districts: model-based
    "denominator",  # the same numerator over another denominator, such as the AZR
]
VARIANT_KINDS: tuple[VariantKind, ...] = get_args(VariantKind)
MOMENTS = ("same", "end_of_period", "start_of_period", "mean_of_period")
DIRECTIONS = ("up", "down", "context")
NOTHING = Text("", "")


@dataclass(frozen=True)
class Variant:
    """How a definition follows from another one, the indicator `of`."""

    kind: VariantKind
    of: str
    by: str = ""  # gap, ratio, decomposition: the dimension of `group` and `to`; standardised: a breakdown beside it
    group: str = ""
    to: str = ""
    over: tuple[str, ...] = ()  # standardised, decomposition: breakdowns whose combinations are the strata
    method: str = "direct"  # standardised: "direct" or "indirect"
    years: int = 0  # pooled: length of the window, which ends with the named period

    @property
    def dimension(self) -> str:
        """What `group` and `to`, or the groups of a standardised value, are told apart by."""
        return Breakdown.parse(self.by).dimension

    @property
    def stratified_by(self) -> tuple[str, ...]:
        """The dimensions of the strata: what a standardised value or a decomposition takes into account."""
        return tuple(Breakdown.parse(entry).dimension for entry in self.over)


@dataclass(frozen=True)
class Part:
    """Numerator or denominator: which observations are added up."""

    text: Text
    variable: str
    where: Mapping[str, tuple[str, ...]]  # dimension → codes (group codes are opened by `codes`)
    minus: tuple[str, ...] = ()  # variables taken off: arrivals minus departures
    along: str = ""  # average, median, herfindahl, top_share: the dimension that is summed up
    dataset: str = ""  # only needed where several datasets of a city hold the variable
    at: str = "same"  # which moment of the numerator's period a stock is taken at
    cases: str = ""  # survey estimates: the variable that holds the unweighted number of cases

    @property
    def variables(self) -> tuple[str, ...]:
        return (self.variable, *self.minus)


@dataclass(frozen=True)
class Definition:
    """One indicator: a formula over numerator and denominator, with all that is known about it.

    `by` are the breakdowns shown, each a dimension with or without groups: "sex", "age=Y_LT15,Y15T64". Along a
    dimension that `where` restricts, the restriction gives way to the breakdown, so that a group is seen beside the
    others.
    """

    id: str
    name: Text
    field: str
    question: Text
    formula: Formula
    factor: int
    unit: Unit
    decimals: int
    direction: str
    numerator: Part
    denominator: Part | None
    by: tuple[str, ...]
    feeds: Text  # which source would feed it in a city that has no data
    reading: tuple[Text, ...]
    note: Text
    variant: Variant | None = None
    top: int = 10
    quality: str = "register"  # id of a quality rule
    disclosure: str = "standard"  # id of a disclosure rule
    mixed_bases: bool = False  # numerator and denominator rest on two population bases knowingly
    reference: Reference | None = None  # the groups whose gap and ratio are shown
    concept: str = ""  # how the people counted are told apart: a code of `codes.concepts`
    base: tuple[str, ...] = ()  # registers and statistics it may rest on: codes of `codes.bases`
    sources: tuple[str, ...] = ()  # codes of the tables that hold the figures
    lowest: str = "city"  # the smallest area for which a source exists, one of LEVELS
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)  # catalogue → its code there
    breaks: tuple[str, ...] = ()  # ids of the shared register of breaks
    range: Range = ANYTHING
    target: Target | None = None
    notes: tuple[Note, ...] = ()
    method: Text = NOTHING  # what is counted, from where, what to mind
    is_foreseen: bool = True  # whether its series is forecast

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


QUOTIENTS: tuple[Formula, ...] = ("share", "rate", "mean")
_WITH_DENOMINATOR = (*QUOTIENTS, "dissimilarity")
_ALONG = ("average", "median", "herfindahl", "top_share")
_SCALES: Mapping[Formula, Range] = {"dissimilarity": Range(0, 1), "herfindahl": Range(0, 1)}
KEYS = {
    "name", "question", "formula", "factor", "unit", "decimals", "direction", "numerator", "denominator", "by", "feeds",
    "reading", "note", "top", "quality", "disclosure", "reference", "variants", "concept", "base", "sources", "lowest",
    "codes", "breaks", "range", "target", "notes", "method", "mixed_bases", "forecast",
}  # fmt: skip
PART_KEYS = {"text", "variable", "where", "minus", "along", "dataset", "at", "cases"}


def read_definition(declaration: Declaration, field: str) -> Definition:
    """The indicator that a TOML table declares, without its variants; DeclarationError names file and key."""
    declaration.allow(KEYS)
    formula = cast(Formula, declaration.choice("formula", FORMULAS))
    unit = read_unit(declaration)
    return Definition(
        id=declaration.name,
        name=declaration.text("name"),
        field=field,
        question=declaration.text("question"),
        formula=formula,
        factor={"share": 100, "rate": declaration.get("factor", int, 1000)}.get(formula, 1),
        unit=unit,
        decimals=declaration.get("decimals", int, 0 if formula in ("count", "published") else 1),
        direction=declaration.choice("direction", DIRECTIONS, "context"),
        numerator=read_part(declaration.table("numerator"), formula),
        denominator=read_part(declaration.table("denominator")) if formula in _WITH_DENOMINATOR else None,
        by=declaration.strings("by"),
        feeds=declaration.text("feeds"),
        reading=tuple(Text(entry.get("de", str), entry.get("en", str)) for entry in declaration.array("reading")),
        note=declaration.text("note", NOTHING),
        top=declaration.whole("top", 1, 100) if "top" in declaration.values else 10,
        quality=declaration.get("quality", str, "register"),
        disclosure=declaration.choice("disclosure", threshold.RULES, "standard"),
        mixed_bases=declaration.get("mixed_bases", bool, False),
        reference=read_reference(declaration),
        concept=declaration.choice("concept", ["", *map(str, Concept)], ""),
        base=declaration.choices("base", [*map(str, Base)]),
        sources=declaration.strings("sources"),
        lowest=declaration.choice("lowest", LEVELS, "city"),
        codes=read_codes(declaration),
        breaks=declaration.strings("breaks"),
        range=read_range(declaration, _range(formula, unit)),
        target=read_target(declaration),
        notes=_notes(declaration),
        method=declaration.text("method", NOTHING),
        is_foreseen=declaration.get("forecast", bool, True),
    )


def read_unit(declaration: Declaration) -> Unit:
    return cast(Unit, declaration.choice("unit", get_args(Unit)))


def read_part(declaration: Declaration, formula: str = "") -> Part:
    """Numerator or denominator; a numerator of these formulas must say along which dimension it is summed up."""
    declaration.allow(PART_KEYS)
    where = declaration.table("where") if "where" in declaration.values else declaration.with_values({})
    return Part(
        text=declaration.text("text"),
        variable=declaration.get("variable", str),
        where={dimension: where.strings(dimension) for dimension in where.values},
        minus=declaration.strings("minus"),
        along=declaration.get("along", str, None if formula in _ALONG else ""),
        dataset=declaration.get("dataset", str, ""),
        at=declaration.choice("at", MOMENTS, "same"),
        cases=declaration.get("cases", str, ""),
    )


def _notes(declaration: Declaration) -> tuple[Note, ...]:
    named = declaration.choices("notes", [*map(str, Note)])
    return tuple(note for note in Note if note in named)


def _range(formula: Formula, unit: Unit) -> Range:
    """The range that follows from formula and unit: shares lie between 0 and 100, nothing that is counted below 0."""
    if unit == "percent":
        return Range(0, 100)
    return ANYTHING if formula == "published" else _SCALES.get(formula, Range(low=0))
