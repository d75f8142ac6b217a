"""Readers who get the newsletter, have not confirmed it or have left; issues out, halted, or with a picture."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.consent import NEWSLETTER
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.sending import order
from teilhabe.outreach.newsletter.subscribing import signed
from teilhabe.outreach.pictures.cleaning import clean
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.storing import keep


def fill() -> dict[str, str]:
    text = NEWSLETTER.agreed_to("de")
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
    left = Subscription.objects.create(
        address="fort@probe.example", language="ar", text=text, confirmed_at=timezone.now(), ended_at=timezone.now()
    )
    return {
        "issue": str(issue.pk), "issue_halted": str(_halted().pk), "issue_with_picture": str(_with_picture().pk),
        "subscription": reader.token, "asked": signed(asked), "left": left.token, "confirmed": signed(reader),
    }  # fmt: skip


def _halted() -> Dispatch:
    halted = Dispatch.objects.create(
        channel="newsletter",
        language="de",
        title="Neues im Juni",
        text="Guten Tag!",
        state="sent",
        sent_at=timezone.now(),
    )
    order(halted)
    DBTaskResult.objects.filter(job__key__startswith=f"newsletter {halted.pk} ").update(status=TaskResultStatus.FAILED)
    return halted


def _with_picture() -> Dispatch:
    content = BytesIO()
    Image.linear_gradient("L").save(content, "PNG")
    cleaned = clean(content.getvalue())
    keep(cleaned.digest, cleaned.files)
    words = {"de": "Ein Verlauf von Schwarz nach Weiß", "en": "Black turning white", "ar": "تدرج من الأسود إلى الأبيض"}
    picture = Picture.objects.create(
        name="Verlauf", digest=cleaned.digest, width=cleaned.width, height=cleaned.height, alternatives=words,
        author="Probe", licence="CC0",
    )  # fmt: skip
    return Dispatch.objects.create(
        channel="newsletter", language="de", title="Neues im Juli", text="## Sprachcafé\n\nJeden Montag.",
        picture=picture, picture_text=words["de"],
    )  # fmt: skip
