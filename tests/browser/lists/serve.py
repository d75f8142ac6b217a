"""A server with the lists of `tests/core/tables/lists.py`; it prints the cookie of a user who is signed in.

python -m tests.browser.lists.serve PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from teilhabe.project.schema import ensure_schema


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests look at pages, not at lines."""


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    settings.ROOT_URLCONF = "tests.core.tables.lists"
    settings.TEMPLATES[0]["DIRS"] = [Path(__file__).parent]
    django.setup()
    ensure_schema()
    sys.stdout.write(f"{_fill()}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> str:
    from tests.cast import make_cast
    from tests.core.tables.lists import make_organisations, make_people

    from teilhabe.core.users.roles import Role

    cast = make_cast()
    make_organisations(180)
    make_people(2_000)
    cookie = cast.client(Role.COORDINATOR).cookies[settings.SESSION_COOKIE_NAME]
    return f"{cookie.key}={cookie.value}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
