"""Somebody who gets the newsletter, somebody who has not confirmed it yet, and an issue with a mail nobody knows of."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.consent import agreed_to
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.subscribing import signed


def fill() -> dict[str, str]:
    text = agreed_to("de")
    reader = Subscription.objects.create(
        address="leserin@probe.example", language="ar", topics=["language"], text=text, confirmed_at=timezone.now()
    )
    asked = Subscription.objects.create(address="neu@probe.example", language="de", text=text)
    issue = Dispatch.objects.create(
        channel="newsletter",
        language="ar",
        title="أخبار مايو",
        text="## مقهى\n\nكل يوم اثنين.",
        state="sent",
        sent_at=timezone.now(),
    )
    Delivery.objects.create(
        dispatch=issue,
        subscription=reader,
        message_id="<1@probe.example>",
        attempts=1,
        attempted_at=timezone.now() - timedelta(hours=1),
    )
    return {"issue": str(issue.pk), "subscription": reader.token, "asked": signed(asked)}
