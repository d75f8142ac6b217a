"""A mail is stored with what it tells of, and offered to the mail server until that takes or refuses it."""

from __future__ import annotations

import socket
import time
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.core.jobs.clock import Clock
from tests.core.mail.server import MailServer

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.working import work_off
from teilhabe.core.mail.attachments import MOST_BYTES, Attachment, restored
from teilhabe.core.mail.models import Message
from teilhabe.core.mail.sending import post, send
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
TO = "oksana@probe.example"


def _job() -> Job:
    return Job.objects.select_related("task").get(task__task_path=send.module_path)


def test_a_mail_arrives_once_as_it_was_written(mail_server: MailServer) -> None:
    message = post(TO, "Schön, dass Sie helfen", "Größe, Ґ und 🌻\nzweite Zeile\n", language="uk")
    assert mail_server.letterbox.taken == []
    work_off()
    work_off()
    [mail] = mail_server.letterbox.taken
    assert mail_server.letterbox.recipients == [TO]
    assert mail.get_content().replace("\r\n", "\n") == "Größe, Ґ und 🌻\nzweite Zeile\n"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert (mail["Subject"], mail["From"], mail["To"]) == (
        "Schön, dass Sie helfen",
        "Integrationsbüro <buero@probe.example>",
        TO,
    )
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "uk")
    assert mail["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert message.sent_at is not None


def test_a_mail_goes_with_the_transaction_that_tells_of_it(mail_server: MailServer) -> None:
    with transaction.atomic():
        post(TO, "Betreff", "Text")
        transaction.set_rollback(True)
    assert work_off() == 0
    assert not Message.objects.exists()


def test_a_mail_waits_while_the_server_is_down_and_arrives_when_it_is_back(
    mail_server: MailServer, clock: Clock
) -> None:
    post(TO, "Betreff", "Text")
    mail_server.stop()
    for _hour in range(3):
        work_off()
        clock.forward(hours=1)
    assert (_job().task.status, _job().attempts, _job().last_error) == ("READY", 3, "ConnectionRefusedError")
    mail_server.start()
    work_off()
    assert len(mail_server.letterbox.taken) == 1
    assert _job().task.status == "SUCCESSFUL"


@pytest.mark.parametrize("stage", ["answer_to_recipient", "answer_to_content"])
def test_a_server_that_asks_for_patience_is_asked_again(mail_server: MailServer, clock: Clock, stage: str) -> None:
    message = post(TO, "Betreff", "Text")
    setattr(mail_server.letterbox, stage, "451 Try again later")
    work_off()
    message.refresh_from_db()
    assert (message.reply_code, message.refused_at, _job().task.status) == (451, None, "READY")
    setattr(mail_server.letterbox, stage, "250 OK")
    clock.forward(minutes=1)
    work_off()
    message.refresh_from_db()
    assert len(mail_server.letterbox.taken) == 1
    assert (message.sent_at, message.reply_code) == (clock.now, None)


@pytest.mark.parametrize("stage", ["answer_to_recipient", "answer_to_content"])
def test_a_mail_that_is_refused_fails_at_once_with_the_servers_code(mail_server: MailServer, stage: str) -> None:
    message = post(TO, "Betreff", "Text")
    setattr(mail_server.letterbox, stage, f"550 No mailbox for {TO}")
    work_off()
    message.refresh_from_db()
    assert (message.sent_at, message.reply_code) == (None, 550)
    assert message.refused_at is not None
    assert (_job().task.status, _job().attempts, _job().last_error) == ("FAILED", 1, "Undeliverable")


def test_a_mail_is_tried_for_more_than_two_days_before_somebody_must_look(
    mail_server: MailServer, clock: Clock
) -> None:
    began = clock.now
    post(TO, "Betreff", "Text")
    mail_server.stop()
    while _job().task.status == "READY":
        assert work_off() > 0
        clock.now = max(clock.now, _job().task.run_after if _job().task.run_after.year < 9999 else clock.now)
    assert clock.now - began > timedelta(days=2)
    assert _job().task.status == "FAILED"


def test_the_copy_after_a_crash_has_the_same_message_id(mail_server: MailServer) -> None:
    message = post(TO, "Betreff", "Text")
    send.call(message.pk)
    Message.objects.update(sent_at=None)  # killed after the server took it, before that was written down
    send.call(message.pk)
    assert {mail["Message-ID"] for mail in mail_server.letterbox.taken} == {message.message_id}
    assert len(mail_server.letterbox.taken) == 2


def test_nobody_adds_headers_through_the_subject(mail_server: MailServer) -> None:
    post(TO, "Hallo\r\nBcc: spy@probe.example\n\nText", "Inhalt")
    work_off()
    [mail] = mail_server.letterbox.taken
    assert mail["Subject"] == "Hallo Bcc: spy@probe.example Text"
    assert mail["Bcc"] is None
    assert mail_server.letterbox.recipients == [TO]


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@probe.example\nBcc: b@probe.example", "a@probe.example, b@probe.example"]
)
def test_what_is_no_single_address_is_refused(to: str) -> None:
    with pytest.raises(InputError):
        post(to, "Betreff", "Text")
    assert not Message.objects.exists()


def test_a_server_that_hangs_delays_the_worker_and_nobody_else(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.5
        began = time.monotonic()
        post(TO, "Betreff", "Text")
        assert time.monotonic() - began < 0.5
        work_off()
    assert (_job().task.status, _job().last_error) == ("READY", "SMTPServerDisconnected")


def test_a_mail_that_was_erased_meanwhile_is_not_sent(mail_server: MailServer) -> None:
    post(TO, "Betreff", "Text")
    Message.objects.all().delete()
    work_off()
    assert mail_server.letterbox.taken == []
    assert _job().task.status == "SUCCESSFUL"


def test_the_queue_knows_neither_address_nor_text(mail_server: MailServer) -> None:
    post(TO, "Betreff", "Geheim", language="de")
    mail_server.letterbox.answer_to_recipient = f"550 No mailbox for {TO}"
    work_off()
    task = _job().task
    stored = f"{task.args_kwargs}{task.traceback}{task.exception_class_path}{_job().key}{_job().last_error}"
    assert "oksana" not in stored
    assert "Geheim" not in stored


CALENDAR = Attachment("einsatz.ics", "text/calendar; method=PUBLISH; charset=utf-8", "SUMMARY:Größe\r\n".encode())


@pytest.mark.parametrize(("language", "text_type"), [("de", "text/plain"), ("ar", "multipart/alternative")])
def test_a_file_travels_with_the_mail_and_is_kept_no_longer(
    mail_server: MailServer, language: str, text_type: str
) -> None:
    message = post(TO, "Betreff", "Text", language=language, attachments=[CALENDAR])
    mail_server.letterbox.answer_to_content = "451 Try again later"
    work_off()
    message.refresh_from_db()
    assert restored(message.attachments) == [CALENDAR]
    mail_server.letterbox.answer_to_content = "250 OK"
    send.call(message.pk)
    [mail] = mail_server.letterbox.taken
    text, file = mail.iter_parts()
    assert (text.get_content_type(), file.get_content_type(), file.get_filename()) == (
        text_type, "text/calendar", "einsatz.ics",
    )  # fmt: skip
    assert dict(file["Content-Type"].params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert file.get_content().splitlines() == ["SUMMARY:Größe"]
    message.refresh_from_db()
    assert message.attachments == []


def test_files_that_are_too_large_are_refused_before_anything_is_stored() -> None:
    files = [Attachment(f"{each}.bin", "application/octet-stream", bytes(MOST_BYTES // 2 + 1)) for each in "ab"]
    with pytest.raises(InputError, match=f"at most {MOST_BYTES}"):
        post(TO, "Betreff", "Text", attachments=files)
    assert not Message.objects.exists()
