"""What the libraries for signing in and for the administration keep about an account."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from teilhabe.core.accounts.models import Invitation
from teilhabe.core.privacy.declarations import (
    NOBODY,
    WITH_SUBJECT,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.core.privacy.names import give_names
from teilhabe.core.users.personal import ACCOUNTS

SECURITY = Purpose(
    "security",
    _("Sicherheit der Anmeldung"),
    _("Zweiter Faktor und Liste der Sitzungen schützen Konten vor fremdem Zugriff."),
)

declare(
    PersonalData(
        model=EmailAddress,
        subject="user",
        fields=("email", "verified", "primary"),
        identifying=("email",),
        impersonal=("id", "user"),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        subject_model="users.user",
    ),
    PersonalData(
        model=EmailConfirmation,
        subject="email_address__user",
        fields=("created", "sent"),
        withheld=("key",),
        impersonal=("id", "email_address"),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="created", days=7, reason=_("Danach gilt die Bestätigung nicht mehr.")),
        subject_model="users.user",
    ),
    PersonalData(
        model=Authenticator,
        subject="user",
        fields=("type", "created_at", "last_used_at"),
        withheld=("data",),
        impersonal=("id", "user"),
        purpose=SECURITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=WITH_SUBJECT,
        subject_model="users.user",
    ),
    PersonalData(
        model=Invitation,
        subject="user",
        fields=("sent_at", "expires_at", "accepted_at"),
        withheld=("token_fingerprint",),
        impersonal=("user",),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        subject_model="users.user",
    ),
    PersonalData(
        model=SocialAccount,
        subject="user",
        fields=("provider", "uid", "last_login", "date_joined", "extra_data"),
        impersonal=("id", "user"),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        recipients=(_("Anmeldedienst der Stadt"),),
        subject_model="users.user",
    ),
    PersonalData(
        model=SocialToken,
        subject="account__user",
        fields=("expires_at",),
        withheld=("token", "token_secret"),
        impersonal=("id", "app", "account"),
        purpose=ACCOUNTS,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="expires_at", days=1, reason=_("Danach gilt es nicht mehr.")),
        subject_model="users.user",
    ),
    PersonalData(
        model=UserSession,
        subject="user",
        fields=("created_at", "ip", "last_seen_at", "user_agent"),
        withheld=("session_key", "data"),
        impersonal=("id", "user"),
        purpose=SECURITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(after="last_seen_at", days=90, reason=_("So lange lässt sich fremder Zugriff aufklären.")),
        subject_model="users.user",
    ),
    PersonalData(
        model=Session,
        subject="",
        fields=("expire_date",),
        withheld=("session_key", "session_data"),
        purpose=SECURITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(after="expire_date", days=1, reason=_("Danach ist die Anmeldung abgelaufen.")),
        subject_model=NOBODY,
    ),
    PersonalData(
        model=LogEntry,
        subject="user",
        fields=("action_time", "object_id", "object_repr", "action_flag", "change_message"),
        mentions=("object_id", "object_repr", "change_message"),
        impersonal=("id", "user", "content_type"),
        purpose=SECURITY,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(after="action_time", years=1, reason=_("So lange lässt sich Missbrauch aufklären.")),
        recipients=(_("Administration des Büros"),),
        subject_model="users.user",
    ),
)
give_names(
    Authenticator,
    _("zweiter Faktor"),
    _("zweite Faktoren"),
    type=_("Art"),
    created_at=_("eingerichtet am"),
    last_used_at=_("zuletzt benutzt am"),
    data=_("Geheimnis"),
)
give_names(
    UserSession,
    _("angemeldetes Gerät"),
    _("angemeldete Geräte"),
    created_at=_("angemeldet am"),
    ip=_("IP-Adresse"),
    last_seen_at=_("zuletzt benutzt am"),
    user_agent=_("Browser"),
    session_key=_("Schlüssel der Sitzung"),
    data=_("Daten der Sitzung"),
)
give_names(
    Session,
    _("Sitzung"),
    _("Sitzungen"),
    expire_date=_("gültig bis"),
    session_key=_("Schlüssel der Sitzung"),
    session_data=_("Daten der Sitzung"),
)
give_names(
    EmailAddress,
    _("E-Mail-Adresse"),
    _("E-Mail-Adressen"),
    email=_("E-Mail-Adresse"),
    verified=_("bestätigt"),
    primary=_("wird zuerst verwendet"),
)
give_names(
    EmailConfirmation,
    _("Bestätigung einer E-Mail-Adresse"),
    _("Bestätigungen von E-Mail-Adressen"),
    created=_("erstellt am"),
    sent=_("versandt am"),
    key=_("Schlüssel"),
)
give_names(
    SocialAccount,
    _("Konto beim Anmeldedienst"),
    _("Konten beim Anmeldedienst"),
    provider=_("Anmeldedienst"),
    uid=_("Kennung"),
    last_login=_("letzte Anmeldung"),
    date_joined=_("verbunden am"),
    extra_data=_("weitere Angaben des Anmeldedienstes"),
)
give_names(
    SocialToken,
    _("Schlüssel des Anmeldedienstes"),
    _("Schlüssel des Anmeldedienstes"),
    expires_at=_("gültig bis"),
    token=_("Schlüssel"),
    token_secret=_("Geheimnis"),
)
give_names(
    LogEntry,
    _("Eintrag der Datenverwaltung"),
    _("Einträge der Datenverwaltung"),
    action_time=_("Zeitpunkt"),
    object_id=_("Nummer des Eintrags"),
    object_repr=_("Bezeichnung"),
    action_flag=_("Art der Änderung"),
    change_message=_("was geändert wurde"),
)
declare_impersonal(SocialApp, _("Zugang des Büros zum Anmeldedienst."))
declare_impersonal(Group, _("Namen von Gruppen; nicht verwendet."))
declare_impersonal(Permission, _("Namen von Berechtigungen; nicht verwendet."))
declare_impersonal(ContentType, _("Verzeichnis der Tabellen."))
