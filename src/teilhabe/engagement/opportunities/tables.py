"""The list of opportunities."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.actors.choices import district_choices, field_choices, field_names, organisation_choices
from teilhabe.actors.selectors.people import holds
from teilhabe.core.access.policy import EXPORT
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Several, Table, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.actions import AskWhetherRight, PauseOpportunity, PublishOpportunity
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.selectors import matching

State = Opportunity.State


def _publish(user: User, rows: QuerySet[Opportunity]) -> str:
    done = [PublishOpportunity(by=user, opportunity=row).run() for row in rows]
    told = ngettext("%(count)s Eintrag ist veröffentlicht.", "%(count)s Einträge sind veröffentlicht.", len(done))
    return told % {"count": len(done)}


def _pause(user: User, rows: QuerySet[Opportunity]) -> str:
    done = [PauseOpportunity(by=user, opportunity=row).run() for row in rows]
    told = ngettext("%(count)s Eintrag macht jetzt Pause.", "%(count)s Einträge machen jetzt Pause.", len(done))
    return told % {"count": len(done)}


def _resume(user: User, keys: Sequence[int]) -> str:
    return _publish(user, Opportunity.objects.filter(pk__in=keys))


def _ask(user: User, rows: QuerySet[Opportunity]) -> str:
    done = [AskWhetherRight(by=user, opportunity=row).run() for row in rows]
    told = ngettext("%(count)s Organisation ist gefragt.", "%(count)s Organisationen sind gefragt.", len(done))
    return told % {"count": len(done)}


OPPORTUNITIES_LIST = Table(
    name="opportunities",
    title=_("Einsatzmöglichkeiten"),
    columns=(
        Column("title", _("Titel"), order_by=("title",), address=lambda row: str(row.get_absolute_url())),
        Column(
            "organisation", _("Organisation"), value=lambda row: row.organisation.name, order_by=("organisation__name",)
        ),
        Column("kind", _("Art"), value=label_of("kind"), order_by=("kind",)),
        Column("district", _("Stadtteil"), order_by=("district",)),
        Column("places", _("Plätze"), order_by=("places",), is_number=True),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("checked_on", _("bestätigt"), order_by=("checked_on",)),
        Column("fields", _("Handlungsfelder"), value=lambda row: field_names(row.fields), only_exported=True),
    ),
    filters=(
        Several("state", _("Zustand"), lookup="state", choices=lambda: State.choices),
        Choice("kind", _("Art"), lookup="kind", choices=lambda: Opportunity.Kind.choices),
        Choice("organisation", _("Organisation"), lookup="organisation", choices=organisation_choices),
        Choice("field", _("Handlungsfeld"), lookup=lambda code: holds("fields", code), choices=field_choices),
        Choice("district", _("Stadtteil"), lookup="district", choices=district_choices),
        DateSpan("checked", _("Bestätigt"), lookup="checked_on"),
    ),
    search=("pk__in", matching),
    order=("-created_at",),
    bulk=(
        # The verb is EXPORT, which only the office has: what goes out is for it to decide.
        BulkAction("publish", _("Veröffentlichen"), EXPORT, _publish,
                   question=_("Diese Einsatzmöglichkeiten veröffentlichen?"),
                   only=Q(state__in=PublishOpportunity.starts)),
        BulkAction("ask", _("Fragen, ob es noch stimmt"), EXPORT, _ask,
                   question=_("Den Organisationen eine E-Mail mit einem Link zur Bestätigung schicken?"),
                   only=Q(state__in=AskWhetherRight.starts)),
        BulkAction("pause", _("Pause machen"), EXPORT, _pause, undo=_resume, only=Q(state=State.OPEN)),
    ),
    empty=_("Noch gibt es keine Einsatzmöglichkeit. Legen Sie die erste an."),
)  # fmt: skip
