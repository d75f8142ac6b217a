"""What the dispatch log says about people: who of the office said it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import Erasure, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.outreach.channels.models import Addressee, Dispatch

declare(
    PersonalData(
        model=Dispatch,
        subject="made_by",
        fields=("made_by",),
        impersonal=(
            "id",
            "channel",
            "state",
            "item",
            "revision",
            "language",
            "title",
            "text",
            "link",
            "picture",
            "picture_text",
            "audience",
            "facts",
            "corrects",
            "planned_at",
            "attempted_at",
            "sent_at",
            "recalled_at",
            "made_at",
            "external_id",
            "address",
            "error",
            "attempts",
            "tries",
            "let_stand",
        ),
        purpose=Purpose("speaking", _("Öffentlich informieren"), _("Das Büro weiß, was es wo und wann gesagt hat.")),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="made_at", years=3, reason=_("So lange kann jemand fragen, wer etwas veröffentlicht hat.")
        ),
        recipients=(_("Redaktion"), _("Leitung")),
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Addressee,
        subject="person",
        fields=("person",),
        impersonal=("id", "dispatch", "organisation", "message"),
        purpose=Purpose("speaking", _("Öffentlich informieren"), _("Das Büro weiß, was es wo und wann gesagt hat.")),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="dispatch__made_at", months=12, reason=_("So lange fragt jemand nach, welche E-Mail gekommen ist.")
        ),
        recipients=(_("Redaktion"), _("Leitung")),
    ),
)
