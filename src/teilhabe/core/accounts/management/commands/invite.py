"""Invites somebody from the command line: how the first administrator gets in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from teilhabe.core.accounts.actions.invitations import Invite
from teilhabe.core.accounts.letters import invitation_link
from teilhabe.core.audit.action import Operator
from teilhabe.core.language import account_languages
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError


class Command(BaseCommand):
    help = "Lädt eine Person ein. Invites somebody: teilhabe-office invite EMAIL --name NAME --role administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="E-Mail-Adresse · mail address")
        parser.add_argument("--name", required=True, help="Name")
        parser.add_argument("--role", required=True, action="append", choices=Role.values, help="Rolle · role")
        parser.add_argument("--organisation", help="Name der Organisation · name of the organisation")
        parser.add_argument("--language", default="de", choices=[code for code, _name in account_languages()])

    def handle(self, *args: Any, **options: Any) -> None:
        site = settings.PUBLIC_ADDRESS or "http://localhost:8000"
        action = Invite(
            by=Operator("teilhabe-office"),
            email=_address(options["email"]),
            full_name=options["name"],
            language=options["language"],
            roles=frozenset(map(Role, options["role"])),
            organisation_row=_organisation(options["organisation"]),
            site=site,
        )
        invited = action.run()
        self.stdout.write(
            _("%(name)s ist eingeladen. Der Link gilt %(days)s Tage und nur ein Mal:")
            % {"name": invited.name, "days": settings.INVITATION_DAYS}
        )
        self.stdout.write(invitation_link(action.token, site))


def _address(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as error:
        raise InputError(f"„{email}“ ist keine E-Mail-Adresse.", f"“{email}” is no mail address.") from error
    return email


def _organisation(name: str | None) -> Organisation | None:
    if name is None:
        return None
    try:
        return Organisation.objects.get(name=name)
    except Organisation.DoesNotExist as error:
        raise InputError(f"Die Organisation „{name}“ gibt es nicht.", f"There is no organisation “{name}”.") from error
