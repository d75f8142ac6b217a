"""What the page of an item says about its dates and its place, and the way to urgent notices."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.extensions import QUICK_ACTIONS, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.calendar.occurrences import in_words
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import EventDates, InfoItem, PlaceDetails
from teilhabe.outreach.content.plans import happening_of, is_readable
from teilhabe.outreach.content.policies import ITEMS, PUBLISH, REVIEW, REVISIONS
from teilhabe.outreach.content.selectors.urgent import unreviewed_count


@ITEM_SECTIONS.fill
def dates(item: InfoItem, user: User) -> Iterator[Section]:
    if item.kind == InfoItem.Kind.EVENT:
        found = EventDates.objects.filter(item=item).first()
        yield Section(_("Termine"), format_html("<p>{}</p>", _told(found)), _change(item, user, "content:event_dates"))


def _told(dates: EventDates | None) -> str:
    if dates is None:
        return _("Noch ohne Termin.")
    if not is_readable(dates):
        return _(
            "Diese Termine versteht unser Kalender nicht. Leserinnen und Leser sehen sie nicht. Tragen Sie sie neu ein."
        )
    return in_words(happening_of(dates), page_language())


@ITEM_SECTIONS.fill
def place(item: InfoItem, user: User) -> Iterator[Section]:
    if item.kind == InfoItem.Kind.PLACE:
        found = PlaceDetails.objects.filter(item=item).select_related("address", "hours").first()
        facts = [each.name for each in (found.address, found.hours) if each] if found else []
        told = ", ".join(facts) or _("Noch ohne Anschrift und Öffnungszeiten.")
        yield Section(_("Ort"), format_html("<p>{}</p>", told), _change(item, user, "content:place"))


def _change(item: InfoItem, user: User, route: str) -> str:
    return reverse(route, kwargs={"item": item.pk}) if ITEMS.may(user, CHANGE, item) else ""


@QUICK_ACTIONS.fill
def urgent_notice(user: User) -> Iterator[NavigationItem]:
    if ITEMS.allows(user, PUBLISH):
        yield NavigationItem(_("Dringender Hinweis"), reverse("content:urgent"))


@WAITING.fill
def unreviewed_notices(user: User) -> Iterator[Waiting]:
    """They are out already; a second person reads them as soon as there is one."""
    if REVISIONS.allows(user, REVIEW):
        yield Waiting(
            _("Dringende Hinweise hat noch keine zweite Person gelesen"),
            unreviewed_count(user),
            reverse("content:urgent"),
            detail=_("Sie stehen schon auf allen Seiten."),
            is_urgent=True,
        )
