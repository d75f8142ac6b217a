"""The list of offers: what waits longest stands first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import district_choices, field_choices, field_names
from teilhabe.actors.selectors.people import holds
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Label, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement.offers.actions import AssignOffer
from teilhabe.engagement.offers.choices import keepers, languages_offered_in
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.selectors import is_escalated, is_nobodys, is_open, is_overdue, matching
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.outreach.inbox.choices import name_of
from teilhabe.outreach.inbox.models import Way

NOBODY, OPEN, EXCERPT = "nobody", "open", 80


def _title(row: Offer) -> SafeString:
    return format_html('<bdi dir="auto">{}</bdi>', Truncator(str(row)).chars(EXCERPT))


def _next(row: Offer) -> object:
    """Until when, marked where that day is over; nothing where nothing is to do."""
    if not row.is_open:
        return ""
    day = row.follow_up_on or row.due_on
    if day >= localdate():
        return day
    return format_html('<span class="badge badge--error">{}</span> {}', gettext("überfällig"), f"{day:%d.%m.%Y}")


def _states() -> Sequence[tuple[str, Label]]:
    return [(OPEN, _("offen")), *Offer.State.choices]


def _state(value: str) -> Q:
    return is_open() if value == OPEN else Q(state=value)


def _who(value: str) -> Q:
    return is_nobodys() if value == NOBODY else Q(assigned_to=value)


def _overdue(value: bool) -> Q:
    condition = is_overdue(localdate())
    return condition if value else ~condition


def _escalated(value: bool) -> Q:
    condition = is_escalated(localdate())
    return condition if value else ~condition


def _taken(user: User, rows: Iterable[Offer]) -> str:
    count = len([AssignOffer(by=user, offer=row, assigned_to=user).run() for row in rows])
    return ngettext("%(count)s Angebot gehört jetzt Ihnen.", "%(count)s Angebote gehören jetzt Ihnen.", count) % {
        "count": count
    }


OFFER_LIST = Table(
    name="offers",
    title=_("Angebote"),
    columns=(
        Column("offer", _("Angebot"), value=_title, address=lambda row: str(row.get_absolute_url())),
        Column("kind", _("Art"), value=label_of("kind")),
        Column("state", _("Zustand"), value=label_of("state")),
        Column("language", _("Sprache"), value=lambda row: name_of(row.language)),
        Column("way", _("kam als"), value=label_of("way")),
        Column("assigned_to", _("zuständig"), value=lambda row: row.assigned_to.name if row.assigned_to else ""),
        Column("next_on", _("bis"), value=_next, order_by=("next_on",),
               exported=lambda row: (row.follow_up_on or row.due_on) if row.is_open else None),
        Column("created", _("eingegangen"), value=lambda row: localdate(row.created_at), order_by=("created_at",)),
        Column("fields", _("Handlungsfelder"), value=lambda row: ", ".join(field_names(row.fields)),
               only_exported=True),
        Column("week", _("Zeit"), value=lambda row: in_words(row.week), only_exported=True),
        Column("districts", _("Stadtteile"), value=lambda row: ", ".join(row.districts), only_exported=True),
        Column("reason", _("Grund"), value=label_of("reason"), only_exported=True),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup=_state, choices=_states),
        Choice("kind", _("Art"), lookup="kind", choices=lambda: Offer.Kind.choices),
        Choice("who", _("zuständig"), lookup=_who, choices=lambda: [(NOBODY, _("niemand")), *keepers()]),
        Choice("language", _("Sprache"), lookup="language", choices=languages_offered_in),
        Choice("way", _("kam als"), lookup="way", choices=lambda: Way.choices),
        Choice("field", _("Handlungsfeld"), lambda code: holds("fields", code), field_choices),
        Choice("district", _("Stadtteil"), lambda name: holds("districts", name), district_choices),
        YesNo("overdue", _("überfällig"), lookup=_overdue),
        YesNo("escalated", _("seit Wochen überfällig"), lookup=_escalated),
        DateSpan("created", _("eingegangen"), lookup="created_at", is_moment=True),
    ),
    search=("pk__in", matching),
    order=("turn", "next_on", "created_at"),
    template="offers/offers.html",
    bulk=(BulkAction("take", _("Ich übernehme"), CHANGE, _taken, only=is_open()),),
    empty=_("Noch hat niemand etwas angeboten. Angebote kommen von der Webseite, aus dem Posteingang und per Anruf."),
)  # fmt: skip
