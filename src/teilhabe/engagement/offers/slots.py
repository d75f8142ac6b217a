"""What offers add to navigation, search, the start page, the inbox and the pages of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.extensions import (
    NAVIGATION,
    PERSON_SECTIONS,
    QUICK_ACTIONS,
    SEARCH,
    WAITING,
    Hit,
    NavigationItem,
    Section,
    Waiting,
)
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.offers.policies import OFFERS
from teilhabe.engagement.offers.selectors import counts, matching, offers_of
from teilhabe.engagement.rules.tables import value_on
from teilhabe.outreach.inbox.extensions import BECOMES, CONVERSATION_SECTIONS
from teilhabe.outreach.inbox.models import Conversation

MOST_HITS, MOST_OF_A_PERSON = 20, 5


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if OFFERS.allows(user, VIEW):
        yield NavigationItem(_("Angebote"), reverse("offers:offers"), group="volunteering")


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if OFFERS.allows(user, ADD):
        yield NavigationItem(_("Angebot aufnehmen"), reverse("offers:note"))


@SEARCH.fill
def offers(user: User, text: str) -> Iterator[Hit]:
    if OFFERS.allows(user, VIEW):
        for each in offers_of(user).filter(pk__in=matching(text)).order_by("-created_at")[:MOST_HITS]:
            yield Hit(_("Angebote"), str(each), each.get_absolute_url(), detail=each.get_state_display())


@WAITING.fill
def offers_waiting(user: User) -> Iterator[Waiting]:
    """Every open offer is in somebody's sight: its keeper's, everybody's who could be, in the end the head's."""
    if not OFFERS.allows(user, CHANGE):
        return
    number, address = counts(user), reverse("offers:offers")
    yield _mine(user, number["mine"], number["mine_overdue"], address)
    yield _nobodys(number, address)
    if Role.HEAD_OF_OFFICE in user.standing.roles:
        days = value_on("offers.escalated", localdate())
        yield Waiting(
            ngettext("Angebot bleibt liegen", "Angebote bleiben liegen", number["escalated"]),
            number["escalated"],
            f"{address}?escalated=1",
            detail=_("Seit mehr als %(days)s Tagen überfällig.") % {"days": days},
            is_urgent=True,
        )


def _mine(user: User, count: int, overdue: int, address: str) -> Waiting:
    return Waiting(
        ngettext("Ihrer Angebote ist an der Reihe", "Ihrer Angebote sind an der Reihe", count),
        count,
        f"{address}?state=open&who={user.pk}",
        detail=_("Mindestens eine Person sollte schon etwas gehört haben.") if overdue else "",
        is_urgent=overdue > 0,
    )


def _nobodys(number: Mapping[str, int], address: str) -> Waiting:
    count, late = number["nobodys"], number["nobodys_late"]
    days = value_on("offers.late", localdate())
    told = ngettext(
        "%(late)s davon wartet seit mehr als %(days)s Tagen.",
        "%(late)s davon warten seit mehr als %(days)s Tagen.",
        late,
    ) % {"late": late, "days": days}
    return Waiting(
        ngettext("Angebot hat noch niemand übernommen", "Angebote hat noch niemand übernommen", count),
        count,
        f"{address}?state=open&who=nobody",
        detail=told if late else _("Jemand möchte helfen und wartet auf Antwort."),
        is_urgent=late > 0 or number["nobodys_overdue"] > 0,
    )


@BECOMES.fill
def becomes_an_offer(conversation: Conversation, user: User) -> Iterator[NavigationItem]:
    if OFFERS.allows(user, ADD):
        address = reverse("offers:from_conversation", kwargs={"conversation": conversation.pk})
        yield NavigationItem(_("Daraus ein Angebot machen"), address)


@CONVERSATION_SECTIONS.fill
def offers_of_the_conversation(conversation: Conversation, user: User) -> Iterator[Section]:
    if OFFERS.allows(user, VIEW):
        made = list(offers_of(user).filter(conversation=conversation))
        if made:
            yield Section(_("Angebot"), render_to_string("offers/_of_person.html", {"offers": made}))


@PERSON_SECTIONS.fill
def what_they_offer(person: Model, user: User) -> Iterator[Section]:
    if isinstance(person, Person) and OFFERS.allows(user, VIEW):
        latest = list(offers_of(user).filter(person=person).order_by("-created_at")[:MOST_OF_A_PERSON])
        if latest:
            yield Section(_("Angebote"), render_to_string("offers/_of_person.html", {"offers": latest}))
