"""Fills the database of VAR_DIR with a coordinator and somebody entered twice; prints name and key of the session.

python -m tests.browser.doubles
"""

from __future__ import annotations

import sys

import django
from django.conf import settings

from teilhabe.project.schema import ensure_schema


def main() -> None:
    django.setup()
    ensure_schema()
    from tests.actors.duplicates.people import person
    from tests.cast import make_cast

    from teilhabe.actors.duplicates.jobs import find_duplicates
    from teilhabe.core.users.roles import Role

    person("Mohammed", "Karimi", ("mobile", "0171 3920002"), note="Kommt dienstags.", languages=["ar"])
    person("Muhammad", "Karimi", ("mobile", "0171 3920002"), district="Altstadt", languages=["de"])
    find_duplicates.call()
    key = make_cast().client(Role.COORDINATOR).cookies[settings.SESSION_COOKIE_NAME].value
    sys.stdout.write(f"{settings.SESSION_COOKIE_NAME} {key}\n")


if __name__ == "__main__":
    main()
