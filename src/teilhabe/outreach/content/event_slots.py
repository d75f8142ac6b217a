"""What the page of an item says about its dates and its place."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.extensions import Section
from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.calendar.occurrences import in_words
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import EventDates, InfoItem, PlaceDetails
from teilhabe.outreach.content.policies import ITEMS
from teilhabe.outreach.content.selectors.events import happening_of


@ITEM_SECTIONS.fill
def dates(item: InfoItem, user: User) -> Iterator[Section]:
    if item.kind == InfoItem.Kind.EVENT:
        found = EventDates.objects.filter(item=item).first()
        told = in_words(happening_of(found), page_language()) if found else _("Noch ohne Termin.")
        yield Section(_("Termine"), format_html("<p>{}</p>", told), _change(item, user, "content:event_dates"))


@ITEM_SECTIONS.fill
def place(item: InfoItem, user: User) -> Iterator[Section]:
    if item.kind == InfoItem.Kind.PLACE:
        found = PlaceDetails.objects.filter(item=item).select_related("address", "hours").first()
        facts = [each.name for each in (found.address, found.hours) if each] if found else []
        told = ", ".join(facts) or _("Noch ohne Anschrift und Öffnungszeiten.")
        yield Section(_("Ort"), format_html("<p>{}</p>", told), _change(item, user, "content:place"))


def _change(item: InfoItem, user: User, route: str) -> str:
    return reverse(route, kwargs={"item": item.pk}) if ITEMS.may(user, CHANGE, item) else ""
