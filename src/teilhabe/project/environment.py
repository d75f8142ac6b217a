"""Reads settings from the environment; a wrong value stops the start with one sentence that says what is allowed."""

from __future__ import annotations

import os
from pathlib import Path

from teilhabe.errors import InputError

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def text(name: str, default: str = "") -> str:
    """The variable's value, or the content of the file that `<name>_FILE` names, or the default."""
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return os.environ.get(name, default).strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"{name}_FILE", file, "eine lesbare Textdatei", "a readable text file") from error


def flag(name: str, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in FLAGS:
        raise _wrong(name, value, "1 oder 0", "1 or 0")
    return FLAGS[value]


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise _wrong(name, value, f"eine ganze Zahl von {least} bis {most}", f"a whole number from {least} to {most}")
    return int(value)


def one_of(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default).lower()
    if value not in allowed:
        raise _wrong(name, value, " oder ".join(allowed), " or ".join(allowed))
    return value


def _wrong(name: str, value: str, allowed_de: str, allowed_en: str) -> InputError:
    return InputError(
        f"Die Einstellung {name} hat den Wert „{value}“; erlaubt ist {allowed_de}.",
        f"The setting {name} has the value “{value}”; allowed is {allowed_en}.",
    )
