"""Periods in a text, as canonical codes: days, months, quarters, halves, weeks, school years, years and their spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import chain

from teilhabe.text import Language
from teilhabe.wording.reading.found import Moment
from teilhabe.wording.reading.page import Page

_MONTHS: dict[Language, str] = {
    "de": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
}
_MONTH: dict[Language, str] = {
    "de": r"(Jan(?:uar|\.)|Jänner|Feb(?:ruar|\.)|März|Mär\.|Apr(?:il|\.)|Mai|Jun[io]|Jul[io]|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.))",
    "en": r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)",
}
_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_NTH = r"([1-4](?=\.|st|nd|rd|th)|erst|zweit|dritt|viert|first|second|third|fourth)(?:\.|e[nsmr]?|st|nd|rd|th)?\s"
_YEAR = r"((?:18|19|20|21)\d\d)"
_YEAR_END: dict[Language, str] = {
    "de": r"\b(?:Ende|Jahresende)\s(?:des\sJahres\s)?",
    "en": r"\b(?:(?:the\s)?end\sof\s(?:the\syear\s)?|year-end\s)",
}
_FREE, _END = r"(?<![\w.,/\u20ac$-])", r"(?![\w]|[.,]\d)"
_NO_UNIT = (
    r"(?!\s?(?:%|€|EUR\b|Euro|Prozent|per ?cent|Franken|CHF|m²|km²|qm\b|Quadrat|Mio|Mrd|Million|Milliard|je 100|per 1))"
)
_COUNTED = r"Personen|Menschen|Kinder|Fälle|Plätze|Stunden|persons|people|children|cases|places|hours"
_AMOUNT = (
    r"(?:rund|etwa|knapp|fast|insgesamt|nur|um|circa|ca\.|about|around|nearly|almost|only|by)\s\d{4}\s(?:"
    + _COUNTED
    + ")"
)
_BEFORE: dict[Language, str] = {
    "de": r"\b(?:Vor|Vorvor)jahr\w*\b|\bim Jahr (?:davor|zuvor)\b|\bein Jahr (?:davor|zuvor|früher)\b",
    "en": r"\bprevious year\b|\byear (?:before|earlier)\b|\bprior year\b",
}

_Reader = Callable[[re.Match[str], Language], tuple[str, ...] | None]


def moments(page: Page, language: Language) -> tuple[Moment, ...]:
    """The periods of the text; a span as its two ends, the year before without a code."""
    found = []
    shapes = [_DAYS, _WORDED[language] if _WORDS.search(page.rest) else (), _YEARS[language]]
    for pattern, reader in chain.from_iterable(shapes):
        for match in list(page.matches(pattern)):
            codes = reader(match, language)
            if codes is not None:
                found.append(Moment(match.start(), match.end(), codes))
                page.cover(match.start(), match.end())
    return tuple(sorted(found, key=lambda moment: moment.start))


def _day(year: str, month: int, day: str) -> tuple[str, ...] | None:
    try:
        return (date(int(year), month, int(day)).isoformat(),)
    except ValueError:
        return None


def _iso_day(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    return _day(match[1], int(match[2]), match[3])


def _numeric_day(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    return _day(match[3], int(match[2]), match[1])


def _worded_day(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    return _day(match[3], _month_number(match[2], language), match[1])


def _american_day(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    return _day(match[3], _month_number(match[1], language), match[2])


def _months(match: re.Match[str], language: Language) -> tuple[str, ...]:
    """ "Januar bis März 2024" as two months of one year."""
    return tuple(f"{match[3]}-{_month_number(match[group], language):02d}" for group in (1, 2))


def _month(match: re.Match[str], language: Language) -> tuple[str, ...]:
    return (f"{match[2]}-{_month_number(match[1], language):02d}",)


def _month_number(name: str, language: Language) -> int:
    start = name[:3].lower()
    return 1 if start == "jän" else _MONTHS[language].split().index(start) + 1


def _year_end(match: re.Match[str], language: Language) -> tuple[str, ...]:
    return (f"{match[1]}-12-31",)


def _part(letter: str, most: int) -> _Reader:
    def read(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
        number = _ORDINALS.get(match[1].lower()) or int(match[1])
        return (f"{match[2]}-{letter}{number}",) if number <= most else None

    return read


def _week(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    number, year = int(match["week"]), match["year"]
    return (f"{year}-W{number:02d}",) if 1 <= number <= 53 else None


def _slashed(match: re.Match[str], language: Language) -> tuple[str, ...]:
    """ "2023/24" is one school year, "2019/2022" are two years."""
    first, last = _both(match)
    return (f"{first}/{last}",) if int(last) == int(first) + 1 else (first, last)


def _years(match: re.Match[str], language: Language) -> tuple[str, ...]:
    return _both(match)


def _both(match: re.Match[str]) -> tuple[str, str]:
    """ "2023/24" and "1999/00": the second in the century in which it follows the first."""
    first, last = match[1], match[2]
    if len(last) == 2:
        century = int(first[:2]) + (last < first[2:])
        last = f"{century}{last}"
    return first, last


def _year(match: re.Match[str], language: Language) -> tuple[str, ...] | None:
    sentence = match.string[max(0, match.start() - 12) : match.end() + 12]
    return None if _AMOUNT_AROUND.search(sentence) else (match[1],)


def _nothing(match: re.Match[str], language: Language) -> tuple[str, ...]:
    return ()


_AMOUNT_AROUND = re.compile(rf"\b{_AMOUNT}", re.IGNORECASE)
_WORDS = re.compile(
    r"jan|jän|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc]|quart|\bq[1-4]|qu\.|half|halb|hj\.|\bh[12]|woche|kw|week"
    r"|\bw\d",
    re.IGNORECASE,
)
"""Without one of these a text has only days, school years and years in figures."""

_Shapes = tuple[tuple[re.Pattern[str], _Reader], ...]


def _compiled(*shapes: tuple[str, _Reader]) -> _Shapes:
    return tuple((re.compile(shape, re.IGNORECASE), reader) for shape, reader in shapes)


def _worded(language: Language) -> _Shapes:
    """Days, months, quarters, halves and weeks; the longer form first, what it has read is no year any more."""
    month = _MONTH[language]
    return _compiled(
        (rf"{_FREE}(\d\d?)(?:\.|st|nd|rd|th)?\s(?:of\s)?{month}\s{_YEAR}{_END}", _worded_day),
        (rf"\b{month}\s(\d\d?)(?:st|nd|rd|th)?,?\s{_YEAR}{_END}", _american_day),
        (rf"\b{month}\s?(?:bis|und|to|and|-|–)\s?{month}\s{_YEAR}{_END}", _months),
        (rf"\b{month}\s(?:des Jahres\s)?{_YEAR}{_END}", _month),
        (rf"(?<!\w){_NTH}(?:Quartal\w*|Qu\.|quarter)\s(?:of\s|des Jahres\s)?{_YEAR}{_END}", _part("Q", 4)),
        (rf"\bQ([1-4])[\s/]{_YEAR}{_END}", _part("Q", 4)),
        (rf"(?<!\w){_NTH}(?:Halbjahr\w*|Hj\.|half)\s(?:of\s|des Jahres\s)?{_YEAR}{_END}", _part("S", 2)),
        (rf"\bH([12])[\s/]{_YEAR}{_END}", _part("S", 2)),
        (rf"(?<![\w.,])(?P<week>\d\d?)\.\s(?:Kalenderwoche|KW)\s(?P<year>\d{{4}}){_END}", _week),
        (rf"\b(?:KW\s|W|week\s)(?P<week>\d\d?)(?:/|\sof\s|\s)(?P<year>\d{{4}}){_END}", _week),
    )


def _years_of(language: Language) -> _Shapes:
    return _compiled(
        (rf"{_YEAR_END[language]}{_YEAR}{_END}(?![/–-]\d){_NO_UNIT}", _year_end),
        (rf"{_FREE}{_YEAR}/(\d\d|\d{{4}}){_END}", _slashed),
        (rf"{_FREE}{_YEAR}\s?[-–]\s?((?:19|20|21)\d\d){_END}", _years),
        (rf"{_FREE}{_YEAR}[-–](\d\d){_END}", _years),
        (rf"{_FREE}{_YEAR}(?=:|\)|-)", _year),
        (rf"{_FREE}{_YEAR}{_END}{_NO_UNIT}", _year),
        (_BEFORE[language], _nothing),
    )


_DAYS = _compiled(
    (rf"{_FREE}(\d{{4}})-(\d\d)-(\d\d){_END}", _iso_day),
    (rf"{_FREE}(\d\d?)\.\s?(\d\d?)\.\s?{_YEAR}{_END}", _numeric_day),
)
_WORDED: dict[Language, _Shapes] = {"de": _worded("de"), "en": _worded("en")}
_YEARS: dict[Language, _Shapes] = {"de": _years_of("de"), "en": _years_of("en")}
