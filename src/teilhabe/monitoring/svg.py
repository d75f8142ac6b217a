"""Makes a chart of a release fit to stand inside a page, beside other charts."""

from __future__ import annotations

import re

_DECLARATION = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>")
_MARK_UP_FOR_READERS = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')
_NAME = re.compile(r'\sid="([^"]+)"')
_ROOT = re.compile(r"<svg\b")


def inline_svg(text: str, prefix: str) -> str:
    """The picture with ids that are unique on the page, and silent for screen readers, which get the text beside it."""
    plain = _MARK_UP_FOR_READERS.sub("", _DECLARATION.sub("", text)).strip()
    for name in sorted(set(_NAME.findall(plain)), key=len, reverse=True):
        plain = plain.replace(f'id="{name}"', f'id="{prefix}-{name}"')
        plain = plain.replace(f"url(#{name})", f"url(#{prefix}-{name})").replace(f'"#{name}"', f'"#{prefix}-{name}"')
    return _ROOT.sub('<svg aria-hidden="true" focusable="false"', plain, count=1)
