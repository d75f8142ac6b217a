"""What the evidence says about those who wrote it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import NOBODY, Erasure, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.outreach.moderation.models import Evidence

declare(
    PersonalData(
        model=Evidence,
        subject="",
        fields=("text", "sender_name", "sender_key", "address", "note", "taken_by"),
        mentions=("text", "sender_name", "note"),
        impersonal=("id", "entry", "reason", "said_at", "digest", "escalated_to", "escalated_at", "taken_at"),
        purpose=Purpose(
            "evidence",
            _("Strafbares belegen"),
            _("Was verborgen wurde, bleibt als Beweis, falls jemand Anzeige erstattet oder sich beschwert."),
        ),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="taken_at", months=12, reason=_("So lange laufen Anzeigen und Beschwerden.")),
        recipients=(_("Leitung"), _("Rechtsamt"), _("Polizei oder Staatsanwaltschaft")),
        subject_model=NOBODY,
        on_erasure=Erasure.DELETE,
    ),
)
