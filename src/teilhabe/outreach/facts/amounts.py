"""Facts that are read, not followed: a text, a price, a number, a deadline."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_currency, format_decimal, get_currency_symbol, list_currencies

from teilhabe.errors import InputError
from teilhabe.outreach.facts.shape import Shape, Value, clock, day, isolating, line, minutes, refuse_others, texts
from teilhabe.outreach.wording import reading
from teilhabe.outreach.wording.reading import locale_of, text_in, word
from teilhabe.text import Text

CITY = ZoneInfo("Europe/Berlin")
_TEXT = Text("Der Text", "The text")
_DEADLINE = Text("Die Frist", "The deadline")
_SIGNS = {"EUR": "€"}
"""CLDR writes "EUR" in some languages; who lives in Germany knows the sign."""


def _checked_text(value: Value) -> dict[str, Any]:
    refuse_others(value, "text", "translations")
    text, others = line(value, "text", _TEXT), texts(value, "translations", _TEXT)
    return {"text": text, "translations": others} if others else {"text": text}


def _text(value: Value, language: str) -> str:
    """One text for all languages, unless it has translations."""
    others = value.get("translations")
    return text_in({**others, "de": str(value["text"])}, language) if others else str(value["text"])


def _decimal(value: Value, name: str, label: Text, places: int) -> Decimal:
    """A finite number with at most so many places; "1.234,50" is as good as "1234.50"."""
    given = value.get(name)
    written = str(given).strip() if isinstance(given, str | int | float) and not isinstance(given, bool) else ""
    if "," in written:
        written = re.sub(r"(?<=[0-9])\.(?=[0-9]{3}(?:[.,]|$))", "", written).replace(",", ".")
    if not re.fullmatch(rf"-?[0-9]{{1,12}}(?:\.[0-9]{{1,{places}}})?", written):
        raise InputError(
            f"{label.de} ist keine Zahl mit höchstens {places} Stellen nach dem Komma. "
            "Schreiben Sie zum Beispiel 12,50.",
            f"{label.en} is no number with at most {places} decimal places. Write for example 12.50.",
        )
    return Decimal(written)


def _checked_price(value: Value) -> dict[str, Any]:
    refuse_others(value, "amount", "currency")
    amount = _decimal(value, "amount", Text("Der Preis", "The price"), 2)
    currency = line(value, "currency", Text("Die Währung", "The currency"), is_needed=False).upper() or "EUR"
    if amount < 0:
        raise InputError("Ein Preis ist nicht negativ.", "A price is not negative.")
    if currency not in list_currencies():
        raise InputError(
            "Diese Währung gibt es nicht. Euro schreiben Sie so: EUR.",
            "There is no such currency. Write euros like this: EUR.",
        )
    return {"amount": f"{abs(amount):.2f}", "currency": currency}


def _price(value: Value, language: str) -> str:
    """Whole euros without cents; nothing to pay is said in words."""
    amount, currency, locale = Decimal(str(value["amount"])), str(value["currency"]), locale_of(language)
    if amount == 0:
        return word("free", language)
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = re.sub(r"0[.,]00", "0", pattern)
    written = format_currency(amount, currency, pattern, locale=locale, currency_digits=False, numbering_system="latn")
    return written.replace(get_currency_symbol(currency, locale), _SIGNS.get(currency, currency))


def _checked_number(value: Value) -> dict[str, Any]:
    refuse_others(value, "number", "unit")
    number = _decimal(value, "number", Text("Die Angabe", "The value"), 6)
    unit = line(value, "unit", Text("Die Einheit", "The unit"), is_needed=False, longest=40)
    return {"number": _plain(number), "unit": unit}


def _plain(number: Decimal) -> str:
    """Without zeros at the end, and never "-0"."""
    written = f"{number:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else str(int(written))
    return "0" if written in ("-0", "") else written


def _number(value: Value, language: str) -> str:
    number = Decimal(str(value["number"]))
    written = format_decimal(number, locale=locale_of(language), decimal_quantization=False, numbering_system="latn")
    return f"{written}\u00a0{value['unit']}" if value.get("unit") else written


def _checked_deadline(value: Value) -> dict[str, Any]:
    refuse_others(value, "date", "time")
    found = {"date": day(value, "date", _DEADLINE).isoformat()}
    return {**found, "time": clock(minutes(value, "time", _DEADLINE))} if value.get("time") else found


def _deadline(value: Value, language: str) -> str:
    written = reading.day(date.fromisoformat(value["date"]), language)
    if not value.get("time"):
        return written
    return reading.in_a_row([written, reading.time(minutes(value, "time", _DEADLINE), language)], language)


def is_over(value: Value, now: datetime) -> bool:
    """Whether a deadline has passed in Germany; a day without a time lasts until its end."""
    ends = datetime.fromisoformat(value["date"]) + timedelta(
        minutes=minutes(value, "time", _DEADLINE) if value.get("time") else reading.DAY_MINUTES
    )
    return now >= ends.replace(tzinfo=CITY)


TEXT = Shape(_checked_text, _text, isolating(_text))
PRICE = Shape(_checked_price, _price, isolating(_price))
NUMBER = Shape(_checked_number, _number, isolating(_number))
DEADLINE = Shape(_checked_deadline, _deadline, isolating(_deadline))
