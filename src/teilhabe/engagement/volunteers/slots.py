"""What volunteers add to navigation, search, the start page and the pages of people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
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
from teilhabe.engagement.volunteers import lists
from teilhabe.engagement.volunteers.choices import languages_with_levels
from teilhabe.engagement.volunteers.policies import VOLUNTEERS
from teilhabe.engagement.volunteers.selectors import to_confirm_again, to_welcome, volunteers_of, with_text
from teilhabe.engagement.volunteers.timetable import in_words

__all__ = ["lists"]  # it fills slots of the import
MOST_HITS = 20


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if VOLUNTEERS.allows(user, VIEW):
        label = _("Ehrenamtliche") if keeps(user, VOLUNTEERS) else _("Mein Ehrenamt")
        yield NavigationItem(label, reverse("volunteers:volunteers"), group="volunteering")


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if VOLUNTEERS.allows(user, ADD):
        yield NavigationItem(_("Ehrenamtliche Person aufnehmen"), reverse("volunteers:volunteer_add"))


@SEARCH.fill
def volunteers(user: User, text: str) -> Iterator[Hit]:
    if keeps(user, VOLUNTEERS):
        found = volunteers_of(user).filter(person__in=with_text(text)).order_by("person__family_name", "pk")
        for each in found[:MOST_HITS]:
            yield Hit(_("Ehrenamtliche"), str(each), each.get_absolute_url(), detail=each.get_state_display())


@WAITING.fill
def to_look_after(user: User) -> Iterator[Waiting]:
    if not keeps(user, VOLUNTEERS) or not VOLUNTEERS.allows(user, CHANGE):
        return
    address, new, silent = reverse("volunteers:volunteers"), to_welcome(user).count(), to_confirm_again(user).count()
    yield Waiting(
        ngettext("Person möchte mitmachen", "Personen möchten mitmachen", new),
        new,
        f"{address}?state=interested",
        detail=_("Ein Gespräch, dann als aktiv führen."),
    )
    yield Waiting(
        ngettext("Person hat ihre Angaben nicht bestätigt", "Personen haben ihre Angaben nicht bestätigt", silent),
        silent,
        f"{address}?silent=1",
        detail=_("Zwei E-Mails ohne Antwort, oder keine Adresse: Bitte rufen Sie an."),
    )


@PERSON_SECTIONS.fill
def as_a_volunteer(person: Model, user: User) -> Iterator[Section]:
    """What they do as a volunteer in short, or the way to take them in."""
    if not isinstance(person, Person) or not VOLUNTEERS.allows(user, VIEW):
        return
    known = volunteers_of(user).filter(person=person).first()
    context = {
        "volunteer": known,
        "person": person,
        "may_add": VOLUNTEERS.allows(user, ADD) and known is None,
        "languages": languages_with_levels(person.languages, known.language_levels) if known else "",
        "week": in_words(known.week) if known else "",
    }
    if known or context["may_add"]:
        content = render_to_string("volunteers/_of_person.html", context)
        yield Section(_("Ehrenamt"), content, known.get_absolute_url() if known else "")
