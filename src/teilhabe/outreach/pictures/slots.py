"""What pictures add to navigation, search, the start page and the page of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, SEARCH, WAITING, Hit, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.policies import APPEARANCES, PICTURES
from teilhabe.outreach.pictures.selectors import used, with_state

MOST_HITS = 10


@NAVIGATION.fill
def pictures(user: User) -> Iterator[NavigationItem]:
    if PICTURES.allows(user, VIEW):
        yield NavigationItem(_("Bilder"), reverse("pictures:pictures"))


@WAITING.fill
def ending(user: User) -> Iterator[Waiting]:
    """Pictures that readers will miss, or miss already."""
    if not PICTURES.allows(user, CHANGE):
        return
    address, count = reverse("pictures:pictures"), with_state().filter(used(), is_usable=False).count()
    hidden = ngettext("Verwendetes Bild ist nicht zu sehen", "Verwendete Bilder sind nicht zu sehen", count)
    detail = _("Eine Einwilligung oder ein Recht fehlt oder ist abgelaufen.")
    yield Waiting(hidden, count, f"{address}?state=hidden", detail=detail)
    count = with_state().filter(is_ending=True).count()
    soon = ngettext("Bild läuft in 30 Tagen ab", "Bilder laufen in 30 Tagen ab", count)
    yield Waiting(soon, count, f"{address}?state=ending")


@SEARCH.fill
def by_name(user: User, text: str) -> Iterator[Hit]:
    if PICTURES.allows(user, VIEW):
        for picture in Picture.objects.filter(name__icontains=text)[:MOST_HITS]:
            yield Hit(_("Bilder"), picture.name, picture.get_absolute_url())


@PERSON_SECTIONS.fill
def seen_in(person: Model, user: User) -> Iterator[Section]:
    """In which pictures somebody is to be seen."""
    if not APPEARANCES.allows(user, VIEW) or not isinstance(person, Person):
        return
    found = Picture.objects.filter(appearances__person=person).distinct()
    links = format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((each.get_absolute_url(), each.name) for each in found)
    )
    if links:
        yield Section(_("Zu sehen auf Bildern"), format_html("<ul>{}</ul>", links))
