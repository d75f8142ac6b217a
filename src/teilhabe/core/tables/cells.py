"""Values as files get them, so that no spreadsheet takes what somebody typed for a formula.

A name such as `=HYPERLINK(…)` would be calculated by the program that opens the file: with the data of the office, on
its machine. Text that a spreadsheet could take for a formula gets an apostrophe in front, as OWASP advises ("CSV
Injection"); numbers and dates are written as numbers and dates and need none.
"""

from __future__ import annotations

import html
import math
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

Cell = str | int | float | Decimal | date | None
"""A datetime is local time without a zone: spreadsheets know none."""

FORMULA_STARTS = frozenset("=+-@")
SEPARATORS = frozenset("\t\r\n")


def harmless(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet could take it for a formula."""
    for character in text:
        if character in SEPARATORS or unicodedata.normalize("NFKC", character)[:1] in FORMULA_STARTS:
            return f"'{text}"
        if not _is_skipped(character):
            break
    return text


def _is_skipped(character: str) -> bool:
    """What programs drop at the start of a cell: blanks, and characters that nobody sees."""
    return character.isspace() or unicodedata.category(character)[0] in "CZ"


def cell(value: Any) -> Cell:
    """What goes into a file: numbers and dates as they are, all else as text that is not yet made harmless."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None) if is_aware(value) else value
    if isinstance(value, date):
        return value
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, SafeString):
        return html.unescape(strip_tags(value)).strip()
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_text(each) for each in value)
    return str(value)


def written(value: Cell) -> str:
    """The cell of a CSV file for a German spreadsheet: decimal comma, days as 2026-02-03."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        value = Decimal(repr(value))
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
