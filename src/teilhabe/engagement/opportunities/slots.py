"""What opportunities add to navigation, search and the start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import ADD, VIEW
from teilhabe.core.extensions import NAVIGATION, QUICK_ACTIONS, SEARCH, WAITING, Hit, NavigationItem, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.actions import is_office
from teilhabe.engagement.opportunities.extensions import REQUIRABLES, Requirable
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.opportunities.selectors import (
    matching,
    opportunities_of,
    paused_without_answer,
    waiting_for_the_office,
)

MOST_HITS = 20
State = Opportunity.State
CONDUCT = "conduct"
"""The code of the check that an extended certificate of conduct was seen (§ 72a SGB VIII)."""


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if OPPORTUNITIES.allows(user, VIEW):
        yield NavigationItem(_("Einsatzmöglichkeiten"), reverse("opportunities:list"), group="volunteering")


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if OPPORTUNITIES.allows(user, ADD):
        yield NavigationItem(_("Einsatzmöglichkeit anlegen"), reverse("opportunities:add"))


@SEARCH.fill
def found(user: User, text: str) -> Iterator[Hit]:
    if OPPORTUNITIES.allows(user, VIEW):
        rows = opportunities_of(user).filter(pk__in=matching(text)).order_by("-created_at")
        for row in rows[:MOST_HITS]:
            yield Hit(_("Einsatzmöglichkeiten"), str(row), row.get_absolute_url(), detail=row.organisation.name)


@WAITING.fill
def to_look_at(user: User) -> Iterator[Waiting]:
    """New ones to publish, and those whose organisation did not answer."""
    if not OPPORTUNITIES.allows(user, VIEW) or not is_office(user):
        return
    address = reverse("opportunities:list")
    submitted, silent = waiting_for_the_office().count(), paused_without_answer().count()
    yield Waiting(
        ngettext("Einsatzmöglichkeit ist zu prüfen", "Einsatzmöglichkeiten sind zu prüfen", submitted),
        submitted,
        f"{address}?state={State.SUBMITTED}",
        detail=_("Organisationen warten darauf, dass sie veröffentlicht werden."),
    )
    yield Waiting(
        ngettext("Organisation hat nicht geantwortet", "Organisationen haben nicht geantwortet", silent),
        silent,
        f"{address}?state={State.PAUSED}",
        detail=_("Stimmt das Angebot noch? Es macht Pause, bis jemand nachfragt."),
    )


@WAITING.fill
def sent_back(user: User) -> Iterator[Waiting]:
    """What the office asked an organisation to change."""
    if user.standing.organisations:
        own = Opportunity.objects.filter(organisation__in=user.standing.organisations, state=State.DRAFT)
        yield Waiting(
            ngettext("Einsatzmöglichkeit kam zurück", "Einsatzmöglichkeiten kamen zurück", 1),
            own.exclude(remark="").count(),
            f"{reverse('opportunities:list')}?state={State.DRAFT}",
            detail=_("Das Büro hat eine Bitte dazu."),
        )


@REQUIRABLES.fill
def checks() -> Iterator[Requirable]:
    yield Requirable(Requirement.Kind.CHECK, CONDUCT, _("erweitertes Führungszeugnis"))
