"""What the inbox holds about people: what they asked, and what they were told."""

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
from teilhabe.outreach.inbox.models import Arrival, Attachment, Conversation, Entry, Snippet

ASKING = Purpose(
    "asking",
    _("Fragen beantworten"),
    _("Menschen fragen das Büro auf vielen Wegen, und jede Frage bekommt eine Antwort."),
)
MONTHS = 12
WHY = _("So lange fragt jemand nach, und so lange lässt sich klären, was gesagt wurde.")
RECIPIENTS = (_("Redaktion"), _("Ehrenamtskoordination"), _("Leitung"))
TRANSLATION_SERVICE = _(
    "Übersetzungsdienst, wo einer eingestellt ist: der Text von Nachrichten in fremden Sprachen, wenn jemand aus dem "
    "Büro es für das Gespräch entschieden hat oder das Büro es für alle so eingestellt hat"
)

declare(
    PersonalData(
        model=Conversation,
        subject="person",
        fields=(
            "subject_line",
            "sender_name",
            "sender_address",
            "sender_key",
            "call_back_on",
            "assigned_to",
            "words",
        ),
        withheld=("code_hash", "reply_token"),
        identifying=("sender_address", "sender_key"),
        mentions=("subject_line", "sender_name", "sender_address"),
        impersonal=(
            "id",
            "way",
            "state",
            "language",
            "district",
            "topic",
            "item",
            "revision",
            "path",
            "person",
            "due_at",
            "is_urgent",
            "goes_to_machine",
            "closing",
            "merged_into",
            "created_at",
            "last_entry_at",
            "answered_at",
            "closed_at",
            "emptied_at",
        ),
        stamp="emptied_at",
        purpose=ASKING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="last_entry_at", months=MONTHS, reason=WHY),
        recipients=RECIPIENTS,
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Entry,
        subject="conversation__person",
        fields=(
            "sender_name",
            "sender_key",
            "text",
            "quoted",
            "translation",
            "author",
            "translated_by",
            "external_id",
            "delivery_error",
            "words",
        ),
        identifying=("sender_key",),
        mentions=("sender_name", "text", "quoted", "translation"),
        impersonal=(
            "id",
            "conversation",
            "kind",
            "way",
            "language",
            "translation_language",
            "is_machine_translation",
            "at",
            "delivery",
            "delivered_at",
            "hidden_at",
            "is_automatic",
        ),
        purpose=ASKING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="conversation__last_entry_at", months=MONTHS, reason=WHY),
        recipients=(*RECIPIENTS, TRANSLATION_SERVICE),
    ),
    PersonalData(
        model=Attachment,
        subject="entry__conversation__person",
        fields=("name", "file"),
        mentions=("name",),
        impersonal=("id", "entry", "media_type", "size", "refused"),
        purpose=ASKING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="entry__conversation__last_entry_at", months=MONTHS, reason=WHY),
        recipients=RECIPIENTS,
    ),
)
declare_impersonal(Arrival, _("Kennungen fremder Nachrichten ohne ihren Inhalt, damit nichts doppelt ankommt."))
declare_impersonal(Snippet, _("Texte des Büros für Antworten."))
