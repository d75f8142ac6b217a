"""Invented people, organisations and consents; makes the cast."""

from __future__ import annotations

from tests.cast import Cast

from teilhabe.actors.invented import insert_invented
from teilhabe.actors.models import Affiliation, Consent, ConsentText
from teilhabe.core.users.roles import Role


def fill() -> tuple[Cast, dict[str, str]]:
    insert_invented(60)
    first, second = Affiliation.objects.select_related("person", "organisation").order_by("pk")[:2]
    cast, person = Cast(first.organisation, second.organisation), first.person
    person.user = cast.user(Role.VOLUNTEER)
    person.save()
    for version, text in ((1, "Ich möchte den Rundbrief."), (2, "Ich möchte gern den Rundbrief.")):
        ConsentText.objects.create(purpose="rundbrief", version=version, language="de", title="Rundbrief", text=text)
    Consent.objects.create(person=person, text=ConsentText.objects.get(version=1), way=Consent.Way.PAPER)
    return cast, {"person": str(person.pk), "organisation": str(first.organisation_id)}
