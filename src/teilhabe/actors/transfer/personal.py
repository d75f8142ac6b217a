"""What a list of people leaves behind, and for how long."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import CONTACT, COORDINATION
from teilhabe.actors.transfer.models import ImportedRow, KnownHeader, PeopleImport, Upload
from teilhabe.core.privacy.declarations import (
    NOBODY,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.core.privacy.names import give_names

IMPORT = Purpose(
    "import",
    _("Listen von Personen übernehmen"),
    _("Eine hochgeladene Liste wird geprüft und übernommen; die Liste selbst wird danach gelöscht."),
)

declare(
    PersonalData(
        model=Upload,
        subject="",
        fields=("header", "rows"),
        mentions=("header", "rows"),
        impersonal=("people_import", "uploaded_at"),
        purpose=IMPORT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="uploaded_at", days=1, reason=_("Danach wird die Liste nicht mehr gebraucht.")),
        recipients=COORDINATION,
        subject_model=NOBODY,
    ),
    PersonalData(
        model=ImportedRow,
        subject="person",
        fields=("probability", "reasons", "fingerprint", "changed", "added"),
        impersonal=("id", "people_import", "number", "state", "choice", "person", "like_row", "problems"),
        purpose=CONTACT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="people_import__created_at", days=90, reason=_("So lange lässt sich eine Übernahme zurücknehmen.")
        ),
        recipients=COORDINATION,
    ),
    PersonalData(
        model=PeopleImport,
        subject="user",
        fields=("state", "form", "row_count", "targets", "created_at", "finished_at"),
        impersonal=("id", "user"),
        purpose=IMPORT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="created_at", days=90, reason=_("So lange lässt sich eine Übernahme zurücknehmen.")),
        recipients=COORDINATION,
        subject_model="users.user",
    ),
)
declare_impersonal(KnownHeader, _("Wie Spalten von Listen heißen; die Kopfzeile selbst wird nicht gespeichert."))
give_names(
    ImportedRow,
    fingerprint=_("Stand bei der Übernahme"),
    changed=_("geänderte Angaben"),
    added=_("ergänzte Angaben"),
)
