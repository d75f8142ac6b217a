"""Opportunities say whom to turn to: a name and a number of somebody who works there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    NOBODY,
    Erasure,
    LegalBasis,
    PersonalData,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.engagement.opportunities.models import Opportunity, Requirement, Translation
from teilhabe.engagement.volunteers.personal import VOLUNTEERING

declare(
    PersonalData(
        model=Opportunity,
        subject="",
        subject_model=NOBODY,
        fields=("contact_name", "contact", "remark"),
        impersonal=tuple(
            field.name
            for field in Opportunity._meta.concrete_fields
            if field.name not in ("contact_name", "contact", "remark")
        ),
        mentions=("contact_name", "contact", "remark"),
        purpose=VOLUNTEERING,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="closed_at", years=1, reason=_("So lange fragen Ehrenamtliche nach, die dort mitgemacht haben.")
        ),
        recipients=(_("Öffentlichkeit"),),
        on_erasure=Erasure.BLANK,
    ),
)
declare_impersonal(Requirement, _("Was für eine Aufgabe verlangt wird."))
declare_impersonal(Translation, _("Eine Aufgabe in einer anderen Sprache."))
