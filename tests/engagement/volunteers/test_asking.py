"""Twice a year volunteers are asked whether all is still right, and whoever does not answer is called."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.volunteers.asking import to_ask, to_remind
from teilhabe.engagement.volunteers.jobs import ask_whether_it_is_still_right, end_breaks
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.selectors import to_confirm_again

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def _known_by_its_name(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://teilhabe.example"


def _long_ago(**values: Any) -> Volunteer:
    return make_volunteer(**{"mail": "amal@beispiel.invalid", "checked_at": timezone.now() - 7 * MONTH, **values})


def _ask() -> None:
    ask_whether_it_is_still_right.func()


def _later(volunteer: Volunteer, days: int) -> None:
    """As if so many days had passed since the question."""
    volunteer.refresh_from_db()
    assert volunteer.asked_at is not None
    Volunteer.objects.filter(pk=volunteer.pk).update(asked_at=volunteer.asked_at - timedelta(days=days))


def test_one_mail_then_one_reminder_then_the_coordinator(cast: Cast) -> None:
    volunteer, coordinator = _long_ago(), cast.user(Role.COORDINATOR)
    _ask()
    _ask()
    assert Message.objects.count() == 1
    assert not to_confirm_again(coordinator).exists()
    _later(volunteer, days=15)
    _ask()
    _later(volunteer, days=15)
    _ask()
    assert Message.objects.count() == 2
    assert list(to_confirm_again(coordinator)) == [volunteer]


def test_the_mail_is_in_the_persons_language_and_leads_to_their_page(client: Client, site: None) -> None:
    volunteer = _long_ago()
    volunteer.person.preferred_language = "ar"
    volunteer.person.save()
    _ask()
    message = Message.objects.get()
    assert message.language == "ar"
    assert re.search("[\u0600-\u06ff]", message.subject_line)
    address = re.search(r"https://teilhabe\.example(/ar/\S+)", message.body)
    assert address is not None
    assert client.get(address[1]).status_code == 200


@pytest.mark.parametrize(
    "values",
    [{"state": "paused"}, {"state": "ended"}, {"may_ask": False}, {"checked_at": timezone.now() - 5 * MONTH}],
    ids=["on a break", "stopped", "wants no questions", "confirmed lately"],
)
def test_nobody_is_asked_who_should_be_left_in_peace(values: dict[str, Any]) -> None:
    _long_ago(**values)
    assert not to_ask(timezone.now()).exists()


def test_who_has_no_address_waits_for_a_call_at_once(cast: Cast) -> None:
    volunteer = _long_ago(mail="")
    _ask()
    assert not Message.objects.exists()
    assert list(to_confirm_again(cast.user(Role.COORDINATOR))) == [volunteer]


def _page(volunteer: Volunteer) -> str:
    return reverse("still_right:page", kwargs={"token": token_of(volunteer)})


def test_one_press_confirms_and_opening_the_page_does_not(client: Client, site: None) -> None:
    volunteer = _long_ago()
    _ask()
    address = _page(volunteer)
    before = Volunteer.objects.get().checked_at
    assert client.get(address).status_code == 200
    assert Volunteer.objects.get().checked_at == before
    assert "Danke" in client.post(address, {"answer": "right"}, follow=True).text
    assert Volunteer.objects.get().checked_at > before
    assert not to_remind(timezone.now() + MONTH).exists()


def test_the_week_and_the_languages_are_changed_without_an_account(client: Client, site: None) -> None:
    volunteer = _long_ago(languages=["de"], language_levels={"de": "b1"})
    given = {
        "answer": "change",
        "week": ["0", "2"],
        "hours_per_week": "3",
        "language_levels": ["de", "ar"],
        "language_levels-level": ["b2", ""],
    }
    client.post(_page(volunteer), given)
    changed = Volunteer.objects.get()
    assert (changed.week, changed.hours_per_week, changed.language_levels) == (0b101, 3, {"de": "b2"})
    assert changed.person.languages == ["de", "ar"]


def test_a_language_that_nobody_knows_changes_nothing(client: Client, site: None) -> None:
    volunteer = _long_ago(languages=["de"])
    text = client.post(
        _page(volunteer), {"answer": "change", "language_levels": ["xx"], "language_levels-level": [""]}
    ).text
    assert "Bitte wählen Sie eine Sprache" in text
    assert Volunteer.objects.get().person.languages == ["de"]


def test_a_break_ends_by_itself_on_the_day_after(client: Client, site: None) -> None:
    volunteer = _long_ago()
    client.post(_page(volunteer), {"answer": "pause", "until": f"{localdate():%Y-%m-%d}"})
    assert Volunteer.objects.get().state == "paused"
    end_breaks.func()
    assert Volunteer.objects.get().state == "paused"
    Volunteer.objects.update(paused_until=localdate() - timedelta(days=1))
    end_breaks.func()
    assert (Volunteer.objects.get().state, Volunteer.objects.get().paused_until) == ("active", None)


def test_nobody_becomes_active_by_a_break_that_ends(client: Client, site: None) -> None:
    volunteer = _long_ago(state="interested")
    client.post(_page(volunteer), {"answer": "pause", "until": f"{localdate():%Y-%m-%d}"})
    assert Volunteer.objects.get().state == "interested"


def test_who_wants_no_more_questions_gets_none_and_stays(client: Client, site: None) -> None:
    volunteer = _long_ago()
    client.post(_page(volunteer), {"answer": "stop"})
    stopped = Volunteer.objects.get()
    assert (stopped.may_ask, stopped.state) == (False, "active")


def test_the_page_names_nobody_and_is_gone_with_its_key(client: Client, site: None) -> None:
    volunteer = _long_ago(name="Geheimname", limits="Geheimgrenze")
    address = _page(volunteer)
    text = client.get(address).text
    assert not [word for word in ("Geheimname", "Geheimgrenze", "amal@") if word in text]
    Volunteer.objects.update(token="")
    assert client.get(address).status_code == 410
