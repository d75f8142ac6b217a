"""What is known about those who can sign in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    WITH_SUBJECT,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    SubjectKind,
    declare,
    declare_impersonal,
    declare_subjects,
)
from teilhabe.core.users.models import Membership, Organisation, User

ACCOUNTS = Purpose(
    "accounts",
    _("Anmeldung und Berechtigungen"),
    _("Wer im Büro mitarbeitet, meldet sich an und sieht nur, was zu den eigenen Aufgaben gehört."),
)
UNUSED = Retention(
    after="created_at",
    extended_by="last_login",
    years=2,
    reason=_("Wer sich zwei Jahre lang nicht anmeldet, braucht das Konto nicht mehr."),
)

declare_subjects(SubjectKind(User))
declare(
    PersonalData(
        model=User,
        subject="",
        fields=("email", "name", "language", "is_active", "last_login", "created_at"),
        withheld=("password",),
        identifying=("email", "name"),
        impersonal=("id",),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=UNUSED,
        recipients=(_("Administration des Büros"),),
        subject_model="users.user",
    ),
    PersonalData(
        model=Membership,
        subject="user",
        fields=("role", "organisation"),
        impersonal=("id", "user"),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        recipients=(_("Administration des Büros"),),
        subject_model="users.user",
    ),
)
declare_impersonal(Organisation, _("Vereine, Behörden und Firmen sind keine natürlichen Personen."))
