"""Everybody decides for themselves when mails come."""

from __future__ import annotations

from teilhabe.core.access.policy import CHANGE, OWN, VIEW, Policy, register
from teilhabe.core.users.roles import Role
from teilhabe.portal.workspace.models import MailChoice

EVERYBODY = dict.fromkeys(Role, OWN)

MAIL_CHOICES = register(Policy(MailChoice, {VIEW: EVERYBODY, CHANGE: EVERYBODY}, owner="user"))
