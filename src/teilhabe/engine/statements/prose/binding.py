"""Which names and which periods a number of a sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from teilhabe.wording.reading.found import Figure, Findings, Moment, Naming

_JOINT = re.compile(r"\b(?:und|sowie|aber|während|and|but|while)\b|[,;:]")
_JOINT_COST = 30
_SINCE = re.compile(
    r"\b(?:seit|gegenüber|verglichen mit|[Ii]m Vergleich (?:zu|zum|mit)|als|since|compared (?:with|to)|than)"
    r"(?:\s(?:dem|der|Ende|Anfang|Jahr|dem Jahr|Schuljahr|the|year|school year|in|on|am))*\s$",
    re.IGNORECASE,
)
_ROUGHLY = (
    r"(?:rund |etwa |knapp |gut |fast |mehr als |weniger als |about |around |nearly |almost |more than |less than )*"
)
_FROM = re.compile(rf"\b(?:von|from)\s{_ROUGHLY}$", re.IGNORECASE)
_TO = re.compile(
    r"(?:\b(?:auf|to)\s|–\s?)(?:den |einen |neuen |Höchstwert )*"
    rf"{_ROUGHLY}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b(?:um|by)\s{_ROUGHLY}$", re.IGNORECASE)
_MORE = re.compile(r"\s(?:mehr|weniger|höher|niedriger|more|fewer|less|higher|lower)\b")
_UNTIL = re.compile(r"\s?(?:bis|und|to|and|-|–)\s(?:zum |the |in |im |school year |Schuljahr |Ende )*", re.IGNORECASE)
NEWEST: tuple[str, ...] = ("newest",)
YEAR_BEFORE: tuple[str, ...] = ()
"""Periods that a sentence means without naming them."""
_OF = re.compile(r"\b(?:von|of|out of|insgesamt)\s(?:insgesamt\s|total\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Bound:
    """A number with what it is about.

    `names` are those right beside it, `shared` those that belong to no number, `spoken_of` those of the number before
    where it has none; `periods` are the periods it may be
    of, each a code or the two ends of a span; `reference` those with which something is compared.
    """

    figure: Figure
    names: tuple[str, ...]
    shared: tuple[str, ...]
    periods: tuple[tuple[str, ...], ...]
    reference: tuple[tuple[str, ...], ...]
    role: str  # "from", "to", "by", "of", "low", "high" or ""
    spoken_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Time:
    """A period of the sentence: its code or its two ends; of the year before, nothing."""

    start: int
    end: int
    codes: tuple[str, ...]
    is_reference: bool


def bind(
    found: Findings,
    groups: Collection[str],
    spans: Collection[tuple[str, ...]],
    before: Sequence[tuple[str, ...]],
) -> list[Bound]:
    """The numbers of a sentence with their names and periods.

    `groups` are the names of groups and places, the others are of topics; `spans` are the spans that the table has
    (first and last), `before` the periods of the sentence before.
    """
    times = times_of(found, spans)
    namings = [naming for naming in found.namings if naming.name in groups]
    by_number = _beside(found, namings)
    taken = {name.start for names in by_number.values() for name in names}
    shared = tuple(dict.fromkeys(name.name for name in namings if name.start not in taken))
    roles = _roles(found)
    result = []
    for number, figure in enumerate(found.figures):
        names = tuple(dict.fromkeys(name.name for name in by_number.get(number, ())))
        periods, reference = _periods(found, number, roles[number], times, before)
        result.append(Bound(figure, names, shared, periods, reference, roles[number]))
    return result


def times_of(found: Findings, spans: Collection[tuple[str, ...]]) -> list[Time]:
    """The periods of the sentence; two years that are the ends of a span of the table are one period."""
    result: list[Time] = []
    moments = list(found.moments)
    while moments:
        first = moments.pop(0)
        codes, end = first.codes, first.end
        if moments and len(codes) == 1 and (*codes, *moments[0].codes) in spans and moments[0].start - end < 6:
            second = moments.pop(0)
            codes, end = (*codes, *second.codes), second.end
        if len(codes) == 2 and codes not in spans:
            result += [_time(found, Moment(first.start, end, (code,)), end) for code in codes]
        else:
            result.append(_time(found, Moment(first.start, end, codes), end))
    return result


def _time(found: Findings, moment: Moment, end: int) -> Time:
    is_reference = bool(_SINCE.search(found.text[max(0, moment.start - 40) : moment.start])) or not moment.codes
    return Time(moment.start, end, moment.codes, is_reference)


def _roles(found: Findings) -> list[str]:
    roles = ["" for _ in found.figures]
    for number, figure in enumerate(found.figures):
        before = found.text[max(0, figure.start - 40) : figure.start]
        if _BY.search(before) or _MORE.match(found.text, figure.end):
            roles[number] = "by"
        elif _BETWEEN.search(before) and number + 1 < len(roles):
            roles[number], roles[number + 1] = "low", "high"
        elif _FROM.search(before) and number + 1 < len(roles) and _is_to(found, number + 1):
            roles[number], roles[number + 1] = "from", "to"
        elif not roles[number] and _OF.search(before):
            roles[number] = "of"
    return roles


def _is_to(found: Findings, number: int) -> bool:
    start = found.figures[number].start
    return bool(_TO.search(found.text[max(0, start - 40) : start]))


def _beside(found: Findings, names: Sequence[Naming]) -> dict[int, tuple[Naming, ...]]:
    """For each number the name nearest to it; a name that several numbers are near to belongs to the nearest.

    One name before all numbers, or behind them, belongs to all.
    """
    numbers = found.figures
    if len({name.name for name in names}) < 2 and not any(
        numbers[0].start < name.start < numbers[-1].start for name in names if numbers
    ):
        return {number: tuple(names) for number in range(len(found.figures))}
    pairs = sorted(
        (_cost(found, figure, name), number, place)
        for number, figure in enumerate(found.figures)
        for place, name in enumerate(names)
        if not _is_parted(found, figure, name)
    )
    result: dict[int, tuple[Naming, ...]] = {}
    used: set[int] = set()
    for cost, number, place in pairs:
        if number not in result and place not in used and cost < 3 * _JOINT_COST:
            alike = [other for other, name in enumerate(names) if name.name == names[place].name and other not in used]
            result[number] = tuple(names[other] for other in alike if abs(other - place) <= 1)
            used.update(other for other in alike if abs(other - place) <= 1)
    return result


def _cost(found: Findings, figure: Figure, name: Naming) -> int:
    first, last = (figure, name) if figure.start < name.start else (name, figure)
    between = found.text[first.end : last.start]
    return len(between) + _JOINT_COST * len(_JOINT.findall(between))


def _is_parted(found: Findings, figure: Figure, name: Naming) -> bool:
    """Whether another number stands between."""
    low, high = sorted((figure.start, name.start))
    return any(low < other.start < high for other in found.figures)


_Periods = tuple[tuple[str, ...], ...]


def _periods(
    found: Findings, number: int, role: str, times: Sequence[Time], before: Sequence[tuple[str, ...]]
) -> tuple[_Periods, _Periods]:
    """The periods a number may be of, and those with which it is compared; none where the sentence names none."""
    own = [time for time in times if not time.is_reference]
    references = tuple(time.codes for time in times if time.is_reference)
    figure = found.figures[number]
    if not times:
        return _continued(role, before), ()
    if role in ("from", "to"):
        return (_end(role, times, found.text),), ()
    if role in ("by", "low", "high") and len(own) > 1:
        return tuple(time.codes for time in own), references
    if len(own) > 1 and len(own) == len(found.figures):
        return (own[number].codes,), references
    inside = _in_parentheses(found, figure, times)
    if inside is not None:
        return (inside.codes,), ()
    return (_nearest(figure, own),), references


def _continued(role: str, before: Sequence[tuple[str, ...]]) -> _Periods:
    """The periods of the sentence before, for one that names none."""
    if role in ("from", "to") and len(before) > 1:
        return (min(before) if role == "from" else max(before),)
    return tuple(before) if role in ("by", "low", "high") else tuple(before[-1:])


def _end(role: str, times: Sequence[Time], text: str) -> tuple[str, ...]:
    """The period of the first or the second number of "von 371 auf 402".

    Of "von 2023 bis 2024" the first and the second, otherwise the earlier and the later of the sentence.
    """
    if len(times) == 2 and _UNTIL.fullmatch(text, times[0].end, times[1].start):
        return times[0].codes if role == "from" else times[1].codes
    ordered = sorted({time.codes for time in times if time.codes})
    if len(ordered) > 1 or sum(bool(time.codes) for time in times) > 1:
        return ordered[0] if role == "from" else ordered[-1]
    (only,) = ordered or [NEWEST]
    if any(time.is_reference and time.codes for time in times):
        return only if role == "from" else NEWEST
    return YEAR_BEFORE if role == "from" else only


def _in_parentheses(found: Findings, figure: Figure, times: Sequence[Time]) -> Time | None:
    """The period that shares a pair of brackets with the number: "(Vorjahr 2 830)", "(2024: 42 932)"."""
    for match in re.finditer(r"\([^()]*\)", found.text):
        if match.start() < figure.start < match.end():
            return next((time for time in times if match.start() < time.start < match.end()), None)
    return None


def _nearest(figure: Figure, own: Sequence[Time]) -> tuple[str, ...]:
    """The last period named before the number, or the first behind it; the newest where all are for comparison."""
    earlier = [time for time in own if time.start < figure.start]
    if earlier:
        return earlier[-1].codes
    return own[0].codes if own else NEWEST
