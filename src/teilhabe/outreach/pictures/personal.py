"""What pictures say about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    NOBODY,
    WITH_SUBJECT,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
)
from teilhabe.outreach.pictures.models import Appearance, Picture

PICTURES = Purpose(
    "pictures",
    _("Bilder für Informationen"),
    _("Wer auf einem Bild zu sehen ist, hat eingewilligt; läuft die Einwilligung ab, verschwindet das Bild."),
)

_NEEDED = Retention(reason=_("So lange das Bild gebraucht wird."))

declare(
    PersonalData(
        model=Picture,
        subject="added_by",
        fields=("added_by",),
        impersonal=(
            "id",
            "digest",
            "width",
            "height",
            "is_decorative",
            "licence",
            "source",
            "usable_until",
            "people",
            "added_at",
        ),
        purpose=PICTURES,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_NEEDED,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    # Apart from who added it: when their account goes, the picture keeps its author and its words.
    PersonalData(
        model=Picture,
        subject="",
        fields=("name", "author", "alternatives"),
        mentions=("name", "author", "alternatives"),
        purpose=PICTURES,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_NEEDED,
        subject_model=NOBODY,
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Appearance,
        subject="person",
        fields=("consent", "paper", "expires_on", "withdrawn_on"),
        impersonal=("id", "picture", "person"),
        purpose=PICTURES,
        legal_basis=LegalBasis.CONSENT,
        retention=WITH_SUBJECT,
        recipients=(_("Redaktion"), _("Leitung")),
    ),
)
