"""`teilhabe-office`: serves the site, publishes and withdraws releases; Django's own commands work too."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import BaseCommand, ManagementUtility, get_commands
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from teilhabe.errors import TeilhabeError, UsageError
from teilhabe.text import preferred

AS_IT_IS = ("doctor", "restore")
"""Commands that must meet the database as it is; all others of ours find their tables up to date."""


def main() -> int:
    """The exit code; a failure is one sentence on standard error, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    try:
        _run(sys.argv)
    except TeilhabeError as error:
        sys.stderr.write(f"teilhabe-office: {error.text.in_language(preferred(os.environ))}\n")
        return error.exit_code
    return 0


def _run(arguments: list[str]) -> None:
    _prepare(arguments[1] if arguments[1:] else "")
    try:
        _Office(arguments).execute()
    except (OperationalError, ProgrammingError) as error:  # a table that is missing, cannot be written, or stays locked
        from teilhabe.project.schema import unusable  # Django's database is known only after its set-up

        raise unusable(error) from error


class _Office(ManagementUtility):
    """Django's commands and ours; an unknown one is wrong usage, which Django does not tell from a failure."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        if subcommand not in get_commands():
            raise UsageError(
                f"Den Befehl „{subcommand}“ gibt es nicht. Alle zeigt: teilhabe-office help",
                f"There is no command “{subcommand}”. All are shown by: teilhabe-office help",
            )
        command = super().fetch_command(subcommand)
        if subcommand in own_commands():
            command.requires_system_checks = ()  # they examine the source; a city's evening is no time for that
        return command


def own_commands() -> set[str]:
    """The names of our commands, as opposed to Django's; known only after Django's set-up."""
    return {name for name, app in get_commands().items() if str(app).startswith("teilhabe.")}


def _prepare(command: str) -> None:
    django.setup()
    if command not in own_commands():
        return
    translation.activate(preferred(os.environ))
    if command not in AS_IT_IS:
        from teilhabe.project.schema import ensure_schema  # Django's database is known only after its set-up

        ensure_schema()


if __name__ == "__main__":
    sys.exit(main())
