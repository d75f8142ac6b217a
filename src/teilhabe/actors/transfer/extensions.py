"""Slots of the import: what columns of a foreign list upper apps understand, and what they make of their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise

from teilhabe.actors.duplicates.cells import Cell
from teilhabe.actors.models import Person
from teilhabe.core.audit.action import By
from teilhabe.core.extensions import Slot
from teilhabe.text import Text


@dataclass(frozen=True)
class FurtherColumn:
    """Something a column can hold beside what the register of people keeps; `code` is like `volunteers.week`.

    `words` are titles by which it is proposed, folded, without blanks; `fault` says what is wrong with a cell.
    """

    code: str
    label: str | Promise
    words: str
    fault: Callable[[str], Text | None]


Cells = Mapping[str, Sequence[str]]
"""The filled cells of a row by code of their column."""

FURTHER_COLUMNS: Slot[[], FurtherColumn] = Slot("what columns of a foreign list upper apps understand")
TAKEN_OVER: Slot[[By, Person, Cells], Cell | Model] = Slot("rows made and cells changed for a person out of a list")


def further_words() -> dict[str, str]:
    """The code of a column by the titles that propose it."""
    return {word: column.code for column in FURTHER_COLUMNS.collect() for word in column.words.split()}
