"""What feedback says about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    NOBODY,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
)
from teilhabe.outreach.feedback.models import Feedback

declare(
    PersonalData(
        model=Feedback,
        subject="",
        fields=("text", "answer", "answer_original", "code_hash", "answered_by"),
        mentions=("text", "answer", "answer_original"),
        impersonal=(
            "id",
            "item",
            "path",
            "language",
            "was_helpful",
            "is_message",
            "at",
            "answered_at",
            "closed_at",
            "closing",
            "is_spam",
            "emptied_at",
        ),
        stamp="emptied_at",
        purpose=Purpose(
            "feedback",
            _("Rückmeldungen zu Informationen"),
            _("Menschen sagen, was ihnen fehlt, und finden unter ihrem Kennwort eine Antwort."),
        ),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="at", months=6, reason=_("So lange kann jemand seine Antwort abholen.")),
        recipients=(_("Redaktion"), _("Ehrenamtskoordination"), _("Leitung")),
        subject_model=NOBODY,
        on_erasure=Erasure.BLANK,
    ),
)
