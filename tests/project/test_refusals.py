"""Who is refused a page reads why, in whole sentences, and finds the way back."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import Cast

from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said", "back"),
    [
        ("/de/buero/protokoll/", "gehört nicht zu Ihren Aufgaben", "/de/buero/"),
        ("/en/office/log/", "not part of your tasks", "/en/office/"),
    ],
)
def test_a_page_for_others_says_so_and_leads_back(site: None, cast: Cast, address: str, said: str, back: str) -> None:
    response = cast.client(Role.COORDINATOR).get(address)
    assert response.status_code == 403
    page = response.content.decode()
    assert said in page
    assert f'class="go" href="{back}"' in page


def test_a_form_that_expired_says_that_nothing_was_saved(site: None, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.client(Role.COORDINATOR).cookies
    response = client.post("/de/buero/personen/neu/", {"family_name": "Ohne"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Gespeichert wurde nichts" in page
    assert 'class="go" href="/de/buero/"' in page
