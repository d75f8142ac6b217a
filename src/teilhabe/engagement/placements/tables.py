"""The lists of proposals and of assignments."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.actors.choices import organisation_choices
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement.placements.actions import Ask, NoteFollowUp
from teilhabe.engagement.placements.filling import LIVE
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.placements.selectors.lists import assignments_with, is_due, is_running, proposals_with


def _ask(user: User, rows: Iterable[Proposal]) -> str:
    count = len([Ask(by=user, proposal=row).run() for row in rows])
    return ngettext("%(count)s Person gefragt.", "%(count)s Personen gefragt.", count) % {"count": count}


def _asked_how_it_goes(user: User, rows: Iterable[Assignment]) -> str:
    count = len([NoteFollowUp(by=user, assignment=row).run() for row in rows])
    return ngettext("Bei %(count)s Einsatz nachgefragt.", "Bei %(count)s Einsätzen nachgefragt.", count) % {
        "count": count
    }


WHO = Column(
    "volunteer",
    _("Wer"),
    value=lambda row: str(row.volunteer),
    order_by=("volunteer__person__family_name", "volunteer__person__given_name"),
    address=lambda row: str(row.get_absolute_url()),
)
WHAT = Column(
    "opportunity", _("Einsatzmöglichkeit"), value=lambda row: row.opportunity.title, order_by=("opportunity__title",)
)
WHERE = Column(
    "organisation",
    _("Organisation"),
    value=lambda row: row.opportunity.organisation.name,
    order_by=("opportunity__organisation__name",),
)
OF_ORGANISATION = Choice(
    "organisation", _("Organisation"), lookup="opportunity__organisation", choices=organisation_choices
)

PROPOSAL_LIST = Table(
    name="proposals",
    title=_("Vorschläge"),
    columns=(
        WHO,
        WHAT,
        WHERE,
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("reason", _("Grund"), value=label_of("reason"), order_by=("reason",)),
        Column("follow_up_on", _("nachfragen am"), order_by=("follow_up_on",)),
        Column("created_at", _("vom"), value=lambda row: localdate(row.created_at), order_by=("created_at",)),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup="state", choices=lambda: Proposal.State.choices),
        YesNo("live", _("unterwegs"), lookup=lambda value: Q(state__in=LIVE) if value else ~Q(state__in=LIVE)),
        YesNo("due", _("nachzufragen"), lookup=lambda value: is_due(localdate()) if value else ~is_due(localdate())),
        Choice("reason", _("Grund der Ablehnung"), lookup="reason", choices=lambda: Proposal.Reason.choices),
        Choice("side", _("abgelehnt von"), lookup="declined_by", choices=lambda: Proposal.Side.choices),
        OF_ORGANISATION,
        DateSpan("created", _("vom"), lookup="created_at", is_moment=True),
    ),
    search=("pk__in", proposals_with),
    order=("-created_at", "-pk"),
    bulk=(
        BulkAction(
            "ask",
            _("Jetzt fragen"),
            CHANGE,
            _ask,
            only=Q(state=Proposal.State.OPEN),
            question=_("Diese Personen per E-Mail fragen, ob sie die Aufgabe machen möchten?"),
        ),
    ),
    empty=_("Noch wurde niemand vorgeschlagen. Vorschläge entstehen auf der Seite einer Einsatzmöglichkeit."),
)

ASSIGNMENT_LIST = Table(
    name="assignments",
    title=_("Einsätze"),
    columns=(
        WHO,
        Column("task", _("Tätigkeit"), order_by=("task",)),
        WHERE,
        Column("starts_on", _("von"), order_by=("starts_on",)),
        Column("ends_on", _("bis"), order_by=("ends_on",)),
        Column("ending", _("Grund"), value=label_of("ending"), order_by=("ending",)),
        Column("follow_up_on", _("nachfragen am"), order_by=("follow_up_on",)),
        Column("place", _("Einsatzort"), only_exported=True),
        Column("insurance", _("wer versichert"), only_exported=True),
        Column("hours_per_week", _("Stunden in der Woche"), is_number=True, only_exported=True),
    ),
    filters=(
        YesNo("running", _("läuft"), lookup=is_running),
        YesNo("due", _("nachzufragen"), lookup=lambda value: is_due(localdate()) if value else ~is_due(localdate())),
        Choice("ending", _("warum es endete"), lookup="ending", choices=lambda: Assignment.Ending.choices),
        OF_ORGANISATION,
        DateSpan("starts", _("Beginn"), lookup="starts_on"),
    ),
    search=("pk__in", assignments_with),
    order=("-starts_on", "-pk"),
    bulk=(
        BulkAction(
            "followed_up",
            _("Heute nachgefragt"),
            CHANGE,
            _asked_how_it_goes,
            only=Q(follow_up_on__isnull=False),
            question=_("Bei diesen Einsätzen vermerken, dass Sie heute nachgefragt haben?"),
        ),
    ),
    empty=_("Noch ist kein Einsatz vereinbart."),
)
