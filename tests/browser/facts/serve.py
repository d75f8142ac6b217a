"""A server with facts, an event, a place and an urgent notice; it prints cookies and where the pages are.

python -m tests.browser.facts.serve PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from tests.browser.people.serve import Server, Silent

WEEK = ["mo", "tu", "we", "th"]
HOURS = {
    "weekly": [
        {"days": [*WEEK, "fr"], "from": "08:00", "to": "12:00"},
        {"days": WEEK, "from": "14:00", "to": "16:00"},
    ],
    "closed": [{"from": "2030-12-24", "to": "2030-12-31", "reason": {"de": "Betriebsferien", "en": "holidays"}}],
}


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from datetime import timedelta

    from django.utils.timezone import now
    from tests.cast import make_cast
    from tests.outreach.items import make_item, publish, translate_all

    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.content.actions.events import SaveDates
    from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
    from teilhabe.outreach.content.actions.urgent import Notice, PublishNotice

    cast = make_cast()
    editor = cast.user(Role.EDITOR)
    hours = AddFact(
        by=editor, values={"key": "zeiten", "name": "Öffnungszeiten", "kind": "hours", "value": HOURS}
    ).run()
    value = {"number": "0631 111111"}
    phone = AddFact(by=editor, values={"key": "telefon", "name": "Telefon", "kind": "phone", "value": value}).run()
    ChangeFact(by=editor, fact=phone, values={"value": {"number": "0631 222222"}}).run()
    unused = AddFact(
        by=editor, values={"key": "preis", "name": "Preis", "kind": "price", "value": {"amount": "5"}}
    ).run()
    item = make_item(cast, "Sprachkurse", "Rufen Sie an: {telefon}. Offen: {zeiten}.")
    publish(cast, item)
    for language in ("ar", "uk"):
        translate_all(cast, item, language)
    event, place = make_item(cast, "Sprachcafé", kind="event"), make_item(cast, "Rathaus", kind="place")
    starts = now().replace(microsecond=0)
    dates = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "recurrence": "FREQ=WEEKLY"}
    SaveDates(by=editor, item=event, values=dates).run()
    notices = {"de": Notice("Bombenfund", "Meiden Sie die Innenstadt.")}
    PublishNotice(by=editor, notices=notices, until=starts + timedelta(days=1)).run()
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {str(role): str(cast.client(role).cookies[cookie].value) for role in Role}
    keys = {"hours": hours, "phone": phone, "unused": unused, "event": event, "place": place}
    return {**sessions, "cookie": cookie, **{name: str(each.pk) for name, each in keys.items()}}


if __name__ == "__main__":
    main(int(sys.argv[1]))
