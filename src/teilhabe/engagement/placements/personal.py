"""What is known about who was proposed for what, and who did it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import Erasure, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.volunteers.personal import VOLUNTEERING

COMMISSION = Purpose(
    "commission",
    _("Nachweis der Beauftragung"),
    _("Bei einem Unfall muss sich zeigen lassen, wer wann für wen welche Aufgabe hatte (§ 2 Abs. 1 SGB VII)."),
)

declare(
    PersonalData(
        model=Proposal,
        subject="volunteer__person",
        fields=("note", "follow_up_on", "proposed_by"),
        mentions=("note",),
        impersonal=(
            "id",
            "volunteer",
            "opportunity",
            "state",
            "declined_by",
            "reason",
            "created_at",
            "decided_at",
        ),
        purpose=VOLUNTEERING,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="decided_at", years=1, reason=_("So lange soll niemand dasselbe noch einmal gefragt werden.")
        ),
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Assignment,
        subject="volunteer__person",
        fields=("follow_up_on", "note"),
        mentions=("note",),
        impersonal=(
            "id",
            "volunteer",
            "opportunity",
            "task",
            "place",
            "insurance",
            "starts_on",
            "ends_on",
            "hours_per_week",
            "ending",
            "agreed_at",
        ),
        purpose=COMMISSION,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="ends_on",
            years=4,
            reason=_("Ansprüche aus einem Unfall verjähren in vier Jahren (§ 45 SGB I)."),
        ),
        recipients=(*COORDINATION, _("Organisation, für die jemand tätig ist"), _("Unfallversicherung")),
        on_erasure=Erasure.BLANK,
    ),
)
