"""The mails about accounts, in the language of their receiver."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from teilhabe.core.accounts.models import Invitation
from teilhabe.core.mail.models import Message
from teilhabe.core.mail.sending import post
from teilhabe.core.users.models import User


def invitation_letter(invitation: Invitation, token: str, site: str) -> Message:
    user = invitation.user
    with translation.override(user.page_language):
        return _send(
            user,
            _("Ihr Zugang zu Teilhabe"),
            _("für Sie gibt es jetzt ein Konto in Teilhabe. Bitte öffnen Sie diesen Link und wählen Sie ein Passwort:"),
            invitation_link(token, site),
            _("Der Link gilt bis %(date)s und nur ein Mal.")
            % {"date": date_format(localtime(invitation.expires_at), "DATETIME_FORMAT")},
            _("Sie haben keine Einladung erwartet? Dann löschen Sie diese E-Mail bitte."),
        )


def invitation_link(token: str, site: str) -> str:
    return f"{site}{reverse('account_invitation', args=[token])}"


def reset_letter(user: User, site: str) -> Message:
    """The link dies when the password, the address or the time of the last sign-in changes, and after three days."""
    with translation.override(user.page_language):
        key = default_token_generator.make_token(user)
        return _send(
            user,
            _("Neues Passwort für Teilhabe"),
            _("mit diesem Link wählen Sie ein neues Passwort:"),
            f"{site}{reverse('account_reset_password_from_key', args=[user.pk, key])}",
            _("Der Link gilt 3 Tage und nur ein Mal."),
            _("Sie haben kein neues Passwort gewollt? Dann müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist."),
        )


def security_letter(user: User, news: str | Promise) -> Message:
    """So that somebody notices when it was not them."""
    with translation.override(user.page_language):
        return _send(
            user,
            _("Änderung an Ihrem Konto"),
            str(news),
            _("Waren Sie das nicht? Dann melden Sie sich bitte gleich bei der Administration."),
        )


def _send(user: User, subject_line: str, *paragraphs: str) -> Message:
    greeting = _("Guten Tag %(name)s,") % {"name": user.name}
    return post(
        user.email,
        subject_line,
        "\n\n".join((greeting, *paragraphs)) + "\n",
        language=user.page_language,
        subject=user.pk,
    )
