"""Dates, times, days and lists in the languages of the site, after CLDR by Babel.

Digits are Latin and hours run to 24 in every language, because that is what stands on doors, letters and tickets in
Germany. A language that CLDR does not know reads like its neighbour, else like English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, get_day_names
from babel.lists import format_list

from teilhabe.outreach.languages import is_rtl, language_of

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""Codes of days as RFC 5545 has them, in the order of `date.weekday()`."""
DAY_MINUTES = 24 * 60
_LOCALES: Mapping[str, str] = {"en": "en_GB", "prs": "fa_AF"}
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"


@cache
def locale_of(language: str) -> Locale:
    """The nearest locale that CLDR has."""
    code = language_of(language)
    try:
        return Locale.parse(_LOCALES.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def day(value: date, language: str) -> str:
    """ "15. Januar 2026"."""
    return format_date(value, "long", locale=locale_of(language))


def day_with_weekday(value: date, language: str) -> str:
    """ "Donnerstag, 15. Januar 2026"."""
    return format_date(value, "full", locale=locale_of(language))


def days(first: date, last: date, language: str) -> str:
    """ "24.–31. Dez. 2026", or one day."""
    if first == last:
        return day(first, language)
    return format_interval(first, last, "yMMMd", locale=locale_of(language))


def time(minutes: int, language: str) -> str:
    """A moment of the day, given in minutes since midnight: "8 Uhr" in German, "8:00" elsewhere."""
    return f"{_clock(minutes, language)}{_suffix(language)}"


def times(spans: Sequence[tuple[int, int]], language: str) -> str:
    """ "8–12 und 14–16 Uhr"."""
    written = [f"{_clock(begins, language)}–{_clock(ends, language)}" for begins, ends in spans]
    return f"{listed(written, language)}{_suffix(language)}"


def _clock(minutes: int, language: str) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}" if _is_german(language) and not minute else f"{hour}:{minute:02}"


def _suffix(language: str) -> str:
    return "\u00a0Uhr" if _is_german(language) else ""


def _is_german(language: str) -> bool:
    return language_of(language) == "de"


def weekday(number: int, language: str, *, is_short: bool = False) -> str:
    """The name of a day; 0 is Monday."""
    names = get_day_names("abbreviated" if is_short else "wide", "stand-alone", locale_of(language))
    return str(names[number])


def weekdays(numbers: Sequence[int], language: str) -> str:
    """ "Mo–Do", "Mo und Mi": neighbours from three on become a span."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed([part for run in runs for part in _run(run, language)], language)


def _run(run: Sequence[int], language: str) -> list[str]:
    names = [weekday(number, language, is_short=True) for number in run]
    return names if len(names) < 3 else [f"{names[0]}–{names[-1]}"]


def listed(parts: Sequence[str], language: str) -> str:
    """ "a, b und c"."""
    return format_list(parts, locale=locale_of(language))


def in_a_row(parts: Sequence[str], language: str) -> str:
    """ "a, b, c" with the comma of the script."""
    return word("comma", language).join(parts)


def word(name: str, language: str) -> str:
    """One of the few words that CLDR has not, from `words.toml`; English where the language lacks it."""
    known = _words()
    return known.get(language_of(language), {}).get(name) or known["en"][name]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("teilhabe.outreach.wording").joinpath("words.toml").read_text(encoding="utf-8"))


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text of this language, else the English, else the German, else any; "" where there is none."""
    return next((texts[each] for each in (language_of(language), "en", "de") if texts.get(each)), "") or next(
        iter(texts.values()), ""
    )


def isolated(text: str, language: str) -> str:
    """Numbers and addresses keep their order inside a sentence that runs from right to left."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if is_rtl(language_of(language)) else text
