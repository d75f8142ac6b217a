"""Pairs: a code and its label as they stand in a file, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.meaning.roles import TOTAL_CODES, is_total


class Heading(NamedTuple):
    """What stands above a dimension: the publisher's code or the column's name, and its label.

    `is_declared` says that the format itself names the role, whatever the country.
    """

    source_name: str
    title: str
    is_declared: bool = False


@dataclass(frozen=True)
class HarmonisedCode:
    """What becomes of one code of the file.

    `issue` is the finding it gives rise to, `mark` the quality mark or footnote that stood behind a period.
    """

    code: str
    label: str
    issue: str = ""
    until: date | None = None
    mark: str = ""


Pair = tuple[str, str]
"""Code and label as they stand in the file; the same text twice where it has only one of them."""
Converter = Callable[[str, str], HarmonisedCode]


def other(code: str, label: str) -> HarmonisedCode:
    """A total is TOTAL; everything else keeps the code of the file, or the text where it has none."""
    total = code.upper() in TOTAL_CODES and (not label or is_total(label) or label == code)
    if total or (code in ("", label, "T") and is_total(label)):
        return HarmonisedCode(TOTAL, label)
    return HarmonisedCode(code or label, label)
