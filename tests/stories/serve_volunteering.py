"""An office with one opportunity that has a shift; it prints who is signed in with which cookie.

python -m tests.stories.serve_volunteering PORT   # VAR_DIR says where its database lies
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from tests.browser.lists.serve import Server, Silent

from teilhabe.project.schema import ensure_schema

TITLE, TITLE_AR = "Sprachcafé begleiten", "مرافقة مقهى اللغة"


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.project.settings"
    django.setup()
    ensure_schema()
    sys.stdout.write(f"{json.dumps(_fill())}\n")
    sys.stdout.flush()
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def _fill() -> dict[str, str]:
    from django.utils import timezone
    from tests.cast import make_cast
    from tests.engagement.rows import make_opportunity, make_shift

    from teilhabe.core.users.roles import Role

    cast = make_cast()
    opportunity = make_opportunity(
        cast.organisation,
        TITLE,
        kind="shifts",
        task="Sie sprechen mit Menschen, die Deutsch lernen.",
        district="Innenstadt",
        place="Haus der Probe, Beispielweg 1",
        fields=["childhood"],
    )
    opportunity.translations.create(language="ar", title=TITLE_AR, task="تتحدثون مع أشخاص يتعلمون الألمانية.")
    opportunity.requirements.create(kind="language", code="ar", level="b1")
    opportunity.requirements.create(kind="age", number=16)
    evening = timezone.now().replace(hour=16, minute=0, second=0, microsecond=0)
    make_shift(opportunity, evening + timedelta(days=7), places=1)
    make_shift(opportunity, evening + timedelta(days=14), places=3)
    cookie = settings.SESSION_COOKIE_NAME
    roles = (Role.COORDINATOR, Role.ORGANISATION_MEMBER)
    return {"cookie": cookie, **{str(role): str(cast.client(role).cookies[cookie].value) for role in roles}}


if __name__ == "__main__":
    main(int(sys.argv[1]))
