"""Who signed up for what, and who came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import (
    Erasure,
    LegalBasis,
    PersonalData,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.engagement.placements.personal import COMMISSION
from teilhabe.engagement.shifts.models import Series, Shift, SignUp

declare(
    PersonalData(
        model=SignUp,
        subject="volunteer__person",
        fields=("language", "reminded_at", "arrived_at"),
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
declare_impersonal(Series, _("Wann Schichten wiederkommen."))
declare_impersonal(Shift, _("Wann wie viele Menschen gebraucht werden."))
