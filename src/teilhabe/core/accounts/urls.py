"""Signing in and out, password, second factor, sessions.

django-allauth's views where it has the hard part (sign-in, codes, passkeys), under the names by which it knows them;
what it offers beyond (sign-up, management of addresses, foreign accounts) has no address here.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from teilhabe.core.access.routes import public, signed_in
from teilhabe.core.accounts.views import entrance, own, second_factor

to_second_factor = signed_in(RedirectView.as_view(pattern_name="mfa_index"))

urlpatterns = [
    path("", own.account, name="account"),
    path(_("anmelden/"), public(account.login), name="account_login"),
    path(_("abmelden/"), signed_in(account.logout), name="account_logout"),
    path(_("bestaetigen/"), signed_in(account.reauthenticate), name="account_reauthenticate"),
    path(_("passwort/"), own.password, name="account_change_password"),
    path(_("passwort-vergessen/"), entrance.forgotten_password, name="account_reset_password"),
    path(_("passwort-vergessen/gesendet/"), entrance.letter_sent, name="account_reset_password_done"),
    path(
        _("passwort-vergessen/<uuid:user_key>/<str:token>/"),
        entrance.new_password,
        name="account_reset_password_from_key",
    ),
    path(_("einladung/<str:token>/"), entrance.invitation, name="account_invitation"),
    path(_("vorfuehrung/"), entrance.demonstration, name="account_demonstration"),
    path(_("geraete/abmelden/"), own.end_other_sessions, name="account_end_other_sessions"),
    path(_("geraete/<int:session>/abmelden/"), own.end_session, name="account_end_session"),
    path(_("zweiter-faktor/"), second_factor.second_factor, name="mfa_index"),
    path(_("zweiter-faktor/code/"), public(mfa.authenticate), name="mfa_authenticate"),
    path(_("zweiter-faktor/bestaetigen/"), signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(_("zweiter-faktor/app/"), signed_in(second_factor.ActivateApp.as_view()), name="mfa_activate_totp"),
    path(_("zweiter-faktor/app/entfernen/"), second_factor.remove_app, name="mfa_deactivate_totp"),
    path(
        _("zweiter-faktor/ersatzcodes/"), signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        _("zweiter-faktor/ersatzcodes/neu/"),
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("zweiter-faktor/ersatzcodes/datei/"),
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(_("zweiter-faktor/passkeys/"), to_second_factor, name="mfa_list_webauthn"),
    path(_("zweiter-faktor/passkeys/neu/"), signed_in(second_factor.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path(_("zweiter-faktor/passkeys/<int:pk>/entfernen/"), second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path(_("zweiter-faktor/passkeys/anmelden/"), public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        _("zweiter-faktor/passkeys/bestaetigen/"),
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
