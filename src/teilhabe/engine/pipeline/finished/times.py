"""The periods of a finished indicator, and where time was left out between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from teilhabe.codes.period import parse_period
from teilhabe.errors import InputError


def read_times(file: str, texts: Iterable[tuple[int, str]]) -> Mapping[str, str]:
    """Each text of the column with the code of its period; InputError names the line of one that is none."""
    known: dict[str, str] = {}
    for line, text in texts:
        if text not in known:
            known[text] = _code(file, line, text)
    return known


def _code(file: str, line: int, text: str) -> str:
    period = parse_period(text.removesuffix(".0"))  # a year that a spreadsheet took for a measure
    if period is None:
        raise InputError(
            f"{file}, Zeile {line}: „{text}“ ist kein Jahr und kein anderer Zeitraum.",
            f"{file}, line {line}: “{text}” is neither a year nor another period.",
        )
    return period.code


def in_order(codes: Iterable[str]) -> list[str]:
    """Different periods in the order of their ends."""
    return sorted(set(codes), key=lambda code: (_end(code), code))


def gaps(codes: Sequence[str]) -> Mapping[str, str]:
    """Period → the period before it, where more time lies between the two than usual in this series."""
    steps = {later: _end(later) // 366 - _end(earlier) // 366 for earlier, later in pairwise(codes)}
    if not steps:
        return {}
    counted = Counter(steps.values())
    usual = min(counted, key=lambda step: (-counted[step], step))
    return {later: earlier for earlier, later in pairwise(codes) if steps[later] > usual}


def _end(code: str) -> int:
    period = parse_period(code)
    assert period is not None  # every code was made by _code
    return period.end.toordinal()
