"""Codes that carry their name in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from teilhabe.text import Text


class LabelledCode(StrEnum):
    """A code list as an enum: each member is its code and has a `label`."""

    label: Text

    def __new__(cls, code: str, de: str, en: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Text(de, en)
        return member
