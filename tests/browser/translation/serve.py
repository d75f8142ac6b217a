"""A server with translations in every state; it prints who is signed in with which cookie, and where the pages are.

python -m tests.browser.translation.serve PORT   # VAR_DIR says where its database lies
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

TEXT = """Alle Kinder ab drei Jahren haben einen Platz in einer Kita. Rufen Sie das Jugendamt an: {telefon-kita}.

## Was Sie brauchen

- Ausweis
- Geburtsurkunde des Kindes

Füllen Sie den [Antrag](https://www.example.org/antrag) aus. Die Entscheidung über den Platz trifft das **Jugendamt**.
"""
ARABIC = {
    "Einen Kita-Platz finden": "العثور على مكان في الحضانة",
    "Was Sie brauchen": "ما تحتاجون إليه",
    "Ausweis": "بطاقة الهوية",
    "Geburtsurkunde des Kindes": "شهادة ميلاد الطفل",
}


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from tests.cast import make_cast
    from tests.outreach.items import make_item, publish
    from tests.outreach.translation.drafts import begin, rewrite, save

    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.content.actions.facts import AddFact
    from teilhabe.outreach.translation.actions.estimates import EstimateSpeakers
    from teilhabe.outreach.translation.actions.segments import Draft
    from teilhabe.outreach.translation.models import Remembered, Term
    from teilhabe.outreach.translation.selectors.pairs import pairs_of

    cast = make_cast()
    editor = cast.user(Role.EDITOR)
    fact = {"key": "telefon-kita", "name": "Telefon", "kind": "text", "value": {"text": "0631 123456"}}
    AddFact(by=editor, values=fact).run()
    Term.objects.create(text="Jugendamt", translations={"ar": "مكتب رعاية الشباب"}, note="Behörde der Stadt")
    Term.objects.create(text="Kita", is_kept=True)
    item = make_item(cast, "Einen Kita-Platz finden", TEXT, owner=editor)
    publish(cast, item)
    arabic = begin(cast, item)
    texts = {pair.key: ARABIC.get(pair.source.text, f"ترجمة {{telefon-kita}} {number}")
             for number, pair in enumerate(pairs_of(arabic)) if not pair.source.text.startswith("Füllen")}  # fmt: skip
    save(cast, arabic, {key: Draft(text) for key, text in texts.items()})
    rewrite(cast, item, TEXT.replace("drei", "zwei"))
    law = make_item(cast, "Aufenthalt verlängern", TEXT, risk="law", is_urgent=True)
    publish(cast, law)
    legal = begin(cast, law)
    save(cast, legal, {pair.key: Draft(f"{pair.source.text} (ar)") for pair in pairs_of(legal)[:4]})
    plain = begin(cast, item, "de", "plain")
    EstimateSpeakers(
        by=editor, people={"ar": 2400, "uk": 1800, "de-simple": 9000}, note="Melderegister, geschätzt"
    ).run()
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {str(role): str(cast.client(role).cookies[cookie].value) for role in Role}
    return {
        **sessions, "cookie": cookie, "item": str(item.pk), "arabic": str(arabic.pk), "legal": str(legal.pk),
        "plain": str(plain.pk), "term": str(Term.objects.get(text="Jugendamt").pk),
        "remembered": str(Remembered.objects.all()[0].pk),
    }  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
