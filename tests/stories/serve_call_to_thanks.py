"""An office with one opportunity; /outside tells what was mailed and what the database holds, and lets a year pass.

python -m tests.stories.serve_call_to_thanks PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from tests.browser.lists.serve import Server, Silent

TITLE = "Vorlesen in der Bücherei"


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    site, outside = (
        get_wsgi_application(),
        {"/outside/mails": _mails, "/outside/year": _a_year_passes, "/outside/left": _left},
    )

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        tell = outside.get(environ["PATH_INFO"])
        if tell is None:
            return site(environ, start_response)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(tell()).encode()]

    make_server("127.0.0.1", port, answer, Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import make_cast
    from tests.engagement.rows import make_opportunity

    from teilhabe.core.users.roles import Role

    cast = make_cast()
    make_opportunity(cast.organisation, TITLE, task="Sie lesen Kindern vor.", place="Bücherei, Beispielweg 1", places=1)
    cookie = settings.SESSION_COOKIE_NAME
    return {"cookie": cookie, "coordinator": str(cast.client(Role.COORDINATOR).cookies[cookie].value)}


def _mails() -> list[str]:
    from teilhabe.core.mail.models import Message

    return list(Message.objects.order_by("pk").values_list("body", flat=True))


def _a_year_passes() -> int:
    """What began today began 400 days ago, and another 250 hours were confirmed since."""
    from django.utils.timezone import localdate

    from teilhabe.engagement.hours.models import HourEntry
    from teilhabe.engagement.placements.models import Assignment

    done = Assignment.objects.get()
    Assignment.objects.update(starts_on=localdate() - timedelta(days=400))
    for number in range(1, 51):
        HourEntry.objects.create(
            volunteer=done.volunteer,
            opportunity=done.opportunity,
            day=localdate() - timedelta(weeks=number),
            minutes=300,
            state=HourEntry.State.APPROVED,
        )
    return done.volunteer_id


def _left() -> dict[str, Any]:
    """The whole database as text, and the confirmed minutes."""
    from django.db import connection
    from django.db.models import Sum

    from teilhabe.engagement.hours.models import HourEntry

    minutes = HourEntry.objects.filter(state=HourEntry.State.APPROVED).aggregate(sum=Sum("minutes"))["sum"]
    with connection.cursor() as cursor:
        rows = [
            str(cursor.execute(f'SELECT * FROM "{table}"').fetchall())
            for table in connection.introspection.table_names(cursor)
        ]
    return {"minutes": minutes, "text": "\n".join(rows).casefold()}


if __name__ == "__main__":
    main(int(sys.argv[1]))
