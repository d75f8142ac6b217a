"""How a value was computed, as plain arithmetic with the numbers put in: `1124 / 5141 * 100 = 21.8634506905271`.

What stands left of the last equals sign can be computed again by whoever doubts it (in Python as it stands). Two kinds
of values rest on more than arithmetic of their own numbers: a shrunk one on a model of all districts, and one whose
single lines must not be told. They are written as a function of what may be told: `shrunk(3 / 40 * 100) = 9.1`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from teilhabe.codes import age
from teilhabe.engine.cube.query import Sum
from teilhabe.engine.indicators.contrasts import COMPOSITION, RATE
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.spreads import OPEN_CLASS_YEARS
from teilhabe.engine.indicators.values import Term, Value

Writer = Callable[[Definition, Value], str]
MOST_SUMMANDS = 12
"""A count is written as the sum of its cells where these are not more."""


def arithmetic(definition: Definition, value: Value, *, told: bool) -> str:
    """The whole equation, or the sign where there is no number; `told`: whether single lines and cells may be told."""
    if value.value is None:
        return value.numerator.sign
    left = _written(definition, value, told=told)
    result = _number(value.value)
    return result if left == result else f"{left} = {result}"


def _written(definition: Definition, value: Value, *, told: bool) -> str:
    kind = definition.variant.kind if definition.variant else ""
    writer = _VARIANTS.get(kind) or _FORMULAS.get(definition.formula)
    if writer is None and definition.denominator is None:
        return _added(value.numerator) if told else _number(value.numerator.value)
    if writer is None or (writer is _contrast and definition.denominator):
        return (writer or _quotient)(definition, value)
    if told and value.terms:
        return writer(definition, value)
    return f"{kind or definition.formula}({_quotient(definition, value)})"


def _number(number: float | None) -> str:
    return "nan" if number is None else f"{number:.15g}"


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts)


def _factor(definition: Definition) -> str:
    return "" if definition.factor == 1 else f" * {definition.factor}"


def _added(entry: Sum) -> str:
    """The cells of a count one by one, where they are few, all listed and simply added up."""
    cells = [cell.value for cell in entry.origin.listed]
    numbers = [cell for cell in cells if cell is not None]
    is_whole = len(numbers) == len(cells) == entry.origin.cells and 1 < len(cells) <= MOST_SUMMANDS
    return _sum(map(_number, numbers)) if is_whole and sum(numbers) == entry.value else _side(entry)


def _side(entry: Sum) -> str:
    """A sum as its number; of a balance both of its sums, where all of their cells are listed."""
    added = sum(cell.value or 0.0 for cell in entry.origin.listed if not cell.taken_off)
    taken = sum(cell.value or 0.0 for cell in entry.origin.listed if cell.taken_off)
    is_balance = any(cell.taken_off for cell in entry.origin.listed) and added - taken == entry.value
    return f"({_number(added)} - {_number(taken)})" if is_balance else _number(entry.value)


def _quotient(definition: Definition, value: Value) -> str:
    return _divided(definition, value.numerator, value.denominator)


def _divided(definition: Definition, above: Sum, below: Sum | None) -> str:
    if below is None:
        return _side(above)
    return f"{_side(above)} / {_number(below.value)}{_factor(definition)}"


def _contrast(definition: Definition, value: Value) -> str:
    """Both sides as quotients, or as the values they are."""
    operator = "-" if definition.variant and definition.variant.kind == "gap" else "/"
    if definition.denominator and len(value.against) == 2:
        sides = [_quotient(definition, value), _divided(definition, *value.against)]
    else:
        sides = [_number(term.numerator) for term in value.terms]
    return f" {operator} ".join(f"({side})" if " " in side else side for side in sides)


def _pooled(definition: Definition, value: Value) -> str:
    """The years added up; of counts their yearly mean."""
    above = _sum(_number(term.numerator) for term in value.terms)
    if definition.denominator is None:
        return f"({above}) / {len(value.terms)}"
    return f"({above}) / ({_sum(_number(term.denominator) for term in value.terms)}){_factor(definition)}"


def _standardised(definition: Definition, value: Value) -> str:
    if definition.variant and definition.variant.method == "indirect":
        return _indirect(definition, value)
    lines = [term for term in value.terms if term.weight]
    rates = _sum(f"{_number(t.weight)} * {_number(t.numerator)} / {_number(t.denominator)}" for t in lines)
    return f"({rates}) / ({_sum(_number(term.weight) for term in lines)}){_factor(definition)}"


def _indirect(definition: Definition, value: Value) -> str:
    """Observed by expected; the weights are the standard's rates, that of the last line its crude rate."""
    *strata, whole = value.terms
    expected = _sum(f"{_number(term.denominator)} * {_number(term.weight)}" for term in strata)
    return f"{_number(whole.numerator)} / ({expected}) * {_number(whole.weight)}{_factor(definition)}"


def _decomposed(definition: Definition, value: Value) -> str:
    """Kitagawa's two parts over the strata of both groups, and the gap that they add up to."""
    half = len(value.terms) // 2
    group, to = value.terms[:half], value.terms[half:]
    if value.code not in (COMPOSITION, RATE):
        sides = (f"({_crude(part)}{_factor(definition)})" for part in (group, to))
        return " - ".join(sides)
    pairs = [pair for pair in zip(group, to, strict=True) if any(term.denominator for term in pair)]
    line = _composition if value.code == COMPOSITION else _rates
    persons = _number(_persons(group)), _number(_persons(to))
    return f"({_sum(line(one, other, *persons) for one, other in pairs)}){_factor(definition)}"


def _crude(strata: Sequence[Term]) -> str:
    return f"{_number(sum(term.numerator or 0.0 for term in strata))} / {_number(_persons(strata))}"


def _persons(strata: Sequence[Term]) -> float:
    return sum(term.denominator or 0.0 for term in strata)


def _composition(one: Term, other: Term, all_of_one: str, all_of_other: str) -> str:
    shares = f"({_number(one.denominator)} / {all_of_one} - {_number(other.denominator)} / {all_of_other})"
    return f"{shares} * ({_rate(one, other)} + {_rate(other, one)}) / 2"


def _rates(one: Term, other: Term, all_of_one: str, all_of_other: str) -> str:
    shares = f"({_number(one.denominator)} / {all_of_one} + {_number(other.denominator)} / {all_of_other})"
    return f"({_rate(one, other)} - {_rate(other, one)}) * {shares} / 2"


def _rate(term: Term, instead: Term) -> str:
    """Of a stratum without anybody the rate of the other group."""
    line = term if term.denominator else instead
    return f"{_number(line.numerator)} / {_number(line.denominator)}"


def _average(definition: Definition, value: Value) -> str:
    """Each class at its middle; the open one is closed as `spreads` closes it."""
    spans = [age.bounds(term.code) for term in value.terms]
    closing = max(first for first, _ in spans) + OPEN_CLASS_YEARS
    lines = [
        f"{_number(term.numerator)} * {_number((first + (closing if last is None else last + 1)) / 2)}"
        for term, (first, last) in zip(value.terms, spans, strict=True)
        if term.numerator
    ]
    return f"({_sum(lines)}) / ({_sum(_number(term.numerator) for term in value.terms if term.numerator)})"


def _median(definition: Definition, value: Value) -> str:
    """Interpolated in the class in which the half of all lies."""
    classes = sorted((*age.bounds(term.code), term.numerator or 0.0) for term in value.terms if term.numerator)
    half, before = sum(count for *_, count in classes) / 2, 0.0
    for first, last, count in classes:
        if before + count >= half and last is not None:
            return f"{first} + ({_number(half)} - {_number(before)}) / {_number(count)} * {last + 1 - first}"
        before += count
    return f"median({_number(half * 2)})"


def _herfindahl(definition: Definition, value: Value) -> str:
    counts = [_number(term.numerator) for term in value.terms if term.numerator]
    return f"({_sum(f'{count}**2' for count in counts)}) / ({_sum(counts)})**2"


def _top_share(definition: Definition, value: Value) -> str:
    counts = sorted((term.numerator or 0.0 for term in value.terms), reverse=True)
    largest = _sum(map(_number, counts[: definition.top]))
    return f"({largest}) / {_number(sum(counts))} * 100"


def _dissimilarity(definition: Definition, value: Value) -> str:
    """`numerator` of a line are the district's people of the group, `denominator` all others there."""
    group = _number(sum(term.numerator or 0.0 for term in value.terms))
    rest = _number(sum(term.denominator or 0.0 for term in value.terms))
    lines = (f"abs({_number(t.numerator)} / {group} - {_number(t.denominator)} / {rest})" for t in value.terms)
    return f"({_sum(lines)}) / 2"


_VARIANTS: Mapping[str, Writer] = {
    "gap": _contrast,
    "ratio": _contrast,
    "pooled": _pooled,
    "standardised": _standardised,
    "decomposition": _decomposed,
    "shrunk": _quotient,
}
_FORMULAS: Mapping[str, Writer] = {
    "average": _average,
    "median": _median,
    "herfindahl": _herfindahl,
    "top_share": _top_share,
    "dissimilarity": _dissimilarity,
}
