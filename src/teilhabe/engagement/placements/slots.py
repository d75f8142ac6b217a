"""What placements add to navigation, search, the start page and the pages of people and opportunities."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.extensions import OPPORTUNITY_SECTIONS
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.placements import leaving
from teilhabe.engagement.placements.filling import running
from teilhabe.engagement.placements.policies import ASSIGNMENTS, PROPOSALS
from teilhabe.engagement.placements.selectors.lists import (
    nobody_proposed,
    of_opportunity,
    of_volunteer,
    to_ask_how_it_goes,
    to_follow_up,
    wanting_a_word,
    willing_for,
)
from teilhabe.engagement.volunteers.extensions import RUNNING
from teilhabe.engagement.volunteers.selectors import known_volunteer

__all__ = ["leaving"]  # it fills the slot of what ends


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if PROPOSALS.allows(user, VIEW):
        yield NavigationItem(_("Vorschläge"), reverse("placements:proposals"), group="volunteering")
    if ASSIGNMENTS.allows(user, VIEW):
        yield NavigationItem(_("Einsätze"), reverse("placements:assignments"), group="volunteering")


@RUNNING.fill
def running_assignments() -> Iterator[Combinable]:
    """Of a volunteer, as a number in the query of the list."""
    own = running().filter(volunteer=OuterRef("pk")).order_by().values("volunteer")
    yield Coalesce(Subquery(own.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)


@WAITING.fill
def to_decide(user: User) -> Iterator[Waiting]:
    if not PROPOSALS.allows(user, ADD):
        return
    today, proposals = localdate(), reverse("placements:proposals")
    answers, assignments = to_follow_up(user, today).count(), to_ask_how_it_goes(user, today).count()
    yield Waiting(
        ngettext("Vorschlag wartet auf eine Nachfrage", "Vorschläge warten auf eine Nachfrage", answers),
        answers,
        f"{proposals}?live=1&due=1",
        detail=_("Gefragt, aber keine Antwort, oder ein Anruf steht aus."),
        is_urgent=True,
    )
    yield Waiting(
        ngettext("Einsatz: Wie läuft es?", "Einsätze: Wie läuft es?", assignments),
        assignments,
        f"{reverse('placements:assignments')}?running=1&due=1",
        detail=_("2, 6 und 12 Wochen nach dem Beginn fragen wir nach."),
    )
    untouched = nobody_proposed()
    first = untouched.order_by("-priority", "published_at", "pk").first()
    if first is not None:
        number = untouched.count()
        yield Waiting(
            ngettext("Einsatzmöglichkeit ohne Vorschlag", "Einsatzmöglichkeiten ohne Vorschlag", number),
            number,
            reverse("placements:suggestions", kwargs={"opportunity": first.pk}),
            detail=_("Die dringendste zuerst: %(title)s") % {"title": first},
        )


@WAITING.fill
def to_answer(user: User) -> Iterator[Waiting]:
    """Members of an organisation: somebody has said yes to them."""
    if keeps(user, OPPORTUNITIES) or not OPPORTUNITIES.allows(user, CHANGE):
        return
    waiting = wanting_a_word(user)
    first = waiting.order_by("pk").first()
    if first is not None:
        count = waiting.count()
        yield Waiting(
            ngettext("Person möchte bei Ihnen mitmachen", "Personen möchten bei Ihnen mitmachen", count),
            count,
            reverse("placements:willing", kwargs={"opportunity": first.opportunity_id}),
            detail=_("Bitte sagen Sie Ja oder Nein."),
            is_urgent=True,
        )


@PERSON_SECTIONS.fill
def what_they_do(person: Model, user: User) -> Iterator[Section]:
    """Assignments and what is under way, and the way to what would suit them."""
    if not isinstance(person, Person) or not PROPOSALS.allows(user, VIEW):
        return
    volunteer = known_volunteer(person)
    if volunteer is None:
        return
    assignments, proposals = of_volunteer(user, volunteer)
    content = render_to_string(
        "placements/_of_volunteer.html", {"assignments": assignments, "proposals": proposals}
    )  # fmt: skip
    may_propose = PROPOSALS.allows(user, ADD)
    address = reverse("placements:suitable", kwargs={"volunteer": volunteer.pk}) if may_propose else ""
    yield Section(_("Einsätze und Vorschläge"), content, address)


@OPPORTUNITY_SECTIONS.fill
def who_does_it(opportunity: Opportunity, user: User) -> Iterator[Section]:
    """Who does it, who is under way, and the way to who would suit; the organisation sees only what was agreed."""
    if not ASSIGNMENTS.allows(user, VIEW):
        return
    assignments, proposals = of_opportunity(user, opportunity)
    may_decide = OPPORTUNITIES.may(user, CHANGE, opportunity)
    context = {
        "opportunity": opportunity,
        "assignments": assignments,
        "proposals": proposals,
        "waiting": willing_for(opportunity).count() if may_decide else 0,
    }
    may_propose = PROPOSALS.allows(user, ADD)
    address = reverse("placements:suggestions", kwargs={"opportunity": opportunity.pk}) if may_propose else ""
    yield Section(_("Wer mitmacht"), render_to_string("placements/_of_opportunity.html", context), address)
