"""Measures: which columns are one quantity divided into groups, and which are different quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from teilhabe.codes.citizenship import parse_citizenship
from teilhabe.codes.sex import parse_sex
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.statements.tables.grid import Axis, Codes, Course, Grid
from teilhabe.engine.statements.tables.reading import Column, Sheet, is_foreign, is_native, is_origin, whole_label
from teilhabe.engine.statements.tables.sexes import Member, members
from teilhabe.engine.statements.topic import Point
from teilhabe.text import Text, same

COLUMNS, SEX = "columns", "sex"
_MOST_GROUPS = 25
QUANTITY = re.compile(
    r"anteil|quote\b|quotient|ziffer|rate\b|anzahl|\bzahl\b|bevölkerung|einwohner|haushalte|geburten|gestorben|todesfälle"
    r"|zuzüge|fortzüge|wanderung|arbeitslose\b|beschäftigte\b|erwerbs|median|mittelwert|durchschnitt|index|saldo|dichte"
    r"|antr[aä]e?g|entscheidung|verfahren|\bdavon\b|\bdarunter\b|veränderung|differenz|fläche|einkommen|vermögen|alter\b|wohnungen|share|percentage|number|population|change|mean",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:sonstige|übrige|andere|weitere|others?)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?:\w*ge\w+(?:te|ene)|(?:be|er|ver|an|aus|ein|zu)\w+(?:te|ene|enen|ten))[rnsm]?", re.IGNORECASE
)


def measures(sheet: Sheet, columns: Sequence[Column]) -> list[Grid]:
    """The quantities of a table, each with its own groups."""
    by_unit: dict[str, list[Column]] = {}
    for column in columns:
        by_unit.setdefault(column.unit, []).append(column)
    found: list[Grid] = []
    for alike in by_unit.values():
        is_one = len(alike) > 1 and (_has_sum(alike) or _is_divided(alike))
        found += [_divided(sheet, alike)] if is_one else [_single(sheet, column) for column in alike]
    return found


def _single(sheet: Sheet, column: Column) -> Grid:
    return Grid(column.name, column.unit, sheet.axes, column.figures, column.printed, sheet.breaks)


def _has_sum(columns: Sequence[Column]) -> bool:
    """Whether one column is proven to be the sum of most others."""
    return any(len(column.parts) >= 2 and len(column.parts) * 2 >= len(columns) - 1 for column in columns)


def _is_divided(columns: Sequence[Column]) -> bool:
    names = [column.name for column in columns]
    if len(names) > _MOST_GROUPS or has_quotient(columns) or is_nested(columns):
        return False
    if sum(_is_group(name) for name in names) * 2 >= len(names):
        return not any(QUANTITY.search(name) and not _is_group(name) for name in names)
    named = [name for name in names if QUANTITY.search(name)]
    return not named or (len(named) == len(names) and len(_affix(names)) >= 4)


def _is_group(name: str) -> bool:
    return bool(
        parse_sex(name) or parse_citizenship(name) or is_native(name) or is_foreign(name) or whole_label(name)
    ) or bool(_SEVERAL.match(name))


def _affix(names: Sequence[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)
    return next((first[:size] for size in range(len(first), 0, -1) if last.startswith(first[:size])), "")


def has_quotient(columns: Sequence[Column]) -> bool:
    return quotient(columns) is not None


def quotient(columns: Sequence[Column]) -> tuple[int, int, int, float] | None:
    """Which column is a second one divided by a third, and the factor: 31.1 = 58,342 / 187,368 × 100."""
    if not 3 <= len(columns) <= 12:
        return None
    for value in range(len(columns)):
        for part in range(len(columns)):
            for whole in range(len(columns)):
                factor = _factor(columns[value], columns[part], columns[whole])
                if len({value, part, whole}) == 3 and factor:
                    return value, part, whole, factor
    return None


def _factor(value: Column, part: Column, whole: Column) -> float:
    """By what the quotient of two columns is multiplied to give a third; 0 where it does not."""
    triples = [
        (course[period].value, part.figures[codes][period].value, whole.figures[codes][period].value)
        for codes, course in value.figures.items()
        for period in course
        if period in part.figures.get(codes, {}) and period in whole.figures.get(codes, {})
    ]
    if len(triples) < 2 or any(below <= 0 or above <= 0 or above > below for _, above, below in triples):
        return 0
    half = 0.500001 * 10**-value.printed
    for factor in (100.0, 1000.0, 100000.0, 1.0):
        if value.printed and all(abs(result - above / below * factor) <= half for result, above, below in triples):
            return factor
    return 0


def is_nested(columns: Sequence[Column]) -> bool:
    """Whether of two counts the second is a part of the first: "Ausgestellte", "Eingelöste Gutscheine"."""
    if len(columns) != 2:
        return False
    first, second = (column.name.split() for column in columns)
    if len(first) < 2 or first[-1] != second[-1] or not all(_PARTICIPLE.fullmatch(name[0]) for name in (first, second)):
        return False
    return all(
        period not in columns[0].figures.get(codes, {}) or point.value <= columns[0].figures[codes][period].value
        for codes, course in columns[1].figures.items()
        for period, point in course.items()
    )


def _divided(sheet: Sheet, columns: Sequence[Column]) -> Grid:
    """One grid of several columns, which become groups; men and women of a group a second axis."""
    found = members([column.name for column in columns], {column.name: column.figures for column in columns})
    groups = {member.group: None for member in found}
    labels = {code: Text("insgesamt", "total") if code == TOTAL else same(code) for code in groups}
    sums = _sums(columns, found, labels)
    axis = Axis(COLUMNS, labels, sums, is_origin=is_origin([], {code: code for code in groups}), is_columns=True)
    has_sexes = any(member.sex != TOTAL for member in found)
    axes = (*sheet.axes, axis, _sex_axis(found)) if has_sexes else (*sheet.axes, axis)
    figures: dict[Codes, Course] = {}
    for column, member in zip(columns, found, strict=True):
        ending = (member.group, member.sex) if has_sexes else (member.group,)
        figures |= {(*codes, *ending): course for codes, course in column.figures.items()}
    return Grid("", columns[0].unit, axes, figures, max(column.printed for column in columns), sheet.breaks)


def _sums(columns: Sequence[Column], found: Sequence[Member], labels: Mapping[str, Text]) -> dict[str, Codes]:
    """The groups that are sums of others: proven by preparation, or called total."""
    group = {column.name: member.group for column, member in zip(columns, found, strict=True)}
    sums: dict[str, Codes] = {TOTAL: ()} if TOTAL in labels else {}
    for column in columns:
        parts = tuple(dict.fromkeys(group[part] for part in column.parts if part in group))
        if len(parts) > 1 and group[column.name] not in parts:
            sums[group[column.name]] = parts
    return sums


def _sex_axis(found: Sequence[Member]) -> Axis:
    names = {"M": Text("Männer", "men"), "F": Text("Frauen", "women"), TOTAL: Text("insgesamt", "total")}
    present = {member.sex: None for member in found}
    sums: dict[str, Codes] = {TOTAL: ("M", "F")} if TOTAL in present else {}
    return Axis(SEX, {sex: names[sex] for sex in present}, sums)


def with_quotient(grids: Sequence[Grid], columns: Sequence[Column]) -> list[Grid]:
    """The grids; one that is the quotient of two others carries their counts behind its values."""
    found = quotient(columns)
    if found is None or len(grids) != len(columns):
        return list(grids)
    value, part, whole, _ = found
    figures = {
        codes: {period: _counted(codes, period, course, columns[part], columns[whole]) for period in course}
        for codes, course in grids[value].figures.items()
    }
    return [replace(grid, figures=figures) if place == value else grid for place, grid in enumerate(grids)]


def _counted(codes: Codes, period: str, course: Course, part: Column, whole: Column) -> Point:
    above, below = part.figures.get(codes, {}).get(period), whole.figures.get(codes, {}).get(period)
    if above is None or below is None:
        return course[period]
    return replace(course[period], numerator=above.value, denominator=below.value)
