"""An office with nothing but its staff; it prints who is signed in with which cookie.

python -m tests.stories.serve_moderation PORT   # VAR_DIR says where its database lies
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
    from tests.cast import make_cast

    from teilhabe.core.users.roles import Role

    cast, cookie = make_cast(), settings.SESSION_COOKIE_NAME
    roles = (Role.EDITOR, Role.HEAD_OF_OFFICE)
    known = {str(role): str(cast.client(role).cookies[cookie].value) for role in roles}
    sys.stdout.write(f"{json.dumps({'cookie': cookie, **known})}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
