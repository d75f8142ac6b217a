"""What is known about people who offer something, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import field_names, language_names
from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import LegalBasis, PersonalData, Purpose, Retention, declare
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.volunteers.timetable import in_words

OFFERING = Purpose(
    "offers",
    _("Angebote von Zeit und Sachen annehmen"),
    _("Menschen bieten Hilfe oder Sachen an. Das Büro antwortet ihnen und sucht, wo das Angebot gebraucht wird."),
)

declare(
    PersonalData(
        model=Offer,
        subject="person",
        fields=(
            "kind",
            "state",
            "reason",
            "way",
            "name",
            "contact_kind",
            "contact",
            "contact_key",
            "language",
            "text",
            "note",
            "fields",
            "week",
            "districts",
            "item",
            "condition",
            "quantity",
            "pick_up",
            "assigned_to",
            "follow_up_on",
        ),
        identifying=("contact", "contact_key"),
        mentions=("name", "contact", "text", "note", "item", "pick_up"),
        impersonal=(
            "id",
            "person",
            "conversation",
            "opportunity",
            "ticket",
            "due_on",
            "created_at",
            "contacted_at",
            "closed_at",
        ),
        reads={
            "language": lambda offer: ", ".join(language_names(filter(None, [offer.language]))),
            "week": lambda offer: in_words(offer.week),
            "fields": lambda offer: ", ".join(field_names(offer.fields)),
            "districts": lambda offer: ", ".join(offer.districts),
        },
        purpose=OFFERING,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="closed_at",
            months=12,
            reason=_("So lange fragt jemand nach, was aus dem Angebot geworden ist."),
        ),
        recipients=COORDINATION,
    )
)
