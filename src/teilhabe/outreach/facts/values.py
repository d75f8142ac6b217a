"""What a fact can be, the shape of its value, and how it reads in each language.

A value is checked when it comes in (`checked`) and only read afterwards; what lies in the database is in normal form.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from teilhabe.errors import InputError
from teilhabe.outreach.facts import amounts, contact
from teilhabe.outreach.facts.hours import is_open, next_opening, open_until
from teilhabe.outreach.facts.hours_wording import HOURS, HoursRow, closures, hours_table
from teilhabe.outreach.facts.shape import Shape, Value
from teilhabe.text import Text

__all__ = [
    "NAMES",
    "FactKind",
    "HoursRow",
    "Value",
    "checked",
    "closures",
    "fact_html",
    "fact_text",
    "hours_table",
    "is_open",
    "is_over",
    "next_opening",
    "open_until",
]
is_over = amounts.is_over


class FactKind(StrEnum):
    """The shape of each value is JSON, as it is stored and exchanged."""

    TEXT = "text"
    """{"text": "0–3 Jahre", "translations"?: {"ar": "…"}}"""
    PHONE = "phone"
    """{"number": "0631 365-0"}; short numbers such as 112 too"""
    MAIL = "mail"
    """{"address": "name@example.org"}"""
    LINK = "link"
    """{"url": "https://www.example.org", "label"?: "…"}; a path of the site too"""
    PRICE = "price"
    """{"amount": "12.50", "currency": "EUR"}"""
    NUMBER = "number"
    """{"number": "3.5", "unit"?: "km"}"""
    DEADLINE = "deadline"
    """{"date": "2026-01-31", "time"?: "12:00"}"""
    ADDRESS = "address"
    """{"addition"?: "Haus B", "street": "Rathausplatz 1", "postcode": "67657", "city": "Kaiserslautern"}"""
    HOURS = "hours"
    """See `hours`."""


NAMES: Mapping[FactKind, Text] = {
    FactKind.TEXT: Text("Text", "Text"),
    FactKind.PHONE: Text("Telefonnummer", "Telephone number"),
    FactKind.MAIL: Text("E-Mail-Adresse", "Mail address"),
    FactKind.LINK: Text("Link", "Link"),
    FactKind.PRICE: Text("Preis", "Price"),
    FactKind.NUMBER: Text("Zahl", "Number"),
    FactKind.DEADLINE: Text("Frist", "Deadline"),
    FactKind.ADDRESS: Text("Anschrift", "Address"),
    FactKind.HOURS: Text("Öffnungszeiten", "Opening hours"),
}
_SHAPES: Mapping[FactKind, Shape] = {
    FactKind.TEXT: amounts.TEXT,
    FactKind.PHONE: contact.PHONE,
    FactKind.MAIL: contact.MAIL,
    FactKind.LINK: contact.LINK,
    FactKind.PRICE: amounts.PRICE,
    FactKind.NUMBER: amounts.NUMBER,
    FactKind.DEADLINE: amounts.DEADLINE,
    FactKind.ADDRESS: contact.ADDRESS,
    FactKind.HOURS: HOURS,
}


def checked(kind: FactKind, value: Value) -> dict[str, Any]:
    """The value in its normal form; InputError with one sentence where it is none of this kind."""
    if not isinstance(value, Mapping):
        raise InputError("Der Wert der Angabe hat keine Teile.", "The value of the fact has no parts.")
    return _SHAPES[kind].checked(value)


def fact_text(kind: FactKind, value: Value, language: str) -> str:
    """A checked value in words of `language`, for messages, calendars and search."""
    return _SHAPES[kind].text(value, language)


def fact_html(kind: FactKind, value: Value, language: str) -> str:
    """The same as safe HTML: numbers to call, addresses to open, isolated where the text runs from right to left."""
    return _SHAPES[kind].html(value, language)
