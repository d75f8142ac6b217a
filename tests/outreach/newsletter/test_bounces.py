"""Mails that come back: counted once, ended by their kind, forgiven once one arrives."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.outreach.newsletter.conftest import dispatch, reader

from teilhabe.outreach.inbox.extensions import BOUNCES, ERRANDS, Bounce
from teilhabe.outreach.newsletter.bounces import forgive
from teilhabe.outreach.newsletter.models import Delivery, Subscription

pytestmark = pytest.mark.django_db
UNKNOWN_ADDRESS, FULL, OTHER = "5.1.1", "5.2.2", "5.5.0"


def _sent(subscription: Subscription, days_ago: int = 0) -> Delivery:
    made = dispatch()
    return Delivery.objects.create(
        dispatch=made,
        subscription=subscription,
        message_id=f"<{made.pk}@probe.example>",
        sent_at=timezone.now() - timedelta(days=days_ago),
    )


def _come_back(delivery: Delivery, status: str, *, is_permanent: bool = True) -> list[str]:
    ids = ("<somebody-elses@probe.example>", delivery.message_id)
    return BOUNCES.collect(Bounce(ids, delivery.subscription.address, status, is_permanent))


@pytest.mark.parametrize(("status", "most"), [(UNKNOWN_ADDRESS, 1), (OTHER, 3), ("", 3), (FULL, 5), ("4.4.7", 5)])
def test_a_subscription_ends_after_as_many_as_its_kind_allows(status: str, most: int) -> None:
    amal = reader("amal")
    for time in range(most):
        amal.refresh_from_db()
        assert amal.is_active
        _come_back(_sent(amal, days_ago=most - time), status)
    amal.refresh_from_db()
    assert amal.ending == Subscription.Ending.BOUNCED


def test_the_same_report_ten_times_is_one() -> None:
    amal = reader("amal")
    delivery = _sent(amal)
    for _time in range(10):
        assert len(_come_back(delivery, OTHER)) == 1
    amal.refresh_from_db()
    assert (amal.bounces, amal.is_active) == (1, True)


def test_a_report_that_the_server_still_tries_changes_nothing() -> None:
    delivery = _sent(reader("amal"))
    assert len(_come_back(delivery, "4.4.1", is_permanent=False)) == 1
    delivery.refresh_from_db()
    assert delivery.bounced_at is None


def test_a_mail_that_is_none_of_ours_is_nothing_of_ours() -> None:
    assert BOUNCES.collect(Bounce(("<fremd@probe.example>",), "amal@probe.example", OTHER, is_permanent=True)) == []


def test_a_mail_with_the_words_of_the_header_ends_the_subscription_and_no_other_mail_does() -> None:
    amal, oksana = reader("amal"), reader("oksana")
    for line in (f"unsubscribe {oksana.token}x", f"Re: Neues {oksana.token}", "unsubscribe"):
        ERRANDS.collect(line)
    for _time in range(3):
        assert len(ERRANDS.collect(f"AW: unsubscribe {amal.token}")) == 1
    assert [each.is_active for each in Subscription.objects.order_by("pk")] == [False, True]


def test_whose_last_mail_arrived_begins_anew() -> None:
    arrived, failing = reader("amal"), reader("oksana")
    for each in (arrived, failing):
        _come_back(_sent(each, days_ago=9), OTHER)
    _sent(arrived, days_ago=2)
    forgive()
    assert list(Subscription.objects.order_by("pk").values_list("bounces", flat=True)) == [0, 1]
