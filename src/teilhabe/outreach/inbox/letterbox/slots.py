"""An answer waits under the code: nothing is sent, the asker comes to read it; and what they had read before asking."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import Section
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Edition
from teilhabe.outreach.content.policies import REVISIONS
from teilhabe.outreach.content.previewing import preview_of
from teilhabe.outreach.inbox.choices import name_of
from teilhabe.outreach.inbox.extensions import CONVERSATION_SECTIONS, REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.letterbox.reading import CODE
from teilhabe.outreach.inbox.models import Conversation, Entry, Way


@REPLY_WAYS.fill
def under_the_code(conversation: Conversation) -> Iterator[ReplyWay]:
    """Also where only a conversation that was merged into this one has a code, or something was written with one."""
    has_code = conversation.code_hash or conversation.merged_from.exclude(code_hash="").exists()
    if has_code or conversation.entries.filter(sender_key__startswith=f"{CODE}:").exists():
        way = Way.PAGE if conversation.way == Way.PAGE else Way.FORM
        yield ReplyWay(way, _("unter dem Code der Person"), lay_ready)


def lay_ready(entry: Entry) -> None:
    """From now on it can be read."""
    entry.delivery, entry.delivered_at = Entry.Delivery.SENT, timezone.now()
    entry.save(update_fields=["delivery", "delivered_at"])


@CONVERSATION_SECTIONS.fill
def what_they_read(conversation: Conversation, user: User) -> Iterator[Section]:
    """The text below which somebody wrote, and whether readers get another one by now."""
    revision = conversation.revision
    if revision is None or not REVISIONS.allows(user, VIEW):
        return
    variant = revision.variant
    edition = Edition.objects.filter(variant=variant).values_list("revision_id", flat=True).first()
    context = {
        "revision": revision,
        "variant": variant,
        "language_name": name_of(variant.language),
        "preview": preview_of(revision, variant.language),
        "is_withdrawn": edition is None,
        "is_newest": edition == revision.pk,
    }
    content = render_to_string("letterbox/_read.html", context)
    yield Section(_("Was die Person gelesen hat"), content, revision.get_absolute_url())
