"""Converting: one code of a file to its standard code, where there is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from teilhabe.codes.age_scale import read_ages
from teilhabe.codes.citizenship import parse_citizenship
from teilhabe.codes.countries import country_of_key, country_of_name
from teilhabe.codes.period import split_mark
from teilhabe.codes.residence import parse_residence
from teilhabe.codes.residence_status import parse_residence_status
from teilhabe.codes.sex import parse_sex
from teilhabe.codes.timescale import read_parts, read_periods
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.meaning.areas import areas
from teilhabe.engine.preparation.meaning.pairs import Converter, HarmonisedCode, Heading, Pair, other
from teilhabe.engine.preparation.meaning.roles import slug

_PART_NAMES = re.compile(r".*(?:(?P<Q>quartale?|vierteljahre?|quarters?)|(?P<S>halbjahre?|half_years?))")


def times(pairs: Sequence[Pair], heading: str = "") -> Converter:
    """The canonical periods of a column; their label is the code itself. A heading "Quartal" makes "1/2021" one."""
    split = {text: split_mark(text) for pair in pairs for text in pair}
    texts = {plain for plain, _ in split.values()}
    scale = read_periods(texts)
    if (named := _PART_NAMES.fullmatch(slug(heading))) and named.lastgroup:
        scale = replace(scale, periods={**scale.periods, **read_parts(texts - {""}, named.lastgroup)})

    def convert(code: str, label: str) -> HarmonisedCode:
        for text in (code, label):
            plain, mark = split[text]
            period = scale.periods[plain]
            if period:
                issue = "ambiguous-date" if plain in scale.ambiguous else "marked-period" if mark else ""
                return HarmonisedCode(period.code, "", issue, mark=mark)
        return HarmonisedCode(code or label, label, "unknown-period")

    return convert


def sex(code: str, label: str) -> HarmonisedCode:
    return _closed(parse_sex(code) or parse_sex(label), code, label)


def ages(pairs: Sequence[Pair], heading: str) -> Converter:
    """The labels go first: publishers' age codes say "up to 6" and mean "up to 5" in some tables."""
    by_label, by_code = (read_ages(set(texts), heading) for texts in ({b for _, b in pairs}, {a for a, _ in pairs}))

    def convert(code: str, label: str) -> HarmonisedCode:
        found = _closed(by_label.codes[label] or by_code.codes[code], code, label)
        return replace(found, issue="ambiguous-age") if label in by_label.ambiguous else found

    return convert


def citizenship(code: str, label: str) -> HarmonisedCode:
    """Groups are harmonised; a single citizenship keeps the publisher's code, or gets its key by its name."""
    alone = not code or label in ("", code)
    found = parse_citizenship(code) or (parse_citizenship(label) if alone else None)
    if found:
        return HarmonisedCode(found, label)
    country = country_of_name(label or code) if alone else country_of_key(code, label)
    return HarmonisedCode(country.code, label) if country else other(code, label)


def residence(code: str, label: str) -> HarmonisedCode:
    """Main or secondary residence, or both together."""
    return _closed(parse_residence(label) or parse_residence(code), code, label)


def residence_status(code: str, label: str) -> HarmonisedCode:
    """A title by its name where the file has no code of its own for it."""
    found = parse_residence_status(label) if code in ("", label) else None
    return HarmonisedCode(found, label) if found else other(code, label)


def _closed(found: str | None, code: str, label: str) -> HarmonisedCode:
    if found:
        return HarmonisedCode(found, label)
    kept = other(code, label)
    return kept if kept.code == TOTAL else replace(kept, issue="unknown-code")


def convert_all(role: str, pairs: Sequence[Pair], heading: Heading) -> Mapping[Pair, HarmonisedCode]:
    """The standard code of each different pair of code and label of a dimension, all of them seen together."""
    convert = _converter(role, pairs, heading)
    return {pair: convert(*pair) for pair in pairs}


def _converter(role: str, pairs: Sequence[Pair], heading: Heading) -> Converter:
    if role == "ref_area":
        return areas(pairs, heading)
    if role == "time_period":
        return times(pairs, heading.title)
    if role == "age":
        return ages(pairs, heading.title)
    return _BY_ROLE.get(role, other)


_BY_ROLE: Mapping[str, Converter] = {
    "sex": sex,
    "citizenship": citizenship,
    "residence": residence,
    "residence_status": residence_status,
}
