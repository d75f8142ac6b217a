"""What an indicator is: declared in TOML, shared by all cities, adapted by each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.text import Text
from teilhabe.wording.units import Unit

FORMULAS = ("count", "share", "rate", "mean", "published")
MOMENTS = ("same", "end_of_period", "start_of_period")
DIRECTIONS = ("up", "down", "context")


@dataclass(frozen=True)
class Part:
    """Numerator or denominator: which observations are added up."""

    text: Text
    variable: str
    where: Mapping[str, tuple[str, ...]]  # dimension → codes (group codes are opened by `codes`)
    dataset: str = ""  # only needed where several datasets of a city hold the variable
    at: str = "same"  # which moment of the numerator's period a stock is taken at


@dataclass(frozen=True)
class Definition:
    """One indicator.

    `formula`: count = the numerator; share = numerator / denominator × 100; rate = × `factor`; mean = the plain
    quotient; published = the value stands in the source and is not computed. `by` are the breakdowns shown, each a
    dimension with or without groups: "sex", "age=Y_LT15,Y15T64". Along a dimension that `where` restricts, the
    restriction gives way to the breakdown, so that a group is seen beside the others.
    """

    id: str
    name: Text
    field: str
    question: Text
    formula: str
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

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


_KEYS = {
    "name", "question", "formula", "factor", "unit", "decimals", "direction",
    "numerator", "denominator", "by", "feeds", "reading", "note",
}  # fmt: skip
_NOTHING = Text("", "")


def read_definition(declaration: Declaration, field: str) -> Definition:
    """The indicator that a TOML table declares; DeclarationError names file and key."""
    declaration.allow(_KEYS)
    formula = declaration.choice("formula", FORMULAS)
    quotient = formula in ("share", "rate", "mean")
    return Definition(
        id=declaration.name,
        name=declaration.text("name"),
        field=field,
        question=declaration.text("question"),
        formula=formula,
        factor={"share": 100, "rate": declaration.get("factor", int, 1000)}.get(formula, 1),
        unit=_unit(declaration),
        decimals=declaration.get("decimals", int, 1 if quotient else 0),
        direction=declaration.choice("direction", DIRECTIONS, "context"),
        numerator=_part(declaration.table("numerator")),
        denominator=_part(declaration.table("denominator")) if quotient else None,
        by=declaration.strings("by"),
        feeds=declaration.text("feeds"),
        reading=tuple(Text(entry.get("de", str), entry.get("en", str)) for entry in declaration.array("reading")),
        note=declaration.text("note", _NOTHING),
    )


def _unit(declaration: Declaration) -> Unit:
    return cast(Unit, declaration.choice("unit", get_args(Unit)))


def _part(declaration: Declaration) -> Part:
    declaration.allow({"text", "variable", "where", "dataset", "at"})
    where = declaration.table("where") if "where" in declaration.values else Declaration({}, declaration.where)
    return Part(
        text=declaration.text("text"),
        variable=declaration.get("variable", str),
        where={dimension: where.strings(dimension) for dimension in where.values},
        dataset=declaration.get("dataset", str, ""),
        at=declaration.choice("at", MOMENTS, "same"),
    )


def adapt(shared: Declaration, change: Declaration) -> Declaration:
    """The declared values with a city's changes laid over them; inside numerator and denominator key by key."""
    changed = [key for key in ("numerator", "denominator") if key in change.values]
    parts = {key: {**shared.values.get(key, {}), **change.table(key).values} for key in changed}
    return Declaration({**shared.values, **change.values, **parts}, change.where)
