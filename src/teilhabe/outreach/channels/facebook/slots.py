"""What the page on Facebook adds to the inbox, to moderation, to the start page and to the doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import DOCTOR, NAVIGATION, WAITING, Examined, NavigationItem, Waiting
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.facebook.answering import (
    LONGEST_COMMENT,
    LONGEST_MESSAGE,
    PRIVATE_WINDOW,
    WINDOW,
    last_question,
)
from teilhabe.outreach.channels.facebook.connecting import expiry_warning, is_set_up, last_check, obstacle
from teilhabe.outreach.channels.facebook.handling import SITE
from teilhabe.outreach.channels.facebook.jobs import remove_there, send_answer, tell_visibility
from teilhabe.outreach.channels.facebook.models import Event, PageCheck
from teilhabe.outreach.channels.facebook.policies import PAGE_CHECKS
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.moderation.extensions import HIDERS, Hider

LATE = timedelta(hours=1)


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    """Also before anything is connected: there it says what to do."""
    if DISPATCHES.allows(user, CHANGE):
        yield NavigationItem(_("Facebook-Seite"), reverse("facebook_office:page"), group="administration")


@REPLY_WAYS.fill
def on_facebook(conversation: Conversation) -> Iterator[ReplyWay]:
    """Under the comment for all to read, to its writer alone, or on Messenger while Facebook lets us."""
    if conversation.way not in (Way.COMMENT, Way.MESSENGER) or not is_set_up():
        return
    question = last_question(conversation)
    if question is None:
        return
    if conversation.way == Way.COMMENT:
        yield ReplyWay(Way.COMMENT, _("Unter dem Kommentar, öffentlich"), _sender("comment"), LONGEST_COMMENT)
        until = question.at + PRIVATE_WINDOW
        yield ReplyWay(Way.MESSENGER, _("Als Nachricht, nicht öffentlich"), _sender("private"), LONGEST_MESSAGE, until)
    else:
        until = question.at + WINDOW
        yield ReplyWay(Way.MESSENGER, _("Messenger"), _sender("messenger"), LONGEST_MESSAGE, until)


def _sender(way: str) -> Callable[[Entry], None]:
    """Asks for the job that sends an answer on this way."""

    def send(entry: Entry) -> None:
        enqueue(send_answer, entry.pk, way)

    return send


@HIDERS.fill
def on_the_page(entry: Entry) -> Iterator[Hider]:
    """A comment that is still there."""
    is_comment = entry.way == Way.COMMENT and entry.kind == Entry.Kind.INCOMING
    if is_comment and entry.external_id and is_set_up():
        yield Hider(
            _("Facebook-Seite"),
            f"{SITE}/{entry.external_id}",
            tell=_tell_visibility,
            delete=_remove_there,
        )


def _tell_visibility(entry: Entry) -> None:
    enqueue(tell_visibility, entry.pk)


def _remove_there(entry: Entry) -> None:
    enqueue(remove_there, entry.pk, key=f"facebook remove {entry.pk}")


@WAITING.fill
def page_needs_attention(user: User) -> Iterator[Waiting]:
    if PAGE_CHECKS.allows(user, VIEW) and (told := _attention()):
        yield Waiting(_("Facebook-Seite"), 1, reverse("facebook_office:page"), detail=told, is_urgent=True)


@DOCTOR.fill
def facebook_page() -> Iterator[Examined]:
    if is_set_up():
        told = _attention()
        yield Examined(not told, told or _("Der Zugang zur Facebook-Seite ist in Ordnung"), is_warning=True)
        late = Event.objects.filter(handled_at=None, received_at__lt=timezone.now() - LATE).count()
        text = _("Meldungen von Facebook warten seit mehr als einer Stunde: %(count)s") % {"count": late}
        yield Examined(not late, text if late else _("Keine Meldung von Facebook wartet lange"), is_warning=True)


def _attention() -> str:
    """ "" or what is wrong with our access to the page, or soon will be."""
    if not is_set_up():
        return ""
    found = last_check()
    if told := obstacle():
        return told
    if found is not None and found.problem == PageCheck.Problem.PERMISSIONS:
        return f"{PageCheck.Problem.PERMISSIONS.label} ({', '.join(found.missing)})"
    return expiry_warning(found) if found is not None else ""
