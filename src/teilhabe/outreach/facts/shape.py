"""What every kind of fact brings with it, and how parts of a value are read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import as_html
from teilhabe.text import Text

Value = Mapping[str, Any]
LONGEST = 300
_UNWRITTEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000\ue001\ud800-\udfff]")
"""Characters that no field needs and that could turn a line around, hide in it or look like a marker."""


@dataclass(frozen=True)
class Shape:
    """`checked` gives the normal form or raises InputError; `text` and `html` read a checked value in a language."""

    checked: Callable[[Value], dict[str, Any]]
    text: Callable[[Value, str], str]
    html: Callable[[Value, str], str]


def isolating(text: Callable[[Value, str], str]) -> Callable[[Value, str], str]:
    """The text as HTML, whose direction does not spill into the sentence around it."""
    return lambda value, language: f"<bdi>{as_html(text(value, language))}</bdi>"


def refuse_others(value: Value, *names: str) -> None:
    """InputError where the value has parts that its kind does not know."""
    unknown = sorted(str(name) for name in value if name not in names)
    if unknown:
        listed = ", ".join(unknown)[:100]
        raise InputError(
            f"Unbekannte Teile der Angabe: {listed}. Möglich sind: {', '.join(names)}.",
            f"Unknown parts of the fact: {listed}. Possible are: {', '.join(names)}.",
        )


def line(value: Value, name: str, label: Text, *, is_needed: bool = True, longest: int = LONGEST) -> str:
    """One line of text, blanks tidied; "" where it is missing and may be."""
    given = value.get(name, "")
    if given is None:
        given = ""
    if not isinstance(given, str):
        raise InputError(f"{label.de}: Hier steht kein Text.", f"{label.en}: this is not a text.")
    tidy = " ".join(_UNWRITTEN.sub(" ", given).split())
    if is_needed and not tidy:
        raise InputError(f"{label.de} fehlt. Tragen Sie es ein.", f"{label.en} is missing. Enter it.")
    if len(tidy) > longest:
        raise InputError(
            f"{label.de} hat {len(tidy)} Zeichen; höchstens {longest} gehen.",
            f"{label.en} has {len(tidy)} characters; {longest} are the most.",
        )
    return tidy


def texts(value: Value, name: str, label: Text) -> dict[str, str]:
    """A short text by language; empty ones are left out."""
    given = value.get(name) or {}
    if not isinstance(given, Mapping) or not all(re.fullmatch(r"[a-z]{2,3}", str(code)) for code in given):
        raise InputError(
            f"{label.de}: Erwartet wird ein Text je Sprache, zum Beispiel de und en.",
            f"{label.en}: expected is one text per language, for example de and en.",
        )
    found = {str(code): line(given, code, label, is_needed=False) for code in sorted(given)}
    return {code: text for code, text in found.items() if text}


def day(value: Value, name: str, label: Text) -> date:
    """A day written as 2026-01-31."""
    given = value.get(name)
    try:
        if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            found = date.fromisoformat(given)
            if 1900 <= found.year <= 2200:
                return found
    except ValueError:
        pass
    raise InputError(
        f"{label.de}: Das ist kein Tag. Schreiben Sie ihn zum Beispiel so: 2026-01-31.",
        f"{label.en}: this is not a day. Write it like this: 2026-01-31.",
    )


def minutes(value: Value, name: str, label: Text) -> int:
    """A time of day written as 09:30, in minutes since midnight; 24:00 is the end of the day."""
    given = value.get(name)
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):00", given) if isinstance(given, str) else None
    if found is None:
        raise InputError(
            f"{label.de}: Das ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 09:30.",
            f"{label.en}: this is not a time of day. Write it like this: 09:30.",
        )
    return 24 * 60 if found[3] else int(found[1]) * 60 + int(found[2])


def clock(moment: int) -> str:
    """Minutes since midnight as they are kept: "09:30"."""
    return f"{moment // 60:02}:{moment % 60:02}"
