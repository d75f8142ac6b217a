"""An office with one text in German and Arabic; it prints who is signed in with which cookie.

python -m tests.stories.serve_newsletter PORT   # VAR_DIR says where its database lies, MAIL_URL where mails go
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
    from tests.outreach.items import make_item, publish, translate_all

    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.content.models import Category

    cast = make_cast()
    Category.objects.create(kind="topic", key="housing", names={"de": "Wohnen", "ar": "السكن"})
    item = make_item(cast, "Sprachcafé", "Ein Absatz.", "Jeden Montag.", key="cafe")
    publish(cast, item)
    translate_all(cast, item, "ar")
    return {"cookie": settings.SESSION_COOKIE_NAME, "editor": cast.client(Role.EDITOR).cookies[_cookie()].value}


def _cookie() -> str:
    return str(settings.SESSION_COOKIE_NAME)


if __name__ == "__main__":
    main(int(sys.argv[1]))
