"""An enquiry for a table of one dataset: a variable along some dimensions, with all sums, restricted by others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from teilhabe.codes.signs import CONFIDENTIAL, FREE
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.selection import Axis, Selection
from teilhabe.engine.cube.structure import AREA, PERIOD
from teilhabe.engine.cube.sums import Sum, Sums
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.threshold import of_rule
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.pages.exports import Row, named_source
from teilhabe.engine.pipeline.results import areas_of
from teilhabe.engine.pipeline.special.evaluation import Evaluation, Line
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError


@dataclass(frozen=True)
class TableQuestion:
    """`dimensions` stand apart, each with its sum; `where` restricts others. `period` None: all."""

    dataset: str
    variable: str
    dimensions: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period: str | None = None


def evaluation(city: City, workspace: Workspace, question: TableQuestion) -> Evaluation:
    """The table with all its sums, of today's data; InputError for what does not exist, with what there is."""
    cube = open_cube(city, workspace)
    _refuse_unknown(cube, question)
    (sums,) = cube.sums([_selection(city, cube, question)])
    lines = tuple(_line(city, question, sums, index) for index in _wanted(sums, question))
    enquiry = {**vars(question), "dimensions": list(question.dimensions), "where": _plain(question.where)}
    return Evaluation(enquiry, (*_BEFORE, *_axes(question), *_AFTER), lines)


_BEFORE = ("dataset", "variable", PERIOD, AREA, "place")
_AFTER = ("value", "status", "conf_status", "sign", "unit", "base", "concept", "source", "notice")


def _plain(where: Mapping[str, tuple[str, ...]]) -> Mapping[str, list[str]]:
    return {name: list(codes) for name, codes in sorted(where.items())}


def _axes(question: TableQuestion) -> tuple[str, ...]:
    return tuple(name for name in question.dimensions if name != AREA)


def _refuse_unknown(cube: Cube, question: TableQuestion) -> None:
    _refuse(question.dataset, cube.files, "Den Datensatz", "the dataset")
    _refuse(question.variable, cube.structure(question.dataset).holdings, "Die Größe", "the variable")
    known = cube.codes(question.dataset, question.variable)
    there = [name for name, codes in known.items() if codes]
    for name in (*question.dimensions, *question.where):
        _refuse(name, there, "Die Dimension", "the dimension")
    for name, codes in question.where.items():
        for code in codes:
            _refuse(code, known[name], f"Unter „{name}“ den Code", f"among “{name}” the code")
    periods = cube.structure(question.dataset).holdings[question.variable].periods
    if question.period is not None:
        _refuse(question.period, periods, "Den Zeitraum", "the period")


def _refuse(name: str, known: Sequence[str] | Mapping[str, object], what: str, what_en: str) -> None:
    if name not in known:
        there = ", ".join(known)
        raise InputError(
            f"{what} „{name}“ gibt es nicht. Es gibt: {there}.", f"There is not {what_en} “{name}”. There are: {there}."
        )


def _selection(city: City, cube: Cube, question: TableQuestion) -> Selection:
    known = cube.codes(question.dataset, question.variable)
    held = set(known[AREA])
    places = {code: areas or (code,) for code, areas in areas_of(city).items()}
    if AREA not in question.dimensions:
        places = {city.code: places[city.code]}
    if not held.issuperset(places[city.code]):
        places[city.code] = (city.code,)  # a dataset of the whole city
    found = {code: areas for code, areas in places.items() if held.issuperset(areas)}
    axes = tuple(Axis(name, _groups(known[name], question.where.get(name))) for name in _axes(question))
    where = {name: codes for name, codes in question.where.items() if name not in question.dimensions}
    return Selection(question.dataset, question.variable, found, where, axes)


def _groups(known: Sequence[str], chosen: tuple[str, ...] | None) -> Mapping[str, tuple[str, ...]]:
    """Every code for itself, and their sum where it is told."""
    codes = [code for code in chosen or known if code != TOTAL]
    whole = (TOTAL,) if TOTAL in known and not chosen else tuple(codes)
    return {**{code: (code,) for code in codes}, TOTAL: whole}


def _wanted(sums: Sums, question: TableQuestion) -> Iterator[tuple[int, ...]]:
    """By period, place and codes."""
    for period, place in product(range(len(sums.periods)), range(len(sums.places))):
        for codes in product(*(range(len(names)) for _, names in sums.axes)):
            index = (place, period, *codes)
            if question.period in (None, sums.periods[period]) and sums.exists[index]:
                yield index


def _line(city: City, question: TableQuestion, sums: Sums, index: tuple[int, ...]) -> Line:
    found = sums.at(index)
    codes = [names[place] for (_, names), place in zip(sums.axes, index[2:], strict=True)]
    threshold = _threshold(city, question)
    facts: tuple[PublishedFact, ...] = ()
    if threshold is not None and found.value is not None:
        facts = (PublishedFact(found.addends, found.value, threshold),)
    is_small = any(0 < abs(fact.value) < fact.threshold for fact in facts)
    name = " ".join((question.dataset, question.variable, found.period, found.place, *codes))
    weight = 2.0 ** codes.count(TOTAL)
    telling = Telling(name, facts, not is_small, weight)
    return Line(telling, _row(city, found, question, codes), _row(city, found, question, codes, is_hidden=True))


def _threshold(city: City, question: TableQuestion) -> int | None:
    """The highest that any indicator on this variable asks for; None where the dataset is protected already."""
    declared = city.source(question.dataset).threshold
    rules = {
        definition.disclosure
        for definition in city.catalogue.definitions
        for part in definition.parts
        if question.variable in part.variables
    } or {"standard"}
    return max(of_rule(rule, declared) for rule in rules) if declared else None


def _row(city: City, found: Sum, question: TableQuestion, codes: Sequence[str], *, is_hidden: bool = False) -> Row:
    status = "protected" if is_hidden else "value" if found.value is not None else "missing"
    return (
        question.dataset,
        question.variable,
        found.period,
        found.place,
        city.place(found.place).name.de,
        *codes,
        None if is_hidden else found.value,
        status,
        CONFIDENTIAL if is_hidden else FREE,
        "" if is_hidden else found.sign,
        "; ".join(found.units),
        "; ".join(found.bases),
        "; ".join(found.concepts),
        named_source(city, question.dataset),
        city.notice.de,
    )
