"""Doubles are looked through, merged, told apart and taken back on pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.actors.duplicates.people import person
from tests.cast import Cast

from teilhabe.actors.duplicates.jobs import find_duplicates
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.models import Merge, Person
from teilhabe.core.extensions import NAVIGATION, WAITING
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
MOBILE = ("mobile", "0171 3920001")


@pytest.fixture
def pair() -> PossibleDuplicate:
    person("Mohammed", "Karimi", MOBILE)
    person("Muhammad", "Karimi", MOBILE, note="Kommt dienstags.")
    find_duplicates.call()
    return PossibleDuplicate.objects.get()


def test_the_list_shows_both_entries_and_why(
    cast: Cast, pair: PossibleDuplicate, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(15):
        text = client.get(reverse("actors:duplicates")).content.decode()
    assert "Mohammed Karimi" in text
    assert "Muhammad Karimi" in text
    assert "gleiche Telefonnummer, Name fast gleich" in text


def test_coordination_is_told_how_many_pairs_wait_and_others_are_not(cast: Cast, pair: PossibleDuplicate) -> None:
    waiting = {each.label: each.count for each in WAITING.collect(cast.user(Role.COORDINATOR))}
    assert waiting["vielleicht doppelter Eintrag"] == 1
    labels = {each.label for each in NAVIGATION.collect(cast.user(Role.EDITOR))}
    assert not labels & {"Doppelte Einträge", "Personen übernehmen"}


def test_a_merge_is_chosen_done_and_undone(cast: Cast, pair: PossibleDuplicate) -> None:
    client = cast.client(Role.COORDINATOR)
    address = reverse("actors:merge", args=[pair.first_id, pair.second_id])
    page = client.get(address).content.decode()
    assert "Welche Angabe stimmt?" in page
    names = {pair.first.given_name, pair.second.given_name}
    shown = client.post(address, {"given_name": "merged", "note": "merged"}, follow=True).content.decode()
    pair.first.refresh_from_db()
    assert pair.first.given_name in names
    assert "Rückgängig machen" in shown
    assert "Zuletzt zusammengeführt" in shown
    undo = reverse("actors:undo_merge", args=[Merge.objects.get().pk])
    assert "mit den Angaben" in client.get(undo).content.decode()
    client.post(undo)
    assert set(Person.objects.values_list("given_name", flat=True)) == names
    assert not Merge.objects.filter(undone_at=None).exists()


def test_the_page_of_the_merged_entry_leads_to_the_kept_one(cast: Cast, pair: PossibleDuplicate) -> None:
    client = cast.client(Role.COORDINATOR)
    client.post(reverse("actors:merge", args=[pair.first_id, pair.second_id]), {"given_name": "kept", "note": "kept"})
    answer = client.get(pair.second.get_absolute_url())
    assert answer.status_code == 302
    assert answer["Location"] == pair.first.get_absolute_url()
    assert client.get(reverse("actors:merge", args=[pair.first_id, pair.second_id])).status_code == 302


def test_two_people_are_told_apart_and_the_decision_taken_back(cast: Cast, pair: PossibleDuplicate) -> None:
    client = cast.client(Role.COORDINATOR)
    address = reverse("actors:tell_apart", args=[pair.pk])
    client.post(address)
    client.get(reverse("actors:duplicates"))  # shows the message once
    assert "Mohammed" not in client.get(reverse("actors:duplicates")).content.decode()
    assert "Mohammed" in client.get(f"{reverse('actors:duplicates')}?entschieden=1").content.decode()
    client.post(address, {"take_back": "1"})
    pair.refresh_from_db()
    assert pair.are_two_people_since is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ORGANISATION_MEMBER, Role.VOLUNTEER])
def test_nobody_else_sees_doubles_or_merges(cast: Cast, pair: PossibleDuplicate, role: Role) -> None:
    client = cast.client(role)
    for name, arguments in (
        ("actors:duplicates", []),
        ("actors:merge", [pair.first_id, pair.second_id]),
        ("actors:import", []),
        ("actors:person_card", [pair.first_id]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code in (403, 404), name
    assert client.post(reverse("actors:tell_apart", args=[pair.pk])).status_code == 403
