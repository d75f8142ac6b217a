"""Ways to reach somebody, as they are written, compared and followed as a link.

`written` checks what was typed and returns it as we keep it; `contact_key` turns it into what is compared: however a
number or an address is written, its key is the same.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from teilhabe.actors.folding import fold
from teilhabe.codes.telephone import international, is_international
from teilhabe.errors import InputError

MAIL, PHONE, MOBILE, POST, MESSENGER, WEB = "mail", "phone", "mobile", "post", "messenger", "web"


def contact_key(kind: str, value: str) -> str:
    """What is compared and looked up; never fails, so that old and foreign entries have a key too."""
    if kind in (PHONE, MOBILE):
        return international(value)
    if kind == MAIL:
        return value.strip().lower()
    if kind == WEB:
        return _web_key(value)
    if kind == MESSENGER:
        number = international(value)
        return number if is_international(number) else value.strip().lower().removeprefix("@")
    return _post_key(value)


def written(kind: str, value: str) -> str:
    """The value as we keep it, blanks tidied; InputError in plain words where nobody could be reached with it."""
    tidy = " ".join(value.split())
    if not tidy:
        raise InputError("Bitte geben Sie etwas an.", "Please enter something.")
    check = {MAIL: _mail, PHONE: _number, MOBILE: _number, WEB: _web}.get(kind)
    return check(tidy) if check else tidy


def link(kind: str, value: str) -> str:
    """The address that opens mail, telephone or browser; "" where there is none."""
    if kind == MAIL:
        return f"mailto:{value}"
    if kind in (PHONE, MOBILE):
        number = contact_key(kind, value)
        return f"tel:{number}" if is_international(number) else ""
    return value if kind == WEB and value.startswith(("https://", "http://")) else ""


def _number(value: str) -> str:
    number = international(value)
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise InputError(
            "Eine Telefonnummer besteht aus Ziffern, zum Beispiel 0631 1234567 oder +49 171 1234567.",
            "A telephone number consists of digits, for example 0631 1234567 or +49 171 1234567.",
        )
    if not number.startswith("+"):
        raise InputError(
            "Bitte geben Sie die Nummer mit Vorwahl an, zum Beispiel 0631 1234567.",
            "Please give the number with its area code, for example 0631 1234567.",
        )
    if not is_international(number):
        raise InputError(
            "Diese Nummer ist zu kurz oder zu lang. Bitte prüfen Sie sie.",
            "This number is too short or too long. Please check it.",
        )
    return value


def _mail(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError as error:
        raise InputError(
            "Das ist keine vollständige E-Mail-Adresse. Sie sieht so aus: name@beispiel.de.",
            "This is not a complete mail address. It looks like this: name@example.org.",
        ) from error
    return value


def _web(value: str) -> str:
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("https", "http") or "." not in parts.netloc or " " in address:
        raise InputError(
            "Das ist keine Adresse einer Webseite. Sie sieht so aus: www.beispiel.de.",
            "This is not the address of a website. It looks like this: www.example.org.",
        )
    return address


def _web_key(value: str) -> str:
    bare = value.strip().lower()
    for opening in ("https://", "http://", "www."):
        bare = bare.removeprefix(opening)
    return bare.rstrip("/")


def _post_key(value: str) -> str:
    """Street and town without punctuation; "Str." and "Straße" are the same."""
    folded = re.sub(r"str(?:\.|asse)(?=\W|$)", "strasse", fold(value))
    return " ".join(re.findall(r"\w+", folded))
