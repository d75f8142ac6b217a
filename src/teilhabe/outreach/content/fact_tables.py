"""The list of facts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import page_language
from teilhabe.core.tables.table import Choice, Column, Label, Table
from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.content.selectors.facts import facts_due
from teilhabe.outreach.content.selectors.items import writers
from teilhabe.outreach.facts.values import NAMES, FactKind, fact_text


def _kinds() -> Sequence[tuple[str, Label]]:
    return [(kind.value, name.in_language(page_language())) for kind, name in NAMES.items()]


def _due(code: str) -> Q:
    known = {"due": Q(check_by__lt=localdate()), "soon": facts_due(localdate())}
    return known.get(code, Q(check_by=None))


def _matching(text: str) -> list[int]:
    """Keys of the facts whose name or key contains the text."""
    found = Fact.objects.filter(Q(name__icontains=text) | Q(key__icontains=text.strip("{}")))
    return list(found.values_list("pk", flat=True))


FACTS_LIST = Table(
    name="facts",
    title=_("Angaben"),
    columns=(
        Column("name", _("Bezeichnung"), order_by=("name",), address=lambda fact: str(fact.get_absolute_url())),
        Column("value", _("Wert"), value=lambda fact: fact_text(FactKind(fact.kind), fact.value, page_language())),
        Column("kind", _("Art"), value=lambda fact: dict(_kinds())[fact.kind], order_by=("kind",)),
        Column("key", _("im Text"), value=lambda fact: f"{{{fact.key}}}", order_by=("key",)),
        Column("check_by", _("zu prüfen bis"), order_by=("check_by",)),
        Column("owner", _("zuständig"), value=lambda fact: fact.owner.name if fact.owner else "", only_exported=True),
    ),
    filters=(
        Choice("kind", _("Art"), lookup="kind", choices=_kinds),
        Choice(
            "due",
            _("Prüfung"),
            lookup=_due,
            choices=lambda: [("soon", _("fällig")), ("due", _("überfällig")), ("never", _("ohne Termin"))],
        ),
        Choice(
            "owner", _("Zuständig"), lookup="owner", choices=lambda: [(str(user.pk), str(user)) for user in writers()]
        ),
    ),
    search=("pk__in", _matching),
    order=("name",),
    template="content/facts.html",
    empty=_("Noch gibt es keine Angabe. Legen Sie zuerst an, was sich oft ändert: Telefon, Preis, Öffnungszeiten."),
)
