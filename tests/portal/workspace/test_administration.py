"""Django's administration pages are a window for administrators: nothing is written there, and people are not shown."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from tests.cast import Cast

from teilhabe.actors.models import Person
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role
from teilhabe.portal.workspace.administration import Window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

INDEX = "/de/buero/verwaltung/daten/"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_get_in(cast: Cast, role: Role) -> None:
    assert cast.client(role).get(INDEX).status_code == 403


def test_strangers_are_led_to_our_own_sign_in() -> None:
    assert Client().get(INDEX)["Location"].partition("?")[0].startswith("/de/konto/")


def test_every_page_is_a_window_and_none_shows_people(cast: Cast) -> None:
    assert all(isinstance(each, Window) for each in admin.site._registry.values())
    assert Person not in admin.site._registry


def test_administrators_see_every_list_and_every_row(cast: Cast) -> None:
    client = cast.client(Role.ADMINISTRATOR)
    assert "Ansehen, nicht ändern" in client.get(INDEX).content.decode()
    for model in admin.site._registry:
        assert client.get(f"{INDEX}{model._meta.app_label}/{model._meta.model_name}/").status_code == 200
    user = cast.user(Role.ADMINISTRATOR)
    page = client.get(f"{INDEX}users/user/{user.pk}/change/").content.decode()
    assert user.email in page
    assert user.password not in page
    assert "argon2" not in page


def test_nothing_can_be_written(cast: Cast) -> None:
    client = cast.client(Role.ADMINISTRATOR)
    row = f"{INDEX}users/organisation/{cast.organisation.pk}/"
    for address in (f"{INDEX}users/organisation/add/", f"{row}change/", f"{row}delete/"):
        assert client.post(address, {"name": "Anders", "post": "yes"}).status_code == 403
    client.post(
        f"{INDEX}users/organisation/", {"action": "delete_selected", "_selected_action": [cast.organisation.pk]}
    )
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Verein Probe", "Verein Fremd"}


@pytest.mark.parametrize("page", ["login/", "logout/", "password_change/"])
def test_what_our_accounts_do_themselves_has_no_address_here(cast: Cast, page: str) -> None:
    assert cast.client(Role.ADMINISTRATOR).get(f"{INDEX}{page}").status_code == 404
