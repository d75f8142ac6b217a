"""What pictures say about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
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

declare(
    PersonalData(
        model=Picture,
        subject="added_by",
        fields=("added_by", "author"),
        mentions=("author", "name"),
        impersonal=(
            "id",
            "name",
            "digest",
            "width",
            "height",
            "alternatives",
            "is_decorative",
            "licence",
            "source",
            "usable_until",
            "shows_people",
            "added_at",
        ),
        purpose=PICTURES,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(reason=_("So lange das Bild gebraucht wird.")),
        subject_model="users.user",
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
