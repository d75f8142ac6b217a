"""Between the first byte and the receipt anything may happen: nothing goes out twice, and nothing is passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.cast import Cast
from tests.outreach.channels.board import BoardChannel, said
from tests.peers.noticeboard import Board

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.actions import (
    CancelPlan,
    ComposeDispatch,
    ConfirmSent,
    RecallDispatch,
    SendDispatch,
)
from teilhabe.outreach.channels.channel import Draft, Receipt
from teilhabe.outreach.channels.jobs import look_after
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.sending import deliver
from teilhabe.outreach.content.models import Fact

pytestmark = pytest.mark.django_db

State = Dispatch.State


def compose(cast: Cast, draft: Draft, **more: object) -> Dispatch:
    known = {"by": cast.user(Role.EDITOR), "channel": "board", "item": None, "draft": draft}
    return ComposeDispatch(**{**known, **more}).run()  # type: ignore[arg-type]  # a table of its fields


def work() -> None:
    """Whatever is due or would be after its pause."""
    for _time in range(5):
        DBTaskResult.objects.filter(task_path__contains="channels").update(run_after=timezone.now())
        if not work_off():
            break


def now(dispatch: Dispatch) -> Dispatch:
    return Dispatch.objects.get(pk=dispatch.pk)


def test_a_dispatch_goes_out_once_and_keeps_its_receipt(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("Kurs am Montag"))
    assert (now(dispatch).state, board.notices) == (State.PLANNED, {})
    work()
    stored = now(dispatch)
    assert (stored.state, stored.external_id, stored.attempts) == (State.SENT, "1", 1)
    assert stored.address.endswith("/notices/1")
    deliver.call(dispatch.pk, dispatch.tries)
    assert board.pinned == 1


def test_the_moment_stands_before_the_first_byte(cast: Cast, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Dispatch] = []

    class Watched(BoardChannel):
        def send(self, dispatch: Dispatch) -> Receipt:
            seen.append(now(dispatch))
            return super().send(dispatch)

    monkeypatch.setitem(CHANNELS, "board", Watched(board.address))
    compose(cast, said("Kurs"))
    work()
    assert seen[0].state == State.SENDING
    assert seen[0].attempted_at is not None


def test_an_answer_that_never_came_is_shown_and_asked_for_before_anything_is_repeated(cast: Cast, board: Board) -> None:
    board.deaf = 1
    dispatch = compose(cast, said("Kurs am Montag"))
    work_off(1)
    assert now(dispatch).state == State.UNDECIDED
    assert "Verbindung" in now(dispatch).error
    work()
    assert (now(dispatch).state, now(dispatch).external_id, board.pinned) == (State.SENT, "1", 1)


def test_while_the_channel_cannot_tell_nothing_is_repeated(cast: Cast, board: Board) -> None:
    board.deaf, board.mute = 1, 99
    dispatch = compose(cast, said("Kurs am Montag"))
    work()
    assert (now(dispatch).state, board.pinned) == (State.UNDECIDED, 1)
    assert board.asked >= 3


def test_a_clear_no_of_the_channel_has_it_sent_again(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("Kurs am Montag"))
    Dispatch.objects.update(state=State.SENDING, attempted_at=timezone.now())  # as a worker leaves it that was killed
    work()
    assert (now(dispatch).state, board.asked, board.pinned) == (State.SENT, 1, 1)


def test_a_person_says_that_it_is_out(cast: Cast, board: Board) -> None:
    board.deaf, board.mute = 1, 99
    dispatch = compose(cast, said("Kurs am Montag"))
    work()
    ConfirmSent(by=cast.user(Role.EDITOR), dispatch=dispatch).run()
    board.mute = 0
    work()
    assert (now(dispatch).state, board.pinned) == (State.SENT, 1)


def test_a_person_has_it_sent_again_and_the_earlier_job_does_nothing_more(cast: Cast, board: Board) -> None:
    board.deaf, board.mute = 1, 99
    dispatch = compose(cast, said("Kurs am Montag"))
    work()
    board.notices.clear()
    SendDispatch(by=cast.user(Role.EDITOR), dispatch=dispatch).run()
    board.mute = 0
    work()
    assert (now(dispatch).state, len(board.notices), board.pinned) == (State.SENT, 1, 2)


def test_a_refusal_is_final_and_says_why(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("VERBOTEN"))
    work()
    assert (now(dispatch).state, now(dispatch).error) == (State.FAILED, "Das Brett nimmt diesen Text nicht an.")
    assert not Job.objects.filter(task__status="FAILED").exists()


def test_a_busy_channel_is_tried_again_later(cast: Cast, board: Board) -> None:
    board.busy = 2
    dispatch = compose(cast, said("Kurs"))
    work()
    assert (now(dispatch).state, now(dispatch).attempts, board.pinned) == (State.SENT, 3, 1)


def test_what_every_attempt_failed_at_waits_for_a_person(cast: Cast, board: Board) -> None:
    board.busy = 99
    dispatch = compose(cast, said("Kurs"))
    for _attempt in range(3):
        work()
    Dispatch.objects.update(attempted_at=timezone.now() - timedelta(hours=1))
    look_after.call()
    assert (now(dispatch).state, board.pinned) == (State.FAILED, 0)


def test_what_killed_every_worker_is_undecided(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("Kurs"))
    Dispatch.objects.update(state=State.SENDING, attempted_at=timezone.now() - timedelta(hours=1))
    Job.objects.update(last_error="WorkerLost")
    DBTaskResult.objects.update(status="FAILED")
    look_after.call()
    assert now(dispatch).state == State.UNDECIDED


def test_a_planned_dispatch_waits_for_its_time_and_can_be_taken_back(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("Kurs"), planned_at=timezone.now() + timedelta(hours=2))
    assert work_off() == 0
    CancelPlan(by=cast.user(Role.EDITOR), dispatch=dispatch).run()
    work()
    assert (now(dispatch).state, board.pinned) == (State.DRAFT, 0)


def test_no_plan_goes_out_with_a_fact_that_has_changed_since(cast: Cast, board: Board) -> None:
    fact = Fact.objects.create(key="telefon", name="Telefon", kind="phone", value={"number": "0631 1"})
    draft = said("Rufen Sie an: 0631 1", facts={"telefon": "0631 1"})
    dispatch = compose(cast, draft, planned_at=timezone.now() + timedelta(hours=2))
    fact.value = {"number": "0631 2"}
    fact.save()
    work()
    assert (now(dispatch).state, board.pinned) == (State.FAILED, 0)
    assert "Angabe geändert" in now(dispatch).error


def test_a_recalled_dispatch_is_gone_outside_however_often_it_is_taken_back(cast: Cast, board: Board) -> None:
    dispatch = compose(cast, said("Kurs"))
    work()
    RecallDispatch(by=cast.user(Role.EDITOR), dispatch=dispatch).run()
    board.notices.clear()  # somebody took it down by hand
    work()
    assert now(dispatch).state == State.RECALLED
    assert now(dispatch).recalled_at is not None
