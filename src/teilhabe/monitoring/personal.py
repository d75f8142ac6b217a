"""What publishing says about people."""

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
from teilhabe.core.privacy.names import give_names
from teilhabe.monitoring.models import Publication

declare(
    PersonalData(
        model=Publication,
        subject="",
        fields=("published_by", "withdrawn_by"),
        mentions=("published_by", "withdrawn_by"),
        impersonal=("id", "city", "release_id", "directory", "published_at", "replaced_at", "withdrawn_at"),
        purpose=Purpose(
            "publication",
            _("Veröffentlichung von Zahlen"),
            _("Wer eine Veröffentlichung freigegeben oder zurückgezogen hat, steht für Rückfragen dabei."),
        ),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="published_at", years=10, reason=_("So lange soll nachvollziehbar sein, wer Zahlen freigab.")
        ),
        subject_model=NOBODY,
        on_erasure=Erasure.BLANK,
    ),
)
give_names(
    Publication,
    _("Veröffentlichung"),
    _("Veröffentlichungen"),
    published_by=_("veröffentlicht von"),
    published_at=_("veröffentlicht am"),
    withdrawn_by=_("zurückgenommen von"),
)
