"""What the workspace keeps about people who sign in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import WITH_SUBJECT, LegalBasis, PersonalData, Purpose, declare
from teilhabe.core.privacy.names import give_names
from teilhabe.portal.workspace.models import MailChoice

TELLING_WHAT_WAITS = Purpose(
    "telling what waits",
    _("Hinweise auf wartende Arbeit"),
    _("Wer im Büro mitarbeitet, wählt selbst, ob und wann E-Mails darauf hinweisen, was wartet."),
)

declare(
    PersonalData(
        model=MailChoice,
        subject="user",
        fields=("rhythm", "told"),
        impersonal=("user",),
        purpose=TELLING_WHAT_WAITS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        subject_model="users.user",
    )
)
give_names(MailChoice, told=_("schon gemeldet"))
