"""A special evaluation: figures that somebody asked for, before the gate has spoken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teilhabe.engine.disclosure.facts import Telling
from teilhabe.engine.pipeline.pages.exports import Row
from teilhabe.release.reader import SPECIAL, Release


@dataclass(frozen=True)
class Line:
    """One figure: what it tells of the data, and its row of the table where it is shown and where it is hidden."""

    telling: Telling
    shown: Row
    hidden: Row


@dataclass(frozen=True)
class Evaluation:
    """What was asked (as JSON will hold it) and every figure of the answer, in the columns of its table."""

    enquiry: Mapping[str, object]
    columns: Sequence[str]
    lines: tuple[Line, ...]


def enquiry_of(release: Release) -> Mapping[str, object] | None:
    """What a special evaluation was asked for; None for a release with pages."""
    if not release.is_special:
        return None
    enquiry: Mapping[str, object] = json.loads(release.read_text(SPECIAL))["enquiry"]
    return enquiry


def in_words(enquiry: Mapping[str, object]) -> str:
    """An enquiry in one line, in the words of the options: "indicator pop_foreign_n, period 2024"."""
    return ", ".join(f"{name} {_plain(entry)}" for name, entry in enquiry.items() if entry)


def _plain(entry: object) -> str:
    if isinstance(entry, Mapping):
        return " ".join(f"{name}={_plain(codes)}" for name, codes in entry.items())
    return ",".join(map(str, entry)) if isinstance(entry, list) else str(entry)
