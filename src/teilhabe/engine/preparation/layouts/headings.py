"""Headings of value columns: which measure, in which unit, and which code of a dimension each of them names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from teilhabe.codes.age import parse_age
from teilhabe.codes.citizenship import FOREIGN, GERMAN, parse_citizenship
from teilhabe.codes.period import part_of_year
from teilhabe.codes.sex import DIVERS, FEMALE, MALE, parse_sex
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.layouts.origins import read_origins
from teilhabe.engine.preparation.layouts.titles import is_unit, measure
from teilhabe.engine.preparation.meaning.roles import Role, are_periods, is_total, names_period

SPLIT_ROLES: tuple[Role, ...] = ("time_period", "age", "sex", "citizenship")

_PARTED: tuple[Role, ...] = ("age", "sex", "citizenship")
"""Roles whose codes divide up a whole."""

_BRACKETS = re.compile(r"(?P<name>.+?)\s*\[(?:in )?(?P<unit>[^\[\]]{1,25})\]")
_IN_UNIT = re.compile(r"(?P<name>.+?),?\s+(?P<unit>in (?:\S+ )?\S+)")
_PER = re.compile(r"(?P<name>.+?),?\s+(?P<unit>(?:je|pro|per) (?:[\d.]+ ?)?\S*)")
_SUFFIX = re.compile(r"(?P<name>.+?)(?:_+|\s+)(?P<unit>%|percent|percentage|prozent|pct|qkm|km2|eur)", re.IGNORECASE)
_YEAR = re.compile(r"(?:\d\d?\.\d\d?\.)?(?:19|20)\d\d(?:\D.*)?")
_ON = re.compile(r"\s+(?:am|zum|im|stand|stichtag|per|vom|on|in)$", re.IGNORECASE)
_RELATIVE = re.compile(r".*\b(seit|ab|bis|vor|nach|since|until|before|after|gegenüber|zu|vs\.?)", re.IGNORECASE)
_LEAD = re.compile(r"^(?:davon|darunter|dav\.|dar\.|of which)\b[: ]*", re.IGNORECASE)
_TOKENS = re.compile(r"[\s_]+")
_COUNTED = re.compile(
    r"(personen|kindern?|zimmern?|räumen?|wohnungen|beschäftigten?|mitgliedern?|haushalten?|monaten?|wochen|tagen?|stunden"
    r"|persons|people|children|rooms|employees|members|months|weeks|days|hours)\b.*",
    re.IGNORECASE,
)
"""Behind "1-3" these say how many, not how old."""

_ENOUGH_PERIODS = 3
_ENOUGH_PARTS = 3
_LONGEST_CODE = 8  # words
_PUNCTUATION = " ,;:()[]–-/|"


@dataclass(frozen=True)
class Heading:
    """One heading: its measure ("" where it names none), its unit, and the texts of the roles that it names.

    `total`: the word for a total that stands in it, such as "insgesamt".
    """

    measure: str
    unit: str = ""
    codes: Mapping[Role, str] = field(default_factory=dict)
    total: str = ""

    @property
    def key(self) -> tuple[str, str, tuple[tuple[Role, str], ...]]:
        return self.measure, self.unit, tuple(sorted(self.codes.items()))


def read_headings(names: Sequence[str], taken: Collection[Role | None]) -> list[Heading | None]:
    """The meaning of the headings of all value columns together.

    A role is split off only where every heading names a code of it or is a total; roles in `taken`, which the rows
    have already, never are. What cannot be split stays the name of a measure. None stands for a column of another kind
    beside columns of years: it has no period.
    """
    units = [_unit(name) for name in names]
    free = [role for role in SPLIT_ROLES if role not in taken]
    for roles in _choices(free):
        parsed = _parsed(units, roles)
        if parsed and (found := _agreed(parsed, roles)) is not None:
            return list(_apart(found))
    if "part_of_year" not in taken and (found_parts := _parts(units)):
        return found_parts
    if "citizenship" in free and (origins := _by_origin(units)):
        return list(origins)
    return _beside_years(names, units) if "time_period" in free else list(_measures(names, units))


def _parts(units: Sequence[tuple[str, str]]) -> list[Heading | None]:
    """Nearly all headings are months, quarters or half-years without a year; none at all where they are not."""
    kinds = [part_of_year(name) for name, _ in units]
    known = {kind for kind in kinds if kind}
    if len({kind for kind, _ in known}) != 1 or len(known) < max(_ENOUGH_PERIODS, 2 * len(kinds) / 3):
        return []
    return [
        Heading("", unit, {"part_of_year": name}) if kind or is_total(name) else None
        for (name, unit), kind in zip(units, kinds, strict=True)
    ]


def rest_of(names: Sequence[str]) -> int | None:
    """The place of the only heading that names neither a code nor a total, where all others name codes of one kind.

    It may be the total of the others ("Einwohner" beside "männlich", "weiblich"); their figures have to prove it.
    """
    parsed = [_parse(name, _PARTED) for name in names]
    bare = [place for place, heading in enumerate(parsed) if not heading.codes]
    if len(bare) != 1 or len(names) < _ENOUGH_PARTS or parsed[bare[0]].total:
        return None
    (place,) = bare
    others = [heading for heading in parsed if heading.codes]
    is_one = len({tuple(heading.codes) for heading in others}) == 1 and len(others[0].codes) == 1
    measures = {heading.measure for heading in others}
    return place if is_one and not any(h.total for h in others) and measures <= {"", parsed[place].measure} else None


def _by_origin(units: Sequence[tuple[str, str]]) -> list[Heading] | None:
    """Headings that name countries and groups of them are citizenships."""
    origins = read_origins([name for name, _ in units])
    if origins is None:
        return None
    found = zip(origins, units, strict=True)
    return [Heading(origin.measure, unit, {"citizenship": origin.citizenship}) for origin, (_, unit) in found]


def _beside_years(names: Sequence[str], units: Sequence[tuple[str, str]]) -> list[Heading | None]:
    """Nearly all headings are bare periods, in which all others have no place; else each heading is a measure."""
    of_time = [names_period(name) for name, _ in units]
    periods = {name for (name, _), is_period in zip(units, of_time, strict=True) if is_period}
    if not are_periods(periods) or sum(of_time) < max(_ENOUGH_PERIODS, 2 * len(of_time) / 3):
        return list(_measures(names, units))
    return [
        Heading("", unit, {"time_period": name}) if is_period else None
        for (name, unit), is_period in zip(units, of_time, strict=True)
    ]


def name_of(role: Role, texts: Sequence[str]) -> str:
    """What a dimension in the headings is called: months without a year go by their own name."""
    kind = next((part[0] for text in texts if (part := part_of_year(text))), "")
    return _PART_NAMES.get(kind, role) if role == "part_of_year" else role


_PART_NAMES = {"M": "Monat", "Q": "Quartal", "S": "Halbjahr"}


def _choices(roles: Sequence[Role]) -> Iterator[tuple[Role, ...]]:
    """As many roles together as possible first."""
    for count in range(len(roles), 0, -1):
        yield from combinations(roles, count)


def _measures(names: Sequence[str], units: Sequence[tuple[str, str]]) -> list[Heading]:
    """Each heading a measure of its own; without its unit only where that leaves all names different."""
    counted = Counter(name for name, _ in units)
    return [
        Heading(name if counted[name] == 1 else heading, unit)
        for heading, (name, unit) in zip(names, units, strict=True)
    ]


def _unit(heading: str) -> tuple[str, str]:
    """Name and unit of a heading; a rate per something, and a name that programs know, keep it in their name."""
    text = " ".join(heading.split())
    if found := measure(text):
        return found
    for pattern in (_BRACKETS, _IN_UNIT):
        match = pattern.fullmatch(text)
        if match and is_unit(match["unit"]):
            return match["name"].strip(" ,"), match["unit"].removeprefix("in ")
    for pattern in (_PER, _SUFFIX):
        if match := pattern.fullmatch(text):
            return text, match["unit"]
    return (text, text.removeprefix("in ")) if is_unit(text) else (text, "")


def _parsed(units: Sequence[tuple[str, str]], roles: Collection[Role]) -> list[Heading]:
    """Each heading with the codes that it names; none at all as soon as one names neither a code nor a total."""
    result = []
    for name, unit in units:
        heading = _parse(name, roles)
        if not (heading.codes or heading.total):
            return []
        result.append(replace(heading, unit=unit))
    return result


def _parse(text: str, roles: Collection[Role]) -> Heading:
    """Codes of the roles at the end or the beginning of a heading; what is left over is the measure."""
    total = ""
    rest, codes = text.strip(), {}
    while rest:
        found = _cut(rest, [role for role in roles if role not in codes])
        if found is None:
            break
        rest, role, code = found
        if role is None:
            total = code
        else:
            codes[role] = code
    rest = _LEAD.sub("", rest).strip(_PUNCTUATION)
    return Heading(_ON.sub("", rest) if "time_period" in codes else rest, "", codes, total)


def _cut(text: str, roles: Collection[Role]) -> tuple[str, Role | None, str] | None:
    """The rest of a heading, and the role and text of the longest code at one of its ends; no role for a total."""
    tokens = [token for token in _TOKENS.split(text) if token]
    for size in range(min(len(tokens), _LONGEST_CODE), 0, -1):
        for rest, part in ((tokens[:-size], tokens[-size:]), (tokens[size:], tokens[:size])):
            code, left = " ".join(part).strip(_PUNCTUATION), " ".join(rest)
            if is_total(code):
                return left, None, code
            role = next((role for role in roles if _names(role, code, left)), None)
            if role and not (role == "age" and part == tokens[:size] and _COUNTED.fullmatch(left)):
                return left, role, code
    return None


def _names(role: Role, code: str, rest: str) -> bool:
    """Whether a part of a heading is a code of this role, with `rest` beside it."""
    if role == "time_period":
        return bool(_YEAR.fullmatch(code)) and names_period(code) and not _RELATIVE.fullmatch(rest)
    if role == "age":
        return not code.isdigit() and parse_age(code) not in (None, "UNKNOWN", TOTAL)
    if role == "sex":
        return parse_sex(code) in (MALE, FEMALE, DIVERS) and (len(code) > 1 or bool(rest))
    return parse_citizenship(code) in (GERMAN, FOREIGN) and len(code) > 2


def _agreed(parsed: Sequence[Heading], roles: Collection[Role]) -> list[Heading] | None:
    """The headings with a code for each role, None where they do not form one pattern."""
    different = {role: {heading.codes[role] for heading in parsed if role in heading.codes} for role in roles}
    if any(len(codes) < (1 if role == "time_period" else 2) for role, codes in different.items()):
        return None
    if "time_period" in roles and not all("time_period" in heading.codes for heading in parsed):
        return None
    if not are_periods(different.get("time_period", ())):
        return None
    named = _with_measures(parsed)
    if named is None or len(named) < 2:
        return None
    complete = [replace(h, codes={role: h.codes.get(role, h.total or TOTAL) for role in roles}) for h in named]
    if len({heading.key for heading in complete}) < len(complete):
        return None
    return complete if _letters_agree(parsed) else None


def _with_measures(parsed: Sequence[Heading]) -> list[Heading] | None:
    """A heading that names no measure goes on with that of its left neighbour, or has that of the only total.

    None where measures of some headings stay open.
    """
    if not any(heading.measure for heading in parsed):
        return list(parsed)
    of_totals = {heading.measure for heading in parsed if not heading.codes}
    others = {heading.measure for heading in parsed if heading.codes}
    if others == {""} and len(of_totals) == 1:
        (only,) = of_totals
        return [replace(heading, measure=only) for heading in parsed]
    if of_totals == {""} and len(others) == 1:
        (only,) = others
        return [replace(heading, measure=only) for heading in parsed]
    if not parsed[0].measure:
        return None
    result: list[Heading] = []
    for heading in parsed:
        result.append(heading if heading.measure else replace(heading, measure=result[-1].measure))
    return result


def _letters_agree(parsed: Sequence[Heading]) -> bool:
    """ "M" and "W" behind a name are sexes only where every name has the same letters."""
    letters: dict[str, set[str]] = defaultdict(set)
    for heading in parsed:
        if len(code := heading.codes.get("sex", "")) == 1:
            letters[heading.measure].add(code)
    return not letters or (len(set(map(frozenset, letters.values()))) == 1 and len(letters) > 1)


def _apart(headings: Sequence[Heading]) -> list[Heading]:
    """One measure in two units has two names: a sum over a measure must never mix them."""
    units: dict[str, set[str]] = defaultdict(set)
    for heading in headings:
        units[heading.measure].add(heading.unit)
    return [
        replace(h, measure=f"{h.measure} ({h.unit})".strip()) if len(units[h.measure]) > 1 and h.unit else h
        for h in headings
    ]
