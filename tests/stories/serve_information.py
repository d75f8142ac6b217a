"""An office with nothing but a life situation; it prints who is signed in with which cookie.

python -m tests.stories.serve_information PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from tests.browser.lists.serve import Server, Silent

from teilhabe.project.schema import ensure_schema


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    ensure_schema()
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import make_cast

    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.content.actions.categories import AddCategory

    cast = make_cast()
    names = {"de": "Wohnen", "en": "Housing", "ar": "السكن"}
    AddCategory(by=cast.user(Role.EDITOR), values={"kind": "situation", "key": "wohnen", "names": names}).run()
    cookie = settings.SESSION_COOKIE_NAME
    roles = (Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)
    return {"cookie": cookie, **{str(role): str(cast.client(role).cookies[cookie].value) for role in roles}}


if __name__ == "__main__":
    main(int(sys.argv[1]))
