"""Facts of every state, an event, a place and an urgent notice."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.events import SaveDates
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.urgent import Notice, PublishNotice

WEEK = ["mo", "tu", "we", "th"]
HOURS = {
    "weekly": [
        {"days": [*WEEK, "fr"], "from": "08:00", "to": "12:00"},
        {"days": WEEK, "from": "14:00", "to": "16:00"},
    ],
    "closed": [{"from": "2030-12-24", "to": "2030-12-31", "reason": {"de": "Betriebsferien", "en": "holidays"}}],
}


def fill(cast: Cast) -> dict[str, str]:
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
    notice = PublishNotice(by=editor, notices=notices, until=starts + timedelta(days=1)).run()
    keys = {
        "the_hours": hours,
        "the_phone": phone,
        "the_price": unused,
        "event": event,
        "place": place,
        "notice": notice,
    }
    return {name: str(each.pk) for name, each in keys.items()}
