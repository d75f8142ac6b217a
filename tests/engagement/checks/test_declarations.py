"""Declarations are signed in a version, and anew when the wording changes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.checks.actions import PublishText
from teilhabe.engagement.checks.models import Declaration, DeclarationText
from teilhabe.engagement.volunteers.extensions import HOLDINGS, Holding
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast: Cast, site: None) -> Client:
    return cast.client(Role.COORDINATOR)


def test_a_new_version_asks_everybody_to_sign_again(client: Client) -> None:
    volunteer = make_volunteer()
    sign = reverse("checks:sign", kwargs={"volunteer": volunteer.pk})
    assert client.get(sign).status_code == 404
    client.post(reverse("checks:text_add"), {"kind": "secrecy", "text": "Ich schweige."})
    first = DeclarationText.objects.get()
    client.post(sign, {"text": first.pk, "signed_on": "2026-01-05", "way": "paper"})
    assert HOLDINGS.collect([volunteer.pk]) == [Holding(volunteer.pk, "declaration", "secrecy")]
    client.post(reverse("checks:text_add"), {"kind": "secrecy", "text": "Ich schweige auch später."})
    assert HOLDINGS.collect([volunteer.pk]) == []
    text = client.get(reverse("checks:volunteer", kwargs={"volunteer": volunteer.pk})).text
    assert "Verschwiegenheit, Fassung 2" in text
    assert "unterschrieben ist nur Fassung 1" in text
    assert Declaration.objects.get().text == first


def test_the_same_wording_is_no_new_version(cast: Cast) -> None:
    by = cast.user(Role.COORDINATOR)
    PublishText(by=by, kind="secrecy", text="Ich schweige.").run()
    with pytest.raises(InputError, match="counts already"):
        PublishText(by=by, kind="secrecy", text=" Ich  schweige. ").run()


def test_volunteers_see_what_they_have_signed(cast: Cast, site: None) -> None:
    text = PublishText(by=cast.user(Role.COORDINATOR), kind="privacy", text="Ich gebe nichts weiter.").run()
    own = make_volunteer(user=cast.user(Role.VOLUNTEER))
    Declaration.objects.create(volunteer=own, text=text, signed_on="2026-02-03")
    shown = cast.client(Role.VOLUNTEER).get(own.get_absolute_url()).text
    assert "unterschrieben am 3. Februar 2026" in shown
