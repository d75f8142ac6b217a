"""What is never computed: mixtures, denominators that do not fit, sums of shares. Each refusal names both sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from teilhabe.codes.bases import POPULATION_BASES
from teilhabe.codes.concepts import Concept
from teilhabe.codes.rates import is_rate
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Sums
from teilhabe.engine.cube.sums import Booleans
from teilhabe.engine.indicators.alignment import Aligned
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.errors import InputError
from teilhabe.text import Text
from teilhabe.wording.units import RATIOS, UNITS

_ATTRIBUTES = {
    "base": Text("Basen", "bases"),
    "concept": Text("Konzepte", "concepts"),
    "unit": Text("Einheiten", "units"),
    "vintage": Text("Datenstände", "vintages"),
}


def refuse_mixture(identifier: str, sums: Sums) -> None:
    """InputError where one sum would hold observations of two bases, concepts, units or vintages."""
    for name, kind in _ATTRIBUTES.items():
        contents, occurs = sums.attributes(name)
        mixed = np.argwhere(occurs.sum(axis=-1) > 1)
        if len(mixed):
            place, period = mixed[0][0], mixed[0][1]
            both = ", ".join(content for content, here in zip(contents, occurs[tuple(mixed[0])], strict=True) if here)
            raise InputError(
                f"{identifier}: Die Summe von „{sums.variable}“ für {sums.places[place]}, {sums.periods[period]} würde "
                f"verschiedene {kind.de} mischen: {both}. Bitte in indicators.toml eine davon wählen.",
                f"{identifier}: the sum of “{sums.variable}” for {sums.places[place]}, {sums.periods[period]} would "
                f"mix different {kind.en}: {both}. Please choose one of them in indicators.toml.",
            )


def refuse_added_shares(identifier: str, sums: Sums) -> None:
    """InputError where shares, rates or means would be added up or averaged: their wholes differ."""
    several = sums.cells > 1
    shares = [unit for unit in _units(sums, several) if _is_share(sums.variable, unit)]
    if shares and several.any():
        added = np.argwhere(several)
        place, period = sums.places[added[0][0]], sums.periods[added[0][1]]
        cells, unit = int(sums.cells[tuple(added[0])]), f" ({shares[0]})" if shares[0] else ""
        raise InputError(
            f"{identifier}: „{sums.variable}“ ist ein Anteil oder Mittelwert{unit}; für {place}, {period} müssten "
            f"{cells} Werte zusammengezählt werden, deren Gesamtheiten verschieden groß sind. Bitte Zähler und Nenner "
            "einzeln angeben oder mit „where“ einen Wert wählen.",
            f"{identifier}: “{sums.variable}” is a share or mean{unit}; for {place}, {period} {cells} values would "
            "have to be added up whose wholes differ in size. Please give numerator and denominator separately or "
            "choose one value with “where”.",
        )


def _is_share(variable: str, unit: str) -> bool:
    """A unit of ours settles it; of others, and where there is none, the words speak."""
    return unit in RATIOS if unit in UNITS else is_rate(variable, unit)


_SCALE = re.compile(r"(\d[\d.,]*) ")


def refuse_unlike_sides(definition: Definition, above: Sums, below: Sums) -> None:
    """InputError where a share would set persons over thousands of persons, or a per cent over persons.

    A rate may have a factor for that; a share says of a whole how large a part of it is.
    """
    if definition.formula != "share":
        return
    for one, other in product(_units(above, above.exists), _units(below, below.exists)):
        unlike = _scale(one) != _scale(other) or _is_share(above.variable, one) != _is_share(below.variable, other)
        if unlike:
            top, bottom = f"“{above.variable}” ({one or '–'})", f"“{below.variable}” ({other or '–'})"
            raise InputError(
                f"{definition.id}: Der Zähler ist kein Teil des Nenners: {_german(top)} über {_german(bottom)}. Bitte "
                "für beide eine Anzahl in derselben Größenordnung angeben.",
                f"{definition.id}: the numerator is no part of the denominator: {top} over {bottom}. Please give "
                "counts on the same scale for both.",
            )


def _units(sums: Sums, where: Booleans) -> tuple[str, ...]:
    """The units of these sums, "" where they have none."""
    contents, occurs = sums.attributes("unit")
    return tuple(unit for column, unit in enumerate(contents) if occurs[where][:, column].any()) or ("",)


def _german(quoted: str) -> str:
    return quoted.replace("“", "„", 1).replace("”", "“", 1)


def _scale(unit: str) -> str:
    """The number in front of a unit: "1000 persons"."""
    match = _SCALE.match(unit)
    return match[1] if match else ""


def refuse_different_days(definition: Definition, above: Sums, below: Aligned) -> None:
    """InputError where numerator and denominator both have data for a place, but never for days that fit."""
    if not above.exists.any() or (_over_codes(above.exists) & below.has_days).any():
        return
    shared = [place for place in above.places if place in below.sums.places]
    both = [place for place in shared if _periods(above, place) and _periods(below.sums, place)]
    if not both:
        return
    upper, lower = _periods(above, both[0]), _periods(below.sums, both[0])
    raise InputError(
        f"{definition.id}: Zähler und Nenner gehören nie zum selben Tag ({both[0]}): der Zähler liegt für "
        f"{_listed(upper)} vor, der Nenner für {_listed(lower)}. Bitte eine Quelle mit passendem Stichtag wählen.",
        f"{definition.id}: numerator and denominator never belong to the same day ({both[0]}): the numerator exists "
        f"for {_listed(upper)}, the denominator for {_listed(lower)}. Please choose a source with a fitting date.",
    )


def _over_codes(exists: Booleans) -> Booleans:
    return np.asarray(exists.any(axis=-1)) if exists.ndim > 2 else exists


def _periods(sums: Sums, place: str) -> list[str]:
    exists = _over_codes(sums.exists)[sums.places.index(place)]
    return [period for period, there in zip(sums.periods, exists, strict=True) if there]


def _listed(periods: list[str]) -> str:
    return ", ".join(periods) if len(periods) <= 3 else f"{periods[0]} … {periods[-1]}"


def refuse_different_people(
    definition: Definition, by: str, above: Sums, below: Aligned, codes: Sequence[Mapping[str, Sequence[str]]]
) -> None:
    """InputError where both sides tell people apart by different concepts, or count them on different bases.

    `codes` are those of numerator and denominator by dimension, before anything is chosen from them.
    """
    if all(_tells_apart(part, by, known) for part, known in zip(definition.parts, codes, strict=True)):
        _refuse_pairs(definition, "concept", Text("Konzepten", "concepts"), above, below, _differ_in_concept)
    if not definition.mixed_bases:
        _refuse_pairs(definition, "base", Text("Bevölkerungsbasen", "population bases"), above, below, _differ_in_base)


_STATUS_DIMENSIONS = frozenset(
    {"citizenship", "migration_status", "residence_status", "family_language", "birth_country", "immigration_history"}
)
_NEUTRAL_DIMENSIONS = frozenset({"ref_area", "time_period", "sex", "age", "residence"})


def _tells_apart(part: Part, by: str, codes: Mapping[str, Sequence[str]]) -> bool:
    """Whether a part counts a group by its concept, and not the whole population.

    Where no dimension tells people apart, what is measured is such a group itself ("Ausländer").
    """
    telling = _STATUS_DIMENSIONS.intersection(codes) or codes.keys() - _NEUTRAL_DIMENSIONS
    return not telling or any(name in part.where or name == by or _is_one_group(codes[name]) for name in telling)


def _is_one_group(codes: Sequence[str]) -> bool:
    return len(codes) == 1 and TOTAL not in codes


def _differ_in_concept(one: str, other: str) -> bool:
    return one != other and Concept.NONE not in (one, other)


def _differ_in_base(one: str, other: str) -> bool:
    return one != other and {one, other} <= POPULATION_BASES


_DECLARED = Text(
    " oder mit mixed_bases = true erklären, dass es so gemeint ist",
    ", or declare with mixed_bases = true that it is meant",
)


def _refuse_pairs(
    definition: Definition, name: str, kind: Text, above: Sums, below: Aligned, differ: Callable[[str, str], bool]
) -> None:
    tops, at_top = above.attributes(name)
    bottoms, at_bottom = below.sums.attributes(name)
    remedy = _DECLARED if name == "base" else Text("", "")
    lower = below.occurs(at_bottom)
    upper = at_top if at_top.ndim == 4 else at_top[:, :, None, :]
    for row, one in enumerate(tops):
        for column, other in enumerate(bottoms):
            if not differ(one, other):
                continue
            both = np.argwhere(upper[..., row] & lower[..., column])
            if len(both):
                place, period = above.places[both[0][0]], above.periods[both[0][1]]
                raise InputError(
                    f"{definition.id}: Zähler und Nenner beruhen auf verschiedenen {kind.de} ({place}, {period}): "
                    f"„{one}“ über „{other}“. Bitte für beide dieselbe Quelle wählen{remedy.de}.",
                    f"{definition.id}: numerator and denominator rest on different {kind.en} ({place}, {period}): "
                    f"“{one}” over “{other}”. Please choose the same source for both{remedy.en}.",
                )
