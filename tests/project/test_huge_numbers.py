"""A number that no database can keep names nothing: pages and forms say so, and none of them fails."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.core.access.test_matrix import ARGUMENTS
from tests.outreach.items import make_item

from teilhabe.core.access.checks import Route, routes
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import InfoItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
HUGE = (2**63, 10**30)
PARAMETERS = ("page", "id", "view", "item", "variant", "from", "to", "picture", "job", "owner", "year", "id__in")


def _numbered() -> list[str]:
    return [
        reverse(route.name, kwargs={name: _argument(route, name) for name in route.parameters})
        for route in routes()
        if "<int:" in route.pattern and not route.name.startswith("admin:")
    ]


def _argument(route: Route, name: str) -> object:
    known = ARGUMENTS.get(name, 1)
    return HUGE[1] if f"<int:{name}>" in route.pattern or callable(known) else known


def test_in_an_address_it_names_no_page(cast: Cast) -> None:
    client = cast.client(Role.HEAD_OF_OFFICE)
    met = {address: {client.get(address).status_code, client.post(address).status_code} for address in _numbered()}
    assert len(met) > 50
    assert {address: codes for address, codes in met.items() if not codes <= {302, 403, 404, 405}} == {}


def test_in_what_is_asked_of_a_page_it_is_no_failure(cast: Cast) -> None:
    office, administration = cast.client(Role.HEAD_OF_OFFICE), cast.client(Role.ADMINISTRATOR)
    met = {
        route.name: client.get(reverse(route.name), dict.fromkeys(PARAMETERS, HUGE[1])).status_code
        for route in routes()
        if not route.parameters
        for client in [administration if route.name.startswith("admin:") else office]
    }
    assert len(met) > 60
    assert {name: code for name, code in met.items() if code >= 500} == {}


@pytest.mark.parametrize("huge", HUGE)
def test_ticked_in_a_form_it_is_no_valid_choice(cast: Cast, huge: int) -> None:
    place = make_item(cast, kind=InfoItem.Kind.PLACE)
    sent = {"contacts": [huge], "address": huge, "hours": huge}
    answer = cast.client(Role.HEAD_OF_OFFICE).post(reverse("content:place", args=[place.pk]), sent)
    assert set(answer.context["form"].errors) == {"contacts", "address", "hours"}


@pytest.mark.parametrize("huge", HUGE)
def test_among_other_numbers_only_they_count(cast: Cast, huge: int) -> None:
    item = make_item(cast)
    assert list(InfoItem.objects.filter(pk__in=[huge, item.pk, -huge - 1])) == [item]
    assert not InfoItem.objects.filter(pk__in=[huge]).exists()
    assert item in InfoItem.objects.exclude(pk__in=[huge])
