"""Owners are reminded once of each date, of all of theirs in one mail, in their own language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import make_item

from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.checking import CheckLater, next_check
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.jobs import remind_owners
from teilhabe.outreach.content.keys import key_of
from teilhabe.outreach.content.models import Fact


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_owner_gets_one_mail_about_items_and_facts_and_none_again(cast: Cast) -> None:
    owner = cast.user(Role.EDITOR)
    items = [make_item(cast, f"Seite in {days} Tagen", owner=owner, check_by=_in(days)) for days in (-3, 14, 15)]
    fact = {"key": "tel", "name": "Telefon Kita", "kind": "text", "value": {"text": "1"}}
    Fact.objects.create(**fact, owner=owner, check_by=_in(1))
    make_item(cast, "Von niemandem", check_by=_in(1))
    for _day in range(2):
        remind_owners.call()
    mail = Message.objects.get()
    assert mail.to == owner.email
    assert all(words in mail.body for words in ("Seite in -3 Tagen", "Seite in 14 Tagen", "Telefon Kita"))
    assert "15 Tagen" not in mail.body
    assert "Von niemandem" not in mail.body
    assert items[0].get_absolute_url() in mail.body


def test_a_new_date_is_worth_a_new_mail(cast: Cast) -> None:
    owner = cast.user(Role.EDITOR)
    item = make_item(cast, owner=owner, check_by=_in(1))
    remind_owners.call()
    CheckLater(by=owner, item=item, check_by=_in(3)).run()
    remind_owners.call()
    assert Message.objects.count() == 2


def test_nobody_is_reminded_who_cannot_sign_in_or_of_what_is_withdrawn(cast: Cast) -> None:
    left, head = cast.user(Role.HEAD_OF_OFFICE), cast.user(Role.EDITOR)
    make_item(cast, owner=left, check_by=_in(1))
    WithdrawItem(by=head, item=make_item(cast, owner=head, check_by=_in(1))).run()
    User.objects.filter(pk=left.pk).update(is_active=False)
    remind_owners.call()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 1, 31), date(2026, 7, 31)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_the_next_check_is_half_a_year_later(day: date, then: date) -> None:
    assert next_check(day) == then


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Größere Straßen & Übergänge", "groessere-strassen-uebergaenge"),
        ("Інформація", "informatsiya"),
        ("دورة اللغة", "dwr-llgh"),
        ("🎉", "tada"),
        ("???", "info"),
        ("a" * 300, "a" * 60),
    ],
)
def test_keys_are_readable_in_addresses(title: str, key: str) -> None:
    found = key_of(title)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(found) <= 60
    assert title.isascii() is False or found == key
