"""Who signed up for what, and who came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import (
    NOBODY,
    Erasure,
    LegalBasis,
    PersonalData,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.engagement.placements.personal import COMMISSION
from teilhabe.engagement.shifts.models import Call, Incident, Series, Shift, SignUp

declare(
    PersonalData(
        model=SignUp,
        subject="volunteer__person",
        fields=("language", "reminded_at", "arrived_at", "despite"),
        impersonal=("id", "shift", "volunteer", "state", "created_at"),
        purpose=COMMISSION,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="shift__ends_at",
            years=4,
            reason=_("Ansprüche aus einem Unfall verjähren in vier Jahren (§ 45 SGB I)."),
        ),
        recipients=(*COORDINATION, _("Organisation, für die jemand tätig ist"), _("Unfallversicherung")),
        on_erasure=Erasure.BLANK,
    ),
)
declare(
    PersonalData(
        model=Call,
        subject="volunteer__person",
        fields=("answer", "answered_at"),
        impersonal=("id", "shift", "volunteer", "asked_at"),
        purpose=COMMISSION,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="asked_at", years=1, reason=_("So lange sehen wir, wen wir zuletzt gebeten haben, und bitten andere.")
        ),
        recipients=COORDINATION,
        on_erasure=Erasure.DELETE,
    ),
    PersonalData(
        model=Incident,
        subject="",
        subject_model=NOBODY,
        fields=("text", "noted_by"),
        mentions=("text",),
        impersonal=("id", "shift", "created_at"),
        purpose=COMMISSION,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="created_at",
            years=4,
            reason=_("Ansprüche aus einem Unfall verjähren in vier Jahren (§ 45 SGB I)."),
        ),
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
    ),
)
declare_impersonal(Series, _("Wann Schichten wiederkommen."))
declare_impersonal(Shift, _("Wann wie viele Menschen gebraucht werden."))
