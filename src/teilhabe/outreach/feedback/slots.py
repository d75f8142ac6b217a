"""What feedback adds to navigation, the start page and the page of an item."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.policies import FEEDBACK
from teilhabe.outreach.feedback.selectors import helpful_by_language, open_messages, overdue
from teilhabe.outreach.feedback.tables import language_names

MOST_ON_AN_ITEM = 5


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if FEEDBACK.allows(user, VIEW):
        yield NavigationItem(_("Rückmeldungen"), reverse("feedback:list"))


@WAITING.fill
def messages_to_answer(user: User) -> Iterator[Waiting]:
    """Urgent once somebody has waited more than three working days."""
    if FEEDBACK.allows(user, CHANGE):
        rows = open_messages()
        count = rows.count()
        is_late = overdue(rows, timezone.localdate())
        yield Waiting(
            ngettext("Rückmeldung wartet auf Antwort", "Rückmeldungen warten auf Antwort", count),
            count,
            f"{reverse('feedback:list')}?state={Feedback.State.OPEN}",
            detail=_("Die älteste wartet länger als drei Arbeitstage.") if is_late else "",
            is_urgent=is_late,
        )


@ITEM_SECTIONS.fill
def what_readers_say(item: InfoItem, user: User) -> Iterator[Section]:
    if FEEDBACK.allows(user, VIEW):
        context = {
            "helpful": [
                (language_names().get(each.language, each.language), each) for each in helpful_by_language(item)
            ],
            "open": open_messages().filter(item=item).order_by("at")[:MOST_ON_AN_ITEM],
        }
        address = f"{reverse('feedback:list')}?item={item.pk}"
        yield Section(_("Was Leserinnen und Leser sagen"), render_to_string("feedback/_section.html", context), address)
