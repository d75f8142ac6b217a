"""German prepositions before a period: „am 30.6.2024“, „im Schuljahr 2023/24“, „von 2006 bis 2025“, „seit Ende …“."""

from __future__ import annotations

import re
from typing import NamedTuple

from teilhabe.wording.periods import spoken_period


class _Prepositions(NamedTuple):
    when: str
    when_fully: str
    start: str
    end: str
    since: str
    until: str
    onwards: str
    meant: str


_YEAR = _Prepositions("", "im Jahr ", "von ", "bis ", "seit ", "bis ", "ab ", "für ")
_MONTH = _Prepositions("im ", "im ", "von ", "bis ", "seit ", "bis ", "ab ", "für ")
_YEAR_END = _Prepositions("", "", "von ", "bis ", "seit ", "bis ", "ab ", "für ")
_DAY = _Prepositions("am ", "am ", "vom ", "bis zum ", "seit dem ", "bis zum ", "ab dem ", "für den ")
_NEUTER = _Prepositions("im ", "im ", "vom ", "bis zum ", "seit dem ", "bis zum ", "ab dem ", "für das ")
_WEEK = _Prepositions("in der ", "in der ", "von der ", "bis zur ", "seit der ", "bis zur ", "ab der ", "für die ")
_SPAN = _Prepositions(
    *("im Zeitraum ", "im Zeitraum ", "vom Zeitraum ", "bis zum Zeitraum "),
    *("seit dem Zeitraum ", "bis zum Zeitraum ", "ab dem Zeitraum ", "für den Zeitraum "),
)
_BY_SHAPE = (
    (re.compile(r"\d{4}"), _YEAR),
    (re.compile(r"\d{4}-\d\d"), _MONTH),
    (re.compile(r"\d{4}-12-31"), _YEAR_END),
    (re.compile(r"\d{4}-\d\d-\d\d"), _DAY),
    (re.compile(r"\d{4}-W\d\d"), _WEEK),
    (re.compile(r".+/P.+"), _SPAN),
)


def when(code: str) -> str:
    """„2024“, „am 30.06.2024“, „Ende 2024“, „im März 2024“."""
    return _prepositions(code).when + spoken_period(code, "de")


def when_fully(code: str) -> str:
    """As `when`, but „im Jahr 2024“: for places where a bare year would stand beside a number."""
    return _prepositions(code).when_fully + spoken_period(code, "de")


def between(first: str, last: str) -> str:
    """„von 2006 bis 2025“, „vom 30.06.2006 bis zum 30.06.2025“, „von Ende 2006 bis Ende 2025“."""
    start, end = _prepositions(first).start, _prepositions(last).end
    return f"{start}{spoken_period(first, 'de')} {end}{spoken_period(last, 'de')}"


def since(code: str) -> str:
    return _prepositions(code).since + spoken_period(code, "de")


def until(code: str) -> str:
    return _prepositions(code).until + spoken_period(code, "de")


def onwards(code: str) -> str:
    return _prepositions(code).onwards + spoken_period(code, "de")


def meant_for(code: str) -> str:
    """„für 2030“, „für das Schuljahr 2029/30“."""
    return _prepositions(code).meant + spoken_period(code, "de")


def _prepositions(code: str) -> _Prepositions:
    """Quarters, halves and school years are left: neuter nouns, all of them."""
    return next((found for shape, found in _BY_SHAPE if shape.fullmatch(code)), _NEUTER)
