"""An office that speaks on its website, by mail and on a page of Facebook; it works its jobs off by itself.

python -m tests.stories.serve_channels PORT   # VAR_DIR says where its database lies
GET /outside on PORT + 1 tells what Facebook and the mail server have.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from wsgiref.simple_server import make_server

import django
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from tests.browser.lists.serve import Server, Silent
from tests.peers.graph import PAGE, SECRET, TOKEN, WORD, Facebook, graph_server
from tests.servers import free_port

from teilhabe.project.schema import ensure_schema

WEEK = ["mo", "tu", "we", "th", "fr"]
LETTERS: list[str] = []


class Mailbox:
    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # as aiosmtpd calls it
        message = message_from_bytes(envelope.content)
        payload = message.get_payload(decode=True)
        assert isinstance(payload, bytes)
        LETTERS.append(payload.decode())
        return "250 taken"


def main(port: int) -> None:
    smtp = free_port()
    Controller(Mailbox(), hostname="127.0.0.1", port=smtp).start()
    with graph_server() as facebook:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings", "FACEBOOK_ADDRESS": facebook.address,
            "FACEBOOK_PAGE": PAGE, "FACEBOOK_TOKEN": TOKEN, "FACEBOOK_APP_SECRET": SECRET,
            "FACEBOOK_VERIFY_TOKEN": WORD, "MAIL_URL": f"smtp://127.0.0.1:{smtp}",
            "PUBLIC_ADDRESS": f"http://127.0.0.1:{port}",
        }  # fmt: skip
        django.setup()
        ensure_schema()
        sys.stdout.write(f"{json.dumps(_fill())}\n")
        sys.stdout.flush()
        threading.Thread(target=_work, daemon=True).start()
        threading.Thread(target=_tell, args=(port + 1, facebook), daemon=True).start()
        make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _work() -> None:
    from teilhabe.core.jobs.working import work_off

    while True:
        work_off()
        time.sleep(0.2)


def _tell(port: int, facebook: Facebook) -> None:
    class Outside(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(
                {"posts": [post.message for post in facebook.posts.values()], "letters": LETTERS}
            ).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    ThreadingHTTPServer(("127.0.0.1", port), Outside).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import make_cast
    from tests.outreach.items import make_item, publish

    from teilhabe.actors.models import Consent, ConsentText, ContactPoint, Person
    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.content.actions.facts import AddFact

    cast = make_cast()
    hours = {"weekly": [{"days": WEEK, "from": "08:00", "to": "12:00"}], "closed": []}
    values = {"key": "zeiten", "name": "Öffnungszeiten", "kind": "hours", "value": hours}
    fact = AddFact(by=cast.user(Role.EDITOR), values=values).run()
    item = make_item(cast, "Beratung im Rathaus", "Wir sind da:\n\n{zeiten}\n", "Offen: {zeiten}", key="beratung")
    publish(cast, item)
    text = ConsentText.objects.create(purpose="rundbrief", version=1, language="de", title="Rundbrief", text="…")
    person = Person.objects.create(family_name="Muster")
    ContactPoint.objects.create(person=person, kind="mail", value="muster@probe.example")
    Consent.objects.create(person=person, text=text, way="paper")
    cookie = settings.SESSION_COOKIE_NAME
    editor = str(cast.client(Role.EDITOR).cookies[cookie].value)
    return {"cookie": cookie, "editor": editor, "fact": str(fact.pk), "item": str(item.pk)}


if __name__ == "__main__":
    main(int(sys.argv[1]))
