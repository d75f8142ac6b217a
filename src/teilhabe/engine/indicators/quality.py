"""How far a value can be relied on: cases, interval, relative standard error, marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.cube.sums import told
from teilhabe.engine.indicators.definition import Formula
from teilhabe.engine.indicators.expressions import intervals
from teilhabe.engine.indicators.expressions.arrays import Array, floats, known, quotient
from teilhabe.text import Text

RULES = Path(__file__).with_name("rules") / "quality.toml"
Mark = Literal["", "()", "/"]
MARKS: tuple[Mark, ...] = ("", "()", "/")
Kind = Literal["register", "survey", "count"]
KINDS = ("register", "survey", "count")
MARKED_BY = ("cases", "persons", "rse")


@dataclass(frozen=True)
class Quality:
    """What is known about the reliability of one value.

    `low` and `high` bound the value with 95 % confidence, in the value's own unit; `rse` is the relative standard
    error in per cent; `method` names how they were computed ("wilson", "poisson", "survey" …, "" where none applies);
    `mark` "()" says that the value is uncertain, "/" that it is too uncertain to be shown.
    """

    cases: float | None = None
    low: float | None = None
    high: float | None = None
    rse: float | None = None
    mark: Mark = ""
    method: str = ""
    provisional: bool = False
    modelled: bool = False  # the value rests on a model, not on counting alone


UNKNOWN = Quality()


@dataclass(frozen=True)
class Rule:
    """How uncertain the figures of a kind of source are, and when they are marked.

    `bracket` and `hide` are lower limits of cases or extrapolated persons, upper limits of the relative standard error
    in per cent; missing where nothing is marked.
    """

    id: str
    kind: Kind
    text: Text
    source: str
    design_effect: float = 1.0
    sampling_fraction: float = 1.0  # of a survey that does not say it: missing
    by: str = ""
    bracket: float = np.nan
    hide: float = np.nan


def read_rules(declaration: Declaration | None = None) -> Mapping[str, Rule]:
    """The rules of a declaration by their id, those of the house if none is given; DeclarationError names the key."""
    declaration = declaration or read_declaration(RULES)
    declaration.allow({"rules"})
    return {table.name: _rule(table) for table in declaration.tables("rules")}


def _rule(declaration: Declaration) -> Rule:
    by = declaration.choice("by", MARKED_BY) if "by" in declaration.values else ""
    side = "above" if by == "rse" else "below"
    limits = (f"bracket_{side}", f"hide_{side}") if by else ()
    declaration.allow({"kind", "text", "source", "design_effect", "sampling_fraction", "by", *limits})
    kind = cast(Kind, declaration.choice("kind", KINDS))
    bracket, hide = (_number(declaration, key) for key in limits) if limits else (np.nan, np.nan)
    if (hide < bracket) if by == "rse" else (hide > bracket):
        raise declaration.wrong(
            f"hide_{side}", Text("jenseits der Grenze für Klammern", "beyond the limit of brackets")
        )
    return Rule(
        id=declaration.name,
        kind=kind,
        text=declaration.text("text"),
        source=declaration.get("source", str),
        design_effect=_number(declaration, "design_effect", 1.0),
        sampling_fraction=_number(declaration, "sampling_fraction", np.nan if kind == "survey" else 1.0),
        by=by,
        bracket=bracket,
        hide=hide,
    )


def _number(declaration: Declaration, key: str, default: float | None = None) -> float:
    value = declaration.values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise declaration.wrong(key, Text("eine Zahl über 0", "a number above 0"))
    return float(value)


@dataclass(frozen=True)
class QualityArrays:
    """The quality of an array of values, all arrays of its shape; `marks` are places in MARKS.

    `asked` are the persons asked or counted behind the whole of a quotient, of which `cases` are a part.
    """

    cases: Array
    asked: Array
    low: Array
    high: Array
    rse: Array
    marks: NDArray[np.int8]
    method: str

    modelled: bool = False

    def row(self, index: tuple[int, ...], provisional: bool = False) -> Quality:
        """The quality of one value."""
        low = told(self.low[index])
        return Quality(
            cases=told(self.cases[index]),
            low=low,
            high=told(self.high[index]),
            rse=told(self.rse[index]),
            mark=MARKS[self.marks[index]],
            method="" if low is None else self.method,
            provisional=provisional,
            modelled=self.modelled,
        )


def assess(
    rule: Rule,
    formula: Formula,
    factor: float,
    value: ArrayLike,
    numerator: ArrayLike,
    denominator: ArrayLike | None = None,
    cases: ArrayLike | None = None,
    asked: ArrayLike | None = None,
) -> QualityArrays:
    """The quality of values by their rule: shares with Wilson's interval, counts and rates with exact Poisson limits.

    `cases` are the persons asked or counted behind each value, `asked` those behind the whole that a share is part of,
    where the source says so. Otherwise cases follow from the numerator (of a mean from the denominator) and the rule's
    sampling fraction, and as many are asked of the whole per person. Missing values have no quality.
    """
    value, numerator, denominator, stated, whole = floats(
        value, numerator, *(np.nan if entry is None else entry for entry in (denominator, cases, asked))
    )
    there = ~np.isnan(value)
    persons = known(there & (formula != "published"), denominator if formula == "mean" else numerator)
    counted = known(there, np.where(np.isnan(stated), persons * rule.sampling_fraction, stated))
    per_person = _asked_per_person(rule, persons, counted)
    whole = np.where(np.isnan(whole) | (formula != "share"), denominator * per_person, whole)
    exposure = per_person if formula == "count" else whole
    low, high, rse = _uncertainty(rule, formula, counted, exposure, quotient(numerator, denominator))
    return QualityArrays(
        cases=counted,
        asked=whole,
        low=low * factor,
        high=high * factor,
        rse=rse,
        marks=_marks(rule, counted, persons, rse),
        method="survey" if rule.kind == "survey" else "wilson" if formula == "share" else "poisson",
    )


def _asked_per_person(rule: Rule, persons: ArrayLike, cases: ArrayLike) -> Array:
    """How many were asked for each person they stand for: 1 in a register; of nobody, the rule's sampling fraction."""
    persons, cases = floats(persons, cases)
    return np.where(persons > 0, quotient(cases, persons), rule.sampling_fraction)


def _uncertainty(rule: Rule, formula: Formula, cases: Array, asked: Array, share: Array) -> tuple[Array, Array, Array]:
    """Bounds and relative standard error of the plain quotient; missing where the formula or the rule has none."""
    if rule.kind == "count" or formula not in ("share", "rate", "count"):
        none = np.full(cases.shape, np.nan)
        return none, none, none
    deff = rule.design_effect
    if formula == "share":
        return *intervals.wilson(share * asked, asked, deff), intervals.binomial_rse(share, asked, deff)
    return *intervals.poisson(cases, asked, deff), intervals.poisson_rse(cases, deff)


def _marks(rule: Rule, cases: Array, persons: Array, rse: Array) -> NDArray[np.int8]:
    if rule.by == "rse":
        unsure = np.where(cases == 0, np.inf, rse)  # nobody at all: as uncertain as can be
        return (unsure > rule.bracket).astype(np.int8) + (unsure > rule.hide)
    measure = persons if rule.by == "persons" else cases
    return (measure < rule.bracket).astype(np.int8) + (measure < rule.hide)
