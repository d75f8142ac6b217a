"""A changed fact finds every text that says it as it was, on every channel, and drafts what puts it right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.channels.board import BoardChannel, said
from tests.peers.noticeboard import Board

from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.actions import ComposeDispatch, LetStand
from teilhabe.outreach.channels.correcting import correction_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.truth import saying_wrong
from teilhabe.outreach.content.actions.facts import ChangeFact
from teilhabe.outreach.content.models import Fact

pytestmark = pytest.mark.django_db

State = Dispatch.State


@pytest.fixture
def fact(cast: Cast, board: Board) -> Fact:
    return Fact.objects.create(key="telefon", name="Telefon", kind="phone", value={"number": "0631 1"})


def tell(cast: Cast, text: str = "Rufen Sie an: 0631 1", channel: str = "board", **more: object) -> Dispatch:
    dispatch = ComposeDispatch(
        by=cast.user(Role.EDITOR), channel=channel, item=None, draft=said(text, facts={"telefon": "0631 1"}), **more
    ).run()  # type: ignore[arg-type]  # its fields
    work_off()
    return Dispatch.objects.get(pk=dispatch.pk)


def change(cast: Cast, fact: Fact, number: str = "0631 2") -> None:
    ChangeFact(by=cast.user(Role.EDITOR), fact=fact, values={"value": {"number": number}}).run()


def test_nothing_is_wrong_while_facts_say_what_was_told(cast: Cast, fact: Fact) -> None:
    tell(cast)
    assert saying_wrong() == []


def test_a_changed_fact_finds_what_was_told_otherwise(cast: Cast, fact: Fact) -> None:
    dispatch = tell(cast)
    ComposeDispatch(by=cast.user(Role.EDITOR), channel="board", item=None, draft=said("ohne")).run()
    change(cast, fact)
    (found,) = saying_wrong()
    assert found.dispatch == dispatch
    assert [(each.told, each.now) for each in found.changes] == [("0631 1", "0631 2")]
    change(cast, fact, "0631 1")
    assert saying_wrong() == []


def test_in_its_place_the_same_text_says_what_is_so_now(cast: Cast, fact: Fact, board: Board) -> None:
    dispatch = tell(cast)
    change(cast, fact)
    client = cast.client(Role.EDITOR)
    client.post(reverse("channels:corrections"), {"chosen": str(dispatch.pk), "correct": "1"})
    work_off()
    assert [each["text"] for each in board.notices.values()] == ["Rufen Sie an: 0631 2"]
    dispatch.refresh_from_db()
    correction = Dispatch.objects.get(corrects=dispatch)
    assert (dispatch.state, dispatch.text) == (State.CORRECTED, "Rufen Sie an: 0631 1")
    assert (correction.state, correction.external_id) == (State.SENT, dispatch.external_id)
    assert saying_wrong() == []


def test_where_nothing_can_be_changed_a_new_one_says_what_has_changed(
    cast: Cast, fact: Fact, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CHANNELS, "board", BoardChannel(board.address, can_correct=False))
    dispatch = tell(cast)
    change(cast, fact)
    cast.client(Role.EDITOR).post(reverse("channels:corrections"), {"chosen": str(dispatch.pk), "correct": "1"})
    work_off()
    texts = [each["text"] for each in board.notices.values()]
    assert texts[0] == "Rufen Sie an: 0631 1"
    assert "Bisher: 0631 1\nJetzt: 0631 2" in texts[1]
    assert Dispatch.objects.get(pk=dispatch.pk).state == State.CORRECTED
    assert saying_wrong() == []


def test_a_planned_text_is_changed_before_it_goes_out(cast: Cast, fact: Fact, board: Board) -> None:
    dispatch = tell(cast, planned_at=timezone.now() + timedelta(hours=2))
    change(cast, fact)
    cast.client(Role.EDITOR).post(reverse("channels:corrections"), {"chosen": str(dispatch.pk), "correct": "1"})
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.text, dispatch.facts) == (
        State.PLANNED,
        "Rufen Sie an: 0631 2",
        {"telefon": "0631 2"},
    )
    assert board.pinned == 0


def test_words_that_are_not_found_are_left_to_a_person(cast: Cast, fact: Fact) -> None:
    tell(cast, text="Rufen Sie an: null sechs drei eins – eins")
    change(cast, fact)
    correction = correction_of(saying_wrong()[0])
    assert correction is not None
    assert [each.key for each in correction.unfound] == ["telefon"]
    assert correction.draft.text == "Rufen Sie an: null sechs drei eins – eins"


def test_what_may_stand_is_asked_about_again_only_after_another_change(cast: Cast, fact: Fact) -> None:
    dispatch = tell(cast)
    change(cast, fact)
    LetStand(by=cast.user(Role.EDITOR), dispatch=dispatch).run()
    assert saying_wrong() == []
    change(cast, fact, "0631 3")
    assert len(saying_wrong()) == 1


def test_a_fact_that_is_gone_is_told_so(cast: Cast, fact: Fact) -> None:
    tell(cast)
    fact.delete()
    (found,) = saying_wrong()
    assert [(each.told, each.now) for each in found.changes] == [("0631 1", "")]


def test_the_page_of_the_fact_and_the_start_page_say_so(cast: Cast, fact: Fact) -> None:
    tell(cast)
    change(cast, fact)
    client = cast.client(Role.EDITOR)
    page = client.get(fact.get_absolute_url()).content.decode()
    assert "1 Aussendung sagt diese Angabe noch so, wie sie war." in page
    assert f"{reverse('channels:corrections')}?fact={fact.pk}" in page
    assert "Aussendung sagt etwas, das nicht mehr stimmt" in client.get(reverse("workspace:start")).content.decode()


def test_two_people_who_correct_at_once_make_one_correction(cast: Cast, fact: Fact) -> None:
    dispatch = tell(cast)
    change(cast, fact)
    for _person in range(2):
        cast.client(Role.EDITOR).post(reverse("channels:corrections"), {"chosen": str(dispatch.pk), "correct": "1"})
    assert Dispatch.objects.filter(corrects=dispatch).count() == 1


def test_what_is_wrong_is_found_in_a_fixed_number_of_queries(
    cast: Cast, fact: Fact, django_assert_num_queries: object
) -> None:
    Dispatch.objects.bulk_create(
        Dispatch(channel="board", state=State.SENT, language="de", text="x", facts={"telefon": "0631 1"})
        for _number in range(300)
    )
    change(cast, fact)
    with django_assert_num_queries(2):  # type: ignore[operator]  # a fixture without a type
        assert len(saying_wrong()) == 300
