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


_TOTALS = {"total", "insgesamt", "gesamt", "zusammen", "alle altersgruppen", "all ages", "alle", "lb-ins"}
_UNKNOWNS = {
    "unknown", "unbekannt", "alter unbekannt", "age unknown", "unbekanntes alter", "ohne angabe", "keine angabe",
    "not stated", "alt-unb", "altunb", "unk",
}  # fmt: skip

_YEARS = r"(?: ?(?:jahr(?:en?)?|j\.?|years?|yrs?))?(?: alt| old)?"
_Build = Callable[[re.Match[str]], str]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(\d{1,3})-?jährige[rn]?", lambda m: single(int(m[1]))),
        (rf"(\d{{1,3}}){_YEARS}", lambda m: single(int(m[1]))),
        (rf"(?:unter|under|below|<|bis unter|less than) ?(\d{{1,3}}){_YEARS}", lambda m: under(int(m[1]))),
        (
            rf"(?:ab |über )?(\d{{1,3}}){_YEARS} ?(?:(?:und|u\.|oder|and|or) ?"
            r"(?:mehr|älter|aelter|ältere|darüber|over|older|more)|\+)",
            lambda m: at_least(int(m[1])),
        ),
        (rf"(?:ab|>=|≥|from|mindestens) ?(\d{{1,3}}){_YEARS}", lambda m: at_least(int(m[1]))),
        (rf"(?:über|mehr als|over|>) ?(\d{{1,3}}){_YEARS}", lambda m: at_least(int(m[1]) + 1)),
        (rf"(?:bis|bis zu|up to) ?(\d{{1,3}}){_YEARS}", lambda m: under(int(m[1]) + 1)),
        (
            rf"(?:von |from )?(\d{{1,3}}) ?(?:bis|to|-|–) ?(?:unter|under|<) ?(\d{{1,3}}){_YEARS}",
            lambda m: span(int(m[1]), int(m[2]) - 1),
        ),
        (
            rf"(?:von |from )?(\d{{1,3}}){_YEARS} ?(?:bis|to|-|–) ?(\d{{1,3}}){_YEARS}",
            lambda m: span(int(m[1]), int(m[2])),
        ),
        (r"alt(\d{3})", lambda m: single(int(m[1]))),
        (r"alt(\d{3})b(\d{3})", lambda m: span(int(m[1]), int(m[2]))),
        (r"alt(\d{3})b(\d{2})", lambda m: _below(int(m[1]), int(m[2]))),
        (r"alt(\d{3})(?:bxxx|um)", lambda m: at_least(int(m[1]))),
        (r"y(\d{1,3})", lambda m: single(int(m[1]))),
        (r"y(\d{1,3})[t-](\d{1,3})", lambda m: span(int(m[1]), int(m[2]))),
        (r"y_?lt(\d{1,3})", lambda m: under(int(m[1]))),
        (r"y_?ge(\d{1,3})", lambda m: at_least(int(m[1]))),
    )
)
_LEAD = re.compile(r"^(?:im alter von|im alter|alter|aged|age|personen|persons)\b[: ]*")


def _below(first: int, end: int) -> str:
    return under(end) if first == 0 else span(first, end - 1)


@lru_cache(maxsize=4096)
def parse_age(text: str) -> str | None:
    """The code for a label or a code of a publisher ("unter 1 Jahr", "18 bis unter 25 Jahre", "ALT060B069").

    A bare number is a single age. None where the text names no age.
    """
    plain = " ".join(text.split()).lower()
    if plain in _TOTALS:
        return TOTAL
    if plain in _UNKNOWNS:
        return UNKNOWN
    plain = _LEAD.sub("", plain)
    for pattern, build in _FORMS:
        match = pattern.fullmatch(plain)
        if match:
            try:
                return _canonical(build(match))
            except ValueError:
                return None
    return None


def _canonical(code: str) -> str:
    """A group that begins at 0 has one name only: Y0T2 is Y_LT3."""
    first, last = bounds(code)
    return under(last + 1) if first == 0 and last else code
