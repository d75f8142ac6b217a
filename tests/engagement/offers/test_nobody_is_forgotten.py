"""Every open offer is on somebody's list of today, or has a day on which it will be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from tests.cast import Cast

from teilhabe.core.extensions import WAITING
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.selectors import offers_of
from teilhabe.engagement.offers.slots import offers_waiting
from teilhabe.engagement.offers.tables import OFFER_LIST

pytestmark = pytest.mark.django_db
DAYS = (None, -40, -1, 0, 1, 90)


def _offer(state: str, keeper: User | None, follow_up_in: int | None, due_in: int) -> Offer:
    today = localdate()
    return Offer.objects.create(
        text="Zeit",
        state=state,
        assigned_to=keeper,
        follow_up_on=None if follow_up_in is None else today + timedelta(days=follow_up_in),
        due_on=today + timedelta(days=due_in),
    )


def _waiting_for(user: User) -> set[int]:
    """The keys of the offers behind the entries of the start page, as their links find them."""
    found: set[int] = set()
    for entry in WAITING.collect(user):
        if entry.count and "angebote" in entry.address:
            rows = _behind(user, entry.address)
            assert len(rows) >= entry.count
            found |= rows
    return found


def _behind(user: User, address: str) -> set[int]:
    query = dict(each.split("=") for each in address.partition("?")[2].split("&"))
    rows = offers_of(user)
    for each in OFFER_LIST.filters:
        condition = each.condition(query)
        rows = rows.filter(condition) if condition is not None else rows
    return set(rows.values_list("pk", flat=True))


def _keepers(cast: Cast) -> list[User | None]:
    gone = User.objects.create_user("weg@probe.example", name="Weg", is_active=False)
    moved = cast.user(Role.EDITOR)
    return [None, cast.user(Role.COORDINATOR), gone, moved]


def test_every_open_offer_is_in_somebodys_sight_or_has_a_day(cast: Cast) -> None:
    """One at a time, so that no other one lends it its place on a list."""
    users = cast.user(Role.COORDINATOR), cast.user(Role.HEAD_OF_OFFICE)
    forgotten = []
    for state, keeper, days, due in product(Offer.OPEN, _keepers(cast), DAYS, (-30, 0, 5)):
        if state == Offer.State.WAITING and days is None:
            continue  # the database refuses it
        offer = _offer(state, keeper, days, due)
        is_told = any(entry.count for user in users for entry in offers_waiting(user))
        if not is_told and not (days is not None and days > 0):
            forgotten.append((state, keeper, days, due))
        offer.delete()
    assert forgotten == []


def test_no_offer_waits_for_a_task_without_a_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _offer(Offer.State.WAITING, None, None, 0)


def test_what_is_put_off_comes_back_on_its_day(cast: Cast) -> None:
    coordinator = cast.user(Role.COORDINATOR)
    offer = _offer(Offer.State.WAITING, None, 5, 0)
    assert not [each for each in WAITING.collect(coordinator) if each.count and "angebote" in each.address]
    Offer.objects.filter(pk=offer.pk).update(follow_up_on=localdate())
    assert offer.pk in _waiting_for(coordinator)


def test_the_head_of_office_learns_what_stays_undone_whoever_looks_after_it(cast: Cast) -> None:
    head = cast.user(Role.HEAD_OF_OFFICE)
    offer = _offer(Offer.State.CONTACT, cast.user(Role.COORDINATOR), None, -10)
    assert offer.pk not in _waiting_for(head)
    Offer.objects.filter(pk=offer.pk).update(due_on=localdate() - timedelta(days=15))
    assert offer.pk in _waiting_for(head)
    assert [each.is_urgent for each in WAITING.collect(head) if "angebote/?escalated" in each.address] == [True]


def test_what_is_done_waits_for_nobody(cast: Cast) -> None:
    Offer.objects.create(text="Zeit", state=Offer.State.PLACED, due_on=date(2020, 1, 1), closed_at=timezone.now())
    assert _waiting_for(cast.user(Role.COORDINATOR)) == set()
    assert _waiting_for(cast.user(Role.HEAD_OF_OFFICE)) == set()
