"""Which role each column of a finished indicator plays: time, series, unit, area, value, attribute or dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from teilhabe.errors import InputError

Role = Literal["period", "series", "unit", "area", "value", "attribute", "dimension"]

_NAMES: Mapping[Role, frozenset[str]] = {
    "period": frozenset({"year", "jahr", "time_period", "time period", "zeitraum", "berichtsjahr"}),
    "value": frozenset({"value", "wert", "obs_value"}),
    "series": frozenset({"series", "serie", "zeitreihe", "time series"}),
    "unit": frozenset({"units", "unit", "unit measure", "unit_measure", "unit of measure", "einheit", "einheiten"}),
    "area": frozenset({"geocode", "ref_area", "reference area", "ags"}),
    "attribute": frozenset(
        {
            "observation status", "obs_status", "conf_status", "unit multiplier", "unit_mult", "unit_multiplier",
            "comment", "comments", "comment_obs", "note", "notes", "footnote", "footnotes", "fußnote", "fußnoten",
            "anmerkung", "anmerkungen", "bemerkung", "hinweis", "source", "quelle", "source_detail", "time_detail",
            "nature", "base_per", "decimals", "last_update",
        }
    ),
}  # fmt: skip
"""The names of Open SDG's documentation, of SDMX for the SDGs, and their German counterparts."""


@dataclass(frozen=True)
class Columns:
    """The places of the columns by their role, -1 where there is none."""

    names: tuple[str, ...]
    period: int
    value: int
    series: int
    unit: int
    area: int
    attributes: tuple[int, ...]
    dimensions: tuple[int, ...]


def recognise(file: str, header: Sequence[str], attributes: Iterable[str] = ()) -> Columns:
    """The roles of these columns; InputError where the column of the years or of the values is missing or double."""
    names = tuple(header)
    _refuse_unnamed(file, names)
    declared = {name.casefold() for name in attributes}
    roles = _roles(names, declared)
    return Columns(
        names=names,
        period=_one(file, names, roles, "period", "Year"),
        value=_one(file, names, roles, "value", "Value"),
        series=_first(roles, "series"),
        unit=_first(roles, "unit"),
        area=_first(roles, "area"),
        attributes=tuple(place for place, role in enumerate(roles) if role == "attribute"),
        dimensions=tuple(place for place, role in enumerate(roles) if role == "dimension"),
    )


def _roles(names: Sequence[str], declared: set[str]) -> list[Role]:
    """A second column for series, unit or area describes the value like an attribute."""
    roles: list[Role] = []
    for name in names:
        role: Role = "attribute" if name.casefold() in declared else _role(name)
        is_second = role in ("series", "unit", "area") and role in roles
        roles.append("attribute" if is_second else role)
    return roles


def _role(name: str) -> Role:
    return next((role for role, known in _NAMES.items() if name.casefold() in known), "dimension")


def _first(roles: Sequence[Role], role: Role) -> int:
    return roles.index(role) if role in roles else -1


def _one(file: str, names: Sequence[str], roles: Sequence[Role], role: Role, usual: str) -> int:
    count = roles.count(role)
    if count == 1:
        return roles.index(role)
    listed = ", ".join(names)
    if count:
        raise InputError(
            f"{file}, Zeile 1: Mehrere Spalten könnten „{usual}“ sein: {listed}.",
            f"{file}, line 1: several columns could be “{usual}”: {listed}.",
        )
    raise InputError(
        f"{file}, Zeile 1: Die Spalte „{usual}“ fehlt; es gibt: {listed}.",
        f"{file}, line 1: the column “{usual}” is missing; there are: {listed}.",
    )


def _refuse_unnamed(file: str, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        if not name or name in names[:place]:
            what = f"steht doppelt: „{name}“" if name else "hat keinen Namen"
            said = f"stands twice: “{name}”" if name else "has no name"
            raise InputError(
                f"{file}, Zeile 1: Die {place + 1}. Spalte {what}.", f"{file}, line 1: column {place + 1} {said}."
            )
