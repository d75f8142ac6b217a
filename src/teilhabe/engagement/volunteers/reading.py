"""What foreign lists say about volunteers, read: a week in words, languages with levels, days. Pure.

InputError says what is expected; it never repeats what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from teilhabe.actors.folding import fold
from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.engagement.week import ALWAYS, NEVER, PARTS, slot
from teilhabe.errors import InputError

_DAYS = {
    beginning: day
    for day, beginnings in enumerate(("mo", "di tue", "mi wed", "do thu", "fr", "sa", "so su"))
    for beginning in beginnings.split()
}
_PARTS = {
    "vorm": 0, "morgen": 0, "frueh": 0, "fruh": 0, "nachm": 1, "mittag": 1, "afternoon": 1, "abend": 2, "evening": 2,
}  # fmt: skip
_SEVERAL = {"wochenende": (5, 6), "weekend": (5, 6), "werktag": range(5), "wochentag": range(5), "taglich": range(7)}
_WHOLE = ("ganztag", "immer", "ganz")
_EVER = ("jederzeit", "flexibel", "anytime")
_RANGE = re.compile(r"\s*(?:-|–|\bbis\b)\s*")
_TOGETHER = re.compile(r"(?<=tag)(?=abend|vorm|nachm|morgen|mittag)")
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)?")
_LEVEL = re.compile(r"\b([abc][12])\b", re.IGNORECASE)
_CODES = {
    fold(name): language.code
    for language in SPOKEN_LANGUAGES.values()
    for name in (language.code, language.name.de, language.name.en, language.own_name)
}


def read_week(text: str) -> int:
    """ "Mo vormittags, Di–Do abends", "Wochenende", "jederzeit": the parts of a week."""
    folded = _TOGETHER.sub(" ", _RANGE.sub("-", fold(text)))
    if any(word in folded for word in _EVER):
        return ALWAYS
    week, days = NEVER, set[int]()
    for piece in re.split(r"[,;/\n]|\bund\b|\band\b", folded):
        words = _WORDS.findall(piece)
        new_days = {day for word in words for day in _days_of(word)}
        parts = {part for word in words if (part := _part_of(word)) is not None}
        if not words or any(not _is_known(word) for word in words) or re.search(r"\d", piece):
            raise _no_week()
        days |= new_days
        if parts or any(word.startswith(_WHOLE) for word in words):
            week |= _filled(days or set(range(7)), parts or set(range(PARTS)))
            days = set()
    return week | _filled(days, set(range(PARTS)))


def _filled(days: set[int], parts: set[int]) -> int:
    return sum(1 << slot(day, part) for day in days for part in parts)


def _days_of(word: str) -> Iterator[int]:
    """Of "di", "di-do", "dienstags", "wochenende"."""
    for beginning, several in _SEVERAL.items():
        if word.startswith(beginning):
            yield from several
            return
    if _part_of(word) is not None:
        return
    first, _dash, last = word.partition("-")
    begins, ends = _day_of(first), _day_of(last or first)
    if begins is not None and ends is not None:
        yield from ((begins + step) % 7 for step in range((ends - begins) % 7 + 1))


def _day_of(word: str) -> int | None:
    """Its beginning says it, as long as it is a day and no other word."""
    known = re.fullmatch(r"(mo|di|mi|do|fr|sa|so|tue|wed|thu|su)(|n|nn|[a-z]*(tag|tags|woch|wochs|day|days))", word)
    return _DAYS[known[1]] if known else None


def _part_of(word: str) -> int | None:
    return next((part for beginning, part in _PARTS.items() if word.startswith(beginning)), None)


def _is_known(word: str) -> bool:
    return bool(word.startswith(_WHOLE) or _part_of(word) is not None or any(True for _day in _days_of(word)))


def _no_week() -> InputError:
    return InputError(
        "Die Zeit in der Woche ist nicht zu verstehen. Sie sieht so aus: Mo vormittags, Di–Do abends.",
        "The time in the week cannot be understood. It looks like this: Mo vormittags, Di–Do abends.",
    )


def read_levels(text: str) -> dict[str, str]:
    """ "Deutsch B2, Arabisch": levels by code of the language, "" where none is said."""
    found: dict[str, str] = {}
    for piece in filter(str.strip, re.split(r"[,;/|\n]", text)):
        level = _LEVEL.search(piece)
        name = fold(re.sub(r"[()]", " ", _LEVEL.sub(" ", piece)))
        if name not in _CODES:
            raise InputError("Eine der Sprachen ist nicht bekannt.", "One of the languages is not known.")
        found[_CODES[name]] = level[1].lower() if level else ""
    return found


def read_day(text: str) -> date:
    """ "3.2.2024", "2024-02-03", "02/2024" and "2024" as their first day."""
    tidy = text.strip()
    for pattern in (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?: .*)?",
                    r"(?P<m>\d{1,2})[./](?P<y>\d{4})", r"(?P<y>\d{4})"):  # fmt: skip
        if match := re.fullmatch(pattern, tidy):
            told = match.groupdict()
            try:
                return date(int(told["y"]), int(told.get("m") or 1), int(told.get("d") or 1))
            except ValueError:
                break
    raise InputError("Der Tag ist kein Datum. Er sieht so aus: 03.02.2024.", "The day is no date, like 03.02.2024.")


def read_hours(text: str) -> int:
    """ "5", "5 Std.": whole hours a week, 1 to 40."""
    number = re.match(r"\s*(\d{1,2})(?!\d)", text)
    if number is None or not 1 <= int(number[1]) <= 40:
        raise InputError(
            "Die Stunden in der Woche sind keine Zahl von 1 bis 40.", "The hours a week are no number from 1 to 40."
        )
    return int(number[1])
