"""Pictures as these tests need them, with their files."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.cast import Cast
from tests.outreach.pictures.uploads import jpeg

from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.core.users.roles import Role
from teilhabe.outreach.pictures.actions import AddPicture
from teilhabe.outreach.pictures.models import Picture

_WIDTHS = count(40)


def make_picture(cast: Cast, *, width: int = 0, **values: Any) -> Picture:
    """By the editor; each of another size, so that no two are the same picture."""
    said = {"name": "Kurs", "author": "Büro", "licence": "eigenes Bild", "alternatives": {"de": "Ein Kurs."}, **values}
    return AddPicture(
        by=cast.user(Role.EDITOR), content=jpeg(width or next(_WIDTHS), width // 2 or 30), values=said
    ).run()


def make_consent(person: Person, purpose: str = "fotos") -> Consent:
    text, _made = ConsentText.objects.get_or_create(
        purpose=purpose, version=1, language="de", defaults={"title": "Fotos", "text": "Ja zu Fotos."}
    )
    return Consent.objects.create(person=person, text=text, way=Consent.Way.PAPER)
