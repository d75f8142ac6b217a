"""Many mails, each of them once: with and without answers, with a server that goes away, with readers who leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.core.jobs.clock import Clock
from tests.core.mail.server import MailServer
from tests.outreach.newsletter.conftest import PickyLetterbox, dispatch, reader

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.working import work_off
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter import sending
from teilhabe.outreach.newsletter.lines import Line
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.selectors import Outcome, outcomes, undecided

pytestmark = pytest.mark.django_db


def _order(made: Dispatch) -> None:
    sending.order(made)
    work_off()


def _outcome(made: Dispatch) -> Outcome:
    return outcomes([made])[made.pk]


def test_every_reader_gets_one_mail_with_the_message_id_it_had_before(letterbox: PickyLetterbox) -> None:
    readers = [reader(f"leserin{number}") for number in range(97)]
    made = dispatch()
    _order(made)
    _order(made)
    assert sorted(letterbox.recipients) == sorted(each.address for each in readers)
    assert {str(mail["Message-ID"]) for mail in letterbox.taken} == set(
        Delivery.objects.values_list("message_id", flat=True)
    )
    assert _outcome(made) == Outcome(sent=97)


def test_the_attempt_is_stored_before_the_first_byte_goes_out(
    letterbox: PickyLetterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a crash in between leaves: an attempt and no answer, and nothing that sends it again."""
    reader("amal")
    made = dispatch()

    def die(_line: Line, _mails: object) -> None:
        raise KeyboardInterrupt

    sending.address(made)
    with monkeypatch.context() as patched:
        patched.setattr(Line, "send_all", die)
        with pytest.raises(KeyboardInterrupt):
            sending.send_some(made, 0, 10)
    sending.send_some(made, 0, 10)
    assert letterbox.taken == []
    Delivery.objects.update(attempted_at=timezone.now() - timedelta(hours=1))
    assert undecided(made).count() == 1


def test_a_server_that_hangs_up_without_a_word_leaves_the_mail_undecided(letterbox: PickyLetterbox) -> None:
    for name in ("amal", "oksana", "peter"):
        reader(name)
    letterbox.hung_up_on.add("oksana@probe.example")
    made = dispatch()
    _order(made)
    work_off()
    assert letterbox.recipients.count("oksana@probe.example") == 1
    Delivery.objects.filter(sent_at=None).update(attempted_at=timezone.now() - timedelta(hours=1))
    assert _outcome(made) == Outcome(sent=2, undecided=1)


def test_what_was_addressed_is_gone_on_with_and_not_begun_anew(letterbox: PickyLetterbox) -> None:
    for number in range(5):
        reader(f"leserin{number}")
    made = dispatch()
    sending.address(made)
    known = set(Delivery.objects.values_list("message_id", flat=True))
    reader("spaeter")
    sending.address(made)
    assert known < set(Delivery.objects.values_list("message_id", flat=True))
    assert Delivery.objects.count() == 6


def test_an_address_that_the_server_does_not_know_ends_and_the_others_get_theirs(letterbox: PickyLetterbox) -> None:
    gone = reader("gone")
    reader("amal")
    letterbox.refused[gone.address] = "550 5.1.1 no such user"
    made = dispatch()
    _order(made)
    gone.refresh_from_db()
    assert gone.ending == Subscription.Ending.BOUNCED
    assert _outcome(made) == Outcome(sent=1, bounced=1)


def test_a_server_that_asks_us_to_come_back_is_asked_again_after_a_pause(
    letterbox: PickyLetterbox, clock: Clock
) -> None:
    late = reader("late")
    letterbox.refused[late.address] = "451 4.7.1 greylisted"
    made = dispatch()
    _order(made)
    assert _outcome(made) == Outcome(waiting=1)
    del letterbox.refused[late.address]
    assert work_off() == 0
    clock.forward(seconds=sending.PAUSES[0].total_seconds() + 1)
    work_off()
    assert _outcome(made) == Outcome(sent=1)


def test_after_the_last_round_a_mail_that_nobody_took_is_refused(letterbox: PickyLetterbox, clock: Clock) -> None:
    late = reader("late")
    letterbox.refused[late.address] = "452 4.2.2 full"
    made = dispatch()
    _order(made)
    for pause in sending.PAUSES:
        clock.forward(seconds=pause.total_seconds() + 1)
        work_off()
    assert _outcome(made) == Outcome(refused=1)
    clock.forward(days=3)
    assert work_off() == 0


def test_content_that_is_refused_is_not_held_against_the_reader(letterbox: PickyLetterbox) -> None:
    amal = reader("amal")
    letterbox.answer_to_content = "554 5.7.1 looks like advertising"
    made = dispatch()
    _order(made)
    amal.refresh_from_db()
    assert (amal.is_active, amal.bounces) == (True, 0)
    assert _outcome(made) == Outcome(refused=1)


def test_a_server_that_is_down_costs_nothing_but_time(
    mail_server: MailServer, letterbox: PickyLetterbox, clock: Clock
) -> None:
    reader("amal")
    mail_server.stop()
    made = dispatch()
    _order(made)
    assert Delivery.objects.get().attempts == 0
    mail_server.start()
    clock.forward(minutes=2)
    work_off()
    assert _outcome(made) == Outcome(sent=1)


def test_who_leaves_before_their_turn_gets_nothing(letterbox: PickyLetterbox) -> None:
    amal, oksana = reader("amal"), reader("oksana")
    made = dispatch()
    sending.address(made)
    amal.ended_at = timezone.now()
    amal.save()
    _order(made)
    assert letterbox.recipients == [oksana.address]
    assert _outcome(made) == Outcome(sent=1)


def test_a_limit_per_minute_holds_and_other_work_takes_its_turn(
    letterbox: PickyLetterbox, settings: Settings, clock: Clock
) -> None:
    settings.NEWSLETTER_PER_MINUTE = 3
    for number in range(8):
        reader(f"leserin{number}")
    _order(dispatch())
    taken = [len(letterbox.taken)]
    for _minute in range(3):
        clock.forward(seconds=59)
        assert work_off() == 0
        clock.forward(seconds=2)
        work_off()
        taken.append(len(letterbox.taken))
    assert taken == [3, 6, 8, 8]


def test_a_part_asks_for_the_next_one_until_all_are_sent(
    letterbox: PickyLetterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PART", 40)
    for number in range(95):
        reader(f"leserin{number}")
    made = dispatch()
    _order(made)
    assert Job.objects.count() == 3
    assert _outcome(made) == Outcome(sent=95)


def test_sending_again_keeps_the_message_id(letterbox: PickyLetterbox) -> None:
    reader("amal")
    made = dispatch()
    _order(made)
    message_id = Delivery.objects.get().message_id
    Delivery.objects.update(sent_at=None, reply_code=None, attempted_at=timezone.now() - timedelta(hours=1))
    sending.send_again(made, undecided(made))
    work_off()
    assert [str(mail["Message-ID"]) for mail in letterbox.taken] == [message_id, message_id]
