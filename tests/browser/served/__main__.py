"""Fills the database of VAR_DIR with everything that pages can show; prints the cookies of the roles and the rows.

python -m tests.browser.served
"""

from __future__ import annotations

import json
import sys

import django
from django.conf import settings

from teilhabe.project.schema import ensure_schema


def main() -> None:
    django.setup()
    ensure_schema()
    from tests.browser.served import filling

    from teilhabe.core.users.roles import Role

    cast, known = filling.fill()
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {str(role): str(filling.enter(cast, role).cookies[cookie].value) for role in Role}
    sys.stdout.write(f"{json.dumps({**known, **sessions, 'cookie': cookie})}\n")


if __name__ == "__main__":
    main()
