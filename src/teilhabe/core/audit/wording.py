"""The audit log in plain words: "Anna Muster hat am 3. November 2026 um 10:15 Uhr die Person „Ben Probe“ geändert".

Nothing here reads the database: an entry brings its user and its detail, and names of rows that it refers to are given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format, number_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.core.audit.action import ACTIONS
from teilhabe.core.audit.models import AuditEntry

Reference = tuple[str, str]
"""A row by its model ("users.organisation") and its key, both as the log keeps them."""
NOTHING = "–"
BESIDES = {
    "format": gettext_lazy("Dateiformat"),
    "list": gettext_lazy("Liste"),
    "people": gettext_lazy("Personen"),
    "roles": gettext_lazy("Rollen"),
    "rows": gettext_lazy("Zeilen"),
    "second_factor": gettext_lazy("zweiter Faktor"),
}
"""What actions record that is no column of a row."""


@dataclass(frozen=True)
class Change:
    """One field as it was and as it is, in words."""

    label: str
    before: str
    after: str


def sentence(entry: AuditEntry) -> str:
    """One entry as one sentence, in the language of the reader; a label that was redacted is not told."""
    auxiliary, _blank, rest = deed(entry).partition(" ")
    at = localtime(entry.at)
    return _("{who} {auxiliary} am {date} um {time} Uhr {rest}").format(
        who=who(entry),
        auxiliary=auxiliary,
        date=date_format(at, "DATE_FORMAT"),
        time=date_format(at, "TIME_FORMAT"),
        rest=rest,
    )


def deed(entry: AuditEntry) -> str:
    """What was done, without who and when: "hat die Person „Ben Probe“ geändert"."""
    action = ACTIONS.get(entry.action)
    pattern = str(action.sentence) if action else _("hat „{target}“ bearbeitet")
    label = _("geschwärzt") if entry.detail.redacted_at else entry.detail.target_label
    return pattern.replace("{target}", label)


def who(entry: AuditEntry) -> str:
    """Whoever acted: a name, "ein gelöschtes Konto", or who sat at the command line."""
    if entry.user is not None:
        return str(entry.user)
    return _("Ein gelöschtes Konto") if entry.user_id else entry.operator or _("Das System")


def kind_of(label: str) -> str:
    """What the rows of a model are called; its technical name where later versions do not have it."""
    model = _model(label)
    return str(model._meta.verbose_name) if model else label


def predicate_of(name: str) -> str:
    """An action as an entry of a list of choices: "die Person „…“ geändert"."""
    action = ACTIONS.get(name)
    return str(action.sentence).replace("{target}", "…").partition(" ")[2] if action else name


def changes(
    entry: AuditEntry, names: Mapping[Reference, str] | None = None, hidden: Collection[str] = ()
) -> list[Change]:
    """What changed, in the order of the form; columns that have no name in words are technical and left out.

    So are those that are `hidden`. With `names` other rows stand by their name, and those that are not in it are gone;
    without, by their key.
    """
    fields = _fields(entry.target_model)
    before, after = entry.detail.before, entry.detail.after
    known = [column for column in {**before, **after} if column not in hidden]
    columns = [column for column in known if column not in fields or _is_named(fields[column])]
    return [
        Change(
            _label(column, fields.get(column)),
            *(_value(fields.get(column), values.get(column), names) for values in (before, after)),
        )
        for column in columns
    ]


def references(entries: Iterable[AuditEntry]) -> set[Reference]:
    """The rows to which the changed fields of the entries refer, for whoever looks up their names."""
    found: set[Reference] = set()
    for entry in entries:
        fields = _fields(entry.target_model)
        for values in (entry.detail.before, entry.detail.after):
            found.update(
                _reference(fields[column], value)
                for column, value in values.items()
                if value is not None and isinstance(fields.get(column), ForeignKey)
            )
    return found


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _fields(label: str) -> dict[str, Field[Any, Any]]:
    """The columns of a model by the names under which the log keeps them."""
    model = _model(label)
    return {field.attname: field for field in model._meta.concrete_fields} if model else {}


def _is_named(field: Field[Any, Any]) -> bool:
    """Whether somebody gave the column a name in words; Django makes one of the technical name else."""
    return str(field.verbose_name) != field.name.replace("_", " ")


def _label(column: str, field: Field[Any, Any] | None) -> str:
    return str(field.verbose_name if field else BESIDES.get(column, column))


def _reference(field: Field[Any, Any], value: Any) -> Reference:
    assert field.related_model is not None
    return field.related_model._meta.label_lower, str(value)


def _value(field: Field[Any, Any] | None, value: Any, names: Mapping[Reference, str] | None) -> str:
    if isinstance(field, ForeignKey) and value is not None and names is not None:
        return names.get(_reference(field, value), _("nicht mehr vorhanden"))
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value or NOTHING))
    if isinstance(field, DateField) and isinstance(value, str):
        return _moment(field, value)
    return in_words(value)


def _moment(field: DateField[Any, Any], value: str) -> str:
    moment = parse_datetime(value) if isinstance(field, DateTimeField) else parse_date(value)
    return in_words(moment) if moment else value


def in_words(value: Any) -> str:
    """Any value that the log can hold: ja, 1.250, 3. November 2026 10:15, lists with commas, – for nothing."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, int | float):
        return str(number_format(value))
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return _many(value) if isinstance(value, list | dict) else str(value)


def _many(value: list[Any] | dict[str, Any]) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {in_words(each)}" for key, each in value.items())
    return ", ".join(map(in_words, value))
