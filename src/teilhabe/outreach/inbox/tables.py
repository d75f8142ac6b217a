"""The lists of the inbox: conversations and snippets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.language import page_language
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Label, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.actions.conversations import AssignConversation, ReopenConversation, ThrowAway
from teilhabe.outreach.inbox.choices import (
    answerers,
    districts_asked_from,
    items_asked_about,
    languages_asked_in,
    name_of,
    topics,
)
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet, Way
from teilhabe.outreach.inbox.selectors.lists import UNDELIVERED, is_about, is_overdue, matching
from teilhabe.outreach.languages import own_name

State = Conversation.State
EXCERPT = 90
NOBODY = "nobody"


def _subject(row: Conversation) -> SafeString:
    """On its own between words of the office: it may run the other way."""
    urgent = format_html('<span class="badge badge--error">{}</span> ', gettext("dringend")) if row.is_urgent else ""
    subject_line = str(row)
    if len(subject_line) > EXCERPT:
        subject_line = Truncator(subject_line).chars(EXCERPT)
    return format_html('{}<bdi dir="auto">{}</bdi>', urgent, subject_line)


def _sender(row: Conversation) -> str:
    who = row.sender_name or row.sender_address
    return format_html('<bdi dir="auto">{}</bdi>', who) if who else ""


def _topic(row: Conversation | Snippet) -> str:
    return row.topic.name_in(page_language()) if row.topic else ""


def _due(row: Conversation) -> object:
    """Nothing is due any more where we wait for the person or all is done."""
    return row.due_at if row.state == State.OPEN else None


def _assignees() -> Sequence[tuple[str, Label]]:
    return [(NOBODY, _("niemand")), *answerers()]


def _assigned(value: str) -> Q:
    return Q(assigned_to=None) if value == NOBODY else Q(assigned_to=value)


def _overdue(value: bool) -> Q:
    condition = is_overdue(timezone.now())
    return condition if value else ~condition


def _undelivered(value: bool) -> Q:
    """Of a conversation, or of one that was merged into it."""
    lost = Entry.objects.filter(kind=Entry.Kind.ANSWER, delivery__in=UNDELIVERED)
    condition = Q(pk__in=lost.values("conversation"))
    condition |= Q(pk__in=lost.exclude(conversation__merged_into=None).values("conversation__merged_into"))
    return condition if value else ~condition


def _taken(user: User, rows: Iterable[Conversation]) -> str:
    count = len([AssignConversation(by=user, conversation=row, assigned_to=user).run() for row in rows])
    return ngettext("%(count)s Gespräch gehört jetzt Ihnen.", "%(count)s Gespräche gehören jetzt Ihnen.", count) % {
        "count": count
    }


def _thrown_away(user: User, rows: Iterable[Conversation]) -> str:
    count = len([ThrowAway(by=user, conversation=row).run() for row in rows])
    return ngettext("%(count)s Gespräch ist im Papierkorb.", "%(count)s Gespräche sind im Papierkorb.", count) % {
        "count": count
    }


def _taken_back(user: User, rows: Iterable[Conversation]) -> str:
    count = len([ReopenConversation(by=user, conversation=row).run() for row in rows])
    return ngettext("%(count)s Gespräch ist wieder offen.", "%(count)s Gespräche sind wieder offen.", count) % {
        "count": count
    }


CONVERSATIONS = Table(
    name="conversations",
    title=_("Posteingang"),
    columns=(
        Column("subject", _("Gespräch"), value=_subject, address=lambda row: str(row.get_absolute_url())),
        Column("sender", _("von"), value=_sender),
        Column("state", _("Zustand"), value=label_of("state")),
        Column("way", _("kam als"), value=label_of("way")),
        Column("language", _("Sprache"), value=lambda row: name_of(row.language)),
        Column("topic", _("Thema"), value=_topic),
        Column("assigned_to", _("zuständig"), value=lambda row: row.assigned_to.name if row.assigned_to else ""),
        Column("due_at", _("bis"), value=_due, order_by=("due_at",)),
        Column("last", _("zuletzt"), value=lambda row: row.last_entry_at, order_by=("last_entry_at",)),
        Column("district", _("Stadtteil"), only_exported=True),
        Column("created_at", _("begonnen"), only_exported=True),
        Column("answered_at", _("zuerst beantwortet"), only_exported=True),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup="state", choices=lambda: State.choices),
        Choice("who", _("zuständig"), lookup=_assigned, choices=_assignees),
        Choice("way", _("kam als"), lookup="way", choices=lambda: Way.choices),
        Choice("language", _("Sprache"), lookup="language", choices=languages_asked_in),
        Choice("topic", _("Thema"), lookup="topic", choices=topics),
        Choice("item", _("Information"), lookup=is_about, choices=items_asked_about),
        Choice("district", _("Stadtteil"), lookup="district", choices=districts_asked_from),
        YesNo("overdue", _("überfällig"), lookup=_overdue),
        YesNo("undelivered", _("Antwort nicht angekommen"), lookup=_undelivered),
        YesNo("urgent", _("dringend"), lookup="is_urgent"),
        DateSpan("last", _("zuletzt"), lookup="last_entry_at", is_moment=True),
    ),
    search=("pk__in", matching),
    order=("turn", "-is_urgent", "-last_entry_at"),
    template="inbox/list.html",
    bulk=(
        BulkAction("take", _("Ich übernehme"), CHANGE, _taken, only=~Q(state=State.SPAM) & Q(emptied_at=None)),
        BulkAction(
            "throw_away",
            _("In den Papierkorb"),
            CHANGE,
            _thrown_away,
            undo=lambda user, keys: _taken_back(user, Conversation.objects.filter(pk__in=keys)),
            only=Q(state=State.OPEN, emptied_at=None),
        ),
        BulkAction(
            "take_back", _("Wieder öffnen"), CHANGE, _taken_back, only=Q(state=State.SPAM, emptied_at=None)
        ),
    ),
    empty=_("Noch hat niemand geschrieben. Hier kommt alles an, was Menschen das Büro fragen."),
)  # fmt: skip

SNIPPETS = Table(
    name="snippets",
    title=_("Textbausteine"),
    columns=(
        Column("name", _("Name"), order_by=("name",), address=lambda row: str(row.get_absolute_url())),
        Column("topic", _("Thema"), value=_topic),
        Column("texts", _("Sprachen"), value=lambda row: ", ".join(own_name(code) for code in row.texts)),
        Column("changed_at", _("geändert"), order_by=("changed_at",)),
    ),
    search=("name__icontains", str.strip),
    order=("name",),
    empty=_("Schreiben Sie Antworten, die immer wieder gebraucht werden, einmal gut, in allen Sprachen."),
)
