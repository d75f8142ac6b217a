"""Administration of accounts and roles."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.core.accounts.views import administration

app_name = "accounts"
urlpatterns = [
    path("", administration.users, name="users"),
    path(_("einladen/"), administration.invite, name="invite"),
    path("<uuid:user_row>/", administration.user, name="user"),
    path(_("<uuid:user_row>/einladen/"), administration.invite_anew, name="invite_anew"),
    path(_("<uuid:user_row>/einladung-zuruecknehmen/"), administration.withdraw_invitation, name="withdraw_invitation"),
    path(_("<uuid:user_row>/rolle/"), administration.grant_role, name="grant_role"),
    path(_("rolle/<int:membership>/entziehen/"), administration.revoke_role, name="revoke_role"),
    path(_("<uuid:user_row>/sperren/"), administration.deactivate, name="deactivate"),
    path(_("<uuid:user_row>/freigeben/"), administration.activate, name="activate"),
    path(_("<uuid:user_row>/abmelden/"), administration.end_sessions, name="end_sessions"),
    path(_("<uuid:user_row>/zweiter-faktor/"), administration.reset_second_factor, name="reset_second_factor"),
]
