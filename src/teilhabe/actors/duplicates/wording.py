"""Possible duplicates and merges in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.actors.duplicates.cells import Collision
from teilhabe.actors.duplicates.comparing import Reason
from teilhabe.actors.models import Person
from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language

WORDS: dict[str, str | Promise] = {
    Reason.SAME_MAIL: gettext_lazy("gleiche E-Mail-Adresse"),
    Reason.SAME_PHONE: gettext_lazy("gleiche Telefonnummer"),
    Reason.SAME_CONTACT: gettext_lazy("gleicher Kontaktweg"),
    Reason.SAME_NAME: gettext_lazy("gleicher Name"),
    Reason.SWAPPED_NAME: gettext_lazy("Vor- und Nachname vertauscht"),
    Reason.SIMILAR_NAME: gettext_lazy("Name fast gleich"),
    Reason.SAME_DISTRICT: gettext_lazy("gleicher Stadtteil"),
}


def in_words(reasons: Iterable[str]) -> str:
    """ "gleiche Telefonnummer, Name fast gleich"; a reason that is no longer known is left out."""
    return ", ".join(str(WORDS[reason]) for reason in reasons if reason in WORDS)


def value_in_words(person: Person, field: Field[Any, Any]) -> str:
    """What a field of a person says, as a page shows it; "" for nothing."""
    value = getattr(person, field.name)
    if isinstance(value, list):
        return ", ".join(_known(field, each) for each in value)
    return _known(field, str(value)) if value else ""


def _known(field: Field[Any, Any], value: str) -> str:
    if "language" in field.name:
        return language_name(value, page_language())
    return str(dict(field.flatchoices).get(value, value))


def collision_in_words(collision: Collision) -> str:
    """ "Vorname: wurde seitdem geändert und bleibt, wie es jetzt ist." """
    model = collision.cell.model_class
    about = f"{model._meta.verbose_name}: {collision.cell.column.verbose_name}"
    if collision.is_gone:
        return _("%(what)s: wurde seitdem entfernt und kommt nicht zurück.") % {"what": model._meta.verbose_name}
    return _("%(what)s: wurde seitdem geändert und bleibt, wie es jetzt ist.") % {"what": about}
