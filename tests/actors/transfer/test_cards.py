"""A person is handed out as a visiting card, and taken over from it as the same person."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.actors.duplicates.people import person
from tests.cast import Cast

from teilhabe.actors.models import Affiliation
from teilhabe.actors.transfer.columns import proposed_targets
from teilhabe.actors.transfer.drafts import draft_of
from teilhabe.actors.transfer.sheets import read_sheet
from teilhabe.actors.transfer.vcards import read_cards
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_what_was_exported_is_imported_as_the_same_person_without_the_offices_notes(cast: Cast) -> None:
    amina = person(
        "Amina Gül",
        "Yılmaz-Öz",
        ("mobile", "0171 3920001"),
        ("post", "Lindengasse 1, 99901 Musterstadt"),
        ("mail", "amina@musterstadt.example"),
        languages=["tr", "de"],
        district="Altstadt",
        note="Nur für das Büro.",
    )
    Affiliation.objects.create(person=amina, organisation=cast.organisation)
    answer = cast.client(Role.COORDINATOR).get(reverse("actors:person_card", args=[amina.pk]))
    assert answer["Content-Type"].startswith("text/vcard")
    assert "Nur für das Büro" not in answer.content.decode()
    sheet = read_sheet(answer.content)
    ((_number, row),) = sheet.rows
    draft = draft_of(row, proposed_targets(sheet.header, [row]))
    assert (draft.given_name, draft.family_name, draft.district) == ("Amina Gül", "Yılmaz-Öz", "Altstadt")
    assert (list(draft.languages), draft.organisation) == (amina.languages, cast.organisation.name)
    assert set(draft.contact_points) == {(point.kind, point.value) for point in amina.contact_points.all()}
    assert AuditEntry.objects.filter(action="actors.ExportCards", target_key=str(amina.pk)).count() == 1


def test_the_people_of_a_filtered_list_are_handed_out_together(cast: Cast) -> None:
    person("Amina", "Yılmaz", district="Altstadt")
    person("Olga", "Petrenko", district="Nordstadt")
    person("Gone", "Person", district="Altstadt", erased_at=timezone.now())
    client = cast.client(Role.COORDINATOR)
    cards = read_cards(client.get(reverse("actors:cards"), {"district": "Altstadt"}).content.decode())
    assert [card.full_name for card in cards] == ["Amina Yılmaz"]
    assert client.get(reverse("actors:cards")).content.decode().count("BEGIN:VCARD") == 2
    assert cast.client(Role.EDITOR).get(reverse("actors:cards")).status_code == 403
