"""A server with invented people; it prints who is signed in with which cookie, and where a person's page is.

python -m tests.browser.people.serve PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests look at pages, not at lines."""


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import Cast

    from teilhabe.actors.invented import insert_invented
    from teilhabe.actors.models import Affiliation, Consent, ConsentText
    from teilhabe.core.users.roles import Role

    insert_invented(60)
    first, second = Affiliation.objects.select_related("person", "organisation").order_by("pk")[:2]
    cast, person = Cast(first.organisation, second.organisation), first.person
    person.user = cast.user(Role.VOLUNTEER)
    person.save()
    for version, text in ((1, "Ich möchte den Rundbrief."), (2, "Ich möchte gern den Rundbrief.")):
        ConsentText.objects.create(purpose="rundbrief", version=version, language="de", title="Rundbrief", text=text)
    Consent.objects.create(person=person, text=ConsentText.objects.get(version=1), way=Consent.Way.PAPER)
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {str(role): str(cast.client(role).cookies[cookie].value) for role in Role}
    return {**sessions, "cookie": cookie, "person": str(person.pk), "organisation": str(first.organisation_id)}


if __name__ == "__main__":
    main(int(sys.argv[1]))
