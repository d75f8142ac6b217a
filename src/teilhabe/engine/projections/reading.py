"""The files of a projection become values: population, special persons, totals, moves, groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from teilhabe.codes.citizenship import GERMAN, parse_citizenship
from teilhabe.codes.sex import FEMALE, MALE, parse_sex
from teilhabe.engine.projections.constraints import Margin, Totals
from teilhabe.engine.projections.population import AXES, Axes, Floats, Population, share
from teilhabe.engine.projections.rates import Moves
from teilhabe.engine.projections.sheets import TOTAL, Sheet, read_sheet
from teilhabe.errors import InputError

_NATIONAL_WORDS = frozenset(("national", "inland", "inländisch", "ch", "d"))
"""What the own citizenship is called beside the words for German."""

Place = tuple[int | slice, ...]
Part = dict[str, int]


def read_population(path: Path, width: int, national: str | None = None, year: int | None = None) -> Population:
    """The newest population in the file, or that of `year`; rows that are missing are nobody."""
    sheet = read_sheet(path, ("sex", "age", "persons"))
    start = year if year is not None else _newest(sheet)
    of_year = _of_year(sheet, start)
    axes = _axes(of_year, width, national)
    return Population(axes, start, _persons(of_year, axes))


def read_special(path: Path, start: Population) -> Floats:
    """Persons who do not age in place, in the shape of the population; they are part of it."""
    special = _persons(read_sheet(path, ("persons",)), start.axes)
    if (special > start.persons + 1e-9).any():
        cell = np.unravel_index(int((special - start.persons).argmax()), special.shape)
        named = ", ".join(start.axes.names(name)[place] for name, place in zip(AXES, cell, strict=True))
        raise InputError(
            f"{path}: Besondere Personen sind ein Teil der Bevölkerung; {named} hat weniger.",
            f"{path}: special persons are part of the population; {named} has fewer.",
        )
    return special


def places(axes: Axes, names: Sequence[str] = AXES) -> tuple[Part, ...]:
    """For each named axis: code → place."""
    return tuple({code: place for place, code in enumerate(axes.names(name))} for name in names)


def place_of(sheet: Sheet, record: int, name: str, known: Part) -> int | slice:
    """Where a row belongs along one axis; everywhere where it says TOTAL."""
    code = sheet.code(record, name)
    if code == TOTAL:
        return slice(None)
    if name == "age":
        code = str(sheet.whole(record, name))
    if code not in known:
        few = ", ".join(list(known)[:6]) + (" …" if len(known) > 6 else "")
        raise sheet.refusal(
            record,
            f"„{code}“ in „{name}“ kommt in der Bevölkerung nicht vor; es gibt {few}.",
            f"“{code}” in “{name}” does not occur in the population; there are {few}.",
        )
    return known[code]


def read_totals(path: Path, axes: Axes) -> Totals:
    """Given sums by year; rows that tell the same axes apart are one margin."""
    sheet = read_sheet(path, ("year", "persons"))
    known = places(axes)
    found: dict[int, dict[tuple[str, ...], Floats]] = defaultdict(dict)
    for record in range(len(sheet)):
        where = [place_of(sheet, record, name, codes) for name, codes in zip(AXES, known, strict=True)]
        kept = tuple(name for name, place in zip(AXES, where, strict=True) if isinstance(place, int))
        shape = tuple(size if name in kept else 1 for name, size in zip(AXES, axes.shape, strict=True))
        sums = found[sheet.whole(record, "year")].setdefault(kept, np.full(shape, np.nan))
        sums[tuple(where)] = _persons_of(sheet, record)
    return {year: [Margin(kept, sums) for kept, sums in margins.items()] for year, margins in found.items()}


def read_moves(path: Path, axes: Axes) -> Moves:
    """Yearly probabilities of moving from one area to another, for one step; age is that at its beginning.

    Where people go is one table for all ages; how many leave may differ by citizenship, sex and age.
    """
    sheet = read_sheet(path, ("origin", "destination", "rate"))
    areas = {code: place for place, code in enumerate(axes.areas)}
    rest = places(axes, AXES[1:])
    leaving = np.zeros((*axes.shape[:3], len(axes.ages) + 1))
    towards = np.zeros((len(areas), len(areas)))
    for record in range(len(sheet)):
        origin, destination = (_area(sheet, record, end, areas) for end in ("origin", "destination"))
        where = [place_of(sheet, record, name, codes) for name, codes in zip(AXES[1:], rest, strict=True)]
        where[-1] = where[-1] + 1 if isinstance(where[-1], int) else where[-1]
        rate = _share(sheet, record)
        leaving[(origin, *where)] += rate
        towards[origin, destination] += rate
    _refuse_more_than_all(path, leaving)
    away = towards.sum(axis=1, keepdims=True)
    return Moves(1.0 - (1.0 - leaving) ** axes.width, share(towards, away))


def read_groups(path: Path, areas: Sequence[str]) -> Mapping[str, str]:
    """Area → the group it may be joined within."""
    sheet = read_sheet(path, ("area", "group"))
    found = {sheet.code(record, "area"): sheet.code(record, "group") for record in range(len(sheet))}
    if missing := [area for area in areas if area not in found]:
        raise InputError(
            f"{path}: Das Gebiet „{missing[0]}“ der Bevölkerung fehlt.",
            f"{path}: the population's area “{missing[0]}” is missing.",
        )
    return found


def _newest(sheet: Sheet) -> int:
    if not sheet.has("year"):
        raise InputError(
            f"{sheet.file.path}: Es fehlt die Spalte year; sonst bitte --from JAHR angeben.",
            f"{sheet.file.path}: the column year is missing; otherwise please say --from YEAR.",
        )
    return max(sheet.whole(record, "year") for record in range(len(sheet)))


def _of_year(sheet: Sheet, year: int) -> Sheet:
    if not sheet.has("year"):
        return sheet
    records = [record for record in range(len(sheet)) if sheet.whole(record, "year") == year]
    if not records:
        raise InputError(
            f"{sheet.file.path}: Für {year} stehen keine Personen darin.",
            f"{sheet.file.path}: there are no persons of {year} in it.",
        )
    return sheet.chosen(records)


def _axes(sheet: Sheet, width: int, national: str | None) -> Axes:
    ages = tuple(sorted({sheet.whole(record, "age") for record in range(len(sheet))}))
    if len(ages) < 2 or ages != tuple(range(0, width * len(ages), width)):
        raise InputError(
            f"{sheet.file.path}: Die Altersgruppen beginnen bei 0 und sind lückenlos {width} Jahre breit (--step).",
            f"{sheet.file.path}: age groups must begin at 0 and be {width} years wide without gaps (--step).",
        )
    sexes = sheet.codes("sex")
    meant = [parse_sex(sex) for sex in sexes]
    if FEMALE not in meant:
        raise InputError(
            f"{sheet.file.path}: In sex fehlen die Frauen (F); es gibt {', '.join(sexes)}.",
            f"{sheet.file.path}: there are no women (F) in sex; there are {', '.join(sexes)}.",
        )
    men = meant.index(MALE) if MALE in meant else None
    citizenships = sheet.codes("citizenship") or (TOTAL,)
    return Axes(
        sheet.codes("area") or (TOTAL,),
        citizenships,
        sexes,
        ages,
        meant.index(FEMALE),
        men,
        _national(sheet, citizenships, national),
    )


def _national(sheet: Sheet, citizenships: Sequence[str], said: str | None) -> int:
    """The place of the own citizenship, as it was said or as its name tells."""
    if said is not None:
        candidates = [said] if said in citizenships else []
    elif len(citizenships) == 1:
        return 0
    else:
        candidates = [
            code for code in citizenships if parse_citizenship(code) == GERMAN or code.casefold() in _NATIONAL_WORDS
        ]
    if len(candidates) != 1:
        named = ", ".join(citizenships)
        raise InputError(
            f"{sheet.file.path}: Bitte mit --national sagen, welche Staatsangehörigkeit die eigene ist: {named}.",
            f"{sheet.file.path}: please say with --national which citizenship is the own one: {named}.",
        )
    return list(citizenships).index(candidates[0])


def _persons(sheet: Sheet, axes: Axes) -> Floats:
    """Every row in its cell; a sum beside its parts, or a cell twice, is refused."""
    persons = np.full(axes.shape, np.nan)
    known = places(axes)
    for record in range(len(sheet)):
        where = tuple(place_of(sheet, record, name, codes) for name, codes in zip(AXES, known, strict=True))
        cell = persons[where]
        if np.size(cell) != 1:
            raise sheet.refusal(
                record,
                "Hier steht eine Summe; gebraucht werden die einzelnen Zellen.",
                "this is a sum; single cells are needed.",
            )
        if np.isfinite(cell).any():
            raise sheet.refusal(record, "Diese Zelle steht schon weiter oben.", "this cell stands further up already.")
        persons[where] = _persons_of(sheet, record)
    lived: Floats = np.nan_to_num(persons)
    return lived


def _persons_of(sheet: Sheet, record: int) -> float:
    value = sheet.number(record, "persons")
    if not value >= 0:
        raise sheet.refusal(
            record,
            "Hier fehlt die Zahl der Personen, oder sie ist negativ; niemand ist 0.",
            "the number of persons is missing here or negative; nobody is 0.",
        )
    return value


def _share(sheet: Sheet, record: int) -> float:
    value = sheet.number(record, "rate")
    if not 0 <= value <= 1:
        raise sheet.refusal(record, "Die Rate muss zwischen 0 und 1 liegen.", "the rate must lie between 0 and 1.")
    return value


def _area(sheet: Sheet, record: int, name: str, areas: Part) -> int:
    code = sheet.code(record, name)
    other = sheet.code(record, "destination" if name == "origin" else "origin")
    if code not in areas or code == other:
        raise sheet.refusal(
            record,
            f"„{code}“ in „{name}“ ist kein anderes Gebiet der Bevölkerung.",
            f"“{code}” in “{name}” is no other area of the population.",
        )
    return areas[code]


def _refuse_more_than_all(path: Path, leaving: Floats) -> None:
    if leaving.max() > 1:
        raise InputError(
            f"{path}: Aus einem Gebiet zögen mehr als alle fort; die Raten einer Herkunft ergeben höchstens 1.",
            f"{path}: more than everybody would leave an area; the rates of an origin sum to 1 at most.",
        )
