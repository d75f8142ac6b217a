"""Periods in the languages of PxWeb, in PX and JSON-stat, become what every reader of periods knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SCALES = {"A": "", "H": "S", "Q": "Q", "M": "M", "W": "W"}
_PARTED = re.compile(r"(\d{4})\D{0,2}(\d{1,2})")
_WEEK = re.compile(r"(\d{4})[UuVv](\d\d)")
_QUARTER = re.compile(r"(\d{4})([TtKk])([1-4])")


def periods(texts: Sequence[str], scale: str) -> Sequence[str]:
    """The texts of a time variable, with quarters, months and weeks written "2013-Q4", "2013-M04", "2013-W05".

    `scale` is the letter of TLIST in TIMEVAL: A, H, Q, M, W; "" where the file has none. Then "2013K4" is a quarter
    and "2013U05" a week in the Nordic countries, and "2013T4" a quarter where a fourth exists: three parts of a year
    may be quarters or thirds.
    """
    if _SCALES.get(scale):
        matches = [_PARTED.fullmatch(text.strip()) for text in texts]
        return (
            [
                f"{match[1]}-{_SCALES[scale]}{int(match[2]):02d}"
                if scale in "MW"
                else f"{match[1]}-{_SCALES[scale]}{int(match[2])}"
                for match in matches
                if match
            ]
            if all(matches)
            else texts
        )
    weeks = [_WEEK.fullmatch(text.strip()) for text in texts]
    if texts and all(weeks):
        return [f"{match[1]}-W{match[2]}" for match in weeks if match]
    quarters = [_QUARTER.fullmatch(text.strip()) for text in texts]
    found = [match for match in quarters if match]
    if len(found) == len(texts) and any(match[2] in "Kk" or match[3] == "4" for match in found):
        return [f"{match[1]}-Q{match[3]}" for match in found]
    return texts
