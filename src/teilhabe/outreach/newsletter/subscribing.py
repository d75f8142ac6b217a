"""What readers do for themselves: subscribe, confirm, change, leave. Whoever has the mail in hand is its owner.

No Action: nobody known to us acts here. The row is its own record, and the log stays with what the office does.
An address is never revealed: who asks for one that is known gets the same answer as for one that is not, and only its
owner reads in a mail how things stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from teilhabe.actors.models import Consent
from teilhabe.actors.reaching import MAIL, contact_key
from teilhabe.core.mail.sending import post
from teilhabe.outreach.newsletter.consent import NEWSLETTER
from teilhabe.outreach.newsletter.letters import Letter, confirmation, reminder
from teilhabe.outreach.newsletter.models import Subscription

DAYS_TO_CONFIRM = 7
PAUSE_BETWEEN_LETTERS = timedelta(minutes=10)
"""Nobody fills somebody else's letterbox with our mails."""

_SIGNER = signing.TimestampSigner(salt="teilhabe.outreach.newsletter.confirm")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to read: a language of the site, and keys of categories, none of them for everything."""

    address: str
    language: str
    topics: tuple[str, ...] = ()


@transaction.atomic
def ask_to_confirm(wish: Wish, site: str) -> None:
    """Have a mail with a link sent to the address; to one that gets the newsletter already, how to change it."""
    address = contact_key(MAIL, wish.address)
    Subscription.objects.get_or_create(address=address, defaults={"language": wish.language})
    asked = Subscription.objects.select_for_update().get(address=address)
    if asked.is_active:
        return _write(asked, reminder(asked.language, asked.token, site))
    asked.language, asked.topics, asked.asked_at = wish.language, list(wish.topics), timezone.now()
    asked.text, asked.way = NEWSLETTER.agreed_to(wish.language), Consent.Way.FORM
    asked.save()
    return _write(asked, confirmation(asked.language, signed(asked), site))


def _write(subscription: Subscription, letter: Letter) -> None:
    seal = salted_hmac("teilhabe.outreach.newsletter.letter", subscription.address, algorithm="sha256").hexdigest()
    if cache.add(f"newsletter:letter:{seal}", 1, PAUSE_BETWEEN_LETTERS.total_seconds()):
        post(subscription.address, letter.subject_line, letter.body, language=subscription.language)


def signed(subscription: Subscription) -> str:
    """What stands in the link of the mail that asks for a confirmation: it says when it was written."""
    return _SIGNER.sign(subscription.token)


def asked_by(link: str) -> Subscription | None:
    """Whose confirmation the link is; None where it is not ours, too old, or its subscription is gone."""
    try:
        token = _SIGNER.unsign(link, max_age=timedelta(days=DAYS_TO_CONFIRM))
    except signing.BadSignature:  # also where it comes too late
        return None
    return of_token(token)


def of_token(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first()


def confirm(subscription: Subscription) -> None:
    """From now on it gets what is sent; pressing twice changes nothing."""
    if not subscription.is_active:
        subscription.confirmed_at, subscription.ended_at = timezone.now(), None
        subscription.ending, subscription.bounces = "", 0
        subscription.save(update_fields=["confirmed_at", "ended_at", "ending", "bounces"])


def change(subscription: Subscription, language: str, topics: tuple[str, ...]) -> None:
    subscription.language, subscription.topics = language, list(topics)
    subscription.save(update_fields=["language", "topics"])


def leave(token: str) -> None:
    """It gets nothing any more; nothing happens to one that has ended or that we do not know."""
    Subscription.objects.filter(token=token, ended_at=None).update(
        ended_at=timezone.now(), ending=Subscription.Ending.LEFT
    )


def forget_unconfirmed() -> int:
    """Delete whom nobody confirmed in time; how many."""
    end = timezone.now() - timedelta(days=DAYS_TO_CONFIRM)
    _all, counts = Subscription.objects.filter(confirmed_at=None, asked_at__lt=end).delete()
    return counts.get("newsletter.Subscription", 0)
