"""What arrives by mail puts a shift into a calendar, moves it there and takes it out again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from tests.cast import Cast
from tests.core.mail.conftest import mail_server
from tests.core.mail.server import MailServer
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.working import work_off
from teilhabe.engagement.shifts.actions import CancelSignUp, SignUpForShift
from teilhabe.engagement.shifts.jobs import remind
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.shifts.scheduling import CancelShift, ChangeShift
from teilhabe.engagement.volunteers.models import Volunteer

__all__ = ["mail_server"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")


@pytest.fixture
def shift(cast: Cast) -> Shift:
    made = make_opportunity(cast.organisation, place="Rathausplatz 1")
    made.translations.create(language="ar", title="مقهى اللغات", task="نتحدث معا.")
    return make_shift(made)


@pytest.fixture
def volunteer() -> Volunteer:
    return make_volunteer("Amal Probe", mail="amal@probe.example")


def signed_up(shift: Shift, volunteer: Volunteer, language: str = "") -> SignUp:
    return SignUpForShift(by=DESK, shift=shift, volunteer=volunteer, language=language).run()


def arrived(server: MailServer) -> list[tuple[str, Any]]:
    """Of every mail that came since the start: the method of its calendar and the one event in it."""
    work_off()
    read = []
    for mail in server.letterbox.taken:
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_content())
                (event,) = calendar.walk("VEVENT")
                assert calendar["METHOD"] == part["Content-Type"].params["method"]
                read.append((str(calendar["METHOD"]), event))
    return read


def test_a_place_arrives_with_its_time_and_place_in_the_readers_language(
    mail_server: MailServer, shift: Shift, volunteer: Volunteer
) -> None:
    signed_up(shift, volunteer, "ar")
    [(method, event)] = arrived(mail_server)
    assert (method, str(event["SUMMARY"]), str(event["LOCATION"])) == ("PUBLISH", "مقهى اللغات", "Rathausplatz 1")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (shift.starts_at, shift.ends_at)
    assert (str(event["UID"]), event["SEQUENCE"], "STATUS" in event) == (f"shift-{shift.pk}@teilhabe", 0, False)


def test_moving_and_cancelling_a_shift_go_to_the_same_entry_in_their_order(
    mail_server: MailServer, shift: Shift, volunteer: Volunteer
) -> None:
    signed_up(shift, volunteer)
    moved = {"starts_at": shift.starts_at + timedelta(hours=1), "ends_at": shift.ends_at + timedelta(hours=1)}
    ChangeShift(by=DESK, shift=shift, values={}, **moved).run()
    CancelShift(by=DESK, shift=shift).run()
    read = arrived(mail_server)
    assert [(method, event["SEQUENCE"], event.get("STATUS")) for method, event in read] == [
        ("PUBLISH", 0, None), ("PUBLISH", 1, None), ("CANCEL", 2, "CANCELLED"),
    ]  # fmt: skip
    assert len({str(event["UID"]) for _method, event in read}) == 1
    assert read[1][1].decoded("DTSTART") == moved["starts_at"]


def test_more_places_change_nothing_in_anybodys_calendar(
    mail_server: MailServer, shift: Shift, volunteer: Volunteer
) -> None:
    signed_up(shift, volunteer)
    ChangeShift(by=DESK, shift=shift, values={"places": 5}, starts_at=shift.starts_at, ends_at=shift.ends_at).run()
    assert len(arrived(mail_server)) == 1
    assert Shift.objects.get().sequence == 0


def test_who_gives_a_place_back_loses_the_entry_and_gets_it_again_with_the_next_place(
    mail_server: MailServer, shift: Shift, volunteer: Volunteer
) -> None:
    CancelSignUp(by=DESK, sign_up=signed_up(shift, volunteer)).run()
    signed_up(shift, volunteer)
    told = [(method, event["SEQUENCE"], event["DTSTAMP"].dt) for method, event in arrived(mail_server)]
    assert [(method, sequence) for method, sequence, _at in told] == [("PUBLISH", 0), ("CANCEL", 1), ("PUBLISH", 1)]
    assert told[2][2] >= told[1][2]


def test_who_waits_has_nothing_in_the_calendar_until_there_is_a_place(
    mail_server: MailServer, shift: Shift, volunteer: Volunteer
) -> None:
    first = signed_up(shift, make_volunteer("Erste"))
    signed_up(shift, volunteer)
    assert arrived(mail_server) == []
    CancelSignUp(by=DESK, sign_up=first).run()
    assert [method for method, _event in arrived(mail_server)] == ["PUBLISH"]


def test_the_reminder_brings_it_again(mail_server: MailServer, shift: Shift, volunteer: Volunteer) -> None:
    made = signed_up(shift, volunteer)
    begins = made.created_at + timedelta(hours=30)
    Shift.objects.update(starts_at=begins, ends_at=begins + timedelta(hours=1))
    SignUp.objects.update(created_at=made.created_at - timedelta(days=3))
    remind.call()
    assert [method for method, _event in arrived(mail_server)] == ["PUBLISH", "PUBLISH"]
