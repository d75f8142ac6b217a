"""What information says about people: who wrote and reviewed it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.outreach.content.models import (
    Campaign,
    Category,
    ConfirmedWording,
    Edition,
    EventDates,
    Fact,
    InfoItem,
    PlaceDetails,
    Revision,
    Segment,
    Stamp,
    Variant,
)

EDITING = Purpose(
    "editing",
    _("Verantwortung für veröffentlichte Texte"),
    _("Wer einen Text geschrieben, geprüft oder in Arbeit hat, steht für Rückfragen dabei."),
)
_KEPT = Retention(reason=_("So lange es das Konto gibt; danach steht niemand mehr dabei."))

declare(
    PersonalData(
        model=Revision,
        subject="made_by",
        fields=("made_by", "decided_by"),
        impersonal=("id", "variant", "number", "content", "state", "note", "made_at", "asked_at", "decided_at"),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Segment,
        subject="changed_by",
        fields=("changed_by", "reviewed_by"),
        impersonal=(
            "id",
            "variant",
            "key",
            "position",
            "kind",
            "text",
            "source_hash",
            "provenance",
            "changed_at",
            "reviewed_at",
        ),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Variant,
        subject="locked_by",
        fields=("locked_by", "locked_until"),
        impersonal=("id", "item", "language", "level", "translated_from", "title", "version"),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=InfoItem,
        subject="owner",
        fields=("owner",),
        impersonal=(
            "id",
            "key",
            "kind",
            "risk",
            "districts",
            "campaign",
            "picture",
            "check_by",
            "publish_at",
            "publish_until",
            "is_urgent",
            "is_sample",
            "position",
            "created_at",
            "changed_at",
            "withdrawn_at",
        ),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Fact,
        subject="owner",
        fields=("owner",),
        impersonal=("id", "key", "name", "kind", "value", "source", "check_by", "changed_at"),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=ConfirmedWording,
        subject="confirmed_by",
        fields=("confirmed_by",),
        impersonal=("id", "block", "language", "text_hash", "confirmed_at"),
        purpose=EDITING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=_KEPT,
        subject_model="users.user",
        on_erasure=Erasure.BLANK,
    ),
)
for _model, _why in (
    (Category, _("Die Ordnung der Informationen.")),
    (Campaign, _("Welche Informationen zusammengehören.")),
    (EventDates, _("Wann eine Veranstaltung ist.")),
    (PlaceDetails, _("Wo eine Einrichtung ist.")),
    (Edition, _("Veröffentlichte Texte.")),
    (Stamp, _("Eine Zahl.")),
):
    declare_impersonal(_model, _why)
