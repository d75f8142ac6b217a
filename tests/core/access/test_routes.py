"""A route lets in whom it declares; an undeclared one lets in nobody and fails the check."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import clear_url_caches, path
from tests.cast import Cast

from teilhabe.actors.models import Affiliation, Consent, Person
from teilhabe.core.access.policy import CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, public, signed_in, staff
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


def _hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def _organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return HttpResponse(organisation.name)


def _affiliation(request: HttpRequest, affiliation: Affiliation) -> HttpResponse:
    return HttpResponse(affiliation.function)


def _forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=403)


def _missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


def _name(request: HttpRequest, person: Person) -> HttpResponse:
    return HttpResponse(person.family_name)


@pytest.fixture(autouse=True)
def routes() -> Iterator[None]:
    """A site of routes of each kind."""
    urls = ModuleType("urls")
    urls.handler403, urls.handler404 = _forbidden, _missing
    urls.urlpatterns = [
        path("login", public(_hello), name="account_login"),
        path("public", public(_hello)),
        path("own", signed_in(_hello)),
        path("staff", staff(_hello)),
        path("list", permitted(Person)(_hello)),
        path("see/<person>", permitted(Person, VIEW, key="person")(_name)),
        path("change/<person>", permitted(Person, CHANGE, key="person")(_name)),
        path("agree/<person>", permitted(Person, CHANGE, key="person", makes=Consent)(_name)),
        path("organisation/<organisation>", permitted(Organisation, VIEW, key="organisation")(_organisation)),
        path("remove/<affiliation>", permitted(Affiliation, DELETE, key="affiliation")(_affiliation)),
        path("forgotten", _hello),
    ]
    with override_settings(ROOT_URLCONF=urls):
        clear_url_caches()
        yield
    clear_url_caches()


@pytest.fixture
def ours(cast: Cast) -> Person:
    person = Person.objects.create(family_name="Unser")
    Affiliation.objects.create(person=person, organisation=cast.organisation)
    return person


def _status(client: Client, address: str) -> int:
    return client.get(address).status_code


@pytest.mark.parametrize("address", ["/own", "/staff", "/list"])
def test_strangers_are_led_to_the_sign_in_page_and_back(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Location"]) == (302, f"/login?next={address}")


def test_everybody_enters_what_is_public() -> None:
    assert _status(Client(), "/public") == 200


def test_members_and_volunteers_are_no_staff(cast: Cast) -> None:
    assert _status(cast.client(Role.EDITOR), "/staff") == 200
    assert _status(cast.client(Role.VOLUNTEER), "/staff") == 403
    assert _status(cast.client(Role.ORGANISATION_MEMBER), "/staff") == 403


def test_the_policy_decides_who_enters_a_list(cast: Cast) -> None:
    assert _status(cast.client(Role.COORDINATOR), "/list") == 200
    assert _status(cast.client(Role.EDITOR), "/list") == 403


def test_the_view_receives_the_row_itself(cast: Cast, ours: Person) -> None:
    response = cast.client(Role.COORDINATOR).get(f"/see/{ours.pk}")
    assert response.content == b"Unser"


def test_a_foreign_row_does_not_exist(cast: Cast) -> None:
    member = cast.client(Role.ORGANISATION_MEMBER)
    home, elsewhere = f"/organisation/{cast.organisation.pk}", f"/organisation/{cast.other_organisation.pk}"
    assert (_status(member, home), _status(member, elsewhere)) == (200, 404)


def test_a_row_that_may_be_seen_but_not_changed_is_forbidden(cast: Cast) -> None:
    """An editor who is a member too keeps the organisations; a member alone sees people and removes none of them."""
    assert _status(cast.client(Role.EDITOR), f"/organisation/{cast.other_organisation.pk}") == 200
    affiliation = Affiliation.objects.create(
        person=Person.objects.create(family_name="Unser"), organisation=cast.organisation
    )
    assert _status(cast.client(Role.ORGANISATION_MEMBER), f"/remove/{affiliation.pk}") == 403


def test_a_page_that_adds_to_a_row_asks_for_both(cast: Cast) -> None:
    """A volunteer changes their own entry, but consents are noted by the office."""
    own = Person.objects.create(family_name="Unser", user=cast.user(Role.VOLUNTEER))
    assert _status(cast.client(Role.VOLUNTEER), f"/change/{own.pk}") == 200
    assert _status(cast.client(Role.VOLUNTEER), f"/agree/{own.pk}") == 403
    assert _status(cast.client(Role.COORDINATOR), f"/agree/{own.pk}") == 200


def test_a_key_that_cannot_exist_is_not_found(cast: Cast) -> None:
    assert _status(cast.client(Role.COORDINATOR), "/see/nonsense") == 404


def test_an_undeclared_route_lets_in_nobody_and_fails_the_check(cast: Cast) -> None:
    assert _status(Client(), "/forgotten") == 403
    assert _status(cast.client(Role.ADMINISTRATOR), "/forgotten") == 403
    assert [(found.id, "forgotten" in found.msg) for found in run_checks(tags=["access"])] == [("access.E001", True)]
