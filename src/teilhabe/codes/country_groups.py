"""Country groups by date: which states belonged to the European Union, the asylum origins or a continent on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from teilhabe.codes.citizenship import ASYLUM_ORIGINS, FOREIGN, GERMAN, TOTAL
from teilhabe.codes.countries import countries, country_of_code

_JOINED: Mapping[date, str] = {
    date(1958, 1, 1): "BE DE FR IT LU NL",
    date(1973, 1, 1): "DK GB IE",
    date(1981, 1, 1): "GR",
    date(1986, 1, 1): "ES PT",
    date(1995, 1, 1): "AT FI SE",
    date(2004, 5, 1): "CY CZ EE HU LT LV MT PL SI SK",
    date(2007, 1, 1): "BG RO",
    date(2013, 7, 1): "HR",
}
_LEFT: Mapping[str, date] = {"GB": date(2020, 2, 1)}
"""The first day outside the European Union."""

_FROZEN: Mapping[str, date] = {
    "EU15": date(1995, 1, 1),
    "EU25": date(2004, 5, 1),
    "EU27_2007": date(2007, 1, 1),
    "EU28": date(2013, 7, 1),
    "EU27_2020": date(2020, 2, 1),
}
"""Compositions that Eurostat names by the number of members, with a day on which they held."""

_FIXED: Mapping[str, frozenset[str]] = {
    "EFTA": frozenset({"CH", "IS", "LI", "NO"}),
    "GIPS": frozenset({"ES", "GR", "IT", "PT"}),
    "EU8": frozenset({"CZ", "EE", "HU", "LT", "LV", "PL", "SI", "SK"}),
    "EU2": frozenset({"BG", "RO"}),
    "A8": frozenset(country.iso2 for code in ASYLUM_ORIGINS if (country := country_of_code(code))),
}
_CONTINENTS = ("AFRICA", "AMERICA", "ASIA", "EUROPE", "OCEANIA")

GROUPS = ("EU", *_FROZEN, *_FIXED, "NON_EU", "THIRD", *_CONTINENTS, FOREIGN, TOTAL)
"""`EU` is the Union without Germany, as in the column `citizenship`; the numbered compositions include Germany.

`NON_EU` is everybody outside the Union, `THIRD` outside the Union and EFTA; both leave out the stateless.
"""


def union(on: date) -> frozenset[str]:
    """The member states of the European Union on a day, Germany among them, by their ISO codes."""
    joined = {state for day, states in _JOINED.items() if day <= on for state in states.split()}
    return frozenset(state for state in joined if state not in _LEFT or on < _LEFT[state])


def members(group: str, on: date) -> frozenset[str]:
    """The states of a group on a day by their ISO codes, or the one state of a code; ValueError for any other text."""
    states = frozenset(country.iso2 for country in countries().values() if country.is_state)
    computed = {
        TOTAL: states,
        FOREIGN: states - {GERMAN},
        "EU": union(on) - {GERMAN},
        "NON_EU": states - union(on),
        "THIRD": states - union(on) - _FIXED["EFTA"],
    }
    if group in computed:
        return computed[group]
    if group in _FIXED:
        return _FIXED[group]
    if group in _FROZEN:
        return union(_FROZEN[group])
    if group in _CONTINENTS:
        return frozenset(country.iso2 for country in countries().values() if country.continent == group)
    country = country_of_code(group)
    if country is None or not country.is_state:
        raise ValueError(f"neither a group of countries nor a country: {group!r}")
    return frozenset({country.iso2})


def contains(group: str, part: str, on: date) -> bool:
    """Whether everybody of `part` also counts in `group` on that day; ValueError as in `members`."""
    return members(part, on) <= members(group, on)
