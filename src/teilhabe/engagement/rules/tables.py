"""The rules that count here: those of the project, and in their place those that a city has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from teilhabe.engagement.rules.reading import Row, Rule, read, read_all
from teilhabe.errors import InputError

FOLDER = Path(__file__).parent


@cache
def bundled() -> Mapping[str, Rule]:
    """The rules that come with the project, by id."""
    return {key: rule for file in sorted(FOLDER.glob("*.toml")) for key, rule in read(file, file.stem).items()}


def rules() -> Mapping[str, Rule]:
    """By id; a rule of the city's own table (RULES_FILE) stands in the place of ours, all of its rows."""
    return {**bundled(), **_own(settings.RULES_FILE)}


@cache
def _own(file: str) -> Mapping[str, Rule]:
    return read_all(Path(file)) if file else {}


def row_on(rule: str, day: date) -> Row:
    """With its source; InputError where nothing is known for this day."""
    known = rules()[rule]
    row = known.row_on(day)
    if row is None:
        raise InputError(
            f"Für den {day:%d.%m.%Y} ist keine Regel „{known.name.de}“ bekannt.",
            f"No rule “{known.name.en}” is known for {day:%d/%m/%Y}.",
        )
    return row


def value_on(rule: str, day: date) -> int:
    """What counts on a day, in the unit of the rule; "yes" is 1. InputError where nothing is known for this day."""
    return row_on(rule, day).value
