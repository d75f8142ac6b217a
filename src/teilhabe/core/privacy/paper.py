"""The readable form of an extract: a tagged PDF (PDF/UA-1), one page per purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teilhabe.core import paper
from teilhabe.core.privacy.extract import Extract, Section
from teilhabe.core.privacy.register import controller

TEMPLATE = Path(__file__).parent / "documents" / "extract.typ"


def as_pdf(extract: Extract, name: str) -> bytes:
    """In the language that is active."""
    return paper.as_pdf(TEMPLATE, _content(extract, name))


def _content(extract: Extract, name: str) -> dict[str, Any]:
    return {
        "language": get_language() or "de",
        "office": settings.OFFICE_NAME,
        "title": _("Auskunft: Was über Sie gespeichert ist"),
        "intro": _(
            "Nach Art. 15 der Datenschutz-Grundverordnung dürfen Sie erfahren, was über Sie gespeichert ist. "
            "Hier steht alles. Ist etwas falsch, berichtigen wir es. Auf Wunsch löschen wir Ihre Daten, soweit kein "
            "Gesetz dagegen steht. Sie können sich auch bei der Aufsichtsbehörde für den Datenschutz beschweren."
        ),
        "head": [
            (_("Name"), name),
            (_("Stand"), _moment(extract)),
            *controller(),
            (_("Herkunft der Daten"), _("Ihre eigenen Angaben, außer wo etwas anderes steht")),
            (_("Automatische Entscheidungen"), _("keine")),
        ],
        "sections": [_section(section) for section in extract.sections],
        "events_title": _("Was mit den Daten geschah"),
        "events": [
            (date_format(timezone.localtime(e.at), "SHORT_DATETIME_FORMAT"), f"{e.by}: {e.text}")
            for e in extract.events
        ],
    }


def _moment(extract: Extract) -> str:
    return date_format(timezone.localtime(extract.made_at), "DATETIME_FORMAT")


def _section(section: Section) -> dict[str, Any]:
    told = (
        (_("Rechtsgrundlage"), section.legal_bases),
        (_("Wie lange"), section.retention),
        (_("Wer es bekommt"), section.recipients or (_("nur die zuständigen Stellen des Büros"),)),
    )
    return {
        "title": section.purpose,
        "description": section.description,
        "facts": [(label, "\n".join(texts)) for label, texts in told],
        "rows": [
            {"title": row.kind, "values": [(each.label, each.shown) for each in row.values]} for row in section.rows
        ],
    }
