"""Absence: districts that exist on the date of a table and have no row in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from teilhabe.codes.districts import abolished, districts, predecessors
from teilhabe.codes.period import parse_period
from teilhabe.codes.territory import STATES
from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.findings import Finding
from teilhabe.text import Text

_COVERED = 0.8
"""A table with fewer of the districts of Germany, or of a Land, is an excerpt and misses nothing."""
_MOST_NAMED = 10


def check_absence(observations: Observations) -> list[Finding]:
    """One finding for all districts that a table of districts leaves out; none for an excerpt."""
    present = {str(code) for code in observations.column("ref_area").cells}
    living = living_districts(_day(observations))
    present |= _alone(present, living)
    expected = _expected(present & set(living), living)
    missing = sorted(set(expected) - present)
    if not missing:
        return []
    names = ", ".join(f"{code} {living[code]}" for code in missing[:_MOST_NAMED])
    names += " …" if len(missing) > _MOST_NAMED else ""
    there, of = len(expected) - len(missing), len(expected)
    area = _area(expected, living)
    return [
        Finding(
            "missing-district",
            "warning",
            Text(
                f"Die Tabelle enthält {there} von {of} Kreisen und kreisfreien Städten{area.de}; es fehlen "
                f"{len(missing)}: {names}. Summen über die Kreise sind um sie zu klein.",
                f"The table holds {there} of {of} districts{area.en}; {len(missing)} are missing: {names}. "
                "Sums over the districts are too small by them.",
            ),
            column="ref_area",
            data={"territory": " ".join(missing), "count": len(missing), "present": there, "of": of},
        )
    ]


def _day(observations: Observations) -> date | None:
    """The last day of the last period, None where none can be read."""
    periods = (parse_period(str(code)) for code in observations.column("time_period").cells)
    return max((period.end for period in periods if period), default=None)


def living_districts(day: date | None) -> dict[str, str]:
    """Code to name of the districts that surely exist on a day since 2001; today's where no day is known."""
    heirs = predecessors()
    names = {
        code: district.name
        for code, district in districts().items()
        if day is None or all(before.until < day for before in heirs.get(code, ()))
    }
    if day is not None:
        names |= {code: before.name for code, before in abolished().items() if before.until >= day}
    return names


def _alone(present: Collection[str], living: Iterable[str]) -> set[str]:
    """The only district of a Land that has a row itself: tables of districts print Hamburg and Berlin as Länder."""
    of = Counter(code[:2] for code in living)
    return {code for code in living if of[code[:2]] == 1 and code[:2] in present}


def _expected(present: Collection[str], living: Iterable[str]) -> frozenset[str]:
    """All districts of Germany, or of those Länder of which the table holds most; none for an excerpt."""
    all_ = frozenset(living)
    if len(present) >= _COVERED * len(all_):
        return all_
    of, there = Counter(code[:2] for code in all_), Counter(code[:2] for code in present)
    whole = {land for land, count in there.items() if count >= max(2, _COVERED * of[land])}
    return frozenset(code for code in all_ if code[:2] in whole)


def _area(expected: Collection[str], living: Collection[str]) -> Text:
    """Whose districts these are, where not Germany's."""
    if len(expected) == len(living):
        return Text(" Deutschlands", " of Germany")
    lands = sorted({code[:2] for code in expected})
    names = [STATES[land] for land in lands]
    return Text(f" ({', '.join(n.de for n in names)})", f" ({', '.join(n.en for n in names)})")
