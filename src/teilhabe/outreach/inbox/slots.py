"""What the inbox adds to navigation, search, the start page and the pages of people and items."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, SEARCH, WAITING, Hit, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.inbox import reply_ways
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.policies import CONVERSATIONS
from teilhabe.outreach.inbox.selectors.lists import (
    calls_to_make,
    conversations_of,
    counts,
    is_about,
    matching,
    of_person,
    open_about,
    undelivered,
)

__all__ = ["reply_ways"]
MOST_HITS, MOST_OF_A_PERSON, MOST_OF_AN_ITEM = 20, 5, 5
OPEN = f"state={Conversation.State.OPEN}"


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if CONVERSATIONS.allows(user, VIEW):
        yield NavigationItem(_("Posteingang"), reverse("inbox:list"))


@SEARCH.fill
def conversations(user: User, text: str) -> Iterator[Hit]:
    """By any word that was written, or by who wrote."""
    if CONVERSATIONS.allows(user, VIEW):
        found = conversations_of(user).filter(pk__in=matching(text)).exclude(state=Conversation.State.SPAM)
        for each in found.order_by("-last_entry_at")[:MOST_HITS]:
            yield Hit(_("Gespräche"), str(each), each.get_absolute_url(), detail=each.get_state_display())


@WAITING.fill
def messages_to_answer(user: User) -> Iterator[Waiting]:
    if not CONVERSATIONS.allows(user, CHANGE):
        return
    number, inbox = counts(user), reverse("inbox:list")
    is_late = number["nobodys_overdue"] > 0
    yield Waiting(
        ngettext("eigenes Gespräch ist überfällig", "eigene Gespräche sind überfällig", number["mine_overdue"]),
        number["mine_overdue"],
        f"{inbox}?{OPEN}&who={user.pk}&overdue=1",
        detail=_("Die Person sollte schon eine Antwort haben."),
        is_urgent=True,
    )
    yield Waiting(
        ngettext("Gespräch hat noch niemand übernommen", "Gespräche hat noch niemand übernommen", number["nobodys"]),
        number["nobodys"],
        f"{inbox}?{OPEN}&who=nobody",
        detail=_("Mindestens eine Person sollte schon eine Antwort haben.")
        if is_late
        else _("Jemand wartet auf Antwort."),
        is_urgent=is_late,
    )
    calls, lost = calls_to_make(user), undelivered()
    yield Waiting(
        ngettext("Person wartet auf Ihren Rückruf", "Personen warten auf Ihren Rückruf", calls),
        calls,
        f"{inbox}?who={user.pk}",
        detail=_("Heute oder schon früher."),
    )
    yield Waiting(
        ngettext("Antwort ist nicht angekommen", "Antworten sind nicht angekommen", lost),
        lost,
        f"{inbox}?undelivered=1",
        detail=_("Oder es ist unklar. Bitte nachsehen und entscheiden."),
        is_urgent=True,
    )


@PERSON_SECTIONS.fill
def what_they_asked(person: Model, user: User) -> Iterator[Section]:
    """The latest conversations with a person."""
    if isinstance(person, Person) and CONVERSATIONS.allows(user, VIEW):
        latest = list(of_person(user, person).order_by("-last_entry_at")[:MOST_OF_A_PERSON])
        address = reverse("inbox:person_conversations", kwargs={"person": person.pk}) if latest else ""
        yield Section(_("Gespräche"), render_to_string("inbox/_of_person.html", {"conversations": latest}), address)


@ITEM_SECTIONS.fill
def what_readers_write(item: InfoItem, user: User) -> Iterator[Section]:
    """What waits for an answer, and the way to all that was ever written below it."""
    if CONVERSATIONS.allows(user, VIEW):
        waiting = list(open_about(user, item)[:MOST_OF_AN_ITEM])
        has_any = bool(waiting) or conversations_of(user).filter(is_about(item.pk)).exists()
        content = render_to_string("inbox/_of_item.html", {"conversations": waiting, "has_any": has_any})
        address = f"{reverse('inbox:list')}?item={item.pk}" if has_any else ""
        yield Section(_("Was Menschen dazu schreiben"), content, address)
