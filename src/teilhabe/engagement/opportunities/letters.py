"""Mails to the members of an organisation about its opportunities, each in the member's language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.core.mail.sending import post
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity

SALT = "opportunities:still right"
LINK_DAYS = 60
Paragraphs = Callable[[], tuple[str, ...]]


def members_of(opportunity: Opportunity) -> list[User]:
    rows = User.objects.filter(memberships__organisation=opportunity.organisation_id, is_active=True)
    return list(rows.distinct().order_by("pk"))


def tell_published(opportunity: Opportunity) -> None:
    """That it is to be seen from now on."""
    _tell(
        opportunity,
        lambda: (
            _("„%(title)s“ ist veröffentlicht") % {"title": opportunity.title},
            _("wir haben „%(title)s“ geprüft und veröffentlicht. Wer sich meldet, sagen wir Ihnen.")
            % {"title": opportunity.title},
            _page(opportunity),
        ),
    )


def tell_sent_back(opportunity: Opportunity) -> None:
    """What the office would like to have changed first."""
    _tell(
        opportunity,
        lambda: (
            _("Bitte noch einmal ansehen: „%(title)s“") % {"title": opportunity.title},
            _("bevor wir „%(title)s“ veröffentlichen, haben wir eine Bitte:") % {"title": opportunity.title},
            opportunity.remark,
            _("Hier können Sie es ändern und wieder absenden:"),
            _page(opportunity),
        ),
    )


def ask_whether_right(opportunity: Opportunity) -> None:
    """Three months without a word: one press of a button is enough."""
    link = confirmation_address(opportunity)
    _tell(
        opportunity,
        lambda: (
            _("Stimmt das noch? „%(title)s“") % {"title": opportunity.title},
            _("seit drei Monaten suchen Sie Ehrenamtliche für „%(title)s“. Stimmt alles noch?")
            % {"title": opportunity.title},
            _("Ein Klick auf diese Seite und auf „Ja, stimmt noch“ genügt:"),
            link,
            _("Ohne Antwort nehmen wir es in einem Monat von der Webseite, damit sich niemand vergeblich meldet."),
        ),
    )


def confirmation_address(opportunity: Opportunity) -> str:
    """Good without signing in, for two months."""
    token = signing.dumps(opportunity.pk, salt=SALT)
    return f"{settings.PUBLIC_ADDRESS}{reverse('opportunities:still_right', kwargs={'token': token})}"


def opportunity_by_token(token: str) -> Opportunity | None:
    """None where the link is not ours, too old, or its opportunity is gone or over."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    live = (Opportunity.State.OPEN, Opportunity.State.PAUSED)
    return Opportunity.objects.filter(pk=key, state__in=live).select_related("organisation").first()


def _page(opportunity: Opportunity) -> str:
    return f"{settings.PUBLIC_ADDRESS}{opportunity.get_absolute_url()}"


def _tell(opportunity: Opportunity, written: Paragraphs) -> None:
    for member in members_of(opportunity):
        with override(member.page_language):
            subject_line, *paragraphs = written()
            greeting = _("Guten Tag %(name)s,") % {"name": member.name}
            ending = settings.OFFICE_NAME or _("Ihr Integrationsbüro")
            body = "\n\n".join((greeting, *paragraphs, ending)) + "\n"
            post(member.email, subject_line, body, language=member.page_language, subject=member.pk)
