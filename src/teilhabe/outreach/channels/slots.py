"""What the channels add to navigation, start page, search and the pages of items and facts."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.codes.language import language_name
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, SEARCH, WAITING, Hit, NavigationItem, Section, Waiting
from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.channels.selectors import (
    channel_name,
    languages_on_the_website,
    not_sent,
    to_decide,
    where_it_stands,
)
from teilhabe.outreach.channels.truth import saying_wrong
from teilhabe.outreach.content.extensions import FACT_SECTIONS, ITEM_SECTIONS
from teilhabe.outreach.content.models import Fact, InfoItem

MOST_HITS = 10


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if DISPATCHES.allows(user, VIEW):
        yield NavigationItem(_("Aussendungen"), reverse("channels:list"))


@SEARCH.fill
def dispatches(user: User, text: str) -> Iterator[Hit]:
    """By any part of what was said."""
    if DISPATCHES.allows(user, VIEW):
        for each in DISPATCHES.reach(user).filter(text__icontains=text.strip())[:MOST_HITS]:
            detail = f"{channel_name(each.channel)}, {each.get_state_display()}"
            yield Hit(_("Aussendungen"), str(each), each.get_absolute_url(), detail=detail)


@WAITING.fill
def troubles(user: User) -> Iterator[Waiting]:
    """What nobody knows about, what did not go out, and what says something wrong."""
    if not DISPATCHES.allows(user, CHANGE):
        return
    address, count = reverse("channels:list"), to_decide().count()
    yield Waiting(
        ngettext("Aussendung ist vielleicht draußen", "Aussendungen sind vielleicht draußen", count),
        count,
        f"{address}?state={Dispatch.State.UNDECIDED}",
        detail=_("Bitte sehen Sie nach. Von selbst wird nichts noch einmal gesendet."),
        is_urgent=True,
    )
    count = not_sent().count()
    yield Waiting(
        ngettext("Aussendung ging nicht hinaus", "Aussendungen gingen nicht hinaus", count),
        count,
        f"{address}?state={Dispatch.State.FAILED}",
        detail=_("Der Grund steht bei jeder."),
    )
    count = len(saying_wrong())
    yield Waiting(
        ngettext(
            "Aussendung sagt etwas, das nicht mehr stimmt", "Aussendungen sagen etwas, das nicht mehr stimmt", count
        ),
        count,
        reverse("channels:corrections"),
        detail=_("Eine Angabe hat sich geändert. Die Berichtigungen sind entworfen."),
        is_urgent=True,
    )


@ITEM_SECTIONS.fill
def where(item: InfoItem, user: User) -> Iterator[Section]:
    if not DISPATCHES.allows(user, VIEW):
        return
    found = where_it_stands(item)
    context = {
        "item": item,
        "languages": [language_name(code, page_language()) for code in languages_on_the_website(item)],
        "dispatches": [(each, channel_name(each.channel)) for each in found],
        "wrong": len(saying_wrong(item=item.pk)) if found else 0,
        "may_add": DISPATCHES.allows(user, ADD),
    }
    address = f"{reverse('channels:list')}?item={item.pk}" if found else ""
    yield Section(_("Wo das steht"), render_to_string("channels/_where.html", context), address)


@FACT_SECTIONS.fill
def told_otherwise(fact: Fact, user: User) -> Iterator[Section]:
    """What was said outside the website and says the fact as it was."""
    if not DISPATCHES.allows(user, VIEW):
        return
    found = saying_wrong(fact)
    if found:
        context = {
            "fact": fact,
            "wrong": [(each, channel_name(each.dispatch.channel)) for each in found],
            "may_change": DISPATCHES.allows(user, CHANGE),
        }
        yield Section(_("Was noch anders ausgesandt ist"), render_to_string("channels/_told_otherwise.html", context))
