"""In a demonstration one click signs in as an invented person; anywhere else that address does not exist."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast
from tests.core.accounts.signing_in import is_signed_in

from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

INVENTED = "coordinator@musterstadt.example"


@pytest.fixture
def invented(db: None) -> User:
    user = User.objects.create_user(INVENTED, name="Anna Muster")
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    return user


def test_one_click_signs_in(invented: User, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    page = client.get(reverse("account_login")).content.decode()
    assert "Anna Muster" in page
    assert "Ehrenamtskoordination" in page
    client.post(reverse("account_demonstration"), {"email": INVENTED})
    assert is_signed_in(client)
    assert client.get(reverse("workspace:start")).status_code == 200


def test_real_people_are_neither_shown_nor_signed_in(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    real = cast.user(Role.COORDINATOR)
    assert real.name not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("account_demonstration"), {"email": real.email}).status_code == 404
    assert not is_signed_in(client)


def test_outside_of_a_demonstration_nothing_of_it_exists(invented: User, client: Client) -> None:
    assert "Anna Muster" not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("account_demonstration"), {"email": INVENTED}).status_code == 404
    assert not is_signed_in(client)
