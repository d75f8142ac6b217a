"""The log and one dispatch: what they show, and that they ask no more the more there is."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import make_item
from tests.peers.noticeboard import Board

from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.models import Dispatch

pytestmark = pytest.mark.django_db

State = Dispatch.State


def test_the_log_takes_as_many_queries_for_fifty_as_for_one(cast: Cast, django_assert_max_num_queries: object) -> None:
    item, editor = make_item(cast), cast.user(Role.EDITOR)
    Dispatch.objects.bulk_create(
        Dispatch(channel="mail", state=State.SENT, language="de", text=f"Hinweis {number}", item=item, made_by=editor)
        for number in range(60)
    )
    client = cast.client(Role.EDITOR)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture without a type
        assert "Hinweis 59" in client.get(reverse("channels:list")).content.decode()


def test_an_undecided_dispatch_offers_two_buttons_and_only_to_those_who_may_speak(cast: Cast) -> None:
    dispatch = Dispatch.objects.create(
        channel="mail", state=State.UNDECIDED, language="de", text="x", attempted_at=timezone.now()
    )
    page = cast.client(Role.EDITOR).get(dispatch.get_absolute_url()).content.decode()
    assert "Es ist draußen" in page
    assert "Es fehlt: noch einmal senden" in page
    assert "Es ist draußen" not in cast.client(Role.AUDITOR).get(dispatch.get_absolute_url()).content.decode()
    assert "vielleicht draußen" in cast.client(Role.EDITOR).get(reverse("workspace:start")).content.decode()


def test_what_is_sent_cannot_be_changed_or_discarded(cast: Cast, board: Board) -> None:
    dispatch = Dispatch.objects.create(channel="board", state=State.SENT, language="de", text="gesagt")
    client = cast.client(Role.EDITOR)
    client.post(reverse("channels:change", args=[dispatch.pk]), {"text-text": "anders"})
    client.post(reverse("channels:remove", args=[dispatch.pk]))
    client.post(reverse("channels:send", args=[dispatch.pk]))
    dispatch.refresh_from_db()
    assert (dispatch.text, dispatch.state, mail.outbox, board.pinned) == ("gesagt", State.SENT, [], 0)


def test_texts_of_strangers_do_not_become_markup(cast: Cast) -> None:
    hostile = "<script>alert(1)</script>"
    dispatch = Dispatch.objects.create(channel="mail", state=State.SENT, language="de", title=hostile, text=hostile)
    client = cast.client(Role.EDITOR)
    for address in (dispatch.get_absolute_url(), reverse("channels:list")):
        assert hostile not in client.get(address).content.decode()
