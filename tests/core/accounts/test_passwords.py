"""A forgotten password, a new one, and what nobody learns from it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.cast import PASSWORD, Cast
from tests.core.accounts.signing_in import is_signed_in, sign_in

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.working import work_off
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NEW = "Noch ein langer Satz als Passwort"


def ask(email: str) -> tuple[int, str]:
    response = Client().post(reverse("account_reset_password"), {"email": email})
    work_off()
    return response.status_code, response.headers["Location"]


def link() -> str:
    found = re.search(r"https?://[^/]+(/\S+)", Message.objects.latest("pk").body)
    assert found
    return found[1]


def test_known_unknown_and_inactive_addresses_get_the_same_answer_and_one_a_letter(cast: Cast) -> None:
    known, inactive = cast.user(Role.VOLUNTEER), cast.user(Role.EDITOR)
    inactive.is_active = False
    inactive.save()
    assert ask(known.email) == ask("niemand@probe.example") == ask(inactive.email)
    assert [message.to for message in Message.objects.all()] == [known.email]


def test_an_address_that_nobody_has_costs_the_same_work(cast: Cast) -> None:
    work = []
    for email in ("erste@probe.example", cast.user(Role.VOLUNTEER).email, "niemand@probe.example"):
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse("account_reset_password"), {"email": email})
        work.append(Counter(query["sql"].split()[0] for query in queries))
    assert work[1] == work[2]
    assert Job.objects.count() == 3
    assert "probe.example" not in str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))


def test_the_link_in_the_letter_sets_a_new_password_once(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    ask(user.email)
    address = link()
    assert client.get(address).status_code == 200
    client.post(address, {"password": NEW})
    assert client.get(address).status_code == 410
    assert not is_signed_in(client)
    sign_in(client, user.email, NEW)
    assert is_signed_in(client)


def test_a_new_password_frees_a_locked_account(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    for _attempt in range(11):
        sign_in(Client(), user.email, "falsch")
    ask(user.email)
    client.post(link(), {"password": NEW})
    sign_in(client, user.email, NEW)
    assert is_signed_in(client)


def test_letters_cannot_be_sent_without_end(cast: Cast) -> None:
    email = cast.user(Role.VOLUNTEER).email
    answers = [Client().post(reverse("account_reset_password"), {"email": email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_changed_password_ends_all_other_sessions_and_tells_by_mail(cast: Cast) -> None:
    user, here, there = cast.user(Role.VOLUNTEER), Client(), Client()
    for client in (here, there):
        sign_in(client, user.email)
    response = here.post(reverse("account_change_password"), {"password": NEW})
    assert response.headers["Location"] == reverse("account")
    assert here.get(reverse("account")).status_code == 200
    assert there.get(reverse("account")).status_code == 302
    assert "Ihr Passwort wurde geändert." in Message.objects.get().body
    assert len(here.get(reverse("account")).context["devices"]) == 1


def test_after_a_while_the_old_password_is_asked_for_first(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    sign_in(client, user.email)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    response = client.get(reverse("account_change_password"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(response.headers["Location"], {"password": "falsch"})
    assert "Das Passwort stimmt nicht." in wrong.content.decode()
    right = client.post(response.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).status_code == 200
