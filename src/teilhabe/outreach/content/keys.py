"""The key of an item, campaign or category: its title as it can stand in an address."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from anyascii import anyascii
from django.utils.text import slugify

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST = 60


def key_of(title: str, is_taken: Callable[[str], bool] = lambda key: False) -> str:
    """In Latin letters, German and other writing transliterated; numbered where it is taken."""
    plain = slugify(anyascii(title.translate(_GERMAN))).replace("_", "-").strip("-")[:LONGEST].strip("-") or "info"
    if not is_taken(plain):
        return plain
    return next(key for key in (f"{plain[: LONGEST - 5].strip('-')}-{n}" for n in count(2)) if not is_taken(key))
