"""Encodings that a text states about itself, as XML and PX do."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\bencoding=["']([\w.-]+)["']|(?:\A|\n)CODEPAGE="([\w.-]+)";""")
_HEAD = 65536
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the bytes declare, None where they declare none, an unknown one, or visibly another.

    Files are saved again without a change of their declaration: what reads as UTF-8 is UTF-8, and letters in the place
    of control characters are not ISO 8859.
    """
    match = _DECLARED.search(content[:_HEAD])
    if match is None or content.startswith(_MARKS) or _is_utf_8(content):
        return None
    name = (match[1] or match[2]).decode("ascii").lower()
    try:
        found = codecs.lookup(name).name
        content.decode(found)
    except (LookupError, UnicodeError):
        return None
    return None if found.startswith("iso8859") and _CONTROLS.search(content) else name


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
