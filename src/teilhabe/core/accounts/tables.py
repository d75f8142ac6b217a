"""The list of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, Label, Table
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role


def _roles(user: User) -> str:
    return ", ".join(each.short_label for each in user.memberships.all())


def _last_login(user: User) -> str:
    if user.last_login:
        return date_format(localtime(user.last_login), "SHORT_DATETIME_FORMAT")
    invitation = getattr(user, "invitation", None)
    if invitation is None:
        return _now("noch nie")
    return _now("Einladung abgelaufen") if invitation.is_expired else _now("eingeladen")


def _state(user: User) -> str:
    return _now("frei") if user.is_active else _now("gesperrt")


def _second_factor(user: User) -> str:
    return _now("ja") if getattr(user, "has_second_factor", False) else _now("nein")


def _states() -> Sequence[tuple[str, Label]]:
    return (("True", _("frei")), ("False", _("gesperrt")))


def _role_choices() -> Sequence[tuple[str, Label]]:
    return Role.choices


ACCOUNTS = Table(
    name="accounts",
    title=_("Konten"),
    columns=(
        Column("name", _("Name"), order_by=("name",), address=lambda user: reverse("accounts:user", args=[user.pk])),
        Column("email", _("E-Mail-Adresse"), order_by=("email",)),
        Column("roles", _("Rollen"), value=_roles),
        Column("second_factor", _("Zweiter Faktor"), value=_second_factor),
        Column("last_login", _("Letzte Anmeldung"), value=_last_login, order_by=("last_login",)),
        Column("is_active", _("Zustand"), value=_state, order_by=("is_active",)),
    ),
    filters=(
        Choice("role", _("Rolle"), lookup="memberships__role", choices=_role_choices),
        Choice("state", _("Zustand"), lookup="is_active", choices=_states),
    ),
    search=("name__icontains", str),
    order=("name",),
    empty=_("Niemand passt zu dieser Auswahl."),
)
