"""What the newsletter holds about its readers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import NOBODY, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.outreach.newsletter.models import Delivery, Subscription

READING = Purpose(
    "newsletter", _("Rundbrief"), _("Wer sich angemeldet hat, bekommt den Rundbrief, bis er ihn abbestellt.")
)

declare(
    PersonalData(
        model=Subscription,
        subject="",
        fields=(
            "address",
            "language",
            "topics",
            "asked_at",
            "text",
            "way",
            "confirmed_at",
            "ended_at",
            "ending",
            "bounces",
        ),
        withheld=("token",),
        identifying=("address",),
        mentions=("address",),
        impersonal=("id",),
        purpose=READING,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(after="ended_at", months=1, reason=_("So lange lässt sich die Abmeldung belegen.")),
        recipients=(_("Mailserver der Stadt"),),
        subject_model=NOBODY,
    ),
    PersonalData(
        model=Delivery,
        subject="",
        fields=("subscription", "message_id", "attempted_at", "sent_at", "reply_code", "bounced_at"),
        impersonal=("id", "dispatch", "attempts"),
        purpose=READING,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(after="sent_at", months=3, reason=_("So lange lässt sich klären, ob eine Mail ankam.")),
        recipients=(_("Mailserver der Stadt"),),
        subject_model=NOBODY,
    ),
)
