"""Computes an indicator: every value with its numerator, its denominator and the cells both were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from teilhabe.codes import age, citizenship
from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Cube, Selection, Sum
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.quality import UNKNOWN, Quality
from teilhabe.errors import DeclarationError, InputError
from teilhabe.text import Text

Key = tuple[str, str, str]  # place, period, code

_BASES, _CONCEPTS = Text("Basen", "bases"), Text("Konzepte", "concepts")
_UNITS, _VINTAGES = Text("Einheiten", "units"), Text("Datenstände", "vintages")


@dataclass(frozen=True)
class Scope:
    """For which places and along which breakdown an indicator is computed.

    `places` maps each place to the areas it may be summed from (a city to its districts); a place that stands in the
    data itself is never summed. `by` is "" or a breakdown as declared: "sex", "age=Y_LT15,Y15T64".
    """

    places: Mapping[str, tuple[str, ...]]
    by: str = ""


@dataclass(frozen=True)
class Value:
    """One value of an indicator. `value` is None where a source holds a sign or the denominator is zero."""

    place: str
    period: str
    breakdown: str  # the dimension, "" for the whole
    code: str  # "" for the whole
    value: float | None
    numerator: Sum
    denominator: Sum | None
    quality: Quality = UNKNOWN

    @property
    def sums(self) -> tuple[Sum, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)

    @property
    def bases(self) -> tuple[str, ...]:
        """The population bases of numerator and denominator, in this order."""
        return tuple(base for entry in self.sums for base in entry.bases)

    @property
    def end(self) -> date:
        return period_end(self.period)


def period_end(code: str) -> date:
    """The last day of a period; InputError where the code is none."""
    period = parse_period(code)
    if period is None:
        raise InputError(f"„{code}“ ist kein Zeitraum.", f"“{code}” is no period.")
    return period.end


def compute(definition: Definition, cube: Cube, scope: Scope) -> tuple[Value, ...]:
    """All values of the indicator in this scope, ordered by place, end of period and code; empty without data.

    A numerator without its denominator of the right day yields no value at all.
    """
    numerators = _sums(definition.id, definition.numerator, cube, scope)
    if definition.denominator is None:
        denominators: Mapping[Key, Sum] = {}
    else:
        below = _scope_below(definition.numerator, definition.denominator, scope)
        denominators = {_key(entry): entry for entry in _sums(definition.id, definition.denominator, cube, below)}
    dimension = scope.by.partition("=")[0]
    values = (_value(definition, dimension, entry, denominators) for entry in numerators)
    whole = (value for value in values if value.denominator is not None or definition.denominator is None)
    return tuple(sorted(whole, key=lambda value: (value.place, value.end, value.code)))


def dataset_of(definition_id: str, part: Part, cube: Cube) -> str:
    """The dataset that holds the part's variable, "" where none does; DeclarationError where several do."""
    holders = cube.variables.get(part.variable, ())
    if part.dataset:
        return part.dataset if part.dataset in holders else ""
    if len(holders) > 1:
        names = ", ".join(holders)
        raise DeclarationError(
            f"{definition_id}: „{part.variable}“ steht in mehreren Datensätzen ({names}). "
            "Bitte in indicators.toml mit „dataset“ einen wählen.",
            f"{definition_id}: “{part.variable}” stands in several datasets ({names}). "
            "Please choose one with “dataset” in indicators.toml.",
        )
    return holders[0] if holders else ""


def _scope_below(numerator: Part, denominator: Part, scope: Scope) -> Scope:
    """The denominator's scope: undivided where only the numerator is restricted along the breakdown (a composition)."""
    dimension = scope.by.partition("=")[0]
    composition = dimension in numerator.where and dimension not in denominator.where
    return replace(scope, by="") if composition else scope


def _sums(definition_id: str, part: Part, cube: Cube, scope: Scope) -> tuple[Sum, ...]:
    dataset = dataset_of(definition_id, part, cube)
    if not dataset:
        return ()
    codes = cube.codes(dataset, part.variable)
    by, _, groups = scope.by.partition("=")
    declared = {name: wanted for name, wanted in part.where.items() if name != by}
    where = {name: _opened(name, wanted, codes) for name, wanted in declared.items()}
    members = _groups(by, groups, codes) if by in codes else {}
    places = _areas(scope.places, codes.get("ref_area", ()))
    if (by and not any(members.values())) or not all(where.values()) or not places:
        return ()  # the data do not tell these people apart, or know none of the places
    selection = Selection(
        variable=part.variable,
        where=where,
        by=by,
        groups=members,
        places=places,
    )
    sums = cube.sums(dataset, selection)
    for entry in sums:
        _refuse_mixture(definition_id, part, entry)
    return sums


def _refuse_mixture(definition_id: str, part: Part, entry: Sum) -> None:
    mixed = ((_BASES, entry.bases), (_CONCEPTS, entry.concepts), (_UNITS, entry.units), (_VINTAGES, entry.vintages))
    for kind, names in mixed:
        if len(names) > 1:
            both = ", ".join(names)
            raise InputError(
                f"{definition_id}: Die Summe von „{part.variable}“ für {entry.place}, {entry.period} würde "
                f"verschiedene {kind.de} mischen: {both}. Bitte in indicators.toml eine davon wählen.",
                f"{definition_id}: the sum of “{part.variable}” for {entry.place}, {entry.period} would mix "
                f"different {kind.en}: {both}. Please choose one of them in indicators.toml.",
            )


def _opened(dimension: str, wanted: tuple[str, ...], codes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The dataset's own codes behind the wanted ones: itself, the members of a group, the ages within bounds."""
    available = codes.get(dimension, ())
    return tuple(member for code in wanted for member in _members(dimension, code, available))


def _members(dimension: str, code: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that make up `code` without gap or overlap; none where the data cannot tell."""
    if code in available:
        return (code,)
    if dimension == "age":
        return _ages(code, available)
    members = citizenship.GROUPS.get(code, ())
    return tuple(member for member in members if member in available)


def _ages(code: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The ages and groups of ages that follow each other from the lower to the upper bound, the finest at each step."""
    first, last = age.bounds(code)
    spans = [(*age.bounds(entry), entry) for entry in available if entry not in (TOTAL, age.UNKNOWN)]
    return _tiling(first, last, spans)


def _tiling(first: int, last: int | None, spans: list[tuple[int, int | None, str]]) -> tuple[str, ...]:
    fitting = [
        span for span in spans if span[0] == first and (last is None or (span[1] is not None and span[1] <= last))
    ]
    for _, end, code in sorted(fitting, key=lambda span: (span[1] is None, span[1] or 0)):
        if end == last:
            return (code,)
        rest = _tiling(end + 1, last, spans) if end is not None else ()
        if rest:
            return (code, *rest)
    return ()


def _groups(by: str, declared: str, codes: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    if declared:
        return {code: _members(by, code, codes[by]) for code in declared.split(",")}
    return {code: (code,) for code in codes[by] if code != TOTAL}


def _areas(places: Mapping[str, tuple[str, ...]], available: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Each place as itself where the data have it, otherwise as the sum of all its parts."""
    chosen: dict[str, tuple[str, ...]] = {}
    for place, parts in places.items():
        if place in available:
            chosen[place] = (place,)
        elif parts and set(parts) <= set(available):
            chosen[place] = parts
    return chosen


def _key(entry: Sum) -> Key:
    return (entry.place, entry.period, entry.code)


def _value(definition: Definition, dimension: str, entry: Sum, denominators: Mapping[Key, Sum]) -> Value:
    below = _denominator(definition.denominator, entry, denominators) if definition.denominator else None
    return Value(
        place=entry.place,
        period=entry.period,
        breakdown=dimension,
        code=entry.code,
        value=_quotient(definition, entry, below),
        numerator=entry,
        denominator=below,
    )


def _quotient(definition: Definition, entry: Sum, below: Sum | None) -> float | None:
    if definition.denominator is None:
        return entry.value
    if entry.value is None or below is None or not below.value:
        return None
    return entry.value * definition.factor / below.value


def _denominator(part: Part, entry: Sum, denominators: Mapping[Key, Sum]) -> Sum | None:
    for period in _moments(part.at, entry.period):
        for code in (entry.code, ""):
            found = denominators.get((entry.place, period, code))
            if found is not None:
                return found
    return None


def _moments(at: str, period: str) -> Iterator[str]:
    """The codes under which the denominator's stock may stand: the period itself or a day at its edge."""
    if at == "same":
        yield period
        return
    parsed = parse_period(period)
    assert parsed is not None  # every period was read by preparation
    edge = parsed.end if at == "end_of_period" else date.fromordinal(parsed.start.toordinal() - 1)
    yield edge.isoformat()
