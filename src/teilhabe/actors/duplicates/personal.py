"""What is kept about people who may have been entered twice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.core.privacy.declarations import WITH_SUBJECT, LegalBasis, PersonalData, Purpose, declare

CORRECT_DATA = Purpose(
    "correct data",
    _("Richtige Angaben"),
    _("Doppelte Einträge finden und zusammenführen, damit Angaben richtig bleiben (Art. 5 Abs. 1 Buchst. d DSGVO)."),
)

# A pair is about both of its people: it ends with either of them.
declare(
    *(
        PersonalData(
            model=PossibleDuplicate,
            subject=side,
            fields=("probability", "reasons"),
            impersonal=("id", "first", "second", "found_at", "are_two_people_since"),
            purpose=CORRECT_DATA,
            legal_basis=LegalBasis.PUBLIC_TASK,
            retention=WITH_SUBJECT,
        )
        for side in ("first", "second")
    )
)
