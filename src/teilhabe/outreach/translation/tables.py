"""The lists of terms and of what is remembered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language
from teilhabe.core.tables.table import Choice, Column, Table, YesNo
from teilhabe.outreach.content.models import Variant
from teilhabe.outreach.translation.forms.terms import language_choices
from teilhabe.outreach.translation.models import Term

SHOWN_CHARACTERS = 120


def _translations(term: Term) -> str:
    if term.is_kept:
        return str(_("bleibt unübersetzt"))
    return ", ".join(f"{code}: {text}" for code, text in sorted(term.translations.items()))


TERMS_LIST = Table(
    name="terms",
    title=_("Glossar"),
    columns=(
        Column(
            "text",
            _("Begriff"),
            order_by=("text",),
            address=lambda term: reverse("translation:term", kwargs={"term": term.pk}),
        ),
        Column("language", _("Sprache"), value=lambda term: language_name(term.language, page_language())),
        Column("translations", _("Übersetzungen"), value=_translations),
        Column("note", _("Erklärung")),
    ),
    filters=(
        Choice("language", _("Sprache"), lookup="language", choices=language_choices),
        YesNo("kept", _("bleibt unübersetzt"), lookup="is_kept"),
    ),
    search=("text__icontains", str.strip),
    order=("text",),
    empty=_("Noch steht nichts im Glossar. Nehmen Sie Wörter auf, die immer gleich heißen sollen."),
)


def _short(text: str) -> str:
    return Truncator(text).chars(SHOWN_CHARACTERS)


MEMORY_LIST = Table(
    name="memory",
    title=_("Übersetzungsspeicher"),
    columns=(
        Column(
            "source",
            _("Vorlage"),
            value=lambda row: _short(row.source),
            address=lambda row: reverse("translation:forget", kwargs={"remembered": row.pk}),
        ),
        Column(
            "language",
            _("Sprache"),
            value=lambda row: language_name(row.language, page_language()),
            order_by=("language",),
        ),
        Column("level", _("Sprachstufe"), value=lambda row: str(Variant.Level(row.level).label)),
        Column("text", _("Übersetzung"), value=lambda row: _short(row.text)),
        Column("at", _("am"), order_by=("at",)),
        Column("is_reviewed", _("geprüft")),
    ),
    filters=(
        Choice("language", _("Sprache"), lookup="language", choices=language_choices),
        YesNo("reviewed", _("geprüft"), lookup="is_reviewed"),
    ),
    search=("source__icontains", str.strip),
    order=("-at",),
    empty=_("Noch ist nichts gespeichert. Was Menschen übersetzen, merkt sich der Speicher von selbst."),
)
