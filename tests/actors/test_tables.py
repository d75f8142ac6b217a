"""The lists of people and organisations: what can be done with many rows at once."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from tests.cast import Cast

from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.usefixtures("site")


def test_working_together_ends_for_several_organisations_and_can_be_taken_back(cast: Cast) -> None:
    client, address = cast.client(Role.COORDINATOR), reverse("actors:organisations")
    Organisation.objects.create(name="Verein Früher", is_active=False)
    keys = list(Organisation.objects.values_list("pk", flat=True))
    page = client.post(address, {"bulk": "leave", "row": keys}, follow=True).content.decode()
    assert "2 Organisationen arbeiten nicht mehr mit uns. 1 Eintrag war schon so." in page
    assert not Organisation.objects.filter(is_active=True).exists()
    undo = re.search(r'name="undo" value="([^"]*)"', page)
    assert undo
    client.post(address, {"undo": html.unescape(undo[1])})
    assert set(Organisation.objects.filter(is_active=True)) == {cast.organisation, cast.other_organisation}


def test_members_do_not_end_working_together(cast: Cast) -> None:
    client, address = cast.client(Role.ORGANISATION_MEMBER), reverse("actors:organisations")
    client.post(address, {"bulk": "leave", "row": [cast.organisation.pk]})
    cast.organisation.refresh_from_db()
    assert cast.organisation.is_active
