"""What a register counted in past years: who was there, was born, came, left, by birth cohorts.

FLOWS.csv has a row for each area, citizenship, sex, age reached in the year, and year: `persons_before` (on 1 January;
nobody at age 0), `births` (at age 0, by citizenship of the child), `arrivals`, `departures`, and `deaths` and
`naturalisations` where they are counted. With the population at the end, all years' ends are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from teilhabe.engine.projections.population import AXES, Floats, Population
from teilhabe.engine.projections.reading import place_of, places
from teilhabe.engine.projections.sheets import Sheet, read_sheet
from teilhabe.errors import InputError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "before": ("persons_before", "n_jan"),
    "births": ("births",),
    "arrivals": ("arrivals", "imm_n"),
    "departures": ("departures", "emi_n"),
    "deaths": ("deaths",),
    "naturalisations": ("naturalisations",),
}
"""What a flow means → what its column may be called; the first four are needed."""

_NEEDED = ("before", "births", "arrivals", "departures")


@dataclass(frozen=True)
class History:
    """Consecutive years up to the population at their end. Arrays: (year, area, citizenship, sex, age reached)."""

    end: Population
    years: tuple[int, ...]
    before: Floats
    births: Floats
    arrivals: Floats
    departures: Floats
    rest: Floats
    """What the flows leave unexplained of the way to the next year, or what is counted besides them: deaths,
    naturalisation, moves across the state's border, corrections; of the last two ages only together, at the last but
    one."""

    def until(self, year: int) -> History:
        """The same history as it was known at the end of an earlier year."""
        known = [place for place, counted in enumerate(self.years) if counted <= year]
        later = len(known)
        assert known, year
        flows = {name: getattr(self, name)[:later] for name in ("before", "births", "arrivals", "departures", "rest")}
        if later == len(self.years):
            return self
        axes = self.end.axes
        return History(
            Population(axes, self.years[later - 1], _at_start(self.before[later])), self.years[:later], **flows
        )

    def persons(self, year: int) -> Floats:
        """Who was there at the end of a year: (area, citizenship, sex, age), the last two ages together in the last."""
        if year == self.years[-1]:
            return _last_together(self.end.persons)
        return _last_together(_at_start(self.before[self.years.index(year + 1)]))

    @property
    def first(self) -> int:
        """The year at whose end the history begins."""
        return self.years[0] - 1


def is_history(path: Path) -> bool:
    """Whether a file tells flows instead of rates."""
    header = {name.casefold() for name in read_sheet(path, ()).file.header}
    return all(header & set(COLUMNS[name]) for name in _NEEDED)


def read_history(path: Path, end: Population) -> History:
    """The flows of the years before the population; InputError where a year is missing between."""
    sheet = _by_age_reached(read_sheet(path, ("year",)))
    years = sorted({sheet.whole(record, "year") for record in range(len(sheet))} & set(range(end.year + 1)))
    if not years or years != list(range(years[0], end.year + 1)):
        raise InputError(
            f"{path}: Gebraucht werden die Bewegungen aller Jahre bis {end.year}, dem Jahr der Bevölkerung.",
            f"{path}: the flows of all years up to {end.year}, that of the population, are needed.",
        )
    flows = _read(sheet, end, years)
    counted = flows.pop("deaths"), flows.pop("naturalisations")
    history = History(end, tuple(years), **flows, rest=np.zeros_like(flows["before"]))
    return replace(history, rest=_rest(history) if not all(map(np.any, counted)) else _counted(*counted, end))


def _by_age_reached(sheet: Sheet) -> Sheet:
    """The ages of flows are those reached within the year, whatever the column is called."""
    if not sheet.has("age_reached"):
        return sheet
    return Sheet(sheet.file, {**sheet.columns, "age": sheet.columns["age_reached"]})


def _read(sheet: Sheet, end: Population, years: list[int]) -> dict[str, Floats]:
    header = [name.casefold() for name in sheet.file.header]
    found = {
        name: place
        for name, names in COLUMNS.items()
        for place in [header.index(column) for column in names if column in header][:1]
    }
    flows = {name: np.zeros((len(years), *end.axes.shape)) for name in COLUMNS}
    known = places(end.axes)
    for record in range(len(sheet)):
        year = sheet.whole(record, "year")
        if year in years:
            where = tuple(place_of(sheet, record, name, codes) for name, codes in zip(AXES, known, strict=True))
            for name, column in found.items():
                flows[name][(years.index(year), *where)] = np.nan_to_num(sheet.entry(record, column))
    return flows


def _rest(history: History) -> Floats:
    """What is there at the end and neither was there before nor was born, came or left."""
    ends = np.stack([_last_together(history.persons(year)) for year in history.years])
    explained = history.before + history.births + history.arrivals - history.departures
    rest: Floats = ends - _last_together(explained)
    return _moved_down(rest)


def _counted(deaths: Floats, naturalisations: Floats, end: Population) -> Floats:
    """Deaths and naturalisations as they were counted; those who are naturalised are gained by the nationals."""
    rest = -deaths - naturalisations
    rest[:, :, end.axes.national] += naturalisations.sum(axis=2)
    return _moved_down(_last_together(rest))


def _at_start(before: Floats) -> Floats:
    """Persons by the age they reach become persons by the age they had; the two last ages stay together."""
    return np.concatenate([before[..., 1:], np.zeros_like(before[..., :1])], axis=-1)


def _last_together(by_age: Floats) -> Floats:
    """The last two ages in the last one."""
    together = by_age.copy()
    together[..., -1] += together[..., -2]
    together[..., -2] = 0.0
    return together


def _moved_down(by_age: Floats) -> Floats:
    """The last age in the last but one."""
    moved = by_age.copy()
    moved[..., -2] += moved[..., -1]
    moved[..., -1] = 0.0
    return moved
