"""What is known about lump sums, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import Erasure, LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.engagement.allowances.models import AllowancePayment

LIMITS = Purpose(
    "allowance limits",
    _("Grenzen der Aufwandspauschalen einhalten"),
    _(
        "Übungsleiter- und Ehrenamtspauschale sind je Person und Jahr begrenzt; die Zahlungen aller Stellen zählen "
        "zusammen (§ 3 Nr. 26 und 26a EStG)."
    ),
)

declare(
    PersonalData(
        model=AllowancePayment,
        subject="volunteer__person",
        fields=("activity", "other_payer"),
        mentions=("activity", "other_payer"),
        told=("kind", "cents", "paid_on", "organisation", "is_declared"),
        impersonal=("id", "volunteer", "kind", "cents", "paid_on", "organisation", "is_declared", "noted_at"),
        purpose=LIMITS,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        # The job `delete_old_payments` works out from the rule of the day what is over.
        retention=Retention(
            reason=_(
                "So lange, wie Belege aufzubewahren sind, gezählt ab dem Ende des Jahres (§ 147 Abs. 3 AO; die Dauer "
                "steht in den Regeln). Wird die Person früher gelöscht, bleibt nur der Betrag ohne Namen und "
                "Tätigkeit; der Beleg selbst liegt bei der Stelle, die gezahlt hat."
            )
        ),
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
    ),
)
