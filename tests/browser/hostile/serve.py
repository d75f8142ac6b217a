"""A server whose every field is full of hostile texts; it prints the cookie of an editor.

python -m tests.browser.hostile.serve PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from tests.browser.lists.serve import Server, Silent

from teilhabe.project.schema import ensure_schema


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    ensure_schema()
    with transaction.atomic():
        known = _fill()
    sys.stdout.write(f"{json.dumps(known)}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import make_cast
    from tests.outreach.hostile.filling import converse, fill, stored

    from teilhabe.core.users.roles import Role

    cast = make_cast()
    fill(cast)
    code, conversation = converse("\n\n".join(stored()))
    cookie = settings.SESSION_COOKIE_NAME
    editor = str(cast.client(Role.EDITOR).cookies[cookie].value)
    return {"cookie": cookie, "editor": editor, "code": code, "message": str(conversation.pk)}


if __name__ == "__main__":
    main(int(sys.argv[1]))
