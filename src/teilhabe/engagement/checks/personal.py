"""What is known of certificates and declarations, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection

PROTECTION = Purpose(
    "protection of minors",
    _("Schutz von Kindern und Jugendlichen"),
    _(
        "Wer mit Kindern und Jugendlichen zu tun hat, zeigt ein erweitertes Führungszeugnis (§ 72a SGB VIII). Notiert "
        "wird nur, wann es eingesehen wurde, welches Datum es trägt und ob eine einschlägige Verurteilung darin steht."
    ),
)
DUTIES = Purpose(
    "declarations",
    _("Nachweis von Erklärungen"),
    _("Das Büro muss zeigen können, wer sich zu Verschwiegenheit und Datenschutz verpflichtet hat."),
)
ONLY_COORDINATION = (_("Ehrenamtskoordination"),)

declare(
    PersonalData(
        model=Inspection,
        subject="volunteer__person",
        fields=("inspected_on", "certificate_date", "has_entry"),
        impersonal=("id", "volunteer"),
        purpose=PROTECTION,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        # The job `delete_inspections` works out when the activity has ended and how long the rule of that day says.
        retention=Retention(
            reason=_(
                "Sie werden gelöscht, wenn die Tätigkeit so lange vorbei ist, wie die Regel es sagt; beginnt keine, "
                "nach wenigen Wochen (§ 72a Abs. 5 SGB VIII)."
            )
        ),
        recipients=ONLY_COORDINATION,
    ),
    PersonalData(
        model=CertificateRequest,
        subject="volunteer__person",
        fields=("requested_on", "due_on", "reminded_on"),
        impersonal=("id", "volunteer", "opportunity"),
        purpose=PROTECTION,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(
            after="due_on", months=6, reason=_("So lange wird nachgefragt; nach der Einsicht entfällt die Anforderung.")
        ),
        recipients=ONLY_COORDINATION,
    ),
    PersonalData(
        model=Declaration,
        subject="volunteer__person",
        fields=("signed_on", "way"),
        impersonal=("id", "volunteer", "text"),
        purpose=DUTIES,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="volunteer__ended_on",
            years=3,
            reason=_("So lange kann noch geklärt werden, wer wozu verpflichtet war (§ 195 BGB)."),
        ),
        recipients=(_("Ehrenamtskoordination"), _("Leitung")),
    ),
)
declare_impersonal(DeclarationText, _("Der Wortlaut, den alle unterschreiben."))
