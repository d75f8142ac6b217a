"""The record of processing activities (Art. 30 GDPR), read from the declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.privacy.declarations import (
    ANYBODY,
    NOBODY,
    Erasure,
    PersonalData,
    Purpose,
    Retention,
    declarations,
    reasons_impersonal,
    subject_kind,
)
from teilhabe.core.privacy.names import field_name, model_name
from teilhabe.core.tables.exports import csv_lines


@dataclass(frozen=True)
class Activity:
    """One entry of the register: everything that serves one purpose."""

    purpose: Purpose
    people: tuple[str, ...]
    data: tuple[str, ...]
    legal_bases: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: tuple[str, ...]
    is_special_category: bool

    def facts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The entry as label and sentences, in the order of Art. 30 (1)."""
        return (
            (_("Zweck"), (str(self.purpose.description),)),
            (_("Rechtsgrundlage"), self.legal_bases),
            (_("Betroffene"), self.people),
            (_("Daten"), self.data),
            (_("Besondere Kategorien (Art. 9 DSGVO)"), (_("ja") if self.is_special_category else _("keine"),)),
            (_("Empfänger"), self.recipients or (_("keine außerhalb der zuständigen Stellen des Büros"),)),
            (_("Übermittlung in Drittländer"), (_("keine"),)),
            (_("Löschfristen"), self.retention),
        )


def activities() -> list[Activity]:
    """In the order in which the apps are installed, each purpose once."""
    by_purpose: dict[str, list[PersonalData]] = {}
    for declared in declarations():
        by_purpose.setdefault(declared.purpose.id, []).append(declared)
    return [_activity(group) for group in by_purpose.values()]


def _activity(group: list[PersonalData]) -> Activity:
    return Activity(
        purpose=group[0].purpose,
        people=once(_people(each) for each in group),
        data=once(f"{model_name(each.model)}: {_data(each)}" for each in group),
        legal_bases=once(each.legal_basis.label for each in group),
        recipients=once(name for each in group for name in each.recipients),
        retention=once(f"{model_name(each.model)}: {retention_text(each)}" for each in group),
        is_special_category=any(each.is_special_category for each in group),
    )


def once(texts: Iterable[Any]) -> tuple[str, ...]:
    """Each text at its first place."""
    return tuple(dict.fromkeys(str(text) for text in texts))


def _people(declared: PersonalData) -> str:
    if declared.subject_model in (ANYBODY, NOBODY):
        return _("alle, mit denen das Büro zu tun hat")
    kind = subject_kind(declared.subject_model)
    return model_name(kind.model, 2) if kind else ""


def _data(declared: PersonalData) -> str:
    return ", ".join(field_name(declared.model, name) for name in declared.personal)


def retention_text(declared: PersonalData) -> str:
    """How long it is kept, and why so long, as sentences."""
    term = declared.retention
    if declared.on_erasure is Erasure.KEEP:
        return str(term.reason)
    if term.is_with_subject:
        return _("so lange wie die Person oder das Konto, zu dem es gehört")
    start = field_name(declared.model, term.after)
    said = _("%(term)s nach „%(start)s“.") % {"term": _length(term), "start": start}
    if term.extended_by:
        later = field_name(declared.model, term.extended_by)
        said = _("%(term)s nach „%(start)s“ oder „%(later)s“, je nachdem, was später war.") % {
            "term": _length(term),
            "start": start,
            "later": later,
        }
    return f"{said} {term.reason}".strip()


def _length(term: Retention) -> str:
    parts = (
        (term.years, ngettext("%(count)d Jahr", "%(count)d Jahre", term.years)),
        (term.months, ngettext("%(count)d Monat", "%(count)d Monate", term.months)),
        (term.days, ngettext("%(count)d Tag", "%(count)d Tage", term.days)),
    )
    return ", ".join(text % {"count": count} for count, text in parts if count)


def controller() -> tuple[tuple[str, str], ...]:
    """Who is responsible, as far as the settings say."""
    missing = _("in den Einstellungen noch nicht angegeben")
    return (
        (_("Verantwortliche Stelle"), settings.OFFICE_NAME or missing),
        (_("Kontakt"), settings.FEEDBACK_ADDRESS or missing),
    )


def as_markdown(*, with_controller: bool = True) -> str:
    parts = [f"# {_('Verzeichnis der Verarbeitungstätigkeiten')}"]
    if with_controller:
        parts.append("\n".join(f"- {label}: {text}" for label, text in controller()))
    for activity in activities():
        rows = "\n".join(f"| {label} | {'<br>'.join(texts)} |" for label, texts in activity.facts())
        parts.append(f"## {activity.purpose.name}\n\n| | |\n|---|---|\n{rows}")
    without = "\n".join(f"| {model_name(model)} | {why} |" for model, why in reasons_impersonal().items())
    parts.append(f"## {_('Ohne personenbezogene Daten')}\n\n| | |\n|---|---|\n{without}")
    return "\n\n".join(parts) + "\n"


def as_csv() -> str:
    """One line per activity, as spreadsheets in German offices read them."""
    found = activities()
    head = [_("Verarbeitung"), *(label for label, _texts in found[0].facts())]
    rows = ([str(each.purpose.name), *(" · ".join(texts) for _label, texts in each.facts())] for each in found)
    return "".join(csv_lines([head, *rows]))
