"""Shares: what a table of counts says about parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum

from teilhabe.codes.age import bounds, is_span
from teilhabe.engine.statements.tables.grid import Axis, Codes, Course, Grid, joined, summed
from teilhabe.engine.statements.tables.measures import QUANTITY
from teilhabe.engine.statements.topic import Point
from teilhabe.text import Text

_MOST_PARTS = 40
_UMBRELLA = re.compile(
    r"europa|eu(?:[- ]?\d\d)?|eu-staaten|drittstaaten|asien|afrika|amerika|ausland|ausländer|europe|asia|africa",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"merkmale?|indikator(?:en)?|kennzahl(?:en)?|variablen?|indicators?|measures?", re.IGNORECASE)
_AMONG = re.compile(r"(?:darunter|davon|dar\.|dav\.|of which|including)\b", re.IGNORECASE)
_NOT_KNOWN = re.compile(r"weiss (?:es )?nicht|weiß (?:es )?nicht|don't know", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"weiss nicht|weiß nicht|keine angaben?|k\. ?a\.|keine antwort|don't know|no answer|not stated|ohne angabe",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"\b(?:sehr|eher|ganz|gar|voll|teils|überhaupt|genau|very|rather|not at all|fully)\b", re.IGNORECASE
)
_EITHER = re.compile(r"(ja|nein|yes|no)\b,?\s+\S", re.IGNORECASE)
ANSWERS = Text(
    "Die Anteile beziehen sich auf alle Befragten, auch auf jene, die „weiss nicht“ oder nichts geantwortet haben.",
    "The shares refer to all who were asked, including those who did not know or did not answer.",
)


def with_sums(grid: Grid) -> Grid:
    """The grid of counts with the sums over each axis whose groups do not overlap and have no total."""
    for name in [axis.name for axis in grid.axes]:
        axis = next(axis for axis in grid.axes if axis.name == name)
        if can_be_summed(axis):
            grid = summed(grid, axis)
    return grid


def can_be_summed(axis: Axis) -> bool:
    """Whether the groups of an axis are parts of one whole, as far as their names and proven sums tell."""
    texts = [axis.labels[code].de for code in axis.leaves]
    if (
        axis.is_place
        or not axis.is_divided
        or not 2 <= len(texts) <= _MOST_PARTS
        or any(not parts for parts in axis.sums.values())
    ):
        return False
    if (
        any(_AMONG.match(text) for text in texts)
        or _are_quantities(axis, texts)
        or (axis.is_origin and _is_mixed(texts))
    ):
        return False
    return not _overlaps(axis.leaves)


def _are_quantities(axis: Axis, texts: Sequence[str]) -> bool:
    """Whether the rows of a table are different quantities: births, deaths, arrivals."""
    words = {match[0].lower() for text in texts if (match := QUANTITY.search(text))}
    return len(words) > 1 or bool(axis.title and _MEASURES.fullmatch(axis.title.de))


def _is_mixed(texts: Sequence[str]) -> bool:
    """Whether continents or unions stand beside what may be inside them."""
    umbrellas = sum(bool(_UMBRELLA.fullmatch(text.strip())) for text in texts)
    return umbrellas > 0 and len(texts) > 2 + umbrellas


def _overlaps(codes: Sequence[str]) -> bool:
    """Whether age groups run into each other."""
    spans = sorted(bounds(code) for code in codes if is_span(code)) if all(map(is_span, codes)) else []
    return any(last is None or first <= last for (_, last), (first, _) in pairwise(spans))


def share_axis(grid: Grid) -> Axis | None:
    """The axis along which the parts of a whole are told: answers and other columns first, origins last."""
    fit = [axis for axis in grid.axes if axis.whole and axis.sums[axis.whole] and len(axis.leaves) > 1]
    fit = [axis for axis in fit if not axis.is_place and axis.name != "sex"]
    return min(fit, key=lambda axis: (axis.is_origin, not axis.is_columns, len(axis.leaves)), default=None)


def shares(grid: Grid, axis: Axis, is_weighted: bool) -> Grid:
    """The grid in per cent of the whole along an axis; counts of answers stay in its denominator."""
    place = grid.place_of(axis)
    figures: dict[Codes, Course] = {}
    for codes, course in grid.figures.items():
        whole = grid.figures.get((*codes[:place], axis.whole, *codes[place + 1 :]), {})
        if codes[place] != axis.whole and whole:
            figures[codes] = {
                period: _share(point, whole[period], is_weighted)
                for period, point in course.items()
                if period in whole and whole[period].value > 0
            }
    parts = {code: label for code, label in axis.labels.items() if code != axis.whole}
    sums = {code: members for code, members in axis.sums.items() if code != axis.whole}
    own = replace(axis, labels=parts, sums=sums)
    axes = tuple(own if other is axis else other for other in grid.axes)
    told = replace(grid, axes=axes, figures=figures, printed=1, unit="%")
    return with_merged_answers(told, own)


def _share(part: Point, whole: Point, is_weighted: bool) -> Point:
    value = part.value / whole.value * 100
    cell = part.cell if part.cell == whole.cell else f"{part.cell} / {whole.cell}"
    if is_weighted:
        return Point(part.period, value, cell)
    return Point(part.period, value, cell, numerator=part.value, denominator=whole.value)


def is_answers(axis: Axis) -> bool:
    """Whether the groups are answers to a question."""
    texts = [axis.labels[code].de.strip() for code in axis.leaves]
    if axis.is_origin or axis.is_place:
        return False
    grades = sum(bool(_GRADED.search(text) or _EITHER.match(text)) for text in texts)
    return any(_NOT_KNOWN.fullmatch(text) for text in texts) or grades * 2 > len(texts)


def is_no_answer(text: str) -> bool:
    return bool(_NO_ANSWER.fullmatch(text.strip()))


def with_merged_answers(grid: Grid, axis: Axis) -> Grid:
    """The shares with those of the answers that mean the same direction: "Sehr gut" and "Eher gut", all "Ja, …"."""
    if not is_answers(axis):
        return grid
    place, labels, figures = grid.place_of(axis), dict(axis.labels), dict(grid.figures)
    for members in _directions(axis):
        code = " + ".join(members)
        labels[code] = Text(
            " oder ".join(axis.labels[member].de.strip() for member in members),
            " or ".join(axis.labels[member].en.strip() for member in members),
        )
        others = {(*codes[:place], *codes[place + 1 :]): None for codes in grid.figures}
        for rest in others:
            courses = [grid.figures.get((*rest[:place], member, *rest[place:]), {}) for member in members]
            figures[(*rest[:place], code, *rest[place:])] = _merged(courses)
    merged = replace(axis, labels=labels)
    axes = tuple(merged if other is axis else other for other in grid.axes)
    return replace(grid, axes=axes, figures=figures, limits=(*grid.limits, ANSWERS))


def _directions(axis: Axis) -> list[Codes]:
    """The answers that belong together: those that begin alike with yes or no; the better half of four grades."""
    said = [code for code in axis.leaves if not is_no_answer(axis.labels[code].de)]
    alike: dict[str, list[str]] = {}
    for code in said:
        if match := _EITHER.match(axis.labels[code].de.strip()):
            alike.setdefault(match[1].lower(), []).append(code)
    if found := [tuple(codes) for codes in alike.values() if len(codes) > 1]:
        return found[:1]
    is_scale = len(said) == 4 and all(_GRADED.search(axis.labels[code].de) for code in said)
    return [tuple(said[:2])] if is_scale else []


def _merged(courses: Sequence[Course]) -> Course:
    shared = [period for period in courses[0] if all(period in course for course in courses)]
    return {period: _added([course[period] for course in courses]) for period in shared}


def _added(points: Sequence[Point]) -> Point:
    parts = [point.numerator for point in points if point.numerator is not None]
    whole = points[0].cell.rpartition(" / ")[2]
    cell = joined([point.cell.partition(" / ")[0] for point in points])
    return Point(
        points[0].period,
        fsum(point.value for point in points),
        f"{cell} / {whole}" if whole != points[0].cell else cell,
        numerator=fsum(parts) if len(parts) == len(points) else None,
        denominator=points[0].denominator,
    )


def nested_share(first: Grid, second: Grid) -> Grid:
    """The second count per 100 of the first, which holds it; the sums over all groups too."""
    whole, part = with_sums(first), with_sums(second)
    figures = {
        codes: {
            period: _share(point, whole.figures[codes][period], is_weighted=False)
            for period, point in course.items()
            if period in whole.figures.get(codes, {}) and whole.figures[codes][period].value > 0
        }
        for codes, course in part.figures.items()
    }
    return replace(part, figures=figures, printed=1, unit="%")
