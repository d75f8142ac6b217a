"""The code in an asker's hands: easy to copy by hand from one script to another, too rare to guess, never stored."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

SYMBOLS = "3479ACDEFHJKMNPQRTUWXY"
"""Without those that look alike in handwriting: 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V."""
GROUPS, GROUP = 3, 5
"""15 symbols of 22: 66.8 bits."""

_LOOKALIKES = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")
"""Cyrillic letters that look like ours: whoever copies by hand may type them."""


def new_code() -> str:
    """For example `3KTQA-9WXEP-DRM7H`."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _symbol in range(GROUP)) for _group in range(GROUPS))


def folded(typed: str) -> str:
    """The code as it was given, from however it was typed; "" for what can be none."""
    symbols = "".join(map(_folded, unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)))
    if len(symbols) != GROUPS * GROUP or not set(symbols) <= set(SYMBOLS):
        return ""
    return "-".join(symbols[start : start + GROUP] for start in range(0, len(symbols), GROUP))


def _folded(character: str) -> str:
    """Digits of any script are digits; blanks, dashes and invisible marks are nothing."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return character if character.isalnum() else ""


def code_hash(code: str) -> str:
    """What is stored of it: 64 hexadecimal digits under the secret key of the site."""
    return salted_hmac("teilhabe.outreach.inbox.code", folded(code), algorithm="sha256").hexdigest()
