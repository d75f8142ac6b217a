"""The pages of moderation: for one entry, for evidence, and what the public reads."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.outreach.moderation.test_actions import HATE, said, told

from teilhabe.core.users.roles import Role
from teilhabe.outreach.moderation.actions import HideEntry
from teilhabe.outreach.moderation.models import Evidence

__all__ = ["told"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_an_editor_hides_by_one_form_and_takes_it_back(cast: Cast, told: object) -> None:
    entry, client = said(), cast.client(Role.EDITOR)
    page = f"/de/buero/beweise/beitrag/{entry.pk}/"
    assert "Verbergen und sichern" in client.get(page).content.decode()
    answer = client.post(f"{page}sichern/", {"reason": "hate", "note": "", "hide": "1"}, follow=True)
    assert "Verborgen und gesichert." in answer.content.decode()
    evidence = Evidence.objects.get()
    shown = client.get(f"/de/buero/beweise/{evidence.pk}/").content.decode()
    assert evidence.digest in shown
    assert "unverändert" in shown
    client.post(f"{page}zeigen/")
    entry.refresh_from_db()
    assert entry.hidden_at is None


def test_what_was_typed_stays_where_it_could_not_be_done(cast: Cast, told: object) -> None:
    entry, client = said(), cast.client(Role.EDITOR)
    page = f"/de/buero/beweise/beitrag/{entry.pk}/"
    assert "Dieses Feld ist zwingend" in client.post(f"{page}sichern/", {"note": "Notiz"}).content.decode()
    same = client.post(f"{page}entfernen/", {"text": entry.text}).content.decode()
    assert "unverändert" in same
    assert not Evidence.objects.exists()


def test_deleting_asks_first(cast: Cast, told: list[tuple[str, bool]]) -> None:
    entry, client = said(), cast.client(Role.EDITOR)
    HideEntry(by=cast.user(Role.EDITOR), entry=entry, reason="hate").run()
    page = f"/de/buero/beweise/beitrag/{entry.pk}/loeschen/"
    assert "Für immer löschen" in client.get(page).content.decode()
    assert told == [("tell", True)]
    client.post(page)
    assert told[-1] == ("delete", True)


def test_evidence_is_passed_on_and_altered_evidence_says_so(cast: Cast, told: object) -> None:
    client = cast.client(Role.HEAD_OF_OFFICE)
    evidence = HideEntry(by=cast.user(Role.EDITOR), entry=said(), reason="hate").run()
    client.post(f"/de/buero/beweise/{evidence.pk}/weitergeben/", {"path": "police", "note": "Az. 1"})
    assert "Polizei" in client.get(f"/de/buero/beweise/{evidence.pk}/").content.decode()
    Evidence.objects.update(text="anders")
    assert "verändert: Die Prüfsumme" in client.get(f"/de/buero/beweise/{evidence.pk}/").content.decode()


def test_the_list_of_evidence_asks_the_database_a_fixed_number_of_questions(
    cast: Cast, told: object, django_assert_max_num_queries: object
) -> None:
    client = cast.client(Role.EDITOR)
    for _number in range(20):
        HideEntry(by=cast.user(Role.EDITOR), entry=said(), reason="hate").run()
    client.get("/de/buero/beweise/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture without a type
        shown = client.get("/de/buero/beweise/?reason=hate").content.decode()
    assert shown.count(HATE) == 20


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VOLUNTEER, Role.AUDITOR])
def test_nobody_else_sees_evidence(cast: Cast, told: object, role: Role) -> None:
    evidence = HideEntry(by=cast.user(Role.EDITOR), entry=said(), reason="hate").run()
    for address in ("/de/buero/beweise/", f"/de/buero/beweise/{evidence.pk}/"):
        assert cast.client(role).get(address).status_code in (403, 404)


@pytest.mark.parametrize(("language", "word"), [("de", "Netiquette"), ("ar", "آداب"), ("de-simple", "höflich")])
def test_everybody_reads_the_netiquette_in_their_language(cast: Cast, language: str, word: str) -> None:
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    with translation.override(language):
        address = reverse("netiquette")
    assert word in Client().get(address).content.decode()
