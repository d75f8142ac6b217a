"""`teilhabe-office`: serves the site, publishes and withdraws releases; Django's own commands work too."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import execute_from_command_line
from django.utils import translation

from teilhabe.errors import TeilhabeError
from teilhabe.text import preferred

OWN_COMMANDS = ("serve", "publish", "withdraw", "list", "doctor")
"""They find their tables up to date, whatever was done before."""


def main() -> int:
    """The exit code; a failure is one sentence on standard error, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    try:
        if sys.argv[1:2] and sys.argv[1] in OWN_COMMANDS:
            _prepare()
        execute_from_command_line(sys.argv)
    except TeilhabeError as error:
        sys.stderr.write(f"teilhabe-office: {error.text.in_language(preferred(os.environ))}\n")
        return error.exit_code
    return 0


def _prepare() -> None:
    django.setup()
    from teilhabe.project.schema import ensure_schema  # Django's database is known only after its set-up

    translation.activate(preferred(os.environ))
    ensure_schema()


if __name__ == "__main__":
    sys.exit(main())
