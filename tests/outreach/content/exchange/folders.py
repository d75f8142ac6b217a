"""Folders of content for tests: files by path, taken over, given out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from teilhabe.core.audit.action import Operator
from teilhabe.outreach.content.exchange.collecting import collect
from teilhabe.outreach.content.exchange.importing import Importer, Outcome, Part, Report
from teilhabe.outreach.content.exchange.writing import files_of
from teilhabe.outreach.content.models import (
    Campaign,
    Category,
    Edition,
    EventDates,
    Fact,
    InfoItem,
    PlaceDetails,
    Variant,
)

BY = Operator("probe")
ORIGINAL = """+++
title = "Anmeldung"
summary = "Kurz gesagt."
+++

Erster Absatz.

## Was Sie brauchen

- Ausweis
- Vertrag
"""
ARABIC = '+++\ntitle = "التسجيل"\nmachine = true\n+++\n\nالفقرة الأولى.\n\n## […]\n\n- الهوية\n- […]\n'
FILES = {
    "items/anmeldung/item.toml": 'kind = "page"\n',
    "items/anmeldung/de.md": ORIGINAL,
    "items/anmeldung/ar.md": ARABIC,
}


def empty() -> None:
    """The database says nothing any more, in the order in which its rows may go."""
    Edition.objects.all().delete()
    Variant.objects.exclude(translated_from__translated_from=None).delete()
    Variant.objects.exclude(translated_from=None).delete()
    Category.objects.exclude(parent=None).delete()
    for model in (Variant, EventDates, PlaceDetails, InfoItem, Fact, Campaign, Category):
        model._default_manager.all().delete()


def put(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def take(folder: Path, files: dict[str, str] | None = None, *, today: date | None = None, **options: bool) -> Report:
    """`options`: publishes, is_trial."""
    return Importer(BY, **options).take_folder(put(folder, files) if files else folder, today)


def given() -> dict[str, str]:
    return files_of(collect())


def outcome(report: Report, outcome: Outcome, part: Part = Part.ITEM) -> list[str]:
    return report.done.get((part, outcome), [])
