"""Whatever goes wrong, the log says what and where, and never about whom."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings as configured
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from pytest_django import Settings
from tests.cast import Cast

from teilhabe.core.jobs.job import enqueue, job
from teilhabe.core.jobs.working import work_off
from teilhabe.core.mail.sending import post
from teilhabe.core.privacy.logs import veiled
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

CANARY = "zwitscherine"
ADDRESS = f"{CANARY}@trillerstadt.example"


@job(max_attempts=1)
def fail_about_somebody() -> None:
    raise ValueError(f"{CANARY} is unknown")


class Refusing(BaseEmailBackend):
    """A server that refuses everybody, and says whom."""

    def send_messages(self, email_messages: object) -> int:
        raise SMTPRecipientsRefused({ADDRESS: (550, CANARY.encode())})


class Lines(logging.Handler):
    """What the handler of the settings would have written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        declared = dict(configured.LOGGING["formatters"]["line"])
        self.setFormatter(import_string(declared.pop("()"))(declared["format"], style=declared["style"]))
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record) + "\n"


@pytest.fixture
def log() -> Iterator[Lines]:
    handler, root = Lines(), logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


def test_a_page_that_fails_tells_the_place_and_not_what_was_asked(
    cast: Cast, site: Path, log: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError(f"nobody is called {CANARY}")

    monkeypatch.setattr("teilhabe.core.privacy.register.activities", fail)
    client = cast.client(Role.COORDINATOR)
    client.raise_request_exception = False
    assert client.get("/de/buero/datenschutz/", {"q": CANARY}).status_code == 500
    assert client.post("/de/buero/datenschutz/", {"name": CANARY}).status_code == 405
    assert client.get(f"/de/buero/gibt-es-nicht/?q={CANARY}").status_code == 404
    assert "builtins.ValueError" in log.text
    assert "views.py" in log.text
    assert CANARY not in log.text


@pytest.mark.django_db
def test_a_wrong_sign_in_leaves_no_address(site: Path, log: Lines) -> None:
    from django.test import Client

    Client().post("/de/konto/anmelden/", {"login": ADDRESS, "password": CANARY})
    assert CANARY not in log.text


@pytest.mark.django_db
def test_a_job_that_fails_tells_its_class_only(log: Lines) -> None:
    enqueue(fail_about_somebody)
    work_off()
    assert "ValueError" in log.text
    assert CANARY not in log.text


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_is_refused_names_nobody(log: Lines, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    post(ADDRESS, f"Hallo {CANARY}", "Text")
    work_off()
    assert log.text
    assert CANARY not in log.text


@pytest.mark.django_db
def test_a_database_that_repeats_the_value_is_not_quoted(log: Lines) -> None:
    User.objects.create_user(ADDRESS, name="x")
    try:
        with transaction.atomic():
            User.objects.create_user(ADDRESS, name="x")
    except IntegrityError:
        logging.getLogger("teilhabe.probe").exception("could not write")
    assert "IntegrityError" in log.text
    assert CANARY not in log.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sent to <a.b@probe.example>, done", "sent to <…>, done"),
        ("GET /de/buero/suche/?q=Amira+Beispiel", "GET /de/buero/suche/…"),
        ("called +49 631 1234567 twice", "called … twice"),
        ("attempt 3 of 8 at 2026-11-23 03:15", "attempt 3 of 8 at 2026-11-23 03:15"),
        ("is it so? yes", "is it so? yes"),
    ],
)
def test_addresses_numbers_and_queries_are_veiled(text: str, left: str) -> None:
    assert veiled(text) == left
