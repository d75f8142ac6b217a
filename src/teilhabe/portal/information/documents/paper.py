"""Items as a tagged PDF (PDF/UA-1), in the language of their readers and in the direction in which it runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import qrcode
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_M

from teilhabe.core import paper
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.wording.reading import day
from teilhabe.portal.information.addresses import page_address
from teilhabe.portal.information.documents.blocks import blocks, isolated
from teilhabe.portal.information.documents.particulars import particulars

TEMPLATE = Path(__file__).with_name("page.typ")


def as_pdf(title: str, shelf: Shelf, readings: Sequence[Reading], site: str, now: datetime) -> bytes:
    """In the language that is active."""
    return paper.as_pdf(TEMPLATE, content(title, shelf, readings, site, now))


def content(title: str, shelf: Shelf, readings: Sequence[Reading], site: str, now: datetime) -> dict[str, Any]:
    """Everything the template sets, as plain values."""
    language = language_of(shelf.site_language)
    return {
        "title": title,
        "language": language,
        "direction": _direction(language),
        "publisher": settings.OFFICE_NAME or "Teilhabe",
        "items": [
            {**_item(reading, shelf.site_language, site), "particulars": particulars(reading, shelf, now)}
            for reading in readings
        ],
    }


def _item(reading: Reading, site_language: str, site: str) -> dict[str, Any]:
    address = page_address(site_language, reading.key, site)
    is_foreign = reading.language != language_of(site_language)
    return {
        "title": reading.title,
        "summary": reading.summary,
        "language": reading.language if is_foreign else "",
        "direction": _direction(reading.language),
        "blocks": blocks(reading.html, site),
        "notes": _notes(reading, is_foreign),
        "foot": [
            settings.OFFICE_NAME or "Teilhabe",
            f"{_('Stand:')} {isolated(day(localdate(reading.changed_at), site_language))}",
        ],
        "address": address,
        "qr": qr_rows(address),
    }


def _notes(reading: Reading, is_foreign: bool) -> list[str]:
    """In the words of the page."""
    told = (
        (is_foreign, _("Diese Seite gibt es noch nicht in Ihrer Sprache.")),
        (
            reading.borrowed,
            _(
                "Einige Absätze sind noch nicht übersetzt. Sie stehen hier in der Sprache, in der sie geschrieben "
                "wurden."
            ),
        ),
        (
            reading.outdated,
            _(
                "Einige Absätze wurden geändert, und die Übersetzung ist noch nicht fertig. Diese Absätze sind "
                "gekennzeichnet: Dort kann sich etwas geändert haben."
            ),
        ),
        (
            reading.has_machine_text,
            _(
                "Ein Computerprogramm hat Teile dieser Seite übersetzt. Noch hat kein Mensch sie geprüft. Es können "
                "Fehler darin sein."
            ),
        ),
        (
            reading.is_sample,
            _("Ungeprüftes Muster: Dieser Text zeigt, wie die Seite aussehen kann. Verlassen Sie sich nicht auf ihn."),
        ),
    )
    return [sentence for holds, sentence in told if holds]


def qr_rows(address: str) -> list[list[tuple[int, int]]]:
    """The address as a QR code: per row the dark stretches, each with its first column and its length."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make()
    return [_stretches(row) for row in code.get_matrix()]


def _stretches(row: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column, is_dark in enumerate(row):
        if is_dark and found and sum(found[-1]) == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif is_dark:
            found.append((column, 1))
    return found


def _direction(language: str) -> str:
    return "rtl" if is_rtl(language) else "ltr"
