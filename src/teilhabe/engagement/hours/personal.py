"""How much time somebody gave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import Erasure, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.engagement.hours.models import HourEntry

GIVEN_TIME = Purpose(
    "given time",
    _("Nachweis geleisteter Stunden"),
    _("Aus den Stunden werden Bescheinigungen und der Antrag auf die Ehrenamtskarte."),
)

declare(
    PersonalData(
        model=HourEntry,
        subject="volunteer__person",
        fields=("note", "decided_by"),
        mentions=("note",),
        impersonal=(
            "id",
            "volunteer",
            "opportunity",
            "sign_up",
            "day",
            "minutes",
            "state",
            "reported_at",
            "decided_at",
        ),
        purpose=GIVEN_TIME,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="day", years=5, reason=_("So lange werden Bescheinigungen und Karten verlangt und geprüft.")
        ),
        recipients=(*COORDINATION, _("Organisation, für die jemand tätig ist")),
        on_erasure=Erasure.BLANK,
    ),
)
