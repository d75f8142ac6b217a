"""Everything that is stored about a human being, by purpose: for themselves (Art. 15) and to take along (Art. 20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Field, Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.audit.wording import deed, in_words
from teilhabe.core.privacy.declarations import PersonalData, declarations
from teilhabe.core.privacy.names import field_name, model_name
from teilhabe.core.privacy.register import once, retention_text
from teilhabe.core.privacy.subjects import Human, rows_for
from teilhabe.core.users.models import User

MOST_ROWS = 5000
"""Of one model; nobody has more, and a request must end."""


@dataclass(frozen=True)
class Value:
    """One field of one row: its name, what it is called, what it holds and how that reads."""

    name: str
    label: str
    value: Any
    shown: str


@dataclass(frozen=True)
class Row:
    model: str
    kind: str
    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Section:
    """What serves one purpose, with all that the GDPR wants told about it."""

    id: str
    purpose: str
    description: str
    legal_bases: tuple[str, ...]
    retention: tuple[str, ...]
    recipients: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Event:
    """Something that was done with the data, and whether by themselves, the office or a job."""

    at: datetime
    text: str
    by: str


@dataclass(frozen=True)
class Extract:
    made_at: datetime
    sections: tuple[Section, ...]
    events: tuple[Event, ...]


def extract_about(human: Human, reader: User | None = None) -> Extract:
    """In the language that is active, without what is confided to others than the reader; a query per declaration."""
    by_purpose: dict[str, list[tuple[PersonalData, tuple[Row, ...]]]] = {}
    for declared in declarations():
        if rows := tuple(_rows(declared, human, reader)):
            by_purpose.setdefault(declared.purpose.id, []).append((declared, rows))
    sections = tuple(_section(found) for found in by_purpose.values())
    return Extract(timezone.now(), sections, tuple(_events(human)))


def _section(found: list[tuple[PersonalData, tuple[Row, ...]]]) -> Section:
    purpose, declared = found[0][0].purpose, [each for each, _rows in found]
    return Section(
        id=purpose.id,
        purpose=str(purpose.name),
        description=str(purpose.description),
        legal_bases=once(each.legal_basis.label for each in declared),
        retention=once(retention_text(each) for each in declared),
        recipients=once(str(name) for each in declared for name in each.recipients),
        rows=tuple(row for _declared, rows in found for row in rows),
    )


def _rows(declared: PersonalData, human: Human, reader: User | None) -> Iterator[Row]:
    meta = declared.model._meta
    names = (*declared.fields, *declared.told, *declared.coarsened, *declared.withheld)
    fields = [meta.get_field(name) for name in names]
    related = [field.name for field in fields if field.is_relation]
    for row in islice(rows_for(declared, human, reader).select_related(*related).order_by("pk"), MOST_ROWS):
        values = tuple(_value(row, field, declared) for field in fields if isinstance(field, Field))
        yield Row(meta.label_lower, model_name(declared.model), str(row.pk), values)


def _value(row: Model, field: Field[Any, Any], declared: PersonalData) -> Value:
    label = field_name(declared.model, field.name)
    if field.name in declared.withheld:
        return Value(field.name, label, None, _("gespeichert, aber geheim"))
    held = field.value_from_object(row)
    held = held.name if isinstance(held, FieldFile) else held
    reads = declared.reads.get(field.name)
    return Value(field.name, label, held, reads(row) if reads else _shown(row, field, held))


def _shown(row: Model, field: Field[Any, Any], held: Any) -> str:
    if field.is_relation and held is not None:
        return str(getattr(row, field.name))
    return in_words(dict(field.flatchoices).get(held, held) if field.choices else held)


def _events(human: Human) -> Iterator[Event]:
    keys = {subject.key for subject in human}
    entries = AuditEntry.objects.filter(detail__subject__in=keys).order_by("-id")
    for entry in entries.select_related("detail")[:MOST_ROWS]:
        by = _("Sie selbst") if entry.user_id in keys else _("das Büro") if entry.user_id else _("ein Auftrag")
        yield Event(entry.at, deed(entry), by)


def as_json(extract: Extract) -> dict[str, Any]:
    """The machine-readable form: keys are names of fields, stable over languages; `shown` is how each value reads."""
    return {
        "schema": "teilhabe.extract/1",
        "made_at": extract.made_at,
        "purposes": [
            {
                "id": section.id,
                "name": section.purpose,
                "description": section.description,
                "legal_bases": section.legal_bases,
                "retention": section.retention,
                "recipients": section.recipients,
                "rows": [
                    {
                        "model": row.model,
                        "key": row.key,
                        "values": {each.name: each.value for each in row.values},
                        "shown": {each.name: each.shown for each in row.values},
                    }
                    for row in section.rows
                ],
            }
            for section in extract.sections
        ],
        "events": [{"at": event.at, "text": event.text, "by": event.by} for event in extract.events],
    }
