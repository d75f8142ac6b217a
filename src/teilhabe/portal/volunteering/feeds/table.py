"""A table of opportunities for portals that take CSV, after our own reading of what such portals ask for.

The exact template of the Freiwilligendatenbank was not to be had: columns and their order are ours, see
`docs/reference/volunteering-feeds.md`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from django.conf import settings

from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.portal.information.addresses import address_in
from teilhabe.portal.volunteering.cards import Card

COLUMNS = (
    "Kennung", "Titel", "Beschreibung", "Organisation", "Einsatzfeld", "Art", "Zeit", "Stunden pro Woche", "Beginn",
    "Ende", "Einsatzort", "Stadtteil", "Von zu Hause", "Plätze", "Anforderungen", "Auslagen", "Versicherung",
    "Kontakt", "Link", "Zuletzt bestätigt",
)  # fmt: skip
GERMAN = "de"


def table(cards: Iterable[Card], site: str) -> bytes:
    """UTF-8 with its mark, semicolons, as German spreadsheets open it; invented opportunities are left out."""
    page = StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in _row(card, site)] for card in cards if not card.opportunity.is_sample)
    return b"\xef\xbb\xbf" + page.getvalue().encode()


def _row(card: Card, site: str) -> list[str]:
    row = card.opportunity
    return [
        str(row.pk), card.title, card.task, str(row.organisation), ", ".join(card.fields), row.get_kind_display(),
        in_words(row.week), str(row.hours_per_week or ""), _day(row.starts_on), _day(row.ends_on), row.place,
        row.district, "ja" if row.is_remote else "nein", str(row.places), "; ".join(card.requirements), row.expenses,
        row.insurance, settings.OFFICE_NAME, address_in(GERMAN, "volunteering:opportunity", site, opportunity=row.pk),
        _day(row.checked_on),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _inert(cell: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
