"""How far a value can be relied on: cases, interval, relative standard error, marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "()", "/"]


@dataclass(frozen=True)
class Quality:
    """What is known about the reliability of one value.

    `low` and `high` bound the value with 95 % confidence, in the value's own unit; `rse` is the relative standard
    error in per cent; `method` names how they were computed ("wilson", "poisson", "survey" …, "" where none applies);
    `mark` "()" says that the value is uncertain, "/" that it is too uncertain to be shown.
    """

    cases: float | None = None
    low: float | None = None
    high: float | None = None
    rse: float | None = None
    mark: Mark = ""
    method: str = ""
    provisional: bool = False
    modelled: bool = False  # the value rests on a model, not on counting alone


UNKNOWN = Quality()
