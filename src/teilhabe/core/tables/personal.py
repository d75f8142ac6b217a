"""What the lists remember about those who use them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import WITH_SUBJECT, LegalBasis, PersonalData, Purpose, declare
from teilhabe.core.tables.models import SavedView

declare(
    PersonalData(
        model=SavedView,
        subject="user",
        fields=("table", "name", "query"),
        mentions=("name", "query"),
        impersonal=("id", "user"),
        purpose=Purpose(
            "workspace",
            _("Eigene Ansichten im Arbeitsbereich"),
            _("Wer eine Auswahl oft braucht, speichert sie unter einem Namen."),
        ),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        subject_model="users.user",
    ),
)
