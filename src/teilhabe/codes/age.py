"""Ages and age groups in the manner of SDMX CL_AGE: Y0, Y18T24, Y_LT3, Y_GE85, TOTAL, UNKNOWN."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from teilhabe.text import Text

TOTAL, UNKNOWN = "TOTAL", "UNKNOWN"
_CODE = re.compile(r"Y(?:(\d+)(?:T(\d+))?|_LT(\d+)|_GE(\d+))")


def single(age: int) -> str:
    return f"Y{age}"


def span(first: int, last: int) -> str:
    """The group of the ages `first` to `last`, both included; ValueError where it is empty."""
    if last < first:
        raise ValueError(f"no ages between {first} and {last}")
    return single(first) if first == last else f"Y{first}T{last}"


def under(age: int) -> str:
    """The group of all ages below this one; below one year is the single age 0."""
    if age < 1:
        raise ValueError("nobody is younger than 0")
    return single(0) if age == 1 else f"Y_LT{age}"


def at_least(age: int) -> str:
    return f"Y_GE{age}"


def is_span(code: str) -> bool:
    """Whether a code is an age or a group of ages, not TOTAL, UNKNOWN or a publisher's own word."""
    return _CODE.fullmatch(code) is not None


@lru_cache(maxsize=4096)
def bounds(code: str) -> tuple[int, int | None]:
    """Lowest and highest age in completed years, both included, None where there is no upper end.

    ValueError where the code is no age ("UNKNOWN", "M").
    """
    if code == TOTAL:
        return 0, None
    match = _CODE.fullmatch(code)
    if not match:
        raise ValueError(f"not an age code: {code!r}")
    first, last, below, from_ = match.groups()
    if below:
        return 0, int(below) - 1
    if from_:
        return int(from_), None
    return int(first), int(last or first)


def label(code: str) -> Text:
    """How the age or age group is read aloud; ValueError where the code is no age."""
    if code == TOTAL:
        return Text("insgesamt", "total")
    if code == UNKNOWN:
        return Text("Alter unbekannt", "age unknown")
    first, last = bounds(code)
    if last is None:
        return Text(f"{first} Jahre und älter", f"{first} years and over")
    if first == 0:
        return Text(f"unter {last + 1} Jahr{'en' if last else ''}", f"under {last + 1} year{'s' if last else ''}")
    if first == last:
        return Text(f"{first} Jahr{'e' if first > 1 else ''}", f"{first} year{'s' if first > 1 else ''}")
    return Text(f"{first} bis {last} Jahre", f"{first} to {last} years")


_TOTALS = {
    "total", "insgesamt", "gesamt", "zusammen", "alle altersgruppen", "all ages", "alle", "lb-ins", "alle altersjahre",
    "alle altersklassen", "_t", "alter insgesamt",
}  # fmt: skip
_UNKNOWNS = {
    "unknown", "unbekannt", "alter unbekannt", "age unknown", "unbekanntes alter", "ohne angabe", "keine angabe",
    "not stated", "alt-unb", "altunb", "unk", "o. a.", "o.a.", "ohne altersangabe", "nicht bekannt", "nrp", "nsp", "_u",
}  # fmt: skip
_NAMED = {
    "minderjährige": "Y_LT18", "minderjährig": "Y_LT18", "minors": "Y_LT18", "volljährige": "Y_GE18",
    "volljährig": "Y_GE18", "säuglinge": "Y0",
}  # fmt: skip
_OLDEST = 130
"""Nobody has grown older; a larger number is something else."""

_N = r"(\d{1,3})"
_YEARS = r"(?: ?(?:jahr(?:en?)?|j\.?|years?|yrs?|-?jährige[rn]?))?(?: alt| old| of age)?"
_TO = r" ?(?:bis|b\.|to|-|–|—) ?"
_BELOW = r"(?:unter|u\.|under|below|<) ?"
_AND_MORE = (
    r" ?,? ?(?:(?:und|u\.|u|oder|and|or|\+) ?"
    r"(?:mehr|m\.?|älter|aelter|ä\.?|älteren?|darüber|over|older|more|above)|\+)"
)
_Build = Callable[[re.Match[str]], str]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_N}{_YEARS}", lambda m: single(int(m[1]))),
        (
            rf"(?:unter|under|below|<|bis unter|b\.? ?u\.|u\.|less than) ?{_N}{_YEARS}",
            lambda m: under(int(m[1])),
        ),
        (rf"(?:ab |über )?{_N}{_YEARS}{_AND_MORE}(?: jahre?)?", lambda m: at_least(int(m[1]))),
        (rf"(?:ab|>=|≥|from|mindestens|at least) ?{_N}{_YEARS}", lambda m: at_least(int(m[1]))),
        (rf"(?:über|ü\.|mehr als|over|more than|older than|>) ?{_N}{_YEARS}", lambda m: at_least(int(m[1]) + 1)),
        (rf"(?:bis|bis zu|up to|<=|≤|höchstens|at most) ?{_N}{_YEARS}", lambda m: under(int(m[1]) + 1)),
        (rf"(?:von |from )?{_N}{_YEARS}{_TO}{_BELOW}{_N}{_YEARS}", lambda m: _below(int(m[1]), int(m[2]))),
        (rf"(?:von |from )?{_N}{_YEARS}{_TO}(?:einschl(?:ießlich|\.) ?)?{_N}{_YEARS}", lambda m: _closed(m)),
        (rf"(?:zwischen|zw\.|between) ?{_N}{_YEARS} (?:und|u\.|and) {_N}{_YEARS}", lambda m: _closed(m)),
        (r"alt(\d{3})", lambda m: single(int(m[1]))),
        (r"alt(\d{3})b(\d{3})", lambda m: _closed(m)),
        (r"alt(\d{3})b(\d{2})", lambda m: _below(int(m[1]), int(m[2]))),
        (r"alt(\d{3})(?:bxxx|um)", lambda m: at_least(int(m[1]))),
        (r"e_e(\d{2,3})_(\d{2,3})", lambda m: _register_group(int(m[1]), int(m[2]))),
        (r"y(\d{1,3})", lambda m: single(int(m[1]))),
        (r"y(\d{1,3})[t_-](\d{1,3})", lambda m: _closed(m)),
        (r"y_?lt(\d{1,3})", lambda m: under(int(m[1]))),
        (r"y_?le(\d{1,3})", lambda m: under(int(m[1]) + 1)),
        (r"y_?ge(\d{1,3})", lambda m: at_least(int(m[1]))),
        (r"y_?gt(\d{1,3})", lambda m: at_least(int(m[1]) + 1)),
    )
)
_LEAD = re.compile(
    r"^(?:im alter von|im alter|alter(?:sgruppe|sklasse)?|aged|ages?|personen|persons|kinder|kinder und jugendliche"
    r"|jugendliche|einwohner|bevölkerung|people)\b[: ]*"
)


def _closed(match: re.Match[str]) -> str:
    return span(int(match[1]), int(match[2]))


def _below(first: int, end: int) -> str:
    return under(end) if first == 0 else span(first, end - 1)


def _register_group(first: int, end: int) -> str:
    """ "E_E00_01" is below one year, "E_E95_110" from 95 on: the names of columns in Berlin's register extracts."""
    return at_least(first) if end >= 110 else _below(first, end)


@lru_cache(maxsize=4096)
def parse_age(text: str) -> str | None:
    """The code for a label or a code of a publisher ("unter 1 Jahr", "18 bis unter 25 Jahre", "ALT060B069").

    A bare number is a single age, "18 - 25" includes both ends; `codes.age_scale` reads a whole list, which may show
    that the upper end is not included. None where the text names no age.
    """
    plain = " ".join(text.split()).lower()
    if plain in _TOTALS:
        return TOTAL
    if plain in _UNKNOWNS:
        return UNKNOWN
    for wording in dict.fromkeys((plain, _spelled_out(plain))):
        if wording in _NAMED:
            return _NAMED[wording]
        if found := _parse(wording):
            return found
    return None


def _spelled_out(plain: str) -> str:
    """Without words that lead up to the age, and with "15- bis unter 25-jährige" as "15 bis unter 25 jährige"."""
    while (shorter := _LEAD.sub("", plain)) != plain:
        plain = shorter
    return re.sub(r"(?<=\d)-(?= ?(?:bis|jährig|und|year))", " ", plain).replace("  ", " ")


def _parse(plain: str) -> str | None:
    for pattern, build in _FORMS:
        match = pattern.fullmatch(plain)
        if match:
            try:
                code = build(match)
            except ValueError:
                return None
            return _canonical(code) if max(int(group) for group in match.groups() if group) <= _OLDEST else None
    return None


def _canonical(code: str) -> str:
    """A group that begins at 0 has one name only: Y0T2 is Y_LT3."""
    first, last = bounds(code)
    if first == 0 and last is None:
        return TOTAL
    return under(last + 1) if first == 0 and last else code
