"""Pages set by typst: tagged for screen readers (PDF/UA-1) wherever that can be promised."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(settings.STATIC_ROOT) / "paper"
"""Where the front-end build puts the fonts of the site in the format that typst reads."""

PROMISES: tuple[dict[str, Any], ...] = ({"pdf_standards": ["ua-1"]}, {}, {"pdf_tags": False})
"""From the most to the least. PDF/UA is refused where no font has a letter, and typst 0.15 fails to tag some links that
run over several lines; in both cases the text itself must not get lost."""


def as_pdf(template: Path, content: dict[str, Any]) -> bytes:
    """The template reads `content`, plain values, as JSON from `sys.inputs.data`."""
    inputs = {"data": json.dumps(content, ensure_ascii=False)}
    for promise in PROMISES[:-1]:
        try:
            return _set(template, inputs, promise)
        except typst.TypstError:
            continue
    return _set(template, inputs, PROMISES[-1])


def _set(template: Path, inputs: dict[str, str], promise: dict[str, Any]) -> bytes:
    return bytes(typst.compile(str(template), font_paths=_fonts(), sys_inputs=inputs, **promise))


@cache
def _fonts() -> Any:
    """Our own first, then those of the machine; looked for once per process, because it takes as long as a page."""
    return typst.Fonts(font_paths=[str(FONTS)] if FONTS.is_dir() else [])
