"""The lists of clients and of tandems; whoever is accompanied stands there by pseudonym."""

from __future__ import annotations

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, DateSpan, Table, YesNo, label_of
from teilhabe.engagement.tandems.models import CheckIn, Client, Tandem
from teilhabe.engagement.tandems.selectors import coordinators
from teilhabe.engagement.tandems.wording import topics_in_words
from teilhabe.engagement.volunteers.choices import languages_with_levels


def _is_due(value: bool) -> Q:
    late = Q(pk__in=CheckIn.objects.filter(done_on=None, due_on__lte=localdate()).values("tandem"))
    return late if value else ~late


COORDINATOR = Column(
    "coordinator", _("zuständig"), value=lambda row: row.coordinator.name if row.coordinator else "",
    order_by=("coordinator__name",),
)  # fmt: skip
BY_COORDINATOR = Choice(
    "coordinator", _("zuständig"), lookup="coordinator",
    choices=lambda: [(str(user.pk), user.name) for user in coordinators()],
)  # fmt: skip

CLIENTS_LIST = Table(
    name="clients",
    title=_("Begleitete Personen"),
    columns=(
        Column("pseudonym", _("Deckname"), order_by=("pseudonym",), address=lambda row: row.get_absolute_url()),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column(
            "languages", _("Sprachen"),
            value=lambda row: languages_with_levels(sorted(row.language_levels), row.language_levels),
        ),
        Column("topics", _("worum es geht"), value=lambda row: topics_in_words(row.topics)),
        Column("district", _("Stadtteil"), order_by=("district",)),
        COORDINATOR,
        Column("requested_on", _("angefragt am"), order_by=("requested_on",)),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup="state", choices=lambda: Client.State.choices),
        BY_COORDINATOR,
        DateSpan("requested", _("angefragt am"), lookup="requested_on"),
    ),
    search=("pseudonym__icontains", str.strip),
    order=("requested_on", "pk"),
    empty=_("Noch hat niemand um Begleitung gebeten. Eine Anfrage beginnt auf der Seite der Person."),
)  # fmt: skip
TANDEM_LIST = Table(
    name="tandems",
    title=_("Patenschaften"),
    columns=(
        Column(
            "volunteer", _("Wer begleitet"), value=lambda row: str(row.volunteer),
            order_by=("volunteer__person__family_name", "volunteer__person__given_name"),
            address=lambda row: row.get_absolute_url(),
        ),
        Column("client", _("Wer wird begleitet"), value=lambda row: row.client.pseudonym,
               order_by=("client__pseudonym",)),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("agreed_on", _("vereinbart am"), order_by=("agreed_on",)),
        Column("due_on", _("nachfragen am"), order_by=("due_on",)),
        COORDINATOR,
        Column("ended_on", _("beendet am"), order_by=("ended_on",), only_exported=True),
        Column("ending", _("warum es endete"), value=label_of("ending"), only_exported=True),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup="state", choices=lambda: Tandem.State.choices),
        YesNo("due", _("nachzufragen"), lookup=_is_due),
        Choice("ending", _("warum es endete"), lookup="ending", choices=lambda: Tandem.Ending.choices),
        BY_COORDINATOR,
        DateSpan("agreed", _("vereinbart am"), lookup="agreed_on"),
    ),
    search=("client__pseudonym__icontains", str.strip),
    order=("-proposed_on", "-pk"),
    empty=_("Noch gibt es keine Patenschaft. Sie beginnt auf der Seite einer begleiteten Person."),
)  # fmt: skip
