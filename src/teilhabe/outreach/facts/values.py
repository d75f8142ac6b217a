"""What a fact can be, the shape of its value, and how it reads in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import as_html


class FactKind(StrEnum):
    """The shape of each value is JSON, as it is stored and exchanged."""

    TEXT = "text"
    """{"text": "0–3 Jahre"}"""


Value = Mapping[str, Any]


def checked(kind: FactKind, value: Value) -> dict[str, Any]:
    """The value in its normal form; InputError with one sentence where it is none of this kind."""
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("Der Text fehlt.", "The text is missing.")
    return {"text": text.strip()}


def fact_text(kind: FactKind, value: Value, language: str) -> str:
    """The value in words of `language`, for messages, calendars and search."""
    return _TEXTS[kind](value, language)


def fact_html(kind: FactKind, value: Value, language: str) -> str:
    """The same as safe HTML: numbers to call, addresses to open, isolated where the text runs from right to left."""
    return f"<bdi>{as_html(fact_text(kind, value, language))}</bdi>"


_TEXTS: Mapping[FactKind, Callable[[Value, str], str]] = {FactKind.TEXT: lambda value, _language: str(value["text"])}
