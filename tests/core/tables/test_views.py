"""A user keeps what a list shows under a name, finds it again, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.core.tables.lists import make_organisations

from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.roles import Role

LIST = "/probe/organisationen/"
DATA = {"name": "Ruhende", "table": "probe-organisations", "query": "active=0&sort=-name", "back": LIST}


@pytest.fixture
def client(cast: Cast) -> Client:
    make_organisations(3)
    return cast.client(Role.COORDINATOR)


def save(client: Client, **data: str) -> str:
    return client.post(reverse("tables:save_view"), {**DATA, **data}, follow=True).content.decode()


def test_a_view_shows_the_same_again(client: Client) -> None:
    page = save(client)
    assert "Die Ansicht „Ruhende“ ist gespeichert." in page
    assert '<a href="?active=0&amp;sort=-name" aria-current="page">Ruhende</a>' in page
    assert "Verein 00000" in page
    assert "Verein 00001" not in page
    assert (
        "aria-current"
        not in client.get(f"{LIST}?active=1").content.decode().split('class="views"')[1].split("</nav>")[0]
    )


def test_the_same_choice_in_another_order_is_the_same_view(client: Client) -> None:
    save(client)
    assert 'aria-current="page">Ruhende' in client.get(f"{LIST}?sort=-name&q=&active=0&page=1").content.decode()


def test_a_name_that_is_taken_is_replaced_after_a_question(client: Client) -> None:
    save(client)
    page = save(client, name=" ruhende ", query="active=1")
    assert "Ansicht „Ruhende“ ersetzen?" in page
    assert SavedView.objects.get().query == DATA["query"]
    save(client, name="ruhende", query="active=1", replace="1")
    assert (SavedView.objects.get().name, SavedView.objects.get().query) == ("Ruhende", "active=1")


def test_twenty_views_are_enough(client: Client) -> None:
    for number in range(20):
        save(client, name=f"Ansicht {number}")
    assert "Sie haben schon 20 Ansichten" in save(client, name="Noch eine")
    assert SavedView.objects.count() == 20


def test_a_view_needs_a_name(client: Client) -> None:
    assert "Bitte geben Sie der Ansicht einen Namen." in save(client, name="   ")


def test_a_view_is_renamed_and_deleted_after_a_question(client: Client) -> None:
    save(client)
    save(client, name="Andere", query="active=1")
    view = SavedView.objects.get(name="Ruhende")
    address = f"{reverse('tables:view', kwargs={'view': view.pk})}?back={LIST}"
    assert "schon eine Ansicht mit dem Namen „andere“" in client.post(address, {"name": "andere"}).content.decode()
    assert client.post(address, {"name": "Schlafende"}).headers["Location"] == f"{LIST}?{DATA['query']}"
    delete = f"{reverse('tables:delete_view', kwargs={'view': view.pk})}?back={LIST}"
    assert "Ansicht „Schlafende“ löschen?" in client.get(delete).content.decode()
    assert client.post(delete).headers["Location"] == LIST
    assert [each.name for each in SavedView.objects.all()] == ["Andere"]


def test_views_of_others_cannot_be_seen_or_touched(client: Client, cast: Cast) -> None:
    save(client)
    view, other = SavedView.objects.get(), cast.client(Role.HEAD_OF_OFFICE)
    assert "Ruhende" not in other.get(LIST).content.decode()
    for name in ("tables:view", "tables:delete_view"):
        assert other.post(reverse(name, kwargs={"view": view.pk}), {"name": "Meins"}).status_code == 404
    assert SavedView.objects.get().name == "Ruhende"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org", ""])
def test_the_way_back_never_leads_away_from_the_site(client: Client, back: str) -> None:
    response = client.post(reverse("tables:save_view"), {**DATA, "back": back})
    assert response.headers["Location"].startswith("/de/")
