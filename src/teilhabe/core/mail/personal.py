"""What the outbox holds about those who are written to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.mail.models import Message
from teilhabe.core.privacy.declarations import ANYBODY, LegalBasis, PersonalData, Purpose, Retention, declare

declare(
    PersonalData(
        model=Message,
        subject="subject",
        fields=(
            "to",
            "subject_line",
            "body",
            "language",
            "attachments",
            "created_at",
            "sent_at",
            "reply_code",
            "refused_at",
        ),
        mentions=("to", "subject_line", "body"),
        impersonal=("id", "subject", "message_id", "reply_to", "answers", "is_automatic_reply"),
        purpose=Purpose("mail", _("Nachrichten versenden"), _("Was das Büro per E-Mail mitteilt, wartet hier.")),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="created_at", days=30, reason=_("So lange lässt sich klären, ob eine Nachricht versandt wurde.")
        ),
        recipients=(_("Mailserver der Stadt"),),
        subject_model=ANYBODY,
        reads={"attachments": lambda row: ", ".join(each["name"] for each in row.attachments)},
    ),
)
