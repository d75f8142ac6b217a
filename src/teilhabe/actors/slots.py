"""What people and organisations add to navigation, search and the start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.actors.policies import AFFILIATIONS, CONSENT_TEXTS, CONSENTS, ORGANISATIONS, PERSONS, keeps
from teilhabe.actors.selectors.consents import outdated_count
from teilhabe.actors.selectors.organisations import empty_entries, matching_organisations, organisations_of
from teilhabe.actors.selectors.people import matching, page_of, people_of
from teilhabe.core.access.policy import ADD, VIEW
from teilhabe.core.extensions import NAVIGATION, QUICK_ACTIONS, SEARCH, WAITING, Hit, NavigationItem, Waiting
from teilhabe.core.users.models import User

MOST_HITS = 20


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    """Without a query: the address of somebody's own page is found when they go there."""
    if PERSONS.allows(user, VIEW):
        label = _("Personen") if keeps(user, PERSONS) else _("Meine Angaben")
        yield NavigationItem(label, reverse("actors:people"))
    if ORGANISATIONS.allows(user, VIEW):
        label = _("Organisationen") if user.standing.is_staff else _("Meine Organisation")
        yield NavigationItem(label, reverse("actors:organisations"))
    if CONSENT_TEXTS.allows(user, ADD):
        yield NavigationItem(_("Einwilligungstexte"), reverse("actors:consent_texts"), group="administration")


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if PERSONS.allows(user, ADD):
        yield NavigationItem(_("Person eintragen"), reverse("actors:person_add"))
    if ORGANISATIONS.allows(user, ADD):
        yield NavigationItem(_("Organisation eintragen"), reverse("actors:organisation_add"))


@SEARCH.fill
def people(user: User, text: str) -> Iterator[Hit]:
    """By name, number or mail address."""
    if PERSONS.allows(user, VIEW):
        found = people_of(user).filter(pk__in=matching(text)).order_by("family_name", "given_name")
        for person in found.only("given_name", "family_name", "district")[:MOST_HITS]:
            yield Hit(_("Personen"), str(person), page_of(person), detail=person.district)


@SEARCH.fill
def organisations(user: User, text: str) -> Iterator[Hit]:
    if ORGANISATIONS.allows(user, VIEW):
        found = organisations_of(user).filter(pk__in=matching_organisations(text)).order_by("name")
        for organisation in found[:MOST_HITS]:
            yield Hit(_("Organisationen"), str(organisation), page_of(organisation))


@WAITING.fill
def consents_to_ask_for(user: User) -> Iterator[Waiting]:
    """People agreed to a text that has a newer version meanwhile."""
    if keeps(user, CONSENTS):
        yield Waiting(
            _("Einwilligungen sind neu zu erfragen"),
            outdated_count(),
            reverse("actors:consent_texts"),
            detail=_("Die Personen haben einer früheren Fassung zugestimmt."),
        )


@WAITING.fill
def own_entry(user: User) -> Iterator[Waiting]:
    if not user.standing.is_staff and AFFILIATIONS.allows(user, VIEW):
        yield Waiting(
            _("Eintrag im Verzeichnis ist noch leer"),
            empty_entries(user),
            reverse("actors:organisations"),
            detail=_("Beschreiben Sie, was Ihre Organisation anbietet."),
        )
