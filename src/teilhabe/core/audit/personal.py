"""What the audit log says about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.privacy.declarations import (
    ANYBODY,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
)

ACCOUNTABILITY = Purpose(
    "accountability",
    _("Nachweis, wer was geändert hat"),
    _("Das Büro muss zeigen können, dass Daten nur von Berechtigten und nur mit Grund geändert wurden."),
)

declare(
    PersonalData(
        model=AuditEntry,
        subject="user",
        fields=("user", "operator", "at", "action"),
        impersonal=("id", "target_model", "target_key", "organisation"),
        purpose=ACCOUNTABILITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(
            reason=_(
                "Die Tatsache, dass etwas geschah, bleibt als Nachweis (Art. 5 Abs. 2 DSGVO). Nach der Löschung führt "
                "der Schlüssel darin zu niemandem mehr."
            )
        ),
        recipients=(_("Prüfung"), _("Administration des Büros")),
        subject_model="users.user",
        on_erasure=Erasure.KEEP,
    ),
    PersonalData(
        model=AuditDetail,
        subject="subject",
        fields=("subject", "target_label", "before", "after"),
        mentions=("target_label", "before", "after"),
        impersonal=("entry", "redacted_at"),
        purpose=ACCOUNTABILITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(
            after="entry__at", years=3, reason=_("So lange können Ansprüche geltend gemacht werden (§ 195 BGB).")
        ),
        recipients=(_("Prüfung"), _("Administration des Büros")),
        subject_model=ANYBODY,
        on_erasure=Erasure.BLANK,
        stamp="redacted_at",
    ),
)
