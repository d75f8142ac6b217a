"""Consent is recorded beside the wording, and the office sees whom to ask again."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.models import Consent, ConsentText
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db

GIVEN = {"language": "de", "title": "Rundbrief", "text": "Ich möchte den Rundbrief."}


def test_from_a_new_purpose_to_a_withdrawn_consent(cast: Cast, site: None) -> None:
    client, person = cast.client(Role.COORDINATOR), make_person()
    client.post(reverse("actors:consent_text_add"), {**GIVEN, "purpose": "rundbrief"})
    text = ConsentText.objects.get()
    recording = reverse("actors:consent_add", kwargs={"person": person.pk})
    assert f"?text={text.pk}" in client.get(recording).text
    shown = client.get(f"{recording}?text={text.pk}").text
    assert "Ich möchte den Rundbrief." in shown
    client.post(f"{recording}?text={text.pk}", {"way": "paper", "day": "2026-01-02"})
    consent = Consent.objects.get()
    assert (consent.way, consent.given_at.date().isoformat()) == ("paper", "2026-01-02")
    assert (
        "schon festgehalten" in client.post(f"{recording}?text={text.pk}", {"way": "paper", "day": "2026-01-02"}).text
    )

    new_version = reverse("actors:consent_version_add", kwargs={"purpose": "rundbrief"})
    assert "Ich möchte den Rundbrief." in client.get(new_version).text
    client.post(new_version, {**GIVEN, "text": "Ich möchte gern den Rundbrief."})
    purpose = client.get(reverse("actors:consent_purpose", kwargs={"purpose": "rundbrief"})).text
    assert "<ins>gern</ins>" in purpose
    assert person.get_absolute_url() in purpose
    assert "neue Fassung" in client.get(person.get_absolute_url()).text

    withdrawing = reverse("actors:consent_withdraw", kwargs={"consent": consent.pk})
    assert "gilt ab jetzt nicht mehr" in client.get(withdrawing).text
    client.post(withdrawing)
    assert "widerrufen am" in client.get(person.get_absolute_url()).text


def test_a_translation_joins_the_newest_version(cast: Cast, site: None) -> None:
    client = cast.client(Role.HEAD_OF_OFFICE)
    ConsentText.objects.create(purpose="rundbrief", version=1, **GIVEN)
    address = reverse("actors:consent_version_add", kwargs={"purpose": "rundbrief"})
    client.post(f"{address}?uebersetzung=1", {**GIVEN, "language": "ar"})
    assert set(ConsentText.objects.values_list("version", "language")) == {(1, "de"), (1, "ar")}
    assert "gibt es den Text schon" in client.post(f"{address}?uebersetzung=1", {**GIVEN, "language": "ar"}).text


def test_a_text_can_be_worded_in_plain_german_beside_german(cast: Cast, site: None) -> None:
    client = cast.client(Role.HEAD_OF_OFFICE)
    ConsentText.objects.create(purpose="rundbrief", version=1, **GIVEN)
    address = reverse("actors:consent_version_add", kwargs={"purpose": "rundbrief"})
    client.post(f"{address}?uebersetzung=1", {**GIVEN, "language": "de-simple"})
    assert set(ConsentText.objects.values_list("version", "language")) == {(1, "de"), (1, "de-simple")}
    shown = client.get(reverse("actors:consent_purpose", kwargs={"purpose": "rundbrief"})).text
    assert "Deutsch in einfacher Sprache: Rundbrief" in shown
    assert 'lang="de-simple"' in shown


def test_staff_read_the_texts_and_others_do_not(cast: Cast, site: None) -> None:
    ConsentText.objects.create(purpose="rundbrief", version=1, **GIVEN)
    for role in Role:
        seen = cast.client(role).get(reverse("actors:consent_texts")).status_code
        assert seen == (403 if role in {Role.VOLUNTEER, Role.ORGANISATION_MEMBER} else 200)
    editor = cast.client(Role.EDITOR)
    assert editor.post(reverse("actors:consent_text_add"), {**GIVEN, "purpose": "neu-1"}).status_code == 403


def test_an_unknown_purpose_is_not_there(cast: Cast, site: None) -> None:
    client = cast.client(Role.COORDINATOR)
    for name in ("consent_purpose", "consent_version_add"):
        assert client.get(reverse(f"actors:{name}", kwargs={"purpose": "nichts"})).status_code == 404
