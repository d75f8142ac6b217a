"""What somebody asks by a form, or below a page, becomes a conversation, and they get a code to write again with.

No Action: nobody known to us acts here. The arrival is its own record.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from teilhabe.outreach.content.models import Category, InfoItem, Revision
from teilhabe.outreach.inbox.codes import code_hash, new_code
from teilhabe.outreach.inbox.letterbox.reading import CODE, conversations_under
from teilhabe.outreach.inbox.models import Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

MOST_CHARACTERS = 4000


@dataclass(frozen=True)
class Page:
    """Below which page somebody wrote, and which text they had read there; "" and None where that is not known."""

    path: str = ""
    item: InfoItem | None = None
    revision: Revision | None = None

    @property
    def topic(self) -> Category | None:
        """What it is about, where its item leaves no doubt."""
        if self.item is None:
            return None
        topics = list(self.item.categories.filter(kind=Category.Kind.TOPIC)[:2])
        return topics[0] if len(topics) == 1 else None


def page_with(path: str, key: str, revision: int) -> Page:
    """What is known of a page by its address, the key of its item and the key of the revision that it showed.

    A revision counts that belongs to the item and was published: readers have seen no other.
    """
    item = InfoItem.objects.filter(key=key).first() if key else None
    shown = Revision.objects.filter(pk=revision, variant__item=item).exclude(published_at=None)
    return Page(path, item, shown.first() if item and revision else None)


@dataclass(frozen=True, kw_only=True)
class Question:
    """`ticket` is the number of the form, by which a question that comes twice is one; the rest may be left out."""

    text: str
    language: str
    ticket: str
    name: str = ""
    mail: str = ""
    topic: Category | None = None
    district: str = ""
    page: Page | None = None
    """Of whoever wrote below one."""
    is_spam: bool = False


def take(question: Question) -> str:
    """The code under which the answer can be read: it is here once and nowhere else. "" where it was here before."""
    code, page = new_code(), question.page or Page()
    received = receive(
        Incoming(
            way=Way.PAGE if question.page else Way.FORM,
            external_id=f"form {question.ticket}"[:300],
            text=question.text,
            at=timezone.now(),
            sender=Sender(question.name, "mail" if question.mail else "", question.mail),
            subject_line=question.text.strip().splitlines()[0][:100] if question.text.strip() else "",
            language=question.language,
            item=page.item,
            revision=page.revision,
            path=page.path,
            topic=question.topic or page.topic,
            district=question.district,
            code_hash=code_hash(code),
            is_spam=question.is_spam,
        )
    )
    return code if received.is_new else ""


def write_again(code: str, text: str, ticket: str) -> bool:
    """Into the conversation of this code, or the one that it was merged into; False where it leads nowhere."""
    conversation = next(iter(conversations_under(code)), None)
    if conversation is None:
        return False
    sender = Sender(conversation.sender_name, CODE, conversation.code_hash)
    receive(
        Incoming(
            way=Way.FORM,
            external_id=f"form {ticket}"[:300],
            text=text,
            at=timezone.now(),
            sender=sender,
            language=conversation.language,
            reply_token=conversation.reply_token,
        )
    )
    return True
