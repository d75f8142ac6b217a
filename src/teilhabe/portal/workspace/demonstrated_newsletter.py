"""The newsletter of Musterstadt in the demonstration: invented readers, and an issue that some of them have."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from teilhabe.core.accounts.selectors import DEMO_DOMAIN
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import Category, InfoItem
from teilhabe.outreach.newsletter.consent import NEWSLETTER
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.selectors import KEY
from teilhabe.outreach.newsletter.writing import issue
from teilhabe.portal.workspace.demonstrated_dispatches import LABEL

READERS = {"de": 14, "de-simple": 5, "ar": 9, "uk": 8, "en": 6, "tr": 4, "fa": 3}
ITEM = "stadtbibliothek"
AGO = timedelta(days=3)


def fill_newsletter(editor: User) -> None:
    readers = _readers()
    item = InfoItem.objects.filter(key=ITEM).first()
    if item is not None:
        _issue(editor, item, [each for each in readers if each.language == "de"])


def _readers() -> list[Subscription]:
    topics = [*Category.objects.filter(kind=Category.Kind.TOPIC).values_list("key", flat=True)]
    since, text = timezone.now() - timedelta(days=40), NEWSLETTER.agreed_to("de")
    made = [
        Subscription(
            address=f"leserin-{language}-{number}@{DEMO_DOMAIN}",
            language=language,
            topics=topics[number % (len(topics) + 1) :][:2],
            text=text,
            asked_at=since,
            confirmed_at=since if number else None,
        )
        for language, count in READERS.items()
        for number in range(count + 1)
    ]
    made = [each for each in made if each.confirmed_at or each.language == "de"]
    return Subscription.objects.bulk_create(made)


def _issue(editor: User, item: InfoItem, readers: list[Subscription]) -> None:
    draft, at = issue([item], "de"), timezone.now() - AGO
    sent = Dispatch.objects.create(
        channel=KEY,
        state=Dispatch.State.SENT,
        item=item,
        language="de",
        title=f"{LABEL}: {draft.title}",
        text=f"{LABEL}.\n\n{draft.text}",
        facts=draft.facts,
        made_by=editor,
        made_at=at,
        attempted_at=at,
        sent_at=at,
        external_id=KEY,
    )
    Delivery.objects.bulk_create(
        Delivery(
            dispatch=sent,
            subscription=reader,
            message_id=f"<{sent.pk}.{reader.pk}@{DEMO_DOMAIN}>",
            attempts=1,
            attempted_at=at,
            sent_at=at if reader.pk % 7 else None,
            reply_code=250 if reader.pk % 7 else None,
        )
        for reader in readers
        if reader.confirmed_at
    )
