"""Letters and sheets of the office as PDF: what stands on them as plain values, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from teilhabe.core import paper

TEMPLATE = Path(__file__).with_name("sheets.typ")
Part = dict[str, Any]


def text(words: str) -> Part:
    return {"kind": "text", "text": words}


def heading(words: str) -> Part:
    return {"kind": "heading", "text": words}


def facts(*pairs: tuple[str, object]) -> Part:
    """What is known, as name and value; what is not known gets a dash."""
    return {"kind": "facts", "pairs": [(name, str(value) if value else "–") for name, value in pairs]}


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> Part:
    return {"kind": "rows", "head": list(head), "rows": [list(each) for each in body]}


def lines(count: int) -> Part:
    """To write on with a pen."""
    return {"kind": "lines", "count": count}


def signatures(*labels: str) -> Part:
    return {"kind": "signatures", "labels": list(labels)}


@dataclass(frozen=True)
class Sheet:
    """One letter or form; `address` are the lines of whom it goes to."""

    title: str
    parts: list[Part]
    address: Sequence[str] = ()
    date: str = ""
    language: str = "de"
    is_right_to_left: bool = False


def sheet(title: str, *parts: Part, address: Sequence[str] = ()) -> Sheet:
    """In the language that is active, dated today."""
    language = get_language() or "de"
    return Sheet(
        title=title,
        parts=list(parts),
        address=list(address),
        date=date_format(timezone.localdate(), "DATE_FORMAT"),
        language=language.split("-")[0],
        is_right_to_left=bool(get_language_info(language)["bidi"]),
    )


def as_pdf(sheets: Sequence[Sheet]) -> bytes:
    """One PDF of all of them, each begins on a new page."""
    content = {
        "title": sheets[0].title,
        "language": sheets[0].language,
        "office": settings.OFFICE_NAME or _("Integrationsbüro"),
        "sheets": [asdict(each) for each in sheets],
    }
    return paper.as_pdf(TEMPLATE, content)


def respond(sheets: Sequence[Sheet], name: str) -> HttpResponse:
    """Kept by no cache; the name of the file says nothing about whom it is about."""
    answer = HttpResponse(as_pdf(sheets), content_type="application/pdf")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.pdf"'
    return answer
