"""Every three months an organisation is asked, and whoever does not answer pauses after another month."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Cast
from tests.engagement.rows import make_opportunity

from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.jobs import keep_fresh
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.rules.periods import later

pytestmark = pytest.mark.django_db


def stale(cast: Cast, days: int) -> Opportunity:
    cast.user(Role.ORGANISATION_MEMBER)
    return make_opportunity(cast.organisation, checked_on=timezone.localdate() - timedelta(days=days))


def test_after_three_months_the_organisation_is_asked_once(cast: Cast) -> None:
    days = (timezone.localdate() - later(timezone.localdate(), months=-3)).days
    stale(cast, days - 1)
    keep_fresh.func()
    assert not Message.objects.exists()
    stale(cast, days)
    keep_fresh.func()
    keep_fresh.func()
    assert Message.objects.count() == 1


def test_the_link_of_the_mail_confirms_only_when_the_button_is_pressed(cast: Cast, client: Client) -> None:
    made = stale(cast, 100)
    keep_fresh.func()
    link = next(word for word in Message.objects.get().body.split() if "stimmt-noch" in word)
    assert "Ja, stimmt noch" in client.get(link).content.decode()
    made.refresh_from_db()
    assert made.asked_at is not None
    assert "Danke" in client.post(link).content.decode()
    made.refresh_from_db()
    assert (made.asked_at, made.checked_on) == (None, timezone.localdate())


def test_a_forged_link_leads_nowhere(client: Client) -> None:
    assert client.get("/de/buero/einsatzmoeglichkeiten/stimmt-noch/1:abc:def/").status_code == 404


def test_without_an_answer_it_pauses_after_a_month(cast: Cast) -> None:
    made = stale(cast, 130)
    month = (timezone.localdate() - later(timezone.localdate(), months=-1)).days
    for days, state in ((month - 1, "open"), (month, "paused")):
        Opportunity.objects.filter(pk=made.pk).update(asked_at=timezone.now() - timedelta(days=days))
        keep_fresh.func()
        made.refresh_from_db()
        assert made.state == state
